//! The innermost loops. The compiler does not find these instructions by itself, so they are written out for AVX2 and AVX-512 VNNI,
//! beside the same in plain code for other processors and as the reference for tests.

use super::linear::{COLUMNS, Inputs, ROWS, Sums, Weights};

/// Floats that `combine` handles side by side.
pub(super) const LANES: usize = 16;
/// Rows of factors that `combine` handles together.
pub(super) const QUERIES: usize = 4;

/// `sums[row][column]` over all pairs of `inputs[pair][row] · weights[pair][column]`, for the first `rows` rows (1 to `ROWS`); the sums of
/// the others are 0.
#[inline]
pub(super) fn tile(inputs: &[Inputs], weights: &[Weights], rows: usize) -> Sums {
    // The compiler must know the number, so that all sums stay in registers.
    match rows {
        1 => tile_of::<1>(inputs, weights),
        2 => tile_of::<2>(inputs, weights),
        3 => tile_of::<3>(inputs, weights),
        4 => tile_of::<4>(inputs, weights),
        5 => tile_of::<5>(inputs, weights),
        _ => tile_of::<ROWS>(inputs, weights),
    }
}

#[inline]
fn tile_of<const USED: usize>(inputs: &[Inputs], weights: &[Weights]) -> Sums {
    #[cfg(target_arch = "x86_64")]
    if vnni::is_available() {
        // SAFETY: the processor has what the function is compiled for.
        #[allow(unsafe_code)]
        return unsafe { vnni::tile::<USED>(inputs, weights) };
    }
    #[cfg(all(target_arch = "x86_64", target_feature = "avx2"))]
    {
        // SAFETY: this code is only compiled for processors with AVX2.
        #[allow(unsafe_code)]
        unsafe {
            avx2::tile::<USED>(inputs, weights)
        }
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "avx2")))]
    portable::tile::<USED>(inputs, weights)
}

/// `sums[query][lane]` over `factors[query][n] · values[n · stride + lane]`, for as many n as there are factors and values. All rows of
/// factors have the same length.
#[inline]
pub(super) fn combine(factors: [&[f32]; QUERIES], values: &[f32], stride: usize) -> [[f32; LANES]; QUERIES] {
    #[cfg(all(target_arch = "x86_64", target_feature = "avx2", target_feature = "fma"))]
    {
        // SAFETY: this code is only compiled for processors with AVX2 and FMA.
        #[allow(unsafe_code)]
        unsafe {
            avx2::combine(factors, values, stride)
        }
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "avx2", target_feature = "fma")))]
    portable::combine(factors, values, stride)
}

#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "avx2", target_feature = "fma"))))]
pub(super) mod portable {
    use super::{COLUMNS, Inputs, LANES, QUERIES, ROWS, Sums, Weights};

    #[cfg_attr(not(test), allow(dead_code))]
    pub(in super::super) fn tile<const USED: usize>(inputs: &[Inputs], weights: &[Weights]) -> Sums {
        let mut sums = [[0i32; COLUMNS]; ROWS];
        for (inputs, weights) in inputs.iter().zip(weights) {
            for (sums, &pair) in sums[..USED].iter_mut().zip(inputs) {
                let (low, high) = (i32::from(pair as i16), pair >> 16);
                for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
                    *sum += low * i32::from(weights[0]) + high * i32::from(weights[1]);
                }
            }
        }
        sums
    }

    pub(in super::super) fn combine(
        factors: [&[f32]; QUERIES],
        values: &[f32],
        stride: usize,
    ) -> [[f32; LANES]; QUERIES] {
        let mut sums = [[0.0; LANES]; QUERIES];
        for (sums, factors) in sums.iter_mut().zip(factors) {
            for (&factor, values) in factors.iter().zip(values.chunks(stride)) {
                for (sum, value) in sums.iter_mut().zip(&values[..LANES]) {
                    *sum += factor * value;
                }
            }
        }
        sums
    }
}

/// Multiplies and adds pairs in one instruction; the sums are the same.
#[cfg(target_arch = "x86_64")]
mod vnni {
    use super::{COLUMNS, Inputs, ROWS, Sums, Weights};
    use std::arch::x86_64::{
        __m256i, _mm256_loadu_si256, _mm512_cvtepi8_epi16, _mm512_dpwssd_epi32, _mm512_set1_epi32,
        _mm512_setzero_si512, _mm512_storeu_si512,
    };

    pub(super) fn is_available() -> bool {
        is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vnni")
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) fn tile<const USED: usize>(inputs: &[Inputs], weights: &[Weights]) -> Sums {
        let mut sums = [_mm512_setzero_si512(); USED];
        for (inputs, weights) in inputs.iter().zip(weights) {
            let weights = _mm512_cvtepi8_epi16(load(weights));
            for (sum, &pair) in sums.iter_mut().zip(inputs) {
                *sum = _mm512_dpwssd_epi32(*sum, _mm512_set1_epi32(pair), weights);
            }
        }
        let mut out = [[0; COLUMNS]; ROWS];
        for (out, sum) in out.iter_mut().zip(sums) {
            // SAFETY: sixty-four writable bytes; no alignment is asked for.
            #[allow(unsafe_code)]
            unsafe {
                _mm512_storeu_si512(out.as_mut_ptr().cast(), sum);
            }
        }
        out
    }

    #[target_feature(enable = "avx512f")]
    fn load(weights: &Weights) -> __m256i {
        // SAFETY: thirty-two readable bytes; no alignment is asked for.
        #[allow(unsafe_code)]
        unsafe {
            _mm256_loadu_si256(weights.as_ptr().cast())
        }
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "avx2"))]
pub(super) mod avx2 {
    use super::{COLUMNS, Inputs, LANES, QUERIES, ROWS, Sums, Weights};
    use std::arch::x86_64::{
        __m128i, __m256, __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_fmadd_ps,
        _mm256_loadu_ps, _mm256_madd_epi16, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_ps, _mm256_setzero_si256,
        _mm256_storeu_ps, _mm256_storeu_si256,
    };

    /// Twelve sums, two registers of weights and one of inputs fill the sixteen registers.
    #[target_feature(enable = "avx2")]
    pub(in super::super) fn tile<const USED: usize>(inputs: &[Inputs], weights: &[Weights]) -> Sums {
        let mut sums = [[_mm256_setzero_si256(); 2]; USED];
        for (inputs, weights) in inputs.iter().zip(weights) {
            let (left, right) = widen(weights);
            for (sum, &pair) in sums.iter_mut().zip(inputs) {
                let pair = _mm256_set1_epi32(pair);
                sum[0] = _mm256_add_epi32(sum[0], _mm256_madd_epi16(pair, left));
                sum[1] = _mm256_add_epi32(sum[1], _mm256_madd_epi16(pair, right));
            }
        }
        let mut out = [[0; COLUMNS]; ROWS];
        for (out, sum) in out.iter_mut().zip(sums) {
            for (out, sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sum) {
                store(out, sum);
            }
        }
        out
    }

    #[target_feature(enable = "avx2,fma")]
    pub(super) fn combine(factors: [&[f32]; QUERIES], values: &[f32], stride: usize) -> [[f32; LANES]; QUERIES] {
        let [a, b, c, d] = factors;
        let mut sums = [[_mm256_setzero_ps(); 2]; QUERIES];
        for ((((a, b), c), d), values) in a.iter().zip(b).zip(c).zip(d).zip(values.chunks(stride)) {
            let (halves, _) = values[..LANES].as_chunks::<8>();
            let (left, right) = (load_floats(&halves[0]), load_floats(&halves[1]));
            for (sum, &factor) in sums.iter_mut().zip([a, b, c, d]) {
                let factor = _mm256_set1_ps(factor);
                sum[0] = _mm256_fmadd_ps(factor, left, sum[0]);
                sum[1] = _mm256_fmadd_ps(factor, right, sum[1]);
            }
        }
        let mut out = [[0.0; LANES]; QUERIES];
        for (out, sum) in out.iter_mut().zip(sums) {
            for (out, sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sum) {
                store_floats(out, sum);
            }
        }
        out
    }

    #[target_feature(enable = "avx2")]
    fn widen(weights: &Weights) -> (__m256i, __m256i) {
        let halves = weights.as_chunks::<16>().0;
        (_mm256_cvtepi8_epi16(load(&halves[0])), _mm256_cvtepi8_epi16(load(&halves[1])))
    }

    #[target_feature(enable = "avx2")]
    fn load(bytes: &[i8; 16]) -> __m128i {
        // SAFETY: sixteen readable bytes; no alignment is asked for.
        #[allow(unsafe_code)]
        unsafe {
            _mm_loadu_si128(bytes.as_ptr().cast())
        }
    }

    #[target_feature(enable = "avx2")]
    fn load_floats(floats: &[f32; 8]) -> __m256 {
        // SAFETY: thirty-two readable bytes; no alignment is asked for.
        #[allow(unsafe_code)]
        unsafe {
            _mm256_loadu_ps(floats.as_ptr())
        }
    }

    #[target_feature(enable = "avx2")]
    fn store(out: &mut [i32; 8], sums: __m256i) {
        // SAFETY: thirty-two writable bytes; no alignment is asked for.
        #[allow(unsafe_code)]
        unsafe {
            _mm256_storeu_si256(out.as_mut_ptr().cast(), sums);
        }
    }

    #[target_feature(enable = "avx2")]
    fn store_floats(out: &mut [f32; 8], sums: __m256) {
        // SAFETY: thirty-two writable bytes; no alignment is asked for.
        #[allow(unsafe_code)]
        unsafe {
            _mm256_storeu_ps(out.as_mut_ptr(), sums);
        }
    }
}
