#![doc = include_str!("../README.md")]

pub mod chunk;
mod error;
pub mod ingest;
pub mod library;
mod rebuild;
pub mod search;
mod settings;
#[cfg(test)]
mod tests;

pub use error::RagError;
pub use settings::{IngestSettings, Settings};

use chatbox_core::{
    blobs::BlobStore,
    clock::Clock,
    documents::DocumentStore,
    index::{KeywordIndex, VectorIndex},
    loader::Loader,
    models::Embedder,
    tasks::{JobStore, Wake},
};
use ingest::{Indexer, Progress, Stripes, tell};
use std::{sync::Arc, time::Duration};
use tokio::sync::{RwLock, Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// What the engine works with.
pub struct Deps {
    /// Collections, documents, chunks, embedding cache.
    pub documents: Arc<dyn DocumentStore>,
    /// The durable queue's rows.
    pub jobs: Arc<dyn JobStore>,
    /// Stored uploads.
    pub blobs: Arc<dyn BlobStore>,
    /// Reads bytes into text with structure.
    pub loader: Arc<dyn Loader>,
    /// Turns text into vectors.
    pub embedder: Arc<dyn Embedder>,
    /// Nearest neighbours.
    pub vectors: Arc<dyn VectorIndex>,
    /// BM25.
    pub keywords: Arc<dyn KeywordIndex>,
    /// Tells the queue that there is work.
    pub wake: Arc<dyn Wake>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// The retrieval engine: library, ingestion and search.
pub struct Rag {
    pub(crate) deps: Deps,
    pub(crate) settings: Settings,
    pub(crate) indexer: Indexer,
    pub(crate) progress: Arc<Progress>,
    /// Documents whose bytes are in memory.
    pub(crate) extracting: Semaphore,
    /// One state change of a revision at a time.
    pub(crate) states: Stripes,
    /// Read: an upload is being recorded. Write: bytes nobody refers to are removed.
    pub(crate) recording: RwLock<()>,
    /// Read: entries are written, and published or purged. Write: a rebuild clears or fills the indexes.
    pub(crate) rebuilding: RwLock<()>,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Rag {
    /// Builds the engine. Must be called inside a runtime.
    pub fn new(deps: Deps, settings: Settings) -> Arc<Self> {
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let progress = Arc::new(Progress::default());
        let (vectors, keywords) = (Arc::clone(&deps.vectors), Arc::clone(&deps.keywords));
        let indexer = Indexer::start(vectors, keywords, &settings.ingest, &tasks, stop.clone());
        let (documents, clock) = (Arc::clone(&deps.documents), Arc::clone(&deps.clock));
        tasks.spawn(tell(Arc::clone(&progress), documents, clock, stop.clone()));
        Arc::new(Self {
            extracting: Semaphore::new(settings.ingest.extracting.max(1)),
            deps,
            settings,
            indexer,
            progress,
            states: Stripes::default(),
            recording: RwLock::default(),
            rebuilding: RwLock::default(),
            tasks,
            stop,
        })
    }

    /// Stops the engine's own tasks, after the queue was shut down; index writes that were handed in are finished. Returns whether all
    /// had ended by `deadline`.
    pub async fn shutdown(&self, deadline: Duration) -> bool {
        self.stop.cancel();
        self.tasks.close();
        tokio::time::timeout(deadline, self.tasks.wait()).await.is_ok()
    }
}

impl Drop for Rag {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
