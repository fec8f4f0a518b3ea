//! Accounts and whatever lets one in: sessions, API keys, invitations, the second factor.

mod api_keys;
mod invitations;
mod profiles;
mod roles;
mod second_factor;
mod sessions;

pub use api_keys::{ApiKey, ApiKeyStore, NewApiKey};
pub use invitations::{Invitation, InvitationStore, NewInvitation};
pub use profiles::{Avatar, Language, Profile, ProfileChange, ProfileStore};
pub use roles::{HeldRole, OwnRole, Role, RoleChange, RoleKey, RoleStore};
pub use second_factor::{SecondFactor, SecondFactorStore};
pub use sessions::{Device, Rotation, Session, SessionStore, SigningKey, SigningKeyStore};

use crate::{clock::Time, error::StoreResult, ids::UserId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A person who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Account {
    /// Its id; whatever the person makes carries it as owner.
    pub id: UserId,
    /// The address that is signed in with; unique without regard to case.
    pub email: String,
    /// What the person is called.
    pub name: String,
    /// What the person is here for.
    #[serde(flatten)]
    pub role: HeldRole,
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
    pub role: RoleKey,
    /// The password's hash in PHC notation.
    pub password: String,
}

/// Changes to an account; absent parts stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccountChange {
    /// The role from now on.
    pub role: Option<RoleKey>,
    /// Whether signing in is refused from now on.
    pub disabled: Option<bool>,
}

/// What somebody may do with what is everybody's; what belongs to somebody is theirs alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Look at what one may see, and search it.
    Read,
    /// Ask, and keep conversations.
    Ask,
    /// Add documents, and change and remove them.
    Contribute,
    /// Connect models for everybody: the server calls the address that is given.
    ConnectModels,
    /// Make accounts and change them.
    ManageAccounts,
    /// Read the audit log.
    ReadAudit,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Ask, Self::Contribute, Self::ConnectModels, Self::ManageAccounts, Self::ReadAudit];

    /// The name as it is written in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Ask => "ask",
            Self::Contribute => "contribute",
            Self::ConnectModels => "connect_models",
            Self::ManageAccounts => "manage_accounts",
            Self::ReadAudit => "read_audit",
        }
    }
}

/// Accounts.
///
/// Implementors guarantee: each method is one transaction; an address that is taken is a `Conflict`; the last owner that is not disabled
/// stays one, anything else is a `Conflict`; an own role that is not there is `NotFound`.
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

/// SHA-256 of a secret token: what is stored in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);
