//! Which columns are sealed. What is not: names by which people sort and find (of documents, collections, folders, prompts), addresses, times,
//! sizes, states, the audit log, and vectors.

use chatbox_core::sealing::Place;
use uuid::Uuid;

/// A column whose values are sealed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SealedColumn {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    pub(super) key: &'static [(&'static str, Kind)],
    pub(super) form: Form,
    /// Whether values may be megabytes.
    pub(super) large: bool,
}

/// Of a part of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Number,
    Name,
}

/// How values are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Bytes,
}

impl SealedColumn {
    const fn text(table: &'static str, column: &'static str, key: &'static [(&'static str, Kind)]) -> Self {
        Self { table, column, key, form: Form::Text, large: false }
    }

    const fn bytes(table: &'static str, column: &'static str, key: &'static [(&'static str, Kind)]) -> Self {
        Self { table, column, key, form: Form::Bytes, large: false }
    }

    const fn large(self) -> Self {
        Self { large: true, ..self }
    }

    /// Of no row yet.
    pub(crate) fn place(&self) -> Place {
        Place::of(&format!("{}.{}", self.table, self.column))
    }

    /// In the row with this id.
    pub(crate) fn row(&self, id: Uuid) -> Place {
        self.place().id(id)
    }
}

const ID: &[(&str, Kind)] = &[("id", Kind::Id)];

pub(crate) static TITLE: SealedColumn = SealedColumn::text("conversations", "title", ID);
pub(crate) static CONTENT: SealedColumn = SealedColumn::text("messages", "content", ID).large();
pub(crate) static CITATIONS: SealedColumn = SealedColumn::text("messages", "citations", ID);
pub(crate) static SOURCES: SealedColumn = SealedColumn::text("messages", "sources", ID);
pub(crate) static ANSWER: SealedColumn = SealedColumn::text("messages", "answer", ID);
pub(crate) static EVENT: SealedColumn =
    SealedColumn::text("events", "event", &[("run_id", Kind::Id), ("seq", Kind::Number)]);
pub(crate) static SHARE_TITLE: SealedColumn = SealedColumn::text("shares", "title", ID);
pub(crate) static SNAPSHOT: SealedColumn = SealedColumn::text("shares", "snapshot", ID).large();
pub(crate) static PROMPT: SealedColumn = SealedColumn::text("prompts", "text", ID);
pub(crate) static INSTRUCTIONS: SealedColumn = SealedColumn::text("folders", "instructions", ID);
pub(crate) static REPLAY: SealedColumn =
    SealedColumn::text("idempotency", "body", &[("owner", Kind::Id), ("key", Kind::Name)]);
pub(crate) static SETTING: SealedColumn =
    SealedColumn::text("settings", "value", &[("owner", Kind::Id), ("key", Kind::Name)]);
pub(crate) static TEXT: SealedColumn = SealedColumn::text("texts", "text", &[("revision_id", Kind::Id)]).large();
pub(crate) static CHUNK: SealedColumn = SealedColumn::text("chunks", "text", ID);
pub(crate) static PREFIX: SealedColumn = SealedColumn::text("chunks", "prefix", ID);
pub(crate) static HEADINGS: SealedColumn = SealedColumn::text("chunks", "headings", ID);
pub(crate) static SEED: SealedColumn = SealedColumn::bytes("signing_keys", "seed", ID);
pub(crate) static SECRET: SealedColumn = SealedColumn::bytes("second_factors", "secret", &[("account_id", Kind::Id)]);

pub(super) static ALL: [&SealedColumn; 18] = [
    &SETTING,
    &SEED,
    &SECRET,
    &TITLE,
    &CONTENT,
    &CITATIONS,
    &SOURCES,
    &ANSWER,
    &EVENT,
    &SHARE_TITLE,
    &SNAPSHOT,
    &PROMPT,
    &INSTRUCTIONS,
    &REPLAY,
    &TEXT,
    &CHUNK,
    &PREFIX,
    &HEADINGS,
];
