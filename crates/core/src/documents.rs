//! Collections, documents, their revisions and chunks, and the port that stores them.

mod change;

pub use change::{DocumentChange, DocumentVersion, Place, Published, TagCount, Version};

use crate::{
    clock::Time,
    error::StoreResult,
    ids::{BlobHash, ChunkId, CollectionId, DocumentId, RevisionId, UserId, Who},
    loader::{Block, PageSpan},
    page::{Page, PageRequest},
    sharing::Level,
    tasks::NewJob,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A named set of documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Collection {
    /// Its id.
    pub id: CollectionId,
    /// Its owner.
    pub owner: UserId,
    /// 1 to 120 characters, unique per owner without regard to case.
    pub name: String,
    /// Documents in it, whatever their state.
    pub documents: u64,
    /// Sum of their current sizes in bytes.
    pub bytes: u64,
    /// Creation time.
    pub created_at: DateTime<Utc>,
    /// Last rename, or last document added, replaced or removed.
    pub updated_at: DateTime<Utc>,
    /// What the asker may do with it: everything, if it is their own.
    pub access: Level,
    /// With how many people and groups it is shared.
    pub shares: u64,
}

/// Where a document stands, derived from its newest revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// Waiting for a worker.
    Queued,
    /// Being worked on.
    Processing,
    /// Paused by a person.
    Paused,
    /// Searchable.
    Ready,
    /// Could not be read; `problem` says why.
    Failed,
    /// Cancelled by a person.
    Cancelled,
}

/// The steps of ingestion, in order. The stored step is the next one to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IngestStep {
    /// Bytes to text with structure.
    Extract,
    /// Text to chunks.
    Chunk,
    /// Chunks to vectors.
    Embed,
    /// Vectors and keywords into the index, then visible.
    Index,
    /// Nothing left.
    Done,
}

/// A document as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Document {
    /// Its id, the same through all versions.
    pub id: DocumentId,
    /// Its owner.
    pub owner: UserId,
    /// The collection it is in.
    pub collection: CollectionId,
    /// Relative path it was added under; unique in the collection. Adding the same path again makes a new version.
    pub path: String,
    /// Title found in the content, else the file name.
    pub title: String,
    /// Media type, once known from the content.
    pub media_type: Option<String>,
    /// ISO 639-1 language, once known.
    pub language: Option<String>,
    /// Size of the newest version in bytes.
    pub size: u64,
    /// Content hash of the newest version.
    pub hash: BlobHash,
    /// Pages, where the format has pages.
    pub pages: Option<u32>,
    /// Chunks of the searchable version.
    pub chunks: u32,
    /// 1 for the first version.
    pub version: u32,
    /// Where the newest version stands. An older version stays searchable until the newer is ready.
    pub state: DocumentState,
    /// The step the newest version is at.
    pub step: IngestStep,
    /// Why it failed, for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<DocumentProblem>,
    /// What was left out, for a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Words a person gave it.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The newest revision.
    pub revision: RevisionId,
    /// When it was first added.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// Why a document could not be ingested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentProblem {
    /// Stable name, e.g. `needs_ocr`.
    pub code: String,
    /// What happened.
    pub detail: String,
    /// What to do.
    pub hint: String,
}

/// One version of a document while it is ingested.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// Its document.
    pub document: DocumentId,
    /// The collection of the document.
    pub collection: CollectionId,
    /// Its owner.
    pub owner: UserId,
    /// The document's path.
    pub path: String,
    /// Title found in this revision's content, else the file name.
    pub title: String,
    /// Its bytes.
    pub hash: BlobHash,
    /// The next step to do.
    pub step: IngestStep,
    /// Language, once extracted.
    pub language: Option<String>,
    /// Media type, once extracted.
    pub media_type: Option<String>,
    /// Whether a newer revision of the same document exists or the document was deleted: then the work is pointless.
    pub superseded: bool,
}

impl Revision {
    /// Where its passages belong.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { collection: self.collection, title: self.title.clone() }
    }
}

/// The text of a revision, as the viewer and the chunker need it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RevisionText {
    /// Normalised text.
    pub text: String,
    /// Structure.
    pub blocks: Vec<Block>,
    /// Pages.
    pub pages: Vec<PageSpan>,
}

/// A passage of a revision: the unit of search.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk {
    /// Its id; fixed once stored.
    pub id: ChunkId,
    /// Its revision.
    pub revision: RevisionId,
    /// Its document.
    pub document: DocumentId,
    /// Its collection.
    pub collection: CollectionId,
    /// Its owner.
    pub owner: UserId,
    /// 0-based position in the revision.
    pub ordinal: u32,
    /// First character in the revision's text.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// Page of its first character, where there are pages.
    pub page: Option<u32>,
    /// Headings it stands under, outermost first.
    pub headings: Vec<String>,
    /// Exactly the characters `start..end` of the revision's text.
    pub text: String,
    /// Text in front of `text` that only the embedding and the keyword index see: a repeated table header.
    pub prefix: String,
    /// SHA-256 (hex) of what is embedded, the key of the embedding cache.
    pub embed_hash: String,
}

/// One sentence of a chunk with its vector, for reranking, quoting and checking.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceVector {
    /// First character, relative to the chunk's text.
    pub start: u32,
    /// One past the last, relative to the chunk's text.
    pub end: u32,
    /// Unit vector scaled to int8: component = round(127 · x / max|x|). Only its direction counts.
    pub vector: Vec<i8>,
}

/// A chunk with what a reader needs to know of its document. Only chunks of searchable revisions come in this shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The chunk.
    pub chunk: Chunk,
    /// Title of its document.
    pub title: String,
    /// Path of its document.
    pub path: String,
    /// Its sentences with vectors; empty until the background pass has computed them.
    pub sentences: Vec<SentenceVector>,
}

/// What ranking needs of a searchable chunk: much less to read than its passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The chunk.
    pub chunk: ChunkId,
    /// Its embed hash: equal for equal content.
    pub embed_hash: String,
    /// Its sentences with vectors; empty until the background pass has computed them.
    pub sentences: Vec<SentenceVector>,
}

/// A file that was uploaded and is to become a document or a new version of one.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRevision {
    /// Where to.
    pub collection: CollectionId,
    /// Relative path, cleaned: no `..`, no leading `/`, at most 1,024 bytes.
    pub path: String,
    /// Its bytes, already stored.
    pub hash: BlobHash,
    /// Their number.
    pub size: u64,
}

/// What adding a revision led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Added {
    /// A new document.
    Created,
    /// A new version of an existing document.
    Replaced,
    /// The same bytes are already there under this path; nothing was queued.
    Unchanged,
}

/// Which documents to list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentFilter {
    /// Only this collection.
    pub collection: Option<CollectionId>,
    /// Only this state.
    pub state: Option<DocumentState>,
    /// Only titles or paths that contain this, without regard to case.
    pub contains: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// What they are ordered by.
    pub sort: DocumentSort,
    /// Whether the order is turned round.
    pub ascending: bool,
}

/// What documents are ordered by; the largest or newest first unless turned round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentSort {
    /// When they were added.
    #[default]
    Added,
    /// Title, without regard to case.
    Title,
    /// Size.
    Size,
}

/// Rows that the purge of a document or revision left to be removed elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Purged {
    /// Blobs that no revision refers to any more.
    pub blobs: Vec<BlobHash>,
}

/// Relational truth of collections, documents and chunks.
///
/// Implementors guarantee: each method is one transaction; rows of other owners do not exist for the caller, but for those that are shared
/// with them in `collections`, `documents`, `tags`, `document_counts`, `candidates` and `passages`; methods that take a
/// `RevisionId` without `Who` are for the ingestion worker, which acts for the revision's owner, and those that change the revision
/// return it as it is then; `publish` makes the new revision visible and the old one invisible in the same instant, and `passages`
/// returns only visible chunks.
#[async_trait]
pub trait DocumentStore: Send + Sync {
    /// Makes a collection. `Conflict` when the name is taken.
    async fn create_collection(&self, who: Who, name: &str, now: Time) -> StoreResult<Collection>;
    /// All collections, by name.
    async fn collections(&self, who: Who) -> StoreResult<Vec<Collection>>;
    /// One collection.
    async fn collection(&self, who: Who, id: CollectionId) -> StoreResult<Collection>;
    /// On whose behalf the asker acts in a collection: its owner's, if the asker may do what `least` says. `NotFound` for one the asker
    /// cannot see, `Beyond` for one the asker may do less with.
    async fn host_of_collection(&self, who: Who, id: CollectionId, least: Level) -> StoreResult<Who>;
    /// The same for a document, which is its collection's.
    async fn host_of_document(&self, who: Who, id: DocumentId, least: Level) -> StoreResult<Who>;
    /// Collections of others that the asker may read.
    async fn shared_collections(&self, who: Who) -> StoreResult<Vec<CollectionId>>;
    /// Renames it. `Conflict` when the name is taken.
    async fn rename_collection(&self, who: Who, id: CollectionId, name: &str, now: Time) -> StoreResult<Collection>;
    /// Removes the collection and hides its documents at once; one purge job per document (made by `purge`) is queued with it.
    async fn delete_collection(
        &self,
        who: Who,
        id: CollectionId,
        purge: &(dyn Fn(DocumentId) -> NewJob + Sync),
    ) -> StoreResult<()>;

    /// Adds a document or a new version and queues `job(revision)` in the same transaction.
    async fn add_revision(
        &self,
        who: Who,
        new: NewRevision,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<(Document, Added)>;
    /// Starts the newest revision again from `step` (retry, re-index), queueing `job`.
    async fn restart_revision(
        &self,
        who: Who,
        id: DocumentId,
        step: IngestStep,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Document>;
    /// Documents in the order the filter asks for.
    async fn documents(&self, who: Who, filter: &DocumentFilter, page: &PageRequest) -> StoreResult<Page<Document>>;
    /// One document.
    async fn document(&self, who: Who, id: DocumentId) -> StoreResult<Document>;
    /// The version that `revision` names, or the newest one. A purged revision that was re-indexed without any change stands for the
    /// searchable one.
    async fn version(&self, who: Who, id: DocumentId, revision: Option<RevisionId>) -> StoreResult<Version>;
    /// The text of the searchable revision (or of `revision`, if it is still stored).
    async fn document_text(&self, who: Who, id: DocumentId, revision: Option<RevisionId>) -> StoreResult<RevisionText>;
    /// Versions that are still stored, newest first, each once.
    async fn versions(&self, who: Who, id: DocumentId) -> StoreResult<Vec<DocumentVersion>>;
    /// Changes it. A ready document whose [`Place`] changes starts again from `Index` in the same transaction, queueing `job`. `NotFound`
    /// for a collection that is not there, `Conflict` when the path is taken in it, or when it is ready and its job has not ended.
    async fn change_document(
        &self,
        who: Who,
        id: DocumentId,
        change: DocumentChange,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Document>;
    /// All tags of the asker's documents, by name.
    async fn tags(&self, who: Who) -> StoreResult<Vec<TagCount>>;
    /// Hides the document at once and queues `job` to purge it.
    async fn delete_document(&self, who: Who, id: DocumentId, job: NewJob) -> StoreResult<()>;
    /// Number of documents per state, over all collections of the asker.
    async fn document_counts(&self, who: Who) -> StoreResult<Vec<(DocumentState, u64)>>;

    /// The revision, for the worker.
    async fn revision(&self, id: RevisionId) -> StoreResult<Revision>;
    /// Stores what extraction found and moves on to `Chunk`.
    #[allow(clippy::too_many_arguments, reason = "each is what one column holds")]
    async fn put_extracted(
        &self,
        id: RevisionId,
        title: Option<&str>,
        media_type: &str,
        language: Option<&str>,
        warnings: &[String],
        text: &RevisionText,
        now: Time,
    ) -> StoreResult<Revision>;
    /// The stored text.
    async fn revision_text(&self, id: RevisionId) -> StoreResult<RevisionText>;
    /// Replaces the revision's chunks and moves on to `Embed`.
    async fn put_chunks(&self, id: RevisionId, chunks: &[Chunk], now: Time) -> StoreResult<Revision>;
    /// The revision's chunks by ordinal.
    async fn chunks(&self, id: RevisionId) -> StoreResult<Vec<Chunk>>;
    /// Moves on to `step`.
    async fn set_step(&self, id: RevisionId, step: IngestStep, now: Time) -> StoreResult<Revision>;
    /// Makes the revision the searchable one, if the document still stands where its passages were `written` to the indexes.
    async fn publish(&self, id: RevisionId, written: &Place, now: Time) -> StoreResult<Published>;
    /// Marks the revision as failed, cancelled, paused, queued or processing.
    async fn set_state(
        &self,
        id: RevisionId,
        state: DocumentState,
        problem: Option<DocumentProblem>,
        now: Time,
    ) -> StoreResult<Revision>;
    /// Ids of all stored revisions of a document, newest first, also when the document was deleted: for purging.
    async fn revisions(&self, id: DocumentId) -> StoreResult<Vec<RevisionId>>;
    /// Revisions that are queued or processing and not superseded, after `after` in id order, at most `limit`, of every owner: for
    /// finding work whose job got lost.
    async fn unfinished_revisions(&self, after: Option<RevisionId>, limit: u32) -> StoreResult<Vec<Revision>>;
    /// Those of `hashes` that no stored revision refers to, in their order.
    async fn unreferenced_blobs(&self, hashes: &[BlobHash]) -> StoreResult<Vec<BlobHash>>;
    /// Removes all rows of a revision that is not searchable. If the searchable one has the same bytes and text, the id goes on to name
    /// that one for `version`: what was cited from it still stands there. Of an older version that was read, text and bytes stay while
    /// fewer than `keep` newer versions are stored: people look back.
    async fn purge_revision(&self, id: RevisionId, keep: u32) -> StoreResult<Purged>;
    /// Removes all rows of a deleted document; returns its revisions' leftovers.
    async fn purge_document(&self, id: DocumentId) -> StoreResult<Purged>;

    /// Vectors from the embedding cache, in the order of `hashes`.
    async fn cached_embeddings(&self, model: &str, hashes: &[String]) -> StoreResult<Vec<Option<Vec<f32>>>>;
    /// Adds to the embedding cache.
    async fn cache_embeddings(&self, model: &str, entries: &[(String, Vec<f32>)]) -> StoreResult<()>;
    /// Stores the sentence vectors of chunks.
    async fn put_sentences(&self, model: &str, sentences: &[(ChunkId, Vec<SentenceVector>)]) -> StoreResult<()>;

    /// Visible chunks for ranking, in the order of `ids`; ids that are not visible to the asker are left out. Sentence vectors are
    /// those of `model`.
    async fn candidates(&self, who: Who, ids: &[ChunkId], model: &str) -> StoreResult<Vec<Candidate>>;
    /// Visible chunks with their documents, in the order of `ids`; ids that are not visible to the asker are left out. Sentence
    /// vectors are those of `model`.
    async fn passages(&self, who: Who, ids: &[ChunkId], model: &str) -> StoreResult<Vec<Passage>>;
    /// All searchable chunks after `after` in id order, at most `limit`, of every owner: for rebuilding the index.
    async fn visible_chunks(&self, after: Option<ChunkId>, limit: u32) -> StoreResult<Vec<IndexedChunk>>;
}

/// A searchable chunk as the index needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexedChunk {
    /// The chunk.
    pub chunk: Chunk,
    /// Its document's title.
    pub title: String,
    /// Its document's language.
    pub language: Option<String>,
    /// Its document's media type.
    pub media_type: Option<String>,
}
