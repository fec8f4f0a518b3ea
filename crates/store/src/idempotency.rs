//! Answers to creation requests, kept so that a repeated request gets the same one.

use crate::{
    Store,
    columns::{from_json, micros, number, to_json},
    entities::idempotency::{ActiveModel, Column, Entity, Model},
    sealing::{REPLAY, SealedDatabase},
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    idempotency::{IdempotencyStore, Replay},
    ids::Who,
    sealing::Place,
};
use chrono::TimeDelta;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, TryInsertResult,
    sea_query::{Expr, OnConflict},
};
use serde_json::Value;

/// How long an answer is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// A request in progress for longer was carried out by a server that died.
const ABANDONED: TimeDelta = TimeDelta::minutes(1);

#[async_trait]
impl IdempotencyStore for Store {
    async fn begin(&self, who: Who, key: &str, fingerprint: &str, now: Time) -> StoreResult<Replay> {
        let tx = self.database.write().await?;
        let expired = Entity::delete_many().filter(Column::CreatedAt.lt(micros(now - KEPT)));
        expired.exec(&tx).await.map_err(StoreError::failed)?;
        let replay = match insert(&tx, who, key, fingerprint, now).await? {
            true => Replay::Fresh,
            false => known(&self.database, &tx, who, key, fingerprint, now).await?,
        };
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(replay)
    }

    async fn complete(&self, who: Who, key: &str, status: u16, body: Value) -> StoreResult<()> {
        let body = self.database.seal(&place(who, key), &to_json(&body)?)?;
        let tx = self.database.write().await?;
        let updated = Entity::update_many()
            .col_expr(Column::Status, Expr::value(i64::from(status)))
            .col_expr(Column::Body, Expr::value(body))
            .filter(of(who, key))
            .exec(&tx)
            .await
            .map_err(StoreError::failed)?;
        if updated.rows_affected == 0 {
            return Err(StoreError::NotFound("idempotency key"));
        }
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn release(&self, who: Who, key: &str) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let unfinished = Entity::delete_many().filter(of(who, key)).filter(Column::Status.is_null());
        unfinished.exec(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)
    }
}

fn place(who: Who, key: &str) -> Place {
    REPLAY.row(who.user.0).name(key)
}

fn of(who: Who, key: &str) -> sea_orm::Condition {
    sea_orm::Condition::all().add(Column::Owner.eq(who.user.0)).add(Column::Key.eq(key))
}

/// Whether the key was new.
async fn insert(tx: &DatabaseTransaction, who: Who, key: &str, fingerprint: &str, now: Time) -> StoreResult<bool> {
    let row = ActiveModel {
        owner: Set(who.user.0),
        key: Set(key.to_owned()),
        fingerprint: Set(fingerprint.to_owned()),
        status: Set(None),
        body: Set(None),
        created_at: Set(micros(now)),
    };
    let nothing = OnConflict::columns([Column::Owner, Column::Key]).do_nothing().to_owned();
    let inserted = Entity::insert(row).on_conflict(nothing).try_insert().exec_without_returning(tx).await;
    Ok(matches!(inserted.map_err(StoreError::failed)?, TryInsertResult::Inserted(1)))
}

/// What the row of a key that is not new says; an abandoned one is taken over.
async fn known(
    database: &SealedDatabase,
    tx: &DatabaseTransaction,
    who: Who,
    key: &str,
    fingerprint: &str,
    now: Time,
) -> StoreResult<Replay> {
    let row = Entity::find_by_id((who.user.0, key.to_owned())).lock_exclusive().one(tx).await;
    let Some(row): Option<Model> = row.map_err(StoreError::failed)? else {
        return Ok(Replay::InProgress);
    };
    if row.status.is_none() && row.created_at < micros(now - ABANDONED) {
        let taken = Entity::update_many()
            .col_expr(Column::Fingerprint, Expr::value(fingerprint))
            .col_expr(Column::CreatedAt, Expr::value(micros(now)))
            .filter(of(who, key));
        taken.exec(tx).await.map_err(StoreError::failed)?;
        return Ok(Replay::Fresh);
    }
    if row.fingerprint != fingerprint {
        return Ok(Replay::Mismatch);
    }
    match (row.status, row.body) {
        (Some(status), Some(body)) => {
            let body = from_json(&database.open(&place(who, key), body)?)?;
            Ok(Replay::Done { status: number(status)?, body })
        }
        _ => Ok(Replay::InProgress),
    }
}
