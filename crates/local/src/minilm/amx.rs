//! The matrix unit of newer Xeons (AMX, 2023 and later): sixteen rows by thirty-two columns at once, several times as fast as the vector
//! units. It multiplies 8-bit integers, so a 14-bit activation goes through it as two halves; the sums are the same exact integers.
//! Rust has no stable intrinsics for it, hence the assembly.

use std::{arch::asm, sync::LazyLock};

/// Rows of activations in a tile.
pub(super) const ROWS: usize = 16;
/// Columns of weights in a tile.
pub(super) const COLUMNS: usize = 16;
/// Inputs that one step multiplies.
pub(super) const STEP: usize = 64;

/// The weights of one step: `tile[input / 4][4 · column + input % 4]`.
#[derive(Clone)]
#[repr(C, align(64))]
pub(super) struct Weights(pub(super) [[i8; 64]; 16]);

/// The activations of one step, row by row: the upper seven bits with the sign, and the lower seven bits.
#[derive(Clone, Default)]
#[repr(C, align(64))]
pub(super) struct Inputs {
    pub(super) high: Rows,
    pub(super) low: Rows,
}

#[derive(Clone)]
#[repr(C, align(64))]
pub(super) struct Rows(pub(super) [[i8; STEP]; ROWS]);

impl Default for Rows {
    fn default() -> Self {
        Self([[0; STEP]; ROWS])
    }
}

/// Products of the high halves and of the low halves.
#[derive(Default)]
#[repr(C, align(64))]
pub(super) struct Sums {
    high: [[i32; COLUMNS]; ROWS],
    low: [[i32; COLUMNS]; ROWS],
}

impl Sums {
    /// The products of whole activations in a row.
    #[inline(always)]
    pub(super) fn row(&self, row: usize) -> [i32; COLUMNS] {
        std::array::from_fn(|column| (self.high[row][column] << 7) + self.low[row][column])
    }
}

/// Whether this process may use the matrix unit; asks the system for it once.
pub(super) fn is_available() -> bool {
    static ALLOWED: LazyLock<bool> = LazyLock::new(|| cfg!(target_os = "linux") && has_matrix_unit() && ask());
    *ALLOWED
}

/// AMX-TILE and AMX-INT8: bits 24 and 25 of EDX (Intel SDM, CPUID leaf 7).
fn has_matrix_unit() -> bool {
    const BITS: u32 = 0b11 << 24;
    std::arch::x86_64::__cpuid(0).eax >= 7 && std::arch::x86_64::__cpuid_count(7, 0).edx & BITS == BITS
}

/// Linux saves the unit's registers only for processes that asked (Documentation/arch/x86/xstate.rst).
fn ask() -> bool {
    const ARCH_PRCTL: i64 = 158;
    const ARCH_REQ_XCOMP_PERM: i64 = 0x1023;
    const XFEATURE_XTILEDATA: i64 = 18;
    let refused: i64;
    // SAFETY: the call changes nothing but what the process may do.
    #[allow(unsafe_code)]
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") ARCH_PRCTL => refused,
            in("rdi") ARCH_REQ_XCOMP_PERM,
            in("rsi") XFEATURE_XTILEDATA,
            out("rcx") _,
            out("r11") _,
            options(nostack),
        );
    }
    refused == 0
}

/// This thread's matrix unit, set up for the tiles above until it is dropped.
pub(super) struct Unit(());

#[repr(C, align(64))]
struct Shape([u8; 64]);

impl Unit {
    /// Only where `is_available`.
    pub(super) fn set_up() -> Self {
        assert!(is_available(), "the matrix unit was not granted");
        // Palette 1, and for each of eight tiles 64 bytes in each of 16 rows (Intel SDM, LDTILECFG).
        let mut shape = Shape([0; 64]);
        shape.0[0] = 1;
        for tile in 0..8 {
            shape.0[16 + 2 * tile] = 64;
            shape.0[48 + tile] = 16;
        }
        // SAFETY: the unit is available, and the shape is one that it has.
        #[allow(unsafe_code)]
        unsafe {
            asm!("ldtilecfg [{shape}]", shape = in(reg) &raw const shape, options(nostack, readonly));
        }
        Self(())
    }

    /// The products of sixteen rows with the columns of two tiles, over all steps. All three have the same number of steps.
    #[inline]
    pub(super) fn multiply(&self, inputs: &[Inputs], left: &[Weights], right: &[Weights], sums: &mut [Sums; 2]) {
        assert!(!inputs.is_empty() && inputs.len() == left.len() && inputs.len() == right.len());
        // SAFETY: the unit is set up as long as `self` lives; reads stay within the slices, which have as many steps as are counted,
        // and writes within the sums.
        #[allow(unsafe_code)]
        unsafe {
            asm!(
                "tilezero tmm0",
                "tilezero tmm1",
                "tilezero tmm2",
                "tilezero tmm3",
                "2:",
                "tileloadd tmm4, [{inputs} + {row}*1]",
                "tileloadd tmm5, [{inputs} + {row}*1 + 1024]",
                "tileloadd tmm6, [{left} + {row}*1]",
                "tdpbssd tmm0, tmm4, tmm6",
                "tileloadd tmm7, [{right} + {row}*1]",
                "tdpbssd tmm1, tmm5, tmm6",
                "tdpbssd tmm2, tmm4, tmm7",
                "tdpbssd tmm3, tmm5, tmm7",
                "add {inputs}, 2048",
                "add {left}, 1024",
                "add {right}, 1024",
                "dec {steps}",
                "jnz 2b",
                "tilestored [{sums} + {row}*1], tmm0",
                "tilestored [{sums} + {row}*1 + 1024], tmm1",
                "tilestored [{sums} + {row}*1 + 2048], tmm2",
                "tilestored [{sums} + {row}*1 + 3072], tmm3",
                inputs = inout(reg) inputs.as_ptr() => _,
                left = inout(reg) left.as_ptr() => _,
                right = inout(reg) right.as_ptr() => _,
                steps = inout(reg) inputs.len() => _,
                sums = in(reg) sums.as_mut_ptr(),
                row = in(reg) 64usize,
                out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
                out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
                options(nostack),
            );
        }
    }
}

impl Drop for Unit {
    fn drop(&mut self) {
        // SAFETY: gives the registers back; nothing else uses them.
        #[allow(unsafe_code)]
        unsafe {
            asm!("tilerelease", options(nostack, nomem));
        }
    }
}
