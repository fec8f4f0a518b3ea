//! The parent's end of one worker.

use crate::{
    WorkerError,
    call::Call,
    connection::{self, Connection},
    frame::Frame,
    limits::Limits,
};
use bytes::Bytes;
use futures::{StreamExt, stream::BoxStream};
use serde::Serialize;
use serde_json::Value;
use std::{
    ffi::OsString,
    num::NonZeroUsize,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{sync::Semaphore, time::Instant};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Waiting time after the second failure in a row; it doubles with each further one up to `BACK_OFF_MOST`.
const BACK_OFF: Duration = Duration::from_millis(100);
const BACK_OFF_MOST: Duration = Duration::from_secs(10);

/// What dropping a call, or its timeout, does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancel {
    /// Kills the child; the next call starts another. Calls go one at a time.
    Kill,
    /// Tells the child, which goes on living; up to this many calls at a time. A child that does not stop within the grace of
    /// `Spec::grace` is killed.
    Tell(NonZeroUsize),
}

/// How to run a child.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Name for logs.
    pub name: &'static str,
    /// The program, usually this one (`std::env::current_exe`).
    pub program: PathBuf,
    /// Arguments; `--limits TEXT` is added behind them (`LIMITS_FLAG`).
    pub args: Vec<OsString>,
    /// What the child may use.
    pub limits: Limits,
    /// What cancelling does.
    pub cancel: Cancel,
    /// Stops the child after this long without a call; the next call starts another. `None`: never.
    pub idle_after: Option<Duration>,
    /// How long a child may take to report that it has bound itself.
    pub start_within: Duration,
    /// How long a told child may take to stop working on a cancelled call, and a child to end when asked to.
    pub grace: Duration,
}

impl Spec {
    /// A child that is killed to cancel, stopped after a minute without a call.
    pub fn new<A: Into<OsString>>(
        name: &'static str,
        program: impl Into<PathBuf>,
        args: impl IntoIterator<Item = A>,
        limits: Limits,
    ) -> Self {
        Self {
            name,
            program: program.into(),
            args: args.into_iter().map(Into::into).collect(),
            limits,
            cancel: Cancel::Kill,
            idle_after: Some(Duration::from_secs(60)),
            start_within: Duration::from_secs(30),
            grace: Duration::from_secs(5),
        }
    }
}

/// One child at a time, started by the first call. Clones are the same worker. When the last clone is dropped the child is killed;
/// `shutdown` ends it in order.
#[derive(Clone)]
pub struct Worker {
    inner: Arc<Inner>,
}

struct Inner {
    spec: Arc<Spec>,
    slots: Arc<Semaphore>,
    current: tokio::sync::Mutex<Option<Arc<Connection>>>,
    health: Arc<Health>,
    tracker: TaskTracker,
    stop: CancellationToken,
    kill: CancellationToken,
}

impl Worker {
    /// Starts nothing yet.
    pub fn new(spec: Spec) -> Self {
        let slots = match spec.cancel {
            Cancel::Kill => 1,
            Cancel::Tell(calls) => calls.get(),
        };
        Self {
            inner: Arc::new(Inner {
                spec: Arc::new(spec),
                slots: Arc::new(Semaphore::new(slots)),
                current: tokio::sync::Mutex::default(),
                health: Arc::default(),
                tracker: TaskTracker::new(),
                stop: CancellationToken::new(),
                kill: CancellationToken::new(),
            }),
        }
    }

    /// One request, one answer: the first frame that the handler sends. `timeout` runs from the moment the child has the request; waiting
    /// for other calls and for the start comes before it. Dropping the future cancels.
    ///
    /// # Errors
    /// Any `WorkerError`.
    pub async fn call(
        &self,
        request: &impl Serialize,
        payload: Bytes,
        timeout: Duration,
    ) -> Result<(Value, Bytes), WorkerError> {
        let mut call = self.open(request, payload).await?;
        let deadline = Instant::now() + timeout;
        let answer = call.next_before(deadline, timeout).await?;
        let Some(Frame { header, payload }) = answer else {
            return Err(WorkerError::Protocol("the worker ended the call without an answer".into()));
        };
        call.finish(deadline).await;
        Ok((header, payload))
    }

    /// One request, any number of answers; ends after the handler has returned. `idle_timeout` is the longest wait for the next answer.
    /// Dropping the stream cancels; an error is its last item. The stream must be read: a call that lies 1,024 answers behind is cancelled.
    ///
    /// # Errors
    /// Any `WorkerError` that happens before the child has the request.
    pub async fn stream(
        &self,
        request: &impl Serialize,
        payload: Bytes,
        idle_timeout: Duration,
    ) -> Result<BoxStream<'static, Result<Frame, WorkerError>>, WorkerError> {
        let call = self.open(request, payload).await?;
        let frames = futures::stream::unfold(Some(call), move |call| async move {
            let mut call = call?;
            match call.next_before(Instant::now() + idle_timeout, idle_timeout).await {
                Ok(Some(frame)) => Some((Ok(frame), Some(call))),
                Ok(None) => None,
                Err(error) => Some((Err(error), None)),
            }
        });
        Ok(frames.boxed())
    }

    /// The running child's process id, for measurements.
    pub async fn process_id(&self) -> Option<u32> {
        self.inner.current.lock().await.as_ref().filter(|connection| connection.is_open()).map(|it| it.process_id())
    }

    /// Ends the child: calls under way fail with `Stopped`, later ones too. Returns when the child is gone.
    pub async fn shutdown(&self) {
        self.inner.slots.close();
        self.inner.stop.cancel();
        self.inner.tracker.close();
        self.inner.tracker.wait().await;
    }

    async fn open(&self, request: &impl Serialize, payload: Bytes) -> Result<Call, WorkerError> {
        let body = serde_json::to_value(request).map_err(|error| WorkerError::Protocol(error.to_string()))?;
        let mut slot = self.inner.slots.clone().acquire_owned().await.map_err(|_| WorkerError::Stopped)?;
        loop {
            let connection = self.connection().await?;
            // The child may have been retired between the two steps; then there is no harm in trying anew.
            match connection.register(slot) {
                Ok(mut call) => {
                    call.send(body, payload).await?;
                    return Ok(call);
                }
                Err(back) => slot = back,
            }
        }
    }

    async fn connection(&self) -> Result<Arc<Connection>, WorkerError> {
        let inner = &*self.inner;
        let mut current = inner.current.lock().await;
        if let Some(connection) = current.as_ref().filter(|connection| connection.is_open()) {
            return Ok(connection.clone());
        }
        *current = None;
        let waiting = async {
            tokio::time::sleep_until(inner.health.not_before()).await;
            connection::start(&inner.spec, &inner.health, &inner.tracker, &inner.stop, &inner.kill).await
        };
        let started = tokio::select! {
            () = inner.stop.cancelled() => return Err(WorkerError::Stopped),
            started = waiting => started,
        };
        let connection = started.inspect_err(|_| inner.health.failed())?;
        *current = Some(connection.clone());
        Ok(connection)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.kill.cancel();
    }
}

/// Failures in a row, and when the next start is allowed.
#[derive(Debug, Default)]
pub(crate) struct Health(Mutex<(u32, Option<Instant>)>);

impl Health {
    pub(crate) fn failed(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 = state.0.saturating_add(1);
        state.1 = Some(Instant::now() + back_off(state.0));
    }

    pub(crate) fn worked(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (0, None);
    }

    fn not_before(&self) -> Instant {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.unwrap_or_else(Instant::now)
    }
}

/// One failure is an accident and costs no waiting.
fn back_off(failures: u32) -> Duration {
    match failures {
        0 | 1 => Duration::ZERO,
        _ => BACK_OFF.saturating_mul(1 << (failures - 2).min(10)).min(BACK_OFF_MOST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_off_grows_and_is_bounded() {
        let seconds: Vec<f32> = [0, 1, 2, 3, 8, 9, 100].map(|failures| back_off(failures).as_secs_f32()).into();
        assert_eq!(seconds, [0.0, 0.0, 0.1, 0.2, 6.4, 10.0, 10.0]);
    }
}
