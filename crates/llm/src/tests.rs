//! Against a private HTTP server that replays recorded provider traffic and matches request bodies.

use crate::{OpenAi, http_client};
use axum::{Json, Router, extract::State, http::StatusCode, response::IntoResponse, routing::post};
use chatbox_core::models::{ChatDelta, ChatModel, ChatRequest, Endpoint, ModelError, Prompt, Role, Usage};
use futures::StreamExt;
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A reply of the recorded provider.
#[derive(Clone)]
struct Reply {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: &'static str,
}

const HELLO: &str = concat!(
    "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
    ": keep-alive\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüß\"}}]}\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" Gott\"},\"finish_reason\":null}]}\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}\n\n",
    "data: [DONE]\n\n",
);

fn ok(body: &'static str) -> Reply {
    Reply { status: 200, headers: vec![("content-type", "text/event-stream")], body }
}

fn error(status: u16, body: &'static str) -> Reply {
    Reply { status, headers: vec![("content-type", "application/json")], body }
}

struct Provider {
    replies: Vec<Reply>,
    calls: AtomicUsize,
}

async fn reply(State(provider): State<Arc<Provider>>, Json(body): Json<Value>) -> impl IntoResponse {
    assert_eq!(
        body,
        json!({"model": "m", "messages": [{"role": "user", "content": "Hi"}], "max_tokens": 8, "temperature": 0.0,
               "stream": true, "stream_options": {"include_usage": true}})
    );
    let call = provider.calls.fetch_add(1, Ordering::SeqCst);
    let reply = provider.replies[call.min(provider.replies.len() - 1)].clone();
    let headers: axum::http::HeaderMap =
        reply.headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
    (StatusCode::from_u16(reply.status).unwrap(), headers, reply.body)
}

/// Everything a model sends for one request, and how many calls it took.
async fn ask(replies: Vec<Reply>) -> (Result<Vec<Result<ChatDelta, ModelError>>, ModelError>, usize) {
    let provider = Arc::new(Provider { replies, calls: AtomicUsize::new(0) });
    let app = Router::new().route("/v1/chat/completions", post(reply)).with_state(Arc::clone(&provider));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}/v1/", listener.local_addr().unwrap());
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(async move { axum::serve(listener, app).await });
    let endpoint = Endpoint { base_url, model: "m".into(), key: Some("secret".into()), window: 100 };
    assert!(!format!("{endpoint:?}").contains("secret"));
    let model = OpenAi::new(http_client().unwrap(), endpoint).unwrap();
    let messages = vec![Prompt { role: Role::User, text: "Hi".into() }];
    let stream = model.stream(ChatRequest { messages, max_tokens: 8, temperature: 0.0 }).await;
    let result = match stream {
        Ok(stream) => Ok(stream.collect().await),
        Err(error) => Err(error),
    };
    (result, provider.calls.load(Ordering::SeqCst))
}

fn text(text: &str) -> Result<ChatDelta, ModelError> {
    Ok(ChatDelta::Text(text.into()))
}

#[tokio::test]
async fn an_answer_streams_and_ends_with_its_usage() {
    let (result, calls) = ask(vec![ok(HELLO)]).await;
    let usage = Usage { prompt_tokens: 9, completion_tokens: 2 };
    assert_eq!((result.unwrap(), calls), (vec![text("Grüß"), text(" Gott"), Ok(ChatDelta::Done(usage))], 1));
}

#[tokio::test]
async fn a_broken_stream_keeps_what_was_received() {
    let cut = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Half\"}}]}\n\n";
    let (result, _) = ask(vec![ok(cut)]).await;
    let result = result.unwrap();
    assert_eq!(result[0], text("Half"));
    assert!(matches!(&result[1..], [Err(ModelError::Broken(_))]), "{result:?}");
}

#[tokio::test]
async fn an_error_inside_the_stream_ends_it() {
    let (result, _) = ask(vec![ok("data: {\"error\":{\"message\":\"overloaded\"}}\n\n")]).await;
    assert_eq!(result.unwrap(), vec![Err(ModelError::Broken("overloaded".into()))]);
}

#[tokio::test]
async fn an_overloaded_provider_is_asked_again() {
    let (result, calls) = ask(vec![error(503, "{}"), ok(HELLO)]).await;
    assert_eq!((result.unwrap().len(), calls), (3, 2));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let cases = [
        (401, r#"{"error":{"message":"bad key"}}"#, ModelError::Unauthorized),
        (404, r#"{"error":"no model m"}"#, ModelError::Refused("status 404: no model m".into())),
        (400, r#"{"error":{"message":"maximum context length"}}"#, ModelError::TooLong { window: 100 }),
        (504, "gateway", ModelError::TimedOut),
    ];
    for (status, body, expect) in cases {
        let (result, calls) = ask(vec![error(status, body)]).await;
        assert_eq!((result.unwrap_err(), calls), (expect, 1));
    }
    let mut slow = error(429, "{}");
    slow.headers.push(("retry-after", "60"));
    let (result, calls) = ask(vec![slow]).await;
    assert_eq!((result.unwrap_err(), calls), (ModelError::RateLimited { retry_after: Some(60) }, 1));
}

#[test]
fn odd_addresses_are_refused() {
    for base_url in ["", "nonsense", "file:///etc/passwd", "ftp://example.org/v1"] {
        let endpoint = Endpoint { base_url: base_url.into(), model: "m".into(), key: None, window: 1 };
        assert!(matches!(OpenAi::new(http_client().unwrap(), endpoint), Err(ModelError::Refused(_))), "{base_url}");
    }
}
