//! A private OpenAI-compatible endpoint that writes scripted answers at a given pace.

use axum::{
    Router,
    extract::State,
    response::sse::{Event, Sse},
    routing::post,
};
use futures::{StreamExt, stream};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::task::JoinSet;

pub struct Provider {
    pub base_url: String,
    // Ends with the value.
    _server: JoinSet<()>,
}

struct Script {
    answer: String,
    pace: Duration,
}

impl Provider {
    /// Answers every request with `answer`, word by word.
    pub async fn start(answer: &str, pace: Duration) -> Self {
        let script = Arc::new(Script { answer: answer.to_owned(), pace });
        let app = Router::new().route("/v1/chat/completions", post(complete)).with_state(script);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let mut server = JoinSet::new();
        server.spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { base_url, _server: server }
    }

    /// Settings that make it the program's default model.
    pub fn settings(&self) -> Vec<(&str, &str)> {
        vec![("CHATBOX__PROVIDER__BASE_URL", &self.base_url), ("CHATBOX__PROVIDER__MODEL", "scripted")]
    }
}

async fn complete(
    State(script): State<Arc<Script>>,
    _: axum::Json<Value>,
) -> Sse<impl futures::Stream<Item = Result<Event, axum::Error>>> {
    let words: Vec<String> = script.answer.split_inclusive(' ').map(str::to_owned).collect();
    let pace = script.pace;
    let texts = stream::iter(words).then(move |word| async move {
        tokio::time::sleep(pace).await;
        json!({"choices": [{"index": 0, "delta": {"content": word}}]}).to_string()
    });
    let usage = json!({"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 1}}).to_string();
    let end = stream::iter([usage, "[DONE]".to_owned()]);
    Sse::new(texts.chain(end).map(|data| Ok(Event::default().data(data))))
}
