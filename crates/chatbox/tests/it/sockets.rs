use crate::program::{PATIENCE, Program, text};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
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
