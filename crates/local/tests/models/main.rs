//! Parents and children with the real models: this program runs itself as its workers. `models NAME` runs the tests whose name holds
//! NAME. The models are read from the folder in CHATBOX_TEST_MODELS, laid out as `<id>/<file>` like the data folder's `models`.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]

mod embedding;
mod generation;

use chatbox_local::{GenerateOptions, run_embed_worker, run_generate_worker};
use chatbox_worker::{LIMITS_FLAG, Limits};
use futures::future::BoxFuture;
use std::{path::PathBuf, time::Instant};

type Test = (&'static str, fn() -> BoxFuture<'static, ()>);

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("worker") => worker(&args),
        Some("--list") => {}
        filter => run(filter.filter(|it| !it.starts_with('-')).unwrap_or_default()),
    }
}

/// `worker KIND --model PATH --limits TEXT`, as in the real program.
fn worker(args: &[String]) {
    assert_eq!((args[3].as_str(), args[5].as_str()), ("--model", LIMITS_FLAG));
    let (model, limits): (PathBuf, Limits) = (args[4].clone().into(), args[6].parse().unwrap());
    match args[2].as_str() {
        "embed" => run_embed_worker(&model, std::thread::available_parallelism().unwrap(), &limits).unwrap(),
        "generate" => {
            let options = GenerateOptions { window: generation::WINDOW, threads: GenerateOptions::usual_threads() };
            run_generate_worker(&model, options, &limits).unwrap();
        }
        other => panic!("what is {other}?"),
    }
}

fn run(filter: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let tests = embedding::TESTS.iter().chain(generation::TESTS);
    for (name, test) in tests.filter(|(name, _)| name.contains(filter)) {
        let began = Instant::now();
        runtime.block_on(test());
        println!("test {name} ... ok ({:.1} s)", began.elapsed().as_secs_f32());
    }
}

/// The file of a model.
fn model(relative: &str) -> PathBuf {
    let folder = std::env::var("CHATBOX_TEST_MODELS").expect(
        "CHATBOX_TEST_MODELS must name the folder of models; `make test` fetches them and sets it, \
         `chatbox models pull` puts them into the data folder",
    );
    let path = PathBuf::from(folder).join(relative);
    assert!(path.is_file(), "{} is missing: run `chatbox models pull`", path.display());
    path
}

/// Resident bytes of a process (proc(5), `VmRSS`).
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// User and system time of a process (proc(5), fields 14 and 15, in hundredths of a second).
fn cpu_seconds(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

fn kill(process: u32) {
    let killed = std::process::Command::new("kill").args(["-9", &process.to_string()]).status().unwrap();
    assert!(killed.success());
}
