//! What the engine's tests live in: a real SQLite store, stand-ins for the other ports, and a worker that carries out jobs.

use super::{
    fakes::{CountingEmbedder, LineLoader, MemoryBlobs, ScanIndex},
    killable::{Fuse, Killable},
};
use crate::{Deps, IngestSettings, Rag, Settings};
use async_trait::async_trait;
use chatbox_core::{
    clock::Clock,
    documents::{Document, DocumentFilter, DocumentState, DocumentStore, Passage},
    ids::{BlobHash, ChunkId, CollectionId, Who},
    index::{KeywordEntry, VectorEntry},
    page::PageRequest,
    tasks::{Job, JobFailure, JobProgress, JobStore, Lease, Outcome, Wake},
};
use chatbox_store::Store;
use chatbox_testkit::ManualClock;
use futures::FutureExt;
use serde_json::Value;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tempfile::TempDir;

pub(super) const WHO: fn() -> Who = Who::local;
const LEASE: Duration = Duration::from_secs(30);

pub(super) struct Room {
    pub(super) store: Arc<Store>,
    pub(super) blobs: Arc<MemoryBlobs>,
    pub(super) loader: Arc<LineLoader>,
    pub(super) embedder: Arc<CountingEmbedder>,
    pub(super) vectors: Arc<ScanIndex<VectorEntry>>,
    pub(super) keywords: Arc<ScanIndex<KeywordEntry>>,
    pub(super) clock: Arc<ManualClock>,
    _folder: TempDir,
}

impl Room {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new());
        Self {
            store: Arc::new(
                Store::open_sqlite(&folder.path().join("rag.db"), chatbox_testkit::sealer()).await.unwrap(),
            ),
            blobs: Arc::new(MemoryBlobs::new(Arc::clone(&clock))),
            loader: Arc::default(),
            embedder: Arc::new(CountingEmbedder::new(32)),
            vectors: Arc::default(),
            keywords: Arc::default(),
            clock,
            _folder: folder,
        }
    }

    /// One process over what is stored here.
    pub(super) fn process(&self) -> Process {
        self.process_with(&settings())
    }

    pub(super) fn process_with(&self, settings: &Settings) -> Process {
        let jobs: Arc<dyn JobStore> = Arc::clone(&self.store) as _;
        let deps = Deps {
            documents: Arc::clone(&self.store) as _,
            jobs: Arc::clone(&jobs),
            blobs: Arc::clone(&self.blobs) as _,
            loader: Arc::clone(&self.loader) as _,
            embedder: Arc::clone(&self.embedder) as _,
            vectors: Arc::clone(&self.vectors) as _,
            keywords: Arc::clone(&self.keywords) as _,
            wake: Arc::new(Deaf),
            clock: Arc::clone(&self.clock) as _,
        };
        Process { rag: Rag::new(deps, settings.clone()), jobs, clock: Arc::clone(&self.clock) }
    }

    /// A process that dies at a call.
    pub(super) fn killable(&self, fuse: &Arc<Fuse>) -> Process {
        fn wrap<P: ?Sized>(inner: Arc<P>, fuse: &Arc<Fuse>) -> Arc<Killable<P>> {
            Arc::new(Killable { inner, fuse: Arc::clone(fuse) })
        }
        let jobs: Arc<dyn JobStore> = wrap::<dyn JobStore>(Arc::clone(&self.store) as _, fuse);
        let deps = Deps {
            documents: wrap::<dyn DocumentStore>(Arc::clone(&self.store) as _, fuse),
            jobs: Arc::clone(&jobs),
            blobs: wrap::<dyn chatbox_core::blobs::BlobStore>(Arc::clone(&self.blobs) as _, fuse),
            loader: wrap::<dyn chatbox_core::loader::Loader>(Arc::clone(&self.loader) as _, fuse),
            embedder: wrap::<dyn chatbox_core::models::Embedder>(Arc::clone(&self.embedder) as _, fuse),
            vectors: wrap::<dyn chatbox_core::index::VectorIndex>(Arc::clone(&self.vectors) as _, fuse),
            keywords: wrap::<dyn chatbox_core::index::KeywordIndex>(Arc::clone(&self.keywords) as _, fuse),
            wake: Arc::new(Deaf),
            clock: Arc::clone(&self.clock) as _,
        };
        Process { rag: Rag::new(deps, settings()), jobs, clock: Arc::clone(&self.clock) }
    }

    pub(super) async fn documents(&self) -> Vec<Document> {
        let all = self.store.documents(WHO(), &DocumentFilter::default(), &PageRequest::first(200)).await.unwrap();
        let mut documents = all.items;
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        documents
    }

    pub(super) async fn document(&self, path: &str) -> Document {
        self.documents().await.into_iter().find(|document| document.path == path).expect("the document exists")
    }

    /// Path, version and state of each document, in one line each.
    pub(super) async fn summary(&self) -> Vec<String> {
        let documents = self.documents().await;
        documents.iter().map(|found| format!("{} v{} {:?}", found.path, found.version, found.state)).collect()
    }

    /// All searchable passages, by path and position.
    pub(super) async fn passages(&self) -> Vec<Passage> {
        let ids = self.visible().await;
        let model = chatbox_core::models::Embedder::model(&*self.embedder);
        let mut passages = self.store.passages(WHO(), &ids, model).await.unwrap();
        passages.sort_by(|a, b| (&a.path, a.chunk.ordinal).cmp(&(&b.path, b.chunk.ordinal)));
        passages
    }

    pub(super) async fn texts(&self) -> Vec<String> {
        self.passages().await.into_iter().map(|found| format!("{}: {}", found.path, found.chunk.text)).collect()
    }

    async fn visible(&self) -> Vec<ChunkId> {
        let chunks = self.store.visible_chunks(None, 10_000).await.unwrap();
        let mut ids: Vec<ChunkId> = chunks.into_iter().map(|found| found.chunk.id).collect();
        ids.sort();
        ids
    }

    /// Checks that the indexes hold exactly the searchable chunks, that every passage has its sentences, and that every stored blob
    /// belongs to a document.
    pub(super) async fn check_whole(&self, context: &str) {
        let visible = self.visible().await;
        assert_eq!(self.vectors.chunks(), visible, "vectors, {context}");
        assert_eq!(self.keywords.chunks(), visible, "keywords, {context}");
        assert!(self.passages().await.iter().all(|found| !found.sentences.is_empty()), "sentences, {context}");
        let mut used: Vec<BlobHash> = self.documents().await.into_iter().map(|document| document.hash).collect();
        used.sort();
        used.dedup();
        assert_eq!(self.blobs.hashes(), used, "blobs, {context}");
        let counts = self.store.job_counts().await.unwrap();
        assert!(counts.iter().all(|count| count.state.is_final()), "jobs, {context}: {counts:?}");
        for document in self.documents().await.iter().filter(|document| document.state == DocumentState::Ready) {
            let chunks = self.passages().await.iter().filter(|found| found.chunk.document == document.id).count();
            assert_eq!(document.chunks as usize, chunks, "chunks of {}, {context}", document.path);
        }
    }
}

/// Settings for tests: small slices, no waiting.
pub(super) fn settings() -> Settings {
    let ingest = IngestSettings {
        embed_slice: 4,
        index_batch: 8,
        index_wait: Duration::from_millis(1),
        max_file_bytes: 100_000,
        max_attempts: 20,
        keep_versions: 1,
        ..IngestSettings::default()
    };
    let chunk = crate::chunk::ChunkSettings { target: 12, window: 40 };
    Settings { ingest, chunk, ..Settings::default() }
}

/// The engine in one process, with a worker that carries out one job after the other.
pub(super) struct Process {
    pub(super) rag: Arc<Rag>,
    jobs: Arc<dyn JobStore>,
    clock: Arc<ManualClock>,
}

impl Process {
    pub(super) async fn collection(&self) -> CollectionId {
        self.rag.ensure_collection(WHO(), "Documents").await.unwrap().id
    }

    pub(super) async fn add(&self, path: &str, text: &str) -> Document {
        let collection = self.collection().await;
        self.rag.add_bytes(WHO(), collection, path, text.to_owned().into()).await.unwrap().0
    }

    /// Works until no job is left, moving the clock to the next due one where none is.
    pub(super) async fn work(&self) {
        let kinds: Vec<&str> = self.rag.handlers().iter().map(|(kind, ..)| *kind).collect();
        loop {
            let now = self.clock.now();
            match self.jobs.claim(&kinds, 1, LEASE, now).await.unwrap().pop() {
                Some((job, lease)) => self.run(job, lease).await,
                None => match self.jobs.next_due(&kinds, now).await.unwrap() {
                    Some(due) => self.clock.set(due),
                    None => return,
                },
            }
        }
    }

    /// Works on up to `count` ingest jobs side by side, once.
    pub(super) async fn work_side_by_side(&self, count: u32) {
        let claimed = self.jobs.claim(&[crate::ingest::INGEST], count, LEASE, self.clock.now()).await.unwrap();
        futures::future::join_all(claimed.into_iter().map(|(job, lease)| self.run(job, lease))).await;
    }

    pub(super) async fn run(&self, job: Job, lease: Lease) {
        let handlers = self.rag.handlers();
        let (_, _, handler) = handlers.iter().find(|(kind, ..)| *kind == job.kind).unwrap();
        let progress = Reporter { jobs: &*self.jobs, lease, clock: &self.clock };
        let result = AssertUnwindSafe(handler.run(&job, &progress)).catch_unwind().await;
        let result = result.unwrap_or_else(|_| Err(JobFailure::Retry("internal error: panic".to_owned())));
        let at = self.clock.now() + Duration::from_secs(1);
        let outcome = match result {
            Ok(()) => Outcome::Done,
            Err(JobFailure::Retry(error)) if job.attempt < job.max_attempts => Outcome::Retry { at, error },
            Err(JobFailure::Retry(error) | JobFailure::Fatal(error)) => Outcome::Dead { error },
        };
        let lost = self.jobs.finish(lease, outcome.clone(), self.clock.now()).await.is_err();
        if let (Outcome::Dead { error }, false) = (outcome, lost) {
            handler.dead(&job, &error).await;
        }
    }
}

struct Reporter<'a> {
    jobs: &'a dyn JobStore,
    lease: Lease,
    clock: &'a ManualClock,
}

#[async_trait]
impl JobProgress for Reporter<'_> {
    async fn report(&self, progress: Value) {
        self.jobs.progress(self.lease, progress, self.clock.now()).await.ok();
    }
}

/// The worker above needs no bell.
struct Deaf;

impl Wake for Deaf {
    fn wake(&self) {}
}
