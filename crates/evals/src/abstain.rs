//! The weights by which a small model's answers abstain: fitted on one half of the questions, measured on the other.

use crate::{
    abstention::{Quality, Scored, below, best_thresholds, threshold_answering},
    answers::is_test,
    beir::DataSet,
    corpus::Corpus,
};
use anyhow::{Context, Result};
use chatbox_chat::{
    Chat,
    abstain::{FEATURES, THRESHOLD, WEIGHTS, Weights},
};
use chatbox_core::{ids::Who, tasks::JobStore};
use chatbox_rag::Rag;
use serde_json::{Value, json};
use std::path::Path;

/// Every so many questions to say how far it is.
const TELL: usize = 500;

/// Rounds of gradient descent; the loss no longer changes in its sixth digit.
const ROUNDS: usize = 20_000;

/// Step of gradient descent over features that are about 0 to 1.
const STEP: f64 = 1.0;

/// Pull of the weights towards 0 (L2), against chance in rare features.
const DECAY: f64 = 1e-4;

/// Features that speak against an answer: the last ones. The others never count against it, so that a weight is not fitted to how one data
/// set was made.
const AGAINST: usize = 2;

/// A question's features and whether the documents answer it.
type Row = ([f32; FEATURES], bool);

/// One way to decide, on the test half.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    name: &'static str,
    threshold: f32,
    quality: Quality,
    /// The best F1 of any threshold, which may abstain on nearly everything.
    best_f1: f64,
    /// Threshold and F1 that answer each of the [`SHARES`] of the answerable questions.
    by_share: Vec<(f32, f64)>,
}

/// Shares of the answerable questions at which ways to decide are compared.
const SHARES: [f64; 5] = [0.5, 0.6, 0.7, 0.8, 0.9];

/// The measured decisions and the fitted weights.
#[derive(Debug, Clone, PartialEq)]
pub struct AbstainReport {
    data: String,
    lines: Vec<Line>,
    fitted: Weights,
}

impl AbstainReport {
    /// A line per way to decide, then the weights as they stand in the code.
    pub fn table(&self) -> String {
        let mut table = format!("{}\n{:32} threshold     F1  precision  recall  answered  best F1\n", self.data, "");
        for Line { name, threshold, quality: q, best_f1, .. } in &self.lines {
            table += &format!(
                "{name:32} {threshold:9.3} {:.4}     {:.4}  {:.4}    {:.4}   {best_f1:.4}\n",
                q.f1, q.precision, q.recall, q.answered
            );
        }
        for line in &self.lines {
            let cells = SHARES.iter().zip(&line.by_share);
            let cells: Vec<String> = cells.map(|(share, (at, f1))| format!("{share} at {at:.3}: {f1:.4}")).collect();
            table += &format!("F1 by share answered, {:10} {}\n", line.name, cells.join("   "));
        }
        table + &format!("bias: {:.2},\nweights: {:.2?},\n", self.fitted.bias, self.fitted.weights)
    }

    /// `{name, metrics}`.
    pub fn json(&self) -> Value {
        let mut metrics = json!({"data": self.data});
        for line in &self.lines {
            let name = line.name.replace(' ', "_");
            metrics[format!("{name}_f1")] = json!((line.quality.f1 * 1e4).round() / 1e4);
            metrics[format!("{name}_answered")] = json!((line.quality.answered * 1e4).round() / 1e4);
        }
        json!({"name": "abstain", "metrics": metrics})
    }
}

/// Fits the weights on the training half of the questions in `data` and holds the ones in use, the fitted ones and a plain threshold on
/// the cosine against the test half.
///
/// # Errors
/// When the data set cannot be read, a document cannot be ingested, or a search fails.
pub async fn abstain(
    data: &Path,
    rag: &Rag,
    chat: &Chat,
    jobs: &dyn JobStore,
    who: Who,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<AbstainReport> {
    let data = DataSet::open(data)?;
    let corpus = Corpus::ingest(&data, rag, jobs, who, tell).await?;
    let judged = data.judged("test")?.context("the data set has no test questions")?;
    let (mut train, mut test): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
    for (number, (query, _)) in judged.iter().enumerate() {
        if number % TELL == 0 {
            tell(&format!("question {number} of {}", judged.len()));
        }
        let features = chat.abstain_features(who, &query.text, &[corpus.collection]).await?.unwrap_or_default();
        let half = if is_test(number) { &mut test } else { &mut train };
        half.push((features, !query.unanswerable));
    }
    let fitted = fit(&train);
    let by = |weights: Weights| move |row: &Row| Scored { unanswerable: !row.1, score: weights.score(&row.0) };
    let lines = vec![
        line("in use", Some(THRESHOLD), &train, &test, by(WEIGHTS)),
        line("fitted anew", None, &train, &test, by(fitted)),
        line("cosine", None, &train, &test, |row| Scored { unanswerable: !row.1, score: row.0[0] }),
    ];
    Ok(AbstainReport { data: data.name(), lines, fitted })
}

/// With this threshold, or with the one that is best on the training half.
fn line(
    name: &'static str,
    threshold: Option<f32>,
    train: &[Row],
    test: &[Row],
    score: impl Fn(&Row) -> Scored,
) -> Line {
    let (train, test): (Vec<_>, Vec<_>) = (train.iter().map(&score).collect(), test.iter().map(&score).collect());
    let (useful, any) = best_thresholds(&train);
    let threshold = threshold.unwrap_or(useful);
    let at = |share| {
        let threshold = threshold_answering(&train, share);
        (threshold, below(&test, threshold).f1)
    };
    let by_share = SHARES.into_iter().map(at).collect();
    Line { name, threshold, quality: below(&test, threshold), best_f1: below(&test, any).f1, by_share }
}

/// Logistic regression by gradient descent over all rows, projected onto the signs the features may have.
fn fit(rows: &[Row]) -> Weights {
    let (mut bias, mut weights) = (0.0_f64, [0.0_f64; FEATURES]);
    for _ in 0..ROUNDS {
        let (mut bias_slope, mut slopes) = (0.0, [0.0; FEATURES]);
        for (features, answers) in rows {
            let sum: f64 = weights.iter().zip(features).map(|(w, f)| w * f64::from(*f)).sum();
            let error = 1.0 / (1.0 + (-(bias + sum)).exp()) - f64::from(u8::from(*answers));
            bias_slope += error;
            slopes.iter_mut().zip(features).for_each(|(slope, f)| *slope += error * f64::from(*f));
        }
        let count = rows.len().max(1) as f64;
        bias -= STEP * bias_slope / count;
        for (number, (w, slope)) in weights.iter_mut().zip(slopes).enumerate() {
            *w -= STEP * (slope / count + DECAY * *w);
            *w = if number < FEATURES - AGAINST { w.max(0.0) } else { w.min(0.0) };
        }
    }
    Weights { bias: bias as f32, weights: weights.map(|w| w as f32) }
}

#[cfg(test)]
mod tests {
    use super::{FEATURES, fit};

    #[test]
    fn finds_the_feature_that_tells() {
        let row = |i: usize| {
            let mut features = [0.5; FEATURES];
            features[2] = (i % 10) as f32 / 10.0;
            features[4] = (i % 7) as f32 / 7.0;
            (features, i % 10 >= 5)
        };
        let rows: Vec<_> = (0..140).map(row).collect();
        let fitted = fit(&rows);
        assert!(rows.iter().all(|(features, answers)| (fitted.score(features) > 0.5) == *answers), "{fitted:?}");
        assert!(fitted.weights[2] > 10.0 * fitted.weights[4].abs(), "{fitted:?}");
    }
}
