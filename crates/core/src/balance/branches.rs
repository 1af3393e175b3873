//! What comes of one thing done otherwise: each option of a question, each card once more. Until it is
//! done nothing differs from the script, which is played once for all; each way branches off there.
//! Must not compare seeds.

use super::play::{self, Dice, Done, Order, Otherwise};
use super::worth::{Worth, worth};
use crate::assessment::Reference;
use crate::exercise::{Exercise, Made, PromptState};
use crate::scenario::{Mins, PromptId, Scenario, TargetKind, Team};
use std::sync::Arc;

/// A script that has been played so far, and what it has tried.
struct Trunk<'a> {
    team: Option<&'a Team>,
    exercise: Exercise,
    made: Made,
}

impl<'a> Trunk<'a> {
    fn new(team: Option<&'a Team>, exercise: Exercise) -> Self {
        Self {
            team,
            exercise,
            made: Made::default(),
        }
    }

    /// What the team does in this minute, before time passes.
    fn decides(&mut self) {
        play::minute(
            &mut self.exercise,
            self.team,
            &mut self.made,
            Otherwise::default(),
            &mut Done::default(),
        );
    }

    fn passes(&mut self) {
        let next = (self.exercise.secs() / 60 + 1) * 60;
        self.exercise.advance(next);
    }

    /// The end, if something is done otherwise from here on, and whether it could be.
    fn branch(&self, otherwise: Otherwise) -> (Exercise, Done) {
        let (mut exercise, mut made) = (self.exercise.clone(), self.made.clone());
        let done = play::script(&mut exercise, self.team, &mut made, otherwise);
        (exercise, done)
    }
}

/// The value of each option in the hands of each scripted team that does anything: what is sensible
/// for a strong team may not be for a weak one.
pub fn options(
    scenario: &Arc<Scenario>,
    start: &(dyn Fn() -> Exercise + Sync),
    references: &[Reference],
) -> Vec<Vec<Vec<Option<Worth>>>> {
    let mut by_prompt = vec![Vec::new(); scenario.prompts.len()];
    for team in scenario.teams.iter().filter(|team| !team.moves.is_empty()) {
        let found = options_of(scenario, team, start, references);
        for (teams, options) in by_prompt.iter_mut().zip(found) {
            teams.push(options);
        }
    }
    by_prompt
}

/// By question and option: what it is worth in a team's hands.
fn options_of(
    scenario: &Arc<Scenario>,
    team: &Team,
    start: &(dyn Fn() -> Exercise + Sync),
    references: &[Reference],
) -> Vec<Vec<Option<Worth>>> {
    let ways = |trunk: &Trunk, prompt: usize| -> Vec<Option<Worth>> {
        (0..scenario.prompts[prompt].options.len())
            .map(|option| {
                let (end, done) = trunk.branch(Otherwise {
                    option: Some((PromptId::from(prompt), option)),
                    ..Otherwise::default()
                });
                done.option.then(|| worth(&end, references))
            })
            .collect()
    };
    let mut found: Vec<Option<Vec<Option<Worth>>>> = vec![None; scenario.prompts.len()];
    let waiting =
        |exercise: &Exercise, at: usize| exercise.state().prompts[at] == PromptState::Waiting;
    let mut trunk = Trunk::new(Some(team), start());
    while !trunk.exercise.ended() {
        let open: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_none()).collect();
        for at in &open {
            if !waiting(&trunk.exercise, *at) {
                found[*at] = Some(ways(&trunk, *at));
            }
        }
        trunk.decides();
        for at in open {
            // What is asked by what the team itself does may be decided in the same breath: that is
            // too late to branch off.
            if found[at].is_none() && !waiting(&trunk.exercise, at) {
                found[at] = Some(ways(&Trunk::new(Some(team), start()), at));
            }
        }
        trunk.passes();
    }
    let never = |at: usize| vec![None; scenario.prompts[at].options.len()];
    found
        .into_iter()
        .enumerate()
        .map(|(at, ways)| ways.unwrap_or_else(|| never(at)))
        .collect()
}

/// What each card adds if the team in the middle plays it once more than its script says, on any
/// one of its targets, early on.
pub fn cards(
    scenario: &Arc<Scenario>,
    start: &(dyn Fn() -> Exercise + Sync),
    references: &[Reference],
    seed: u64,
) -> Vec<Option<f64>> {
    let mut added = vec![None; scenario.cards.len()];
    let team = scenario.teams.get(scenario.teams.len() / 2);
    let mut ways = ways(scenario, seed);
    ways.sort_by_key(|(from, card, _)| (*from, *card));
    let mut ways = ways.into_iter().peekable();
    let mut trunk = Trunk::new(team, start());
    while !trunk.exercise.ended() {
        let now = trunk.exercise.at_minute();
        while let Some((_, card, order)) = ways.next_if(|(from, ..)| *from <= now) {
            let (end, done) = trunk.branch(Otherwise {
                card: Some((order, now)),
                ..Otherwise::default()
            });
            added[card] = done.card.then(|| worth(&end, references).value);
        }
        trunk.decides();
        trunk.passes();
    }
    let by_script = worth(&trunk.exercise, references).value;
    added
        .into_iter()
        .map(|value| value.map(|value| value - by_script))
        .collect()
}

/// One way to play each card, and from when: between an eighth and a half of the exercise.
fn ways(scenario: &Scenario, seed: u64) -> Vec<(Mins, usize, Order)> {
    let mut dice = Dice::new(seed ^ 0x6361_7264_7321_2121);
    let mut found = Vec::new();
    for (at, card) in scenario.cards.iter().enumerate() {
        let ways: Vec<Order> = scenario
            .organisation_ids()
            .flat_map(|of| play::plays(scenario, of))
            .filter(|way| way.card.at() == at)
            .collect();
        let choice = card.target != TargetKind::Nothing || scenario.several();
        let way = if choice {
            ways.get(dice.below(ways.len() as u64) as usize)
        } else {
            ways.first()
        };
        let Some(way) = way else { continue };
        let from = scenario.ends_mins / 8
            + dice.below(u64::from(scenario.ends_mins * 3 / 8).max(1)) as u32;
        found.push((from, at, *way));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::references;
    use crate::repository::shipped_scenario;

    /// By brute force: every way played from STARTEX on comes to the same, to the last bit.
    #[test]
    fn a_way_that_branches_off_comes_to_what_it_comes_to_from_the_start() {
        let scenario = shipped_scenario("clean-but-dark");
        let seed = 5;
        let references = references(&scenario, seed, scenario.ends_mins);
        let start = || Exercise::new(scenario.clone(), seed).without_history();
        let team = &scenario.teams[scenario.teams.len() / 2];
        let whole = |otherwise| Trunk::new(Some(team), start()).branch(otherwise);
        let found = options_of(&scenario, team, &start, &references);
        let mut taken = 0;
        for (prompt, options) in found.iter().enumerate() {
            for (option, value) in options.iter().enumerate() {
                let (end, done) = whole(Otherwise {
                    option: Some((prompt.into(), option)),
                    ..Otherwise::default()
                });
                let expected = done.option.then(|| worth(&end, &references));
                assert_eq!(*value, expected, "{prompt} {option}");
                taken += usize::from(value.is_some());
            }
        }
        assert!(taken > 5, "{taken}");
        let (end, _) = whole(Otherwise::default());
        let by_script = worth(&end, &references).value;
        let added = cards(&scenario, &start, &references, seed);
        let mut played = 0;
        for (from, card, order) in ways(&scenario, seed) {
            let (end, done) = whole(Otherwise {
                card: Some((order, from)),
                ..Otherwise::default()
            });
            let expected = done
                .card
                .then(|| worth(&end, &references).value - by_script);
            assert_eq!(added[card], expected, "{card}");
            played += usize::from(expected.is_some());
        }
        assert!(played > 5, "{played}");
    }
}
