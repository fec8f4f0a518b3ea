//! What is stored cannot be read without the master key.

use crate::{
    migrations::{connect, fill, fixture, read},
    stores,
};
use chatbox_core::{
    chat::ChatStore,
    ids::Who,
    sealing::{DataKeyStore, KeyNumber, Reseal, Sealer},
};
use chatbox_store::{Database, DatabaseOptions, Store};
use chatbox_testkit::{
    ManualClock,
    sealing::{data_key_store_contract, reseal_all},
};
use chatbox_vault::{MasterKey, Progress, Vault};
use sea_orm::ConnectionTrait;
use std::{fs, path::Path, sync::Arc, time::Duration};

/// Of what `fill` writes: of a document, a heading, a question, an answer, a title and a setting.
const CLEAR: [&str; 6] = ["all was well", "[\"One\"]", "Was war?", "Ärger", "Was war", "http://localhost"];

/// The version before anything was sealed.
const BEFORE: u32 = 5;

struct House {
    vault: Arc<Vault>,
    store: Arc<Store>,
    clock: Arc<ManualClock>,
}

impl House {
    async fn over(database: Database, master: &str) -> Self {
        database.migrate().await.unwrap();
        let (clock, master) = (Arc::new(ManualClock::new()), MasterKey::parse(master).unwrap());
        let vault = Vault::open(master, Arc::new(database.clone()), Arc::clone(&clock) as _).await.unwrap();
        let vault = Arc::new(vault);
        let store = Arc::new(Store::new(database, Arc::clone(&vault) as Arc<dyn Sealer>));
        Self { vault, store, clock }
    }

    async fn on_sqlite(path: &Path) -> Self {
        Self::over(Database::open_sqlite(path, DatabaseOptions::default()).await.unwrap(), MASTER).await
    }

    async fn on_postgres() -> Self {
        Self::over(Database::open(&stores::postgres_url().await, DatabaseOptions::default()).await.unwrap(), MASTER)
            .await
    }

    async fn tend(&self) -> Option<Progress> {
        self.vault.tend(&[Arc::clone(&self.store) as Arc<dyn Reseal>]).await.unwrap()
    }
}

const MASTER: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// Which of the clear texts stand in the files of a SQLite database.
fn found(path: &Path) -> Vec<&'static str> {
    let mut files = fs::read(path).unwrap();
    files.extend(fs::read(path.with_extension("db-wal")).unwrap_or_default());
    CLEAR.into_iter().filter(|text| files.windows(text.len()).any(|window| window == text.as_bytes())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn data_keys_on_both() {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = Database::open_sqlite(&folder.path().join("keys.db"), DatabaseOptions::default()).await.unwrap();
    let postgres = Database::open(&stores::postgres_url().await, DatabaseOptions::default()).await.unwrap();
    for database in [sqlite, postgres] {
        database.migrate().await.unwrap();
        data_key_store_contract(&database).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_written_stands_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chatbox.db");
    let house = House::on_sqlite(&path).await;
    fill(&house.store).await;
    read(&house.store).await;
    assert_eq!(found(&path), Vec::<&str>::new());
    house.store.database().close().await.unwrap();
    assert_eq!(found(&path), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_version_wrote_is_sealed_also_after_an_interruption() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chatbox.db");
    let dump = fs::read_to_string(fixture(BEFORE)).unwrap();
    connect(&path).await.execute_unprepared(&dump).await.unwrap();
    assert_eq!(found(&path), CLEAR);
    let house = House::on_sqlite(&path).await;
    read(&house.store).await;
    let all = house.store.left().await.unwrap();
    // A server that is killed in the middle.
    let begun = house.store.reseal(None, 1).await.unwrap();
    assert_eq!(begun.count, 1);
    house.store.database().close().await.unwrap();

    let house = House::on_sqlite(&path).await;
    read(&house.store).await;
    assert_eq!(house.tend().await, Some(Progress { number: KeyNumber(1), count: all - 1 }));
    assert_eq!(house.store.left().await.unwrap(), 0);
    read(&house.store).await;
    assert_eq!(found(&path), Vec::<&str>::new(), "also in pages that are free");
    assert_eq!(house.tend().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sealed_before_a_kill_is_gone_from_the_file_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chatbox.db");
    connect(&path).await.execute_unprepared(&fs::read_to_string(fixture(BEFORE)).unwrap()).await.unwrap();
    let house = House::on_sqlite(&path).await;
    // Killed when all was sealed, and nothing was cleared away yet.
    assert!(reseal_all(&*house.store, 100).await > 10);
    house.store.database().close().await.unwrap();
    let house = House::on_sqlite(&path).await;
    assert_eq!(house.tend().await, Some(Progress { number: KeyNumber(1), count: 0 }));
    assert_eq!(found(&path), Vec::<&str>::new());
    read(&house.store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_replaces_the_old_one_on_both() {
    let folder = tempfile::tempdir().unwrap();
    for house in [House::on_sqlite(&folder.path().join("chatbox.db")).await, House::on_postgres().await] {
        fill(&house.store).await;
        assert_eq!(house.tend().await, Some(Progress { number: KeyNumber(1), count: 0 }));
        house.vault.rotate().await.unwrap();
        house.clock.advance(Duration::from_secs(121));
        // The first look takes the key into use; nothing is sealed twice.
        let done = house.tend().await.unwrap();
        assert_eq!((done.number, done.count >= 15), (KeyNumber(2), true), "{done:?}");
        let keys = house.store.database().data_keys().await.unwrap();
        assert_eq!(keys.iter().map(|key| key.number.0).collect::<Vec<_>>(), [2]);
        assert_eq!(reseal_all(&*house.store, 3).await, 0);
        read(&house.store).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_or_moved_text_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chatbox.db");
    let house = House::on_sqlite(&path).await;
    fill(&house.store).await;
    // Whoever can write the database puts one message in the place of another.
    let swap =
        "UPDATE messages SET content = (SELECT content FROM messages WHERE role = 'user') WHERE role = 'assistant'";
    connect(&path).await.execute_unprepared(swap).await.unwrap();
    let refused = house.store.search_conversations(Who::local(), "war", 10).await.unwrap_err();
    assert!(refused.to_string().contains("damaged or was moved"), "{refused}");
}
