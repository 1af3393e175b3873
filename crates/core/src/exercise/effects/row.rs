//! What a row of the table of effects holds. Must not know any effect but the one that does nothing.

use super::aim::Aim;
use super::given::Given;
use crate::scenario::{ExtortionId, IncidentLevel, Step, Target, TargetKind};

/// What stands about an effect whatever it is done to.
#[derive(Debug)]
pub struct Row {
    /// Its name in files and records.
    pub name: &'static str,
    /// Its words in the palette.
    pub words: &'static str,
    /// Whether it takes something away that patients may miss, so that a clinician should sign for
    /// it.
    pub cuts: bool,
    /// How it is improvised.
    pub offer: Offer,
}

/// How an effect is improvised.
#[derive(Debug)]
pub enum Offer {
    /// It can be put together from what is chosen.
    Made {
        /// What it is done to.
        on: On,
        /// The figures that it needs, in order.
        asks: &'static [Ask],
        /// What comes of the choice; nothing if it is of another kind.
        make: fn(&Chosen<'_>) -> Option<Given>,
    },
    /// It is not offered, and why: that to improvise it makes no sense.
    Not(&'static str),
}

/// What an effect is chosen with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// It is done to the whole, and asks for no choice.
    Nothing,
    /// A target, as a card has one.
    Target(TargetKind),
    /// A service that keeps a stock.
    Stock,
    /// One of the scenario's extortions.
    Extortion,
    /// A level of an incident.
    Level,
    /// A step of the response.
    Step,
}

/// A figure that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What it is.
    pub words: &'static str,
    /// The least it can be.
    pub least: u32,
    /// No figure above this is taken.
    pub most: u32,
    /// What it is until somebody says otherwise (author's estimate of what is usual).
    pub usual: u32,
}

/// What an effect can be chosen with, of what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// What a card can be played on too.
    Target(Target),
    /// Whose key is tried.
    Extortion(ExtortionId),
    /// A level of an incident.
    Level(IncidentLevel),
    /// A step of the response.
    Step(Step),
}

/// What was chosen for an effect.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// What it is done to, if it asks for that.
    pub picked: Option<Picked>,
    /// The figures, as many as are asked for.
    pub figures: &'a [u32],
}

impl Chosen<'_> {
    /// What it is done to, if that is of this kind.
    pub(super) fn on<T: Aim>(&self) -> Option<T> {
        match self.picked {
            Some(Picked::Target(target)) => T::of(target),
            _ => None,
        }
    }

    /// The extortion, if it is one.
    pub(super) fn extortion(&self) -> Option<ExtortionId> {
        match self.picked {
            Some(Picked::Extortion(id)) => Some(id),
            _ => None,
        }
    }

    /// The level, if it is one.
    pub(super) fn level(&self) -> Option<IncidentLevel> {
        match self.picked {
            Some(Picked::Level(level)) => Some(level),
            _ => None,
        }
    }

    /// The step, if it is one.
    pub(super) fn step(&self) -> Option<Step> {
        match self.picked {
            Some(Picked::Step(step)) => Some(step),
            _ => None,
        }
    }

    /// One of the figures.
    pub fn figure(&self, at: usize) -> u32 {
        self.figures.get(at).copied().unwrap_or_default()
    }

    /// One of the figures, asked for in per cent, as a share.
    pub fn share(&self, at: usize) -> f64 {
        f64::from(self.figure(at)) / 100.0
    }
}

/// How many people.
pub(super) const PEOPLE: Ask = Ask {
    words: "People",
    least: 1,
    most: 200,
    usual: 4,
};
/// How long until somebody or something comes.
pub(super) const ARRIVE_MINS: Ask = Ask {
    words: "Minutes until arrival",
    least: 0,
    most: 7 * 24 * 60,
    usual: 120,
};
/// How long somebody stays.
pub(super) const STAY_HOURS: Ask = Ask {
    words: "Hours on site",
    least: 1,
    most: 7 * 24,
    usual: 12,
};
/// For how long.
pub(super) const HOURS: Ask = Ask {
    words: "Hours",
    least: 1,
    most: 7 * 24,
    usual: 8,
};
/// How much of it.
pub(super) const PER_CENT: Ask = Ask {
    words: "Per cent",
    least: 1,
    most: 100,
    usual: 50,
};

/// A row that is offered.
pub(super) const fn offered(
    name: &'static str,
    words: &'static str,
    on: On,
    asks: &'static [Ask],
    make: fn(&Chosen<'_>) -> Option<Given>,
) -> Row {
    Row {
        name,
        words,
        cuts: false,
        offer: Offer::Made { on, asks, make },
    }
}

/// A row that is offered, of a cut.
pub(super) const fn cut(
    name: &'static str,
    words: &'static str,
    on: On,
    make: fn(&Chosen<'_>) -> Option<Given>,
) -> Row {
    Row {
        name,
        words,
        cuts: true,
        offer: Offer::Made {
            on,
            asks: &[],
            make,
        },
    }
}

/// The row of what changes nothing.
pub(super) static NOTHING: Row = Row {
    name: "Nothing",
    words: "No effect in the model",
    cuts: false,
    offer: Offer::Not("What is recorded without effects changes nothing; its words say why."),
};
