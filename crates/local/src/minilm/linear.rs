//! Matrices with 8-bit weights. Activations are rounded to 14-bit integers, each row with its own scale, so that products and sums are
//! exact integers: twice the multiplications per vector instruction that floats allow, at a cosine above 0.999999 to float arithmetic.
//! A row's result does not depend on the other rows.

use super::{kernel, math};

/// Rows of activations that the kernel handles together.
pub(super) const ROWS: usize = 6;
/// Output columns that the kernel handles together.
pub(super) const COLUMNS: usize = 16;
/// Largest rounded activation: 8191 · 127 · 1536 (the longest row) stays below 2³¹.
const LARGEST: f32 = 8191.0;

/// Two neighbouring weights of each of `COLUMNS` columns.
pub(super) type Weights = [i8; 2 * COLUMNS];
/// Two neighbouring activations of each of `ROWS` rows, the first in the low half.
pub(super) type Inputs = [i32; ROWS];
/// Sums of a tile.
pub(super) type Sums = [[i32; COLUMNS]; ROWS];

/// `output = input · weights + bias`.
pub(super) struct Linear {
    inputs: usize,
    outputs: usize,
    /// One panel per `COLUMNS` outputs: `inputs / 2` entries each.
    panels: Vec<Weights>,
    /// Scale of each output's weights.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// From a row-major matrix of `inputs` rows. `scales` and `bias` have one value per output, whose number divides by `COLUMNS`.
    pub(super) fn pack(inputs: usize, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let outputs = scales.len();
        let panels = (0..outputs / COLUMNS).flat_map(|panel| {
            (0..inputs / 2).map(move |pair| {
                std::array::from_fn(|at| weights[(2 * pair + at % 2) * outputs + panel * COLUMNS + at / 2])
            })
        });
        Self { inputs, outputs, panels: panels.collect(), scales, bias }
    }

    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Multiplies all rows. `out` has `outputs` values for each row of `input`.
    pub(super) fn apply(&self, input: &Rounded, out: &mut [f32]) {
        debug_assert_eq!((input.width, out.len()), (self.inputs, input.scales.len() * self.outputs));
        let pairs = self.inputs / 2;
        for (panel, weights) in self.panels.chunks_exact(pairs).enumerate() {
            let first = panel * COLUMNS;
            let (scales, bias) = (&self.scales[first..][..COLUMNS], &self.bias[first..][..COLUMNS]);
            let blocks = input.blocks.chunks_exact(pairs).zip(input.scales.chunks(ROWS));
            for ((block, row_scales), out) in blocks.zip(out.chunks_mut(ROWS * self.outputs)) {
                let sums = kernel::tile(block, weights);
                for ((row, row_scale), out) in sums.iter().zip(row_scales).zip(out.chunks_exact_mut(self.outputs)) {
                    let out = &mut out[first..][..COLUMNS];
                    for column in 0..COLUMNS {
                        out[column] = math::fma(row[column] as f32, row_scale * scales[column], bias[column]);
                    }
                }
            }
        }
    }
}

/// Rows of rounded activations, laid out for the kernel. Kept between uses for its memory.
#[derive(Default)]
pub(super) struct Rounded {
    width: usize,
    /// `width / 2` entries for each block of `ROWS` rows; rows beyond the end are zero.
    blocks: Vec<Inputs>,
    /// Scale of each row.
    scales: Vec<f32>,
}

impl Rounded {
    /// Rounds rows of `width` values.
    pub(super) fn set(&mut self, width: usize, rows: &[f32]) {
        let pairs = width / 2;
        self.width = width;
        self.scales.clear();
        self.blocks.clear();
        self.blocks.resize((rows.len() / width).div_ceil(ROWS) * pairs, [0; ROWS]);
        for (rows, block) in rows.chunks(ROWS * width).zip(self.blocks.chunks_exact_mut(pairs)) {
            for (at, row) in rows.chunks_exact(width).enumerate() {
                let most = math::largest(row, f32::abs, 0.0).max(f32::MIN_POSITIVE);
                let inverse = LARGEST / most;
                self.scales.push(most / LARGEST);
                for (pair, entry) in row.as_chunks::<2>().0.iter().zip(block.iter_mut()) {
                    entry[at] = round(pair[0] * inverse) & 0xffff | round(pair[1] * inverse) << 16;
                }
            }
        }
    }
}

/// The nearest integer, as a two's complement number in the low 16 bits.
#[inline(always)]
fn round(x: f32) -> i32 {
    ((x + math::ROUND).to_bits().wrapping_sub(math::ROUND.to_bits())) as i32
}
