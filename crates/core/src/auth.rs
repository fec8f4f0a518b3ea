//! Accounts, their sessions, and the keys that sign access tokens.

use crate::{
    clock::Time,
    error::StoreResult,
    ids::{SessionId, SigningKeyId, UserId, Who},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// What somebody is here for; each may do what the next may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
// The author of a message is a `Role`, too.
#[schema(as = AccountRole)]
pub enum Role {
    /// Whose installation it is; there is always one.
    Owner,
    /// Runs it: accounts, models, limits.
    Administrator,
    /// Works with it.
    Member,
    /// Asks and reads what others share.
    Viewer,
}

impl Role {
    /// All roles, the mightiest first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Administrator, Self::Member, Self::Viewer];

    /// The name as it is stored and written in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Member => "member",
            Self::Viewer => "viewer",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or_else(|| format!("the roles are {}", known()))
    }
}

/// A person who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// Its id; whatever the person makes carries it as owner.
    pub id: UserId,
    /// The address that is signed in with; unique without regard to case.
    pub email: String,
    /// What the person is called.
    pub name: String,
    /// What the person is here for.
    pub role: Role,
    /// Whether signing in is refused.
    pub disabled: bool,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Who is meant.
    pub id: UserId,
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The password's hash in PHC notation.
    pub password: String,
}

/// Changes to an account; absent parts stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccountChange {
    /// The role from now on.
    pub role: Option<Role>,
    /// Whether signing in is refused from now on.
    pub disabled: Option<bool>,
}

/// What somebody may do with what is everybody's; what belongs to somebody is theirs alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Ask, and keep conversations.
    Ask,
    /// Add documents, and change and remove them.
    Contribute,
    /// Make accounts and change them.
    ManageAccounts,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ask, Self::Contribute, Self::ManageAccounts];
}

/// Accounts.
///
/// Implementors guarantee: each method is one transaction; an address that is taken is a `Conflict`; the last owner that is not disabled
/// stays one, anything else is a `Conflict`.
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// All of them, by address.
    async fn accounts(&self) -> StoreResult<Vec<Account>>;
    /// One of them.
    async fn account(&self, id: UserId) -> StoreResult<Account>;
    /// The account of an address, and the hash of its password.
    async fn account_by_email(&self, email: &str) -> StoreResult<Option<(Account, String)>>;
    /// Makes one.
    async fn create_account(&self, new: &NewAccount, now: Time) -> StoreResult<Account>;
    /// Makes the first account; a `Conflict` when there is one.
    async fn create_first_account(&self, new: &NewAccount, now: Time) -> StoreResult<Account>;
    /// Replaces the password's hash.
    async fn set_password(&self, id: UserId, password: &str, now: Time) -> StoreResult<()>;
    /// Changes it; absent parts stay. Disabling ends the sessions.
    async fn change_account(&self, id: UserId, change: AccountChange, now: Time) -> StoreResult<Account>;
}

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

/// SHA-256 of a secret token: what is stored in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

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
