//! Sealing anew whatever is not sealed with the key in use.

use super::{
    BASE64, MARK, SealedDatabase,
    columns::{ALL, Form, Kind, SealedColumn},
};
use crate::{Store, columns::to_json};
use async_trait::async_trait;
use base64::Engine as _;
use chatbox_core::{
    error::{StoreError, StoreResult},
    sealing::{Place, Reseal, Resealed, seal_head},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Statement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Rows of megabytes are done so many times fewer at once.
const LARGE: u32 = 20;

/// A part of a row's key.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Part {
    Number(i64),
    Id(Uuid),
    Name(String),
}

/// The last row that was done.
#[derive(Serialize, Deserialize)]
struct Done {
    /// Of `ALL`.
    column: usize,
    key: Vec<Part>,
}

#[async_trait]
impl Reseal for Store {
    fn name(&self) -> &'static str {
        "database"
    }

    async fn reseal(&self, after: Option<&str>, limit: u32) -> StoreResult<Resealed> {
        let done = match after {
            Some(after) => serde_json::from_str(after).map_err(StoreError::failed)?,
            None => Done { column: 0, key: Vec::new() },
        };
        let Some(column) = ALL.get(done.column) else { return Ok(Resealed { count: 0, next: None }) };
        let limit = if column.large { limit.div_ceil(LARGE) } else { limit };
        let (count, last) = column.reseal(&self.database, &done.key, limit).await?;
        let next = match last {
            Some(key) => Done { column: done.column, key },
            None => Done { column: done.column + 1, key: Vec::new() },
        };
        Ok(Resealed { count, next: Some(to_json(&next)?) })
    }

    async fn left(&self) -> StoreResult<u64> {
        let mut left = 0;
        for column in ALL {
            let sql = format!("SELECT count(*) AS count FROM {} WHERE {}", column.table, column.is_stale());
            let values = [column.head(&self.database)];
            let query = Statement::from_sql_and_values(self.database.backend(), sql, values);
            let row = self.database.read().query_one_raw(query).await.map_err(StoreError::failed)?;
            let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "count")).map_err(StoreError::failed)?;
            left += count.unsigned_abs();
        }
        Ok(left)
    }

    async fn scrub(&self) -> StoreResult<()> {
        self.database.compact().await
    }
}

impl SealedColumn {
    /// What holds for values that are not sealed with the key in use; `$1` is its head.
    fn is_stale(&self) -> String {
        let column = self.column;
        match self.form {
            Form::Text => format!("{column} <> '' AND substr({column}, 1, 9) <> $1"),
            Form::Bytes => format!("substr({column}, 1, 6) <> $1"),
        }
    }

    fn head(&self, database: &SealedDatabase) -> Value {
        let head = seal_head(database.sealer().key_in_use());
        match self.form {
            Form::Text => format!("{MARK}{}", BASE64.encode(head)).into(),
            Form::Bytes => head.to_vec().into(),
        }
    }

    /// How many values were sealed anew, and the key of the last; none when there were no more.
    async fn reseal(
        &self,
        database: &SealedDatabase,
        after: &[Part],
        limit: u32,
    ) -> StoreResult<(u64, Option<Vec<Part>>)> {
        let (table, column) = (self.table, self.column);
        let names: Vec<&str> = self.key.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        let mut values = vec![self.head(database)];
        let mut condition = self.is_stale();
        if !after.is_empty() {
            let places: Vec<_> = (0..after.len()).map(|part| format!("${}", part + 2)).collect();
            condition.push_str(&format!(" AND ({names}) > ({})", places.join(", ")));
            values.extend(after.iter().map(Part::value));
        }
        let sql =
            format!("SELECT {names}, {column} AS value FROM {table} WHERE {condition} ORDER BY {names} LIMIT {limit}");
        let tx = database.write_later().await?;
        let query = Statement::from_sql_and_values(database.backend(), sql, values);
        let rows = tx.query_all_raw(query).await.map_err(StoreError::failed)?;
        let mut last = None;
        for row in &rows {
            let key = self.key_of(row)?;
            self.reseal_row(database, &tx, row, &key).await?;
            last = Some(key);
        }
        tx.commit().await.map_err(StoreError::failed)?;
        Ok((rows.len() as u64, last))
    }

    fn key_of(&self, row: &QueryResult) -> StoreResult<Vec<Part>> {
        let part = |(name, kind): &(&'static str, Kind)| {
            Ok(match kind {
                Kind::Id => Part::Id(row.try_get("", name).map_err(StoreError::failed)?),
                Kind::Number => Part::Number(row.try_get("", name).map_err(StoreError::failed)?),
                Kind::Name => Part::Name(row.try_get("", name).map_err(StoreError::failed)?),
            })
        };
        self.key.iter().map(part).collect()
    }

    async fn reseal_row(
        &self,
        database: &SealedDatabase,
        tx: &DatabaseTransaction,
        row: &QueryResult,
        key: &[Part],
    ) -> StoreResult<()> {
        let place = key.iter().fold(self.place(), |place, part| part.extend(place));
        let value: Value = match self.form {
            Form::Text => {
                let stored: String = row.try_get("", "value").map_err(StoreError::failed)?;
                database.seal(&place, &database.open(&place, stored)?)?.into()
            }
            Form::Bytes => {
                let stored: Vec<u8> = row.try_get("", "value").map_err(StoreError::failed)?;
                database.seal_bytes(&place, &database.open_bytes(&place, stored)?)?.into()
            }
        };
        let names = self.key.iter().enumerate().map(|(index, (name, _))| format!("{name} = ${}", index + 2));
        let names: Vec<_> = names.collect();
        let sql = format!("UPDATE {} SET {} = $1 WHERE {}", self.table, self.column, names.join(" AND "));
        let values = [value].into_iter().chain(key.iter().map(Part::value));
        let update = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
        tx.execute_raw(update).await.map_err(StoreError::failed)?;
        Ok(())
    }
}

impl Part {
    fn value(&self) -> Value {
        match self {
            Self::Id(id) => (*id).into(),
            Self::Number(number) => (*number).into(),
            Self::Name(name) => name.as_str().into(),
        }
    }

    fn extend(&self, place: Place) -> Place {
        match self {
            Self::Id(id) => place.id(*id),
            Self::Number(number) => place.number(*number),
            Self::Name(name) => place.name(name),
        }
    }
}
