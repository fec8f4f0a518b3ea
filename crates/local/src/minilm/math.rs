//! The small steps between the matrices, written so that the compiler turns their loops into vector instructions.

/// `a * b + c`; fused where the processor can.
#[inline(always)]
pub(super) fn fma(a: f32, b: f32, c: f32) -> f32 {
    if cfg!(target_feature = "fma") { a.mul_add(b, c) } else { a * b + c }
}

/// Adding and subtracting this rounds a float of small magnitude to the nearest integer, which then sits in the low bits (1.5 · 2²³).
const ROUND: f32 = 12_582_912.0;

/// Largest rounded activation: 8191 · 127 · 1536 (the longest row) stays below 2³¹.
const LARGEST: f32 = 8191.0;

/// What a rounded value of the row counts, and its inverse.
#[inline(always)]
pub(super) fn rounding(row: &[f32]) -> (f32, f32) {
    let most = largest(row, f32::abs, 0.0).max(f32::MIN_POSITIVE);
    (most / LARGEST, LARGEST / most)
}

/// The nearest integer.
#[inline(always)]
pub(super) fn round(x: f32) -> i32 {
    (x + ROUND).to_bits().wrapping_sub(ROUND.to_bits()) as i32
}

/// e^x for x ≤ 0 and moderate positive x, to about 2 · 10⁻⁷ relative: 2^n · 2^f with a polynomial for f in [-½, ½] (Taylor, degree 6).
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let scaled = x.clamp(-87.0, 88.0) * std::f32::consts::LOG2_E;
    let shifted = scaled + ROUND;
    let n = shifted - ROUND;
    let f = (scaled - n) * std::f32::consts::LN_2;
    let mut p = 1.0 / 720.0;
    p = fma(p, f, 1.0 / 120.0);
    p = fma(p, f, 1.0 / 24.0);
    p = fma(p, f, 1.0 / 6.0);
    p = fma(p, f, 0.5);
    p = fma(p, f, 1.0);
    p = fma(p, f, 1.0);
    let exponent = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    p * f32::from_bits(exponent)
}

/// x · Φ(x) with the error function of Abramowitz and Stegun 7.1.26 (error below 1.5 · 10⁻⁷).
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / fma(0.327_591_1, z, 1.0);
    let mut p = 1.061_405_4;
    p = fma(p, t, -1.453_152);
    p = fma(p, t, 1.421_413_7);
    p = fma(p, t, -0.284_496_74);
    p = fma(p, t, 0.254_829_6);
    let tail = p * t * exp(-z * z);
    // erf(|x|/√2) = 1 - tail, and Φ is symmetric.
    let upper = 0.5 * x * tail;
    if x >= 0.0 { x - upper } else { upper }
}

/// Scale and shift of a layer normalisation.
pub(super) struct Norm {
    pub(super) gain: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Norm {
    /// Normalises one row in place (epsilon as in the model's file).
    pub(super) fn apply(&self, row: &mut [f32]) {
        let n = row.len() as f32;
        let mean = sum(row, |x| x) / n;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / n;
        let inverse = 1.0 / (variance + 1e-12).sqrt();
        for ((x, gain), bias) in row.iter_mut().zip(&self.gain).zip(&self.bias) {
            *x = fma((*x - mean) * inverse, *gain, *bias);
        }
    }
}

/// Eight running sums, so that the order of additions suits vector registers and does not depend on the machine.
#[inline(always)]
pub(super) fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; 8];
    let chunks = row.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().map(|&x| f(x)).sum();
    for chunk in chunks {
        for (sum, &x) in sums.iter_mut().zip(chunk) {
            *sum += f(x);
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// The largest of f over the row, 0 if it is empty.
#[inline(always)]
pub(super) fn largest(row: &[f32], f: impl Fn(f32) -> f32, least: f32) -> f32 {
    let mut all = [least; 8];
    let chunks = row.chunks_exact(8);
    let rest = chunks.remainder().iter().fold(least, |most, &x| if f(x) > most { f(x) } else { most });
    for chunk in chunks {
        for (most, &x) in all.iter_mut().zip(chunk) {
            let x = f(x);
            *most = if x > *most { x } else { *most };
        }
    }
    all.iter().fold(rest, |most, &x| if x > most { x } else { most })
}
