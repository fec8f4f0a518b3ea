//! What can go wrong in an embedded index, and what to do about it.

use chatbox_core::error::StoreError;
use std::path::{Path, PathBuf};

/// Failures of the embedded indexes. Converts into `StoreError::Failed` with the same text.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder does not hold an index this program can use: damaged, incomplete, or made by another version or model.
    #[error("the index in {} cannot be used ({reason}); run `chatbox index rebuild`", dir.display())]
    Rebuild {
        /// The folder.
        dir: PathBuf,
        /// What was found.
        reason: String,
    },
    /// The folder cannot be read or written.
    #[error("the index folder {} cannot be used: {source}", dir.display())]
    Folder {
        /// The folder.
        dir: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another process has the index open.
    #[error("the index in {} is open in another process", dir.display())]
    InUse {
        /// The folder.
        dir: PathBuf,
    },
    /// The index was closed before the call.
    #[error("the index is closed")]
    Closed,
    /// The caller passed a vector of the wrong length.
    #[error("a vector has {found} dimensions where the index has {expected}")]
    Dimensions {
        /// What the index was opened with.
        expected: usize,
        /// What was passed.
        found: usize,
    },
    /// The engine failed; the text is for the log.
    #[error("{0}")]
    Engine(String),
}

impl IndexError {
    pub(crate) fn rebuild(dir: &Path, reason: impl std::fmt::Display) -> Self {
        Self::Rebuild { dir: dir.to_owned(), reason: reason.to_string() }
    }

    pub(crate) fn folder(dir: &Path, source: std::io::Error) -> Self {
        Self::Folder { dir: dir.to_owned(), source }
    }

    pub(crate) fn engine(source: impl std::fmt::Display) -> Self {
        Self::Engine(source.to_string())
    }
}

impl From<IndexError> for StoreError {
    fn from(error: IndexError) -> Self {
        Self::failed(error)
    }
}

/// Result inside this crate.
pub(crate) type IndexResult<T> = Result<T, IndexError>;
