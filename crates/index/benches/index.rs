//! Speed and memory of both indexes: one JSON line per size.
//!
//! `cargo bench -p chatbox-index -- [--texts FILE.jsonl] [SIZE…]`; sizes are numbers of chunks, 10000 and 100000 if absent. Texts are
//! the `text` fields of the file, repeated with a fifth of their words left out; without a file they are made of invented words.
//! Vectors are synthetic: 384 dimensions around 500 centres. Searches are limited to one owner of two and one collection of five.
#![allow(clippy::print_stdout)]

use chatbox_core::{
    error::StoreResult,
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, UserId, Who},
    index::{EntryKeys, KeywordEntry, KeywordIndex, Scope, VectorEntry, VectorIndex},
};
use chatbox_index::{KeywordSettings, QdrantEdgeIndex, TantivyIndex, VectorSettings};
use serde_json::{Value, json};
use std::{fs, path::Path, time::Instant};
use uuid::Uuid;

const DIMENSIONS: usize = 384;
const CENTRES: u64 = 500;
const BATCH: usize = 500;
const CHUNKS_PER_DOCUMENT: usize = 10;
const QUESTIONS: usize = 300;
const VECTORS: u64 = 77;
const OWNERS: [UserId; 2] = [UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2))];

fn main() -> StoreResult<()> {
    let mut args = std::env::args().skip(1);
    let (mut texts, mut sizes) = (Vec::new(), Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // What a program that only opens and searches needs; asked of a fresh process, which has no leftovers of adding.
            "--memory" => return memory(&args.next().expect("a folder after --memory")),
            "--texts" => texts = read_texts(&args.next().expect("a file after --texts")),
            arg => sizes.extend(arg.parse::<usize>()),
        }
    }
    let made = if texts.is_empty() { "invented" } else { "given" };
    if texts.is_empty() {
        let word = |random: &mut Random| format!("word{}", (random.unit() * random.unit() * 20_000.0) as u32);
        let mut random = Random(3);
        texts = (0..2_000).map(|_| (0..120).map(|_| word(&mut random)).collect::<Vec<_>>().join(" ")).collect();
    }
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("a runtime");
    for size in sizes {
        let mut figures = runtime.block_on(measure(size, &texts))?;
        figures["texts"] = made.into();
        println!("{figures}");
    }
    Ok(())
}

fn memory(dir: &str) -> StoreResult<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("a runtime");
    runtime.block_on(async {
        let dir = Path::new(dir);
        let start = rss();
        let vectors = QdrantEdgeIndex::open(&dir.join("vectors"), DIMENSIONS, VectorSettings::default())?;
        let keywords = TantivyIndex::open(&dir.join("keywords"), KeywordSettings::default())?;
        let opened = rss();
        let mut random = Random(5);
        for i in 0..100 {
            vectors.search(&clustered(&mut random), &Scope::all(Who { user: OWNERS[i % 2] }), 100).await?;
            keywords.search("effect of protein levels on cells", &Scope::all(Who { user: OWNERS[i % 2] }), 100).await?;
        }
        println!("{}", json!({"start": start, "opened": opened, "searched": rss()}));
        vectors.close().await?;
        keywords.close().await
    })
}

fn fresh_memory(dir: &Path) -> Value {
    let program = std::env::current_exe().expect("this program");
    let ran = std::process::Command::new(program).arg("--memory").arg(dir).output().expect("a child");
    serde_json::from_slice(&ran.stdout).unwrap_or_default()
}

async fn measure(size: usize, texts: &[String]) -> StoreResult<Value> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (vector_dir, keyword_dir) = (dir.path().join("vectors"), dir.path().join("keywords"));
    let rss_start = rss();
    let vectors = QdrantEdgeIndex::open(&vector_dir, DIMENSIONS, VectorSettings::default())?;
    let keywords = TantivyIndex::open(&keyword_dir, KeywordSettings::default())?;
    let rss_empty = rss();

    let keys = keys(size);
    let (mut vector_random, mut random) = (Random(VECTORS), Random(1));
    let (mut vector_seconds, mut keyword_seconds) = (0.0, 0.0);
    let worked = cpu_seconds();
    for part in keys.chunks(BATCH) {
        let entries =
            part.iter().map(|keys| VectorEntry { keys: keys.clone(), vector: clustered(&mut vector_random) }).collect();
        let began = Instant::now();
        vectors.add(entries).await?;
        vector_seconds += began.elapsed().as_secs_f64();
        let entries = part.iter().map(|keys| keyword_entry(keys, texts, &mut random)).collect();
        let began = Instant::now();
        keywords.add(entries).await?;
        keyword_seconds += began.elapsed().as_secs_f64();
    }
    let rss_added = rss();
    let began = Instant::now();
    vectors.optimize().await?;
    let optimize_seconds = began.elapsed().as_secs_f64();
    // The index's thread builds while entries come in, so adding and building are not told apart.
    let build_cpu = cpu_seconds() - worked;
    let rss_optimized = rss();

    let began = Instant::now();
    vectors.close().await?;
    keywords.close().await?;
    let close_seconds = began.elapsed().as_secs_f64();
    drop((vectors, keywords));
    let fresh = fresh_memory(dir.path());
    let began = Instant::now();
    let vectors = QdrantEdgeIndex::open(&vector_dir, DIMENSIONS, VectorSettings::default())?;
    let vector_reopen = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let keywords = TantivyIndex::open(&keyword_dir, KeywordSettings::default())?;
    let keyword_reopen = began.elapsed().as_secs_f64();
    let rss_reopened = rss();

    let questions: Vec<_> = (0..QUESTIONS)
        .map(|i| {
            let some = &keys[i * 7919 % size];
            let all = Scope::all(Who { user: some.owner });
            let one = Scope { collections: Some(vec![some.collection]), ..all.clone() };
            (clustered(&mut random), question(texts, &mut random), one, all)
        })
        .collect();
    let recall = recall(&vectors, &keys, &questions[..30]).await?;
    let vector =
        timed(&questions, async |(vector, _, one, _)| vectors.search(vector, one, 100).await.map(drop)).await?;
    let vector_owner =
        timed(&questions, async |(vector, _, _, all)| vectors.search(vector, all, 100).await.map(drop)).await?;
    let keyword = timed(&questions, async |(_, text, one, _)| keywords.search(text, one, 100).await.map(drop)).await?;
    let keyword_owner =
        timed(&questions, async |(_, text, _, all)| keywords.search(text, all, 100).await.map(drop)).await?;
    let both = timed(&questions, async |(vector, text, one, _)| {
        tokio::try_join!(vectors.search(vector, one, 100), keywords.search(text, one, 100)).map(drop)
    })
    .await?;
    let rss_searched = rss();
    let disk = [disk(&vector_dir), disk(&keyword_dir)];
    vectors.close().await?;
    keywords.close().await?;
    Ok(json!({
        "chunks": size,
        "vector": {"add_per_s": round(size as f64 / vector_seconds), "optimize_s": round(optimize_seconds), "reopen_s": round(vector_reopen), "recall@10": recall, "search": vector, "search_all_collections": vector_owner, "disk_mb": disk[0]},
        "keyword": {"add_per_s": round(size as f64 / keyword_seconds), "reopen_s": round(keyword_reopen), "search": keyword, "search_all_collections": keyword_owner, "disk_mb": disk[1]},
        "both": both,
        "add_and_build_cpu_s": round(build_cpu),
        "close_s": round(close_seconds),
        "rss_mb": {"start": rss_start, "empty": rss_empty, "added": rss_added, "optimized": rss_optimized, "reopened": rss_reopened, "searched": rss_searched},
        "rss_mb_fresh": fresh,
    }))
}

fn keys(size: usize) -> Vec<EntryKeys> {
    let collections: Vec<_> = (0..10).map(|_| CollectionId::new()).collect();
    let mut document = (DocumentId::new(), RevisionId::new());
    let key = |i: usize| {
        if i.is_multiple_of(CHUNKS_PER_DOCUMENT) {
            document = (DocumentId::new(), RevisionId::new());
        }
        let group = i / CHUNKS_PER_DOCUMENT % 10;
        EntryKeys {
            chunk: ChunkId::new(),
            revision: document.1,
            document: document.0,
            collection: collections[group],
            owner: OWNERS[group % 2],
            language: Some("en".to_owned()),
            media_type: Some("text/plain".to_owned()),
        }
    };
    (0..size).map(key).collect()
}

fn keyword_entry(keys: &EntryKeys, texts: &[String], random: &mut Random) -> KeywordEntry {
    let text = &texts[random.below(texts.len())];
    let text: Vec<&str> = text.split_whitespace().filter(|_| random.unit() > 0.2).collect();
    let title = text.iter().take(6).copied().collect::<Vec<_>>().join(" ");
    KeywordEntry { keys: keys.clone(), title, headings: String::new(), text: text.join(" ") }
}

fn question(texts: &[String], random: &mut Random) -> String {
    let words: Vec<&str> = texts[random.below(texts.len())].split_whitespace().collect();
    let start = random.below(words.len().saturating_sub(10).max(1));
    words[start..].iter().take(10).copied().collect::<Vec<_>>().join(" ")
}

fn clustered(random: &mut Random) -> Vec<f32> {
    let mut centre = Random(1_000 + random.0 % CENTRES);
    let raw: Vec<f32> = (0..DIMENSIONS).map(|_| centre.unit() - 0.5 + 0.8 * (random.unit() - 0.5)).collect();
    let length = raw.iter().map(|x| x * x).sum::<f32>().sqrt();
    raw.iter().map(|x| x / length).collect()
}

type Question = (Vec<f32>, String, Scope, Scope);

// Against an exact scan over the same vectors, made again from their seed; limited to one collection and to one owner.
async fn recall(index: &QdrantEdgeIndex, keys: &[EntryKeys], questions: &[Question]) -> StoreResult<Value> {
    let mut best = vec![[Vec::new(), Vec::new()]; questions.len()];
    let mut random = Random(VECTORS);
    for keys in keys {
        let vector = clustered(&mut random);
        for ((question, _, one, all), best) in questions.iter().zip(&mut best) {
            if keys.owner != all.who.user {
                continue;
            }
            let score: f32 = vector.iter().zip(question).map(|(a, b)| a * b).sum();
            best[1].push((score, keys.chunk));
            if one.collections.as_ref().is_some_and(|list| list.contains(&keys.collection)) {
                best[0].push((score, keys.chunk));
            }
        }
    }
    let mut found = [0, 0];
    for ((question, _, one, all), best) in questions.iter().zip(&mut best) {
        for (i, scope) in [one, all].into_iter().enumerate() {
            best[i].sort_by(|a, b| b.0.total_cmp(&a.0));
            let hits = index.search(question, scope, 10).await?;
            found[i] += best[i].iter().take(10).filter(|(_, chunk)| hits.iter().any(|hit| hit.chunk == *chunk)).count();
        }
    }
    let [one, all] = found.map(|found| round(found as f64 / (10 * questions.len()) as f64));
    Ok(json!({"one_collection": one, "all_collections": all}))
}

// Percentiles on the wall, and the mean of what the whole process worked per search, which a busy machine does not distort.
async fn timed(questions: &[Question], search: impl AsyncFn(&Question) -> StoreResult<()>) -> StoreResult<Value> {
    for question in &questions[..questions.len() / 10] {
        search(question).await?;
    }
    let worked = cpu_seconds();
    let mut times = Vec::with_capacity(questions.len());
    for question in questions {
        let began = Instant::now();
        search(question).await?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    let cpu = (cpu_seconds() - worked) * 1_000.0 / questions.len() as f64;
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| round(times[times.len() * percent / 100]);
    Ok(json!({"p50_ms": at(50), "p95_ms": at(95), "cpu_ms": round(cpu)}))
}

// Of all threads. Linux counts in hundredths of a second.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

fn round(x: f64) -> f64 {
    (x * 1_000.0).round() / 1_000.0
}

// All resident memory, and the part of it that is not mapped files.
fn rss() -> Value {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mb = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
    };
    json!({"all": mb("VmRSS:"), "anonymous": mb("RssAnon:")})
}

fn disk(dir: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fn bytes(dir: &Path) -> u64 {
        let entries = fs::read_dir(dir).into_iter().flatten().flatten();
        let size = |entry: fs::DirEntry| {
            entry.metadata().map_or(0, |meta| if meta.is_dir() { bytes(&entry.path()) } else { meta.blocks() * 512 })
        };
        entries.map(size).sum()
    }
    bytes(dir) >> 20
}

fn read_texts(path: &str) -> Vec<String> {
    let lines = fs::read_to_string(path).expect("the texts");
    let text = |line: &str| serde_json::from_str::<Value>(line).ok()?["text"].as_str().map(str::to_owned);
    lines.lines().filter_map(text).filter(|text| text.split_whitespace().count() > 20).collect()
}

/// xorshift64* (Vigna 2016): the same run every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}
