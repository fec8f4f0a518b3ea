//! The durable queue.

mod claim;
mod enqueue;
mod row;

pub(crate) use enqueue::{enqueue, enqueue_due};

use crate::{
    Store,
    columns::{Named, integer, micros, number, time, to_json},
    cursor::{self, Position},
    entities::jobs::{Column, Entity, Model},
    pieces::list_of_values,
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{JobId, Who},
    page::{Page, PageRequest},
    tasks::{Control, Job, JobCount, JobFilter, JobState, JobStore, Lease, NewJob, Outcome},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, Statement, UpdateMany,
    sea_query::{Expr, ExprTrait, Query},
};
use serde_json::Value;
use std::{collections::HashSet, time::Duration};
use uuid::Uuid;

#[async_trait]
impl JobStore for Store {
    async fn enqueue(&self, jobs: &[NewJob], now: Time) -> StoreResult<Vec<JobId>> {
        let tx = self.database.write_later().await?;
        let queued = enqueue(&tx, jobs, now).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(queued.into_iter().map(|job| job.id).collect())
    }

    async fn claim(&self, kinds: &[&str], limit: u32, lease: Duration, now: Time) -> StoreResult<Vec<(Job, Lease)>> {
        if kinds.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let tx = self.database.write_later().await?;
        let claimed = claim::claim(&tx, kinds, limit, lease, now).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(claimed)
    }

    async fn heartbeat(&self, leases: &[Lease], lease: Duration, now: Time) -> StoreResult<Vec<Lease>> {
        let tx = self.database.write().await?;
        let mut held = HashSet::new();
        for some in leases.chunks(LEASES_AT_ONCE) {
            let extend = Query::update()
                .table(Entity)
                .value(Column::LeaseUntil, lease_end(lease, now)?)
                .cond_where(some.iter().fold(Condition::any(), |any, lease| any.add(is_held(*lease))))
                .returning_col(Column::LeaseToken)
                .to_owned();
            for row in tx.query_all(&extend).await.map_err(StoreError::failed)? {
                held.insert(row.try_get::<Uuid>("", "lease_token").map_err(StoreError::failed)?);
            }
        }
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(leases.iter().copied().filter(|lease| !held.contains(&lease.token)).collect())
    }

    async fn progress(&self, lease: Lease, progress: Value, now: Time) -> StoreResult<()> {
        let update = Entity::update_many().col_expr(Column::Progress, Expr::value(to_json(&progress)?));
        self.update_held(lease, update, now).await
    }

    async fn finish(&self, lease: Lease, outcome: Outcome, now: Time) -> StoreResult<()> {
        let update = Entity::update_many()
            .col_expr(Column::LeaseToken, Expr::value(None::<Uuid>))
            .col_expr(Column::LeaseUntil, Expr::value(None::<i64>));
        let update = match outcome {
            Outcome::Done => update.col_expr(Column::State, Expr::value(JobState::Done.name())),
            Outcome::Retry { at, error } => update
                .col_expr(Column::State, Expr::value(JobState::Queued.name()))
                .col_expr(Column::NotBefore, Expr::value(micros(at)))
                .col_expr(Column::Error, Expr::value(error)),
            Outcome::Dead { error } => update
                .col_expr(Column::State, Expr::value(JobState::Dead.name()))
                .col_expr(Column::Error, Expr::value(error)),
            Outcome::Released => update
                .col_expr(Column::State, Expr::value(JobState::Queued.name()))
                .col_expr(Column::NotBefore, Expr::value(micros(now)))
                .col_expr(Column::Attempt, Expr::col(Column::Attempt).sub(1)),
        };
        self.update_held(lease, update, now).await
    }

    async fn control(&self, who: Who, kind: &str, key: &str, control: Control, now: Time) -> StoreResult<Job> {
        let tx = self.database.write().await?;
        let job = newest(who, kind, key).lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
        let job = job.ok_or(StoreError::NotFound("job"))?;
        let from = JobState::named(&job.state)?;
        let to = target(from, control)?;
        carry_out(&tx, &job, to, control, now).await?;
        let job = Entity::find_by_id(job.id).one(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        row::job(job.ok_or(StoreError::NotFound("job"))?)
    }

    async fn job_by_key(&self, who: Who, kind: &str, key: &str) -> StoreResult<Job> {
        let job = newest(who, kind, key).one(self.database.read()).await.map_err(StoreError::failed)?;
        row::job(job.ok_or(StoreError::NotFound("job"))?)
    }

    async fn jobs(&self, who: Who, filter: &JobFilter, page: &PageRequest) -> StoreResult<Page<Job>> {
        let rows = Entity::find()
            .filter(Column::Owner.eq(who.user.0))
            .filter(
                Condition::all()
                    .add_option(filter.kind.as_ref().map(|kind| Column::Kind.eq(kind.as_str())))
                    .add_option(filter.state.map(|state| Column::State.eq(state.name()))),
            )
            .filter(cursor::after(page, Column::CreatedAt, Column::Id)?)
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
            .limit(cursor::fetch(page))
            .all(self.database.read())
            .await
            .map_err(StoreError::failed)?;
        cursor::page(rows, page, |row| Position::number(row.created_at, row.id), row::job)
    }

    async fn next_due(&self, kinds: &[&str], now: Time) -> StoreResult<Option<Time>> {
        if kinds.is_empty() {
            return Ok(None);
        }
        // The states stand in the text, so that the partial indexes apply.
        let kinds_list = list_of_values(2, kinds.len());
        let sql = format!(
            "SELECT min(due) AS due FROM (
                SELECT min(not_before) AS due FROM jobs WHERE state = 'queued' AND kind IN ({kinds_list}) AND not_before > $1
                UNION ALL
                SELECT min(lease_until) AS due FROM jobs WHERE state = 'running' AND kind IN ({kinds_list}) AND lease_until > $1
            ) AS dues"
        );
        let values = std::iter::once(micros(now).into()).chain(kinds.iter().map(|&kind| kind.into()));
        let query = Statement::from_sql_and_values(self.database.backend(), sql, values);
        let row = self.database.read().query_one_raw(query).await.map_err(StoreError::failed)?;
        let due: Option<i64> = row.map(|row| row.try_get("", "due")).transpose().map_err(StoreError::failed)?.flatten();
        due.map(time).transpose()
    }

    async fn job_counts(&self) -> StoreResult<Vec<JobCount>> {
        let rows = Entity::find()
            .select_only()
            .columns([Column::Kind, Column::State])
            .column_as(Column::Id.count(), "count")
            .group_by(Column::Kind)
            .group_by(Column::State)
            .order_by_asc(Column::Kind)
            .order_by_asc(Column::State)
            .into_model::<CountRow>()
            .all(self.database.read())
            .await
            .map_err(StoreError::failed)?;
        let count = |row: CountRow| {
            Ok(JobCount { state: JobState::named(&row.state)?, count: number(row.count)?, kind: row.kind })
        };
        rows.into_iter().map(count).collect()
    }

    async fn prune_jobs(&self, before: Time) -> StoreResult<u64> {
        let tx = self.database.write_later().await?;
        let finals = Expr::cust("state IN ('done', 'dead', 'cancelled')");
        let old = Entity::delete_many().filter(finals).filter(Column::UpdatedAt.lt(micros(before)));
        let pruned = old.exec(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(pruned.rows_affected)
    }
}

/// Leases named in one statement.
const LEASES_AT_ONCE: usize = 64;

impl Store {
    /// Updates the job if the lease still holds it.
    async fn update_held(&self, lease: Lease, update: UpdateMany<Entity>, now: Time) -> StoreResult<()> {
        let tx = self.database.write_later().await?;
        let update = update.col_expr(Column::UpdatedAt, Expr::value(micros(now))).filter(is_held(lease));
        let updated = update.exec(&tx).await.map_err(StoreError::failed)?;
        if updated.rows_affected == 0 {
            return Err(StoreError::Conflict("the lease of this job was lost".to_owned()));
        }
        tx.commit().await.map_err(StoreError::failed)
    }
}

/// A lease is held as long as its token is the job's: whoever takes the job away changes or removes the token.
fn is_held(lease: Lease) -> Condition {
    Condition::all().add(Column::Id.eq(lease.job.0)).add(Column::LeaseToken.eq(lease.token))
}

fn lease_end(lease: Duration, now: Time) -> StoreResult<i64> {
    Ok(micros(now).saturating_add(integer(lease.as_micros())?))
}

fn newest(who: Who, kind: &str, key: &str) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::Key.eq(key))
        .filter(Column::Owner.eq(who.user.0))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(1)
}

/// Where a person's wish leads from this state.
fn target(from: JobState, control: Control) -> StoreResult<JobState> {
    let (to, fits) = match control {
        Control::Pause => (JobState::Paused, true),
        Control::Resume => (JobState::Queued, from == JobState::Paused),
        Control::Cancel => (JobState::Cancelled, true),
        Control::Retry => (JobState::Queued, matches!(from, JobState::Dead | JobState::Cancelled)),
    };
    if fits && from.allows(to) {
        return Ok(to);
    }
    let wish = match control {
        Control::Pause => "paused",
        Control::Resume => "resumed",
        Control::Cancel => "cancelled",
        Control::Retry => "started again",
    };
    Err(StoreError::Conflict(format!("a job that is {} cannot be {wish}", from.name())))
}

async fn carry_out(
    tx: &DatabaseTransaction,
    job: &Model,
    to: JobState,
    control: Control,
    now: Time,
) -> StoreResult<()> {
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(to.name()))
        .col_expr(Column::LeaseToken, Expr::value(None::<Uuid>))
        .col_expr(Column::LeaseUntil, Expr::value(None::<i64>))
        .col_expr(Column::UpdatedAt, Expr::value(micros(now)));
    match control {
        Control::Retry => {
            update = update
                .col_expr(Column::Attempt, Expr::value(0i64))
                .col_expr(Column::NotBefore, Expr::value(micros(now)))
                .col_expr(Column::Error, Expr::value(None::<String>));
        }
        // A person's pause is no failure: the interrupted attempt does not count.
        Control::Pause if job.state == JobState::Running.name() => {
            update = update.col_expr(Column::Attempt, Expr::value(job.attempt - 1));
        }
        Control::Pause | Control::Resume | Control::Cancel => {}
    }
    update.filter(Column::Id.eq(job.id)).exec(tx).await.map_err(StoreError::failed)?;
    Ok(())
}

#[derive(FromQueryResult)]
struct CountRow {
    kind: String,
    state: String,
    count: i64,
}
