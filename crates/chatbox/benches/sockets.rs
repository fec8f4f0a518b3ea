//! What sockets cost in the real program: `make -s bench NAME=sockets`.
//!
//! 1,000 idle sockets, then 200 more on which answers stream at once from an endpoint that writes the time into every word. Lateness is
//! taken when a word has come out of its socket, durably logged, and beside it for the same streams read straight from the endpoint in
//! the same run: the difference is what Chatbox adds. Server, endpoint and readers share the machine. Prints figures, judges nothing.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

#[allow(dead_code, unreachable_pub, reason = "the tests use all of it")]
#[path = "../tests/it/program.rs"]
mod program;

use axum::{
    Router,
    extract::State,
    response::sse::{Event, Sse},
    routing::post,
};
use futures::{SinkExt, StreamExt, future::join_all, stream};
use program::{Program, data_folder};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

const IDLE: usize = 1_000;
const STREAMING: usize = 200;
const WORDS: usize = 200;
/// A fast provider: 20 words a second in each of the answers, 4,000 in all.
const PAUSE: Duration = Duration::from_millis(50);
const QUESTION: &str = "Count the time for me, please";

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// Words as they came, each with the microsecond.
type Came = Vec<(String, u128)>;

#[tokio::main]
async fn main() {
    let start = Instant::now();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/v1", listener.local_addr().unwrap());
    let app = Router::new().route("/v1/chat/completions", post(complete)).with_state(start);
    let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let settings = [("CHATBOX__PROVIDER__BASE_URL", endpoint.as_str()), ("CHATBOX__PROVIDER__MODEL", "stamps")];
    let program = Program::start_in(data_folder(), &settings).await;

    let empty = memory(&program);
    let mut idle: Vec<Socket> = Vec::with_capacity(IDLE);
    for _ in 0..IDLE {
        idle.push(open(&program).await);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let with_idle = memory(&program);
    // Idle sockets must be read, or nobody answers the server's pings.
    let idle = tokio::spawn(join_all(idle.into_iter().map(|socket| socket.for_each(async |_| ()))));

    // One client: setting up 200 of them would make the endpoint look slow.
    let client = reqwest::Client::new();
    let own = percentiles(join_all((0..STREAMING).map(|_| straight(&client, &endpoint, start))).await);
    let mut sockets = Vec::with_capacity(STREAMING);
    for _ in 0..STREAMING {
        sockets.push((open(&program).await, program.conversation().await));
    }
    let before = memory(&program);
    let reading = join_all(sockets.into_iter().map(|(socket, conversation)| through(socket, conversation, start)));
    let middle = async {
        tokio::time::sleep(PAUSE * WORDS as u32 / 2).await;
        memory(&program)
    };
    let (came, during) = tokio::join!(reading, middle);
    let tenths: Vec<Value> = (0..10).map(|part| percentiles(tenth(&came, part))["p99"].clone()).collect();
    let late = percentiles(came);
    println!(
        "{}",
        json!({
            "name": "sockets",
            "idle_sockets": IDLE,
            "kb_per_idle_socket": with_idle.saturating_sub(empty) / IDLE as u64,
            "streaming_sockets": STREAMING,
            "words_per_second": STREAMING as f64 / PAUSE.as_secs_f64(),
            "kb_per_streaming_socket": during.saturating_sub(before) / STREAMING as u64,
            "late_ms": late,
            "late_ms_p99_by_tenths_of_the_answer": tenths,
            "late_ms_straight_from_the_endpoint": own,
            "added_ms_p99": late["p99"].as_f64().zip(own["p99"].as_f64()).map(|(late, own)| (late - own).round()),
        })
    );
    idle.abort();
    serving.abort();
    program.stop().await;
}

/// Says the microseconds since the start, word by word; asked for anything else (a title) it says one.
async fn complete(
    State(start): State<Instant>,
    axum::Json(body): axum::Json<Value>,
) -> Sse<impl futures::Stream<Item = Result<Event, axum::Error>>> {
    let asked = body["messages"].as_array().and_then(|all| all.last()).is_some_and(|last| last["content"] == QUESTION);
    let texts = stream::iter(0..if asked { WORDS } else { 1 }).then(move |_| async move {
        tokio::time::sleep(PAUSE).await;
        let word = format!("{} ", start.elapsed().as_micros());
        json!({"choices": [{"index": 0, "delta": {"content": word}}]}).to_string()
    });
    Sse::new(texts.chain(stream::iter(["[DONE]".to_owned()])).map(|data| Ok(Event::default().data(data))))
}

async fn open(program: &Program) -> Socket {
    let url = program.address.replace("http://", "ws://") + "/api/v1/ws";
    connect_async(url).await.unwrap().0
}

/// Resident memory of the server in KiB, its children not counted.
fn memory(program: &Program) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// The words of an answer over a socket.
async fn through(mut socket: Socket, conversation: String, start: Instant) -> Came {
    let ask = json!({"type": "ask", "ref": "a", "conversation": conversation, "text": QUESTION});
    socket.send(Message::text(ask.to_string())).await.unwrap();
    let mut came = Vec::with_capacity(WORDS);
    while let Some(Ok(message)) = socket.next().await {
        let now = start.elapsed().as_micros();
        let Message::Text(frame) = message else { continue };
        let frame: Value = serde_json::from_str(&frame).unwrap();
        match frame["event"]["type"].as_str() {
            Some("delta") => came.push((program::text(&frame["event"]["text"]), now)),
            Some("finished") => break,
            _ => {}
        }
    }
    came
}

/// The same words straight from the endpoint.
async fn straight(client: &reqwest::Client, endpoint: &str, start: Instant) -> Came {
    let body = json!({"model": "stamps", "messages": [{"role": "user", "content": QUESTION}], "stream": true});
    let request = client.post(format!("{endpoint}/chat/completions"));
    let request = request.header("content-type", "application/json").body(body.to_string());
    let mut bytes = request.send().await.unwrap().bytes_stream();
    let mut came = Vec::with_capacity(WORDS);
    while let Some(Ok(part)) = bytes.next().await {
        let now = start.elapsed().as_micros();
        let text = String::from_utf8(part.to_vec()).unwrap();
        let data = text.lines().filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data: ")?).ok());
        came.extend(data.map(|data| (program::text(&data["choices"][0]["delta"]["content"]), now)));
    }
    came
}

/// A tenth of each answer, to see whether beginnings and ends are slower.
fn tenth(came: &[Came], part: usize) -> Vec<Came> {
    came.iter().map(|came| came[came.len() * part / 10..came.len() * (part + 1) / 10].to_vec()).collect()
}

/// How many milliseconds words came after the time they say.
fn percentiles(came: impl AsRef<[Came]>) -> Value {
    let words =
        came.as_ref().iter().flatten().flat_map(|(text, now)| text.split_whitespace().map(move |word| (word, now)));
    let mut late: Vec<f64> =
        words.filter_map(|(word, now)| Some((*now as f64 - word.parse::<f64>().ok()?) / 1e3)).collect();
    late.sort_by(f64::total_cmp);
    let at = |share: f64| (late[((late.len() - 1) as f64 * share) as usize] * 10.0).round() / 10.0;
    json!({"words": late.len(), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0)})
}
