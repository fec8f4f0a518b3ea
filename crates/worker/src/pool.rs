use crate::{Spec, Worker, WorkerError};
use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Semaphore;

/// Several workers of one kind, one call each. Calls beyond their number wait in order.
#[derive(Clone)]
pub struct Pool {
    inner: Arc<Inner>,
}

struct Inner {
    all: Vec<Worker>,
    /// The last one used is used next, so that under light load the others fall idle and end.
    free: Mutex<Vec<Worker>>,
    slots: Semaphore,
}

impl Pool {
    /// Starts nothing yet.
    pub fn new(spec: Spec, workers: NonZeroUsize) -> Self {
        let all: Vec<Worker> = (0..workers.get()).map(|_| Worker::new(spec.clone())).collect();
        let inner = Inner { free: Mutex::new(all.clone()), slots: Semaphore::new(all.len()), all };
        Self { inner: Arc::new(inner) }
    }

    /// As `Worker::call`, on a free worker.
    ///
    /// # Errors
    /// Any `WorkerError`.
    pub async fn call(
        &self,
        request: &impl Serialize,
        payload: Bytes,
        timeout: Duration,
    ) -> Result<(Value, Bytes), WorkerError> {
        let _slot = self.inner.slots.acquire().await.map_err(|_| WorkerError::Stopped)?;
        let worker = Borrowed::take(&self.inner).ok_or(WorkerError::Stopped)?;
        worker.worker.call(request, payload, timeout).await
    }

    /// Ends all children; calls under way and later ones fail with `Stopped`.
    pub async fn shutdown(&self) {
        self.inner.slots.close();
        futures::future::join_all(self.inner.all.iter().map(Worker::shutdown)).await;
    }
}

struct Borrowed<'a> {
    pool: &'a Inner,
    worker: Worker,
}

impl<'a> Borrowed<'a> {
    fn take(pool: &'a Inner) -> Option<Self> {
        let worker = pool.free.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        Some(Self { pool, worker })
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(self.worker.clone());
    }
}
