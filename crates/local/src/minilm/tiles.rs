//! Matrices for the matrix unit: the same rounding and the same sums as in `linear`, laid out in tiles.

use super::{
    amx::{self, COLUMNS, Inputs, ROWS, STEP, Sums, Unit, Weights},
    math,
};

/// Weights as tiles: `inputs / STEP` of them for each `COLUMNS` outputs.
pub(super) struct Tiles(Vec<Weights>);

impl Tiles {
    /// Whether a matrix of this shape can use the matrix unit of this machine.
    pub(super) fn suit(inputs: usize, outputs: usize) -> bool {
        inputs.is_multiple_of(STEP) && outputs.is_multiple_of(2 * COLUMNS) && amx::is_available()
    }

    /// From a row-major matrix of `inputs` rows.
    pub(super) fn pack(inputs: usize, outputs: usize, weights: &[i8]) -> Self {
        let tile = |first_column: usize, first_input: usize| {
            let weight =
                |group: usize, at: usize| weights[(first_input + 4 * group + at % 4) * outputs + first_column + at / 4];
            Weights(std::array::from_fn(|group| std::array::from_fn(|at| weight(group, at))))
        };
        let panels = (0..outputs).step_by(COLUMNS);
        Self(panels.flat_map(|column| (0..inputs).step_by(STEP).map(move |input| tile(column, input))).collect())
    }

    /// `out` has `scales.len()` values for each row of activations.
    pub(super) fn apply(&self, rows: &Rows, scales: &[f32], bias: &[f32], out: &mut [f32]) {
        let (unit, outputs, mut sums) = (Unit::set_up(), scales.len(), <[Sums; 2]>::default());
        for (pair, weights) in self.0.chunks_exact(2 * rows.steps).enumerate() {
            let (left, right) = weights.split_at(rows.steps);
            let blocks = rows.blocks.chunks_exact(rows.steps).zip(rows.scales.chunks(ROWS));
            for ((block, row_scales), out) in blocks.zip(out.chunks_mut(ROWS * outputs)) {
                unit.multiply(block, left, right, &mut sums);
                for (row, (row_scale, out)) in row_scales.iter().zip(out.chunks_exact_mut(outputs)).enumerate() {
                    for (panel, sums) in (2 * pair..).zip(&sums) {
                        let columns = panel * COLUMNS..(panel + 1) * COLUMNS;
                        let (scales, bias) = (&scales[columns.clone()], &bias[columns.clone()]);
                        let (out, sums) = (&mut out[columns], sums.row(row));
                        for column in 0..COLUMNS {
                            out[column] = math::fma(sums[column] as f32, row_scale * scales[column], bias[column]);
                        }
                    }
                }
            }
        }
    }
}

/// Rounded activations as tiles. Kept between uses for its memory.
#[derive(Default)]
pub(super) struct Rows {
    steps: usize,
    /// `steps` entries for each block of `ROWS` rows; rows beyond the end are left over from earlier uses, and their sums unread.
    blocks: Vec<Inputs>,
    /// Scale of each row.
    scales: Vec<f32>,
}

impl Rows {
    /// Rounds rows of `width` values.
    pub(super) fn set(&mut self, width: usize, rows: &[f32]) {
        self.steps = width / STEP;
        self.scales.clear();
        self.blocks.resize_with((rows.len() / width).div_ceil(ROWS) * self.steps, Inputs::default);
        for (rows, block) in rows.chunks(ROWS * width).zip(self.blocks.chunks_exact_mut(self.steps)) {
            for (at, row) in rows.chunks_exact(width).enumerate() {
                let (scale, inverse) = math::rounding(row);
                self.scales.push(scale);
                for (part, inputs) in row.as_chunks::<STEP>().0.iter().zip(block.iter_mut()) {
                    let (high, low) = (&mut inputs.high.0[at], &mut inputs.low.0[at]);
                    for i in 0..STEP {
                        let whole = math::round(part[i] * inverse);
                        (high[i], low[i]) = ((whole >> 7) as i8, (whole & 127) as i8);
                    }
                }
            }
        }
    }
}
