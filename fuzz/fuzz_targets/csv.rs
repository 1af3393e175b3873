//! CSV in whatever encoding, as an events list: what is taken leaves a scenario that can be checked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_core::scenario::check;
use wardroom_fuzz::{MAIN, SMALL, file};
use wardroom_papers::exchange::{msel, sheet, tables::tables};

/// The sheets of a spreadsheet, or the tables of a document.
fn sheets(data: &[u8]) -> Result<Vec<sheet::Sheet>, String> {
    match tables(data) {
        Some(found) => found,
        None => sheet::read(data).map_err(|error| error.to_string()),
    }
}

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        return;
    }
    let Ok(sheets) = sheets(data) else { return };
    let Ok(imported) = msel::import(&SMALL, &sheets, &msel::Mapping::default()) else {
        return;
    };
    let fetch = |path: &str| match path {
        MAIN => Ok(imported.text.clone().into_bytes()),
        _ => file(path),
    };
    // What rows say can be wrong for a scenario; what is written of them is RON all the same.
    if let Err(problems) = check(MAIN, &fetch) {
        let words = problems.render(false);
        assert!(!words.contains("W002"), "{words}");
    }
});
