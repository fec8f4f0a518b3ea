use crate::RagError;
use chatbox_core::{
    blobs::BlobError, documents::DocumentProblem, error::StoreError, loader::LoadError, models::ModelError,
    tasks::JobFailure,
};

/// Why work on a revision stopped before it was done.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stop {
    /// The revision was deleted, replaced, paused or taken over: nothing to do any more.
    Gone,
    /// The document cannot be ingested as it is; a person must do something.
    Problem(DocumentProblem),
    /// Another attempt may succeed. The text may be shown to a person.
    Again(String),
}

impl Stop {
    /// For jobs without a document to mark: problems are the job's failure.
    pub(crate) fn into_result(self) -> Result<(), JobFailure> {
        match self {
            Self::Gone => Ok(()),
            Self::Problem(problem) => Err(JobFailure::Fatal(problem.detail)),
            Self::Again(error) => Err(JobFailure::Retry(error)),
        }
    }
}

pub(crate) fn problem(code: &str, detail: impl Into<String>, hint: &str) -> DocumentProblem {
    DocumentProblem { code: code.to_owned(), detail: detail.into(), hint: hint.to_owned() }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) => Self::Gone,
            error => {
                tracing::warn!(%error, "storage failed during ingestion");
                Self::Again("the storage failed".to_owned())
            }
        }
    }
}

impl From<LoadError> for Stop {
    fn from(error: LoadError) -> Self {
        if error.is_transient() {
            return Self::Again(error.to_string());
        }
        Self::Problem(problem(error.code(), error.to_string(), error.hint()))
    }
}

impl From<ModelError> for Stop {
    fn from(error: ModelError) -> Self {
        use ModelError::{Broken, Missing, RateLimited, Refused, TimedOut, TooLong, Unauthorized, Unavailable};
        match error {
            Unavailable(_) | TimedOut | RateLimited { .. } | Broken(_) => Self::Again(error.to_string()),
            Missing { .. } | Unauthorized | TooLong { .. } | Refused(_) => {
                Self::Problem(problem(error.code(), error.to_string(), error.hint()))
            }
        }
    }
}

impl From<BlobError> for Stop {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::NotFound(_) => {
                Self::Problem(problem("blob_missing", "the stored file is gone", "Add the file again."))
            }
            error => {
                tracing::warn!(%error, "blob storage failed during ingestion");
                Self::Again("the file storage failed".to_owned())
            }
        }
    }
}

impl From<RagError> for Stop {
    fn from(error: RagError) -> Self {
        match error {
            RagError::Store(error) => error.into(),
            RagError::Blob(error) => error.into(),
            RagError::Model(error) => error.into(),
            RagError::Invalid(_) | RagError::WrongState { .. } => Self::Again(error.to_string()),
        }
    }
}
