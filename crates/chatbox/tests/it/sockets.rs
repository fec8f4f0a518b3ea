use crate::{
    program::{PATIENCE, Program, data_folder, text},
    provider::Provider,
};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

struct Socket(WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>);

impl Socket {
    async fn open(program: &Program) -> Self {
        let url = program.address.replace("http://", "ws://") + "/api/v1/ws";
        Self(connect_async(url).await.unwrap().0)
    }

    async fn send(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    /// The next frame of this type.
    async fn next(&mut self, kind: &str) -> Value {
        let next = async {
            loop {
                if let Message::Text(frame) = self.0.next().await.unwrap().unwrap() {
                    let frame: Value = serde_json::from_str(&frame).unwrap();
                    if frame["type"] == kind {
                        return frame;
                    }
                }
            }
        };
        timeout(PATIENCE, next).await.unwrap_or_else(|_| panic!("no frame {kind}"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_asks_follows_and_watches() {
    let program = Program::start().await;
    let collection = program.collection("Socket").await;
    let mut socket = Socket::open(&program).await;
    socket.send(json!({"type": "watch_ingestion", "ref": "w", "on": true})).await;
    assert_eq!(socket.next("ok").await["ref"], "w");
    program.upload(&collection, &[("owl.txt", b"The owl Minerva lives in the old barn near Selby.")]).await;
    let snapshot = socket.next("ingestion").await["snapshot"].clone();
    assert!(snapshot["running"].is_u64() && snapshot["queued"].is_u64(), "{snapshot}");
    program.settled().await;

    let conversation = program.conversation().await;
    socket
        .send(json!({"type": "ask", "ref": "a", "conversation": conversation, "text": "Where does Minerva live?"}))
        .await;
    let accepted = socket.next("accepted").await;
    assert_eq!((&accepted["ref"], &accepted["answer"]["state"]), (&json!("a"), &json!("streaming")));
    let run = text(&accepted["run"]["id"]);
    let mut events = Vec::new();
    while events.last().is_none_or(|event: &Value| event["event"]["type"] != "finished") {
        events.push(socket.next("event").await);
    }
    assert!(text(&events.last().unwrap()["event"]["message"]["content"]).contains("Selby"), "{events:#?}");

    let mut other = Socket::open(&program).await;
    other.send(json!({"type": "follow", "ref": "f", "run": run, "after": 2})).await;
    assert_eq!(other.next("event").await["seq"], 3);

    other.send(json!({"type": "ask", "ref": "bad", "conversation": "no id", "text": "Hello"})).await;
    let error = other.next("error").await;
    assert_eq!(error["ref"], "bad", "{error}");
    other.send(json!({"type": "ping", "ref": "p"})).await;
    assert_eq!(other.next("ok").await["ref"], "p", "a bad frame does not end the socket");
    program.stop().await;
}

/// What one socket may follow, as docs/api.md says.
const FOLLOWED: usize = 64;

#[tokio::test(flavor = "multi_thread")]
async fn ended_runs_take_no_room() {
    let program = Program::start().await;
    let mut socket = Socket::open(&program).await;
    for _ in 0..=FOLLOWED {
        let conversation = program.conversation().await;
        let events = program.ask(&conversation, json!({"text": "Hello"})).await;
        let last = events.last().unwrap();
        socket.send(json!({"type": "follow", "ref": "f", "run": last["run"], "after": last["seq"]})).await;
        assert_eq!(socket.next("ok").await["ref"], "f");
    }
    let conversation = program.conversation().await;
    socket.send(json!({"type": "ask", "ref": "a", "conversation": conversation, "text": "Hello"})).await;
    assert_eq!(socket.next("accepted").await["ref"], "a");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_socket_begins_no_run() {
    let provider = Provider::start("slow and steady wins the race", Duration::from_secs(20)).await;
    let program = Program::start_in(data_folder(), &provider.settings()).await;
    let mut socket = Socket::open(&program).await;
    let ask =
        |conversation: &str| json!({"type": "ask", "ref": "a", "conversation": conversation, "text": "Who wins?"});
    for _ in 0..FOLLOWED {
        socket.send(ask(&program.conversation().await)).await;
        socket.next("accepted").await;
    }
    let conversation = program.conversation().await;
    socket.send(ask(&conversation)).await;
    let error = socket.next("error").await;
    assert!(text(&error["problem"]["detail"]).contains("64"), "{error}");
    assert_eq!(program.get(&format!("/conversations/{conversation}/messages")).await, json!([]));
}
