//! Negation and opposite words.

use crate::cite::terms;
use std::collections::HashSet;

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "neither", "nor", "without", "cannot", "hardly", "nicht", "kein", "keine", "nie",
    "ohne", "nobody", "nothing", "fails", "failed", "lacks", "unable",
];

/// Pairs of stems of which a text about the same thing says only one.
const PAIRS: &[(&str, &str)] = &[
    ("increas", "decreas"),
    ("rise", "fall"),
    ("higher", "lower"),
    ("highest", "lowest"),
    ("largest", "smallest"),
    ("maximum", "minimum"),
    ("first", "last"),
    ("north", "south"),
    ("east", "west"),
    ("northern", "southern"),
    ("eastern", "western"),
    ("allow", "forbid"),
    ("allow", "prohibit"),
    ("accept", "reject"),
    ("includ", "exclud"),
    ("enabl", "disabl"),
    ("mandatory", "optional"),
    ("open", "clos"),
    ("gain", "loss"),
    ("succeed", "fail"),
    ("positiv", "negativ"),
    ("tru", "fals"),
    ("oldest", "youngest"),
    ("older", "younger"),
    ("major", "minor"),
    ("before", "after"),
    ("above", "below"),
    ("male", "femal"),
    ("legal", "illegal"),
    ("safe", "unsafe"),
    ("possibl", "impossibl"),
    ("improv", "worsen"),
    ("required", "optional"),
];

/// Whether the word, in any case, denies what follows it.
pub(crate) fn is_negation(word: &str) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    NEGATIONS.contains(&lower.as_str()) || lower.ends_with("n't")
}

/// Says how the source contradicts the claim, if it does so by a negation or an opposite word.
pub(super) fn opposite(claim: &str, source: &str) -> Option<String> {
    negated_differently(claim, source).or_else(|| opposite_word(claim, source))
}

fn opposite_word(claim: &str, source: &str) -> Option<String> {
    let (in_claim, in_source) = (stems(claim), stems(source));
    let both_ways = PAIRS.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
    let mut clashes = both_ways.filter(|(mine, other)| {
        let has = |set: &HashSet<String>, word: &str| set.contains(word);
        has(&in_claim, mine) && !has(&in_claim, other) && has(&in_source, other) && !has(&in_source, mine)
    });
    let (mine, other) = clashes.next()?;
    let written = |text: &str, stem: &str| {
        terms::words(text).find(|(_, w)| terms::stem(w) == stem).map_or(stem.to_owned(), |(_, w)| w.to_lowercase())
    };
    Some(format!("the source says “{}”, not “{}”", written(source, other), written(claim, mine)))
}

fn stems(text: &str) -> HashSet<String> {
    terms::term_set(text)
}

fn negated_differently(claim: &str, source: &str) -> Option<String> {
    let (claim_negated, claim_plain) = polarity(claim);
    let (source_negated, source_plain) = polarity(source);
    let flipped = |here: &HashSet<String>, there: &HashSet<String>, there_plain: &HashSet<String>| {
        here.iter().any(|term| there_plain.contains(term) && !there.contains(term))
    };
    if flipped(&source_negated, &claim_negated, &claim_plain) {
        return Some("the source says that it is not so".to_owned());
    }
    flipped(&claim_negated, &source_negated, &source_plain).then(|| "the source does not deny this".to_owned())
}

/// Terms that a negation stands before (the next one of its clause that is no adverb), and the other terms.
fn polarity(text: &str) -> (HashSet<String>, HashSet<String>) {
    let (mut negated, mut plain) = (HashSet::new(), HashSet::new());
    let mut reach = 0;
    let mut last_end = 0;
    for (start, word) in terms::words(text) {
        if text[last_end..start].contains([',', ';', '.', ':', '(', ')']) {
            reach = 0;
        }
        last_end = start + word.len();
        let lower = word.to_lowercase();
        if is_negation(word) {
            // "not only … but also" denies nothing.
            let only = text[last_end..].trim_start().to_lowercase();
            reach = if only.starts_with("only") || only.starts_with("just") { 0 } else { 1 };
        } else if !terms::is_stop_word(word) {
            let term = terms::stem(word);
            if reach > 0 {
                reach = if lower.ends_with("ly") { reach } else { 0 };
                negated.insert(term);
            } else {
                plain.insert(term);
            }
        }
    }
    (negated, plain)
}
