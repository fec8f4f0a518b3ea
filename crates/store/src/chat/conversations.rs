//! Conversations.

use super::messages;
use crate::{
    Database,
    columns::{Named, contains_pattern, from_json, micros, search_key, storable, time, to_json},
    cursor::{self, Position},
    entities::{
        conversations::{ActiveModel, Column, Entity, Model},
        messages as message_rows, runs,
    },
};
use chatbox_core::{
    chat::{Conversation, ConversationChange, RunState},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{CollectionId, ConversationId, MessageId, UserId, Who},
    page::{Page, PageRequest},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Statement,
    sea_query::{Expr, ExprTrait, LikeExpr, Query},
};

pub(super) async fn create(
    database: &Database,
    who: Who,
    model: Option<String>,
    collections: Vec<CollectionId>,
    now: Time,
) -> StoreResult<Conversation> {
    let row = Model {
        id: ConversationId::new().0,
        owner: who.user.0,
        title: String::new(),
        search_key: String::new(),
        model,
        collections: to_json(&collections)?,
        head: None,
        created_at: micros(now),
        updated_at: micros(now),
    };
    let tx = database.write().await?;
    let insert = Entity::insert(row.clone().into_active_model());
    insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
    tx.commit().await.map_err(StoreError::failed)?;
    conversation(row)
}

pub(super) async fn list(
    database: &Database,
    who: Who,
    contains: Option<&str>,
    page: &PageRequest,
) -> StoreResult<Page<Conversation>> {
    let contains = contains.filter(|text| !text.is_empty()).map(|text| {
        let pattern = || LikeExpr::new(contains_pattern(text)).escape('\\');
        let in_message = Query::select()
            .expr(Expr::val(1))
            .from(message_rows::Entity)
            .and_where(
                Expr::col((message_rows::Entity, message_rows::Column::ConversationId)).equals((Entity, Column::Id)),
            )
            .and_where(Expr::col((message_rows::Entity, message_rows::Column::SearchKey)).like(pattern()))
            .to_owned();
        Condition::any().add(Column::SearchKey.like(pattern())).add(Expr::exists(in_message))
    });
    let rows = Entity::find()
        .filter(Column::Owner.eq(who.user.0))
        .filter(Condition::all().add_option(contains))
        .filter(cursor::after(page, Column::UpdatedAt, Column::Id)?)
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id)
        .limit(cursor::fetch(page))
        .all(database.read())
        .await
        .map_err(StoreError::failed)?;
    cursor::page(rows, page, |row| Position { key: row.updated_at, id: row.id }, conversation)
}

pub(super) async fn one(database: &Database, who: Who, id: ConversationId) -> StoreResult<Conversation> {
    conversation(row(database.read(), who, id).await?)
}

pub(super) async fn change(
    database: &Database,
    who: Who,
    id: ConversationId,
    change: ConversationChange,
    now: Time,
) -> StoreResult<Conversation> {
    let tx = database.write().await?;
    row(&tx, who, id).await?;
    if let Some(head) = change.head {
        messages::in_conversation(&tx, id, head).await?;
    }
    let mut update = ActiveModel { id: Unchanged(id.0), updated_at: Set(micros(now)), ..Default::default() };
    if let Some(title) = change.title {
        update.search_key = Set(search_key(&title));
        update.title = Set(storable(&title));
    }
    if let Some(model) = change.model {
        update.model = Set(model);
    }
    if let Some(collections) = change.collections {
        update.collections = Set(to_json(&collections)?);
    }
    if let Some(head) = change.head {
        update.head = Set(Some(head.0));
    }
    let changed = update.update(&tx).await.map_err(StoreError::failed)?;
    tx.commit().await.map_err(StoreError::failed)?;
    conversation(changed)
}

pub(super) async fn delete(database: &Database, who: Who, id: ConversationId) -> StoreResult<()> {
    let tx = database.write().await?;
    let mine = Entity::find_by_id(id.0).filter(Column::Owner.eq(who.user.0)).lock_exclusive();
    mine.one(&tx).await.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("conversation"))?;
    let running = runs::Entity::find()
        .filter(runs::Column::ConversationId.eq(id.0))
        .filter(runs::Column::State.eq(RunState::Running.name()))
        .limit(1);
    if running.one(&tx).await.map_err(StoreError::failed)?.is_some() {
        return Err(StoreError::Conflict("an answer is being written in this conversation".to_owned()));
    }
    let sql = "DELETE FROM events WHERE run_id IN (SELECT id FROM runs WHERE conversation_id = $1)";
    let logs = Statement::from_sql_and_values(tx.get_database_backend(), sql, [id.0.into()]);
    tx.execute_raw(logs).await.map_err(StoreError::failed)?;
    // Messages and runs go with it, by their foreign keys.
    Entity::delete_by_id(id.0).exec(&tx).await.map_err(StoreError::failed)?;
    tx.commit().await.map_err(StoreError::failed)
}

/// The asker's conversation.
pub(super) async fn row(connection: &impl ConnectionTrait, who: Who, id: ConversationId) -> StoreResult<Model> {
    let mine = Entity::find_by_id(id.0).filter(Column::Owner.eq(who.user.0));
    mine.one(connection).await.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("conversation"))
}

fn conversation(row: Model) -> StoreResult<Conversation> {
    Ok(Conversation {
        id: ConversationId(row.id),
        owner: UserId(row.owner),
        title: row.title,
        model: row.model,
        collections: from_json(&row.collections)?,
        head: row.head.map(MessageId),
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}
