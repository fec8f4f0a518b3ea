//! From stored bytes to searchable passages, as durable jobs.

mod embed;
mod indexer;
mod ingest_job;
mod progress;
mod purge_job;
mod rate;
mod recover;
mod sentences_job;
mod stop;

pub use progress::{ActiveDocument, IngestionSnapshot};
pub use rate::Rate;
pub use recover::Recovered;

pub(crate) use embed::vectors;
pub(crate) use indexer::{Entry, Indexer};
pub(crate) use progress::{Ended, Progress, tell};

use crate::Rag;
use chatbox_core::{
    documents::Chunk,
    error::{StoreError, StoreResult},
    ids::{DocumentId, RevisionId, UserId, Who},
    index::{EntryKeys, KeywordEntry, VectorEntry},
    tasks::{Job, JobHandler, JobState, NewJob, priority},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tokio::sync::{Mutex, MutexGuard, watch};

/// Kind of the job that makes a revision searchable; its key is the revision's id.
pub const INGEST: &str = "ingest";
/// Kind of the job that adds sentence vectors to a searchable revision; its key is the revision's id.
pub const SENTENCES: &str = "sentences";
/// Kind of the job that removes a document or revision for good; its key is the id of either.
pub const PURGE: &str = "purge";

/// Sentence jobs at the same time: enough to keep the embedder's batches filled, since the work waits for nobody.
const SENTENCES_PARALLEL: usize = 2;
/// Purges at the same time, so that their index writes share commits.
const PURGE_PARALLEL: usize = 16;

/// What a purge job removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PurgeTarget {
    Document(DocumentId),
    Revision(RevisionId),
}

impl Rag {
    /// The job kinds of this engine with their concurrency and handlers, for the queue.
    pub fn handlers(self: &Arc<Self>) -> Vec<(&'static str, usize, Arc<dyn JobHandler>)> {
        vec![
            (INGEST, self.settings.ingest.parallel, Arc::new(ingest_job::IngestHandler(Arc::clone(self)))),
            (SENTENCES, SENTENCES_PARALLEL, Arc::new(sentences_job::SentencesHandler(Arc::clone(self)))),
            (PURGE, PURGE_PARALLEL, Arc::new(purge_job::PurgeHandler(Arc::clone(self)))),
        ]
    }

    /// Snapshots of the asker's ingestion: the first at once, then at most four a second while something changes.
    pub fn progress(&self, who: Who) -> watch::Receiver<IngestionSnapshot> {
        self.progress.watch(who)
    }

    /// Where the asker's ingestion stands now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ingestion(&self, who: Who) -> StoreResult<IngestionSnapshot> {
        self.progress.snapshot(&*self.deps.documents, who, self.deps.clock.now()).await
    }

    /// Serialises state changes of a revision: a person's pause must not be overwritten by a worker that has not heard of it.
    pub(crate) async fn lock_state(&self, id: RevisionId) -> MutexGuard<'_, ()> {
        self.states.of(id).lock().await
    }

    /// Whether the job is still held by a worker; with the state lock taken, it stays so until the lock is released.
    pub(crate) async fn is_running(&self, job: &Job) -> StoreResult<bool> {
        match self.deps.jobs.job_by_key(Who { user: job.owner }, &job.kind, &job.key).await {
            Ok(now) => Ok(now.id == job.id && now.state == JobState::Running),
            Err(StoreError::NotFound(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn ingest_job(&self, owner: UserId, id: RevisionId) -> NewJob {
        self.job(owner, INGEST, id.to_string(), json!({ "revision": id }), priority::NORMAL)
    }

    pub(crate) fn purge_job(&self, owner: UserId, target: PurgeTarget) -> NewJob {
        let key = match target {
            PurgeTarget::Document(id) => id.to_string(),
            PurgeTarget::Revision(id) => id.to_string(),
        };
        self.job(owner, PURGE, key, json!(target), priority::NORMAL)
    }

    pub(crate) fn sentences_job(&self, owner: UserId, id: RevisionId) -> NewJob {
        self.job(owner, SENTENCES, id.to_string(), json!({ "revision": id }), priority::BACKGROUND)
    }

    fn job(&self, owner: UserId, kind: &'static str, key: String, payload: serde_json::Value, priority: i32) -> NewJob {
        NewJob { owner, kind, key, payload, priority, max_attempts: self.settings.ingest.max_attempts }
    }
}

/// One lock for each of many revisions, without keeping one per revision.
pub(crate) struct Stripes([Mutex<()>; 64]);

impl Stripes {
    fn of(&self, id: RevisionId) -> &Mutex<()> {
        // The low bits of a UUIDv7 are random.
        &self.0[(id.0.as_u128() % self.0.len() as u128) as usize]
    }
}

impl Default for Stripes {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::new(())))
    }
}

/// SHA-256 in hex of a text that is embedded: the key of the embedding cache.
pub(crate) fn embed_hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// The entries of a chunk in both indexes.
pub(crate) fn entry(
    chunk: &Chunk,
    title: &str,
    language: Option<&str>,
    media_type: Option<&str>,
    vector: Vec<f32>,
) -> Entry {
    let keys = EntryKeys {
        chunk: chunk.id,
        revision: chunk.revision,
        document: chunk.document,
        collection: chunk.collection,
        owner: chunk.owner,
        language: language.map(str::to_owned),
        media_type: media_type.map(str::to_owned),
    };
    let text = if chunk.prefix.is_empty() { chunk.text.clone() } else { format!("{}\n{}", chunk.prefix, chunk.text) };
    let keyword =
        KeywordEntry { keys: keys.clone(), title: title.to_owned(), headings: chunk.headings.join(" "), text };
    (VectorEntry { keys, vector }, keyword)
}
