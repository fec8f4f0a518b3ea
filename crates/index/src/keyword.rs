//! BM25: Tantivy behind `core::index::KeywordIndex`.

mod analyzer;
mod query;
mod schema;
mod stopwords;

use crate::{
    error::{IndexError, IndexResult},
    manifest::{self, Found, Manifest},
    pool::Pool,
    upkeep::{Next, Upkeep},
};
use async_trait::async_trait;
use chatbox_core::{
    error::StoreResult,
    ids::{ChunkId, RevisionId},
    index::{Hit, KeywordEntry, KeywordIndex, Scope},
};
use query::Boosts;
use schema::{CHUNK_COLUMNS, Fields};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyError, collector::TopDocs, columnar::Column,
    directory::error::LockError, indexer::IndexWriterOptions,
};
use uuid::Uuid;

/// Changes when the same text would give other terms or other fields: an index made before then asks for a rebuild.
pub const ANALYZER_VERSION: u32 = 1;

/// After this long without a change the writer's memory is freed. Opening one again takes milliseconds.
const WRITER_IDLE: Duration = Duration::from_secs(5);

/// How a keyword index weighs fields and spends memory.
#[derive(Debug, Clone, PartialEq)]
pub struct KeywordSettings {
    /// Weight of a word found in the title; the text's is 1.
    pub title_boost: f32,
    /// Weight of a word found in the headings.
    pub headings_boost: f32,
    /// Bytes the writer may fill before it writes a segment, 15 MB at least. It is freed a few seconds after the last change.
    pub writer_bytes: usize,
}

impl Default for KeywordSettings {
    fn default() -> Self {
        Self { title_boost: 0.4, headings_boost: 0.3, writer_bytes: 20_000_000 }
    }
}

/// A keyword index in one folder of this machine. Its files are mapped, so memory stays small.
///
/// Open it once per folder and process. Call `close` before the program ends, so that running merges end in order; without it
/// nothing is lost.
pub struct TantivyIndex {
    inner: Arc<Inner>,
    searches: Pool,
    changes: Pool,
    upkeep: Upkeep,
}

/// What searches, changes and upkeep share.
struct Inner {
    dir: PathBuf,
    settings: KeywordSettings,
    fields: Fields,
    index: Index,
    reader: IndexReader,
    /// Opened by the first change, dropped when it has been quiet for a while.
    writer: Mutex<WriterState>,
    view: RwLock<Arc<View>>,
}

#[derive(Default)]
enum WriterState {
    #[default]
    Asleep,
    Open(Box<IndexWriter>),
    Closed,
}

/// What searches see: one committed state.
struct View {
    searcher: Searcher,
    /// The chunks' ids in each segment, in two halves.
    chunks: Vec<[Column; 2]>,
    /// Languages whose stemmers entries went through.
    languages: Vec<&'static str>,
}

impl TantivyIndex {
    /// Opens the index in `dir`, or makes one there if the folder is missing or empty. Blocks for milliseconds.
    ///
    /// # Errors
    /// `IndexError::Rebuild` if the folder is damaged or was made with another analyzer, `Folder` if it cannot be read or written.
    pub fn open(dir: &Path, settings: KeywordSettings) -> Result<Self, IndexError> {
        let kind = Manifest { format: "tantivy-0.27/1".to_owned(), content: format!("analyzer-{ANALYZER_VERSION}") };
        let fields = Fields::new();
        let files = dir.join("segments");
        let damaged = |e: TantivyError| IndexError::rebuild(dir, e);
        let (index, entries) = match manifest::check(dir, &kind)? {
            Found::Nothing => {
                std::fs::create_dir_all(&files).map_err(|e| IndexError::folder(dir, e))?;
                let index = Index::create_in_dir(&files, fields.schema.clone()).map_err(IndexError::engine)?;
                manifest::write(dir, &kind)?;
                (index, None)
            }
            Found::Index { entries } => {
                let index = Index::open_in_dir(&files).map_err(damaged)?;
                if index.schema() != fields.schema {
                    return Err(IndexError::rebuild(dir, "its fields are not those this program uses"));
                }
                (index, entries)
            }
        };
        let reader: IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(damaged)?;
        let view = View::of(&reader, &fields).map_err(damaged)?;
        let found = view.searcher.num_docs();
        if entries.is_some_and(|entries| entries != found) {
            let reason = format!("it has {found} of {} entries", entries.unwrap_or_default());
            return Err(IndexError::rebuild(dir, reason));
        }
        manifest::unmark_clean(dir)?;
        let inner = Arc::new(Inner {
            dir: dir.to_owned(),
            settings,
            fields,
            index,
            reader,
            writer: Mutex::default(),
            view: RwLock::new(Arc::new(view)),
        });
        let weak = Arc::downgrade(&inner);
        let look = move |quiet: bool| match (quiet, weak.upgrade()) {
            (_, None) => Next::Never,
            (false, _) => Next::WhenQuiet,
            (true, Some(inner)) => {
                if let Err(error) = inner.sleep(WriterState::Asleep) {
                    tracing::error!(%error, "a merge of the keyword index failed; it is tried again after the next change");
                }
                Next::WhenChanged
            }
        };
        let upkeep = Upkeep::start("keyword-upkeep", WRITER_IDLE, look).map_err(|e| IndexError::folder(dir, e))?;
        Ok(Self { inner, searches: Pool::for_searches(), changes: Pool::for_changes(), upkeep })
    }

    /// Waits for running work and merges and lets go of the folder. Later calls fail with `IndexError::Closed`.
    ///
    /// # Errors
    /// If a merge or the last write fails; entries are safe all the same.
    pub async fn close(&self) -> StoreResult<()> {
        self.changes.close().await;
        self.searches.close().await;
        self.upkeep.stop().await;
        let inner = Arc::clone(&self.inner);
        let closed = tokio::task::spawn_blocking(move || inner.close()).await;
        Ok(closed.map_err(IndexError::engine)??)
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> IndexResult<T> + Send + 'static,
    ) -> StoreResult<T> {
        let inner = Arc::clone(&self.inner);
        Ok(self.searches.run(move || work(&inner)).await?)
    }

    async fn change(
        &self,
        change: impl FnOnce(&Fields, &IndexWriter) -> tantivy::Result<()> + Send + 'static,
    ) -> StoreResult<()> {
        let inner = Arc::clone(&self.inner);
        let changed = self.changes.run(move || inner.change(change)).await;
        self.upkeep.wake();
        Ok(changed?)
    }
}

#[async_trait]
impl KeywordIndex for TantivyIndex {
    async fn add(&self, entries: Vec<KeywordEntry>) -> StoreResult<()> {
        if entries.is_empty() {
            return Ok(());
        }
        self.change(move |fields, writer| {
            for entry in &entries {
                writer.delete_term(fields.chunk_term(entry.keys.chunk));
                writer.add_document(fields.document(entry))?;
            }
            Ok(())
        })
        .await
    }

    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()> {
        if revisions.is_empty() {
            return Ok(());
        }
        let revisions = revisions.to_vec();
        self.change(move |fields, writer| {
            for revision in revisions {
                writer.delete_term(fields.revision_term(revision));
            }
            Ok(())
        })
        .await
    }

    async fn search(&self, question: &str, scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        // The rest of a long text is not looked at; there is no need to copy it.
        let head = question.char_indices().nth(query::MAX_QUESTION).map_or(question, |(end, _)| &question[..end]);
        let (question, scope) = (head.to_owned(), scope.clone());
        self.read(move |inner| inner.search(&question, &scope, limit)).await
    }

    async fn len(&self) -> StoreResult<u64> {
        self.read(|inner| Ok(inner.view().searcher.num_docs())).await
    }

    async fn clear(&self) -> StoreResult<()> {
        self.change(|_, writer| writer.delete_all_documents().map(drop)).await
    }
}

impl Inner {
    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn search(&self, question: &str, scope: &Scope, limit: usize) -> IndexResult<Vec<Hit>> {
        let view = self.view();
        let boosts = Boosts { title: self.settings.title_boost, headings: self.settings.headings_boost, text: 1.0 };
        let built = query::build(question, scope, boosts, &self.fields, &view.searcher, &view.languages);
        let Some(query) = built.map_err(IndexError::engine)? else { return Ok(Vec::new()) };
        let top = TopDocs::with_limit(limit).order_by_score();
        let found = view.searcher.search(&*query, &top).map_err(IndexError::engine)?;
        let hit = |(score, at): (f32, tantivy::DocAddress)| {
            let [high, low] = &view.chunks[at.segment_ord as usize];
            let part = |column: &Column| column.first(at.doc_id).unwrap_or_default();
            Hit { chunk: ChunkId(Uuid::from_u64_pair(part(high), part(low))), score }
        };
        Ok(found.into_iter().map(hit).collect())
    }

    // One change is one commit: on disk, and seen by searches, when this returns.
    fn change(&self, change: impl FnOnce(&Fields, &IndexWriter) -> tantivy::Result<()>) -> IndexResult<()> {
        let mut state = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match std::mem::take(&mut *state) {
            WriterState::Open(writer) => writer,
            WriterState::Asleep => Box::new(self.open_writer()?),
            WriterState::Closed => {
                *state = WriterState::Closed;
                return Err(IndexError::Closed);
            }
        };
        // On failure the writer is dropped with all that was not committed.
        change(&self.fields, &writer).and_then(|()| writer.commit()).map_err(IndexError::engine)?;
        *state = WriterState::Open(writer);
        self.reload()
    }

    fn open_writer(&self) -> IndexResult<IndexWriter> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(self.settings.writer_bytes.max(15_000_000))
            .build();
        self.index.writer_with_options(options).map_err(|e| match e {
            TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::InUse { dir: self.dir.clone() },
            e => IndexError::engine(e),
        })
    }

    fn reload(&self) -> IndexResult<()> {
        self.reader.reload().map_err(IndexError::engine)?;
        let view = View::of(&self.reader, &self.fields).map_err(IndexError::engine)?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }

    // Ends merges, frees the writer's memory, and lets searches see (and the disk forget) what the merges replaced.
    fn sleep(&self, then: WriterState) -> IndexResult<()> {
        let mut state = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *state, then);
        if let WriterState::Open(writer) = before {
            writer.wait_merging_threads().map_err(IndexError::engine)?;
            self.reload()?;
        }
        Ok(())
    }

    fn close(&self) -> IndexResult<()> {
        self.sleep(WriterState::Closed)?;
        manifest::mark_clean(&self.dir, self.view().searcher.num_docs())
    }
}

impl View {
    fn of(reader: &IndexReader, fields: &Fields) -> tantivy::Result<Self> {
        let searcher = reader.searcher();
        // Entries of unknown language, and of languages without a stemmer, are stemmed as English.
        let mut languages = BTreeSet::from(["en"]);
        let mut chunks = Vec::with_capacity(searcher.segment_readers().len());
        for segment in searcher.segment_readers() {
            let columns = segment.fast_fields();
            chunks.push([columns.u64(CHUNK_COLUMNS[0])?, columns.u64(CHUNK_COLUMNS[1])?]);
            let index = segment.inverted_index(fields.language)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                languages.extend(analyzer::stemmed(std::str::from_utf8(terms.key()).ok()));
            }
        }
        Ok(Self { searcher, chunks, languages: languages.into_iter().collect() })
    }
}

impl std::fmt::Debug for TantivyIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TantivyIndex").field("dir", &self.inner.dir).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
