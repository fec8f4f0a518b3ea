//! Splitting text into sentences: pure, used for quoting, reranking and checking.
//!
//! Rules for running text, Markdown and text that came out of a page layout. A sentence never crosses a blank line, a heading, a list
//! item or a table row; a single line break inside a paragraph does not end it.

use crate::offsets::Cursor;

/// One sentence of a text, without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// First character, counted in Unicode scalar values.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Exactly the characters `start..end`.
    pub text: &'a str,
}

/// Longest sentence in characters; longer ones (tables, data, code) are cut at white space so that a quote stays readable.
pub const LONGEST: usize = 600;

/// A line shorter than this that is followed by a capital letter stands for itself (a title, an address, a form field). Layouts wrap
/// running text later than that.
const SHORT_LINE: usize = 40;

/// Words with a full stop that never end a sentence.
const NEVER_LAST: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "fig", "figs", "cf", "approx", "gen", "col", "lt",
    "sgt", "capt", "rev", "hon", "gov", "sen", "rep", "eq", "eqs", "viz", "spp", "resp", "ca", "bzw", "z.b", "d.h",
    "u.a", "ggf",
];

/// Words with a full stop that do not end a sentence when a number follows: "No. 5", but "She said no. Then".
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "vol", "p", "pp", "sec", "ch", "art", "abs", "ref", "refs", "tab", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mär", "okt", "dez",
];

/// Words with a full stop that may end a sentence: they do when a usual first word follows.
const MAYBE_LAST: &[&str] = &[
    "etc", "inc", "ltd", "co", "corp", "jr", "sr", "al", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "usw", "ph.d",
    "m.d", "b.c", "a.d",
];

/// Usual first words of a sentence.
const FIRST_WORDS: &[&str] = &[
    "The", "A", "An", "In", "On", "At", "It", "Its", "He", "She", "They", "We", "I", "You", "This", "That", "These",
    "Those", "There", "His", "Her", "Their", "Our", "But", "And", "However", "When", "While", "After", "Before", "For",
    "From", "If", "As", "By", "With", "To", "Here", "What", "Why", "How", "Thus", "Der", "Die", "Das", "Ein", "Eine",
    "Er", "Sie", "Es", "Im", "Wir",
];

/// What follows the number of a day in a German date.
const MONTHS: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jan",
    "Feb",
    "Mär",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Okt",
    "Nov",
    "Dez",
];

/// German words before an ordinal: "im 3. Stock", "der 2. Weltkrieg".
const BEFORE_ORDINALS: &[&str] = &[
    "im", "der", "die", "das", "den", "dem", "des", "vom", "zum", "zur", "bis", "ab", "seit", "beim", "ein", "eine",
    "einen", "einem", "einer", "jeden", "jeder", "jedes", "jedem",
];

/// Marks that may end a sentence when white space follows.
const MARKS: &[char] = &['.', '!', '?', '…', '؟', '۔'];

/// Marks that end a sentence whatever follows: their scripts write no blank after them.
const WIDE_MARKS: &[char] = &['。', '！', '？', '｡', '।', '॥'];

/// What belongs to the sentence that ends before it.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '}', '」', '』', '）', '】'];

/// The sentences of the text, in order, without overlap. White space between them belongs to none; neither do stretches without any
/// letter or digit. Takes time in proportion to the text, whatever it contains.
pub fn split(text: &str) -> Vec<Sentence<'_>> {
    let mut pieces = Pieces { text, cursor: Cursor::new(text), found: Vec::new() };
    let (mut start, mut line_start, mut resume) = (0, 0, 0);
    for (at, mark) in text.char_indices() {
        if mark == '\n' {
            let ends = at >= resume && line_ends_sentence(text, start.max(line_start), at);
            line_start = at + 1;
            if ends {
                pieces.add(start, at);
                start = at;
            }
        } else if at >= resume && (MARKS.contains(&mark) || WIDE_MARKS.contains(&mark)) {
            let end = run_end(text, at + mark.len_utf8());
            if WIDE_MARKS.contains(&mark) || mark_ends_sentence(text, start, at, end) {
                pieces.add(start, end);
                start = end;
            }
            resume = end;
        }
    }
    pieces.add(start, text.len());
    pieces.found
}

/// Sentences found so far.
struct Pieces<'a> {
    text: &'a str,
    cursor: Cursor<'a>,
    found: Vec<Sentence<'a>>,
}

impl<'a> Pieces<'a> {
    /// Adds the bytes `start..end` without white space around them, cut where they are too long.
    fn add(&mut self, start: usize, end: usize) {
        let piece = &self.text[start..end];
        let mut start = end - piece.trim_start().len();
        let mut rest = piece.trim();
        while let Some((longest, _)) = rest.char_indices().nth(LONGEST) {
            let half = rest.char_indices().nth(LONGEST / 2).map_or(0, |(byte, _)| byte);
            let cut = rest[half..longest].rfind(char::is_whitespace).map_or(longest, |blank| half + blank);
            self.push(start, rest[..cut].trim_end());
            let next = rest[cut..].trim_start();
            start += rest.len() - next.len();
            rest = next;
        }
        self.push(start, rest);
    }

    fn push(&mut self, start: usize, text: &'a str) {
        if text.contains(char::is_alphanumeric) {
            let (from, to) = (self.cursor.char(start), self.cursor.char(start + text.len()));
            self.found.push(Sentence { start: from, end: to, text });
        }
    }
}

/// Whether the line break at `at` ends the sentence; `line_start` is where its last line began.
fn line_ends_sentence(text: &str, line_start: usize, at: usize) -> bool {
    let line = text[line_start..at].trim();
    if line.is_empty() {
        return true;
    }
    let rest = &text[at + 1..];
    let near = rest.char_indices().nth(64).map_or(rest.len(), |(byte, _)| byte);
    let next = rest[..near].lines().next().unwrap_or_default().trim();
    let short = line.chars().nth(SHORT_LINE - 1).is_none();
    next.is_empty()
        || line.starts_with(['#', '|'])
        || next.starts_with(['#', '|', '>'])
        || is_list_item(next)
        || (short && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

fn is_list_item(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix(['-', '*', '+', '•', '–', '▪', '·', '◦', '‣']) {
        return rest.starts_with(char::is_whitespace);
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && line[digits..].strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Where the run of marks, closing quotes, brackets and reference numbers such as `[12]` ends that goes on at `from`.
fn run_end(text: &str, from: usize) -> usize {
    let mut end = from;
    while let Some(next) = text[end..].chars().next() {
        if MARKS.contains(&next) || CLOSERS.contains(&next) {
            end += next.len_utf8();
        } else if next == '['
            && let Some(close) = reference_end(&text[end..])
        {
            end += close;
        } else {
            break;
        }
    }
    end
}

/// The length of a reference such as `[3, 7–9]` at the beginning of the text.
fn reference_end(text: &str) -> Option<usize> {
    let inner = text[1..].char_indices().take(24).find(|(_, c)| !(c.is_ascii_digit() || " ,;-–".contains(*c)));
    inner.filter(|(byte, c)| *c == ']' && *byte > 0).map(|(byte, _)| byte + 2)
}

/// Whether the run of marks `at..end` ends the sentence that began at `start`.
fn mark_ends_sentence(text: &str, start: usize, at: usize, end: usize) -> bool {
    let rest = &text[end..];
    if rest.starts_with(|c: char| !c.is_whitespace()) {
        return false;
    }
    match rest.trim_start().chars().next() {
        None => true,
        Some(next) if next.is_lowercase() => false,
        Some(_) => &text[at..end] != "." || full_stop_ends(&text[start..at], rest.trim_start()),
    }
}

/// Whether the full stop between the two is one, and not that of an abbreviation, an initial or a list number.
fn full_stop_ends(before: &str, after: &str) -> bool {
    let word = match before.rfind(|c: char| !(c.is_alphanumeric() || c == '.')) {
        Some(byte) => before[byte..].trim_start_matches(|c: char| !(c.is_alphanumeric() || c == '.')),
        None => before,
    };
    let number = !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    if number && !before[..before.len() - word.len()].contains(char::is_alphanumeric) {
        return false;
    }
    if number && is_ordinal(&before[..before.len() - word.len()], after) {
        return false;
    }
    if word.len() > 8 {
        return true;
    }
    let lower = word.to_lowercase();
    let is_in = |list: &[&str]| list.contains(&lower.as_str());
    if is_in(NEVER_LAST) {
        return false;
    }
    if is_in(BEFORE_NUMBERS) && after.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial || is_in(MAYBE_LAST) {
        let next = after.find(|c: char| !c.is_alphanumeric()).map_or(after, |byte| &after[..byte]);
        return FIRST_WORDS.contains(&next);
    }
    true
}

/// Whether a number between the two counts in German: a date or "im 3. Stock".
fn is_ordinal(before: &str, after: &str) -> bool {
    let next = after.find(|c: char| !c.is_alphanumeric()).map_or(after, |byte| &after[..byte]);
    let goes_on = after[next.len()..].starts_with('.') && next.len() <= 2;
    let year = next.len() == 4 && (next.starts_with("19") || next.starts_with("20"));
    let is_number = !next.is_empty() && next.bytes().all(|b| b.is_ascii_digit());
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    MONTHS.contains(&next)
        || (is_number && (goes_on || year))
        || (BEFORE_ORDINALS.contains(&last.to_lowercase().as_str()) && !FIRST_WORDS.contains(&next))
}

#[cfg(test)]
mod tests;
