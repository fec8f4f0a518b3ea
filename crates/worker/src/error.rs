use std::time::Duration;

/// Why a call to a worker failed. Texts are for the log, not for clients.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// No answer within this time, or the CPU budget was used up; the work was stopped.
    #[error("no answer within {0:?}")]
    TimedOut(Duration),
    /// The child ended while it was working.
    #[error("the worker ended with {exit}: {}", .stderr.last().map_or("no message", String::as_str))]
    Crashed {
        /// `signal 11` or `exit code 101`.
        exit: String,
        /// Its last lines on standard error.
        stderr: Vec<String>,
    },
    /// The child ended because it was not given more memory (best guess from how it ended).
    #[error("the worker ran out of memory")]
    OutOfMemory,
    /// The child broke the protocol, or a frame is larger than allowed.
    #[error("protocol: {0}")]
    Protocol(String),
    /// The child could not be started; worth another try.
    #[error("the worker did not start: {0}")]
    Start(String),
    /// The handler in the child answered with this error.
    #[error("{0}")]
    Failed(String),
    /// `shutdown` was called.
    #[error("the worker was shut down")]
    Stopped,
}
