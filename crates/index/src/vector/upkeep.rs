//! When the journal is emptied and the graph built.

use super::{Inner, Shard};
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

/// After this many quiet looks, about half a minute, all graphs are merged into one.
const QUIET_LOOKS: u32 = 15;

/// Starts the thread that looks after the index.
pub(super) fn start(inner: &Arc<Inner>) -> io::Result<Upkeep> {
    let inner = Arc::downgrade(inner);
    let mut seen = Seen::default();
    Upkeep::start("vector-upkeep", QUIET, move |quiet| {
        let Some(inner) = inner.upgrade() else { return Next::Never };
        seen.look(&inner, quiet).unwrap_or_else(|error| {
            tracing::error!(%error, "upkeep of the vector index failed; it is tried again after the next change");
            Next::WhenChanged
        })
    })
}

/// What the thread remembers between two looks.
#[derive(Default)]
struct Seen {
    /// Entries the last build left outside the graph, so that it is not tried again before it has more to do.
    left: usize,
    /// Quiet looks since the last change.
    quiet: u32,
}

impl Seen {
    fn look(&mut self, inner: &Inner, quiet: bool) -> IndexResult<Next> {
        self.quiet = if quiet { self.quiet + 1 } else { 0 };
        let (unindexed, segments) = inner.with_shard(|shard| Ok((shard.unindexed(), shard.segments())))?;
        self.left = unindexed.min(self.left);
        if unindexed - self.left >= inner.settings.build_after {
            inner.build(Shard::optimize)?;
            self.left = inner.with_shard(|shard| Ok(shard.unindexed()))?;
            return Ok(Next::WhenQuiet);
        }
        if self.quiet == 1 || inner.journal().bytes() > JOURNAL_BYTES {
            inner.checkpoint(&inner.building())?;
        }
        // Removed entries go from the disk once they are a fifth of a segment; the engine decides.
        if quiet && inner.removed.swap(false, Ordering::Relaxed) {
            inner.build(Shard::optimize)?;
        }
        // One graph and the segment for new entries are two.
        let scattered = segments > 2;
        if scattered && self.quiet >= QUIET_LOOKS {
            inner.build(Shard::compact)?;
        }
        Ok(if quiet && (!scattered || self.quiet >= QUIET_LOOKS) { Next::WhenChanged } else { Next::WhenQuiet })
    }
}
