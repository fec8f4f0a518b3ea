//! Port for the stored bytes of uploads, addressed by content hash.

use crate::{clock::Time, ids::BlobHash};
use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::BoxStream;

/// Why a blob could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No blob with this hash.
    #[error("blob {0} not found")]
    NotFound(BlobHash),
    /// The stream was longer than allowed; nothing was kept.
    #[error("larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The sender's stream broke; nothing was kept.
    #[error("the upload broke off: {0}")]
    Interrupted(String),
    /// The storage failed.
    #[error("blob storage failed: {0}")]
    Failed(String),
}

/// A stored blob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBlob {
    /// Its content hash.
    pub hash: BlobHash,
    /// Its size in bytes.
    pub size: u64,
}

/// Content-addressed storage. Implementors guarantee: a hash that was returned survives a crash of the process, `put` of the same
/// bytes is idempotent, a failed `put` leaves nothing behind, reads see whole blobs only.
#[async_trait]
pub trait BlobStore: Send + Sync {
    /// Stores a stream of at most `limit` bytes.
    async fn put(&self, bytes: BoxStream<'_, Result<Bytes, BlobError>>, limit: u64) -> Result<StoredBlob, BlobError>;
    /// The whole blob.
    async fn read(&self, hash: &BlobHash) -> Result<Bytes, BlobError>;
    /// The bytes `start..end` (end exclusive, clamped to the size) as a stream.
    async fn read_range(
        &self,
        hash: &BlobHash,
        start: u64,
        end: u64,
    ) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError>;
    /// Removes the blob; removing an absent one succeeds.
    async fn remove(&self, hash: &BlobHash) -> Result<(), BlobError>;
    /// When the blob was last `put`, if it is stored: young blobs may belong to an upload that is not recorded yet.
    async fn stored_at(&self, hash: &BlobHash) -> Result<Option<Time>, BlobError>;
    /// Every stored hash, for finding orphans.
    async fn list(&self) -> Result<Vec<BlobHash>, BlobError>;
}
