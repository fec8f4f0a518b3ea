//! Measures of a ranking against judged documents. All are 0 to 1, higher is better.

use std::collections::HashMap;

/// Gain of each relevant document of a query; those with a gain of 0 or less, and all others, are irrelevant.
pub type Gains = HashMap<String, f64>;

/// Normalised discounted cumulative gain of the first `k` (Järvelin, Kekäläinen 2002) with linear gains, as trec_eval has it. 0 where
/// nothing is relevant.
pub fn ndcg(ranking: &[&str], gains: &Gains, k: usize) -> f64 {
    let mut best: Vec<f64> = relevant(gains).map(|(_, gain)| gain).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let ideal = discounted(best.into_iter().take(k));
    if ideal == 0.0 { 0.0 } else { discounted(ranking.iter().take(k).map(|document| gain(gains, document))) / ideal }
}

/// The part of the relevant documents that is among the first `k`.
pub fn recall(ranking: &[&str], gains: &Gains, k: usize) -> f64 {
    let wanted = relevant(gains).count();
    let found = ranking.iter().take(k).filter(|document| gain(gains, document) > 0.0).count();
    if wanted == 0 { 0.0 } else { found as f64 / wanted as f64 }
}

/// One over the place of the first relevant document among the first `k`, else 0.
pub fn reciprocal_rank(ranking: &[&str], gains: &Gains, k: usize) -> f64 {
    let place = ranking.iter().take(k).position(|document| gain(gains, document) > 0.0);
    place.map_or(0.0, |place| 1.0 / (place + 1) as f64)
}

/// 1 if the first document is relevant, else 0.
pub fn hit(ranking: &[&str], gains: &Gains) -> f64 {
    reciprocal_rank(ranking, gains, 1)
}

/// All measures of one system, averaged over queries that have a relevant document.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize)]
pub struct Averages {
    /// Number of queries.
    pub queries: usize,
    /// nDCG of the first ten.
    pub ndcg_10: f64,
    /// Recall of the first ten.
    pub recall_10: f64,
    /// Recall of the first hundred.
    pub recall_100: f64,
    /// Reciprocal rank within the first ten.
    pub mrr_10: f64,
    /// Whether the first is relevant.
    pub hit_1: f64,
}

impl Averages {
    /// Takes one more query into the averages; one without relevant documents changes nothing.
    pub fn add(&mut self, ranking: &[&str], gains: &Gains) {
        if relevant(gains).next().is_none() {
            return;
        }
        self.queries += 1;
        let queries = self.queries as f64;
        let take = |average: &mut f64, value: f64| *average += (value - *average) / queries;
        take(&mut self.ndcg_10, ndcg(ranking, gains, 10));
        take(&mut self.recall_10, recall(ranking, gains, 10));
        take(&mut self.recall_100, recall(ranking, gains, 100));
        take(&mut self.mrr_10, reciprocal_rank(ranking, gains, 10));
        take(&mut self.hit_1, hit(ranking, gains));
    }
}

fn gain(gains: &Gains, document: &str) -> f64 {
    gains.get(document).copied().unwrap_or(0.0).max(0.0)
}

fn relevant(gains: &Gains) -> impl Iterator<Item = (&str, f64)> {
    gains.iter().map(|(document, gain)| (document.as_str(), *gain)).filter(|(_, gain)| *gain > 0.0)
}

fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    gains.enumerate().map(|(place, gain)| gain / ((place + 2) as f64).log2()).sum()
}

#[cfg(test)]
mod tests;
