//! The chat completions wire format, as far as we use it.

use chatbox_core::models::{Prompt, Role, Usage};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub(crate) struct Request<'a> {
    pub(crate) model: &'a str,
    pub(crate) messages: Vec<Message<'a>>,
    pub(crate) max_tokens: usize,
    pub(crate) temperature: f32,
    pub(crate) stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stream_options: Option<StreamOptions>,
}

#[derive(Serialize)]
pub(crate) struct StreamOptions {
    pub(crate) include_usage: bool,
}

#[derive(Serialize)]
pub(crate) struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

impl<'a> From<&'a Prompt> for Message<'a> {
    fn from(prompt: &'a Prompt) -> Self {
        let role = match prompt.role {
            Role::System => "system",
            Role::User => "user",
            Role::Assistant => "assistant",
        };
        Self { role, content: &prompt.text }
    }
}

#[derive(Deserialize)]
pub(crate) struct Chunk {
    #[serde(default)]
    pub(crate) choices: Vec<Choice>,
    pub(crate) usage: Option<WireUsage>,
    pub(crate) error: Option<ErrorBody>,
}

#[derive(Deserialize)]
pub(crate) struct Choice {
    #[serde(default)]
    pub(crate) delta: Delta,
}

#[derive(Default, Deserialize)]
pub(crate) struct Delta {
    pub(crate) content: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct WireUsage {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

impl From<WireUsage> for Usage {
    fn from(wire: WireUsage) -> Self {
        Self { prompt_tokens: wire.prompt_tokens, completion_tokens: wire.completion_tokens }
    }
}

#[derive(Deserialize)]
pub(crate) struct ErrorReply {
    pub(crate) error: ErrorBody,
}

/// Some endpoints send an object, some a plain text.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum ErrorBody {
    Object { message: String },
    Text(String),
}

impl ErrorBody {
    pub(crate) fn message(self) -> String {
        match self {
            Self::Object { message } | Self::Text(message) => message,
        }
    }
}
