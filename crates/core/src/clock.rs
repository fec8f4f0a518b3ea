//! The port through which engines read the time, so that tests can set it.

use chrono::{DateTime, SubsecRound, Utc};

/// A UTC instant, truncated to microseconds so that every database stores it exactly.
pub type Time = DateTime<Utc>;

/// Source of the current time.
pub trait Clock: Send + Sync {
    /// Now, truncated to microseconds.
    fn now(&self) -> Time;
}

/// The operating system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        Utc::now().trunc_subsecs(6)
    }
}
