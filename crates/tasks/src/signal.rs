use chatbox_core::tasks::Wake;
use std::sync::Arc;
use tokio::sync::Notify;

/// A bell between whoever adds jobs and the queue. It exists before the queue, so that both can be given it; rings that come while
/// nobody listens are kept as one.
#[derive(Debug, Clone, Default)]
pub struct WakeSignal(Arc<Notify>);

impl WakeSignal {
    /// A bell that nobody rang yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns after the next ring, at once if one was kept.
    pub(crate) async fn rung(&self) {
        self.0.notified().await;
    }
}

impl Wake for WakeSignal {
    fn wake(&self) {
        self.0.notify_one();
    }
}
