//! The one thread that puts the writer to sleep when nobody has written for a while, so that an idle index holds no buffers.

use super::{Inner, WriterState};
use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{RecvTimeoutError, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

/// Opening a writer takes milliseconds, so it need not be kept long.
const IDLE: Duration = Duration::from_secs(5);

/// A reason to look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wake {
    Changed,
    Stop,
}

/// The thread and the way to reach it.
#[derive(Debug)]
pub(super) struct Upkeep {
    wake: SyncSender<Wake>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Upkeep {
    pub(super) fn start(inner: &Arc<Inner>) -> io::Result<Self> {
        let (wake, woken) = sync_channel(1);
        // Held weakly: an index that is dropped without `close` ends the thread and frees the folder.
        let inner = Arc::downgrade(inner);
        let thread = std::thread::Builder::new().name("keyword-upkeep".to_owned()).spawn(move || {
            let mut awake = false;
            loop {
                let signal = if awake { woken.recv_timeout(IDLE) } else { woken.recv().map_err(|_| RecvTimeoutError::Disconnected) };
                match signal {
                    Ok(Wake::Changed) => awake = true,
                    Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => {
                        awake = false;
                        let slept = inner.upgrade().map(|inner| inner.sleep(WriterState::Asleep));
                        if let Some(Err(error)) = slept {
                            tracing::error!(%error, "a merge of the keyword index failed; it is tried again after the next change");
                        }
                    }
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

    /// Ends the thread; waits for merges it is waiting for.
    pub(super) async fn stop(&self) {
        let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
        let wake = self.wake.clone();
        let ended = tokio::task::spawn_blocking(move || {
            let _ = wake.send(Wake::Stop);
            thread.join()
        });
        if !matches!(ended.await, Ok(Ok(()))) {
            tracing::error!("the upkeep of the keyword index had panicked");
        }
    }
}
