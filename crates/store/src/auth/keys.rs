//! Keys of access tokens.

use crate::{
    Store,
    columns::{micros, time},
    entities::signing_keys::{Column, Entity, Model},
    sealing::{SEED, SealedDatabase},
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{SigningKey, SigningKeyStore},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::SigningKeyId,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

#[async_trait]
impl SigningKeyStore for Store {
    async fn signing_keys(&self) -> StoreResult<Vec<SigningKey>> {
        let newest = Entity::find().order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
        let rows = newest.all(self.database.read()).await.map_err(StoreError::failed)?;
        rows.into_iter().map(|row| key(&self.database, row)).collect()
    }

    async fn add_signing_key(&self, new: &SigningKey, remove_before: Time) -> StoreResult<()> {
        let seed = self.database.seal_bytes(&SEED.row(new.id.0), &new.seed)?;
        let row = Model { id: new.id.0, seed, created_at: micros(new.created_at) };
        let tx = self.database.write().await?;
        let old = Entity::delete_many().filter(Column::CreatedAt.lt(micros(remove_before)));
        old.exec(&tx).await.map_err(StoreError::failed)?;
        Entity::insert(row.into_active_model()).exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)
    }
}

fn key(database: &SealedDatabase, row: Model) -> StoreResult<SigningKey> {
    let seed = database.open_bytes(&SEED.row(row.id), row.seed)?;
    let seed = seed.try_into().map_err(|_| StoreError::failed("a signing key has another length than 32 bytes"))?;
    Ok(SigningKey { id: SigningKeyId(row.id), seed, created_at: time(row.created_at)? })
}
