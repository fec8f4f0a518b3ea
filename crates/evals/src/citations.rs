//! How well citations are checked: claims made of questions and answers are held against their paragraphs, and against others.
//!
//! A claim is what the question says with its answer in the place of the question word. It is supported by the paragraph that answers the
//! question. It is not where the answer only seems to be one (SQuAD's plausible answers to unanswerable questions), nor by the next
//! paragraph of the article. Limits are chosen on one half and reported on the other.

use crate::{answers::is_test, beir::DataSet};
use anyhow::Result;
use chatbox_chat::cite::check::{Case, LIMITS, Limits, Passage};
use chatbox_core::{chat::Verdict, search::Search};
use chatbox_rag::Rag;
use serde_json::{Value, json};
use std::path::Path;

/// Every so many questions to say how far it is.
const TELL: usize = 500;

/// A claim with what is known of it.
struct Claim {
    text: String,
    paragraph: String,
    title: String,
    supported: bool,
    /// Cosines of the claim and the sentences it should be compared with.
    similar: Vec<(usize, f32)>,
}

/// What some limits are worth.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Worth {
    limits: Limits,
    /// Share of the claims called supported that are.
    precision: f64,
    /// Share of the supported claims that are called so.
    recall: f64,
}

impl Worth {
    /// Harmonic mean: a mark that is missing costs trust as one that is wrong.
    fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

/// The measured limits, on the test half.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationsReport {
    data: String,
    claims: usize,
    lines: Vec<(&'static str, Worth)>,
}

impl CitationsReport {
    /// A line per choice of limits.
    pub fn table(&self) -> String {
        let mut table = format!("{}: {} claims of the test half\n", self.data, self.claims);
        for (name, worth) in &self.lines {
            let Worth { limits, precision, recall } = worth;
            table += &format!(
                "{name:12} coverage_weight {:.2}  supported {:.2}  precision {precision:.4}  recall {recall:.4}  F1 {:.4}\n",
                limits.coverage_weight,
                limits.supported,
                worth.f1()
            );
        }
        table
    }

    /// `{name, metrics}`.
    pub fn json(&self) -> Value {
        let mut metrics = json!({"data": self.data, "claims": self.claims});
        for (name, worth) in &self.lines {
            let figures = [("precision", worth.precision), ("recall", worth.recall), ("f1", worth.f1())];
            for (figure, value) in figures {
                metrics[format!("{name}_{figure}")] = json!((value * 1e4).round() / 1e4);
            }
        }
        json!({"name": "citations", "metrics": metrics})
    }
}

/// Measures the check on the first `limit` questions of SQuAD 2.0 in `data`.
///
/// # Errors
/// When the data set cannot be read or the embedding model fails.
pub async fn citations(
    data: &Path,
    rag: &Rag,
    limit: Option<usize>,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<CitationsReport> {
    let data = DataSet::open(data)?;
    let readings = data.readings()?;
    let mut halves = [Vec::new(), Vec::new()];
    for (number, reading) in readings.iter().enumerate().take(limit.unwrap_or(usize::MAX)) {
        if number % TELL == 0 {
            tell(&format!("question {number} of {}", readings.len()));
        }
        let text = claim(&reading.question, &reading.answer);
        let half = &mut halves[usize::from(is_test(number))];
        half.push(read(rag, &text, &reading.paragraph, &reading.title, reading.answered).await?);
        let next = readings[number..].iter().find(|other| other.paragraph != reading.paragraph);
        if let Some(other) = next.filter(|other| reading.answered && other.title == reading.title) {
            half.push(read(rag, &text, &other.paragraph, &other.title, false).await?);
        }
    }
    let [train, test] = halves;
    tell("choosing limits");
    let tuned = choices().map(|limits| worth(limits, &train)).max_by(|a, b| a.f1().total_cmp(&b.f1()));
    let mut lines = vec![("in_use", worth(LIMITS, &test))];
    lines.extend(tuned.map(|tuned| ("tuned", worth(tuned.limits, &test))));
    Ok(CitationsReport { data: data.name(), claims: test.len(), lines })
}

async fn read(rag: &Rag, text: &str, paragraph: &str, title: &str, supported: bool) -> Result<Claim> {
    let case = Case::new(text, Passage { text: paragraph, context: title });
    let compare = case.to_compare();
    let pairs: Vec<(String, String)> =
        compare.iter().map(|(_, sentence)| (case.claim().to_owned(), (*sentence).to_owned())).collect();
    let cosines = if pairs.is_empty() { Vec::new() } else { rag.similarity(&pairs).await? };
    let similar = compare.iter().map(|(at, _)| *at).zip(cosines).collect();
    Ok(Claim { text: text.to_owned(), paragraph: paragraph.to_owned(), title: title.to_owned(), supported, similar })
}

fn worth(limits: Limits, claims: &[Claim]) -> Worth {
    let (mut said, mut right, mut supported) = (0.0, 0.0, 0.0);
    for claim in claims {
        let case = Case::new(&claim.text, Passage { text: &claim.paragraph, context: &claim.title });
        let verdict = case.decide_within(&limits, &claim.similar).check.verdict;
        let holds = verdict != Verdict::Unsupported;
        said += f64::from(u8::from(holds));
        right += f64::from(u8::from(holds && claim.supported));
        supported += f64::from(u8::from(claim.supported));
    }
    let share = |part: f64, of: f64| if of == 0.0 { 0.0 } else { part / of };
    Worth { limits, precision: share(right, said), recall: share(right, supported) }
}

/// Limits to choose from. The claims here are made of the question's own words, so that the data alone would give words all the weight, and
/// none to what a model says in words of its own.
fn choices() -> impl Iterator<Item = Limits> {
    [0.25, 0.4, 0.55].into_iter().flat_map(|coverage_weight| {
        (8..=18).map(move |twentieths| Limits { coverage_weight, supported: twentieths as f32 / 20.0, ..LIMITS })
    })
}

/// What the question says with the answer in the place of the question word.
fn claim(question: &str, answer: &str) -> String {
    const WORDS: &[&str] = &["what", "which", "who", "whom", "when", "where", "how many", "how much", "how"];
    let question = question.trim().trim_end_matches('?').trim_end();
    let lower = question.to_ascii_lowercase();
    let place = |word: &&str| {
        let at = lower.match_indices(*word).map(|(at, _)| at).find(|at| {
            let bounded = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
            bounded(at.checked_sub(1).and_then(|before| lower.as_bytes().get(before)))
                && bounded(lower.as_bytes().get(at + word.len()))
        });
        at.map(|at| (at, word.len()))
    };
    match WORDS.iter().filter_map(place).min_by_key(|(at, length)| (*at, usize::MAX - length)) {
        Some((at, length)) => format!("{}{answer}{}.", &question[..at], &question[at + length..]),
        None => format!("{question}: {answer}."),
    }
}

#[cfg(test)]
mod tests {
    use super::claim;

    #[test]
    fn the_answer_takes_the_place_of_the_question_word() {
        assert_eq!(claim("When was Acme founded?", "1987"), "1987 was Acme founded.");
        assert_eq!(claim("In what country is Ulm?", "Germany"), "In Germany country is Ulm.");
        assert_eq!(claim("How many people work there?", "1,200"), "1,200 people work there.");
        assert_eq!(claim("Somewhat odd", "yes"), "Somewhat odd: yes.");
    }
}
