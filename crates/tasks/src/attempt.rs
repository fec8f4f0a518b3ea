//! One attempt at one job, from claim to outcome.

use crate::{backoff, measure, queue::Inner, running::Slot};
use async_trait::async_trait;
use chatbox_core::{
    error::StoreError,
    tasks::{Job, JobFailure, JobHandler, JobProgress, Lease, Outcome},
};
use futures::FutureExt;
use serde_json::Value;
use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tracing::Instrument;

/// Tries to store an outcome when the store fails.
const FINISH_TRIES: u32 = 4;
/// Wait before the second of them; doubles.
const FINISH_WAIT: Duration = Duration::from_millis(200);

/// Carries out the attempt and stores its outcome.
pub(crate) async fn run(queue: Arc<Inner>, handler: Arc<dyn JobHandler>, job: Job, slot: Slot) {
    let span = tracing::info_span!("job", kind = slot.kind(), id = %job.id, attempt = job.attempt);
    async {
        let started = tokio::time::Instant::now();
        let result = tokio::select! {
            biased;
            // Somebody else holds or ended the job: nothing to store.
            () = slot.lost() => return measure::attempt(slot.kind(), "lost", started.elapsed()),
            () = queue.stop.cancelled() => None,
            result = carry_out(&queue, &*handler, &job, slot.lease()) => Some(result),
        };
        let outcome = match result {
            None => Outcome::Released,
            Some(result) => backoff::outcome(
                result,
                job.attempt,
                job.max_attempts,
                backoff::jitter(&slot.lease()),
                queue.clock.now(),
                &queue.settings,
            ),
        };
        finish(&queue, &*handler, &job, &slot, outcome, started.elapsed()).await;
    }
    .instrument(span)
    .await;
}

async fn carry_out(queue: &Inner, handler: &dyn JobHandler, job: &Job, lease: Lease) -> Result<(), JobFailure> {
    // Each attempt that a crash ended is counted too, or a job that kills its process would do so for ever.
    if job.attempt > job.max_attempts {
        let before = job.error.as_deref().unwrap_or("the program stopped during each of them");
        return Err(JobFailure::Fatal(format!("given up after {} attempts: {before}", job.max_attempts)));
    }
    let progress = Reporter { queue, lease };
    match AssertUnwindSafe(handler.run(job, &progress)).catch_unwind().await {
        Ok(result) => result,
        Err(panic) => Err(JobFailure::Retry(format!("internal error: {}", panic_text(&*panic)))),
    }
}

async fn finish(queue: &Inner, handler: &dyn JobHandler, job: &Job, slot: &Slot, outcome: Outcome, took: Duration) {
    match &outcome {
        Outcome::Retry { at, error } => tracing::warn!(%error, %at, "attempt failed, will be tried again"),
        Outcome::Dead { error } => tracing::error!(%error, "job failed for good"),
        Outcome::Done | Outcome::Released => {}
    }
    let label = measure::label(&outcome);
    match store_outcome(queue, slot, outcome.clone()).await {
        Ok(()) => measure::attempt(slot.kind(), label, took),
        Err(StoreError::Conflict(_) | StoreError::NotFound(_)) => {
            tracing::debug!("the lease was lost before the outcome could be stored");
            return measure::attempt(slot.kind(), "lost", took);
        }
        Err(error) => {
            tracing::error!(%error, "the outcome could not be stored; the job runs again when its lease ends");
            return measure::attempt(slot.kind(), "lost", took);
        }
    }
    match outcome {
        Outcome::Dead { error } => {
            if AssertUnwindSafe(handler.dead(job, &error)).catch_unwind().await.is_err() {
                tracing::error!("the handler panicked while it was told that the job is dead");
            }
        }
        // So that the next look knows the new time.
        Outcome::Retry { .. } => chatbox_core::tasks::Wake::wake(&queue.signal),
        Outcome::Done | Outcome::Released => {}
    }
}

async fn store_outcome(queue: &Inner, slot: &Slot, outcome: Outcome) -> Result<(), StoreError> {
    let mut wait = FINISH_WAIT;
    for _ in 1..FINISH_TRIES {
        match queue.store.finish(slot.lease(), outcome.clone(), queue.clock.now()).await {
            Err(StoreError::Failed(error)) => tracing::warn!(%error, "storing an outcome failed, trying again"),
            answer => return answer,
        }
        tokio::time::sleep(wait).await;
        wait *= 2;
    }
    queue.store.finish(slot.lease(), outcome, queue.clock.now()).await
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without a message")
}

struct Reporter<'a> {
    queue: &'a Inner,
    lease: Lease,
}

#[async_trait]
impl JobProgress for Reporter<'_> {
    async fn report(&self, progress: Value) {
        if let Err(error) = self.queue.store.progress(self.lease, progress, self.queue.clock.now()).await {
            tracing::debug!(%error, "progress was not stored");
        }
    }
}
