//! Conversations in order, prompts, and documents that are moved, tagged and linked.

use crate::program::{Program, data_folder, finished, text};
use axum::{Router, routing::get};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn folders_hold_conversations_with_their_documents() {
    let program = Program::start().await;
    let collection = program.collection("Bread").await;
    let folder = program.post("/folders", json!({"name": "Kitchen", "collections": [collection]})).await;
    let id = text(&folder["id"]);
    let conversation = program.post("/conversations", json!({"folder": id})).await;
    assert_eq!((&conversation["folder"], &conversation["collections"]), (&folder["id"], &folder["collections"]));
    let path = format!("/conversations/{}", text(&conversation["id"]));
    program.send(Method::PATCH, &path, Some(json!({"pinned": true}))).await;
    let listed = |query: &'static str| {
        let program = &program;
        async move { program.get(query).await["items"].as_array().unwrap().len() }
    };
    assert_eq!((listed("/conversations?pinned=true").await, listed("/conversations?folder=none").await), (1, 0));
    assert_eq!(program.get("/folders").await[0]["conversations"], 1);

    let (status, _) = program.send(Method::DELETE, &format!("/folders/{id}"), None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(program.get(&path).await["folder"], json!(null));
    let (status, problem) = program.send(Method::POST, "/folders", Some(json!({"name": " "}))).await;
    assert_eq!((status, text(&problem["hint"])), (StatusCode::BAD_REQUEST, "Shorten it.".to_owned()));
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn prompts_have_names_one_can_type() {
    let program = Program::start().await;
    let made = program.post("/prompts", json!({"name": "brief", "text": "Say {{what}} briefly."})).await;
    for (name, expected) in [("brief", StatusCode::CONFLICT), ("two words", StatusCode::BAD_REQUEST)] {
        let (status, _) = program.send(Method::POST, "/prompts", Some(json!({"name": name, "text": "x"}))).await;
        assert_eq!(status, expected, "{name}");
    }
    let path = format!("/prompts/{}", text(&made["id"]));
    let (status, changed) = program.send(Method::PATCH, &path, Some(json!({"text": "New."}))).await;
    assert_eq!((status, &changed["name"], &changed["text"]), (StatusCode::OK, &json!("brief"), &json!("New.")));
    program.send(Method::DELETE, &path, None).await;
    assert_eq!(program.get("/prompts").await, json!([]));
    program.stop().await;
}

/// Moved, tagged, replaced: the document can be found where it is now, and looked at as it was.
#[tokio::test(flavor = "multi_thread")]
async fn documents_are_moved_tagged_and_remembered() {
    let program = Program::start().await;
    let (one, two) = (program.collection("One").await, program.collection("Two").await);
    program.upload(&one, &[("pear.txt", b"The old pear tree was planted by Ida.")]).await;
    program.settled().await;
    program.upload(&one, &[("pear.txt", b"The old pear tree was planted by Otto.")]).await;
    let document = program.settled().await.remove(0);
    let path = format!("/documents/{}", text(&document["id"]));

    let versions = program.get(&format!("{path}/versions")).await;
    assert_eq!((&versions[0]["version"], &versions[1]["version"]), (&json!(2), &json!(1)));
    let old = text(&versions[1]["revision"]);
    let old_text = program.get(&format!("{path}/text?revision={old}")).await;
    assert_eq!(old_text["text"], "The old pear tree was planted by Ida.");

    let change = json!({"collection": two, "tags": ["garden"]});
    let (status, moved) = program.send(Method::PATCH, &path, Some(change)).await;
    assert_eq!((status, &moved["collection"]), (StatusCode::OK, &json!(two)), "{moved:#}");
    program.settled().await;
    assert_eq!(program.get("/tags").await, json!([{"tag": "garden", "documents": 1}]));
    assert_eq!(program.get("/documents?tag=garden&sort=title&order=asc").await["items"][0]["id"], document["id"]);
    let ask = |collection: String| {
        let program = &program;
        async move {
            let made = program.post("/conversations", json!({"collections": [collection]})).await;
            let events = program.ask(&text(&made["id"]), json!({"text": "Who planted the old pear tree?"})).await;
            text(&finished(&events)["content"])
        }
    };
    assert!(ask(two).await.contains("Otto"));
    assert!(!ask(one).await.contains("Otto"));
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_may_be_limited_to_documents() {
    let program = Program::start().await;
    let collection = program.collection("Trees").await;
    let files: [(&str, &[u8]); 2] = [
        ("ida.txt", b"The old pear tree was planted by Ida."),
        ("otto.txt", b"The old pear tree was planted by Otto."),
    ];
    program.upload(&collection, &files).await;
    let documents = program.settled().await;
    for (document, name) in documents.iter().zip(["Ida", "Otto"]) {
        let body = json!({"text": "Who planted the old pear tree?", "documents": [document["id"]]});
        let conversation = program.conversation().await;
        let answer = finished(&program.ask(&conversation, body).await);
        assert!(text(&answer["content"]).contains(name), "{answer:#}");
        let sources = answer["sources"].as_array().unwrap();
        assert!(sources.iter().all(|source| source["document"] == document["id"]));
        let again = json!({"regenerate": answer["parent"]});
        assert!(text(&finished(&program.ask(&conversation, again).await)["content"]).contains(name), "remembered");
    }
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_become_documents_unless_they_lead_inside() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let page = "<html><head><title>Plums</title></head><body><p>The plum tree was planted by Mara.</p></body></html>";
    let routes = Router::new().route("/plums", get(move || async move { ([("content-type", "text/html")], page) }));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let link = json!({"url": format!("http://{address}/plums")});

    let program = Program::start().await;
    let collection = program.collection("Web").await;
    let path = format!("/collections/{collection}/links");
    let (status, problem) = program.send(Method::POST, &path, Some(link.clone())).await;
    assert_eq!(
        (status, &problem["type"]),
        (StatusCode::BAD_REQUEST, &json!("urn:chatbox:link-refused")),
        "{problem:#}"
    );
    program.stop().await;

    let program = Program::start_in(data_folder(), &[("CHATBOX__INGEST__PRIVATE_LINKS", "true")]).await;
    let collection = program.collection("Web").await;
    let added = program.post(&format!("/collections/{collection}/links"), link).await;
    assert_eq!((&added["added"], &added["document"]["path"]), (&json!("created"), &json!("127.0.0.1/plums.html")));
    assert_eq!(program.settled().await[0]["title"], "Plums");
    assert!(text(&program.answer("Who planted the plum tree?").await["content"]).contains("Mara"));
    program.stop().await;
}
