//! Ways to order the same candidates.

use chatbox_core::{documents::Passage, ids::ChunkId};
use chatbox_rag::search::{Fused, Fusion, rerank, sentence_scores};
use std::collections::HashMap;

/// Fused candidates that are reranked.
pub(super) const RERANKED: usize = 100;

/// Fewer of them, to see what speed would cost.
const FEWER: [usize; 3] = [20, 30, 50];

/// A way to order candidates.
pub(super) enum Variant {
    /// By cosine alone.
    Vector,
    /// By BM25 alone.
    Keyword,
    /// Both lists fused.
    Fused(Fusion),
    /// Fused, then so many of them by sentences with this share of the vector's weight.
    Reranked(Fusion, f32, usize),
}

/// All that are compared, with names.
pub(super) fn variants() -> Vec<(String, Variant)> {
    let mut all = vec![("vector".to_owned(), Variant::Vector), ("keyword".to_owned(), Variant::Keyword)];
    for k in [10.0, 60.0] {
        all.push((format!("rrf k={k}"), Variant::Fused(Fusion::Reciprocal { k })));
        all.push((format!("rrf k={k} + sentences .5"), Variant::Reranked(Fusion::Reciprocal { k }, 0.5, RERANKED)));
    }
    for weight in [0.3, 0.4, 0.5, 0.6, 0.7] {
        let fusion = Fusion::Linear { vector: weight };
        all.push((format!("linear {weight}"), Variant::Fused(fusion)));
        for share in [0.25, 0.5, 0.75] {
            all.push((format!("linear {weight} + sentences {share}"), Variant::Reranked(fusion, share, RERANKED)));
        }
    }
    for depth in FEWER {
        let variant = Variant::Reranked(Fusion::Linear { vector: 0.5 }, 0.5, depth);
        all.push((format!("linear 0.5 + sentences 0.5 of {depth}"), variant));
    }
    all
}

/// The candidates by their sentences, best first.
pub(super) fn reranked(
    question: &[f32],
    fused: &[Fused],
    passages: &HashMap<ChunkId, Passage>,
    fusion: Fusion,
    share: f32,
) -> Vec<ChunkId> {
    let best = |fused: &Fused| {
        let passage = passages.get(&fused.chunk)?;
        sentence_scores(question, &passage.sentences).first().map(|best| best.score)
    };
    let best: Vec<Option<f32>> = fused.iter().map(best).collect();
    rerank(fused, &best, fusion, share).into_iter().map(|(place, _)| fused[place].chunk).collect()
}
