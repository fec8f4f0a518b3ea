//! Profile, export of all one's data and deletion of one's account, on the real program.

use crate::{
    accounts::{PASSWORD, Tokens, admin, set_up, sign_in},
    program::{PATIENCE, Program, Reply, reply, text},
    traces::Tables,
};
use chatbox_core::{
    ids::{UserId, Who},
    index::{KeywordIndex, Scope, VectorIndex},
};
use chatbox_index::{KeywordSettings, QdrantEdgeIndex, TantivyIndex, VectorSettings};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
    path::Path,
    time::Duration,
};
use tokio::time::{sleep, timeout};
use totp_rs::{Algorithm, Secret, TOTP};

/// A red square of four pixels, and a file as small that says it has 64 million.
const SQUARE: &str = "89504e470d0a1a0a0000000d4948445200000004000000040802000000269309290000001049444154789c6338212707470cc471\
                      00b16310413b4b63820000000049454e44ae426082";
const BOMB: &str = "89504e470d0a1a0a0000000d4948445200001f4000001f40080200000089933aa30000001049444154789c6338212707470cc471\
                    00b16310413b4b63820000000049454e44ae426082";
/// What both have.
const SAME: &str = "The lighthouse keeper counts nine ships at dawn.";
/// What only he has.
const WORD: &str = "Quokkaberg";

struct Person {
    id: String,
    email: String,
    password: String,
    token: String,
}

impl Person {
    async fn send(&self, program: &Program, method: Method, path: &str, body: Value) -> Reply {
        let request = program.request(method, path).bearer_auth(&self.token);
        reply(if body.is_null() { request } else { request.json(&body) }).await
    }

    async fn get(&self, program: &Program, path: &str) -> Value {
        let (status, body) = self.send(program, Method::GET, path, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    async fn made(&self, program: &Program, path: &str, body: Value) -> Value {
        let key = UserId::new().to_string();
        let request = program.request(Method::POST, path).bearer_auth(&self.token).header("idempotency-key", key);
        let (status, made) = reply(request.json(&body)).await;
        assert!(status.is_success(), "{path}: {made}");
        made
    }

    async fn upload(&self, program: &Program, collection: &str, name: &str, words: &str) {
        let body = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{words}\r\n--limit--\r\n"
        );
        let request = program.request(Method::POST, &format!("/collections/{collection}/documents"));
        let request = request.bearer_auth(&self.token).header("content-type", "multipart/form-data; boundary=limit");
        let (status, answer) = reply(request.body(body)).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{answer}");
    }

    /// Waits until nothing of theirs is being worked on.
    async fn settled(&self, program: &Program, count: usize) {
        let ready = async {
            loop {
                let page = self.get(program, "/documents?state=ready&limit=200").await;
                if page["items"].as_array().is_some_and(|items| items.len() == count) {
                    return;
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(PATIENCE, ready).await.unwrap_or_else(|_| panic!("{count} documents are not ready"));
    }

    async fn finds(&self, program: &Program, query: &str) -> usize {
        let (status, found) = self.send(program, Method::POST, "/search", json!({"query": query, "limit": 100})).await;
        assert_eq!(status, StatusCode::OK, "{found}");
        found["hits"].as_array().unwrap().len()
    }
}

async fn person(program: &Program, name: &str, role: &str) -> Person {
    let email = format!("{name}@example.org");
    let made = admin(program.folder.path(), &["create-user", &email, "--role", role]).await.unwrap();
    let password = made.trim().rsplit(' ').next().unwrap().to_owned();
    let signed_in = sign_in(program, &email, &password).await.1;
    Person { id: text(&signed_in["account"]["id"]), token: Tokens::of(&signed_in).access, email, password }
}

async fn owner(program: &Program, tokens: Tokens) -> Person {
    let access = reply(program.request(Method::GET, "/auth").bearer_auth(&tokens.access)).await.1;
    let (email, password) = ("ada@example.org".to_owned(), PASSWORD.to_owned());
    Person { id: text(&access["account"]["id"]), token: tokens.access, email, password }
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_one_s_own_and_shown_to_the_others() {
    let (program, tokens) = set_up().await;
    let (ada, vera) = (owner(&program, tokens).await, person(&program, "vera", "viewer").await);
    let expected = json!({"name": "Ada", "language": null, "time_zone": null, "avatar_changed_at": null});
    assert_eq!(ada.get(&program, "/auth/profile").await, expected);
    let change = async |body| ada.send(&program, Method::PATCH, "/auth/profile", body).await;
    let changed = change(json!({"name": " Ada Lovelace ", "language": "de", "time_zone": "Europe/Berlin"})).await.1;
    let expected =
        json!({"name": "Ada Lovelace", "language": "de", "time_zone": "Europe/Berlin", "avatar_changed_at": null});
    assert_eq!(changed, expected);
    let changed = change(json!({"language": null})).await.1;
    assert_eq!((&changed["language"], &changed["time_zone"]), (&Value::Null, &json!("Europe/Berlin")));
    for wrong in [json!({"name": " "}), json!({"time_zone": "Europe/Atlantis"}), json!({"time_zone": "../etc/passwd"})]
    {
        assert_eq!(change(wrong.clone()).await.0, StatusCode::BAD_REQUEST, "{wrong}");
    }

    // Pictures are known by their content, made small in another process, and shown to whoever is signed in.
    let put = async |bytes: Vec<u8>| {
        reply(program.request(Method::PUT, "/auth/avatar").bearer_auth(&ada.token).body(bytes)).await
    };
    let path = format!("/accounts/{}/avatar", ada.id);
    let ask = async |known: &str| {
        let request = program.request(Method::GET, &path).bearer_auth(&vera.token);
        request.header(header::IF_NONE_MATCH, known).send().await.unwrap()
    };
    assert_eq!(ask("").await.status(), StatusCode::NO_CONTENT);
    let page = b"<html><script>alert(1)</script></html>".to_vec();
    let refused = [put(page).await, put(bytes(BOMB)).await, put(bytes(SQUARE)[..40].to_vec()).await];
    let kinds = refused.map(|(status, problem)| (status, text(&problem["type"])));
    let invalid = (StatusCode::BAD_REQUEST, "urn:chatbox:invalid".to_owned());
    let too_large = (StatusCode::PAYLOAD_TOO_LARGE, "urn:chatbox:picture-too-large".to_owned());
    assert_eq!(kinds, [invalid.clone(), too_large, invalid]);
    assert_eq!(put(vec![0; 6 << 20]).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let (status, profile) = put(bytes(SQUARE)).await;
    assert_eq!(status, StatusCode::OK, "{profile}");
    let shown = ask("").await;
    let about = |name| shown.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(about(header::CONTENT_TYPE), "image/webp");
    assert_eq!(about(header::CACHE_CONTROL), "private, max-age=86400");
    assert_eq!(about(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    let tag = about(header::ETAG);
    assert!(shown.bytes().await.unwrap().starts_with(b"RIFF"));
    assert_eq!(ask(&tag).await.status(), StatusCode::NOT_MODIFIED);
    let listed = vera.get(&program, "/avatars").await;
    assert_eq!(listed, json!([{"account": ada.id, "changed_at": profile["avatar_changed_at"]}]));
    assert_eq!(reply(program.request(Method::GET, &path)).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(ada.send(&program, Method::DELETE, "/auth/avatar", Value::Null).await.0, StatusCode::NO_CONTENT);
    assert_eq!(ask(&tag).await.status(), StatusCode::NO_CONTENT);

    // Addresses are for those who may share.
    let emails = async |who: &Person| {
        let directory = who.get(&program, "/directory").await;
        directory["people"].as_array().unwrap().iter().filter(|one| one["email"].is_string()).count()
    };
    assert_eq!((emails(&ada).await, emails(&vera).await), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_everything_and_no_secret() {
    let (program, tokens) = set_up().await;
    let ada = owner(&program, tokens).await;
    let birds = text(&ada.made(&program, "/collections", json!({"name": "Birds / owls"})).await["id"]);
    ada.upload(&program, &birds, "trees/oak.txt", "The owl sleeps in an elm.").await;
    ada.settled(&program, 1).await;
    ada.upload(&program, &birds, "trees/oak.txt", "The owl sleeps in an oak.").await;
    ada.upload(&program, &birds, "same.txt", SAME).await;
    ada.settled(&program, 2).await;
    let conversation = text(&ada.made(&program, "/conversations", json!({})).await["id"]);
    let request = program.request(Method::POST, &format!("/conversations/{conversation}/messages"));
    let question = json!({"text": "Where does the owl sleep?"});
    program.events(request.bearer_auth(&ada.token).json(&question), usize::MAX).await;
    ada.made(&program, "/folders", json!({"name": "Mine"})).await;
    ada.made(&program, "/prompts", json!({"name": "mine", "text": "Be brief."})).await;
    ada.made(&program, &format!("/conversations/{conversation}/shares"), json!({})).await;
    let key = ada.made(&program, "/api-keys", json!({"name": "Script", "permissions": ["read"]})).await;
    let secret = text(&key["secret"]);

    let by_key = reply(program.request(Method::GET, "/auth/export").bearer_auth(&secret)).await;
    assert_eq!((by_key.0, &by_key.1["type"]), (StatusCode::FORBIDDEN, &json!("urn:chatbox:session-needed")));
    let response = program.request(Method::GET, "/auth/export").bearer_auth(&ada.token).send().await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/zip");
    let entries = unpacked(&response.bytes().await.unwrap());
    let json = |name: &str| serde_json::from_slice::<Value>(&entries[name]).unwrap();

    let manifest = json("manifest.json");
    assert_eq!((&manifest["format"], &manifest["version"]), (&json!("chatbox.export"), &json!(1)));
    let counts = json!({
        "api_keys": 1, "audit_lines": manifest["counts"]["audit_lines"], "collections": 1, "conversations": 1, "documents": 2,
        "files": 2, "folders": 1, "invitations": 0, "older_versions": 1, "prompts": 1, "sessions": 1, "shares": 1,
    });
    assert_eq!(manifest["counts"], counts);
    assert_eq!(json("account.json")["account"]["email"], "ada@example.org");
    assert_eq!(entries["documents/Birds _ owls/trees/oak.txt"], b"The owl sleeps in an oak.");
    assert_eq!(entries["documents/Birds _ owls/same.txt"], SAME.as_bytes());
    let older: Vec<_> = entries.iter().filter(|(name, _)| name.starts_with("versions/")).collect();
    assert_eq!(older.len(), 1);
    assert!(older[0].0.ends_with("/1-oak.txt"), "{}", older[0].0);
    assert_eq!(older[0].1, b"The owl sleeps in an elm.");
    let files: BTreeSet<String> =
        json("documents.json").as_array().unwrap().iter().map(|one| text(&one["file"])).collect();
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| entries.contains_key(file)), "{files:?}");
    let exported = json(&format!("conversations/{conversation}.json"));
    assert_eq!(exported["format"], "chatbox.conversations");
    let messages = exported["conversations"][0]["messages"].as_array().unwrap();
    assert!(text(&messages[1]["content"]).contains("oak"), "{exported}");
    assert_eq!(messages[1]["citations"][0]["check"]["verdict"], "quoted", "{exported}");
    let log = String::from_utf8(entries["audit.jsonl"].clone()).unwrap();
    assert!(log.contains("\"api_key.create\"") && log.contains("\"account.export\""), "{log}");
    for (name, bytes) in &entries {
        let says = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!says(&secret) && !says("argon2id"), "{name}");
    }

    // The server stops when nobody reads on: both places are free again.
    for _ in 0..4 {
        let begun = async {
            loop {
                let asked = program.request(Method::GET, "/auth/export").bearer_auth(&ada.token).send().await.unwrap();
                if asked.status() == StatusCode::OK {
                    return asked;
                }
                assert_eq!(asked.status(), StatusCode::TOO_MANY_REQUESTS);
                sleep(Duration::from_millis(50)).await;
            }
        };
        drop(timeout(PATIENCE, begun).await.expect("room for another export"));
    }
}

fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut read = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(&mut read).collect()
}

/// Gives somebody something in every table that says whose its rows are.
async fn live(program: &Program, bob: &Person, ada: &Person, documents: usize) {
    let collection = text(&bob.made(program, "/collections", json!({"name": "Bob's"})).await["id"]);
    for number in 0..documents {
        let words = format!("The {WORD} number {number} has {} windows and a door of oak.", number + 2);
        bob.upload(program, &collection, &format!("{number}.txt"), &words).await;
    }
    bob.upload(program, &collection, "same.txt", SAME).await;
    let conversation = text(&bob.made(program, "/conversations", json!({})).await["id"]);
    bob.settled(program, documents + 1).await;
    let request = program.request(Method::POST, &format!("/conversations/{conversation}/messages"));
    let question = json!({"text": format!("How many windows has {WORD} number 1?")});
    program.events(request.bearer_auth(&bob.token).json(&question), usize::MAX).await;
    bob.made(program, "/conversations", json!({"temporary": true})).await;
    bob.made(program, "/folders", json!({"name": WORD})).await;
    bob.made(program, "/prompts", json!({"name": WORD, "text": WORD})).await;
    bob.made(program, &format!("/conversations/{conversation}/shares"), json!({})).await;
    bob.made(program, "/api-keys", json!({"name": WORD, "permissions": ["read"]})).await;
    bob.made(program, "/invitations", json!({"role": "viewer"})).await;
    bob.send(program, Method::PATCH, "/auth/profile", json!({"language": "de"})).await;
    let request = program.request(Method::PUT, "/auth/avatar").bearer_auth(&bob.token);
    assert_eq!(reply(request.body(bytes(SQUARE))).await.0, StatusCode::OK);
    let secret = text(&bob.made(program, "/auth/second-factor", Value::Null).await["secret"]);
    let code = TOTP::new(Algorithm::SHA1, 6, 0, 30, Secret::Encoded(secret).to_bytes().unwrap()).unwrap();
    let confirmed = json!({"code": code.generate_current().unwrap()});
    let first = bob.made(program, "/auth/second-factor/confirm", confirmed).await;
    let renewal = "/auth/second-factor/recovery-codes";
    let wrong = bob.send(program, Method::POST, renewal, json!({"password": "wrong"})).await;
    assert_eq!(wrong.0, StatusCode::BAD_REQUEST);
    let renewed = bob.made(program, renewal, json!({"password": bob.password})).await;
    assert_eq!(renewed["codes"].as_array().unwrap().len(), 10);
    // Those before are no longer good, the new ones are.
    let enter = async |codes: &Value| {
        let body = json!({"email": bob.email, "password": bob.password, "code": codes["codes"][0], "tokens": true});
        program.send(Method::POST, "/auth/sign-in", Some(body)).await.0
    };
    assert_eq!((enter(&first).await, enter(&renewed).await), (StatusCode::UNAUTHORIZED, StatusCode::OK));
    let group = text(&ada.made(program, "/groups", json!({"name": "Readers"})).await["id"]);
    let members = json!({"members": [ada.id, bob.id]});
    assert_eq!(ada.send(program, Method::PATCH, &format!("/groups/{group}"), members).await.0, StatusCode::OK);
    let grant = |id: &str| json!([{"principal": {"kind": "account", "id": id}, "level": "write"}]);
    let hers = text(&ada.made(program, "/collections", json!({"name": "Ada's"})).await["id"]);
    ada.upload(program, &hers, "hers.txt", SAME).await;
    ada.settled(program, 1).await;
    for (who, collection, other) in [(ada, &hers, bob), (bob, &collection, ada)] {
        let path = format!("/collections/{collection}/grants");
        assert_eq!(who.send(program, Method::PUT, &path, grant(&other.id)).await.0, StatusCode::OK);
    }
    let open = text(&ada.made(program, "/conversations", json!({})).await["id"]);
    for (who, conversation, other) in [(ada, &open, bob), (bob, &conversation, ada)] {
        let path = format!("/conversations/{conversation}/grants");
        assert_eq!(who.send(program, Method::PUT, &path, grant(&other.id)).await.0, StatusCode::OK);
    }
}

/// Waits for the end of a deletion; returns its report.
async fn report(program: &Program, secret: &str) -> Value {
    let ended = async {
        loop {
            let report = program.get(&format!("/deletions/{secret}")).await;
            if report["ended_at"].is_string() {
                return report;
            }
            sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(PATIENCE, ended).await.expect("the deletion ends")
}

/// Nothing of somebody is left in the store, the files and the indexes; the program must have stopped.
async fn assert_gone(folder: &Path, bob: &Person, ids: &BTreeSet<String>) {
    let tables = Tables::of(folder).await;
    assert_eq!(tables.traces(ids, &[WORD, &WORD.to_lowercase(), &bob.email]), Vec::<String>::new());
    let (vectors, keywords) = (folder.join("index/vectors"), folder.join("index/keywords"));
    let vectors = QdrantEdgeIndex::open(&vectors, 384, VectorSettings::default()).unwrap();
    let keywords = TantivyIndex::open(&keywords, KeywordSettings::default()).unwrap();
    let chunks = tables.len("chunks") as u64;
    assert_eq!((vectors.len().await.unwrap(), keywords.len().await.unwrap()), (chunks, chunks));
    let who = Who { user: UserId(bob.id.parse().unwrap()) };
    let scope =
        Scope { who, shared: Vec::new(), collections: None, documents: None, languages: None, media_types: None };
    assert!(keywords.search(WORD, &scope, 10).await.unwrap().is_empty());
    assert!(vectors.search(&[0.05; 384], &scope, 10).await.unwrap().is_empty());
    vectors.close().await.unwrap();
    keywords.close().await.unwrap();
    // Exactly the files that are still somebody's.
    let stored: BTreeSet<String> = files(&folder.join("blobs")).into_iter().collect();
    let wanted = tables.column("revisions", "hash");
    assert_eq!(stored, wanted.iter().map(|hash| hash.trim_matches('\'').to_owned()).collect());
    let used = tables.column("chunks", "embed_hash");
    assert!(tables.column("embeddings", "hash").is_subset(&used), "vectors of texts that nobody has");
}

/// The hashes of all stored files, which are folder and name.
fn files(folder: &Path) -> Vec<String> {
    let read =
        |folder: &Path| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let files = read(folder)
        .into_iter()
        .filter(|path| path.is_dir())
        .flat_map(|folder| read(&folder).into_iter().map(move |file| format!("{}{}", name(&folder), name(&file))));
    files.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_goes_with_everything_and_nothing_of_others() {
    let (program, tokens) = set_up().await;
    let ada = owner(&program, tokens).await;
    let (bob, vera) = (person(&program, "bob", "administrator").await, person(&program, "vera", "viewer").await);
    live(&program, &bob, &ada, 4).await;
    let folder = program.folder.path().to_owned();
    let before = Tables::of(&folder).await;
    // A new table that says whose its rows are has to be filled in `live`.
    assert_eq!(before.empty_for(&bob.id), ["deletions", "settings"]);
    let ids = before.ids_of(&bob.id);
    assert!(ids.len() > 30, "{}", ids.len());
    assert_eq!(ada.finds(&program, "lighthouse keeper").await, 6, "hers, and his, which he shares");

    // What goes is said before.
    let farewell = bob.get(&program, "/auth/deletion").await;
    assert_eq!((&farewell["holdings"]["documents"], &farewell["holdings"]["conversations"]), (&json!(5), &json!(1)));
    assert_eq!((&farewell["shared"][0]["name"], &farewell["shared"][0]["with"]), (&json!("Bob's"), &json!(["Ada"])));

    // Not without the password, not the last owner, not oneself by the other way, not by those who may not.
    let delete = async |who: &Person, body| who.send(&program, Method::POST, "/auth/delete", body).await;
    assert_eq!(delete(&bob, json!({"password": "wrong"})).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(delete(&bob, json!({"email": bob.email})).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(delete(&ada, json!({"password": ada.password})).await.0, StatusCode::CONFLICT);
    let path = |who: &Person| format!("/accounts/{}", who.id);
    let remove = async |by: &Person, who: &Person| by.send(&program, Method::DELETE, &path(who), Value::Null).await.0;
    assert_eq!(remove(&bob, &bob).await, StatusCode::BAD_REQUEST);
    assert_eq!(remove(&bob, &ada).await, StatusCode::FORBIDDEN);
    assert_eq!(remove(&vera, &bob).await, StatusCode::FORBIDDEN);

    let (status, begun) = delete(&bob, json!({"password": bob.password})).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{begun}");
    // At once: out, hidden, no longer shared.
    assert_eq!(bob.send(&program, Method::GET, "/collections", Value::Null).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&program, &bob.email, &bob.password).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(ada.get(&program, "/accounts").await.as_array().unwrap().len(), 2);
    assert_eq!(ada.finds(&program, "lighthouse keeper").await, 1);

    let report = report(&program, &text(&begun["secret"])).await;
    let removed = &report["removed"];
    let said = ["documents", "conversations", "collections", "api_keys", "invitations", "second_factors", "avatars"];
    assert_eq!(said.map(|kind| removed[kind].as_u64().unwrap()), [5, 1, 1, 1, 1, 1, 1], "{report}");
    assert!(removed["bytes"].as_u64().unwrap() > 200 && removed["passages"].as_u64().unwrap() >= 5, "{report}");
    assert_eq!(program.send(Method::GET, "/deletions/wrong", None).await.0, StatusCode::NOT_FOUND);
    let log = ada.get(&program, "/audit?action=account.").await;
    let actions: Vec<String> = log["items"].as_array().unwrap().iter().map(|line| text(&line["action"])).collect();
    assert_eq!(actions[..2], ["account.erase", "account.delete"], "{log}");
    assert!(text(&log["items"][0]["detail"]).contains("5 documents"), "{log}");
    assert_eq!(log["items"][1]["name"], json!(bob.email), "the log keeps who it was");
    assert_eq!(ada.finds(&program, "lighthouse keeper").await, 1, "what she has as well stays");
    let document = text(&ada.get(&program, "/documents").await["items"][0]["id"]);
    let content = program.request(Method::GET, &format!("/documents/{document}/content")).bearer_auth(&ada.token);
    assert_eq!(content.send().await.unwrap().text().await.unwrap(), SAME);

    let held = program.stop().await;
    assert_gone(held.path(), &bob, &ids).await;
    let chain = crate::program::command(held.path()).args(["audit", "verify"]).output().await.unwrap();
    assert!(chain.status.success(), "{}", String::from_utf8_lossy(&chain.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deletion_that_is_killed_goes_on_at_the_next_start() {
    let (program, tokens) = set_up().await;
    let (ada, bob) = (owner(&program, tokens).await, person(&program, "bob", "administrator").await);
    live(&program, &bob, &ada, 40).await;
    let ids = Tables::of(program.folder.path()).await.ids_of(&bob.id);
    let (status, begun) = ada.send(&program, Method::DELETE, &format!("/accounts/{}", bob.id), Value::Null).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{begun}");
    let secret = text(&begun["secret"]);
    // Again and again in the middle, until it has ended.
    let mut folder = program.kill().await;
    let left = Tables::of(folder.path()).await.traces(&ids, &[]);
    assert!(!left.is_empty(), "the kill came before the end");
    for pause in [200, 400, 800] {
        let program = Program::start_with_accounts(folder, &[]).await;
        sleep(Duration::from_millis(pause)).await;
        folder = program.kill().await;
    }
    let program = Program::start_with_accounts(folder, &[]).await;
    let report = report(&program, &secret).await;
    assert_eq!(report["removed"]["documents"], 41, "{report}");
    let folder = program.stop().await;
    assert_gone(folder.path(), &bob, &ids).await;
}
