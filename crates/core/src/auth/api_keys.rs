//! Keys for programs.

use super::{Account, Permission, TokenHash};
use crate::{
    clock::Time,
    error::StoreResult,
    ids::{ApiKeyId, UserId, Who},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a program signs its requests with, in place of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// On whose behalf it asks.
    pub user: UserId,
    /// What it is for.
    pub name: String,
    /// Its first characters, by which it is recognised.
    pub start: String,
    /// What it may do, as far as its owner may.
    pub permissions: Vec<Permission>,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub used_at: Option<DateTime<Utc>>,
}

/// A key to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApiKey {
    /// What it is for.
    pub name: String,
    /// Its first characters.
    pub start: String,
    /// What is stored in its place.
    pub hash: TokenHash,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// When it ends by itself.
    pub expires_at: Option<Time>,
}

/// API keys.
///
/// Implementors guarantee: each method is one transaction; a key that is over, revoked, or whose account is disabled, is not found.
#[async_trait]
pub trait ApiKeyStore: Send + Sync {
    /// Makes one; a `Conflict` when there are `most` already.
    async fn create_api_key(&self, who: Who, new: &NewApiKey, most: u64, now: Time) -> StoreResult<ApiKey>;
    /// Somebody's keys, those that are over included, the newest first.
    async fn api_keys(&self, who: Who) -> StoreResult<Vec<ApiKey>>;
    /// The key that hashes to this, with its account.
    async fn api_key_by_hash(&self, hash: TokenHash, now: Time) -> StoreResult<(ApiKey, Account)>;
    /// A key that is good at this time, with its account.
    async fn api_key(&self, id: ApiKeyId, now: Time) -> StoreResult<(ApiKey, Account)>;
    /// Remembers that it was used.
    async fn touch_api_key(&self, id: ApiKeyId, now: Time) -> StoreResult<()>;
    /// Removes one of somebody's keys.
    async fn revoke_api_key(&self, who: Who, id: ApiKeyId) -> StoreResult<()>;
}
