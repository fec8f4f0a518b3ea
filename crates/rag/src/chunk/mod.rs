//! Cutting a text into passages along its structure. Pure, and linear in the length of the text.
//!
//! The text becomes atoms (sentences, table rows, lines of code, headings), each counted once; atoms are packed into chunks near the
//! target size, cutting where the structure is weakest bound.

mod atoms;
mod pack;

use atoms::{Atom, Outline};
use chatbox_core::{documents::RevisionText, offsets::Cursor};

/// How large chunks are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChunkSettings {
    /// Tokens of text a chunk should have.
    pub target: usize,
    /// Tokens that text, headings and prefix of one chunk may have together: what the embedder's window leaves beside the title.
    pub window: usize,
}

impl Default for ChunkSettings {
    fn default() -> Self {
        Self { target: 200, window: 252 }
    }
}

/// Tokens kept free for what a model puts around a text (`[CLS]`, `[SEP]`, an instruction).
const SPECIAL_TOKENS: usize = 4;

impl ChunkSettings {
    /// The settings for documents with this title and an embedder with this window (in tokens, special ones included).
    pub fn fitted(&self, title: &str, window: usize, count: &dyn Fn(&str) -> usize) -> Self {
        let left = window.saturating_sub(SPECIAL_TOKENS);
        let window = left.saturating_sub(count(first_chars(title.trim(), TITLE_CHARS))).max(left / 2);
        Self { target: self.target.min(window).max(1), window }
    }
}

/// A chunk before it has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// First character in the text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Page of the first character, where there are pages.
    pub page: Option<u32>,
    /// Headings that all of it stands under, outermost first.
    pub headings: Vec<String>,
    /// Exactly the characters `start..end`.
    pub text: String,
    /// Header of the table whose rows begin the chunk, if the header itself is not in it.
    pub prefix: String,
}

/// Cuts the text into chunks. `count` gives the tokens of a text and should be additive over words.
///
/// The chunks stand in the order of the text, do not overlap and leave out nothing but white space. None crosses a page, none has more
/// than `settings.window` tokens together with its headings and prefix (as `count` and `embed_text` see them; a window too small for
/// its headings leaves at least half for the text), none ends with a heading unless nothing follows it.
pub fn chunk(text: &RevisionText, count: &dyn Fn(&str) -> usize, settings: &ChunkSettings) -> Vec<Draft> {
    let outline = atoms::outline(text, count, settings.window);
    let mut cursor = Cursor::new(&text.text);
    pack::pack(&outline, settings)
        .map(|range| {
            let atoms = &outline.atoms[range];
            draft(&text.text, &outline, atoms, &mut cursor)
        })
        .collect()
}

fn draft(text: &str, outline: &Outline, atoms: &[Atom], cursor: &mut Cursor<'_>) -> Draft {
    let (first, last) = (&atoms[0], &atoms[atoms.len() - 1]);
    let prefix = outline.prefix(first).map_or(String::new(), |header| header.text.clone());
    Draft {
        start: cursor.char(first.start),
        end: cursor.char(last.end),
        page: first.page,
        headings: outline.common_path(atoms),
        text: text[first.start..last.end].to_owned(),
        prefix,
    }
}

/// Characters of a title that are embedded with each chunk.
const TITLE_CHARS: usize = 160;

/// Characters of headings that are embedded with each chunk, innermost first.
const HEADING_CHARS: usize = 160;

/// What is embedded for a chunk: the title, the headings and the prefix in lines of their own above the text. What the text begins with
/// anyway is not repeated.
pub fn embed_text(title: &str, headings: &[String], prefix: &str, text: &str) -> String {
    let title = first_chars(title.trim(), TITLE_CHARS);
    let mut lines: Vec<&str> = Vec::new();
    let mut rest = text;
    for line in std::iter::once(title).chain(inner_headings(headings)) {
        match without_first_line(rest, line) {
            Some(after) => rest = after,
            None if line.is_empty() || lines.contains(&line) => {}
            None => lines.push(line),
        }
    }
    if !prefix.is_empty() {
        lines.push(prefix);
    }
    lines.push(text);
    lines.join("\n")
}

/// The innermost headings that fit into `HEADING_CHARS`.
fn inner_headings(headings: &[String]) -> impl Iterator<Item = &str> {
    let mut room = HEADING_CHARS;
    let fitting = headings.iter().rev().take_while(|heading| {
        let chars = heading.chars().count();
        let fits = chars <= room;
        room = room.saturating_sub(chars);
        fits
    });
    let kept = fitting.count();
    headings[headings.len() - kept..].iter().map(String::as_str)
}

/// What follows `line` if the text begins with it, marks of a Markdown heading aside.
fn without_first_line<'a>(text: &'a str, line: &str) -> Option<&'a str> {
    let text = text.trim_start_matches(|c: char| c == '#' || c.is_whitespace());
    let rest = text.strip_prefix(line).filter(|_| !line.is_empty())?;
    let (tail, after) = rest.split_once('\n').unwrap_or((rest, ""));
    tail.trim_matches(|c: char| c == '#' || c.is_whitespace()).is_empty().then_some(after)
}

fn first_chars(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(byte, _)| text[..byte].trim_end())
}

#[cfg(test)]
mod tests;
