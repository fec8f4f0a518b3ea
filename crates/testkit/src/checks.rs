//! What the contract suites say again and again.

use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{UserId, Who},
    page::{Page, PageRequest},
};
use chrono::{DateTime, TimeDelta};
use std::fmt::Debug;

/// Somebody nobody else is: keeps checks on one database apart.
pub(crate) fn somebody() -> Who {
    Who { user: UserId::new() }
}

/// A fixed day, plus `seconds` and an odd number of microseconds, so that precision is checked along the way.
pub(crate) fn at(seconds: i64) -> Time {
    let start = DateTime::from_timestamp(1_767_225_600, 0).unwrap_or_default();
    start + TimeDelta::seconds(seconds) + TimeDelta::microseconds(123_457)
}

#[track_caller]
pub(crate) fn not_found<T: Debug>(result: StoreResult<T>) {
    assert!(matches!(result, Err(StoreError::NotFound(_))), "expected NotFound, got {result:?}");
}

#[track_caller]
pub(crate) fn conflict<T: Debug>(result: StoreResult<T>) {
    assert!(matches!(result, Err(StoreError::Conflict(_))), "expected Conflict, got {result:?}");
}

#[track_caller]
pub(crate) fn beyond<T: Debug>(result: StoreResult<T>) {
    assert!(matches!(result, Err(StoreError::Beyond(_))), "expected Beyond, got {result:?}");
}

#[track_caller]
pub(crate) fn bad_cursor<T: Debug>(result: StoreResult<T>) {
    assert!(matches!(result, Err(StoreError::BadCursor)), "expected BadCursor, got {result:?}");
}

/// Walks all pages of `limit` rows and returns the rows; checks that only the last page may be short and that the walk ends.
pub(crate) async fn all_pages<T>(limit: u32, list: impl AsyncFn(PageRequest) -> StoreResult<Page<T>>) -> Vec<T> {
    let mut rows = Vec::new();
    let mut request = PageRequest::first(limit);
    for _ in 0..1000 {
        let page = list(request.clone()).await.expect("a page");
        let full = page.items.len() == limit as usize;
        rows.extend(page.items);
        match page.next {
            None => return rows,
            Some(cursor) => {
                assert!(full, "a page that is not the last is full");
                request.cursor = Some(cursor);
            }
        }
    }
    panic!("the pages never end");
}

/// Every list refuses cursors it did not make.
pub(crate) async fn refuses_garbage<T: Debug>(list: impl AsyncFn(PageRequest) -> StoreResult<Page<T>>) {
    for garbage in ["", "x", "0123", "zzzzzzzzzzzzzzzz", "é€😀", &"f".repeat(47), &"g".repeat(48), &"0".repeat(500)]
    {
        bad_cursor(list(PageRequest { cursor: Some(garbage.to_owned()), limit: 10 }).await);
    }
}
