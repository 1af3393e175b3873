//! What is kept from minute to minute, and what is passed over because nothing can come of it, changes
//! nothing: the same exercise in which every minute works everything out anew says the same.

use crate::repository::scenarios;
use crate::support::friday;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Exercise, PromptState};
use wardroom_core::scenario::{RoleId, ScanLifetime, Scenario, Target};

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
