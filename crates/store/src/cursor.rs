//! Pages of lists that are sorted by (number, id), newest first.

use chatbox_core::{
    error::{StoreError, StoreResult},
    page::{Page, PageRequest},
};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

/// Where a row stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) key: i64,
    pub(crate) id: Uuid,
}

impl Position {
    /// Opaque to clients: 16 hex digits of the key, 32 of the id.
    fn encode(self) -> String {
        format!("{:016x}{}", self.key, self.id.simple())
    }

    fn decode(cursor: &str) -> StoreResult<Self> {
        let (key, id) = cursor.split_at_checked(16).ok_or(StoreError::BadCursor)?;
        if id.len() != 32 || !cursor.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(StoreError::BadCursor);
        }
        let key = u64::from_str_radix(key, 16).map_err(|_| StoreError::BadCursor)?.cast_signed();
        let id = Uuid::try_parse(id).map_err(|_| StoreError::BadCursor)?;
        Ok(Self { key, id })
    }
}

/// The condition that skips what earlier pages held; `key` and `id` descend.
pub(crate) fn after(page: &PageRequest, key: impl ColumnTrait, id: impl ColumnTrait) -> StoreResult<Condition> {
    let Some(cursor) = &page.cursor else { return Ok(Condition::all()) };
    let last = Position::decode(cursor)?;
    // The first half bounds the index scan, the second decides between rows with the same key.
    Ok(Condition::all().add(key.lte(last.key)).add(Condition::any().add(key.lt(last.key)).add(id.lt(last.id))))
}

/// Rows to fetch: one more than asked for, which tells whether there is a next page.
pub(crate) fn fetch(page: &PageRequest) -> u64 {
    u64::from(limit(page)) + 1
}

fn limit(page: &PageRequest) -> u32 {
    page.limit.clamp(1, PageRequest::MAX)
}

/// Makes the page of `fetch` rows.
pub(crate) fn page<R, T>(
    mut rows: Vec<R>,
    request: &PageRequest,
    position: impl Fn(&R) -> Position,
    convert: impl Fn(R) -> StoreResult<T>,
) -> StoreResult<Page<T>> {
    let limit = limit(request) as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| position(row).encode());
    Ok(Page { items: rows.into_iter().map(convert).collect::<StoreResult<_>>()?, next })
}

#[cfg(test)]
mod tests;
