//! When the journal is emptied and the graph built.

use super::Inner;
use crate::{
    error::IndexResult,
    upkeep::{Next, Upkeep},
};
use std::{
    io,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// After this long without a change the journal is emptied, so that the next open has nothing to replay.
const QUIET: Duration = Duration::from_secs(2);
/// It is emptied earlier when it has grown to this.
const JOURNAL_BYTES: u64 = 64 << 20;

/// Starts the thread that looks after the index.
pub(super) fn start(inner: &Arc<Inner>) -> io::Result<Upkeep> {
    let inner = Arc::downgrade(inner);
    // Entries the last build left outside the graph, so that it is not tried again before it has more to do.
    let mut left = 0;
    Upkeep::start("vector-upkeep", QUIET, move |quiet| {
        let Some(inner) = inner.upgrade() else { return Next::Never };
        look(&inner, quiet, &mut left).unwrap_or_else(|error| {
            tracing::error!(%error, "upkeep of the vector index failed; it is tried again after the next change");
            Next::WhenChanged
        })
    })
}

fn look(inner: &Inner, quiet: bool, left: &mut usize) -> IndexResult<Next> {
    let unindexed = inner.with_shard(|shard| Ok(shard.unindexed()))?;
    *left = unindexed.min(*left);
    let piled_up = unindexed - *left >= inner.settings.build_after;
    // Removed entries go from the disk once they are a fifth of a segment; a build decides.
    let removed = quiet && inner.removed.swap(false, Ordering::Relaxed);
    if piled_up || removed {
        inner.build()?;
        *left = inner.with_shard(|shard| Ok(shard.unindexed()))?;
        return Ok(Next::WhenQuiet);
    }
    if quiet || inner.journal().bytes() > JOURNAL_BYTES {
        inner.checkpoint(&inner.building())?;
    }
    Ok(if quiet { Next::WhenChanged } else { Next::WhenQuiet })
}
