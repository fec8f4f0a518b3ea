//! A run that is being written here: its bounded tail of events and the signal for its readers.

use chatbox_core::{
    chat::LoggedEvent,
    ids::{RunId, UserId},
};
use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::{Semaphore, watch};
use tokio_util::sync::CancellationToken;

/// Events kept in memory for fast readers; slower ones read the store.
const TAIL: usize = 256;
/// Events of one run that may wait to be stored; then its writer waits.
const WAITING: usize = 64;

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Last durable sequence number.
    pub(crate) seq: u64,
    /// Nothing more will be written here.
    pub(crate) ended: bool,
}

/// A run that is being written here.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) run: RunId,
    /// Whose it is.
    owner: UserId,
    /// A person wants it to stop.
    pub(crate) stop: CancellationToken,
    /// Room for events that are not stored yet.
    pub(super) room: Arc<Semaphore>,
    progress: watch::Sender<Progress>,
    tail: Mutex<VecDeque<LoggedEvent>>,
    broken: AtomicBool,
}

/// What the tail has for a reader.
#[derive(Debug, PartialEq)]
pub(crate) enum Read {
    /// These come next.
    Events(Vec<LoggedEvent>),
    /// The reader is behind the tail: read the store.
    Behind,
    /// Nothing new.
    Nothing,
}

impl Live {
    pub(crate) fn new(run: RunId, owner: UserId, last_seq: u64) -> Self {
        Self {
            run,
            owner,
            stop: CancellationToken::new(),
            room: Arc::new(Semaphore::new(WAITING)),
            progress: watch::Sender::new(Progress { seq: last_seq, ended: false }),
            tail: Mutex::default(),
            broken: AtomicBool::new(false),
        }
    }

    /// Last durable sequence number.
    pub(crate) fn seq(&self) -> u64 {
        self.progress.borrow().seq
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Hands durable events to the readers.
    pub(crate) fn publish(&self, events: impl IntoIterator<Item = LoggedEvent>) {
        let mut tail = self.tail();
        tail.extend(events);
        let last = tail.back().map(|event| event.seq);
        let surplus = tail.len().saturating_sub(TAIL);
        tail.drain(..surplus);
        drop(tail);
        if let Some(seq) = last {
            self.progress.send_modify(|progress| progress.seq = seq);
        }
    }

    /// Events after `after`, at most `limit`.
    pub(crate) fn read(&self, after: u64, limit: usize) -> Read {
        if after >= self.seq() {
            return Read::Nothing;
        }
        let tail = self.tail();
        match tail.front() {
            Some(first) if first.seq <= after + 1 => {
                let skip = (after + 1 - first.seq) as usize;
                Read::Events(tail.iter().skip(skip).take(limit).cloned().collect())
            }
            _ => Read::Behind,
        }
    }

    /// Tells readers that nothing more is written here.
    pub(crate) fn end(&self) {
        self.progress.send_modify(|progress| progress.ended = true);
    }

    /// The log could not be stored: the run must not go on.
    pub(super) fn break_off(&self) {
        self.broken.store(true, Ordering::Release);
    }

    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Acquire)
    }

    fn tail(&self) -> MutexGuard<'_, VecDeque<LoggedEvent>> {
        self.tail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The runs that are being written here.
#[derive(Debug, Default)]
pub(crate) struct Registry(Mutex<HashMap<RunId, Arc<Live>>>);

impl Registry {
    pub(crate) fn insert(&self, live: Arc<Live>) {
        let mut runs = self.runs();
        runs.insert(live.run, live);
        metrics::gauge!("chatbox_runs_live").set(runs.len() as f64);
    }

    pub(crate) fn find(&self, run: RunId) -> Option<Arc<Live>> {
        self.runs().get(&run).cloned()
    }

    /// Somebody's.
    pub(crate) fn of(&self, owner: UserId) -> Vec<Arc<Live>> {
        self.runs().values().filter(|live| live.owner == owner).cloned().collect()
    }

    /// Takes the run out and tells its readers.
    pub(crate) fn end(&self, live: &Live) {
        let mut runs = self.runs();
        runs.remove(&live.run);
        metrics::gauge!("chatbox_runs_live").set(runs.len() as f64);
        drop(runs);
        live.end();
    }

    fn runs(&self) -> MutexGuard<'_, HashMap<RunId, Arc<Live>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
