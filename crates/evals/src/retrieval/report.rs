//! What a measurement of retrieval found.

use crate::metrics::Averages;
use serde::Serialize;
use serde_json::{Value, json};

/// One way to search, measured on one split.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// `train` or `test`.
    pub split: String,
    /// `product` for the search as it is, else the name of a variant.
    pub name: String,
    /// Its averages.
    pub averages: Averages,
}

/// Figures of one data set.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RetrievalReport {
    /// Name of the data set.
    pub data: String,
    /// Documents of the corpus.
    pub documents: usize,
    /// Passages they became.
    pub chunks: u64,
    /// Seconds until all were searchable.
    pub ingest_seconds: f64,
    /// Seconds from then until all sentence vectors were there.
    pub sentences_seconds: f64,
    /// Median milliseconds of a search for a hundred hits on the test queries, embedding included.
    pub p50_ms: f32,
    /// 95th percentile of the same.
    pub p95_ms: f32,
    /// All variants on all splits.
    pub lines: Vec<Line>,
}

impl RetrievalReport {
    /// Adds what one split gave.
    pub(super) fn take(&mut self, split: &str, lines: Vec<(String, Averages)>, mut milliseconds: Vec<f32>) {
        milliseconds.sort_by(f32::total_cmp);
        (self.p50_ms, self.p95_ms) = (percentile(&milliseconds, 50), percentile(&milliseconds, 95));
        let lines = lines.into_iter().map(|(name, averages)| Line { split: split.to_owned(), name, averages });
        self.lines.extend(lines);
    }

    /// The averages of a variant on a split.
    pub fn averages(&self, split: &str, name: &str) -> Option<Averages> {
        self.lines.iter().find(|line| line.split == split && line.name == name).map(|line| line.averages)
    }

    /// A table for people, one line for each variant.
    pub fn table(&self) -> String {
        let mut table = format!(
            "{}: {} documents, {} passages; searchable in {:.0} s, sentences {:.0} s later; search p50 {:.1} ms, p95 {:.1} ms\n\
             {:6} {:32} {:>7} {:>9} {:>9} {:>10} {:>6}\n",
            self.data,
            self.documents,
            self.chunks,
            self.ingest_seconds,
            self.sentences_seconds,
            self.p50_ms,
            self.p95_ms,
            "split",
            "",
            "queries",
            "nDCG@10",
            "recall@10",
            "recall@100",
            "hit@1",
        );
        for Line { split, name, averages: a } in &self.lines {
            table += &format!(
                "{split:6} {name:32} {:>7} {:>9.4} {:>9.4} {:>10.4} {:>6.4}\n",
                a.queries, a.ndcg_10, a.recall_10, a.recall_100, a.hit_1
            );
        }
        table
    }

    /// `{name, metrics}` in one line: the product on the test queries beside keywords alone and vectors alone, and what it cost.
    pub fn json(&self) -> Value {
        let mut metrics = json!({
            "data": self.data,
            "documents": self.documents,
            "chunks": self.chunks,
            "ingest_seconds": round(self.ingest_seconds),
            "sentences_seconds": round(self.sentences_seconds),
            "p50_ms": round(f64::from(self.p50_ms)),
            "p95_ms": round(f64::from(self.p95_ms)),
        });
        for (split, name, key) in [
            ("test", "product", ""),
            ("test", "keyword", "keyword_"),
            ("test", "vector", "vector_"),
            ("train", "product", "train_"),
        ] {
            if let Some(averages) = self.averages(split, name) {
                metrics[format!("{key}ndcg@10")] = json!(round(averages.ndcg_10));
                metrics[format!("{key}recall@100")] = json!(round(averages.recall_100));
                metrics[format!("{key}hit@1")] = json!(round(averages.hit_1));
                metrics[format!("{key}queries")] = json!(averages.queries);
            }
        }
        json!({ "name": "retrieval", "metrics": metrics })
    }
}

fn percentile(sorted: &[f32], percent: usize) -> f32 {
    let last = sorted.len().saturating_sub(1);
    sorted.get((last * percent).div_ceil(100)).copied().unwrap_or_default()
}

fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
