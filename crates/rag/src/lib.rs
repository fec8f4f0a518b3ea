#![doc = include_str!("../README.md")]

pub mod chunk;
mod error;
pub mod search;
mod settings;

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
use std::sync::Arc;

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
}

impl Rag {
    /// Builds the engine. Must be called inside a runtime.
    pub fn new(deps: Deps, settings: Settings) -> Arc<Self> {
        Arc::new(Self { deps, settings })
    }
}
