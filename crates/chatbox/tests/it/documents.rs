use crate::program::{Program, text};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

async fn search(program: &Program, query: &str) -> Vec<Value> {
    program.post("/search", json!({"query": query})).await["hits"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_every_type_become_searchable() {
    let program = Program::start().await;
    let collection = program.collection("Types").await;
    let csv = "name,height\nMount Irazu,3432\nMount Chirripo,3821\n";
    let html = "<html><head><title>Ferries</title><script>alert(1)</script></head><body><h1>Ferries</h1>\
        <p>The ferry to Paquera leaves at nine.</p></body></html>";
    let json_file = r#"{"product": "Zephyr fan", "warranty": "five years"}"#;
    let code = "/// Adds the tide tables.\npub fn merge_tides(left: &Tides, right: &Tides) -> Tides {\n    left.join(right)\n}\n";
    let uploaded = program
        .upload(
            &collection,
            &[
                ("mountains.csv", csv.as_bytes()),
                ("ferries.html", html.as_bytes()),
                ("fan.json", json_file.as_bytes()),
                ("tides.rs", code.as_bytes()),
                ("folder/deep/note.txt", "The gate code is four three two one.".as_bytes()),
            ],
        )
        .await;
    assert_eq!(uploaded["rejected"], json!([]));
    let documents = program.settled().await;
    assert_eq!(documents.len(), 5);
    for document in &documents {
        assert_eq!(document["state"], "ready", "{document:#}");
    }
    for (query, path) in [
        ("How high is Mount Chirripo?", "mountains.csv"),
        ("When does the ferry to Paquera leave?", "ferries.html"),
        ("warranty of the Zephyr fan", "fan.json"),
        ("merge_tides", "tides.rs"),
        ("gate code", "folder/deep/note.txt"),
    ] {
        let hits = search(&program, query).await;
        assert_eq!(text(&hits[0]["path"]), path, "{query}: {hits:#?}");
        assert!(hits[0]["scores"]["fused"].as_f64().unwrap() > 0.0);
    }
    let ferries = documents.iter().find(|document| document["path"] == "ferries.html").unwrap();
    assert_eq!(ferries["title"], "Ferries");
    assert!(search(&program, "alert(1)").await.iter().all(|hit| !text(&hit["text"]).contains("alert")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_replaces_the_old_and_deleting_removes_all() {
    let program = Program::start().await;
    let collection = program.collection("Versions").await;
    let first = program.upload(&collection, &[("plan.txt", b"The meeting is on Tuesday in the red room.")]).await;
    program.settled().await;
    let same = program.upload(&collection, &[("plan.txt", b"The meeting is on Tuesday in the red room.")]).await;
    assert_eq!(
        (&first["documents"][0]["added"], &same["documents"][0]["added"]),
        (&json!("created"), &json!("unchanged"))
    );
    let second = program.upload(&collection, &[("plan.txt", b"The meeting is on Friday in the blue room.")]).await;
    assert_eq!(second["documents"][0]["added"], "replaced");
    let documents = program.settled().await;
    assert_eq!((documents.len(), &documents[0]["version"]), (1, &json!(2)));
    let hits = search(&program, "When is the meeting?").await;
    assert_eq!(hits.len(), 1, "{hits:#?}");
    assert!(text(&hits[0]["text"]).contains("Friday"));
    let id = text(&documents[0]["id"]);
    let content = program.request(Method::GET, &format!("/documents/{id}/content")).header("range", "bytes=4-10");
    let response = content.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(response.headers()["content-disposition"], "attachment; filename*=UTF-8''plan.txt");
    assert_eq!(response.bytes().await.unwrap(), "meeting".as_bytes());
    let (status, _) = program.send(Method::DELETE, &format!("/documents/{id}"), None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(search(&program, "When is the meeting?").await, Vec::<Value>::new());
    let (status, problem) = program.send(Method::GET, &format!("/documents/{id}"), None).await;
    assert_eq!((status, &problem["type"]), (StatusCode::NOT_FOUND, &json!("urn:chatbox:not-found")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citation_opens_what_it_was_made_of() {
    let program = Program::start().await;
    let collection = program.collection("Cited").await;
    let old = b"The harbour master is called Wilhelmina.";
    program.upload(&collection, &[("harbour.txt", old)]).await;
    let document = program.settled().await[0].clone();
    let (id, cited) = (text(&document["id"]), text(&document["revision"]));
    let content = async |query: &str| {
        let request = program.request(Method::GET, &format!("/documents/{id}/content{query}"));
        let response = request.send().await.unwrap();
        (response.status(), response.bytes().await.unwrap())
    };
    let of_cited = format!("?revision={cited}");

    // Re-indexing the same bytes makes a new revision of the same text.
    let again = program.post(&format!("/documents/{id}/control"), json!({"action": "reindex"})).await;
    assert_ne!(again["revision"], json!(cited));
    let shown = loop {
        let shown = program.get(&format!("/documents/{id}/text{of_cited}")).await;
        if shown["revision"] == again["revision"] {
            break shown;
        }
        assert_eq!(shown["revision"], json!(cited), "{shown}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    };
    assert_eq!(shown["text"].as_str().unwrap().trim_end().as_bytes(), old);
    assert_eq!(content(&of_cited).await, (StatusCode::OK, old.as_slice().into()));

    // Newer bytes that cannot be read leave the old version searchable, and citable.
    program.upload(&collection, &[("harbour.txt", b"%PDF-1.4 nothing")]).await;
    assert_eq!(program.settled().await[0]["state"], "failed");
    assert_eq!(content(&of_cited).await, (StatusCode::OK, old.as_slice().into()));
    assert_eq!(content("").await.1, b"%PDF-1.4 nothing".as_slice());
    let absent = "?revision=01900000-0000-7000-8000-00000000ffff";
    assert_eq!(content(absent).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_and_hostile_files_cost_one_document_and_say_why() {
    let program = Program::start().await;
    let collection = program.collection("Broken").await;
    let uploaded = program
        .upload(
            &collection,
            &[
                ("empty.txt", b""),
                ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
                ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"),
                ("liar.txt", b"<!DOCTYPE html><html><body><p>A page that calls itself text.</p></body></html>"),
                ("good.txt", b"All is well in the harbour."),
                ("../../etc/passwd", b"outside"),
            ],
        )
        .await;
    assert_eq!(uploaded["rejected"].as_array().unwrap().len(), 1, "{uploaded:#}");
    let documents = program.settled().await;
    let state = |path: &str| {
        let document = documents.iter().find(|document| document["path"] == path).unwrap();
        (text(&document["state"]), document["problem"]["code"].as_str().unwrap_or("").to_owned())
    };
    assert_eq!(state("empty.txt"), ("failed".into(), "empty".into()));
    assert_eq!(state("broken.pdf"), ("failed".into(), "broken".into()));
    assert_eq!(state("picture.png"), ("failed".into(), "unsupported".into()));
    assert_eq!(state("liar.txt"), ("ready".into(), String::new()));
    let liar = documents.iter().find(|document| document["path"] == "liar.txt").unwrap();
    assert_eq!(liar["media_type"], "text/html", "content decides, not the name");
    assert_eq!(state("good.txt"), ("ready".into(), String::new()));
    for document in &documents {
        if document["state"] == "failed" {
            assert!(!text(&document["problem"]["hint"]).is_empty());
        }
    }
    assert_eq!(program.get("/status").await["ready"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_during_ingestion_loses_and_doubles_nothing() {
    let mut program = Program::start().await;
    let collection = program.collection("Many").await;
    let files: Vec<(String, String)> = (0..40)
        .map(|number| {
            (format!("n{number:02}.txt"), format!("Station {number} reports {} degrees at noon.", number * 7))
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    program.upload(&collection, &files).await;
    for _ in 0..3 {
        program = Program::start_in(program.kill().await, &[]).await;
    }
    let documents = program.settled().await;
    assert_eq!(documents.len(), 40);
    assert!(documents.iter().all(|document| document["state"] == "ready" && document["chunks"] == 1), "{documents:#?}");
    assert_eq!(program.get("/status").await["indexed_chunks"], 40);
    let hits = search(&program, "Station 33 reports").await;
    assert_eq!(text(&hits[0]["path"]), "n33.txt");
    program.stop().await;
}
