//! What the ingestion worker does to a revision, step by step.

use super::rows;
use crate::{
    Database,
    columns::{Named, from_json, integer, micros, storable, to_json},
    entities::{chunks, documents, revisions, texts},
    pieces::pieces,
    sealing::{CHUNK, HEADINGS, PREFIX, SealedDatabase, TEXT},
};
use chatbox_core::{
    clock::Time,
    documents::{Chunk, DocumentProblem, DocumentState, IngestStep, Place, Published, Revision, RevisionText},
    error::{StoreError, StoreResult},
    ids::RevisionId,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

pub(super) struct Extraction<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) media_type: &'a str,
    pub(super) language: Option<&'a str>,
    pub(super) warnings: &'a [String],
    pub(super) text: &'a RevisionText,
}

pub(super) async fn revision(database: &Database, id: RevisionId) -> StoreResult<Revision> {
    let found = revisions::Entity::find_by_id(id.0).find_also_related(documents::Entity).one(database.read()).await;
    let (revision, document) = found.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("revision"))?;
    rows::revision(revision, document.ok_or(StoreError::NotFound("document"))?)
}

pub(super) async fn unfinished(
    database: &Database,
    after: Option<RevisionId>,
    limit: u32,
) -> StoreResult<Vec<Revision>> {
    let rows = revisions::Entity::find()
        .find_also_related(documents::Entity)
        // The states stand in the text, so that the partial index applies.
        .filter(Expr::cust("revisions.state IN ('queued', 'processing')"))
        .filter(Expr::cust("documents.newest_id = revisions.id AND documents.deleted_at IS NULL"))
        .filter(revisions::Column::Id.gt(after.map_or(Uuid::nil(), |id| id.0)))
        .order_by_asc(revisions::Column::Id)
        .limit(u64::from(limit))
        .all(database.read())
        .await
        .map_err(StoreError::failed)?;
    rows.into_iter()
        .map(|(revision, document)| rows::revision(revision, document.ok_or(StoreError::NotFound("document"))?))
        .collect()
}

pub(super) async fn put_extracted(
    database: &SealedDatabase,
    id: RevisionId,
    found: Extraction<'_>,
    now: Time,
) -> StoreResult<Revision> {
    let tx = database.write_later().await?;
    let (mut revision, document) = locked(&tx, id).await?;
    refuse_searchable(&document, id)?;
    let text = texts::Model {
        revision_id: id.0,
        text: database.seal(&TEXT.row(id.0), &storable(&found.text.text))?,
        blocks: to_json(&found.text.blocks)?,
        pages: to_json(&found.text.pages)?,
    };
    let replace = OnConflict::column(texts::Column::RevisionId)
        .update_columns([texts::Column::Text, texts::Column::Blocks, texts::Column::Pages])
        .to_owned();
    let text = texts::Entity::insert(text.into_active_model()).on_conflict(replace);
    text.exec_without_returning(&tx).await.map_err(StoreError::failed)?;

    let pages = &found.text.pages;
    revision.title = found.title.map(storable);
    revision.media_type = Some(found.media_type.to_owned());
    revision.language = found.language.map(str::to_owned);
    revision.pages = if pages.is_empty() { None } else { Some(integer(pages.len())?) };
    revision.warnings = to_json(found.warnings)?;
    revision.step = IngestStep::Chunk.name().to_owned();
    let change = revisions::ActiveModel {
        title: Set(revision.title.clone()),
        media_type: Set(revision.media_type.clone()),
        language: Set(revision.language.clone()),
        pages: Set(revision.pages),
        warnings: Set(revision.warnings.clone()),
        step: Set(revision.step.clone()),
        ..Default::default()
    };
    change_revision(&tx, id, change).await?;
    if document.newest_id == id.0 {
        let change = documents::ActiveModel {
            warnings: Set(revision.warnings.clone()),
            step: Set(revision.step.clone()),
            updated_at: Set(micros(now)),
            ..Default::default()
        };
        // While an older version is searchable, passages go on to carry its title.
        let change = if document.visible_id.is_none() { with_content(change, &document, &revision) } else { change };
        change_document(&tx, &document, change).await?;
    }
    tx.commit().await.map_err(StoreError::failed)?;
    rows::revision(revision, document)
}

pub(super) async fn text(
    database: &SealedDatabase,
    connection: &impl ConnectionTrait,
    id: RevisionId,
) -> StoreResult<RevisionText> {
    let row = texts::Entity::find_by_id(id.0).one(connection).await.map_err(StoreError::failed)?;
    let row = row.ok_or(StoreError::NotFound("text"))?;
    let text = database.open(&TEXT.row(id.0), row.text)?;
    Ok(RevisionText { blocks: from_json(&row.blocks)?, pages: from_json(&row.pages)?, text })
}

/// Chunks per statement: 10 columns each.
const CHUNKS_AT_ONCE: usize = 64;

pub(super) async fn put_chunks(
    database: &SealedDatabase,
    id: RevisionId,
    chunks: &[Chunk],
    now: Time,
) -> StoreResult<Revision> {
    let tx = database.write_later().await?;
    let (revision, document) = locked(&tx, id).await?;
    refuse_searchable(&document, id)?;
    let old = chunks::Entity::delete_many().filter(chunks::Column::RevisionId.eq(id.0));
    old.exec(&tx).await.map_err(StoreError::failed)?;
    for piece in pieces(chunks, CHUNKS_AT_ONCE) {
        let rows = piece.iter().map(|chunk| chunk_row(database, id, chunk)).collect::<StoreResult<Vec<_>>>()?;
        chunks::Entity::insert_many(rows).exec_without_returning(&tx).await.map_err(StoreError::failed)?;
    }
    let revision = move_to(&tx, revision, &document, IngestStep::Embed, now).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    rows::revision(revision, document)
}

fn chunk_row(database: &SealedDatabase, revision: RevisionId, chunk: &Chunk) -> StoreResult<chunks::ActiveModel> {
    let id = chunk.id.0;
    Ok(chunks::ActiveModel {
        id: Set(id),
        revision_id: Set(revision.0),
        ordinal: Set(i64::from(chunk.ordinal)),
        first_char: Set(i64::from(chunk.start)),
        last_char: Set(i64::from(chunk.end)),
        page: Set(chunk.page.map(i64::from)),
        headings: Set(database.seal(&HEADINGS.row(id), &to_json(&chunk.headings)?)?),
        text: Set(database.seal(&CHUNK.row(id), &storable(&chunk.text))?),
        prefix: Set(database.seal(&PREFIX.row(id), &storable(&chunk.prefix))?),
        embed_hash: Set(chunk.embed_hash.clone()),
    })
}

pub(super) async fn set_step(
    database: &Database,
    id: RevisionId,
    step: IngestStep,
    now: Time,
) -> StoreResult<Revision> {
    let tx = database.write_later().await?;
    let (revision, document) = locked(&tx, id).await?;
    let revision = move_to(&tx, revision, &document, step, now).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    rows::revision(revision, document)
}

pub(super) async fn publish(database: &Database, id: RevisionId, written: &Place, now: Time) -> StoreResult<Published> {
    let tx = database.write_later().await?;
    let (revision, document) = locked(&tx, id).await?;
    if rows::is_superseded(&revision, &document) {
        return Err(StoreError::Conflict("a newer version exists, or the document was deleted".to_owned()));
    }
    let title = rows::title_of(revision.title.as_deref(), &document.path);
    if document.collection_id != written.collection.0 || title != written.title {
        return Ok(Published::Moved);
    }
    let count = chunks::Entity::find().filter(chunks::Column::RevisionId.eq(id.0)).count(&tx).await;
    let change = documents::ActiveModel {
        visible_id: Set(Some(id.0)),
        chunks: Set(integer(count.map_err(StoreError::failed)?)?),
        state: Set(DocumentState::Ready.name().to_owned()),
        step: Set(IngestStep::Done.name().to_owned()),
        problem: Set(None),
        updated_at: Set(micros(now)),
        ..Default::default()
    };
    change_document(&tx, &document, with_content(change, &document, &revision)).await?;
    let change = revisions::ActiveModel {
        state: Set(DocumentState::Ready.name().to_owned()),
        step: Set(IngestStep::Done.name().to_owned()),
        problem: Set(None),
        ..Default::default()
    };
    change_revision(&tx, id, change).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok(Published::Done(document.visible_id.filter(|old| *old != id.0).map(RevisionId)))
}

pub(super) async fn set_state(
    database: &Database,
    id: RevisionId,
    state: DocumentState,
    problem: Option<DocumentProblem>,
    now: Time,
) -> StoreResult<Revision> {
    if state == DocumentState::Ready {
        return Err(StoreError::Conflict("a revision becomes ready by being published".to_owned()));
    }
    let problem = problem.as_ref().map(to_json).transpose()?;
    let tx = database.write_later().await?;
    let (revision, document) = locked(&tx, id).await?;
    let change = revisions::ActiveModel {
        state: Set(state.name().to_owned()),
        problem: Set(problem.clone()),
        ..Default::default()
    };
    change_revision(&tx, id, change).await?;
    if document.newest_id == id.0 {
        let change = documents::ActiveModel {
            state: Set(state.name().to_owned()),
            problem: Set(problem),
            updated_at: Set(micros(now)),
            ..Default::default()
        };
        change_document(&tx, &document, change).await?;
    }
    tx.commit().await.map_err(StoreError::failed)?;
    rows::revision(revision, document)
}

async fn move_to(
    tx: &DatabaseTransaction,
    revision: revisions::Model,
    document: &documents::Model,
    step: IngestStep,
    now: Time,
) -> StoreResult<revisions::Model> {
    let step = step.name().to_owned();
    let change = revisions::ActiveModel { step: Set(step.clone()), ..Default::default() };
    change_revision(tx, RevisionId(revision.id), change).await?;
    if document.newest_id == revision.id {
        let change =
            documents::ActiveModel { step: Set(step.clone()), updated_at: Set(micros(now)), ..Default::default() };
        change_document(tx, document, change).await?;
    }
    Ok(revisions::Model { step, ..revision })
}

/// Writes without reading the row back: ingestion spends much of its time on rows.
async fn change_revision(tx: &DatabaseTransaction, id: RevisionId, change: revisions::ActiveModel) -> StoreResult<()> {
    let update = revisions::Entity::update_many().set(change).filter(revisions::Column::Id.eq(id.0));
    update.exec(tx).await.map(drop).map_err(StoreError::failed)
}

async fn change_document(
    tx: &DatabaseTransaction,
    document: &documents::Model,
    change: documents::ActiveModel,
) -> StoreResult<()> {
    let update = documents::Entity::update_many().set(change).filter(documents::Column::Id.eq(document.id));
    update.exec(tx).await.map(drop).map_err(StoreError::failed)
}

/// What the document shows of a revision's content.
fn with_content(
    change: documents::ActiveModel,
    document: &documents::Model,
    revision: &revisions::Model,
) -> documents::ActiveModel {
    let title = rows::title_of(revision.title.as_deref(), &document.path);
    documents::ActiveModel {
        search_key: Set(rows::document_key(&title, &document.path)),
        title: Set(title),
        media_type: Set(revision.media_type.clone()),
        language: Set(revision.language.clone()),
        pages: Set(revision.pages),
        ..change
    }
}

/// The revision and its document, whose row is locked until the transaction ends.
pub(super) async fn locked(
    tx: &DatabaseTransaction,
    id: RevisionId,
) -> StoreResult<(revisions::Model, documents::Model)> {
    let revision = revisions::Entity::find_by_id(id.0).one(tx).await.map_err(StoreError::failed)?;
    let revision = revision.ok_or(StoreError::NotFound("revision"))?;
    let document = documents::Entity::find_by_id(revision.document_id).lock_exclusive().one(tx).await;
    let document = document.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("document"))?;
    Ok((revision, document))
}

/// Searches must never see a revision change under them.
fn refuse_searchable(document: &documents::Model, id: RevisionId) -> StoreResult<()> {
    if document.visible_id == Some(id.0) {
        return Err(StoreError::Conflict("a searchable revision does not change".to_owned()));
    }
    Ok(())
}
