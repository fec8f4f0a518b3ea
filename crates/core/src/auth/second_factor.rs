//! Time-based one-time passwords (RFC 6238) and the codes for the day when the device is lost.

use super::TokenHash;
use crate::{clock::Time, error::StoreResult, ids::Who};
use async_trait::async_trait;
use std::fmt;

/// What codes are made from.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret that an authenticator app shares.
    pub secret: Vec<u8>,
    /// Whether a code has shown that the app has it; it is asked for from then on.
    pub confirmed: bool,
    /// Recovery codes that are left.
    pub recovery_codes: u64,
}

impl fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecondFactor").field("confirmed", &self.confirmed).finish_non_exhaustive()
    }
}

/// Second factors, one for each account at most.
///
/// Implementors guarantee: each method is one transaction; of two that use the same step or code at the same time one gets `false`.
#[async_trait]
pub trait SecondFactorStore: Send + Sync {
    /// Somebody's second factor.
    async fn second_factor(&self, who: Who) -> StoreResult<Option<SecondFactor>>;
    /// Puts a new secret in the place of one that is not confirmed; a `Conflict` when there is a confirmed one.
    async fn begin_second_factor(&self, who: Who, secret: &[u8], now: Time) -> StoreResult<()>;
    /// Confirms it with the code of this step, and puts these recovery codes in the place of all others.
    async fn confirm_second_factor(&self, who: Who, step: u64, codes: &[TokenHash]) -> StoreResult<()>;
    /// Uses up the code of this step: `false` if it, or a later one, was used before.
    async fn use_step(&self, who: Who, step: u64) -> StoreResult<bool>;
    /// Uses up a recovery code: `false` if there is no such.
    async fn use_recovery_code(&self, who: Who, code: TokenHash) -> StoreResult<bool>;
    /// Puts these recovery codes in the place of all others; `NotFound` where no second factor is confirmed.
    async fn renew_recovery_codes(&self, who: Who, codes: &[TokenHash]) -> StoreResult<()>;
    /// Removes it with its recovery codes; nothing happens where there is none.
    async fn remove_second_factor(&self, who: Who) -> StoreResult<()>;
}
