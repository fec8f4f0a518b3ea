//! Folders of conversations, with their own instructions and documents.

use crate::{
    clock::Time,
    error::StoreResult,
    ids::{CollectionId, FolderId, UserId, Who},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A folder of conversations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Folder {
    /// Its id.
    pub id: FolderId,
    /// Its owner.
    pub owner: UserId,
    /// Its name.
    pub name: String,
    /// What a model is told in every conversation of the folder; may be empty.
    pub instructions: String,
    /// What new conversations of the folder answer from; empty means all.
    pub collections: Vec<CollectionId>,
    /// Conversations in it.
    pub conversations: u64,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// Changes to a folder; absent fields stay.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FolderChange {
    /// New name.
    pub name: Option<String>,
    /// New instructions.
    pub instructions: Option<String>,
    /// New collections.
    pub collections: Option<Vec<CollectionId>>,
}

/// Folders of conversations.
///
/// Implementors guarantee: each method is one transaction; other owners' folders do not exist for the caller.
#[async_trait]
pub trait FolderStore: Send + Sync {
    /// All folders, by name.
    async fn folders(&self, who: Who) -> StoreResult<Vec<Folder>>;
    /// One folder.
    async fn folder(&self, who: Who, id: FolderId) -> StoreResult<Folder>;
    /// Makes a folder; what is absent is empty.
    async fn create_folder(&self, who: Who, new: FolderChange, now: Time) -> StoreResult<Folder>;
    /// Changes it.
    async fn change_folder(&self, who: Who, id: FolderId, change: FolderChange, now: Time) -> StoreResult<Folder>;
    /// Removes it; its conversations stay, in no folder.
    async fn delete_folder(&self, who: Who, id: FolderId) -> StoreResult<()>;
}
