use crate::{Settings, WakeSignal, dispatch, running::Running};
use chatbox_core::{
    clock::Clock,
    error::StoreResult,
    ids::Who,
    tasks::{Control, Job, JobHandler, JobStore, Wake},
};
use std::{sync::Arc, time::Duration};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// What the queue works with.
pub struct Deps {
    /// The stored jobs.
    pub store: Arc<dyn JobStore>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The bell that whoever adds jobs also holds.
    pub signal: WakeSignal,
}

/// A queue that is not running yet: its handlers are being named.
pub struct QueueBuilder {
    deps: Deps,
    settings: Settings,
    kinds: Vec<Kind>,
}

/// One kind of job this process carries out.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) slots: usize,
    pub(crate) handler: Arc<dyn JobHandler>,
}

impl QueueBuilder {
    /// Carries out jobs of `kind` with this handler, at most `concurrency` (at least 1) at the same time.
    ///
    /// # Panics
    /// When the kind has a handler already: two would fight over the jobs.
    #[must_use]
    pub fn register(mut self, kind: &'static str, concurrency: usize, handler: Arc<dyn JobHandler>) -> Self {
        assert!(self.kinds.iter().all(|known| known.name != kind), "the job kind {kind} has a handler already");
        self.kinds.push(Kind { name: kind, slots: concurrency.max(1), handler });
        self
    }

    /// Starts working. Must be called inside a runtime.
    pub fn start(self) -> Arc<Queue> {
        let inner = Arc::new(Inner {
            store: self.deps.store,
            clock: self.deps.clock,
            signal: self.deps.signal,
            settings: self.settings,
            kinds: self.kinds,
            running: Arc::default(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        });
        inner.tasks.spawn(dispatch::run(Arc::clone(&inner)));
        Arc::new(Queue { inner })
    }
}

/// What the queue's tasks share.
pub(crate) struct Inner {
    pub(crate) store: Arc<dyn JobStore>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) signal: WakeSignal,
    pub(crate) settings: Settings,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) running: Arc<Running>,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: TaskTracker,
}

/// A running queue. Dropping it without [`Queue::shutdown`] stops it too, without waiting.
pub struct Queue {
    inner: Arc<Inner>,
}

impl Queue {
    /// Begins a queue; name its handlers, then start it.
    pub fn builder(deps: Deps, settings: Settings) -> QueueBuilder {
        QueueBuilder { deps, settings, kinds: Vec::new() }
    }

    /// Carries out a person's wish for the newest job with this kind and key; a running attempt in this process ends at its next
    /// await, one in another process with its next heartbeat. Returns the job after it.
    ///
    /// # Errors
    /// `NotFound` when the asker has no such job, `Conflict` when its state does not allow the move.
    pub async fn control(&self, who: Who, kind: &str, key: &str, control: Control) -> StoreResult<Job> {
        let job = self.inner.store.control(who, kind, key, control, self.inner.clock.now()).await?;
        match control {
            Control::Pause | Control::Cancel => self.inner.running.lose_job(job.id),
            Control::Resume | Control::Retry => self.wake(),
        }
        Ok(job)
    }

    /// Gives running jobs back (they run again at once elsewhere, the attempt is not counted) and waits until everything has ended.
    /// Returns whether it had by `deadline`; what had not is taken over when its lease runs out.
    pub async fn shutdown(&self, deadline: Duration) -> bool {
        self.inner.stop.cancel();
        self.inner.tasks.close();
        tokio::time::timeout(deadline, self.inner.tasks.wait()).await.is_ok()
    }
}

impl Wake for Queue {
    fn wake(&self) {
        self.inner.signal.wake();
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.inner.stop.cancel();
    }
}
