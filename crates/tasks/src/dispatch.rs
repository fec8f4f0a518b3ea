//! The loop that looks for work, keeps leases alive and tidies up.

use crate::{attempt, measure, queue::Inner};
use chatbox_core::error::StoreResult;
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

/// Rest after the store failed.
const REST: Duration = Duration::from_secs(1);
/// Least time between two heartbeats. A bell also asks whether a person paused or cancelled something, but a storm of bells must not
/// become a storm of writes.
const HEARTBEAT_GAP: Duration = Duration::from_millis(200);
/// Shortest sleep until a due time, which the store may see a little later than we do.
const SHORTEST_SLEEP: Duration = Duration::from_millis(10);

/// Runs until the queue stops.
pub(crate) async fn run(queue: Arc<Inner>) {
    let queue = &queue;
    let mut look = Look::new(queue);
    let mut pulse = Pulse::new(queue);
    let mut prune = every(queue.settings.prune_every);
    let mut count = every(queue.settings.heartbeat);
    let mut seen = HashSet::new();
    loop {
        match look.claim(queue).await {
            // Taken over in the name of the future: their leases must be set right.
            Ok(Claimed::FromPredecessor) => pulse.at_once(),
            Ok(Claimed::Due) => {}
            Err(error) => {
                tracing::warn!(%error, "looking for jobs failed, trying again");
                look.rest();
            }
        }
        // Only here does the loop end, so that a claim is never lost halfway.
        tokio::select! {
            () = queue.stop.cancelled() => return,
            () = queue.signal.rung() => {
                look.everywhere();
                pulse.soon();
            }
            () = queue.running.ended() => {}
            () = sleep_until(look.again) => look.everywhere(),
            () = sleep_until(pulse.next) => pulse.beat(queue).await,
            _ = count.tick() => measure::depth(queue, &mut seen).await,
            _ = prune.tick() => forget_finished(queue).await,
        }
    }
}

fn every(period: Duration) -> Interval {
    let mut interval = interval(period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

/// Whose jobs a claim took.
enum Claimed {
    /// Jobs whose time has come.
    Due,
    /// Also jobs that a killed predecessor held.
    FromPredecessor,
}

/// Which kinds may have due jobs.
struct Look {
    /// Per kind of the queue: whether the last claim took all there was.
    dry: Vec<bool>,
    /// Per kind: whether the leases of a killed predecessor are still to be looked through.
    inherit: Vec<bool>,
    /// When to look at the dry ones again.
    again: Instant,
}

impl Look {
    fn new(queue: &Inner) -> Self {
        let kinds = queue.kinds.len();
        Self {
            dry: vec![false; kinds],
            inherit: vec![queue.settings.sole_worker; kinds],
            again: Instant::now() + queue.settings.poll,
        }
    }

    fn everywhere(&mut self) {
        self.dry.fill(false);
    }

    /// Keeps still for a moment.
    fn rest(&mut self) {
        self.dry.fill(true);
        self.again = Instant::now() + REST;
    }

    /// Fills the free slots and decides when to look again.
    async fn claim(&mut self, queue: &Arc<Inner>) -> StoreResult<Claimed> {
        let (mut looked, mut whose) = (false, Claimed::Due);
        for (index, kind) in queue.kinds.iter().enumerate() {
            let free = kind.slots.saturating_sub(queue.running.count(kind.name));
            if self.dry[index] || free == 0 {
                continue;
            }
            looked = true;
            let limit = u32::try_from(free).unwrap_or(u32::MAX);
            let now = queue.clock.now();
            // No lease of the predecessor ends later than one lease from now. A lease of length zero keeps that true.
            let (lease, seen_from) = match self.inherit[index] {
                true => (Duration::ZERO, now + queue.settings.lease),
                false => (queue.settings.lease, now),
            };
            let claimed = queue.store.claim(&[kind.name], limit, lease, seen_from).await?;
            if std::mem::take(&mut self.inherit[index]) && !claimed.is_empty() {
                whose = Claimed::FromPredecessor;
            }
            self.dry[index] = claimed.len() < free;
            measure::claimed(kind.name, claimed.len());
            for (job, lease) in claimed {
                let slot = queue.running.begin(kind.name, lease);
                queue.tasks.spawn(attempt::run(Arc::clone(queue), Arc::clone(&kind.handler), job, slot));
            }
        }
        if looked {
            self.again = Instant::now() + self.sleep(queue).await?;
        }
        Ok(whose)
    }

    async fn sleep(&self, queue: &Inner) -> StoreResult<Duration> {
        let dry: Vec<&str> =
            queue.kinds.iter().zip(&self.dry).filter(|(_, dry)| **dry).map(|(kind, _)| kind.name).collect();
        if dry.is_empty() {
            return Ok(queue.settings.poll);
        }
        let now = queue.clock.now();
        let due = queue.store.next_due(&dry, now).await?;
        let until = due.map(|due| (due - now).to_std().unwrap_or_default());
        Ok(until.unwrap_or(queue.settings.poll).clamp(SHORTEST_SLEEP, queue.settings.poll))
    }
}

/// Signs of life.
struct Pulse {
    next: Instant,
    /// The last time the store confirmed our leases.
    confirmed: Instant,
}

impl Pulse {
    fn new(queue: &Inner) -> Self {
        Self { next: Instant::now() + queue.settings.heartbeat, confirmed: Instant::now() }
    }

    fn at_once(&mut self) {
        self.next = Instant::now();
    }

    /// Asks soon whether leases were lost.
    fn soon(&mut self) {
        self.next = self.next.min((self.confirmed + HEARTBEAT_GAP).max(Instant::now()));
    }

    async fn beat(&mut self, queue: &Inner) {
        self.next = Instant::now() + queue.settings.heartbeat;
        let leases = queue.running.leases();
        if leases.is_empty() {
            self.confirmed = Instant::now();
            return;
        }
        match queue.store.heartbeat(&leases, queue.settings.lease, queue.clock.now()).await {
            Ok(lost) => {
                self.confirmed = Instant::now();
                queue.running.lose(&lost);
            }
            Err(error) => {
                tracing::warn!(%error, "keeping leases alive failed, trying again");
                self.next = Instant::now() + REST;
                // By now others may have taken the jobs; working on would be for nothing.
                if self.confirmed.elapsed() > queue.settings.lease {
                    queue.running.lose(&leases);
                }
            }
        }
    }
}

async fn forget_finished(queue: &Inner) {
    match queue.store.prune_jobs(queue.clock.now() - queue.settings.keep_finished).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "forgot finished jobs"),
        Err(error) => tracing::warn!(%error, "forgetting finished jobs failed"),
    }
}
