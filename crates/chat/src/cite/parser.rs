//! Citations in a stream of model text: a pure state machine that may be fed in any pieces.
//!
//! `[1]`, `[1, 2]`, `[1-3]`, `[1][2]`, `[^1]` and `【1】` become marks `[^k]`, `k` counting up. Code, links, link definitions, escaped
//! brackets and array indexes stay as they are. At most what may still become a marker is held back.

use chatbox_core::sentences;

mod code;
mod markers;

use code::Code;
use markers::Step;

/// What comes out, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text to show, marks included.
    Text(String),
    /// The sentence around a mark is complete.
    Cited(Cited),
    /// The model cited a source that it was not given; the mark was dropped.
    Unknown(u32),
}

/// A mark with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// `k` of the mark `[^k]`.
    pub mark: u32,
    /// Number of the source.
    pub source: u32,
    /// The sentence that carries the mark, without marks.
    pub sentence: String,
    /// The part of the sentence that the mark stands for: from the mark before it to this one.
    pub part: String,
}

/// Longest text that may still be a marker.
const LONGEST_MARKER: usize = 40;
/// Most sources of one marker.
const MOST_SOURCES: usize = 8;
/// Stands for a mark in what went out before.
const AFTER_MARK: char = '\u{0}';
/// Longest sentence that is waited for; a longer one is cut, so that memory stays bounded.
const LONGEST_SENTENCE: usize = 2_000;

/// The state machine.
#[derive(Debug)]
pub struct CitationParser {
    sources: u32,
    marks: u32,
    code: Code,
    /// What may be a marker, with the character after it still unknown.
    held: String,
    /// The last characters that went out, to tell an array index from a citation.
    before: String,
    paragraph: Paragraph,
    out: Vec<Piece>,
}

/// Text since the last complete sentence, without marks, and the marks in it.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// The sentence before `text`, for marks that stand alone after it.
    last: String,
    /// Mark, source, and place in `text` in characters.
    marks: Vec<(u32, u32, u32)>,
}

impl CitationParser {
    /// A parser for an answer from `sources` numbered passages.
    pub fn new(sources: u32) -> Self {
        Self {
            sources,
            marks: 0,
            code: Code::default(),
            held: String::new(),
            before: String::new(),
            paragraph: Paragraph::default(),
            out: Vec::new(),
        }
    }

    /// Takes more text of the model.
    pub fn push(&mut self, text: &str) -> Vec<Piece> {
        for c in text.chars() {
            self.take(c);
        }
        std::mem::take(&mut self.out)
    }

    /// The model has ended.
    pub fn finish(&mut self) -> Vec<Piece> {
        if !self.held.is_empty() {
            self.resolve(None);
        }
        self.seal(true);
        std::mem::take(&mut self.out)
    }

    fn take(&mut self, c: char) {
        if self.held.is_empty() {
            if matches!(c, '[' | '【') && !self.code.inside() && !self.before.ends_with('\\') {
                self.held.push(c);
            } else {
                self.text(c);
            }
            return;
        }
        match markers::step(&self.held, c) {
            Step::Inside if self.held.len() < LONGEST_MARKER => self.held.push(c),
            Step::Next => {
                self.resolve(Some(c));
                self.take(c);
            }
            Step::Inside | Step::Not => {
                self.flush_held();
                self.take(c);
            }
        }
    }

    /// The held text is a whole marker and `next` follows it: decides what it is.
    fn resolve(&mut self, next: Option<char>) {
        let numbers = markers::numbers(&self.held, MOST_SOURCES);
        match numbers {
            Some(numbers) if !markers::is_index(&self.before, &self.held, next) => {
                self.held.clear();
                for number in numbers {
                    self.mark(number);
                }
            }
            // What is left alone must not look like one of our marks.
            Some(_) if self.held.starts_with("[^") => {
                self.text('\\');
                self.flush_held();
            }
            _ => self.flush_held(),
        }
    }

    fn flush_held(&mut self) {
        for c in std::mem::take(&mut self.held).chars() {
            self.text(c);
        }
    }

    fn mark(&mut self, source: u32) {
        if source == 0 || source > self.sources {
            self.out.push(Piece::Unknown(source));
            return;
        }
        self.marks += 1;
        let place = self.paragraph.text.chars().count() as u32;
        self.paragraph.marks.push((self.marks, source, place));
        self.show(&format!("[^{}]", self.marks));
        self.code.see(']');
        self.before.clear();
        self.before.push(AFTER_MARK);
    }

    fn text(&mut self, c: char) {
        self.code.see(c);
        self.before.push(c);
        if self.before.len() > 64 {
            let keep = self.before.char_indices().rev().nth(15).map_or(0, |(at, _)| at);
            self.before.drain(..keep);
        }
        let mut buffer = [0; 4];
        self.show(c.encode_utf8(&mut buffer));
        self.paragraph.text.push(c);
        if c.is_whitespace() || self.paragraph.text.len() > LONGEST_SENTENCE {
            self.seal(false);
        }
    }

    fn show(&mut self, text: &str) {
        match self.out.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.out.push(Piece::Text(text.to_owned())),
        }
    }

    /// Hands out the sentences that no further text can change: all but the last one, whose first word, which decides whether the
    /// one before has ended, is whole here.
    fn seal(&mut self, end: bool) {
        let paragraph = &mut self.paragraph;
        let block_ends = end || paragraph.text.ends_with("\n\n") || paragraph.text.len() > LONGEST_SENTENCE;
        if paragraph.marks.is_empty() && !block_ends {
            return;
        }
        let sentences = sentences::split(&paragraph.text);
        if block_ends && sentences.is_empty() {
            let last = tidy(&paragraph.last);
            let alone = |(mark, source, _)| Cited { mark, source, sentence: last.clone(), part: last.clone() };
            self.out.extend(paragraph.marks.drain(..).map(alone).map(Piece::Cited));
            paragraph.text.clear();
            return;
        }
        let sealed = if block_ends { sentences.len() } else { sentences.len().saturating_sub(1) };
        if sealed == 0 {
            return;
        }
        let until = if block_ends { u32::MAX } else { sentences[sealed].start };
        for (i, sentence) in sentences[..sealed].iter().enumerate() {
            let from = if i == 0 { 0 } else { sentence.start + 1 };
            let to = sentences.get(i + 1).map_or(u32::MAX, |next| next.start);
            let marks: Vec<_> = paragraph.marks.iter().filter(|(.., at)| (from..=to).contains(at)).copied().collect();
            self.out.extend(parts(sentence, &marks).into_iter().map(Piece::Cited));
        }
        let last = sentences[sealed - 1].text.to_owned();
        let bytes = paragraph.text.char_indices().nth(until as usize).map_or(paragraph.text.len(), |(at, _)| at);
        paragraph.last = last;
        paragraph.text.drain(..bytes);
        paragraph.marks.retain_mut(|(.., at)| {
            let keep = *at > until;
            *at = at.saturating_sub(until);
            keep
        });
    }
}

/// Each mark of a sentence with the part it stands for.
fn parts(sentence: &sentences::Sentence<'_>, marks: &[(u32, u32, u32)]) -> Vec<Cited> {
    let chars: Vec<char> = sentence.text.chars().collect();
    let place = |at: u32| (at.saturating_sub(sentence.start) as usize).min(chars.len());
    let words = |from: usize, to: usize| chars[from..to].iter().collect::<String>().split_whitespace().count();
    // Marks with fewer than three words between them stand together.
    let mut groups: Vec<Vec<(u32, u32, usize)>> = Vec::new();
    for &(mark, source, at) in marks {
        let at = place(at);
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| words(last.2, at) < 3) => group.push((mark, source, at)),
            _ => groups.push(vec![(mark, source, at)]),
        }
    }
    let mut cited = Vec::new();
    let mut from = 0;
    let count = groups.len();
    for (i, group) in groups.into_iter().enumerate() {
        let at = group.last().map_or(chars.len(), |g| g.2);
        let to = if i + 1 == count { chars.len() } else { at };
        let part: String = chars[from..to].iter().collect();
        let part = tidy(part.trim().trim_start_matches([',', ';']));
        let part = if part.is_empty() { tidy(sentence.text) } else { part };
        cited.extend(group.iter().map(|(mark, source, _)| Cited {
            mark: *mark,
            source: *source,
            sentence: tidy(sentence.text),
            part: part.clone(),
        }));
        from = at;
    }
    cited
}

/// Without the space that a mark before a full stop leaves.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if matches!(c, '.' | ',' | ';' | ':' | '!' | '?') {
            tidy.truncate(tidy.trim_end_matches(' ').len());
        }
        tidy.push(c);
    }
    tidy
}

#[cfg(test)]
mod tests;
