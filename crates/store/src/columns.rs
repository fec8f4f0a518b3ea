//! How words become columns: times, JSON, names of states, vectors.

use chatbox_core::{
    audit::{Outcome, Via},
    chat::{MessageState, RunState},
    clock::Time,
    documents::{DocumentState, IngestStep},
    error::{StoreError, StoreResult},
    models::Role,
    sharing::Level,
    tasks::JobState,
};
use chrono::DateTime;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Display;
use unicode_normalization::UnicodeNormalization;

/// Microseconds since the Unix epoch.
pub(crate) fn micros(time: Time) -> i64 {
    time.timestamp_micros()
}

pub(crate) fn time(micros: i64) -> StoreResult<Time> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| StoreError::failed("a stored time is out of range"))
}

pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> StoreResult<String> {
    serde_json::to_string(value).map_err(StoreError::failed)
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> StoreResult<T> {
    serde_json::from_str(text).map_err(StoreError::failed)
}

/// A stored integer as the (usually unsigned) number it stands for.
pub(crate) fn number<T: TryFrom<i64, Error: Display>>(stored: i64) -> StoreResult<T> {
    T::try_from(stored).map_err(StoreError::failed)
}

/// A number as a stored integer.
pub(crate) fn integer<T: TryInto<i64, Error: Display>>(value: T) -> StoreResult<i64> {
    value.try_into().map_err(StoreError::failed)
}

/// Text that both databases accept: Postgres has no character 0. Keeps the number of characters.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// What makes a name the same as another: its letters, whatever their case.
pub(crate) fn name_key(name: &str) -> String {
    storable(name).to_lowercase()
}

/// What a search without regard to case and accents looks at. Characters stay about where they are: excerpts are cut at their places.
pub(crate) fn search_key(text: &str) -> String {
    if text.is_ascii() && !text.contains('\0') {
        return text.to_ascii_lowercase();
    }
    let lower = storable(text).to_lowercase();
    // Combining marks of European scripts. Marks of other scripts carry vowels and stay.
    lower.nfd().filter(|c| !matches!(c, '\u{0300}'..='\u{036F}')).nfc().collect()
}

/// A `LIKE` pattern (escape character `\`) for "contains this", to be held against a search key.
pub(crate) fn contains_pattern(text: &str) -> String {
    let escaped = search_key(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// Little-endian bytes of a vector.
pub(crate) fn vector_bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|x| x.to_le_bytes()).collect()
}

pub(crate) fn bytes_vector(bytes: &[u8]) -> StoreResult<Vec<f32>> {
    let (numbers, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(StoreError::failed("a stored vector is cut off"));
    }
    Ok(numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
}

/// A closed set of words, stored by name.
pub(crate) trait Named: Sized + Copy + 'static {
    const ALL: &'static [(Self, &'static str)];

    fn name(self) -> &'static str;

    fn named(name: &str) -> StoreResult<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(value, _)| *value).ok_or_else(|| StoreError::Failed(format!("unknown stored word {name:?}")))
    }
}

macro_rules! named {
    ($($word:ident { $($variant:ident = $name:literal),* $(,)? })*) => {$(
        impl Named for $word {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),*];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    )*};
}

named! {
    DocumentState {
        Queued = "queued", Processing = "processing", Paused = "paused", Ready = "ready", Failed = "failed",
        Cancelled = "cancelled",
    }
    IngestStep { Extract = "extract", Chunk = "chunk", Embed = "embed", Index = "index", Done = "done" }
    JobState {
        Queued = "queued", Running = "running", Paused = "paused", Done = "done", Dead = "dead", Cancelled = "cancelled",
    }
    MessageState { Streaming = "streaming", Complete = "complete", Stopped = "stopped", Failed = "failed" }
    RunState { Running = "running", Done = "done", Stopped = "stopped", Failed = "failed" }
    Level { Read = "read", Write = "write", Manage = "manage" }
    Via { Session = "session", ApiKey = "api_key", Shell = "shell", Open = "open", System = "system" }
    Outcome { Done = "done", Refused = "refused", Failed = "failed" }
    Role { System = "system", User = "user", Assistant = "assistant" }
}
