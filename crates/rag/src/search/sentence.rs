//! Vectors of single sentences in eight bits.

use chatbox_core::{
    documents::SentenceVector,
    models::{EmbedAs, Embedder, ModelError},
    sentences,
};

/// Most sentences of a text that get a vector of their own; more (code, lists) are joined with their neighbours.
const MAX_SENTENCES: usize = 48;

/// Sentences embedded in one call: short enough for a question to get in between.
const BATCH: usize = 64;

/// The sentences of each text with their vectors, in the order of the texts.
pub async fn sentence_vectors(
    embedder: &dyn Embedder,
    texts: &[String],
) -> Result<Vec<Vec<SentenceVector>>, ModelError> {
    let ranges: Vec<Vec<(u32, u32)>> = texts.iter().map(|text| ranges(text)).collect();
    let all: Vec<String> = texts.iter().zip(&ranges).flat_map(|(text, ranges)| pieces(text, ranges)).collect();
    let mut vectors = Vec::with_capacity(all.len());
    for batch in all.chunks(BATCH) {
        vectors.extend(embedder.embed(batch, EmbedAs::Passage).await?);
    }
    let mut vectors = vectors.into_iter();
    let of_text = |ranges: Vec<(u32, u32)>| {
        let vectors = ranges.into_iter().zip(&mut vectors);
        vectors.map(|((start, end), vector)| SentenceVector { start, end, vector: quantise(&vector) }).collect()
    };
    Ok(ranges.into_iter().map(of_text).collect())
}

/// Characters of the sentences of a text, at most `MAX_SENTENCES`.
fn ranges(text: &str) -> Vec<(u32, u32)> {
    let sentences = sentences::split(text);
    let together = sentences.len().div_ceil(MAX_SENTENCES).max(1);
    sentences.chunks(together).map(|group| (group[0].start, group[group.len() - 1].end)).collect()
}

fn pieces(text: &str, ranges: &[(u32, u32)]) -> Vec<String> {
    let mut cursor = chatbox_core::offsets::Cursor::new(text);
    ranges.iter().map(|(start, end)| text[cursor.byte(*start)..cursor.byte(*end)].to_owned()).collect()
}

/// The vector's direction in eight bits per component: the largest component becomes ±127.
pub fn quantise(vector: &[f32]) -> Vec<i8> {
    let largest = vector.iter().fold(0.0_f32, |largest, x| largest.max(x.abs()));
    let scale = if largest > 0.0 { 127.0 / largest } else { 0.0 };
    vector.iter().map(|x| (x * scale).round() as i8).collect()
}

/// Cosine of a unit vector and a quantised one of the same length; 0 where the latter is zero.
pub fn cosine(unit: &[f32], quantised: &[i8]) -> f32 {
    let mut dot = [0.0_f32; LANES];
    let mut square = [0.0_f32; LANES];
    let (units, rest) = unit.as_chunks::<LANES>();
    let (bytes, bytes_rest) = quantised.as_chunks::<LANES>();
    for (x, q) in units.iter().zip(bytes) {
        for lane in 0..LANES {
            let q = f32::from(q[lane]);
            dot[lane] += x[lane] * q;
            square[lane] += q * q;
        }
    }
    for (x, q) in rest.iter().zip(bytes_rest) {
        dot[0] += x * f32::from(*q);
        square[0] += f32::from(*q) * f32::from(*q);
    }
    let length = square.iter().sum::<f32>().sqrt();
    if length > 0.0 { dot.iter().sum::<f32>() / length } else { 0.0 }
}

/// Scalar product of two vectors of the same length.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Sums kept apart so that the compiler can use vector instructions.
const LANES: usize = 16;
