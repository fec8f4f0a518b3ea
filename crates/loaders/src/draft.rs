//! Builds an `Extracted` so that its invariants hold.

use crate::normalise::normalise;
use chatbox_core::loader::{Block, BlockKind, Extracted, LoadError, PageSpan};
use std::ops::Range;

/// Text under construction, piece by piece.
pub(crate) struct Draft {
    text: String,
    chars: u32,
    limit: usize,
    blocks: Vec<Block>,
    pages: Vec<PageSpan>,
    last: Option<BlockKind>,
}

impl Draft {
    pub(crate) fn new(limit: usize) -> Self {
        Self { text: String::new(), chars: 0, limit, blocks: Vec::new(), pages: Vec::new(), last: None }
    }

    /// Appends a block: rows and list items follow each other on the next line, everything else after an empty line.
    pub(crate) fn push(&mut self, kind: BlockKind, text: &str) -> Result<(), LoadError> {
        let text = normalise(text);
        let text = if kind == BlockKind::Code { text.trim_matches('\n').trim_end() } else { text.trim() };
        if text.is_empty() {
            return Ok(());
        }
        if self.text.len() + text.len() > self.limit {
            return Err(text_too_long(self.limit));
        }
        if let Some(last) = self.last {
            self.append(if close(last, kind) { "\n" } else { "\n\n" });
        }
        let start = self.chars;
        self.append(text);
        self.blocks.push(Block { kind, start, end: self.chars });
        self.last = Some(kind);
        Ok(())
    }

    /// Ends the page: what was pushed since the last call belongs to it. Numbers must grow.
    pub(crate) fn end_page(&mut self, number: u32) {
        if self.last.take().is_some() {
            self.append("\n\n");
        }
        let start = self.pages.last().map_or(0, |page| page.end);
        self.pages.push(PageSpan { number, start, end: self.chars });
    }

    /// First heading, for formats without a title of their own.
    pub(crate) fn first_heading(&self) -> Option<String> {
        let block = self.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
        let length = (block.end - block.start) as usize;
        Some(self.text.chars().skip(block.start as usize).take(length).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    pub(crate) fn finish(self, title: Option<String>, media_type: &str) -> Extracted {
        finished(title, media_type, self.text, self.blocks, self.pages)
    }

    fn append(&mut self, text: &str) {
        self.text.push_str(text);
        self.chars += text.chars().count() as u32;
    }
}

/// Text that stays as it is written, with blocks marked in it: byte ranges, ordered, of `text`, which must be normalised.
pub(crate) fn from_source(
    text: String,
    ranges: Vec<(BlockKind, Range<usize>)>,
    title: Option<String>,
    media_type: &str,
) -> Extracted {
    let (mut byte, mut char) = (0, 0u32);
    let mut char_at = |at: usize| {
        char += text[byte..at].chars().count() as u32;
        byte = at;
        char
    };
    let blocks = ranges
        .into_iter()
        .map(|(kind, range)| Block { kind, start: char_at(range.start), end: char_at(range.end) })
        .collect();
    finished(title, media_type, text, blocks, Vec::new())
}

/// Normalises a whole source, or says that it is too long.
pub(crate) fn source(text: &str, limit: usize) -> Result<String, LoadError> {
    if text.len() > limit {
        return Err(text_too_long(limit));
    }
    Ok(normalise(text))
}

fn finished(
    title: Option<String>,
    media_type: &str,
    text: String,
    blocks: Vec<Block>,
    pages: Vec<PageSpan>,
) -> Extracted {
    let title = title.map(|title| clean_title(&title)).filter(|title| !title.is_empty());
    Extracted { title, media_type: media_type.into(), language: None, text, blocks, pages, warnings: Vec::new() }
}

/// One line of at most 200 characters.
fn clean_title(title: &str) -> String {
    crate::normalise::collapse(&normalise(title)).chars().take(200).collect()
}

fn close(before: BlockKind, after: BlockKind) -> bool {
    use BlockKind::{ListItem, TableHeader, TableRow};
    matches!((before, after), (ListItem, ListItem) | (TableHeader | TableRow, TableRow))
}

fn text_too_long(limit: usize) -> LoadError {
    LoadError::TooLarge(format!("it holds more than {} MB of text", limit.div_ceil(1 << 20)))
}
