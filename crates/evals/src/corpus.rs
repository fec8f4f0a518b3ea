//! A corpus as documents of a collection of its own.

use crate::beir::{DataSet, Document};
use anyhow::{Result, bail};
use bytes::Bytes;
use chatbox_core::{
    documents::DocumentState,
    ids::{CollectionId, Who},
    tasks::{JobState, JobStore},
};
use chatbox_rag::{Rag, ingest::SENTENCES};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// How often to look whether the queue is done.
const LOOK: Duration = Duration::from_millis(500);

/// How often to say how far it is.
const TELL: Duration = Duration::from_secs(15);

/// Documents waiting in the queue while more are added.
const WAITING: u64 = 2_000;

/// The corpus, searchable and with sentence vectors.
pub(crate) struct Corpus {
    pub(crate) collection: CollectionId,
    pub(crate) chunks: u64,
    /// From the first document until all were searchable; next to nothing when they were already.
    pub(crate) searchable_seconds: f64,
    /// From then until all sentence vectors were there.
    pub(crate) sentences_seconds: f64,
    /// Names in the judgements by path.
    ids: HashMap<String, String>,
}

impl Corpus {
    /// Adds all documents and waits for them.
    pub(crate) async fn ingest(
        data: &DataSet,
        rag: &Rag,
        jobs: &dyn JobStore,
        who: Who,
        tell: &mut (dyn FnMut(&str) + Send),
    ) -> Result<Self> {
        let collection = rag.ensure_collection(who, &format!("eval {}", data.name())).await?.id;
        let mut waiting = Waiting { rag, jobs, who, tell, told: Instant::now() };
        let start = Instant::now();
        let mut ids = HashMap::new();
        for (number, document) in data.corpus()?.enumerate() {
            let document = document?;
            if document.title.trim().is_empty() && document.text.trim().is_empty() {
                // Some corpora have empty entries; nobody could find them.
                continue;
            }
            let path = format!("{number:07}.html");
            rag.add_bytes(who, collection, &path, Bytes::from(page(&document))).await?;
            ids.insert(path, document.id);
            if number % 100 == 99 {
                waiting.until_searchable(WAITING).await?;
            }
        }
        remove_others(rag, who, collection, &ids).await?;
        waiting.until_searchable(0).await?;
        let searchable_seconds = start.elapsed().as_secs_f64();
        let start = Instant::now();
        waiting.until_refined().await?;
        let sentences_seconds = start.elapsed().as_secs_f64();
        let chunks = rag.all_documents(who, collection).await?.iter().map(|d| u64::from(d.chunks)).sum();
        Ok(Self { collection, chunks, searchable_seconds, sentences_seconds, ids })
    }

    pub(crate) fn documents(&self) -> usize {
        self.ids.len()
    }

    /// The name in the judgements of the document at this path.
    pub(crate) fn id(&self, path: &str) -> Option<&str> {
        self.ids.get(path).map(String::as_str)
    }
}

/// Waits for the queue.
struct Waiting<'a> {
    rag: &'a Rag,
    jobs: &'a dyn JobStore,
    who: Who,
    tell: &'a mut (dyn FnMut(&str) + Send),
    told: Instant,
}

impl Waiting<'_> {
    /// Until at most `left` documents are not done.
    async fn until_searchable(&mut self, left: u64) -> Result<()> {
        loop {
            let counts = self.rag.document_counts(self.who).await?;
            let of = |wanted: &[DocumentState]| -> u64 {
                counts.iter().filter(|(state, _)| wanted.contains(state)).map(|(_, count)| count).sum()
            };
            let broken = of(&[DocumentState::Failed, DocumentState::Cancelled, DocumentState::Paused]);
            if broken > 0 {
                bail!("{broken} documents could not be ingested; `chatbox doctor` may know why");
            }
            let unfinished = of(&[DocumentState::Queued, DocumentState::Processing]);
            if unfinished <= left {
                return Ok(());
            }
            self.pause(&format!("{unfinished} documents to go")).await;
        }
    }

    /// Until all sentence vectors are stored.
    async fn until_refined(&mut self) -> Result<()> {
        loop {
            let counts = self.jobs.job_counts().await?;
            let of = |wanted: &[JobState]| -> u64 {
                let ours = counts.iter().filter(|count| count.kind == SENTENCES && wanted.contains(&count.state));
                ours.map(|count| count.count).sum()
            };
            if of(&[JobState::Dead]) > 0 {
                bail!("the sentence vectors of some documents could not be computed; the log says why");
            }
            let unfinished = of(&[JobState::Queued, JobState::Running]);
            if unfinished == 0 {
                return Ok(());
            }
            self.pause(&format!("sentences of {unfinished} documents to go")).await;
        }
    }

    async fn pause(&mut self, text: &str) {
        if self.told.elapsed() > TELL {
            (self.tell)(text);
            self.told = Instant::now();
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The document as a web page: the only simple format that keeps any title and text as they are.
fn page(document: &Document) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (title, text) = (escape(&document.title), escape(&document.text));
    let text = if text.trim().is_empty() { title.clone() } else { text };
    format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><p>{text}</p></body></html>\n"
    )
}

/// Removes what an earlier measurement of a larger corpus of this name left in the collection.
async fn remove_others(rag: &Rag, who: Who, collection: CollectionId, ids: &HashMap<String, String>) -> Result<()> {
    for document in rag.all_documents(who, collection).await? {
        if !ids.contains_key(&document.path) {
            rag.delete_document(who, document.id).await?;
        }
    }
    Ok(())
}
