//! Conversations as they travel: exported, imported, forked, shared.

mod import;
mod markdown;
#[cfg(test)]
mod tests;

pub use import::{ImportError, import};
pub use markdown::markdown;

use chatbox_core::{
    chat::{AnswerInfo, Citation, Conversation, Message, MessageState, Source, Verdict},
    clock::Time,
    ids::{ConversationId, MessageId, Who},
    models::Role,
    shares::SharedConversation,
    sharing::Level,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

/// What exports are called in themselves.
pub const FORMAT: &str = "chatbox.conversations";
/// Their version.
pub const VERSION: u32 = 1;

/// An export: what an import takes, with its name and version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Export {
    /// `chatbox.conversations`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// The conversations.
    pub conversations: Vec<PortableConversation>,
}

impl Export {
    /// An export of these conversations.
    pub fn of(conversations: Vec<PortableConversation>) -> Self {
        Self { format: FORMAT.to_owned(), version: VERSION, conversations }
    }
}

/// A conversation outside of a store.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedConversation)]
pub struct PortableConversation {
    /// Title.
    pub title: String,
    /// Creation; the first message's if absent.
    #[serde(default)]
    pub created_at: Option<DateTime<Utc>>,
    /// Last change; the last message's if absent.
    #[serde(default)]
    pub updated_at: Option<DateTime<Utc>>,
    /// Whether it is pinned.
    #[serde(default)]
    pub pinned: bool,
    /// Model it asks.
    #[serde(default)]
    pub model: Option<String>,
    /// Last message of the branch in view, by its id here; the newest if absent.
    #[serde(default)]
    pub head: Option<String>,
    /// Its messages in any order.
    pub messages: Vec<PortableMessage>,
}

/// A message outside of a store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportedMessage)]
pub struct PortableMessage {
    /// Any name, once in the conversation.
    pub id: String,
    /// The message before it; absent for a first one.
    #[serde(default)]
    pub parent: Option<String>,
    /// `user` or `assistant`.
    pub role: Role,
    /// Markdown.
    pub content: String,
    /// When it was said; right after the one before it if absent.
    #[serde(default)]
    pub created_at: Option<DateTime<Utc>>,
    /// State; complete if absent.
    #[serde(default)]
    pub state: Option<MessageState>,
    /// Citations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// Sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// How the answer was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerInfo>,
}

/// The conversation as it travels. The documents that a question was limited to stay behind: another server has other ones.
pub fn export(conversation: &Conversation, messages: &[Message]) -> PortableConversation {
    PortableConversation {
        title: conversation.title.clone(),
        created_at: Some(conversation.created_at),
        updated_at: Some(conversation.updated_at),
        pinned: conversation.pinned,
        model: conversation.model.clone(),
        head: conversation.head.map(|head| head.to_string()),
        messages: messages.iter().map(portable).collect(),
    }
}

fn portable(message: &Message) -> PortableMessage {
    PortableMessage {
        id: message.id.to_string(),
        parent: message.parent.map(|parent| parent.to_string()),
        role: message.role,
        content: message.content.clone(),
        created_at: Some(message.created_at),
        state: Some(ended(message.state)),
        citations: message.citations.clone(),
        sources: message.sources.clone(),
        answer: message.answer.clone(),
    }
}

/// What is being written is cut off in a copy.
fn ended(state: MessageState) -> MessageState {
    if state == MessageState::Streaming { MessageState::Stopped } else { state }
}

/// The messages from the first one down to `head`, oldest first; all messages are given oldest first. Without a head, or with one that is not
/// there, the branch of the newest message.
pub fn branch(messages: &[Message], head: Option<MessageId>) -> Vec<&Message> {
    let by_id: HashMap<MessageId, &Message> = messages.iter().map(|message| (message.id, message)).collect();
    let mut at = head.and_then(|id| by_id.get(&id).copied()).or_else(|| messages.last());
    let mut path = Vec::new();
    // A tree has no cycles; a damaged one must not hang this.
    while let Some(message) = at.filter(|_| path.len() < messages.len()) {
        path.push(message);
        at = message.parent.and_then(|parent| by_id.get(&parent).copied());
    }
    path.reverse();
    path
}

/// A new conversation of the asker's: the branch that ends at `message`, or all branches with that one in view. None if the message is not there.
pub fn fork(
    who: Who,
    (conversation, messages): (&Conversation, &[Message]),
    message: MessageId,
    whole: bool,
    now: Time,
) -> Option<(Conversation, Vec<Message>)> {
    if !messages.iter().any(|one| one.id == message) {
        return None;
    }
    let kept: HashSet<MessageId> = match whole {
        true => messages.iter().map(|one| one.id).collect(),
        false => branch(messages, Some(message)).iter().map(|one| one.id).collect(),
    };
    let id = ConversationId::new();
    // In the old order: ids made later are greater, which decides between equal times.
    let fresh: HashMap<MessageId, MessageId> =
        messages.iter().filter(|one| kept.contains(&one.id)).map(|one| (one.id, MessageId::new())).collect();
    let copies = messages.iter().filter_map(|one| {
        Some(Message {
            id: *fresh.get(&one.id)?,
            conversation: id,
            parent: one.parent.and_then(|parent| fresh.get(&parent).copied()),
            state: ended(one.state),
            run: None,
            author: (one.role == Role::User)
                .then(|| one.author.unwrap_or(conversation.owner))
                .filter(|author| *author != who.user),
            ..one.clone()
        })
    });
    let copies = copies.collect();
    let copy = Conversation {
        id,
        head: fresh.get(&message).copied(),
        owner: who.user,
        pinned: false,
        created_at: now,
        updated_at: now,
        access: Level::Manage,
        shares: 0,
        ..conversation.clone()
    };
    Some((copy, copies))
}

/// What a link shows: the branch in view, or all branches. Passages that are not cited stay behind: nobody decided to show them.
pub fn snapshot(conversation: &Conversation, messages: &[Message], branches: bool, now: Time) -> SharedConversation {
    let shown: Vec<&Message> = if branches { messages.iter().collect() } else { branch(messages, conversation.head) };
    let messages = shown.into_iter().map(|message| {
        let cited: HashSet<u32> = message
            .citations
            .iter()
            .filter(|citation| citation.check.verdict != Verdict::Unsupported)
            .map(|citation| citation.source)
            .collect();
        Message {
            sources: message.sources.iter().filter(|source| cited.contains(&source.number)).cloned().collect(),
            documents: Vec::new(),
            state: ended(message.state),
            run: None,
            author: None,
            ..message.clone()
        }
    });
    SharedConversation {
        title: conversation.title.clone(),
        created_at: now,
        head: conversation.head,
        messages: messages.collect(),
    }
}
