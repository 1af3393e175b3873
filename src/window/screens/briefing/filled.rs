//! What is filled in before STARTEX, what a briefing is shown with, and what is asked for there. Must not draw.

use super::plan::PlanChoice;
use super::wall::Wall;
use rand::RngExt;
use std::collections::BTreeSet;
use std::sync::Arc;
use wardroom_core::cycle::ExerciseType;
use wardroom_core::register::Unlearned;
use wardroom_core::scenario::{OrganisationId, Scenario};

/// What is filled in on the briefing screen.
#[derive(Debug, Default)]
pub struct Briefing {
    /// A name for each role, in the order of the scenario; empty if the facilitator plays it.
    pub names: Vec<String>,
    /// The seed, as typed.
    pub seed: String,
    /// Who evaluates, as typed, with commas between the names.
    pub evaluators: String,
    /// What of the opening brief was said, by name.
    pub said: BTreeSet<&'static str>,
    /// Who looks after anybody who steps out, as typed.
    pub welfare: String,
    /// Whom to ring if something real happens, a line each, as typed.
    pub real_contacts: String,
    /// Whether all injects are played, and not the core of the run sheet alone.
    pub full_set: bool,
    /// The trust's plan with which it is played.
    pub plan: PlanChoice,
    /// Of what type the exercise is, if somebody said it.
    pub of_type: Option<ExerciseType>,
    /// Which step is shown.
    pub step: usize,
    /// Whether the tasks of the objectives are shown.
    pub show_tasks: bool,
    /// The role whose card is read, by its place.
    pub card: Option<usize>,
    /// The slides, and which is shown.
    pub wall: Wall,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefingAction {
    /// Back to the home screen.
    Back,
    /// The scenario is to be changed.
    Author,
    /// The window of this organisation's room is to be opened, or closed.
    Room(OrganisationId),
    /// STARTEX.
    Start,
}

/// What a briefing is shown with.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// What is briefed.
    pub scenario: &'a Arc<Scenario>,
    /// What earlier exercises left open.
    pub unlearned: &'a [Unlearned],
    /// Whose rooms have a window of their own.
    pub open: &'a BTreeSet<OrganisationId>,
    /// Whether things move to explain.
    pub motion: bool,
    /// Whether something lies over the screen, so that it gets no keys.
    pub covered: bool,
}

/// A seed for whoever leaves it as it is: six digits, so that it is read out in a breath and typed back
/// without counting noughts. Of 9,000 seeds a hundred exercises draw the same one twice in more than
/// four cases of ten; of these 900,000, once in two hundred. Any whole number can be typed in its place.
pub fn drawn_seed() -> u32 {
    rand::rng().random_range(100_000..=999_999)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_seed_has_six_digits_and_is_seldom_drawn_again() {
        let drawn: Vec<u32> = (0..100).map(|_| drawn_seed()).collect();
        assert!(
            drawn.iter().all(|it| it.to_string().len() == 6),
            "{drawn:?}"
        );
        let all: std::collections::BTreeSet<u32> = drawn.into_iter().collect();
        assert!(all.len() > 97, "{all:?}");
    }
}
