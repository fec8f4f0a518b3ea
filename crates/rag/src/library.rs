//! Collections and documents as people handle them.

mod change;
mod name;

pub use name::{clean_name, clean_path};

use crate::{
    Rag, RagError,
    ingest::{INGEST, PurgeTarget},
};
use bytes::Bytes;
use chatbox_core::{
    blobs::BlobError,
    documents::{
        Added, Collection, Document, DocumentFilter, DocumentState, IngestStep, NewRevision, RevisionText, Version,
    },
    error::{StoreError, StoreResult},
    ids::{CollectionId, DocumentId, RevisionId, Who},
    page::{Page, PageRequest},
    sharing::Level,
    tasks::{Control, JobState},
};
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use serde::{Deserialize, Serialize};
use std::{ops::Range, time::Duration};
use utoipa::ToSchema;

/// Name of the collection for those who name none.
pub const DEFAULT_COLLECTION: &str = "Documents";

/// What a person may do to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentAction {
    /// Stop working on it for now.
    Pause,
    /// Go on.
    Resume,
    /// Stop working on it for good.
    Cancel,
    /// Try again after it failed or was cancelled, from the step it had reached.
    Retry,
    /// Read it again from its bytes; the present version stays searchable meanwhile.
    Reindex,
}

/// How often and how long to wait for a job whose result can be seen already to be over.
const ENDING: (u32, Duration) = (100, Duration::from_millis(50));

impl Rag {
    /// Makes a collection.
    ///
    /// # Errors
    /// `Invalid` for a bad name, `Conflict` when it is taken.
    pub async fn create_collection(&self, who: Who, name: &str) -> Result<Collection, RagError> {
        Ok(self.deps.documents.create_collection(who, &clean_name(name)?, self.deps.clock.now()).await?)
    }

    /// The collection with this name, made if there is none.
    ///
    /// # Errors
    /// `Invalid` for a bad name.
    pub async fn ensure_collection(&self, who: Who, name: &str) -> Result<Collection, RagError> {
        let name = clean_name(name)?;
        if let Some(found) = self.find_collection(who, &name).await? {
            return Ok(found);
        }
        match self.deps.documents.create_collection(who, &name, self.deps.clock.now()).await {
            // Made by somebody else meanwhile.
            Err(StoreError::Conflict(text)) => {
                let found = self.find_collection(who, &name).await?;
                found.ok_or(RagError::Store(StoreError::Conflict(text)))
            }
            made => Ok(made?),
        }
    }

    async fn find_collection(&self, who: Who, name: &str) -> StoreResult<Option<Collection>> {
        let wanted = name.to_lowercase();
        let all = self.deps.documents.collections(who).await?;
        // Names are unique among one's own; what others share may be called the same.
        let is_it = |one: &Collection| one.owner == who.user && one.name.to_lowercase() == wanted;
        Ok(all.into_iter().find(is_it))
    }

    /// Renames a collection.
    ///
    /// # Errors
    /// `Invalid` for a bad name, `Conflict` when it is taken, `NotFound`.
    pub async fn rename_collection(&self, who: Who, id: CollectionId, name: &str) -> Result<Collection, RagError> {
        let who = self.deps.documents.host_of_collection(who, id, Level::Manage).await?;
        Ok(self.deps.documents.rename_collection(who, id, &clean_name(name)?, self.deps.clock.now()).await?)
    }

    /// All collections, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn collections(&self, who: Who) -> Result<Vec<Collection>, RagError> {
        Ok(self.deps.documents.collections(who).await?)
    }

    /// One collection.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn collection(&self, who: Who, id: CollectionId) -> Result<Collection, RagError> {
        Ok(self.deps.documents.collection(who, id).await?)
    }

    /// Removes a collection with its documents: they are gone for searches at once, from the disk soon after.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_collection(&self, who: Who, id: CollectionId) -> Result<(), RagError> {
        let who = self.deps.documents.host_of_collection(who, id, Level::Manage).await?;
        let purge = |document| self.purge_job(who.user, PurgeTarget::Document(document));
        self.deps.documents.delete_collection(who, id, &purge).await?;
        self.changed();
        Ok(())
    }

    /// Stores a file and queues its ingestion. The same path again makes a new version, the same path and bytes again nothing.
    ///
    /// # Errors
    /// `Invalid` for a bad path, `NotFound` for the collection, `TooLarge` and `Interrupted` from the upload.
    pub async fn add(
        &self,
        who: Who,
        collection: CollectionId,
        path: &str,
        bytes: BoxStream<'_, Result<Bytes, BlobError>>,
    ) -> Result<(Document, Added), RagError> {
        let path = clean_path(path)?;
        // What is added to a shared collection belongs to its owner.
        let who = self.deps.documents.host_of_collection(who, collection, Level::Write).await?;
        let blob = self.deps.blobs.put(bytes, self.settings.ingest.max_file_bytes).await?;
        self.begin_tally(who).await?;

        let recording = self.recording.read().await;
        // A purge may just have removed the same bytes, which `put` had found in place.
        if self.deps.blobs.stored_at(&blob.hash).await?.is_none() {
            let text = "the same file was being removed at this moment; add it again";
            return Err(BlobError::Interrupted(text.to_owned()).into());
        }
        let new = NewRevision { collection, path, hash: blob.hash, size: blob.size };
        let job = |id| self.ingest_job(who.user, id);
        let added = self.deps.documents.add_revision(who, new, &job, self.deps.clock.now()).await?;
        drop(recording);
        self.changed();
        Ok(added)
    }

    /// [`Rag::add`] for bytes in memory.
    ///
    /// # Errors
    /// As [`Rag::add`].
    pub async fn add_bytes(
        &self,
        who: Who,
        collection: CollectionId,
        path: &str,
        bytes: Bytes,
    ) -> Result<(Document, Added), RagError> {
        self.add(who, collection, path, stream::iter([Ok(bytes)]).boxed()).await
    }

    /// Documents, newest first.
    ///
    /// # Errors
    /// `BadCursor`.
    pub async fn documents(
        &self,
        who: Who,
        filter: &DocumentFilter,
        page: &PageRequest,
    ) -> Result<Page<Document>, RagError> {
        Ok(self.deps.documents.documents(who, filter, page).await?)
    }

    /// All documents of a collection, newest first: for those who must look at each.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all_documents(&self, who: Who, collection: CollectionId) -> Result<Vec<Document>, RagError> {
        let filter = DocumentFilter { collection: Some(collection), ..DocumentFilter::default() };
        let mut request = PageRequest::first(PageRequest::MAX);
        let mut all = Vec::new();
        loop {
            let Page { items, next } = self.documents(who, &filter, &request).await?;
            all.extend(items);
            match next {
                Some(cursor) => request.cursor = Some(cursor),
                None => return Ok(all),
            }
        }
    }

    /// One document.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn document(&self, who: Who, id: DocumentId) -> Result<Document, RagError> {
        let who = self.deps.documents.host_of_document(who, id, Level::Read).await?;
        Ok(self.deps.documents.document(who, id).await?)
    }

    /// Number of documents per state.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn document_counts(&self, who: Who) -> Result<Vec<(DocumentState, u64)>, RagError> {
        Ok(self.deps.documents.document_counts(who).await?)
    }

    /// Text, structure and pages of the searchable version, or of the one that `revision` names, and the revision whose text it is.
    ///
    /// # Errors
    /// `NotFound`, also while there is no text yet.
    pub async fn document_text(
        &self,
        who: Who,
        id: DocumentId,
        revision: Option<RevisionId>,
    ) -> Result<(Option<RevisionId>, RevisionText), RagError> {
        let documents = &self.deps.documents;
        let who = documents.host_of_document(who, id, Level::Read).await?;
        if revision.is_none() {
            return Ok((None, documents.document_text(who, id, None).await?));
        }
        let named = documents.version(who, id, revision).await?.revision;
        match documents.document_text(who, id, Some(named)).await {
            // Purged between the two looks: now the name stands for its successor.
            Err(StoreError::NotFound(_)) => {
                let named = documents.version(who, id, revision).await?.revision;
                Ok((Some(named), documents.document_text(who, id, Some(named)).await?))
            }
            text => Ok((Some(named), text?)),
        }
    }

    /// The version that `revision` names, or the newest.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn version(&self, who: Who, id: DocumentId, revision: Option<RevisionId>) -> Result<Version, RagError> {
        let who = self.deps.documents.host_of_document(who, id, Level::Read).await?;
        Ok(self.deps.documents.version(who, id, revision).await?)
    }

    /// The bytes `range` (end exclusive, clamped to its size) of a version.
    ///
    /// # Errors
    /// `NotFound` when it was purged meanwhile.
    pub async fn content(
        &self,
        version: &Version,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, RagError> {
        Ok(self.deps.blobs.read_range(&version.hash, range.start, range.end.min(version.size)).await?)
    }

    /// Removes a document: it is gone for searches at once, from the disk soon after.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_document(&self, who: Who, id: DocumentId) -> Result<(), RagError> {
        let who = self.deps.documents.host_of_document(who, id, Level::Write).await?;
        let document = self.document(who, id).await?;
        let purge = self.purge_job(who.user, PurgeTarget::Document(id));
        self.deps.documents.delete_document(who, id, purge).await?;
        // A running ingestion would find out at its next step; this way it finds out now.
        if let Err(error) = self.end_ingestion(who, document.revision).await {
            tracing::warn!(%error, "the ingestion of a deleted document was not cancelled");
        }
        self.changed();
        Ok(())
    }

    /// Carries out a person's wish; returns the document after it.
    ///
    /// # Errors
    /// `WrongState` when the document's state does not allow it, `NotFound`.
    pub async fn control(&self, who: Who, id: DocumentId, action: DocumentAction) -> Result<Document, RagError> {
        let who = self.deps.documents.host_of_document(who, id, Level::Write).await?;
        let document = self.document(who, id).await?;
        match action {
            DocumentAction::Pause => self.steer(who, &document, Control::Pause).await?,
            DocumentAction::Resume => self.steer(who, &document, Control::Resume).await?,
            DocumentAction::Cancel => self.steer(who, &document, Control::Cancel).await?,
            DocumentAction::Retry => self.start_again(who, &document, Again::Retry).await?,
            DocumentAction::Reindex => self.start_again(who, &document, Again::Reindex).await?,
        }
        self.changed();
        self.document(who, id).await
    }

    async fn steer(&self, who: Who, document: &Document, control: Control) -> Result<(), RagError> {
        let _lock = self.lock_state(document.revision).await;
        let (now, key) = (self.deps.clock.now(), document.revision.to_string());
        let state = match control {
            Control::Pause => DocumentState::Paused,
            Control::Resume => DocumentState::Queued,
            Control::Cancel | Control::Retry => DocumentState::Cancelled,
        };
        let current = self.document(who, document.id).await?;
        let allowed = match control {
            Control::Pause => matches!(current.state, DocumentState::Queued | DocumentState::Processing),
            Control::Resume => current.state == DocumentState::Paused,
            Control::Cancel | Control::Retry => {
                matches!(current.state, DocumentState::Queued | DocumentState::Processing | DocumentState::Paused)
            }
        };
        if !allowed || current.revision != document.revision {
            return Err(not_allowed(current.state));
        }
        match self.deps.jobs.control(who, INGEST, &key, control, now).await {
            Ok(_) => {}
            Err(StoreError::Conflict(_) | StoreError::NotFound(_)) => return Err(not_allowed(current.state)),
            Err(error) => return Err(error.into()),
        }
        self.deps.documents.set_state(document.revision, state, None, now).await?;
        Ok(())
    }

    async fn start_again(&self, who: Who, document: &Document, again: Again) -> Result<(), RagError> {
        let step = match (again, document.state) {
            (_, DocumentState::Queued | DocumentState::Processing | DocumentState::Paused)
            | (Again::Retry, DocumentState::Ready) => return Err(not_allowed(document.state)),
            (Again::Retry, _) if document.step != IngestStep::Done => document.step,
            _ => IngestStep::Extract,
        };
        self.wait_for_end(who, document.revision).await?;
        self.begin_tally(who).await?;
        let job = |id| self.ingest_job(who.user, id);
        match self.deps.documents.restart_revision(who, document.id, step, &job, self.deps.clock.now()).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict(text)) => Err(wrong_state(text, "Look at the document again, then decide.")),
            Err(error) => Err(error.into()),
        }
    }

    /// A document is ready or failed a moment before its job is over; a new job would be taken for the old one.
    async fn wait_for_end(&self, who: Who, id: RevisionId) -> Result<(), RagError> {
        let (times, pause) = ENDING;
        for _ in 0..times {
            match self.deps.jobs.job_by_key(who, INGEST, &id.to_string()).await {
                Ok(job) if job.state == JobState::Running => tokio::time::sleep(pause).await,
                Ok(_) | Err(StoreError::NotFound(_)) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Err(wrong_state("the document is still being worked on", "Try again in a moment."))
    }

    /// Counts from zero if nothing was left to do until now.
    async fn begin_tally(&self, who: Who) -> Result<(), RagError> {
        if self.progress.is_busy(who.user) {
            return Ok(());
        }
        let counts = self.deps.documents.document_counts(who).await?;
        let unfinished = |state| matches!(state, DocumentState::Queued | DocumentState::Processing);
        if !counts.iter().any(|(state, count)| unfinished(*state) && *count > 0) {
            self.progress.restart(who.user, self.deps.clock.now());
        }
        Ok(())
    }

    /// Tells the queue and those who watch.
    fn changed(&self) {
        self.deps.wake.wake();
        self.progress.touch();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Retry,
    Reindex,
}

fn not_allowed(state: DocumentState) -> RagError {
    let (state, hint) = match state {
        DocumentState::Queued | DocumentState::Processing => {
            ("the document is waiting or being worked on", "Pause or cancel it, or wait for it.")
        }
        DocumentState::Paused => ("the document is paused", "Resume or cancel it."),
        DocumentState::Ready => ("the document is ready", "It can be re-indexed."),
        DocumentState::Failed => ("the document has failed", "Try it again, or delete it."),
        DocumentState::Cancelled => ("the document was cancelled", "Try it again, or delete it."),
    };
    wrong_state(state, hint)
}

fn wrong_state(state: impl Into<String>, hint: &str) -> RagError {
    RagError::WrongState { state: state.into(), hint: hint.to_owned() }
}
