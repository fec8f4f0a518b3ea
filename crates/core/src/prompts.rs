//! The prompt library: texts that a person uses again.

use crate::{
    clock::Time,
    error::StoreResult,
    ids::{PromptId, UserId, Who},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Prompt {
    /// Its id.
    pub id: PromptId,
    /// Its owner.
    pub owner: UserId,
    /// What is typed after `/`: letters, digits, `-` and `_`; unique without regard to case.
    pub name: String,
    /// The text; `{{name}}` or `{{name=default}}` is asked for when it is used.
    pub text: String,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// The prompt library.
///
/// Implementors guarantee: each method is one transaction; other owners' prompts do not exist for the caller; a name that is taken is a
/// `Conflict`.
#[async_trait]
pub trait PromptStore: Send + Sync {
    /// All prompts, by name.
    async fn prompts(&self, who: Who) -> StoreResult<Vec<Prompt>>;
    /// Makes a prompt.
    async fn create_prompt(&self, who: Who, name: &str, text: &str, now: Time) -> StoreResult<Prompt>;
    /// Changes it; absent parts stay.
    async fn change_prompt(
        &self,
        who: Who,
        id: PromptId,
        name: Option<&str>,
        text: Option<&str>,
        now: Time,
    ) -> StoreResult<Prompt>;
    /// Removes it.
    async fn delete_prompt(&self, who: Who, id: PromptId) -> StoreResult<()>;
}
