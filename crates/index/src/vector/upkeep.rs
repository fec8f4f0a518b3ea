//! The one thread that flushes the index and builds its graph, so that nobody who adds or searches has to.

use super::Inner;
use crate::error::IndexResult;
use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{RecvTimeoutError, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

/// After this long without a change the journal is emptied, so that the next open has nothing to replay.
const IDLE: Duration = Duration::from_secs(2);
/// It is emptied earlier when it has grown to this.
const JOURNAL_BYTES: u64 = 64 << 20;

/// A reason to look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wake {
    Added,
    Removed,
    Stop,
}

/// The thread and the way to reach it.
#[derive(Debug)]
pub(super) struct Upkeep {
    wake: SyncSender<Wake>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Upkeep {
    pub(super) fn start(inner: Arc<Inner>) -> io::Result<Self> {
        // One waiting signal says all there is to say.
        let (wake, woken) = sync_channel(1);
        // Held weakly: an index that is dropped without `close` ends the thread and frees the folder.
        let inner = Arc::downgrade(&inner);
        let thread = std::thread::Builder::new().name("vector-upkeep".to_owned()).spawn(move || {
            let mut state = State::default();
            loop {
                // Without changes there is nothing to wait for but the next one: an idle index costs no wake-ups.
                let idle = !state.dirty;
                let signal = if idle { woken.recv().map_err(|_| RecvTimeoutError::Disconnected) } else { woken.recv_timeout(IDLE) };
                let quiet = signal == Err(RecvTimeoutError::Timeout);
                match signal {
                    Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                    Ok(Wake::Removed) => (state.dirty, state.removed) = (true, true),
                    Ok(Wake::Added) => state.dirty = true,
                    Err(RecvTimeoutError::Timeout) => (),
                }
                let Some(inner) = inner.upgrade() else { return };
                if let Err(error) = state.look(&inner, quiet) {
                    tracing::error!(%error, "upkeep of the vector index failed; it is tried again after the next change");
                    state = State::default();
                }
            }
        })?;
        Ok(Self { wake, thread: Mutex::new(Some(thread)) })
    }

    /// Says that something changed. Never blocks.
    pub(super) fn wake(&self, why: Wake) {
        // Full: the thread will look anyway. Disconnected: the index is closing.
        let _ = self.wake.try_send(why);
    }

    /// Ends the thread; waits for a build that has begun.
    pub(super) async fn stop(&self) {
        let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
        let wake = self.wake.clone();
        let ended = tokio::task::spawn_blocking(move || {
            let _ = wake.send(Wake::Stop);
            thread.join()
        });
        if !matches!(ended.await, Ok(Ok(()))) {
            tracing::error!("the upkeep of the vector index had panicked");
        }
    }
}

/// What the thread remembers between two looks.
#[derive(Debug, Default)]
struct State {
    /// Something changed since the last checkpoint.
    dirty: bool,
    /// Entries were removed since the last build, which frees their space once they are a fifth of a segment.
    removed: bool,
    /// Entries the last build left outside the graph, so that it is not tried again before it has more to do.
    left: usize,
}

impl State {
    fn look(&mut self, inner: &Inner, quiet: bool) -> IndexResult<()> {
        let unindexed = inner.with_shard(|shard| Ok(shard.unindexed()))?;
        let piled_up = unindexed >= self.left.min(unindexed) + inner.settings.build_after;
        if piled_up || (quiet && self.removed) {
            inner.build()?;
            *self = Self { left: inner.with_shard(|shard| Ok(shard.unindexed()))?, ..Self::default() };
        } else if quiet || inner.journal().bytes() > JOURNAL_BYTES {
            inner.checkpoint(&inner.building())?;
            self.dirty = !quiet;
        }
        Ok(())
    }
}
