//! A workbook: what stands in it is taken for a list of assets and for an events list.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_fuzz::SMALL;
use wardroom_papers::exchange::{estate, msel, sheet, tables::tables};

/// The sheets of a spreadsheet, or the tables of a document.
fn sheets(data: &[u8]) -> Result<Vec<sheet::Sheet>, String> {
    match tables(data) {
        Some(found) => found,
        None => sheet::read(data).map_err(|error| error.to_string()),
    }
}

fuzz_target!(|data: &[u8]| match sheets(data) {
    Ok(sheets) => {
        let _imported = msel::import(&SMALL, &sheets, &msel::Mapping::default());
        let lists = estate::Lists {
            assets: sheets,
            ..estate::Lists::default()
        };
        let _estate = estate::import(&lists, &estate::Heads::default());
    }
    Err(words) => assert!(!words.is_empty()),
});
