//! Attention of one text over itself, head by head, in 32-bit floats.

use super::{
    HEADS, HIDDEN,
    kernel::{self, LANES, QUERIES},
    math,
};

/// Components of a head.
const WIDTH: usize = HIDDEN / HEADS;
/// Distance from a token's queries, keys and values to the next one's.
const STRIDE: usize = 3 * HIDDEN;

/// Room for the keys and scores of one text.
#[derive(Default)]
pub(super) struct Room {
    /// Keys of one head, transposed and padded: `WIDTH` rows of `padded` keys.
    keys: Vec<f32>,
    /// Scores of `QUERIES` queries, padded.
    scores: Vec<f32>,
}

/// `qkv` holds queries, keys and values of each token side by side (`STRIDE`); the result goes to `out` (`HIDDEN` a token).
pub(super) fn attend(qkv: &[f32], out: &mut [f32], room: &mut Room) {
    let tokens = out.len() / HIDDEN;
    let padded = tokens.next_multiple_of(LANES);
    room.keys.clear();
    room.keys.resize(WIDTH * padded, 0.0);
    room.scores.resize(QUERIES * padded, 0.0);
    for at in (0..HIDDEN).step_by(WIDTH) {
        for (token, row) in qkv.chunks_exact(STRIDE).enumerate() {
            for (keys, key) in room.keys.chunks_exact_mut(padded).zip(&row[HIDDEN + at..][..WIDTH]) {
                keys[token] = *key;
            }
        }
        for first in (0..tokens).step_by(QUERIES) {
            let rows = QUERIES.min(tokens - first);
            // Rows beyond the end repeat the last query; their results are dropped.
            let queries = std::array::from_fn(|row| &qkv[(first + row.min(rows - 1)) * STRIDE + at..][..WIDTH]);
            score(queries, &room.keys, padded, &mut room.scores);
            let sums: [f32; QUERIES] = std::array::from_fn(|row| softmax(&mut room.scores[row * padded..][..tokens]));
            let scores = std::array::from_fn(|row| &room.scores[row * padded..][..tokens]);
            for half in (0..WIDTH).step_by(LANES) {
                let mixed = kernel::combine(scores, &qkv[2 * HIDDEN + at + half..], STRIDE);
                for row in 0..rows {
                    let scale = 1.0 / sums[row];
                    let target = &mut out[(first + row) * HIDDEN + at + half..][..LANES];
                    target.iter_mut().zip(&mixed[row]).for_each(|(out, x)| *out = x * scale);
                }
            }
        }
    }
}

/// Dot products of the queries with all keys, scaled by 1/√WIDTH.
fn score(queries: [&[f32]; QUERIES], keys: &[f32], padded: usize, scores: &mut [f32]) {
    let scale = 1.0 / (WIDTH as f32).sqrt();
    for first in (0..padded).step_by(LANES) {
        let products = kernel::combine(queries, &keys[first..], padded);
        for (row, products) in products.iter().enumerate() {
            let target = &mut scores[row * padded + first..][..LANES];
            target.iter_mut().zip(products).for_each(|(score, x)| *score = x * scale);
        }
    }
}

/// Exponentials relative to the largest, in place; returns their sum.
fn softmax(row: &mut [f32]) -> f32 {
    let most = math::largest(row, |x| x, f32::NEG_INFINITY);
    for x in row.iter_mut() {
        *x = math::exp(*x - most);
    }
    math::sum(row, |x| x)
}
