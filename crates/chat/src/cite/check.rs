//! Holding a claim against the passage it cites: pure, with the similarities of a model as input.

use super::{
    facts::{self, Date, Facts, Name, NameKind, Quantity},
    terms,
};
use chatbox_core::{
    chat::{Check, Verdict, marks::without_marks},
    sentences::{self, Sentence},
};
use std::collections::HashSet;

mod opposites;

pub(crate) use opposites::is_negation;
mod quote;

/// Where the lines are drawn. `coverage_weight` and `supported` are the best by F1 on one half of SQuAD 2.0 (`make eval NAME=citations`,
/// which reports on the other half) of a grid that leaves similarity 0.45 of the weight at least; the others were chosen by hand on the table in `check/tests.rs`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Fewest words of a literal quote; shorter claims are compared by their terms.
    pub quote_words: usize,
    /// Weight of shared terms; the rest is similarity.
    pub coverage_weight: f32,
    /// Cosine that counts as 0: unrelated sentences of one document.
    pub similarity_low: f32,
    /// Cosine that counts as 1: paraphrases.
    pub similarity_high: f32,
    /// Score from which a claim is supported, with similarity.
    pub supported: f32,
    /// Share of terms from which a claim is supported when no similarity is known.
    pub supported_by_terms: f32,
    /// Share of ordinary terms from which the best sentence is about the same thing, so that another name in it contradicts.
    pub same_thing: f32,
}

/// The limits in use.
pub const LIMITS: Limits = Limits {
    quote_words: 3,
    coverage_weight: 0.55,
    similarity_low: 0.25,
    similarity_high: 0.75,
    supported: 0.65,
    supported_by_terms: 0.55,
    same_thing: 0.6,
};

/// Most sentences of a passage that are worth comparing by a model.
const COMPARED: usize = 4;

/// What a claim is held against.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The text.
    pub text: &'a str,
    /// Title and headings: names may stand there only.
    pub context: &'a str,
}

/// The outcome, with the place in the passage that supports the claim best.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The verdict.
    pub check: Check,
    /// First character of the quote, relative to the passage.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words leave no doubt: it is a literal quote, or a fact in it is contradicted.
    pub settled: bool,
}

impl Finding {
    /// A literal quote.
    pub(crate) fn quote(start: u32, end: u32) -> Self {
        let check = Check { verdict: Verdict::Quoted, reason: "word for word in the source".to_owned(), score: 1.0 };
        Self { check, start, end, settled: true }
    }
}

/// A claim and its passage, read once.
pub struct Case<'a> {
    claim: String,
    passage: Passage<'a>,
    sentences: Vec<Sentence<'a>>,
    sets: Vec<HashSet<String>>,
    /// Words with meaning; numbers are compared as facts.
    terms: Vec<String>,
    /// The terms that are not names.
    ordinary: Vec<String>,
    facts: Facts,
}

impl<'a> Case<'a> {
    /// Reads both. The claim may carry Markdown and citation marks.
    pub fn new(claim: &str, passage: Passage<'a>) -> Self {
        let claim = plain(claim);
        let sentences = sentences::split(passage.text);
        let sets = sentences.iter().map(|s| terms::term_set(s.text)).collect();
        let facts = facts::facts(&claim);
        let mut terms = terms::content_terms(&claim);
        terms.retain(|term| !term.starts_with(|c: char| c.is_ascii_digit()));
        let is_name = |term: &String| facts.names.iter().any(|n| n.words.iter().any(|w| terms::stem(w) == *term));
        let ordinary = terms.iter().filter(|term| !is_name(term)).cloned().collect();
        Self { claim, passage, sentences, sets, terms, ordinary, facts }
    }

    /// The sentences a model should compare with the claim, by index into the passage's sentences, with their texts. Empty when the
    /// verdict is clear without it.
    pub fn to_compare(&self) -> Vec<(usize, &'a str)> {
        if self.quoted().is_some() {
            return Vec::new();
        }
        let mut order: Vec<usize> = (0..self.sentences.len()).collect();
        order.sort_by(|a, b| self.covered(*b).total_cmp(&self.covered(*a)));
        order.truncate(COMPARED);
        order.into_iter().map(|i| (i, self.sentences[i].text)).collect()
    }

    /// The claim without Markdown and marks.
    pub fn claim(&self) -> &str {
        &self.claim
    }

    /// The verdict. `similar` are cosines of claim and sentence by the sentence's index; empty means that no model was asked.
    pub fn decide(&self, similar: &[(usize, f32)]) -> Finding {
        self.decide_within(&LIMITS, similar)
    }

    /// [`Case::decide`] with other limits: for choosing them.
    pub fn decide_within(&self, limits: &Limits, similar: &[(usize, f32)]) -> Finding {
        if let Some((start, end)) = self.quoted() {
            return Finding::quote(start, end);
        }
        let Some(window) = self.best_window(limits, similar) else {
            let end = self.passage.text.chars().count() as u32;
            let reason = "the source has no sentence to hold this against".to_owned();
            return Finding { settled: true, ..finding(Verdict::Unsupported, reason, 0.0, 0, end) };
        };
        let (start, end) = (self.sentences[window.first].start, self.sentences[window.last].end);
        let score = window.score;
        match self.contradiction(&window) {
            Some(reason) => {
                Finding { settled: true, ..finding(Verdict::Unsupported, reason, score.min(0.3), start, end) }
            }
            None if score >= window.needed => {
                finding(Verdict::Supported, "the source says the same in other words".into(), score, start, end)
            }
            None => {
                let missing = self.missing_terms(&window);
                let reason = match missing.as_slice() {
                    [] => "the source does not say this".to_owned(),
                    words => format!("the source does not say this ({} is not in it)", listed(words)),
                };
                finding(Verdict::Unsupported, reason, score, start, end)
            }
        }
    }

    fn quoted(&self) -> Option<(u32, u32)> {
        (terms::words(&self.claim).count() >= LIMITS.quote_words)
            .then(|| quote::find(&self.claim, self.passage.text))
            .flatten()
    }

    fn covered(&self, sentence: usize) -> f32 {
        terms::coverage(&self.terms, &self.sets[sentence])
    }

    /// The words of a window with the names that it leaves out: those of the title, and what a pronoun at its beginning stands for.
    fn with_subject(&self, set: &HashSet<String>, first: usize) -> HashSet<String> {
        let mut known = terms::term_set(self.passage.context);
        if first > 0 && begins_with_pronoun(self.sentences[first].text) {
            known.extend(self.sets[first - 1].iter().cloned());
        }
        let names = self.terms.iter().filter(|term| !self.ordinary.contains(term) && terms::has_term(term, &known));
        set.iter().chain(names).cloned().collect()
    }

    /// Share of the claim's terms, numbers and dates that a window has.
    fn covered_with_facts(&self, set: &HashSet<String>, found: &Facts) -> f32 {
        let terms = self.terms.iter().filter(|term| terms::has_term(term, set)).count();
        let dates = self.facts.dates.iter().filter(|d| found.has_date(d)).count();
        let quantities = self.facts.quantities.iter().filter(|q| found.has_quantity(q)).count();
        let all = self.terms.len() + self.facts.dates.len() + self.facts.quantities.len();
        if all == 0 { 0.0 } else { (terms + dates + quantities) as f32 / all as f32 }
    }

    /// The sentence, or two neighbours, that say most of the claim.
    fn best_window(&self, limits: &Limits, similar: &[(usize, f32)]) -> Option<Window> {
        let single = (0..self.sentences.len()).map(|i| (i, i));
        // Where one sentence has all that is said, its neighbour may only lend it a wrong name.
        let complete = |set: &HashSet<String>| terms::coverage(&self.ordinary, set) >= 1.0;
        let one_is_enough = !self.ordinary.is_empty() && self.sets.iter().any(complete);
        let pairs = (1..self.sentences.len()).map(|i| (i - 1, i)).filter(|_| !one_is_enough);
        let windows = single.chain(pairs).map(|(first, last)| {
            let cosine = (first..=last).filter_map(|i| similar.iter().find(|(at, _)| *at == i)).map(|(_, s)| *s);
            let cosine = cosine.fold(None, |best: Option<f32>, s| Some(best.map_or(s, |b| b.max(s))));
            let set = self.set(first, last);
            let found = facts::facts(&self.text(first, last));
            let covered = self.covered_with_facts(&self.with_subject(&set, first), &found);
            let (score, needed) = match cosine {
                Some(cosine) => {
                    let near = (cosine - limits.similarity_low) / (limits.similarity_high - limits.similarity_low);
                    let near = near.clamp(0.0, 1.0);
                    (limits.coverage_weight * covered + (1.0 - limits.coverage_weight) * near, limits.supported)
                }
                None if similar.is_empty() => (covered, limits.supported_by_terms),
                None => (limits.coverage_weight * covered, limits.supported),
            };
            let facts_share = share_of_facts(&self.facts, &found, &set);
            // Two sentences must earn their place: a tie goes to the one.
            let rank = score + 0.25 * facts_share - if first == last { 0.0 } else { 0.08 };
            (rank, Window { first, last, score, needed })
        });
        windows.max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.first.cmp(&x.first))).map(|(_, window)| window)
    }

    fn text(&self, first: usize, last: usize) -> String {
        let texts: Vec<&str> = self.sentences[first..=last].iter().map(|s| s.text).collect();
        texts.join(" ")
    }

    fn set(&self, first: usize, last: usize) -> HashSet<String> {
        self.sets[first..=last].iter().flatten().cloned().collect()
    }

    fn missing_terms(&self, window: &Window) -> Vec<String> {
        let near = self.set(window.first, window.last);
        let whole = terms::term_set(self.passage.text);
        let missing = terms::words(&self.claim)
            .filter(|(_, word)| !terms::is_stop_word(word))
            .filter(|(_, word)| {
                !terms::has_term(&terms::stem(word), &near) && !terms::has_term(&terms::stem(word), &whole)
            })
            .map(|(_, word)| word.to_owned());
        missing.take(2).collect()
    }

    /// What the source says differently, in words for the reader.
    fn contradiction(&self, window: &Window) -> Option<String> {
        let claim = &self.facts;
        let passage = facts::facts(self.passage.text);
        let context = facts::facts(self.passage.context);
        let near_text = self.text(window.first, window.last);
        let near = facts::facts(&near_text);
        self.wrong_date(claim, &passage, &context)
            .or_else(|| wrong_quantity(claim, &passage, &context))
            .or_else(|| self.wrong_name(claim))
            .or_else(|| self.swapped(claim, &near, window))
            .or_else(|| opposites::opposite(&self.claim, &near_text))
    }

    fn wrong_date(&self, claim: &Facts, passage: &Facts, context: &Facts) -> Option<String> {
        let wrong: &Date = claim.dates.iter().find(|d| !passage.has_date(d) && !context.has_date(d))?;
        Some(format!("the source does not say {}", wrong.text))
    }

    fn wrong_name(&self, claim: &Facts) -> Option<String> {
        let mut known = terms::term_set(self.passage.text);
        known.extend(terms::term_set(self.passage.context));
        let unknown = |name: &&Name| {
            name.kind != NameKind::Maybe
                && !facts::mentions(name, &known, self.passage.text)
                && !starts_with_common_word(name, &known)
        };
        let wrong = claim.names.iter().find(unknown)?;
        Some(format!("the source does not mention {}", wrong.text))
    }

    /// The best sentence is about the same thing but has another name or number where the claim has its own.
    fn swapped(&self, claim: &Facts, near: &Facts, window: &Window) -> Option<String> {
        let set = self.set(window.first, window.last);
        if self.ordinary.is_empty() || terms::coverage(&self.ordinary, &set) < LIMITS.same_thing {
            return None;
        }
        let near_text = self.text(window.first, window.last);
        let claimed: HashSet<String> = terms::term_set(&self.claim);
        let other_name =
            near.names.iter().find(|n| n.words.iter().all(|w| !terms::has_term(&terms::stem(w), &claimed)));
        let missing_name = claim.names.iter().find(|n| !facts::mentions(n, &set, &near_text) && !self.is_subject(n));
        if let (Some(missing), Some(other)) = (missing_name, other_name)
            && !self.pronoun_stands_for(missing, &near_text)
        {
            return Some(format!("the source says {} here, not {}", other.text, missing.text));
        }
        let missing = claim.quantities.iter().find(|q| !near.has_quantity(q))?;
        let other = near.quantities.iter().find(|q| q.unit == missing.unit && !claim.has_quantity(q))?;
        Some(format!("the source says {} here, not {}", other.text, missing.text))
    }

    /// Names of the title are what the document is about: its sentences leave them out.
    fn is_subject(&self, name: &Name) -> bool {
        let context = terms::term_set(self.passage.context);
        name.words.iter().any(|w| terms::has_term(&terms::stem(w), &context))
    }

    /// The window begins with a pronoun and the claim with the name it stands for.
    fn pronoun_stands_for(&self, name: &Name, near: &str) -> bool {
        let whole = terms::term_set(self.passage.text);
        begins_with_pronoun(near)
            && facts::mentions(name, &whole, self.passage.text)
            && self.claim.find(&name.text).is_some_and(|at| at <= 4)
    }
}

#[derive(Debug, Clone, Copy)]
struct Window {
    first: usize,
    last: usize,
    score: f32,
    needed: f32,
}

fn finding(verdict: Verdict, reason: String, score: f32, start: u32, end: u32) -> Finding {
    Finding { check: Check { verdict, reason, score: score.clamp(0.0, 1.0) }, start, end, settled: false }
}

fn begins_with_pronoun(text: &str) -> bool {
    const PRONOUNS: &[&str] =
        &["he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "er", "sie", "es"];
    terms::words(text).next().is_some_and(|(_, word)| PRONOUNS.contains(&word.to_lowercase().as_str()))
}

fn share_of_facts(claim: &Facts, near: &Facts, set: &HashSet<String>) -> f32 {
    let dates = claim.dates.iter().map(|d| near.has_date(d));
    let quantities = claim.quantities.iter().map(|q| near.has_quantity(q));
    let names = claim.names.iter().map(|n| n.words.iter().all(|w| terms::has_term(&terms::stem(w), set)));
    let all: Vec<bool> = dates.chain(quantities).chain(names).collect();
    if all.is_empty() { 0.0 } else { all.iter().filter(|found| **found).count() as f32 / all.len() as f32 }
}

fn wrong_quantity(claim: &Facts, passage: &Facts, context: &Facts) -> Option<String> {
    let wrong: &Quantity = claim.quantities.iter().find(|q| !passage.has_quantity(q) && !context.has_quantity(q))?;
    Some(match passage.other_unit(wrong) {
        Some(other) => format!("the source says {}, not {}", other.text, wrong.text),
        None => format!("the source does not say {}", wrong.text),
    })
}

/// "Yesterday Marie Curie": the first word of a run of capitals may be there only because it begins the sentence.
fn starts_with_common_word(name: &Name, known: &HashSet<String>) -> bool {
    name.words.len() > 1
        && name.words[1..].iter().all(|w| terms::has_term(&terms::stem(w), known))
        && !known.is_empty()
        && name.words[0].chars().skip(1).all(char::is_lowercase)
        && ["ly", "day", "ing", "ed"].iter().any(|e| name.words[0].ends_with(e))
}

fn listed(words: &[String]) -> String {
    words.iter().map(|w| format!("“{w}”")).collect::<Vec<_>>().join(", ")
}

/// The claim without list and heading signs, emphasis, and citation marks.
pub fn plain(claim: &str) -> String {
    let text = without_marks(claim).replace("**", "").replace("__", "").replace('`', "");
    let text = text.trim().trim_start_matches(['#', '>', '-', '*', '+', '•', '|', ' ']).trim_end_matches(['|', ' ']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let list =
        (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')']) && text[digits + 1..].starts_with(' ');
    if list { text[digits + 1..].trim().to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests;
