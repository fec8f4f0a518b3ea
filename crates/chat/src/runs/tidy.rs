//! Removing the logs of runs that nobody reads any more.

use chatbox_core::{chat::ChatStore, clock::Clock};
use std::{sync::Arc, time::Duration};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

/// How often old logs are looked for; at first at once.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Until `halt`.
pub(crate) async fn tidy(store: Arc<dyn ChatStore>, clock: Arc<dyn Clock>, keep: Duration, halt: CancellationToken) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while halt.run_until_cancelled(ticks.tick()).await.is_some() {
        // Cut off between two transactions, it goes on at the next start.
        match halt.run_until_cancelled(store.prune_events(clock.now() - keep)).await {
            Some(Ok(0)) | None => {}
            Some(Ok(events)) => tracing::info!(events, "removed old logs of finished answers"),
            Some(Err(error)) => tracing::warn!(%error, "old logs of finished answers were not removed"),
        }
    }
}
