//! The job that adds sentence vectors to a revision that is searchable already.

use super::stop::Stop;
use crate::{Rag, search::sentence_vectors};
use async_trait::async_trait;
use chatbox_core::{
    documents::IngestStep,
    tasks::{Job, JobFailure, JobHandler, JobProgress},
};
use serde_json::json;
use std::sync::Arc;

/// Chunks whose sentences are embedded at once: about 200 sentences, a few seconds on two cores.
const SLICE: usize = 32;

/// Carries out `sentences` jobs.
pub(crate) struct SentencesHandler(pub(crate) Arc<Rag>);

#[async_trait]
impl JobHandler for SentencesHandler {
    async fn run(&self, job: &Job, progress: &dyn JobProgress) -> Result<(), JobFailure> {
        match self.refine(job, progress).await {
            Ok(()) => Ok(()),
            Err(stop) => stop.into_result(),
        }
    }

    async fn dead(&self, job: &Job, error: &str) {
        // The document stays searchable; only reranking and quoting are coarser for it.
        tracing::warn!(revision = job.key, error, "sentence vectors are missing for good");
    }
}

impl SentencesHandler {
    async fn refine(&self, job: &Job, progress: &dyn JobProgress) -> Result<(), Stop> {
        let deps = &self.0.deps;
        let Ok(id) = job.key.parse() else { return Err(Stop::Gone) };
        if deps.documents.revision(id).await?.step != IngestStep::Done {
            // Being ingested again: its end queues this job again.
            return Err(Stop::Gone);
        }
        let chunks = deps.documents.chunks(id).await?;
        let model = deps.embedder.model();
        let mut done = resume_at(job, model).min(chunks.len());
        while done < chunks.len() {
            // New documents go first, but not for ever.
            let _ = tokio::time::timeout(self.0.settings.ingest.sentence_patience, self.0.progress.idle()).await;
            let part = &chunks[done..chunks.len().min(done + SLICE)];
            let texts: Vec<String> = part.iter().map(|chunk| chunk.text.clone()).collect();
            let sentences = sentence_vectors(&*deps.embedder, &texts).await?;
            let stored: Vec<_> = part.iter().map(|chunk| chunk.id).zip(sentences).collect();
            deps.documents.put_sentences(model, &stored).await?;
            done += part.len();
            if done < chunks.len() {
                progress.report(json!({ "model": model, "done": done, "total": chunks.len() })).await;
            }
        }
        Ok(())
    }
}

/// Where an earlier attempt with the same model got to.
fn resume_at(job: &Job, model: &str) -> usize {
    let progress = job.progress.as_ref().filter(|progress| progress["model"] == model);
    progress.and_then(|progress| progress["done"].as_u64()).and_then(|done| done.try_into().ok()).unwrap_or(0)
}
