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
const ON_THE_WAY: [Option<DocumentState>; 3] =
    [Some(DocumentState::Queued), Some(DocumentState::Processing), Some(DocumentState::Paused)];

pub(super) async fn holdings(rag: &Rag, who: Who, collections: &[CollectionId]) -> Result<Holdings, SearchError> {
    if any(rag, who, collections, &[Some(DocumentState::Ready)]).await? {
        return Ok(Holdings::Passages);
    }
    if !any(rag, who, collections, &[None]).await? {
        return Ok(Holdings::Nothing);
    }
    if old_version_is_left(rag, who, collections).await? {
        return Ok(Holdings::Passages);
    }
    let on_the_way = any(rag, who, collections, &ON_THE_WAY).await?;
    Ok(if on_the_way { Holdings::BeingRead } else { Holdings::Unreadable })
}

/// Whether there is a document in one of these states (none: in any). Looks for one of each and counts none: it is asked in every turn.
async fn any(rag: &Rag, who: Who, collections: &[CollectionId], states: &[Option<DocumentState>]) -> StoreResult<bool> {
    let within: Vec<Option<CollectionId>> =
        if collections.is_empty() { vec![None] } else { collections.iter().copied().map(Some).collect() };
    for collection in within {
        for &state in states {
            let filter = DocumentFilter { collection, state, ..DocumentFilter::default() };
            if !rag.deps.documents.documents(who, &filter, &PageRequest::first(1)).await?.items.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A document whose newest version is not ready may still have an older one that is.
async fn old_version_is_left(rag: &Rag, who: Who, collections: &[CollectionId]) -> Result<bool, SearchError> {
    let shared = rag.deps.documents.shared_collections(who).await?;
    let scope = Scope { shared, collections: some_unless_empty(collections), ..Scope::all(who) };
    let mut anywhere = vec![0.0; rag.deps.embedder.dimensions()];
    if let Some(first) = anywhere.first_mut() {
        *first = 1.0;
    }
    let near = rag.deps.vectors.search(&anywhere, &scope, rag.settings.search.candidates).await?;
    let ids: Vec<ChunkId> = near.iter().map(|hit| hit.chunk).collect();
    let model = rag.deps.embedder.model();
    Ok(!rag.deps.documents.candidates(who, &ids, model).await?.is_empty())
}
