//! The format's reference is made from the types: what stands between its marks is what they say.

use crate::repository;
use crate::support::agreed;
use std::fmt::Write as _;
use wardroom_core::scenario::reference::{Field, Holds, Made, Structure, With, Word, structures};

/// Where the reference tells of the things that ids are of, if not under their own name.
fn place(kind: &str) -> (&str, &str) {
    match kind {
        "group" => ("host group", "hostgroup"),
        "option" => ("option", "choice"),
        kind => (kind, kind),
    }
}

/// A value in a table, with a link to where it is told of.
fn in_table(holds: &Holds) -> String {
    match holds {
        Holds::Text => "text".to_owned(),
        Holds::Whole => "whole number".to_owned(),
        Holds::Number => "number".to_owned(),
        Holds::Truth => "`true` or `false`".to_owned(),
        Holds::Kind(kind) => match kind.as_str() {
            "id" | "time" | "share" | "path" => kind.clone(),
            "target" => "id of the kind the card asks for".to_owned(),
            kind => {
                let (name, anchor) = place(kind);
                let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
                    "an"
                } else {
                    "a"
                };
                format!("id of {article} [{name}](#{anchor})")
            }
        },
        Holds::Structure(name) => format!("[{name}](#{})", name.to_lowercase()),
        Holds::List(of) => match &**of {
            Holds::Kind(kind) if !matches!(kind.as_str(), "id" | "time" | "share" | "path") => {
                let (name, anchor) = place(kind);
                format!("ids of [{name}s](#{anchor})").replace("bodys", "bodies")
            }
            Holds::Structure(name) => format!("list of [{name}](#{})", name.to_lowercase()),
            plain => format!("list of {}s", in_table(plain)),
        },
    }
}

/// A value in the brackets of a word.
fn in_brackets(holds: &Holds) -> String {
    match holds {
        Holds::Text => "text".to_owned(),
        Holds::Whole => "whole number".to_owned(),
        Holds::Number => "number".to_owned(),
        Holds::Truth => "true or false".to_owned(),
        Holds::Kind(kind) => kind.clone(),
        Holds::Structure(name) => name.clone(),
        Holds::List(of) => format!("[{}, …]", in_brackets(of)),
    }
}

fn written(word: &Word) -> String {
    match &word.with {
        With::Nothing => word.name.clone(),
        With::One(holds) => format!("{}({})", word.name, in_brackets(holds)),
        With::Fields(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|it| {
                    let may = if it.needed { "" } else { "?" };
                    format!("{}{may}: {}", it.name, in_brackets(&it.holds))
                })
                .collect();
            format!("{}({})", word.name, fields.join(", "))
        }
    }
}

fn needed(field: &Field) -> String {
    match (&field.default, &field.holds) {
        _ if field.needed => "yes".to_owned(),
        (_, Holds::List(_)) => "no (empty)".to_owned(),
        (Some(value), _) => format!("no (`{value}`)"),
        (None, _) => "no".to_owned(),
    }
}

/// A structure as the page tells it.
fn section(name: &str, it: &Structure) -> String {
    let (about, checked): (Vec<&String>, Vec<&String>) =
        it.about.iter().partition(|it| !it.starts_with("Checked:"));
    let mut page = format!("### {name}\n");
    for paragraph in about {
        let _ = write!(page, "\n{paragraph}\n");
    }
    let cell = |text: &str| text.replace('|', "\\|");
    match &it.made {
        Made::Fields(fields) => {
            page.push_str("\n| Field | Value | Needed | Meaning |\n|---|---|---|---|\n");
            for field in fields {
                let _ = writeln!(
                    page,
                    "| `{}` | {} | {} | {} |",
                    field.name,
                    in_table(&field.holds),
                    needed(field),
                    cell(&field.about)
                );
            }
        }
        Made::Words(words) => {
            page.push_str("\n| Written | Meaning |\n|---|---|\n");
            for word in words {
                let _ = writeln!(page, "| `{}` | {} |", written(word), cell(&word.about));
            }
        }
    }
    for paragraph in checked {
        let _ = write!(page, "\n{paragraph}\n");
    }
    page
}

/// The page with everything between its marks as the types have it.
fn made(page: &str) -> String {
    let mut new = String::new();
    let mut rest = page;
    while let Some(at) = rest.find("<!-- from the types: ") {
        let (before, from) = rest.split_at(at);
        let head = from.find("-->").map_or(from.len(), |it| it + 3);
        let name = from[..head]
            .trim_start_matches("<!-- from the types: ")
            .trim_end_matches("-->")
            .trim();
        let structure = structures()
            .get(name)
            .unwrap_or_else(|| panic!("there is no {name} in the format"));
        let end = format!("<!-- end of {name} -->");
        let close = from
            .find(&end)
            .unwrap_or_else(|| panic!("no end of {name}"));
        let _ = write!(
            new,
            "{before}{}\n\n{}\n{end}",
            &from[..head],
            section(name, structure)
        );
        rest = &from[close + end.len()..];
    }
    new.push_str(rest);
    new
}

#[test]
fn the_reference_of_the_format_is_what_the_types_say() {
    let path = repository::top().join("docs/format.md");
    let page = std::fs::read_to_string(&path).expect("the reference");
    let missing: Vec<&String> = structures()
        .keys()
        .filter(|name| !page.contains(&format!("<!-- from the types: {name} -->")))
        .collect();
    assert_eq!(missing, Vec::<&String>::new(), "not on the page");
    agreed(&path, &made(&page));
}

#[test]
fn everything_in_the_format_says_what_it_is() {
    assert!(structures().len() > 55, "{}", structures().len());
    let mut silent = Vec::new();
    let mut look = |name: &str, about: &str| {
        if about.is_empty() {
            silent.push(name.to_owned());
        }
    };
    for (name, it) in structures() {
        look(name, &it.about.concat());
        match &it.made {
            Made::Fields(fields) => {
                for field in fields {
                    look(&format!("{name}.{}", field.name), &field.about);
                }
            }
            Made::Words(words) => {
                for word in words {
                    look(&format!("{name}.{}", word.name), &word.about);
                    let With::Fields(fields) = &word.with else {
                        continue;
                    };
                    for field in fields {
                        let name = format!("{name}.{}.{}", word.name, field.name);
                        look(&name, &field.about);
                    }
                }
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}
