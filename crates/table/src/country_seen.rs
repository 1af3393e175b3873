//! How a nation's trusts and practices stand at a minute of its week. Must not place anything.

use crate::country::{Country, Plate};
use wardroom_core::ensemble::hindcast::{Course, Week};

/// How a trust stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrustState {
    /// As on any day.
    Usual,
    /// The worm is in it, and nobody at the national bodies knows.
    Silent,
    /// It is locked out, and that is known.
    Infected,
    /// It has cut itself off, or the systems that it uses elsewhere are gone.
    CutOff,
    /// It is rebuilt, or has joined the network again that it had left.
    Back,
}

impl TrustState {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 5] = [
        Self::Usual,
        Self::Silent,
        Self::Infected,
        Self::CutOff,
        Self::Back,
    ];

    /// As signs and the legend say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Usual => "as usual",
            Self::Silent => "not known yet",
            Self::Infected => "infected",
            Self::CutOff => "cut off",
            Self::Back => "back",
        }
    }

    /// Of a trust, by what becomes of it in the week.
    pub fn of(course: &Course, minute: u32) -> Self {
        let since = |at: Option<u32>| at.is_some_and(|at| minute >= at);
        if course.is_infected() {
            if since(course.restored) {
                return Self::Back;
            }
            if since(course.known) {
                return Self::Infected;
            }
            if since(course.infected) {
                return Self::Silent;
            }
            return Self::Usual;
        }
        if since(course.back) {
            return Self::Back;
        }
        if since(course.cut) || (course.cut.is_none() && since(course.shared)) {
            return Self::CutOff;
        }
        Self::Usual
    }
}

/// What is seen of a region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenRegion {
    /// Of its trusts, in the order of its plate.
    pub trusts: Vec<TrustState>,
    /// Practices that are infected and not rebuilt yet.
    pub infected: u32,
    /// Practices that were rebuilt.
    pub rebuilt: u32,
    /// Whether the worm scans from it over the network that all share.
    pub scans: bool,
}

impl SeenRegion {
    /// Trusts that stand so.
    pub fn trusts_that_are(&self, state: TrustState) -> u32 {
        self.trusts.iter().filter(|it| **it == state).count() as u32
    }

    /// Practices that stand so, of all on its plate.
    pub fn practices_that_are(&self, plate: &Plate, state: TrustState) -> u32 {
        match state {
            TrustState::Usual => plate.practices.saturating_sub(self.infected + self.rebuilt),
            TrustState::Infected => self.infected,
            TrustState::Back => self.rebuilt,
            TrustState::Silent | TrustState::CutOff => 0,
        }
    }

    /// What each of a plate's houses stands for: practices that are infected, that were rebuilt, and the
    /// others. The infected ones stand in the first houses, then those that are back.
    pub fn dealt(&self, plate: &Plate) -> Vec<[u32; 3]> {
        let mut left = [self.infected, self.rebuilt, u32::MAX];
        let each = plate.houses.iter().map(|house| {
            let mut room = house.practices;
            left.each_mut().map(|left| {
                let here = room.min(*left);
                *left -= here;
                room -= here;
                here
            })
        });
        each.collect()
    }
}

/// What is seen of a nation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenCountry {
    /// By region.
    pub regions: Vec<SeenRegion>,
}

impl SeenCountry {
    /// On any day.
    pub fn everyday(country: &Country) -> Self {
        let regions = country.plates.iter().map(|plate| SeenRegion {
            trusts: vec![TrustState::Usual; plate.trusts.len()],
            ..SeenRegion::default()
        });
        Self {
            regions: regions.collect(),
        }
    }

    /// At a minute of the week.
    pub fn at(country: &Country, week: &Week, minute: u32) -> Self {
        let regions = country.plates.iter().enumerate().map(|(region, plate)| {
            let practices = week.practices_at(region, minute);
            let courses = || plate.trusts.iter().map(|it| &week.courses[*it]);
            SeenRegion {
                trusts: courses().map(|it| TrustState::of(it, minute)).collect(),
                infected: practices.infected,
                rebuilt: practices.rebuilt,
                scans: courses().any(|it| it.scans(minute)),
            }
        });
        Self {
            regions: regions.collect(),
        }
    }

    /// Trusts that stand so.
    pub fn trusts_that_are(&self, state: TrustState) -> u32 {
        let each = self.regions.iter();
        each.map(|it| it.trusts_that_are(state)).sum()
    }

    /// Practices that stand so.
    pub fn practices_that_are(&self, country: &Country, state: TrustState) -> u32 {
        let each = self.regions.iter().zip(&country.plates);
        each.map(|(seen, plate)| seen.practices_that_are(plate, state))
            .sum()
    }
}
