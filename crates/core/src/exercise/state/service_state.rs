//! How each clinical service stands. Must not contain a rule.

use crate::exercise::event::Standing;
use crate::scenario;
use crate::scenario::Mins;
use serde::Serialize;

/// How a service works at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Mode {
    /// It works on screens, as usual.
    Screens,
    /// On its screens while paper is made ready.
    Mobilising {
        /// Minute in which paper is ready.
        ready: Mins,
    },
    /// It works by paper procedures.
    Paper {
        /// Since when.
        since: Mins,
    },
}

/// A clinical service.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// How it works.
    pub mode: Mode,
    /// Its share of normal capacity.
    pub capacity: f64,
    /// How it stands, and since when.
    pub standing: Standing,
    /// Since when.
    pub since: Mins,
    /// What the team was last told, and when it was so.
    pub known: Option<(Standing, Mins)>,
    /// What is on its way to the team: when it arrives, what, since when.
    pub on_its_way: Option<(Mins, Standing, Mins)>,
    /// Hours times the share of capacity that was gone.
    pub hours_lost: f64,
    /// The share of its work on screens and systems that is gone.
    pub lost: f64,
    /// Minutes on paper that wore out people and stocks.
    pub worn_mins: Mins,
    /// Staff hours of what was written on paper and is still to be typed back.
    pub debt_hours: f64,
    /// Its capacity before want of stock.
    pub own: f64,
    /// What is left of what it keeps.
    pub stock: f64,
    /// The share of what was asked for of it in the last minute that was not there.
    pub short: f64,
    /// What has been ordered of it beyond the usual: when it was, how much, when it is there.
    pub ordered: Vec<(Mins, u32, Mins)>,
    /// People who have left it for something else: thousandths of its capacity, until when.
    pub away: Vec<(u32, Mins)>,
}

impl Service {
    /// At STARTEX.
    pub(super) fn of(service: &scenario::Service) -> Self {
        Self {
            mode: Mode::Screens,
            capacity: 1.0,
            standing: Standing::Normal,
            since: 0,
            known: Some((Standing::Normal, 0)),
            on_its_way: None,
            hours_lost: 0.0,
            lost: 0.0,
            worn_mins: 0,
            debt_hours: 0.0,
            own: 1.0,
            stock: service.stock.as_ref().map_or(0.0, |stock| stock.kept),
            short: 0.0,
            ordered: Vec::new(),
            away: Vec::new(),
        }
    }
}
