//! Searches of the first versions told accents apart.

use crate::columns::search_key;
use sea_orm_migration::{
    SchemaManagerConnection,
    prelude::DbErr,
    sea_orm::{ConnectionTrait, Statement},
};
use uuid::Uuid;

/// The version that does not any more.
pub(super) const NAME: &str = "m0003_fold";

/// Rows that are in memory at once; a message may be megabytes.
const ROWS: u32 = 100;

/// Writes the search key of every row anew.
pub(super) async fn fold_search_keys(connection: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    fold(connection, "messages", "content").await?;
    fold(connection, "conversations", "title").await?;
    fold(connection, "documents", "title || '\n' || path").await
}

async fn fold(connection: &SchemaManagerConnection<'_>, table: &str, text: &str) -> Result<(), DbErr> {
    let backend = connection.get_database_backend();
    let select = format!("SELECT id, {text} AS text, search_key FROM {table} WHERE id > $1 ORDER BY id LIMIT {ROWS}");
    let update = format!("UPDATE {table} SET search_key = $2 WHERE id = $1");
    let mut after = Uuid::nil();
    loop {
        let rows = connection.query_all_raw(Statement::from_sql_and_values(backend, &select, [after.into()])).await?;
        for row in &rows {
            after = row.try_get("", "id")?;
            let key = search_key(&row.try_get::<String>("", "text")?);
            if key != row.try_get::<String>("", "search_key")? {
                connection
                    .execute_raw(Statement::from_sql_and_values(backend, &update, [after.into(), key.into()]))
                    .await?;
            }
        }
        if rows.len() < ROWS as usize {
            return Ok(());
        }
    }
}
