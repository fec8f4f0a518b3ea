//! Sharing what belongs to somebody with people and groups.

use crate::{
    clock::Time,
    error::StoreResult,
    ids::{CollectionId, ConversationId, GroupId, UserId, Who},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What one may do with something that is somebody else's; each includes the ones before. Whose it is may do everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// See and search it, and follow what goes on in it.
    Read,
    /// Add, change and remove what is in it; ask in a conversation.
    Write,
    /// Rename and remove it, and share it with others.
    Manage,
}

impl Level {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Manage];

    /// The name as it is stored and written in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Manage => "manage",
        }
    }
}

/// What can be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A collection with its documents.
    Collection(CollectionId),
    /// A conversation with its messages.
    Conversation(ConversationId),
}

impl From<CollectionId> for Thing {
    fn from(id: CollectionId) -> Self {
        Self::Collection(id)
    }
}

impl From<ConversationId> for Thing {
    fn from(id: ConversationId) -> Self {
        Self::Conversation(id)
    }
}

/// With whom something is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Principal {
    /// A person.
    Account(UserId),
    /// Everybody in a group.
    Group(GroupId),
}

/// That something is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Grant {
    /// With whom.
    pub principal: Principal,
    /// What they may do.
    pub level: Level,
}

/// People who are named together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name; unique without regard to case.
    pub name: String,
    /// Who is in it.
    pub members: Vec<UserId>,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// Changes to a group; absent parts stay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupChange {
    /// The name from now on.
    pub name: Option<String>,
    /// Who is in it from now on.
    pub members: Option<Vec<UserId>>,
}

/// Groups, and what is shared with whom.
///
/// Implementors guarantee: each method is one transaction; a name that is taken is a `Conflict`, an account or group that is not there
/// `NotFound`; with a group or an account everything that was shared with it goes.
#[async_trait]
pub trait SharingStore: Send + Sync {
    /// All groups, by name.
    async fn groups(&self) -> StoreResult<Vec<Group>>;
    /// Makes an empty one.
    async fn create_group(&self, name: &str, now: Time) -> StoreResult<Group>;
    /// Changes it; absent parts stay.
    async fn change_group(&self, id: GroupId, change: &GroupChange, now: Time) -> StoreResult<Group>;
    /// Removes it.
    async fn delete_group(&self, id: GroupId) -> StoreResult<()>;

    /// With whom something is shared, in no order that matters; for those who manage it.
    async fn grants(&self, who: Who, thing: Thing) -> StoreResult<Vec<Grant>>;
    /// Puts these in the place of all; for those who manage it. One for its owner is left out.
    async fn share(&self, who: Who, thing: Thing, grants: &[Grant]) -> StoreResult<Vec<Grant>>;
}
