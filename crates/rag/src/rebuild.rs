//! Making both indexes anew from the relational store.

use crate::{Rag, RagError, ingest};
use chatbox_core::{
    documents::{Chunk, IndexedChunk},
    error::StoreError,
    ids::RevisionId,
    models::EmbedAs,
};
use std::collections::HashMap;

impl Rag {
    /// Whether an index has no entry although there are searchable chunks.
    ///
    /// # Errors
    /// When the store or an index fails.
    pub async fn index_is_lost(&self) -> Result<bool, RagError> {
        if self.deps.documents.visible_chunks(None, 1).await?.is_empty() {
            return Ok(false);
        }
        let (vectors, keywords) = tokio::try_join!(self.deps.vectors.len(), self.deps.keywords.len())?;
        Ok(vectors == 0 || keywords == 0)
    }

    /// Clears both indexes and fills them again from the searchable chunks; vectors come from the embedding cache where it has them.
    /// `progress` is told how many chunks are done. Searches find only what is done so far; ingestion may go on meanwhile. Returns the
    /// number of chunks.
    ///
    /// # Errors
    /// When a store, an index or the embedder fails: then the indexes are incomplete and the rebuild must be repeated. An embedder that
    /// does not work at all is found out before anything is cleared.
    pub async fn rebuild_index(&self, progress: &(dyn Fn(u64) + Sync)) -> Result<u64, RagError> {
        self.deps.embedder.embed(&["Does it work?".to_owned()], EmbedAs::Query).await?;
        {
            let _alone = self.rebuilding.write().await;
            tokio::try_join!(self.deps.vectors.clear(), self.deps.keywords.clear())?;
        }
        let slice = u32::try_from(self.settings.ingest.index_batch.max(1)).unwrap_or(u32::MAX);
        let (mut after, mut done) = (None, 0);
        loop {
            let chunks = self.deps.documents.visible_chunks(after, slice).await?;
            let Some(last) = chunks.last() else { return Ok(done) };
            after = Some(last.chunk.id);
            done += chunks.len() as u64;
            self.refill(&chunks).await?;
            progress(done);
        }
    }

    async fn refill(&self, chunks: &[IndexedChunk]) -> Result<(), RagError> {
        let mut vectors = Vec::with_capacity(chunks.len());
        for part in chunks.chunks(self.settings.ingest.embed_slice.max(1)) {
            let texts: Vec<(&Chunk, &str)> = part.iter().map(|found| (&found.chunk, found.title.as_str())).collect();
            vectors.extend(ingest::vectors(&self.deps, &texts).await?);
        }
        // No purge may pass between the question whether a revision is still there and the writing of its entries.
        let _alone = self.rebuilding.write().await;
        let mut stored: HashMap<RevisionId, bool> = HashMap::new();
        let mut entries = Vec::with_capacity(chunks.len());
        for (found, vector) in chunks.iter().zip(vectors) {
            let id = found.chunk.revision;
            let is_stored = match stored.get(&id) {
                Some(known) => *known,
                None => {
                    let is_stored = self.is_stored(id).await?;
                    stored.insert(id, is_stored);
                    is_stored
                }
            };
            if is_stored {
                let (language, media_type) = (found.language.as_deref(), found.media_type.as_deref());
                entries.push(ingest::entry(&found.chunk, &found.title, language, media_type, vector));
            }
        }
        Ok(self.indexer.add(entries).await?)
    }

    async fn is_stored(&self, id: RevisionId) -> Result<bool, RagError> {
        match self.deps.documents.revision(id).await {
            Ok(_) => Ok(true),
            Err(StoreError::NotFound(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
