use super::{Fused, Fusion, cosine, fuse, quantise, rerank, sentence_scores, sentence_vectors};
use chatbox_core::{documents::SentenceVector, ids::ChunkId, index::Hit, offsets::slice};
use chatbox_testkit::HashEmbedder;
use proptest::prelude::*;

const LINEAR: Fusion = Fusion::Linear { vector: 0.5 };

fn id(number: u128) -> ChunkId {
    format!("{number:032x}").parse().unwrap()
}

fn hits(list: &[(u128, f32)]) -> Vec<Hit> {
    list.iter().map(|&(chunk, score)| Hit { chunk: id(chunk), score }).collect()
}

fn check(vector: &[(u128, f32)], keyword: &[(u128, f32)], fusion: Fusion, expect: &[(u128, f32)]) {
    let fused = fuse(&hits(vector), &hits(keyword), fusion);
    let got: Vec<(u128, f32)> =
        fused.iter().map(|f| (f.chunk.0.as_u128(), (f.score * 1000.0).round() / 1000.0)).collect();
    assert_eq!(got, expect);
}

#[test]
fn linear_fusion_stretches_and_weights() {
    check(
        &[(1, 0.9), (2, 0.7), (3, 0.5)],
        &[(3, 20.0), (2, 15.0), (4, 10.0)],
        LINEAR,
        &[(1, 0.5), (2, 0.5), (3, 0.5), (4, 0.0)],
    );
    check(&[(1, 0.9), (2, 0.5)], &[(2, 8.0), (1, 4.0)], Fusion::Linear { vector: 0.75 }, &[(1, 0.75), (2, 0.25)]);
}

#[test]
fn one_list_alone_decides() {
    check(&[(1, 0.9), (2, 0.5)], &[], LINEAR, &[(1, 1.0), (2, 0.0)]);
    check(&[], &[(1, 9.0), (2, 5.0)], LINEAR, &[(1, 1.0), (2, 0.0)]);
    check(&[], &[], LINEAR, &[]);
}

#[test]
fn equal_scores_count_as_found() {
    check(&[(1, 0.5), (2, 0.5)], &[(2, 3.0)], LINEAR, &[(2, 1.0), (1, 0.5)]);
}

#[test]
fn reciprocal_ranks() {
    check(
        &[(1, 0.9), (2, 0.7)],
        &[(2, 3.0), (3, 1.0)],
        Fusion::Reciprocal { k: 9.0 },
        &[(2, 0.955), (1, 0.5), (3, 0.455)],
    );
}

fn fused(number: u128, vector_part: f32, keyword_part: f32) -> Fused {
    let score = (vector_part + keyword_part) / 2.0;
    Fused { chunk: id(number), vector: Some(0.5), keyword: Some(5.0), vector_part, keyword_part, score }
}

#[test]
fn the_best_sentence_takes_its_share() {
    let list = [fused(1, 1.0, 0.5), fused(2, 0.9, 0.5), fused(3, 0.2, 0.2)];
    assert_eq!(rerank(&list, &[Some(0.1), Some(0.9), Some(0.5)], LINEAR, 0.5), [(1, 0.725), (0, 0.5), (2, 0.275)]);
    // Without a sentence the passage's own vector keeps its weight; with no share nothing changes.
    assert_eq!(rerank(&list, &[None, None, None], LINEAR, 0.5), [(0, 0.75), (1, 0.7), (2, 0.2)]);
    assert_eq!(rerank(&list, &[Some(0.1), Some(0.9), Some(0.5)], LINEAR, 0.0), [(0, 0.75), (1, 0.7), (2, 0.2)]);
    assert_eq!(rerank(&[], &[], LINEAR, 0.5), []);
}

#[test]
fn sentences_are_ordered_by_similarity() {
    let sentence = |start, vector: &[f32]| SentenceVector { start, end: start + 5, vector: quantise(vector) };
    let sentences = [sentence(0, &[0.0, 2.0]), sentence(6, &[3.0, 0.0]), sentence(12, &[0.0, 0.0])];
    let scores = sentence_scores(&[1.0, 0.0], &sentences);
    assert_eq!(scores.iter().map(|s| (s.start, s.score)).collect::<Vec<_>>(), [(6, 1.0), (0, 0.0), (12, 0.0)]);
}

#[tokio::test]
async fn sentence_vectors_point_at_their_sentences() {
    let texts = ["Ünd one. Two two three.".to_owned(), String::new(), "line\n\n".repeat(200)];
    let vectors = sentence_vectors(&HashEmbedder::default(), &texts).await.unwrap();
    let found: Vec<&str> = vectors[0].iter().map(|s| slice(&texts[0], s.start, s.end)).collect();
    assert_eq!(found, ["Ünd one.", "Two two three."]);
    assert!(vectors[1].is_empty());
    assert!((30..=48).contains(&vectors[2].len()));
    let question = HashEmbedder::default().vector("three");
    assert_eq!(sentence_scores(&question, &vectors[0])[0].start, vectors[0][1].start);
}

fn unit(raw: &[f32]) -> Vec<f32> {
    let length = raw.iter().map(|x| x * x).sum::<f32>().sqrt();
    raw.iter().map(|x| x / length).collect()
}

proptest! {
    #[test]
    fn eight_bits_keep_the_cosine(
        a in proptest::collection::vec(-1.0f32..1.0, 40),
        b in proptest::collection::vec(-1.0f32..1.0, 40),
    ) {
        prop_assume!(a.iter().chain(&b).any(|x| x.abs() > 0.1));
        let (a, b) = (unit(&a), unit(&b));
        let exact: f32 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
        prop_assert!((cosine(&a, &quantise(&b)) - exact).abs() < 0.01);
    }

    #[test]
    fn fused_scores_stay_in_range_and_order(
        vector in proptest::collection::vec(-1.0f32..1.0, 0..30),
        keyword in proptest::collection::vec(0.0f32..40.0, 0..30),
        linear in any::<bool>(),
    ) {
        let list = |mut scores: Vec<f32>, step: u128| {
            scores.sort_by(|a, b| b.total_cmp(a));
            scores.iter().enumerate().map(|(i, &s)| Hit { chunk: id(i as u128 * step), score: s }).collect::<Vec<_>>()
        };
        let fusion = if linear { Fusion::Linear { vector: 0.4 } } else { Fusion::Reciprocal { k: 10.0 } };
        let (vector, keyword) = (list(vector, 2), list(keyword, 3));
        let fused = fuse(&vector, &keyword, fusion);
        prop_assert!(fused.iter().all(|f| (0.0..=1.000_001).contains(&f.score)));
        prop_assert!(fused.windows(2).all(|pair| pair[0].score >= pair[1].score));
        let all: std::collections::HashSet<_> = vector.iter().chain(&keyword).map(|hit| hit.chunk).collect();
        prop_assert_eq!(fused.len(), all.len());
    }
}
