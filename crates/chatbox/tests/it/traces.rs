//! Looking for traces of somebody in every table of the store, whatever tables there are.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Every table with its rows, each a map of columns to values in SQL's own notation.
pub(crate) struct Tables {
    rows: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Tables that say whose their rows are.
    owned: BTreeSet<String>,
}

/// The columns that say it.
const WHOSE: [&str; 3] = ["owner", "account_id", "made_by"];

impl Tables {
    /// Reads the whole store of a data folder; beside a running program is fine.
    pub(crate) async fn of(folder: &Path) -> Self {
        let file = format!("sqlite://{}?mode=ro", folder.join("chatbox.db").display());
        let database = Database::connect(file).await.unwrap();
        let names = "SELECT name AS v FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let (mut all, mut owned) = (BTreeMap::new(), BTreeSet::new());
        for table in texts(&database, names).await {
            let columns = texts(&database, &format!("SELECT name AS v FROM pragma_table_info('{table}')")).await;
            if WHOSE.iter().any(|whose| columns.iter().any(|column| column == whose)) {
                owned.insert(table.clone());
            }
            let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            let sql = format!("SELECT {} FROM \"{table}\"", quoted.join(", "));
            let rows = database.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
            let row = |row: sea_orm::QueryResult| {
                let value = |at| row.try_get_by_index::<String>(at).unwrap();
                columns.iter().enumerate().map(|(at, column)| (column.clone(), value(at))).collect()
            };
            all.insert(table, rows.into_iter().map(row).collect());
        }
        database.close().await.unwrap();
        Self { rows: all, owned }
    }

    /// The ids of everything that is somebody's: rows that name them, rows that name those rows, and so on.
    pub(crate) fn ids_of(&self, person: &str) -> BTreeSet<String> {
        let mut known = BTreeSet::from([hex(person)]);
        loop {
            let before = known.len();
            for row in self.rows.values().flatten() {
                let Some(id) = row.get("id").and_then(|id| bytes(id)) else { continue };
                if row.values().any(|value| bytes(value).is_some_and(|value| known.contains(value))) {
                    known.insert(id.to_owned());
                }
            }
            if known.len() == before {
                return known;
            }
        }
    }

    /// Tables that say whose their rows are, and have none of this person's.
    pub(crate) fn empty_for(&self, person: &str) -> Vec<&str> {
        let id = hex(person);
        let is_theirs = |row: &BTreeMap<String, String>| {
            WHOSE.iter().any(|column| row.get(*column).and_then(|value| bytes(value)) == Some(id.as_str()))
        };
        self.owned.iter().filter(|table| !self.rows[*table].iter().any(is_theirs)).map(String::as_str).collect()
    }

    /// Where any of these ids, in whatever form, or any of these words is found; the audit log is not looked at.
    pub(crate) fn traces(&self, ids: &BTreeSet<String>, words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        let dashed: Vec<String> = ids.iter().map(|id| dashed(id)).collect();
        for (table, rows) in self.rows.iter().filter(|(table, _)| *table != "audit") {
            for (column, value) in rows.iter().flatten() {
                let is_id = bytes(value).is_some_and(|value| ids.iter().any(|id| value.contains(id.as_str())));
                let says = dashed.iter().any(|id| value.contains(id)) || words.iter().any(|word| value.contains(word));
                if is_id || says {
                    found.push(format!("{table}.{column}: {}", value.chars().take(120).collect::<String>()));
                }
            }
        }
        found
    }

    /// All values of a column, as they are.
    pub(crate) fn column(&self, table: &str, column: &str) -> BTreeSet<String> {
        self.rows[table].iter().map(|row| row[column].clone()).collect()
    }

    pub(crate) fn len(&self, table: &str) -> usize {
        self.rows[table].len()
    }
}

async fn texts(database: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = database.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "v").unwrap()).collect()
}

/// The hex digits of a blob in SQL's notation.
fn bytes(value: &str) -> Option<&str> {
    value.strip_prefix("X'")?.strip_suffix('\'')
}

fn hex(id: &str) -> String {
    id.replace('-', "").to_uppercase()
}

fn dashed(id: &str) -> String {
    let id = id.to_lowercase();
    [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-")
}
