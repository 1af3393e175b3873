//! Exercises of other tools: what their files say comes into a scenario, what does not is named, and
//! what goes out is run by the rules of the platforms that read it.

use crate::support::{friday, friday_path};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write as _};
use std::sync::Arc;
use wardroom_core::scenario::{ChannelKind, Fires, Inject, Scenario};
use wardroom_files as files;
use wardroom_papers::exchange::events::Events;
use wardroom_papers::exchange::msel::{Imported, Mapping, Outcome, import};
use wardroom_papers::exchange::{attack_flow, cexf, tools};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod flows;
mod platform;

fn events(scenario: &Scenario, name: &str, bytes: &[u8]) -> Result<Events, String> {
    tools::events(scenario, name, bytes).map(|it| it.expect("it is an exercise"))
}

/// What came of an import: the scenario with it, its new injects, and what was told.
struct Came {
    after: Arc<Scenario>,
    new: Vec<String>,
    told: String,
    back: Imported,
}

impl Came {
    fn inject(&self, id: &str) -> &Inject {
        let found = self.after.injects.iter().find(|it| it.id == id);
        found.unwrap_or_else(|| panic!("{id} of {:?}", self.new))
    }

    #[track_caller]
    fn tells(&self, words: &str) {
        assert!(self.told.contains(words), "{words}: {}", self.told);
    }
}

#[track_caller]
fn come(bytes: &[u8], name: &str) -> Came {
    come_into(&friday(), bytes, name)
}

#[track_caller]
fn come_into(scenario: &Scenario, bytes: &[u8], name: &str) -> Came {
    let events = events(scenario, name, bytes).unwrap_or_else(|why| panic!("{why}"));
    let back = import(scenario, &[events.sheet], &Mapping::default())
        .unwrap_or_else(|why| panic!("{why}"));
    let after = files::scenario_with(&friday_path(), &back.text)
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let new = back.rows.iter().filter_map(|row| match &row.outcome {
        Outcome::New(id) => Some(id.clone()),
        _ => None,
    });
    Came {
        new: new.collect(),
        told: events.told.join("\n"),
        after,
        back,
    }
}

/// That what has come in comes in again and changes nothing.
#[track_caller]
fn comes_again(came: &Came, bytes: &[u8], name: &str) {
    let again = come_into(&came.after, bytes, name);
    for row in &again.back.rows {
        assert!(matches!(row.outcome, Outcome::Same(_)), "{row:?}");
    }
    assert_eq!(again.back.text, came.back.text);
}

fn at(came: &Came, id: &str) -> Option<u32> {
    match came.inject(id).fires {
        Fires::At(mins) => Some(mins),
        _ => None,
    }
}

fn after(came: &Came, id: &str) -> Option<(String, u32)> {
    match &came.inject(id).fires {
        Fires::After { inject, mins } => Some((came.after.injects[inject.at()].id.clone(), *mins)),
        _ => None,
    }
}

fn kind(came: &Came, id: &str) -> ChannelKind {
    came.after.channels[came.inject(id).channel.at()].kind
}

/// An exercise in the Common Exercise Format that nobody plays.
fn cexf_sample() -> Value {
    let mail = "From: Night sister <night@example.org>\r\nTo: Site manager\r\nSubject: Two wards dark\r\nDate: Fri, 12 May 2017 13:42:00 +0100\r\n\r\nBoth screens are dark.\r\nWe write on paper.\r\n";
    json!({
        "exercise": { "uuid": "e", "name": "Dark wards", "total_duration": "7200", "expanded": "Longer words" },
        "inject_flow": [
            { "inject_uuid": "m", "description": "start", "requirements": {}, "sequence": { "trigger": ["startex"], "followed_by": ["b"] }, "timing": { "triggered_at": null } },
            { "inject_uuid": "b", "description": "key", "requirements": { "inject_uuid": "m", "resolution_requirement": "12 minutes after" }, "sequence": { "trigger": "inject-resolution" } },
            { "inject_uuid": "c", "description": "Somebody rings from the press office.", "requirements": { "inject_uuid": "b", "resolution_requirement": "Reported" }, "sequence": { "trigger": ["periodic"], "completion_trigger": ["time_expiration", "completion"] } },
            { "inject_uuid": "t", "description": "t", "requirements": { "inject_uuid": "m" }, "sequence": { "trigger": ["triggered_at"] }, "timing": { "triggered_at": 930.0, "periodic_run_every": 10 } },
            { "inject_uuid": "m", "description": "again" },
            { "inject_uuid": "nobody" },
        ],
        "inject_payloads": [
            { "uuid": "p", "name": "mail", "type": "file", "parameters": { "content": STANDARD.encode(mail), "content-type": "base64", "filename": "mail.eml" } },
            { "uuid": "q", "name": "picture", "type": "file", "parameters": { "content": STANDARD.encode([0x89, b'P', b'N', b'G', 0, 0]), "content-type": "base64", "filename": "screen.png" } },
            { "uuid": "r", "name": "port", "type": "tcp_connection", "parameters": { "destination": "a", "port": "25" } },
            { "uuid": "s", "name": "unused", "type": "text", "parameters": { "content": "x" } },
        ],
        "injects": [
            { "uuid": "t", "name": "At a time", "description": "The lifts stop.", "action": "event", "action_payload_resource_uuid": "q", "target_tool": "MISP", "inject_evaluation": [] },
            { "uuid": "m", "name": "A mail", "action": "email_to_participants", "action_payload_resource_uuid": "p", "inject_evaluation": [{ "result": "Rings IT", "score_range": [0, 10], "parameters": [] }, { "result": "Tells the site", "score_range": [0, 5] }] },
            { "uuid": "b", "name": "Phones", "description": "The phones ring without end.", "action": "event", "action_payload_resource_uuid": "r" },
            { "uuid": "c", "name": "Press", "action": "event" },
            { "uuid": "x", "name": "Forgotten", "description": "No step names it." },
        ],
    })
}

#[test]
fn a_chain_with_a_mail_comes_in_as_it_is_meant_and_the_rest_is_named() {
    let bytes = cexf_sample().to_string().into_bytes();
    let came = come(&bytes, "exercise.json");
    assert_eq!(
        came.new,
        ["a-mail", "phones", "press", "at-a-time"],
        "in the flow's order"
    );
    let mail = came.inject("a-mail");
    assert_eq!(
        mail.text,
        "Subject: Two wards dark\n\nBoth screens are dark.\nWe write on paper."
    );
    assert_eq!(mail.from, "Night sister");
    assert_eq!(came.after.role_titles(&mail.to), "Site manager");
    assert_eq!(mail.expect, "Rings IT; Tells the site");
    assert_eq!(kind(&came, "a-mail"), ChannelKind::Email);
    assert_eq!(at(&came, "a-mail"), Some(0));
    assert_eq!(came.inject("phones").text, "The phones ring without end.");
    assert_eq!(after(&came, "phones"), Some(("a-mail".to_owned(), 12)));
    // Somebody has to report it first, which no clock knows: two hours in equal parts.
    assert_eq!(
        came.inject("press").text,
        "Somebody rings from the press office."
    );
    assert_eq!(after(&came, "press"), Some(("phones".to_owned(), 17)));
    assert_eq!(at(&came, "at-a-time"), Some(15));
    assert_eq!(came.inject("at-a-time").text, "The lifts stop.");
    for words in [
        "No step of the flow names “Forgotten”",
        "Step 5 of the flow is left: its inject “m” was named by a step above.",
        "Step 6 of the flow is left: its inject “nobody” is not among the injects.",
        "The payload “screen.png” of “At a time” is not carried: it is a file for a program.",
        "sends the payload “unused”",
        "17 min are taken",
        "930 s after the start is no whole minute",
        "“exercise.expanded” is not carried.",
        "“inject_flow.requirements.inject_uuid” is not carried.",
        "“inject_flow.requirements.resolution_requirement” is not carried.",
        "“inject_flow.timing.periodic_run_every” is not carried.",
        "“inject_flow.sequence.trigger periodic” is not carried.",
        "“inject_flow.description” is not carried (3 times).",
        "“inject_payloads.parameters.destination” is not carried.",
        "“injects.inject_evaluation.score_range” is not carried (2 times).",
        "“injects.target_tool” is not carried.",
        "“injects.action” is not carried (4 times).",
        "“mail.Date” is not carried.",
    ] {
        came.tells(words);
    }
    comes_again(&came, &bytes, "exercise.json");
}

#[test]
fn a_title_alone_does_not_make_an_inject_another() {
    let scenario = friday();
    let title = &scenario.injects[0].title;
    let bytes = json!({
        "inject_flow": [{ "inject_uuid": "a", "sequence": { "trigger": ["startex"] } }, { "inject_uuid": "b" }],
        "injects": [
            { "uuid": "a", "name": title, "description": "Quite another matter." },
            { "uuid": "b", "name": title, "description": "And one more." },
        ],
    })
    .to_string();
    let came = come(bytes.as_bytes(), "e.json");
    assert_eq!(came.new.len(), 2);
    assert_eq!(came.after.injects[0].text, scenario.injects[0].text);
    came.tells("so it is sent by hand");
    comes_again(&came, bytes.as_bytes(), "e.json");
}

#[test]
fn chains_that_bite_their_tails_or_reach_past_endex_are_sent_by_hand() {
    let flow = |uuid: &str, other: &str, mins: u32| json!({ "inject_uuid": uuid, "requirements": { "inject_uuid": other, "resolution_requirement": format!("{mins} min") } });
    let inject = |uuid: &str| json!({ "uuid": uuid, "name": format!("Number {uuid}"), "description": "It goes on." });
    let injects = ["1", "2", "3", "4", "5", "6"].map(inject);
    let bytes = json!({
        "inject_flow": [flow("1", "2", 5), flow("2", "1", 5), flow("3", "3", 5), flow("4", "gone", 5), flow("5", "6", 4_000_000_000), { "inject_uuid": "6" }],
        "injects": injects,
    })
    .to_string();
    let came = come(bytes.as_bytes(), "e.json");
    for id in [
        "number-1", "number-2", "number-3", "number-4", "number-5", "number-6",
    ] {
        assert!(matches!(came.inject(id).fires, Fires::ByHand), "{id}");
    }
    came.tells("number-1: it waits, by way of others, for itself");
    came.tells("number-4: it waits for an inject that is not there");
    came.tells("number-5: by what it waits for it would come after ENDEX");
    // Thousands in a row, too.
    let many: Vec<Value> = (0..2_000)
        .map(|at| flow(&at.to_string(), &(at - 1).to_string(), 1))
        .collect();
    let injects: Vec<Value> = (0..2_000).map(|at| inject(&at.to_string())).collect();
    let bytes = json!({ "inject_flow": many, "injects": injects }).to_string();
    let events = events(&friday(), "e.json", bytes.as_bytes()).expect("they are read");
    assert_eq!(events.sheet.rows.len(), 2_001);
}

/// A scenario as OpenAEV exports it, of nothing that exists.
fn openaev_sample() -> Value {
    json!({
        "export_version": 1,
        "scenario_information": { "scenario_id": "s", "scenario_name": "Dark wards", "scenario_mail_from": "exercise@example.org", "scenario_message_footer": "EXERCISE" },
        "scenario_teams": [{ "team_id": "t1", "team_name": "Site manager", "team_description": "By night" }, { "team_id": "t2", "team_name": "IT director", "team_users": ["u"] }],
        "scenario_tags": [{ "tag_id": "g1", "tag_name": "opening", "tag_color": "#ff0000" }, { "tag_id": "g2", "tag_name": "T1566.001" }],
        "scenario_articles": [{ "article_id": "a1", "article_name": "Hospital in the dark", "article_content": "<p>No lights in bay two.</p>", "article_author": "The Gazette", "article_likes": 3 }, { "article_id": "a2", "article_name": "Unread" }],
        "scenario_challenges": [{ "challenge_id": "c1", "challenge_name": "Find it" }],
        "scenario_documents": [{ "document_id": "d1", "document_name": "map.pdf" }, { "document_id": "d2", "document_name": "list.pdf" }],
        "scenario_users": [], "scenario_objectives": null,
        "scenario_injects": [
            { "inject_id": "i1", "inject_title": "First mail", "inject_description": "", "inject_enabled": true, "inject_all_teams": false, "inject_depends_on": [], "inject_depends_duration": 900,
              "inject_content": { "subject": "Screens", "body": "<p>Bay&nbsp;two is <b>dark</b>.</p><p>Zo&euml;</p>", "encrypted": false, "expectations": [{ "expectation_name": "Rings IT", "expectation_score": 100.0, "expectation_type": "MANUAL" }] },
              "inject_injector_contract": { "injector_contract_id": "138ad8f8-32f8-4a22-8114-aaa12322bd09", "injector_contract_injector_type": "openbas_email", "convertedContent": { "fields": [1, 2] } },
              "inject_tags": ["g1", "g2"], "inject_teams": ["t1", "t2", "lost"], "inject_documents": [{ "document_id": "d1" }] },
            { "inject_id": "i2", "inject_title": "The paper", "inject_depends_duration": 3_600, "inject_all_teams": true,
              "inject_content": { "articles": ["a1"], "emailing": true },
              "inject_injector_contract": { "injector_contract_injector_type": "openaev_channel" } },
            { "inject_id": "i3", "inject_title": "Look round", "inject_depends_duration": "7200", "inject_description": "Somebody lists accounts.",
              "inject_content": "{\"obfuscator\": \"plain-text\"}",
              "inject_injector_contract": { "injector_contract_injector_type": "openaev_implant", "injector_contract_payload": { "payload_name": "list", "payload_attack_patterns": [{ "attack_pattern_external_id": "T1087.002" }] } } },
            { "inject_id": "i4", "inject_title": "Text", "inject_content": { "message": "Come to bay two." }, "inject_injector_contract": { "injector_contract_injector_type": "openbas_ovh_sms" },
              "inject_depends_on": [{ "dependency_relationship": { "inject_parent_id": "i1", "inject_children_id": "i4" }, "dependency_condition": { "mode": "and" } }] },
            { "inject_id": "i5", "inject_title": "Off", "inject_enabled": false, "inject_content": {} },
        ],
    })
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a file");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_scenario_of_openaev_comes_in_as_json_and_as_an_archive() {
    let json = openaev_sample().to_string();
    let archive = zipped(&[
        ("Dark wards.json", json.as_bytes()),
        ("d1.pdf", b"%PDF"),
        ("d2.pdf", b"%PDF"),
    ]);
    for (name, bytes, archived) in [
        ("dark.json", json.as_bytes(), false),
        ("dark_2025_(with_teams).zip", archive.as_slice(), true),
    ] {
        let came = come(bytes, name);
        assert_eq!(came.new, ["first-mail", "the-paper", "look-round", "text"]);
        let mail = came.inject("first-mail");
        assert_eq!(at(&came, "first-mail"), Some(15));
        assert!(
            mail.text
                .starts_with("Subject: Screens\n\nBay two is dark."),
            "{}",
            mail.text
        );
        assert!(mail.text.ends_with("Zoë"), "{}", mail.text);
        assert_eq!(mail.from, "exercise@example.org");
        assert_eq!(
            came.after.role_titles(&mail.to),
            "Site manager, IT director"
        );
        assert_eq!(mail.expect, "Rings IT");
        assert_eq!(mail.techniques, ["T1566.001"]);
        assert_eq!(kind(&came, "first-mail"), ChannelKind::Email);
        let paper = came.inject("the-paper");
        assert_eq!(paper.text, "Hospital in the dark\n\nNo lights in bay two.");
        assert_eq!(paper.from, "The Gazette");
        assert_eq!(paper.to.len(), came.after.roles.len());
        assert_eq!(kind(&came, "the-paper"), ChannelKind::News);
        assert_eq!(came.inject("look-round").techniques, ["T1087.002"]);
        assert_eq!(came.inject("look-round").text, "Somebody lists accounts.");
        assert_eq!(came.inject("text").text, "Come to bay two.");
        assert_eq!(after(&came, "text"), Some(("first-mail".to_owned(), 0)));
        for words in [
            "Switched off there, and left: “Off”.",
            "1 act on machines (openaev_implant)",
            "“inject_injector_contract.injector_contract_payload” is not carried.",
            "“inject_content.expectations.expectation_score” is not carried.",
            "“inject_content.obfuscator” is not carried.",
            "“inject_documents” is not carried.",
            "“inject_tags opening” is not carried.",
            "“inject_teams” is not carried.",
            "“scenario_challenges” is not carried.",
            "“scenario_documents” is not carried (2 times).",
            "“scenario_information.scenario_message_footer” is not carried.",
            "“scenario_teams.team_description” is not carried.",
            "“article Unread” is not carried.",
            "“articles.article_likes” is not carried.",
        ] {
            came.tells(words);
        }
        assert_eq!(
            came.told.contains("Documents beside it, 2 of them"),
            archived
        );
        comes_again(&came, bytes, name);
    }
}

#[test]
fn lists_of_t3sf_and_timelines_of_ttx_community_come_in() {
    let list = json!([
        { "#": 1, "Real Time": "07:29 PM", "Date": "Friday 1:42 PM", "Subject": "Screens", "From": "Night sister", "Player": "Site manager", "Script": "Bay two is dark.", "Photo": "https://example.org/a.png", "Picture Name": "a.png", "Profile": "", "Poll": "Yes | No" },
        { "#": 2, "Real Time": "07:30 PM", "Date": "Friday 2:42 PM", "Subject": "More", "From": "IT", "Player": "IT director", "Script": "Bay three, too.", "Photo": "https://example.org/b.png" },
    ])
    .to_string();
    let came = come(list.as_bytes(), "MSEL.json");
    assert_eq!(came.new, ["screens", "more"]);
    assert_eq!(
        (at(&came, "screens"), at(&came, "more")),
        (Some(132), Some(192))
    );
    assert_eq!(came.inject("screens").from, "Night sister");
    assert_eq!(
        came.after.role_titles(&came.inject("more").to),
        "IT director"
    );
    for words in [
        "“Photo” is not carried (2 times).",
        "“Picture Name” is not carried.",
        "“Poll” is not carried.",
        "“Real Time” is not carried (2 times).",
    ] {
        came.tells(words);
    }
    comes_again(&came, list.as_bytes(), "MSEL.json");
    let timeline = json!({
        "exercise_id": 3, "exported_at": "2026-01-01", "timeline_type": "all", "total_injects": 3,
        "phases": [{ "id": 1, "name": "Dark", "order": 1 }],
        "injects": [
            { "id": 1, "title": "Screens", "type": "mail", "status": "draft", "time_offset": 10, "time_label": "T+10", "duration_min": 5, "phase_name": "Dark", "description": "For the players.", "content": { "text": "Bay two is dark.", "sender": "Night sister" } },
            { "id": 2, "title": "In the paper", "type": "tv", "time_offset": 90, "description": "No lights.", "content": { "media_name": "The Gazette", "headline": "Dark wards", "article_body": "No lights in bay two.", "tone": "harsh" } },
            { "id": 3, "title": "No time", "type": "story", "time_offset": null, "description": "Somebody faints.", "content": {} },
        ],
    })
    .to_string();
    let came = come(timeline.as_bytes(), "timeline_all_exercise_3.json");
    assert_eq!(came.new, ["screens", "in-the-paper", "no-time"]);
    assert_eq!(
        (at(&came, "screens"), at(&came, "in-the-paper")),
        (Some(10), Some(90))
    );
    assert_eq!(came.inject("screens").text, "Bay two is dark.");
    assert_eq!(
        came.inject("in-the-paper").text,
        "Dark wards\n\nNo lights in bay two."
    );
    assert_eq!(came.inject("in-the-paper").from, "The Gazette");
    assert_eq!(came.inject("no-time").text, "Somebody faints.");
    for words in [
        "“injects.description” is not carried (2 times).",
        "“injects.content.tone” is not carried.",
        "“injects.duration_min” is not carried.",
        "“injects.type story” is not carried.",
        "“phases” is not carried.",
    ] {
        came.tells(words);
    }
    comes_again(&came, timeline.as_bytes(), "t.json");
}

#[test]
fn an_exercise_is_known_by_what_is_in_it_whatever_its_name_and_encoding() {
    let text = cexf_sample().to_string();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("EXERCISE.JSON", text.clone().into_bytes()),
        ("exercise.txt", text.clone().into_bytes()),
        ("exercise", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("exercise.json", [b"\xff\xfe", utf16.as_slice()].concat()),
        ("exercise.json", utf16),
    ] {
        assert_eq!(come(&bytes, name).new.len(), 4, "{name}");
    }
    // Spreadsheets go by.
    for text in ["Time,Message\n13:42,x\n", "[draft],Time\nx,y\n", ""] {
        assert!(
            matches!(
                tools::events(&friday(), "list.csv", text.as_bytes()),
                Ok(None)
            ),
            "{text}"
        );
    }
    let book = zipped(&[("[Content_Types].xml", b"<x/>"), ("a.json", b"{}")]);
    assert!(matches!(
        tools::events(&friday(), "list.xlsx", &book),
        Ok(None)
    ));
}

#[test]
fn what_is_no_exercise_is_told_for_what_it_is() {
    for (name, bytes, words) in [
        ("a.yml", b"injects:\n  - a\n".to_vec(), "This is YAML"),
        (
            "a.json",
            b"{\"objects\": [], \"type\": \"bundle\"}".to_vec(),
            "a STIX bundle without an attack flow",
        ),
        (
            "a.json",
            b"{\"type\": \"bundle\", \"objects\": [{\"type\": \"attack-flow\"}]}".to_vec(),
            "wardroom intrusion",
        ),
        (
            "a.json",
            b"{\"cells\": 1, \"nbformat\": 4}".to_vec(),
            "an object with “cells”, “nbformat”",
        ),
        (
            "a.json",
            b"[{\"a\": 1}]".to_vec(),
            "a list of objects with “a”",
        ),
        ("a.json", b"[]".to_vec(), "an empty list"),
        ("a.json", b"\"text\"".to_vec(), "a single value"),
        ("a.json", b"{\"inject_flow\": [".to_vec(), "cut off"),
        ("a.json", b"no JSON".to_vec(), "This is no JSON"),
        (
            "a.json",
            b"{\"inject_flow\": {}, \"injects\": []}".to_vec(),
            "has no list “inject_flow”",
        ),
        (
            "a.json",
            "[".repeat(1_000_000).into_bytes(),
            "deep in one another",
        ),
        (
            "a.json",
            json!({ "payload_information": {} })
                .to_string()
                .into_bytes(),
            "an OpenAEV payload",
        ),
        (
            "a.json",
            json!({ "scenario_injects": [], "scenario_information": {} })
                .to_string()
                .into_bytes(),
            "no inject",
        ),
        (
            "a.zip",
            zipped(&[("a.txt", b"x")]),
            "neither a list nor the JSON of an exercise",
        ),
        (
            "a.zip",
            zipped(&[("a.json", b"{}"), ("b.json", b"[]")]),
            "a.json",
        ),
        (
            "a.zip",
            zipped(&[
                ("a.json", openaev_sample().to_string().as_bytes()),
                ("b.json", openaev_sample().to_string().as_bytes()),
            ]),
            "several exercises",
        ),
    ] {
        let why = tools::events(&friday(), name, &bytes).map(|it| it.is_some());
        assert!(
            why.as_ref().is_err_and(|why| why.contains(words)),
            "{words}: {why:?}"
        );
    }
}

#[test]
fn archives_that_swell_and_messages_without_end_are_bounded() {
    // Nought after nought: seventy megabytes in seventy kilobytes.
    let swollen = zipped(&[("a.json", &vec![b' '; 70 << 20])]);
    assert!(swollen.len() < 1 << 20);
    let why = tools::events(&friday(), "a.zip", &swollen).map(|it| it.is_some());
    assert!(
        why.as_ref()
            .is_err_and(|why| why.contains("64 MB when it is unpacked")),
        "{why:?}"
    );
    let names: Vec<String> = (0..5_001).map(|at| format!("{at}.json")).collect();
    let many: Vec<(&str, &[u8])> = names
        .iter()
        .map(|it| (it.as_str(), b"".as_slice()))
        .collect();
    let why = tools::events(&friday(), "a.zip", &zipped(&many)).map(|it| it.is_some());
    assert!(
        why.as_ref()
            .is_err_and(|why| why.contains("more than 5000 files")),
        "{why:?}"
    );
    // A mail of three million letters is cut, and that is said.
    let long = format!("From: A\n\n{}", "dark ".repeat(600_000));
    let mut exercise = cexf_sample();
    exercise["inject_payloads"][0]["parameters"]["content"] = STANDARD.encode(long).into();
    let came = come(exercise.to_string().as_bytes(), "e.json");
    // The last of the hundred thousand is a blank.
    assert_eq!(came.inject("a-mail").text.chars().count(), 99_999);
    came.tells("longer than 100,000 letters");
    exercise["inject_payloads"][0]["parameters"]["content"] = "no base64 at all!".into();
    come(exercise.to_string().as_bytes(), "e.json").tells("it can't be read as base64");
    let too_many: Vec<Value> = (0..5_001)
        .map(|at| json!({ "inject_uuid": at.to_string() }))
        .collect();
    let injects: Vec<Value> = (0..5_001)
        .map(|at| json!({ "uuid": at.to_string(), "name": "x" }))
        .collect();
    let bytes = json!({ "inject_flow": too_many, "injects": injects }).to_string();
    let why = tools::events(&friday(), "e.json", bytes.as_bytes()).map(|it| it.is_some());
    assert!(why.is_err_and(|why| why.contains("at most 5,000")));
}
