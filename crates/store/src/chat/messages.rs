//! Messages.

use super::conversations;
use crate::{
    Database,
    columns::{Named, from_json, micros, search_key, storable, time, to_json},
    entities::messages::{Column, Entity, Model},
};
use chatbox_core::{
    chat::{Message, MessageState},
    error::{StoreError, StoreResult},
    ids::{ConversationId, MessageId, RunId, Who},
    models::Role,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

pub(super) async fn all(database: &Database, who: Who, id: ConversationId) -> StoreResult<Vec<Message>> {
    let tx = database.snapshot().await?;
    conversations::row(&tx, who, id).await?;
    let rows = Entity::find()
        .filter(Column::ConversationId.eq(id.0))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(&tx)
        .await
        .map_err(StoreError::failed)?;
    rows.into_iter().map(message).collect()
}

pub(super) async fn one(database: &Database, who: Who, id: MessageId) -> StoreResult<Message> {
    let tx = database.snapshot().await?;
    let row = Entity::find_by_id(id.0).one(&tx).await.map_err(StoreError::failed)?;
    let row = row.ok_or(StoreError::NotFound("message"))?;
    match conversations::row(&tx, who, ConversationId(row.conversation_id)).await {
        Ok(_) => message(row),
        Err(StoreError::NotFound(_)) => Err(StoreError::NotFound("message")),
        Err(other) => Err(other),
    }
}

/// The message, if it is in this conversation.
pub(super) async fn in_conversation(
    connection: &impl ConnectionTrait,
    conversation: ConversationId,
    id: MessageId,
) -> StoreResult<Message> {
    let inside = Entity::find_by_id(id.0).filter(Column::ConversationId.eq(conversation.0));
    let row = inside.one(connection).await.map_err(StoreError::failed)?;
    message(row.ok_or(StoreError::NotFound("message"))?)
}

pub(super) async fn insert(tx: &DatabaseTransaction, message: &Message) -> StoreResult<()> {
    let row = row(message)?.into_active_model();
    Entity::insert(row).exec_without_returning(tx).await.map_err(StoreError::failed)?;
    Ok(())
}

pub(super) fn row(message: &Message) -> StoreResult<Model> {
    Ok(Model {
        id: message.id.0,
        conversation_id: message.conversation.0,
        parent_id: message.parent.map(|parent| parent.0),
        role: message.role.name().to_owned(),
        content: storable(&message.content),
        search_key: search_key(&message.content),
        state: message.state.name().to_owned(),
        citations: to_json(&message.citations)?,
        sources: to_json(&message.sources)?,
        answer: message.answer.as_ref().map(to_json).transpose()?,
        problem: message.problem.as_ref().map(to_json).transpose()?,
        run_id: message.run.map(|run| run.0),
        created_at: micros(message.created_at),
    })
}

fn message(row: Model) -> StoreResult<Message> {
    Ok(Message {
        id: MessageId(row.id),
        conversation: ConversationId(row.conversation_id),
        parent: row.parent_id.map(MessageId),
        role: Role::named(&row.role)?,
        content: row.content,
        state: MessageState::named(&row.state)?,
        citations: from_json(&row.citations)?,
        sources: from_json(&row.sources)?,
        answer: row.answer.as_deref().map(from_json).transpose()?,
        problem: row.problem.as_deref().map(from_json).transpose()?,
        run: row.run_id.map(RunId),
        created_at: time(row.created_at)?,
    })
}
