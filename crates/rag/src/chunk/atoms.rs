//! A text as a list of atoms: the pieces that chunks are packed from.

use super::{first_chars, inner_headings};
use chatbox_core::{documents::RevisionText, loader::BlockKind, offsets::Cursor, sentences};
use std::ops::Range;

/// How strongly an atom is bound to the one before it, from strongest to not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    /// In the middle of a word.
    Char,
    /// In the middle of a sentence.
    Word,
    /// Between sentences or lines.
    Sentence,
    /// Between rows, list items, or parts of code with a blank line between them.
    Item,
    /// Between blocks.
    Block,
    /// In front of a heading.
    Heading,
    /// In front of a page.
    Page,
}

/// A piece of text that is not cut, in bytes, without white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its size: tokens, at least one.
    pub(super) tokens: usize,
    /// How it is bound to the atom before it.
    pub(super) edge: Edge,
    /// Whether it belongs to what follows: a heading or the header of a table.
    pub(super) leads: bool,
    pub(super) page: Option<u32>,
    /// Number of its section.
    section: Option<usize>,
    /// Number of the header of its table, if it is a row below it.
    header: Option<usize>,
}

/// Text under one heading.
struct Section {
    parent: Option<usize>,
    level: u8,
    heading: String,
    /// Tokens of the path as it is embedded.
    tokens: usize,
}

/// Header of a table.
pub(super) struct Header {
    pub(super) text: String,
    pub(super) tokens: usize,
}

/// Atoms with the structure around them.
pub(super) struct Outline {
    pub(super) atoms: Vec<Atom>,
    sections: Vec<Section>,
    headers: Vec<Header>,
}

impl Outline {
    /// The header to repeat in front of a chunk that begins with this atom.
    pub(super) fn prefix(&self, first: &Atom) -> Option<&Header> {
        first.header.map(|number| &self.headers[number])
    }

    /// Tokens that headings and prefix of a chunk take that begins with this atom.
    pub(super) fn around(&self, first: &Atom) -> usize {
        let headings = first.section.map_or(0, |number| self.sections[number].tokens);
        headings + self.prefix(first).map_or(0, |header| header.tokens)
    }

    /// The headings that all of these atoms stand under. Headings among them count only when there is nothing else.
    pub(super) fn common_path(&self, atoms: &[Atom]) -> Vec<String> {
        let mut sections =
            atoms.iter().filter(|atom| atom.edge != Edge::Heading && !atom.leads).map(|atom| atom.section);
        let first = match sections.next() {
            Some(section) => section,
            None => return self.path(atoms[atoms.len() - 1].section),
        };
        let mut common = self.path(first);
        let mut last = first;
        for section in sections.filter(|section| *section != first) {
            if section != last {
                let path = self.path(section);
                let same = common.iter().zip(&path).take_while(|(one, other)| one == other).count();
                common.truncate(same);
                last = section;
            }
        }
        common
    }

    fn path(&self, mut section: Option<usize>) -> Vec<String> {
        let mut path = Vec::new();
        while let Some(number) = section {
            path.push(self.sections[number].heading.clone());
            section = self.sections[number].parent;
        }
        path.reverse();
        path
    }
}

/// Characters of a heading that are kept.
const HEADING_CHARS: usize = 200;

/// Bytes that count as at least one token, so that long words a tokeniser does not know cannot make a chunk without end.
const BYTES_PER_TOKEN: usize = 16;

/// Cuts the text into atoms.
pub(super) fn outline(text: &RevisionText, count: &dyn Fn(&str) -> usize, window: usize) -> Outline {
    let outline = Outline { atoms: Vec::new(), sections: Vec::new(), headers: Vec::new() };
    let mut builder = Builder { text: &text.text, count, window, outline, section: None, header: None, page: None };
    for region in regions(text) {
        if region.page != builder.page && !builder.outline.atoms.is_empty() {
            builder.region(region, Some(Edge::Page));
        } else {
            builder.region(region, None);
        }
    }
    builder.outline
}

/// A stretch of text of one kind on one page.
struct Region {
    kind: BlockKind,
    bytes: Range<usize>,
    page: Option<u32>,
}

/// The whole text as regions: blocks where there are some, paragraphs elsewhere, cut at pages.
fn regions(text: &RevisionText) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut cursor = Cursor::new(&text.text);
    let mut page_cursor = Cursor::new(&text.text);
    let starts: Vec<(usize, u32)> = text.pages.iter().map(|page| (page_cursor.byte(page.start), page.number)).collect();
    let mut next_page = 0;
    let mut at = 0;
    let mut push = |kind: BlockKind, mut bytes: Range<usize>| {
        while bytes.start < bytes.end {
            while starts.get(next_page).is_some_and(|(start, _)| *start <= bytes.start) {
                next_page += 1;
            }
            let page = next_page.checked_sub(1).map(|number| starts[number].1);
            let end = starts.get(next_page).map_or(bytes.end, |(start, _)| (*start).min(bytes.end));
            if !text.text[bytes.start..end].trim().is_empty() {
                regions.push(Region { kind, bytes: bytes.start..end, page });
            }
            bytes.start = end;
        }
    };
    for block in &text.blocks {
        let start = cursor.byte(block.start).max(at);
        let end = cursor.byte(block.end).max(start);
        push(BlockKind::Paragraph, at..start);
        push(block.kind, start..end);
        at = end;
    }
    push(BlockKind::Paragraph, at..text.text.len());
    regions
}

/// Collects atoms region by region.
struct Builder<'a> {
    text: &'a str,
    count: &'a dyn Fn(&str) -> usize,
    window: usize,
    outline: Outline,
    section: Option<usize>,
    header: Option<usize>,
    page: Option<u32>,
}

impl Builder<'_> {
    fn region(&mut self, region: Region, edge: Option<Edge>) {
        self.page = region.page;
        let bytes = trimmed(self.text, region.bytes);
        if !matches!(region.kind, BlockKind::TableRow | BlockKind::TableHeader) {
            self.header = None;
        }
        let first = self.outline.atoms.len();
        match region.kind {
            BlockKind::Heading(level) => {
                self.open_section(level, bytes.clone());
                self.atom(bytes, Edge::Heading, true);
            }
            BlockKind::Paragraph => self.paragraphs(bytes, Edge::Block),
            BlockKind::ListItem => self.paragraphs(bytes, Edge::Item),
            BlockKind::TableHeader => {
                self.header = None;
                self.atom(bytes.clone(), Edge::Block, true);
                self.open_table(bytes);
            }
            BlockKind::TableRow => self.atom(bytes, Edge::Item, false),
            BlockKind::Code => self.lines(bytes),
        }
        if let (Some(edge), Some(atom)) = (edge, self.outline.atoms.get_mut(first)) {
            atom.edge = edge;
        }
    }

    fn open_section(&mut self, level: u8, bytes: Range<usize>) {
        let heading = self.text[bytes].trim_matches(|c: char| c == '#' || c.is_whitespace());
        let heading = first_chars(heading, HEADING_CHARS).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut parent = self.section;
        while parent.is_some_and(|number| self.outline.sections[number].level >= level) {
            parent = parent.and_then(|number| self.outline.sections[number].parent);
        }
        let number = self.outline.sections.len();
        self.outline.sections.push(Section { parent, level, heading, tokens: 0 });
        let path = self.outline.path(Some(number));
        let tokens: usize = inner_headings(&path).map(|heading| (self.count)(heading)).sum();
        self.outline.sections[number].tokens = tokens.min(self.window / 4);
        self.section = Some(number);
    }

    fn open_table(&mut self, bytes: Range<usize>) {
        let mut text = first_chars(&self.text[bytes], 4 * self.window);
        while (self.count)(text) > self.window / 4 && !text.is_empty() {
            text = first_chars(text, text.chars().count() / 2);
        }
        self.header = Some(self.outline.headers.len());
        self.outline.headers.push(Header { text: text.to_owned(), tokens: (self.count)(text) });
    }

    /// Sentences of the paragraphs in `bytes`; `edge` stands in front of each paragraph.
    fn paragraphs(&mut self, bytes: Range<usize>, edge: Edge) {
        for paragraph in split_at(self.text, bytes, blank_line) {
            let mut edge = edge;
            let mut start = paragraph.start;
            let mut cursor = Cursor::new(&self.text[paragraph.clone()]);
            for sentence in sentences::split(&self.text[paragraph.clone()]).iter().skip(1) {
                let next = paragraph.start + cursor.byte(sentence.start);
                self.atom(trimmed(self.text, start..next), edge, false);
                (start, edge) = (next, Edge::Sentence);
            }
            self.atom(trimmed(self.text, start..paragraph.end), edge, false);
        }
    }

    fn lines(&mut self, bytes: Range<usize>) {
        let mut edge = Edge::Block;
        for part in split_at(self.text, bytes, blank_line) {
            for line in split_at(self.text, part, line_break) {
                self.atom(line, edge, false);
                edge = Edge::Sentence;
            }
            edge = Edge::Item;
        }
    }

    /// Adds one atom, or several when it is too large for a chunk.
    fn atom(&mut self, bytes: Range<usize>, edge: Edge, leads: bool) {
        if bytes.is_empty() {
            return;
        }
        let text = &self.text[bytes.clone()];
        let cap = self.cap();
        let too_long = text.len() / BYTES_PER_TOKEN > cap;
        let tokens = if too_long { usize::MAX } else { self.size(text) };
        if tokens <= cap {
            self.push(bytes, tokens, edge, leads);
        } else {
            self.divide(bytes, cap, edge);
        }
    }

    /// Tokens an atom may have so that it fits into a chunk of its own with headings and prefix.
    fn cap(&self) -> usize {
        let headings = self.section.map_or(0, |number| self.outline.sections[number].tokens);
        let header = self.header.map_or(0, |number| self.outline.headers[number].tokens);
        self.window.saturating_sub(headings + header).max(1)
    }

    fn size(&self, text: &str) -> usize {
        (self.count)(text).max(text.len() / BYTES_PER_TOKEN).max(1)
    }

    fn push(&mut self, bytes: Range<usize>, tokens: usize, edge: Edge, leads: bool) {
        let (page, section, header) = (self.page, self.section, self.header);
        self.outline.atoms.push(Atom {
            start: bytes.start,
            end: bytes.end,
            tokens,
            edge,
            leads,
            page,
            section,
            header,
        });
    }

    /// Cuts at words; words that are too large themselves at characters. Pieces are half the cap, so that they pack well.
    fn divide(&mut self, bytes: Range<usize>, cap: usize, mut edge: Edge) {
        let room = cap.div_ceil(2);
        let mut piece = bytes.start..bytes.start;
        let mut tokens = 0;
        for word in split_at(self.text, bytes, white_space) {
            let long = word.len() / BYTES_PER_TOKEN > room;
            let size = if long { usize::MAX } else { self.size(&self.text[word.clone()]) };
            if !piece.is_empty() && size > room - tokens {
                self.push(piece, tokens, edge, false);
                (piece, tokens, edge) = (word.start..word.start, 0, Edge::Word);
            }
            if size > room {
                self.divide_word(word.clone(), room, edge);
                (piece, tokens, edge) = (word.end..word.end, 0, Edge::Word);
            } else {
                let start = if piece.is_empty() { word.start } else { piece.start };
                piece = start..word.end;
                tokens += size;
            }
        }
        if !piece.is_empty() {
            self.push(piece, tokens, edge, false);
        }
    }

    fn divide_word(&mut self, bytes: Range<usize>, room: usize, mut edge: Edge) {
        let mut start = bytes.start;
        while start < bytes.end {
            let rest = &self.text[start..bytes.end];
            let mut chars = room;
            let (end, tokens) = loop {
                let end = rest.char_indices().nth(chars).map_or(rest.len(), |(byte, _)| byte);
                let tokens = self.size(&rest[..end]);
                if tokens <= room || chars <= 1 {
                    break (end, tokens);
                }
                chars /= 2;
            };
            self.push(start..start + end, tokens, edge, false);
            (start, edge) = (start + end, Edge::Char);
        }
    }
}

/// The non-blank parts between separators, without white space around them. `find` gives the first separator in a text.
fn split_at(
    text: &str,
    bytes: Range<usize>,
    find: impl Fn(&str) -> Option<Range<usize>>,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = bytes.start;
    std::iter::from_fn(move || {
        while start < bytes.end {
            let separator = find(&text[start..bytes.end]).unwrap_or(bytes.end - start..bytes.end - start);
            let part = trimmed(text, start..start + separator.start);
            start += separator.end;
            if !part.is_empty() {
                return Some(part);
            }
        }
        None
    })
}

fn blank_line(text: &str) -> Option<Range<usize>> {
    text.find("\n\n").map(|start| start..start + 2)
}

fn line_break(text: &str) -> Option<Range<usize>> {
    text.find('\n').map(|start| start..start + 1)
}

fn white_space(text: &str) -> Option<Range<usize>> {
    let (start, blank) = text.char_indices().find(|(_, c)| c.is_whitespace())?;
    Some(start..start + blank.len_utf8())
}

fn trimmed(text: &str, bytes: Range<usize>) -> Range<usize> {
    let part = &text[bytes.clone()];
    let start = bytes.end - part.trim_start().len();
    start..start + part.trim().len()
}
