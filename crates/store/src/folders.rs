//! Folders of conversations.

use crate::{
    Store,
    columns::{from_json, micros, name_key, number, storable, time, to_json},
    entities::{
        conversations,
        folders::{ActiveModel, Column, Entity, Model},
    },
    sealing::{INSTRUCTIONS, SealedDatabase},
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    folders::{Folder, FolderChange, FolderStore},
    ids::{FolderId, UserId, Who},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

#[async_trait]
impl FolderStore for Store {
    async fn folders(&self, who: Who) -> StoreResult<Vec<Folder>> {
        let tx = self.database.snapshot().await?;
        let rows = Entity::find()
            .filter(Column::Owner.eq(who.user.0))
            .order_by_asc(Column::NameKey)
            .order_by_asc(Column::Id)
            .all(&tx)
            .await
            .map_err(StoreError::failed)?;
        let counts: Vec<(Option<Uuid>, i64)> = conversations::Entity::find()
            .select_only()
            .column(conversations::Column::FolderId)
            .column_as(conversations::Column::Id.count(), "count")
            .filter(conversations::Column::Owner.eq(who.user.0))
            .filter(conversations::Column::FolderId.is_not_null())
            .group_by(conversations::Column::FolderId)
            .into_tuple()
            .all(&tx)
            .await
            .map_err(StoreError::failed)?;
        let counts: HashMap<Uuid, i64> =
            counts.into_iter().filter_map(|(folder, count)| Some((folder?, count))).collect();
        let counted = |row: Model| folder(&self.database, counts.get(&row.id).copied().unwrap_or(0), row);
        rows.into_iter().map(counted).collect()
    }

    async fn folder(&self, who: Who, id: FolderId) -> StoreResult<Folder> {
        let tx = self.database.snapshot().await?;
        let row = row(&tx, who, id).await?;
        folder(&self.database, count(&tx, id).await?, row)
    }

    async fn create_folder(&self, who: Who, new: FolderChange, now: Time) -> StoreResult<Folder> {
        let name = new.name.unwrap_or_default();
        let id = FolderId::new().0;
        let instructions = storable(&new.instructions.unwrap_or_default());
        let row = Model {
            id,
            owner: who.user.0,
            name_key: name_key(&name),
            name: storable(&name),
            instructions: self.database.seal(&INSTRUCTIONS.row(id), &instructions)?,
            collections: to_json(&new.collections.unwrap_or_default())?,
            created_at: micros(now),
            updated_at: micros(now),
        };
        let tx = self.database.write().await?;
        let insert = Entity::insert(row.clone().into_active_model());
        insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        folder(&self.database, 0, row)
    }

    async fn change_folder(&self, who: Who, id: FolderId, change: FolderChange, now: Time) -> StoreResult<Folder> {
        let tx = self.database.write().await?;
        row(&tx, who, id).await?;
        let mut update = ActiveModel { id: Unchanged(id.0), updated_at: Set(micros(now)), ..Default::default() };
        if let Some(name) = change.name {
            update.name_key = Set(name_key(&name));
            update.name = Set(storable(&name));
        }
        if let Some(instructions) = change.instructions {
            update.instructions = Set(self.database.seal(&INSTRUCTIONS.row(id.0), &storable(&instructions))?);
        }
        if let Some(collections) = change.collections {
            update.collections = Set(to_json(&collections)?);
        }
        let changed = update.update(&tx).await.map_err(StoreError::failed)?;
        let conversations = count(&tx, id).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        folder(&self.database, conversations, changed)
    }

    async fn delete_folder(&self, who: Who, id: FolderId) -> StoreResult<()> {
        let tx = self.database.write().await?;
        row(&tx, who, id).await?;
        // Its conversations lose it by their foreign key.
        Entity::delete_by_id(id.0).exec(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)
    }
}

/// The asker's folder.
pub(crate) async fn row(connection: &impl ConnectionTrait, who: Who, id: FolderId) -> StoreResult<Model> {
    let mine = Entity::find_by_id(id.0).filter(Column::Owner.eq(who.user.0));
    mine.one(connection).await.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("folder"))
}

async fn count(connection: &impl ConnectionTrait, id: FolderId) -> StoreResult<i64> {
    let inside = conversations::Entity::find().filter(conversations::Column::FolderId.eq(id.0));
    let count = inside.count(connection).await.map_err(StoreError::failed)?;
    i64::try_from(count).map_err(StoreError::failed)
}

fn folder(database: &SealedDatabase, conversations: i64, row: Model) -> StoreResult<Folder> {
    Ok(Folder {
        id: FolderId(row.id),
        owner: UserId(row.owner),
        name: row.name,
        instructions: database.open(&INSTRUCTIONS.row(row.id), row.instructions)?,
        collections: from_json(&row.collections)?,
        conversations: number(conversations)?,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}
