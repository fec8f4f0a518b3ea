//! Making a follow-up question standalone without a model: terms of the question before it are carried over.

use crate::cite::{facts, terms};

/// What was asked and answered before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previous<'a> {
    /// The question, standalone if it was a follow-up itself.
    pub question: &'a str,
    /// The answer, without marks.
    pub answer: &'a str,
}

/// Words that begin a follow-up.
const OPENINGS: &[&str] = &["and", "but", "or", "also", "then", "so", "und", "aber", "oder", "auch"];

/// Phrases that begin a follow-up.
const PHRASES: &[&str] = &[
    "what about",
    "how about",
    "what else",
    "why not",
    "how so",
    "tell me more",
    "more about",
    "explain",
    "go on",
    "continue",
    "for example",
    "was ist mit",
    "und was",
    "wie sieht es",
    "mehr dazu",
    "warum nicht",
];

/// Words that stand for something said before.
const PRONOUNS: &[&str] = &[
    "it", "its", "they", "them", "their", "theirs", "he", "him", "his", "she", "her", "hers", "this", "that", "these",
    "those", "there", "one", "ones", "former", "latter", "er", "sie", "ihm", "ihr", "ihre", "sein", "seine", "dessen",
    "deren", "dort", "dazu", "davon", "dabei", "dafür",
];

/// Words for persons.
const PERSONS: &[&str] = &["he", "him", "his", "she", "her", "hers", "they", "them", "their"];

/// "It" that stands for nothing.
const EMPTY_IT: &[&str] = &[
    "is it possible",
    "is it true",
    "does it take",
    "is it allowed",
    "is it necessary",
    "is there",
    "are there",
    "was there",
    "were there",
];

/// Questions with at most so many terms may leave something out.
const MAY_DEPEND: usize = 6;

/// Most terms carried over.
const CARRIED: usize = 8;

/// The question as it should be searched for, if it is a follow-up; none if it stands alone.
pub fn standalone(question: &str, previous: Option<Previous<'_>>) -> Option<String> {
    let previous = previous?;
    if !is_follow_up(question) {
        return None;
    }
    let carried = carried(question, previous);
    if carried.is_empty() { None } else { Some(format!("{} ({})", question.trim(), carried.join(" "))) }
}

/// Whether the question cannot be understood alone.
pub fn is_follow_up(question: &str) -> bool {
    let lower = question.trim().to_lowercase();
    let words: Vec<&str> = terms::words(&lower).map(|(_, word)| word).collect();
    let Some(first) = words.first() else { return false };
    let content = terms::content_terms(question);
    if OPENINGS.contains(first) || PHRASES.iter().any(|p| lower.starts_with(p)) && content.len() <= 4 {
        return true;
    }
    let named = facts::facts(question).names.iter().any(|n| n.kind != facts::NameKind::Maybe);
    let empty = EMPTY_IT.iter().any(|phrase| lower.contains(phrase));
    let pronoun = words.iter().enumerate().any(|(i, word)| {
        // "the company that …", "this policy": a determiner or a relative word with its own noun is no stand-in.
        let relative = *word == "that" && i > 0 && words.get(i - 1).is_some_and(|w| !terms::is_stop_word(w));
        PRONOUNS.contains(word) && !relative
    });
    let nothing_of_its_own = content.is_empty() || (content.len() == 1 && words.len() <= 3 && !named);
    (pronoun && !empty && (!named || content.len() <= 3)) || nothing_of_its_own
}

/// Whether a model should look at the question: rules do not see every way to refer back, long questions rarely do.
pub fn may_depend(question: &str) -> bool {
    is_follow_up(question) || terms::content_terms(question).len() <= MAY_DEPEND
}

/// Names first, then the other words of the question before, without what the question replaces.
fn carried(question: &str, previous: Previous<'_>) -> Vec<String> {
    let own = terms::term_set(question);
    let own_numbers = question.contains(|c: char| c.is_ascii_digit());
    let asks_for_person = terms::words(question).any(|(_, word)| PERSONS.contains(&word.to_lowercase().as_str()));
    let mut carried: Vec<String> = Vec::new();
    if asks_for_person && previous.question.to_lowercase().starts_with("who") {
        // "Who founded Acme?" – "Ada Miller" – "When did she die?"
        let asked = terms::term_set(previous.question);
        let names = facts::facts(previous.answer).names;
        let person =
            names.iter().find(|n| n.words.len() > 1 && n.words.iter().all(|w| !asked.contains(&terms::stem(w))));
        carried.extend(person.map(|n| n.text.clone()));
    }
    for (_, word) in terms::words(previous.question) {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        let replaced = own.contains(&terms::stem(word)) || (number && own_numbers);
        if !terms::is_stop_word(word) && !replaced && !carried.iter().any(|c| c.contains(word)) {
            carried.push(word.to_owned());
        }
    }
    carried.truncate(CARRIED);
    carried
}

#[cfg(test)]
mod tests;
