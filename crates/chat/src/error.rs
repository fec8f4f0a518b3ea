//! What can go wrong, for callers and for readers of a run.

use chatbox_core::{chat::RunProblem, error::StoreError, models::ModelError, search::SearchError};

/// Why a call to the chat engine failed.
#[derive(Debug, thiserror::Error)]
pub enum ChatError {
    /// The store refused or failed; `NotFound` also for what belongs to somebody else.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A question without text.
    #[error("the message is empty")]
    Empty,
    /// A question that is too long.
    #[error("the message is longer than {limit} characters")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// As many runs as allowed go on.
    #[error("too many answers are being written right now")]
    Busy,
    /// The engine is shutting down.
    #[error("the server is shutting down")]
    ShuttingDown,
    /// The run is not being worked on here right now; it goes on when the server has started again.
    #[error("the answer was interrupted")]
    Interrupted,
    /// The model failed (only from [`crate::Chat::answer_once`]; runs keep it as their problem).
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The search failed (only from [`crate::Chat::answer_once`]).
    #[error(transparent)]
    Search(#[from] SearchError),
}

impl ChatError {
    /// What the person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Store(StoreError::NotFound(_)) => "Reload the page; it may have been deleted.",
            Self::Store(_) => "Try again; if it keeps failing, look into the server's log.",
            Self::Empty => "Write a question.",
            Self::TooLong { .. } => "Shorten the message, or add the text as a document and ask about it.",
            Self::Busy => "Wait until another answer is finished and ask again.",
            Self::ShuttingDown | Self::Interrupted => "Wait until the server has started again, then reconnect.",
            Self::Model(error) => error.hint(),
            Self::Search(_) => "Try again; if it keeps failing, run `chatbox doctor`.",
        }
    }
}

/// Why a turn failed, as the run keeps it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TurnError {
    #[error(transparent)]
    Model(#[from] ModelError),
    #[error(transparent)]
    Search(#[from] SearchError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the answer took longer than allowed")]
    OutOfTime,
    #[error("the server stopped {0} times while this answer was written")]
    GivenUp(u32),
    #[error("the answer could not be written because of a fault in the program")]
    Fault,
}

impl TurnError {
    /// For the reader: internal text stays out.
    pub(crate) fn problem(&self) -> RunProblem {
        let (code, detail, hint) = match self {
            Self::Model(error) | Self::Search(SearchError::Model(error)) => {
                (error.code(), error.to_string(), error.hint())
            }
            Self::Search(SearchError::Invalid(text)) => ("search_refused", text.clone(), "Ask in a shorter way."),
            Self::Search(SearchError::Store(_)) => (
                "search_failed",
                "the documents could not be searched".to_owned(),
                "Ask again; if it keeps failing, run `chatbox doctor`.",
            ),
            Self::Store(_) => (
                "storage_failed",
                "the conversation could not be read or stored".to_owned(),
                "Ask again; if it keeps failing, run `chatbox doctor`.",
            ),
            Self::OutOfTime => {
                ("run_timed_out", self.to_string(), "Ask again, or ask for less at once; what was written is kept.")
            }
            Self::GivenUp(_) => {
                ("run_interrupted", self.to_string(), "Ask again; if the server keeps stopping, look into its log.")
            }
            Self::Fault => ("internal", self.to_string(), "Ask again; the server's log has the details."),
        };
        RunProblem { code: code.to_owned(), detail, hint: hint.to_owned() }
    }
}

impl From<TurnError> for ChatError {
    fn from(error: TurnError) -> Self {
        match error {
            TurnError::Model(error) => Self::Model(error),
            TurnError::Search(error) => Self::Search(error),
            TurnError::Store(error) => Self::Store(error),
            TurnError::OutOfTime => Self::Model(ModelError::TimedOut),
            TurnError::GivenUp(_) | TurnError::Fault => Self::Interrupted,
        }
    }
}
