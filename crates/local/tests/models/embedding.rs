use crate::{Test, cpu_seconds, kill, model, resident};
use chatbox_core::models::{EmbedAs, Embedder, ModelError};
use chatbox_local::{EmbedSettings, LocalEmbedder};
use futures::FutureExt;
use serde::Deserialize;
use std::time::{Duration, Instant};

pub(crate) const TESTS: &[Test] = &[
    ("vectors_equal_the_reference", || vectors_equal_the_reference().boxed()),
    ("neighbours_do_not_matter", || neighbours_do_not_matter().boxed()),
    ("queries_pass_passages", || queries_pass_passages().boxed()),
    ("dropped_passages_are_not_computed", || dropped_passages_are_not_computed().boxed()),
    ("a_killed_embedder_costs_one_call", || a_killed_embedder_costs_one_call().boxed()),
    ("a_missing_or_wrong_file_is_said", || a_missing_or_wrong_file_is_said().boxed()),
    ("embedding_figures", || embedding_figures().boxed()),
];

fn embedder() -> LocalEmbedder {
    on(model("all-minilm-l6-v2/model.onnx"))
}

fn on(model: std::path::PathBuf) -> LocalEmbedder {
    let args = vec!["worker".into(), "embed".into(), "--model".into(), model.clone().into()];
    LocalEmbedder::new(EmbedSettings { program: std::env::current_exe().unwrap(), args, model, idle_after: None })
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

/// Texts of about 200 tokens.
fn passages(count: usize) -> Vec<String> {
    let words: Vec<&str> = include_str!("../../assets/vocab.txt").lines().skip(2000).step_by(7).take(3000).collect();
    let word = |at: usize| words[at * 31 % words.len()];
    (0..count).map(|text| (0..200).map(|at| word(text * 977 + at * at)).collect::<Vec<_>>().join(" ")).collect()
}

#[derive(Deserialize)]
struct Case {
    text: String,
    vector: Vec<f32>,
}

/// ONNX Runtime's vectors (`tests/fixtures/make.py`).
async fn vectors_equal_the_reference() {
    let lines = include_str!("../fixtures/vectors.jsonl").lines();
    let cases: Vec<Case> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    let embedder = embedder();
    let texts: Vec<String> = cases.iter().map(|case| case.text.clone()).collect();
    for embed_as in [EmbedAs::Passage, EmbedAs::Query] {
        let vectors = embedder.embed(&texts, embed_as).await.unwrap();
        assert_eq!(vectors.len(), cases.len());
        let mut least = 1.0f32;
        for (case, vector) in cases.iter().zip(&vectors) {
            let cosine = cosine(&case.vector, vector);
            assert!(cosine > 0.9999, "{cosine} for {:?}", case.text);
            least = least.min(cosine);
            let length: f32 = vector.iter().map(|x| x * x).sum();
            assert!((length - 1.0).abs() < 1e-5, "{length}");
        }
        println!("  least cosine to ONNX Runtime as {embed_as:?}: {least}");
    }
    assert_eq!((embedder.model(), embedder.dimensions(), embedder.window()), ("all-minilm-l6-v2", 384, 254));
    assert_eq!(embedder.count_tokens("Photosynthesis, it's embedded!"), 9);
    assert_eq!(embedder.embed(&[], EmbedAs::Passage).await.unwrap(), Vec::<Vec<f32>>::new());
    embedder.shutdown().await;
}

async fn neighbours_do_not_matter() {
    let embedder = embedder();
    let mut texts = passages(8);
    texts.extend(["short".to_owned(), String::new(), "two words".into()]);
    let together = embedder.embed(&texts, EmbedAs::Passage).await.unwrap();
    for at in [0, 7, 8, 9, 10] {
        let alone = embedder.embed(&texts[at..=at], EmbedAs::Passage).await.unwrap();
        assert_eq!(alone[0], together[at], "text {at}");
        assert_eq!(embedder.embed(&texts[at..=at], EmbedAs::Query).await.unwrap()[0], together[at]);
    }
    embedder.shutdown().await;
}

async fn queries_pass_passages() {
    let embedder = embedder();
    embedder.preload().await.unwrap();
    let texts = passages(48);
    let ingesting = async {
        let began = Instant::now();
        embedder.embed(&texts, EmbedAs::Passage).await.unwrap();
        began.elapsed()
    };
    let asking = async {
        let mut slowest = Duration::ZERO;
        for question in 0..10 {
            let began = Instant::now();
            embedder.embed(&[format!("question number {question}")], EmbedAs::Query).await.unwrap();
            slowest = slowest.max(began.elapsed());
        }
        (slowest, Instant::now())
    };
    let began = Instant::now();
    let (passages, (slowest, asked)) = futures::join!(ingesting, asking);
    assert!(asked - began < passages, "ten questions were answered while the passages were still under way");
    println!("  slowest of ten questions beside passages: {slowest:?}");
    embedder.shutdown().await;
}

async fn dropped_passages_are_not_computed() {
    let embedder = embedder();
    embedder.preload().await.unwrap();
    let process = embedder.process_id().await;
    let (texts, question) = (passages(200), ["one question".to_owned()]);
    // Dropped as soon as a question has been answered beside it.
    tokio::select! {
        _ = embedder.embed(&texts, EmbedAs::Passage) => panic!("200 passages took less than a question"),
        answer = embedder.embed(&question, EmbedAs::Query) => assert_eq!(answer.unwrap().len(), 1),
    }
    let answer = embedder.embed(&texts[..1], EmbedAs::Passage).await.unwrap();
    assert_eq!(answer.len(), 1);
    assert_eq!(embedder.process_id().await, process, "cancelling did not need a kill");
    embedder.shutdown().await;
}

async fn a_killed_embedder_costs_one_call() {
    let embedder = embedder();
    embedder.preload().await.unwrap();
    let first = embedder.process_id().await.unwrap();
    let texts = passages(32);
    let (outcome, ()) = futures::join!(embedder.embed(&texts, EmbedAs::Passage), async {
        embedder.embed(&["while it works".into()], EmbedAs::Query).await.unwrap();
        kill(first);
    });
    assert!(matches!(outcome, Err(ModelError::Unavailable(_))), "{outcome:?}");
    assert_eq!(embedder.embed(&texts[..2], EmbedAs::Passage).await.unwrap().len(), 2);
    assert_ne!(embedder.process_id().await.unwrap(), first);
    embedder.shutdown().await;
    let outcome = embedder.embed(&texts[..1], EmbedAs::Passage).await;
    assert!(matches!(outcome, Err(ModelError::Unavailable(_))), "{outcome:?}");
}

async fn a_missing_or_wrong_file_is_said() {
    let absent = on("/no/such/model.onnx".into());
    let outcome = absent.embed(&["x".into()], EmbedAs::Query).await;
    assert_eq!(outcome, Err(ModelError::Missing { model: "all-minilm-l6-v2".into() }));
    let wrong = on(std::env::current_exe().unwrap());
    let outcome = wrong.embed(&["x".into()], EmbedAs::Query).await;
    assert!(
        matches!(&outcome, Err(ModelError::Unavailable(reason)) if reason.contains("cannot be loaded")),
        "{outcome:?}"
    );
    wrong.shutdown().await;
}

/// Prints speed and memory; fails on neither.
async fn embedding_figures() {
    let embedder = embedder();
    let began = Instant::now();
    embedder.preload().await.unwrap();
    println!("  child ready with the model after {:?}", began.elapsed());
    let process = embedder.process_id().await.unwrap();
    let texts = passages(32);
    let tokens: usize = texts.iter().map(|text| embedder.count_tokens(text).min(254) + 2).sum();
    let (began, cpu) = (Instant::now(), cpu_seconds(process));
    embedder.embed(&texts, EmbedAs::Passage).await.unwrap();
    let (wall, cpu) = (began.elapsed().as_secs_f64(), cpu_seconds(process) - cpu);
    let count = texts.len() as f64;
    println!(
        "  passages of {:.0} tokens: {:.1} a second, {:.1} a CPU second",
        tokens as f64 / count,
        count / wall,
        count / cpu
    );
    let mut times: Vec<Duration> = Vec::new();
    for question in 0..200 {
        let question = [format!("what is the boiling point of liquid number {question} at sea level?")];
        let began = Instant::now();
        embedder.embed(&question, EmbedAs::Query).await.unwrap();
        times.push(began.elapsed());
    }
    times.sort();
    println!("  query p50 {:?}, p95 {:?}; resident {} MB", times[100], times[190], resident(process) >> 20);
    embedder.shutdown().await;
}
