//! The scenarios that come with the program.

use std::path::PathBuf;
use std::sync::Arc;
use wardroom_core::scenario::{Scenario, check};

/// All of them, by name.
pub const ALL: [&str; 8] = [
    "clean-but-dark",
    "eight-weeks",
    "friday-across",
    "friday-lunchtime",
    "hosted-record",
    "no-bloods",
    "signed-out",
    "signed-out-board",
];

/// One of them.
pub fn scenario(name: &str) -> Arc<Scenario> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let fetch = |path: &str| std::fs::read(folder.join(path)).map_err(|why| why.to_string());
    let found = check(&format!("{name}.ron"), &fetch);
    Arc::new(found.unwrap_or_else(|problems| panic!("{}", problems.render(false))))
}
