//! How many of some devices are hit in a minute. Must not draw: the number is handed in.

use crate::exercise::{binomial, within_a_minute};

/// How many of these are hit in a minute at this rate each: the binomial quantile of the number drawn.
pub fn hits(of: u32, rate: f64, drawn: f64) -> u32 {
    // At most `of · rate` on average, so that most draws end here, without an exponential.
    if drawn <= 1.0 - f64::from(of) * rate {
        return 0;
    }
    binomial(of, within_a_minute(rate), drawn)
}
