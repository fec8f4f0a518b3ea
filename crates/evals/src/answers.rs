//! How honest answers are: each question is asked as a person would ask it, and the answer's citations and its decision to abstain are held
//! against what is known.

use crate::{
    abstention::{Scored, below, best_thresholds, quality},
    beir::{DataSet, Query},
    corpus::Corpus,
    metrics::Gains,
};
use anyhow::{Context, Result};
use chatbox_chat::Chat;
use chatbox_core::{
    chat::{Message, Verdict},
    ids::Who,
    search::{Search, SearchFilters, SearchQuery},
    tasks::JobStore,
};
use chatbox_rag::Rag;
use serde_json::{Value, json};
use std::path::Path;

/// Every so many questions to say how far it is.
const TELL: usize = 250;

/// What one question led to.
struct Outcome {
    unanswerable: bool,
    abstained: bool,
    /// A citation that counts names a document that holds the answer.
    right_passage: bool,
    /// The answer contains one of the known answers.
    contains_answer: bool,
    /// Citations that count, and those of them whose sentence is not word for word in the cited passage.
    cited: usize,
    unsupported: usize,
    /// Cosine of the question and the best passage: what a plain threshold would decide by.
    score: f32,
}

/// The measured qualities.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersReport {
    /// Name of the data set.
    pub data: String,
    /// Questions of the test half.
    pub questions: usize,
    /// Named values, each 0 to 1.
    pub values: Vec<(&'static str, f64)>,
}

impl AnswersReport {
    /// A line per value.
    pub fn table(&self) -> String {
        let lines = self.values.iter().map(|(name, value)| format!("{name:42} {value:.4}\n"));
        format!("{}: {} test questions\n{}", self.data, self.questions, lines.collect::<String>())
    }

    /// `{name, metrics}`.
    pub fn json(&self) -> Value {
        let values = self.values.iter().map(|(name, value)| ((*name).to_owned(), json!((value * 1e4).round() / 1e4)));
        let mut metrics: serde_json::Map<String, Value> = values.collect();
        metrics.insert("data".into(), json!(self.data));
        metrics.insert("questions".into(), json!(self.questions));
        json!({"name": "answers", "metrics": metrics})
    }
}

/// Asks the questions of the data set in `data` (at most `limit`). Every second question is the training half, which only the baseline's
/// threshold is chosen on; values are of the other half.
///
/// # Errors
/// When the data set cannot be read, a document cannot be ingested, or an answer fails.
pub async fn answers(
    data: &Path,
    rag: &Rag,
    chat: &Chat,
    jobs: &dyn JobStore,
    who: Who,
    limit: Option<usize>,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<AnswersReport> {
    let data = DataSet::open(data)?;
    let corpus = Corpus::ingest(&data, rag, jobs, who, tell).await?;
    let judged = data.judged("test")?.context("the data set has no test questions")?;
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (number, (query, gains)) in judged.iter().enumerate().take(limit.unwrap_or(usize::MAX)) {
        if number % TELL == 0 {
            tell(&format!("question {number} of {}", judged.len()));
        }
        let asked = Asked { rag, chat, who, corpus: &corpus, query, gains };
        let half = if is_test(number) { &mut test } else { &mut train };
        half.push(asked.outcome(is_test(number)).await.with_context(|| format!("question {}", query.id))?);
    }
    Ok(report(data.name(), &train, &test))
}

/// Whether the question with this number is in the test half: every second one.
pub(crate) fn is_test(number: usize) -> bool {
    number.is_multiple_of(2)
}

struct Asked<'a> {
    rag: &'a Rag,
    chat: &'a Chat,
    who: Who,
    corpus: &'a Corpus,
    query: &'a Query,
    gains: &'a Gains,
}

impl Asked<'_> {
    async fn outcome(&self, answered: bool) -> Result<Outcome> {
        let mut outcome = Outcome {
            unanswerable: self.query.unanswerable,
            abstained: false,
            right_passage: false,
            contains_answer: false,
            cited: 0,
            unsupported: 0,
            score: self.best_score().await?,
        };
        if answered {
            let collections = [self.corpus.collection];
            let message = self.chat.answer_once(self.who, &self.query.text, &collections, None, &mut |_| {}).await?;
            self.judge(&message, &mut outcome);
        }
        Ok(outcome)
    }

    async fn best_score(&self) -> Result<f32> {
        let query = SearchQuery {
            query: self.query.text.clone(),
            collections: vec![self.corpus.collection],
            limit: 10,
            filters: SearchFilters::default(),
        };
        let found = self.rag.search(self.who, &query).await?;
        Ok(found.hits.iter().filter_map(|hit| hit.scores.vector).fold(0.0, f32::max))
    }

    fn judge(&self, message: &Message, outcome: &mut Outcome) {
        outcome.abstained = message.answer.as_ref().is_some_and(|answer| answer.abstained);
        let content = message.content.to_lowercase();
        outcome.contains_answer = self.query.answers.iter().any(|answer| content.contains(&answer.to_lowercase()));
        for citation in message.citations.iter().filter(|citation| citation.check.verdict != Verdict::Unsupported) {
            let Some(source) = message.sources.iter().find(|source| source.number == citation.source) else {
                outcome.unsupported += 1;
                continue;
            };
            outcome.cited += 1;
            let literal =
                source.text.contains(&citation.quote) && plain(&citation.quote).contains(&plain(&citation.claim));
            outcome.unsupported += usize::from(!literal);
            let judged = self.corpus.id(&source.path).and_then(|id| self.gains.get(id));
            outcome.right_passage |= judged.is_some_and(|gain| *gain > 0.0);
        }
    }
}

/// Letters and digits only, so that quotation marks, citation marks and line breaks do not count.
fn plain(text: &str) -> String {
    let mut words = String::new();
    let mut in_mark = false;
    for letter in text.chars() {
        match letter {
            '[' => in_mark = true,
            ']' => in_mark = false,
            letter if !in_mark && letter.is_alphanumeric() => words.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    words
}

fn report(data: String, train: &[Outcome], test: &[Outcome]) -> AnswersReport {
    let by_score = |outcomes: &[Outcome]| -> Vec<Scored> {
        outcomes.iter().map(|outcome| Scored { unanswerable: outcome.unanswerable, score: outcome.score }).collect()
    };
    let (threshold, any_threshold) = best_thresholds(&by_score(train));
    let by_score = by_score(test);
    let answerable: Vec<&Outcome> = test.iter().filter(|outcome| !outcome.unanswerable).collect();
    let answered: Vec<&&Outcome> = answerable.iter().filter(|outcome| !outcome.abstained).collect();
    let share = |count: usize, of: usize| if of == 0 { 0.0 } else { count as f64 / of as f64 };
    let cited: usize = test.iter().map(|outcome| outcome.cited).sum();
    let unsupported: usize = test.iter().map(|outcome| outcome.unsupported).sum();
    let abstention = quality(test.iter().map(|outcome| (outcome.unanswerable, outcome.abstained)));
    let baseline = below(&by_score, threshold);
    let right = |outcomes: &[&Outcome]| outcomes.iter().filter(|outcome| outcome.right_passage).count();
    let correct = answered.iter().filter(|outcome| outcome.contains_answer).count();
    let values = vec![
        ("right_passage_cited", share(right(&answerable), answerable.len())),
        (
            "right_passage_cited_when_answered",
            share(answered.iter().filter(|outcome| outcome.right_passage).count(), answered.len()),
        ),
        ("answer_contained_when_answered", share(correct, answered.len())),
        ("answered_of_answerable", abstention.answered),
        ("cited_sentences_unsupported", share(unsupported, cited)),
        ("abstention_precision", abstention.precision),
        ("abstention_recall", abstention.recall),
        ("abstention_f1", abstention.f1),
        ("score_threshold_f1", baseline.f1),
        ("score_threshold_answered_of_answerable", baseline.answered),
        ("score_threshold_best_f1", below(&by_score, any_threshold).f1),
        ("always_abstaining_f1", below(&by_score, f32::INFINITY).f1),
    ];
    AnswersReport { data, questions: test.len(), values }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_and_layout_do_not_count() {
        assert_eq!(plain("“The mill\nburned.” [^2]"), plain("the mill burned"));
        assert_ne!(plain("The mill burned."), plain("The mill turned."));
    }
}
