//! Chance: every draw is a pure function of seed, purpose, entity and minute. Must not keep any
//! state, so that a changed decision disturbs no draw but its own (common random numbers).

mod expansion;
mod quantile;

pub use quantile::{
    binomial, binomial_up_to, binomial_with, longer_than, normal_quantile, poisson, triangular,
    within_a_minute,
};

use rand_core::utils::fill_bytes_via_next_word;
use rand_core::{Infallible, TryRng};
use std::ops::Range;

/// What a draw is for. The numbers are part of the record's meaning: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// New infections in a group.
    Infection = 1,
    /// Which hits on a crashing build infect.
    Crash = 2,
    /// Crashed hosts that come back.
    Reboot = 3,
    /// Infected hosts that lock.
    Lock = 4,
    /// Infected hosts that fall quiet.
    Quiet = 5,
    /// Locked hosts that are reported.
    Report = 6,
    /// When what an outage took comes back.
    Return = 7,
    /// A stage of an intrusion that is reached.
    Stage = 8,
    /// A trace of a stage that shows.
    Trace = 9,
    /// Hosts that a stage locks.
    Strike = 10,
    /// What comes of an extortion.
    Extortion = 11,
    /// What a trust of a nation is like.
    Nation = 12,
    /// What becomes of it in a week.
    Week = 13,
    /// Where a fit looks next.
    Fit = 14,
    /// Patients who come to an emergency department in a minute.
    Arrival = 21,
    /// How ill each of them is.
    Acuity = 22,
    /// How long somebody who is rung takes to answer, how wrong they are, and how they say it.
    Call = 23,
}

/// The uniform number of a draw, above 0 and below 1.
///
/// The four values are mixed by the finaliser of SplitMix64 (Steele, Lea and Flood 2014, *Fast
/// splittable pseudorandom number generators*), once for each pair, which passes a change of any
/// bit on to every bit.
pub fn uniform(seed: u64, purpose: Purpose, entity: u32, minute: u32) -> f64 {
    Stream::new(seed, purpose, entity).uniform(minute)
}

/// The uniform numbers of one purpose and entity, by minute.
#[derive(Clone, Copy, Debug)]
pub struct Stream(u64);

impl Stream {
    /// The stream of a purpose and entity.
    pub fn new(seed: u64, purpose: Purpose, entity: u32) -> Self {
        let who = (purpose as u64) << 32 | u64::from(entity);
        Self(mix(mix(seed) ^ who))
    }

    /// The number of a minute, as [`uniform`] gives it.
    pub fn uniform(self, minute: u32) -> f64 {
        let mixed = self.word(u64::from(minute));
        // 52 bits and a half: neither 0 nor 1 can come out.
        ((mixed >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }

    /// The first of these minutes whose number may be above a limit, or the minute after them. A number
    /// that is above it is never passed over.
    pub fn first_above(self, minutes: Range<u32>, limit: f64) -> u32 {
        // In steps of 2⁻⁵², of which a number has half a one more than this compares; one less for
        // what the subtraction may round.
        let below = (limit * (1_u64 << 52) as f64 - 1.5).max(0.0) as u64;
        let end = minutes.end;
        let mut minutes = minutes;
        minutes
            .find(|minute| self.word(u64::from(*minute)) >> 12 >= below)
            .unwrap_or(end)
    }

    /// The words of the minutes from this one on, for whatever takes a generator of `rand`: a
    /// distribution, a shuffle. The first word is the one that [`Stream::uniform`] makes its number of.
    ///
    /// No rule draws so: what takes several words takes those of the minutes that follow, and a draw
    /// would no longer be a function of its own minute.
    pub fn words_from(self, minute: u32) -> Words {
        Words {
            stream: self,
            next: u64::from(minute),
        }
    }

    fn word(self, at: u64) -> u64 {
        mix(self.0 ^ at)
    }
}

/// The words of a [`Stream`] one after the other: a generator of `rand` whose only state is where it
/// stands.
///
/// It is not made from a seed alone (`SeedableRng`): a stream is one of a seed, a purpose and an entity.
#[derive(Clone, Debug)]
pub struct Words {
    stream: Stream,
    next: u64,
}

impl TryRng for Words {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        // The upper half: the same bits that a number between 0 and 1 is made of.
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let word = self.stream.word(self.next);
        self.next = self.next.wrapping_add(1);
        Ok(word)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        fill_bytes_via_next_word(bytes, || self.try_next_u64())
    }
}

fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::distr::{Bernoulli, Distribution};
    use rand::{Rng, RngExt};

    const KNOWN_WORDS: [u64; 4] = [
        0x40f0_fbfa_9825_883d,
        0x295c_c481_28d2_9fd1,
        0x9677_764e_b25a_7369,
        0x3d77_57e2_9c5e_c26f,
    ];
    const KNOWN_NUMBERS: [u64; 4] = [
        0x3fd0_3c3e_fea6_0962,
        0x3fc4_ae62_4094_694c,
        0x3fe2_ceee_c9d6_4b4f,
        0x3fce_bbab_f14e_2f64,
    ];

    #[test]
    fn uniforms_fill_the_unit_interval_evenly_and_without_echo() {
        let n = 200_000_u32;
        let mut bins = [0_u32; 20];
        let (mut sum_xy, mut sum) = (0.0, 0.0);
        for minute in 0..n {
            let x = uniform(42, Purpose::Infection, 7, minute);
            let y = uniform(42, Purpose::Infection, 8, minute);
            assert!(x > 0.0 && x < 1.0);
            bins[(x * 20.0) as usize] += 1;
            sum += x;
            sum_xy += (x - 0.5) * (y - 0.5);
        }
        let expected = f64::from(n) / 20.0;
        let chi2: f64 = bins
            .iter()
            .map(|count| (f64::from(*count) - expected).powi(2) / expected)
            .sum();
        // 19 degrees of freedom: 43.8 is passed once in a thousand.
        assert!(chi2 < 43.8, "chi-square {chi2}");
        let mean = sum / f64::from(n);
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / 12.0_f64 / f64::from(n)).sqrt());
        let correlation = sum_xy / f64::from(n) * 12.0;
        assert!(
            correlation.abs() < 4.0 / f64::from(n).sqrt(),
            "{correlation}"
        );
    }

    /// Fixed numbers: whoever changes one of them changes what every record means.
    #[test]
    fn the_words_of_a_stream_are_known_and_a_generator_hands_out_the_same() {
        // SplitMix64 from 0, as its authors' own program prints it.
        let known: Vec<u64> = (0..3_u64)
            .map(|step| mix(step.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
            .collect();
        assert_eq!(
            known,
            [
                0xe220_a839_7b1d_cdaf,
                0x6e78_9e6a_a1b9_65f4,
                0x06c4_5d18_8009_454f
            ]
        );
        let stream = Stream::new(4172, Purpose::Infection, 7);
        let words: Vec<u64> = (0..4).map(|minute| stream.word(minute)).collect();
        assert_eq!(words, KNOWN_WORDS);
        let numbers: Vec<u64> = (0..4)
            .map(|minute| stream.uniform(minute).to_bits())
            .collect();
        assert_eq!(numbers, KNOWN_NUMBERS);

        let mut generator = stream.words_from(0);
        let given: Vec<u64> = (0..4).map(|_| generator.next_u64()).collect();
        assert_eq!(given, words);
        // Where it begins is its whole state, and bytes are the words, lowest first.
        assert_eq!(stream.words_from(3).next_u64(), words[3]);
        assert_eq!(u64::from(stream.words_from(1).next_u32()), words[1] >> 32);
        let mut bytes = [0; 12];
        stream.words_from(2).fill_bytes(&mut bytes);
        assert_eq!(bytes[..8], words[2].to_le_bytes());
        assert_eq!(bytes[8..], words[3].to_le_bytes()[..4]);
    }

    #[test]
    fn a_stream_can_be_handed_to_the_distributions_of_rand() {
        let mut generator = Stream::new(1, Purpose::Week, 2).words_from(0);
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[generator.random_range(0..6_usize)] += 1;
        }
        // Five degrees of freedom: 20.5 is passed once in a thousand.
        let chi2: f64 = counts
            .iter()
            .map(|count| (f64::from(*count) - 10_000.0).powi(2) / 10_000.0)
            .sum();
        assert!(chi2 < 20.5, "{counts:?}");
        let half = Bernoulli::new(0.5).expect("it is a chance");
        let heads = (0..10_000).filter(|_| half.sample(&mut generator)).count();
        assert!((4_800..5_200).contains(&heads), "{heads}");
    }
}
