//! The seeds that all runs of the validation use. Must not draw from them.

/// The first seed; the others follow it.
pub const FIRST_SEED: u64 = 1;

/// The seeds of so many runs.
pub fn seeds(runs: u32) -> Vec<u64> {
    (0..u64::from(runs)).map(|at| FIRST_SEED + at).collect()
}
