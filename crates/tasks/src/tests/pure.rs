use crate::{Settings, backoff::jitter, delay, outcome};
use chatbox_core::{
    clock::Clock,
    ids::JobId,
    tasks::{JobFailure, Lease, Outcome},
};
use chatbox_testkit::ManualClock;
use std::time::Duration;

#[test]
fn the_bound_doubles_up_to_the_cap_and_jitter_takes_a_part_of_it() {
    let settings = Settings::default();
    let bounds: Vec<u64> = (1..=11).map(|attempt| delay(attempt, 1.0, &settings).as_secs()).collect();
    assert_eq!(bounds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    assert_eq!(delay(u32::MAX, 1.0, &settings), settings.backoff_cap);
    assert_eq!(delay(3, 0.5, &settings), Duration::from_secs(2));
    assert_eq!(delay(3, 0.0, &settings), Duration::ZERO);
}

#[test]
fn jitter_spreads_over_the_whole_range() {
    let lease = || JobId::new();
    let parts: Vec<f64> = (0..1_000).map(|_| jitter(&Lease { job: lease(), token: lease().0 })).collect();
    assert!(parts.iter().all(|part| (0.0..1.0).contains(part)));
    let mean = parts.iter().sum::<f64>() / 1_000.0;
    assert!((0.4..0.6).contains(&mean), "{mean}");
}

#[test]
fn outcomes() {
    let now = ManualClock::new().now();
    let check = |result, attempt, expect| {
        assert_eq!(outcome(result, attempt, 3, 1.0, now, &Settings::default()), expect);
    };
    let retry = || Err(JobFailure::Retry("again".into()));
    let dead = |error: &str| Outcome::Dead { error: error.into() };
    check(Ok(()), 1, Outcome::Done);
    check(retry(), 2, Outcome::Retry { at: now + Duration::from_secs(2), error: "again".into() });
    check(retry(), 3, dead("again"));
    check(Err(JobFailure::Fatal("never".into())), 1, dead("never"));
}
