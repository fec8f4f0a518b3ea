//! The fields of the keyword index, and entries turned into them.

use super::analyzer::{self, Term as Word};
use chatbox_core::{
    ids::{ChunkId, RevisionId},
    index::{EntryKeys, KeywordEntry},
};
use tantivy::{
    TantivyDocument, Term,
    schema::{BytesOptions, FAST, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};
use uuid::Uuid;

/// The schema with its fields. Nothing is stored: the relational store has the texts, hits carry only the chunk's id, kept as two
/// numbers in columns.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) schema: Schema,
    pub(super) title: Field,
    pub(super) headings: Field,
    pub(super) text: Field,
    chunk: Field,
    chunk_high: Field,
    chunk_low: Field,
    pub(super) owner: Field,
    pub(super) collection: Field,
    pub(super) document: Field,
    revision: Field,
    pub(super) language: Field,
    pub(super) media_type: Field,
}

/// Names of the two columns of a chunk's id.
pub(super) const CHUNK_COLUMNS: [&str; 2] = ["chunk_high", "chunk_low"];

impl Fields {
    pub(super) fn new() -> Self {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(words);
        let whole = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let whole = TextOptions::default().set_indexing_options(whole);
        let id = BytesOptions::default().set_indexed();
        let column = NumericOptions::from(FAST);
        Self {
            title: schema.add_text_field("title", words.clone()),
            headings: schema.add_text_field("headings", words.clone()),
            text: schema.add_text_field("text", words),
            chunk: schema.add_bytes_field("chunk", id.clone()),
            chunk_high: schema.add_u64_field(CHUNK_COLUMNS[0], column.clone()),
            chunk_low: schema.add_u64_field(CHUNK_COLUMNS[1], column),
            owner: schema.add_bytes_field("owner", id.clone()),
            collection: schema.add_bytes_field("collection", id.clone()),
            document: schema.add_bytes_field("document", id.clone()),
            revision: schema.add_bytes_field("revision", id),
            language: schema.add_text_field("language", whole.clone()),
            media_type: schema.add_text_field("media_type", whole),
            schema: schema.build(),
        }
    }

    /// The term that only this chunk's entry has.
    pub(super) fn chunk_term(&self, chunk: ChunkId) -> Term {
        id_term(self.chunk, chunk.0)
    }

    /// The term that all entries of this revision have.
    pub(super) fn revision_term(&self, revision: RevisionId) -> Term {
        id_term(self.revision, revision.0)
    }

    /// The entry as a document, its texts already cut into terms.
    pub(super) fn document(&self, entry: &KeywordEntry) -> TantivyDocument {
        let EntryKeys { chunk, revision, document, collection, owner, language, media_type } = &entry.keys;
        let mut doc = TantivyDocument::new();
        for (field, text) in [(self.title, &entry.title), (self.headings, &entry.headings), (self.text, &entry.text)] {
            let terms = analyzer::entry_terms(text, language.as_deref());
            let tokens = terms.into_iter().map(token).collect();
            doc.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
        }
        let ids = [
            (self.chunk, chunk.0),
            (self.revision, revision.0),
            (self.document, document.0),
            (self.collection, collection.0),
            (self.owner, owner.0),
        ];
        ids.iter().for_each(|(field, id)| doc.add_bytes(*field, id.as_bytes()));
        let (high, low) = chunk.0.as_u64_pair();
        doc.add_u64(self.chunk_high, high);
        doc.add_u64(self.chunk_low, low);
        for (field, value) in [(self.language, language), (self.media_type, media_type)] {
            if let Some(value) = value {
                doc.add_text(field, value);
            }
        }
        doc
    }
}

/// The term of an id in one of the id fields.
pub(super) fn id_term(field: Field, id: Uuid) -> Term {
    Term::from_field_bytes(field, id.as_bytes())
}

fn token(term: Word) -> Token {
    Token { offset_from: 0, offset_to: 0, position: term.word, text: term.text, position_length: 1 }
}
