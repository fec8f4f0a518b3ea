//! The arithmetic here; whole vectors are compared in `tests/models`, which has the model.

use super::{
    HIDDEN, INNER, LoadError, MiniLm, attention, kernel,
    linear::{COLUMNS, Inputs, Linear, ROWS, Rounded, Weights},
    math, onnx,
};
use std::path::Path;

/// A small pseudo-random sequence in [-1, 1) (Knuth's MMIX constants).
fn noise(seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 23) as f32 - 1.0
    };
    std::iter::repeat_with(next).take(count).collect()
}

#[test]
fn exp_and_gelu_are_close_to_the_true_functions() {
    for at in -8700..=1000 {
        let x = at as f32 / 100.0;
        let (found, truth) = (f64::from(math::exp(x)), f64::from(x).exp());
        assert!((found / truth - 1.0).abs() < 1e-5, "exp({x}) = {found}, not {truth}");
    }
    // x, x · Φ(x)
    let known = [
        (-3.0, -0.004_049_694),
        (-1.0, -0.158_655_25),
        (-0.1, -0.046_017_216),
        (0.0, 0.0),
        (0.5, 0.345_731_23),
        (2.0, 1.954_499_7),
    ];
    for (x, truth) in known {
        assert!((math::gelu(x) - truth).abs() < 1e-6, "gelu({x}) = {}, not {truth}", math::gelu(x));
    }
}

#[test]
fn kernels_agree_at_the_limits() {
    let extremes: Vec<Inputs> =
        (0..INNER / 2).map(|_| [0x1fff_1fff, !0x1ffe & !0x1ffe_0000, 0, 5, -5, 0x1fff]).collect();
    let weights: Vec<Weights> =
        (0..INNER / 2).map(|at| std::array::from_fn(|i| if (at + i) % 7 == 0 { -127 } else { 127 })).collect();
    let all = kernel::portable::tile::<ROWS>(&extremes, &weights);
    for rows in 1..=ROWS {
        let mut plain = all;
        plain[rows..].fill([0; COLUMNS]);
        assert_eq!(kernel::tile(&extremes, &weights, rows), plain, "{rows} rows");
    }
    // A processor with something better must still be right without it.
    #[cfg(all(target_arch = "x86_64", target_feature = "avx2"))]
    // SAFETY: this code is only compiled for processors with AVX2.
    #[allow(unsafe_code)]
    let narrow = unsafe { kernel::avx2::tile::<ROWS>(&extremes, &weights) };
    #[cfg(all(target_arch = "x86_64", target_feature = "avx2"))]
    assert_eq!(narrow, all);
}

#[test]
fn combinations_agree_with_plain_code() {
    for count in [1, 2, 32, 255] {
        let (values, factors) = (noise(6, count * 40), noise(7, count * kernel::QUERIES));
        let factors = std::array::from_fn(|row| &factors[row * count..][..count]);
        let (found, plain) = (kernel::combine(factors, &values, 40), kernel::portable::combine(factors, &values, 40));
        for (found, plain) in found.as_flattened().iter().zip(plain.as_flattened()) {
            assert!((found - plain).abs() < 1e-4, "{found} {plain}");
        }
    }
}

#[test]
fn rounded_products_are_close_to_float_products() {
    for (inputs, outputs, rows) in [(HIDDEN, 2 * COLUMNS, 2 * ROWS + 1), (INNER, 4 * COLUMNS, 33), (64, COLUMNS, 1)] {
        let weights: Vec<i8> = noise(1, inputs * outputs).iter().map(|x| (x * 127.0) as i8).collect();
        let scales: Vec<f32> = noise(2, outputs).iter().map(|x| 0.01 + x.abs()).collect();
        let (bias, input) = (noise(3, outputs), noise(4, rows * inputs));
        let product = |linear: Linear| {
            let (mut rounded, mut found) = (Rounded::default(), vec![0.0; rows * outputs]);
            // What an earlier use left behind must not matter.
            linear.round(&noise(9, 40 * inputs), &mut rounded);
            linear.round(&input, &mut rounded);
            linear.apply(&rounded, &mut found);
            found
        };
        let found = product(Linear::pack(inputs, &weights, scales.clone(), bias.clone()));
        // However the machine multiplies, the sums are the same integers.
        assert_eq!(found, product(Linear::pack_panels(inputs, &weights, scales.clone(), bias.clone())));
        for row in 0..rows {
            for column in 0..outputs {
                let dot: f64 = (0..inputs)
                    .map(|k| f64::from(input[row * inputs + k]) * f64::from(weights[k * outputs + column]))
                    .sum();
                let truth = dot * f64::from(scales[column]) + f64::from(bias[column]);
                let error = (f64::from(found[row * outputs + column]) - truth).abs();
                assert!(error < 0.6 * f64::from(scales[column]), "row {row}, column {column}: {error}");
            }
        }
    }
}

#[test]
fn attention_equals_its_definition() {
    let tokens = 21;
    let qkv = noise(5, tokens * 3 * HIDDEN);
    let mut found = vec![0.0; tokens * HIDDEN];
    attention::attend(&qkv, &mut found, &mut attention::Room::default());
    let part = |token: usize, at: usize| &qkv[token * 3 * HIDDEN + at..][..32];
    for (token, head) in [(0, 0), (3, 5), (20, 11)] {
        let at = head * 32;
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum::<f64>();
        let scores: Vec<f64> =
            (0..tokens).map(|key| (dot(part(token, at), part(key, HIDDEN + at)) / 32f64.sqrt()).exp()).collect();
        let total: f64 = scores.iter().sum();
        for d in 0..32 {
            let truth: f64 =
                (0..tokens).map(|key| scores[key] / total * f64::from(part(key, 2 * HIDDEN + at)[d])).sum();
            assert!((f64::from(found[token * HIDDEN + at + d]) - truth).abs() < 1e-5);
        }
    }
}

#[test]
fn other_files_are_refused() {
    assert_eq!(MiniLm::load(Path::new("/no/such/file")).err(), Some(LoadError("the file cannot be read")));
    for bytes in
        [&b""[..], b"GGUF\x03\0\0\0", b"\x3a\xff\xff\xff\xff\x0f", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"]
    {
        assert!(onnx::File::parse(bytes).is_err(), "{bytes:?}");
    }
}
