//! A trust's plan as a PDF: the plan file that comes of it is one. Where the library that reads PDFs
//! stumbles, the program says that the file is damaged: that is an answer, not a fault.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_core::plan::check;
use wardroom_papers::exchange::plan::{Cover, import};

fuzz_target!(|data: &[u8]| {
    match import(data, "plan.pdf", &Cover::default()) {
        Ok(imported) => {
            if let Err(problems) = check("plan.ron", imported.text.as_bytes()) {
                panic!("{}", problems.render(false));
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
