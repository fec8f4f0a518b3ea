//! The innermost loop: a tile of integer sums. The compiler does not find these instructions by itself, so they are written out.

use super::linear::{COLUMNS, Inputs, ROWS, Sums, Weights};

/// `sums[row][column]` over all pairs of `inputs[pair][row] · weights[pair][column]`.
#[inline]
pub(super) fn tile(inputs: &[Inputs], weights: &[Weights]) -> Sums {
    #[cfg(all(target_arch = "x86_64", target_feature = "avx2"))]
    {
        // SAFETY: this code is only compiled for processors with AVX2.
        #[allow(unsafe_code)]
        unsafe {
            avx2::tile(inputs, weights)
        }
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "avx2")))]
    portable(inputs, weights)
}

/// The same in plain code, for other processors and as the reference for tests.
#[allow(dead_code)]
pub(super) fn portable(inputs: &[Inputs], weights: &[Weights]) -> Sums {
    let mut sums = [[0i32; COLUMNS]; ROWS];
    for (inputs, weights) in inputs.iter().zip(weights) {
        for (sums, &pair) in sums.iter_mut().zip(inputs) {
            let (low, high) = (i32::from(pair as i16), pair >> 16);
            for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
                *sum += low * i32::from(weights[0]) + high * i32::from(weights[1]);
            }
        }
    }
    sums
}

#[cfg(all(target_arch = "x86_64", target_feature = "avx2"))]
mod avx2 {
    use super::{COLUMNS, Inputs, ROWS, Sums, Weights};
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_madd_epi16,
        _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
    };

    /// Twelve sums, two registers of weights and one of inputs fill the sixteen registers.
    #[target_feature(enable = "avx2")]
    pub(super) fn tile(inputs: &[Inputs], weights: &[Weights]) -> Sums {
        let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
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
    fn store(out: &mut [i32; 8], sums: __m256i) {
        // SAFETY: thirty-two writable bytes; no alignment is asked for.
        #[allow(unsafe_code)]
        unsafe {
            _mm256_storeu_si256(out.as_mut_ptr().cast(), sums);
        }
    }
}
