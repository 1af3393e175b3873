//! What the targets share: the scenario that lists are brought into, and hash chains that hold, so
//! that what stands behind a hash is reached.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};
use wardroom_core::record::Story;
use wardroom_core::scenario::{Scenario, check};

/// The files of a scenario that is as small as one can be.
const FILES: [(&str, &str); 3] = [
    (
        MAIN,
        include_str!("../../crates/core/tests/core/diagnostics/sound/main.ron"),
    ),
    (
        "library.ron",
        include_str!("../../crates/core/tests/core/diagnostics/sound/library.ron"),
    ),
    (
        "quick.ron",
        include_str!("../../crates/core/tests/core/diagnostics/sound/quick.ron"),
    ),
];

/// The main one of them.
pub const MAIN: &str = "main.ron";

/// One of its files as it ships.
pub fn file(path: &str) -> Result<Vec<u8>, String> {
    let found = FILES.iter().find(|(name, _)| *name == path);
    found
        .map(|(_, text)| text.as_bytes().to_vec())
        .ok_or_else(|| "there is no such file".to_owned())
}

/// The scenario.
pub static SMALL: LazyLock<Arc<Scenario>> = LazyLock::new(|| match check(MAIN, &file) {
    Ok(scenario) => Arc::new(scenario),
    Err(problems) => panic!("{}", problems.render(false)),
});

/// What a form is read with.
pub static STORY: LazyLock<Story> = LazyLock::new(|| Story::of(&SMALL));

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _never = write!(hex, "{byte:02x}");
        hex
    })
}

/// The lines of a record with the hashes that they would have, as `record::Chain` states them: each
/// line is a JSON object without its `hash` and `prev`.
pub fn chained_record(bodies: &[u8]) -> Vec<u8> {
    let mut prev = "0".repeat(64);
    let mut record = Vec::with_capacity(bodies.len() * 2);
    for body in bodies.split(|it| *it == b'\n') {
        let Some(body) = body.strip_prefix(b"{") else {
            record.extend_from_slice(body);
            continue;
        };
        let mut rest = format!("\"prev\":\"{prev}\",").into_bytes();
        rest.extend_from_slice(body);
        prev = hex(&Sha256::digest(&rest));
        record.extend_from_slice(format!("{{\"hash\":\"{prev}\",").as_bytes());
        record.extend_from_slice(&rest);
        record.push(b'\n');
    }
    record
}

/// The lines of a part of a balance run, likewise.
pub fn chained_part(bodies: &[u8]) -> Vec<u8> {
    let mut last = String::new();
    let mut part = Vec::with_capacity(bodies.len() * 2);
    for body in bodies.split(|it| *it == b'\n') {
        let Some(body) = body.strip_prefix(b"{") else {
            part.extend_from_slice(body);
            continue;
        };
        let digest = Sha256::new()
            .chain_update(last.as_bytes())
            .chain_update(body)
            .finalize();
        last = hex(&digest);
        part.extend_from_slice(format!("{{\"sha256\":\"{last}\",").as_bytes());
        part.extend_from_slice(body);
        part.push(b'\n');
    }
    part
}
