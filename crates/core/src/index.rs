//! Ports of the derived indexes. Both can be rebuilt from the relational store.

use crate::{
    error::StoreResult,
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, UserId, Who},
};
use async_trait::async_trait;

/// What both indexes can filter on; every search is limited inside the index to what the asker owns or is shared with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// Who is asking.
    pub who: Who,
    /// Collections of others that the asker may read.
    pub shared: Vec<CollectionId>,
    /// Only these collections; `None` means all that the asker may read.
    pub collections: Option<Vec<CollectionId>>,
    /// Only these documents.
    pub documents: Option<Vec<DocumentId>>,
    /// Only these ISO 639-1 languages.
    pub languages: Option<Vec<String>>,
    /// Only these media types.
    pub media_types: Option<Vec<String>>,
}

impl Scope {
    /// Everything the asker owns.
    pub fn all(who: Who) -> Self {
        Self { who, shared: Vec::new(), collections: None, documents: None, languages: None, media_types: None }
    }
}

/// The filterable fields of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryKeys {
    /// The chunk: adding an entry again replaces it.
    pub chunk: ChunkId,
    /// Its revision: the unit of removal.
    pub revision: RevisionId,
    /// Its document.
    pub document: DocumentId,
    /// Its collection.
    pub collection: CollectionId,
    /// Its owner.
    pub owner: UserId,
    /// Its language, or none.
    pub language: Option<String>,
    /// Its media type, or none.
    pub media_type: Option<String>,
}

/// An entry of the vector index.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorEntry {
    /// Filterable fields.
    pub keys: EntryKeys,
    /// Unit vector.
    pub vector: Vec<f32>,
}

/// An entry of the keyword index.
#[derive(Debug, Clone, PartialEq)]
pub struct KeywordEntry {
    /// Filterable fields.
    pub keys: EntryKeys,
    /// Title of the document.
    pub title: String,
    /// Headings joined by a blank.
    pub headings: String,
    /// Text, with the prefix in front.
    pub text: String,
}

/// One result of an index, best first. The score's scale is the index's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The chunk.
    pub chunk: ChunkId,
    /// Cosine similarity or BM25 score.
    pub score: f32,
}

/// Nearest neighbours by cosine. Implementors guarantee: when `add` returns, the entries survive kill -9 and are found by searches;
/// filters cost no recall; a search during `add` sees either none or all of one revision's earlier committed entries.
#[allow(clippy::len_without_is_empty, reason = "asking costs a look at the disk, whatever is asked")]
#[async_trait]
pub trait VectorIndex: Send + Sync {
    /// Adds or replaces entries.
    async fn add(&self, entries: Vec<VectorEntry>) -> StoreResult<()>;
    /// Removes all entries of these revisions.
    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()>;
    /// The `limit` nearest entries in scope.
    async fn search(&self, vector: &[f32], scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>>;
    /// Number of entries.
    async fn len(&self) -> StoreResult<u64>;
    /// Removes everything, before a rebuild.
    async fn clear(&self) -> StoreResult<()>;
}

/// BM25 over title, headings and text. Same guarantees as `VectorIndex`.
#[allow(clippy::len_without_is_empty, reason = "asking costs a look at the disk, whatever is asked")]
#[async_trait]
pub trait KeywordIndex: Send + Sync {
    /// Adds or replaces entries.
    async fn add(&self, entries: Vec<KeywordEntry>) -> StoreResult<()>;
    /// Removes all entries of these revisions.
    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()>;
    /// The `limit` best entries in scope for a question in plain words; never an error for odd input.
    async fn search(&self, question: &str, scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>>;
    /// Number of entries.
    async fn len(&self) -> StoreResult<u64>;
    /// Removes everything, before a rebuild.
    async fn clear(&self) -> StoreResult<()>;
}
