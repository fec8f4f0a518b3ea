//! Runs blocking index work beside the async runtime, never more at once than has a place.

use crate::error::{IndexError, IndexResult};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// A bounded door to the runtime's blocking threads.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    permits: Arc<Semaphore>,
    size: u32,
}

impl Pool {
    /// For searches: as many as the machine has cores.
    pub(crate) fn for_searches() -> Self {
        Self::new(std::thread::available_parallelism().map_or(2, |n| n.get() as u32).max(2))
    }

    /// For changes: one after the other, and never in the place of a search.
    pub(crate) fn for_changes() -> Self {
        Self::new(1)
    }

    fn new(size: u32) -> Self {
        Self { permits: Arc::new(Semaphore::new(size as usize)), size }
    }

    /// Runs the work once a place is free. If the caller goes away, work that has begun still ends.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> IndexResult<T> + Send + 'static,
    ) -> IndexResult<T> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| IndexError::Closed)?;
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        done.await.map_err(|e| IndexError::Engine(format!("the index panicked: {e}")))?
    }

    /// Lets nothing new in and waits until all that began has ended.
    pub(crate) async fn close(&self) {
        let all = self.permits.acquire_many(self.size).await;
        self.permits.close();
        drop(all);
    }
}
