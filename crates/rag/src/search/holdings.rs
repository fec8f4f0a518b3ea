//! What there is to search, before anything is searched.

use super::some_unless_empty;
use crate::Rag;
use chatbox_core::{
    documents::{DocumentFilter, DocumentState},
    error::StoreResult,
    ids::{ChunkId, CollectionId, Who},
    index::Scope,
    page::PageRequest,
    search::{Holdings, SearchError},
};

/// States that lead to a searchable document, if all goes well.
const ON_THE_WAY: [DocumentState; 3] = [DocumentState::Queued, DocumentState::Processing, DocumentState::Paused];
/// States that do not, unless a person does something.
const ENDED: [DocumentState; 2] = [DocumentState::Failed, DocumentState::Cancelled];

pub(super) async fn holdings(rag: &Rag, who: Who, collections: &[CollectionId]) -> Result<Holdings, SearchError> {
    if any(rag, who, collections, &[DocumentState::Ready]).await? || old_version_is_left(rag, who, collections).await? {
        return Ok(Holdings::Passages);
    }
    if any(rag, who, collections, &ON_THE_WAY).await? {
        return Ok(Holdings::BeingRead);
    }
    Ok(if any(rag, who, collections, &ENDED).await? { Holdings::Unreadable } else { Holdings::Nothing })
}

async fn any(rag: &Rag, who: Who, collections: &[CollectionId], states: &[DocumentState]) -> StoreResult<bool> {
    if collections.is_empty() {
        let counts = rag.deps.documents.document_counts(who).await?;
        return Ok(counts.iter().any(|(state, count)| *count > 0 && states.contains(state)));
    }
    for &collection in collections {
        for &state in states {
            let filter = DocumentFilter { collection: Some(collection), state: Some(state), contains: None };
            if !rag.deps.documents.documents(who, &filter, &PageRequest::first(1)).await?.items.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A document whose newest version is not ready may still have an older one that is.
async fn old_version_is_left(rag: &Rag, who: Who, collections: &[CollectionId]) -> Result<bool, SearchError> {
    let scope = Scope { collections: some_unless_empty(collections), ..Scope::all(who) };
    let mut anywhere = vec![0.0; rag.deps.embedder.dimensions()];
    if let Some(first) = anywhere.first_mut() {
        *first = 1.0;
    }
    let near = rag.deps.vectors.search(&anywhere, &scope, rag.settings.search.candidates).await?;
    let ids: Vec<ChunkId> = near.iter().map(|hit| hit.chunk).collect();
    let model = rag.deps.embedder.model();
    Ok(!rag.deps.documents.candidates(who, &ids, model).await?.is_empty())
}
