//! The job that removes a document or a replaced revision: index entries, then rows, then bytes nobody refers to.

use super::{INGEST, PURGE_PARALLEL, PurgeTarget, stop::Stop};
use crate::{Rag, RagError};
use async_trait::async_trait;
use chatbox_core::{
    blobs::BlobError,
    documents::Purged,
    error::{StoreError, StoreResult},
    ids::{BlobHash, DocumentId, RevisionId, Who},
    privacy::Shelves,
    tasks::{Control, Job, JobFailure, JobHandler, JobProgress},
};
use futures::{StreamExt, stream};
use std::{sync::Arc, time::Duration};

/// How long a purge waits for a worker of this process that still holds the revision; then the job is tried again.
const PATIENCE: Duration = Duration::from_secs(20);

/// Carries out `purge` jobs.
pub(crate) struct PurgeHandler(pub(crate) Arc<Rag>);

#[async_trait]
impl JobHandler for PurgeHandler {
    async fn run(&self, job: &Job, _progress: &dyn JobProgress) -> Result<(), JobFailure> {
        let target: PurgeTarget = serde_json::from_value(job.payload.clone())
            .map_err(|error| JobFailure::Fatal(format!("the job's payload cannot be read: {error}")))?;
        match self.0.purge(Who { user: job.owner }, target).await {
            Ok(()) => Ok(()),
            Err(stop) => stop.into_result(),
        }
    }

    async fn dead(&self, job: &Job, error: &str) {
        // Nothing of it can be seen any more; a rebuild of the index and the next start tidy up what is left.
        tracing::error!(key = job.key, error, "a removed document or version could not be purged");
    }
}

impl Rag {
    async fn purge(&self, who: Who, target: PurgeTarget) -> Result<(), Stop> {
        let (documents, keep) = (&self.deps.documents, self.settings.ingest.keep_versions);
        let revisions = match target {
            PurgeTarget::Document(id) => absent_is_empty(documents.revisions(id).await)?,
            PurgeTarget::Revision(id) => vec![id],
        };
        for id in &revisions {
            self.end_ingestion(who, *id).await?;
        }
        // A worker that still holds one of them hears of the end soon; its index entries must not come after ours went.
        tokio::time::timeout(PATIENCE, self.progress.left(&revisions))
            .await
            .map_err(|_| Stop::Again("a worker still holds the document".to_owned()))?;
        let purged = {
            let _gate = self.rebuilding.read().await;
            if !revisions.is_empty() {
                self.indexer.remove(revisions).await?;
            }
            match target {
                PurgeTarget::Document(id) => absent_is_empty(documents.purge_document(id).await)?,
                PurgeTarget::Revision(id) => absent_is_empty::<Purged>(documents.purge_revision(id, keep).await)?,
            }
        };
        self.remove_unreferenced(&purged.blobs).await?;
        self.progress.touch();
        Ok(())
    }

    /// Cancels what is left to do for a revision nobody wants any more.
    pub(crate) async fn end_ingestion(&self, who: Who, id: RevisionId) -> StoreResult<()> {
        let now = self.deps.clock.now();
        match self.deps.jobs.control(who, INGEST, &id.to_string(), Control::Cancel, now).await {
            Ok(_) => self.deps.wake.wake(),
            Err(StoreError::NotFound(_) | StoreError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Removes those of the blobs that nothing refers to; returns how many.
    pub(crate) async fn remove_unreferenced(&self, hashes: &[BlobHash]) -> Result<usize, RagError> {
        if hashes.is_empty() {
            return Ok(0);
        }
        // No upload of the same bytes may be recorded between the question and the removal.
        let _gate = self.recording.write().await;
        let orphans = self.deps.documents.unreferenced_blobs(hashes).await?;
        for hash in &orphans {
            self.deps.blobs.remove(hash).await.or_else(|error| match error {
                BlobError::NotFound(_) => Ok(()),
                error => Err(error),
            })?;
        }
        Ok(orphans.len())
    }
}

#[async_trait]
impl Shelves for Rag {
    async fn purge_documents(&self, who: Who, documents: &[DocumentId]) -> StoreResult<()> {
        let purges = documents.iter().copied().map(|id| self.purge(who, PurgeTarget::Document(id)));
        let mut purges = stream::iter(purges).buffer_unordered(PURGE_PARALLEL);
        while let Some(purged) = purges.next().await {
            match purged {
                Ok(()) | Err(Stop::Gone) => {}
                Err(Stop::Again(why)) => return Err(StoreError::Failed(why)),
                Err(Stop::Problem(problem)) => return Err(StoreError::Failed(problem.detail)),
            }
        }
        Ok(())
    }

    async fn remove_blobs(&self, hashes: &[BlobHash]) -> StoreResult<()> {
        self.remove_unreferenced(hashes).await.map_err(StoreError::failed)?;
        Ok(())
    }
}

fn absent_is_empty<T: Default>(result: StoreResult<T>) -> StoreResult<T> {
    match result {
        Err(StoreError::NotFound(_)) => Ok(T::default()),
        other => other,
    }
}
