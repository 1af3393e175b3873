//! ATT&CK Flows as drafts of an intrusion: the stages stand in order with their techniques, and the
//! draft goes into a scenario as it is.

use super::*;
use wardroom_core::ron_tree::{Outline, Step, insert};

/// A flow that forks and joins, of nothing that happened. The third action stands first in the file.
fn bundle() -> Value {
    let action = |id: &str, technique: &str, name: &str, next: &[&str]| json!({ "type": "attack-action", "id": format!("attack-action--{id}"), "spec_version": "2.1", "technique_id": technique, "name": name, "description": format!("They do “{name}”.\nThen \"more\" */ of it."), "effect_refs": next, "confidence": 50 });
    json!({
        "type": "bundle", "id": "bundle--1",
        "objects": [
            { "type": "extension-definition", "id": "extension-definition--1", "name": "x" },
            { "type": "attack-flow", "id": "attack-flow--1", "name": "Night visit", "scope": "incident", "start_refs": ["attack-action--1", "attack-action--2"], "description": "Made up", "external_references": [{ "source_name": "s" }] },
            action("3", "T1021.001", "Remote desktop", &["attack-action--4"]),
            action("1", "T1566.002", "A link in a mail", &["attack-condition--1"]),
            action("2", "T1589", "Names are gathered", &["attack-operator--1"]),
            { "type": "attack-condition", "id": "attack-condition--1", "description": "Somebody types a password.", "on_true_refs": ["attack-operator--1"] },
            { "type": "attack-operator", "id": "attack-operator--1", "operator": "AND", "effect_refs": ["attack-action--3"] },
            action("4", "T1486", "Files are locked", &[]),
            { "type": "attack-asset", "id": "attack-asset--1", "name": "A desk" },
            { "type": "attack-asset", "id": "attack-asset--2", "name": "Another" },
        ],
    })
}

fn builder() -> Value {
    let action = |at: usize, technique: &str, name: &str| json!({ "id": "action", "instance": format!("block{at}"), "properties": [["name", name], ["technique_id", technique], ["tactic_id", "TA0001"], ["description", null], ["confidence", null]], "anchors": { "0": format!("anchor{at}in"), "90": format!("anchor{at}out") } });
    let anchor = |name: &str, latches: &[&str]| json!({ "id": "horizontal_anchor", "instance": name, "latches": latches });
    json!({
        "schema": "attack_flow_v2", "theme": "dark_theme",
        "objects": [
            { "id": "flow", "instance": "f", "properties": [["name", "By the builder"], ["author", [["name", "N"]]]] },
            action(2, "T1486", "Files are locked"),
            action(1, "T1133", "Through a remote service"),
            anchor("anchor1out", &["l1"]), anchor("anchor1in", &[]),
            anchor("anchor2in", &["l2"]), anchor("anchor2out", &[]),
            { "id": "dynamic_line", "instance": "d", "source": "l1", "target": "l2", "handles": [] },
            { "id": "generic_latch", "instance": "l1" }, { "id": "generic_latch", "instance": "l2" },
            { "id": "note", "instance": "n", "properties": [["content", "c"]] },
        ],
    })
}

/// A scenario with a draft among its threats.
#[track_caller]
fn with(draft: &str) -> Arc<Scenario> {
    let path = friday_path().with_file_name("hosted-record.ron");
    let scenario = files::scenario(&path).expect("it is sound");
    let mut text = scenario.files[0].text.clone();
    let place = [Step::from("threats")];
    let threats = Outline::of(&text)
        .expect("RON")
        .find(&place)
        .expect("threats")
        .items()
        .len();
    // As somebody pastes it, at the end of the list.
    let (range, new) = insert(&text, &place, threats, "0").expect("a list");
    text.replace_range(
        range,
        &new.replacen('0', draft.trim().trim_end_matches(','), 1),
    );
    files::scenario_with(&path, &text)
        .unwrap_or_else(|problems| panic!("{}\n{draft}", problems.render(false)))
}

#[track_caller]
fn stages(scenario: &Scenario, id: &str) -> Vec<String> {
    let at = scenario.names.intrusions[id];
    let stages = scenario.stages.iter().filter(|it| it.intrusion == at);
    stages.map(|it| it.name.clone()).collect()
}

#[test]
fn a_flow_becomes_stages_in_order_that_a_scenario_takes_as_they_are() {
    let draft = attack_flow::draft(bundle().to_string().as_bytes()).expect("a flow");
    assert_eq!(draft.stages, 4);
    let scenario = with(&draft.text);
    assert_eq!(
        stages(&scenario, "night-visit"),
        [
            "T1566.002 A link in a mail",
            "T1589 Names are gathered",
            "T1021.001 Remote desktop",
            "T1486 Files are locked",
        ]
    );
    for words in [
        "// If: Somebody types a password.",
        "// In the flow it comes after “A link in a mail” and “Names are gathered”.",
        "// In the flow it waits for nothing.",
        "mean_hours: 2.0, // made up",
    ] {
        assert!(draft.text.contains(words), "{words}: {}", draft.text);
    }
    for words in [
        "“attack-action.confidence” is not carried (4 times).",
        "“attack-asset” is not carried (2 times).",
        "“attack-flow.description” is not carried.",
        "“attack-flow.external_references” is not carried.",
        "The flow forks or joins at 2 of 4 stages",
    ] {
        assert!(
            draft.told.iter().any(|it| it.contains(words)),
            "{words}: {:?}",
            draft.told
        );
    }
}

#[test]
fn the_builders_own_file_is_read_along_its_lines() {
    let draft = attack_flow::draft(builder().to_string().as_bytes()).expect("a flow");
    assert_eq!(
        stages(&with(&draft.text), "by-the-builder"),
        ["T1133 Through a remote service", "T1486 Files are locked"]
    );
    assert!(
        draft.told.iter().any(|it| it.contains("“note”")),
        "{:?}",
        draft.told
    );
    assert!(
        !draft.told.iter().any(|it| it.contains("forks")),
        "{:?}",
        draft.told
    );
}

#[test]
fn flows_that_turn_in_circles_name_nothing_or_are_none_come_to_an_end() {
    let mut circle = bundle();
    let last = circle["objects"]
        .as_array()
        .expect("a list")
        .iter()
        .position(|it| it["id"] == "attack-action--4")
        .expect("it is there");
    circle["objects"][last]["effect_refs"] =
        json!(["attack-action--1", "attack-action--4", "gone"]);
    circle["objects"][last]["name"] = json!("");
    let draft = attack_flow::draft(circle.to_string().as_bytes()).expect("a flow");
    assert_eq!(draft.stages, 4);
    with(&draft.text);
    for (text, words) in [
        ("{}", "This is no ATT&CK Flow"),
        ("[]", "This is no ATT&CK Flow"),
        ("", "ends too soon"),
        (
            r#"{"type": "bundle", "objects": [{"type": "attack-flow"}]}"#,
            "no action",
        ),
    ] {
        assert!(
            attack_flow::draft(text.as_bytes()).is_err_and(|why| why.contains(words)),
            "{text}"
        );
    }
    let many: Vec<Value> = (0..501).map(|at| json!({ "type": "attack-action", "id": at.to_string(), "effect_refs": [(at + 1).to_string()] })).collect();
    let many = json!({ "type": "bundle", "objects": many }).to_string();
    assert!(attack_flow::draft(many.as_bytes()).is_err_and(|why| why.contains("at most 500")));
}
