//! Deleting: hidden at once, removed later.

use super::{
    collections::touch,
    ingest::{self, locked},
    list::has_text,
    rows,
};
use crate::{
    Database,
    columns::micros,
    entities::{
        chunks,
        documents::{self, Column, Entity},
        revisions, texts,
    },
    pieces::padded,
    sealing::SealedDatabase,
    tasks,
};
use chatbox_core::{
    clock::{Clock, SystemClock},
    documents::Purged,
    error::{StoreError, StoreResult},
    ids::{BlobHash, CollectionId, DocumentId, RevisionId, Who},
    tasks::NewJob,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::Expr,
};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// Hashes per statement.
const HASHES_AT_ONCE: usize = 256;

pub(super) async fn delete_document(database: &Database, who: Who, id: DocumentId, job: NewJob) -> StoreResult<()> {
    let now = SystemClock.now();
    let tx = database.write().await?;
    let mine = Entity::find_by_id(id.0).filter(Column::Owner.eq(who.user.0)).filter(Column::DeletedAt.is_null());
    let document = mine.lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
    let document = document.ok_or(StoreError::NotFound("document"))?;
    Entity::update_many()
        .col_expr(Column::DeletedAt, Expr::value(micros(now)))
        .filter(Column::Id.eq(id.0))
        .exec(&tx)
        .await
        .map_err(StoreError::failed)?;
    touch(&tx, who, CollectionId(document.collection_id), now).await?;
    tasks::enqueue_due(&tx, &[job], now).await?;
    tx.commit().await.map_err(StoreError::failed)
}

pub(super) async fn revisions(database: &Database, id: DocumentId) -> StoreResult<Vec<RevisionId>> {
    let ids: Vec<Uuid> = revisions::Entity::find()
        .select_only()
        .column(revisions::Column::Id)
        .filter(revisions::Column::DocumentId.eq(id.0))
        .order_by_desc(revisions::Column::CreatedAt)
        .order_by_desc(revisions::Column::Id)
        .into_tuple()
        .all(database.read())
        .await
        .map_err(StoreError::failed)?;
    Ok(ids.into_iter().map(RevisionId).collect())
}

/// Purging what is gone already is fine: a job may be repeated after a crash.
pub(super) async fn revision(database: &SealedDatabase, id: RevisionId, keep: u32) -> StoreResult<Purged> {
    let tx = database.write_later().await?;
    let (revision, document) = match locked(&tx, id).await {
        Err(StoreError::NotFound(_)) => return Ok(Purged::default()),
        found => found?,
    };
    let in_use = document.visible_id == Some(id.0) || document.newest_id == id.0;
    if in_use && document.deleted_at.is_none() {
        return Err(StoreError::Conflict("the revision is searchable or the newest of its document".to_owned()));
    }
    forget_embeddings(&tx, id).await?;
    if stands_for_visible(database, &tx, &revision, &document).await? {
        keep_name(&tx, id).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        return Ok(Purged::default());
    }
    if is_kept(&tx, &revision, &document, keep).await? {
        let chunks = chunks::Entity::delete_many().filter(chunks::Column::RevisionId.eq(id.0));
        chunks.exec(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        return Ok(Purged::default());
    }
    if has_text(&tx, id.0).await? {
        forget_names(&tx, &revision, &document).await?;
    }
    revisions::Entity::delete_by_id(id.0).exec(&tx).await.map_err(StoreError::failed)?;
    let blobs = unreferenced(&tx, &[rows::hash(revision.hash)?]).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok(Purged { blobs })
}

/// Whether people may look back at this version: it was read, and not many newer ones are stored.
async fn is_kept(
    tx: &DatabaseTransaction,
    revision: &revisions::Model,
    document: &documents::Model,
    keep: u32,
) -> StoreResult<bool> {
    if document.deleted_at.is_some() || !has_text(tx, revision.id).await? {
        return Ok(false);
    }
    let newer: Vec<i64> = revisions::Entity::find()
        .select_only()
        .column(revisions::Column::Version)
        .distinct()
        .filter(revisions::Column::DocumentId.eq(document.id))
        .filter(revisions::Column::Version.gt(revision.version))
        .into_tuple()
        .all(tx)
        .await
        .map_err(StoreError::failed)?;
    // A twin of the same version replaces it; it is not looked back at.
    Ok(!newer.is_empty() && newer.len() < keep as usize)
}

/// Whether the searchable revision came of re-indexing this one and has the same text; one without a text was found to do so before.
async fn stands_for_visible(
    database: &SealedDatabase,
    tx: &DatabaseTransaction,
    revision: &revisions::Model,
    document: &documents::Model,
) -> StoreResult<bool> {
    let Some(visible) = document.visible_id.filter(|_| document.deleted_at.is_none()) else { return Ok(false) };
    let successor = revisions::Entity::find_by_id(visible).one(tx).await.map_err(StoreError::failed)?;
    if successor.is_none_or(|successor| successor.hash != revision.hash || successor.id == revision.id) {
        return Ok(false);
    }
    if !has_text(tx, revision.id).await? || !has_text(tx, visible).await? {
        return Ok(true);
    }
    let (old, new) = (RevisionId(revision.id), RevisionId(visible));
    Ok(ingest::text(database, tx, old).await?.text == ingest::text(database, tx, new).await?.text)
}

/// Removes all of a revision but its row.
async fn keep_name(tx: &DatabaseTransaction, id: RevisionId) -> StoreResult<()> {
    let text = texts::Entity::delete_by_id(id.0);
    text.exec(tx).await.map_err(StoreError::failed)?;
    let chunks = chunks::Entity::delete_many().filter(chunks::Column::RevisionId.eq(id.0));
    chunks.exec(tx).await.map_err(StoreError::failed)?;
    Ok(())
}

/// Removes the names that stand for a revision which is going.
async fn forget_names(
    tx: &DatabaseTransaction,
    revision: &revisions::Model,
    document: &documents::Model,
) -> StoreResult<()> {
    let sql = "DELETE FROM revisions WHERE document_id = $1 AND hash = $2 AND id <> $3 AND id <> $4 AND state = 'ready'
        AND NOT EXISTS (SELECT 1 FROM texts WHERE texts.revision_id = revisions.id)";
    let visible = document.visible_id.unwrap_or(document.newest_id);
    let values = [document.id.into(), revision.hash.as_str().into(), document.newest_id.into(), visible.into()];
    let delete = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    tx.execute_raw(delete).await.map_err(StoreError::failed)?;
    Ok(())
}

pub(super) async fn document(database: &Database, id: DocumentId) -> StoreResult<Purged> {
    let tx = database.write_later().await?;
    let document = Entity::find_by_id(id.0).lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
    let Some(documents::Model { deleted_at, .. }) = document else { return Ok(Purged::default()) };
    if deleted_at.is_none() {
        return Err(StoreError::Conflict("the document is not deleted".to_owned()));
    }
    let mut hashes = BTreeSet::new();
    let all = revisions::Entity::find().filter(revisions::Column::DocumentId.eq(id.0)).all(&tx).await;
    for revision in all.map_err(StoreError::failed)? {
        forget_embeddings(&tx, RevisionId(revision.id)).await?;
        revisions::Entity::delete_by_id(revision.id).exec(&tx).await.map_err(StoreError::failed)?;
        hashes.insert(revision.hash);
    }
    Entity::delete_by_id(id.0).exec(&tx).await.map_err(StoreError::failed)?;
    let hashes: Vec<BlobHash> = hashes.into_iter().map(rows::hash).collect::<StoreResult<_>>()?;
    let blobs = unreferenced(&tx, &hashes).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok(Purged { blobs })
}

/// Removes from the embedding cache what only this revision's chunks use: a vector tells about the text it was made of.
async fn forget_embeddings(tx: &DatabaseTransaction, id: RevisionId) -> StoreResult<()> {
    // Each hash once: a text that repeats itself has thousands of passages alike, and each would look at all others.
    let sql = "DELETE FROM embeddings WHERE hash IN (
            SELECT mine.hash FROM (SELECT DISTINCT embed_hash AS hash FROM chunks WHERE revision_id = $1) mine
            WHERE NOT EXISTS (SELECT 1 FROM chunks other WHERE other.embed_hash = mine.hash AND other.revision_id <> $1)
        )";
    let delete = Statement::from_sql_and_values(tx.get_database_backend(), sql, [id.0.into()]);
    tx.execute_raw(delete).await.map_err(StoreError::failed)?;
    Ok(())
}

/// Those of the hashes that no revision of anybody refers to, in their order.
pub(super) async fn unreferenced(connection: &impl ConnectionTrait, hashes: &[BlobHash]) -> StoreResult<Vec<BlobHash>> {
    let mut referenced: HashSet<String> = HashSet::new();
    for some in hashes.chunks(HASHES_AT_ONCE) {
        let rows: Vec<String> = revisions::Entity::find()
            .select_only()
            .column(revisions::Column::Hash)
            .distinct()
            .filter(revisions::Column::Hash.is_in(padded(some.iter().map(BlobHash::as_str).collect())))
            .into_tuple()
            .all(connection)
            .await
            .map_err(StoreError::failed)?;
        referenced.extend(rows);
    }
    Ok(hashes.iter().filter(|hash| !referenced.contains(hash.as_str())).cloned().collect())
}
