//! Whether the documents contain the answer: a small logistic model over features of question, passage and sentence. Pure.

use crate::cite::{check::is_negation, facts, terms};
use std::collections::HashSet;

/// Number of features.
pub const FEATURES: usize = 8;

/// What is known of the best candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    /// What would be quoted: a sentence, with the one before it where it leans on that.
    pub sentence: &'a str,
    /// Its passage.
    pub passage: &'a str,
    /// Title and headings of the passage.
    pub context: &'a str,
    /// Cosine of question and passage, 0 where unknown.
    pub passage_cosine: f32,
    /// Cosine of question and sentence; that of the passage where unknown.
    pub sentence_cosine: f32,
}

/// What the question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A person or organisation.
    Who,
    /// A date or year.
    When,
    /// A place.
    Where,
    /// A number.
    HowMany,
    /// Anything else.
    Other,
}

/// What the question asks for, by its question word.
pub fn asks(question: &str) -> Asks {
    let lower = question.to_lowercase();
    let has = |phrase: &str| lower.starts_with(phrase) || lower.contains(&format!(" {phrase}"));
    match () {
        () if [
            "how many",
            "how much",
            "how old",
            "how tall",
            "how long",
            "how far",
            "how high",
            "wie viel",
            "wie hoch",
            "wie alt",
            "wie groß",
            "wie lang",
            "wie weit",
            "wie teuer",
            "was kostet",
            "was kosten",
            "what percent",
            "what number",
        ]
        .iter()
        .any(|p| has(p)) =>
        {
            Asks::HowMany
        }
        () if [
            "when ",
            "what year",
            "which year",
            "in what year",
            "what date",
            "wann ",
            "welchem jahr",
            "welches jahr",
        ]
        .iter()
        .any(|p| has(p)) =>
        {
            Asks::When
        }
        () if ["who ", "whom ", "whose ", "wer ", "wem ", "wen "].iter().any(|p| has(p)) => Asks::Who,
        () if [
            "where ",
            "what city",
            "what country",
            "which city",
            "which country",
            "wo ",
            "woher ",
            "wohin ",
            "welcher stadt",
            "welchem land",
        ]
        .iter()
        .any(|p| has(p)) =>
        {
            Asks::Where
        }
        () => Asks::Other,
    }
}

/// How well a sentence can hold an answer of the kind asked for: 1 yes, 0 no, 0.5 when the kind says nothing.
/// What the question itself names is no answer to it.
pub fn fit(question: &str, sentence: &str) -> f32 {
    let asked = terms::term_set(question);
    let found = facts::facts(sentence);
    let new_name = || found.names.iter().any(|n| n.words.iter().any(|w| !asked.contains(&terms::stem(w))));
    let new_number = || found.quantities.iter().any(|q| !asked.contains(&q.number));
    let year =
        || found.quantities.iter().any(|q| q.unit.is_none() && q.values.iter().any(|v| (1000.0..2200.0).contains(v)));
    let fits = match asks(question) {
        Asks::Other => return 0.5,
        Asks::Who => new_name(),
        Asks::When => !found.dates.is_empty() || year() || mentions_time(sentence),
        Asks::HowMany => new_number(),
        Asks::Where => new_name() || places(sentence),
    };
    if fits { 1.0 } else { 0.0 }
}

fn mentions_time(sentence: &str) -> bool {
    const TIMES: &[&str] = &[
        "century",
        "today",
        "tomorrow",
        "yesterday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midnight",
        "hour",
        "week",
        "weekend",
        "annually",
        "yearly",
        "daily",
        "weekly",
        "monthly",
        "jahrhundert",
        "heute",
        "gestern",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "uhr",
        "stunde",
        "woche",
        "wochen",
        "monat",
        "monate",
        "jährlich",
        "monatlich",
        "wöchentlich",
        "täglich",
    ];
    terms::words(sentence).any(|(_, word)| {
        let word = word.to_lowercase();
        TIMES.contains(&word.strip_suffix('s').unwrap_or(&word)) || TIMES.contains(&word.as_str())
    })
}

fn places(sentence: &str) -> bool {
    const PLACES: &[&str] = &[
        "room",
        "floor",
        "building",
        "street",
        "shelf",
        "drawer",
        "cellar",
        "office",
        "website",
        "page",
        "section",
        "folder",
        "raum",
        "stockwerk",
        "obergeschoss",
        "erdgeschoss",
        "gebäude",
        "straße",
        "regal",
        "schublade",
        "keller",
        "büro",
        "seite",
        "abschnitt",
        "ordner",
    ];
    terms::words(sentence).any(|(_, word)| {
        let word = word.to_lowercase();
        word.ends_with("straße") || PLACES.contains(&word.as_str())
    })
}

/// The features of a question and its best candidate, each about 0 to 1, in the order of [`WEIGHTS`].
pub fn features(question: &str, candidate: &Candidate<'_>) -> [f32; FEATURES] {
    let asked = asked_terms(question);
    let sentence = terms::term_set(candidate.sentence);
    let mut passage = terms::term_set(candidate.passage);
    passage.extend(terms::term_set(candidate.context));
    let found = facts::facts(question);
    let named = found.names.iter().map(|n| facts::mentions(n, &passage, candidate.passage));
    let known = facts::facts(candidate.passage);
    let numbers = found.quantities.iter().map(|q| known.has_quantity(q));
    let dates = found.dates.iter().map(|d| known.has_date(d));
    let (denied, denies) = (denies(question), denies(candidate.sentence));
    [
        candidate.passage_cosine.clamp(0.0, 1.0),
        candidate.sentence_cosine.clamp(0.0, 1.0),
        coverage(&asked, &sentence, &terms::term_set(candidate.context)),
        share(named),
        share(numbers.chain(dates)),
        fit(question, candidate.sentence),
        if denied { 1.0 } else { 0.0 },
        if denied && !denies { 1.0 } else { 0.0 },
    ]
}

/// The terms of a question that its answer should have: without the measure asked for ("how far").
pub(crate) fn asked_terms(question: &str) -> Vec<String> {
    let mut terms = terms::content_terms(question);
    let words: Vec<String> = terms::words(question).map(|(_, word)| word.to_lowercase()).collect();
    let measures = words
        .windows(2)
        .filter(|pair| ["how", "wie"].contains(&pair[0].as_str()) && MEASURES.contains(&pair[1].as_str()));
    for measure in measures.map(|pair| terms::stem(&pair[1])) {
        if terms.len() > 1 {
            terms.retain(|term| *term != measure);
        }
    }
    terms
}

/// What "how", or in German "wie", asks the measure of.
const MEASURES: &[&str] = &[
    "far",
    "long",
    "old",
    "tall",
    "high",
    "big",
    "large",
    "wide",
    "deep",
    "heavy",
    "fast",
    "often",
    "late",
    "early",
    "soon",
    "expensive",
    "strong",
    "close",
    "hoch",
    "lang",
    "lange",
    "alt",
    "groß",
    "weit",
    "breit",
    "tief",
    "schwer",
    "schnell",
    "oft",
    "teuer",
    "stark",
];

/// A term that only the title or the headings have counts half: sentences leave out what they stand under.
const CONTEXT_SHARE: f32 = 0.5;

/// Share of the terms that the sentence has or, by half, what it stands under; 1 when there are no terms.
pub(crate) fn coverage(terms: &[String], sentence: &HashSet<String>, context: &HashSet<String>) -> f32 {
    if terms.is_empty() {
        return 1.0;
    }
    let above = terms.iter().filter(|t| !terms::has_term(t, sentence) && terms::has_term(t, context)).count();
    (terms::coverage(terms, sentence) + CONTEXT_SHARE * above as f32 / terms.len() as f32).min(1.0)
}

/// Share of what was found; 1 when nothing was looked for.
fn share(found: impl Iterator<Item = bool>) -> f32 {
    let found: Vec<bool> = found.collect();
    if found.is_empty() { 1.0 } else { found.iter().filter(|f| **f).count() as f32 / found.len() as f32 }
}

/// Whether the text denies something.
fn denies(text: &str) -> bool {
    terms::words(text).any(|(_, word)| is_negation(word))
}

/// The logistic model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Added to the weighted features.
    pub bias: f32,
    /// One per feature.
    pub weights: [f32; FEATURES],
}

/// The weights in use, fitted on one half of the questions of SQuAD 2.0 (Rajpurkar et al. 2018) by `make eval NAME=abstain`, which
/// measures them on the other half. Not among the features, because they got no weight: the margin over other passages, the BM25 score,
/// and the share of terms in the whole passage.
pub const WEIGHTS: Weights = Weights {
    bias: -4.86,
    weights: [
        1.50,  // cosine of question and passage
        2.17,  // cosine of question and sentence
        0.91,  // share of the question's terms in the sentence
        0.68,  // share of the question's names in the passage
        1.37,  // share of its numbers and dates
        0.31,  // the sentence can hold the kind of answer asked for
        -1.05, // the question denies something
        -1.98, // and the sentence does not
    ],
};

/// Probability from which a quote counts as an answer: the best F1 of abstaining on the training half among those thresholds that still
/// answer three in five of its answerable questions. Nearly all of its other questions are made to look answerable; usual ones are told
/// apart more easily.
pub const THRESHOLD: f32 = 0.54;

/// Probability from which a quote that does not count as an answer is still worth showing: the training half's threshold that would
/// answer four in five of its answerable questions.
pub const NEAREST: f32 = 0.43;

/// Probability, 0 to 1, that the candidate answers the question, with the weights in use.
pub fn score(features: &[f32; FEATURES]) -> f32 {
    WEIGHTS.score(features)
}

impl Weights {
    /// Probability, 0 to 1, that the candidate answers the question.
    pub fn score(&self, features: &[f32; FEATURES]) -> f32 {
        let sum: f32 = self.weights.iter().zip(features).map(|(w, f)| w * f).sum();
        1.0 / (1.0 + (-(self.bias + sum)).exp())
    }
}

#[cfg(test)]
mod tests;
