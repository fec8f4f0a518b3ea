//! What the queue's tests live in: a store, a clock, and a handler that tells what happens to it.

use crate::{Deps, Queue, Settings, WakeSignal};
use async_trait::async_trait;
use chatbox_core::{
    clock::{Clock, Time},
    error::StoreError,
    ids::Who,
    tasks::{Job, JobFailure, JobHandler, JobProgress, JobState, JobStore, NewJob},
};
use chatbox_store::Store;
use chatbox_testkit::ManualClock;
use futures::future::BoxFuture;
use serde_json::json;
use std::{sync::Arc, time::Duration};
use tempfile::TempDir;
use tokio::sync::mpsc;

pub(super) const KIND: &str = "probe";

pub(super) struct House {
    pub(super) store: Arc<Store>,
    pub(super) clock: Arc<ManualClock>,
    folder: Arc<TempDir>,
}

impl House {
    pub(super) async fn new() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let store =
            Arc::new(Store::open_sqlite(&folder.path().join("jobs.db"), chatbox_testkit::sealer()).await.unwrap());
        Self { store, clock: Arc::new(ManualClock::new()), folder }
    }

    /// The same file and clock after the process was killed.
    pub(super) async fn reopened(&self) -> Self {
        let store =
            Arc::new(Store::open_sqlite(&self.folder.path().join("jobs.db"), chatbox_testkit::sealer()).await.unwrap());
        Self { store, clock: Arc::clone(&self.clock), folder: Arc::clone(&self.folder) }
    }

    pub(super) fn now(&self) -> Time {
        self.clock.now()
    }

    pub(super) fn queue(&self, slots: usize, probe: &Probe) -> Arc<Queue> {
        self.queue_with(Settings::default(), slots, probe)
    }

    pub(super) fn queue_with(&self, settings: Settings, slots: usize, probe: &Probe) -> Arc<Queue> {
        let deps = Deps {
            store: Arc::clone(&self.store) as _,
            clock: Arc::clone(&self.clock) as _,
            signal: WakeSignal::new(),
        };
        Queue::builder(deps, settings).register(KIND, slots, Arc::clone(&probe.handler) as _).start()
    }

    /// Queues a job a moment after the last one, so that age is told apart.
    pub(super) async fn add(&self, key: &str, priority: i32, max_attempts: u32) {
        self.clock.advance(Duration::from_millis(1));
        self.add_now(key, priority, max_attempts).await;
    }

    pub(super) async fn add_now(&self, key: &str, priority: i32, max_attempts: u32) {
        let owner = Who::local().user;
        let job = NewJob { owner, kind: KIND, key: key.to_owned(), payload: json!({}), priority, max_attempts };
        self.store.enqueue(&[job], self.now()).await.unwrap();
    }

    pub(super) async fn job(&self, key: &str) -> Job {
        self.store.job_by_key(Who::local(), KIND, key).await.unwrap()
    }

    /// The job once it has this state.
    pub(super) async fn until(&self, key: &str, state: JobState) -> Job {
        let reached = async {
            loop {
                let job = self.job(key).await;
                if job.state == state {
                    return job;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), reached).await.expect("the job gets into this state")
    }

    pub(super) async fn until_gone(&self, key: &str) {
        let gone = async {
            while !matches!(self.store.job_by_key(Who::local(), KIND, key).await, Err(StoreError::NotFound(_))) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), gone).await.expect("the job is forgotten");
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    Started { key: String, attempt: u32 },
    Ended { key: String },
    Dropped { key: String },
    Dead { key: String, error: String },
}

pub(super) fn started(key: &str, attempt: u32) -> Event {
    Event::Started { key: key.to_owned(), attempt }
}

pub(super) fn ended(key: &str) -> Event {
    Event::Ended { key: key.to_owned() }
}

type Act = dyn Fn(Job) -> BoxFuture<'static, Result<(), JobFailure>> + Send + Sync;

/// A handler that does what the test says, and its log.
pub(super) struct Probe {
    handler: Arc<ProbeHandler>,
    events: mpsc::UnboundedReceiver<Event>,
}

impl Probe {
    pub(super) fn new(act: impl Fn(Job) -> BoxFuture<'static, Result<(), JobFailure>> + Send + Sync + 'static) -> Self {
        let (log, events) = mpsc::unbounded_channel();
        Self { handler: Arc::new(ProbeHandler { act: Box::new(act), log }), events }
    }

    pub(super) async fn next(&mut self) -> Event {
        let next = tokio::time::timeout(Duration::from_secs(20), self.events.recv());
        next.await.expect("something happens").expect("the handler is alive")
    }

    /// What happened already, if anything.
    pub(super) fn now(&mut self) -> Option<Event> {
        self.events.try_recv().ok()
    }
}

struct ProbeHandler {
    act: Box<Act>,
    log: mpsc::UnboundedSender<Event>,
}

/// Tells when an attempt is dropped before its end.
struct Watch<'a> {
    handler: &'a ProbeHandler,
    key: &'a str,
    ended: bool,
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        let key = self.key.to_owned();
        let event = if self.ended { Event::Ended { key } } else { Event::Dropped { key } };
        self.handler.log.send(event).ok();
    }
}

#[async_trait]
impl JobHandler for ProbeHandler {
    async fn run(&self, job: &Job, _progress: &dyn JobProgress) -> Result<(), JobFailure> {
        self.log.send(Event::Started { key: job.key.clone(), attempt: job.attempt }).ok();
        let mut watch = Watch { handler: self, key: &job.key, ended: false };
        let result = (self.act)(job.clone()).await;
        watch.ended = true;
        result
    }

    async fn dead(&self, job: &Job, error: &str) {
        self.log.send(Event::Dead { key: job.key.clone(), error: error.to_owned() }).ok();
    }
}
