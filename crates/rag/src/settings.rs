use crate::{chunk::ChunkSettings, search::SearchSettings};
use std::time::Duration;

/// Limits and choices of the engine.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Adding documents and making them searchable.
    pub ingest: IngestSettings,
    /// Cutting text into passages.
    pub chunk: ChunkSettings,
    /// Finding passages.
    pub search: SearchSettings,
}

/// Limits of ingestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IngestSettings {
    /// Documents worked on at the same time. More of them fill the embedder's batches better, and share writes of the indexes.
    pub parallel: usize,
    /// Documents whose bytes are in memory for extraction at the same time.
    pub extracting: usize,
    /// Largest file in bytes.
    pub max_file_bytes: u64,
    /// Most chunks of one document; a longer one fails with `too_large`.
    pub max_chunks: usize,
    /// Chunks embedded and cached at once: what a kill can lose, and what one document holds in memory.
    pub embed_slice: usize,
    /// Entries that make the indexer write at once.
    pub index_batch: usize,
    /// Longest time the indexer waits for more entries.
    pub index_wait: Duration,
    /// Longest time the next slice of sentence vectors waits for running ingestion.
    pub sentence_patience: Duration,
    /// Attempts of a job (crashes count) before its document is marked as failed.
    pub max_attempts: u32,
    /// Attempts after which an error that may pass counts as one that does not: with the queue's growing delays about two minutes.
    pub error_attempts: u32,
    /// Versions of a document that are kept to look back at, the searchable one included.
    pub keep_versions: u32,
    /// Age below which a blob without a document is left alone: its upload may still be under way.
    pub orphan_age: Duration,
}

impl Default for IngestSettings {
    fn default() -> Self {
        Self {
            parallel: 64,
            extracting: 4,
            max_file_bytes: 256 * 1024 * 1024,
            max_chunks: 100_000,
            embed_slice: 128,
            index_batch: 512,
            index_wait: Duration::from_millis(150),
            sentence_patience: Duration::from_secs(30),
            max_attempts: 50,
            error_attempts: 8,
            keep_versions: 10,
            orphan_age: Duration::from_secs(24 * 60 * 60),
        }
    }
}
