#![doc = include_str!("../README.md")]

pub mod abstain;
pub mod cite;
pub mod followup;

mod error;
mod phrases;
mod runs;
mod settings;
mod smalltalk;
pub mod transfer;
mod turn;

pub use error::ChatError;
pub use settings::Settings;

use async_trait::async_trait;
use chatbox_core::{
    chat::{ChatStore, Event, LoggedEvent, Message, NewTurn, Run, RunState, TurnKind},
    clock::Clock,
    error::{StoreError, StoreResult},
    folders::FolderStore,
    ids::{CollectionId, ConversationId, RunId, Who},
    models::ChatModels,
    privacy::Halt,
    search::Search,
    sharing::Level,
};
use futures::{StreamExt, stream::BoxStream};
use runs::{
    follow,
    live::{Live, Registry},
    log::Log,
    tidy::tidy,
    work,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use tokio_util::{
    sync::{CancellationToken, DropGuard},
    task::TaskTracker,
};

/// How long an answer that is stopped gets to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the engine needs.
#[derive(Clone)]
pub struct Deps {
    /// Conversations, runs and their logs.
    pub store: Arc<dyn ChatStore>,
    /// Folders with their instructions.
    pub folders: Arc<dyn FolderStore>,
    /// Retrieval.
    pub search: Arc<dyn Search>,
    /// Chat models.
    pub models: Arc<dyn ChatModels>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// A run that was begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Begun {
    /// The run.
    pub run: Run,
    /// The person's message as it is stored.
    pub question: Message,
    /// The answer, still empty.
    pub answer: Message,
}

/// The chat engine. Dropping it without [`Chat::shutdown`] abandons its runs; the next start takes them up.
pub struct Chat {
    inner: Arc<Inner>,
    _halt: DropGuard,
}

pub(crate) struct Inner {
    pub(crate) deps: Deps,
    pub(crate) settings: Settings,
    pub(crate) log: Log,
    pub(crate) runs: Registry,
    /// Abandons runs and ends the log's writer.
    pub(crate) halt: CancellationToken,
    slots: Arc<Semaphore>,
    tasks: TaskTracker,
    writer: TaskTracker,
    closing: AtomicBool,
}

impl Chat {
    /// Starts the engine; needs a Tokio runtime. Call [`Chat::resume`] once before questions come in.
    pub fn new(deps: Deps, settings: Settings) -> Arc<Self> {
        let halt = CancellationToken::new();
        let (log, writing) = Log::new(deps.store.clone(), deps.clock.clone(), settings.commit_window(), halt.clone());
        let writer = TaskTracker::new();
        writer.spawn(writing);
        let inner = Inner {
            slots: Arc::new(Semaphore::new(settings.max_runs)),
            deps,
            settings,
            log,
            runs: Registry::default(),
            halt: halt.clone(),
            tasks: TaskTracker::new(),
            writer,
            closing: AtomicBool::new(false),
        };
        Arc::new(Self { inner: Arc::new(inner), _halt: halt.drop_guard() })
    }

    /// Stores the turn, starts its run and returns at once. The run goes on whether or not anybody reads it.
    ///
    /// Errors: `Empty`, `TooLong`, `Busy`, `ShuttingDown`, and what the store answers (`NotFound`, `Conflict`).
    pub async fn begin(&self, who: Who, conversation: ConversationId, turn: NewTurn) -> Result<Begun, ChatError> {
        self.inner.admit(&turn)?;
        let slot = self.inner.slots.clone().try_acquire_owned().map_err(|_| ChatError::Busy)?;
        let inner = self.inner.clone();
        // In a task of its own: a caller that goes away must not leave a stored run without a worker.
        let begin = self.inner.tasks.spawn(async move {
            let now = inner.deps.clock.now();
            let (run, question, answer) = inner.deps.store.begin_run(who, conversation, turn, now).await?;
            inner.start(run.clone(), 0, Some((question.clone(), answer.clone())), slot);
            Ok(Begun { run, question, answer })
        });
        begin.await.unwrap_or(Err(ChatError::ShuttingDown))
    }

    /// Events of the run after number `after` (0: all), first from the log, then live; ends after `Finished`. An event comes only
    /// after it is durable. Of a run whose log was removed, `Finished` is all there is. Errors as items: `Store(NotFound)`,
    /// `ShuttingDown`, `Interrupted`; each ends the stream. A reader with whom the conversation is shared no longer gets `NotFound`.
    pub fn follow(&self, who: Who, run: RunId, after: u64) -> BoxStream<'static, Result<LoggedEvent, ChatError>> {
        follow::follow(Arc::downgrade(&self.inner), who, run, after).boxed()
    }

    /// Stops the run; what was written is kept. Stopping a run that has ended succeeds. `Interrupted` when it waits to be taken up.
    pub async fn stop(&self, who: Who, run: RunId) -> Result<(), ChatError> {
        let stored = self.inner.deps.store.run(who, run).await?;
        self.inner.deps.store.host_of_conversation(who, stored.conversation, Level::Write).await?;
        match self.inner.runs.find(run) {
            Some(live) => live.stop.cancel(),
            None if stored.state == RunState::Running => {
                // It may have ended between the two looks.
                let again = self.inner.deps.store.run(who, run).await?;
                if again.state == RunState::Running {
                    return Err(ChatError::Interrupted);
                }
            }
            None => {}
        }
        Ok(())
    }

    /// Takes up the runs that an earlier process left, and begins to remove old logs; to be called once at start. Returns how many runs.
    pub async fn resume(&self) -> Result<usize, ChatError> {
        let Inner { deps, settings, halt, .. } = self.inner.as_ref();
        self.inner.writer.spawn(tidy(deps.store.clone(), deps.clock.clone(), settings.keep_log(), halt.clone()));
        let runs = self.inner.deps.store.take_up_runs().await?;
        let count = runs.len();
        for run in runs {
            let last_seq = self.inner.deps.store.last_seq(run.id).await?;
            // More runs than slots may be left over: they wait for one inside their task.
            let inner = self.inner.clone();
            self.inner.tasks.spawn(async move {
                let slot = tokio::select! {
                    slot = inner.slots.clone().acquire_owned() => slot,
                    () = inner.halt.cancelled() => return,
                };
                if let Ok(slot) = slot {
                    inner.start(run, last_seq, None, slot);
                }
            });
        }
        Ok(count)
    }

    /// Refuses new runs, waits until `deadline` from now for the others, then abandons what is left: it stays `Running` in the store
    /// and the next start takes it up.
    pub async fn shutdown(&self, deadline: Duration) {
        let inner = &self.inner;
        inner.closing.store(true, Ordering::Release);
        inner.tasks.close();
        if timeout(deadline, inner.tasks.wait()).await.is_err() {
            tracing::info!(runs = inner.tasks.len(), "runs are handed over to the next start");
        }
        inner.halt.cancel();
        inner.tasks.wait().await;
        inner.writer.close();
        inner.writer.wait().await;
    }

    /// Longest question in characters.
    pub fn question_limit(&self) -> usize {
        self.inner.settings.question_chars
    }

    /// One turn without a stored conversation: for the command line and for evals. Events go to `sink` as they happen, without
    /// `Started`, `Titled` and `Finished`. Errors: `Empty`, `TooLong`, `Model`, `Search`.
    pub async fn answer_once(
        &self,
        who: Who,
        question: &str,
        collections: &[CollectionId],
        model: Option<&str>,
        sink: &mut (dyn FnMut(Event) + Send),
    ) -> Result<Message, ChatError> {
        self.inner.check_text(question)?;
        work::once(&self.inner, who, question, collections, model, sink).await
    }

    /// What the decision to abstain looks at when a small model is asked this: for fitting its weights and measuring it. None when
    /// nothing could be quoted. Errors: `Empty`, `TooLong`, `Search`.
    pub async fn abstain_features(
        &self,
        who: Who,
        question: &str,
        collections: &[CollectionId],
    ) -> Result<Option<[f32; abstain::FEATURES]>, ChatError> {
        self.inner.check_text(question)?;
        work::abstain_features(&self.inner, who, question, collections).await
    }
}

#[async_trait]
impl Halt for Chat {
    async fn halt(&self, who: Who) -> StoreResult<()> {
        for live in self.inner.runs.of(who.user) {
            live.stop.cancel();
            let mut progress = live.watch();
            match timeout(PATIENCE, progress.wait_for(|progress| progress.ended)).await {
                Ok(_) => {}
                Err(_) => return Err(StoreError::failed("an answer that was to stop is still being written")),
            }
        }
        Ok(())
    }
}

impl Inner {
    fn admit(&self, turn: &NewTurn) -> Result<(), ChatError> {
        if self.closing.load(Ordering::Acquire) {
            return Err(ChatError::ShuttingDown);
        }
        match &turn.kind {
            TurnKind::Ask { text, .. } => self.check_text(text),
            TurnKind::Regenerate { .. } => Ok(()),
        }
    }

    fn check_text(&self, text: &str) -> Result<(), ChatError> {
        let limit = self.settings.question_chars;
        match text {
            text if text.trim().is_empty() => Err(ChatError::Empty),
            text if text.chars().nth(limit).is_some() => Err(ChatError::TooLong { limit }),
            _ => Ok(()),
        }
    }

    /// Makes the run readable and spawns its work.
    fn start(
        self: &Arc<Self>,
        run: Run,
        last_seq: u64,
        messages: Option<(Message, Message)>,
        slot: OwnedSemaphorePermit,
    ) {
        let live = Arc::new(Live::new(run.id, run.owner, last_seq));
        self.runs.insert(live.clone());
        let inner = self.clone();
        self.tasks.spawn(async move {
            work::carry_out(&inner, run, messages, &live).await;
            drop(slot);
        });
    }
}

#[cfg(test)]
mod tests;
