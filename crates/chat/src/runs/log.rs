//! The run log with group commit: one task collects the events of all runs, stores them in one transaction, then publishes them.

use super::live::Live;
use chatbox_core::{
    chat::{ChatStore, Event, LoggedEvent, Message, RunState},
    clock::Clock,
    error::{StoreError, StoreResult},
    ids::RunId,
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc, oneshot},
    time::{Instant, sleep, timeout_at},
};
use tokio_util::sync::CancellationToken;

/// Most events in one transaction.
const BATCH: usize = 512;
/// Longest text that deltas of one window are merged into, in bytes.
const LONGEST_DELTA: usize = 4_096;
/// Waits between tries to store a batch: a locked database is usually free again soon.
const RETRIES: [Duration; 3] = [Duration::from_millis(50), Duration::from_millis(250), Duration::from_millis(1_000)];

/// Where runs write their events.
pub(crate) struct Log {
    // Unbounded, but each run may have only as many events in it as `Live::room` allows.
    queue: mpsc::UnboundedSender<Item>,
    store: Arc<dyn ChatStore>,
    clock: Arc<dyn Clock>,
}

enum Item {
    Event { live: Arc<Live>, event: Event, _room: OwnedSemaphorePermit },
    Flush(oneshot::Sender<()>),
}

/// The end of a run.
pub(crate) struct Ending<'a> {
    pub(crate) state: RunState,
    pub(crate) message: &'a Message,
    pub(crate) title: Option<String>,
}

impl Log {
    /// The log and the future that writes it, to be spawned. It ends when `halt` is cancelled.
    pub(crate) fn new(
        store: Arc<dyn ChatStore>,
        clock: Arc<dyn Clock>,
        window: Duration,
        halt: CancellationToken,
    ) -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (queue, items) = mpsc::unbounded_channel();
        let writer = Writer { store: store.clone(), clock: clock.clone(), window };
        (Self { queue, store, clock }, writer.run(items, halt))
    }

    /// Appends an event; waits while too many of this run are not stored yet.
    pub(crate) async fn append(&self, live: &Arc<Live>, event: Event) -> StoreResult<()> {
        let room = live.room.clone().acquire_owned().await.map_err(StoreError::failed)?;
        if live.is_broken() {
            return Err(StoreError::Failed("the run log could not be stored".to_owned()));
        }
        self.queue.send(Item::Event { live: live.clone(), event, _room: room }).map_err(|_| stopped())
    }

    /// Ends the run: everything appended before is stored, then the answer, the last events and the states in one transaction.
    pub(crate) async fn finish(&self, live: &Live, ending: Ending<'_>) -> StoreResult<()> {
        let (done, flushed) = oneshot::channel();
        self.queue.send(Item::Flush(done)).map_err(|_| stopped())?;
        flushed.await.map_err(|_| stopped())?;
        let titled = ending.title.clone().map(|title| Event::Titled { title });
        let finished = Event::Finished { message: Box::new(ending.message.clone()) };
        let seq = live.seq();
        let events: Vec<LoggedEvent> = titled
            .into_iter()
            .chain([finished])
            .zip(seq + 1..)
            .map(|(event, seq)| LoggedEvent { run: live.run, seq, event })
            .collect();
        let mut waits = RETRIES.iter();
        loop {
            let now = self.clock.now();
            let title = ending.title.as_deref();
            match (
                self.store.finish_run(live.run, ending.state, ending.message, &events, title, now).await,
                waits.next(),
            ) {
                (Err(StoreError::Failed(_)), Some(wait)) => sleep(*wait).await,
                (result, _) => {
                    result?;
                    live.publish(events);
                    return Ok(());
                }
            }
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Failed("the run log has stopped".to_owned())
}

struct Writer {
    store: Arc<dyn ChatStore>,
    clock: Arc<dyn Clock>,
    window: Duration,
}

impl Writer {
    async fn run(self, mut items: mpsc::UnboundedReceiver<Item>, halt: CancellationToken) {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            tokio::select! {
                biased;
                () = halt.cancelled() => return,
                count = items.recv_many(&mut batch, BATCH) => if count == 0 { return },
            }
            let until = Instant::now() + self.window;
            while batch.len() < BATCH && !batch.iter().any(|item| matches!(item, Item::Flush(_))) {
                let room = BATCH - batch.len();
                match timeout_at(until, items.recv_many(&mut batch, room)).await {
                    Ok(1..) => {}
                    Ok(0) | Err(_) => break,
                }
            }
            self.commit(&mut batch).await;
        }
    }

    /// Stores the batch, publishes it, and wakes who waits for it.
    async fn commit(&self, batch: &mut Vec<Item>) {
        let mut group = Group::default();
        let mut flushes = Vec::new();
        let mut rooms = Vec::with_capacity(batch.len());
        for item in batch.drain(..) {
            match item {
                Item::Event { live, event, _room } => {
                    rooms.push(_room);
                    group.add(live, event);
                }
                Item::Flush(done) => flushes.push(done),
            }
        }
        if !group.events.is_empty() {
            let started = Instant::now();
            match self.append(&group.events).await {
                Ok(()) => group.publish(),
                Err(error) => self.append_apart(group, &error).await,
            }
            metrics::histogram!("chatbox_run_log_commit_seconds").record(started.elapsed().as_secs_f64());
        }
        drop(rooms);
        for done in flushes {
            // The run was dropped meanwhile: nobody waits.
            let _ = done.send(());
        }
    }

    async fn append(&self, events: &[LoggedEvent]) -> StoreResult<()> {
        let mut waits = RETRIES.iter();
        loop {
            match (self.store.append_events(events, self.clock.now()).await, waits.next()) {
                (Err(StoreError::Failed(_)), Some(wait)) => sleep(*wait).await,
                (result, _) => return result,
            }
        }
    }

    /// One bad run must not take the others with it: each on its own, the failing ones break off.
    async fn append_apart(&self, group: Group, error: &StoreError) {
        tracing::error!(%error, runs = group.runs.len(), "events could not be stored together");
        for (live, events) in group.by_run() {
            match self.store.append_events(&events, self.clock.now()).await {
                Ok(()) => live.publish(events),
                Err(error) => {
                    tracing::error!(run = %live.run, %error, "events of the run could not be stored");
                    live.break_off();
                }
            }
        }
    }
}

/// Events of one transaction, numbered.
#[derive(Default)]
struct Group {
    events: Vec<LoggedEvent>,
    runs: HashMap<RunId, Place>,
}

struct Place {
    live: Arc<Live>,
    /// Where its last event stands.
    last: usize,
    seq: u64,
}

impl Group {
    /// Numbers the event; joins it to the one before if both are text.
    fn add(&mut self, live: Arc<Live>, event: Event) {
        if live.is_broken() {
            return;
        }
        let place = match self.runs.entry(live.run) {
            std::collections::hash_map::Entry::Occupied(known) => {
                let place = known.into_mut();
                if let (Event::Delta { text }, Event::Delta { text: more }) =
                    (&mut self.events[place.last].event, &event)
                    && text.len() + more.len() <= LONGEST_DELTA
                {
                    text.push_str(more);
                    return;
                }
                place
            }
            std::collections::hash_map::Entry::Vacant(new) => {
                let seq = live.seq();
                new.insert(Place { live: live.clone(), last: 0, seq })
            }
        };
        place.seq += 1;
        place.last = self.events.len();
        self.events.push(LoggedEvent { run: live.run, seq: place.seq, event });
    }

    fn publish(self) {
        for (live, events) in self.by_run() {
            live.publish(events);
        }
    }

    fn by_run(self) -> Vec<(Arc<Live>, Vec<LoggedEvent>)> {
        let mut runs: HashMap<RunId, (Arc<Live>, Vec<LoggedEvent>)> =
            self.runs.into_iter().map(|(run, place)| (run, (place.live, Vec::new()))).collect();
        for event in self.events {
            if let Some((_, events)) = runs.get_mut(&event.run) {
                events.push(event);
            }
        }
        runs.into_values().collect()
    }
}
