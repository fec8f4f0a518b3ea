//! Databases of older and newer programs.
//!
//! `tests/fixtures/vN.sql` is a database as version N left it. A new version adds one: run
//! `cargo test --release -p chatbox-store --test it write_fixture -- --ignored` and commit the file.

use crate::stores;
use chatbox_core::{
    audit::{AuditEvent, AuditStore, Outcome, Via},
    auth::{
        AccountStore, ApiKeyStore, Device, InvitationStore, NewAccount, NewApiKey, NewInvitation, Permission, Role,
        SecondFactorStore, SessionStore, SigningKey, SigningKeyStore, TokenHash,
    },
    chat::{
        ChatStore, ConversationFilter, Event, LoggedEvent, Message, MessageState, NewConversation, NewTurn, RunState,
        TurnKind,
    },
    clock::{Clock, Time},
    documents::{Chunk, DocumentFilter, DocumentState, DocumentStore, NewRevision, RevisionText, SentenceVector},
    idempotency::{IdempotencyStore, Replay},
    ids::{BlobHash, ChunkId, GroupId, RevisionId, SigningKeyId, Who},
    page::PageRequest,
    settings::SettingStore,
    sharing::{Grant, GroupChange, Level, Principal, SharingStore},
    tasks::{JobState, JobStore, NewJob, priority},
};
use chatbox_store::{Database, DatabaseOptions, Store};
use chatbox_testkit::ManualClock;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::json;
use std::{fs, path::Path};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread")]
async fn every_older_version_becomes_the_newest() {
    let fresh = stores::sqlite().await;
    let newest = fresh.store.database().schema_version().await.unwrap();
    for version in 1..=newest {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let dump = fs::read_to_string(fixture(version)).expect("each released version has its fixture");
        connect(&path).await.execute_unprepared(&dump).await.unwrap();

        let store = Store::open_sqlite(&path, chatbox_testkit::sealer()).await.unwrap();
        assert_eq!(store.database().schema_version().await.unwrap(), newest);
        assert_eq!(schema(&path).await, schema(&fresh.folder.path().join("chatbox.db")).await);
        read(&store).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_refused_and_left_alone() {
    let fresh = stores::sqlite().await;
    let path = fresh.folder.path().join("chatbox.db");
    refuses_newer(&format!("sqlite://{}", path.display()), connect(&path).await).await;
    let url = stores::postgres_url().await;
    Database::open(&url, DatabaseOptions::default()).await.unwrap().migrate().await.unwrap();
    refuses_newer(&url, sea_orm::Database::connect(&url).await.unwrap()).await;
}

async fn refuses_newer(url: &str, connection: DatabaseConnection) {
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)";
    connection.execute_unprepared(newer).await.unwrap();
    let database = Database::open(url, DatabaseOptions::default()).await.unwrap();
    let before = database.schema_version().await.unwrap();
    let error = database.migrate().await.unwrap_err().to_string();
    assert!(error.contains("schema version 7 (m9999_future)") && error.contains("newer program"), "{error}");
    assert_eq!(database.schema_version().await.unwrap(), before);
    assert_eq!(database.check_version().await.unwrap_err().to_string(), error);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_processes_may_migrate_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite://{}", folder.path().join("chatbox.db").display());
    for url in [sqlite, stores::postgres_url().await] {
        let database = Database::open(&url, DatabaseOptions::default()).await.unwrap();
        assert_eq!(database.schema_version().await.unwrap(), 0);
        database.ping().await.unwrap();
        let mut servers = JoinSet::new();
        for _ in 0..4 {
            let url = url.clone();
            servers.spawn(async move {
                let database = Database::open(&url, DatabaseOptions::default()).await.unwrap();
                database.migrate().await.unwrap();
                database.migrate().await.unwrap();
                database.close().await.unwrap();
                assert!(database.ping().await.is_err(), "closed");
            });
        }
        servers.join_all().await;
        assert!(database.schema_version().await.unwrap() >= 1);
    }
}

#[tokio::test]
async fn says_what_an_address_looks_like() {
    let error = Database::open("mysql://x", DatabaseOptions::default()).await.unwrap_err().to_string();
    assert!(error.contains("sqlite:// or postgres://"), "{error}");
}

#[tokio::test]
#[ignore = "writes the fixture of the current version"]
async fn write_fixture() {
    let fresh = stores::sqlite().await;
    fill(&fresh.store).await;
    read(&fresh.store).await;
    let version = fresh.store.database().schema_version().await.unwrap();
    let dump = dump(&connect(&fresh.folder.path().join("chatbox.db")).await).await;
    fs::write(fixture(version), dump).unwrap();
}

/// Tests run in the folder of their crate. A path fixed at build time would be another clone's where clones share a target directory.
pub(crate) fn fixture(version: u32) -> String {
    format!("tests/fixtures/v{version}.sql")
}

pub(crate) async fn connect(path: &Path) -> DatabaseConnection {
    sea_orm::Database::connect(format!("sqlite://{}?mode=rwc", path.display())).await.unwrap()
}

async fn rows(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn schema(path: &Path) -> Vec<String> {
    rows(&connect(path).await, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").await
}

/// Everything as SQL, tables before their rows, referenced tables first as they were made in that order.
async fn dump(connection: &DatabaseConnection) -> String {
    let mut dump = String::from("PRAGMA foreign_keys = OFF;\n");
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    for table in rows(connection, tables).await {
        let made = rows(connection, &format!("SELECT sql FROM sqlite_master WHERE name = '{table}'")).await;
        dump.push_str(&format!("{};\n", made[0]));
        let columns = rows(connection, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let quoted: Vec<_> = columns.iter().map(|column| format!("quote({column})")).collect();
        let values = format!("SELECT {} FROM {table}", quoted.join(" || ', ' || "));
        for row in rows(connection, &values).await {
            dump.push_str(&format!("INSERT INTO {table} ({}) VALUES ({row});\n", columns.join(", ")));
        }
    }
    for index in
        rows(connection, "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL").await
    {
        dump.push_str(&format!("{index};\n"));
    }
    dump
}

const TEXT: &str = "Es war ein Ärger. 😀 Then all was well.";

/// Something in every table.
pub(crate) async fn fill(store: &Store) {
    let (who, now) = (Who::local(), ManualClock::new().now());
    let collection = store.create_collection(who, "Fixture", now).await.unwrap();
    let hash = |digit: &str| BlobHash::try_from(digit.repeat(64)).unwrap();
    let job = |revision: RevisionId| NewJob {
        owner: who.user,
        kind: "ingest",
        key: revision.to_string(),
        payload: json!({"revision": revision}),
        priority: priority::NORMAL,
        max_attempts: 3,
    };
    for (path, hash) in [("ready.txt", hash("a")), ("queued.txt", hash("b"))] {
        let new = NewRevision { collection: collection.id, path: path.to_owned(), hash, size: 40 };
        store.add_revision(who, new, &job, now).await.unwrap();
    }
    let all = store.documents(who, &DocumentFilter::default(), &PageRequest::first(10)).await.unwrap().items;
    let ready = all.iter().find(|document| document.path == "ready.txt").unwrap();
    let text = RevisionText { text: TEXT.to_owned(), blocks: Vec::new(), pages: Vec::new() };
    store.put_extracted(ready.revision, Some("Ready"), "text/plain", Some("de"), &[], &text, now).await.unwrap();
    let chunk = Chunk {
        id: ChunkId::new(),
        revision: ready.revision,
        document: ready.id,
        collection: collection.id,
        owner: who.user,
        ordinal: 0,
        start: 0,
        end: TEXT.chars().count() as u32,
        page: None,
        headings: vec!["One".to_owned()],
        text: TEXT.to_owned(),
        prefix: String::new(),
        embed_hash: "c".repeat(64),
    };
    store.put_chunks(ready.revision, std::slice::from_ref(&chunk), now).await.unwrap();
    store.cache_embeddings("m", &[(chunk.embed_hash.clone(), vec![0.6, 0.8])]).await.unwrap();
    store.put_sentences("m", &[(chunk.id, vec![sentence()])]).await.unwrap();
    let place = store.revision(ready.revision).await.unwrap().place();
    store.publish(ready.revision, &place, now).await.unwrap();

    let new = NewConversation { collections: vec![collection.id], ..NewConversation::default() };
    let conversation = store.create_conversation(who, new, now).await.unwrap();
    let turn = NewTurn {
        kind: TurnKind::Ask { parent: None, text: "Was war?".to_owned(), documents: Vec::new() },
        model: None,
    };
    let (run, _, answer) = store.begin_run(who, conversation.id, turn, now).await.unwrap();
    let events = [LoggedEvent { run: run.id, seq: 1, event: Event::Delta { text: "Ärger.".to_owned() } }];
    let answer = Message { content: "Ärger.".to_owned(), state: MessageState::Complete, ..answer };
    store.finish_run(run.id, RunState::Done, &answer, &events, Some("Was war"), now).await.unwrap();

    store.set_setting(who, "provider", Some(json!({"base_url": "http://localhost"}))).await.unwrap();
    store.begin(who, "key", "print", now).await.unwrap();
    store.complete(who, "key", 201, json!({"id": 1})).await.unwrap();

    let (name, password) = ("Ada".to_owned(), "$argon2id$hash".to_owned());
    let owner = NewAccount { id: who.user, email: EMAIL.to_owned(), name, role: Role::Owner.into(), password };
    store.create_first_account(&owner, now).await.unwrap();
    store.open_session(who.user, &Device::default(), TokenHash([7; 32]), END, now).await.unwrap();
    let key = SigningKey { id: SigningKeyId::new(), seed: [8; 32], created_at: now };
    store.add_signing_key(&key, now).await.unwrap();

    let key = NewApiKey {
        name: "Key".to_owned(),
        start: "cbx_09090909".to_owned(),
        hash: TokenHash([9; 32]),
        permissions: vec![Permission::Read],
        expires_at: None,
    };
    store.create_api_key(who, &key, 1, now).await.unwrap();
    let (role, hash) = (Role::Viewer.into(), TokenHash([10; 32]));
    let invitation = NewInvitation { email: None, role, made_by: who.user, hash, expires_at: END };
    store.create_invitation(&invitation, 1, now).await.unwrap();
    store.begin_second_factor(who, b"secret", now).await.unwrap();
    store.confirm_second_factor(who, 1, &[TokenHash([11; 32])]).await.unwrap();
    store.append_audit(&signed_in(), now).await.unwrap();
    let group = store.create_group("Group", now).await.unwrap().id;
    let change = GroupChange { members: Some(vec![who.user]), ..GroupChange::default() };
    store.change_group(group, &change, now).await.unwrap();
    store.share(who, collection.id.into(), &[shared_with(group)]).await.unwrap();
}

fn shared_with(group: GroupId) -> Grant {
    Grant { principal: Principal::Group(group), level: Level::Write }
}

fn signed_in() -> AuditEvent {
    AuditEvent {
        action: "auth.sign_in".to_owned(),
        actor: Some(Who::local().user),
        name: EMAIL.to_owned(),
        via: Via::Open,
        target: String::new(),
        address: "192.0.2.7".to_owned(),
        agent: "Browser".to_owned(),
        outcome: Outcome::Done,
        detail: String::new(),
    }
}

const EMAIL: &str = "ada@example.org";
const END: Time = Time::MAX_UTC;

fn sentence() -> SentenceVector {
    SentenceVector { start: 0, end: 17, vector: vec![127, -3] }
}

/// Reads back what `fill` wrote.
pub(crate) async fn read(store: &Store) {
    let (who, now) = (Who::local(), ManualClock::new().now());
    let collection = store.collections(who).await.unwrap().remove(0);
    assert_eq!((collection.name.as_str(), collection.documents, collection.created_at), ("Fixture", 2, now));
    let ready = DocumentFilter { state: Some(DocumentState::Ready), ..DocumentFilter::default() };
    let ready = store.documents(who, &ready, &PageRequest::first(10)).await.unwrap().items.remove(0);
    assert_eq!((ready.title.as_str(), ready.chunks), ("Ready", 1));
    assert_eq!(store.document_text(who, ready.id, None).await.unwrap().text, TEXT);
    let chunks = store.visible_chunks(None, 10).await.unwrap();
    let passages = store.passages(who, &[chunks[0].chunk.id], "m").await.unwrap();
    assert_eq!((passages[0].chunk.text.as_str(), &passages[0].sentences), (TEXT, &vec![sentence()]));
    let cached = store.cached_embeddings("m", &["c".repeat(64)]).await.unwrap();
    assert_eq!(cached, [Some(vec![0.6, 0.8])]);
    assert_eq!(store.unfinished_revisions(None, 10).await.unwrap().len(), 1);
    let job = store.job_by_key(who, "ingest", &ready.revision.to_string()).await.unwrap();
    assert_eq!(job.state, JobState::Queued);

    let filter = ConversationFilter { contains: Some("arger".to_owned()), ..ConversationFilter::default() };
    let conversation = store.conversations(who, &filter, &PageRequest::first(10)).await.unwrap().items.remove(0);
    assert_eq!(conversation.title, "Was war");
    let messages = store.messages(who, conversation.id).await.unwrap();
    assert_eq!(messages[1].content, "Ärger.");
    let run = messages[1].run.unwrap();
    assert_eq!(store.run(who, run).await.unwrap().state, RunState::Done);
    assert_eq!(store.events(who, run, 0, 10).await.unwrap().len(), 1);
    let provider = store.setting(who, "provider").await.unwrap();
    assert_eq!(provider, Some(json!({"base_url": "http://localhost"})));
    let replay = store.begin(who, "key", "print", now).await.unwrap();
    assert_eq!(replay, Replay::Done { status: 201, body: json!({"id": 1}) });

    // Since version 4.
    if let Some((owner, hash)) = store.account_by_email(EMAIL).await.unwrap() {
        assert_eq!((owner.id, owner.role, hash.as_str()), (who.user, Role::Owner.into(), "$argon2id$hash"));
        assert_eq!(store.sessions(who, now).await.unwrap().len(), 1);
        assert_eq!(store.signing_keys().await.unwrap()[0].seed, [8; 32]);
    }
    // Since version 5.
    if let Some(key) = store.api_keys(who).await.unwrap().first() {
        assert_eq!(key.permissions, [Permission::Read]);
        assert_eq!(store.invitations(now).await.unwrap()[0].role, Role::Viewer.into());
        assert_eq!(store.second_factor(who).await.unwrap().unwrap().recovery_codes, 1);
        let lines = store.audit_from(1, 10).await.unwrap();
        assert_eq!(lines[0].event, signed_in());
        assert_eq!(store.audit_head().await.unwrap().last, 1);
        let group = store.groups().await.unwrap().remove(0);
        assert_eq!(group.members, [who.user]);
        assert_eq!(store.grants(who, collection.id.into()).await.unwrap(), [shared_with(group.id)]);
    }
}
