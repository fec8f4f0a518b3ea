//! Reranking fused candidates by their best sentence. Pure.

use super::{
    fuse::{Fused, Fusion, stretch},
    sentence::cosine,
};
use chatbox_core::documents::SentenceVector;

/// A sentence of a passage with its similarity to the question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SentenceScore {
    /// First character, relative to the passage.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Cosine, -1 to 1.
    pub score: f32,
}

/// The sentences by similarity to the question (a unit vector), best first; ties in the order of the text.
pub fn sentence_scores(question: &[f32], sentences: &[SentenceVector]) -> Vec<SentenceScore> {
    let mut scores: Vec<SentenceScore> = sentences
        .iter()
        .map(|sentence| SentenceScore {
            start: sentence.start,
            end: sentence.end,
            score: cosine(question, &sentence.vector),
        })
        .collect();
    scores.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.start.cmp(&b.start)));
    scores
}

/// Orders candidates by their fused parts and their best sentences: the sentence takes `share` (0 to 1) of the vector's weight.
/// `best` has the cosine of each candidate's best sentence, none where it is not known yet: then the passage's own vector keeps its
/// whole weight. Returns places in `fused` with scores from 0 to 1, best first; ties keep the fused order.
pub fn rerank(fused: &[Fused], best: &[Option<f32>], fusion: Fusion, share: f32) -> Vec<(usize, f32)> {
    let known: Vec<f32> = best.iter().flatten().copied().collect();
    let mut stretched = stretch(&known).into_iter();
    let no_vectors = fused.iter().all(|entry| entry.vector.is_none());
    let no_keywords = fused.iter().all(|entry| entry.keyword.is_none());
    let (of_vector, of_keyword) = match (no_vectors, no_keywords) {
        (false, true) => (1.0, 0.0),
        (true, false) => (0.0, 1.0),
        _ => fusion.weights(),
    };
    let mut order: Vec<(usize, f32)> = fused
        .iter()
        .zip(best)
        .enumerate()
        .map(|(place, (entry, best))| {
            let sentence = best.and_then(|_| stretched.next());
            let meaning = sentence.map_or(entry.vector_part, |part| share * part + (1.0 - share) * entry.vector_part);
            (place, of_vector * meaning + of_keyword * entry.keyword_part)
        })
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order
}
