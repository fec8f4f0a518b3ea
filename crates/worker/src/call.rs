use crate::{
    WorkerError,
    connection::{Connection, Event},
    frame::Frame,
};
use bytes::Bytes;
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use tokio::{sync::mpsc, time::Instant};

/// A request under way. Dropping it before its end cancels it.
pub(crate) struct Call {
    id: u64,
    connection: Arc<Connection>,
    events: mpsc::Receiver<Event>,
    sent: bool,
    ended: bool,
}

impl Call {
    pub(crate) fn new(id: u64, connection: Arc<Connection>, events: mpsc::Receiver<Event>) -> Self {
        Self { id, connection, events, sent: false, ended: false }
    }

    pub(crate) async fn send(&mut self, body: Value, payload: Bytes) -> Result<(), WorkerError> {
        self.connection.request(self.id, body, payload).await?;
        self.sent = true;
        Ok(())
    }

    /// The next answer, or `None` after the last.
    pub(crate) async fn next_before(&mut self, at: Instant, given: Duration) -> Result<Option<Frame>, WorkerError> {
        match tokio::time::timeout_at(at, self.events.recv()).await {
            Err(_) => Err(WorkerError::TimedOut(given)),
            Ok(Some(Event::Frame(frame))) => Ok(Some(frame)),
            Ok(Some(Event::Done)) => {
                self.ended = true;
                Ok(None)
            }
            Ok(Some(Event::Failed(error))) => {
                self.ended = true;
                Err(error)
            }
            // Only a call that fell behind loses its sender without a last event.
            Ok(None) => Err(WorkerError::Protocol("the answers were not read fast enough".into())),
        }
    }

    /// Waits for the handler's return, so that its thread is free again when the caller goes on.
    pub(crate) async fn finish(mut self, at: Instant) {
        while let Ok(Ok(Some(_))) = tokio::time::timeout_at(at, self.next_before(at, Duration::ZERO)).await {}
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        match (self.ended, self.sent) {
            (true, _) => {}
            (false, true) => self.connection.cancel(self.id),
            (false, false) => self.connection.forget(self.id),
        }
    }
}
