//! A trust's plan as a document, whatever it is: the plan file that comes of it is one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wardroom_core::plan::check;
use wardroom_papers::exchange::plan::{Cover, import};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    // PDFs have a target of their own.
    if rest.windows(5).take(1024).any(|it| it == b"%PDF-") {
        return;
    }
    let name = ["plan.md", "plan.txt", "plan.csv", "plan.docx", "plan.ron"][usize::from(first % 5)];
    match import(rest, name, &Cover::default()) {
        Ok(imported) => {
            if let Err(problems) = check("plan.ron", imported.text.as_bytes()) {
                panic!("{}", problems.render(false));
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
