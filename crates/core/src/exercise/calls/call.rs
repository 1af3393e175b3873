//! A call that was not answered yet: who rang whom, and by which way. Must not answer it.

use super::catalogue::{Contact, Query};
use crate::exercise::chance::{Purpose, uniform};
use crate::scenario::{Mins, RoleId, Scenario};

/// How a voice got through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Telephone,
    /// By what was agreed for when telephones are down.
    Mobile,
    Runner,
}

/// A call that was not answered yet. It is no part of the state: nothing comes of it but words.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    pub(super) by: RoleId,
    pub(super) to: Contact,
    pub(super) query: Query,
    pub(super) asked: Mins,
    pub(super) answered: Mins,
    pub(super) way: Way,
}

impl Call {
    /// A number between 0 and 1 of this call.
    pub(super) fn draw(&self, seed: u64, scenario: &Scenario, nth: u32) -> f64 {
        let everybody = Contact::all(scenario, scenario.roles[self.by.at()].of);
        let whom = everybody.iter().position(|it| *it == self.to).unwrap_or(0) as u32;
        let query = self.query as u32;
        let entity = ((self.by.at() as u32 * 1_024 + whom) * 8 + query) * 8 + nth;
        uniform(seed, Purpose::Call, entity, self.asked)
    }
}
