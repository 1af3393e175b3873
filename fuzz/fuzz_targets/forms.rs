//! A feedback form that came back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_fuzz::STORY;
use wardroom_papers::exchange::answers;

fuzz_target!(|data: &[u8]| match answers::read(&STORY, data) {
    Ok(read) => {
        let _new = answers::new_ones(&[], &read);
        // What was taken once is known again.
        let known: Vec<_> = read.answers.iter().map(|it| it.1.clone()).collect();
        assert!(answers::new_ones(&known, &read).is_empty());
    }
    Err(error) => assert!(!error.to_string().is_empty()),
});
