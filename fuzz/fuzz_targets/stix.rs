//! An attack flow (STIX 2.1, or the Flow Builder's own file): the draft that comes of it is RON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_core::ron_tree::Outline;
use wardroom_papers::exchange::attack_flow;

fuzz_target!(|data: &[u8]| match attack_flow::draft(data) {
    // An item of a list, with its comma.
    Ok(draft) => assert!(
        Outline::of(&format!("[{}]", draft.text)).is_some(),
        "{}",
        draft.text
    ),
    Err(words) => assert!(!words.is_empty()),
});
