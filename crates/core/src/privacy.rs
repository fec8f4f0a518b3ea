//! What there is of somebody, and its removal.

use crate::{
    auth::TokenHash,
    clock::Time,
    error::StoreResult,
    ids::{BlobHash, DeletionId, DocumentId, UserId, Who},
    tasks::NewJob,
};
use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How much of each kind is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Holdings {
    /// Conversations.
    pub conversations: u64,
    /// Messages in them.
    pub messages: u64,
    /// Answers that were written, with their logs.
    pub runs: u64,
    /// Folders of conversations.
    pub folders: u64,
    /// Prompts.
    pub prompts: u64,
    /// Links to snapshots of conversations.
    pub links: u64,
    /// Collections.
    pub collections: u64,
    /// Grants with which these are shared.
    pub grants: u64,
    /// Documents.
    pub documents: u64,
    /// Stored versions of them.
    pub versions: u64,
    /// Passages, with their vectors, index entries and sentences.
    pub passages: u64,
    /// Bytes of all versions.
    pub bytes: u64,
    /// Sessions.
    pub sessions: u64,
    /// API keys.
    pub api_keys: u64,
    /// Invitations that were made and not used.
    pub invitations: u64,
    /// Second factors.
    pub second_factors: u64,
    /// Groups that this person is in.
    pub memberships: u64,
    /// Collections of others that are shared with this person by name.
    pub shared_with: u64,
    /// Pictures.
    pub avatars: u64,
    /// Jobs in the queue and in its history.
    pub jobs: u64,
    /// Settings, and answers kept for requests that are sent twice.
    pub settings: u64,
}

/// The removal of everything that was somebody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deletion {
    /// Its id.
    pub id: DeletionId,
    /// Whose data is being removed; nobody any more once all is gone.
    #[serde(skip)]
    pub account: Option<UserId>,
    /// What there was, and is or will be no more.
    pub removed: Holdings,
    /// When the account went.
    pub began_at: DateTime<Utc>,
    /// When all was gone.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Accounts that go, with all that was theirs.
///
/// Implementors guarantee: each method is one transaction; when `begin_deletion` returns, the account, what lets it in, its collections and
/// what was shared by or with it are gone, its documents are hidden, and the job is queued; the last owner that is not disabled stays, as a
/// `Conflict`; once `end_deletion` has returned no row but those of the audit log names the account.
#[async_trait]
pub trait DeletionStore: Send + Sync {
    /// What there is of somebody, whether or not the account is there.
    async fn holdings(&self, id: UserId) -> StoreResult<Holdings>;
    /// Removes the account and begins to remove the rest.
    async fn begin_deletion(
        &self,
        id: UserId,
        hash: TokenHash,
        job: &(dyn Fn(DeletionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Deletion>;
    /// One of them.
    async fn deletion(&self, id: DeletionId) -> StoreResult<Deletion>;
    /// The one whose secret hashes to this.
    async fn deletion_by_hash(&self, hash: TokenHash) -> StoreResult<Deletion>;
    /// Those that have not ended.
    async fn unfinished_deletions(&self) -> StoreResult<Vec<DeletionId>>;
    /// Some documents of somebody who has gone, which are hidden from now on.
    async fn documents_to_purge(&self, id: UserId, limit: u32) -> StoreResult<Vec<DocumentId>>;
    /// Removes some of the other rows; returns how many, 0 when there are none left.
    async fn erase_rows(&self, id: UserId, limit: u32) -> StoreResult<u64>;
    /// Some stored files of somebody who has gone; others may have the same ones.
    async fn blobs_to_remove(&self, id: DeletionId, limit: u32) -> StoreResult<Vec<BlobHash>>;
    /// Notes that these were seen to.
    async fn forget_blobs(&self, id: DeletionId, hashes: &[BlobHash]) -> StoreResult<()>;
    /// Forgets whose data it was.
    async fn end_deletion(&self, id: DeletionId, now: Time) -> StoreResult<Deletion>;
    /// Removes those that ended before this time; returns how many.
    async fn prune_deletions(&self, before: Time) -> StoreResult<u64>;
}

/// A part of the program that works for people or holds something of them in memory.
#[async_trait]
pub trait Halt: Send + Sync {
    /// Ends what is under way for somebody, and forgets what is held of them; waits for it.
    async fn halt(&self, who: Who) -> StoreResult<()>;
}

/// Documents, where they leave traces: indexes, cached vectors, stored files.
///
/// Implementors guarantee: repeating it is harmless; what somebody else has as well stays.
#[async_trait]
pub trait Shelves: Send + Sync {
    /// Removes these hidden documents for good.
    async fn purge_documents(&self, who: Who, documents: &[DocumentId]) -> StoreResult<()>;
    /// Removes those of the stored files that no document refers to.
    async fn remove_blobs(&self, hashes: &[BlobHash]) -> StoreResult<()>;
}

/// Why a picture is not accepted. The text is meant for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code", content = "detail")]
pub enum PictureError {
    /// Another type of file.
    #[error("this is no PNG, JPEG or WebP picture")]
    Unsupported,
    /// Too many bytes or pixels.
    #[error("the picture is too large: {0}")]
    TooLarge(String),
    /// Damaged, or its reader failed.
    #[error("the picture cannot be read")]
    Broken,
    /// The reader could not be started; worth another try.
    #[error("the picture reader is not available: {0}")]
    Unavailable(String),
}

/// Makes small pictures of people out of their files.
///
/// Implementors guarantee: a hostile file costs at most the configured time and memory and never the process; the content decides the
/// type; what comes out is a WebP picture of 256 by 256 pixels without anything else that was in the file.
#[async_trait]
pub trait Portraits: Send + Sync {
    /// Cuts the middle out of a picture.
    async fn portrait(&self, bytes: Bytes) -> Result<Bytes, PictureError>;
}
