//! What a person changes of a document: where it is, what it is called, its tags.

use super::{collections::touch, rows};
use crate::{
    Database,
    columns::{micros, storable, to_json},
    entities::{documents, revisions},
};
use chatbox_core::{
    clock::Time,
    documents::{Document, DocumentChange},
    error::{StoreError, StoreResult},
    ids::{CollectionId, DocumentId, Who},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};

pub(super) async fn change(
    database: &Database,
    who: Who,
    id: DocumentId,
    change: DocumentChange,
    now: Time,
) -> StoreResult<Document> {
    use documents::{Column, Entity};
    let tx = database.write().await?;
    let mine = Entity::find_by_id(id.0).filter(Column::Owner.eq(who.user.0)).filter(Column::DeletedAt.is_null());
    let document = mine.lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
    let document = document.ok_or(StoreError::NotFound("document"))?;
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
    let changed = update.update(&tx).await.map_err(StoreError::failed)?;
    tx.commit().await.map_err(StoreError::failed)?;
    rows::document(changed)
}
