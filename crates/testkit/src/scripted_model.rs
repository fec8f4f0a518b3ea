//! A chat model that says what a test wrote down.

use async_trait::async_trait;
use chatbox_core::models::{ChatDelta, ChatModel, ChatRequest, ModelError, ModelInfo, Skill, Usage};
use futures::stream::{self, BoxStream, StreamExt};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::Semaphore;

/// One step of a scripted answer.
#[derive(Debug, Clone, PartialEq)]
pub enum ScriptStep {
    /// Streams this text as one delta.
    Text(String),
    /// Waits until the test calls [`ScriptedModel::release`] once more.
    Hold,
    /// Ends the stream with this error; as the first step it is returned by `stream` itself.
    Fail(ModelError),
}

/// A chat model that streams scripted answers: one script per call in order, the last one again for every later call. Each text is
/// one delta, `Done` with counted words follows the last. Keeps the requests it got.
#[derive(Debug)]
pub struct ScriptedModel {
    info: ModelInfo,
    delay: Duration,
    scripts: Mutex<VecDeque<Vec<ScriptStep>>>,
    requests: Mutex<Vec<ChatRequest>>,
    gate: Arc<Semaphore>,
    open: Arc<AtomicUsize>,
}

impl ScriptedModel {
    /// A capable model `test/scripted` that streams these deltas in answer to every request.
    pub fn new<S: Into<String>>(deltas: impl IntoIterator<Item = S>) -> Self {
        Self::of_steps([deltas.into_iter().map(|text| ScriptStep::Text(text.into())).collect()])
    }

    /// A model with one script per call; the last one serves all later calls. No script at all is an empty answer.
    pub fn of_steps(scripts: impl IntoIterator<Item = Vec<ScriptStep>>) -> Self {
        Self {
            info: ModelInfo {
                id: "test/scripted".to_owned(),
                name: "Scripted".to_owned(),
                window: 4096,
                skill: Skill::Capable,
                local: true,
            },
            delay: Duration::ZERO,
            scripts: Mutex::new(scripts.into_iter().collect()),
            requests: Mutex::default(),
            gate: Arc::new(Semaphore::new(0)),
            open: Arc::default(),
        }
    }

    /// Waits this long before each text (virtual time under `tokio::time::pause`).
    pub fn with_delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Changes what it says about itself.
    pub fn with_info(mut self, change: impl FnOnce(&mut ModelInfo)) -> Self {
        change(&mut self.info);
        self
    }

    /// Lets one [`ScriptStep::Hold`] pass, now or when it is reached.
    pub fn release(&self) {
        self.gate.add_permits(1);
    }

    /// Streams that were started and neither ended nor dropped.
    pub fn open_streams(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// The requests so far, oldest first.
    pub fn requests(&self) -> Vec<ChatRequest> {
        lock(&self.requests).clone()
    }

    fn next_script(&self) -> VecDeque<ScriptStep> {
        let mut scripts = lock(&self.scripts);
        let script = if scripts.len() > 1 { scripts.pop_front() } else { scripts.front().cloned() };
        script.unwrap_or_default().into()
    }
}

#[async_trait]
impl ChatModel for ScriptedModel {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    async fn count_tokens(&self, texts: &[String]) -> Result<Vec<usize>, ModelError> {
        Ok(texts.iter().map(|text| count_words(text)).collect())
    }

    async fn stream(
        &self,
        request: ChatRequest,
    ) -> Result<BoxStream<'static, Result<ChatDelta, ModelError>>, ModelError> {
        let prompt_tokens = request.messages.iter().map(|message| count_words(&message.text) as u64).sum();
        lock(&self.requests).push(request);
        let steps = self.next_script();
        if let Some(ScriptStep::Fail(error)) = steps.front() {
            return Err(error.clone());
        }
        let answer = Answer {
            steps,
            usage: Usage { prompt_tokens, completion_tokens: 0 },
            delay: self.delay,
            gate: self.gate.clone(),
            _open: OpenStream::new(&self.open),
        };
        Ok(stream::unfold(Some(answer), |answer| async move { answer?.next().await }).boxed())
    }
}

struct Answer {
    steps: VecDeque<ScriptStep>,
    usage: Usage,
    delay: Duration,
    gate: Arc<Semaphore>,
    _open: OpenStream,
}

impl Answer {
    /// The next item, and the answer again unless it was the last one.
    async fn next(mut self) -> Option<(Result<ChatDelta, ModelError>, Option<Self>)> {
        loop {
            match self.steps.pop_front() {
                Some(ScriptStep::Hold) => {
                    if let Ok(permit) = self.gate.acquire().await {
                        permit.forget();
                    }
                }
                Some(ScriptStep::Fail(error)) => return Some((Err(error), None)),
                Some(ScriptStep::Text(text)) => {
                    if !self.delay.is_zero() {
                        tokio::time::sleep(self.delay).await;
                    }
                    self.usage.completion_tokens += count_words(&text) as u64;
                    return Some((Ok(ChatDelta::Text(text)), Some(self)));
                }
                None => return Some((Ok(ChatDelta::Done(self.usage)), None)),
            }
        }
    }
}

/// Counts a stream as open for as long as it lives.
struct OpenStream(Arc<AtomicUsize>);

impl OpenStream {
    fn new(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::SeqCst);
        Self(open.clone())
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
