//! Messages.

use super::{conversations, guests};
use crate::{
    columns::{Named, from_json, micros, storable, time, to_json},
    entities::{
        conversations as conversation_rows,
        messages::{ActiveModel, Column, Entity, Model},
        runs,
    },
    pieces::padded,
    sealing::{ANSWER, CITATIONS, CONTENT, SOURCES, SealedDatabase},
};
use chatbox_core::{
    chat::{Conversation, Message, MessageState},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{ConversationId, MessageId, RunId, UserId, Who},
    models::Role,
    sharing::Level,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Statement,
    sea_query::Expr,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub(super) async fn all(database: &SealedDatabase, who: Who, id: ConversationId) -> StoreResult<Vec<Message>> {
    let tx = database.snapshot().await?;
    guests::row(&tx, who, id, Level::Read).await?;
    let rows = Entity::find()
        .filter(Column::ConversationId.eq(id.0))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(&tx)
        .await
        .map_err(StoreError::failed)?;
    rows.into_iter().map(|row| message(database, row)).collect()
}

pub(super) async fn one(database: &SealedDatabase, who: Who, id: MessageId) -> StoreResult<Message> {
    let tx = database.snapshot().await?;
    message(database, row_for(&tx, who, id, Level::Read).await?)
}

/// The message, if it is in this conversation.
pub(super) async fn in_conversation(
    database: &SealedDatabase,
    connection: &impl ConnectionTrait,
    conversation: ConversationId,
    id: MessageId,
) -> StoreResult<Message> {
    let inside = Entity::find_by_id(id.0).filter(Column::ConversationId.eq(conversation.0));
    let row = inside.one(connection).await.map_err(StoreError::failed)?;
    message(database, row.ok_or(StoreError::NotFound("message"))?)
}

pub(super) async fn edit(
    database: &SealedDatabase,
    who: Who,
    id: MessageId,
    content: &str,
    now: Time,
) -> StoreResult<Message> {
    let tx = database.write().await?;
    let found = row_for(&tx, who, id, Level::Write).await?;
    if found.role != Role::User.name() {
        return Err(StoreError::NotFound("question"));
    }
    let change = ActiveModel {
        id: Unchanged(id.0),
        content: Set(database.seal(&CONTENT.row(id.0), &storable(content))?),
        ..Default::default()
    };
    let changed = change.update(&tx).await.map_err(StoreError::failed)?;
    touch(&tx, changed.conversation_id, now).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    message(database, changed)
}

/// Messages per statement.
const AT_ONCE: usize = 256;

pub(super) async fn delete(database: &SealedDatabase, who: Who, id: MessageId, now: Time) -> StoreResult<Conversation> {
    let tx = database.write().await?;
    let top = row_for(&tx, who, id, Level::Write).await?;
    let conversation = ConversationId(top.conversation_id);
    let tree = places(&tx, conversation).await?;
    let doomed = below(&tree, id.0);
    if tree.iter().any(|place| doomed.contains(&place.id) && place.state == MessageState::Streaming.name()) {
        return Err(StoreError::Conflict("an answer below this message is being written".to_owned()));
    }
    let ids: Vec<Uuid> = doomed.iter().copied().collect();
    for some in ids.chunks(AT_ONCE) {
        let runs = runs::Entity::find()
            .select_only()
            .column(runs::Column::Id)
            .filter(runs::Column::AnswerId.is_in(padded(some.to_vec())))
            .into_tuple::<Uuid>()
            .all(&tx)
            .await
            .map_err(StoreError::failed)?;
        for run in &runs {
            let sql = "DELETE FROM events WHERE run_id = $1";
            let log = Statement::from_sql_and_values(tx.get_database_backend(), sql, [(*run).into()]);
            tx.execute_raw(log).await.map_err(StoreError::failed)?;
            runs::Entity::delete_by_id(*run).exec(&tx).await.map_err(StoreError::failed)?;
        }
        let gone = Entity::delete_many().filter(Column::Id.is_in(padded(some.to_vec())));
        gone.exec(&tx).await.map_err(StoreError::failed)?;
    }
    let row = guests::row(&tx, who, conversation, Level::Write).await?;
    if row.head.is_some_and(|head| doomed.contains(&head)) {
        let head = leaf_beside(&tree, &doomed, top.parent_id);
        conversation_rows::Entity::update_many()
            .col_expr(conversation_rows::Column::Head, Expr::value(head))
            .filter(conversation_rows::Column::Id.eq(conversation.0))
            .exec(&tx)
            .await
            .map_err(StoreError::failed)?;
    }
    touch(&tx, conversation.0, now).await?;
    let row = guests::row(&tx, who, conversation, Level::Write).await?;
    let changed = guests::seen_one(&tx, who, conversations::conversation(database, row)?).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok(changed)
}

/// Where a message stands in its tree.
#[derive(FromQueryResult)]
struct Place {
    id: Uuid,
    parent_id: Option<Uuid>,
    state: String,
}

/// Oldest first.
async fn places(tx: &DatabaseTransaction, conversation: ConversationId) -> StoreResult<Vec<Place>> {
    Entity::find()
        .select_only()
        .columns([Column::Id, Column::ParentId, Column::State])
        .filter(Column::ConversationId.eq(conversation.0))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .into_model::<Place>()
        .all(tx)
        .await
        .map_err(StoreError::failed)
}

/// A message and all that hangs on it.
fn below(tree: &[Place], top: Uuid) -> HashSet<Uuid> {
    let mut children: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for place in tree {
        if let Some(parent) = place.parent_id {
            children.entry(parent).or_default().push(place.id);
        }
    }
    let (mut found, mut open) = (HashSet::from([top]), vec![top]);
    while let Some(id) = open.pop() {
        for child in children.get(&id).into_iter().flatten() {
            if found.insert(*child) {
                open.push(*child);
            }
        }
    }
    found
}

/// The end of the newest branch that is left below `parent`, or `parent` itself.
fn leaf_beside(tree: &[Place], gone: &HashSet<Uuid>, parent: Option<Uuid>) -> Option<Uuid> {
    let newest = |parent: Option<Uuid>| {
        tree.iter().rev().find(|place| place.parent_id == parent && !gone.contains(&place.id)).map(|place| place.id)
    };
    let mut leaf = parent;
    // A tree has no cycles; a damaged one must not hang this.
    for _ in 0..=tree.len() {
        match newest(leaf) {
            Some(child) => leaf = Some(child),
            None => break,
        }
    }
    leaf
}

async fn touch(tx: &DatabaseTransaction, conversation: Uuid, now: Time) -> StoreResult<()> {
    conversation_rows::Entity::update_many()
        .col_expr(conversation_rows::Column::UpdatedAt, Expr::value(micros(now)))
        .filter(conversation_rows::Column::Id.eq(conversation))
        .exec(tx)
        .await
        .map(drop)
        .map_err(StoreError::failed)
}

/// A message of a conversation in which the asker may do what `least` says.
async fn row_for(connection: &impl ConnectionTrait, who: Who, id: MessageId, least: Level) -> StoreResult<Model> {
    let row = Entity::find_by_id(id.0).one(connection).await.map_err(StoreError::failed)?;
    let row = row.ok_or(StoreError::NotFound("message"))?;
    match guests::row(connection, who, ConversationId(row.conversation_id), least).await {
        Ok(_) => Ok(row),
        Err(StoreError::NotFound(_)) => Err(StoreError::NotFound("message")),
        Err(other) => Err(other),
    }
}

pub(super) async fn insert(database: &SealedDatabase, tx: &DatabaseTransaction, message: &Message) -> StoreResult<()> {
    let row = row(database, message)?.into_active_model();
    Entity::insert(row).exec_without_returning(tx).await.map_err(StoreError::failed)?;
    Ok(())
}

pub(super) fn row(database: &SealedDatabase, message: &Message) -> StoreResult<Model> {
    let id = message.id.0;
    let answer = message.answer.as_ref().map(to_json).transpose()?;
    Ok(Model {
        id,
        conversation_id: message.conversation.0,
        parent_id: message.parent.map(|parent| parent.0),
        role: message.role.name().to_owned(),
        content: database.seal(&CONTENT.row(id), &storable(&message.content))?,
        state: message.state.name().to_owned(),
        citations: database.seal(&CITATIONS.row(id), &to_json(&message.citations)?)?,
        sources: database.seal(&SOURCES.row(id), &to_json(&message.sources)?)?,
        documents: to_json(&message.documents)?,
        answer: answer.map(|answer| database.seal(&ANSWER.row(id), &answer)).transpose()?,
        problem: message.problem.as_ref().map(to_json).transpose()?,
        run_id: message.run.map(|run| run.0),
        author: message.author.map(|author| author.0),
        created_at: micros(message.created_at),
    })
}

fn message(database: &SealedDatabase, row: Model) -> StoreResult<Message> {
    let id = row.id;
    let answer = row.answer.map(|answer| database.open(&ANSWER.row(id), answer)).transpose()?;
    Ok(Message {
        id: MessageId(id),
        conversation: ConversationId(row.conversation_id),
        parent: row.parent_id.map(MessageId),
        role: Role::named(&row.role)?,
        content: database.open(&CONTENT.row(id), row.content)?,
        state: MessageState::named(&row.state)?,
        citations: from_json(&database.open(&CITATIONS.row(id), row.citations)?)?,
        sources: from_json(&database.open(&SOURCES.row(id), row.sources)?)?,
        documents: from_json(&row.documents)?,
        answer: answer.as_deref().map(from_json).transpose()?,
        problem: row.problem.as_deref().map(from_json).transpose()?,
        run: row.run_id.map(RunId),
        author: row.author.map(UserId),
        created_at: time(row.created_at)?,
    })
}
