//! Two ranked lists into one. Pure.

use chatbox_core::{ids::ChunkId, index::Hit};
use std::collections::HashMap;

/// How the scores of both lists become comparable and are weighted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fusion {
    /// Scores of each list stretched to 0..1 and added with weights. Keeps how far apart the scores are.
    Linear {
        /// Weight of the vector list, 0 to 1; the keyword list has the rest.
        vector: f32,
    },
    /// Reciprocal rank fusion (Cormack et al. 2009): only the places count. Good when scores cannot be trusted.
    Reciprocal {
        /// How little the first places stand out; 60 in the paper, 10 for short lists.
        k: f32,
    },
}

impl Fusion {
    /// Weights of the vector and the keyword list.
    pub(super) fn weights(self) -> (f32, f32) {
        match self {
            Self::Linear { vector } => (vector, 1.0 - vector),
            Self::Reciprocal { .. } => (0.5, 0.5),
        }
    }
}

/// A chunk of the fused list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fused {
    /// The chunk.
    pub chunk: ChunkId,
    /// Its cosine, if the vector list has it.
    pub vector: Option<f32>,
    /// Its BM25 score, if the keyword list has it.
    pub keyword: Option<f32>,
    /// The vector list's opinion, 0 to 1.
    pub vector_part: f32,
    /// The keyword list's opinion, 0 to 1.
    pub keyword_part: f32,
    /// Both parts weighted, 0 to 1: what the list is ordered by.
    pub score: f32,
}

/// Joins both lists (each best first, without doubles), best first. Ties are ordered by chunk, so that equal input gives equal output.
///
/// A chunk that one list lacks counts there as its last entry does: it may be just behind it. When one list is empty the other
/// decides alone.
pub fn fuse(vector: &[Hit], keyword: &[Hit], fusion: Fusion) -> Vec<Fused> {
    let mut chunks: HashMap<ChunkId, Fused> = HashMap::with_capacity(vector.len() + keyword.len());
    let blank = |chunk| Fused { chunk, vector: None, keyword: None, vector_part: 0.0, keyword_part: 0.0, score: 0.0 };
    for (hit, part) in vector.iter().zip(parts(vector, fusion)) {
        let entry = chunks.entry(hit.chunk).or_insert_with(|| blank(hit.chunk));
        (entry.vector, entry.vector_part) = (Some(hit.score), part);
    }
    for (hit, part) in keyword.iter().zip(parts(keyword, fusion)) {
        let entry = chunks.entry(hit.chunk).or_insert_with(|| blank(hit.chunk));
        (entry.keyword, entry.keyword_part) = (Some(hit.score), part);
    }
    let (of_vector, of_keyword) = match (vector.is_empty(), keyword.is_empty()) {
        (false, true) => (1.0, 0.0),
        (true, false) => (0.0, 1.0),
        _ => fusion.weights(),
    };
    let mut fused: Vec<Fused> = chunks.into_values().collect();
    for entry in &mut fused {
        entry.score = of_vector * entry.vector_part + of_keyword * entry.keyword_part;
    }
    fused.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.chunk.cmp(&b.chunk)));
    fused
}

/// Each hit's score or place as a number from 0 to 1.
fn parts(list: &[Hit], fusion: Fusion) -> Vec<f32> {
    match fusion {
        Fusion::Linear { .. } => stretch(&list.iter().map(|hit| hit.score).collect::<Vec<_>>()),
        Fusion::Reciprocal { k } => (0..list.len()).map(|place| (k + 1.0) / (k + 1.0 + place as f32)).collect(),
    }
}

/// Scores stretched so that the lowest is 0 and the highest 1; all 1 when they are equal (then being found is all that is known).
pub(super) fn stretch(scores: &[f32]) -> Vec<f32> {
    let low = scores.iter().copied().fold(f32::INFINITY, f32::min);
    let high = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let span = high - low;
    scores.iter().map(|score| if span > f32::EPSILON { (score - low) / span } else { 1.0 }).collect()
}
