//! The shipped scenario with more hosts, for the benches.

use std::path::Path;
use wardroom_core::scenario::SourceFile;

/// The texts of the shipped scenario, the main one first.
pub fn shipped() -> Vec<SourceFile> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    match wardroom_files::scenario(&path) {
        Ok(scenario) => scenario.files.clone(),
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

/// The same with so many times the hosts, on as much larger a network.
pub fn larger(times: u64) -> Vec<SourceFile> {
    let mut files = shipped();
    for file in &mut files {
        file.text = multiplied(&file.text, "address_space: ", times);
        if file.text.contains("HostGroup(") {
            file.text = multiplied(&file.text, "count: ", times);
            file.text = multiplied(&file.text, "patched: ", times);
        }
    }
    files
}

/// A text with each whole number that follows a field's name multiplied.
fn multiplied(text: &str, field: &str, times: u64) -> String {
    let mut parts = text.split(field);
    let mut larger = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        larger.push_str(field);
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match part[..digits].parse::<u64>() {
            Ok(number) => larger.push_str(&(number * times).to_string()),
            Err(_) => larger.push_str(&part[..digits]),
        }
        larger.push_str(&part[digits..]);
    }
    larger
}
