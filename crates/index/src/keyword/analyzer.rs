//! Text to terms, the same way for entries and for questions.
//!
//! Words are lower-cased, stemmed by the Snowball stemmer of their language and freed of accents. Identifiers stand whole and in parts.
//! Scripts without blanks between words become pairs of characters.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Characters a term may have; longer ones (hashes, encoded data) are cut.
const MAX_TERM: usize = 64;
/// Word parts an identifier may have.
const MAX_PARTS: usize = 16;

/// A term with the number of the word it comes from; the whole and the parts of an identifier share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) text: String,
    pub(crate) word: usize,
}

/// The languages with a stemmer of their own; all others are stemmed as English.
pub(crate) fn stemmed(language: Option<&str>) -> Option<&'static str> {
    ALGORITHMS.iter().find(|(code, _)| Some(*code) == language).map(|(code, _)| *code)
}

const ALGORITHMS: [(&str, Algorithm); 18] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// The terms of an entry's text.
pub(crate) fn entry_terms(text: &str, language: Option<&str>) -> Vec<Term> {
    let stemmers = [stemmer(language)];
    let mut terms = Vec::with_capacity(text.len() / 6);
    for (word, piece) in pieces(text).enumerate() {
        push_terms(&mut terms, word, &piece, &stemmers, true);
    }
    terms
}

/// The terms of a question over entries of these languages: where stemmers differ on a word, each one's stem stands for it.
pub(crate) fn question_terms(text: &str, languages: &[&str], is_stop_word: impl Fn(&str) -> bool) -> Vec<Term> {
    let mut stemmers: Vec<Stemmer> = languages.iter().map(|code| stemmer(Some(code))).collect();
    if stemmers.is_empty() {
        stemmers.push(stemmer(None));
    }
    let kept = |without_stop_words: bool| {
        let mut terms = Vec::new();
        for (word, piece) in pieces(text).enumerate() {
            let stop = without_stop_words && matches!(&piece, Piece::Word(text) if is_stop_word(&text.to_lowercase()));
            if !stop {
                push_terms(&mut terms, word, &piece, &stemmers, false);
            }
        }
        terms
    };
    let terms = kept(true);
    if terms.is_empty() { kept(false) } else { terms }
}

/// The plain lower-case words of a text, for telling its language.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words().map(str::to_lowercase)
}

fn stemmer(language: Option<&str>) -> Stemmer {
    let algorithm = ALGORITHMS.into_iter().find(|(code, _)| Some(*code) == language);
    Stemmer::create(algorithm.map_or(Algorithm::English, |(_, algorithm)| algorithm))
}

/// What a text consists of, for us.
enum Piece<'a> {
    /// A word as Unicode (UAX #29) sees it, which keeps `snake_case`, `a.b.c`, `3.14` and `can't` together.
    Word(&'a str),
    /// A run of a script that is written without blanks.
    Run(&'a str),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let packed = is_packed(first);
        let end = rest.find(|c| is_packed(c) != packed).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some((run, packed))
    })
    .flat_map(|(run, packed)| {
        let words = (!packed).then(|| run.unicode_words().map(Piece::Word));
        words.into_iter().flatten().chain(packed.then_some(Piece::Run(run)))
    })
}

// Han, kana, Hangul, Thai, Lao, Myanmar, Khmer. Hangul has blanks, but particles stick to its words; pairs find them without a stemmer.
fn is_packed(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

fn push_terms(terms: &mut Vec<Term>, word: usize, piece: &Piece, stemmers: &[Stemmer], entry: bool) {
    let start = terms.len();
    let mut push = |text: String| {
        if !text.is_empty() && !terms[start..].iter().any(|term| term.text == text) {
            terms.push(Term { text, word });
        }
    };
    match piece {
        Piece::Word(text) => {
            let text = cut(text);
            let parts = parts(text);
            if parts.len() > 1 {
                push(fold(&text.to_lowercase()));
            }
            for part in parts {
                let lower = part.to_lowercase();
                stemmers.iter().for_each(|stemmer| push(fold(&stemmer.stem(&lower))));
            }
        }
        // Repeated pairs count as often as they stand there, so these are not held against each other.
        Piece::Run(text) => {
            let folded = fold(text);
            let chars: Vec<char> = folded.chars().collect();
            if entry || chars.len() == 1 {
                terms.extend(chars.iter().map(|c| Term { text: c.to_string(), word }));
            }
            terms.extend(chars.windows(2).map(|pair| Term { text: pair.iter().collect(), word }));
        }
    }
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(MAX_TERM).map_or(text, |(end, _)| &text[..end])
}

// A plain word is its own only part. Splits at `_ . : '`, between digits and letters, and at humps of two letters or more on both
// sides, so that `camelCase` and `HTTPServer` fall apart but `mRNA` and `TNFa` do not. One-letter parts are left out.
fn parts(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut parts = Vec::new();
    let mut start = 0;
    for i in 0..=chars.len() {
        let at = chars.get(i).map_or(word.len(), |(at, _)| *at);
        let joint = chars.get(i).is_some_and(|(_, c)| !c.is_alphanumeric() && !is_mark(*c));
        if i == chars.len() || joint || (i > 0 && is_boundary(&chars, i)) {
            parts.push(&word[start..at]);
            start = if joint { at + chars[i].1.len_utf8() } else { at };
        }
    }
    parts.retain(|part| !part.is_empty());
    if parts.len() > 1 {
        parts.retain(|part| part.chars().nth(1).is_some() || part.chars().all(|c| c.is_numeric()));
        parts.truncate(MAX_PARTS);
        if parts.is_empty() {
            return vec![word];
        }
        // `can't` leaves one part that is not the word itself: keep both.
        if parts.len() == 1 && parts[0] != word {
            parts.push(word);
        }
    }
    parts
}

fn is_boundary(chars: &[(usize, char)], i: usize) -> bool {
    let is = |at: usize, test: fn(char) -> bool| chars.get(at).is_some_and(|(_, c)| test(*c));
    let before = |n: usize, test: fn(char) -> bool| i.checked_sub(n).is_some_and(|at| is(at, test));
    let digit_edge = before(1, char::is_numeric) != is(i, char::is_numeric)
        && before(1, char::is_alphanumeric)
        && is(i, char::is_alphanumeric);
    let hump = before(2, char::is_alphabetic)
        && before(1, char::is_lowercase)
        && is(i, char::is_uppercase)
        && is(i + 1, char::is_alphabetic);
    let acronym = before(2, char::is_uppercase)
        && before(1, char::is_uppercase)
        && is(i, char::is_uppercase)
        && is(i + 1, char::is_lowercase)
        && is(i + 2, char::is_lowercase);
    digit_edge || hump || acronym
}

// Combining marks of European scripts. Marks of other scripts carry vowels and stay.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_mark(*c)).nfc() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            _ => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests;
