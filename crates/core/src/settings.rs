//! Port for the few settings that people change in the page (provider, default model). Operators' settings live in files.

use crate::{error::StoreResult, ids::Who};
use async_trait::async_trait;
use serde_json::Value;

/// Key-value settings of one owner.
#[async_trait]
pub trait SettingStore: Send + Sync {
    /// The value, if one was set.
    async fn setting(&self, who: Who, key: &str) -> StoreResult<Option<Value>>;
    /// Sets (or with `None` removes) a value.
    async fn set_setting(&self, who: Who, key: &str, value: Option<Value>) -> StoreResult<()>;
}
