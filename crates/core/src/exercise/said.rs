//! What a report says, compared with what was so. Must not judge how it was said: that is for a
//! person.
//!
//! For each figure of a situation report (locked devices, services affected, patients waiting):
//! *fits* if it is within a quarter, or five, of what is so or of what had been reported to the team,
//! for it can't know more than that (1 point); *not known*, said or left open, is an honest answer
//! (½); else *off* (0). A nought where the team had been told of ten or more is a false *all well*
//! (−1): help that was asked for is held back by those who were told so. A report is sound if its
//! points come to half of what they can, and nothing in it was a false *all well*; a METHANE report,
//! if besides at least five of its seven parts say something in words. The bounds are the author's
//! estimates.

use super::command::{Figures, Methane};

/// Parts of a METHANE report that must say something.
const PARTS: usize = 5;
/// Letters and digits that say something at least: `nk` for not known does.
const LETTERS: usize = 2;
/// The share by which a figure may be off.
const OFF_SHARE: f64 = 0.25;
/// By how much it may be off, if that is more.
const OFF_BY: f64 = 5.0;
/// How many the team must have been told of for a nought to be false.
const MANY: u32 = 10;

/// What a report came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It fits, or says what is not known.
    Sound,
    /// A figure it gives is wrong by more than is let pass.
    Off,
    /// It says that all is well, and the team had been told otherwise.
    FalseAllWell,
}

/// Compares figures with what is so, and with what had been reported to the team.
pub fn figures(said: Figures, so: Figures, reported: Figures) -> Said {
    let each = |it: Figures| [it.locked, it.services, it.ed_waiting];
    let mut points = 0.0;
    for ((said, so), reported) in each(said).into_iter().zip(each(so)).zip(each(reported)) {
        let Some(said) = said else {
            points += 0.5;
            continue;
        };
        if said == 0 && reported.is_some_and(|it| it >= MANY) {
            return Said::FalseAllWell;
        }
        let near = |it: Option<u32>| {
            it.is_some_and(|it| {
                let bound = (OFF_SHARE * f64::from(it)).max(OFF_BY);
                (f64::from(said) - f64::from(it)).abs() <= bound
            })
        };
        points += f64::from(u8::from(near(so) || near(reported)));
    }
    if points >= 1.5 {
        Said::Sound
    } else {
        Said::Off
    }
}

/// Whether a METHANE report says enough to be one: most of its parts in words.
pub fn whole(methane: &Methane) -> bool {
    let in_words =
        |it: &str| it.chars().filter(|letter| letter.is_alphanumeric()).count() >= LETTERS;
    let parts = methane.parts();
    parts.iter().filter(|(_, it)| in_words(it)).count() >= PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(locked: Option<u32>, services: Option<u32>, ed_waiting: Option<u32>) -> Figures {
        Figures {
            locked,
            services,
            ed_waiting,
        }
    }

    #[test]
    fn a_methane_report_says_something_in_words() {
        let parts = |words: &str| Methane {
            major: words.to_owned(),
            exact: words.to_owned(),
            kind: words.to_owned(),
            hazards: words.to_owned(),
            access: words.to_owned(),
            number: words.to_owned(),
            emergency: words.to_owned(),
        };
        assert!(whole(&parts("nk")), "not known");
        assert!(!whole(&parts(".")), "full stops");
        assert!(!whole(&parts("  ")));
    }

    #[test]
    fn what_fits_or_is_not_known_is_sound_and_a_false_all_well_never_is() {
        let so = of(Some(400), Some(9), Some(30));
        let reported = of(Some(120), Some(4), Some(30));
        let judged = |said| figures(said, so, reported);
        assert_eq!(judged(of(Some(410), Some(9), Some(28))), Said::Sound);
        assert_eq!(judged(of(Some(118), Some(4), Some(33))), Said::Sound);
        assert_eq!(judged(Figures::default()), Said::Sound, "not known");
        assert_eq!(judged(of(Some(118), None, None)), Said::Sound);
        assert_eq!(judged(of(Some(12), Some(0), Some(2))), Said::Off);
        assert_eq!(
            judged(of(Some(0), Some(4), Some(30))),
            Said::FalseAllWell,
            "one false nought spoils the rest"
        );
        let early = of(Some(3), Some(0), Some(12));
        assert_eq!(
            figures(of(Some(0), Some(0), Some(12)), early, early),
            Said::Sound
        );
    }
}
