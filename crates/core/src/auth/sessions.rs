//! Sessions, and the keys that sign their access tokens.

use super::{Account, TokenHash};
use crate::{
    clock::Time,
    error::StoreResult,
    ids::{SessionId, SigningKeyId, UserId, Who},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use utoipa::ToSchema;

/// Where a session is held, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Device {
    /// What the browser or program calls itself.
    pub agent: String,
    /// Its address.
    pub address: String,
}

/// One sign-in, with all access tokens that came from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub user: UserId,
    /// What the browser or program calls itself.
    pub agent: String,
    /// The address it was last seen at.
    pub address: String,
    /// The sign-in.
    pub created_at: DateTime<Utc>,
    /// When its token was last renewed.
    pub seen_at: DateTime<Utc>,
    /// When it ends by itself; each renewal moves it.
    pub expires_at: DateTime<Utc>,
}

/// What became of a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotation {
    /// It was good and is used up; the next one counts.
    Rotated(Session),
    /// It had been used before, so somebody else has a copy: the session is closed.
    Reused(Session),
    /// It was never given out, or its session is over.
    Unknown,
}

/// Sessions.
///
/// Implementors guarantee: each method is one transaction; of two calls that rotate the same token at the same time one gets `Reused`; a
/// session that is closed, over, or whose account is disabled, is not found.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Opens a session; `token` is the hash of its first refresh token.
    async fn open_session(
        &self,
        user: UserId,
        device: &Device,
        token: TokenHash,
        expires: Time,
        now: Time,
    ) -> StoreResult<Session>;
    /// Uses a refresh token up and puts `next` in its place.
    async fn rotate(
        &self,
        token: TokenHash,
        next: TokenHash,
        device: &Device,
        expires: Time,
        now: Time,
    ) -> StoreResult<Rotation>;
    /// A session that is open at this time, with its account.
    async fn session(&self, id: SessionId, now: Time) -> StoreResult<(Session, Account)>;
    /// The open sessions of somebody, the one seen last first.
    async fn sessions(&self, who: Who, now: Time) -> StoreResult<Vec<Session>>;
    /// Closes one of somebody's sessions.
    async fn close_session(&self, who: Who, id: SessionId, now: Time) -> StoreResult<()>;
    /// Closes all of somebody's sessions but one; returns which.
    async fn close_sessions(&self, who: Who, but: Option<SessionId>, now: Time) -> StoreResult<Vec<SessionId>>;
    /// Removes the sessions that ended before and the refresh tokens that were used before; returns how many sessions.
    async fn purge_sessions(&self, before: Time) -> StoreResult<u64>;
}

/// A key that signs access tokens.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// Its name in a token's header (`kid`).
    pub id: SigningKeyId,
    /// The seed of an Ed25519 key (RFC 8032).
    pub seed: [u8; 32],
    /// Creation.
    pub created_at: Time,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Signing keys.
#[async_trait]
pub trait SigningKeyStore: Send + Sync {
    /// All of them, the newest first.
    async fn signing_keys(&self) -> StoreResult<Vec<SigningKey>>;
    /// Adds one, and removes those made before.
    async fn add_signing_key(&self, key: &SigningKey, remove_before: Time) -> StoreResult<()>;
}
