//! The parent's side.

use super::{CALLS, Request};
use crate::{failure, minilm, tokenizer};
use async_trait::async_trait;
use bytes::Bytes;
use chatbox_core::models::{EmbedAs, Embedder, ModelError};
use chatbox_worker::{Cancel, Limits, Spec, Worker};
use futures::{FutureExt, StreamExt, TryStreamExt};
use std::{
    ffi::OsString,
    num::NonZeroUsize,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Semaphore;

/// Calls with passages under way at a time; the others are left to queries.
const PASSAGE_CALLS: usize = 2;
/// Texts of one call: a second or so of work, so that callers take turns.
const TEXTS: usize = 32;
/// Questions whose vectors are remembered: the same one is asked for search, reranking and citations.
const REMEMBERED: usize = 128;
/// Longest wait for an answer. Far above what `TEXTS` texts and those before them take on a very busy machine.
const TIMEOUT: Duration = Duration::from_secs(300);

/// How to run the embedding model.
#[derive(Debug, Clone)]
pub struct EmbedSettings {
    /// The program that answers to `args` with `run_embed_worker`.
    pub program: PathBuf,
    /// Its arguments, e.g. `worker embed --model PATH`.
    pub args: Vec<OsString>,
    /// The model's file, to say clearly when it is missing.
    pub model: PathBuf,
    /// Ends the child after this long without a call. `None`: never.
    pub idle_after: Option<Duration>,
}

/// all-MiniLM-L6-v2 in a child process, started by the first call. Clones share it.
#[derive(Clone)]
pub struct LocalEmbedder {
    inner: Arc<Inner>,
}

struct Inner {
    worker: Worker,
    model: PathBuf,
    passages: Semaphore,
    remembered: Mutex<Vec<(String, Vec<f32>)>>,
}

impl LocalEmbedder {
    /// Name of the vector space.
    pub const MODEL: &str = "all-minilm-l6-v2";

    /// Starts nothing yet.
    pub fn new(settings: EmbedSettings) -> Self {
        let EmbedSettings { program, args, model, idle_after } = settings;
        let mut spec = Spec::new("embed", program, args, Limits::models());
        spec.cancel = Cancel::Tell(NonZeroUsize::new(CALLS).unwrap_or(NonZeroUsize::MIN));
        spec.idle_after = idle_after;
        let (passages, remembered) = (Semaphore::new(PASSAGE_CALLS), Mutex::default());
        Self { inner: Arc::new(Inner { worker: Worker::new(spec), model, passages, remembered }) }
    }

    /// Starts the child and reads the model, so that the first question is not the one that waits.
    ///
    /// # Errors
    /// As `embed`.
    pub async fn preload(&self) -> Result<(), ModelError> {
        self.ask(&["warm up".to_owned()], EmbedAs::Query).await.map(drop)
    }

    /// The child's process id, for measurements.
    pub async fn process_id(&self) -> Option<u32> {
        self.inner.worker.process_id().await
    }

    /// Ends the child; calls under way fail.
    pub async fn shutdown(&self) {
        self.inner.worker.shutdown().await;
    }

    async fn ask(&self, texts: &[String], embed_as: EmbedAs) -> Result<Vec<Vec<f32>>, ModelError> {
        if !self.inner.model.is_file() {
            return Err(ModelError::Missing { model: Self::MODEL.into() });
        }
        let payload = serde_json::to_vec(texts).map_err(|error| ModelError::Unavailable(error.to_string()))?;
        let answer = self.inner.worker.call(&Request { embed_as }, Bytes::from(payload), TIMEOUT).await;
        let (_, bytes) = answer.map_err(failure)?;
        if bytes.len() != texts.len() * minilm::HIDDEN * 4 {
            return Err(ModelError::Unavailable("the worker answered with another number of vectors".into()));
        }
        let vector = |bytes: &[u8]| bytes.as_chunks::<4>().0.iter().map(|&it| f32::from_le_bytes(it)).collect();
        Ok(bytes.chunks_exact(minilm::HIDDEN * 4).map(vector).collect())
    }

    /// Passages wait for their turn, queries do not.
    async fn turn(&self, texts: &[String], embed_as: EmbedAs) -> Result<Vec<Vec<f32>>, ModelError> {
        let _turn = match embed_as {
            EmbedAs::Query => None,
            EmbedAs::Passage => Some(self.inner.passages.acquire().await),
        };
        self.ask(texts, embed_as).await
    }

    async fn query(&self, text: &str) -> Result<Vec<f32>, ModelError> {
        if let Some(vector) = self.recall(text) {
            return Ok(vector);
        }
        let vector = self.ask(&[text.to_owned()], EmbedAs::Query).await?.pop().unwrap_or_default();
        let mut remembered = self.inner.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() == REMEMBERED {
            remembered.remove(0);
        }
        remembered.push((text.to_owned(), vector.clone()));
        Ok(vector)
    }

    /// A remembered vector, which thereby becomes the youngest.
    fn recall(&self, text: &str) -> Option<Vec<f32>> {
        let mut remembered = self.inner.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        let at = remembered.iter().position(|(known, _)| known == text)?;
        remembered[at..].rotate_left(1);
        remembered.last().map(|(_, vector)| vector.clone())
    }
}

#[async_trait]
impl Embedder for LocalEmbedder {
    fn model(&self) -> &str {
        Self::MODEL
    }

    fn dimensions(&self) -> usize {
        minilm::HIDDEN
    }

    fn window(&self) -> usize {
        // Two places belong to the marks around the text, which `count_tokens` does not count.
        minilm::WINDOW - 2
    }

    fn count_tokens(&self, text: &str) -> usize {
        tokenizer::count(text)
    }

    async fn embed(&self, texts: &[String], embed_as: EmbedAs) -> Result<Vec<Vec<f32>>, ModelError> {
        if let (EmbedAs::Query, [text]) = (embed_as, texts) {
            return Ok(vec![self.query(text).await?]);
        }
        // Two calls at a time, so that the child has the next texts before it is done with these.
        let calls: Vec<_> = texts.chunks(TEXTS).map(|texts| self.turn(texts, embed_as).boxed()).collect();
        let calls: Vec<Vec<Vec<f32>>> = futures::stream::iter(calls).buffered(PASSAGE_CALLS).try_collect().await?;
        Ok(calls.into_iter().flatten().collect())
    }
}
