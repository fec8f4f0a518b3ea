//! Fresh stores.

use chatbox_store::{Database, DatabaseOptions, Store};
use chatbox_testkit::Postgres;
use tempfile::TempDir;

/// A store in a folder that is removed with it.
pub(crate) struct SqliteStore {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
}

pub(crate) async fn sqlite() -> SqliteStore {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_sqlite(&folder.path().join("chatbox.db"), chatbox_testkit::sealer()).await.unwrap();
    SqliteStore { store, folder }
}

pub(crate) async fn postgres() -> Store {
    let database = Database::open(&postgres_url().await, DatabaseOptions::default()).await.unwrap();
    database.migrate().await.unwrap();
    Store::new(database, chatbox_testkit::sealer())
}

/// The address of an empty database.
pub(crate) async fn postgres_url() -> String {
    tokio::task::spawn_blocking(|| Postgres::shared().create_database().unwrap()).await.unwrap()
}
