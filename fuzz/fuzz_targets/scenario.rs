//! A scenario's file: its diagnostics can be shown, and one that is sound plays.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use wardroom_core::exercise::Exercise;
use wardroom_core::scenario::check;
use wardroom_fuzz::{MAIN, file};

/// Minutes that are played: a longer run tells no more of what the checker let pass.
const MINUTES: u64 = 30;

fuzz_target!(|data: &[u8]| {
    let fetch = |path: &str| match path {
        MAIN => Ok(data.to_vec()),
        _ => file(path),
    };
    match check(MAIN, &fetch) {
        Ok(scenario) => {
            let mut exercise = Exercise::new(Arc::new(scenario), 7);
            exercise.advance(MINUTES * 60);
        }
        Err(problems) => {
            let _words = problems.render(false);
        }
    }
});
