#![doc = include_str!("../README.md")]

mod check;
mod csv;
mod detect;
mod docx;
mod draft;
mod encoding;
mod extract;
mod html;
mod json;
mod language;
mod lines;
mod markdown;
mod names;
mod normalise;
mod pdf;
mod portrait;
mod process;
#[cfg(test)]
mod tests;

pub use check::check;
pub use extract::extract;
pub use portrait::portrait;
pub use process::{ProcessLoader, ServeError, run_worker};

use serde::{Deserialize, Serialize};
use std::num::NonZeroUsize;

/// Limits of reading documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Largest file in bytes.
    pub max_file_bytes: u64,
    /// Longest text in bytes that a document may yield; also the limit of each packed part and of twice this for all of them.
    pub max_text_bytes: usize,
    /// Seconds that one document may take.
    pub seconds: u64,
    /// Address space of a reader process in bytes.
    pub memory_bytes: u64,
    /// Reader processes side by side.
    pub processes: NonZeroUsize,
}

impl Default for Settings {
    /// 100 MB files, 50 MB of text, 60 seconds, 1 GiB, one process for each core.
    fn default() -> Self {
        Self {
            max_file_bytes: 100 << 20,
            max_text_bytes: 50 << 20,
            seconds: 60,
            memory_bytes: 1 << 30,
            processes: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        }
    }
}
