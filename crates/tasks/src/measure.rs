//! Metrics of the queue.

use crate::queue::Inner;
use chatbox_core::tasks::{JobState, Outcome};
use std::{collections::HashSet, time::Duration};

pub(crate) fn label(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Retry { .. } => "failed",
        Outcome::Dead { .. } => "dead",
        Outcome::Released => "released",
    }
}

pub(crate) fn claimed(kind: &'static str, count: usize) {
    metrics::counter!("chatbox_jobs_claimed_total", "kind" => kind).increment(count as u64);
}

pub(crate) fn attempt(kind: &'static str, outcome: &'static str, took: Duration) {
    metrics::counter!("chatbox_job_attempts_total", "kind" => kind, "outcome" => outcome).increment(1);
    metrics::histogram!("chatbox_job_attempt_seconds", "kind" => kind).record(took.as_secs_f64());
}

/// Gauges of stored jobs; `seen` remembers what must go back to zero.
pub(crate) async fn depth(queue: &Inner, seen: &mut HashSet<(String, &'static str)>) {
    let counts = match queue.store.job_counts().await {
        Ok(counts) => counts,
        Err(error) => return tracing::warn!(%error, "counting jobs failed"),
    };
    let now: HashSet<_> = counts.iter().map(|count| (count.kind.clone(), state(count.state))).collect();
    for (kind, state) in seen.difference(&now) {
        metrics::gauge!("chatbox_jobs", "kind" => kind.clone(), "state" => *state).set(0.0);
    }
    for count in &counts {
        metrics::gauge!("chatbox_jobs", "kind" => count.kind.clone(), "state" => state(count.state))
            .set(count.count as f64);
    }
    seen.extend(now);
}

fn state(state: JobState) -> &'static str {
    match state {
        JobState::Queued => "queued",
        JobState::Running => "running",
        JobState::Paused => "paused",
        JobState::Done => "done",
        JobState::Dead => "dead",
        JobState::Cancelled => "cancelled",
    }
}
