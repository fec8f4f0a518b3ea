//! Whether the documents contain the answer: a small logistic model over features of question, passage and sentence. Pure.

use crate::cite::{facts, terms};

/// Number of features.
pub const FEATURES: usize = 9;

/// What is known of the best candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    /// The sentence that would be quoted.
    pub sentence: &'a str,
    /// Its passage.
    pub passage: &'a str,
    /// Title and headings of the passage.
    pub context: &'a str,
    /// Cosine of question and passage, 0 where unknown.
    pub passage_cosine: f32,
    /// Cosine of question and sentence; that of the passage where unknown.
    pub sentence_cosine: f32,
    /// Cosine of question and the fifth passage (or the last one): how much better than the rest the best one is.
    pub other_cosine: f32,
    /// BM25 of the passage, 0 where unknown.
    pub keyword: f32,
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
            "what percent",
            "what number",
        ]
        .iter()
        .any(|p| has(p)) =>
        {
            Asks::HowMany
        }
        () if ["when ", "what year", "which year", "in what year", "what date", "wann "].iter().any(|p| has(p)) => {
            Asks::When
        }
        () if ["who ", "whom ", "whose ", "wer ", "wem ", "wen "].iter().any(|p| has(p)) => Asks::Who,
        () if ["where ", "what city", "what country", "which city", "which country", "wo "].iter().any(|p| has(p)) => {
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
        "evening",
        "noon",
        "midnight",
        "annually",
        "daily",
        "weekly",
    ];
    terms::words(sentence).any(|(_, word)| TIMES.contains(&word.to_lowercase().as_str()))
}

fn places(sentence: &str) -> bool {
    const PLACES: &[&str] = &[
        "room", "floor", "building", "street", "shelf", "drawer", "cellar", "office", "website", "page", "section",
        "folder",
    ];
    terms::words(sentence).any(|(_, word)| PLACES.contains(&word.to_lowercase().as_str()))
}

/// The features of a question and its best candidate, each about 0 to 1, in the order of [`WEIGHTS`].
pub fn features(question: &str, candidate: &Candidate<'_>) -> [f32; FEATURES] {
    let asked = terms::content_terms(question);
    let sentence = terms::term_set(candidate.sentence);
    let mut passage = terms::term_set(candidate.passage);
    passage.extend(terms::term_set(candidate.context));
    let found = facts::facts(question);
    let named = found.names.iter().map(|n| facts::mentions(n, &passage, candidate.passage));
    let known = facts::facts(candidate.passage);
    let numbers = found.quantities.iter().map(|q| known.has_quantity(q));
    let dates = found.dates.iter().map(|d| known.has_date(d));
    let all: Vec<bool> = named.chain(numbers).chain(dates).collect();
    let share = if all.is_empty() { 1.0 } else { all.iter().filter(|f| **f).count() as f32 / all.len() as f32 };
    let in_passage = terms::coverage(&asked, &passage);
    [
        candidate.passage_cosine.clamp(0.0, 1.0),
        candidate.sentence_cosine.clamp(0.0, 1.0),
        (candidate.passage_cosine - candidate.other_cosine).clamp(0.0, 1.0),
        candidate.keyword / (candidate.keyword + KEYWORD_HALF),
        terms::coverage(&asked, &sentence),
        in_passage,
        if in_passage >= 1.0 { 1.0 } else { 0.0 },
        share,
        fit(question, candidate.sentence),
    ]
}

/// BM25 that counts as one half: a usual score of a question's best passage.
const KEYWORD_HALF: f32 = 10.0;

/// The logistic model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Added to the weighted features.
    pub bias: f32,
    /// One per feature.
    pub weights: [f32; FEATURES],
}

/// The weights in use. Set by hand: a passage about something else (cosine 0.2, no shared terms) scores below 0.05, a near paraphrase
/// of the question above 0.9. To be replaced by the ones that `evals/` fits on the training half of SQuAD 2.
pub const WEIGHTS: Weights = Weights {
    bias: -5.2,
    weights: [
        2.5, // cosine of question and passage
        3.5, // cosine of question and sentence
        0.5, // margin over other passages
        0.8, // keyword score, saturated
        1.2, // share of the question's terms in the sentence
        1.8, // share of the question's terms in the passage
        0.3, // all of them in the passage
        1.0, // share of the question's names, numbers and dates in the passage
        0.9, // the sentence can hold the kind of answer asked for
    ],
};

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
