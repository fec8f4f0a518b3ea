//! Choosing the sentences to quote: pure.

use crate::{
    abstain::{self, Asks, FEATURES, fit},
    cite::terms,
};
use chatbox_core::{offsets, search::SearchHit, sentences};

/// How much each side of a sentence counts; the sum is 1. Set by hand.
const COSINE: f32 = 0.45;
const COVERAGE: f32 = 0.25;
const FIT: f32 = 0.15;
const PASSAGE: f32 = 0.15;
/// Most sentences whose similarity is asked for.
const COMPARED: usize = 24;
/// Most quotes.
const QUOTES: usize = 3;
/// Share of the best score that a further quote needs: for one fact, and for a description.
const FURTHER_FACT: f32 = 0.95;
const FURTHER: f32 = 0.86;
/// Longest quote with its antecedent, in characters.
const LONGEST_QUOTE: u32 = 500;
/// Cosine of a sentence for which nothing is known.
const UNKNOWN_COSINE: f32 = 0.25;

/// Words at the beginning of a sentence that need the sentence before it.
const LEANING: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "his",
    "her",
    "its",
    "their",
    "this",
    "these",
    "that",
    "those",
    "such",
    "however",
    "therefore",
    "thus",
    "er",
    "sie",
    "es",
    "dies",
    "diese",
    "dieser",
    "dieses",
];

/// A sentence of a hit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate<'a> {
    pub(super) hit: usize,
    /// Which sentence of the hit.
    index: usize,
    start: u32,
    end: u32,
    pub(super) text: &'a str,
    pub(super) cosine: Option<f32>,
    /// Share of the question's terms in it or, by half, above it.
    coverage: f32,
    fit: f32,
    /// Cannot be an answer by itself: a heading or a question.
    leads: bool,
}

/// What is quoted: characters `start..end` of the hit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quote {
    pub(super) hit: usize,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: String,
}

/// The choice.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice<'a> {
    /// Best first.
    pub(super) quotes: Vec<Quote>,
    /// The best candidate; none without quotes.
    pub(super) evidence: Option<abstain::Candidate<'a>>,
}

impl Choice<'_> {
    /// What the decision to abstain looks at; none without quotes.
    pub(super) fn features(&self, question: &str) -> Option<[f32; FEATURES]> {
        self.evidence.as_ref().map(|evidence| abstain::features(question, evidence))
    }

    /// Probability that the quotes answer the question.
    pub(super) fn confidence(&self, question: &str) -> f32 {
        self.features(question).as_ref().map_or(0.0, abstain::score)
    }
}

/// All sentences of the hits, with cosines where the search knew them.
pub(super) fn candidates<'a>(question: &str, hits: &'a [SearchHit]) -> Vec<Candidate<'a>> {
    let asked = abstain::asked_terms(question);
    let mut candidates = Vec::new();
    for (at, hit) in hits.iter().enumerate() {
        let context = terms::term_set(&format!("{} {}", hit.title, hit.headings.join(" ")));
        for (index, sentence) in sentences::split(&hit.text).into_iter().enumerate() {
            let own = terms::term_set(sentence.text);
            let known = hit.sentences.iter().find(|known| known.start < sentence.end && known.end > sentence.start);
            let words = terms::words(sentence.text).count();
            candidates.push(Candidate {
                hit: at,
                index,
                start: sentence.start,
                end: sentence.end,
                text: sentence.text,
                cosine: known.map(|known| known.score),
                coverage: abstain::coverage(&asked, &own, &context),
                fit: fit(question, sentence.text),
                leads: sentence.text.starts_with('#') || sentence.text.ends_with('?') || words < 3,
            });
        }
    }
    candidates
}

/// Which candidates a model should compare with the question: those without a cosine, the most promising first.
pub(super) fn unscored(candidates: &[Candidate<'_>]) -> Vec<usize> {
    let mut unscored: Vec<usize> = (0..candidates.len()).filter(|i| candidates[*i].cosine.is_none()).collect();
    // Within equal coverage the order of the hits decides: the sort is stable.
    unscored.sort_by(|a, b| candidates[*b].coverage.total_cmp(&candidates[*a].coverage));
    unscored.truncate(COMPARED);
    unscored
}

/// The quotes and how sure it is that they answer the question.
pub(super) fn choose<'a>(question: &str, hits: &'a [SearchHit], mut candidates: Vec<Candidate<'a>>) -> Choice<'a> {
    pass_on(&mut candidates);
    let mut ranked: Vec<(f32, &Candidate<'_>)> =
        candidates.iter().filter(|c| !c.leads).map(|c| (score(c, &hits[c.hit]), c)).collect();
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let Some((best_score, best)) = ranked.first().copied() else {
        return Choice { quotes: Vec::new(), evidence: None };
    };
    let share = if abstain::asks(question) == Asks::Other { FURTHER } else { FURTHER_FACT };
    let mut chosen: Vec<&Candidate<'_>> = vec![best];
    for (score, candidate) in ranked.iter().skip(1).take_while(|(score, _)| *score >= share * best_score) {
        if chosen.len() < QUOTES
            && *score > 0.0
            && !chosen.iter().any(|known| says_the_same(known.text, candidate.text))
        {
            chosen.push(candidate);
        }
    }
    let quotes = merge(chosen.into_iter().map(|c| quote(c, &candidates, &hits[c.hit])).collect(), hits);
    let evidence = evidence(best, &quote(best, &candidates, &hits[best.hit]), hits);
    Choice { quotes, evidence: Some(evidence) }
}

/// What the abstain model looks at.
fn evidence<'a>(best: &Candidate<'a>, quote: &Quote, hits: &'a [SearchHit]) -> abstain::Candidate<'a> {
    let hit = &hits[best.hit];
    let passage_cosine = hit.scores.vector.unwrap_or_else(|| best.cosine.unwrap_or(0.0));
    abstain::Candidate {
        sentence: offsets::slice(&hit.text, quote.start, quote.end),
        passage: &hit.text,
        context: &hit.title,
        passage_cosine,
        sentence_cosine: best.cosine.unwrap_or(passage_cosine),
    }
}

fn score(candidate: &Candidate<'_>, hit: &SearchHit) -> f32 {
    let cosine = candidate.cosine.unwrap_or_else(|| hit.scores.vector.map_or(UNKNOWN_COSINE, |v| v * 0.8));
    COSINE * cosine.max(0.0) + COVERAGE * candidate.coverage + FIT * candidate.fit + PASSAGE * hit.scores.fused
}

/// What a heading or a question in the text matches, the sentence after it answers.
fn pass_on(candidates: &mut [Candidate<'_>]) {
    for i in 1..candidates.len() {
        let (before, after) = candidates.split_at_mut(i);
        let (before, after) = (&before[i - 1], &mut after[0]);
        if before.leads && before.hit == after.hit {
            let cosine = before.cosine.map(|c| 0.9 * c);
            after.cosine = match (after.cosine, cosine) {
                (Some(own), Some(led)) => Some(own.max(led)),
                (own, led) => own.or(led),
            };
            after.coverage = after.coverage.max(0.9 * before.coverage);
        }
    }
}

fn says_the_same(a: &str, b: &str) -> bool {
    let (a, b) = (terms::content_terms(a), terms::term_set(b));
    terms::coverage(&a, &b) > 0.8
}

/// The sentence, with the one before it where it leans on that.
fn quote(candidate: &Candidate<'_>, all: &[Candidate<'_>], hit: &SearchHit) -> Quote {
    let first = terms::words(candidate.text).next().map(|(_, word)| word.to_lowercase()).unwrap_or_default();
    let before = all.iter().find(|c| c.hit == candidate.hit && c.index + 1 == candidate.index && !c.leads);
    let start = before
        .filter(|before| LEANING.contains(&first.as_str()) && candidate.end - before.start <= LONGEST_QUOTE)
        .map_or(candidate.start, |before| before.start);
    Quote {
        hit: candidate.hit,
        start,
        end: candidate.end,
        text: offsets::slice(&hit.text, start, candidate.end).to_owned(),
    }
}

/// Joins quotes of one hit that touch or overlap; keeps the order of the best.
fn merge(quotes: Vec<Quote>, hits: &[SearchHit]) -> Vec<Quote> {
    let mut merged: Vec<Quote> = Vec::new();
    for quote in quotes {
        let near = |known: &&mut Quote| {
            known.hit == quote.hit
                && quote.start <= known.end + 2
                && known.start <= quote.end + 2
                && known.end.max(quote.end) - known.start.min(quote.start) <= LONGEST_QUOTE
        };
        match merged.iter_mut().find(near) {
            Some(known) => {
                known.start = known.start.min(quote.start);
                known.end = known.end.max(quote.end);
                known.text = offsets::slice(&hits[quote.hit].text, known.start, known.end).to_owned();
            }
            None => merged.push(quote),
        }
    }
    merged
}
