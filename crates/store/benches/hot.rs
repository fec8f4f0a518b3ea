//! The hot paths on SQLite, in a temporary folder. Prints figures, judges nothing: `cargo bench -p chatbox-store`.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a benchmark prints and may panic")]

use chatbox_core::{
    chat::{ChatStore, Conversation, Event, LoggedEvent, Message, MessageState, NewConversation, NewTurn, TurnKind},
    clock::{Clock, SystemClock},
    documents::{Chunk, DocumentStore, NewRevision, RevisionText, SentenceVector},
    ids::{BlobHash, ChunkId, ConversationId, MessageId, RevisionId, UserId, Who},
    models::Role,
    tasks::{JobStore, NewJob, Outcome, priority},
};
use chatbox_store::Store;
use serde_json::json;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_sqlite(&folder.path().join("bench.db"), chatbox_testkit::sealer()).await.unwrap();
        events(&store).await;
        passages(&store).await;
        claims(&store).await;
        searches(&store).await;
        println!("peak memory of this process: {}", peak_memory());
    });
}

/// A word that stands in one message, and one that stands in none, among 100,000 messages of about 1,000 characters.
async fn searches(store: &Store) {
    const CONVERSATIONS: usize = 1_000;
    const MESSAGES: usize = 100;
    let (who, now) = (Who { user: UserId::new() }, SystemClock.now());
    let words = "The committee met again and could not agree on the colour of the shed. ".repeat(14);
    for number in 0..CONVERSATIONS {
        let conversation = store.create_conversation(who, NewConversation::default(), now).await.unwrap();
        let id = ConversationId::new();
        let message = |place: usize| Message {
            id: MessageId::new(),
            conversation: id,
            parent: None,
            role: Role::User,
            content: format!("{words} {}", if (number, place) == (3, 7) { "Walnut" } else { "" }),
            state: MessageState::Complete,
            citations: Vec::new(),
            sources: Vec::new(),
            documents: Vec::new(),
            answer: None,
            problem: None,
            run: None,
            author: None,
            created_at: now,
        };
        let messages: Vec<_> = (0..MESSAGES).map(message).collect();
        store.add_conversation(&Conversation { id, ..conversation }, &messages).await.unwrap();
    }
    for (word, expected) in [("walnut", 1), ("mahogany", 0), ("committee", 50)] {
        let mut times = Vec::new();
        for _ in 0..5 {
            let begun = Instant::now();
            assert_eq!(store.search_conversations(who, word, 50).await.unwrap().len(), expected);
            times.push(begun.elapsed());
        }
        times.sort();
        println!("finding {word:?} in 100,000 sealed messages: {:.0} ms", times[2].as_secs_f64() * 1e3);
    }
}

/// Group commits of one token for each of 200 runs.
async fn events(store: &Store) {
    const RUNS: usize = 200;
    const COMMITS: u64 = 100;
    let (who, now) = (Who::local(), SystemClock.now());
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let conversation = store.create_conversation(who, NewConversation::default(), now).await.unwrap();
        let turn =
            NewTurn { kind: TurnKind::Ask { parent: None, text: "?".to_owned(), documents: Vec::new() }, model: None };
        runs.push(store.begin_run(who, conversation.id, turn, now).await.unwrap().0.id);
    }
    let begin = Instant::now();
    let mut times = Vec::new();
    for seq in 1..=COMMITS {
        let batch: Vec<_> = runs
            .iter()
            .map(|run| LoggedEvent { run: *run, seq, event: Event::Delta { text: " token".to_owned() } })
            .collect();
        times.push(timed(store.append_events(&batch, now)).await);
    }
    let rate = RUNS as f64 * COMMITS as f64 / begin.elapsed().as_secs_f64();
    report("append_events, 200 runs per commit", times);
    println!("  {rate:.0} events/s");
}

/// 50 passages out of 20,000 chunks, some of them of a 10-MB document, each with 8 sentence vectors of 384 components.
async fn passages(store: &Store) {
    const CHUNKS: usize = 10_000;
    let (who, now) = (Who::local(), SystemClock.now());
    let collection = store.create_collection(who, "bench", now).await.unwrap().id;
    let text = "All happy passages are alike. ".repeat(35);
    let mut ids = Vec::new();
    let mut written = Vec::new();
    for n in 0..2u32 {
        let hash = BlobHash::try_from(format!("{n:064x}")).unwrap();
        let new = NewRevision { collection, path: format!("{n}"), hash, size: 1 };
        let document = store.add_revision(who, new, &|revision| job(who, revision.to_string()), now).await.unwrap().0;
        let whole = RevisionText { text: text.repeat(CHUNKS), blocks: Vec::new(), pages: Vec::new() };
        store.put_extracted(document.revision, None, "text/plain", None, &[], &whole, now).await.unwrap();
        let chunks: Vec<_> = (0..CHUNKS as u32).map(|ordinal| chunk(document.revision, ordinal, &text)).collect();
        written.push(timed(store.put_chunks(document.revision, &chunks, now)).await);
        let sentences = (0..8).map(|n| SentenceVector { start: n, end: n + 1, vector: vec![1; 384] });
        let sentences: Vec<_> = sentences.collect();
        let all: Vec<_> = chunks.iter().map(|chunk| (chunk.id, sentences.clone())).collect();
        store.put_sentences("model", &all).await.unwrap();
        let place = store.revision(document.revision).await.unwrap().place();
        store.publish(document.revision, &place, now).await.unwrap();
        ids.extend(chunks.into_iter().map(|chunk| chunk.id));
    }
    report("put_chunks, 10,000 chunks of 1,050 characters", written);
    let mut times = Vec::new();
    for round in 0..500 {
        let asked: Vec<ChunkId> = (0..50).map(|n| ids[(round * 7919 + n * 104_729) % ids.len()]).collect();
        let begin = Instant::now();
        assert_eq!(black_box(store.passages(who, &asked, "model").await.unwrap()).len(), 50);
        times.push(begin.elapsed());
    }
    report("passages, 50 of 20,000 with 8 sentences each", times);
}

/// Claims of 4 jobs of two kinds out of 20,000, of which a third kind stands in front.
async fn claims(store: &Store) {
    let (who, now) = (Who::local(), SystemClock.now());
    let kinds = ["first", "second", "third"];
    let jobs: Vec<_> = (0..20_000usize)
        .map(|n| NewJob { kind: kinds[n % 3], priority: 100 - (n % 3) as i32, ..job(who, format!("{n}")) })
        .collect();
    store.enqueue(&jobs, now).await.unwrap();
    let (mut times, mut ends) = (Vec::new(), Vec::new());
    for _ in 0..300 {
        let begin = Instant::now();
        let claimed = store.claim(&["second", "third"], 4, Duration::from_secs(60), now).await.unwrap();
        times.push(begin.elapsed());
        for (_, lease) in claimed {
            ends.push(timed(store.finish(lease, Outcome::Done, now)).await);
        }
    }
    report("claim, 4 of 20,000", times);
    report("finish", ends);
}

fn job(who: Who, key: String) -> NewJob {
    NewJob { owner: who.user, kind: "bench", key, payload: json!({}), priority: priority::NORMAL, max_attempts: 3 }
}

fn chunk(revision: RevisionId, ordinal: u32, text: &str) -> Chunk {
    let who = Who::local();
    Chunk {
        id: ChunkId::new(),
        revision,
        document: chatbox_core::ids::DocumentId::new(),
        collection: chatbox_core::ids::CollectionId::new(),
        owner: who.user,
        ordinal,
        start: 0,
        end: 1,
        page: None,
        headings: Vec::new(),
        text: text.to_owned(),
        prefix: String::new(),
        embed_hash: format!("{:064x}", ChunkId::new().0.as_u128()),
    }
}

async fn timed<T: std::fmt::Debug, E: std::fmt::Debug>(call: impl Future<Output = Result<T, E>>) -> Duration {
    let begin = Instant::now();
    call.await.unwrap();
    begin.elapsed()
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e3;
    println!("{what}: p50 {:.2} ms, p95 {:.2} ms, max {:.2} ms ({} calls)", at(50), at(95), at(100), times.len());
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |kib| kib.trim().to_owned())
}
