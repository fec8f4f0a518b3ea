//! Rows as documents and revisions.

use crate::{
    columns::{Named, from_json, number, search_key, storable, time},
    entities::{documents, revisions},
};
use chatbox_core::{
    documents::{Document, DocumentState, DocumentVersion, IngestStep, Revision},
    error::{StoreError, StoreResult},
    ids::{BlobHash, CollectionId, DocumentId, RevisionId, UserId},
};

pub(super) fn document(row: documents::Model) -> StoreResult<Document> {
    Ok(Document {
        id: DocumentId(row.id),
        owner: UserId(row.owner),
        collection: CollectionId(row.collection_id),
        path: row.path,
        title: row.title,
        media_type: row.media_type,
        language: row.language,
        size: number(row.size)?,
        hash: hash(row.hash)?,
        pages: row.pages.map(number).transpose()?,
        chunks: number(row.chunks)?,
        version: number(row.version)?,
        state: DocumentState::named(&row.state)?,
        step: IngestStep::named(&row.step)?,
        problem: row.problem.as_deref().map(from_json).transpose()?,
        warnings: from_json(&row.warnings)?,
        tags: from_json(&row.tags)?,
        revision: RevisionId(row.newest_id),
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}

pub(super) fn revision(row: revisions::Model, document: documents::Model) -> StoreResult<Revision> {
    Ok(Revision {
        superseded: is_superseded(&row, &document),
        id: RevisionId(row.id),
        document: DocumentId(document.id),
        collection: CollectionId(document.collection_id),
        owner: UserId(document.owner),
        title: title_of(row.title.as_deref(), &document.path),
        path: document.path,
        hash: hash(row.hash)?,
        step: IngestStep::named(&row.step)?,
        language: row.language,
        media_type: row.media_type,
    })
}

pub(super) fn version(row: revisions::Model, searchable: bool) -> StoreResult<DocumentVersion> {
    Ok(DocumentVersion {
        revision: RevisionId(row.id),
        version: number(row.version)?,
        size: number(row.size)?,
        media_type: row.media_type,
        state: DocumentState::named(&row.state)?,
        problem: row.problem.as_deref().map(from_json).transpose()?,
        searchable,
        created_at: time(row.created_at)?,
    })
}

/// Work on a revision is pointless once there is a newer one or the document is deleted.
pub(super) fn is_superseded(row: &revisions::Model, document: &documents::Model) -> bool {
    document.newest_id != row.id || document.deleted_at.is_some()
}

pub(crate) fn hash(text: String) -> StoreResult<BlobHash> {
    BlobHash::try_from(text).map_err(StoreError::failed)
}

/// The title a document has: what was found in it, else the file's name.
pub(super) fn title_of(found: Option<&str>, path: &str) -> String {
    let found = found.map(str::trim).filter(|title| !title.is_empty());
    storable(found.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path)))
}

/// What a search for documents looks at.
pub(super) fn document_key(title: &str, path: &str) -> String {
    search_key(&format!("{title}\n{path}"))
}
