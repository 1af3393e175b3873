//! A scripted team's file: its diagnostics can be shown, and one that is sound plays.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_core::exercise::{Exercise, scripted};
use wardroom_core::scenario::check_team;
use wardroom_fuzz::SMALL;

fuzz_target!(|data: &[u8]| match check_team(&SMALL, "team.ron", data) {
    Ok(team) => {
        let mut exercise = Exercise::new(SMALL.clone(), 7);
        scripted::play(&mut exercise, &team, |it, _| it.secs() < 30 * 60);
    }
    Err(problems) => {
        let _words = problems.render(false);
    }
});
