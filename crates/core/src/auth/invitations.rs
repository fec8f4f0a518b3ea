//! Links that let somebody make an account.

use super::{Account, HeldRole, NewAccount, RoleKey, TokenHash};
use crate::{
    clock::Time,
    error::StoreResult,
    ids::{InvitationId, UserId},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A link that is good once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who it is for; whoever has the link if absent.
    pub email: Option<String>,
    /// The role of the account.
    #[serde(flatten)]
    pub role: HeldRole,
    /// Who made it.
    pub made_by: UserId,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// An invitation to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// Who it is for.
    pub email: Option<String>,
    /// The role of the account.
    pub role: RoleKey,
    /// Who makes it.
    pub made_by: UserId,
    /// What is stored in place of the link's secret.
    pub hash: TokenHash,
    /// When it ends.
    pub expires_at: Time,
}

/// Invitations.
///
/// Implementors guarantee: each method is one transaction; one that is over, used or withdrawn is not found; of two that accept at the same
/// time one gets `NotFound`; a `Conflict` over the address leaves the invitation good.
#[async_trait]
pub trait InvitationStore: Send + Sync {
    /// Makes one; a `Conflict` when `most` are open.
    async fn create_invitation(&self, new: &NewInvitation, most: u64, now: Time) -> StoreResult<Invitation>;
    /// The open ones, the newest first.
    async fn invitations(&self, now: Time) -> StoreResult<Vec<Invitation>>;
    /// The one whose secret hashes to this.
    async fn invitation_by_hash(&self, hash: TokenHash, now: Time) -> StoreResult<Invitation>;
    /// Makes the account and uses the invitation up.
    async fn accept_invitation(&self, hash: TokenHash, new: &NewAccount, now: Time) -> StoreResult<Account>;
    /// Withdraws one.
    async fn withdraw_invitation(&self, id: InvitationId) -> StoreResult<()>;
}
