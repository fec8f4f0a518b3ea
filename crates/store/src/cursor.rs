//! Pages of lists that are sorted by (key, id), where the key is a number or a text.

use chatbox_core::{
    error::{StoreError, StoreResult},
    page::{Page, PageRequest},
};
use sea_orm::{ColumnTrait, Condition, Order, Value};
use uuid::Uuid;

/// What a list is sorted by before the id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    Number(i64),
    Text(String),
}

impl From<Key> for Value {
    fn from(key: Key) -> Self {
        match key {
            Key::Number(number) => number.into(),
            Key::Text(text) => text.into(),
        }
    }
}

/// Where a row stands in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) key: Key,
    pub(crate) id: Uuid,
}

/// Hex digits of an id.
const ID: usize = 32;
/// Hex digits of a number.
const NUMBER: usize = 16;

impl Position {
    pub(crate) fn number(key: i64, id: Uuid) -> Self {
        Self { key: Key::Number(key), id }
    }

    /// Opaque to clients: the id in hex, then `n` with a number or `t` with the bytes of a text, both in hex.
    fn encode(&self) -> String {
        let key = match &self.key {
            Key::Number(number) => format!("n{number:016x}"),
            Key::Text(text) => text.bytes().fold("t".to_owned(), |hex, byte| format!("{hex}{byte:02x}")),
        };
        format!("{}{key}", self.id.simple())
    }

    fn decode(cursor: &str) -> StoreResult<Self> {
        let (id, key) = cursor.split_at_checked(ID).ok_or(StoreError::BadCursor)?;
        let digits = key.get(1..).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let digits = digits.filter(|_| id.bytes().all(|b| b.is_ascii_hexdigit())).ok_or(StoreError::BadCursor)?;
        let key = match key.as_bytes()[0] {
            b'n' if digits.len() == NUMBER => {
                Key::Number(u64::from_str_radix(digits, 16).map_err(|_| StoreError::BadCursor)?.cast_signed())
            }
            b't' if digits.len() % 2 == 0 => {
                let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16);
                let bytes = (0..digits.len()).step_by(2).map(byte).collect::<Result<Vec<u8>, _>>();
                let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
                Key::Text(text.ok_or(StoreError::BadCursor)?)
            }
            _ => return Err(StoreError::BadCursor),
        };
        Ok(Self { key, id: Uuid::try_parse(id).map_err(|_| StoreError::BadCursor)? })
    }
}

/// The condition that skips what earlier pages held; `key` and `id` descend.
pub(crate) fn after(page: &PageRequest, key: impl ColumnTrait, id: impl ColumnTrait) -> StoreResult<Condition> {
    after_in(page, key, id, &Order::Desc)
}

/// As [`after`], for a list whose `key` and `id` go in this order.
pub(crate) fn after_in(
    page: &PageRequest,
    key: impl ColumnTrait,
    id: impl ColumnTrait,
    order: &Order,
) -> StoreResult<Condition> {
    let Some(cursor) = &page.cursor else { return Ok(Condition::all()) };
    let Position { key: last, id: last_id } = Position::decode(cursor)?;
    // The first half bounds the index scan, the second decides between rows with the same key.
    let (bound, beyond, behind) = match order {
        Order::Asc => (key.gte(last.clone()), key.gt(last), id.gt(last_id)),
        _ => (key.lte(last.clone()), key.lt(last), id.lt(last_id)),
    };
    Ok(Condition::all().add(bound).add(Condition::any().add(beyond).add(behind)))
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
