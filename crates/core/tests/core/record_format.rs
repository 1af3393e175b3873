//! The page of the record's format is made from the types of `record::wire`: what stands between its
//! marks is what they say.

use crate::repository;
use crate::support::agreed;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use wardroom_core::record::wire::{Event, Line};

/// A doc comment as one paragraph.
fn about(value: &Value) -> String {
    let text = value["description"].as_str().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

/// What a value is, with a link where it is told of by itself.
fn holds(value: &Value) -> String {
    if let Some(name) = value["$ref"].as_str().map(name_of) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(either) = value["anyOf"].as_array() {
        let some = either.iter().filter(|it| it["type"] != "null");
        return some.map(holds).collect::<Vec<_>>().join(" or ");
    }
    let kinds: Vec<&str> = match &value["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let kind = kinds.into_iter().find(|it| *it != "null").unwrap_or("any");
    match kind {
        "array" => match value["prefixItems"].as_array() {
            Some(items) => {
                let items: Vec<String> = items.iter().map(holds).collect();
                format!("[{}]", items.join(", "))
            }
            None => format!("list of {}", holds(&value["items"])),
        },
        "object" => format!("object: {} by name", holds(&value["additionalProperties"])),
        "integer" => "whole number".to_owned(),
        "string" => "text".to_owned(),
        other => other.to_owned(),
    }
}

fn fields(value: &Value, but: Option<&str>) -> Vec<[String; 4]> {
    let none = Map::new();
    let needed = value["required"].as_array();
    value["properties"]
        .as_object()
        .unwrap_or(&none)
        .iter()
        .filter(|(name, _)| but != Some(name.as_str()))
        .map(|(name, inner)| {
            let always = needed.is_some_and(|it| it.iter().any(|it| it == name));
            let always = if always { "yes" } else { "no" };
            [name.clone(), holds(inner), always.to_owned(), about(inner)]
        })
        .collect()
}

fn table(page: &mut String, rows: &[[String; 4]]) {
    if rows.is_empty() {
        return;
    }
    page.push_str("\n| Field | Value | Always there | Meaning |\n|---|---|---|---|\n");
    for [name, holds, always, about] in rows {
        let _ = writeln!(
            page,
            "| `{name}` | {holds} | {always} | {} |",
            about.replace('|', "\\|")
        );
    }
}

/// A variant: how it is written, and its fields.
fn variant(page: &mut String, value: &Value) {
    if let Some(word) = value["const"].as_str() {
        let _ = writeln!(page, "- `{word}`: {}", about(value));
        return;
    }
    let properties = value["properties"].as_object();
    let tag = properties.and_then(|all| {
        all.iter()
            .find_map(|(name, it)| Some((name.clone(), it["const"].as_str()?.to_owned())))
    });
    if let Some((tag, word)) = tag {
        let _ = write!(page, "\n**`\"{tag}\": \"{word}\"`** {}", about(value));
        if let Some(name) = value["$ref"].as_str().map(name_of) {
            let _ = write!(
                page,
                " With the fields of [{name}](#{}).",
                name.to_lowercase()
            );
        }
        // The fields of what is flattened into it stand beside its own.
        if value["oneOf"].is_array() {
            page.push_str(" With the fields of an [Event](#event).");
        }
        page.push('\n');
        table(page, &fields(value, Some(&tag)));
        return;
    }
    // One field, named like the variant.
    for (name, inner) in properties.into_iter().flatten() {
        let rows = fields(inner, None);
        if rows.is_empty() {
            let _ = writeln!(
                page,
                "- `{{\"{name}\": {}}}`: {}",
                holds(inner),
                about(value)
            );
        } else {
            let names: Vec<&str> = rows.iter().map(|it| it[0].as_str()).collect();
            let _ = writeln!(
                page,
                "- `{{\"{name}\": {{{}}}}}`: {}",
                names.join(", "),
                about(value)
            );
        }
    }
}

fn section(name: &str, value: &Value) -> String {
    let mut page = format!("\n### {name}\n\n{}\n", about(value));
    match value["oneOf"].as_array() {
        Some(variants) => {
            page.push('\n');
            for one in variants {
                match one["enum"].as_array() {
                    Some(words) => {
                        for word in words.iter().filter_map(Value::as_str) {
                            let _ = writeln!(page, "- `{word}`");
                        }
                    }
                    None => variant(&mut page, one),
                }
            }
        }
        None => table(&mut page, &fields(value, None)),
    }
    page
}

fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Everything that a record can hold.
fn made() -> String {
    let line = schema::<Line>();
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for root in [&line, &schema::<Event>()] {
        for (name, value) in root["$defs"].as_object().into_iter().flatten() {
            all.insert(name.clone(), value.clone());
        }
    }
    all.insert("Event".to_owned(), schema::<Event>());
    let mut page = section("Line", &line);
    for (name, value) in &all {
        page.push_str(&section(name, value));
    }
    page
}

const BEGINS: &str = "<!-- from the types -->\n";
const ENDS: &str = "<!-- end of the types -->";

#[test]
fn the_page_of_the_record_is_what_the_types_say() {
    let path = repository::top().join("docs/record.md");
    let page = std::fs::read_to_string(&path).expect("the page");
    let (before, rest) = page.split_once(BEGINS).expect("its mark");
    let (_, after) = rest.split_once(ENDS).expect("its end");
    let made = made();
    for wanted in [
        "### Header",
        "### Command",
        "### Event",
        "### Played",
        "### Seal",
    ] {
        assert!(made.contains(wanted), "{wanted}");
    }
    agreed(&path, &format!("{before}{BEGINS}{made}{ENDS}{after}"));
}
