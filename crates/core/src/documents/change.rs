//! Moving, renaming and tagging documents, and their history.

use super::{DocumentProblem, DocumentState};
use crate::ids::{BlobHash, CollectionId, RevisionId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the indexes hold of a document with each of its passages: when it changes, they are written again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its collection.
    pub collection: CollectionId,
    /// Its title.
    pub title: String,
}

/// What became of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// The document was moved or renamed meanwhile: its passages must be written again, and nothing changed.
    Moved,
    /// It is the searchable one; the one it replaced may be purged from indexes and rows.
    Done(Option<RevisionId>),
}

/// A stored version of a document, as readers name it.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its revision.
    pub revision: RevisionId,
    /// Its bytes.
    pub hash: BlobHash,
    /// Their number.
    pub size: u64,
    /// Media type, once known from the content.
    pub media_type: Option<String>,
}

/// A version of a document, as its history shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DocumentVersion {
    /// Its revision.
    pub revision: RevisionId,
    /// 1 for the first version.
    pub version: u32,
    /// Bytes.
    pub size: u64,
    /// Media type, once known from the content.
    pub media_type: Option<String>,
    /// Where it stands, or stood when a newer one came.
    pub state: DocumentState,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<DocumentProblem>,
    /// Whether searches find this one.
    pub searchable: bool,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// Changes to a document; absent fields stay.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocumentChange {
    /// New collection.
    pub collection: Option<CollectionId>,
    /// New path, cleaned.
    pub path: Option<String>,
    /// New tags, cleaned.
    pub tags: Option<Vec<String>>,
}

/// A tag with the number of documents that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// Documents with it.
    pub documents: u64,
}
