//! A plan that was put together, as its file. Must not leave a clause out.

use super::draft::{Cover, Draft, Found, Imported};
use crate::exchange::words::slug;
use wardroom_core::ron_tree::{Value, file, text, with_fields};

/// The plan file, with the account of it.
pub(super) fn written(draft: Draft, cover: &Cover, name: &str) -> Imported {
    let mut assumed = draft.assumed;
    let of_file = || name.rsplit_once('.').map_or(name, |(it, _)| it).to_owned();
    let said = |asked: &str| (!asked.trim().is_empty()).then(|| asked.trim().to_owned());
    let title = said(&cover.title).or(draft.title).unwrap_or_else(of_file);
    let version = said(&cover.version).or(draft.version).unwrap_or_else(|| {
        assumed.push("The document does not say its version: it is 1 here.".to_owned());
        "1".to_owned()
    });
    let organisation = said(&cover.organisation).unwrap_or_else(|| {
        assumed.push("Whose plan it is: write it into `organisation`.".to_owned());
        String::new()
    });
    let id = match said(&cover.id) {
        Some(id) => id,
        None => {
            let id = slug(&format!("plan {title}"));
            let id = id
                .strip_prefix("plan-")
                .filter(|it| it.starts_with(|c: char| c.is_ascii_lowercase()))
                .unwrap_or(&id)
                .to_owned();
            assumed.push(format!(
                "Its id is `{id}`, from its title: leave it so in later versions, by it they are known as the same plan."
            ));
            id
        }
    };
    let nobody = draft
        .clauses
        .iter()
        .filter(|it| it.owner.is_empty())
        .count();
    if nobody > 0 {
        assumed.push(format!(
            "{nobody} of {} clauses say not who does it.",
            draft.clauses.len()
        ));
    }
    assumed.push("No clause says yet what in scenarios it is about: fill in `maps`, and look with `wardroom plan check PLAN --with SCENARIO`.".to_owned());
    let clauses: Vec<Value> = draft.clauses.iter().map(clause).collect();
    let count = clauses.len();
    let plan = with_fields(
        "Plan",
        [
            ("schema", Value::from(1)),
            ("id", text(&id)),
            ("title", text(&title)),
            ("organisation", text(&organisation)),
            ("version", text(&version)),
            ("clauses", Value::Seq(clauses)),
        ],
    );
    Imported {
        text: file(plan),
        clauses: count,
        assumed,
        left: draft.left,
    }
}

fn clause(found: &Found) -> Value {
    let mut fields = vec![
        ("id", text(&found.number)),
        ("title", text(&found.title)),
        ("text", text(&found.text.join("\n"))),
    ];
    for (name, words) in [
        ("owner", &found.owner),
        ("trigger", &found.trigger),
        ("source", &found.source),
    ] {
        if !words.is_empty() {
            fields.push((name, text(words)));
        }
    }
    fields.push(("maps", Value::Seq(Vec::new())));
    with_fields("Clause", fields)
}
