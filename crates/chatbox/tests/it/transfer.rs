//! Conversations that are exported, imported, forked, shared, or never stored.

use crate::program::{Program, finished, reply, text};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use walkdir::WalkDir;

async fn asked() -> (Program, String, Value) {
    let program = Program::start().await;
    let collection = program.collection("Trees").await;
    program.upload(&collection, &[("pear.txt", b"The old pear tree was planted by Ida.")]).await;
    program.settled().await;
    let conversation = program.conversation().await;
    let answer = finished(&program.ask(&conversation, json!({"text": "Who planted the old pear tree?"})).await);
    (program, conversation, answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_can_be_imported_again() {
    let (program, conversation, answer) = asked().await;
    let export = program.get(&format!("/conversations/{conversation}/export")).await;
    assert_eq!((&export["format"], &export["version"]), (&json!("chatbox.conversations"), &json!(1)));
    let all = program.get("/conversations/export").await;
    assert_eq!(all["conversations"], export["conversations"]);

    let broken = json!({"title": "Broken", "messages": [{"id": "a", "parent": "b", "role": "user", "content": "x"}]});
    let body = json!({"conversations": [broken, export["conversations"][0]]});
    let imported = program.post("/conversations/import", body).await;
    assert_eq!((&imported["rejected"][0]["index"], &imported["rejected"][0]["title"]), (&json!(0), &json!("Broken")));
    let copy = text(&imported["conversations"][0]);
    let messages = program.get(&format!("/conversations/{copy}/messages")).await;
    assert_eq!((&messages[1]["content"], &messages[1]["citations"]), (&answer["content"], &answer["citations"]));

    let markdown = program.request(Method::GET, &format!("/conversations/{copy}/export?format=markdown"));
    let (status, markdown) = reply(markdown).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text(&markdown).contains("Ida") && text(&markdown).contains("Sources:"), "{markdown}");
    let hits = program.get("/conversations/search?q=pear%20TREE").await;
    assert!(hits.as_array().unwrap().iter().any(|hit| hit["message"]["id"] == answer["parent"]), "{hits:#}");
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn branches_are_forked_edited_and_deleted() {
    let (program, conversation, answer) = asked().await;
    let (question, id) = (text(&answer["parent"]), text(&answer["id"]));
    let fork = program.post(&format!("/conversations/{conversation}/fork"), json!({"message": id})).await;
    let copied = program.get(&format!("/conversations/{}/messages", text(&fork["id"]))).await;
    assert_eq!((copied.as_array().unwrap().len(), &copied[1]["content"]), (2, &answer["content"]));

    let edit = json!({"content": "Who planted it?"});
    let (status, edited) = program.send(Method::PATCH, &format!("/messages/{question}"), Some(edit)).await;
    assert_eq!((status, &edited["content"]), (StatusCode::OK, &json!("Who planted it?")));
    let (status, after) = program.send(Method::DELETE, &format!("/messages/{id}"), None).await;
    assert_eq!((status, &after["head"]), (StatusCode::OK, &json!(question)));
    assert_eq!(program.get(&format!("/conversations/{conversation}/messages")).await.as_array().unwrap().len(), 1);
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_shows_what_was_shared_until_it_is_revoked() {
    let (program, conversation, answer) = asked().await;
    let share = program.post(&format!("/conversations/{conversation}/shares"), json!({})).await;
    let shown = format!("/shared/{}", text(&share["token"]));
    program.ask(&conversation, json!({"text": "A secret afterthought", "parent": answer["id"]})).await;
    let snapshot = program.get(&shown).await;
    assert_eq!(snapshot["messages"].as_array().unwrap().len(), 2, "the conversation as it was");
    assert_eq!(snapshot["messages"][1]["content"], answer["content"]);
    assert_eq!(program.get("/shares").await[0]["id"], share["id"]);
    program.send(Method::DELETE, &format!("/shares/{}", text(&share["id"])), None).await;
    let (status, _) = program.send(Method::GET, &shown, None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_conversation_leaves_no_trace() {
    const SECRET: &str = "xylophone7331";
    let (program, ..) = asked().await;
    let made = program.post("/conversations", json!({"temporary": true})).await;
    let id = text(&made["id"]);
    let question = json!({"text": format!("Is there a {SECRET} in the pear tree?")});
    let keyed = |path: &str, body| program.request(Method::POST, path).header("Idempotency-Key", path).json(body);
    let answer =
        finished(&program.events(keyed(&format!("/conversations/{id}/messages"), &question), usize::MAX).await);
    assert_eq!(answer["state"], "complete");
    let fork = json!({"message": answer["id"]});
    let (_, copy) = reply(keyed(&format!("/conversations/{id}/fork"), &fork)).await;
    let (_, again) = reply(keyed(&format!("/conversations/{id}/fork"), &fork)).await;
    assert!(text(&copy["title"]).contains(SECRET), "{copy}");
    assert_eq!(copy["id"], again["id"], "one copy for one key");
    assert_eq!(program.get(&format!("/conversations/{id}")).await["temporary"], true);
    assert_eq!(program.get("/conversations").await["items"].as_array().unwrap().len(), 1);
    assert_eq!(program.get(&format!("/conversations/search?q={SECRET}")).await, json!([]));
    let (status, _) = program.send(Method::POST, &format!("/conversations/{id}/shares"), Some(json!({}))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let folder = program.stop().await;
    for file in WalkDir::new(folder.path()).into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file())
    {
        let bytes = std::fs::read(file.path()).unwrap();
        let found = bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        assert!(!found, "{}", file.path().display());
    }
    let program = Program::start_in(folder, &[]).await;
    let (status, _) = program.send(Method::GET, &format!("/conversations/{id}"), None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    program.stop().await;
}
