//! Readers of a run's log: from any place, any number of them, each at its own speed.

use super::live::{Live, Progress, Read};
use crate::{Inner, error::ChatError};
use chatbox_core::{
    chat::{Event, LoggedEvent, Run, RunState},
    error::StoreError,
    ids::{RunId, Who},
};
use futures::{Stream, stream};
use std::{
    collections::VecDeque,
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

/// Events read at once: what a slow reader holds in memory at most.
const PAGE: usize = 64;
/// How often the store is asked about a run that is not being written here (it may be taken up any moment).
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// How often in a row without anything new before the reader is told that the run is interrupted.
const LOOKS: u32 = 50;
/// How often a reader's right to read is asked for again: the conversation may be shared with them no longer.
const ASK_AGAIN: Duration = Duration::from_secs(2);

/// Events after `after`, first from the log, then live; ends after `Finished`. Of a log that was removed, only that is left.
pub(crate) fn follow(
    chat: Weak<Inner>,
    who: Who,
    run: RunId,
    after: u64,
) -> impl Stream<Item = Result<LoggedEvent, ChatError>> + Send + 'static {
    let reader =
        Reader { chat, who, run, after, page: VecDeque::new(), live: None, seen: None, ended: false, looks: 0 };
    stream::unfold(reader, |mut reader| async move { reader.next().await.map(|item| (item, reader)) })
}

/// The engine is not held alive by its readers.
struct Reader {
    chat: Weak<Inner>,
    who: Who,
    run: RunId,
    after: u64,
    page: VecDeque<LoggedEvent>,
    live: Option<(Arc<Live>, watch::Receiver<Progress>)>,
    /// When it was last seen that the asker may see the run.
    seen: Option<Instant>,
    ended: bool,
    looks: u32,
}

impl Reader {
    async fn next(&mut self) -> Option<Result<LoggedEvent, ChatError>> {
        loop {
            if let Some(event) = self.page.pop_front() {
                self.after = event.seq;
                self.ended = matches!(event.event, Event::Finished { .. });
                return Some(Ok(event));
            }
            if self.ended {
                return None;
            }
            if let Err(error) = self.fill().await {
                self.ended = true;
                return Some(Err(error));
            }
        }
    }

    /// Gets the next page, or waits for it, or ends.
    async fn fill(&mut self) -> Result<(), ChatError> {
        let chat = self.chat.upgrade().ok_or(ChatError::ShuttingDown)?;
        if self.seen.is_none_or(|seen| seen.elapsed() >= ASK_AGAIN) {
            match chat.deps.store.run(self.who, self.run).await {
                // Whoever was let in before does not lose the answer over a store that fails for a moment.
                Err(StoreError::Failed(_)) if self.seen.is_some() => {}
                asked => drop(asked?),
            }
            self.seen = Some(Instant::now());
        }
        if self.live.is_none() {
            self.live = chat.runs.find(self.run).map(|live| (live.clone(), live.watch()));
        }
        let Some((live, watch)) = &mut self.live else { return self.fill_from_store(&chat).await };
        let progress = *watch.borrow_and_update();
        match live.read(self.after, PAGE) {
            Read::Events(events) => self.page.extend(events),
            Read::Behind => {
                let events = chat.deps.store.events(self.who, self.run, self.after, PAGE as u32).await?;
                if events.is_empty() {
                    // The tail says there are some: the log must have them.
                    return Err(ChatError::Interrupted);
                }
                self.page.extend(events);
            }
            Read::Nothing if progress.ended => self.live = None,
            Read::Nothing => {
                let halt = chat.halt.clone();
                drop(chat);
                tokio::select! {
                    changed = watch.changed() => if changed.is_err() { self.live = None },
                    () = sleep(ASK_AGAIN) => {}
                    () = halt.cancelled() => return Err(ChatError::ShuttingDown),
                }
            }
        }
        Ok(())
    }

    /// What a log that was removed ended with: readers need no more than the message.
    async fn pruned_end(&self, chat: &Inner, run: &Run) -> Result<LoggedEvent, ChatError> {
        let message = Box::new(chat.deps.store.message(self.who, run.answer).await?);
        Ok(LoggedEvent { run: run.id, seq: self.after.saturating_add(1), event: Event::Finished { message } })
    }

    async fn fill_from_store(&mut self, chat: &Inner) -> Result<(), ChatError> {
        // The state first: when it is final, the log is complete.
        let run = chat.deps.store.run(self.who, self.run).await?;
        let events = chat.deps.store.events(self.who, self.run, self.after, PAGE as u32).await?;
        if !events.is_empty() {
            self.looks = 0;
            self.page.extend(events);
        } else if run.state != RunState::Running {
            if chat.deps.store.last_seq(self.run).await? == 0 {
                let end = self.pruned_end(chat, &run).await?;
                self.page.push_back(end);
            } else {
                self.ended = true;
            }
        } else if chat.halt.is_cancelled() {
            return Err(ChatError::ShuttingDown);
        } else if self.looks >= LOOKS {
            return Err(ChatError::Interrupted);
        } else {
            self.looks += 1;
            sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }
}
