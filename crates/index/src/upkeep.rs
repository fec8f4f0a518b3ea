//! The one thread of each index that does what nobody who adds or searches should wait for.

use std::{
    io,
    sync::{
        Mutex, PoisonError,
        mpsc::{RecvTimeoutError, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

/// When the thread looks again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Next {
    /// After the next change, or when none came for a while.
    WhenQuiet,
    /// After the next change. An idle index costs no wake-ups.
    WhenChanged,
    /// Never: the index is gone.
    Never,
}

enum Wake {
    Changed,
    Stop,
}

/// The thread and the way to reach it.
#[derive(Debug)]
pub(crate) struct Upkeep {
    wake: SyncSender<Wake>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Upkeep {
    /// Starts the thread. `look` is told whether it was quiet for as long as `quiet`. It should hold the index weakly, so that an
    /// index that is dropped without being closed ends the thread and frees the folder.
    pub(crate) fn start(
        name: &str,
        quiet: Duration,
        mut look: impl FnMut(bool) -> Next + Send + 'static,
    ) -> io::Result<Self> {
        // One waiting signal says all there is to say.
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let mut next = Next::WhenChanged;
            while next != Next::Never {
                let signal = match next {
                    Next::WhenQuiet => woken.recv_timeout(quiet),
                    _ => woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
                };
                next = match signal {
                    Ok(Wake::Changed) => look(false),
                    Err(RecvTimeoutError::Timeout) => look(true),
                    Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => Next::Never,
                };
            }
        })?;
        Ok(Self { wake, thread: Mutex::new(Some(thread)) })
    }

    /// Says that something changed. Never blocks.
    pub(crate) fn wake(&self) {
        // Full: the thread will look anyway. Disconnected: the index is closing.
        let _ = self.wake.try_send(Wake::Changed);
    }

    /// Ends the thread; waits for what it has begun.
    pub(crate) async fn stop(&self) {
        let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
        let wake = self.wake.clone();
        let ended = tokio::task::spawn_blocking(move || {
            let _ = wake.send(Wake::Stop);
            thread.join()
        });
        if !matches!(ended.await, Ok(Ok(()))) {
            tracing::error!("the upkeep of an index had panicked");
        }
    }
}
