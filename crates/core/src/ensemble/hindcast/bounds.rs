//! Within which bounds England's parameters must lie, so that a week ends and its arithmetic holds.
//! A value beyond them is refused where it is read, with its place. Must not know what a value is
//! for.

use super::days::UNTIL;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::fmt::Display;

/// No nation has more trusts: England had 236, the whole of the United Kingdom has fewer than 400.
/// A week of so many takes some hundredths of a second.
pub const MAX_TRUSTS: u32 = 2_000;
/// No nation has more practices: England had 7,454.
const MAX_PRACTICES: u32 = 100_000;
/// No nation has more regions: each costs two groups of practices in every minute.
pub const MAX_REGIONS: usize = 100;
/// No trust has more devices on average: a large acute one has 10,000.
const MAX_DEVICES: f64 = 100_000.0;
/// No size is spread wider: with 2, one trust in twenty is fifty times the middle one.
const MAX_SPREAD: f64 = 2.0;
/// No rate, duration or price is higher.
pub const MAX_AMOUNT: f64 = 10_000_000.0;
/// Mean minutes that something takes are not fewer.
const A_LITTLE: f64 = 0.01;

fn within<T: PartialOrd + Display, E: Error>(value: T, low: T, high: T) -> Result<T, E> {
    if value >= low && value <= high {
        return Ok(value);
    }
    Err(E::custom(format!(
        "{value} is out of bounds: a hindcast takes {low} to {high} here"
    )))
}

macro_rules! bounds {
    ($($name:ident: $type:ty, $low:expr, $high:expr;)*) => {$(
        pub fn $name<'de, D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
            within(<$type>::deserialize(from)?, $low, $high)
        }
    )*};
}

bounds! {
    share: f64, 0.0, 1.0;
    amount: f64, 0.0, MAX_AMOUNT;
    devices: f64, 0.0, MAX_DEVICES;
    spread: f64, 0.0, MAX_SPREAD;
    weekday: u32, 0, 6;
    minute: u32, 0, UNTIL;
    trusts: u32, 0, MAX_TRUSTS;
    practices: u32, 0, MAX_PRACTICES;
}

pub fn schema<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    // What could not be read is 0, and has been told.
    match u32::deserialize(from)? {
        schema @ (0 | 1) => Ok(schema),
        schema => Err(Error::custom(format!(
            "schema {schema} is not known: write 1"
        ))),
    }
}

pub fn at_least_a_little<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let value = f64::deserialize(from)?;
    // What could not be read is 0, and has been told; as much as nothing is meant by it.
    if value == 0.0 {
        return Ok(A_LITTLE);
    }
    within(value, A_LITTLE, MAX_AMOUNT)
}

pub fn outside<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(u32, f64)>, D::Error> {
    let points = Vec::<(u32, f64)>::deserialize(from)?;
    for (_, share) in &points {
        within(*share, 0.0, 1.0)?;
    }
    if points.windows(2).any(|two| two[0].0 >= two[1].0) {
        return Err(Error::custom("the minutes of these points must rise"));
    }
    Ok(points)
}
