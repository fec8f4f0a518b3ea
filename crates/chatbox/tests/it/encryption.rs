//! Encryption at rest, on the real program.

use crate::{
    accounts::{PASSWORD, Tokens, set_up},
    program::{PATIENCE, Program, command, data_folder, finished, text},
};
use serde_json::json;
use std::{fs, os::unix::fs::PermissionsExt, path::Path, time::Duration};
use tokio::time::{sleep, timeout};
use walkdir::WalkDir;

/// Files below the data folder in which a text stands. The indexes can be read by design (docs/encryption.md); models are not ours.
fn files_with(folder: &Path, wanted: &[u8]) -> Vec<String> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| entry.path().to_owned())
        .filter(|path| !path.starts_with(folder.join("index")))
        .filter(|path| fs::read(path).unwrap().windows(wanted.len()).any(|window| window == wanted))
        .map(|path| path.display().to_string())
        .collect()
}

/// Runs a command to its end; returns success, standard output and standard error.
async fn run(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> (bool, String, String) {
    let output = command(folder).args(arguments).envs(settings.iter().copied()).output().await.unwrap();
    let read = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), read(output.stdout), read(output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_disk_shows_no_text_and_no_secret() {
    let (program, Tokens { access, refresh }) = set_up().await;
    let program = program.signed_in(&access);
    let collection = program.collection("Garden").await;
    let document = "The old pear tree was planted by Henrietta in 1931. She watered it every evening.";
    program.upload(&collection, &[("garden.txt", document.as_bytes())]).await;
    program.settled().await;
    let conversation = program.conversation().await;
    let answer = finished(&program.ask(&conversation, json!({"text": "Who planted the old pear tree?"})).await);
    assert!(text(&answer["content"]).contains("Henrietta"), "{answer:#}");
    program.post("/prompts", json!({"name": "Mine", "text": "Summarise like a pirate"})).await;
    program.post("/folders", json!({"name": "Trees", "instructions": "Mind the pruning season"})).await;
    program.post(&format!("/conversations/{conversation}/shares"), json!({})).await;
    let enrolment = program.post("/auth/second-factor", json!({})).await;
    let secret = data_encoding(&text(&enrolment["secret"]));
    let key = "sk-verysecretproviderkey";
    let provider = json!({"base_url": "http://127.0.0.1:9/v1", "model": "any", "key": key});
    let (status, connected) = program.send(reqwest::Method::PUT, "/provider", Some(provider)).await;
    assert!(status.is_success(), "{connected}");
    let found = program.get("/conversations/search?q=henrietta").await;
    assert_eq!(found.as_array().unwrap().len(), 1, "what is sealed is found all the same: {found}");

    let texts: [&[u8]; 10] = [
        b"pear tree",
        b"Henrietta",
        b"watered it",
        b"like a pirate",
        b"pruning season",
        key.as_bytes(),
        &secret,
        access.as_bytes(),
        refresh.as_bytes(),
        PASSWORD.as_bytes(),
    ];
    // While it runs, with a write-ahead log, and after it has ended.
    for wanted in texts {
        assert_eq!(files_with(program.folder.path(), wanted), [""; 0], "{}", String::from_utf8_lossy(wanted));
    }
    let folder = program.stop().await;
    for wanted in texts {
        assert_eq!(files_with(folder.path(), wanted), [""; 0], "{}", String::from_utf8_lossy(wanted));
    }
    let mode = fs::metadata(folder.path().join("master.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// The bytes of a text in Base32 (RFC 4648).
fn data_encoding(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u64, 0);
    for char in text.bytes() {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == char).unwrap();
        bits = bits << 5 | value as u64;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_master_key_nothing_starts_and_nothing_is_lost() {
    let program = Program::start().await;
    let collection = program.collection("Kept").await;
    program.upload(&collection, &[("kept.txt", b"The spare key hangs behind the clock.")]).await;
    program.settled().await;
    let folder = program.stop().await;
    let (file, aside) = (folder.path().join("master.key"), folder.path().join("aside"));
    let key = fs::read_to_string(&file).unwrap();

    fs::rename(&file, &aside).unwrap();
    let (done, _, problem) = run(folder.path(), &["serve", "--port", "0"], &[]).await;
    assert!(!done && problem.contains("master key") && problem.contains("put it back"), "{problem}");
    assert!(!file.exists(), "a new key would hide the loss");
    let (_, other, _) = run(folder.path(), &["keys", "new"], &[]).await;
    for (wrong, says) in [(other.trim(), "not the master key"), ("xyz", "64 hexadecimal digits")] {
        let settings = [("CHATBOX__ENCRYPTION__KEY", wrong)];
        let (done, _, problem) = run(folder.path(), &["serve", "--port", "0"], &settings).await;
        assert!(!done && problem.contains(says), "{problem}");
    }
    let (done, _, problem) =
        run(folder.path(), &["admin", "list-users"], &[("CHATBOX__ENCRYPTION__KEY_FILE", "/nowhere/key")]).await;
    assert!(!done && problem.contains("/nowhere/key"), "{problem}");

    // From the environment, and from a command.
    let printer = format!("[cat, {}]", aside.display());
    for settings in [("CHATBOX__ENCRYPTION__KEY", key.trim()), ("CHATBOX__ENCRYPTION__KEY_COMMAND", &printer)] {
        let (done, answer, problem) = run(folder.path(), &["ask", "Where does the spare key hang?"], &[settings]).await;
        assert!(done && answer.contains("clock"), "{answer} {problem}");
        assert!(!file.exists());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_key_changes_beside_a_running_server() {
    let program = Program::start().await;
    let collection = program.collection("Kept").await;
    program.upload(&collection, &[("kept.txt", b"The spare key hangs behind the clock.")]).await;
    program.settled().await;
    let (_, new, _) = run(program.folder.path(), &["keys", "new"], &[]).await;
    let next = program.folder.path().join("next.key");
    fs::write(&next, new).unwrap();
    let (done, said, problem) =
        run(program.folder.path(), &["keys", "change-master", "--to", next.to_str().unwrap()], &[]).await;
    assert!(done && said.contains("next.key"), "{said} {problem}");
    assert!(text(&program.answer("Where does the spare key hang?").await["content"]).contains("clock"));
    let folder = program.stop().await;
    let (done, _, problem) = run(folder.path(), &["ask", "Where?"], &[]).await;
    assert!(!done && problem.contains("not the master key"), "{problem}");
    fs::rename(&next, folder.path().join("master.key")).unwrap();
    let (done, answer, problem) = run(folder.path(), &["ask", "Where does the spare key hang?"], &[]).await;
    assert!(done && answer.contains("clock"), "{answer} {problem}");
}

/// The data key is renewed, and the server is killed again and again while it seals everything with the new one.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_data_key_survives_kills() {
    let mut program = Program::start().await;
    let collection = program.collection("Kept").await;
    let files: Vec<(String, String)> = (0..60)
        .map(|n| (format!("{n}.txt"), format!("Locker {n} holds the trophy of year {}.\n\n", 1900 + n).repeat(20)))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    program.upload(&collection, &files).await;
    program.settled().await;
    // Old enough that everybody has learnt of it: two minutes that a test does not wait for.
    let (done, said, problem) = run(program.folder.path(), &["keys", "rotate"], &[]).await;
    assert!(done, "{said} {problem}");
    let (done, _, problem) = run(program.folder.path(), &["keys", "rotate"], &[]).await;
    assert!(!done && problem.contains("not everything is sealed"), "{problem}");
    let mut folder = program.stop().await;
    age_newest_key(folder.path());
    for pause in [1, 5, 20, 60, 150] {
        program = Program::start_in(folder, &[]).await;
        sleep(Duration::from_millis(pause)).await;
        folder = program.kill().await;
    }
    program = Program::start_in(folder, &[]).await;
    let complete = async {
        loop {
            let (_, state, _) = run(program.folder.path(), &["keys", "status"], &[]).await;
            if state.contains("data key 2") && !state.contains("data key 1") {
                return state;
            }
            sleep(Duration::from_millis(100)).await;
        }
    };
    let state = timeout(PATIENCE, complete).await.expect("everything is sealed anew");
    assert!(state.contains("database: 0 to be sealed") && state.contains("files: 0 to be sealed"), "{state}");
    let answer = program.answer("Which trophy does locker 7 hold?").await;
    assert!(text(&answer["content"]).contains("1907"), "{answer:#}");
    let documents = program.settled().await;
    assert_eq!(documents.len(), 60);
    for document in documents {
        let path = format!("/documents/{}/content", text(&document["id"]));
        let bytes = program.request(reqwest::Method::GET, &path).send().await.unwrap().bytes().await.unwrap();
        assert!(bytes.starts_with(b"Locker "), "{path}");
    }
}

fn age_newest_key(folder: &Path) {
    let database = folder.join("chatbox.db");
    let sql = "UPDATE data_keys SET created_at = created_at - 600000000 WHERE number = 2";
    let done = std::process::Command::new("sqlite3").arg(database).arg(sql).output().unwrap();
    assert!(done.status.success(), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_store_of_its_own_each_folder_has_its_own_key() {
    let (one, two) = (data_folder(), data_folder());
    for folder in [&one, &two] {
        let (done, _, problem) = run(folder.path(), &["migrate"], &[]).await;
        assert!(done, "{problem}");
    }
    let key = |folder: &tempfile::TempDir| fs::read_to_string(folder.path().join("master.key")).unwrap();
    assert_ne!(key(&one), key(&two));
}
