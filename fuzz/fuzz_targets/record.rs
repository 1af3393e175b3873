//! A record, as it lies in a file and with hashes that hold: it is read, replayed, reviewed and
//! written up, or told what is wrong with it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_core::record::{open, replay};
use wardroom_core::review::Finished;
use wardroom_fuzz::chained_record;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let text = if first % 2 == 0 {
        chained_record(rest)
    } else {
        rest.to_vec()
    };
    let Ok(opened) = open(&text) else { return };
    let _torn = opened.torn.len();
    let _story = opened.story();
    let _ended = (
        opened.ended(),
        opened.last_secs(),
        opened.commands().count(),
    );
    if let Err(difference) = replay(&opened) {
        let _words = difference.to_string();
    }
    if let Err(difference) = Finished::from_record(&opened) {
        let _words = difference.to_string();
    }
});
