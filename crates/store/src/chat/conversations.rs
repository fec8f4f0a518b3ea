//! Conversations.

use super::{guests, messages};
use crate::{
    Database,
    columns::{Named, contains_pattern, from_json, micros, search_key, storable, time, to_json},
    cursor::{self, Position},
    entities::{
        conversations::{ActiveModel, Column, Entity, Model},
        messages as message_rows, runs,
    },
    folders,
};
use chatbox_core::{
    chat::{Conversation, ConversationChange, ConversationFilter, Message, NewConversation, RunState},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{ConversationId, FolderId, MessageId, UserId, Who},
    page::{Page, PageRequest},
    sharing::Level,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    SqlErr, Statement,
    sea_query::{Expr, ExprTrait, LikeExpr, Query},
};

pub(super) async fn create(
    database: &Database,
    who: Who,
    new: NewConversation,
    now: Time,
) -> StoreResult<Conversation> {
    let tx = database.write().await?;
    if let Some(folder) = new.folder {
        folders::row(&tx, who, folder).await?;
    }
    let row = Model {
        id: ConversationId::new().0,
        owner: who.user.0,
        title: String::new(),
        search_key: String::new(),
        model: new.model,
        collections: to_json(&new.collections)?,
        head: None,
        pinned: 0,
        folder_id: new.folder.map(|folder| folder.0),
        created_at: micros(now),
        updated_at: micros(now),
    };
    let insert = Entity::insert(row.clone().into_active_model());
    insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
    tx.commit().await.map_err(StoreError::failed)?;
    conversation(row)
}

pub(super) async fn list(
    database: &Database,
    who: Who,
    filter: &ConversationFilter,
    page: &PageRequest,
) -> StoreResult<Page<Conversation>> {
    let contains = filter.contains.as_deref().filter(|text| !text.is_empty()).map(|text| {
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
    // The order of others is theirs.
    let ordered = !filter.shared;
    let narrowed = Condition::all()
        .add_option(filter.pinned.filter(|_| ordered).map(|pinned| Column::Pinned.eq(i64::from(pinned))))
        .add_option(filter.folder.filter(|_| ordered).map(|folder| match folder {
            Some(folder) => Column::FolderId.eq(folder.0),
            None => Column::FolderId.is_null(),
        }));
    let tx = database.snapshot().await?;
    let rows = Entity::find()
        .filter(guests::listed(&tx, who, filter.shared).await?)
        .filter(narrowed.add_option(contains))
        .filter(cursor::after(page, Column::UpdatedAt, Column::Id)?)
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id)
        .limit(cursor::fetch(page))
        .all(&tx)
        .await
        .map_err(StoreError::failed)?;
    let mut page = cursor::page(rows, page, |row| Position::number(row.updated_at, row.id), conversation)?;
    page.items = guests::seen(&tx, who, page.items).await?;
    Ok(page)
}

pub(super) async fn one(database: &Database, who: Who, id: ConversationId) -> StoreResult<Conversation> {
    let found = conversation(guests::row(database.read(), who, id, Level::Read).await?)?;
    guests::seen_one(database.read(), who, found).await
}

pub(super) async fn change(
    database: &Database,
    who: Who,
    id: ConversationId,
    change: ConversationChange,
    now: Time,
) -> StoreResult<Conversation> {
    let tx = database.write().await?;
    let before = guests::changeable(&tx, who, id, &change).await?;
    if let Some(head) = change.head {
        messages::in_conversation(&tx, id, head).await?;
    }
    if let Some(Some(folder)) = change.folder {
        folders::row(&tx, who, folder).await?;
    }
    let mut update = ActiveModel { id: Unchanged(id.0), ..Default::default() };
    // Being put into order is no change that would bring a conversation to the top.
    if !change.only_orders() {
        update.updated_at = Set(micros(now));
    }
    if let Some(pinned) = change.pinned {
        update.pinned = Set(i64::from(pinned));
    }
    if let Some(folder) = change.folder {
        update.folder_id = Set(folder.map(|folder| folder.0));
    }
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
    let changed = match update.is_changed() {
        true => update.update(&tx).await.map_err(StoreError::failed)?,
        false => before,
    };
    let changed = guests::seen_one(&tx, who, conversation(changed)?).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok(changed)
}

pub(super) async fn delete(database: &Database, who: Who, id: ConversationId) -> StoreResult<()> {
    let tx = database.write().await?;
    let locked = Entity::find_by_id(id.0).lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
    locked.ok_or(StoreError::NotFound("conversation"))?;
    guests::row(&tx, who, id, Level::Manage).await?;
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

/// Stores a conversation and its messages as they are.
pub(super) async fn add(database: &Database, conversation: &Conversation, all: &[Message]) -> StoreResult<()> {
    let tx = database.write_later().await?;
    let row = Model {
        id: conversation.id.0,
        owner: conversation.owner.0,
        title: storable(&conversation.title),
        search_key: search_key(&conversation.title),
        model: conversation.model.clone(),
        collections: to_json(&conversation.collections)?,
        head: conversation.head.map(|head| head.0),
        pinned: i64::from(conversation.pinned),
        folder_id: conversation.folder.map(|folder| folder.0),
        created_at: micros(conversation.created_at),
        updated_at: micros(conversation.updated_at),
    };
    let insert = Entity::insert(row.into_active_model());
    insert.exec_without_returning(&tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            StoreError::Conflict("the conversation is there already".to_owned())
        }
        _ => StoreError::failed(error),
    })?;
    for message in all {
        messages::insert(&tx, message).await?;
    }
    tx.commit().await.map_err(StoreError::failed)
}

pub(super) fn conversation(row: Model) -> StoreResult<Conversation> {
    Ok(Conversation {
        id: ConversationId(row.id),
        owner: UserId(row.owner),
        title: row.title,
        model: row.model,
        collections: from_json(&row.collections)?,
        head: row.head.map(MessageId),
        pinned: row.pinned != 0,
        folder: row.folder_id.map(FolderId),
        temporary: false,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
        access: Level::Manage,
        shares: 0,
    })
}
