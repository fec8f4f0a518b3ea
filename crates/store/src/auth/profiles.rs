//! Profiles and pictures.

use super::accounts;
use crate::{
    Store,
    columns::{micros, storable, time},
    entities::{
        accounts as people, avatars,
        profiles::{Column, Entity, Model},
    },
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{Avatar, Language, Profile, ProfileChange, ProfileStore},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::UserId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

#[async_trait]
impl ProfileStore for Store {
    async fn profile(&self, id: UserId) -> StoreResult<Profile> {
        read(&self.database.snapshot().await?, id).await
    }

    async fn change_profile(&self, id: UserId, change: &ProfileChange, now: Time) -> StoreResult<Profile> {
        let tx = self.database.write().await?;
        let before = read(&tx, id).await?;
        if let Some(name) = &change.name {
            let rename = people::Entity::update_many()
                .col_expr(people::Column::Name, Expr::value(storable(name)))
                .col_expr(people::Column::UpdatedAt, Expr::value(micros(now)))
                .filter(people::Column::Id.eq(id.0));
            rename.exec(&tx).await.map_err(StoreError::failed)?;
        }
        let row = Model {
            account_id: id.0,
            language: change.language.unwrap_or(before.language).map(|language| language.name().to_owned()),
            time_zone: change.time_zone.clone().unwrap_or(before.time_zone),
        };
        let replace =
            OnConflict::column(Column::AccountId).update_columns([Column::Language, Column::TimeZone]).to_owned();
        let put = Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(&tx).await;
        put.map_err(StoreError::failed)?;
        let after = read(&tx, id).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(after)
    }

    async fn avatars(&self) -> StoreResult<Vec<Avatar>> {
        let stamps = avatars::Entity::find()
            .select_only()
            .columns([avatars::Column::AccountId, avatars::Column::ChangedAt])
            .into_tuple::<(Uuid, i64)>()
            .all(self.database.read());
        let stamps = stamps.await.map_err(StoreError::failed)?;
        stamps.into_iter().map(|(id, at)| Ok(Avatar { account: UserId(id), changed_at: time(at)? })).collect()
    }

    async fn avatar(&self, id: UserId) -> StoreResult<Option<(Vec<u8>, Time)>> {
        let snapshot = self.database.snapshot().await?;
        accounts::row(&snapshot, id).await?;
        let found = avatars::Entity::find_by_id(id.0).one(&snapshot).await.map_err(StoreError::failed)?;
        found.map(|row| Ok((row.picture, time(row.changed_at)?))).transpose()
    }

    async fn set_avatar(&self, id: UserId, picture: Option<&[u8]>, now: Time) -> StoreResult<()> {
        let tx = self.database.write().await?;
        accounts::row(&tx, id).await?;
        avatars::Entity::delete_by_id(id.0).exec(&tx).await.map_err(StoreError::failed)?;
        if let Some(picture) = picture {
            let row = avatars::Model { account_id: id.0, picture: picture.to_vec(), changed_at: micros(now) };
            let insert = avatars::Entity::insert(row.into_active_model());
            insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        }
        tx.commit().await.map_err(StoreError::failed)
    }
}

async fn read(connection: &impl ConnectionTrait, id: UserId) -> StoreResult<Profile> {
    let name = accounts::row(connection, id).await?.name;
    let found = Entity::find_by_id(id.0).one(connection).await.map_err(StoreError::failed)?;
    let (language, time_zone) = found.map_or((None, None), |row| (row.language, row.time_zone));
    let language = language.map(|name| name.parse::<Language>()).transpose().map_err(StoreError::failed)?;
    let stamp = avatars::Entity::find_by_id(id.0).select_only().column(avatars::Column::ChangedAt);
    let stamp = stamp.into_tuple::<i64>().one(connection).await.map_err(StoreError::failed)?;
    Ok(Profile { name, language, time_zone, avatar_changed_at: stamp.map(time).transpose()? })
}
