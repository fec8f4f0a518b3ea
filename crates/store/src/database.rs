//! Connections: one pool on Postgres; on SQLite one writing connection and a few reading ones.

use crate::migrations::{self, Migrator};
use chatbox_core::error::{StoreError, StoreResult};
use log::LevelFilter;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sqlx::{
        Connection as _,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use sea_orm_migration::MigratorTrait;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How to connect. The defaults suit one small machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseOptions {
    /// SQLite: reading connections, each with its own cache (a writing one comes on top). Postgres: all connections. At least 1.
    pub connections: u32,
    /// Longest wait for a free connection and, on SQLite, for the write lock of another process.
    pub wait: Duration,
    /// SQLite: page cache of each connection in KiB, filled only as pages are read. A search in 100,000 passages reads hundreds of pages.
    /// Mapping the file would be a little faster still, but every connection's mapping counts as memory in use.
    pub cache_kib: u32,
    /// Statements that take longer are logged as warnings, without their values.
    pub slow: Duration,
}

impl Default for DatabaseOptions {
    fn default() -> Self {
        Self { connections: 4, wait: Duration::from_secs(30), cache_kib: 8192, slow: Duration::from_secs(1) }
    }
}

/// An open database. Cheap to clone; all clones share the same pools.
#[derive(Debug, Clone)]
pub struct Database {
    backend: DbBackend,
    read: DatabaseConnection,
    write: DatabaseConnection,
    lanes: Arc<Lanes>,
}

/// Writers wait in lanes, so that a few of great urgency need not stand behind many of little: of each lane, only one at a time waits
/// in the next more urgent one.
#[derive(Debug)]
struct Lanes {
    usual: Semaphore,
    later: Semaphore,
}

impl Default for Lanes {
    fn default() -> Self {
        Self { usual: Semaphore::new(1), later: Semaphore::new(1) }
    }
}

/// Prepared statements kept per connection: about the number of different ones in this crate.
const STATEMENTS: usize = 100;
/// A write-ahead log that grew during a burst is cut back to this size.
const WAL_BYTES: u32 = 64 << 20;
/// Pages of write-ahead log after which they are copied into the file. The writer waits meanwhile, so it is done in smaller portions than
/// by default (1,000): of 1,000, 400 and 200, the last keeps the words of 200 running answers the least late (`make bench NAME=sockets`).
const CHECKPOINT_PAGES: u32 = 200;
/// Reading connections unused for this long are closed and give their cache back.
const IDLE: Duration = Duration::from_secs(60);
/// Any number will do, as long as it is always the same: the Postgres lock of whoever migrates.
const MIGRATION_LOCK: i64 = 0x0063_6861_7462_6f78;

impl Database {
    /// Opens `sqlite://PATH` (taken literally after the two slashes, created if it does not exist) or `postgres://…`. Does not
    /// migrate. `Failed` when the address is of another kind or cannot be opened.
    pub async fn open(url: &str, options: DatabaseOptions) -> StoreResult<Self> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return Self::open_sqlite(Path::new(path), options).await;
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::open_postgres(url, options).await;
        }
        Err(StoreError::failed("a database address begins with sqlite:// or postgres://"))
    }

    /// Opens the SQLite file, creating it if it does not exist.
    pub async fn open_sqlite(path: &Path, options: DatabaseOptions) -> StoreResult<Self> {
        // The writer comes first: it creates the file and turns on the write-ahead log, which readers cannot.
        let write = connect_sqlite(path.to_owned(), &options, true).await?;
        let read = connect_sqlite(path.to_owned(), &options, false).await?;
        Ok(Self { backend: DbBackend::Sqlite, read, write, lanes: Arc::default() })
    }

    /// An empty SQLite database that is never on a disk and ends with its last clone: one connection, since each would see its own.
    pub async fn in_memory() -> StoreResult<Self> {
        let mut connect = ConnectOptions::new("sqlite::memory:");
        connect
            .max_connections(1)
            .min_connections(1)
            .acquire_timeout(DatabaseOptions::default().wait)
            .max_lifetime(None)
            .idle_timeout(None)
            .sqlx_logging_level(LevelFilter::Off)
            .map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(true).statement_cache_capacity(STATEMENTS));
        let only = sea_orm::Database::connect(connect).await.map_err(StoreError::failed)?;
        Ok(Self { backend: DbBackend::Sqlite, read: only.clone(), write: only, lanes: Arc::default() })
    }

    async fn open_postgres(url: &str, options: DatabaseOptions) -> StoreResult<Self> {
        let mut connect = ConnectOptions::new(url);
        connect
            .max_connections(options.connections.max(1))
            .acquire_timeout(options.wait)
            .sqlx_logging_level(LevelFilter::Off)
            .sqlx_slow_statements_logging_settings(LevelFilter::Warn, options.slow)
            .map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(STATEMENTS));
        let pool = sea_orm::Database::connect(connect).await.map_err(StoreError::failed)?;
        Ok(Self { backend: DbBackend::Postgres, read: pool.clone(), write: pool, lanes: Arc::default() })
    }

    /// Brings the schema to this program's version, in one transaction; several processes may call it at once. `Failed` when the
    /// database was written by a newer program: nothing is changed then.
    pub async fn migrate(&self) -> StoreResult<()> {
        let lock = self.write().await?;
        if self.backend == DbBackend::Postgres {
            let sql = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
            lock.execute_unprepared(&sql).await.map_err(StoreError::failed)?;
        }
        Migrator::install(&lock).await.map_err(StoreError::failed)?;
        refuse_unknown(&applied_versions(&lock).await?)?;
        Migrator::up(&lock, None).await.map_err(StoreError::failed)?;
        lock.commit().await.map_err(StoreError::failed)
    }

    /// Version of the schema in the database; 0 before the first migration.
    pub async fn schema_version(&self) -> StoreResult<u32> {
        Ok(self.applied().await?.len() as u32)
    }

    /// As `schema_version`, but `Failed` when a newer program wrote the database. Changes nothing.
    pub async fn check_version(&self) -> StoreResult<u32> {
        let applied = self.applied().await?;
        refuse_unknown(&applied)?;
        Ok(applied.len() as u32)
    }

    async fn applied(&self) -> StoreResult<Vec<String>> {
        let table = match self.backend {
            DbBackend::Sqlite => "SELECT 1 FROM sqlite_master WHERE name = 'seaql_migrations'",
            _ => "SELECT 1 WHERE to_regclass('seaql_migrations') IS NOT NULL",
        };
        let exists = self.read.query_one_raw(Statement::from_string(self.backend, table)).await;
        if exists.map_err(StoreError::failed)?.is_none() {
            return Ok(Vec::new());
        }
        applied_versions(&self.read).await
    }

    /// Answers whether the database can be read right now; for readiness.
    pub async fn ping(&self) -> StoreResult<()> {
        self.read.query_one_raw(Statement::from_string(self.backend, "SELECT 1")).await.map_err(StoreError::failed)?;
        Ok(())
    }

    /// Waits for running statements and closes all connections; on SQLite this also folds the write-ahead log into the file. Calls
    /// through any clone fail afterwards.
    pub async fn close(&self) -> StoreResult<()> {
        self.read.close_by_ref().await.map_err(StoreError::failed)?;
        self.write.close_by_ref().await.map_err(StoreError::failed)
    }

    /// For single reading statements.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// A transaction that sees one state of the database through several reads.
    pub(crate) async fn snapshot(&self) -> StoreResult<DatabaseTransaction> {
        let options = match self.backend {
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        self.read.begin_with_options(options).await.map_err(StoreError::failed)
    }

    /// A writing transaction; dropping it without `commit` undoes it. The wait for it is measured: it is where SQLite's one writer
    /// shows that it has too much to do.
    pub(crate) async fn write(&self) -> StoreResult<DatabaseTransaction> {
        let asked = Instant::now();
        let _turn = self.turn(&self.lanes.usual).await?;
        self.begin(asked).await
    }

    /// As [`Database::write`], for what a person sees arriving: it waits for two other transactions at most.
    pub(crate) async fn write_first(&self) -> StoreResult<DatabaseTransaction> {
        self.begin(Instant::now()).await
    }

    /// As [`Database::write`], for work in the background: it lets others go first.
    pub(crate) async fn write_later(&self) -> StoreResult<DatabaseTransaction> {
        let asked = Instant::now();
        let _later = self.turn(&self.lanes.later).await?;
        let _usual = self.turn(&self.lanes.usual).await?;
        self.begin(asked).await
    }

    /// On SQLite, where all writers share one connection, the turn in a lane. Postgres has connections for many.
    async fn turn<'a>(&self, lane: &'a Semaphore) -> StoreResult<Option<SemaphorePermit<'a>>> {
        if self.backend != DbBackend::Sqlite {
            return Ok(None);
        }
        lane.acquire().await.map(Some).map_err(StoreError::failed)
    }

    async fn begin(&self, asked: Instant) -> StoreResult<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.write.begin_with_options(options).await.map_err(StoreError::failed)?;
        metrics::histogram!("chatbox_store_write_wait_seconds").record(asked.elapsed().as_secs_f64());
        Ok(transaction)
    }

    /// Rewrites the SQLite file, so that nothing that was removed or replaced is left in it; others wait meanwhile. On Postgres that is
    /// `VACUUM FULL`, which is left to its operator.
    pub(crate) async fn compact(&self) -> StoreResult<()> {
        if self.backend != DbBackend::Sqlite {
            return Ok(());
        }
        let _turn = self.turn(&self.lanes.usual).await?;
        for sql in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
            self.write.execute_unprepared(sql).await.map_err(StoreError::failed)?;
        }
        Ok(())
    }

    pub(crate) fn backend(&self) -> DbBackend {
        self.backend
    }
}

/// A database that a newer program has changed must not be touched by this one.
fn refuse_unknown(applied: &[String]) -> StoreResult<()> {
    let Some(unknown) = migrations::unknown_version(applied) else { return Ok(()) };
    Err(StoreError::Failed(format!(
        "the database is at schema version {} ({unknown}), this program knows versions up to {}: start the newer program or restore a \
         backup made with this one",
        applied.len(),
        migrations::newest_version(),
    )))
}

async fn connect_sqlite(path: PathBuf, options: &DatabaseOptions, writes: bool) -> StoreResult<DatabaseConnection> {
    let mut connect = ConnectOptions::new("sqlite::memory:");
    connect
        .max_connections(if writes { 1 } else { options.connections.max(1) })
        .min_connections(u32::from(writes))
        .acquire_timeout(options.wait)
        .max_lifetime(None)
        .idle_timeout((!writes).then_some(IDLE))
        .sqlx_logging_level(LevelFilter::Off)
        .sqlx_slow_statements_logging_settings(LevelFilter::Warn, options.slow);
    // After a COMMIT that failed (a full disk) SQLite has rolled back already, sqlx fails to do so again and counts a transaction as open for
    // ever: later commits would only end savepoints in one that is never committed. Such a connection is given up.
    if writes {
        connect.map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| {
                Box::pin(async move {
                    // Waits for a rollback that is under way.
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
        });
    }
    let (busy, cache) = (options.wait, options.cache_kib);
    connect.map_sqlx_sqlite_opts(move |_| {
        let sqlite = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(writes)
            .foreign_keys(true)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(busy)
            .statement_cache_capacity(STATEMENTS)
            .pragma("cache_size", format!("-{cache}"))
            .pragma("mmap_size", "0")
            .pragma("temp_store", "MEMORY");
        if writes {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .pragma("journal_size_limit", WAL_BYTES.to_string())
                .pragma("wal_autocheckpoint", CHECKPOINT_PAGES.to_string())
        } else {
            sqlite.pragma("query_only", "ON")
        }
    });
    sea_orm::Database::connect(connect).await.map_err(StoreError::failed)
}

async fn applied_versions(connection: &impl ConnectionTrait) -> StoreResult<Vec<String>> {
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    let rows = rows.map_err(StoreError::failed)?;
    rows.iter().map(|row| row.try_get("", "version").map_err(StoreError::failed)).collect()
}
