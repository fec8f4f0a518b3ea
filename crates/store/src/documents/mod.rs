//! Collections, documents, revisions, chunks and vectors. Each method is told in the module it calls.

mod add;
mod change;
mod collections;
mod embeddings;
mod ingest;
mod list;
mod passages;
mod purge;
mod rows;
mod sentences;

pub(crate) use rows::hash as blob_hash;

use crate::{Store, grants::COLLECTIONS};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    documents::{
        Added, Candidate, Chunk, Collection, Document, DocumentChange, DocumentFilter, DocumentProblem, DocumentState,
        DocumentStore, DocumentVersion, IndexedChunk, IngestStep, NewRevision, Passage, Place, Published, Purged,
        Revision, RevisionText, SentenceVector, TagCount, Version,
    },
    error::StoreResult,
    ids::{BlobHash, ChunkId, CollectionId, DocumentId, RevisionId, Who},
    page::{Page, PageRequest},
    sharing::Level,
    tasks::NewJob,
};

#[async_trait]
impl DocumentStore for Store {
    async fn create_collection(&self, who: Who, name: &str, now: Time) -> StoreResult<Collection> {
        collections::create(&self.database, who, name, now).await
    }

    async fn collections(&self, who: Who) -> StoreResult<Vec<Collection>> {
        collections::all(&self.database, who).await
    }

    async fn collection(&self, who: Who, id: CollectionId) -> StoreResult<Collection> {
        collections::one(&self.database, who, id).await
    }

    async fn host_of_collection(&self, who: Who, id: CollectionId, least: Level) -> StoreResult<Who> {
        COLLECTIONS.host(self.database.read(), who, id.0, least, "collection").await
    }

    async fn host_of_document(&self, who: Who, id: DocumentId, least: Level) -> StoreResult<Who> {
        list::host(&self.database, who, id, least).await
    }

    async fn shared_collections(&self, who: Who) -> StoreResult<Vec<CollectionId>> {
        let shared = COLLECTIONS.shared(self.database.read(), who).await?;
        Ok(shared.into_keys().map(CollectionId).collect())
    }

    async fn rename_collection(&self, who: Who, id: CollectionId, name: &str, now: Time) -> StoreResult<Collection> {
        collections::rename(&self.database, who, id, name, now).await
    }

    async fn delete_collection(
        &self,
        who: Who,
        id: CollectionId,
        purge: &(dyn Fn(DocumentId) -> NewJob + Sync),
    ) -> StoreResult<()> {
        collections::delete(&self.database, who, id, purge).await
    }

    async fn add_revision(
        &self,
        who: Who,
        new: NewRevision,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<(Document, Added)> {
        add::add_revision(&self.database, who, new, job, now).await
    }

    async fn restart_revision(
        &self,
        who: Who,
        id: DocumentId,
        step: IngestStep,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Document> {
        add::restart_revision(&self.database, who, id, step, job, now).await
    }

    async fn documents(&self, who: Who, filter: &DocumentFilter, page: &PageRequest) -> StoreResult<Page<Document>> {
        list::documents(&self.database, who, filter, page).await
    }

    async fn document(&self, who: Who, id: DocumentId) -> StoreResult<Document> {
        list::document(&self.database, who, id).await
    }

    async fn version(&self, who: Who, id: DocumentId, revision: Option<RevisionId>) -> StoreResult<Version> {
        list::version(&self.database, who, id, revision).await
    }

    async fn document_text(&self, who: Who, id: DocumentId, revision: Option<RevisionId>) -> StoreResult<RevisionText> {
        list::text(&self.database, who, id, revision).await
    }

    async fn versions(&self, who: Who, id: DocumentId) -> StoreResult<Vec<DocumentVersion>> {
        list::versions(&self.database, who, id).await
    }

    async fn change_document(
        &self,
        who: Who,
        id: DocumentId,
        change: DocumentChange,
        job: &(dyn Fn(RevisionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Document> {
        change::change(&self.database, who, id, change, job, now).await
    }

    async fn tags(&self, who: Who) -> StoreResult<Vec<TagCount>> {
        list::tags(&self.database, who).await
    }

    async fn delete_document(&self, who: Who, id: DocumentId, job: NewJob) -> StoreResult<()> {
        purge::delete_document(&self.database, who, id, job).await
    }

    async fn document_counts(&self, who: Who) -> StoreResult<Vec<(DocumentState, u64)>> {
        list::counts(&self.database, who).await
    }

    async fn revision(&self, id: RevisionId) -> StoreResult<Revision> {
        ingest::revision(&self.database, id).await
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
        let found = ingest::Extraction { title, media_type, language, warnings, text };
        ingest::put_extracted(&self.database, id, found, now).await
    }

    async fn revision_text(&self, id: RevisionId) -> StoreResult<RevisionText> {
        ingest::text(&self.database, self.database.read(), id).await
    }

    async fn put_chunks(&self, id: RevisionId, chunks: &[Chunk], now: Time) -> StoreResult<Revision> {
        ingest::put_chunks(&self.database, id, chunks, now).await
    }

    async fn chunks(&self, id: RevisionId) -> StoreResult<Vec<Chunk>> {
        passages::chunks(&self.database, id).await
    }

    async fn set_step(&self, id: RevisionId, step: IngestStep, now: Time) -> StoreResult<Revision> {
        ingest::set_step(&self.database, id, step, now).await
    }

    async fn publish(&self, id: RevisionId, written: &Place, now: Time) -> StoreResult<Published> {
        ingest::publish(&self.database, id, written, now).await
    }

    async fn set_state(
        &self,
        id: RevisionId,
        state: DocumentState,
        problem: Option<DocumentProblem>,
        now: Time,
    ) -> StoreResult<Revision> {
        ingest::set_state(&self.database, id, state, problem, now).await
    }

    async fn revisions(&self, id: DocumentId) -> StoreResult<Vec<RevisionId>> {
        purge::revisions(&self.database, id).await
    }

    async fn unfinished_revisions(&self, after: Option<RevisionId>, limit: u32) -> StoreResult<Vec<Revision>> {
        ingest::unfinished(&self.database, after, limit).await
    }

    async fn unreferenced_blobs(&self, hashes: &[BlobHash]) -> StoreResult<Vec<BlobHash>> {
        purge::unreferenced(self.database.read(), hashes).await
    }

    async fn purge_revision(&self, id: RevisionId, keep: u32) -> StoreResult<Purged> {
        purge::revision(&self.database, id, keep).await
    }

    async fn purge_document(&self, id: DocumentId) -> StoreResult<Purged> {
        purge::document(&self.database, id).await
    }

    async fn cached_embeddings(&self, model: &str, hashes: &[String]) -> StoreResult<Vec<Option<Vec<f32>>>> {
        embeddings::cached(&self.database, model, hashes).await
    }

    async fn cache_embeddings(&self, model: &str, entries: &[(String, Vec<f32>)]) -> StoreResult<()> {
        embeddings::cache(&self.database, model, entries).await
    }

    async fn put_sentences(&self, model: &str, sentences: &[(ChunkId, Vec<SentenceVector>)]) -> StoreResult<()> {
        sentences::put(&self.database, model, sentences).await
    }

    async fn candidates(&self, who: Who, ids: &[ChunkId], model: &str) -> StoreResult<Vec<Candidate>> {
        passages::candidates(&self.database, who, ids, model).await
    }

    async fn passages(&self, who: Who, ids: &[ChunkId], model: &str) -> StoreResult<Vec<Passage>> {
        passages::passages(&self.database, who, ids, model).await
    }

    async fn visible_chunks(&self, after: Option<ChunkId>, limit: u32) -> StoreResult<Vec<IndexedChunk>> {
        passages::visible(&self.database, after, limit).await
    }
}
