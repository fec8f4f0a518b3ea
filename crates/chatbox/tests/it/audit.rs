//! The audit log, on the real program.

use crate::{
    accounts::{PASSWORD, Tokens, admin, set_up, sign_in, with_owner},
    program::{Program, command, data_folder, reply, text},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::path::Path;

async fn lines(program: &Program, token: &str, query: &str) -> Vec<Value> {
    let (status, page) = reply(program.request(Method::GET, &format!("/audit{query}")).bearer_auth(token)).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page["items"].as_array().unwrap().clone()
}

/// What `chatbox audit` prints.
async fn audit(folder: &Path, argument: &str) -> Result<String, String> {
    let output = command(folder).args(["audit", argument]).output().await.unwrap();
    let (said, problem) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    if output.status.success() { Ok(said) } else { Err(problem) }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_written_down_and_cannot_be_unwritten() {
    let (program, ada) = set_up().await;
    let folder = program.folder.path().to_owned();
    assert_eq!(sign_in(&program, "ada@example.org", "wrong password").await.0, StatusCode::UNAUTHORIZED);
    admin(&folder, &["create-user", "bob@example.org", "--role", "viewer"]).await.unwrap();
    let made =
        reply(program.request(Method::POST, "/collections").bearer_auth(&ada.access).json(&json!({"name": "A"})));
    let collection = text(&made.await.1["id"]);
    let request = program.request(Method::DELETE, &format!("/collections/{collection}")).bearer_auth(&ada.access);
    assert!(reply(request).await.0.is_success());
    let key = json!({"name": "Script", "permissions": ["read"]});
    let made = reply(program.request(Method::POST, "/api-keys").bearer_auth(&ada.access).json(&key)).await.1;
    let (secret, key) = (text(&made["secret"]), text(&made["key"]["id"]));
    for _ in 0..3 {
        reply(program.request(Method::GET, "/collections").bearer_auth(&secret)).await;
    }

    let all = lines(&program, &ada.access, "").await;
    let said: Vec<_> = all
        .iter()
        .rev()
        .map(|line| ["action", "name", "via", "target", "outcome", "detail"].map(|field| text(&line[field])))
        .collect();
    let line = |action: &str, name: &str, via: &str, target: &str, outcome: &str, detail: &str| {
        [action, name, via, target, outcome, detail].map(str::to_owned)
    };
    let shell = format!("uid {}", rustix::process::getuid().as_raw());
    let expected = [
        line("auth.set_up", "ada@example.org", "open", "", "done", ""),
        // The setup link a second time, which `set_up` tries.
        line("auth.set_up", "ada@example.org", "open", "", "failed", "urn:chatbox:link-used"),
        line("auth.sign_in", "ada@example.org", "open", "", "refused", "urn:chatbox:wrong-password"),
        line("account.create", &shell, "shell", "bob@example.org", "done", ""),
        line("collection.delete", "ada@example.org", "session", &collection, "done", ""),
        line("api_key.create", "ada@example.org", "session", &format!("Script ({})", &secret[..12]), "done", ""),
        // Once, not three times.
        line("api_key.use", "ada@example.org", "api_key", &key, "done", ""),
    ];
    assert_eq!(said, expected);
    assert_eq!(all[0]["address"], "127.0.0.1");
    let refused = lines(&program, &ada.access, "?outcome=refused&action=auth.").await;
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(lines(&program, &ada.access, "?contains=BOB").await.len(), 1);
    assert!(!serde_json::to_string(&all).unwrap().contains(PASSWORD), "no password");

    // Whoever may not read it does not.
    let reset = admin(&folder, &["reset-password", "bob@example.org"]).await.unwrap();
    let password = reset.trim().rsplit(' ').next().unwrap();
    let bob = Tokens::of(&sign_in(&program, "bob@example.org", password).await.1);
    let (status, _) = reply(program.request(Method::GET, "/audit").bearer_auth(&bob.access)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let refused = lines(&program, &ada.access, "?action=request").await;
    assert_eq!((refused.len(), &refused[0]["target"]), (1, &json!("GET /api/v1/audit")));

    let whole = audit(&folder, "verify").await.unwrap();
    assert!(whole.starts_with("10 lines from number 1 on, every one as it was written."), "{whole}");
    let exported = audit(&folder, "export").await.unwrap();
    let request = program.request(Method::GET, "/audit/export").bearer_auth(&ada.access);
    let downloaded = request.send().await.unwrap().text().await.unwrap();
    // The second one holds a line about itself.
    assert_eq!((exported.lines().count(), downloaded.lines().count()), (10, 11));
    assert!(downloaded.starts_with(&exported), "{downloaded}");
    assert!(exported.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));

    // Somebody with the database at hand, and the program's own guards out of the way.
    let folder = program.stop().await;
    let database = folder.path().join("chatbox.db");
    let sql = |sql: &str| std::process::Command::new("sqlite3").arg(&database).arg(sql).output().unwrap();
    let refused = sql("DELETE FROM audit WHERE seq = 3");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("append-only"), "{refused:?}");
    let refused = sql("UPDATE audit SET name = 'eve' WHERE seq = 3");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("append-only"), "{refused:?}");
    assert!(audit(folder.path(), "verify").await.is_ok());
    let backup = std::fs::read(&database).unwrap();
    let open = "DROP TRIGGER audit_stays; DROP TRIGGER audit_is_kept;";
    for (done, said) in [
        ("UPDATE audit SET name = 'eve' WHERE seq = 4", "line 4"),
        ("DELETE FROM audit WHERE seq = 5", "line 5"),
        ("DELETE FROM audit WHERE seq = 1", "line 1"),
        ("DELETE FROM audit WHERE seq >= 8", "line 8"),
        ("UPDATE audit SET at = at + 1 WHERE seq = 2", "line 2"),
    ] {
        let changed = sql(&format!("{open} {done}"));
        assert!(changed.status.success(), "{changed:?}");
        let found = audit(folder.path(), "verify").await.unwrap_err();
        assert!(found.contains(said), "{done}: {found}");
        std::fs::write(&database, &backup).unwrap();
    }
    assert!(audit(folder.path(), "verify").await.is_ok(), "the backup is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_nothing_is_done_in_silence_and_nothing_is_lost() {
    let (program, ada) = with_owner(Program::start_on_a_small_disk(data_folder()).await).await;
    let program = program.signed_in(&ada.access);
    let collection = program.collection("Kept").await;
    program.set_disk_full(true);
    // Nothing but the line in the log is to be written.
    let (status, refused) = sign_in(&program, "ada@example.org", "wrong password").await;
    assert_eq!((status.as_u16(), &refused["type"]), (507, &json!("urn:chatbox:not-recorded")), "{refused}");
    assert!(text(&refused["hint"]).contains("Free space"), "{refused}");
    let path = format!("/collections/{collection}");
    let (status, refused) = program.send(Method::DELETE, &path, None).await;
    assert!(status.is_server_error(), "{status} {refused}");
    assert_eq!(program.get("/collections").await.as_array().map(Vec::len), Some(1), "it can be read all the same");

    program.set_disk_full(false);
    let (status, gone) = program.send(Method::DELETE, &path, None).await;
    assert!(status.is_success(), "{gone}");
    let folder = program.stop().await;
    let whole = audit(folder.path(), "verify").await.unwrap();
    assert!(whole.contains("every one as it was written"), "{whole}");
    let exported = audit(folder.path(), "export").await.unwrap();
    assert_eq!(exported.matches("collection.delete").count(), 1, "{exported}");
}
