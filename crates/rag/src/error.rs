use chatbox_core::{blobs::BlobError, error::StoreError, models::ModelError};

/// Why a call on the library or the index failed.
#[derive(Debug, thiserror::Error)]
pub enum RagError {
    /// A name, path or action breaks a rule; the text says which and is meant for the user.
    #[error("{0}")]
    Invalid(String),
    /// The document is in a state that does not allow the action.
    #[error("{state}")]
    WrongState {
        /// What state it is in, for the user.
        state: String,
        /// What can be done in it.
        hint: String,
    },
    /// The relational store or an index refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The upload could not be stored, or the stored bytes not be read.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// Texts could not be embedded.
    #[error(transparent)]
    Model(#[from] ModelError),
}
