//! A team that searches: it follows the best script of the scenario, and at every question and at
//! set times tries on copies what would come of deciding otherwise, under luck that is not its own,
//! to ENDEX. What promises most on average it does (a rollout policy: Bertsekas, *Rollout,
//! policy iteration and distributed reinforcement learning*, 2020). Must not see its own luck.

use super::play::{self, Dice, Done, Order, Otherwise, plays};
use super::worth::worth;
use crate::assessment::Reference;
use crate::exercise::{Command, Exercise, Made, PromptState};
use crate::scenario::{Mins, Team};
use rand_core::Rng;

/// Lucks under which each way is tried.
const LUCKS: u64 = 2;
/// Minutes after a question is put at which it is thought about.
const THINK_MINS: Mins = 4;
/// Minutes between two searches among the cards.
const CARDS_EVERY: Mins = 60;
/// Hours in which cards are searched: what is decided early matters most.
const CARDS_HOURS: Mins = 8;
/// Ways to play cards that are tried each time.
const CARDS_TRIED: usize = 10;
/// What a way must promise beyond the script to be taken: less than luck is nothing.
const WORTH: f64 = 0.25;

/// Plays to ENDEX, searching.
pub fn searching(exercise: &mut Exercise, team: &Team, references: &[Reference], seed: u64) {
    let scenario = exercise.scenario().clone();
    let all: Vec<Order> = scenario
        .organisation_ids()
        .flat_map(|of| plays(&scenario, of))
        .collect();
    let mut dice = Dice::new(seed ^ 0x7365_6172_6368_2121);
    let mut made = Made::default();
    let mut thought = vec![false; scenario.prompts.len()];
    while !exercise.ended() {
        let now = exercise.state().minute;
        for (at, thought) in thought.iter_mut().enumerate() {
            let PromptState::Asked { at: asked, .. } = exercise.state().prompts[at] else {
                continue;
            };
            if *thought || now < asked + THINK_MINS {
                continue;
            }
            *thought = true;
            let ways: Vec<Command> = (0..scenario.prompts[at].options.len())
                .map(|option| play::decide_command(&scenario, at.into(), option))
                .collect();
            take_best(exercise, team, &made, references, &ways, &mut dice);
        }
        if now > 0 && now.is_multiple_of(CARDS_EVERY) && now <= CARDS_HOURS * 60 && !all.is_empty()
        {
            let ways: Vec<Command> = (0..CARDS_TRIED)
                .map(|_| {
                    let order = all[dice.below(all.len() as u64) as usize];
                    play::card_command(order)
                })
                .collect();
            take_best(exercise, team, &made, references, &ways, &mut dice);
        }
        play::minute(
            exercise,
            Some(team),
            &mut made,
            Otherwise::default(),
            &mut Done::default(),
        );
        let next = (exercise.secs() / 60 + 1) * 60;
        exercise.advance(next);
    }
}

/// Tries each way and the script alone, and takes the way that promises most, if it is worth it.
fn take_best(
    exercise: &mut Exercise,
    team: &Team,
    made: &Made,
    references: &[Reference],
    ways: &[Command],
    dice: &mut Dice,
) {
    let lucks: Vec<u64> = (0..LUCKS).map(|_| dice.next_u64()).collect();
    let promise = |way: Option<&Command>| -> Option<f64> {
        let mut sum = 0.0;
        for luck in &lucks {
            let mut copy = exercise.with_luck(*luck);
            if let Some(way) = way {
                copy.apply(way).ok()?;
            }
            play::script(
                &mut copy,
                Some(team),
                &mut made.clone(),
                Otherwise::default(),
            );
            sum += worth(&copy, references).value;
        }
        Some(sum / lucks.len() as f64)
    };
    let by_script = promise(None).unwrap_or(0.0);
    let best = ways
        .iter()
        .filter_map(|way| Some((promise(Some(way))?, way)))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((promised, way)) = best
        && promised > by_script + WORTH
    {
        let _taken = exercise.apply(way);
    }
}
