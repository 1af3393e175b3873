//! What the home screen is shown with, and what is held of it. Must not draw.

use super::begin::Begin;
use super::find::Find;
use super::order::by_difficulty;
use crate::window::past::Rehearsed;
use crate::window::shell::{Library, NextDue};
use crate::window::table::Spot;
use std::path::Path;
use std::sync::Arc;
use wardroom_core::scenario::Scenario;

/// What the home screen is shown with.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What can be chosen.
    pub library: &'a Library,
    /// What was rehearsed here.
    pub past: &'a Rehearsed,
    /// Where records go.
    pub records: &'a Path,
    /// What is due next, if that is known.
    pub due: Option<&'a NextDue>,
    /// Whether something lies over the screen, so that it gets no keys.
    pub covered: bool,
}

/// What is looked at on the home screen, and typed there.
#[derive(Debug, Default)]
pub struct HomeInput {
    /// The scenario that is looked at, by its id.
    pub looked_at: Option<String>,
    /// A record that is named.
    pub find: Find,
    /// A scenario that is to be begun.
    pub begin: Begin,
    /// Whether all unfinished exercises are shown, and all of the past.
    pub all: bool,
    /// The model of the trust.
    pub spot: Spot,
    /// Whether the scenario that is looked at is to be brought into sight.
    pub moved: bool,
}

/// The scenario that is looked at: the first in the order of difficulty, until somebody looks at another.
pub fn looked_at<'a>(
    library: &'a Library,
    input: &HomeInput,
) -> Option<(usize, &'a Arc<Scenario>)> {
    let wanted = input.looked_at.as_ref();
    let mut sound = library.sound();
    let found = wanted.and_then(|id| sound.find(|(_, it)| it.id == *id));
    found.or_else(|| by_difficulty(library.sound()).into_iter().next())
}
