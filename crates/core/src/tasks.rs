//! The durable queue: jobs with state, lease, attempt, time and priority, and the port that stores them.

use crate::{
    clock::Time,
    error::StoreResult,
    ids::{JobId, UserId, Who},
    page::{Page, PageRequest},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;
use utoipa::ToSchema;
use uuid::Uuid;

/// Where a job stands. Allowed moves: queued → running, paused, cancelled; running → done, queued (retry), dead, cancelled, paused;
/// paused → queued, cancelled; dead and cancelled → queued (a person's retry).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits for its time and a worker.
    Queued,
    /// Leased by a worker.
    Running,
    /// Paused by a person; keeps its progress.
    Paused,
    /// Finished.
    Done,
    /// Failed for good; `error` says why.
    Dead,
    /// Cancelled by a person.
    Cancelled,
}

impl JobState {
    /// Whether the one transition table allows this move.
    pub fn allows(self, next: Self) -> bool {
        use JobState::{Cancelled, Dead, Done, Paused, Queued, Running};
        matches!(
            (self, next),
            (Queued, Running | Paused | Cancelled)
                | (Running, Done | Queued | Dead | Cancelled | Paused)
                | (Paused, Queued | Cancelled)
                | (Dead | Cancelled, Queued)
        )
    }

    /// Whether no worker will touch it again by itself.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Dead | Self::Cancelled)
    }
}

/// Priorities in use; any number between them is fine. Higher runs first.
pub mod priority {
    /// A person is waiting for it.
    pub const INTERACTIVE: i32 = 100;
    /// Ingestion.
    pub const NORMAL: i32 = 50;
    /// Refinement of what is already usable.
    pub const BACKGROUND: i32 = 10;
}

/// A job to be queued.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// For whom it runs.
    pub owner: UserId,
    /// Which handler, e.g. `ingest`.
    pub kind: &'static str,
    /// At most one unfinished job per kind and key exists; queueing another returns the existing one.
    pub key: String,
    /// The handler's input.
    pub payload: Value,
    /// Higher first.
    pub priority: i32,
    /// Attempts before it is dead.
    pub max_attempts: u32,
}

/// A stored job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// For whom it runs.
    pub owner: UserId,
    /// Which handler.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// The handler's input.
    pub payload: Value,
    /// State.
    pub state: JobState,
    /// Higher first.
    pub priority: i32,
    /// Attempts begun.
    pub attempt: u32,
    /// Attempts allowed.
    pub max_attempts: u32,
    /// Not before this time.
    pub not_before: DateTime<Utc>,
    /// Last progress the handler reported.
    pub progress: Option<Value>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// Proof of holding a job; a stalled worker's token no longer matches and its late result is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lease {
    /// The job.
    pub job: JobId,
    /// Changes with every claim.
    pub token: Uuid,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Try again not before this time.
    Retry {
        /// When.
        at: Time,
        /// Why.
        error: String,
    },
    /// Failed for good.
    Dead {
        /// Why.
        error: String,
    },
    /// Given back untouched (shutdown): runs again at once, the attempt is not counted.
    Released,
}

/// What a person may do to a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// Stop for now, keep the progress.
    Pause,
    /// Go on.
    Resume,
    /// Stop for good.
    Cancel,
    /// Start again after `Dead` or `Cancelled`, attempts at zero.
    Retry,
}

/// Which jobs to list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct JobFilter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this state.
    pub state: Option<JobState>,
}

/// Number of jobs of a kind in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobCount {
    /// The kind.
    pub kind: String,
    /// The state.
    pub state: JobState,
    /// How many.
    pub count: u64,
}

/// Durable storage of jobs. Implementors guarantee: a job is leased by at most one token at a time; `claim` takes due jobs by
/// priority, then age, and also running ones whose lease ran out; `finish`, `heartbeat` and `progress` with an outdated token change
/// nothing and return `Conflict` (for `heartbeat`: name the lease as lost); illegal moves are refused with `Conflict`.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// Queues jobs; returns their ids (of the existing job where kind and key are taken by an unfinished one).
    async fn enqueue(&self, jobs: &[NewJob], now: Time) -> StoreResult<Vec<JobId>>;
    /// Leases up to `limit` due jobs of these kinds.
    async fn claim(&self, kinds: &[&str], limit: u32, lease: Duration, now: Time) -> StoreResult<Vec<(Job, Lease)>>;
    /// Extends the leases; returns those that are lost (expired and taken, cancelled, paused).
    async fn heartbeat(&self, leases: &[Lease], lease: Duration, now: Time) -> StoreResult<Vec<Lease>>;
    /// Stores progress.
    async fn progress(&self, lease: Lease, progress: Value, now: Time) -> StoreResult<()>;
    /// Ends an attempt.
    async fn finish(&self, lease: Lease, outcome: Outcome, now: Time) -> StoreResult<()>;
    /// A person's wish, for jobs of the asker that are selected by kind and key. Returns the job after it.
    async fn control(&self, who: Who, kind: &str, key: &str, control: Control, now: Time) -> StoreResult<Job>;
    /// The newest job with this kind and key.
    async fn job_by_key(&self, who: Who, kind: &str, key: &str) -> StoreResult<Job>;
    /// Jobs, newest first.
    async fn jobs(&self, who: Who, filter: &JobFilter, page: &PageRequest) -> StoreResult<Page<Job>>;
    /// The earliest `not_before` or lease end of these kinds that is still to come, to sleep until.
    async fn next_due(&self, kinds: &[&str], now: Time) -> StoreResult<Option<Time>>;
    /// Numbers per kind and state, of every owner, for metrics.
    async fn job_counts(&self) -> StoreResult<Vec<JobCount>>;
    /// Removes final jobs last changed before `before`.
    async fn prune_jobs(&self, before: Time) -> StoreResult<u64>;
}

/// Why an attempt failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobFailure {
    /// Worth another attempt, after a growing delay.
    #[error("{0}")]
    Retry(String),
    /// No attempt can succeed.
    #[error("{0}")]
    Fatal(String),
}

/// Carries out jobs of one kind. Implementors guarantee: `run` is cancel-safe at every await (the queue drops it when the job is
/// paused, cancelled, its lease is lost or the process shuts down) and idempotent (a crash repeats the last attempt).
#[async_trait]
pub trait JobHandler: Send + Sync {
    /// Carries out one attempt.
    async fn run(&self, job: &Job, progress: &dyn JobProgress) -> Result<(), JobFailure>;
    /// Called once after a job became dead, with its last error.
    async fn dead(&self, job: &Job, error: &str);
}

/// Where a running attempt reports how far it is.
#[async_trait]
pub trait JobProgress: Send + Sync {
    /// Stores progress; never fails the attempt.
    async fn report(&self, progress: Value);
}

/// Tells the queue that jobs were added or changed, so that it need not wait for its next look.
pub trait Wake: Send + Sync {
    /// Looks for work now.
    fn wake(&self);
}
