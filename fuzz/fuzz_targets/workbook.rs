//! A workbook: what stands in it is taken for a list of assets and for an events list.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_fuzz::SMALL;
use wardroom_papers::exchange::{estate, msel, sheet};

fuzz_target!(|data: &[u8]| match sheet::read(data) {
    Ok(sheets) => {
        let _imported = msel::import(&SMALL, &sheets, &msel::Mapping::default());
        let lists = estate::Lists {
            assets: sheets,
            ..estate::Lists::default()
        };
        let _estate = estate::import(&lists, &estate::Heads::default());
    }
    Err(error) => {
        let _words = error.to_string();
    }
});
