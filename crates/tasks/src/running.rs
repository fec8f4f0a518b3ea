use chatbox_core::{ids::JobId, tasks::Lease};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// The attempts under way in this process.
#[derive(Default)]
pub(crate) struct Running {
    attempts: Mutex<HashMap<Lease, Attempt>>,
    ended: Notify,
}

struct Attempt {
    kind: &'static str,
    lost: CancellationToken,
}

impl Running {
    /// Takes a slot until the returned value is dropped.
    pub(crate) fn begin(self: &Arc<Self>, kind: &'static str, lease: Lease) -> Slot {
        let lost = CancellationToken::new();
        // A job can come back to us while an older attempt still runs here, when our lease ran out: the older one must end.
        self.lose_job(lease.job);
        self.attempts().insert(lease, Attempt { kind, lost: lost.clone() });
        metrics::gauge!("chatbox_jobs_running", "kind" => kind).increment(1.0);
        Slot { running: Arc::clone(self), kind, lease, lost }
    }

    pub(crate) fn count(&self, kind: &str) -> usize {
        self.attempts().values().filter(|attempt| attempt.kind == kind).count()
    }

    pub(crate) fn leases(&self) -> Vec<Lease> {
        self.attempts().keys().copied().collect()
    }

    /// Drops these attempts at their next await.
    pub(crate) fn lose(&self, leases: &[Lease]) {
        let attempts = self.attempts();
        leases.iter().filter_map(|lease| attempts.get(lease)).for_each(|attempt| attempt.lost.cancel());
    }

    /// Drops the job's attempts at their next await.
    pub(crate) fn lose_job(&self, job: JobId) {
        let attempts = self.attempts();
        attempts.iter().filter(|(lease, _)| lease.job == job).for_each(|(_, attempt)| attempt.lost.cancel());
    }

    /// Returns after the next attempt ended, at once if one ended since the last call.
    pub(crate) async fn ended(&self) {
        self.ended.notified().await;
    }

    fn attempts(&self) -> MutexGuard<'_, HashMap<Lease, Attempt>> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among the running attempts of a kind.
pub(crate) struct Slot {
    running: Arc<Running>,
    kind: &'static str,
    lease: Lease,
    lost: CancellationToken,
}

impl Slot {
    pub(crate) fn lease(&self) -> Lease {
        self.lease
    }

    pub(crate) fn kind(&self) -> &'static str {
        self.kind
    }

    /// Returns when the attempt's lease is lost.
    pub(crate) async fn lost(&self) {
        self.lost.cancelled().await;
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.running.attempts().remove(&self.lease);
        metrics::gauge!("chatbox_jobs_running", "kind" => self.kind).decrement(1.0);
        self.running.ended.notify_one();
    }
}
