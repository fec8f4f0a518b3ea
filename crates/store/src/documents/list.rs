//! What a person sees of documents.

use super::{ingest, rows};
use crate::{
    Database,
    columns::{Named, contains_pattern, from_json, number, to_json},
    cursor::{self, Key, Position},
    entities::{
        documents::{Column, Entity, Model},
        revisions, texts,
    },
    grants::COLLECTIONS,
    sealing::SealedDatabase,
};
use chatbox_core::{
    documents::{
        Document, DocumentFilter, DocumentSort, DocumentState, DocumentVersion, RevisionText, TagCount, Version,
    },
    error::{StoreError, StoreResult},
    ids::{DocumentId, RevisionId, Who},
    page::{Page, PageRequest},
    sharing::Level,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LikeExpr, SimpleExpr},
};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) async fn documents(
    database: &Database,
    who: Who,
    filter: &DocumentFilter,
    page: &PageRequest,
) -> StoreResult<Page<Document>> {
    let contains = filter.contains.as_deref().filter(|text| !text.is_empty());
    let (key, order) = order_of(filter);
    let (position, tagged) = (position_by(filter.sort), filter.tag.as_deref().map(tagged).transpose()?);
    let filter = Condition::all()
        .add_option(tagged)
        .add_option(filter.collection.map(|collection| Column::CollectionId.eq(collection.0)))
        .add_option(filter.state.map(|state| Column::State.eq(state.name())))
        .add_option(contains.map(|text| Column::SearchKey.like(LikeExpr::new(contains_pattern(text)).escape('\\'))));
    let rows = Entity::find()
        .filter(readable(database.read(), who).await?)
        .filter(Column::DeletedAt.is_null())
        .filter(filter)
        .filter(cursor::after_in(page, key, Column::Id, &order)?)
        .order_by(key, order.clone())
        .order_by(Column::Id, order)
        .limit(cursor::fetch(page))
        .all(database.read())
        .await
        .map_err(StoreError::failed)?;
    cursor::page(rows, page, position, rows::document)
}

/// Titles begin with A unless turned round, all else with the largest.
fn order_of(filter: &DocumentFilter) -> (Column, Order) {
    let descends = |turned: bool| if turned { Order::Asc } else { Order::Desc };
    match filter.sort {
        DocumentSort::Added => (Column::CreatedAt, descends(filter.ascending)),
        DocumentSort::Title => (Column::SearchKey, descends(filter.ascending)),
        DocumentSort::Size => (Column::Size, descends(filter.ascending)),
    }
}

fn position_by(sort: DocumentSort) -> impl Fn(&Model) -> Position {
    move |row| match sort {
        DocumentSort::Added => Position::number(row.created_at, row.id),
        DocumentSort::Title => Position { key: Key::Text(row.search_key.clone()), id: row.id },
        DocumentSort::Size => Position::number(row.size, row.id),
    }
}

/// Tags are a JSON list in one column: this one stands in it with its quotes.
fn tagged(tag: &str) -> StoreResult<SimpleExpr> {
    let quoted = to_json(tag)?.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    Ok(Column::Tags.like(LikeExpr::new(format!("%{quoted}%")).escape('\\')))
}

pub(super) async fn tags(database: &Database, who: Who) -> StoreResult<Vec<TagCount>> {
    let lists: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Tags)
        .filter(readable(database.read(), who).await?)
        .filter(Column::DeletedAt.is_null())
        .filter(Column::Tags.ne("[]"))
        .into_tuple()
        .all(database.read())
        .await
        .map_err(StoreError::failed)?;
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for list in lists {
        for tag in from_json::<Vec<String>>(&list)? {
            *counts.entry(tag).or_default() += 1;
        }
    }
    Ok(counts.into_iter().map(|(tag, documents)| TagCount { tag, documents }).collect())
}

pub(super) async fn versions(database: &Database, who: Who, id: DocumentId) -> StoreResult<Vec<DocumentVersion>> {
    let tx = database.snapshot().await?;
    let document = row(&tx, who, id).await?;
    let all = revisions::Entity::find()
        .filter(revisions::Column::DocumentId.eq(document.id))
        .order_by_desc(revisions::Column::Version)
        .order_by_desc(revisions::Column::CreatedAt)
        .order_by_desc(revisions::Column::Id)
        .all(&tx)
        .await
        .map_err(StoreError::failed)?;
    let mut versions: Vec<DocumentVersion> = Vec::new();
    for revision in all {
        let number: u32 = number(revision.version)?;
        let searchable = document.visible_id == Some(revision.id);
        // Re-indexing makes a twin of a version; the searchable one of them counts, else the newest.
        match versions.last_mut().filter(|last| last.version == number) {
            Some(last) if searchable => *last = rows::version(revision, true)?,
            Some(_) => {}
            None => versions.push(rows::version(revision, searchable)?),
        }
    }
    Ok(versions)
}

pub(super) async fn document(database: &Database, who: Who, id: DocumentId) -> StoreResult<Document> {
    rows::document(row(database.read(), who, id).await?)
}

pub(super) async fn version(
    database: &Database,
    who: Who,
    id: DocumentId,
    revision: Option<RevisionId>,
) -> StoreResult<Version> {
    let tx = database.snapshot().await?;
    let document = row(&tx, who, id).await?;
    let find = async |id: Uuid| {
        let of_document = revisions::Entity::find_by_id(id).filter(revisions::Column::DocumentId.eq(document.id));
        let found = of_document.one(&tx).await.map_err(StoreError::failed)?;
        found.ok_or(StoreError::NotFound("revision"))
    };
    let mut found = find(revision.map_or(document.newest_id, |revision| revision.0)).await?;
    if let Some(visible) = document.visible_id.filter(|visible| *visible != found.id)
        && found.id != document.newest_id
        && !has_text(&tx, found.id).await?
    {
        let successor = find(visible).await?;
        if successor.hash != found.hash {
            return Err(StoreError::NotFound("revision"));
        }
        found = successor;
    }
    Ok(Version {
        revision: RevisionId(found.id),
        hash: rows::hash(found.hash)?,
        size: number(found.size)?,
        media_type: found.media_type,
    })
}

pub(super) async fn has_text(connection: &impl ConnectionTrait, revision: Uuid) -> StoreResult<bool> {
    let text = texts::Entity::find_by_id(revision).select_only().column(texts::Column::RevisionId);
    let found: Option<Uuid> = text.into_tuple().one(connection).await.map_err(StoreError::failed)?;
    Ok(found.is_some())
}

pub(super) async fn text(
    database: &SealedDatabase,
    who: Who,
    id: DocumentId,
    revision: Option<RevisionId>,
) -> StoreResult<RevisionText> {
    let tx = database.snapshot().await?;
    let document = row(&tx, who, id).await?;
    let Some(asked) = revision.map(|revision| revision.0).or(document.visible_id) else {
        return Err(StoreError::NotFound("text"));
    };
    let of_document = revisions::Entity::find_by_id(asked).filter(revisions::Column::DocumentId.eq(document.id));
    if of_document.one(&tx).await.map_err(StoreError::failed)?.is_none() {
        return Err(StoreError::NotFound("revision"));
    }
    ingest::text(database, &tx, RevisionId(asked)).await
}

pub(super) async fn counts(database: &Database, who: Who) -> StoreResult<Vec<(DocumentState, u64)>> {
    let rows = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .filter(readable(database.read(), who).await?)
        .filter(Column::DeletedAt.is_null())
        .group_by(Column::State)
        .order_by_asc(Column::State)
        .into_model::<CountRow>()
        .all(database.read())
        .await
        .map_err(StoreError::failed)?;
    rows.into_iter().map(|row| Ok((DocumentState::named(&row.state)?, number(row.count)?))).collect()
}

/// What the asker owns or is shared with them. Without anything shared it is one column, so that its index gives the order as well.
async fn readable(connection: &impl ConnectionTrait, who: Who) -> StoreResult<Condition> {
    let shared = COLLECTIONS.shared(connection, who).await?;
    let readable = Condition::any().add(Column::Owner.eq(who.user.0));
    Ok(if shared.is_empty() { readable } else { readable.add(Column::CollectionId.is_in(shared.into_keys())) })
}

/// On whose behalf the asker acts on a document.
pub(super) async fn host(database: &Database, who: Who, id: DocumentId, least: Level) -> StoreResult<Who> {
    let there = Entity::find_by_id(id.0).filter(Column::DeletedAt.is_null());
    let found =
        there.one(database.read()).await.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("document"))?;
    if found.owner == who.user.0 {
        return Ok(who);
    }
    COLLECTIONS.host(database.read(), who, found.collection_id, least, "document").await
}

#[derive(FromQueryResult)]
struct CountRow {
    state: String,
    count: i64,
}

async fn row(connection: &impl ConnectionTrait, who: Who, id: DocumentId) -> StoreResult<Model> {
    let mine = Entity::find_by_id(id.0).filter(Column::Owner.eq(who.user.0)).filter(Column::DeletedAt.is_null());
    mine.one(connection).await.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("document"))
}
