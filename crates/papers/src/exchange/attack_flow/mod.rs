//! ATT&CK Flows as a draft of an intrusion: each action a stage, after those that lead to it. Two kinds
//! are read: the STIX 2.1 bundle that the Flow Builder publishes (`attack-flow`, `attack-action`,
//! `effect_refs`), and the Builder's own file (`.afb`). A flow forks and joins and a scenario's stages
//! stand in a row, and how long each takes no flow says: both are said in the draft. Must not invent
//! what a stage does to a trust.

mod builder;
mod bundle;
mod flow;

use super::json::{self, Fields, list};
use super::words::slug;
use flow::{Flow, Lead, in_order, leads};
use serde_json::Value;
use std::collections::BTreeSet;
use wardroom_core::ron_tree::remarked::{in_line, text};

/// The most actions that are taken.
const MOST_STAGES: usize = 500;

/// A draft of the stages of an intrusion.
#[derive(Debug)]
pub struct Draft {
    /// An `Intrusion(…)` for the list `threats` of a scenario, with comments.
    pub text: String,
    /// How many stages it has.
    pub stages: usize,
    /// What is not carried and what was made of it, in sentences.
    pub told: Vec<String>,
}

/// Whether an object is a flow, of either kind.
pub(super) fn is(fields: &Fields) -> bool {
    builder::is(fields)
        || fields.get("type").is_some_and(|it| it == "bundle")
            && fields
                .get("objects")
                .and_then(Value::as_array)
                .is_some_and(|objects| {
                    objects.iter().any(|it| {
                        let kind = it.get("type").and_then(Value::as_str);
                        kind.is_some_and(|it| matches!(it, "attack-flow" | "attack-action"))
                    })
                })
}

/// Makes a draft of a flow.
///
/// # Errors
/// What it is, if it is none, or why it can't be read.
pub fn draft(bytes: &[u8]) -> Result<Draft, String> {
    let Value::Object(mut fields) = json::read(bytes)? else {
        return Err(none());
    };
    if !is(&fields) {
        return Err(none());
    }
    let own = builder::is(&fields);
    let objects = list(&mut fields, "objects");
    let mut flow = if own {
        builder::of(objects)
    } else {
        bundle::of(objects)
    };
    let stages = in_order(&flow);
    if stages.is_empty() {
        return Err("This flow has no action, so there is no stage in it.".to_owned());
    }
    if stages.len() > MOST_STAGES {
        return Err(format!(
            "This flow has {} actions, and at most {MOST_STAGES} are read.",
            stages.len()
        ));
    }
    let text = written(&mut flow, &stages);
    Ok(Draft {
        text,
        stages: stages.len(),
        told: flow.account.sentences(),
    })
}

fn none() -> String {
    "This is no ATT&CK Flow. One is a STIX 2.1 bundle with an “attack-flow”, as the Flow Builder publishes it (.json), or the Builder's own file (.afb).".to_owned()
}

/// The draft. Its comments say what of it was made up.
fn written(flow: &mut Flow, stages: &[String]) -> String {
    let name = if flow.name.is_empty() {
        "An intrusion"
    } else {
        &flow.name
    };
    let mut draft = format!(
        "// Stages of an intrusion after the ATT&CK Flow “{}”: a draft.\n\
         // Put it into the list `threats` of a scenario. Hours are made up: no flow says how long a step\n\
         // takes. Delete what your trust would not notice, and say what each stage does (`does`), what\n\
         // shows of it (`trace_mean_hours`) and what stops it (`held_by`, `driven_out`).\n\
         Intrusion(\n    id: {},\n    stages: [\n",
        one_line(name),
        in_line(&text(&slug(name))),
    );
    let mut ids = BTreeSet::new();
    let before = leads(flow, stages);
    let mut forks = 0;
    for (at, id) in stages.iter().enumerate() {
        let node = &flow.nodes[id];
        let name = if node.name.is_empty() {
            "A step"
        } else {
            node.name.as_str()
        };
        let marks: Vec<&str> = [node.technique.as_str(), node.tactic.as_str()]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        let lead = marks
            .first()
            .map_or_else(String::new, |it| format!("{it} "));
        draft.push_str(&format!(
            "        // {}\n",
            one_line(&format!("{} {name}", marks.join(" ")))
        ));
        if !node.description.is_empty() {
            draft.push_str(&format!("        // {}\n", one_line(&node.description)));
        }
        let leads = before.get(id).map_or(&[][..], Vec::as_slice);
        let mut told = BTreeSet::new();
        for condition in leads.iter().flat_map(|it| &it.conditions) {
            if told.insert(condition) {
                draft.push_str(&format!("        // {}\n", one_line(condition)));
            }
        }
        let in_a_row = at == 0 && leads.is_empty()
            || leads.len() == 1 && at > 0 && leads[0].from == stages[at - 1];
        if !in_a_row {
            forks += 1;
            draft.push_str(&after(flow, leads));
        }
        draft.push_str(&format!(
            "        Stage(\n            id: {},\n            name: {},\n            at_least_hours: 1.0, // made up\n            mean_hours: 2.0, // made up\n        ),\n",
            in_line(&text(&free(&mut ids, name))),
            in_line(&text(&one_line(&format!("{lead}{name}")))),
        ));
    }
    draft.push_str("    ],\n),\n");
    if forks > 0 {
        flow.account.tell(format!(
            "The flow forks or joins at {forks} of {} stages; here they stand in a row, and each says what it comes after there.",
            stages.len()
        ));
    }
    draft
}

/// What a stage comes after in the flow, as a comment.
fn after(flow: &Flow, leads: &[Lead]) -> String {
    let mut named: Vec<String> = leads
        .iter()
        .map(|it| format!("“{}”", one_line(&flow.nodes[&it.from].name)))
        .collect();
    named.dedup();
    if named.is_empty() {
        return "        // In the flow it waits for nothing.\n".to_owned();
    }
    let any = leads.iter().all(|it| it.any);
    let named = named.join(if any { " or " } else { " and " });
    format!("        // In the flow it comes after {named}.\n")
}

/// An id that no other stage has.
fn free(ids: &mut BTreeSet<String>, name: &str) -> String {
    let wanted = slug(name);
    let mut id = wanted.clone();
    let mut more = 2;
    while !ids.insert(id.clone()) {
        id = format!("{wanted}-{more}");
        more += 1;
    }
    id
}

/// Words on one line, not too long for a comment.
fn one_line(words: &str) -> String {
    const LETTERS: usize = 300;
    let line: String = words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|it| !it.is_control())
        .collect();
    match line.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
