//! Nearest neighbours: Qdrant Edge behind `core::index::VectorIndex`.

mod journal;
mod shard;
mod upkeep;
mod wal;

use crate::{
    error::{IndexError, IndexResult},
    manifest::{self, Found, Manifest},
    pool::Pool,
    upkeep::Upkeep,
};
use async_trait::async_trait;
use chatbox_core::{
    error::StoreResult,
    ids::RevisionId,
    index::{Hit, Scope, VectorEntry, VectorIndex},
};
use journal::{Change, Journal};
use shard::Shard;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// Entries applied to the engine at once. More saves nothing and holds its locks longer.
const BATCH: usize = 256;
/// While the journal is larger than this (about 300,000 vectors of 384 dimensions), changes wait for the running graph build to end.
const JOURNAL_LIMIT: u64 = 512 << 20;

/// How a vector index searches and builds.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorSettings {
    /// Candidates looked at in a graph search (HNSW `ef`); more is slower and finds more.
    pub ef: usize,
    /// Entries outside the graph at which it is built anew; up to then they are scanned exactly.
    pub build_after: usize,
    /// Threads that build it. 1 leaves the other cores to searches and answers.
    pub build_threads: usize,
}

impl Default for VectorSettings {
    fn default() -> Self {
        Self { ef: 128, build_after: 10_000, build_threads: 1 }
    }
}

/// A vector index in one folder of this machine. Full vectors, int8 copies and graph are mapped files, so memory stays small.
///
/// Open it once per folder and process. Call `close` before the program ends: without it nothing is lost, but the next open replays
/// the journal.
pub struct QdrantEdgeIndex {
    inner: Arc<Inner>,
    searches: Pool,
    changes: Pool,
    upkeep: Upkeep,
}

/// What searches, changes and upkeep share. Locks are always taken in the order `building`, `journal`, `shard`.
struct Inner {
    dir: PathBuf,
    dimensions: usize,
    settings: VectorSettings,
    /// Held while a graph is built: no flush, no replacement of the shard meanwhile.
    building: Mutex<()>,
    /// Held by whoever changes entries or flushes.
    journal: Mutex<Journal>,
    /// `None` once closed. Written only to replace or close the shard.
    shard: RwLock<Option<Shard>>,
    /// Something was removed since upkeep last looked.
    removed: AtomicBool,
}

impl QdrantEdgeIndex {
    /// Opens the index in `dir`, or makes one there if the folder is missing or empty. Blocks for as long as reading takes (0.3 s per
    /// 100,000 entries after a clean close).
    ///
    /// # Errors
    /// `IndexError::Rebuild` if the folder is damaged or was made for other dimensions or by another version, `InUse` if another
    /// process has it open, `Folder` if it cannot be read or written.
    pub fn open(dir: &Path, dimensions: usize, settings: VectorSettings) -> Result<Self, IndexError> {
        let kind = Manifest { format: "qdrant-edge-0.7/1".to_owned(), content: format!("{dimensions}-d-cosine-int8") };
        let shard_dir = dir.join("shard");
        let shard = match manifest::check(dir, &kind)? {
            Found::Nothing => {
                let shard = Shard::create(&shard_dir, dimensions, &settings)?;
                shard.flush()?;
                manifest::write(dir, &kind)?;
                shard
            }
            Found::Index { entries } => {
                let shard = Shard::open(&shard_dir, dimensions, &settings)?;
                let found = shard.len()?;
                if entries.is_some_and(|entries| entries != found) {
                    let reason = format!("it has {found} of {} entries", entries.unwrap_or_default());
                    return Err(IndexError::rebuild(dir, reason));
                }
                manifest::unmark_clean(dir)?;
                shard
            }
        };
        let replay = |change: Change| shard.apply(&change).map_err(|e| std::io::Error::other(e.to_string()));
        let mut journal = Journal::open(&dir.join("journal"), replay).map_err(|e| IndexError::folder(dir, e))?;
        if journal.bytes() > 0 {
            shard.flush()?;
            journal.cut(0).map_err(|e| IndexError::folder(dir, e))?;
        }
        let inner = Arc::new(Inner {
            dir: dir.to_owned(),
            dimensions,
            settings,
            building: Mutex::new(()),
            journal: Mutex::new(journal),
            shard: RwLock::new(Some(shard)),
            removed: AtomicBool::new(false),
        });
        let upkeep = upkeep::start(&inner).map_err(|e| IndexError::folder(dir, e))?;
        Ok(Self { inner, searches: Pool::for_searches(), changes: Pool::for_changes(), upkeep })
    }

    /// Waits for running work, writes everything to disk and lets go of the folder. Later calls fail with `IndexError::Closed`.
    ///
    /// # Errors
    /// If the last write fails. The entries are still safe: the next open replays them.
    pub async fn close(&self) -> StoreResult<()> {
        self.changes.close().await;
        self.searches.close().await;
        self.upkeep.stop().await;
        let inner = Arc::clone(&self.inner);
        let closed = tokio::task::spawn_blocking(move || inner.close()).await;
        Ok(closed.map_err(IndexError::engine)??)
    }

    /// Builds one graph over everything and returns when it is done: about 30 s per 100,000 entries. Not needed in normal running, where
    /// upkeep does it once it is quiet; benchmarks and a rebuild want it at a known moment.
    ///
    /// # Errors
    /// If the engine fails or the index is closed.
    pub async fn optimize(&self) -> StoreResult<()> {
        let inner = Arc::clone(&self.inner);
        let done = tokio::task::spawn_blocking(move || inner.build(Shard::compact)).await;
        Ok(done.map_err(IndexError::engine)??)
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shard) -> IndexResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        let inner = Arc::clone(&self.inner);
        Ok(self.searches.run(move || inner.with_shard(work)).await?)
    }

    async fn write(&self, work: impl FnOnce(&Inner) -> IndexResult<()> + Send + 'static) -> StoreResult<()> {
        let inner = Arc::clone(&self.inner);
        let written = self.changes.run(move || work(&inner)).await;
        self.upkeep.wake();
        Ok(written?)
    }
}

#[async_trait]
impl VectorIndex for QdrantEdgeIndex {
    async fn add(&self, entries: Vec<VectorEntry>) -> StoreResult<()> {
        let expected = self.inner.dimensions;
        if let Some(wrong) = entries.iter().find(|entry| entry.vector.len() != expected) {
            return Err(IndexError::Dimensions { expected, found: wrong.vector.len() }.into());
        }
        if entries.is_empty() {
            return Ok(());
        }
        self.write(move |inner| inner.change(batches(entries))).await
    }

    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()> {
        if revisions.is_empty() {
            return Ok(());
        }
        let changes = revisions.chunks(BATCH).map(|ids| Change::Remove(ids.to_vec())).collect();
        self.inner.removed.store(true, Ordering::Relaxed);
        self.write(move |inner| inner.change(changes)).await
    }

    async fn search(&self, vector: &[f32], scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>> {
        let (expected, found) = (self.inner.dimensions, vector.len());
        if expected != found {
            return Err(IndexError::Dimensions { expected, found }.into());
        }
        if limit == 0 {
            return Ok(Vec::new());
        }
        let (vector, scope) = (vector.to_vec(), scope.clone());
        self.read(move |shard| shard.search(vector, &scope, limit)).await
    }

    async fn len(&self) -> StoreResult<u64> {
        self.read(Shard::len).await
    }

    async fn clear(&self) -> StoreResult<()> {
        self.write(Inner::clear).await
    }
}

fn batches(mut entries: Vec<VectorEntry>) -> Vec<Change> {
    let mut changes = Vec::with_capacity(entries.len().div_ceil(BATCH));
    while !entries.is_empty() {
        let rest = entries.split_off(entries.len().min(BATCH));
        changes.push(Change::Add(std::mem::replace(&mut entries, rest)));
    }
    changes
}

impl Inner {
    fn with_shard<T>(&self, work: impl FnOnce(&Shard) -> IndexResult<T>) -> IndexResult<T> {
        let shard = self.shard.read().unwrap_or_else(PoisonError::into_inner);
        work(shard.as_ref().ok_or(IndexError::Closed)?)
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn building(&self) -> MutexGuard<'_, ()> {
        self.building.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // First the disk, then memory: what was applied is always in the journal.
    fn change(&self, changes: Vec<Change>) -> IndexResult<()> {
        if self.journal().bytes() > JOURNAL_LIMIT {
            self.checkpoint(&self.building())?;
        }
        let mut journal = self.journal();
        let before = journal.bytes();
        self.with_shard(|shard| {
            journal.append(&changes).map_err(|e| IndexError::folder(&self.dir, e))?;
            let applied = changes.iter().try_for_each(|change| shard.apply(change));
            if applied.is_err() {
                journal.cut(before).map_err(|e| IndexError::folder(&self.dir, e))?;
            }
            applied
        })
    }

    fn checkpoint(&self, _not_building: &MutexGuard<'_, ()>) -> IndexResult<()> {
        let mut journal = self.journal();
        if journal.bytes() == 0 {
            return Ok(());
        }
        self.with_shard(Shard::flush)?;
        journal.cut(0).map_err(|e| IndexError::folder(&self.dir, e))
    }

    // A checkpoint before: the journal holds little when a kill interrupts the build. One after: the new graph is on disk.
    fn build(&self, how: impl FnOnce(&Shard) -> IndexResult<()>) -> IndexResult<()> {
        let building = self.building();
        self.checkpoint(&building)?;
        self.with_shard(how)?;
        let journal = self.journal();
        self.with_shard(Shard::flush)?;
        drop(journal);
        self.checkpoint(&building)
    }

    fn clear(&self) -> IndexResult<()> {
        let _building = self.building();
        let mut journal = self.journal();
        let mut shard = self.shard.write().unwrap_or_else(PoisonError::into_inner);
        if shard.take().is_none() {
            return Err(IndexError::Closed);
        }
        let folder = |e| IndexError::folder(&self.dir, e);
        let dir = self.dir.join("shard");
        let emptied = fs::remove_dir_all(&dir).map_err(folder).and_then(|()| journal.cut(0).map_err(folder));
        *shard = Some(Shard::create(&dir, self.dimensions, &self.settings)?);
        emptied
    }

    fn close(&self) -> IndexResult<()> {
        let building = self.building();
        self.checkpoint(&building)?;
        let entries = self.with_shard(Shard::len)?;
        // Dropping the shard flushes it once more and unlocks the folder.
        drop(self.shard.write().unwrap_or_else(PoisonError::into_inner).take());
        manifest::mark_clean(&self.dir, entries)
    }
}

impl std::fmt::Debug for QdrantEdgeIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QdrantEdgeIndex").field("dir", &self.inner.dir).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
