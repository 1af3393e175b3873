//! How a team plays: by its script, with one option forced, with one card more, at random, or not
//! at all. Must not look at what a team can't see, beyond what its script asks.

use crate::exercise::{Command, Exercise, Made, PromptState};
use crate::scenario::{CardId, Mins, OrganisationId, PromptId, RoleId, Scenario, Target, Team};
use rand_core::utils::fill_bytes_via_next_word;
use rand_core::{Infallible, Rng, TryRng};

/// Minutes after which a question that the script leaves open is decided as it was forced.
const FORCED_AFTER: Mins = 10;
/// Minutes between two cards of the random team, on average (author's choice: a card every twenty
/// minutes is about what a busy room plays).
const RANDOM_CARD_MINS: u64 = 20;
/// Minutes within which the random team decides a question.
const RANDOM_DECIDE_MINS: u64 = 30;

/// One way in which a card can be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What is ordered.
    pub card: CardId,
    /// On what.
    pub target: Option<Target>,
    /// Who plays it.
    pub by: RoleId,
}

/// What is done otherwise than the script says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Otherwise {
    /// This question is decided with this option.
    pub option: Option<(PromptId, usize)>,
    /// This card is played, from this minute on, as soon as it can be.
    pub card: Option<(Order, Mins)>,
}

/// What came of what was done otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The option was taken.
    pub option: bool,
    /// The card was played.
    pub card: bool,
}

/// Plays on to ENDEX by a script that has come as far as `made`; without one, nobody decides
/// anything.
pub fn script(
    exercise: &mut Exercise,
    team: Option<&Team>,
    made: &mut Made,
    otherwise: Otherwise,
) -> Done {
    let mut done = Done::default();
    while !exercise.ended() {
        minute(exercise, team, made, otherwise, &mut done);
        let next = (exercise.secs() / 60 + 1) * 60;
        exercise.advance(next);
    }
    done
}

/// What is done in this minute, before time passes.
pub fn minute(
    exercise: &mut Exercise,
    team: Option<&Team>,
    made: &mut Made,
    otherwise: Otherwise,
    done: &mut Done,
) {
    let now = exercise.state().minute;
    if let Some((order, from)) = otherwise.card
        && !done.card
        && now >= from
    {
        done.card = exercise.apply(&card_command(order)).is_ok();
    }
    let Some(team) = team else { return };
    for (mut command, at) in exercise.moves(team, made) {
        let forced = force(&mut command, otherwise);
        let taken = exercise.apply(&command).is_ok();
        made.tried(at, taken);
        done.option |= forced && taken;
    }
    if let Some((prompt, option)) = otherwise.option
        && let PromptState::Asked { at, .. } = exercise.state().prompts[prompt.at()]
        && now >= at + FORCED_AFTER
        && (now - at).is_multiple_of(FORCED_AFTER)
    {
        let command = decide_command(exercise.scenario(), prompt, option);
        done.option |= exercise.apply(&command).is_ok();
    }
}

/// Puts the forced option in place of the script's. Returns whether it was this question.
fn force(command: &mut Command, otherwise: Otherwise) -> bool {
    let (Some((id, at)), Command::Decide { prompt, option, .. }) = (otherwise.option, command)
    else {
        return false;
    };
    if *prompt != id {
        return false;
    }
    *option = at;
    true
}

/// A question decided by the first who may.
pub fn decide_command(scenario: &Scenario, prompt: PromptId, option: usize) -> Command {
    Command::Decide {
        prompt,
        option,
        by: scenario.prompts[prompt.at()].by[0],
        because: String::new(),
        against: String::new(),
    }
}

/// A card played.
pub fn card_command(order: Order) -> Command {
    Command::Play {
        card: order.card,
        target: order.target,
        by: order.by,
        because: String::new(),
    }
}

/// Every way in which an organisation can play cards, by the first of its roles who may.
pub fn plays(scenario: &Scenario, of: OrganisationId) -> Vec<Order> {
    let mut all = Vec::new();
    for (at, card) in scenario.cards.iter().enumerate() {
        let Some(by) = scenario.roles_in(of, &card.by).first().copied() else {
            continue;
        };
        let order = |target| Order {
            card: at.into(),
            target,
            by,
        };
        let targets = scenario.targets(card.target);
        if targets.is_empty() {
            all.push(order(None));
        }
        let theirs = targets.into_iter().filter(|it| scenario.reaches(of, *it));
        all.extend(theirs.map(|it| order(Some(it))));
    }
    all
}

/// Plays at random: each question within half an hour with any option, a card every twenty minutes
/// on average in every organisation. It never stands the incident down or undoes the exercise by
/// chance more than a team would: every card is as likely as any other.
pub fn random(exercise: &mut Exercise, seed: u64) {
    let scenario = exercise.scenario().clone();
    let all: Vec<Vec<Order>> = scenario
        .organisation_ids()
        .map(|of| plays(&scenario, of))
        .collect();
    let mut dice = Dice::new(seed ^ 0x7261_6e64_6f6d_2121);
    let waits: Vec<u64> = scenario
        .prompts
        .iter()
        .map(|_| dice.below(RANDOM_DECIDE_MINS))
        .collect();
    while !exercise.ended() {
        let now = exercise.state().minute;
        // Between two moves nobody sits at the table.
        if scenario.leap_at(now).is_some() {
            exercise.advance(u64::from(now + 1) * 60);
            continue;
        }
        for (at, wait) in waits.iter().enumerate() {
            if let PromptState::Asked { at: asked, .. } = exercise.state().prompts[at]
                && u64::from(now - asked) >= *wait
                && (u64::from(now - asked) - wait).is_multiple_of(10)
            {
                let options = scenario.prompts[at].options.len() as u64;
                let option = dice.below(options) as usize;
                let _refused = exercise.apply(&decide_command(&scenario, at.into(), option));
            }
        }
        for theirs in &all {
            if dice.below(RANDOM_CARD_MINS) == 0 && !theirs.is_empty() {
                let order = theirs[dice.below(theirs.len() as u64) as usize];
                let _refused = exercise.apply(&card_command(order));
            }
        }
        let next = (exercise.secs() / 60 + 1) * 60;
        exercise.advance(next);
    }
}

/// Numbers that look random, the same for the same seed (SplitMix64, Steele et al. 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Beginning at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One of so many, from 0; 0 of none.
    pub fn below(&mut self, count: u64) -> u64 {
        // The bias of a remainder is beyond notice with so few choices. `rand` would draw otherwise,
        // and what was found on a seed would no longer be found on it.
        self.next_u64().checked_rem(count).unwrap_or(0)
    }
}

impl TryRng for Dice {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Ok(z ^ (z >> 31))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        fill_bytes_via_next_word(bytes, || self.try_next_u64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_fall_as_splitmix64_from_their_seed() {
        let mut dice = Dice::new(0);
        let known = [
            0xe220_a839_7b1d_cdaf,
            0x6e78_9e6a_a1b9_65f4,
            0x06c4_5d18_8009_454f,
        ];
        assert_eq!([(); 3].map(|()| dice.next_u64()), known);
        assert_eq!(Dice::new(0).below(1_000), known[0] % 1_000);
        assert_eq!(Dice::new(0).below(0), 0);
    }
}
