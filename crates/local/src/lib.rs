#![doc = include_str!("../README.md")]

mod embed;
mod generate;
mod minilm;
mod tokenizer;

pub use embed::{EmbedSettings, LocalEmbedder, run_embed_worker};
pub use generate::{ChatSettings, GenerateOptions, LocalChatModel, run_generate_worker};

use chatbox_core::models::ModelError;
use chatbox_worker::WorkerError;

/// What a caller hears when the child failed; the details go to the log.
fn failure(error: WorkerError) -> ModelError {
    tracing::warn!("a model's process failed: {error}");
    match error {
        WorkerError::TimedOut(_) => ModelError::TimedOut,
        WorkerError::Failed(reason) => ModelError::Unavailable(reason),
        WorkerError::Crashed { .. } | WorkerError::Protocol(_) => {
            ModelError::Unavailable("its process ended and is started anew".into())
        }
        WorkerError::OutOfMemory => ModelError::Unavailable("it ran out of memory".into()),
        WorkerError::Start(_) => ModelError::Unavailable("its process could not be started".into()),
        WorkerError::Stopped => ModelError::Unavailable("the server is stopping".into()),
    }
}
