//! One-time passwords and recovery codes.

use crate::{
    Store,
    columns::{integer, micros},
    entities::{
        recovery_codes,
        second_factors::{Column, Entity, Model},
    },
    sealing::SECRET,
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{SecondFactor, SecondFactorStore, TokenHash},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::Who,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};

#[async_trait]
impl SecondFactorStore for Store {
    async fn second_factor(&self, who: Who) -> StoreResult<Option<SecondFactor>> {
        let found = Entity::find_by_id(who.user.0).one(self.database.read()).await.map_err(StoreError::failed)?;
        let Some(Model { secret, confirmed, .. }) = found else { return Ok(None) };
        let secret = self.database.open_bytes(&SECRET.row(who.user.0), secret)?;
        let left = recovery_codes::Entity::find().filter(recovery_codes::Column::AccountId.eq(who.user.0));
        let recovery_codes = left.count(self.database.read()).await.map_err(StoreError::failed)?;
        Ok(Some(SecondFactor { secret, confirmed: confirmed != 0, recovery_codes }))
    }

    async fn begin_second_factor(&self, who: Who, secret: &[u8], now: Time) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let pending = Entity::delete_by_id(who.user.0).filter(Column::Confirmed.eq(0));
        pending.exec(&tx).await.map_err(StoreError::failed)?;
        if Entity::find_by_id(who.user.0).one(&tx).await.map_err(StoreError::failed)?.is_some() {
            return Err(StoreError::Conflict("there is a second factor already".to_owned()));
        }
        let secret = self.database.seal_bytes(&SECRET.row(who.user.0), secret)?;
        let created_at = micros(now);
        let row = Model { account_id: who.user.0, secret, confirmed: 0, step: 0, created_at };
        Entity::insert(row.into_active_model()).exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn confirm_second_factor(&self, who: Who, step: u64, codes: &[TokenHash]) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let confirm = Entity::update_many()
            .col_expr(Column::Confirmed, Expr::value(1))
            .col_expr(Column::Step, Expr::value(integer(step)?))
            .filter(Column::AccountId.eq(who.user.0));
        if confirm.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("second factor"));
        }
        replace_codes(&tx, who, codes).await?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn use_step(&self, who: Who, step: u64) -> StoreResult<bool> {
        let step = integer(step)?;
        let tx = self.database.write().await?;
        let use_up = Entity::update_many()
            .col_expr(Column::Step, Expr::value(step))
            .filter(Column::AccountId.eq(who.user.0))
            .filter(Column::Step.lt(step));
        let is_new = use_up.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 1;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(is_new)
    }

    async fn use_recovery_code(&self, who: Who, code: TokenHash) -> StoreResult<bool> {
        let tx = self.database.write().await?;
        let use_up = recovery_codes::Entity::delete_by_id((who.user.0, code.0.to_vec()));
        let was_there = use_up.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 1;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(was_there)
    }

    async fn renew_recovery_codes(&self, who: Who, codes: &[TokenHash]) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let confirmed = Entity::find_by_id(who.user.0).filter(Column::Confirmed.eq(1)).one(&tx).await;
        confirmed.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("second factor"))?;
        replace_codes(&tx, who, codes).await?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn remove_second_factor(&self, who: Who) -> StoreResult<()> {
        let tx = self.database.write().await?;
        Entity::delete_by_id(who.user.0).exec(&tx).await.map_err(StoreError::failed)?;
        forget_codes(&tx, who).await?;
        tx.commit().await.map_err(StoreError::failed)
    }
}

async fn replace_codes(tx: &impl ConnectionTrait, who: Who, codes: &[TokenHash]) -> StoreResult<()> {
    forget_codes(tx, who).await?;
    let rows = codes
        .iter()
        .map(|code| recovery_codes::Model { account_id: who.user.0, hash: code.0.to_vec() }.into_active_model());
    let add = recovery_codes::Entity::insert_many(rows).exec_without_returning(tx).await;
    add.map_err(StoreError::failed)?;
    Ok(())
}

async fn forget_codes(tx: &impl ConnectionTrait, who: Who) -> StoreResult<()> {
    let mine = recovery_codes::Entity::delete_many().filter(recovery_codes::Column::AccountId.eq(who.user.0));
    mine.exec(tx).await.map_err(StoreError::failed)?;
    Ok(())
}
