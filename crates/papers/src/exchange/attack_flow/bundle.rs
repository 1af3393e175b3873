//! The STIX 2.1 bundle that the Flow Builder publishes. Must not know the Builder's own file.

use super::flow::{Flow, Kind, Node};
use crate::exchange::json::{all_words, words};
use serde_json::Value;

/// The objects of a STIX bundle. What is neither an action nor leads to one is told by its kind.
pub(super) fn of(objects: Vec<Value>) -> Flow {
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
        let mut node = Node::default();
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
                node.kind = Kind::Action;
                node.name = words(&mut fields, "name");
                node.technique = words(&mut fields, "technique_id");
                node.tactic = words(&mut fields, "tactic_id");
                node.description = words(&mut fields, "description");
                node.next = all_words(&mut fields, "effect_refs");
            }
            "attack-condition" => {
                node.kind = Kind::Condition;
                node.description = words(&mut fields, "description");
                node.next = all_words(&mut fields, "on_true_refs");
                node.otherwise = all_words(&mut fields, "on_false_refs");
            }
            "attack-operator" => {
                if words(&mut fields, "operator") == "OR" {
                    node.kind = Kind::Any;
                }
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
