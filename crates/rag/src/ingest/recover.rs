//! What is set right at start, in case something was lost.

use super::{INGEST, ingest_job::gave_up};
use crate::{Rag, RagError};
use chatbox_core::{
    documents::{DocumentState, Revision},
    error::StoreError,
    ids::Who,
    tasks::JobState,
};

/// Rows and blobs looked at in one go.
const PAGE: u32 = 500;

/// What [`Rag::reconcile`] set right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Unfinished revisions that got a job again.
    pub requeued: usize,
    /// Documents whose state did not say what their job's state says.
    pub corrected: usize,
    /// Blobs that belonged to nothing.
    pub blobs: usize,
}

impl Rag {
    /// Sets right what a kill between two stores can leave: unfinished revisions without a job get one, documents whose job was
    /// paused, cancelled or given up say so, and old blobs of no document are removed. Call at start, before the queue runs.
    ///
    /// # Errors
    /// When a store fails; what was done until then stays done.
    pub async fn reconcile(&self) -> Result<Recovered, RagError> {
        let mut recovered = Recovered::default();
        let mut after = None;
        loop {
            let revisions = self.deps.documents.unfinished_revisions(after, PAGE).await?;
            let Some(last) = revisions.last() else { break };
            after = Some(last.id);
            for revision in &revisions {
                self.reconcile_revision(revision, &mut recovered).await?;
            }
        }
        recovered.blobs = self.remove_orphans().await?;
        if recovered != Recovered::default() {
            tracing::info!(?recovered, "set right what an interruption had left");
        }
        self.deps.wake.wake();
        Ok(recovered)
    }

    async fn reconcile_revision(&self, revision: &Revision, recovered: &mut Recovered) -> Result<(), RagError> {
        let deps = &self.deps;
        let now = deps.clock.now();
        let who = Who { user: revision.owner };
        let job = match deps.jobs.job_by_key(who, INGEST, &revision.id.to_string()).await {
            Ok(job) => Some(job),
            Err(StoreError::NotFound(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let (state, problem) = match job.as_ref().map(|job| job.state) {
            Some(JobState::Queued | JobState::Running) => return Ok(()),
            None | Some(JobState::Done) => {
                deps.jobs.enqueue(&[self.ingest_job(revision.owner, revision.id)], now).await?;
                recovered.requeued += 1;
                return Ok(());
            }
            Some(JobState::Paused) => (DocumentState::Paused, None),
            Some(JobState::Cancelled) => (DocumentState::Cancelled, None),
            Some(JobState::Dead) => {
                let error = job.and_then(|job| job.error);
                (DocumentState::Failed, Some(gave_up(error.as_deref().unwrap_or("the reason was not recorded"))))
            }
        };
        deps.documents.set_state(revision.id, state, problem, now).await?;
        recovered.corrected += 1;
        Ok(())
    }

    async fn remove_orphans(&self) -> Result<usize, RagError> {
        let young = self.deps.clock.now() - self.settings.ingest.orphan_age;
        let mut removed = 0;
        for hashes in self.deps.blobs.list().await?.chunks(PAGE as usize) {
            let mut old = Vec::new();
            for hash in self.deps.documents.unreferenced_blobs(hashes).await? {
                if self.deps.blobs.stored_at(&hash).await?.is_some_and(|at| at < young) {
                    old.push(hash);
                }
            }
            removed += self.remove_unreferenced(&old).await?;
        }
        Ok(removed)
    }
}
