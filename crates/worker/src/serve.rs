//! The child's end.

use crate::{
    frame::{self, FromChild, ToChild},
    limits::Limits,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufWriter},
    num::NonZeroUsize,
    os::unix::fs::FileExt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc,
    },
};

/// Stack of a handler thread in bytes: parsers recurse as deep as their input nests.
const STACK: usize = 64 << 20;

/// Why the child ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It could not bind itself, so it did not begin.
    #[error("limits could not be applied: {0}")]
    Limits(String),
    /// The pipes broke.
    #[error("the pipe to the parent failed: {0}")]
    Pipe(#[from] io::Error),
}

/// The parent no longer wants the answer; stop and return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Sends the answers to one request.
pub struct Answers {
    id: u64,
    cancelled: Arc<AtomicBool>,
    shared: Arc<Shared>,
}

impl Answers {
    /// Sends one answer. Blocks while the pipe is full.
    ///
    /// # Errors
    /// `Cancelled` once the parent has lost interest: return soon.
    pub fn send(&self, header: &impl Serialize, payload: &[u8]) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            return Err(Cancelled);
        }
        let body = serde_json::to_value(header).unwrap_or(Value::Null);
        self.shared.write(&FromChild::Item { id: self.id, body }, payload).map_err(|error| {
            // An answer over the frame limit must not look like no answer.
            eprintln_line(&format!("an answer could not be sent: {error}"));
            std::process::exit(3)
        })
    }

    /// Whether the parent has lost interest. Look often in long loops.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Binds this process to `limits`, then answers requests from standard input on `threads` threads until it ends. Call it first thing in
/// `main`, before any thread or runtime exists. Standard output belongs to the protocol: what the handler or native code prints goes to
/// standard error. A handler that panics ends the process (exit code 101); an `Err` is handed to the caller as `WorkerError::Failed`.
///
/// # Errors
/// `ServeError` if the limits cannot be applied or the pipe breaks.
pub fn serve_stdio<R, H>(limits: &Limits, threads: NonZeroUsize, handler: H) -> Result<(), ServeError>
where
    R: DeserializeOwned + 'static,
    H: Fn(R, Vec<u8>, &Answers) -> Result<(), String> + Send + Sync + 'static,
{
    let output = File::from(rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 3).map_err(io::Error::from)?);
    rustix::stdio::dup2_stdout(rustix::stdio::stderr()).map_err(io::Error::from)?;
    // Opened before the sandbox closes: the only way to see one's own memory inside it.
    let statm = File::open("/proc/self/statm").ok();
    let shared = Arc::new(Shared {
        output: Mutex::new(BufWriter::with_capacity(64 << 10, output)),
        waiting: Mutex::default(),
        served: AtomicU32::new(0),
        single: threads.get() == 1,
        limits: limits.clone(),
        statm,
    });
    if let Err(reason) = limits.apply() {
        shared.write(&FromChild::Refused { reason: reason.clone() }, &[])?;
        return Err(ServeError::Limits(reason));
    }
    // The parent has a bounded number of requests under way, which bounds this queue.
    let (queue, requests) = mpsc::channel::<(u64, Value, Vec<u8>)>();
    let requests = Arc::new(Mutex::new(requests));
    let handler = Arc::new(handler);
    for _ in 0..threads.get() {
        let (requests, handler, shared) = (requests.clone(), handler.clone(), shared.clone());
        std::thread::Builder::new().stack_size(STACK).spawn(move || work(&requests, &*handler, &shared))?;
    }
    shared.write(&FromChild::Ready, &[])?;
    read_requests(&shared, &queue)
}

struct Shared {
    output: Mutex<BufWriter<File>>,
    /// Requests that were read and not yet answered, with their cancel flags.
    waiting: Mutex<HashMap<u64, Arc<AtomicBool>>>,
    served: AtomicU32,
    single: bool,
    limits: Limits,
    statm: Option<File>,
}

impl Shared {
    fn write(&self, header: &FromChild, payload: &[u8]) -> io::Result<()> {
        frame::write(&mut *lock(&self.output), header, payload, self.limits.frame)
    }

    fn should_retire(&self) -> bool {
        let served = self.served.fetch_add(1, Ordering::Relaxed) + 1;
        self.limits.retire_after.is_some_and(|after| served >= after)
            || self.limits.retire_above.is_some_and(|above| self.resident().is_some_and(|bytes| bytes > above))
    }

    /// Resident bytes: the second number of `statm`, in pages (proc(5)).
    fn resident(&self) -> Option<u64> {
        let mut text = [0; 128];
        let read = self.statm.as_ref()?.read_at(&mut text, 0).ok()?;
        let pages: u64 = std::str::from_utf8(&text[..read]).ok()?.split(' ').nth(1)?.parse().ok()?;
        Some(pages * rustix::param::page_size() as u64)
    }
}

fn read_requests(shared: &Arc<Shared>, queue: &mpsc::Sender<(u64, Value, Vec<u8>)>) -> Result<(), ServeError> {
    let mut input = io::BufReader::with_capacity(64 << 10, io::stdin().lock());
    while let Some((message, payload)) = frame::read(&mut input, shared.limits.frame)? {
        match message {
            ToChild::Request { id, body } => {
                lock(&shared.waiting).insert(id, Arc::default());
                if queue.send((id, body, payload)).is_err() {
                    break;
                }
            }
            ToChild::Cancel { id } => {
                if let Some(flag) = lock(&shared.waiting).get(&id) {
                    flag.store(true, Ordering::Relaxed);
                }
            }
        }
    }
    if !lock(&shared.waiting).is_empty() {
        // The parent is gone or has given up: nobody waits for the work under way. Destructors of native code must not run beside it.
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
    Ok(())
}

fn work<R, H>(requests: &Mutex<mpsc::Receiver<(u64, Value, Vec<u8>)>>, handler: &H, shared: &Arc<Shared>)
where
    R: DeserializeOwned,
    H: Fn(R, Vec<u8>, &Answers) -> Result<(), String>,
{
    loop {
        let Ok((id, body, payload)) = lock(requests).recv() else { return };
        let cancelled = lock(&shared.waiting).get(&id).cloned().unwrap_or_default();
        let answers = Answers { id, cancelled, shared: shared.clone() };
        if shared.single {
            shared.limits.grant_cpu();
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let request = R::deserialize(body).map_err(|error| format!("the request has another shape: {error}"))?;
            handler(request, payload, &answers)
        }));
        lock(&shared.waiting).remove(&id);
        let retire = shared.should_retire();
        let last = match outcome {
            Ok(Ok(())) => FromChild::Done { id, retire },
            Ok(Err(message)) => FromChild::Failed { id, message, retire },
            // The panic's message is on standard error; state may be torn, so a fresh process takes over.
            Err(_) => std::process::exit(101),
        };
        if shared.write(&last, &[]).is_err() {
            std::process::exit(2);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn eprintln_line(text: &str) {
    use io::Write;
    let _ = writeln!(io::stderr(), "{text}");
}
