use crate::Settings;
use chatbox_core::{
    clock::Time,
    tasks::{JobFailure, Lease, Outcome},
};
use std::time::Duration;

/// How an attempt ends for the store, given what the handler returned. `attempt` counts from 1; `jitter` is 0 to 1.
pub fn outcome(
    result: Result<(), JobFailure>,
    attempt: u32,
    max_attempts: u32,
    jitter: f64,
    now: Time,
    settings: &Settings,
) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(JobFailure::Retry(error)) if attempt < max_attempts => {
            Outcome::Retry { at: now + delay(attempt, jitter, settings), error }
        }
        Err(JobFailure::Retry(error) | JobFailure::Fatal(error)) => Outcome::Dead { error },
    }
}

/// Time to wait after the `attempt`-th failure (from 1): `jitter` (0 to 1) of the bound, which doubles up to the cap.
///
/// Exponential back-off with full jitter: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
pub fn delay(attempt: u32, jitter: f64, settings: &Settings) -> Duration {
    let doublings = attempt.saturating_sub(1).min(31);
    let bound = settings.backoff_base.saturating_mul(1 << doublings).min(settings.backoff_cap);
    bound.mul_f64(jitter.clamp(0.0, 1.0))
}

/// A number from 0 to below 1 that differs from claim to claim: the lease's token, mixed.
///
/// The mixing is SplitMix64's finaliser (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
pub(crate) fn jitter(lease: &Lease) -> f64 {
    let token = lease.token.as_u128();
    let mut x = (token as u64) ^ ((token >> 64) as u64);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^= x >> 31;
    (x >> 11) as f64 / (1u64 << 53) as f64
}
