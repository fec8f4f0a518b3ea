//! Splitting text into sentences: pure, used for quoting, reranking and checking.
//!
//! Rules for running text, Markdown and text that came out of a page layout. A sentence never crosses a blank line, a heading, a list
//! item or a table row; a single line break inside a paragraph does not end it.

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
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "fig", "figs", "no", "nos", "vol", "pp", "cf", "approx",
    "gen", "col", "lt", "sgt", "capt", "rev", "hon", "gov", "sen", "rep", "eq", "eqs", "ca", "bzw", "z.b", "d.h", "nr",
    "abs", "art", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Words with a full stop that may end a sentence: they do when a usual first word follows.
const MAYBE_LAST: &[&str] = &[
    "etc", "inc", "ltd", "co", "corp", "jr", "sr", "al", "u.s", "u.k", "u.n", "a.m", "p.m", "usw", "ph.d", "b.c", "a.d",
];

/// Usual first words of a sentence.
const FIRST_WORDS: &[&str] = &[
    "The", "A", "An", "In", "On", "At", "It", "Its", "He", "She", "They", "We", "I", "You", "This", "That", "These",
    "Those", "There", "His", "Her", "Their", "Our", "But", "And", "However", "When", "While", "After", "Before", "For",
    "From", "If", "As", "By", "With", "To", "Der", "Die", "Das", "Ein", "Eine", "Er", "Sie", "Es", "Im", "In",
];

/// The sentences of the text, in order, without overlap. White space between them belongs to none.
pub fn split(text: &str) -> Vec<Sentence<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < chars.len() {
        let end = if chars[at].1 == '\n' && line_ends_sentence(&chars, start, at) {
            Some(at)
        } else {
            sentence_end(&chars, start, at)
        };
        match end {
            Some(end) => {
                push(text, &chars, start, end, &mut sentences);
                start = end;
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    push(text, &chars, start, chars.len(), &mut sentences);
    sentences
}

/// Trims `start..end`, cuts what is too long, keeps what has a letter or digit.
fn push<'a>(text: &'a str, chars: &[(usize, char)], start: usize, end: usize, out: &mut Vec<Sentence<'a>>) {
    let (mut start, mut end) = (start, end);
    while start < end && chars[start].1.is_whitespace() {
        start += 1;
    }
    while end > start && chars[end - 1].1.is_whitespace() {
        end -= 1;
    }
    while end - start > LONGEST {
        let cut = (start + LONGEST / 2..start + LONGEST).rev().find(|&i| chars[i].1.is_whitespace());
        let cut = cut.unwrap_or(start + LONGEST);
        push(text, chars, start, cut, out);
        start = cut;
        while start < end && chars[start].1.is_whitespace() {
            start += 1;
        }
    }
    if chars[start..end].iter().any(|(_, c)| c.is_alphanumeric()) {
        let byte = |i: usize| chars.get(i).map_or(text.len(), |(byte, _)| *byte);
        out.push(Sentence { start: start as u32, end: end as u32, text: &text[byte(start)..byte(end)] });
    }
}

/// Whether the line break at `at` ends the sentence that began at `start`.
fn line_ends_sentence(chars: &[(usize, char)], start: usize, at: usize) -> bool {
    let line_start = chars[..at].iter().rposition(|(_, c)| *c == '\n').map_or(0, |i| i + 1).max(start);
    let line: String = chars[line_start..at].iter().map(|(_, c)| *c).collect();
    let next: String = chars[at + 1..].iter().map(|(_, c)| *c).take_while(|c| *c != '\n').take(64).collect();
    let (line, next) = (line.trim(), next.trim());
    if line.is_empty() {
        return start < at;
    }
    next.is_empty()
        || line.starts_with(['#', '|'])
        || next.starts_with(['#', '|', '>'])
        || is_list_item(next)
        || (line.chars().count() < SHORT_LINE && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

fn is_list_item(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix(['-', '*', '+', '•', '–', '▪', '·']) {
        return rest.starts_with(char::is_whitespace);
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && line[digits..].strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// If the character at `at` ends the sentence that began at `start`: one past the last character of the sentence.
fn sentence_end(chars: &[(usize, char)], start: usize, at: usize) -> Option<usize> {
    let mark = chars[at].1;
    let wide = matches!(mark, '。' | '！' | '？');
    if !wide && !matches!(mark, '.' | '!' | '?' | '…') {
        return None;
    }
    let mut end = at + 1;
    while chars
        .get(end)
        .is_some_and(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」'))
    {
        end += 1;
    }
    if wide {
        return Some(end);
    }
    match chars.get(end) {
        None => return Some(end),
        Some((_, c)) if !c.is_whitespace() => return None,
        Some(_) => {}
    }
    let next = chars[end..].iter().map(|(_, c)| *c).find(|c| !c.is_whitespace());
    if next.is_none_or(char::is_lowercase) {
        return next.is_none().then_some(end);
    }
    if mark == '.' && end == at + 1 && !full_stop_ends(chars, start, at) {
        return None;
    }
    Some(end)
}

/// Whether the full stop at `at` is one, and not that of an abbreviation, an initial or a list number.
fn full_stop_ends(chars: &[(usize, char)], start: usize, at: usize) -> bool {
    let word_start = chars[start..at]
        .iter()
        .rposition(|(_, c)| !(c.is_alphanumeric() || *c == '.'))
        .map_or(start, |i| start + i + 1);
    let word: String = chars[word_start..at].iter().map(|(_, c)| *c).collect();
    let before_word_is_empty = chars[start..word_start].iter().all(|(_, c)| !c.is_alphanumeric());
    if before_word_is_empty && word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    let lower = word.to_lowercase();
    if lower == "no" {
        // "No. 5" is an abbreviation, "She said no. Then" is not.
        return !chars[at + 1..]
            .iter()
            .map(|(_, c)| *c)
            .find(|c| !c.is_whitespace())
            .is_some_and(|c| c.is_ascii_digit());
    }
    if NEVER_LAST.contains(&lower.as_str()) {
        return false;
    }
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial || MAYBE_LAST.contains(&lower.as_str()) {
        let next: String = chars[at + 1..]
            .iter()
            .map(|(_, c)| *c)
            .skip_while(|c| c.is_whitespace())
            .take_while(|c| c.is_alphanumeric())
            .collect();
        return FIRST_WORDS.contains(&next.as_str());
    }
    true
}

#[cfg(test)]
mod tests;
