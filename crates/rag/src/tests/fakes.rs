//! Small exact stand-ins for the ports whose real implementations live in other crates.

use async_trait::async_trait;
use bytes::Bytes;
use chatbox_core::{
    blobs::{BlobError, BlobStore, StoredBlob},
    clock::{Clock, Time},
    error::StoreResult,
    ids::{BlobHash, ChunkId, RevisionId},
    index::{EntryKeys, Hit, KeywordEntry, KeywordIndex, Scope, VectorEntry, VectorIndex},
    loader::{Block, BlockKind, Extracted, LoadError, Loader},
    models::{EmbedAs, Embedder, ModelError},
};
use chatbox_testkit::{HashEmbedder, ManualClock};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::sync::Semaphore;

/// An index that scans. Counts its writes.
pub(super) struct ScanIndex<E> {
    pub(super) entries: Mutex<BTreeMap<ChunkId, E>>,
    pub(super) writes: AtomicUsize,
}

impl<E> Default for ScanIndex<E> {
    fn default() -> Self {
        Self { entries: Mutex::default(), writes: AtomicUsize::new(0) }
    }
}

pub(super) trait Keyed {
    fn keys(&self) -> &EntryKeys;
}

impl Keyed for VectorEntry {
    fn keys(&self) -> &EntryKeys {
        &self.keys
    }
}

impl Keyed for KeywordEntry {
    fn keys(&self) -> &EntryKeys {
        &self.keys
    }
}

impl<E: Keyed> ScanIndex<E> {
    pub(super) fn chunks(&self) -> Vec<ChunkId> {
        self.entries.lock().unwrap().keys().copied().collect()
    }

    fn put(&self, entries: Vec<E>) {
        self.writes.fetch_add(1, Ordering::SeqCst);
        self.entries.lock().unwrap().extend(entries.into_iter().map(|entry| (entry.keys().chunk, entry)));
    }

    fn take(&self, revisions: &[RevisionId]) {
        self.entries.lock().unwrap().retain(|_, entry| !revisions.contains(&entry.keys().revision));
    }

    fn best(&self, scope: &Scope, limit: usize, score: impl Fn(&E) -> f32) -> Vec<Hit> {
        let entries = self.entries.lock().unwrap();
        let allowed = |keys: &EntryKeys| {
            (keys.owner == scope.who.user || scope.shared.contains(&keys.collection))
                && scope.collections.as_ref().is_none_or(|only| only.contains(&keys.collection))
                && scope.documents.as_ref().is_none_or(|only| only.contains(&keys.document))
        };
        let found = entries.values().filter(|entry| allowed(entry.keys()));
        let mut hits: Vec<Hit> = found.map(|entry| Hit { chunk: entry.keys().chunk, score: score(entry) }).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits.truncate(limit);
        hits
    }
}

#[async_trait]
impl VectorIndex for ScanIndex<VectorEntry> {
    async fn add(&self, entries: Vec<VectorEntry>) -> StoreResult<()> {
        self.put(entries);
        Ok(())
    }

    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()> {
        self.take(revisions);
        Ok(())
    }

    async fn search(&self, vector: &[f32], scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>> {
        Ok(self.best(scope, limit, |entry| entry.vector.iter().zip(vector).map(|(a, b)| a * b).sum()))
    }

    async fn len(&self) -> StoreResult<u64> {
        Ok(self.chunks().len() as u64)
    }

    async fn clear(&self) -> StoreResult<()> {
        self.entries.lock().unwrap().clear();
        Ok(())
    }
}

#[async_trait]
impl KeywordIndex for ScanIndex<KeywordEntry> {
    async fn add(&self, entries: Vec<KeywordEntry>) -> StoreResult<()> {
        self.put(entries);
        Ok(())
    }

    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()> {
        self.take(revisions);
        Ok(())
    }

    async fn search(&self, question: &str, scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>> {
        let words: Vec<&str> = question.split_whitespace().collect();
        let mut hits =
            self.best(scope, limit, |entry| words.iter().filter(|word| entry.text.contains(**word)).count() as f32);
        hits.retain(|hit| hit.score > 0.0);
        Ok(hits)
    }

    async fn len(&self) -> StoreResult<u64> {
        Ok(self.chunks().len() as u64)
    }

    async fn clear(&self) -> StoreResult<()> {
        self.entries.lock().unwrap().clear();
        Ok(())
    }
}

/// Blobs in memory.
pub(super) struct MemoryBlobs {
    pub(super) blobs: Mutex<BTreeMap<BlobHash, (Bytes, Time)>>,
    clock: Arc<ManualClock>,
}

impl MemoryBlobs {
    pub(super) fn new(clock: Arc<ManualClock>) -> Self {
        Self { blobs: Mutex::default(), clock }
    }

    pub(super) fn hashes(&self) -> Vec<BlobHash> {
        self.blobs.lock().unwrap().keys().cloned().collect()
    }
}

#[async_trait]
impl BlobStore for MemoryBlobs {
    async fn put(&self, bytes: BoxStream<'_, Result<Bytes, BlobError>>, limit: u64) -> Result<StoredBlob, BlobError> {
        let bytes: Bytes = bytes.try_collect::<Vec<_>>().await?.concat().into();
        let size = bytes.len() as u64;
        if size > limit {
            return Err(BlobError::TooLarge { limit });
        }
        let hash = BlobHash::try_from(format!("{:x}", Sha256::digest(&bytes))).unwrap();
        self.blobs.lock().unwrap().insert(hash.clone(), (bytes, self.clock.now()));
        Ok(StoredBlob { hash, size })
    }

    async fn read(&self, hash: &BlobHash) -> Result<Bytes, BlobError> {
        let blobs = self.blobs.lock().unwrap();
        blobs.get(hash).map(|(bytes, _)| bytes.clone()).ok_or_else(|| BlobError::NotFound(hash.clone()))
    }

    async fn read_range(
        &self,
        hash: &BlobHash,
        start: u64,
        end: u64,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError> {
        let bytes = self.read(hash).await?;
        let end = (end as usize).min(bytes.len());
        let part = bytes.slice((start as usize).min(end)..end);
        Ok(futures::stream::iter([Ok(part)]).boxed())
    }

    async fn remove(&self, hash: &BlobHash) -> Result<(), BlobError> {
        self.blobs.lock().unwrap().remove(hash);
        Ok(())
    }

    async fn stored_at(&self, hash: &BlobHash) -> Result<Option<Time>, BlobError> {
        Ok(self.blobs.lock().unwrap().get(hash).map(|(_, at)| *at))
    }

    async fn list(&self) -> Result<Vec<BlobHash>, BlobError> {
        Ok(self.hashes())
    }
}

/// Reads UTF-8 text, one paragraph per line. A text that begins with `!` fails as it says. Each document waits for a permit.
pub(super) struct LineLoader {
    pub(super) gate: Semaphore,
    /// How often `!busy` is still unavailable.
    pub(super) busy: AtomicUsize,
}

impl Default for LineLoader {
    fn default() -> Self {
        Self { gate: Semaphore::new(Semaphore::MAX_PERMITS / 2), busy: AtomicUsize::new(0) }
    }
}

#[async_trait]
impl Loader for LineLoader {
    async fn load(&self, _name: &str, bytes: Bytes) -> Result<Extracted, LoadError> {
        self.gate.acquire().await.unwrap().forget();
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| LoadError::Broken("not UTF-8".to_owned()))?;
        match text.lines().next().unwrap_or_default() {
            "!encrypted" => return Err(LoadError::Encrypted),
            "!crash" => panic!("the reader fell over"),
            "!busy" if self.busy.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok() => {
                return Err(LoadError::Unavailable("busy".to_owned()));
            }
            _ => {}
        }
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let end = start + line.chars().count() as u32;
            let kind = if line.starts_with("# ") { BlockKind::Heading(1) } else { BlockKind::Paragraph };
            if !line.trim().is_empty() {
                blocks.push(Block { kind, start, end });
            }
            start = end + 1;
        }
        let title = text.lines().find_map(|line| line.strip_prefix("# ")).map(str::to_owned);
        let (media_type, language) = ("text/plain".to_owned(), Some("en".to_owned()));
        Ok(Extracted { title, media_type, language, text, blocks, pages: Vec::new(), warnings: Vec::new() })
    }
}

/// A hashing embedder that counts texts and can be out of order.
pub(super) struct CountingEmbedder {
    pub(super) inner: HashEmbedder,
    pub(super) texts: AtomicUsize,
    /// Calls that still succeed; then one fails.
    pub(super) good_calls: AtomicUsize,
    /// A call takes a permit while it works.
    pub(super) gate: Semaphore,
}

impl CountingEmbedder {
    pub(super) fn new(dimensions: usize) -> Self {
        let good_calls = AtomicUsize::new(usize::MAX);
        let gate = Semaphore::new(Semaphore::MAX_PERMITS);
        Self { inner: HashEmbedder::new(dimensions), texts: AtomicUsize::new(0), good_calls, gate }
    }
}

#[async_trait]
impl Embedder for CountingEmbedder {
    fn model(&self) -> &str {
        self.inner.model()
    }

    fn dimensions(&self) -> usize {
        self.inner.dimensions()
    }

    fn window(&self) -> usize {
        self.inner.window()
    }

    fn count_tokens(&self, text: &str) -> usize {
        self.inner.count_tokens(text)
    }

    async fn embed(&self, texts: &[String], embed_as: EmbedAs) -> Result<Vec<Vec<f32>>, ModelError> {
        if self.good_calls.fetch_sub(1, Ordering::SeqCst) == 0 {
            return Err(ModelError::Unavailable("restarting".to_owned()));
        }
        let _permit = self.gate.acquire().await.expect("nobody closes the gate");
        self.texts.fetch_add(texts.len(), Ordering::SeqCst);
        self.inner.embed(texts, embed_as).await
    }
}
