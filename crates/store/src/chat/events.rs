//! The logs of runs. Appending is the hottest write of all: tokens of every running answer, many runs per transaction.

use crate::{
    columns::{from_json, integer, micros, number, to_json},
    entities::{
        events::{Column, Entity},
        runs,
    },
    pieces::{padded, pieces, rows_of_values},
    sealing::{EVENT, SealedDatabase},
};
use chatbox_core::{
    chat::LoggedEvent,
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{RunId, Who},
    sealing::Place,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, SqlErr,
    Statement, Value,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Events per statement.
const AT_ONCE: usize = 128;

/// Logs removed in one transaction.
const LOGS_AT_ONCE: usize = 16;

/// Appends within a transaction. `Conflict` when a number is taken or its predecessor is missing, `NotFound` when a log begins
/// for a run that does not exist; the whole batch is refused then.
pub(super) async fn append(
    database: &SealedDatabase,
    tx: &DatabaseTransaction,
    events: &[LoggedEvent],
    now: Time,
) -> StoreResult<()> {
    check_predecessors(tx, &first_numbers(events)?).await?;
    for piece in pieces(events, AT_ONCE) {
        let mut values = Vec::with_capacity(4 * piece.len());
        for event in piece {
            let seq = integer(event.seq)?;
            let sealed = database.seal(&place(event.run, seq), &to_json(&event.event)?)?;
            values.extend([Value::from(event.run.0), seq.into(), sealed.into(), micros(now).into()]);
        }
        let sql =
            format!("INSERT INTO events (run_id, seq, event, created_at) VALUES {}", rows_of_values(1, piece.len(), 4));
        let insert = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        tx.execute_raw(insert).await.map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => {
                StoreError::Conflict("an event with this number exists".to_owned())
            }
            _ => StoreError::failed(error),
        })?;
    }
    Ok(())
}

fn place(run: RunId, seq: i64) -> Place {
    EVENT.row(run.0).number(seq)
}

/// The first number of each run in the batch; the others must follow it without gaps.
fn first_numbers(events: &[LoggedEvent]) -> StoreResult<HashMap<RunId, u64>> {
    let mut first = HashMap::new();
    let mut last: HashMap<RunId, u64> = HashMap::new();
    for event in events {
        match last.insert(event.run, event.seq) {
            None => {
                first.insert(event.run, event.seq);
            }
            Some(before) if before + 1 == event.seq => {}
            Some(before) => return Err(gap(event.run, before + 1, event.seq)),
        }
    }
    Ok(first)
}

fn gap(run: RunId, expected: u64, got: u64) -> StoreError {
    StoreError::Conflict(format!("the log of run {run} goes on with event {expected}, not {got}"))
}

async fn check_predecessors(tx: &DatabaseTransaction, first: &HashMap<RunId, u64>) -> StoreResult<()> {
    let (begun, new): (Vec<_>, Vec<_>) = first.iter().map(|(run, seq)| (*run, *seq)).partition(|(_, seq)| *seq > 1);
    if let Some((run, _)) = new.iter().find(|(_, seq)| *seq == 0) {
        return Err(gap(*run, 1, 0));
    }
    for some in new.chunks(AT_ONCE) {
        let ids: Vec<Uuid> = some.iter().map(|(run, _)| run.0).collect();
        let known = runs::Entity::find().select_only().column(runs::Column::Id);
        let known = known.filter(runs::Column::Id.is_in(padded(ids))).into_tuple::<Uuid>().all(tx).await;
        if known.map_err(StoreError::failed)?.len() < some.len() {
            return Err(StoreError::NotFound("run"));
        }
    }
    for some in begun.chunks(AT_ONCE) {
        let pairs = padded(some.to_vec());
        let mut values = Vec::with_capacity(2 * pairs.len());
        for (run, seq) in &pairs {
            values.extend([Value::from(run.0), integer(seq - 1)?.into()]);
        }
        let sql = format!(
            "WITH wanted (run_id, seq) AS (VALUES {})
            SELECT e.run_id FROM wanted w JOIN events e ON e.run_id = w.run_id AND e.seq = w.seq",
            rows_of_values(1, pairs.len(), 2)
        );
        let query = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        let rows = tx.query_all_raw(query).await.map_err(StoreError::failed)?;
        let found: HashSet<Uuid> =
            rows.iter().map(|row| row.try_get("", "run_id")).collect::<Result<_, _>>().map_err(StoreError::failed)?;
        if let Some((run, seq)) = some.iter().find(|(run, _)| !found.contains(&run.0)) {
            return Err(StoreError::Conflict(format!("the log of run {run} has no event {} yet", seq - 1)));
        }
    }
    Ok(())
}

pub(super) async fn after(
    database: &SealedDatabase,
    who: Who,
    run: RunId,
    seen: u64,
    limit: u32,
) -> StoreResult<Vec<LoggedEvent>> {
    let sql = "SELECT e.seq, e.event FROM events e JOIN runs r ON r.id = e.run_id
        WHERE e.run_id = $1 AND r.owner = $2 AND e.seq > $3 ORDER BY e.seq LIMIT $4";
    // A number beyond what the database can hold has nothing after it.
    let from = i64::try_from(seen).unwrap_or(i64::MAX);
    let values = [run.0.into(), who.user.0.into(), from.into(), i64::from(limit).into()];
    let query = Statement::from_sql_and_values(database.backend(), sql, values);
    let rows = EventRow::find_by_statement(query).all(database.read()).await.map_err(StoreError::failed)?;
    if rows.is_empty() {
        let host = super::guests::host_of_run(database, who, run).await?;
        if host != who {
            return Box::pin(after(database, host, run, seen, limit)).await;
        }
    }
    rows.into_iter()
        .map(|row| {
            let event = from_json(&database.open(&place(run, row.seq), row.event)?)?;
            Ok(LoggedEvent { run, seq: number(row.seq)?, event })
        })
        .collect()
}

pub(super) async fn last_seq(database: &SealedDatabase, run: RunId) -> StoreResult<u64> {
    let last: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::Seq.max(), "last")
        .filter(Column::RunId.eq(run.0))
        .into_tuple()
        .one(database.read())
        .await
        .map_err(StoreError::failed)?;
    number(last.flatten().unwrap_or(0))
}

/// In many small transactions: the logs of a day are large, and whoever writes tokens must not wait for all of them.
pub(super) async fn prune(database: &SealedDatabase, before: Time) -> StoreResult<u64> {
    let sql = "SELECT r.id FROM runs r WHERE r.state <> 'running' AND r.created_at < $1
        AND EXISTS (SELECT 1 FROM events e WHERE e.run_id = r.id)
        AND NOT EXISTS (SELECT 1 FROM events e WHERE e.run_id = r.id AND e.created_at >= $1)";
    let query = Statement::from_sql_and_values(database.backend(), sql, [micros(before).into()]);
    let rows = database.read().query_all_raw(query).await.map_err(StoreError::failed)?;
    let old: Vec<Uuid> =
        rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>().map_err(StoreError::failed)?;
    let mut pruned = 0;
    for some in old.chunks(LOGS_AT_ONCE) {
        let tx = database.write().await?;
        let logs = Entity::delete_many().filter(Column::RunId.is_in(padded(some.to_vec())));
        pruned += logs.exec(&tx).await.map_err(StoreError::failed)?.rows_affected;
        tx.commit().await.map_err(StoreError::failed)?;
    }
    Ok(pruned)
}

#[derive(FromQueryResult)]
struct EventRow {
    seq: i64,
    event: String,
}
