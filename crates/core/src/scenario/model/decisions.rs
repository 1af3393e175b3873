//! What can be decided: action cards, prompts and their options. Must not hold any state.

use super::super::shape::{CardGroup, Skill, TargetKind};
use super::conditions::Condition;
use super::effects::Effect;
use super::ids::{CardId, RoleId};
use super::picks::Target;

/// See [`crate::scenario::shape::Card`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Card")]
pub struct Card {
    pub id: String,
    pub title: String,
    /// Where in the list.
    pub group: CardGroup,
    pub about: String,
    /// Who may decide.
    pub by: Vec<RoleId>,
    /// What it is done to.
    pub target: TargetKind,
    /// People it takes: skill, how many, minutes.
    pub work: Vec<(Skill, u32, u32)>,
    /// Minutes beyond the work.
    pub delay_mins: u32,
    /// What it does.
    pub effects: Vec<Effect>,
    /// How it reads in the log, with `{target}`.
    pub logged: String,
}

/// See [`crate::scenario::shape::Prompt`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Prompt")]
pub struct Prompt {
    pub id: String,
    pub question: String,
    pub context: String,
    /// Asked when this is true.
    pub when: Option<Condition>,
    /// Who may decide.
    pub by: Vec<RoleId>,
    /// Minutes until the moment has passed.
    pub due_mins: u32,
    pub options: Vec<Choice>,
}

/// See [`crate::scenario::shape::Choice`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Choice")]
pub struct Choice {
    pub id: String,
    pub title: String,
    pub cost: String,
    /// Cards it plays.
    pub plays: Vec<(CardId, Option<Target>)>,
    /// Further effects.
    pub effects: Vec<Effect>,
}
