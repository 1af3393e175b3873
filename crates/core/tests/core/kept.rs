//! What is kept from minute to minute, and what is passed over because nothing can come of it, changes
//! nothing: the same exercise in which every minute works everything out anew says the same.

use crate::repository::scenarios;
use crate::support::friday;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Exercise, InjectState, Made, PromptState};
use wardroom_core::scenario::{
    Condition, Fires, HostsCondition, Inject, Move, PatientsCondition, RoleId, ScanLifetime,
    Scenario, ServicesCondition, StoryCondition, Target,
};

/// Numbers that look random (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % count.max(1)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        (!all.is_empty()).then(|| all[self.below(all.len())])
    }
}

/// Something that somebody might order: a card, or an answer to a question.
fn order(dice: &mut Dice, exercise: &Exercise) -> Option<Command> {
    let scenario = exercise.scenario();
    let asked: Vec<usize> = (0..scenario.prompts.len())
        .filter(|at| matches!(exercise.state().prompts[*at], PromptState::Asked { .. }))
        .collect();
    if let Some(at) = dice.one_of(&asked)
        && dice.below(2) == 0
    {
        let prompt = &scenario.prompts[at];
        return Some(Command::Decide {
            prompt: at.into(),
            option: dice.below(prompt.options.len()),
            by: prompt.by[0],
            because: String::new(),
            against: String::new(),
        });
    }
    let card = dice.below(scenario.cards.len());
    let targets: Vec<Target> = scenario.targets(scenario.cards.get(card)?.target);
    let by: RoleId = dice.one_of(&scenario.cards[card].by)?;
    Some(Command::Play {
        card: card.into(),
        target: dice.one_of(&targets),
        by,
        because: String::new(),
    })
}

/// Plays two alike, of which one forgets all that is kept, every minute.
fn alike(scenario: &Arc<Scenario>, seed: u64, mins: u32, every: usize) -> usize {
    let mut kept = Exercise::new(scenario.clone(), seed).without_history();
    let mut anew = kept.clone();
    let mut dice = Dice(seed);
    let mut taken = 0;
    for minute in 1..=mins.min(scenario.ends_mins) {
        if every > 0
            && dice.below(every) == 0
            && let Some(command) = order(&mut dice, &kept)
        {
            let (one, other) = (kept.apply(&command), anew.apply(&command));
            taken += usize::from(one.is_ok());
            assert_eq!(one, other, "{} {seed}: {minute}", scenario.id);
        }
        anew.forget_kept();
        let until = u64::from(minute) * 60;
        let (one, other) = (kept.advance(until), anew.advance(until));
        assert_eq!(one, other, "{} {seed}: {minute}", scenario.id);
        if minute.is_multiple_of(31) {
            assert_eq!(kept.hash(), anew.hash(), "{} {seed}: {minute}", scenario.id);
        }
    }
    assert_eq!(kept.hash(), anew.hash(), "{} {seed}", scenario.id);
    taken
}

#[test]
fn every_shipped_exercise_is_the_same_if_all_is_worked_out_anew_each_minute() {
    let mut taken = 0;
    for scenario in scenarios() {
        for seed in 1..=2 {
            taken += alike(&scenario, seed, 2_000, 12);
        }
    }
    assert!(taken > 200, "{taken}");
}

#[test]
fn so_is_one_under_any_worm() {
    let friday = friday();
    let mut dice = Dice(20_170_512);
    for seed in 1..=12 {
        let mut scenario = Scenario::clone(&friday);
        let worm = &mut scenario.worm;
        worm.success = [0.05, 0.3, 0.9, 1.0][dice.below(4)];
        worm.local_scans_per_min = [0.0, 3.0, 60.0, 2_000.0][dice.below(4)];
        worm.remote_scans_per_min = [0.0, 2.0, 40.0, 900.0][dice.below(4)];
        worm.lock_chance = [0.0, 0.002, 0.05, 0.7, 1.0][dice.below(5)];
        worm.outside_scans_per_min *= [0.0, 1.0, 50.0][dice.below(3)];
        worm.scan_lifetime = [
            ScanLifetime::Endless,
            ScanLifetime::Fixed { hours: 1.5 },
            ScanLifetime::Memoryless { mean_mins: 40.0 },
        ][dice.below(3)];
        alike(&Arc::new(scenario), seed, 900, [0, 5, 40][dice.below(3)]);
    }
}

/// A condition as somebody might write it, of things that move in an exercise; up to so deep.
fn condition(dice: &mut Dice, scenario: &Scenario, deep: usize) -> Condition {
    let share = (1 + dice.below(99)) as f64 / 100.0;
    let at_least = (1 + dice.below(2) * dice.below(40) * dice.below(40)) as u32;
    let inject = dice.below(scenario.injects.len()).into();
    let service = dice.below(scenario.services.len()).into();
    match dice.below(if deep > 0 { 17 } else { 13 }) {
        0 => Condition::reached(dice.below(1_000) as u32),
        1 | 2 => {
            let segment = dice.below(scenario.segments.len()).into();
            HostsCondition::LockedIn { segment, at_least }.into()
        }
        3 => HostsCondition::Locked { at_least }.into(),
        4 => HostsCondition::ReportedLocked { at_least }.into(),
        5 => {
            let system = dice.below(scenario.systems.len()).into();
            HostsCondition::SystemBelow { system, share }.into()
        }
        6 => ServicesCondition::ServiceBelow { service, share }.into(),
        7 => ServicesCondition::OnPaper(service).into(),
        8 => PatientsCondition::EdQueue { at_least }.into(),
        9 => PatientsCondition::Cancelled { at_least }.into(),
        10 => StoryCondition::Delivered(inject).into(),
        11 => StoryCondition::Undelivered(inject).into(),
        12 => StoryCondition::Asked(dice.below(scenario.prompts.len()).into()).into(),
        13 => Condition::Not(Box::new(condition(dice, scenario, deep - 1))),
        many => {
            let list = (0..2)
                .map(|_| condition(dice, scenario, deep - 1))
                .collect();
            if many == 14 {
                Condition::Any(list)
            } else {
                Condition::All(list)
            }
        }
    }
}

/// Far more comparisons than any scenario has had, and messages that wait for messages before and
/// after them.
#[test]
fn so_is_one_with_hundreds_of_injects_that_wait_for_all_sorts_of_things() {
    let friday = friday();
    let mut dice = Dice(6);
    let mut sent = 0;
    for seed in 1..=4 {
        let mut scenario = Scenario::clone(&friday);
        let own = scenario.injects.len();
        for at in own..own + 500 {
            let fires = match dice.below(6) {
                0 => Fires::At(dice.below(1_200) as u32),
                1 => Fires::After {
                    inject: dice.below(own + 500).into(),
                    mins: dice.below(30) as u32,
                },
                _ => Fires::When {
                    is: condition(&mut dice, &scenario, 2),
                    after_mins: (dice.below(2) * dice.below(20)) as u32,
                    not_before: (dice.below(2) * dice.below(600)) as u32,
                    not_after: 600 + dice.below(4_000) as u32,
                },
            };
            let like = &scenario.injects[dice.below(own)];
            scenario.injects.push(Inject {
                id: format!("made-{at}"),
                fires,
                ..like.clone()
            });
        }
        let scenario = Arc::new(scenario);
        alike(&scenario, seed, 1_200, [0, 25][dice.below(2)]);
        let mut exercise = Exercise::new(scenario, seed);
        exercise.advance(1_200 * 60);
        let state = exercise.state();
        let made = state.injects[own..].iter();
        sent += made
            .filter(|it| matches!(it, InjectState::Delivered { .. }))
            .count();
    }
    assert!(sent > 400, "{sent}");
}

/// Conditions of scripted moves are looked at again only when something that they ask about has been
/// stirred: by brute force, they are looked at every minute.
#[test]
fn a_move_is_made_in_the_minute_in_which_what_it_waits_for_first_holds() {
    let mut dice = Dice(21);
    let mut came = 0;
    for scenario in scenarios() {
        for team in &scenario.teams {
            let like = team.moves.first().or(scenario.teams[0].moves.first());
            let like = like.expect("a move").clone();
            let written = scenario.teams.iter().flat_map(|team| &team.moves);
            let mut waited: Vec<Condition> = written.map(|it| it.when.clone()).collect();
            waited.extend((0..150).map(|_| condition(&mut dice, &scenario, 2)));
            let mut watching = team.clone();
            watching.moves = waited
                .into_iter()
                .map(|when| Move {
                    when,
                    after_mins: 0,
                    ..like.clone()
                })
                .collect();
            let mut exercise = Exercise::new(scenario.clone(), 4).without_history();
            let (mut made, mut watched) = (Made::default(), Made::default());
            let mut open = vec![true; watching.moves.len()];
            while exercise.at_minute() < 1_500 && !exercise.ended() {
                // Asked before and after the team has done what it does in this minute.
                for _ in 0..2 {
                    let listed: Vec<usize> = exercise
                        .moves(&watching, &mut watched)
                        .into_iter()
                        .map(|(_, at)| at)
                        .collect();
                    let holding: Vec<usize> = (0..open.len())
                        .filter(|at| open[*at] && exercise.holds(&watching.moves[*at].when))
                        .collect();
                    assert_eq!(listed, holding, "{} {}", scenario.id, exercise.at_minute());
                    for at in listed {
                        watched.tried(at, true);
                        open[at] = false;
                        came += 1;
                    }
                    for (command, at) in exercise.moves(team, &mut made) {
                        let taken = exercise.apply(&command).is_ok();
                        made.tried(at, taken);
                    }
                }
                exercise.advance(exercise.secs() + 60);
            }
        }
    }
    assert!(came > 2_000, "{came}");
}
