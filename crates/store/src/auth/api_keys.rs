//! Keys for programs.

use super::accounts::account;
use crate::{
    Store,
    columns::{from_json, micros, storable, time, to_json},
    entities::{
        accounts,
        api_keys::{ActiveModel, Column, Entity, Model},
        roles,
    },
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{Account, ApiKey, ApiKeyStore, NewApiKey, TokenHash},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{ApiKeyId, UserId, Who},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};

#[async_trait]
impl ApiKeyStore for Store {
    async fn create_api_key(&self, who: Who, new: &NewApiKey, most: u64, now: Time) -> StoreResult<ApiKey> {
        let row = Model {
            id: ApiKeyId::new().0,
            account_id: who.user.0,
            name: storable(&new.name),
            start: new.start.clone(),
            hash: new.hash.0.to_vec(),
            permissions: to_json(&new.permissions)?,
            created_at: micros(now),
            expires_at: new.expires_at.map(micros),
            used_at: None,
        };
        let tx = self.database.write().await?;
        let mine = Entity::find().filter(Column::AccountId.eq(who.user.0));
        if mine.count(&tx).await.map_err(StoreError::failed)? >= most {
            return Err(StoreError::Conflict(format!("there are {most} keys; remove one first")));
        }
        let insert = Entity::insert(row.clone().into_active_model());
        insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        api_key(row)
    }

    async fn api_keys(&self, who: Who) -> StoreResult<Vec<ApiKey>> {
        let mine = Entity::find().filter(Column::AccountId.eq(who.user.0)).order_by_desc(Column::Id);
        mine.all(self.database.read()).await.map_err(StoreError::failed)?.into_iter().map(api_key).collect()
    }

    async fn api_key_by_hash(&self, hash: TokenHash, now: Time) -> StoreResult<(ApiKey, Account)> {
        self.good_key(Condition::all().add(Column::Hash.eq(hash.0.to_vec())), now).await
    }

    async fn api_key(&self, id: ApiKeyId, now: Time) -> StoreResult<(ApiKey, Account)> {
        self.good_key(Condition::all().add(Column::Id.eq(id.0)), now).await
    }

    async fn touch_api_key(&self, id: ApiKeyId, now: Time) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let used = Entity::update_many()
            .set(ActiveModel { used_at: Set(Some(micros(now))), ..Default::default() })
            .filter(Column::Id.eq(id.0));
        used.exec(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn revoke_api_key(&self, who: Who, id: ApiKeyId) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let mine = Entity::delete_many().filter(Column::Id.eq(id.0)).filter(Column::AccountId.eq(who.user.0));
        if mine.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("API key"));
        }
        tx.commit().await.map_err(StoreError::failed)
    }
}

impl Store {
    async fn good_key(&self, wanted: Condition, now: Time) -> StoreResult<(ApiKey, Account)> {
        let not_over = Condition::any().add(Column::ExpiresAt.is_null()).add(Column::ExpiresAt.gt(micros(now)));
        // Asked at every request: one query for key, account and role.
        let with = Entity::find().find_also_related(accounts::Entity).and_also_related(roles::Entity);
        let good = with.filter(wanted).filter(not_over);
        let able = good.filter(accounts::Column::Disabled.eq(0));
        match able.one(self.database.read()).await.map_err(StoreError::failed)? {
            Some((row, Some(owner), role)) => Ok((api_key(row)?, account(owner, role)?)),
            _ => Err(StoreError::NotFound("API key")),
        }
    }
}

fn api_key(row: Model) -> StoreResult<ApiKey> {
    Ok(ApiKey {
        id: ApiKeyId(row.id),
        user: UserId(row.account_id),
        name: row.name,
        start: row.start,
        permissions: from_json(&row.permissions)?,
        created_at: time(row.created_at)?,
        expires_at: row.expires_at.map(time).transpose()?,
        used_at: row.used_at.map(time).transpose()?,
    })
}
