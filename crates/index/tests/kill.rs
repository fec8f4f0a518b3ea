//! What was acknowledged survives kill -9. This program starts itself as a child that adds and removes entries and prints each
//! acknowledged change, kills it in the middle, opens the index and looks for every entry.
#![allow(clippy::print_stdout)]

use chatbox_core::{
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, Who},
    index::{EntryKeys, KeywordEntry, KeywordIndex, Scope, VectorEntry, VectorIndex},
};
use chatbox_index::{KeywordSettings, QdrantEdgeIndex, TantivyIndex, VectorSettings};
use chatbox_testkit::vector_index::{DIMENSIONS, vector};
use std::{
    collections::HashSet,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

/// Entries added per acknowledgement; every fourth batch is removed again.
const BATCH: u64 = 20;
const REMOVED: u64 = 4;
/// Acknowledgements after which the child is killed, one round each over the same folder. The index grows past what starts a
/// graph build, so that kills hit builds and checkpoints too.
const ROUNDS: [usize; 8] = [1, 4, 11, 2, 37, 23, 60, 5];

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("write-vectors") => write_vectors(Path::new(&args[2]), args[3].parse().expect("a number")).await,
        Some("write-keywords") => write_keywords(Path::new(&args[2]), args[3].parse().expect("a number")).await,
        // The test runner asks for the names of the tests there are.
        Some("--list") => println!("kill: test"),
        _ => {
            vectors_survive().await;
            keywords_survive().await;
            println!("kill: every acknowledged change survived {} kills", 2 * ROUNDS.len());
        }
    }
}

async fn vectors_survive() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut acked = Acked::default();
    for rounds in ROUNDS {
        acked.add(killed("write-vectors", dir.path(), acked.next, rounds));
        let index = open_vectors(dir.path());
        for seed in &acked.added {
            let hits = index.search(&vector(*seed, DIMENSIONS), &scope(), 1).await.expect("search");
            assert!(
                hits.first().is_some_and(|hit| hit.chunk == chunk(*seed)),
                "vector {seed} was acknowledged and is lost"
            );
        }
        let everything = index.search(&vector(0, DIMENSIONS), &scope(), 50_000).await.expect("search");
        acked.check_removed(everything.iter().map(|hit| hit.chunk));
        index.close().await.expect("close");
    }
}

async fn keywords_survive() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut acked = Acked::default();
    for rounds in ROUNDS {
        acked.add(killed("write-keywords", dir.path(), acked.next, rounds));
        let index = open_keywords(dir.path());
        for seed in &acked.added {
            let hits = index.search(&format!("word{seed}x"), &scope(), 1).await.expect("search");
            assert!(
                hits.first().is_some_and(|hit| hit.chunk == chunk(*seed)),
                "text {seed} was acknowledged and is lost"
            );
        }
        let everything = index.search("common", &scope(), 50_000).await.expect("search");
        acked.check_removed(everything.iter().map(|hit| hit.chunk));
        index.close().await.expect("close");
    }
}

#[derive(Default)]
struct Acked {
    added: HashSet<u64>,
    removed: HashSet<u64>,
    next: u64,
}

impl Acked {
    // Lines are `add FIRST` and `remove FIRST`, for a batch from that seed on.
    fn add(&mut self, lines: Vec<String>) {
        let start = self.next;
        let last = lines.last().and_then(|line| line.strip_prefix("add ")?.parse::<u64>().ok());
        for line in lines {
            let (verb, first) = line.split_once(' ').expect("two words");
            let first: u64 = first.parse().expect("a number");
            let batch = first..first + BATCH;
            self.next = self.next.max(batch.end);
            if verb == "add" {
                self.added.extend(batch);
            } else {
                self.added.retain(|seed| !batch.contains(seed));
                self.removed.extend(batch);
            }
        }
        // The child went on to remove what it had just added: nobody acknowledged that, but it may be done.
        if let Some(first) = last.filter(|first| is_removed((first - start) / BATCH)) {
            self.added.retain(|seed| !(first..first + BATCH).contains(seed));
        }
        // What was under way may or may not be there; the next round begins behind it.
        self.next += 2 * BATCH;
    }

    fn check_removed(&self, found: impl Iterator<Item = ChunkId>) {
        let found: Vec<ChunkId> = found.collect();
        let unique: HashSet<ChunkId> = found.iter().copied().collect();
        assert_eq!(unique.len(), found.len(), "no entry comes twice");
        for seed in &self.removed {
            assert!(!unique.contains(&chunk(*seed)), "the removal of {seed} was acknowledged and is lost");
        }
    }
}

fn killed(mode: &str, dir: &Path, first: u64, acknowledgements: usize) -> Vec<String> {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args([mode, &dir.display().to_string(), &first.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("a child");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut acked: Vec<String> = lines.by_ref().take(acknowledgements).map(|line| line.expect("a line")).collect();
    child.kill().expect("kill -9");
    child.wait().expect("wait");
    // Lines that were already written are acknowledged too; a line cut short is not.
    acked.extend(lines.map_while(Result::ok).filter(|line| line.ends_with('.')));
    acked.iter().map(|line| line.trim_end_matches('.').to_owned()).collect()
}

async fn write_vectors(dir: &Path, first: u64) {
    let index = open_vectors(dir);
    for batch in 0.. {
        let first = first + batch * BATCH;
        let seeds = first..first + BATCH;
        let entries =
            seeds.map(|seed| VectorEntry { keys: keys(seed, first), vector: vector(seed, DIMENSIONS) }).collect();
        index.add(entries).await.expect("add");
        acknowledge("add", first);
        if is_removed(batch) {
            index.remove(&[revision(first)]).await.expect("remove");
            acknowledge("remove", first);
        }
    }
}

async fn write_keywords(dir: &Path, first: u64) {
    let index = open_keywords(dir);
    for batch in 0.. {
        let first = first + batch * BATCH;
        let entry = |seed: u64| KeywordEntry {
            keys: keys(seed, first),
            title: String::new(),
            headings: String::new(),
            text: format!("common word{seed}x"),
        };
        index.add((first..first + BATCH).map(entry).collect()).await.expect("add");
        acknowledge("add", first);
        if is_removed(batch) {
            index.remove(&[revision(first)]).await.expect("remove");
            acknowledge("remove", first);
        }
    }
}

/// Whether a child removes its batch of this number right after it added it.
fn is_removed(batch: u64) -> bool {
    batch % REMOVED == REMOVED - 1
}

fn acknowledge(verb: &str, first: u64) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{verb} {first}.").and_then(|()| out.flush()).expect("the parent reads");
}

fn open_vectors(dir: &Path) -> QdrantEdgeIndex {
    let settings = VectorSettings { build_after: 300, ..VectorSettings::default() };
    QdrantEdgeIndex::open(&dir.join("vectors"), DIMENSIONS, settings).expect("the index opens after a kill")
}

fn open_keywords(dir: &Path) -> TantivyIndex {
    TantivyIndex::open(&dir.join("keywords"), KeywordSettings::default()).expect("the index opens after a kill")
}

fn scope() -> Scope {
    Scope::all(Who::local())
}

fn keys(seed: u64, batch: u64) -> EntryKeys {
    let revision = revision(batch);
    EntryKeys {
        chunk: chunk(seed),
        revision,
        document: DocumentId(revision.0),
        collection: CollectionId(Who::local().user.0),
        owner: Who::local().user,
        language: None,
        media_type: None,
    }
}

// Ids that parent and child agree on.
fn chunk(seed: u64) -> ChunkId {
    ChunkId(format!("00000000-0000-7000-8000-{seed:012x}").parse().expect("a UUID"))
}

fn revision(batch: u64) -> RevisionId {
    RevisionId(format!("00000000-0000-7000-9000-{batch:012x}").parse().expect("a UUID"))
}
