//! Matrices with 8-bit weights. Activations are rounded to 14-bit integers, each row with its own scale, so that products and sums are
//! exact integers: twice the multiplications per vector instruction that floats allow, at a cosine above 0.999999 to float arithmetic.
//! A row's result does not depend on the other rows.

#[cfg(target_arch = "x86_64")]
use super::tiles::{Rows, Tiles};
use super::{kernel, math};

/// Rows of activations that the kernel handles together.
pub(super) const ROWS: usize = 6;
/// Output columns that the kernel handles together.
pub(super) const COLUMNS: usize = 16;
/// Two neighbouring weights of each of `COLUMNS` columns.
pub(super) type Weights = [i8; 2 * COLUMNS];
/// Two neighbouring activations of each of `ROWS` rows, the first in the low half.
pub(super) type Inputs = [i32; ROWS];
/// Sums of a tile.
pub(super) type Sums = [[i32; COLUMNS]; ROWS];

/// `output = input · weights + bias`.
pub(super) struct Linear {
    inputs: usize,
    weights: Packed,
    /// Scale of each output's weights.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// The weights as this machine multiplies them fastest.
enum Packed {
    #[cfg(target_arch = "x86_64")]
    Tiles(Tiles),
    /// One panel per `COLUMNS` outputs: `inputs / 2` entries each.
    Panels(Vec<Weights>),
}

/// Rounded activations, laid out for the matrix they were rounded for. Kept between uses for its memory.
#[derive(Default)]
pub(super) struct Rounded {
    #[cfg(target_arch = "x86_64")]
    tiles: Rows,
    blocks: Blocks,
}

impl Linear {
    /// From a row-major matrix of `inputs` rows. `scales` and `bias` have one value per output, whose number divides by `COLUMNS`.
    pub(super) fn pack(inputs: usize, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        #[cfg(target_arch = "x86_64")]
        if Tiles::suit(inputs, scales.len()) {
            let tiles = Tiles::pack(inputs, scales.len(), weights);
            return Self { inputs, weights: Packed::Tiles(tiles), scales, bias };
        }
        Self::pack_panels(inputs, weights, scales, bias)
    }

    /// For machines without a matrix unit.
    pub(super) fn pack_panels(inputs: usize, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let outputs = scales.len();
        let panels = (0..outputs / COLUMNS).flat_map(|panel| {
            (0..inputs / 2).map(move |pair| {
                std::array::from_fn(|at| weights[(2 * pair + at % 2) * outputs + panel * COLUMNS + at / 2])
            })
        });
        Self { inputs, weights: Packed::Panels(panels.collect()), scales, bias }
    }

    pub(super) fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Rounds rows of activations for this matrix.
    pub(super) fn round(&self, rows: &[f32], rounded: &mut Rounded) {
        match self.weights {
            #[cfg(target_arch = "x86_64")]
            Packed::Tiles(_) => rounded.tiles.set(self.inputs, rows),
            Packed::Panels(_) => rounded.blocks.set(self.inputs, rows),
        }
    }

    /// Multiplies all rows that were rounded last. `out` has `outputs` values for each.
    pub(super) fn apply(&self, rounded: &Rounded, out: &mut [f32]) {
        match &self.weights {
            #[cfg(target_arch = "x86_64")]
            Packed::Tiles(tiles) => tiles.apply(&rounded.tiles, &self.scales, &self.bias, out),
            Packed::Panels(panels) => self.apply_panels(panels, &rounded.blocks, out),
        }
    }

    fn apply_panels(&self, panels: &[Weights], input: &Blocks, out: &mut [f32]) {
        let (pairs, outputs) = (self.inputs / 2, self.outputs());
        debug_assert_eq!(out.len(), input.scales.len() * outputs);
        for (panel, weights) in panels.chunks_exact(pairs).enumerate() {
            // Arrays of a known length, so that the compiler finds vector instructions for them.
            let (scales, bias) =
                (&self.scales.as_chunks::<COLUMNS>().0[panel], &self.bias.as_chunks::<COLUMNS>().0[panel]);
            let blocks = input.blocks.chunks_exact(pairs).zip(input.scales.chunks(ROWS));
            for ((block, row_scales), out) in blocks.zip(out.chunks_mut(ROWS * outputs)) {
                let sums = kernel::tile(block, weights, row_scales.len());
                for ((row, row_scale), out) in sums.iter().zip(row_scales).zip(out.chunks_exact_mut(outputs)) {
                    let out = &mut out.as_chunks_mut::<COLUMNS>().0[panel];
                    for column in 0..COLUMNS {
                        out[column] = math::fma(row[column] as f32, row_scale * scales[column], bias[column]);
                    }
                }
            }
        }
    }
}

/// Rounded activations for panels.
#[derive(Default)]
struct Blocks {
    /// `width / 2` entries for each block of `ROWS` rows; rows beyond the end are zero.
    blocks: Vec<Inputs>,
    /// Scale of each row.
    scales: Vec<f32>,
}

impl Blocks {
    /// Rounds rows of `width` values.
    fn set(&mut self, width: usize, rows: &[f32]) {
        let pairs = width / 2;
        self.scales.clear();
        self.blocks.clear();
        self.blocks.resize((rows.len() / width).div_ceil(ROWS) * pairs, [0; ROWS]);
        for (rows, block) in rows.chunks(ROWS * width).zip(self.blocks.chunks_exact_mut(pairs)) {
            for (at, row) in rows.chunks_exact(width).enumerate() {
                let (scale, inverse) = math::rounding(row);
                self.scales.push(scale);
                for (pair, entry) in row.as_chunks::<2>().0.iter().zip(block.iter_mut()) {
                    entry[at] = math::round(pair[0] * inverse) & 0xffff | math::round(pair[1] * inverse) << 16;
                }
            }
        }
    }
}
