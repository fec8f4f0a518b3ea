//! A conversation, how it is listed, found and changed.

use crate::{
    ids::{CollectionId, ConversationId, FolderId, MessageId, UserId},
    models::Role,
    sharing::Level,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A conversation: a tree of messages with one branch in view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Its owner.
    pub owner: UserId,
    /// Title; empty until one was made or given.
    pub title: String,
    /// Chat model, or the default.
    pub model: Option<String>,
    /// Collections it answers from; empty means all.
    pub collections: Vec<CollectionId>,
    /// The last message of the branch in view.
    pub head: Option<MessageId>,
    /// Whether it stands above the others; for its owner only.
    pub pinned: bool,
    /// The folder it is in; for its owner only.
    pub folder: Option<FolderId>,
    /// It lives in the server's memory only: never on the disk, in no list, and gone when the server stops.
    pub temporary: bool,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// Last message or change.
    pub updated_at: DateTime<Utc>,
    /// What the asker may do with it: everything, if it is their own.
    pub access: Level,
    /// With how many people and groups it is shared.
    pub shares: u64,
}

/// What a conversation begins with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewConversation {
    /// Chat model, or the default.
    pub model: Option<String>,
    /// Collections to answer from; empty means all.
    pub collections: Vec<CollectionId>,
    /// The folder it goes into.
    pub folder: Option<FolderId>,
    /// Whether it is never to be stored.
    pub temporary: bool,
}

/// Which conversations to list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConversationFilter {
    /// Only those whose title or messages contain this, without regard to case.
    pub contains: Option<String>,
    /// Only those in this folder (`Some(None)`: in none).
    pub folder: Option<Option<FolderId>>,
    /// Only those that are pinned, or are not.
    pub pinned: Option<bool>,
    /// Those that others share with the asker, in place of the asker's own; folder and pin do not count then.
    pub shared: bool,
}

/// A place where a text was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConversationHit {
    /// The conversation.
    pub conversation: Conversation,
    /// The message; none if only the title contains the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<FoundMessage>,
}

/// A message that contains a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FoundMessage {
    /// Its id.
    pub id: MessageId,
    /// Who said it.
    pub role: Role,
    /// About 200 characters around the first place, without citation marks.
    pub excerpt: String,
    /// Its creation.
    pub created_at: DateTime<Utc>,
}

/// Changes to a conversation; absent fields stay.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConversationChange {
    /// New title.
    pub title: Option<String>,
    /// New model (`Some(None)`: the default).
    pub model: Option<Option<String>>,
    /// New collections.
    pub collections: Option<Vec<CollectionId>>,
    /// New branch in view.
    pub head: Option<MessageId>,
    /// Whether it is pinned.
    pub pinned: Option<bool>,
    /// New folder (`Some(None)`: none).
    pub folder: Option<Option<FolderId>>,
}

impl ConversationChange {
    /// What somebody else may at least do with the conversation to change this; nobody else puts it into order.
    pub fn least(&self) -> Option<Level> {
        match self {
            Self { pinned: Some(_), .. } | Self { folder: Some(_), .. } => None,
            Self { title: Some(_), .. } => Some(Level::Manage),
            _ => Some(Level::Write),
        }
    }

    /// Whether it only puts the conversation into order (pins it, moves it): that does not make it the last changed one.
    pub fn only_orders(&self) -> bool {
        let Self { title, model, collections, head, pinned, folder } = self;
        let content = title.is_some() || model.is_some() || collections.is_some() || head.is_some();
        !content && (pinned.is_some() || folder.is_some())
    }
}
