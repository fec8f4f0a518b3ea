//! Forward-only migrations. A new version adds one SQL file and one line to `VERSIONS`, and its dump to `tests/fixtures`.

mod audit;
mod fold;

use sea_orm_migration::{
    prelude::{DbErr, MigrationName, MigrationTrait, MigratorTrait, SchemaManager, async_trait},
    sea_orm::{ConnectionTrait, DbBackend},
};

/// Name and SQL of every version, oldest first. Released entries never change.
const VERSIONS: &[(&str, &str)] = &[
    ("m0001_start", include_str!("m0001_start.sql")),
    ("m0002_page", include_str!("m0002_page.sql")),
    (fold::NAME, include_str!("m0003_fold.sql")),
    ("m0004_accounts", include_str!("m0004_accounts.sql")),
    (audit::NAME, include_str!("m0005_access.sql")),
    ("m0006_team", include_str!("m0006_team.sql")),
];

/// The version this program writes and reads.
pub(crate) fn newest_version() -> u32 {
    VERSIONS.len() as u32
}

/// The first of these applied versions that this program does not know.
pub(crate) fn unknown_version(applied: &[String]) -> Option<&String> {
    applied.iter().find(|name| VERSIONS.iter().all(|(known, _)| known != name))
}

pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        VERSIONS.iter().map(|&(name, sql)| Box::new(Version { name, sql }) as Box<dyn MigrationTrait>).collect()
    }
}

struct Version {
    name: &'static str,
    sql: &'static str,
}

impl MigrationName for Version {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Version {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let sql = match connection.get_database_backend() {
            DbBackend::Sqlite => for_sqlite(self.sql),
            _ => self.sql.to_owned(),
        };
        connection.execute_unprepared(&sql).await?;
        if self.name == fold::NAME {
            fold::fold_search_keys(connection).await?;
        }
        if self.name == audit::NAME {
            audit::guard(connection).await?;
        }
        Ok(())
    }
}

/// Ids and vectors become blobs; tables become STRICT, so that SQLite checks types as Postgres does. Tables of small rows whose
/// key is marked `-- clustered` are stored in the order of that key.
fn for_sqlite(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut clustered = false;
    for line in sql.lines() {
        let line = line.replace(" uuid", " BLOB").replace(" bytea", " BLOB").replace(" bigint", " INTEGER");
        clustered |= line.ends_with("-- clustered");
        match line.as_str() {
            ");" if clustered => out.push_str(") STRICT, WITHOUT ROWID;"),
            ");" => out.push_str(") STRICT;"),
            _ => out.push_str(&line),
        }
        clustered &= line != ");";
        out.push('\n');
    }
    out
}
