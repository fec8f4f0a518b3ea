//! Search as the API, the chat and the page see it, and the port the chat engine searches through.

use crate::{
    error::StoreError,
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, Who},
    models::ModelError,
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question with its limits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchQuery {
    /// The question in plain words, 1 to 2,000 characters.
    pub query: String,
    /// Only these collections; absent or empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<CollectionId>,
    /// Hits wanted, 1 to 100; 10 if absent.
    #[serde(default = "default_limit")]
    pub limit: u32,
    /// Further limits.
    #[serde(default)]
    pub filters: SearchFilters,
}

fn default_limit() -> u32 {
    10
}

/// Limits beyond the collection. An empty list means no limit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SearchFilters {
    /// Only these documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentId>,
    /// Only these ISO 639-1 languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Only these media types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media_types: Vec<String>,
}

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchHit {
    /// The chunk.
    pub chunk: ChunkId,
    /// Its document.
    pub document: DocumentId,
    /// The revision that `start` and `end` count in.
    pub revision: RevisionId,
    /// Its collection.
    pub collection: CollectionId,
    /// Title of the document.
    pub title: String,
    /// Path of the document in its collection.
    pub path: String,
    /// 1-based page, where there are pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Headings it stands under, outermost first.
    pub headings: Vec<String>,
    /// First character in the document's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The passage.
    pub text: String,
    /// Scores of each stage.
    pub scores: Scores,
    /// Its sentences, best first; empty while they are not computed yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<ScoredSentence>,
}

/// A sentence of a hit with its similarity to the question.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoredSentence {
    /// First character, relative to the passage.
    pub start: u32,
    /// One past the last, relative to the passage.
    pub end: u32,
    /// Cosine to the question, -1 to 1.
    pub score: f32,
}

/// What each stage thought of a hit. Absent where the stage did not return it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Scores {
    /// Cosine of question and passage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vector: Option<f32>,
    /// BM25.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keyword: Option<f32>,
    /// Cosine of the question and the passage's best sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<f32>,
    /// After fusion, 0 to 1 within one result list: what hits are ordered by.
    pub fused: f32,
}

/// A found list with the time each stage took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchResult {
    /// Best first.
    pub hits: Vec<SearchHit>,
    /// Milliseconds per stage.
    pub timings: SearchTimings,
}

/// Milliseconds per stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchTimings {
    /// Embedding the question.
    pub embed_ms: f32,
    /// Both indexes, side by side.
    pub index_ms: f32,
    /// Reading passages.
    pub fetch_ms: f32,
    /// All.
    pub total_ms: f32,
}

/// What there is to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holdings {
    /// Passages.
    Passages,
    /// Documents of which none can be searched yet; some are waiting, being read or paused.
    BeingRead,
    /// Documents of which none could be read.
    Unreadable,
    /// No document.
    Nothing,
}

/// Why a search failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query breaks a limit; the text says which.
    #[error("{0}")]
    Invalid(String),
    /// The question could not be embedded.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A store or index failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Finds passages: what the chat engine needs of retrieval.
#[async_trait]
pub trait Search: Send + Sync {
    /// Best passages for the question, within the asker's documents.
    async fn search(&self, who: Who, query: &SearchQuery) -> Result<SearchResult, SearchError>;
    /// Cosine similarity of each pair of texts, for checking citations.
    async fn similarity(&self, pairs: &[(String, String)]) -> Result<Vec<f32>, SearchError>;
    /// What the asker has to search in these collections (empty: in all).
    async fn holdings(&self, who: Who, collections: &[CollectionId]) -> Result<Holdings, SearchError>;
}
