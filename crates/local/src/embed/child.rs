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

/// Tokens that one thread computes together: short texts share the way through the weights.
const PACK: usize = WINDOW;
/// What passages add to their threads' niceness: a third of the claim of others.
#[cfg(target_os = "linux")]
const NICE: i32 = 5;

/// The child's main function: answers a `LocalEmbedder` on standard input and output until the parent is gone. The model is read at the
/// first request. `threads` threads compute passages, at low priority, and one more computes questions.
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
    for thread in 0..=threads.get() {
        let (model, queue) = (model.clone(), queue.clone());
        // The first answers questions only. The others give way to it, and to everything else a person waits for.
        let work = move || {
            if thread == 0 {
                compute(&model, || queue.next_query())
            } else {
                give_way();
                compute(&model, || queue.next());
            }
        };
        thread::Builder::new().name("embed".into()).spawn(work).map_err(|error| format!("no thread: {error}"))?;
    }
    Ok(queue)
}

/// Lives as long as the process: there is nothing to finish when the parent is gone.
fn compute(model: &MiniLm, next: impl Fn() -> Pack) {
    let (mut room, mut vectors) = (Room::default(), Vec::new());
    loop {
        let pack = next();
        if pack.is_wanted() {
            vectors.clear();
            model.embed(&pack.texts, &mut room, &mut vectors);
            pack.answer(&vectors);
        }
    }
}

/// Lowers this thread's claim to the processor (on Linux, a thread's own; elsewhere it would be the process's, so it is left alone).
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::debug!("passages are computed at the usual priority: {error}");
    }
}
