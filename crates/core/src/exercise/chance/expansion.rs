//! The binomial quantile from its cumulants (Cornish and Fisher 1938; with the further terms of Hill and
//! Davis 1968, *Annals of Mathematical Statistics* 39:1264), which costs the same for any number of
//! hosts. Must not guess: near a step of the distribution function it says nothing, and `quantile.rs`
//! sums.

/// The smallest `k` with `P(X ≤ k) ≥ u` for `X ~ Bin(n, p)` and `z` the normal quantile of `u`, where
/// that is sure. For means of 30 and more and `p` up to a half.
///
/// `P(X ≤ k)` is taken as a smooth distribution function at `k + ½`, whose cumulants are those of
/// the binomial but for the steps: 1/12 less of the second, 1/120 more of the fourth. Its quantile to
/// the order `σ⁻³` is compared with the steps. Over every mean from 30 on and every `p`, what the
/// expansion leaves out is under an eighth of the absolute terms of its last order, for `z` within
/// four; half of these are taken as its error. So are `10⁻⁸ σ`, for `z` is known to a relative
/// 10⁻⁹, and `10⁻¹⁴ n σ`: as much as the logarithms of factorials in the sum may err.
pub fn quantile(n: u32, p: f64, z: f64) -> Option<u32> {
    if z.abs() > 4.0 {
        return None;
    }
    let (n, q) = (f64::from(n), 1.0 - p);
    let (pq, skew) = (p * q, q - p);
    let variance = n * pq;
    let square = 1.0 / (variance - 1.0 / 12.0);
    let sd = libm::sqrt(variance - 1.0 / 12.0);
    // Cumulants, in standard deviations.
    let c3 = variance * skew * square / sd;
    let c4 = (variance * (1.0 - 6.0 * pq) + 1.0 / 120.0) * square * square;
    let c5 = variance * skew * (1.0 - 12.0 * pq) * square * square / sd;
    let c6 = variance * (1.0 - pq * (30.0 - 120.0 * pq)) * square * square * square;
    let (z2, c33) = (z * z, c3 * c3);
    let first = c3 / 6.0 * (z2 - 1.0);
    let second = z * (c4 / 24.0 * (z2 - 3.0) - c33 / 36.0 * (2.0 * z2 - 5.0));
    let third = c5 / 120.0 * ((z2 - 6.0) * z2 + 3.0) - c3 * c4 / 24.0 * ((z2 - 5.0) * z2 + 2.0)
        + c3 * c33 / 324.0 * ((12.0 * z2 - 53.0) * z2 + 17.0);
    let last = [
        c6 / 720.0 * ((z2 - 10.0) * z2 + 15.0),
        -c4 * c4 / 384.0 * ((3.0 * z2 - 24.0) * z2 + 29.0),
        -c3 * c5 / 180.0 * ((2.0 * z2 - 17.0) * z2 + 21.0),
        c33 * c4 / 288.0 * ((14.0 * z2 - 103.0) * z2 + 107.0),
        -c33 * c33 / 7_776.0 * ((252.0 * z2 - 1_688.0) * z2 + 1_511.0),
    ];
    let (sum, size) = last.iter().fold((0.0, 0.0), |(sum, size), term| {
        (sum + z * term, size + (z * term).abs())
    });
    // Where it lies among the steps: k for what lies above the step of k − 1 and not above that of k.
    let steps = n * p + sd * (z + first + second + third + sum) - 0.5;
    let error = sd * (0.5 * size + 1e-8 + 1e-14 * n);
    let (low, high) = (libm::ceil(steps - error), libm::ceil(steps + error));
    (low == high && low >= 0.0 && low <= n).then_some(low as u32)
}

#[cfg(test)]
mod tests {
    use super::super::{Purpose, normal_quantile, quantile::summed, uniform};
    use super::*;

    /// Means from 30 to five million, as near to 30 as to a million as often.
    fn draw(number: u32) -> (u32, f64, f64) {
        let dice = |purpose| uniform(17, purpose, 0, number);
        let p = libm::exp(libm::log(0.5) * (1.0 + 16.0 * dice(Purpose::Lock)));
        let most = libm::log(1e7);
        let least = libm::log(30.0 / p);
        let n = libm::exp(least + (most - least).max(0.0) * dice(Purpose::Quiet)) + 1.0;
        (n.min(1e7) as u32, p, dice(Purpose::Infection))
    }

    #[test]
    fn where_it_is_sure_it_is_what_the_sum_finds() {
        let (mut sure, mut all) = (0, 0);
        for number in 0..40_000 {
            let (n, p, u) = draw(number);
            if f64::from(n) * p <= 30.0 {
                continue;
            }
            all += 1;
            if let Some(k) = quantile(n, p, normal_quantile(u)) {
                sure += 1;
                assert_eq!(k, summed(n, p, u), "n {n} p {p} u {u}");
            }
        }
        assert!(all > 30_000, "{all}");
        assert!(sure * 100 > all * 98, "{sure} of {all}");
    }

    /// At the very steps of the distribution function, where an error would show first.
    #[test]
    fn at_a_step_it_says_nothing_and_beside_it_the_right_thing() {
        let mut told = 0;
        for number in 0..400 {
            let (n, p, _) = draw(number);
            if f64::from(n) * p <= 30.0 {
                continue;
            }
            let sd = libm::sqrt(f64::from(n) * p * (1.0 - p));
            for off in [-3.5, -2.0, -1.0, -0.2, 0.3, 1.5, 2.5, 3.7] {
                let k = (f64::from(n) * p + off * sd) as u32;
                let step = super::super::quantile::distribution(n, p, k);
                assert_eq!(
                    quantile(n, p, normal_quantile(step)),
                    None,
                    "n {n} p {p} k {k}"
                );
                let mass = step - super::super::quantile::distribution(n, p, k - 1);
                for share in [0.02, 0.1, 0.9, 0.98] {
                    let found = quantile(n, p, normal_quantile(step - mass * share));
                    told += u32::from(found.is_some());
                    assert!(
                        found.is_none_or(|it| it == k),
                        "n {n} p {p} k {k}: {found:?}"
                    );
                }
            }
        }
        assert!(told > 8_000, "{told}");
    }
}
