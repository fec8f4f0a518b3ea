//! Guessing passwords takes longer each time.

use chatbox_core::clock::Time;
use chrono::TimeDelta;
use moka::sync::Cache;
use std::time::Duration;

/// Failures that cost nothing: people mistype.
const FREE: u32 = 5;
/// Longest wait.
const LONGEST: TimeDelta = TimeDelta::minutes(15);
/// Failures are forgotten after so long without another.
const MEMORY: Duration = Duration::from_secs(60 * 60);
/// Addresses and people remembered; the oldest are forgotten first.
const ENTRIES: u64 = 100_000;

/// Failures by whoever or wherever they were.
#[derive(Debug)]
pub(crate) struct Throttle {
    failures: Cache<String, Failures>,
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Time,
}

impl Throttle {
    pub(crate) fn new() -> Self {
        Self { failures: Cache::builder().max_capacity(ENTRIES).time_to_idle(MEMORY).build() }
    }

    /// How long one still has to wait, if any of these has failed too often.
    pub(crate) fn wait(&self, keys: &[&str], now: Time) -> Option<TimeDelta> {
        let left = |key: &&str| {
            let Failures { count, last } = self.failures.get(*key)?;
            Some(last + pause(count) - now).filter(|left| *left > TimeDelta::zero())
        };
        keys.iter().filter_map(left).max()
    }

    pub(crate) fn failed(&self, keys: &[&str], now: Time) {
        for key in keys {
            self.failures.entry_by_ref(*key).and_upsert_with(|old| {
                let count = old.map_or(0, |old| old.into_value().count) + 1;
                Failures { count, last: now }
            });
        }
    }

    pub(crate) fn succeeded(&self, keys: &[&str]) {
        for key in keys {
            self.failures.invalidate(*key);
        }
    }
}

/// Doubles with each failure beyond the free ones, from a second on.
fn pause(count: u32) -> TimeDelta {
    match count.checked_sub(FREE) {
        None => TimeDelta::zero(),
        Some(over) => TimeDelta::seconds(1 << over.min(20)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::Throttle;
    use chatbox_core::clock::Clock as _;
    use chatbox_testkit::ManualClock;
    use chrono::TimeDelta;

    #[test]
    fn each_failure_beyond_the_free_ones_doubles_the_wait() {
        let (throttle, now) = (Throttle::new(), ManualClock::new().now());
        let mut waits = Vec::new();
        for _ in 0..20 {
            throttle.failed(&["ada", "127.0.0.1"], now);
            waits.push(throttle.wait(&["ada"], now).map_or(0, |wait| wait.num_seconds()));
        }
        assert_eq!(waits[..8], [0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(waits[19], 900);
        assert_eq!(throttle.wait(&["bob", "127.0.0.1"], now), Some(TimeDelta::seconds(900)), "the address counts too");
        assert_eq!(throttle.wait(&["bob"], now), None);
        assert_eq!(throttle.wait(&["ada"], now + TimeDelta::seconds(901)), None);
        throttle.succeeded(&["ada"]);
        assert_eq!(throttle.wait(&["ada"], now), None);
    }
}
