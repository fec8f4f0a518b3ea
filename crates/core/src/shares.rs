//! Links to snapshots of conversations.

use crate::{
    chat::Message,
    clock::Time,
    error::StoreResult,
    ids::{ConversationId, MessageId, ShareId, Who},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A link to a snapshot, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Share {
    /// Its id.
    pub id: ShareId,
    /// The secret in the link: whoever knows it may read the snapshot.
    pub token: String,
    /// The conversation it was made of.
    pub conversation: ConversationId,
    /// The conversation's title then.
    pub title: String,
    /// Messages in it.
    pub messages: u32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A conversation as it was when the link was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SharedConversation {
    /// Its title.
    pub title: String,
    /// When the link was made.
    pub created_at: DateTime<Utc>,
    /// The last message of the branch in view.
    pub head: Option<MessageId>,
    /// Its messages, oldest first. Of the sources only those that are cited are there.
    pub messages: Vec<Message>,
}

/// Links to snapshots.
///
/// Implementors guarantee: each method is one transaction; other owners' links do not exist for the caller; a link ends with its
/// conversation, and at once when it is revoked.
#[async_trait]
pub trait ShareStore: Send + Sync {
    /// Makes a link with a fresh secret. `NotFound` for a conversation that is not the asker's, `Beyond` for one that is shared with them.
    async fn create_share(
        &self,
        who: Who,
        conversation: ConversationId,
        snapshot: &SharedConversation,
        now: Time,
    ) -> StoreResult<Share>;
    /// All links, newest first.
    async fn shares(&self, who: Who) -> StoreResult<Vec<Share>>;
    /// Revokes a link.
    async fn revoke_share(&self, who: Who, id: ShareId) -> StoreResult<()>;
    /// What a link leads to, for whoever knows its secret.
    async fn shared(&self, token: &str) -> StoreResult<SharedConversation>;
}
