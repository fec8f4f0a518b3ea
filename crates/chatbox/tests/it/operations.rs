//! What operators and API programs rely on.

use crate::program::{Program, data_folder, reply, text};
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::{io::Write as _, process::Stdio};

#[tokio::test(flavor = "multi_thread")]
async fn every_error_is_a_problem_with_a_hint() {
    let program = Program::start().await;
    let absent = "01900000-0000-7000-8000-00000000ffff";
    program.collection("Taken").await;
    for (method, path, body, status) in [
        (Method::GET, "/nowhere".to_owned(), None, 404),
        (Method::GET, format!("/documents/{absent}"), None, 404),
        (Method::GET, "/documents/no-id".to_owned(), None, 400),
        (Method::GET, "/documents?limit=0".to_owned(), None, 400),
        (Method::GET, "/documents?cursor=nonsense".to_owned(), None, 400),
        (Method::POST, "/collections".to_owned(), Some(json!({"name": "taken"})), 409),
        (Method::POST, "/collections".to_owned(), Some(json!({"name": ""})), 400),
        (Method::POST, "/collections".to_owned(), Some(json!({"nome": "x"})), 422),
        (Method::POST, "/search".to_owned(), Some(json!({"query": ""})), 400),
        (Method::DELETE, "/search".to_owned(), None, 405),
        (Method::POST, format!("/conversations/{absent}/messages"), Some(json!({"text": "Hello"})), 404),
    ] {
        let (found, problem) = program.send(method.clone(), &path, body).await;
        assert_eq!(found.as_u16(), status, "{method} {path}: {problem}");
        assert!(text(&problem["type"]).starts_with("urn:chatbox:"), "{problem}");
        assert!(!text(&problem["detail"]).is_empty() && !text(&problem["hint"]).is_empty(), "{problem}");
        assert!(!text(&problem["request_id"]).is_empty(), "{problem}");
        assert_eq!(problem["status"], status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_document_is_not_ready_for_is_a_conflict() {
    let program = Program::start().await;
    let collection = program.collection("States").await;
    program.upload(&collection, &[("a.txt", b"Nothing to pause here."), ("b.pdf", b"%PDF-1.4 nothing")]).await;
    let documents = program.settled().await;
    for (document, action, hint) in [
        (0, "pause", "re-indexed"),
        (0, "resume", "re-indexed"),
        (0, "retry", "re-indexed"),
        (1, "cancel", "Try it again"),
    ] {
        let path = format!("/documents/{}/control", text(&documents[document]["id"]));
        let (status, problem) = program.send(Method::POST, &path, Some(json!({"action": action}))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("urn:chatbox:wrong-state")), "{problem}");
        assert!(text(&problem["hint"]).contains(hint), "{action}: {problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn creations_may_be_repeated() {
    let program = Program::start().await;
    let create = |key: &'static str, name: &'static str| {
        let request = program.request(Method::POST, "/collections").header("idempotency-key", key);
        reply(request.header("content-type", "application/json").body(json!({"name": name}).to_string()))
    };
    let first = create("a", "One").await;
    assert_eq!((first.0, create("a", "One").await), (StatusCode::CREATED, first.clone()));
    let (status, problem) = create("a", "Two").await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("urn:chatbox:idempotency-mismatch")));
    assert_eq!(program.get("/collections").await.as_array().unwrap().len(), 1);
    assert_eq!(create("b", "One").await.0, StatusCode::CONFLICT);
}

/// Clients that hang up at once: what they asked for is done, and told to whoever asks again.
#[tokio::test(flavor = "multi_thread")]
async fn creations_whose_client_went_away_may_be_repeated() {
    let program = Program::start().await;
    let authority = program.address.trim_start_matches("http://").to_owned();
    let body = |n: usize| json!({"name": format!("Number {n}")}).to_string();
    for n in 0..40 {
        let mut socket = std::net::TcpStream::connect(&authority).unwrap();
        let body = body(n);
        let head = format!(
            "POST /api/v1/collections HTTP/1.1\r\nHost: {authority}\r\nContent-Type: application/json\r\nIdempotency-Key: \
             key-{n}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        socket.write_all(head.as_bytes()).unwrap();
        // The request is read, and is being carried out.
        std::thread::sleep(std::time::Duration::from_micros(100 * n as u64));
    }
    for n in 0..40 {
        let again = loop {
            let request = program.request(Method::POST, "/collections").header("idempotency-key", format!("key-{n}"));
            let (status, answer) = reply(request.header("content-type", "application/json").body(body(n))).await;
            if answer["type"] != "urn:chatbox:idempotency-in-progress" {
                break (status, answer);
            }
        };
        assert_eq!(again.0, StatusCode::CREATED, "{n}: {}", again.1);
    }
    assert_eq!(program.get("/collections").await.as_array().unwrap().len(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_pages_are_refused() {
    let program = Program::start().await;
    for (header, value) in [("origin", "http://evil.example"), ("origin", "null"), ("host", "evil.example")] {
        let (status, problem) = reply(program.request(Method::GET, "/collections").header(header, value)).await;
        assert_eq!((status, &problem["type"]), (StatusCode::FORBIDDEN, &json!("urn:chatbox:foreign-page")), "{header}");
    }
    let own = program.request(Method::GET, "/collections").header("origin", &program.address);
    assert_eq!(reply(own).await.0, StatusCode::OK);
}

/// Whoever reaches a single user's server is that user.
#[tokio::test]
async fn a_single_user_is_not_served_to_other_machines() {
    let folder = data_folder();
    let arguments = ["serve", "--port", "0", "--single-user", "--host", "0.0.0.0"];
    let refused = crate::program::command(folder.path()).args(arguments).output().await.unwrap();
    let error = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && error.contains("leave --single-user out"), "{error}");
    assert!(!folder.path().join("chatbox.db").exists(), "refused before anything is made");
}

/// As in the container: all addresses, some names.
#[tokio::test(flavor = "multi_thread")]
async fn named_hosts_limit_a_server_on_every_address() {
    let settings = [("CHATBOX__SERVER__HOST", "0.0.0.0"), ("CHATBOX__SERVER__HOSTS", "[localhost, box.lan]")];
    let program = Program::start_with_accounts(data_folder(), &settings).await;
    let status = async |host: &str| reply(program.request(Method::GET, "/auth").header("host", host)).await.0;
    assert_eq!(status("box.lan").await, StatusCode::OK);
    assert_eq!(status("127.0.0.1:8777").await, StatusCode::OK);
    assert_eq!(status("evil.example").await, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_tells_browsers_how_to_treat_it() {
    // A proxy that does TLS, and is named.
    let program = Program::start_in(data_folder(), &[("CHATBOX__SERVER__PROXIES", "[127.0.0.1]")]).await;
    for path in ["/collections", "/nothing", "!/openapi.json", "!/docs/", "!/healthz", "!/", "!/api/v2"] {
        let answer = program.request(Method::GET, path).header("x-forwarded-proto", "https").send().await.unwrap();
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") || policy.contains("default-src 'self'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert!(!policy.contains("script-src 'unsafe-inline'"), "{path}: {policy}");
        assert_eq!((header("x-content-type-options"), header("referrer-policy")), ("nosniff", "no-referrer"), "{path}");
        assert_eq!((header("x-frame-options"), header("cross-origin-resource-policy")), ("DENY", "same-origin"));
        assert!(header("strict-transport-security").starts_with("max-age="), "{path}");
    }
    let plain = program.request(Method::GET, "/collections").send().await.unwrap();
    assert!(!plain.headers().contains_key("strict-transport-security"), "not without TLS");
    let program = Program::start().await;
    let said = program.request(Method::GET, "/collections").header("x-forwarded-proto", "https").send().await.unwrap();
    assert!(!said.headers().contains_key("strict-transport-security"), "not because anybody says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_can_look_inside() {
    let program = Program::start().await;
    program.get("/collections").await;
    reply(program.request(Method::from_bytes(b"BREW").unwrap(), "/collections")).await;
    assert_eq!(reply(program.request(Method::GET, "!/healthz")).await, (StatusCode::OK, json!("ok\n")));
    let (status, parts) = reply(program.request(Method::GET, "!/readyz")).await;
    assert_eq!(status, StatusCode::OK, "{parts}");
    let metrics = program.request(Method::GET, "!/metrics").send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains("chatbox_http_requests_total{"), "{metrics}");
    assert!(metrics.contains(r#"method="other""#) && !metrics.contains("BREW"), "{metrics}");
    let mut promtool = std::process::Command::new("promtool");
    let mut promtool =
        promtool.args(["check", "metrics"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    promtool.stdin.take().unwrap().write_all(metrics.as_bytes()).unwrap();
    let checked = promtool.wait_with_output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let page = program.request(Method::GET, "!/").send().await.unwrap();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    assert!(page.headers().contains_key("content-security-policy"));
    let docs = program.request(Method::GET, "!/docs/").send().await.unwrap();
    assert_eq!(docs.status(), StatusCode::OK);
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_do_not_share_a_folder() {
    let program = Program::start().await;
    let second = crate::program::command(program.folder.path()).args(["serve", "--port", "0"]).output().await.unwrap();
    assert!(!second.status.success());
    let error = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(error.contains("in use") && error.contains("--data"), "{error}");
    // Commands say where to do it instead.
    for arguments in [["ask", "Who?"], ["ingest", "tests"]] {
        let other = crate::program::command(program.folder.path()).args(arguments).output().await.unwrap();
        let error = String::from_utf8_lossy(&other.stderr).into_owned();
        assert!(!other.status.success() && error.contains(&format!("at {}", program.address)), "{error}");
        assert!(error.contains("chatbox stop"), "{error}");
    }
    let doctor = crate::program::command(program.folder.path()).arg("doctor").output().await.unwrap();
    let found = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(found.contains(&format!("ok   server {}", program.address)), "{found}");
}

#[tokio::test]
async fn the_committed_openapi_document_is_current() {
    let folder = tempfile::tempdir().unwrap();
    let output = crate::program::command(folder.path()).arg("openapi").output().await.unwrap();
    let committed = std::fs::read_to_string("../../openapi.json").unwrap_or_default();
    assert!(committed == String::from_utf8_lossy(&output.stdout), "openapi.json is out of date: run `make generate`");
}
