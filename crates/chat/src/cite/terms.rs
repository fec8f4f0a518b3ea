//! Words that carry meaning, lightly stemmed, so that two texts can be compared without a model.

use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// English words without meaning of their own.
pub(crate) const ENGLISH_STOP_WORDS: &[&str] = &[
    "a", "about", "above", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do", "does", "doing",
    "done", "down", "during", "each", "either", "else", "ever", "few", "for", "from", "further", "get", "give", "had",
    "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it",
    "its", "itself", "just", "let", "like", "many", "may", "me", "might", "more", "most", "much", "must", "my", "of",
    "off", "on", "once", "only", "or", "other", "our", "out", "over", "own", "please", "same", "shall", "she",
    "should", "so", "some", "such", "tell", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "through", "to", "too", "under", "until", "up", "upon", "us", "very", "was", "we", "were", "what",
    "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "your", "yes",
    "no", "not", "nor", "cannot", "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't",
    "can't",
];

/// German words without meaning of their own.
pub(crate) const GERMAN_STOP_WORDS: &[&str] = &[
    "aber", "alle", "als", "an", "auch", "auf", "aus", "bei", "beim", "bin", "bis", "bist", "bitte", "das", "dass",
    "dem", "den", "der", "des", "die", "dich", "dir", "du", "durch", "ein", "eine", "einem", "einen", "einer", "eines",
    "er", "es", "für", "gegen", "gibt", "haben", "heißt", "liegt", "hat", "ich", "ihr", "ihre", "im", "in", "ist",
    "kann", "kannst", "kein", "keine", "können", "mein", "meine", "mir", "mit", "muss", "nach", "nicht", "ob", "oder",
    "ohne", "sein", "seine", "sich", "sie", "sind", "so", "soll", "über", "und", "uns", "vom", "von", "vor", "wann",
    "war", "waren", "warum", "was", "welche", "welchem", "welchen", "welcher", "welches", "wem", "wen", "wer",
    "werden", "wessen", "wie", "wieso", "wir", "wird", "wo", "wurde", "wurden", "zu", "zum", "zur", "zwischen",
];

/// Frequent irregular forms and close word families, by what they count as.
const SAME: &[(&str, &str)] = &[
    ("won", "win"),
    ("winner", "win"),
    ("wrote", "write"),
    ("written", "write"),
    ("author", "write"),
    ("began", "begin"),
    ("begun", "begin"),
    ("built", "build"),
    ("made", "make"),
    ("led", "lead"),
    ("held", "hold"),
    ("dead", "die"),
    ("death", "die"),
    ("dying", "die"),
    ("birth", "born"),
    ("bought", "buy"),
    ("sold", "sell"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("became", "become"),
    ("taught", "teach"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("wore", "wear"),
    ("chose", "choos"),
    ("chosen", "choos"),
    ("fought", "fight"),
    ("lost", "lose"),
    ("met", "meet"),
    ("paid", "pay"),
    ("payment", "pay"),
    ("sent", "send"),
    ("spent", "spend"),
    ("took", "take"),
    ("taken", "take"),
    ("told", "tell"),
    ("came", "come"),
    ("went", "go"),
    ("gone", "go"),
    ("kept", "keep"),
    ("left", "leave"),
    ("founder", "found"),
    ("foundation", "found"),
    ("inventor", "invent"),
    ("invention", "invent"),
    ("discovery", "discover"),
    ("rose", "rise"),
    ("risen", "rise"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("people", "person"),
    ("cost", "price"),
];

/// Words of a text in order, as written, with their byte offsets.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.unicode_word_indices()
}

/// Whether the word, in any case, has no meaning of its own.
pub fn is_stop_word(word: &str) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    ENGLISH_STOP_WORDS.contains(&lower.as_str()) || GERMAN_STOP_WORDS.contains(&lower.as_str())
}

/// The word as it is compared: lower case, without the commonest English endings, irregular forms joined.
pub fn stem(word: &str) -> String {
    let mut word = word.to_lowercase().replace('’', "'");
    if let Some(bare) = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')) {
        word.truncate(bare.len());
    }
    if let Some((_, base)) = SAME.iter().find(|(form, _)| *form == word) {
        return (*base).to_owned();
    }
    if !word.is_ascii() || word.bytes().any(|b| b.is_ascii_digit()) {
        return word;
    }
    strip_plural(&mut word);
    strip_verb_ending(&mut word);
    for (ending, at_least) in [("ly", 6), ("e", 4)] {
        if word.len() >= at_least && word.ends_with(ending) {
            word.truncate(word.len() - ending.len());
        }
    }
    match SAME.iter().find(|(form, _)| *form == word) {
        Some((_, base)) => (*base).to_owned(),
        None => word,
    }
}

fn strip_plural(word: &mut String) {
    let len = word.len();
    if len > 4 && (word.ends_with("ies") || word.ends_with("ied")) {
        word.truncate(len - 3);
        word.push('y');
    } else if len > 4 && ["sses", "xes", "zes", "ches", "shes"].iter().any(|e| word.ends_with(e)) {
        word.truncate(len - 2);
    } else if len > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e)) {
        word.truncate(len - 1);
    }
}

fn strip_verb_ending(word: &mut String) {
    let stripped = if word.len() > 5 && word.ends_with("ing") {
        3
    } else if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") {
        2
    } else {
        return;
    };
    word.truncate(word.len() - stripped);
    let bytes = word.as_bytes();
    let n = bytes.len();
    // "running" -> "run", but "killed" -> "kill", "passed" -> "pass".
    if n > 3
        && bytes[n - 1] == bytes[n - 2]
        && !matches!(bytes[n - 1], b'l' | b's' | b'z' | b'a' | b'e' | b'i' | b'o' | b'u')
    {
        word.truncate(n - 1);
    }
}

/// Stems of the words with meaning, each once, in order of appearance. Single letters count only in scripts without spaces.
pub fn content_terms(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    words(text)
        .filter(|(_, word)| !is_stop_word(word) && (word.chars().count() > 1 || !word.is_ascii()))
        .map(|(_, word)| stem(word))
        .filter(|term| !term.is_empty() && seen.insert(term.clone()))
        .collect()
}

/// All stems of the text, stop words included, for looking terms up.
pub fn term_set(text: &str) -> HashSet<String> {
    words(text).map(|(_, word)| stem(word)).collect()
}

/// Share of `terms` found in `set`, 0 to 1; 1 when there are no terms. A term also counts when a word of the set continues it or
/// is continued by it ("german" and "germany"), from five letters on.
pub fn coverage(terms: &[String], set: &HashSet<String>) -> f32 {
    if terms.is_empty() {
        return 1.0;
    }
    terms.iter().filter(|term| has_term(term, set)).count() as f32 / terms.len() as f32
}

/// Whether the set has the term or a close relative of it.
pub fn has_term(term: &str, set: &HashSet<String>) -> bool {
    set.contains(term) || (term.len() >= 5 && set.iter().any(|other| related(term, other)))
}

fn related(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 5
        && long.len() - short.len() <= 4
        && !short.bytes().any(|b| b.is_ascii_digit())
        && long.starts_with(short)
}

#[cfg(test)]
mod tests;
