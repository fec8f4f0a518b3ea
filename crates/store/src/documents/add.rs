//! New documents, new versions, and starting a version again.

use super::{collections::touch, rows};
use crate::{
    Database,
    columns::{Named, integer, micros, to_json},
    entities::{documents, revisions, texts},
    sealing::{SealedDatabase, TEXT},
    tasks,
};
use chatbox_core::{
    clock::Time,
    documents::{Added, Document, DocumentState, IngestStep, NewRevision},
    error::{StoreError, StoreResult},
    ids::{CollectionId, DocumentId, RevisionId, Who},
    tasks::{JobState, NewJob},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

pub(super) type JobOf<'a> = &'a (dyn Fn(RevisionId) -> NewJob + Sync);

pub(super) async fn add_revision(
    database: &Database,
    who: Who,
    new: NewRevision,
    job: JobOf<'_>,
    now: Time,
) -> StoreResult<(Document, Added)> {
    let tx = database.write().await?;
    touch(&tx, who, new.collection, now).await?;
    let existing = documents::Entity::find()
        .filter(documents::Column::CollectionId.eq(new.collection.0))
        .filter(documents::Column::Path.eq(new.path.as_str()))
        .filter(documents::Column::DeletedAt.is_null())
        .one(&tx)
        .await
        .map_err(StoreError::failed)?;
    let revision = RevisionId::new();
    let (document, added) = match existing {
        // Nothing is written: dropping the transaction also undoes the touch.
        Some(document) if has_already(&document, &new)? => return Ok((rows::document(document)?, Added::Unchanged)),
        Some(document) => (replace(&tx, document, &new, revision, now).await?, Added::Replaced),
        None => (create(&tx, who, &new, revision, now).await?, Added::Created),
    };
    let row = revisions::ActiveModel {
        id: Set(revision.0),
        document_id: Set(document.id),
        version: Set(document.version),
        hash: Set(document.hash.clone()),
        size: Set(document.size),
        title: Set(None),
        media_type: Set(None),
        language: Set(None),
        pages: Set(None),
        warnings: Set(document.warnings.clone()),
        state: Set(document.state.clone()),
        step: Set(document.step.clone()),
        problem: Set(None),
        created_at: Set(micros(now)),
    };
    revisions::Entity::insert(row).exec_without_returning(&tx).await.map_err(StoreError::failed)?;
    tasks::enqueue(&tx, &[job(revision)], now).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok((rows::document(document)?, added))
}

/// Whether the newest version has these bytes and neither failed nor was cancelled: a person who adds a failed file again wants
/// another try.
fn has_already(document: &documents::Model, new: &NewRevision) -> StoreResult<bool> {
    let state = DocumentState::named(&document.state)?;
    let gave_up = matches!(state, DocumentState::Failed | DocumentState::Cancelled);
    Ok(document.hash == new.hash.as_str() && !gave_up)
}

async fn create(
    tx: &DatabaseTransaction,
    who: Who,
    new: &NewRevision,
    revision: RevisionId,
    now: Time,
) -> StoreResult<documents::Model> {
    let title = rows::title_of(None, &new.path);
    let document = documents::Model {
        id: DocumentId::new().0,
        owner: who.user.0,
        collection_id: new.collection.0,
        search_key: rows::document_key(&title, &new.path),
        path: new.path.clone(),
        title,
        media_type: None,
        language: None,
        size: integer(new.size)?,
        hash: new.hash.as_str().to_owned(),
        pages: None,
        chunks: 0,
        version: 1,
        state: DocumentState::Queued.name().to_owned(),
        step: IngestStep::Extract.name().to_owned(),
        problem: None,
        warnings: NOTHING.to_owned(),
        tags: NOTHING.to_owned(),
        newest_id: revision.0,
        visible_id: None,
        created_at: micros(now),
        updated_at: micros(now),
        deleted_at: None,
    };
    let row = document.clone().into_active_model();
    documents::Entity::insert(row).exec_without_returning(tx).await.map_err(StoreError::failed)?;
    Ok(document)
}

/// An empty JSON list.
const NOTHING: &str = "[]";

async fn replace(
    tx: &DatabaseTransaction,
    document: documents::Model,
    new: &NewRevision,
    revision: RevisionId,
    now: Time,
) -> StoreResult<documents::Model> {
    let change = documents::ActiveModel {
        id: Unchanged(document.id),
        size: Set(integer(new.size)?),
        hash: Set(new.hash.as_str().to_owned()),
        version: Set(document.version + 1),
        state: Set(DocumentState::Queued.name().to_owned()),
        step: Set(IngestStep::Extract.name().to_owned()),
        problem: Set(None),
        warnings: Set(NOTHING.to_owned()),
        newest_id: Set(revision.0),
        updated_at: Set(micros(now)),
        ..Default::default()
    };
    change.update(tx).await.map_err(StoreError::failed)
}

/// A searchable revision whose text or chunks are to be made anew gets a twin, so that it stays searchable and whole until the twin
/// is published; any other revision starts again itself.
pub(super) async fn restart_revision(
    database: &SealedDatabase,
    who: Who,
    id: DocumentId,
    step: IngestStep,
    job: JobOf<'_>,
    now: Time,
) -> StoreResult<Document> {
    let tx = database.write().await?;
    let document = mine(&tx, who, id).await?;
    let document = restart(database, &tx, document, step, job, now).await?;
    touch(&tx, who, CollectionId(document.collection_id), now).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    rows::document(document)
}

/// The asker's document, whose row is locked until the transaction ends.
pub(super) async fn mine(tx: &DatabaseTransaction, who: Who, id: DocumentId) -> StoreResult<documents::Model> {
    documents::Entity::find_by_id(id.0)
        .filter(documents::Column::Owner.eq(who.user.0))
        .filter(documents::Column::DeletedAt.is_null())
        .lock_exclusive()
        .one(tx)
        .await
        .map_err(StoreError::failed)?
        .ok_or(StoreError::NotFound("document"))
}

pub(super) async fn restart(
    database: &SealedDatabase,
    tx: &DatabaseTransaction,
    document: documents::Model,
    step: IngestStep,
    job: JobOf<'_>,
    now: Time,
) -> StoreResult<documents::Model> {
    let newest = revisions::Entity::find_by_id(document.newest_id).one(tx).await.map_err(StoreError::failed)?;
    let newest = newest.ok_or_else(|| StoreError::failed("a document without its newest revision"))?;
    check_step(&newest, step)?;
    let is_visible = document.visible_id == Some(newest.id);
    let revision = if is_visible && step <= IngestStep::Chunk { RevisionId::new() } else { RevisionId(newest.id) };
    let queued = tasks::enqueue(tx, &[job(revision)], now).await?;
    if queued.iter().any(|job| matches!(job.existing, Some(JobState::Running | JobState::Paused))) {
        return Err(StoreError::Conflict("the document is being worked on, or paused".to_owned()));
    }
    if revision.0 == newest.id {
        let change = revisions::ActiveModel {
            id: Unchanged(newest.id),
            state: Set(DocumentState::Queued.name().to_owned()),
            step: Set(step.name().to_owned()),
            problem: Set(None),
            ..Default::default()
        };
        change.update(tx).await.map_err(StoreError::failed)?;
    } else {
        insert_twin(database, tx, newest, revision, step, now).await?;
    }
    let change = documents::ActiveModel {
        id: Unchanged(document.id),
        state: Set(DocumentState::Queued.name().to_owned()),
        step: Set(step.name().to_owned()),
        problem: Set(None),
        newest_id: Set(revision.0),
        updated_at: Set(micros(now)),
        ..Default::default()
    };
    change.update(tx).await.map_err(StoreError::failed)
}

/// A revision can only start again from a step it has reached.
fn check_step(newest: &revisions::Model, step: IngestStep) -> StoreResult<()> {
    if step == IngestStep::Done || step > IngestStep::named(&newest.step)? {
        return Err(StoreError::Conflict(format!("the document has not reached the step {}", step.name())));
    }
    Ok(())
}

async fn insert_twin(
    database: &SealedDatabase,
    tx: &DatabaseTransaction,
    of: revisions::Model,
    id: RevisionId,
    step: IngestStep,
    now: Time,
) -> StoreResult<()> {
    let old = of.id;
    let twin = revisions::Model {
        id: id.0,
        state: DocumentState::Queued.name().to_owned(),
        step: step.name().to_owned(),
        problem: None,
        warnings: if step == IngestStep::Extract { to_json::<[String]>(&[])? } else { of.warnings.clone() },
        created_at: micros(now),
        ..of
    };
    let row = twin.into_active_model();
    revisions::Entity::insert(row).exec_without_returning(tx).await.map_err(StoreError::failed)?;
    if step == IngestStep::Chunk {
        let text = texts::Entity::find_by_id(old).one(tx).await.map_err(StoreError::failed)?;
        let texts::Model { text, blocks, pages, .. } = text.ok_or(StoreError::NotFound("text"))?;
        // What is sealed opens at its own place only.
        let text = database.seal(&TEXT.row(id.0), &database.open(&TEXT.row(old), text)?)?;
        let row = texts::Model { revision_id: id.0, text, blocks, pages }.into_active_model();
        texts::Entity::insert(row).exec_without_returning(tx).await.map_err(StoreError::failed)?;
    }
    Ok(())
}
