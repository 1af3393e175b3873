//! An exercise of another tool: CEXF, OpenAEV, T3SF, timelines, as JSON or in an archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_fuzz::SMALL;
use wardroom_papers::exchange::{msel, tools};

fuzz_target!(
    |data: &[u8]| match tools::events(&SMALL, "exercise.json", data) {
        Ok(Some(events)) => {
            let _imported = msel::import(&SMALL, &[events.sheet], &msel::Mapping::default());
        }
        Ok(None) => {}
        Err(words) => assert!(!words.is_empty()),
    }
);
