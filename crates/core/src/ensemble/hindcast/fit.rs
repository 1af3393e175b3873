//! The fit: values of the free parameters for which the medians come nearest to what was observed.
//! A search that anybody can run again: a (1+1) evolution strategy with the one-fifth rule
//! (Rechenberg 1973) on the logarithms, from the values in the file, with dice of its own and on seeds
//! of its own, which the evaluation does not use. Must not look at a measure that was not fitted to.

use super::england::England;
use super::run::runs;
use super::table::Table;
use crate::exercise::{Purpose, normal_quantile, uniform};
use std::sync::atomic::AtomicU32;

/// The first seed of the fit; those of the evaluation begin at 1.
pub const FIRST_SEED: u64 = 1_000_001;
/// Runs for each trial.
pub const RUNS: usize = 60;

/// The best that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// How far it is from what was observed ([`Table::far`]).
    pub far: f64,
    /// The parameters: name and value.
    pub values: Vec<(&'static str, f64)>,
}

/// Tries so many sets of values. Tells each that is better than all before it.
pub fn fit(england: &England, trials: u32, tell: &mut dyn FnMut(u32, &Fit)) -> Fit {
    let far = |england: &England| {
        let found = runs(england, FIRST_SEED, RUNS, &AtomicU32::new(0));
        Table::of(&found).far()
    };
    let free = england.fitted.all();
    let mut values: [f64; 7] = std::array::from_fn(|at| free[at].1.value);
    let mut best = far(england);
    let mut step = 0.3_f64;
    for trial in 0..trials {
        let mut other = values;
        for (at, value) in other.iter_mut().enumerate() {
            let drawn = uniform(FIRST_SEED, Purpose::Fit, at as u32, trial);
            *value *= libm::exp(step * normal_quantile(drawn));
            *value = value.clamp(free[at].1.low, free[at].1.high);
        }
        let mut tried = england.clone();
        tried.fitted = tried.fitted.with(&other);
        let now = far(&tried);
        // Wider after a success, narrower after a failure: steady at one success in five.
        if now < best {
            best = now;
            values = other;
            step *= 1.5;
            tell(trial, &found(best, &free, &values));
        } else {
            step *= libm::pow(1.5, -0.25);
        }
        step = step.clamp(0.01, 1.0);
    }
    found(best, &free, &values)
}

fn found(far: f64, free: &[(&'static str, super::england::Free); 7], values: &[f64; 7]) -> Fit {
    Fit {
        far,
        values: free
            .iter()
            .zip(values)
            .map(|((name, _), value)| (*name, *value))
            .collect(),
    }
}
