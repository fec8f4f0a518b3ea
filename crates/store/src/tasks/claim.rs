//! Taking jobs.

use super::{lease_end, row};
use crate::{columns::micros, entities::jobs::Model, pieces::list_of_values};
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::JobId,
    tasks::{Job, Lease},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, Statement, Value};
use std::{collections::HashMap, time::Duration};
use uuid::Uuid;

/// Leases up to `limit` jobs, most urgent first. On Postgres, rows another claim is taking are passed over; on SQLite the
/// transaction holds the write lock already.
pub(super) async fn claim(
    tx: &DatabaseTransaction,
    kinds: &[&str],
    limit: u32,
    lease: Duration,
    now: Time,
) -> StoreResult<Vec<(Job, Lease)>> {
    let due = due(tx, kinds, limit, now).await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let values = [micros(now).into(), lease_end(lease, now)?.into()];
    let leased = due.iter().flat_map(|id| [(*id).into(), Uuid::now_v7().into()]);
    // SQLite returns the updated table's columns only and knows no `jobs.*` here; Postgres would return those of `leased` too.
    let columns = if tx.get_database_backend() == DbBackend::Sqlite { "*" } else { "jobs.*" };
    let sql = format!(
        "WITH leased (id, token) AS (VALUES {})
        UPDATE jobs SET state = 'running', attempt = attempt + 1, updated_at = $1, lease_until = $2, lease_token = leased.token
        FROM leased WHERE jobs.id = leased.id RETURNING {columns}",
        crate::pieces::rows_of_values(3, due.len(), 2)
    );
    let update = Statement::from_sql_and_values(tx.get_database_backend(), sql, values.into_iter().chain(leased));
    let rows = tx.query_all_raw(update).await.map_err(StoreError::failed)?;
    let mut claimed = HashMap::with_capacity(rows.len());
    for found in rows {
        let found = Model::from_query_result(&found, "").map_err(StoreError::failed)?;
        let token = found.lease_token.ok_or_else(|| StoreError::failed("a claimed job has no token"))?;
        claimed.insert(found.id, (row::job(found)?, token));
    }
    let in_order = due.iter().filter_map(|id| claimed.remove(id));
    Ok(in_order.map(|(job, token)| (job.id, token, job)).map(with_lease).collect())
}

fn with_lease((id, token, job): (JobId, Uuid, Job)) -> (Job, Lease) {
    (job, Lease { job: id, token })
}

/// The most urgent jobs that wait or whose lease ran out. Each kind has its own small query, because only then the index gives the
/// first rows without sorting all of them. `not_before + 0` keeps planners from preferring the index by time, which would sort.
async fn due(tx: &DatabaseTransaction, kinds: &[&str], limit: u32, now: Time) -> StoreResult<Vec<Uuid>> {
    let backend = tx.get_database_backend();
    let lock = if backend == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let kinds_list = list_of_values(3, kinds.len());
    let mut sql = format!(
        "SELECT id, priority, created_at FROM (
            SELECT id, priority, created_at FROM jobs
            WHERE state = 'running' AND kind IN ({kinds_list}) AND lease_until <= $1
            ORDER BY priority DESC, created_at, id LIMIT $2 {lock}
        ) AS expired"
    );
    for n in 0..kinds.len() {
        let kind = n + 3;
        sql.push_str(&format!(
            " UNION ALL SELECT id, priority, created_at FROM (
                SELECT id, priority, created_at FROM jobs
                WHERE state = 'queued' AND kind = ${kind} AND not_before + 0 <= $1
                ORDER BY priority DESC, created_at, id LIMIT $2 {lock}
            ) AS queued{n}"
        ));
    }
    sql.push_str(" ORDER BY priority DESC, created_at, id LIMIT $2");
    let mut values: Vec<Value> = vec![micros(now).into(), i64::from(limit).into()];
    values.extend(kinds.iter().map(|&kind| Value::from(kind)));
    let rows =
        tx.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await.map_err(StoreError::failed)?;
    rows.iter().map(|row| row.try_get("", "id").map_err(StoreError::failed)).collect()
}
