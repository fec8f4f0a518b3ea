//! HTTP with resume.

use crate::{ModelsError, Progress, Stage};
use reqwest::{Response, StatusCode, header};
use std::{path::Path, time::Duration};
use tokio::{fs::OpenOptions, io::AsyncWriteExt, time::Instant};

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(20);
/// Longest wait for the next bytes.
const IDLE: Duration = Duration::from_secs(60);
/// Longest download in all.
const WHOLE: Duration = Duration::from_secs(60 * 60);
/// Broken connections in a row that brought nothing.
const TRIES: u32 = 4;
/// Wait after the first of them; it doubles.
const PAUSE: Duration = Duration::from_millis(250);
/// Least time between two progress reports.
const REPORT_EVERY: Duration = Duration::from_millis(100);

/// Fetches exactly `size` bytes into `part`, going on after what is there.
pub(crate) async fn download(
    address: &str,
    part: &Path,
    size: u64,
    sink: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ModelsError> {
    tokio::time::timeout(WHOLE, attempts(address, part, size, sink)).await.map_err(|_| ModelsError::TimedOut(WHOLE))?
}

async fn attempts(
    address: &str,
    part: &Path,
    size: u64,
    sink: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), ModelsError> {
    let client = reqwest::Client::builder().connect_timeout(CONNECT).read_timeout(IDLE).build();
    let client = client.map_err(|error| broken(0, &error))?;
    let mut fruitless = 0;
    loop {
        let before = length(part).await;
        if before == size {
            return Ok(());
        }
        let detail = match attempt(&client, address, part, size, sink).await {
            Ok(()) => return Ok(()),
            Err(Failure::Final(error)) => return Err(error),
            Err(Failure::Connection(error)) => error,
        };
        let bytes = length(part).await;
        fruitless = if bytes > before { 0 } else { fruitless + 1 };
        tracing::info!(bytes, "a model's download broke off: {detail}");
        if fruitless >= TRIES {
            return Err(ModelsError::Broken { bytes, detail });
        }
        tokio::time::sleep(PAUSE * 2u32.pow(fruitless)).await;
    }
}

enum Failure {
    /// Worth another try.
    Connection(String),
    Final(ModelsError),
}

impl From<ModelsError> for Failure {
    fn from(error: ModelsError) -> Self {
        Self::Final(error)
    }
}

async fn attempt(
    client: &reqwest::Client,
    address: &str,
    part: &Path,
    size: u64,
    sink: &(dyn Fn(Progress) + Send + Sync),
) -> Result<(), Failure> {
    let have = length(part).await.min(size);
    let mut request = client.get(address);
    if have > 0 {
        request = request.header(header::RANGE, format!("bytes={have}-"));
    }
    let mut response = request.send().await.map_err(connection)?;
    let start = match response.status() {
        StatusCode::OK => 0,
        StatusCode::PARTIAL_CONTENT if starts_at(&response, have) => have,
        // What is there does not fit what is offered: from the start, next time.
        StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
            tokio::fs::remove_file(part).await.map_err(ModelsError::io(part))?;
            return Err(Failure::Connection("the server cannot go on from there".into()));
        }
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            return Err(Failure::Connection(format!("status {status}")));
        }
        status => return Err(ModelsError::Status(status.as_u16()).into()),
    };
    let mut file =
        OpenOptions::new().create(true).write(true).truncate(false).open(part).await.map_err(ModelsError::io(part))?;
    file.set_len(start).await.map_err(ModelsError::io(part))?;
    tokio::io::AsyncSeekExt::seek(&mut file, std::io::SeekFrom::Start(start)).await.map_err(ModelsError::io(part))?;

    let (began, mut reported, mut bytes) = (Instant::now(), None::<Instant>, start);
    let outcome = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                bytes += chunk.len() as u64;
                if bytes > size {
                    break Err(ModelsError::WrongHash { what: "the package".into() }.into());
                }
                file.write_all(&chunk).await.map_err(ModelsError::io(part))?;
            }
            Ok(None) if bytes == size => break Ok(()),
            Ok(None) => break Err(Failure::Connection(format!("{bytes} of {size} bytes came"))),
            Err(error) => break Err(connection(error)),
        }
        if bytes == size || reported.is_none_or(|at| at.elapsed() >= REPORT_EVERY) {
            reported = Some(Instant::now());
            let rate = (bytes - start) as f64 / began.elapsed().as_secs_f64().max(0.001);
            sink(Progress { stage: Stage::Download, bytes, total: size, rate: rate as u64 });
        }
    };
    file.flush().await.map_err(ModelsError::io(part))?;
    file.sync_all().await.map_err(ModelsError::io(part))?;
    outcome
}

/// Whether the server sends from this byte on: `Content-Range: bytes START-END/SIZE` (RFC 9110, 14.4).
fn starts_at(response: &Response, byte: u64) -> bool {
    let range = response.headers().get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    let start = range.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse().ok());
    start == Some(byte)
}

async fn length(part: &Path) -> u64 {
    tokio::fs::metadata(part).await.map_or(0, |found| found.len())
}

/// The error without the address, which may carry a password.
fn connection(error: reqwest::Error) -> Failure {
    Failure::Connection(describe(error))
}

fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let causes = std::iter::successors(std::error::Error::source(&error), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

fn broken(bytes: u64, error: &reqwest::Error) -> ModelsError {
    ModelsError::Broken { bytes, detail: error.to_string() }
}
