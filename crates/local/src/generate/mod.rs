//! Conversation to text: the port's implementation in the parent, and the child that runs llama.cpp.

mod child;
mod parent;
mod prompt;
mod session;
mod text;

pub use child::{GenerateOptions, run_generate_worker};
pub use parent::{ChatSettings, LocalChatModel};

use serde::{Deserialize, Serialize};

/// What the child can be asked; texts come in the payload.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Request {
    /// Tokens of each text (a JSON array of strings).
    Count,
    /// An answer to a conversation (a JSON array of `Prompt`).
    Generate { max_tokens: usize, temperature: f32 },
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Counts(Vec<usize>),
    /// It is still reading the prompt.
    Reading,
    Text(String),
    Done {
        prompt_tokens: u64,
        completion_tokens: u64,
    },
    /// The prompt does not fit the window.
    TooLong {
        window: usize,
    },
}
