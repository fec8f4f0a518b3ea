//! Conversations.

use super::{guests, messages, search};
use crate::{
    columns::{Named, from_json, micros, search_key, storable, time, to_json},
    cursor::{self, Position},
    entities::{
        conversations::{ActiveModel, Column, Entity, Model},
        runs,
    },
    folders,
    sealing::{SealedDatabase, TITLE},
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
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Select, SqlErr, Statement,
};
use uuid::Uuid;

pub(super) async fn create(
    database: &SealedDatabase,
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
    conversation(database, row)
}

pub(super) async fn list(
    database: &SealedDatabase,
    who: Who,
    filter: &ConversationFilter,
    page: &PageRequest,
) -> StoreResult<Page<Conversation>> {
    // The order of others is theirs.
    let ordered = !filter.shared;
    let narrowed = Condition::all()
        .add_option(filter.pinned.filter(|_| ordered).map(|pinned| Column::Pinned.eq(i64::from(pinned))))
        .add_option(filter.folder.filter(|_| ordered).map(|folder| match folder {
            Some(folder) => Column::FolderId.eq(folder.0),
            None => Column::FolderId.is_null(),
        }))
        .add(cursor::after(page, Column::UpdatedAt, Column::Id)?);
    let tx = database.snapshot().await?;
    let listed = Entity::find().filter(guests::listed(&tx, who, filter.shared).await?).filter(narrowed);
    let newest = listed.order_by_desc(Column::UpdatedAt).order_by_desc(Column::Id);
    let wanted = filter.contains.as_deref().filter(|text| !text.is_empty()).map(search_key);
    let rows = match wanted {
        None => newest.limit(cursor::fetch(page)).all(&tx).await.map_err(StoreError::failed)?,
        Some(wanted) => containing(database, &tx, newest, &wanted, cursor::fetch(page)).await?,
    };
    let convert = |row| conversation(database, row);
    let mut page = cursor::page(rows, page, |row| Position::number(row.updated_at, row.id), convert)?;
    page.items = guests::seen(&tx, who, page.items).await?;
    Ok(page)
}

/// Conversations looked through at once.
const AT_ONCE: u64 = 100;

/// The first `limit` of these whose title or messages contain the text.
async fn containing(
    database: &SealedDatabase,
    tx: &DatabaseTransaction,
    all: Select<Entity>,
    wanted: &str,
    limit: u64,
) -> StoreResult<Vec<Model>> {
    let mut found = Vec::new();
    let mut offset = 0;
    loop {
        let rows = all.clone().offset(offset).limit(AT_ONCE).all(tx).await.map_err(StoreError::failed)?;
        offset += rows.len() as u64;
        let is_last = (rows.len() as u64) < AT_ONCE;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let talking = search::conversations_with(database, tx, ids, wanted).await?;
        for row in rows {
            let is_named = search_key(&database.open(&TITLE.row(row.id), row.title.clone())?).contains(wanted);
            if is_named || talking.contains(&row.id) {
                found.push(row);
            }
        }
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        if is_last || found.len() as u64 == limit {
            return Ok(found);
        }
    }
}

pub(super) async fn one(database: &SealedDatabase, who: Who, id: ConversationId) -> StoreResult<Conversation> {
    let found = conversation(database, guests::row(database.read(), who, id, Level::Read).await?)?;
    guests::seen_one(database.read(), who, found).await
}

pub(super) async fn change(
    database: &SealedDatabase,
    who: Who,
    id: ConversationId,
    change: ConversationChange,
    now: Time,
) -> StoreResult<Conversation> {
    let tx = database.write().await?;
    let before = guests::changeable(&tx, who, id, &change).await?;
    if let Some(head) = change.head {
        messages::in_conversation(database, &tx, id, head).await?;
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
        update.title = Set(database.seal(&TITLE.row(id.0), &storable(&title))?);
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
    let changed = guests::seen_one(&tx, who, conversation(database, changed)?).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok(changed)
}

pub(super) async fn delete(database: &SealedDatabase, who: Who, id: ConversationId) -> StoreResult<()> {
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
pub(super) async fn add(database: &SealedDatabase, conversation: &Conversation, all: &[Message]) -> StoreResult<()> {
    let tx = database.write_later().await?;
    let row = Model {
        id: conversation.id.0,
        owner: conversation.owner.0,
        title: database.seal(&TITLE.row(conversation.id.0), &storable(&conversation.title))?,
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
        messages::insert(database, &tx, message).await?;
    }
    tx.commit().await.map_err(StoreError::failed)
}

pub(super) fn conversation(database: &SealedDatabase, row: Model) -> StoreResult<Conversation> {
    Ok(Conversation {
        id: ConversationId(row.id),
        owner: UserId(row.owner),
        title: database.open(&TITLE.row(row.id), row.title)?,
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
