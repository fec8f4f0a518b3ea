//! Guessing passwords takes longer each time.

use chatbox_core::clock::Time;
use chrono::TimeDelta;
use moka::sync::Cache;
use std::time::Duration;

/// Failures of one person that cost nothing: people mistype.
const FREE: u32 = 5;
/// Failures from one place that cost nothing: behind one address there may be a whole office.
const FREE_AT_A_PLACE: u32 = 50;
/// Longest wait.
const LONGEST: TimeDelta = TimeDelta::minutes(15);
/// Failures are forgotten after so long without another.
const MEMORY: Duration = Duration::from_secs(60 * 60);
/// Addresses and people remembered; the oldest are forgotten first.
const ENTRIES: u64 = 100_000;

/// Whose failures are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Culprit {
    /// Whoever tries this address.
    Person(String),
    /// Whoever comes from there.
    Place(String),
}

impl Culprit {
    fn free(&self) -> u32 {
        match self {
            Self::Person(_) => FREE,
            Self::Place(_) => FREE_AT_A_PLACE,
        }
    }
}

/// Failures by whoever or wherever they were.
#[derive(Debug)]
pub(crate) struct Throttle {
    failures: Cache<Culprit, Failures>,
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
    pub(crate) fn wait(&self, culprits: &[&Culprit], now: Time) -> Option<TimeDelta> {
        let left = |culprit: &&Culprit| {
            let Failures { count, last } = self.failures.get(*culprit)?;
            Some(last + pause(count, culprit.free()) - now).filter(|left| *left > TimeDelta::zero())
        };
        culprits.iter().filter_map(left).max()
    }

    pub(crate) fn failed(&self, culprits: &[&Culprit], now: Time) {
        for culprit in culprits {
            self.failures.entry_by_ref(*culprit).and_upsert_with(|old| {
                let count = old.map_or(0, |old| old.into_value().count) + 1;
                Failures { count, last: now }
            });
        }
    }

    pub(crate) fn succeeded(&self, culprits: &[&Culprit]) {
        for culprit in culprits {
            self.failures.invalidate(*culprit);
        }
    }
}

/// Doubles with each failure beyond the free ones, from a second on.
fn pause(count: u32, free: u32) -> TimeDelta {
    match count.checked_sub(free) {
        None => TimeDelta::zero(),
        Some(over) => TimeDelta::seconds(1 << over.min(20)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::{Culprit, Throttle};
    use chatbox_core::clock::Clock as _;
    use chatbox_testkit::ManualClock;
    use chrono::TimeDelta;

    fn person(name: &str) -> Culprit {
        Culprit::Person(name.to_owned())
    }

    #[test]
    fn each_failure_beyond_the_free_ones_doubles_the_wait() {
        let (throttle, now) = (Throttle::new(), ManualClock::new().now());
        let mut waits = Vec::new();
        for _ in 0..20 {
            throttle.failed(&[&person("ada")], now);
            waits.push(throttle.wait(&[&person("ada")], now).map_or(0, |wait| wait.num_seconds()));
        }
        assert_eq!(waits[..8], [0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(waits[19], 900);
        assert_eq!(throttle.wait(&[&person("bob")], now), None);
        assert_eq!(throttle.wait(&[&person("ada")], now + TimeDelta::seconds(901)), None);
        throttle.succeeded(&[&person("ada")]);
        assert_eq!(throttle.wait(&[&person("ada")], now), None);
    }

    #[test]
    fn a_place_where_many_people_are_waits_later() {
        let (throttle, now) = (Throttle::new(), ManualClock::new().now());
        let place = Culprit::Place("192.0.2.7".to_owned());
        for number in 0..60 {
            throttle.failed(&[&person(&number.to_string()), &place], now);
            let waits = throttle.wait(&[&person("ada"), &place], now).map_or(0, |wait| wait.num_seconds());
            assert_eq!(waits > 0, number >= 49, "after {} failures of others", number + 1);
        }
    }
}
