//! Wrapped data keys. They belong to the database itself: nothing in it can be opened before they are.

use crate::{
    Database,
    columns::{integer, micros, number, time},
    entities::data_keys::{Column, Entity, Model},
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    sealing::{DataKeyStore, KeyNumber, WrappedKey},
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, SqlErr, sea_query::Expr};

#[async_trait]
impl DataKeyStore for Database {
    async fn data_keys(&self) -> StoreResult<Vec<WrappedKey>> {
        let oldest = Entity::find().order_by_asc(Column::Number);
        oldest.all(self.read()).await.map_err(StoreError::failed)?.into_iter().map(key).collect()
    }

    async fn add_data_key(&self, new: &WrappedKey) -> StoreResult<()> {
        let row = Model {
            number: new.number.0.into(),
            wrapped: new.wrapped.clone(),
            created_at: micros(new.created_at),
            complete_at: new.complete_at.map(micros),
        };
        let tx = self.write().await?;
        let insert = Entity::insert(row.into_active_model()).exec_without_returning(&tx).await;
        insert.map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => {
                StoreError::Conflict("this data key is there already".to_owned())
            }
            _ => StoreError::failed(error),
        })?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn rewrap_data_keys(&self, keys: &[WrappedKey]) -> StoreResult<()> {
        let tx = self.write().await?;
        for key in keys {
            let rewrap = Entity::update_many()
                .col_expr(Column::Wrapped, Expr::value(key.wrapped.clone()))
                .filter(Column::Number.eq(i64::from(key.number.0)));
            if rewrap.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
                return Err(StoreError::NotFound("data key"));
            }
        }
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn complete_data_key(&self, number: KeyNumber, now: Time) -> StoreResult<()> {
        let number = integer(number.0)?;
        let tx = self.write().await?;
        let complete = Entity::update_many()
            .col_expr(Column::CompleteAt, Expr::value(micros(now)))
            .filter(Column::Number.eq(number));
        if complete.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("data key"));
        }
        let older = Entity::delete_many().filter(Column::Number.lt(number));
        older.exec(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)
    }
}

fn key(row: Model) -> StoreResult<WrappedKey> {
    Ok(WrappedKey {
        number: KeyNumber(number(row.number)?),
        wrapped: row.wrapped,
        created_at: time(row.created_at)?,
        complete_at: row.complete_at.map(time).transpose()?,
    })
}
