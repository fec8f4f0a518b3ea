//! Ports that stop answering for ever at their N-th call, as a killed process does: before the call has its effect, or after.

use async_trait::async_trait;
use bytes::Bytes;
use chatbox_core::{
    blobs::{BlobError, BlobStore, StoredBlob},
    clock::Time,
    documents::*,
    error::StoreResult,
    ids::*,
    index::{Hit, KeywordEntry, KeywordIndex, Scope, VectorEntry, VectorIndex},
    loader::{Extracted, LoadError, Loader},
    models::{EmbedAs, Embedder, ModelError},
    page::{Page, PageRequest},
    sharing::Level,
    tasks::*,
};
use futures::stream::BoxStream;
use serde_json::Value;
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio_util::sync::CancellationToken;

/// Where the process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Before,
    After,
}

/// Counts calls over all ports of one process.
pub(super) struct Fuse {
    calls: AtomicUsize,
    at: usize,
    moment: Moment,
    pub(super) blown: CancellationToken,
}

impl Fuse {
    pub(super) fn new(at: usize, moment: Moment) -> Arc<Self> {
        Arc::new(Self { calls: AtomicUsize::new(0), at, moment, blown: CancellationToken::new() })
    }

    async fn call<T>(&self, call: impl Future<Output = T>) -> T {
        let n = self.calls.fetch_add(1, Ordering::SeqCst);
        if n > self.at || (n == self.at && self.moment == Moment::Before) {
            return self.die().await;
        }
        let answer = call.await;
        if n == self.at {
            return self.die().await;
        }
        answer
    }

    async fn die<T>(&self) -> T {
        self.blown.cancel();
        std::future::pending().await
    }
}

/// A port of a process that can be killed.
pub(super) struct Killable<P: ?Sized> {
    pub(super) inner: Arc<P>,
    pub(super) fuse: Arc<Fuse>,
}

macro_rules! pass {
    ($self:ident . $method:ident ( $($arg:expr),* )) => { $self.fuse.call($self.inner.$method($($arg),*)).await };
}

#[async_trait]
impl DocumentStore for Killable<dyn DocumentStore> {
    async fn create_collection(&self, who: Who, name: &str, now: Time) -> StoreResult<Collection> {
        pass!(self.create_collection(who, name, now))
    }
    async fn collections(&self, who: Who) -> StoreResult<Vec<Collection>> {
        pass!(self.collections(who))
    }
    async fn collection(&self, who: Who, id: CollectionId) -> StoreResult<Collection> {
        pass!(self.collection(who, id))
    }
    async fn host_of_collection(&self, who: Who, id: CollectionId, least: Level) -> StoreResult<Who> {
        pass!(self.host_of_collection(who, id, least))
    }
    async fn host_of_document(&self, who: Who, id: DocumentId, least: Level) -> StoreResult<Who> {
        pass!(self.host_of_document(who, id, least))
    }
    async fn shared_collections(&self, who: Who) -> StoreResult<Vec<CollectionId>> {
        pass!(self.shared_collections(who))
    }
    async fn rename_collection(&self, who: Who, id: CollectionId, name: &str, now: Time) -> StoreResult<Collection> {
        pass!(self.rename_collection(who, id, name, now))
    }
    async fn delete_collection(
        &self,
        who: Who,
        id: CollectionId,
        purge: &(dyn Fn(DocumentId) -> NewJob + Sync),
    ) -> StoreResult<()> {
        pass!(self.delete_collection(who, id, purge))
    }
    async fn add_revision(
        &self,
        who: Who,
        new: NewRevision,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<(Document, Added)> {
        pass!(self.add_revision(who, new, job, now))
    }
    async fn restart_revision(
        &self,
        who: Who,
        id: DocumentId,
        step: IngestStep,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Document> {
        pass!(self.restart_revision(who, id, step, job, now))
    }
    async fn documents(&self, who: Who, filter: &DocumentFilter, page: &PageRequest) -> StoreResult<Page<Document>> {
        pass!(self.documents(who, filter, page))
    }
    async fn versions(&self, who: Who, id: DocumentId) -> StoreResult<Vec<DocumentVersion>> {
        pass!(self.versions(who, id))
    }
    async fn change_document(
        &self,
        who: Who,
        id: DocumentId,
        change: DocumentChange,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Document> {
        pass!(self.change_document(who, id, change, job, now))
    }
    async fn tags(&self, who: Who) -> StoreResult<Vec<TagCount>> {
        pass!(self.tags(who))
    }
    async fn document(&self, who: Who, id: DocumentId) -> StoreResult<Document> {
        pass!(self.document(who, id))
    }
    async fn version(&self, who: Who, id: DocumentId, revision: Option<RevisionId>) -> StoreResult<Version> {
        pass!(self.version(who, id, revision))
    }
    async fn document_text(&self, who: Who, id: DocumentId, revision: Option<RevisionId>) -> StoreResult<RevisionText> {
        pass!(self.document_text(who, id, revision))
    }
    async fn delete_document(&self, who: Who, id: DocumentId, job: NewJob) -> StoreResult<()> {
        pass!(self.delete_document(who, id, job))
    }
    async fn document_counts(&self, who: Who) -> StoreResult<Vec<(DocumentState, u64)>> {
        // Also asked by those who only watch; not a step.
        self.inner.document_counts(who).await
    }
    async fn revision(&self, id: RevisionId) -> StoreResult<Revision> {
        pass!(self.revision(id))
    }
    async fn put_extracted(
        &self,
        id: RevisionId,
        title: Option<&str>,
        media_type: &str,
        language: Option<&str>,
        warnings: &[String],
        text: &RevisionText,
        now: Time,
    ) -> StoreResult<Revision> {
        pass!(self.put_extracted(id, title, media_type, language, warnings, text, now))
    }
    async fn revision_text(&self, id: RevisionId) -> StoreResult<RevisionText> {
        pass!(self.revision_text(id))
    }
    async fn put_chunks(&self, id: RevisionId, chunks: &[Chunk], now: Time) -> StoreResult<Revision> {
        pass!(self.put_chunks(id, chunks, now))
    }
    async fn chunks(&self, id: RevisionId) -> StoreResult<Vec<Chunk>> {
        pass!(self.chunks(id))
    }
    async fn set_step(&self, id: RevisionId, step: IngestStep, now: Time) -> StoreResult<Revision> {
        pass!(self.set_step(id, step, now))
    }
    async fn publish(&self, id: RevisionId, written: &Place, now: Time) -> StoreResult<Published> {
        pass!(self.publish(id, written, now))
    }
    async fn set_state(
        &self,
        id: RevisionId,
        state: DocumentState,
        problem: Option<DocumentProblem>,
        now: Time,
    ) -> StoreResult<Revision> {
        pass!(self.set_state(id, state, problem, now))
    }
    async fn revisions(&self, id: DocumentId) -> StoreResult<Vec<RevisionId>> {
        pass!(self.revisions(id))
    }
    async fn unfinished_revisions(&self, after: Option<RevisionId>, limit: u32) -> StoreResult<Vec<Revision>> {
        pass!(self.unfinished_revisions(after, limit))
    }
    async fn unreferenced_blobs(&self, hashes: &[BlobHash]) -> StoreResult<Vec<BlobHash>> {
        pass!(self.unreferenced_blobs(hashes))
    }
    async fn purge_revision(&self, id: RevisionId, keep: u32) -> StoreResult<Purged> {
        pass!(self.purge_revision(id, keep))
    }
    async fn purge_document(&self, id: DocumentId) -> StoreResult<Purged> {
        pass!(self.purge_document(id))
    }
    async fn cached_embeddings(&self, model: &str, hashes: &[String]) -> StoreResult<Vec<Option<Vec<f32>>>> {
        pass!(self.cached_embeddings(model, hashes))
    }
    async fn cache_embeddings(&self, model: &str, entries: &[(String, Vec<f32>)]) -> StoreResult<()> {
        pass!(self.cache_embeddings(model, entries))
    }
    async fn put_sentences(&self, model: &str, sentences: &[(ChunkId, Vec<SentenceVector>)]) -> StoreResult<()> {
        pass!(self.put_sentences(model, sentences))
    }
    async fn candidates(&self, who: Who, ids: &[ChunkId], model: &str) -> StoreResult<Vec<Candidate>> {
        pass!(self.candidates(who, ids, model))
    }
    async fn passages(&self, who: Who, ids: &[ChunkId], model: &str) -> StoreResult<Vec<Passage>> {
        pass!(self.passages(who, ids, model))
    }
    async fn visible_chunks(&self, after: Option<ChunkId>, limit: u32) -> StoreResult<Vec<IndexedChunk>> {
        pass!(self.visible_chunks(after, limit))
    }
}

#[async_trait]
impl JobStore for Killable<dyn JobStore> {
    async fn enqueue(&self, jobs: &[NewJob], now: Time) -> StoreResult<Vec<JobId>> {
        pass!(self.enqueue(jobs, now))
    }
    async fn claim(&self, kinds: &[&str], limit: u32, lease: Duration, now: Time) -> StoreResult<Vec<(Job, Lease)>> {
        pass!(self.claim(kinds, limit, lease, now))
    }
    async fn heartbeat(&self, leases: &[Lease], lease: Duration, now: Time) -> StoreResult<Vec<Lease>> {
        pass!(self.heartbeat(leases, lease, now))
    }
    async fn progress(&self, lease: Lease, progress: Value, now: Time) -> StoreResult<()> {
        pass!(self.progress(lease, progress, now))
    }
    async fn finish(&self, lease: Lease, outcome: Outcome, now: Time) -> StoreResult<()> {
        pass!(self.finish(lease, outcome, now))
    }
    async fn control(&self, who: Who, kind: &str, key: &str, control: Control, now: Time) -> StoreResult<Job> {
        pass!(self.control(who, kind, key, control, now))
    }
    async fn job_by_key(&self, who: Who, kind: &str, key: &str) -> StoreResult<Job> {
        pass!(self.job_by_key(who, kind, key))
    }
    async fn jobs(&self, who: Who, filter: &JobFilter, page: &PageRequest) -> StoreResult<Page<Job>> {
        pass!(self.jobs(who, filter, page))
    }
    async fn next_due(&self, kinds: &[&str], now: Time) -> StoreResult<Option<Time>> {
        pass!(self.next_due(kinds, now))
    }
    async fn job_counts(&self) -> StoreResult<Vec<JobCount>> {
        pass!(self.job_counts())
    }
    async fn prune_jobs(&self, before: Time) -> StoreResult<u64> {
        pass!(self.prune_jobs(before))
    }
}

#[async_trait]
impl BlobStore for Killable<dyn BlobStore> {
    async fn put(&self, bytes: BoxStream<'_, Result<Bytes, BlobError>>, limit: u64) -> Result<StoredBlob, BlobError> {
        pass!(self.put(bytes, limit))
    }
    async fn read(&self, hash: &BlobHash) -> Result<Bytes, BlobError> {
        pass!(self.read(hash))
    }
    async fn read_range(
        &self,
        hash: &BlobHash,
        start: u64,
        end: u64,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError> {
        pass!(self.read_range(hash, start, end))
    }
    async fn remove(&self, hash: &BlobHash) -> Result<(), BlobError> {
        pass!(self.remove(hash))
    }
    async fn stored_at(&self, hash: &BlobHash) -> Result<Option<Time>, BlobError> {
        pass!(self.stored_at(hash))
    }
    async fn list(&self) -> Result<Vec<BlobHash>, BlobError> {
        pass!(self.list())
    }
}

#[async_trait]
impl Loader for Killable<dyn Loader> {
    async fn load(&self, name: &str, bytes: Bytes) -> Result<Extracted, LoadError> {
        pass!(self.load(name, bytes))
    }
}

#[async_trait]
impl Embedder for Killable<dyn Embedder> {
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
        pass!(self.embed(texts, embed_as))
    }
}

#[async_trait]
impl VectorIndex for Killable<dyn VectorIndex> {
    async fn add(&self, entries: Vec<VectorEntry>) -> StoreResult<()> {
        pass!(self.add(entries))
    }
    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()> {
        pass!(self.remove(revisions))
    }
    async fn search(&self, vector: &[f32], scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>> {
        pass!(self.search(vector, scope, limit))
    }
    async fn len(&self) -> StoreResult<u64> {
        pass!(self.len())
    }
    async fn clear(&self) -> StoreResult<()> {
        pass!(self.clear())
    }
}

#[async_trait]
impl KeywordIndex for Killable<dyn KeywordIndex> {
    async fn add(&self, entries: Vec<KeywordEntry>) -> StoreResult<()> {
        pass!(self.add(entries))
    }
    async fn remove(&self, revisions: &[RevisionId]) -> StoreResult<()> {
        pass!(self.remove(revisions))
    }
    async fn search(&self, question: &str, scope: &Scope, limit: usize) -> StoreResult<Vec<Hit>> {
        pass!(self.search(question, scope, limit))
    }
    async fn len(&self) -> StoreResult<u64> {
        pass!(self.len())
    }
    async fn clear(&self) -> StoreResult<()> {
        pass!(self.clear())
    }
}
