//! all-MiniLM-L6-v2: a BERT encoder of six layers, run straight from its 8-bit weights. Texts of different lengths stand one behind the
//! other without padding, and every row is rounded by itself: a vector does not depend on the texts beside it.

#[cfg(target_arch = "x86_64")]
mod amx;
mod attention;
mod kernel;
mod linear;
mod math;
mod onnx;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod tiles;

use linear::{Linear, Rounded};
use math::Norm;
use std::path::Path;

/// Components of a vector.
pub(crate) const HIDDEN: usize = 384;
/// Tokens of the longest text, with the two marks around it (the length the model was trained with).
pub(crate) const WINDOW: usize = 256;
const HEADS: usize = 12;
const INNER: usize = 1536;
const LAYERS: usize = 6;
const VOCABULARY: usize = 30_522;
/// Positions that the file knows.
const POSITIONS: usize = 512;

/// Why the model could not be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the embedding model cannot be loaded: {0}")]
pub(crate) struct LoadError(pub(crate) &'static str);

/// The weights. Cheap to share between threads.
pub(crate) struct MiniLm {
    words: Vec<i8>,
    word_scales: Vec<f32>,
    /// Position and token-type vectors, added.
    positions: Vec<f32>,
    first: Norm,
    layers: Vec<Layer>,
}

struct Layer {
    /// Queries, keys and values at once.
    attend: Linear,
    merge: Linear,
    merged: Norm,
    up: Linear,
    down: Linear,
    done: Norm,
}

/// One thread's working memory.
#[derive(Default)]
pub(crate) struct Room {
    rounded: Rounded,
    state: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    attention: attention::Room,
}

impl MiniLm {
    /// Reads the pinned file.
    pub(crate) fn load(path: &Path) -> Result<Self, LoadError> {
        let bytes = std::fs::read(path).map_err(|_| LoadError("the file cannot be read"))?;
        let file = onnx::File::parse(&bytes)?;
        if file.matrices.len() != 6 * LAYERS {
            return Err(LoadError("it is another model"));
        }
        let embeddings = "inner.embeddings";
        let norm = |name: String| -> Result<Norm, LoadError> {
            let gain = file.floats(&format!("{name}.LayerNorm.weight"), HIDDEN)?;
            Ok(Norm { gain, bias: file.floats(&format!("{name}.LayerNorm.bias"), HIDDEN)? })
        };
        let layers = file.matrices.chunks_exact(6).enumerate().map(|(at, names)| load_layer(&file, at, names, &norm));
        Ok(Self {
            words: file.bytes(&format!("{embeddings}.word_embeddings.weight"), [VOCABULARY, HIDDEN])?,
            word_scales: file.scales(&format!("{embeddings}.word_embeddings.weight"), VOCABULARY)?,
            positions: positions(&file, embeddings)?,
            first: norm(embeddings.into())?,
            layers: layers.collect::<Result<_, _>>()?,
        })
    }

    /// The unit vectors of some texts, given as token ids (each within the window), added to `out` one behind the
    /// other.
    pub(crate) fn embed(&self, texts: &[Vec<u32>], room: &mut Room, out: &mut Vec<f32>) {
        self.look_up(texts, &mut room.state);
        for layer in &self.layers {
            layer.apply(texts, room);
        }
        let mut rows = room.state.chunks_exact(HIDDEN);
        for text in texts {
            let mut mean = [0.0f32; HIDDEN];
            for row in rows.by_ref().take(text.len()) {
                mean.iter_mut().zip(row).for_each(|(mean, x)| *mean += x);
            }
            let length = math::sum(&mean, |x| x * x).sqrt().max(f32::MIN_POSITIVE);
            out.extend(mean.iter().map(|x| x / length));
        }
    }

    fn look_up(&self, texts: &[Vec<u32>], state: &mut Vec<f32>) {
        state.clear();
        for text in texts {
            for (&id, position) in text.iter().zip(self.positions.chunks_exact(HIDDEN)) {
                let id = id as usize;
                let (word, scale) = (&self.words[id * HIDDEN..][..HIDDEN], self.word_scales[id]);
                let start = state.len();
                state.extend(word.iter().zip(position).map(|(&word, position)| f32::from(word) * scale + position));
                self.first.apply(&mut state[start..]);
            }
        }
    }
}

impl Layer {
    fn apply(&self, texts: &[Vec<u32>], room: &mut Room) {
        let Room { rounded, state, wide, narrow, attention } = room;
        let rows = state.len() / HIDDEN;
        narrow.resize(rows * HIDDEN, 0.0);

        self.attend.round(state, rounded);
        wide.resize(rows * self.attend.outputs(), 0.0);
        self.attend.apply(rounded, wide);
        let (mut qkv, mut out) = (&wide[..], &mut narrow[..]);
        for text in texts {
            let (these, those) = qkv.split_at(text.len() * 3 * HIDDEN);
            let (here, there) = out.split_at_mut(text.len() * HIDDEN);
            attention::attend(these, here, attention);
            (qkv, out) = (those, there);
        }

        self.merge.round(narrow, rounded);
        self.merge.apply(rounded, narrow);
        add_and_norm(state, narrow, &self.merged);

        self.up.round(state, rounded);
        wide.resize(rows * self.up.outputs(), 0.0);
        self.up.apply(rounded, wide);
        wide.iter_mut().for_each(|x| *x = math::gelu(*x));
        self.down.round(wide, rounded);
        self.down.apply(rounded, narrow);
        add_and_norm(state, narrow, &self.done);
    }
}

fn add_and_norm(state: &mut [f32], change: &[f32], norm: &Norm) {
    for (row, change) in state.chunks_exact_mut(HIDDEN).zip(change.chunks_exact(HIDDEN)) {
        row.iter_mut().zip(change).for_each(|(x, change)| *x += change);
        norm.apply(row);
    }
}

/// The matrices stand in the order in which the graph multiplies: query, key, value, merge, up, down.
fn load_layer(
    file: &onnx::File<'_>,
    at: usize,
    names: &[&str],
    norm: &impl Fn(String) -> Result<Norm, LoadError>,
) -> Result<Layer, LoadError> {
    let [query, key, value, merge, up, down] = names else { return Err(LoadError("it is another model")) };
    let layer = format!("inner.encoder.layer.{at}");
    let bias = |part: &str, count| file.floats(&format!("{layer}.{part}.bias"), count);
    let linear = |name: &str, part, inputs, outputs| -> Result<Linear, LoadError> {
        let weights = file.bytes(name, [inputs, outputs])?;
        Ok(Linear::pack(inputs, &weights, file.scales(name, outputs)?, bias(part, outputs)?))
    };
    let mut weights = vec![0; HIDDEN * 3 * HIDDEN];
    let (mut scales, mut biases) = (Vec::new(), Vec::new());
    for (third, (name, part)) in [(query, "query"), (key, "key"), (value, "value")].into_iter().enumerate() {
        let part_weights = file.bytes(name, [HIDDEN, HIDDEN])?;
        for (row, part) in weights.chunks_exact_mut(3 * HIDDEN).zip(part_weights.chunks_exact(HIDDEN)) {
            row[third * HIDDEN..][..HIDDEN].copy_from_slice(part);
        }
        scales.extend(file.scales(name, HIDDEN)?);
        biases.extend(bias(&format!("attention.self.{part}"), HIDDEN)?);
    }
    Ok(Layer {
        attend: Linear::pack(HIDDEN, &weights, scales, biases),
        merge: linear(merge, "attention.output.dense", HIDDEN, HIDDEN)?,
        merged: norm(format!("{layer}.attention.output"))?,
        up: linear(up, "intermediate.dense", HIDDEN, INNER)?,
        down: linear(down, "output.dense", INNER, HIDDEN)?,
        done: norm(format!("{layer}.output"))?,
    })
}

fn positions(file: &onnx::File<'_>, embeddings: &str) -> Result<Vec<f32>, LoadError> {
    let name = format!("{embeddings}.position_embeddings.weight");
    let (values, scales) = (file.bytes(&name, [POSITIONS, HIDDEN])?, file.scales(&name, POSITIONS)?);
    // Every text has token type 0.
    let kind = file.floats(&format!("{embeddings}.token_type_embeddings.weight"), 2 * HIDDEN)?;
    let rows = values.chunks_exact(HIDDEN).zip(scales).take(WINDOW);
    let sums = rows.flat_map(|(row, scale)| row.iter().zip(&kind).map(move |(&x, kind)| f32::from(x) * scale + kind));
    Ok(sums.collect())
}
