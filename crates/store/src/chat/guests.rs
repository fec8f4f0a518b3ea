//! Conversations that others share with somebody: what they may do there, and what they see.

use crate::{
    entities::conversations::{Column, Entity, Model},
    grants::CONVERSATIONS,
    sealing::SealedDatabase,
};
use chatbox_core::{
    chat::{Conversation, ConversationChange},
    error::{StoreError, StoreResult},
    ids::{ConversationId, RunId, UserId, Who},
    sharing::Level,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// A conversation of the asker, or one in which they may do what `least` says.
pub(crate) async fn row(
    connection: &impl ConnectionTrait,
    who: Who,
    id: ConversationId,
    least: Level,
) -> StoreResult<Model> {
    let found = Entity::find_by_id(id.0).one(connection).await.map_err(StoreError::failed)?;
    let found = found.ok_or(StoreError::NotFound("conversation"))?;
    if found.owner != who.user.0 {
        CONVERSATIONS.host(connection, who, id.0, least, "conversation").await?;
    }
    Ok(found)
}

/// The asker's own conversation; `Beyond` for one that is shared with them.
pub(crate) async fn own(connection: &impl ConnectionTrait, who: Who, id: ConversationId) -> StoreResult<Model> {
    let found = row(connection, who, id, Level::Read).await?;
    if found.owner == who.user.0 { Ok(found) } else { Err(StoreError::Beyond("conversation")) }
}

/// The conversation, if the asker may change this of it.
pub(super) async fn changeable(
    connection: &impl ConnectionTrait,
    who: Who,
    id: ConversationId,
    change: &ConversationChange,
) -> StoreResult<Model> {
    match change.least() {
        Some(least) => row(connection, who, id, least).await,
        None => own(connection, who, id).await,
    }
}

/// What the asker owns or, in its place, what is shared with them.
pub(super) async fn listed(connection: &impl ConnectionTrait, who: Who, shared: bool) -> StoreResult<Condition> {
    Ok(match shared {
        false => Condition::all().add(Column::Owner.eq(who.user.0)),
        true => Condition::all().add(Column::Id.is_in(shared_ids(connection, who).await?)),
    })
}

/// What the asker owns and what is shared with them. Without anything shared it is one column.
pub(super) async fn readable(connection: &impl ConnectionTrait, who: Who) -> StoreResult<Condition> {
    let shared = shared_ids(connection, who).await?;
    let own = Condition::any().add(Column::Owner.eq(who.user.0));
    Ok(if shared.is_empty() { own } else { own.add(Column::Id.is_in(shared)) })
}

async fn shared_ids(connection: &impl ConnectionTrait, who: Who) -> StoreResult<Vec<Uuid>> {
    Ok(CONVERSATIONS.shared(connection, who).await?.into_keys().collect())
}

/// Conversations as the asker sees them: with what they may do there; the order of somebody else is not theirs.
pub(super) async fn seen(
    connection: &impl ConnectionTrait,
    who: Who,
    mut conversations: Vec<Conversation>,
) -> StoreResult<Vec<Conversation>> {
    let ids: Vec<Uuid> = conversations.iter().map(|conversation| conversation.id.0).collect();
    let counts = CONVERSATIONS.counts(connection, &ids).await?;
    let shared = match conversations.iter().all(|conversation| conversation.owner == who.user) {
        true => Default::default(),
        false => CONVERSATIONS.shared(connection, who).await?,
    };
    for conversation in &mut conversations {
        conversation.shares = counts.get(&conversation.id.0).copied().unwrap_or_default();
        if conversation.owner != who.user {
            conversation.access = shared.get(&conversation.id.0).copied().unwrap_or(Level::Read);
            (conversation.pinned, conversation.folder) = (false, None);
        }
    }
    Ok(conversations)
}

/// One conversation as the asker sees it.
pub(super) async fn seen_one(
    connection: &impl ConnectionTrait,
    who: Who,
    conversation: Conversation,
) -> StoreResult<Conversation> {
    let seen = seen(connection, who, vec![conversation]).await?.pop();
    seen.ok_or(StoreError::NotFound("conversation"))
}

/// In whose conversation a run is that the asker may follow.
pub(super) async fn host_of_run(database: &SealedDatabase, who: Who, run: RunId) -> StoreResult<Who> {
    Ok(Who { user: super::runs::one(database, who, run).await?.owner })
}

/// Who wrote something in a conversation; none for its owner.
pub(super) fn author(who: Who, conversation: &Model) -> Option<UserId> {
    (conversation.owner != who.user.0).then_some(who.user)
}
