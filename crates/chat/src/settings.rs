//! What an operator may change.

use crate::abstain;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Limits and choices of the chat engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Passages read for an answer, 1 to 20.
    pub passages: u32,
    /// Most tokens of a written answer; never more than a quarter of the model's window.
    pub answer_tokens: usize,
    /// Probability, 0 to 1, from which a quoted sentence counts as an answer; below it the answer is that the documents do not have it.
    pub threshold: f32,
    /// Probability from which a sentence that is no answer is still quoted as what comes nearest.
    pub nearest: f32,
    /// Whether a capable model judges citations whose words alone do not settle it: a short call for each.
    pub judge: bool,
    /// Whether a small model may add a lead sentence (shown only if it passes the citation check).
    pub lead: bool,
    /// Runs at the same time; further questions are refused until one ends.
    pub max_runs: usize,
    /// Seconds a run may take in all.
    pub run_limit_seconds: u64,
    /// Seconds a model may be silent.
    pub idle_limit_seconds: u64,
    /// Longest question in characters.
    pub question_chars: usize,
    /// Milliseconds that events wait for others to be stored in the same transaction.
    pub commit_window_ms: u64,
    /// Hours that the log of a finished run is kept for readers that come back; then its message is all there is.
    pub keep_log_hours: u32,
    /// How often an interrupted run is taken up before it fails.
    pub max_attempts: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            passages: 10,
            answer_tokens: 1024,
            threshold: abstain::THRESHOLD,
            nearest: abstain::NEAREST,
            judge: true,
            lead: false,
            max_runs: 256,
            run_limit_seconds: 600,
            idle_limit_seconds: 120,
            question_chars: 32_000,
            commit_window_ms: 4,
            keep_log_hours: 24,
            max_attempts: 3,
        }
    }
}

impl Settings {
    pub(crate) fn run_limit(&self) -> Duration {
        Duration::from_secs(self.run_limit_seconds)
    }

    pub(crate) fn idle_limit(&self) -> Duration {
        Duration::from_secs(self.idle_limit_seconds)
    }

    pub(crate) fn keep_log(&self) -> Duration {
        Duration::from_secs(u64::from(self.keep_log_hours) * 60 * 60)
    }

    pub(crate) fn commit_window(&self) -> Duration {
        Duration::from_millis(self.commit_window_ms)
    }
}
