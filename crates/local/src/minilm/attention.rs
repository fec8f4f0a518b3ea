//! Attention of one text over itself, head by head, in 32-bit floats.

use super::{HEADS, HIDDEN, math};

/// Components of a head.
const WIDTH: usize = HIDDEN / HEADS;
/// Keys that are handled together: two vector registers.
const LANES: usize = 16;
/// Queries that are handled together.
const ROWS: usize = 4;

/// Room for the keys and scores of one text.
#[derive(Default)]
pub(super) struct Room {
    /// Keys of one head, transposed and padded: `WIDTH` rows of `padded` keys.
    keys: Vec<f32>,
    /// Scores of `ROWS` queries.
    scores: Vec<f32>,
}

/// `qkv` holds queries, keys and values of each token side by side (3 · HIDDEN); the result goes to `out` (HIDDEN a token).
pub(super) fn attend(qkv: &[f32], out: &mut [f32], room: &mut Room) {
    let tokens = out.len() / HIDDEN;
    let padded = tokens.next_multiple_of(LANES);
    room.keys.clear();
    room.keys.resize(WIDTH * padded, 0.0);
    room.scores.resize(ROWS * padded, 0.0);
    for head in 0..HEADS {
        let at = head * WIDTH;
        for (token, row) in qkv.chunks_exact(3 * HIDDEN).enumerate() {
            for (d, &key) in row[HIDDEN + at..][..WIDTH].iter().enumerate() {
                room.keys[d * padded + token] = key;
            }
        }
        for first in (0..tokens).step_by(ROWS) {
            let rows = ROWS.min(tokens - first);
            // Rows beyond the end repeat the last query; their results are dropped.
            let queries: [&[f32; WIDTH]; ROWS] =
                std::array::from_fn(|row| part(qkv, first + row.min(rows - 1), at));
            score(queries, &room.keys, padded, &mut room.scores);
            let mut sums = [0.0; ROWS];
            for (row, sum) in room.scores.chunks_exact_mut(padded).zip(&mut sums) {
                *sum = softmax(&mut row[..tokens]);
            }
            let mixed = mix(&room.scores, padded, tokens, |token| part(qkv, token, 2 * HIDDEN + at));
            for row in 0..rows {
                let scale = 1.0 / sums[row];
                let target = &mut out[(first + row) * HIDDEN + at..][..WIDTH];
                for (out, x) in target.iter_mut().zip(&mixed[row]) {
                    *out = x * scale;
                }
            }
        }
    }
}

fn part(qkv: &[f32], token: usize, at: usize) -> &[f32; WIDTH] {
    let (head, _) = qkv[token * 3 * HIDDEN + at..].split_first_chunk().unwrap_or((&[0.0; WIDTH], &[]));
    head
}

/// Dot products of the queries with all keys, scaled by 1/√WIDTH.
fn score(queries: [&[f32; WIDTH]; ROWS], keys: &[f32], padded: usize, scores: &mut [f32]) {
    let scale = 1.0 / (WIDTH as f32).sqrt();
    for first in (0..padded).step_by(LANES) {
        let mut sums = [[0.0f32; LANES]; ROWS];
        for d in 0..WIDTH {
            let keys: &[f32; LANES] = keys[d * padded + first..].first_chunk().unwrap_or(&[0.0; LANES]);
            for row in 0..ROWS {
                let q = queries[row][d];
                for lane in 0..LANES {
                    sums[row][lane] = math::fma(q, keys[lane], sums[row][lane]);
                }
            }
        }
        for row in 0..ROWS {
            for lane in 0..LANES {
                scores[row * padded + first + lane] = sums[row][lane] * scale;
            }
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

/// Sums of the values, weighted by the scores.
fn mix<'a>(
    scores: &[f32],
    padded: usize,
    tokens: usize,
    value: impl Fn(usize) -> &'a [f32; WIDTH],
) -> [[f32; WIDTH]; ROWS] {
    let mut sums = [[0.0f32; WIDTH]; ROWS];
    for half in [0, WIDTH / 2] {
        let mut part = [[0.0f32; WIDTH / 2]; ROWS];
        for token in 0..tokens {
            let value = value(token);
            for row in 0..ROWS {
                let weight = scores[row * padded + token];
                for lane in 0..WIDTH / 2 {
                    part[row][lane] = math::fma(weight, value[half + lane], part[row][lane]);
                }
            }
        }
        for row in 0..ROWS {
            sums[row][half..half + WIDTH / 2].copy_from_slice(&part[row]);
        }
    }
    sums
}
