use chatbox_core::clock::Time;
use std::collections::VecDeque;

/// Seconds a rate looks back, as `docs/api.md` promises.
const WINDOW: i64 = 30;

/// How many things were finished per second over the last half minute. Memory is bounded by the window: one bucket per second.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rate {
    /// Second since the epoch and what was finished in it, oldest first.
    buckets: VecDeque<(i64, u64)>,
    /// The second in which counting began.
    since: Option<i64>,
}

impl Rate {
    /// Counts one thing finished at `now`.
    pub fn record(&mut self, now: Time) {
        let second = now.timestamp();
        self.since.get_or_insert(second);
        match self.buckets.back_mut() {
            // A clock that was set back counts into the newest bucket.
            Some((last, count)) if *last >= second => *count += 1,
            _ => self.buckets.push_back((second, 1)),
        }
        self.forget(second);
    }

    /// Marks the begin of the work, so that the first seconds are not divided by half a minute.
    pub fn begin(&mut self, now: Time) {
        *self = Self { buckets: VecDeque::new(), since: Some(now.timestamp()) };
    }

    /// Things per second, 0 if nothing was finished in the window.
    pub fn per_second(&self, now: Time) -> f64 {
        let second = now.timestamp();
        let count: u64 = self.buckets.iter().filter(|(at, _)| *at > second - WINDOW).map(|(_, count)| count).sum();
        let seconds = self.since.map_or(WINDOW, |since| (second - since + 1).clamp(1, WINDOW));
        count as f64 / seconds as f64
    }

    /// Seconds until `left` more are finished at this rate; none while nothing moves.
    pub fn eta(&self, left: u64, now: Time) -> Option<u64> {
        let rate = self.per_second(now);
        (rate > 0.0).then(|| (left as f64 / rate).ceil() as u64)
    }

    fn forget(&mut self, second: i64) {
        while self.buckets.front().is_some_and(|(at, _)| *at <= second - WINDOW) {
            self.buckets.pop_front();
        }
    }
}
