//! The child: threads that compute, fed by threads that wait for one call each.

use super::{
    CALLS, Request,
    queue::{Call, Pack, Queue},
};
use crate::{
    minilm::{HIDDEN, MiniLm, Room, WINDOW},
    tokenizer,
};
use chatbox_core::models::EmbedAs;
use chatbox_worker::{Answers, Limits, ServeError, serve_stdio};
use std::{
    num::NonZeroUsize,
    path::Path,
    sync::{Arc, OnceLock},
    thread,
};

/// Tokens that one thread computes together: short texts share the way through the weights, and a query waits for at most a layer of it.
const PACK: usize = WINDOW;

/// The child's main function: answers a `LocalEmbedder` on standard input and output until the parent is gone. The model is read at the
/// first request, on `threads` threads.
///
/// # Errors
/// As `serve_stdio`.
pub fn run_embed_worker(model: &Path, threads: NonZeroUsize, limits: &Limits) -> Result<(), ServeError> {
    let (model, engine) = (model.to_owned(), OnceLock::new());
    let calls = NonZeroUsize::new(CALLS).unwrap_or(NonZeroUsize::MIN);
    serve_stdio(limits, calls, move |request, payload, answers| {
        let queue: &Result<Arc<Queue>, String> = engine.get_or_init(|| start(&model, threads));
        serve(queue.as_ref().map_err(Clone::clone)?, &request, &payload, answers)
    })
}

fn serve(queue: &Queue, request: &Request, payload: &[u8], answers: &Answers) -> Result<(), String> {
    let texts: Vec<String> = serde_json::from_slice(payload).map_err(|_| "the texts have another shape")?;
    let texts: Vec<Vec<u32>> = texts.iter().map(|text| tokenizer::encode(text, WINDOW)).collect();
    let call = Call::new(texts.len(), HIDDEN);
    match request.embed_as {
        EmbedAs::Query => queue.push_queries(texts, &call),
        EmbedAs::Passage => queue.push_passages(texts, PACK, &call),
    }
    if let Some(vectors) = call.wait(|| answers.is_cancelled()) {
        let bytes: Vec<u8> = vectors.iter().flat_map(|x| x.to_le_bytes()).collect();
        // A parent that has lost interest is no error.
        let _ = answers.send(&(), &bytes);
    }
    Ok(())
}

fn start(model: &Path, threads: NonZeroUsize) -> Result<Arc<Queue>, String> {
    let model = Arc::new(MiniLm::load(model).map_err(|error| error.to_string())?);
    let queue = Arc::new(Queue::default());
    for _ in 0..threads.get() {
        let (model, queue) = (model.clone(), queue.clone());
        let thread = thread::Builder::new().name("embed".into()).spawn(move || compute(&model, &queue));
        thread.map_err(|error| format!("no thread: {error}"))?;
    }
    Ok(queue)
}

/// Lives as long as the process: there is nothing to finish when the parent is gone.
fn compute(model: &MiniLm, queue: &Queue) {
    let (mut room, mut query_room) = (Room::default(), Room::default());
    loop {
        let pack = queue.next();
        answer(model, pack, &mut room, || {
            while let Some(query) = queue.query() {
                answer(model, query, &mut query_room, || {});
            }
        });
    }
}

fn answer(model: &MiniLm, pack: Pack, room: &mut Room, pause: impl FnMut()) {
    if pack.is_wanted() {
        let mut vectors = Vec::with_capacity(pack.texts.len() * HIDDEN);
        model.embed(&pack.texts, room, &mut vectors, pause);
        pack.answer(&vectors);
    }
}
