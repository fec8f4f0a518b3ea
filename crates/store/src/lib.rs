#![doc = include_str!("../README.md")]

mod audit;
mod auth;
mod chat;
mod columns;
mod cursor;
mod database;
mod documents;
mod entities;
mod folders;
mod grants;
mod idempotency;
mod migrations;
mod pieces;
mod privacy;
mod prompts;
mod sealing;
mod settings;
mod shares;
mod sharing;
mod tasks;
mod temporary;

pub use database::{Database, DatabaseOptions};
pub use temporary::Conversations;

use chatbox_core::{error::StoreResult, sealing::Sealer};
use sealing::SealedDatabase;
use std::{path::Path, sync::Arc};

/// All relational ports over one database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    database: SealedDatabase,
}

impl Store {
    /// A store over a database that is migrated.
    pub fn new(database: Database, sealer: Arc<dyn Sealer>) -> Self {
        Self { database: SealedDatabase::new(database, sealer) }
    }

    /// Opens (and creates, if need be) the SQLite file and migrates it.
    pub async fn open_sqlite(path: &Path, sealer: Arc<dyn Sealer>) -> StoreResult<Self> {
        let database = Database::open_sqlite(path, DatabaseOptions::default()).await?;
        database.migrate().await?;
        Ok(Self::new(database, sealer))
    }

    /// The database below, for readiness, migration and shutdown.
    pub fn database(&self) -> &Database {
        &self.database
    }
}
