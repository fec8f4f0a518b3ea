//! A clock that stands still until a test moves it.

use chatbox_core::clock::{Clock, Time};
use chrono::{DateTime, SubsecRound};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// A clock that starts at 2026-01-01 00:00 UTC and moves only by [`ManualClock::advance`] and [`ManualClock::set`].
#[derive(Debug)]
pub struct ManualClock {
    now: Mutex<Time>,
}

impl ManualClock {
    /// Seconds from the Unix epoch to 2026-01-01 00:00 UTC.
    const START: i64 = 1_767_225_600;

    /// A clock at its fixed start.
    pub fn new() -> Self {
        Self { now: Mutex::new(DateTime::from_timestamp(Self::START, 0).unwrap_or_default()) }
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// Sets the clock, truncated to microseconds.
    pub fn set(&self, now: Time) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now.trunc_subsecs(6);
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Time {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
