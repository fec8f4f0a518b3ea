use std::time::Duration;

/// Times the queue keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How long a claimed job belongs to its worker without a sign of life.
    pub lease: Duration,
    /// How often a sign of life is given; well below `lease`.
    pub heartbeat: Duration,
    /// Longest sleep without looking for work.
    pub poll: Duration,
    /// Delay bound after the first failure; doubles with each further one.
    pub backoff_base: Duration,
    /// Largest delay bound.
    pub backoff_cap: Duration,
    /// How long finished jobs are kept.
    pub keep_finished: Duration,
    /// How often they are looked for.
    pub prune_every: Duration,
    /// Whether this is the only process that works on the store: then jobs that a killed predecessor held are taken over at the first
    /// look instead of after their lease.
    pub sole_worker: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(30),
            heartbeat: Duration::from_secs(10),
            poll: Duration::from_secs(30),
            backoff_base: Duration::from_secs(1),
            backoff_cap: Duration::from_secs(300),
            keep_finished: Duration::from_secs(7 * 24 * 3600),
            prune_every: Duration::from_secs(3600),
            sole_worker: false,
        }
    }
}
