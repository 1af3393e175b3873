//! Where the middle of many figures lies. Must not know what they measure.

use serde::Serialize;

/// The median of some figures, with the bands in which half of them and nine of ten lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Band {
    /// As many figures lie above as below.
    pub median: f64,
    /// Fifth percentile.
    #[serde(rename = "p05")]
    pub low: f64,
    /// Twenty-fifth percentile.
    #[serde(rename = "p25")]
    pub lower: f64,
    /// Seventy-fifth percentile.
    #[serde(rename = "p75")]
    pub upper: f64,
    /// Ninety-fifth percentile.
    #[serde(rename = "p95")]
    pub high: f64,
}

impl Band {
    /// The band of some figures; nothing if there are none. Percentiles are interpolated in a
    /// straight line between order statistics (Hyndman and Fan 1996, type 7). Those above the
    /// median mirror those below it, to the last bit: the band of the figures with their signs
    /// turned is the band with its sides and signs turned.
    pub fn of(mut figures: Vec<f64>) -> Option<Self> {
        if figures.is_empty() {
            return None;
        }
        figures.sort_by(f64::total_cmp);
        let last = figures.len() - 1;
        // `share` of the way in from one end or, with the same arithmetic, from the other.
        let at = |share: f64, from_top: bool| {
            let figure = |rank: usize| figures[if from_top { last - rank } else { rank }];
            let place = share * last as f64;
            let rank = place.floor() as usize;
            let (here, next) = (figure(rank), figure((rank + 1).min(last)));
            here + (next - here) * (place - rank as f64)
        };
        Some(Self {
            median: f64::midpoint(at(0.5, false), at(0.5, true)) + 0.0,
            low: at(0.05, false) + 0.0,
            lower: at(0.25, false) + 0.0,
            upper: at(0.25, true) + 0.0,
            high: at(0.05, true) + 0.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_of_a_hundred_and_one_figures_is_theirs_by_rank() {
        let figures = (0..=100).rev().map(f64::from).collect();
        let band = Band::of(figures).expect("there are figures");
        assert_eq!((band.low, band.median, band.high), (5.0, 50.0, 95.0));
        assert_eq!((band.lower, band.upper), (25.0, 75.0));
        assert_eq!(Band::of(Vec::new()), None);
        let one = Band::of(vec![7.0]).expect("there is one");
        assert_eq!((one.low, one.median, one.high), (7.0, 7.0, 7.0));
    }

    #[test]
    fn turning_the_signs_turns_the_band() {
        let figures: Vec<f64> = (0..37).map(|k| f64::from(k * k) / 7.0 - 30.0).collect();
        let turned = figures.iter().map(|figure| -figure).collect();
        let band = Band::of(figures).expect("there are figures");
        let other = Band::of(turned).expect("there are figures");
        assert_eq!(
            (band.low, band.lower, band.median, band.upper, band.high),
            (
                -other.high,
                -other.upper,
                -other.median,
                -other.lower,
                -other.low
            )
        );
    }
}
