//! Parent and child for real: this program runs itself as its worker. `processes NAME` runs the tests whose name holds NAME.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use bytes::Bytes;
use chatbox_worker::{Answers, Cancel, LIMITS_FLAG, Limits, Pool, Sandbox, Spec, Worker, WorkerError, serve_stdio};
use futures::{FutureExt, StreamExt, future::BoxFuture};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    num::NonZeroUsize,
    time::{Duration, Instant},
};

/// Far beyond what anything here takes; reached only when something hangs.
const LONG: Duration = Duration::from_secs(60);
const THREADS: NonZeroUsize = NonZeroUsize::new(3).unwrap();

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("child") => child(&args),
        Some("parent") => parent(),
        Some("--list") => {}
        filter => run_tests(filter.filter(|it| !it.starts_with('-')).unwrap_or_default()),
    }
}

// The child.

fn child(args: &[String]) {
    let threads = args[2].parse().unwrap();
    assert_eq!(args[3], LIMITS_FLAG);
    let limits: Limits = args[4].parse().unwrap();
    serve_stdio(&limits, threads, handle).unwrap();
}

fn handle(request: Value, payload: Vec<u8>, answers: &Answers) -> Result<(), String> {
    let word = request["do"].as_str().unwrap_or_default().to_owned();
    let say = |value: Value| answers.send(&value, &[]).map_err(|error| error.to_string());
    match word.as_str() {
        "echo" => answers.send(&request, &payload).map_err(|error| error.to_string()),
        "print" => {
            println!("this must not disturb the frames");
            say(json!("printed"))
        }
        "count" => (1..=request["to"].as_u64().unwrap()).try_for_each(|n| say(json!(n))),
        "until cancelled" => {
            say(json!("working"))?;
            while !answers.is_cancelled() {
                std::thread::sleep(Duration::from_millis(1));
            }
            Ok(())
        }
        "loop" => {
            say(json!("looping"))?;
            let mut n = 0u64;
            loop {
                n = std::hint::black_box(n.wrapping_add(1));
            }
        }
        "fail" => Err("as you wish".into()),
        "panic" => panic!("as you wish"),
        "abort" => std::process::abort(),
        "recurse" => say(json!(recurse(u64::MAX))),
        "hog" => {
            let mut all: Vec<Vec<u8>> = Vec::new();
            loop {
                all.push(vec![1; 16 << 20]);
            }
        }
        "pid" => say(json!(std::process::id())),
        "socket" => say(json!(std::net::UdpSocket::bind("127.0.0.1:0").map(|_| ()).map_err(|it| it.to_string()))),
        "connect" => say(json!(std::net::TcpStream::connect("127.0.0.1:9").map(|_| ()).map_err(|it| it.to_string()))),
        "exec" => say(json!(std::process::Command::new("true").status().map(|_| ()).map_err(|it| it.to_string()))),
        "open" => say(json!(std::fs::read("/etc/hostname").map(|_| ()).map_err(|it| it.to_string()))),
        "write" => say(json!(std::fs::write(std::env::temp_dir().join("x"), "x").map_err(|it| it.to_string()))),
        "thread" => say(json!(std::thread::spawn(|| 7).join().unwrap())),
        other => Err(format!("what is {other}?")),
    }
}

fn recurse(n: u64) -> u64 {
    let here = std::hint::black_box([n; 64]);
    if n == 0 { 0 } else { recurse(n - 1) + here[7] }
}

// The parent that is killed: starts a child that works for ever and prints its process id.

fn parent() {
    runtime().block_on(async {
        let worker = worker(Limits::parsing(1 << 30));
        let (pid, _) = ask(&worker, "pid").await.unwrap();
        println!("{pid}");
        let _ = ask(&worker, "loop").await;
        std::future::pending::<()>().await;
    });
}

// The tests.

type Test = (&'static str, fn() -> BoxFuture<'static, ()>);

const TESTS: &[Test] = &[
    ("echo", || echo().boxed()),
    ("answers_stream_in_order", || answers_stream_in_order().boxed()),
    ("printing_does_not_disturb", || printing_does_not_disturb().boxed()),
    ("errors_come_back", || errors_come_back().boxed()),
    ("timeout_kills_a_loop", || timeout_kills_a_loop().boxed()),
    ("cpu_budget_stops_a_loop", || cpu_budget_stops_a_loop().boxed()),
    ("dropping_kills", || dropping_kills().boxed()),
    ("dropping_tells", || dropping_tells().boxed()),
    ("deaf_child_is_killed_after_the_grace", || deaf_child_is_killed_after_the_grace().boxed()),
    ("calls_share_a_worker", || calls_share_a_worker().boxed()),
    ("crash_costs_one_request", || crash_costs_one_request().boxed()),
    ("memory_hog_is_stopped", || memory_hog_is_stopped().boxed()),
    ("nothing_outside_can_be_reached", || nothing_outside_can_be_reached().boxed()),
    ("models_may_open_files", || models_may_open_files().boxed()),
    ("idle_child_ends", || idle_child_ends().boxed()),
    ("child_is_replaced_after_its_requests", || child_is_replaced_after_its_requests().boxed()),
    ("frames_are_bounded", || frames_are_bounded().boxed()),
    ("missing_program", || missing_program().boxed()),
    ("shutdown_ends_everything", || shutdown_ends_everything().boxed()),
    ("pool_runs_side_by_side", || pool_runs_side_by_side().boxed()),
    ("killed_parent_leaves_no_orphan", || killed_parent_leaves_no_orphan().boxed()),
    ("slow_reader_is_cut_off", || slow_reader_is_cut_off().boxed()),
];

fn run_tests(filter: &str) {
    for (name, test) in TESTS.iter().filter(|(name, _)| name.contains(filter)) {
        let start = Instant::now();
        runtime().block_on(async { tokio::time::timeout(LONG, test()).await.expect("the test hangs") });
        println!("test {name} ... ok ({:.2} s)", start.elapsed().as_secs_f32());
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn spec(limits: Limits, threads: usize) -> Spec {
    Spec::new("test", std::env::current_exe().unwrap(), ["child".to_owned(), threads.to_string()], limits)
}

fn worker(limits: Limits) -> Worker {
    Worker::new(spec(limits, 1))
}

fn sharing_worker() -> Worker {
    Worker::new(Spec { cancel: Cancel::Tell(THREADS), ..spec(Limits::models(), THREADS.get()) })
}

async fn ask(worker: &Worker, what: &str) -> Result<(Value, Bytes), WorkerError> {
    worker.call(&json!({"do": what}), Bytes::new(), LONG).await
}

async fn pid(worker: &Worker) -> u64 {
    ask(worker, "pid").await.unwrap().0.as_u64().unwrap()
}

async fn gone(pid: u64) {
    while std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z ")) {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn echo() {
    let worker = worker(Limits::parsing(1 << 30));
    let payload = Bytes::from(vec![7; 3 << 20]);
    let request = json!({"do": "echo", "text": "größer"});
    let answer = worker.call(&request, payload.clone(), LONG).await.unwrap();
    assert_eq!(answer, (request, payload));
    let first = pid(&worker).await;
    assert_eq!(pid(&worker).await, first, "the child stays");
}

async fn answers_stream_in_order() {
    let worker = sharing_worker();
    let stream = worker.stream(&json!({"do": "count", "to": 500}), Bytes::new(), LONG).await.unwrap();
    let numbers: Vec<u64> = stream.map(|frame| frame.unwrap().parse::<u64>().unwrap()).collect().await;
    assert_eq!(numbers, (1..=500).collect::<Vec<_>>());
}

async fn printing_does_not_disturb() {
    assert_eq!(ask(&worker(Limits::models()), "print").await.unwrap().0, json!("printed"));
}

async fn errors_come_back() {
    let worker = worker(Limits::models());
    assert_eq!(ask(&worker, "fail").await, Err(WorkerError::Failed("as you wish".into())));
    assert_eq!(ask(&worker, "sing").await, Err(WorkerError::Failed("what is sing?".into())));
}

async fn timeout_kills_a_loop() {
    let worker = worker(Limits::parsing(1 << 30));
    let first = pid(&worker).await;
    let short = Duration::from_millis(50);
    let stream = worker.stream(&json!({"do": "loop"}), Bytes::new(), short).await.unwrap();
    let items: Vec<_> = stream.map(|item| item.map(|frame| frame.header)).collect().await;
    assert!(matches!(items.last(), Some(Err(WorkerError::TimedOut(given))) if *given == short), "{items:?}");
    gone(first).await;
    assert_ne!(pid(&worker).await, first);
}

async fn cpu_budget_stops_a_loop() {
    let worker = worker(Limits { cpu_seconds: Some(1), ..Limits::parsing(1 << 30) });
    // The first answer arrives; the stream then ends with the kernel's signal.
    let stream = worker.stream(&json!({"do": "loop"}), Bytes::new(), LONG).await.unwrap();
    let last = stream.map(|item| item.map(|frame| frame.header)).collect::<Vec<_>>().await.pop().unwrap();
    assert_eq!(last, Err(WorkerError::TimedOut(Duration::from_secs(1))));
}

async fn dropping_kills() {
    let worker = worker(Limits::parsing(1 << 30));
    let first = pid(&worker).await;
    let mut stream = worker.stream(&json!({"do": "loop"}), Bytes::new(), LONG).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().header, json!("looping"));
    drop(stream);
    gone(first).await;
    assert_ne!(pid(&worker).await, first);
}

async fn dropping_tells() {
    let worker = sharing_worker();
    let first = pid(&worker).await;
    for _ in 0..4 * THREADS.get() {
        let mut stream = worker.stream(&json!({"do": "until cancelled"}), Bytes::new(), LONG).await.unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap().header, json!("working"));
    }
    assert_eq!(pid(&worker).await, first, "the child lives on and its threads are free again");
}

async fn deaf_child_is_killed_after_the_grace() {
    let grace = Duration::from_millis(20);
    let worker = Worker::new(Spec { cancel: Cancel::Tell(THREADS), grace, ..spec(Limits::models(), THREADS.get()) });
    let first = pid(&worker).await;
    let mut stream = worker.stream(&json!({"do": "loop"}), Bytes::new(), LONG).await.unwrap();
    stream.next().await.unwrap().unwrap();
    drop(stream);
    gone(first).await;
    assert_ne!(pid(&worker).await, first);
}

async fn calls_share_a_worker() {
    let worker = sharing_worker();
    let mut stream = worker.stream(&json!({"do": "until cancelled"}), Bytes::new(), LONG).await.unwrap();
    stream.next().await.unwrap().unwrap();
    // Answered by the same child while the stream is open.
    let first = pid(&worker).await;
    assert_eq!(worker.process_id().await.map(u64::from), Some(first));
    drop(stream);
}

async fn crash_costs_one_request() {
    let worker = worker(Limits::parsing(1 << 30));
    let first = pid(&worker).await;
    let Err(WorkerError::Crashed { exit, stderr }) = ask(&worker, "panic").await else { panic!() };
    assert_eq!(exit, "exit code 101");
    assert!(stderr.iter().any(|line| line.contains("as you wish")), "{stderr:?}");
    assert_ne!(pid(&worker).await, first);
    for (what, signals) in [("abort", ["signal 6", "signal 6"]), ("recurse", ["signal 6", "signal 11"])] {
        let Err(WorkerError::Crashed { exit, .. }) = ask(&worker, what).await else { panic!() };
        assert!(signals.contains(&exit.as_str()), "{what}: {exit}");
        pid(&worker).await;
    }
}

async fn memory_hog_is_stopped() {
    let worker = worker(Limits::parsing(512 << 20));
    assert_eq!(ask(&worker, "hog").await, Err(WorkerError::OutOfMemory));
    pid(&worker).await;
}

async fn nothing_outside_can_be_reached() {
    let worker = worker(Limits::parsing(1 << 30));
    for what in ["socket", "connect", "exec", "open", "write"] {
        let (answer, _) = ask(&worker, what).await.unwrap();
        assert!(answer["Err"].as_str().is_some_and(|text| text.contains("not permitted")), "{what}: {answer}");
    }
    assert_eq!(ask(&worker, "thread").await.unwrap().0, json!(7), "threads can be made");
}

async fn models_may_open_files() {
    let worker = worker(Limits::models());
    assert_eq!(ask(&worker, "open").await.unwrap().0, json!({"Ok": null}));
    for what in ["socket", "connect", "exec"] {
        let (answer, _) = ask(&worker, what).await.unwrap();
        assert!(answer["Err"].as_str().is_some_and(|text| text.contains("not permitted")), "{what}: {answer}");
    }
    let open = self::worker(Limits { sandbox: Sandbox::Off, ..Limits::models() });
    assert_eq!(ask(&open, "socket").await.unwrap().0, json!({"Ok": null}), "it is the filter that refuses");
}

async fn idle_child_ends() {
    let idle_after = Some(Duration::from_millis(10));
    let worker = Worker::new(Spec { idle_after, ..spec(Limits::models(), 1) });
    let first = pid(&worker).await;
    gone(first).await;
    assert_ne!(pid(&worker).await, first, "it comes back when needed");
}

async fn child_is_replaced_after_its_requests() {
    let worker = worker(Limits { retire_after: Some(3), ..Limits::parsing(1 << 30) });
    let mut pids = Vec::new();
    for _ in 0..7 {
        pids.push(pid(&worker).await);
    }
    pids.dedup();
    assert_eq!(pids.len(), 3, "{pids:?}");
}

async fn frames_are_bounded() {
    let worker = worker(Limits { frame: 1000, ..Limits::parsing(1 << 30) });
    let first = pid(&worker).await;
    let result = worker.call(&json!({"do": "echo"}), vec![0; 1001].into(), LONG).await;
    assert!(matches!(result, Err(WorkerError::Protocol(_))), "{result:?}");
    assert_eq!(pid(&worker).await, first, "the child has not even heard of it");
}

async fn missing_program() {
    let worker = Worker::new(Spec::new("test", "/nowhere/at/all", ["x"], Limits::models()));
    assert!(matches!(ask(&worker, "pid").await, Err(WorkerError::Start(_))));
    let worker = Worker::new(Spec::new("test", "/bin/true", ["x"], Limits::models()));
    assert!(matches!(ask(&worker, "pid").await, Err(WorkerError::Start(_))));
}

async fn shutdown_ends_everything() {
    let worker = worker(Limits::parsing(1 << 30));
    let first = pid(&worker).await;
    let mut stream = worker.stream(&json!({"do": "loop"}), Bytes::new(), LONG).await.unwrap();
    stream.next().await.unwrap().unwrap();
    worker.shutdown().await;
    assert_eq!(stream.next().await.unwrap().unwrap_err(), WorkerError::Stopped);
    assert!(!std::path::Path::new(&format!("/proc/{first}")).exists());
    assert_eq!(ask(&worker, "pid").await, Err(WorkerError::Stopped));
}

async fn pool_runs_side_by_side() {
    let pool = Pool::new(spec(Limits::parsing(1 << 30), 1), THREADS);
    let asks = (0..3 * THREADS.get()).map(|n| {
        let pool = pool.clone();
        async move { pool.call(&json!({"do": "echo", "n": n}), Bytes::new(), LONG).await.unwrap().0["n"].clone() }
    });
    let answers = futures::future::join_all(asks).await;
    assert_eq!(answers, (0..3 * THREADS.get()).map(|n| json!(n)).collect::<Vec<_>>());
    pool.shutdown().await;
}

async fn killed_parent_leaves_no_orphan() {
    let mut parent = std::process::Command::new(std::env::current_exe().unwrap())
        .arg("parent")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(parent.stdout.take().unwrap()).read_line(&mut line).unwrap();
    parent.kill().unwrap();
    parent.wait().unwrap();
    gone(line.trim().parse().unwrap()).await;
    // The end of its input alone ends a busy child, too, where there is no parent-death signal.
    let limits = Limits { sandbox: Sandbox::Off, ..Limits::models() };
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["child", "1", LIMITS_FLAG, &limits.to_string()])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let request = br#"{"Request":{"id":1,"body":{"do":"loop"}}}"#;
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&(request.len() as u32).to_le_bytes()).unwrap();
    stdin.write_all(&[0; 4]).unwrap();
    stdin.write_all(request).unwrap();
    drop(stdin);
    child.stdout.take().unwrap().read_to_end(&mut Vec::new()).unwrap();
    assert!(!child.wait().unwrap().success());
}

async fn slow_reader_is_cut_off() {
    let worker = sharing_worker();
    let mut stream = worker.stream(&json!({"do": "count", "to": 100_000}), Bytes::new(), LONG).await.unwrap();
    stream.next().await.unwrap().unwrap();
    // Not read: others go on, and the call's thread becomes free.
    pid(&worker).await;
    let mut others = Vec::new();
    for _ in 0..THREADS.get() - 1 {
        let mut other = worker.stream(&json!({"do": "until cancelled"}), Bytes::new(), LONG).await.unwrap();
        other.next().await.unwrap().unwrap();
        others.push(other);
    }
    pid(&worker).await;
    let rest: Vec<_> = stream.collect().await;
    assert!(rest.len() <= 1025, "{}", rest.len());
    assert!(matches!(rest.last(), Some(Err(WorkerError::Protocol(_)))), "{:?}", rest.last());
}
