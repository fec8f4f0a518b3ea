//! Reading a conversation that comes from elsewhere.

use super::{PortableConversation, PortableMessage, ended};
use chatbox_core::{
    chat::{Conversation, Message, MessageState},
    clock::Time,
    ids::{ConversationId, MessageId, Who},
    models::Role,
    sharing::Level,
};
use chrono::TimeDelta;
use std::collections::HashMap;

/// Longest title in characters; the rest is cut off.
const TITLE: usize = 200;
/// Most messages of one conversation.
const MESSAGES: usize = 20_000;

/// Why a conversation cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing in it.
    #[error("it has no messages")]
    Empty,
    /// Too much in it.
    #[error("it has more than {MESSAGES} messages")]
    TooMany,
    /// Two messages with one id.
    #[error("two of its messages have the id {0:?}")]
    Twice(String),
    /// A message hangs on one that is not there.
    #[error("message {0:?} follows one that is not there")]
    Lost(String),
    /// Messages that follow each other in a circle.
    #[error("message {0:?} follows itself")]
    Circle(String),
    /// A message of neither side.
    #[error("message {0:?} is neither of the user nor of the assistant")]
    Role(String),
}

/// The conversation with fresh ids, owned by the asker, its messages oldest first.
///
/// # Errors
/// When its messages are no tree.
pub fn import(who: Who, from: &PortableConversation, now: Time) -> Result<(Conversation, Vec<Message>), ImportError> {
    let order = order(&from.messages)?;
    let conversation = ConversationId::new();
    let mut fresh: HashMap<&str, (MessageId, Time)> = HashMap::new();
    let mut messages = Vec::with_capacity(order.len());
    let begin = from.created_at.unwrap_or(now);
    for message in order {
        let parent = message.parent.as_deref().and_then(|parent| fresh.get(parent)).copied();
        // A message is never older than what it answers, whatever the other program's clock said.
        let after = parent.map_or(begin, |(_, time)| time + TimeDelta::microseconds(1));
        let time = message.created_at.filter(|time| *time >= after).unwrap_or(after);
        let id = MessageId::new();
        fresh.insert(&message.id, (id, time));
        messages.push(Message {
            id,
            conversation,
            parent: parent.map(|(id, _)| id),
            role: message.role,
            content: message.content.clone(),
            state: ended(message.state.unwrap_or(MessageState::Complete)),
            citations: message.citations.clone(),
            sources: message.sources.clone(),
            documents: Vec::new(),
            answer: message.answer.clone(),
            problem: None,
            run: None,
            author: None,
            created_at: time,
        });
    }
    messages.sort_by_key(|message| (message.created_at, message.id));
    let head = from.head.as_deref().and_then(|head| fresh.get(head)).map(|(id, _)| *id);
    let last = messages.last().map(|message| (message.id, message.created_at));
    let title: String = from.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let imported = Conversation {
        id: conversation,
        owner: who.user,
        title: title.chars().take(TITLE).collect(),
        model: from.model.clone(),
        collections: Vec::new(),
        head: head.or(last.map(|(id, _)| id)),
        pinned: from.pinned,
        folder: None,
        temporary: false,
        created_at: from.created_at.or(messages.first().map(|message| message.created_at)).unwrap_or(now),
        updated_at: from.updated_at.or(last.map(|(_, time)| time)).unwrap_or(now),
        access: Level::Manage,
        shares: 0,
    };
    Ok((imported, messages))
}

/// The messages, each after the one it follows.
fn order(messages: &[PortableMessage]) -> Result<Vec<&PortableMessage>, ImportError> {
    if messages.is_empty() {
        return Err(ImportError::Empty);
    }
    if messages.len() > MESSAGES {
        return Err(ImportError::TooMany);
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, message) in messages.iter().enumerate() {
        if !matches!(message.role, Role::User | Role::Assistant) {
            return Err(ImportError::Role(message.id.clone()));
        }
        if places.insert(&message.id, place).is_some() {
            return Err(ImportError::Twice(message.id.clone()));
        }
    }
    let mut ordered = Vec::with_capacity(messages.len());
    let mut done = vec![false; messages.len()];
    for start in 0..messages.len() {
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(place) = at.filter(|place| !done[*place]) {
            if chain.len() > messages.len() {
                return Err(ImportError::Circle(messages[start].id.clone()));
            }
            chain.push(place);
            at = match messages[place].parent.as_deref() {
                Some(parent) => Some(*places.get(parent).ok_or_else(|| ImportError::Lost(messages[place].id.clone()))?),
                None => None,
            };
        }
        for place in chain.into_iter().rev() {
            done[place] = true;
            ordered.push(&messages[place]);
        }
    }
    Ok(ordered)
}
