//! Any moment of a record is the moment as it was, whatever was looked at before.

use crate::support::friday;
use std::fmt::Write;
use wardroom_core::exercise::{Command, Exercise, scripted};
use wardroom_core::record::Scrub;

#[test]
fn every_moment_is_as_it_was_in_whatever_order_they_are_looked_at() {
    let scenario = friday();
    let team = &scenario.teams[1];
    let mut exercise = Exercise::new(scenario.clone(), 9).without_history();
    let mut commands: Vec<(u64, Command)> = Vec::new();
    let mut hashes = Vec::new();
    scripted::play(&mut exercise, team, |exercise, step| {
        match step {
            scripted::Step::Taken(command, _) => commands.push((exercise.secs(), command)),
            scripted::Step::Passed(_) if exercise.secs().is_multiple_of(17 * 60) => {
                hashes.push((exercise.secs(), String::new()));
            }
            _ => {}
        }
        true
    });
    // The hash at a moment is taken after whatever was decided in it.
    let mut again = Exercise::new(scenario.clone(), 9).without_history();
    let mut next = 0;
    for (secs, hash) in &mut hashes {
        while let Some((at, command)) = commands.get(next)
            && *at <= *secs
        {
            again.advance(*at);
            again.apply(command).expect("it was taken then");
            next += 1;
        }
        again.advance(*secs);
        write!(hash, "{}", again.state().hash()).expect("a string takes it");
    }
    let scrub = Scrub::new(&scenario, 9, commands, exercise.secs());
    for (secs, hash) in hashes
        .iter()
        .rev()
        .step_by(3)
        .chain(hashes.iter().step_by(2))
    {
        assert_eq!(scrub.at(*secs).state().hash(), *hash, "at {secs} s");
    }
    assert_eq!(scrub.at(u64::MAX).state().hash(), exercise.state().hash());
}
