//! Cursor pages.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// Opaque position from an earlier page; none starts at the beginning.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 200.
    pub limit: u32,
}

impl PageRequest {
    /// Most rows in one page.
    pub const MAX: u32 = 200;

    /// The first page.
    pub fn first(limit: u32) -> Self {
        Self { cursor: None, limit: limit.clamp(1, Self::MAX) }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// Hand this back to get the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
