//! Finding a text in conversations, with the place where it stands.

use super::{conversations, guests};
use crate::{
    Database,
    columns::{Named, contains_pattern, search_key, time},
    entities::conversations::{Column, Entity, Model},
    grants::CONVERSATIONS,
};
use chatbox_core::{
    chat::{ConversationHit, FoundMessage, marks::without_marks},
    error::{StoreError, StoreResult},
    ids::{MessageId, Who},
    models::Role,
};
use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::LikeExpr,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Characters of a message shown around the place, and of them before it.
const EXCERPT: i64 = 200;
const BEFORE: i64 = 60;

pub(super) async fn search(database: &Database, who: Who, text: &str, limit: u32) -> StoreResult<Vec<ConversationHit>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let tx = database.snapshot().await?;
    let titled = Entity::find()
        .filter(guests::readable(&tx, who).await?)
        .filter(Column::SearchKey.like(LikeExpr::new(contains_pattern(text)).escape('\\')))
        .order_by_desc(Column::UpdatedAt)
        .limit(u64::from(limit))
        .all(&tx)
        .await
        .map_err(StoreError::failed)?;
    let found = messages(database.backend(), who, text, limit).all(&tx).await.map_err(StoreError::failed)?;
    let ids = found.iter().map(|message| message.conversation_id).collect::<Vec<_>>();
    let mut rows: HashMap<Uuid, Model> = HashMap::new();
    for row in Entity::find().filter(Column::Id.is_in(ids)).all(&tx).await.map_err(StoreError::failed)? {
        rows.insert(row.id, row);
    }
    let mut hits = Vec::with_capacity(titled.len() + found.len());
    for row in titled {
        hits.push((row.updated_at, ConversationHit { conversation: conversations::conversation(row)?, message: None }));
    }
    for message in found {
        let Some(row) = rows.get(&message.conversation_id) else { continue };
        let conversation = conversations::conversation(row.clone())?;
        hits.push((message.created_at, ConversationHit { conversation, message: Some(message.read()?) }));
    }
    hits.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    let (conversations, messages) = hits
        .into_iter()
        .take(limit as usize)
        .map(|(_, hit)| (hit.conversation, hit.message))
        .unzip::<_, _, Vec<_>, Vec<_>>();
    let seen = guests::seen(&tx, who, conversations).await?;
    Ok(seen
        .into_iter()
        .zip(messages)
        .map(|(conversation, message)| ConversationHit { conversation, message })
        .collect())
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    conversation_id: Uuid,
    role: String,
    excerpt: String,
    created_at: i64,
}

/// The excerpt is cut by the database: messages may be megabytes.
fn messages(backend: DbBackend, who: Who, text: &str, limit: u32) -> sea_orm::SelectorRaw<sea_orm::SelectModel<Found>> {
    let (place, greatest) = match backend {
        DbBackend::Sqlite => ("instr", "max"),
        _ => ("strpos", "greatest"),
    };
    let shared = CONVERSATIONS.shared_ids();
    let sql = format!(
        "SELECT m.id, m.conversation_id, m.role, m.created_at,
            substr(m.content, {greatest}({place}(m.search_key, $3) - {BEFORE}, 1), {EXCERPT}) AS excerpt
        FROM messages m JOIN conversations c ON c.id = m.conversation_id
        WHERE (c.owner = $1 OR c.id IN ({shared})) AND m.search_key LIKE $2 ESCAPE '\\' ORDER BY m.created_at DESC, m.id DESC LIMIT $4"
    );
    let values = [who.user.0.into(), contains_pattern(text).into(), search_key(text).into(), i64::from(limit).into()];
    Found::find_by_statement(Statement::from_sql_and_values(backend, sql, values))
}

impl Found {
    fn read(self) -> StoreResult<FoundMessage> {
        Ok(FoundMessage {
            id: MessageId(self.id),
            role: Role::named(&self.role)?,
            // `[^3]` tells a reader of an excerpt nothing.
            excerpt: without_marks(&self.excerpt),
            created_at: time(self.created_at)?,
        })
    }
}
