//! Ports of models: text to vectors, and conversation to text.

use async_trait::async_trait;
use futures::stream::BoxStream;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a model call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The model's files are missing or damaged.
    #[error("the model {model} is not installed")]
    Missing {
        /// Its id.
        model: String,
    },
    /// The key was refused.
    #[error("the provider refused the key")]
    Unauthorized,
    /// Too many requests; try again after this many seconds, if known.
    #[error("the provider asks to slow down")]
    RateLimited {
        /// Seconds.
        retry_after: Option<u64>,
    },
    /// The prompt does not fit the window.
    #[error("the prompt is longer than the model's window of {window} tokens")]
    TooLong {
        /// Tokens.
        window: usize,
    },
    /// The provider does not know the model, or refuses the request for another reason.
    #[error("the provider refused the request: {0}")]
    Refused(String),
    /// The address cannot be reached, or the worker died; worth another try.
    #[error("the model cannot be reached: {0}")]
    Unavailable(String),
    /// No answer in time.
    #[error("the model did not answer in time")]
    TimedOut,
    /// The stream broke after it had begun.
    #[error("the answer broke off: {0}")]
    Broken(String),
}

impl ModelError {
    /// Stable machine-readable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "model_missing",
            Self::Unauthorized => "provider_unauthorized",
            Self::RateLimited { .. } => "provider_rate_limited",
            Self::TooLong { .. } => "prompt_too_long",
            Self::Refused(_) => "provider_refused",
            Self::Unavailable(_) => "model_unavailable",
            Self::TimedOut => "model_timed_out",
            Self::Broken(_) => "answer_broken",
        }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "Choose another model, or run `chatbox models pull`.",
            Self::Unauthorized => "Check the key in Settings, Models.",
            Self::RateLimited { .. } => "Wait a moment and ask again.",
            Self::TooLong { .. } => "Shorten the message or start a new conversation.",
            Self::Refused(_) => "Check the model's name and the address in Settings, Models.",
            Self::Unavailable(_) => {
                "Check the address in Settings, Models, and that the provider is running; then ask again."
            }
            Self::TimedOut | Self::Broken(_) => "Ask again; what was received is kept.",
        }
    }
}

/// What a text is embedded for; some models want a different instruction for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmbedAs {
    /// A question. Goes before waiting passages.
    Query,
    /// Text to be found.
    Passage,
}

/// Turns texts into unit vectors. Implementors guarantee: same order as the input, every vector has `dimensions` components and
/// length 1, the result for a text does not depend on its neighbours in the batch beyond 1e-4 per component.
#[async_trait]
pub trait Embedder: Send + Sync {
    /// Name of the vector space, e.g. `all-minilm-l6-v2`; two embedders with the same name are interchangeable.
    fn model(&self) -> &str;
    /// Components of a vector.
    fn dimensions(&self) -> usize;
    /// Tokens that one text may have; longer ones are cut.
    fn window(&self) -> usize;
    /// Tokens of a text, without special tokens. Cheap; used by the chunker.
    fn count_tokens(&self, text: &str) -> usize;
    /// Embeds the texts.
    async fn embed(&self, texts: &[String], embed_as: EmbedAs) -> Result<Vec<Vec<f32>>, ModelError>;
}

/// Who said something to a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Instructions.
    System,
    /// The person.
    User,
    /// The model.
    Assistant,
}

/// One message of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// Who.
    pub role: Role,
    /// What.
    pub text: String,
}

/// A request to a chat model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatRequest {
    /// The conversation, oldest first.
    pub messages: Vec<Prompt>,
    /// Most tokens to write.
    pub max_tokens: usize,
    /// 0 is greedy.
    pub temperature: f32,
}

/// What a chat model sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatDelta {
    /// More text.
    Text(String),
    /// The end, with what it cost.
    Done(Usage),
}

/// Tokens of one call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Usage {
    /// Tokens read.
    pub prompt_tokens: u64,
    /// Tokens written.
    pub completion_tokens: u64,
}

impl std::ops::AddAssign for Usage {
    fn add_assign(&mut self, more: Self) {
        self.prompt_tokens += more.prompt_tokens;
        self.completion_tokens += more.completion_tokens;
    }
}

/// How far a model can be trusted with free text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Skill {
    /// Invents facts: answers from documents are quoted sentences, the model writes at most a lead that passes the check.
    Small,
    /// Follows instructions and cites: it writes the answer itself.
    Capable,
}

/// A chat model as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ModelInfo {
    /// Its id: `local/smollm2-135m` or `openai/NAME`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Tokens of its window.
    pub window: usize,
    /// How far it can be trusted.
    pub skill: Skill,
    /// Whether it runs in this installation.
    pub local: bool,
}

/// A chat model. Implementors guarantee: dropping the stream stops the work, `Done` comes last and once, an error ends the stream.
#[async_trait]
pub trait ChatModel: Send + Sync {
    /// What it is.
    fn info(&self) -> &ModelInfo;
    /// Tokens of the text for this model: exact for embedded models, an estimate that is not below the truth by more than 10 %
    /// otherwise.
    async fn count_tokens(&self, texts: &[String]) -> Result<Vec<usize>, ModelError>;
    /// Starts an answer. An error before the first token is returned here or as the stream's first item.
    async fn stream(
        &self,
        request: ChatRequest,
    ) -> Result<BoxStream<'static, Result<ChatDelta, ModelError>>, ModelError>;
}

/// The chat models that can be used right now.
#[async_trait]
pub trait ChatModels: Send + Sync {
    /// All, the default first.
    async fn list(&self, who: crate::ids::Who) -> Result<Vec<ModelInfo>, ModelError>;
    /// The model with this id, or the default.
    async fn model(&self, who: crate::ids::Who, id: Option<&str>) -> Result<std::sync::Arc<dyn ChatModel>, ModelError>;
}

/// An OpenAI-compatible endpoint that somebody connects.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Address up to and including the version, e.g. `https://api.openai.com/v1`.
    pub base_url: String,
    /// The provider's name of the model.
    pub model: String,
    /// Key, where the endpoint wants one. Never sent back to anybody.
    #[serde(default)]
    pub key: Option<String>,
    /// Tokens of the model's window; 8,192 if absent, what small current models offer at least.
    #[serde(default = "Endpoint::default_window")]
    pub window: usize,
}

impl Endpoint {
    fn default_window() -> usize {
        8192
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = self.key.as_ref().map(|_| "…");
        let Self { base_url, model, window, .. } = self;
        write!(f, "Endpoint {{ base_url: {base_url:?}, model: {model:?}, key: {key:?}, window: {window} }}")
    }
}

/// Connects a provider from the page.
#[async_trait]
pub trait ProviderSetup: Send + Sync {
    /// The endpoint in force.
    async fn endpoint(&self) -> Result<Option<Endpoint>, ModelError>;
    /// Stores an endpoint (one without a key keeps the stored key for the same address), or with `None` forgets it.
    async fn set_endpoint(&self, endpoint: Option<Endpoint>) -> Result<(), ModelError>;
    /// Sends a real request to the endpoint (one without a key uses the stored key for the same address).
    async fn test_endpoint(&self, endpoint: Endpoint) -> Result<(), ModelError>;
}
