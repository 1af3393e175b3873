//! Which exercise tool a file is of, by what stands in it: its name may say anything. Must not import it.

use super::events::Events;
use super::json::{self, Fields};
use super::sheet::{MOST_BYTES, MOST_UNPACKED, unpacked};
use super::{attack_flow, cexf, openaev, t3sf, ttx};
use serde_json::Value;
use std::io::Cursor;
use wardroom_core::scenario::Scenario;
use zip::ZipArchive;

/// The most files in an archive.
const MOST_PARTS: usize = 5_000;
/// What is read, for whoever brought something else.
const READ: &str = "Of JSON the Common Exercise Format (CEXF, SkillAegis), scenarios of OpenAEV and OpenBAS, events lists of T3SF and timelines of ttx-community are read";

/// The injects of another tool's file as an events list; nothing if it is of none, but perhaps a
/// spreadsheet.
///
/// # Errors
/// What is wrong with it, or what it is that is not read.
pub fn events(scenario: &Scenario, name: &str, bytes: &[u8]) -> Result<Option<Events>, String> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    if bytes.starts_with(b"PK\x03\x04") {
        // Whoever reads workbooks says that it is too long.
        return if bytes.len() > MOST_BYTES {
            Ok(None)
        } else {
            archive(scenario, bytes)
        };
    }
    if matches!(ending.as_str(), "yml" | "yaml") {
        return Err("This is YAML, in which INJECT, Caldera and Atomic Red Team keep their exercises; it is not read. Write the injects into a spreadsheet, with heads such as “Time”, “From”, “To” and “Message”.".to_owned());
    }
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        return Err("This is JSON with an object in each line, as records and logs have it; no exercise is kept so. Write the injects into a spreadsheet, with heads such as “Time”, “From”, “To” and “Message”.".to_owned());
    }
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(None);
    }
    if matches!(ending.as_str(), "ron") {
        return Err("This is a file of a scenario, and no events list. `wardroom msel export` makes a list of it that can be imported into another.".to_owned());
    }
    let named = matches!(ending.as_str(), "json" | "afb");
    if !named && !json::looks_like_json(bytes) {
        return Ok(None);
    }
    let value = match json::read(bytes) {
        Ok(value) => value,
        // A list may begin with a bracket too.
        Err(_) if !named && bytes.starts_with(b"[") => return Ok(None),
        Err(why) => return Err(why),
    };
    of(scenario, value, 0).map(Some)
}

fn of(scenario: &Scenario, value: Value, documents: usize) -> Result<Events, String> {
    match value {
        Value::Array(items) if t3sf::is(&items) => t3sf::events(scenario, items),
        Value::Object(fields) if openaev::is(&fields) => {
            openaev::events(scenario, fields, documents)
        }
        Value::Object(fields) if ttx::is(&fields) => ttx::events(scenario, fields),
        Value::Object(fields) if attack_flow::is(&fields) => Err(
            "This is an ATT&CK Flow: what an attacker does, and no messages. `wardroom intrusion` makes the stages of an intrusion of it.".to_owned(),
        ),
        Value::Object(fields) if seems_cexf(&fields) => {
            cexf::events(scenario, Value::Object(fields))
        }
        other => Err(format!("{READ}; this is {}.", what(&other))),
    }
}

fn seems_cexf(fields: &Fields) -> bool {
    ["inject_flow", "inject_payloads"]
        .iter()
        .any(|it| fields.contains_key(*it))
}

/// What a value is, in words, as far as can be seen.
fn what(value: &Value) -> String {
    let named = |fields: &Fields| {
        let names: Vec<String> = fields.keys().take(4).map(|it| format!("“{it}”")).collect();
        names.join(", ")
    };
    match value {
        Value::Object(fields) if fields.contains_key("payload_information") => {
            "an OpenAEV payload, which acts on machines".to_owned()
        }
        Value::Object(fields) if fields.get("type").is_some_and(|it| it == "bundle") => {
            "a STIX bundle without an attack flow".to_owned()
        }
        Value::Object(fields) if fields.is_empty() => "an empty object".to_owned(),
        Value::Object(fields) => format!("an object with {}", named(fields)),
        Value::Array(items) => match items.first() {
            Some(Value::Object(fields)) => format!("a list of objects with {}", named(fields)),
            Some(_) => "a list without objects".to_owned(),
            None => "an empty list".to_owned(),
        },
        _ => "a single value".to_owned(),
    }
}

/// An archive that holds the JSON of an exercise; nothing if it is a workbook or another document.
fn archive(scenario: &Scenario, bytes: &[u8]) -> Result<Option<Events>, String> {
    // What can't be opened is told by whoever reads workbooks.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(None);
    };
    if archive.len() > MOST_PARTS {
        return Err(format!(
            "This archive can't be read: it has more than {MOST_PARTS} files."
        ));
    }
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .filter(|name| !name.ends_with('/'))
        .collect();
    let office = ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml"];
    if names.iter().any(|name| office.contains(&name.as_str())) {
        return Ok(None);
    }
    let exercises: Vec<&String> = names
        .iter()
        .filter(|name| name.to_ascii_lowercase().ends_with(".json"))
        .collect();
    if exercises.is_empty() {
        let lists = [".xlsx", ".ods", ".csv", ".docx", ".md"];
        let is_list = |name: &&String| lists.iter().any(|it| name.to_lowercase().ends_with(it));
        return Err(match names.iter().find(is_list) {
            Some(name) => format!("This archive holds “{name}”, packed: unpack it, and import that."),
            None => "This archive holds neither a list nor the JSON of an exercise. Unpack it, and import what is in it.".to_owned(),
        });
    }
    let mut left = MOST_UNPACKED;
    let mut found = Vec::new();
    let mut whys = Vec::new();
    for name in &exercises {
        // Room for all of them, and not for each.
        let text = unpacked(&mut archive, name, &mut left)
            .map_err(|why| format!("This archive can't be read: {why}."))?;
        match json::read(text.as_bytes()) {
            Ok(value) => found.push((name, value)),
            Err(why) => whys.push(format!("{name}: {why}")),
        }
    }
    let several = found.len();
    let documents = names.len() - exercises.len();
    let mut read = Vec::new();
    for (name, value) in found {
        match of(scenario, value, documents) {
            Ok(events) => read.push((name, events)),
            Err(why) => whys.push(format!("{name}: {why}")),
        }
    }
    match (read.len(), read.pop()) {
        (1, Some((name, mut events))) => {
            if several > 1 || !whys.is_empty() {
                events
                    .told
                    .push(format!("Of the archive “{name}” is read."));
                events.told.extend(whys);
            }
            Ok(Some(events))
        }
        (0, _) | (_, None) => Err(whys.join(" ")),
        _ => Err(
            "This archive holds several exercises. Unpack it, and import one of them.".to_owned(),
        ),
    }
}
