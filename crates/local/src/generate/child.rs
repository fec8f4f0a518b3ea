//! The child.

use super::{
    Answer, Request,
    session::{Model, Outcome, Session, Step},
};
use chatbox_core::models::{Prompt, Usage};
use chatbox_worker::{Answers, Limits, ServeError, serve_stdio};
use std::{
    num::NonZeroUsize,
    path::Path,
    sync::{Mutex, OnceLock, PoisonError},
};

/// Handlers: one that writes, others that count beside it.
pub(super) const CALLS: NonZeroUsize = NonZeroUsize::new(4).unwrap();

/// How the child runs its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GenerateOptions {
    /// Tokens of the window; memory grows with it (SmolLM2: 23 kB a token). Never more than the model was trained with.
    pub window: NonZeroUsize,
    /// Threads that compute. llama.cpp's threads wait for each other by spinning, many times a token: on cores that something else uses,
    /// too, more threads are slower by far. See `usual_threads`.
    pub threads: NonZeroUsize,
}

impl GenerateOptions {
    /// Half of the cores, between one and eight: the other half is for the server, parsers and passages.
    pub fn usual_threads() -> NonZeroUsize {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        NonZeroUsize::new((cores / 2).clamp(1, 8)).unwrap_or(NonZeroUsize::MIN)
    }
}

/// The child's main function: answers a `LocalChatModel` on standard input and output until the parent is gone. `model` is any GGUF file
/// of a chat model; it is mapped at the first request.
///
/// # Errors
/// As `serve_stdio`.
pub fn run_generate_worker(model: &Path, options: GenerateOptions, limits: &Limits) -> Result<(), ServeError> {
    let (path, loaded) = (model.to_owned(), OnceLock::new());
    serve_stdio(limits, CALLS, move |request, payload, answers| {
        let loaded: &Result<Loaded, String> = loaded.get_or_init(|| Loaded::new(&path, options));
        loaded.as_ref().map_err(Clone::clone)?.serve(request, &payload, answers)
    })
}

struct Loaded {
    model: &'static Model,
    session: Mutex<Session>,
}

impl Loaded {
    fn new(path: &Path, options: GenerateOptions) -> Result<Self, String> {
        let model = Model::load(path)?;
        Ok(Self { model, session: Mutex::new(Session::new(model, options.window, options.threads)?) })
    }

    fn serve(&self, request: Request, payload: &[u8], answers: &Answers) -> Result<(), String> {
        // A parent that has lost interest is no error, so sending may fail.
        let send = |answer: Answer| answers.send(&answer, &[]).is_ok();
        match request {
            Request::Count => {
                let texts: Vec<String> = serde_json::from_slice(payload).map_err(|error| error.to_string())?;
                send(Answer::Counts(texts.iter().map(|text| self.model.count(text)).collect()));
            }
            Request::Generate { max_tokens, temperature } => {
                let messages: Vec<Prompt> = serde_json::from_slice(payload).map_err(|error| error.to_string())?;
                let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
                let outcome = session.generate(&messages, max_tokens, temperature, |step| match step {
                    Step::Reading => send(Answer::Reading),
                    Step::Text(text) => send(Answer::Text(text)),
                })?;
                match outcome {
                    Outcome::Answered(Usage { prompt_tokens, completion_tokens }) => {
                        send(Answer::Done { prompt_tokens, completion_tokens });
                    }
                    Outcome::TooLong { window } => {
                        send(Answer::TooLong { window });
                    }
                    Outcome::Cancelled => {}
                }
            }
        }
        Ok(())
    }
}
