//! What ingestion is doing right now, for people who watch.

use super::rate::Rate;
use chatbox_core::{
    clock::{Clock, Time},
    documents::{DocumentState, DocumentStore, IngestStep, Revision},
    error::StoreResult,
    ids::{DocumentId, RevisionId, UserId, Who},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use utoipa::ToSchema;

/// Least time between two snapshots to the same watcher: four a second.
const GAP: Duration = Duration::from_millis(250);
/// While documents are left, rate and estimate change without any event.
const BREATH: Duration = Duration::from_secs(1);

/// Where the ingestion of one owner's documents stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IngestionSnapshot {
    /// Documents being worked on.
    pub running: u64,
    /// Documents waiting.
    pub queued: u64,
    /// Documents that became searchable since the queue was last empty.
    pub done: u64,
    /// Documents that could not be ingested since the queue was last empty.
    pub failed: u64,
    /// Documents per second over the last half minute.
    pub rate: f64,
    /// Seconds until nothing is left, at this rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eta_seconds: Option<u64>,
    /// What this process works on, the version added first in front.
    pub active: Vec<ActiveDocument>,
}

/// A document that is being worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ActiveDocument {
    /// The document.
    pub document: DocumentId,
    /// Its path.
    pub path: String,
    /// The step it is at.
    pub step: IngestStep,
    /// Parts of the step that are done.
    pub done: u32,
    /// Parts of the step; 1 for steps that are done in one go.
    pub total: u32,
}

/// Keeps account of running ingestion and tells watchers.
#[derive(Default)]
pub(crate) struct Progress {
    state: Mutex<State>,
    changed: Notify,
    left: Notify,
}

#[derive(Default)]
struct State {
    active: HashMap<RevisionId, (UserId, ActiveDocument)>,
    tallies: HashMap<UserId, Tally>,
    watched: HashMap<UserId, watch::Sender<IngestionSnapshot>>,
}

#[derive(Default)]
struct Tally {
    done: u64,
    failed: u64,
    rate: Rate,
}

/// How a document's ingestion ended, for the tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Ready,
    Failed,
}

impl Progress {
    /// Counts a revision as being worked on until the returned value is dropped.
    pub(crate) fn begin(self: &Arc<Self>, revision: &Revision) -> Active {
        let active = ActiveDocument {
            document: revision.document,
            path: revision.path.clone(),
            step: revision.step,
            done: 0,
            total: 1,
        };
        self.state().active.insert(revision.id, (revision.owner, active));
        self.changed.notify_one();
        Active { progress: Arc::clone(self), revision: revision.id }
    }

    pub(crate) fn ended(&self, owner: UserId, ended: Ended, now: Time) {
        let mut state = self.state();
        let tally = state.tallies.entry(owner).or_default();
        match ended {
            Ended::Ready => tally.done += 1,
            Ended::Failed => tally.failed += 1,
        }
        tally.rate.record(now);
        drop(state);
        self.changed.notify_one();
    }

    /// Something changed that is not counted here, e.g. a document was queued.
    pub(crate) fn touch(&self) {
        self.changed.notify_one();
    }

    /// Begins a new tally: the queue was empty and now something comes.
    pub(crate) fn restart(&self, owner: UserId, now: Time) {
        let mut state = self.state();
        let tally = state.tallies.entry(owner).or_default();
        (tally.done, tally.failed) = (0, 0);
        tally.rate.begin(now);
    }

    /// Whether this process works on any document of the owner.
    pub(crate) fn is_busy(&self, owner: UserId) -> bool {
        self.state().active.values().any(|(of, _)| *of == owner)
    }

    /// Returns when no document is worked on in this process.
    pub(crate) async fn idle(&self) {
        self.until(|active| active.is_empty()).await;
    }

    /// Returns when none of the revisions is worked on in this process.
    pub(crate) async fn left(&self, revisions: &[RevisionId]) {
        self.until(|active| revisions.iter().all(|id| !active.contains_key(id))).await;
    }

    async fn until(&self, done: impl Fn(&HashMap<RevisionId, (UserId, ActiveDocument)>) -> bool) {
        loop {
            let mut left = std::pin::pin!(self.left.notified());
            left.as_mut().enable();
            if done(&self.state().active) {
                return;
            }
            left.await;
        }
    }

    pub(crate) fn watch(&self, who: Who) -> watch::Receiver<IngestionSnapshot> {
        let receiver = self.state().watched.entry(who.user).or_default().subscribe();
        self.changed.notify_one();
        receiver
    }

    pub(crate) async fn snapshot(
        &self,
        documents: &dyn DocumentStore,
        who: Who,
        now: Time,
    ) -> StoreResult<IngestionSnapshot> {
        let counts = documents.document_counts(who).await?;
        let count = |wanted| counts.iter().filter(|(state, _)| *state == wanted).map(|(_, count)| count).sum::<u64>();
        let (running, queued) = (count(DocumentState::Processing), count(DocumentState::Queued));
        let state = self.state();
        let mut active: Vec<_> = state.active.iter().filter(|(_, (owner, _))| *owner == who.user).collect();
        active.sort_by_key(|(id, _)| **id);
        let active = active.into_iter().map(|(_, (_, document))| document.clone()).collect();
        let Some(tally) = state.tallies.get(&who.user) else {
            return Ok(IngestionSnapshot { running, queued, active, ..IngestionSnapshot::default() });
        };
        let left = running + queued;
        Ok(IngestionSnapshot {
            running,
            queued,
            done: tally.done,
            failed: tally.failed,
            rate: tally.rate.per_second(now),
            eta_seconds: if left > 0 { tally.rate.eta(left, now) } else { None },
            active,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Owners somebody watches; forgets those nobody watches any more.
    fn watched(&self) -> Vec<UserId> {
        let mut state = self.state();
        state.watched.retain(|_, sender| sender.receiver_count() > 0);
        state.watched.keys().copied().collect()
    }

    /// Sends a snapshot where it differs from the last one; returns whether documents are left.
    fn publish(&self, owner: UserId, snapshot: IngestionSnapshot) -> bool {
        let moving = snapshot.running + snapshot.queued > 0 || snapshot.rate > 0.0;
        if let Some(sender) = self.state().watched.get(&owner) {
            sender.send_if_modified(|last| {
                let differs = *last != snapshot;
                *last = snapshot;
                differs
            });
        }
        moving
    }
}

/// A revision that is being worked on.
pub(crate) struct Active {
    progress: Arc<Progress>,
    revision: RevisionId,
}

impl Active {
    /// Tells how far it is.
    pub(crate) fn at(&self, step: IngestStep, done: usize, total: usize) {
        if let Some((_, active)) = self.progress.state().active.get_mut(&self.revision) {
            active.step = step;
            active.done = u32::try_from(done).unwrap_or(u32::MAX);
            active.total = u32::try_from(total).unwrap_or(u32::MAX);
        }
        self.progress.changed.notify_one();
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.progress.state().active.remove(&self.revision);
        self.progress.left.notify_waiters();
        self.progress.changed.notify_one();
    }
}

/// Tells watchers what changed, until `stop`.
pub(crate) async fn tell(
    progress: Arc<Progress>,
    documents: Arc<dyn DocumentStore>,
    clock: Arc<dyn Clock>,
    stop: CancellationToken,
) {
    let mut moving = true;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = progress.changed.notified() => {}
            () = tokio::time::sleep(BREATH), if moving => {}
        }
        moving = false;
        for user in progress.watched() {
            match progress.snapshot(&*documents, Who { user }, clock.now()).await {
                Ok(snapshot) => moving |= progress.publish(user, snapshot),
                Err(error) => tracing::warn!(%error, "counting documents for watchers failed"),
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(GAP) => {}
        }
    }
}
