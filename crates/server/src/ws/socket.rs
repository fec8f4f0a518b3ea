//! The life of one socket.

use super::{ClientFrame, ServerFrame};
use crate::{Deps, asker::Admission, problem::Problem};
use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use chatbox_chat::{Begun, ChatError};
use chatbox_core::{
    chat::{LoggedEvent, NewTurn, TurnKind},
    ids::{ConversationId, RunId, Who},
};
use chatbox_rag::ingest::IngestionSnapshot;
use futures::{
    StreamExt,
    stream::{self, BoxStream, SelectAll},
};
use std::time::Duration;
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior, interval, timeout},
};
use tokio_util::sync::CancellationToken;

/// Most runs one socket follows.
const FOLLOWED: usize = 64;
/// A reader that takes nothing for this long is cut off; it can come back and resume.
const SEND: Duration = Duration::from_secs(30);
/// How often an idle socket is pinged.
const PING: Duration = Duration::from_secs(25);
/// A socket that answers nothing for this long is dead.
const SILENCE: Duration = Duration::from_secs(70);

/// What comes of a followed run; nothing more at its end.
type Followed = (RunId, Option<Result<LoggedEvent, ChatError>>);

/// The reader went away.
struct Gone;

struct Session {
    socket: WebSocket,
    who: Who,
    admission: Admission,
    deps: Deps,
    /// Followed runs; each stream ends with its run, and says so by a `None`.
    followed: SelectAll<BoxStream<'static, Followed>>,
    /// What ends a followed stream early; one for each that goes on.
    stops: Vec<(RunId, CancellationToken)>,
    ingestion: Option<watch::Receiver<IngestionSnapshot>>,
}

pub(super) async fn serve(socket: WebSocket, who: Who, admission: Admission, deps: Deps) {
    metrics::gauge!("chatbox_sockets").increment(1.0);
    let stopping = deps.stopping.clone();
    let closed = admission.ended(deps.auth.clone(), who);
    let followed = SelectAll::new();
    let mut session = Session { socket, who, admission, deps, followed, stops: Vec::new(), ingestion: None };
    tokio::select! {
        () = stopping.cancelled() => session.close(close_code::RESTART, "the server is shutting down").await,
        () = closed => session.close(close_code::POLICY, "the session is closed").await,
        _ = session.run() => {}
    }
    metrics::gauge!("chatbox_sockets").decrement(1.0);
}

impl Session {
    async fn run(&mut self) -> Result<(), Gone> {
        let mut pings = interval(PING);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                message = self.socket.recv() => {
                    heard = Instant::now();
                    match message {
                        Some(Ok(Message::Text(text))) => self.frame(text.as_str()).await?,
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                        Some(Ok(Message::Binary(_))) => self.close(close_code::UNSUPPORTED, "text frames only").await,
                        Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(()),
                    }
                }
                Some((run, item)) = self.followed.next() => match item {
                    Some(item) => self.event(run, item).await?,
                    None => self.unfollow(run),
                },
                () = changed(&mut self.ingestion) => self.snapshot().await?,
                _ = pings.tick() => {
                    if heard.elapsed() > SILENCE {
                        return Ok(());
                    }
                    self.write(Message::Ping(Default::default())).await?;
                }
            }
        }
    }

    async fn frame(&mut self, text: &str) -> Result<(), Gone> {
        let frame: ClientFrame = match serde_json::from_str(text) {
            Ok(frame) => frame,
            Err(error) => {
                let problem = Problem::invalid(format!("The frame cannot be read: {error}."), "See docs/api.md.");
                let r#ref = serde_json::from_str::<serde_json::Value>(text).ok();
                let r#ref = r#ref.and_then(|value| Some(value.get("ref")?.as_str()?.to_owned()));
                return self.send(&ServerFrame::Error { r#ref, problem }).await;
            }
        };
        let r#ref = frame.reference();
        let answer = match self.carry_out(frame).await {
            Ok(answer) => answer,
            Err(problem) => ServerFrame::Error { r#ref: Some(r#ref), problem },
        };
        self.send(&answer).await
    }

    async fn carry_out(&mut self, frame: ClientFrame) -> Result<ServerFrame, Problem> {
        let r#ref = frame.reference();
        self.admission.require(self.deps.auth.as_ref(), self.who, frame.needs()).await?;
        match frame {
            ClientFrame::Ask { conversation, text, parent, model, documents, .. } => {
                let turn = NewTurn { kind: TurnKind::Ask { parent, text, documents }, model };
                return self.begin(r#ref, conversation, turn).await;
            }
            ClientFrame::Regenerate { question, model, .. } => {
                let conversation = self.deps.conversations.message(self.who, question).await?.conversation;
                let turn = NewTurn { kind: TurnKind::Regenerate { question }, model };
                return self.begin(r#ref, conversation, turn).await;
            }
            ClientFrame::Stop { run, .. } => self.deps.chat.stop(self.who, run).await?,
            ClientFrame::Follow { run, after, .. } => {
                self.deps.conversations.run(self.who, run).await?;
                self.unfollow(run);
                self.check_room()?;
                self.follow(run, after);
            }
            ClientFrame::Unfollow { run, .. } => self.unfollow(run),
            ClientFrame::WatchIngestion { on, .. } => {
                self.ingestion = on.then(|| self.deps.rag.progress(self.who));
            }
            ClientFrame::Ping { .. } => {}
        }
        Ok(ServerFrame::Ok { r#ref })
    }

    /// Begins a turn and follows its run.
    async fn begin(
        &mut self,
        r#ref: String,
        conversation: ConversationId,
        turn: NewTurn,
    ) -> Result<ServerFrame, Problem> {
        // Before anything is stored: a refused message must not be answered all the same.
        self.check_room()?;
        let Begun { run, question, answer } = self.deps.chat.begin(self.who, conversation, turn).await?;
        self.follow(run.id, 0);
        let (run, question, answer) = (Box::new(run), Box::new(question), Box::new(answer));
        Ok(ServerFrame::Accepted { r#ref, run, question, answer })
    }

    fn check_room(&self) -> Result<(), Problem> {
        if self.stops.len() >= FOLLOWED {
            return Err(Problem::invalid("One socket follows at most 64 runs.", "Unfollow some, or open another."));
        }
        Ok(())
    }

    fn follow(&mut self, run: RunId, after: u64) {
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        let events = self.deps.chat.follow(self.who, run, after).map(Some).chain(stream::iter([None]));
        let events = events.map(move |item| (run, item));
        self.followed.push(events.take_until(async move { stopped.cancelled().await }).boxed());
        self.stops.push((run, stop));
    }

    fn unfollow(&mut self, run: RunId) {
        self.stops.retain(|(followed, stop)| {
            if *followed == run {
                stop.cancel();
            }
            *followed != run
        });
    }

    async fn event(&mut self, run: RunId, item: Result<LoggedEvent, ChatError>) -> Result<(), Gone> {
        match item {
            Ok(LoggedEvent { run, seq, event }) => self.send(&ServerFrame::Event { run, seq, event }).await,
            Err(error) => {
                self.unfollow(run);
                self.send(&ServerFrame::Error { r#ref: None, problem: error.into() }).await
            }
        }
    }

    async fn snapshot(&mut self) -> Result<(), Gone> {
        let Some(progress) = &mut self.ingestion else { return Ok(()) };
        let snapshot = progress.borrow_and_update().clone();
        self.send(&ServerFrame::Ingestion { snapshot }).await
    }

    async fn send(&mut self, frame: &ServerFrame) -> Result<(), Gone> {
        let text = serde_json::to_string(frame).map_err(|_| Gone)?;
        self.write(Message::Text(text.into())).await
    }

    async fn write(&mut self, message: Message) -> Result<(), Gone> {
        timeout(SEND, self.socket.send(message)).await.map_err(|_| Gone)?.map_err(|_| Gone)
    }

    async fn close(&mut self, code: u16, reason: &'static str) {
        let frame = CloseFrame { code, reason: reason.into() };
        // The other side may be gone already: nothing to do about it.
        let _ = self.write(Message::Close(Some(frame))).await;
    }
}

/// Waits for a new snapshot; for ever when nobody watches.
async fn changed(ingestion: &mut Option<watch::Receiver<IngestionSnapshot>>) {
    let ended = match ingestion {
        Some(progress) => progress.changed().await.is_err(),
        None => true,
    };
    if ended {
        std::future::pending().await
    }
}
