//! Errors of the storage ports.

/// What a relational store or an index can answer besides success.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such row, or it belongs to somebody else: the caller cannot tell the two apart.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// It was shared with the caller for less than this.
    #[error("this {0} was shared with you for less than this")]
    Beyond(&'static str),
    /// The change contradicts what is stored (a name that exists, a lease that was lost).
    #[error("{0}")]
    Conflict(String),
    /// The cursor was not made by this store.
    #[error("the cursor is not valid")]
    BadCursor,
    /// The database or index failed; the text is for the log, never for a client.
    #[error("storage failed: {0}")]
    Failed(String),
}

impl StoreError {
    /// Wraps any lower error for the log.
    pub fn failed(source: impl std::fmt::Display) -> Self {
        Self::Failed(source.to_string())
    }
}

/// Result of a storage port.
pub type StoreResult<T> = Result<T, StoreError>;
