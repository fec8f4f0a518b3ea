//! Queueing, alone or inside another port's transaction.

use crate::{
    columns::{Named, integer, micros, to_json},
    entities::jobs::{ActiveModel, Column, Entity},
    pieces::pieces,
};
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::JobId,
    tasks::{JobState, NewJob},
};
use chrono::DateTime;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use std::collections::HashMap;
use uuid::Uuid;

/// A queued job: a new one, or the unfinished one that has its kind and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Enqueued {
    pub(crate) id: JobId,
    /// The state of the job that was there before; none for a new one.
    pub(crate) existing: Option<JobState>,
}

/// Jobs per statement: 16 columns each, well below the 32,766 values of an SQLite statement.
const JOBS_AT_ONCE: usize = 128;
/// How often to look again when the job that stood in the way has just ended (possible on Postgres only).
const TRIES: usize = 5;

/// Queues jobs that are due from now on.
pub(crate) async fn enqueue(tx: &DatabaseTransaction, jobs: &[NewJob], now: Time) -> StoreResult<Vec<Enqueued>> {
    enqueue_from(tx, jobs, now, now).await
}

/// Queues jobs that are due whatever the caller's clock says: for methods that are not told the time.
pub(crate) async fn enqueue_due(tx: &DatabaseTransaction, jobs: &[NewJob], now: Time) -> StoreResult<Vec<Enqueued>> {
    enqueue_from(tx, jobs, now, DateTime::UNIX_EPOCH).await
}

async fn enqueue_from(
    tx: &DatabaseTransaction,
    jobs: &[NewJob],
    now: Time,
    not_before: Time,
) -> StoreResult<Vec<Enqueued>> {
    let mut queued = Vec::with_capacity(jobs.len());
    for piece in pieces(jobs, JOBS_AT_ONCE) {
        queued.extend(enqueue_piece(tx, piece, now, not_before).await?);
    }
    Ok(queued)
}

async fn enqueue_piece(
    tx: &DatabaseTransaction,
    jobs: &[NewJob],
    now: Time,
    not_before: Time,
) -> StoreResult<Vec<Enqueued>> {
    for _ in 0..TRIES {
        let rows = jobs.iter().map(|job| new_row(job, now, not_before)).collect::<StoreResult<Vec<_>>>()?;
        let new: Vec<Uuid> = rows.iter().filter_map(|row| row.id.clone().into_value()).filter_map(uuid).collect();
        Entity::insert_many(rows)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .try_insert()
            .exec_without_returning(tx)
            .await
            .map_err(StoreError::failed)?;
        let unfinished = unfinished(tx, jobs).await?;
        let found: Option<Vec<Enqueued>> = jobs
            .iter()
            .map(|job| {
                let &(id, state) = unfinished.get(&(job.kind, job.key.as_str()))?;
                Some(Enqueued { id: JobId(id), existing: (!new.contains(&id)).then_some(state) })
            })
            .collect();
        if let Some(found) = found {
            return Ok(found);
        }
    }
    Err(StoreError::failed("jobs with these keys keep ending while others are queued"))
}

fn uuid(value: sea_orm::Value) -> Option<Uuid> {
    if let sea_orm::Value::Uuid(id) = value { id } else { None }
}

fn new_row(job: &NewJob, now: Time, not_before: Time) -> StoreResult<ActiveModel> {
    Ok(ActiveModel {
        id: Set(JobId::new().0),
        owner: Set(job.owner.0),
        kind: Set(job.kind.to_owned()),
        key: Set(job.key.clone()),
        payload: Set(to_json(&job.payload)?),
        state: Set(JobState::Queued.name().to_owned()),
        priority: Set(i64::from(job.priority)),
        attempt: Set(0),
        max_attempts: Set(integer(job.max_attempts)?),
        not_before: Set(micros(not_before)),
        lease_token: Set(None),
        lease_until: Set(None),
        progress: Set(None),
        error: Set(None),
        created_at: Set(micros(now)),
        updated_at: Set(micros(now)),
    })
}

/// Id and state of the unfinished jobs with these kinds and keys.
async fn unfinished<'a>(
    tx: &DatabaseTransaction,
    jobs: &'a [NewJob],
) -> StoreResult<HashMap<(&'a str, &'a str), (Uuid, JobState)>> {
    let mut by_kind: HashMap<&str, Vec<&str>> = HashMap::new();
    for job in jobs {
        by_kind.entry(job.kind).or_default().push(&job.key);
    }
    let mut found = HashMap::with_capacity(jobs.len());
    for (kind, keys) in by_kind {
        let rows: Vec<(Uuid, String, String)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Key, Column::State])
            .filter(Column::Kind.eq(kind))
            .filter(Column::Key.is_in(keys.iter().copied()))
            .filter(Expr::cust("state IN ('queued', 'running', 'paused')"))
            .into_tuple()
            .all(tx)
            .await
            .map_err(StoreError::failed)?;
        for (id, key, state) in rows {
            if let Some(key) = keys.iter().find(|known| **known == key) {
                found.insert((kind, *key), (id, JobState::named(&state)?));
            }
        }
    }
    Ok(found)
}
