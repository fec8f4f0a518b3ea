//! Whether the parts of the program can do their work.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// State of one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ComponentHealth {
    /// `store`, `index`, `embedder`, `chat_model`.
    pub name: String,
    /// Whether it can work.
    pub ready: bool,
    /// What it is, or what is wrong.
    pub detail: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// A part of the data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StoragePart {
    /// `database`, `files`, `index`, `models`.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Looks at every part. Answers within two seconds.
#[async_trait]
pub trait Health: Send + Sync {
    /// All parts.
    async fn check(&self) -> Vec<ComponentHealth>;
    /// Searchable chunks in the index.
    async fn indexed_chunks(&self) -> u64;
    /// Sizes of what is stored, up to a minute old.
    async fn storage(&self) -> Vec<StoragePart>;
}
