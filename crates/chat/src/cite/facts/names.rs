//! Names: capitalised words and acronyms.

use super::tokens::{Kind, Token};
use crate::cite::terms;
use std::collections::HashSet;

/// How sure it is that a word is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// Capitalised inside a sentence, or several capitalised words.
    Proper,
    /// Capitals only.
    Acronym,
    /// One capitalised word at the beginning of a sentence: perhaps a name.
    Maybe,
}

/// A name with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// How sure it is.
    pub kind: NameKind,
    /// Its words.
    pub words: Vec<String>,
    /// As written.
    pub text: String,
}

/// Capitalised words that name nothing by themselves.
const NOT_NAMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "according",
    "however",
    "although",
    "therefore",
    "thus",
    "moreover",
    "overall",
    "note",
    "both",
    "another",
    "yes",
    "ok",
    "since",
    "during",
    "despite",
    "unlike",
    "i'm",
    "it's",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Acronyms that are little words in lower case.
const ACRONYMS: &[&str] = &["WHO", "US", "IT"];

/// Share of capitalised words inside sentences from which on capitals mean nothing (German, title case).
const CAPITALS_MEAN_NOTHING: f32 = 0.65;

/// Function words that give German away: there every noun is capitalised.
const GERMAN: &[&str] =
    &["der", "die", "das", "und", "ist", "ein", "eine", "nicht", "wurde", "mit", "von", "im", "dem", "den"];

pub(super) fn names(text: &str, tokens: &[Token<'_>]) -> Vec<Name> {
    let trusted = capitals_mean_names(tokens);
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_name_word(&tokens[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.len() && is_name_word(&tokens[end]) && touches(text, &tokens[end - 1], &tokens[end]) {
            end += 1;
        }
        let words: Vec<String> = tokens[at..end].iter().map(|t| t.text.to_owned()).collect();
        let acronym = words.len() == 1 && is_acronym(&words[0]);
        let first = at == 0 || starts_sentence(&tokens[at - 1]);
        let kind = match () {
            () if acronym => Some(NameKind::Acronym),
            () if !trusted => None,
            () if words.len() > 1 || !first => Some(NameKind::Proper),
            () => Some(NameKind::Maybe),
        };
        if let Some(kind) = kind {
            names.push(Name { kind, words, text: text[tokens[at].start..tokens[end - 1].end()].to_owned() });
        }
        at = end;
    }
    names
}

fn is_name_word(token: &Token<'_>) -> bool {
    token.starts_upper()
        && (ACRONYMS.contains(&token.text) || !terms::is_stop_word(token.text))
        && !NOT_NAMES.contains(&token.text.to_lowercase().as_str())
        && token.text.chars().count() > 1
}

/// Only a space, a hyphen or an apostrophe between two words of one name.
fn touches(text: &str, left: &Token<'_>, right: &Token<'_>) -> bool {
    matches!(&text[left.end()..right.start], " " | "-" | "\n" | "\u{a0}")
}

fn starts_sentence(before: &Token<'_>) -> bool {
    before.kind == Kind::Sign && !matches!(before.text, "," | "-" | "(" | "/" | "&" | "'" | ";")
}

fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn capitals_mean_names(tokens: &[Token<'_>]) -> bool {
    let words: Vec<&Token<'_>> = tokens.iter().filter(|t| t.kind == Kind::Word).collect();
    let german = words.iter().filter(|t| GERMAN.contains(&t.text.to_lowercase().as_str())).count();
    if german >= 2 || (german == 1 && words.len() <= 6) {
        return false;
    }
    let inside = words.get(1..).unwrap_or_default();
    let capitals = inside.iter().filter(|t| t.starts_upper()).count();
    inside.len() < 6 || (capitals as f32) < CAPITALS_MEAN_NOTHING * inside.len() as f32
}

/// Whether the source spells the acronym out: "World Health Organization" for WHO.
pub(super) fn spelled_out(acronym: &str, source: &str) -> bool {
    let initials: String =
        terms::words(source).filter_map(|(_, w)| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    initials.contains(acronym)
}

/// Whether the source has the acronym of these words.
pub(super) fn abbreviated(words: &[String], source: &HashSet<String>) -> bool {
    let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
    initials.chars().count() >= 2 && source.contains(&initials.to_lowercase())
}
