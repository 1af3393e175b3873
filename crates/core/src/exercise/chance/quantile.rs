//! What comes of one uniform number: quantiles, by inversion, so that more pressure never gives fewer;
//! and chances over time. Must not draw: the number is handed in.

use super::expansion;
use crate::scenario::Span;

/// The Poisson quantile: the smallest `k` with `P(X ≤ k) ≥ u` for `X ~ Poisson(mean)`. As with
/// [`binomial`], a larger mean with the same `u` never gives fewer. Beyond a mean of 200 it is the
/// Cornish–Fisher quantile to the nearest whole number.
pub fn poisson(mean: f64, u: f64) -> u32 {
    // e^(−mean) ≥ 1 − mean: most minutes end here, without an exponential.
    if mean <= 0.0 || u <= 1.0 - mean {
        return 0;
    }
    if mean > 200.0 {
        let z = normal_quantile(u);
        let guess = mean + z * libm::sqrt(mean) + (z * z - 1.0) / 6.0;
        return (guess + 0.5).clamp(0.0, 4e9) as u32;
    }
    let mut mass = libm::exp(-mean);
    let mut below = mass;
    let mut k = 0;
    while below < u && mass > 0.0 {
        k += 1;
        mass *= mean / f64::from(k);
        below += mass;
        if mass < 1e-300 {
            break;
        }
    }
    k
}

/// The chance that a lognormal time with this median and spread (standard deviation of its
/// logarithm) is longer than so many minutes.
pub fn longer_than(mins: f64, median: f64, spread: f64) -> f64 {
    if mins <= 0.0 {
        return 1.0;
    }
    let z = libm::log(mins / median) / spread;
    0.5 * libm::erfc(z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The chance of at least one event in a minute at this rate a minute: `1 − e^(−rate)`.
///
/// Below a ten-thousandth four terms of the series are exact to the last bit of a double.
pub fn within_a_minute(rate: f64) -> f64 {
    if rate <= 0.0 {
        0.0
    } else if rate < 1e-4 {
        rate * (1.0 - rate / 2.0 * (1.0 - rate / 3.0 * (1.0 - rate / 4.0)))
    } else {
        -libm::expm1(-rate)
    }
}

/// The quantile of the triangular distribution from `a` over its mode `c` to `b`:
/// `a + √(u (b − a)(c − a))` below the mode, `b − √((1 − u)(b − a)(b − c))` above it.
pub fn triangular(span: Span, u: f64) -> f64 {
    let (a, c, b) = (span.soonest, span.likeliest, span.latest);
    if b <= a {
        return a;
    }
    if u * (b - a) < c - a {
        a + libm::sqrt(u * (b - a) * (c - a))
    } else {
        b - libm::sqrt((1.0 - u) * (b - a) * (b - c))
    }
}

/// The binomial quantile: the smallest `k` with `P(X ≤ k) ≥ u` for `X ~ Bin(n, p)`.
///
/// Inverting one uniform number makes the draw monotone: a larger `p` with the same `u` never
/// gives fewer, and one host more never gives fewer nor over one more. Small means are summed from
/// zero; larger ones come from the cumulants where that is sure (`expansion.rs`), and are [`summed`]
/// where it is not: the cost does not grow with `n`.
pub fn binomial(n: u32, p: f64, u: f64) -> u32 {
    binomial_with(n, p, &mut None, u)
}

/// [`binomial`], for draws that share a chance: `ln_not` keeps `ln(1 − p)` from one to the next.
pub fn binomial_with(n: u32, p: f64, ln_not: &mut Option<f64>, u: f64) -> u32 {
    if n == 0 || p <= 0.0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    if p > 0.5 {
        return n - binomial(n, 1.0 - p, 1.0 - u);
    }
    let mean = f64::from(n) * p;
    // Bernoulli: (1 − p)^n ≥ 1 − n p. Most draws end here, without a logarithm.
    if u <= 1.0 - mean {
        return 0;
    }
    if mean <= 30.0 {
        let ln_not = *ln_not.get_or_insert_with(|| libm::log1p(-p));
        return from_zero(n, p, ln_not, u);
    }
    expansion::quantile(n, p, normal_quantile(u)).unwrap_or_else(|| summed(n, p, u))
}

/// [`binomial`] of a large mean: from a Cornish–Fisher guess, whose distribution function comes from the
/// incomplete beta function, it walks to the answer.
pub(super) fn summed(n: u32, p: f64, u: f64) -> u32 {
    let mean = f64::from(n) * p;
    let sd = libm::sqrt(mean * (1.0 - p));
    let z = normal_quantile(u);
    let guess = mean + z * sd + (z * z - 1.0) * (1.0 - 2.0 * p) / 6.0;
    let mut k = guess.clamp(0.0, f64::from(n)) as u32;
    let mut below = distribution(n, p, k);
    let mut mass = mass(n, p, k);
    let odds = p / (1.0 - p);
    if below >= u {
        // Walk down while the one below would still do.
        while k > 0 && below - mass >= u {
            below -= mass;
            mass *= f64::from(k) / (f64::from(n - k + 1) * odds);
            k -= 1;
        }
        return k;
    }
    while k < n && below < u {
        mass *= f64::from(n - k) * odds / f64::from(k + 1);
        k += 1;
        below += mass;
        if mass < 1e-300 {
            break;
        }
    }
    k
}

/// [`binomial`], but not over `most`: nothing is drawn where the answer is sure to reach it. The
/// uniform numbers of this program lie within 8.3 standard deviations.
pub fn binomial_up_to(most: u32, n: u32, p: f64, u: f64) -> u32 {
    let mean = f64::from(n) * p;
    if mean - 10.0 * libm::sqrt(mean) - 10.0 > f64::from(most) {
        return most;
    }
    binomial(n, p, u).min(most)
}

fn from_zero(n: u32, p: f64, ln_not: f64, u: f64) -> u32 {
    let odds = p / (1.0 - p);
    let mut mass = libm::exp(f64::from(n) * ln_not);
    let mut below = mass;
    let mut k = 0;
    while below < u && k < n {
        mass *= f64::from(n - k) * odds / f64::from(k + 1);
        k += 1;
        below += mass;
        if mass < 1e-300 {
            break;
        }
    }
    k
}

/// `P(X = k)`.
fn mass(n: u32, p: f64, k: u32) -> f64 {
    let (n, k) = (f64::from(n), f64::from(k));
    let choose = libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    libm::exp(choose + k * libm::log(p) + (n - k) * libm::log1p(-p))
}

/// `P(X ≤ k) = I(1 − p; n − k, k + 1)`.
pub(super) fn distribution(n: u32, p: f64, k: u32) -> f64 {
    if k >= n {
        return 1.0;
    }
    incomplete_beta(f64::from(n - k), f64::from(k) + 1.0, 1.0 - p)
}

/// The regularised incomplete beta function by its continued fraction (Lentz's method; Press et
/// al., *Numerical Recipes*, §6.4).
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    let front = libm::exp(
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
            + a * libm::log(x)
            + b * libm::log1p(-x),
    );
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / keep(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..2_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / keep(1.0 + even * d);
        c = keep(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / keep(1.0 + odd * d);
        c = keep(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

/// The normal quantile to a relative error of 1e-9 (Acklam's rational approximation). Only a
/// first guess hangs on it.
pub fn normal_quantile(u: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] = [
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
    ];
    let poly = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    let tail = |q: f64| poly(&C, q) / (poly(&D, q) * q + 1.0);
    if u < 0.024_25 {
        tail(libm::sqrt(-2.0 * libm::log(u)))
    } else if u > 1.0 - 0.024_25 {
        -tail(libm::sqrt(-2.0 * libm::log1p(-u)))
    } else {
        let q = u - 0.5;
        let r = q * q;
        poly(&A, r) * q / (poly(&B, r) * r + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Purpose, uniform};
    use super::*;
    use statrs::distribution::{
        Binomial, ContinuousCDF, DiscreteCDF, Normal, Poisson as TheirPoisson,
    };
    use statrs::function::beta::beta_reg;

    #[test]
    fn the_incomplete_beta_function_and_the_quantiles_are_those_of_another_library() {
        for a in [0.5, 1.0, 3.0, 40.0, 900.0, 50_000.0] {
            for b in [0.5, 2.0, 17.0, 600.0] {
                for x in [1e-6, 0.01, 0.2, 0.5, 0.9, 0.999] {
                    let (ours, theirs) = (incomplete_beta(a, b, x), beta_reg(a, b, x));
                    assert!(
                        (ours - theirs).abs() < 1e-9,
                        "a {a} b {b} x {x}: {ours} {theirs}"
                    );
                }
            }
        }
        let normal = Normal::standard();
        for step in 1..1_000 {
            let u = f64::from(step) / 1_000.0;
            let (ours, theirs) = (normal_quantile(u), normal.inverse_cdf(u));
            assert!((ours - theirs).abs() < 1e-8, "{u}: {ours} {theirs}");
        }
    }

    #[test]
    fn binomial_and_poisson_are_the_quantiles_of_another_library() {
        for n in [7_u32, 60, 700, 20_000] {
            for p in [0.002, 0.04, 0.3, 0.5, 0.8, 0.97] {
                let theirs = Binomial::new(p, u64::from(n)).expect("it is one");
                for draw in 0..40 {
                    let u = uniform(11, Purpose::Lock, n, draw);
                    let k = u64::from(binomial(n, p, u));
                    // The smallest that will do, by their distribution function.
                    assert!(theirs.cdf(k) >= u - 1e-10, "n {n} p {p} u {u}: {k}");
                    assert!(
                        k == 0 || theirs.cdf(k - 1) < u + 1e-10,
                        "n {n} p {p} u {u}: {k}"
                    );
                }
            }
        }
        for mean in [0.05, 2.5, 40.0, 150.0] {
            let theirs = TheirPoisson::new(mean).expect("it is one");
            for draw in 0..40 {
                let u = uniform(11, Purpose::Arrival, 0, draw);
                let k = u64::from(poisson(mean, u));
                assert!(theirs.cdf(k) >= u - 1e-10, "mean {mean} u {u}: {k}");
                assert!(
                    k == 0 || theirs.cdf(k - 1) < u + 1e-10,
                    "mean {mean} u {u}: {k}"
                );
            }
        }
    }

    #[test]
    fn binomial_is_the_quantile_by_brute_force() {
        for n in [1_u32, 5, 40, 300, 900] {
            for p in [0.001, 0.03, 0.2, 0.5, 0.77, 0.99] {
                let mut below = 0.0;
                for k in 0..=n {
                    let next = below + mass(n, p, k);
                    // Strictly inside the step, away from rounding at its edges.
                    for share in [0.1, 0.5, 0.9] {
                        let u = below + (next - below) * share;
                        if next - below > 1e-9 && u < 1.0 {
                            assert_eq!(binomial(n, p, u), k, "n {n} p {p} u {u}");
                        }
                    }
                    below = next;
                }
            }
        }
    }

    #[test]
    fn more_pressure_never_gives_fewer_and_a_host_more_at_most_one_more() {
        for draw in 0..4_000_u32 {
            let u = uniform(9, Purpose::Infection, 0, draw);
            let n = 1 + draw * 7 % 5_000;
            let p = uniform(9, Purpose::Lock, 0, draw);
            let k = binomial(n, p, u);
            assert!(binomial(n, (p * 1.05).min(1.0), u) >= k);
            let one_more = binomial(n + 1, p, u);
            assert!(one_more == k || one_more == k + 1, "n {n} p {p} u {u}");
        }
    }

    #[test]
    fn a_capped_draw_is_the_draw_or_the_cap() {
        for draw in 0..2_000_u32 {
            let u = uniform(5, Purpose::Report, 0, draw);
            let n = 1 + draw * 37 % 40_000;
            let p = uniform(5, Purpose::Lock, 0, draw) * 0.1;
            assert_eq!(
                binomial_up_to(3, n, p, u),
                binomial(n, p, u).min(3),
                "n {n} p {p} u {u}"
            );
        }
    }

    #[test]
    fn poisson_is_the_quantile_by_brute_force_and_more_pressure_never_gives_fewer() {
        for mean in [0.01, 0.24, 1.0, 7.5, 120.0] {
            let (mut mass, mut below) = (libm::exp(-mean), 0.0);
            for k in 0_u32..400 {
                let next = below + mass;
                let u = below + mass / 2.0;
                if mass > 1e-9 {
                    assert_eq!(poisson(mean, u), k, "mean {mean} u {u}");
                    assert!(poisson(mean * 1.3, u) >= k);
                }
                below = next;
                mass *= mean / f64::from(k + 1);
            }
        }
        let many = poisson(694.0, 0.5);
        assert!((693..=695).contains(&many), "{many}");
        assert_eq!(poisson(0.0, 0.999), 0);
    }

    #[test]
    fn half_take_longer_than_the_median_and_a_twentieth_longer_than_its_quantile() {
        assert!((longer_than(90.0, 90.0, 0.5) - 0.5).abs() < 1e-12);
        let mins = 90.0 * libm::exp(0.5 * 1.644_853_626_951_472);
        assert!((longer_than(mins, 90.0, 0.5) - 0.05).abs() < 1e-9);
        assert!((longer_than(-1.0, 90.0, 0.5) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_small_rate_is_nearly_its_own_chance() {
        for rate in [1e-12, 1e-7, 3e-5, 9.99e-5] {
            let exact = -libm::expm1(-rate);
            assert!(
                (within_a_minute(rate) / exact - 1.0).abs() < 3e-16,
                "{rate}"
            );
        }
    }

    #[test]
    fn binomial_has_the_right_mean_and_variance_where_it_starts_from_a_guess() {
        let (n, p, draws) = (50_000_u32, 0.01, 20_000_u32);
        let values: Vec<f64> = (0..draws)
            .map(|draw| f64::from(binomial(n, p, uniform(3, Purpose::Lock, 1, draw))))
            .collect();
        let mean = values.iter().sum::<f64>() / f64::from(draws);
        let variance =
            values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / f64::from(draws - 1);
        let (true_mean, true_variance) = (500.0, 495.0);
        assert!((mean - true_mean).abs() < 4.0 * (true_variance / f64::from(draws)).sqrt());
        assert!((variance / true_variance - 1.0).abs() < 4.0 * (2.0 / f64::from(draws)).sqrt());
    }
}
