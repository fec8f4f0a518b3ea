//! The loader that the rest of the program uses: sends documents to limited children of itself.

use crate::{Settings, extract, portrait};
use async_trait::async_trait;
use bytes::Bytes;
use chatbox_core::{
    loader::{Extracted, LoadError, Loader},
    privacy::{PictureError, Portraits},
};
use chatbox_worker::{Answers, Limits, Pool, Spec, WorkerError, serve_stdio};
use serde::{Deserialize, Serialize};
use std::{ffi::OsString, num::NonZeroUsize, path::PathBuf, time::Duration};

pub use chatbox_worker::ServeError;

/// Children are replaced after this many documents, so that what parsers forget to free stays small.
const DOCUMENTS_PER_CHILD: u32 = 200;
/// A picture that takes longer is not read.
const PORTRAIT: Duration = Duration::from_secs(20);

/// Reads documents in child processes that cannot reach files or the network and have bounded time and memory.
#[derive(Clone)]
pub struct ProcessLoader {
    pool: Pool,
    settings: Settings,
}

#[derive(Serialize, Deserialize)]
enum Request {
    Document { name: String, settings: Settings },
    Portrait,
}

/// What the child answers. Beside it go, as raw bytes, the text and after it the blocks as JSON: a long table has a million of them.
#[derive(Serialize, Deserialize)]
enum Answer {
    Extracted { extracted: Extracted, text_bytes: usize },
    Refused(LoadError),
    Portrait,
    RefusedPicture(PictureError),
}

impl ProcessLoader {
    /// `program` and `args` start a process that calls `run_worker`: usually this binary with `worker extract`. Starts nothing yet.
    pub fn new<A: Into<OsString>>(
        program: impl Into<PathBuf>,
        args: impl IntoIterator<Item = A>,
        settings: Settings,
    ) -> Self {
        let mut limits = Limits::parsing(settings.memory_bytes);
        limits.cpu_seconds = Some(settings.seconds);
        limits.retire_after = Some(DOCUMENTS_PER_CHILD);
        limits.frame = usize::try_from(settings.max_file_bytes)
            .unwrap_or(usize::MAX)
            .max(settings.max_text_bytes.saturating_mul(4));
        let spec = Spec::new("extract", program, args, limits);
        Self { pool: Pool::new(spec, settings.processes), settings }
    }

    /// Ends the children.
    pub async fn shutdown(&self) {
        self.pool.shutdown().await;
    }
}

#[async_trait]
impl Loader for ProcessLoader {
    async fn load(&self, name: &str, bytes: Bytes) -> Result<Extracted, LoadError> {
        if bytes.len() as u64 > self.settings.max_file_bytes {
            return Err(crate::extract::too_large(bytes.len() as u64, self.settings.max_file_bytes));
        }
        // Only the end of a name is ever looked at.
        let name: String = name.chars().rev().take(255).collect::<Vec<_>>().into_iter().rev().collect();
        let request = Request::Document { name, settings: self.settings.clone() };
        let answer = self.pool.call(&request, bytes, Duration::from_secs(self.settings.seconds)).await;
        let (header, beside) = answer.map_err(|error| self.explain(error))?;
        match Answer::deserialize(header) {
            Ok(Answer::Refused(error)) => Err(error),
            Ok(Answer::Extracted { extracted, text_bytes }) => {
                joined(extracted, &beside, text_bytes).ok_or_else(strange)
            }
            Ok(Answer::Portrait | Answer::RefusedPicture(_)) | Err(_) => Err(strange()),
        }
    }
}

#[async_trait]
impl Portraits for ProcessLoader {
    async fn portrait(&self, bytes: Bytes) -> Result<Bytes, PictureError> {
        let answer = self.pool.call(&Request::Portrait, bytes, PORTRAIT).await;
        let (header, beside) = answer.map_err(|error| match error {
            WorkerError::Start(reason) => PictureError::Unavailable(reason),
            WorkerError::Stopped => PictureError::Unavailable("the program is shutting down".into()),
            _ => PictureError::Broken,
        })?;
        match Answer::deserialize(header) {
            Ok(Answer::Portrait) => Ok(beside),
            Ok(Answer::RefusedPicture(error)) => Err(error),
            _ => Err(PictureError::Broken),
        }
    }
}

fn joined(extracted: Extracted, beside: &[u8], text_bytes: usize) -> Option<Extracted> {
    let (text, blocks) = beside.split_at_checked(text_bytes)?;
    let text = String::from_utf8(text.into()).ok()?;
    Some(Extracted { text, blocks: serde_json::from_slice(blocks).ok()?, ..extracted })
}

fn strange() -> LoadError {
    LoadError::Crashed("its answer could not be read".into())
}

impl ProcessLoader {
    fn explain(&self, error: WorkerError) -> LoadError {
        match error {
            WorkerError::TimedOut(_) => LoadError::TimedOut(self.settings.seconds),
            WorkerError::OutOfMemory => {
                let limit = self.settings.memory_bytes >> 20;
                LoadError::Crashed(format!("it needed more than {limit} MB of memory"))
            }
            WorkerError::Crashed { exit, .. } => LoadError::Crashed(exit),
            WorkerError::Protocol(_) | WorkerError::Failed(_) => strange(),
            WorkerError::Start(reason) => LoadError::Unavailable(reason),
            WorkerError::Stopped => LoadError::Unavailable("the program is shutting down".into()),
        }
    }
}

/// The child's `main`: limits itself, then reads documents and pictures until standard input ends. Call it before any thread or runtime exists.
///
/// # Errors
/// `ServeError` if the limits cannot be applied or the pipe breaks.
pub fn run_worker(limits: &Limits) -> Result<(), ServeError> {
    serve_stdio(limits, NonZeroUsize::MIN, |request: Request, bytes: Vec<u8>, answers: &Answers| {
        let (answer, beside) = match request {
            Request::Document { name, settings } => match extract(&name, bytes, &settings) {
                Ok(mut extracted) => {
                    let mut beside = std::mem::take(&mut extracted.text).into_bytes();
                    let text_bytes = beside.len();
                    let blocks = std::mem::take(&mut extracted.blocks);
                    serde_json::to_writer(&mut beside, &blocks).map_err(|error| error.to_string())?;
                    (Answer::Extracted { extracted, text_bytes }, beside)
                }
                Err(error) => (Answer::Refused(error), Vec::new()),
            },
            Request::Portrait => match portrait(&bytes) {
                Ok(picture) => (Answer::Portrait, picture),
                Err(error) => (Answer::RefusedPicture(error), Vec::new()),
            },
        };
        answers.send(&answer, &beside).map_err(|error| error.to_string())
    })
}
