//! Where machines stand, for whoever draws the trust: site, building, wing, floors. Must not say
//! where anything is drawn, and no rule may ask it.

use std::fmt;
use std::str::FromStr;

/// See [`crate::scenario::shape::Stand`]. Checked: no name is empty, there is a floor at least, and
/// each stands once, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The site, as on its plate.
    pub site: String,
    /// The building on that site.
    pub building: String,
    /// The part of the building, where several departments share a floor.
    pub wing: Option<String>,
    /// The floors, one at least.
    pub floors: Vec<Floor>,
}

/// A floor by its height: the ground is 0, lower ground -1, the basement -2, the one below it -3.
/// Written as on a lift's buttons: `LG`, `B`, `B2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Floor(pub i8);

/// The ground floor's neighbour below.
const LOWER_GROUND: i8 = -1;
/// The first basement.
const BASEMENT: i8 = -2;
/// No building has more basements.
const BASEMENTS: i8 = 9;
/// No hospital is higher.
const HIGHEST: i8 = 40;

/// What was written for a floor is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no floor")]
pub struct NoFloor(pub String);

impl Floor {
    /// The floor that words in a list mean, where they can mean no other: `2nd floor`, `Level 2`,
    /// `ground`. Level 0 means none: to some it is the ground, to others what lies below it.
    pub fn meant(words: &str) -> Option<Self> {
        let words = words.trim().to_uppercase();
        let bare = words
            .trim_start_matches("LEVEL")
            .trim_start_matches("FLOOR")
            .trim_end_matches("FLOOR")
            .trim();
        if let Ok(floor) = bare.parse() {
            return Some(floor);
        }
        match bare {
            "GROUND" => Some(Self(0)),
            "LOWER GROUND" => Some(Self(LOWER_GROUND)),
            "BASEMENT" | "B1" => Some(Self(BASEMENT)),
            _ => {
                let number = ["ST", "ND", "RD", "TH"]
                    .iter()
                    .find_map(|end| bare.strip_suffix(end))?;
                number.parse().ok().filter(|floor| *floor > Self(0))
            }
        }
    }
}

impl FromStr for Floor {
    type Err = NoFloor;

    fn from_str(button: &str) -> Result<Self, NoFloor> {
        let number = |text: &str, lowest: i8, highest: i8| {
            let plain = text.bytes().all(|it| it.is_ascii_digit()) && !text.starts_with('0');
            text.parse()
                .ok()
                .filter(|it| plain && (lowest..=highest).contains(it))
        };
        let height = match button {
            "G" => Some(0),
            "LG" => Some(LOWER_GROUND),
            "B" => Some(BASEMENT),
            _ => match button.strip_prefix('B') {
                Some(down) => number(down, 2, BASEMENTS).map(|it: i8| BASEMENT + 1 - it),
                None => number(button, 1, HIGHEST),
            },
        };
        height.map(Self).ok_or_else(|| NoFloor(button.to_owned()))
    }
}

impl fmt::Display for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("G"),
            LOWER_GROUND => f.write_str("LG"),
            BASEMENT => f.write_str("B"),
            down if down < BASEMENT => write!(f, "B{}", i32::from(BASEMENT) + 1 - i32::from(down)),
            up => write!(f, "{up}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_of_a_lift_is_read_and_written_and_rises_in_order() {
        let below = (2..=9).rev().map(|it| format!("B{it}"));
        let near = ["B", "LG", "G"].map(str::to_owned);
        let above = (1..=40).map(|it| it.to_string());
        let buttons: Vec<String> = below.chain(near).chain(above).collect();
        let floors: Vec<Floor> = buttons
            .iter()
            .map(|it| it.parse().expect("a floor"))
            .collect();
        assert_eq!(floors.first(), Some(&Floor(-10)));
        assert_eq!(floors.last(), Some(&Floor(40)));
        for pair in floors.windows(2) {
            assert_eq!(pair[1].0, pair[0].0 + 1);
            assert!(pair[0] < pair[1]);
        }
        let written: Vec<String> = floors.iter().map(Floor::to_string).collect();
        assert_eq!(written, buttons);
    }

    #[test]
    fn what_is_on_no_button_is_no_floor() {
        for wrong in [
            "", " ", "2nd", "0", "00", "01", "+1", "-1", "41", "300", "B0", "B1", "B02", "B10",
            "BB", "b", "g", "lg", "G ", " 1", "L G", "１", "Ground", "1.0", "3-6",
        ] {
            let told = wrong.parse::<Floor>().expect_err(wrong);
            assert_eq!(told.to_string(), format!("“{wrong}” is no floor"));
        }
        // Whatever its number, it can be told.
        assert_eq!(Floor(i8::MIN).to_string(), "B127");
        assert_eq!(Floor(i8::MAX).to_string(), "127");
    }

    #[test]
    fn words_mean_a_floor_only_where_they_can_mean_no_other() {
        for (words, floor) in [
            ("Level 3", Some(3)),
            ("level 12", Some(12)),
            ("2nd", Some(2)),
            ("1st Floor", Some(1)),
            ("Floor 4", Some(4)),
            ("ground floor", Some(0)),
            (" g ", Some(0)),
            ("Lower ground", Some(-1)),
            ("Basement", Some(-2)),
            ("B1", Some(-2)),
            ("b2", Some(-3)),
            ("Level B", Some(-2)),
            ("Level 0", None),
            ("0", None),
            ("first", None),
            ("Bth", None),
            ("3-6", None),
            ("3 and 4", None),
            ("", None),
            ("Ward 4", None),
        ] {
            assert_eq!(Floor::meant(words), floor.map(Floor), "{words}");
        }
    }
}
