//! Streams that outlive readers, stops and the server itself.

use crate::{
    program::{Program, data_folder, finished, text},
    provider::Provider,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

const WORDS: &str = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";

/// Begins a run, reads a few events of it and goes away; returns what was read.
async fn begin(program: &Program, conversation: &str, limit: usize) -> Vec<Value> {
    let path = format!("/conversations/{conversation}/messages");
    let body = json!({"text": "Count to sixteen, please."}).to_string();
    let request = program.request(Method::POST, &path).header("content-type", "application/json").body(body);
    program.events(request, limit).await
}

fn deltas(events: &[Value]) -> String {
    let mut content = String::new();
    for event in events {
        match event["event"]["type"].as_str().unwrap() {
            "started" => content.clear(),
            "delta" => content += event["event"]["text"].as_str().unwrap(),
            _ => {}
        }
    }
    content
}

#[tokio::test(flavor = "multi_thread")]
async fn another_reader_goes_on_where_the_first_left() {
    let provider = Provider::start(WORDS, Duration::from_millis(30)).await;
    let program = Program::start_in(data_folder(), &provider.settings()).await;
    let conversation = program.conversation().await;
    let mut read = begin(&program, &conversation, 4).await;
    let last = read.last().unwrap().clone();
    let path = format!("/runs/{}/events?after={}", text(&last["run"]), last["seq"]);
    read.extend(program.events(program.request(Method::GET, &path), usize::MAX).await);
    let sequence: Vec<u64> = read.iter().map(|event| event["seq"].as_u64().unwrap()).collect();
    assert_eq!(sequence, (1..=read.len() as u64).collect::<Vec<_>>());
    let message = finished(&read);
    assert_eq!(deltas(&read), text(&message["content"]));
    assert!(text(&message["content"]).contains(WORDS), "{message:#}");
    assert_eq!(message["answer"]["mode"], "plain");
    // A browser comes back to the same address and says what it read last.
    let again = program.request(Method::GET, &path).header("last-event-id", "6");
    assert_eq!(program.events(again, usize::MAX).await, read[6..]);
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_keeps_what_was_written() {
    let provider = Provider::start(WORDS, Duration::from_millis(60)).await;
    let program = Program::start_in(data_folder(), &provider.settings()).await;
    let conversation = program.conversation().await;
    let read = begin(&program, &conversation, 6).await;
    let run = text(&read[0]["run"]);
    program.post(&format!("/runs/{run}/stop"), json!({})).await;
    let all = program.events(program.request(Method::GET, &format!("/runs/{run}/events")), usize::MAX).await;
    let message = finished(&all);
    assert_eq!(message["state"], "stopped", "{message:#}");
    let content = text(&message["content"]);
    assert!(!content.is_empty() && !content.contains("sixteen"), "{content}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_takes_its_runs_up_again() {
    let provider = Provider::start(WORDS, Duration::from_millis(40)).await;
    let program = Program::start_in(data_folder(), &provider.settings()).await;
    let conversation = program.conversation().await;
    let read = begin(&program, &conversation, 7).await;
    let run = text(&read[0]["run"]);
    let program = Program::start_in(program.kill().await, &provider.settings()).await;
    let all = program.events(program.request(Method::GET, &format!("/runs/{run}/events")), usize::MAX).await;
    assert_eq!(all[..read.len()], read[..], "no acknowledged event is lost");
    let message = finished(&all);
    assert_eq!(message["state"], "complete", "{message:#}");
    assert_eq!(deltas(&all), text(&message["content"]));
    assert!(all.iter().any(|event| event["event"]["type"] == "started" && event["event"]["attempt"] == 2));
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_provider_is_explained() {
    let settings = [("CHATBOX__PROVIDER__BASE_URL", "http://127.0.0.1:9/v1"), ("CHATBOX__PROVIDER__MODEL", "none")];
    let program = Program::start_in(data_folder(), &settings).await;
    let message = program.answer("Tell me a story about a fox.").await;
    assert_eq!(message["state"], "failed", "{message:#}");
    assert_eq!(message["problem"]["code"], "model_unavailable");
    assert!(text(&message["problem"]["hint"]).contains("Settings"));
    let test = program.post("/provider/test", json!({"base_url": "http://127.0.0.1:9/v1", "model": "none"})).await;
    assert_eq!(test["ok"], false);
    assert!(text(&test["hint"]).contains("address"), "{test}");
}
