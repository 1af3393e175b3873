//! ATT&CK Flows as a draft of an intrusion: each action a stage, after those that lead to it. Two forms
//! are read: the STIX 2.1 bundle that the Flow Builder publishes (`attack-flow`, `attack-action`,
//! `effect_refs`), and the Builder's own file (`.afb`). A flow forks and joins and a scenario's stages
//! stand in a row, and how long each takes no flow says: both are said in the draft. Must not invent
//! what a stage does to a trust.

use super::json::{self, Account, Fields, all_words, list, object, words};
use super::words::slug;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
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

/// Something in a flow.
#[derive(Debug, Default)]
struct Node {
    /// A stage to be, or what only leads from one to another.
    action: bool,
    name: String,
    technique: String,
    tactic: String,
    description: String,
    next: Vec<String>,
}

#[derive(Debug, Default)]
struct Flow {
    name: String,
    /// In the file's order.
    order: Vec<String>,
    nodes: BTreeMap<String, Node>,
    account: Account,
}

/// Whether an object is a flow, in either form.
pub(super) fn is(fields: &Fields) -> bool {
    is_builder(fields)
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

fn is_builder(fields: &Fields) -> bool {
    let schema = fields.get("schema").and_then(Value::as_str);
    schema.is_some_and(|it| it.starts_with("attack_flow")) && fields.contains_key("objects")
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
    let builder = is_builder(&fields);
    let objects = list(&mut fields, "objects");
    let mut flow = if builder {
        of_builder(objects)
    } else {
        of_bundle(objects)
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

/// The objects of a STIX bundle. What is neither an action nor leads to one is told by its kind.
fn of_bundle(objects: Vec<Value>) -> Flow {
    /// Every object has these, or every flow's file.
    const COMMON: [&str; 9] = [
        "type",
        "id",
        "spec_version",
        "created",
        "modified",
        "created_by_ref",
        "extensions",
        "technique_ref",
        "tactic_ref",
    ];
    let mut flow = Flow::default();
    for object in objects {
        let Value::Object(mut fields) = object else {
            continue;
        };
        let kind = words(&mut fields, "type");
        let id = words(&mut fields, "id");
        for name in COMMON {
            fields.remove(name);
        }
        let mut node = Node {
            action: kind == "attack-action",
            ..Node::default()
        };
        match kind.as_str() {
            "attack-flow" => {
                flow.name = words(&mut fields, "name");
                fields.remove("start_refs");
                fields.remove("scope");
                flow.account.rest("attack-flow", &fields);
                continue;
            }
            "extension-definition" => continue,
            "attack-action" => {
                node.name = words(&mut fields, "name");
                node.technique = words(&mut fields, "technique_id");
                node.tactic = words(&mut fields, "tactic_id");
                node.description = words(&mut fields, "description");
                node.next = all_words(&mut fields, "effect_refs");
            }
            "attack-condition" => {
                node.description = words(&mut fields, "description");
                node.next = all_words(&mut fields, "on_true_refs");
                node.next.extend(all_words(&mut fields, "on_false_refs"));
            }
            "attack-operator" => {
                fields.remove("operator");
                node.next = all_words(&mut fields, "effect_refs");
            }
            _ => {
                flow.account.leave(&kind);
                continue;
            }
        }
        flow.account.rest(&kind, &fields);
        flow.order.push(id.clone());
        flow.nodes.insert(id, node);
    }
    flow
}

/// The objects of the Builder's file: blocks have anchors, anchors latches, and a line goes from a latch
/// to a latch.
fn of_builder(objects: Vec<Value>) -> Flow {
    let mut flow = Flow::default();
    // By instance: the block of an anchor, the anchor of a latch.
    let (mut blocks, mut anchors) = (BTreeMap::new(), BTreeMap::new());
    let mut lines = Vec::new();
    for item in objects {
        let Value::Object(mut fields) = item else {
            continue;
        };
        let kind = words(&mut fields, "id");
        let instance = words(&mut fields, "instance");
        for (_, anchor) in object(&mut fields, "anchors") {
            if let Value::String(anchor) = anchor {
                blocks.insert(anchor, instance.clone());
            }
        }
        for latch in all_words(&mut fields, "latches") {
            anchors.insert(latch, instance.clone());
        }
        if kind.ends_with("_line") {
            lines.push((words(&mut fields, "source"), words(&mut fields, "target")));
            continue;
        }
        if ["_anchor", "_latch", "_handle"]
            .iter()
            .any(|it| kind.ends_with(it))
        {
            continue;
        }
        let mut properties = properties(list(&mut fields, "properties"));
        let mut node = Node {
            action: kind == "action",
            ..Node::default()
        };
        for name in ["created", "technique_ref", "tactic_ref", "ttp"] {
            properties.remove(name);
        }
        match kind.as_str() {
            "flow" => {
                flow.name = words(&mut properties, "name");
                properties.remove("scope");
                flow.account.rest("flow", &properties);
                continue;
            }
            "action" => {
                node.name = words(&mut properties, "name");
                node.technique = words(&mut properties, "technique_id");
                node.tactic = words(&mut properties, "tactic_id");
                node.description = words(&mut properties, "description");
            }
            "condition" => node.description = words(&mut properties, "description"),
            "AND_operator" | "OR_operator" => {
                properties.remove("operator");
            }
            _ => {
                flow.account.leave(&kind);
                // A line may go by way of it.
                flow.nodes.insert(instance, node);
                continue;
            }
        }
        flow.account.rest(&kind, &properties);
        flow.order.push(instance.clone());
        flow.nodes.insert(instance, node);
    }
    for (source, target) in lines {
        let block = |latch: &String| blocks.get(anchors.get(latch)?).cloned();
        if let (Some(from), Some(to)) = (block(&source), block(&target))
            && let Some(node) = flow.nodes.get_mut(&from)
        {
            node.next.push(to);
        }
    }
    flow
}

/// The properties of a block: pairs of a name and a value, of which a value may be such pairs again.
fn properties(pairs: Vec<Value>) -> Fields {
    let mut found = Fields::new();
    for pair in pairs {
        if let Value::Array(pair) = pair
            && let Ok([Value::String(name), value]) = <[Value; 2]>::try_from(pair)
        {
            found.insert(name, value);
        }
    }
    found
}

/// The actions, each after those that lead to it; in the file's order where that leaves a choice. A
/// circle is entered where the file enters it.
fn in_order(flow: &Flow) -> Vec<String> {
    let mut leads: BTreeMap<&str, usize> = flow.nodes.keys().map(|id| (id.as_str(), 0)).collect();
    for node in flow.nodes.values() {
        for next in node.next.iter().collect::<BTreeSet<_>>() {
            if let Some(count) = leads.get_mut(next.as_str()) {
                *count += 1;
            }
        }
    }
    let file = flow.order.iter().map(String::as_str);
    let others = flow.nodes.keys().map(String::as_str);
    let mut once = BTreeSet::new();
    let all: Vec<&str> = file.chain(others).filter(|it| once.insert(*it)).collect();
    let mut ready: VecDeque<&str> = all.iter().filter(|it| leads[**it] == 0).copied().collect();
    let mut seen: BTreeSet<&str> = ready.iter().copied().collect();
    let mut waiting = all.iter();
    let mut order = Vec::new();
    loop {
        let Some(id) = ready.pop_front() else {
            // Only circles are left.
            match waiting.find(|it| !seen.contains(**it)) {
                Some(id) => {
                    seen.insert(id);
                    ready.push_back(id);
                    continue;
                }
                None => break,
            }
        };
        let Some(node) = flow.nodes.get(id) else {
            continue;
        };
        if node.action {
            order.push(id.to_owned());
        }
        for next in node
            .next
            .iter()
            .map(String::as_str)
            .collect::<BTreeSet<_>>()
        {
            if let Some((next, count)) = leads
                .get_key_value(next)
                .map(|(next, count)| (*next, *count))
            {
                leads.insert(next, count.saturating_sub(1));
                if count <= 1 && seen.insert(next) {
                    ready.push_back(next);
                }
            }
        }
    }
    order
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
    // What leads to each, by way of conditions and operators.
    let mut before: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for id in stages {
        for (reached, condition) in reached(flow, id) {
            before
                .entry(reached)
                .or_default()
                .push((id.clone(), condition));
        }
    }
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
        for (_, condition) in leads.iter().filter(|(_, it)| !it.is_empty()) {
            draft.push_str(&format!("        // If: {}\n", one_line(condition)));
        }
        let in_a_row = at == 0 && leads.is_empty()
            || leads.len() == 1 && at > 0 && leads[0].0 == stages[at - 1];
        if !in_a_row {
            forks += 1;
            let named: Vec<String> = leads
                .iter()
                .map(|(it, _)| format!("“{}”", one_line(&flow.nodes[it].name)))
                .collect();
            draft.push_str(&match named.len() {
                0 => "        // In the flow it waits for nothing.\n".to_owned(),
                _ => format!(
                    "        // In the flow it comes after {}.\n",
                    named.join(" and ")
                ),
            });
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

/// The actions that one leads to with no other between, and the condition on the way.
fn reached(flow: &Flow, from: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([from]);
    let mut on: Vec<(&str, String)> = flow.nodes[from]
        .next
        .iter()
        .rev()
        .map(|it| (it.as_str(), String::new()))
        .collect();
    while let Some((id, condition)) = on.pop() {
        let Some((id, node)) = flow.nodes.get_key_value(id) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        if node.action {
            found.push((id.clone(), condition));
            continue;
        }
        let condition = if node.description.is_empty() {
            condition
        } else {
            node.description.clone()
        };
        on.extend(
            node.next
                .iter()
                .rev()
                .map(|it| (it.as_str(), condition.clone())),
        );
    }
    found
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
