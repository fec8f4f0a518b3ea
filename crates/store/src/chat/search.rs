//! Finding a text in conversations, with the place where it stands. Titles and messages are sealed: they are opened one after the other, the
//! newest first, until enough were found.

use super::{conversations, guests};
use crate::{
    columns::{Named, search_key, time},
    entities::{
        conversations::{Column, Entity, Model},
        messages,
    },
    grants::CONVERSATIONS,
    pieces::padded,
    sealing::{CONTENT, SealedDatabase, TITLE},
};
use chatbox_core::{
    chat::{ConversationHit, FoundMessage, marks::without_marks},
    error::{StoreError, StoreResult},
    ids::{MessageId, Who},
    models::Role,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Characters of a message shown around the place, and of them before it.
const EXCERPT: usize = 200;
const BEFORE: usize = 60;
/// Messages opened at once.
const AT_ONCE: usize = 256;

pub(super) async fn search(
    database: &SealedDatabase,
    who: Who,
    text: &str,
    limit: u32,
) -> StoreResult<Vec<ConversationHit>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let (wanted, limit) = (search_key(text), limit as usize);
    let tx = database.snapshot().await?;
    let titled = titled(database, &tx, who, &wanted, limit).await?;
    let found = messages(database, &tx, who, &wanted, limit).await?;
    let ids: HashSet<Uuid> =
        titled.iter().copied().chain(found.iter().map(|found| found.row.conversation_id)).collect();
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(&tx).await.map_err(StoreError::failed)?;
    let rows: HashMap<Uuid, Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut hits = Vec::with_capacity(titled.len() + found.len());
    for row in titled.iter().filter_map(|id| rows.get(id)) {
        let conversation = conversations::conversation(database, row.clone())?;
        hits.push((row.updated_at, ConversationHit { conversation, message: None }));
    }
    for message in found {
        let Some(row) = rows.get(&message.row.conversation_id) else { continue };
        let conversation = conversations::conversation(database, row.clone())?;
        hits.push((message.row.created_at, ConversationHit { conversation, message: Some(message.read()?) }));
    }
    hits.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    let (conversations, messages) =
        hits.into_iter().take(limit).map(|(_, hit)| (hit.conversation, hit.message)).unzip::<_, _, Vec<_>, Vec<_>>();
    let seen = guests::seen(&tx, who, conversations).await?;
    Ok(seen
        .into_iter()
        .zip(messages)
        .map(|(conversation, message)| ConversationHit { conversation, message })
        .collect())
}

/// Conversations whose title contains the text, those changed last first.
async fn titled(
    database: &SealedDatabase,
    connection: &impl ConnectionTrait,
    who: Who,
    wanted: &str,
    limit: usize,
) -> StoreResult<Vec<Uuid>> {
    let all: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Title])
        .filter(guests::readable(connection, who).await?)
        .order_by_desc(Column::UpdatedAt)
        .into_tuple()
        .all(connection)
        .await
        .map_err(StoreError::failed)?;
    let mut titled = Vec::new();
    for (id, title) in all {
        if search_key(&database.open(&TITLE.row(id), title)?).contains(wanted) {
            titled.push(id);
            if titled.len() == limit {
                break;
            }
        }
    }
    Ok(titled)
}

/// A message as it is looked through.
#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    conversation_id: Uuid,
    role: String,
    content: String,
    created_at: i64,
}

/// A message that contains the text.
struct Found {
    row: Row,
    excerpt: String,
}

/// The newest messages that contain the text, the newest first.
async fn messages(
    database: &SealedDatabase,
    connection: &impl ConnectionTrait,
    who: Who,
    wanted: &str,
    limit: usize,
) -> StoreResult<Vec<Found>> {
    // All ids come out of an index; the texts follow in pieces.
    let shared = CONVERSATIONS.shared_ids();
    let sql = format!(
        "SELECT m.id FROM conversations c JOIN messages m ON m.conversation_id = c.id
        WHERE c.owner = $1 OR c.id IN ({shared}) ORDER BY m.created_at DESC, m.id DESC"
    );
    let query = Statement::from_sql_and_values(connection.get_database_backend(), sql, [who.user.0.into()]);
    let ids = connection.query_all_raw(query).await.map_err(StoreError::failed)?;
    let ids: Vec<Uuid> =
        ids.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>().map_err(StoreError::failed)?;
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let rows = messages::Entity::find()
            .filter(messages::Column::Id.is_in(padded(some.to_vec())))
            .order_by_desc(messages::Column::CreatedAt)
            .order_by_desc(messages::Column::Id);
        for mut row in rows.into_model::<Row>().all(connection).await.map_err(StoreError::failed)? {
            let content = database.open(&CONTENT.row(row.id), std::mem::take(&mut row.content))?;
            if let Some(excerpt) = excerpt(&content, wanted) {
                found.push(Found { row, excerpt });
                if found.len() == limit {
                    return Ok(found);
                }
            }
        }
    }
    Ok(found)
}

/// Those of these conversations with a message that contains the text.
pub(super) async fn conversations_with(
    database: &SealedDatabase,
    connection: &impl ConnectionTrait,
    ids: Vec<Uuid>,
    wanted: &str,
) -> StoreResult<HashSet<Uuid>> {
    let rows = messages::Entity::find().filter(messages::Column::ConversationId.is_in(padded(ids))).into_model::<Row>();
    let mut with = HashSet::new();
    for row in rows.all(connection).await.map_err(StoreError::failed)? {
        if !with.contains(&row.conversation_id)
            && search_key(&database.open(&CONTENT.row(row.id), row.content)?).contains(wanted)
        {
            with.insert(row.conversation_id);
        }
    }
    Ok(with)
}

/// What stands around the first place of the text; a key has its characters about where they are in the content.
fn excerpt(content: &str, wanted: &str) -> Option<String> {
    let key = search_key(content);
    let place = key[..key.find(wanted)?].chars().count();
    Some(content.chars().skip(place.saturating_sub(BEFORE)).take(EXCERPT).collect())
}

impl Found {
    fn read(self) -> StoreResult<FoundMessage> {
        Ok(FoundMessage {
            id: MessageId(self.row.id),
            role: Role::named(&self.row.role)?,
            // `[^3]` tells a reader of an excerpt nothing.
            excerpt: without_marks(&self.excerpt),
            created_at: time(self.row.created_at)?,
        })
    }
}
