//! The Flow Builder's own file (`.afb`), in both of its forms: that of the Builder before 3.0, whose
//! objects have a `template` and children, and that of today, whose blocks have anchors and latches.
//! Must not know what is published.

use super::flow::{Flow, Kind, Node};
use crate::exchange::json::{Fields, all_words, list, object, words};
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether an object is such a file.
pub(super) fn is(fields: &Fields) -> bool {
    let schema = match fields.get("schema") {
        Some(Value::String(schema)) => Some(schema.as_str()),
        Some(Value::Object(old)) => old.get("page_template").and_then(Value::as_str),
        _ => None,
    };
    schema.is_some_and(|it| it.starts_with("attack_flow")) && fields.contains_key("objects")
}

/// A flow that is read along its lines.
#[derive(Default)]
struct Drawing {
    flow: Flow,
    /// By anchor: its block, and whether it is where a condition that does not hold goes on.
    blocks: BTreeMap<String, (String, bool)>,
    /// By an end of a line: the anchor that it is at.
    ends: BTreeMap<String, String>,
    lines: Vec<(String, String)>,
}

/// The objects of a file.
pub(super) fn of(objects: Vec<Value>) -> Flow {
    let mut drawing = Drawing::default();
    for item in objects {
        if let Value::Object(mut fields) = item {
            if fields.contains_key("template") {
                drawing.old(&mut fields);
            } else {
                drawing.object(&mut fields);
            }
        }
    }
    drawing.along_its_lines()
}

impl Drawing {
    /// Blocks have anchors, anchors latches, and a line goes from a latch to a latch.
    fn object(&mut self, fields: &mut Fields) {
        let kind = words(fields, "id");
        let instance = words(fields, "instance");
        for (side, anchor) in object(fields, "anchors") {
            if let Value::String(anchor) = anchor {
                let otherwise = side.eq_ignore_ascii_case("branch:false");
                self.blocks.insert(anchor, (instance.clone(), otherwise));
            }
        }
        for latch in all_words(fields, "latches") {
            self.ends.insert(latch, instance.clone());
        }
        if kind.ends_with("_line") {
            let line = (words(fields, "source"), words(fields, "target"));
            self.lines.push(line);
        } else if !["_anchor", "_latch", "_handle"]
            .iter()
            .any(|it| kind.ends_with(it))
        {
            self.block(&kind, instance, list(fields, "properties"));
        }
    }

    /// A block's children are its anchors, theirs are the ends of lines, and so are those of a line.
    fn old(&mut self, fields: &mut Fields) {
        let kind = words(fields, "template");
        let id = words(fields, "id");
        let children = all_words(fields, "children");
        match kind.trim_start_matches("@__builtin__") {
            "line_source" | "line_handle" | "line_target" => {}
            line if line.starts_with("line_") => {
                if let [source, .., target] = children.as_slice() {
                    self.lines.push((source.clone(), target.clone()));
                }
            }
            anchor @ ("anchor" | "true_anchor" | "false_anchor") => {
                if anchor == "false_anchor" {
                    // Its block may stand before it or behind it.
                    self.blocks.entry(id.clone()).or_default().1 = true;
                }
                for end in children {
                    self.ends.insert(end, id.clone());
                }
            }
            kind => {
                // The page has blocks for children, which are no anchors.
                for anchor in children.into_iter().filter(|_| kind != "attack_flow_page") {
                    self.blocks.entry(anchor).or_default().0 = id.clone();
                }
                self.block(kind, id, list(fields, "properties"));
            }
        }
    }

    fn block(&mut self, kind: &str, id: String, pairs: Vec<Value>) {
        let flow = &mut self.flow;
        let mut properties = properties(pairs);
        let mut node = Node::default();
        for name in ["created", "technique_ref", "tactic_ref", "ttp"] {
            properties.remove(name);
        }
        match kind {
            "flow" | "attack_flow_page" => {
                flow.name = words(&mut properties, "name");
                properties.remove("scope");
                flow.account.rest("flow", &properties);
                return;
            }
            "action" => {
                node.kind = Kind::Action;
                node.name = words(&mut properties, "name");
                node.technique = words(&mut properties, "technique_id");
                node.tactic = words(&mut properties, "tactic_id");
                node.description = words(&mut properties, "description");
                // Many have the technique where the tactic belongs.
                let misplaced = node.tactic.starts_with('T') && !node.tactic.starts_with("TA");
                if node.technique.is_empty() && misplaced {
                    node.technique = std::mem::take(&mut node.tactic);
                }
            }
            "condition" => {
                node.kind = Kind::Condition;
                node.description = words(&mut properties, "description");
            }
            "AND_operator" | "OR_operator" | "and" | "or" => {
                properties.remove("operator");
                if kind.to_ascii_lowercase().starts_with("or") {
                    node.kind = Kind::Any;
                }
            }
            _ => {
                flow.account.leave(kind);
                // A line may go by way of it.
                flow.nodes.insert(id, node);
                return;
            }
        }
        flow.account.rest(kind, &properties);
        flow.order.push(id.clone());
        flow.nodes.insert(id, node);
    }

    fn along_its_lines(mut self) -> Flow {
        for (source, target) in &self.lines {
            let block = |end| self.blocks.get(self.ends.get(end)?);
            if let (Some((from, otherwise)), Some((to, _))) = (block(source), block(target))
                && let Some(node) = self.flow.nodes.get_mut(from)
            {
                let next = if *otherwise {
                    &mut node.otherwise
                } else {
                    &mut node.next
                };
                next.push(to.clone());
            }
        }
        self.flow
    }
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

#[cfg(test)]
mod tests {
    use crate::exchange::attack_flow::draft;
    use serde_json::{Value, json};

    /// A file of the Builder before 3.0: two actions, a condition, and what comes of either answer.
    fn old() -> Value {
        let block = |id: &str, template: &str, children: &[&str], properties: Value| json!({ "id": id, "x": 0, "y": 0, "attrs": 0, "template": template, "children": children, "properties": properties });
        let action = |id: &str, anchors: &[&str], name: &str, tactic: Value, technique: Value| {
            block(
                id,
                "action",
                anchors,
                json!([
                    ["name", name],
                    ["tactic_id", tactic],
                    ["technique_id", technique],
                    ["description", null],
                    ["confidence", null]
                ]),
            )
        };
        let line = |id: &str, source: &str, target: &str| {
            block(
                id,
                "@__builtin__line_vertical_elbow",
                &[source, "h", target],
                json!([]),
            )
        };
        let anchor = |id: &str, template: &str, ends: &[&str]| block(id, template, ends, json!([]));
        json!({
            "version": "0.1.0", "id": "page",
            "schema": { "page_template": "attack_flow_page", "templates": [{ "id": "action", "type": 1 }] },
            "objects": [
                block("page", "attack_flow_page", &["one", "if", "two", "three", "l1", "l2", "l3"], json!([["name", "Of before"], ["description", null]])),
                anchor("no", "false_anchor", &["s3"]),
                action("three", &["three-in"], "Ask again", Value::Null, json!("T1598")),
                action("two", &["two-in"], "Walk in", Value::Null, json!("T1078")),
                action("one", &["one-out"], "A letter", json!("T1566.001"), Value::Null),
                block("if", "condition", &["if-in", "yes", "no"], json!([["description", "Somebody answers."]])),
                anchor("one-out", "@__builtin__anchor", &["s1"]),
                anchor("if-in", "@__builtin__anchor", &["t1"]),
                anchor("yes", "true_anchor", &["s2"]),
                anchor("two-in", "@__builtin__anchor", &["t2"]),
                anchor("three-in", "@__builtin__anchor", &["t3"]),
                line("l1", "s1", "t1"), line("l2", "s2", "t2"), line("l3", "s3", "t3"),
                anchor("s1", "@__builtin__line_source", &[]), anchor("t1", "@__builtin__line_target", &[]),
                block("tool", "malware", &["tool-in"], json!([["name", "M"]])),
            ],
            "location": { "x": 0, "y": 0, "k": 1 },
        })
    }

    #[test]
    fn a_file_of_the_builder_before_3_is_read_along_its_lines() {
        let draft = draft(old().to_string().as_bytes()).expect("a flow");
        let names: Vec<&str> = draft
            .text
            .lines()
            .filter_map(|it| it.trim().strip_prefix("name: "))
            .collect();
        assert_eq!(
            names,
            [
                "\"T1566.001 A letter\",",
                "\"T1598 Ask again\",",
                "\"T1078 Walk in\","
            ]
        );
        // What comes of no is told from what comes of yes.
        let no = draft.text.find("If not: Somebody answers.").expect("no");
        let yes = draft.text.find("If: Somebody answers.").expect("yes");
        let place = |name: &str| {
            draft
                .text
                .find(&format!("name: \"{name}"))
                .expect("a stage")
        };
        assert!(no < place("T1598") && place("T1598") < yes && yes < place("T1078"));
        assert_eq!(
            draft.told,
            [
                "The flow forks or joins at 1 of 3 stages; here they stand in a row, and each says what it comes after there.",
                "“malware” is not carried."
            ]
        );
    }
}
