//! What letting a request in costs, on SQLite in a temporary folder: the token or key, its session and account from the store, and the
//! policy. Prints figures, judges nothing: `make bench NAME=auth`.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a benchmark prints and may panic")]

use chatbox_auth::{Auth, Credentials, Deps, NewPerson, WantedKey};
use chatbox_core::{
    auth::{Device, Permission},
    clock::SystemClock,
};
use chatbox_store::Store;
use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

const ACCOUNTS: usize = 50;
const REQUESTS: usize = 20_000;
const SIGN_INS: usize = 20;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::open_sqlite(&folder.path().join("bench.db"), chatbox_testkit::sealer()).await.unwrap());
    let auth = Auth::new(Deps::over(store, Arc::new(SystemClock))).unwrap();
    let person = |number: usize| NewPerson {
        email: format!("person{number}@example.org"),
        name: "Person".to_owned(),
        password: "correct horse".to_owned(),
    };
    let secret = auth.begin_setup().await.unwrap().unwrap();
    let device = Device::default();
    let opened = auth.set_up(&secret, person(0), &device).await.unwrap();
    for number in 1..ACCOUNTS {
        auth.create_account(person(number), chatbox_core::auth::Role::Member).await.unwrap();
    }
    let signed = auth.verify(&opened.access).await.unwrap();
    let wanted = WantedKey { name: "Bench".to_owned(), permissions: vec![Permission::Read], expires_at: None };
    let (_, key) = auth.create_api_key(&signed, wanted).await.unwrap();

    for (what, token) in [("access token", &opened.access), ("API key", &key)] {
        let mut times = Vec::with_capacity(REQUESTS);
        for _ in 0..REQUESTS {
            let begun = Instant::now();
            black_box(auth.verify(token).await.unwrap().require(Permission::Read)).unwrap();
            times.push(begun.elapsed());
        }
        print(what, times);
    }
    let mut times = Vec::with_capacity(SIGN_INS);
    for _ in 0..SIGN_INS {
        let begun = Instant::now();
        let given = Credentials { email: "person0@example.org", password: "correct horse", code: None };
        black_box(auth.sign_in(given, &device).await.unwrap());
        times.push(begun.elapsed());
    }
    print("signing in (Argon2id)", times);
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    println!("{what}: p50 {:.3} ms, p95 {:.3} ms, p99 {:.3} ms of {}", at(0.5), at(0.95), at(0.99), times.len());
}
