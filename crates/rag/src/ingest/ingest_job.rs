//! The job that makes a revision searchable. The revision's stored step says where to go on.

use super::{
    Ended, embed,
    progress::Active,
    stop::{Stop, problem},
};
use crate::{
    Rag,
    chunk::{Draft, chunk, embed_text},
};
use async_trait::async_trait;
use chatbox_core::{
    documents::{Chunk, DocumentProblem, DocumentState, IngestStep, Place, Published, Revision, RevisionText},
    error::StoreError,
    ids::{ChunkId, RevisionId},
    loader::LoadError,
    tasks::{Job, JobFailure, JobHandler, JobProgress},
};
use serde_json::json;
use std::{sync::Arc, time::Instant};

/// Carries out `ingest` jobs.
pub(crate) struct IngestHandler(pub(crate) Arc<Rag>);

#[async_trait]
impl JobHandler for IngestHandler {
    async fn run(&self, job: &Job, progress: &dyn JobProgress) -> Result<(), JobFailure> {
        let id = revision_of(job)?;
        let attempt = Attempt { rag: &self.0, job, progress, id };
        match attempt.run().await {
            Ok(()) => Ok(()),
            Err(Stop::Problem(problem)) => attempt.fail(problem).await,
            Err(Stop::Again(error)) if job.attempt >= self.0.settings.ingest.error_attempts => {
                attempt.fail(gave_up(&error)).await
            }
            Err(Stop::Again(error)) => attempt.wait(error).await,
            Err(Stop::Gone) => Ok(()),
        }
    }

    async fn dead(&self, job: &Job, error: &str) {
        let Ok(id) = revision_of(job) else { return };
        let problem = gave_up(error);
        if let Err(error) = self.0.mark_failed(job, id, problem).await {
            tracing::error!(%error, "a document whose job is dead could not be marked as failed");
        }
    }
}

impl Rag {
    /// Marks a revision that cannot be ingested as failed, unless it is searchable already or gone.
    pub(crate) async fn mark_failed(
        &self,
        job: &Job,
        id: RevisionId,
        problem: DocumentProblem,
    ) -> Result<(), StoreError> {
        let documents = &self.deps.documents;
        match documents.revision(id).await {
            Ok(revision) if revision.step != IngestStep::Done => {}
            Ok(_) | Err(StoreError::NotFound(_)) => return Ok(()),
            Err(error) => return Err(error),
        }
        documents.set_state(id, DocumentState::Failed, Some(problem), self.deps.clock.now()).await?;
        self.count_ended(job, Ended::Failed);
        Ok(())
    }

    fn count_ended(&self, job: &Job, ended: Ended) {
        let outcome = match ended {
            Ended::Ready => "ready",
            Ended::Failed => "failed",
        };
        metrics::counter!("chatbox_documents_total", "outcome" => outcome).increment(1);
        self.progress.ended(job.owner, ended, self.deps.clock.now());
    }
}

/// Why a document failed whose job was tried too often. A panic's text is for the log only.
pub(crate) fn gave_up(error: &str) -> DocumentProblem {
    let error = if error.contains("internal error") { "internal error" } else { error };
    problem(
        "gave_up",
        format!("it was tried several times; the last attempt ended with: {error}"),
        "Try again; if it fails again, `chatbox doctor` and the log say more.",
    )
}

fn revision_of(job: &Job) -> Result<RevisionId, JobFailure> {
    job.key.parse().map_err(|_| JobFailure::Fatal(format!("the job's key {} is not a revision", job.key)))
}

/// One attempt at one revision.
struct Attempt<'a> {
    rag: &'a Rag,
    job: &'a Job,
    progress: &'a dyn JobProgress,
    id: RevisionId,
}

/// What the next step needs of a small document, to save reading it back. After a restart the store has all of it.
#[derive(Default)]
struct Carried {
    text: Option<RevisionText>,
    chunks: Option<Vec<Chunk>>,
    vectors: Option<Vec<Vec<f32>>>,
}

/// Longest text in bytes that is carried to the next step.
const CARRIED_TEXT: usize = 256 * 1024;

impl Attempt<'_> {
    async fn run(&self) -> Result<(), Stop> {
        let mut revision = self.rag.deps.documents.revision(self.id).await?;
        if revision.step == IngestStep::Done {
            return self.follow_up(&revision).await;
        }
        let active = self.rag.progress.begin(&revision);
        revision = self.set_processing().await?;
        let mut carried = Carried::default();
        loop {
            if revision.superseded {
                // The newer revision's publication, or the deletion, purges what this one left.
                return Err(Stop::Gone);
            }
            active.at(revision.step, 0, 1);
            let (started, step) = (Instant::now(), revision.step);
            match step {
                IngestStep::Extract => revision = self.extract(&revision, &mut carried).await?,
                IngestStep::Chunk => revision = self.chunk(&revision, &mut carried).await?,
                IngestStep::Embed => revision = self.embed(revision, &active, &mut carried).await?,
                IngestStep::Index => {
                    self.index(revision.clone(), &active, std::mem::take(&mut carried)).await?;
                    revision.step = IngestStep::Done;
                }
                IngestStep::Done => return self.follow_up(&revision).await,
            }
            metrics::histogram!("chatbox_ingest_step_seconds", "step" => name(step))
                .record(started.elapsed().as_secs_f64());
        }
    }

    async fn set_processing(&self) -> Result<Revision, Stop> {
        let _lock = self.rag.lock_state(self.id).await;
        self.still_ours().await?;
        let now = self.rag.deps.clock.now();
        Ok(self.rag.deps.documents.set_state(self.id, DocumentState::Processing, None, now).await?)
    }

    /// Ends the attempt if a person paused or cancelled it, or another worker has it.
    async fn still_ours(&self) -> Result<(), Stop> {
        if self.rag.is_running(self.job).await? { Ok(()) } else { Err(Stop::Gone) }
    }

    /// As [`Attempt::still_ours`], and ends the attempt if the document was deleted or has a newer version.
    async fn still_wanted(&self) -> Result<(), Stop> {
        self.still_ours().await?;
        if self.rag.deps.documents.revision(self.id).await?.superseded { Err(Stop::Gone) } else { Ok(()) }
    }

    async fn fail(&self, problem: DocumentProblem) -> Result<(), JobFailure> {
        let _lock = self.rag.lock_state(self.id).await;
        match self.still_ours().await {
            Ok(()) => {}
            Err(stop) => return stop.into_result(),
        }
        tracing::info!(code = problem.code, detail = problem.detail, "a document cannot be ingested");
        self.rag.mark_failed(self.job, self.id, problem).await.or_else(|error| Stop::from(error).into_result())
    }

    /// Shows the error with the document until the next attempt begins.
    async fn wait(&self, error: String) -> Result<(), JobFailure> {
        let _lock = self.rag.lock_state(self.id).await;
        match self.still_ours().await {
            Ok(()) => {}
            Err(stop) => return stop.into_result(),
        }
        let problem = problem("waiting", error.clone(), "It is tried again by itself; nothing needs to be done.");
        let (documents, now) = (&self.rag.deps.documents, self.rag.deps.clock.now());
        if let Err(failed) = documents.set_state(self.id, DocumentState::Queued, Some(problem), now).await {
            tracing::debug!(error = %failed, "why a document waits was not stored");
        }
        Err(JobFailure::Retry(error))
    }

    async fn extract(&self, revision: &Revision, carried: &mut Carried) -> Result<Revision, Stop> {
        let deps = &self.rag.deps;
        let extracted = {
            let _slot = self.rag.extracting.acquire().await.map_err(|_| Stop::Gone)?;
            let bytes = deps.blobs.read(&revision.hash).await?;
            deps.loader.load(&revision.path, bytes).await?
        };
        let text = RevisionText { text: extracted.text, blocks: extracted.blocks, pages: extracted.pages };
        let (title, language) = (extracted.title.as_deref(), extracted.language.as_deref());
        let now = deps.clock.now();
        let revision = deps
            .documents
            .put_extracted(self.id, title, &extracted.media_type, language, &extracted.warnings, &text, now)
            .await?;
        carried.text = (text.text.len() <= CARRIED_TEXT).then_some(text);
        Ok(revision)
    }

    async fn chunk(&self, revision: &Revision, carried: &mut Carried) -> Result<Revision, Stop> {
        let deps = &self.rag.deps;
        let text = match carried.text.take() {
            Some(text) => text,
            None => deps.documents.revision_text(self.id).await?,
        };
        let title = &revision.title;
        let (embedder, settings, for_title) =
            (Arc::clone(&deps.embedder), self.rag.settings.chunk.clone(), title.clone());
        let cut = move || {
            let count = |part: &str| embedder.count_tokens(part);
            chunk(&text, &count, &settings.fitted(&for_title, embedder.window(), &count))
        };
        let drafts = tokio::task::spawn_blocking(cut)
            .await
            .map_err(|error| Stop::Again(format!("internal error: cutting the text failed ({error})")))?;
        let limit = self.rag.settings.ingest.max_chunks;
        match drafts.len() {
            0 => return Err(LoadError::Empty.into()),
            n if n > limit => {
                return Err(LoadError::TooLarge(format!("{n} passages, and at most {limit} are allowed")).into());
            }
            _ => {}
        }
        let chunks: Vec<Chunk> =
            drafts.into_iter().zip(0..).map(|(draft, ordinal)| number(draft, ordinal, revision)).collect();
        // A retry may replace chunks that are in the indexes. Those go first: afterwards nobody would know them.
        if !deps.documents.chunks(self.id).await?.is_empty() {
            self.rag.indexer.remove(vec![self.id]).await?;
        }
        let revision = deps.documents.put_chunks(self.id, &chunks, deps.clock.now()).await?;
        metrics::counter!("chatbox_chunks_total").increment(chunks.len() as u64);
        carried.chunks = (chunks.len() <= self.slice()).then_some(chunks);
        Ok(revision)
    }

    async fn embed(&self, revision: Revision, active: &Active, carried: &mut Carried) -> Result<Revision, Stop> {
        let deps = &self.rag.deps;
        let chunks = self.chunks(carried.chunks.take()).await?;
        for (index, part) in chunks.chunks(self.slice()).enumerate() {
            if index > 0 {
                // A large document takes minutes; who deleted or paused it does not want to wait for its end.
                self.still_wanted().await?;
            }
            let texts: Vec<_> = part.iter().map(|chunk| (chunk, revision.title.as_str())).collect();
            let vectors = embed::vectors(deps, &texts).await?;
            let done = index * self.slice() + part.len();
            active.at(IngestStep::Embed, done, chunks.len());
            if chunks.len() <= self.slice() {
                carried.vectors = Some(vectors);
            } else {
                self.progress.report(json!({ "step": "embed", "done": done, "total": chunks.len() })).await;
            }
        }
        if carried.vectors.is_some() {
            // Little is lost if a kill repeats this step: the vectors are in the cache. So the store need not hear of its end.
            carried.chunks = Some(chunks);
            return Ok(Revision { step: IngestStep::Index, ..revision });
        }
        Ok(deps.documents.set_step(self.id, IngestStep::Index, deps.clock.now()).await?)
    }

    /// Writes both indexes and publishes; again, if the document was moved or renamed meanwhile.
    async fn index(&self, mut revision: Revision, active: &Active, mut carried: Carried) -> Result<(), Stop> {
        // A rebuild clears the indexes either before all of this or after it.
        let _gate = self.rag.rebuilding.read().await;
        loop {
            let place = self.write(&revision, active, std::mem::take(&mut carried)).await?;
            if self.publish(&place).await? {
                return Ok(());
            }
            revision = self.rag.deps.documents.revision(self.id).await?;
        }
    }

    /// Writes the passages to both indexes; returns the place they have there.
    async fn write(&self, revision: &Revision, active: &Active, mut carried: Carried) -> Result<Place, Stop> {
        let deps = &self.rag.deps;
        let chunks = self.chunks(carried.chunks).await?;
        let title = &revision.title;
        for (index, part) in chunks.chunks(self.slice()).enumerate() {
            let vectors = match carried.vectors.take().filter(|vectors| vectors.len() == part.len()) {
                Some(vectors) => vectors,
                None => {
                    let texts: Vec<_> = part.iter().map(|chunk| (chunk, title.as_str())).collect();
                    embed::vectors(deps, &texts).await?
                }
            };
            let (language, media_type) = (revision.language.as_deref(), revision.media_type.as_deref());
            let entries = part.iter().zip(vectors);
            let entries = entries.map(|(chunk, vector)| super::entry(chunk, title, language, media_type, vector));
            self.rag.indexer.add(entries.collect()).await?;
            active.at(IngestStep::Index, index * self.slice() + part.len(), chunks.len());
        }
        let collection = chunks.first().map_or(revision.collection, |chunk| chunk.collection);
        Ok(Place { collection, title: title.clone() })
    }

    /// Chunks that are embedded and indexed at once.
    fn slice(&self) -> usize {
        self.rag.settings.ingest.embed_slice.max(1)
    }

    async fn chunks(&self, carried: Option<Vec<Chunk>>) -> Result<Vec<Chunk>, Stop> {
        match carried {
            Some(chunks) => Ok(chunks),
            None => Ok(self.rag.deps.documents.chunks(self.id).await?),
        }
    }

    /// False when the passages stand in another place than the document now.
    async fn publish(&self, written: &Place) -> Result<bool, Stop> {
        let _lock = self.rag.lock_state(self.id).await;
        self.still_ours().await?;
        match self.rag.deps.documents.publish(self.id, written, self.rag.deps.clock.now()).await {
            Ok(Published::Moved) => Ok(false),
            Ok(Published::Done(_)) => {
                self.rag.count_ended(self.job, Ended::Ready);
                Ok(true)
            }
            // Deleted or replaced meanwhile; its purge may have passed already.
            Err(StoreError::NotFound(_) | StoreError::Conflict(_)) => {
                let current = self.rag.deps.documents.revision(self.id).await;
                if matches!(current, Err(StoreError::NotFound(_))) {
                    self.rag.indexer.remove(vec![self.id]).await?;
                }
                Err(Stop::Gone)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Queues what follows a publication. Repeating it queues nothing twice.
    async fn follow_up(&self, revision: &Revision) -> Result<(), Stop> {
        let deps = &self.rag.deps;
        let mut jobs = vec![self.rag.sentences_job(revision.owner, self.id)];
        let older = deps.documents.revisions(revision.document).await?.into_iter().filter(|id| *id < self.id);
        jobs.extend(older.map(|id| self.rag.purge_job(revision.owner, super::PurgeTarget::Revision(id))));
        deps.jobs.enqueue(&jobs, deps.clock.now()).await?;
        deps.wake.wake();
        Ok(())
    }
}

fn number(draft: Draft, ordinal: u32, revision: &Revision) -> Chunk {
    let embedded = embed_text(&revision.title, &draft.headings, &draft.prefix, &draft.text);
    Chunk {
        id: ChunkId::new(),
        revision: revision.id,
        document: revision.document,
        collection: revision.collection,
        owner: revision.owner,
        ordinal,
        start: draft.start,
        end: draft.end,
        page: draft.page,
        headings: draft.headings,
        text: draft.text,
        prefix: draft.prefix,
        embed_hash: super::embed_hash(&embedded),
    }
}

fn name(step: IngestStep) -> &'static str {
    match step {
        IngestStep::Extract => "extract",
        IngestStep::Chunk => "chunk",
        IngestStep::Embed => "embed",
        IngestStep::Index => "index",
        IngestStep::Done => "done",
    }
}
