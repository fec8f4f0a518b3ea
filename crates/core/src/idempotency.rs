//! Port that makes creation requests safe to repeat.

use crate::{clock::Time, error::StoreResult, ids::Who};
use async_trait::async_trait;
use serde_json::Value;

/// What is known of an idempotency key.
#[derive(Debug, Clone, PartialEq)]
pub enum Replay {
    /// The key is new and now taken: carry the request out, then call `complete`.
    Fresh,
    /// The same request is being carried out right now.
    InProgress,
    /// The same request was carried out: repeat this answer.
    Done {
        /// HTTP status of the stored answer.
        status: u16,
        /// Body of the stored answer.
        body: Value,
    },
    /// The key was used for a different request.
    Mismatch,
}

/// Stored answers to creation requests, kept 24 hours.
#[async_trait]
pub trait IdempotencyStore: Send + Sync {
    /// Takes the key, or tells what is known of it. `fingerprint` is a hash of route and body. A key left in progress for over a
    /// minute counts as fresh (its server died).
    async fn begin(&self, who: Who, key: &str, fingerprint: &str, now: Time) -> StoreResult<Replay>;
    /// Stores the answer.
    async fn complete(&self, who: Who, key: &str, status: u16, body: Value) -> StoreResult<()>;
    /// Frees the key after a request that failed.
    async fn release(&self, who: Who, key: &str) -> StoreResult<()>;
}
