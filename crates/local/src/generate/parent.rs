//! The parent's side.

use super::{Answer, Request, child::CALLS};
use crate::failure;
use async_trait::async_trait;
use bytes::Bytes;
use chatbox_core::models::{ChatDelta, ChatModel, ChatRequest, ModelError, ModelInfo, Prompt, Role, Skill, Usage};
use chatbox_worker::{Cancel, Frame, Limits, Spec, Worker, WorkerError};
use futures::{Stream, StreamExt, stream::BoxStream};
use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf, sync::Arc, time::Duration};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Answers that may wait for the one being written.
const WAITING: usize = 8;
/// Longest silence of the child: it reads a piece of the prompt or writes a token in well under a second on an idle machine.
const SILENCE: Duration = Duration::from_secs(60);
/// How long the child may go on with a piece of a prompt that nobody waits for any more.
const GRACE: Duration = Duration::from_secs(30);

/// How to run a language model.
#[derive(Debug, Clone)]
pub struct ChatSettings {
    /// Its id, e.g. `local/smollm2-135m`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Tokens of its window, as the child was told.
    pub window: NonZeroUsize,
    /// How far it can be trusted.
    pub skill: Skill,
    /// The program that answers to `args` with `run_generate_worker`.
    pub program: PathBuf,
    /// Its arguments, e.g. `worker generate --model PATH`.
    pub args: Vec<OsString>,
    /// The model's file, to say clearly when it is missing.
    pub model: PathBuf,
    /// Ends the child after this long without a call, which gives its memory back. `None`: never.
    pub idle_after: Option<Duration>,
}

/// A language model in a child process, started by the first call. One answer at a time; up to eight wait. Clones share it.
#[derive(Clone)]
pub struct LocalChatModel {
    inner: Arc<Inner>,
}

struct Inner {
    info: ModelInfo,
    worker: Worker,
    model: PathBuf,
    /// The right to write.
    turn: Arc<Semaphore>,
    /// The right to write or to wait for it.
    room: Arc<Semaphore>,
}

/// Held by an answer until its stream ends or is dropped.
struct Turn {
    _turn: OwnedSemaphorePermit,
    _room: OwnedSemaphorePermit,
}

impl LocalChatModel {
    /// Starts nothing yet.
    pub fn new(settings: ChatSettings) -> Self {
        let ChatSettings { id, name, window, skill, program, args, model, idle_after } = settings;
        let mut spec = Spec::new("generate", program, args, Limits::models());
        spec.cancel = Cancel::Tell(CALLS);
        spec.idle_after = idle_after;
        spec.grace = GRACE;
        let info = ModelInfo { id, name, window: window.get(), skill, local: true };
        let (turn, room) = (Arc::new(Semaphore::new(1)), Arc::new(Semaphore::new(1 + WAITING)));
        Self { inner: Arc::new(Inner { info, worker: Worker::new(spec), model, turn, room }) }
    }

    /// Starts the child and reads a first prompt, so that the first answer is not the one that waits.
    ///
    /// # Errors
    /// As `stream`.
    pub async fn preload(&self) -> Result<(), ModelError> {
        let messages = vec![Prompt { role: Role::User, text: "Hello".into() }];
        let mut answer = self.stream(ChatRequest { messages, max_tokens: 1, temperature: 0.0 }).await?;
        while let Some(delta) = answer.next().await {
            delta?;
        }
        Ok(())
    }

    /// The child's process id, for measurements.
    pub async fn process_id(&self) -> Option<u32> {
        self.inner.worker.process_id().await
    }

    /// Ends the child; answers under way break off.
    pub async fn shutdown(&self) {
        self.inner.worker.shutdown().await;
    }

    fn check_installed(&self) -> Result<(), ModelError> {
        let missing = || ModelError::Missing { model: self.inner.info.id.clone() };
        self.inner.model.is_file().then_some(()).ok_or_else(missing)
    }

    async fn take_turn(&self) -> Result<Turn, ModelError> {
        let room = self.inner.room.clone().try_acquire_owned();
        let room = room.map_err(|_| ModelError::RateLimited { retry_after: None })?;
        let turn = self.inner.turn.clone().acquire_owned().await;
        let turn = turn.map_err(|_| ModelError::Unavailable("the server is stopping".into()))?;
        Ok(Turn { _turn: turn, _room: room })
    }
}

#[async_trait]
impl ChatModel for LocalChatModel {
    fn info(&self) -> &ModelInfo {
        &self.inner.info
    }

    async fn count_tokens(&self, texts: &[String]) -> Result<Vec<usize>, ModelError> {
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        self.check_installed()?;
        let (header, _) = self.inner.worker.call(&Request::Count, payload(texts)?, SILENCE).await.map_err(failure)?;
        match serde_json::from_value(header) {
            Ok(Answer::Counts(counts)) if counts.len() == texts.len() => Ok(counts),
            _ => Err(strange()),
        }
    }

    async fn stream(
        &self,
        request: ChatRequest,
    ) -> Result<BoxStream<'static, Result<ChatDelta, ModelError>>, ModelError> {
        self.check_installed()?;
        let turn = self.take_turn().await?;
        let ChatRequest { messages, max_tokens, temperature } = request;
        let ask = Request::Generate { max_tokens, temperature };
        let frames = self.inner.worker.stream(&ask, payload(&messages)?, SILENCE).await.map_err(failure)?;
        let mut deltas = deltas(frames, turn).boxed();
        // The first word, or what went wrong before it.
        let first = deltas.next().await.transpose()?;
        Ok(futures::stream::iter(first.map(Ok)).chain(deltas).boxed())
    }
}

/// Ends behind `Done` or the first error, and gives the turn back then.
fn deltas(
    frames: BoxStream<'static, Result<Frame, WorkerError>>,
    turn: Turn,
) -> impl Stream<Item = Result<ChatDelta, ModelError>> + Send {
    futures::stream::unfold((Some((frames, turn)), false), |(state, begun)| async move {
        let (mut frames, turn) = state?;
        loop {
            let answer = match frames.next().await {
                Some(Ok(frame)) => frame.parse::<Answer>().map_err(failure),
                Some(Err(error)) => Err(failure(error)),
                None => Err(strange()),
            };
            let last = match answer {
                Ok(Answer::Reading) => continue,
                Ok(Answer::Text(text)) => return Some((Ok(ChatDelta::Text(text)), (Some((frames, turn)), true))),
                Ok(Answer::Done { prompt_tokens, completion_tokens }) => {
                    // The child is free once it has ended the call, too.
                    while let Some(Ok(_)) = frames.next().await {}
                    Ok(ChatDelta::Done(Usage { prompt_tokens, completion_tokens }))
                }
                Ok(Answer::TooLong { window }) => Err(ModelError::TooLong { window }),
                Ok(Answer::Counts(_)) => Err(strange()),
                Err(ModelError::Unavailable(reason)) if begun => Err(ModelError::Broken(reason)),
                Err(error) => Err(error),
            };
            return Some((last, (None, true)));
        }
    })
}

fn payload(value: &(impl serde::Serialize + ?Sized)) -> Result<Bytes, ModelError> {
    serde_json::to_vec(value).map(Bytes::from).map_err(|error| ModelError::Unavailable(error.to_string()))
}

fn strange() -> ModelError {
    ModelError::Unavailable("the model's process answered something else".into())
}
