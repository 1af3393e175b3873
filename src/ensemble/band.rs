//! Where the middle of many figures lies. Must not know what they measure.

/// The median of some figures, with the band in which nine of ten lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Median.
    pub median: f64,
    /// Fifth percentile.
    pub low: f64,
    /// Ninety-fifth percentile.
    pub high: f64,
}

impl Band {
    /// The band of some figures; nothing if there are none. Percentiles are interpolated in a
    /// straight line between order statistics (Hyndman and Fan 1996, type 7).
    pub fn of(mut figures: Vec<f64>) -> Option<Self> {
        if figures.is_empty() {
            return None;
        }
        figures.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = share * (figures.len() - 1) as f64;
            let below = place.floor() as usize;
            let above = (below + 1).min(figures.len() - 1);
            figures[below] + (figures[above] - figures[below]) * (place - below as f64)
        };
        Some(Self {
            median: at(0.5),
            low: at(0.05),
            high: at(0.95),
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
        assert_eq!(Band::of(Vec::new()), None);
        let one = Band::of(vec![7.0]).expect("there is one");
        assert_eq!((one.low, one.median, one.high), (7.0, 7.0, 7.0));
    }
}
