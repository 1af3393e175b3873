//! An exercise in the Common Exercise Format.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_fuzz::SMALL;
use wardroom_papers::exchange::{cexf, msel};

fuzz_target!(|data: &[u8]| match cexf::events(&SMALL, data) {
    Ok(sheet) => {
        let _imported = msel::import(&SMALL, &[sheet], &msel::Mapping::default());
    }
    Err(words) => assert!(!words.is_empty()),
});
