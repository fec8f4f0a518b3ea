//! What a person changes of a document: where it is, what it is called, its tags.

use super::{
    add::{JobOf, mine, restart},
    collections::touch,
    rows,
};
use crate::{
    columns::{Named, micros, storable, to_json},
    entities::{documents, revisions},
    sealing::SealedDatabase,
};
use chatbox_core::{
    clock::Time,
    documents::{Document, DocumentChange, DocumentState, IngestStep},
    error::{StoreError, StoreResult},
    ids::{CollectionId, DocumentId, Who},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter,
};

pub(super) async fn change(
    database: &SealedDatabase,
    who: Who,
    id: DocumentId,
    change: DocumentChange,
    job: JobOf<'_>,
    now: Time,
) -> StoreResult<Document> {
    use documents::{Column, Entity};
    let tx = database.write().await?;
    let document = mine(&tx, who, id).await?;
    let collection = change.collection.map_or(document.collection_id, |collection| collection.0);
    let path = change.path.map_or_else(|| document.path.clone(), |path| storable(&path));
    // Both rows are locked, so that nobody adds the same path meanwhile.
    touch(&tx, who, CollectionId(document.collection_id), now).await?;
    if collection != document.collection_id {
        touch(&tx, who, CollectionId(collection), now).await?;
    }
    let taken = Entity::find()
        .filter(Column::CollectionId.eq(collection))
        .filter(Column::Path.eq(path.as_str()))
        .filter(Column::DeletedAt.is_null())
        .filter(Column::Id.ne(id.0));
    if taken.one(&tx).await.map_err(StoreError::failed)?.is_some() {
        return Err(StoreError::Conflict(format!("another document has the path {path} there")));
    }
    let described = document.visible_id.unwrap_or(document.newest_id);
    let described = revisions::Entity::find_by_id(described).one(&tx).await.map_err(StoreError::failed)?;
    let title = rows::title_of(described.and_then(|revision| revision.title).as_deref(), &path);
    let mut update = documents::ActiveModel {
        id: Unchanged(document.id),
        collection_id: Set(collection),
        search_key: Set(rows::document_key(&title, &path)),
        title: Set(title),
        path: Set(path),
        updated_at: Set(micros(now)),
        ..Default::default()
    };
    if let Some(tags) = change.tags {
        update.tags = Set(storable(&to_json(&tags)?));
    }
    let mut changed = update.update(&tx).await.map_err(StoreError::failed)?;
    let moved = changed.collection_id != document.collection_id || changed.title != document.title;
    // One that is being read is compared when it is published.
    if moved && changed.state == DocumentState::Ready.name() {
        changed = restart(database, &tx, changed, IngestStep::Index, job, now).await?;
    }
    tx.commit().await.map_err(StoreError::failed)?;
    rows::document(changed)
}
