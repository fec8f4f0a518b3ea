//! One child process: its pipes, the calls under way, its end.

use crate::{
    WorkerError,
    call::Call,
    frame::{self, Frame, FromChild, ToChild},
    limits::LIMITS_FLAG,
    stderr::LastLines,
    worker::{Cancel, Health, Spec},
};
use bytes::Bytes;
use serde_json::Value;
use std::{
    collections::HashMap,
    io,
    os::unix::process::ExitStatusExt,
    process::{ExitStatus, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::BufReader,
    process::{Child, ChildStdin, ChildStdout, Command},
    sync::{Notify, OwnedSemaphorePermit, mpsc, oneshot},
    time::Instant,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Answers that may wait for their reader.
const ANSWERS: usize = 1024;
/// Frames that may wait for the pipe.
const OUTGOING: usize = 64;

pub(crate) enum Event {
    Frame(Frame),
    Done,
    Failed(WorkerError),
}

pub(crate) struct Connection {
    spec: Arc<Spec>,
    process: u32,
    next: AtomicU64,
    outgoing: mpsc::Sender<(Vec<u8>, Bytes)>,
    calls: Mutex<Calls>,
    changed: Notify,
    kill: CancellationToken,
}

struct Calls {
    open: bool,
    retiring: bool,
    used: Instant,
    under_way: HashMap<u64, UnderWay>,
}

struct UnderWay {
    events: mpsc::Sender<Event>,
    cancelled: Option<Instant>,
    /// Given back when the child is done with the call, not when the caller is.
    _slot: OwnedSemaphorePermit,
}

/// Starts a child and waits until it has bound itself.
pub(crate) async fn start(
    spec: &Arc<Spec>,
    health: &Arc<Health>,
    tracker: &TaskTracker,
    stop: &CancellationToken,
    kill: &CancellationToken,
) -> Result<Arc<Connection>, WorkerError> {
    let (mut child, keeper) = spawn(spec).await.map_err(|error| WorkerError::Start(error.to_string()))?;
    let (Some(stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(WorkerError::Start("a pipe is missing".into()));
    };
    let lines = Arc::new(LastLines::default());
    let listening = tracker.spawn({
        let (lines, name) = (lines.clone(), spec.name);
        async move { lines.fill(name, stderr).await }
    });
    let mut stdout = BufReader::with_capacity(64 << 10, stdout);
    let first = tokio::time::timeout(spec.start_within, frame::read_async(&mut stdout, spec.limits.frame)).await;
    let refused = match first {
        Ok(Ok(Some((FromChild::Ready, _)))) => None,
        Ok(Ok(Some((FromChild::Refused { reason }, _)))) => Some(reason),
        Ok(Ok(_)) => Some("it ended at once".into()),
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some(format!("it was not ready within {:?}", spec.start_within)),
    };
    if let Some(reason) = refused {
        let _ = child.start_kill();
        let _ = tokio::time::timeout(spec.grace, child.wait()).await;
        let _ = tokio::time::timeout(spec.grace, listening).await;
        return Err(WorkerError::Start([vec![reason], lines.take()].concat().join("; ")));
    }
    let (outgoing, requests) = mpsc::channel(OUTGOING);
    let connection = Arc::new(Connection {
        spec: spec.clone(),
        process: child.id().unwrap_or(0),
        next: AtomicU64::new(1),
        outgoing,
        calls: Mutex::new(Calls { open: true, retiring: false, used: Instant::now(), under_way: HashMap::new() }),
        changed: Notify::new(),
        kill: kill.child_token(),
    });
    tracing::debug!(worker = spec.name, process = connection.process, "started");
    let (connection_too, health, stop) = (connection.clone(), health.clone(), stop.clone());
    let hang_up = CancellationToken::new();
    tracker.spawn(write_requests(requests, stdin, hang_up.clone()));
    tracker.spawn(async move {
        let end = connection_too.watch(stdout, &health, &stop).await;
        connection_too.lock().open = false;
        let status = connection_too.end(&end, &mut child, &hang_up).await;
        let _ = tokio::time::timeout(Duration::from_secs(1), listening).await;
        connection_too.report(end, status, lines.take(), &health);
        drop(keeper);
    });
    Ok(connection)
}

/// Why a connection ends.
enum End {
    /// The child closed its output, or broke the protocol.
    Output(Option<String>),
    /// A cancelled or timed-out call, or a child that does not stop.
    Kill,
    /// Idle, or it asked to be replaced.
    Retire,
    /// Shutdown.
    Stop,
}

impl Connection {
    pub(crate) fn is_open(&self) -> bool {
        let calls = self.lock();
        calls.open && !calls.retiring
    }

    pub(crate) fn process_id(&self) -> u32 {
        self.process
    }

    /// Takes up a call, or gives the slot back if this child takes no more.
    pub(crate) fn register(self: &Arc<Self>, slot: OwnedSemaphorePermit) -> Result<Call, OwnedSemaphorePermit> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (events, receiver) = mpsc::channel(ANSWERS);
        let mut calls = self.lock();
        if !calls.open || calls.retiring {
            return Err(slot);
        }
        calls.under_way.insert(id, UnderWay { events, cancelled: None, _slot: slot });
        drop(calls);
        Ok(Call::new(id, self.clone(), receiver))
    }

    pub(crate) async fn request(&self, id: u64, body: Value, payload: Bytes) -> Result<(), WorkerError> {
        let head = frame::encode(&ToChild::Request { id, body }, payload.len(), self.spec.limits.frame);
        let head = head.map_err(|error| WorkerError::Protocol(error.to_string()))?;
        // A closed channel means that the child has ended: the call's events say why.
        let _ = self.outgoing.send((head, payload)).await;
        Ok(())
    }

    /// Takes back a call that the child has never heard of.
    pub(crate) fn forget(&self, id: u64) {
        self.lock().under_way.remove(&id);
        self.changed.notify_one();
    }

    pub(crate) fn cancel(&self, id: u64) {
        let mut calls = self.lock();
        let Some(call) = calls.under_way.get_mut(&id) else { return };
        match self.spec.cancel {
            Cancel::Kill => {
                calls.open = false;
                self.kill.cancel();
            }
            Cancel::Tell(_) => {
                call.cancelled = Some(Instant::now());
                drop(calls);
                if let Ok(head) = frame::encode(&ToChild::Cancel { id }, 0, 0) {
                    // If the pipe is full the grace ends the matter.
                    let _ = self.outgoing.try_send((head, Bytes::new()));
                }
            }
        }
        self.changed.notify_one();
    }

    async fn watch(&self, stdout: BufReader<ChildStdout>, health: &Health, stop: &CancellationToken) -> End {
        tokio::select! {
            biased;
            () = self.kill.cancelled() => End::Kill,
            () = stop.cancelled() => End::Stop,
            problem = self.read_answers(stdout, health) => End::Output(problem),
            end = self.wait_for_rest() => end,
        }
    }

    async fn read_answers(&self, mut stdout: BufReader<ChildStdout>, health: &Health) -> Option<String> {
        loop {
            match frame::read_async(&mut stdout, self.spec.limits.frame).await {
                Ok(Some((message, payload))) => self.dispatch(message, payload, health),
                Ok(None) => return None,
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return None,
                Err(error) => return Some(error.to_string()),
            }
        }
    }

    fn dispatch(&self, message: FromChild, payload: Bytes, health: &Health) {
        let (id, last) = match message {
            FromChild::Item { id, body } => {
                let event = Event::Frame(Frame { header: body, payload });
                let behind = self.lock().under_way.get_mut(&id).is_some_and(|call| match call.events.try_send(event) {
                    Err(mpsc::error::TrySendError::Full(_)) => {
                        // Closes the channel: the reader finds its answers cut off.
                        call.events = mpsc::channel(1).0;
                        true
                    }
                    _ => false,
                });
                if behind {
                    self.cancel(id);
                }
                return;
            }
            FromChild::Done { id, retire } => (id, (Event::Done, retire)),
            FromChild::Failed { id, message, retire } => (id, (Event::Failed(WorkerError::Failed(message)), retire)),
            FromChild::Ready | FromChild::Refused { .. } => return,
        };
        health.worked();
        let (event, retire) = last;
        let mut calls = self.lock();
        calls.used = Instant::now();
        calls.retiring |= retire;
        let call = calls.under_way.remove(&id);
        drop(calls);
        if let Some(call) = call
            && let Err(mpsc::error::TrySendError::Full(event)) = call.events.try_send(event)
        {
            // No room for the last word. The reader sees a cut-off, which is true: it was too slow.
            drop(event);
        }
        self.changed.notify_one();
    }

    /// Returns when this child is to end although it works: unused, replaced, or deaf to a cancel.
    async fn wait_for_rest(&self) -> End {
        loop {
            let next = {
                let mut calls = self.lock();
                let hung = calls.under_way.values().filter_map(|call| call.cancelled).min();
                let idle = calls.under_way.is_empty();
                let next = match hung {
                    Some(since) => Some((since + self.spec.grace, End::Kill)),
                    None if idle && calls.retiring => Some((Instant::now(), End::Retire)),
                    None if idle => self.spec.idle_after.map(|after| (calls.used + after, End::Retire)),
                    None => None,
                };
                match next {
                    Some((at, end)) if at <= Instant::now() => {
                        calls.open = false;
                        return end;
                    }
                    next => next.map(|(at, _)| at),
                }
            };
            let rest = async {
                match next {
                    Some(at) => tokio::time::sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = self.changed.notified() => {}
                () = rest => {}
            }
        }
    }

    async fn end(&self, end: &End, child: &mut Child, hang_up: &CancellationToken) -> Option<ExitStatus> {
        hang_up.cancel();
        if !matches!(end, End::Kill)
            && let Ok(status) = tokio::time::timeout(self.spec.grace, child.wait()).await
        {
            return status.ok();
        }
        let _ = child.start_kill();
        child.wait().await.ok()
    }

    fn report(&self, end: End, status: Option<ExitStatus>, stderr: Vec<String>, health: &Health) {
        let under_way = std::mem::take(&mut self.lock().under_way);
        let error = match end {
            End::Kill | End::Retire | End::Stop => WorkerError::Stopped,
            End::Output(Some(ref problem)) => WorkerError::Protocol(problem.clone()),
            End::Output(None) => cause(status, stderr, self.spec.limits.cpu_budget()),
        };
        if let End::Output(_) = end {
            tracing::warn!(worker = self.spec.name, process = self.process, %error, "ended while in use");
            health.failed();
        } else {
            tracing::debug!(worker = self.spec.name, process = self.process, "ended");
        }
        for call in under_way.into_values() {
            let _ = call.events.try_send(Event::Failed(error.clone()));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write_requests(
    mut requests: mpsc::Receiver<(Vec<u8>, Bytes)>,
    mut stdin: ChildStdin,
    hang_up: CancellationToken,
) {
    let writing = async {
        while let Some((head, payload)) = requests.recv().await {
            // The reader of the child's output sees its end and says why.
            if frame::write_async(&mut stdin, &head, &payload).await.is_err() {
                break;
            }
        }
    };
    tokio::select! {
        () = writing => {}
        () = hang_up.cancelled() => {}
    }
}

/// Holds the thread that started a child until the child is gone.
struct Keeper {
    _release: std::sync::mpsc::Sender<()>,
}

/// The kernel sends the parent-death signal when the *thread* that forked ends, and runtime threads come and go: each child is forked by a
/// thread of its own that outlives it.
async fn spawn(spec: &Arc<Spec>) -> io::Result<(Child, Keeper)> {
    let (started, starting) = oneshot::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (spec, runtime) = (spec.clone(), tokio::runtime::Handle::current());
    let thread = std::thread::Builder::new().name(format!("{}-worker", spec.name)).stack_size(256 << 10);
    thread.spawn(move || {
        let _in_runtime = runtime.enter();
        let mut limits = spec.limits.clone();
        limits.parent = Some(std::process::id());
        let child = Command::new(&spec.program)
            .args(&spec.args)
            .arg(LIMITS_FLAG)
            .arg(limits.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn();
        if started.send(child).is_ok() {
            let _ = released.recv();
        }
    })?;
    let child = starting.await.map_err(|_| io::Error::other("the starting thread ended"))??;
    Ok((child, Keeper { _release: release }))
}

fn cause(status: Option<ExitStatus>, stderr: Vec<String>, cpu: Duration) -> WorkerError {
    // Texts of Rust's allocator, the C library and C++ when memory is refused.
    const SIGNS: [&str; 3] = ["memory allocation of", "Cannot allocate memory", "std::bad_alloc"];
    let signal = status.and_then(|status| status.signal());
    if signal == Some(libc::SIGXCPU) {
        return WorkerError::TimedOut(cpu);
    }
    // We did not kill it, so the kernel's memory guard most likely did.
    if signal == Some(libc::SIGKILL) || stderr.iter().any(|line| SIGNS.iter().any(|sign| line.contains(sign))) {
        return WorkerError::OutOfMemory;
    }
    let exit = match (signal, status.and_then(|status| status.code())) {
        (Some(signal), _) => format!("signal {signal}"),
        (None, Some(code)) => format!("exit code {code}"),
        (None, None) => "an unknown end".into(),
    };
    WorkerError::Crashed { exit, stderr }
}
