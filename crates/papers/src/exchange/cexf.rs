//! The Common Exercise Format of the MISP project (CEXF: `exercise`, `inject_flow`,
//! `inject_payloads`, `injects`): out with what it can hold, in as far as it carries. CEXF knows
//! no conditions on a hospital: what waits for one goes out as sent by hand, with the condition in
//! words. Must not check a scenario.

use super::msel::names::Names;
use super::sheet::{MOST_BYTES, Sheet};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;
use wardroom_core::scenario::{Fires, Inject, Scenario};

/// The UUID of a part of a scenario. It is one of version 8 (RFC 9562, 5.8), always the same for the
/// same words, so that the same scenario goes out the same.
fn id_of(scenario: &Scenario, what: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("{}/{what}/{id}", scenario.id).as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::new_v8(bytes).to_string()
}

/// A scenario in the Common Exercise Format.
pub fn export(scenario: &Scenario) -> Value {
    let id = |what: &str, id: &str| id_of(scenario, what, id);
    let (roles, channels) = (Names::roles(scenario), Names::channels(scenario));
    let each = |made: &dyn Fn(&Inject) -> Value| -> Vec<Value> {
        scenario.injects.iter().map(made).collect()
    };
    let flow = each(&|inject| step(scenario, inject));
    let payloads = each(&|inject| payload(scenario, inject, &roles, &channels));
    let injects = each(&|inject| message(scenario, inject));
    let mut tags: Vec<String> = scenario
        .injects
        .iter()
        .flat_map(|it| &it.techniques)
        .map(|it| format!("misp-galaxy:mitre-attack-pattern=\"{it}\""))
        .collect();
    tags.sort();
    tags.dedup();
    tags.insert(0, "exercise:software-scope=\"wardroom\"".to_owned());
    json!({
        "exercise": {
            "name": scenario.title,
            "description": scenario.summary,
            "expanded": scenario.briefing.situation,
            "meta": { "author": "", "level": scenario.level, "startex": scenario.starts.to_string() },
            "namespace": "hospital",
            "tags": tags,
            "total_duration": (u64::from(scenario.ends_mins) * 60).to_string(),
            "uuid": id("exercise", ""),
            "version": scenario.starts.strftime("%Y%m%d").to_string(),
        },
        "inject_flow": flow,
        "inject_payloads": payloads,
        "injects": injects,
    })
}

/// When an inject is sent, and what follows it.
fn step(scenario: &Scenario, inject: &Inject) -> Value {
    let id = |what: &str, id: &str| id_of(scenario, what, id);
    let (trigger, at, requirements) = match &inject.fires {
        Fires::At(0) => ("startex", Some(0), json!({})),
        Fires::At(mins) => ("time", Some(u64::from(*mins) * 60), json!({})),
        Fires::After { inject, mins } => {
            let before = &scenario.injects[inject.at()].id;
            (
                "inject-resolution",
                None,
                json!({
                    "inject_uuid": id("inject", before),
                    "resolution_requirement": format!("{mins} min after it was sent"),
                }),
            )
        }
        Fires::When { .. } | Fires::ByHand => ("manual", None, json!({})),
    };
    let followed: Vec<String> = scenario
        .injects
        .iter()
        .filter(|other| {
            matches!(&other.fires, Fires::After { inject: before, .. }
                        if scenario.injects[before.at()].id == inject.id)
        })
        .map(|other| id("inject", &other.id))
        .collect();
    json!({
        "description": format!("{}. {}", inject.title, scenario.fires_in_words(&inject.fires)),
        "inject_uuid": id("inject", &inject.id),
        "reporting_callback": [],
        "requirements": requirements,
        "sequence": {
            "trigger": [trigger],
            "completion_trigger": ["time_expiration", "completion"],
            "followed_by": followed,
        },
        "timing": { "triggered_at": at },
    })
}

/// What is said in an inject, by whom and to whom.
fn payload(scenario: &Scenario, inject: &Inject, roles: &Names, channels: &Names) -> Value {
    let id = |what: &str, id: &str| id_of(scenario, what, id);
    json!({
        "name": inject.title,
        "type": "text",
        "uuid": id("payload", &inject.id),
        "parameters": {
            "content": inject.text,
            "content-type": "text/plain",
            "from": inject.from,
            "to": roles.listed(&inject.to.iter().map(|it| it.at()).collect::<Vec<_>>()),
            "channel": channels.shown(inject.channel.at()),
        },
    })
}

/// An inject as something that is done, and what is expected then.
fn message(scenario: &Scenario, inject: &Inject) -> Value {
    let id = |what: &str, id: &str| id_of(scenario, what, id);
    json!({
        "name": inject.title,
        "uuid": id("inject", &inject.id),
        "action": "message_to_participants",
        "action_payload_resource_uuid": id("payload", &inject.id),
        "target_tool": "Wardroom",
        "inject_evaluation": [{
            "result": inject.expect,
            "parameters": [],
            "score_range": [0, 0],
        }],
    })
}

/// The injects of an exercise in the Common Exercise Format as an events list, to be imported like
/// one from a spreadsheet. Injects that went out from `scenario` are known again by their UUID.
///
/// # Errors
/// What is not as the format has it, in words.
pub fn events(scenario: &Scenario, bytes: &[u8]) -> Result<Sheet, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!(
            "This file can't be read: it is longer than {} MB.",
            MOST_BYTES >> 20
        ));
    }
    let ours: BTreeMap<String, &str> = scenario
        .injects
        .iter()
        .map(|it| (id_of(scenario, "inject", &it.id), it.id.as_str()))
        .collect();
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("This is no JSON: {error}."))?;
    let list = |name: &str| {
        value.get(name).and_then(Value::as_array).ok_or_else(|| {
            format!("This is not in the Common Exercise Format: it has no list “{name}”.")
        })
    };
    let (flow, injects) = (list("inject_flow")?, list("injects")?);
    let empty = Vec::new();
    let payloads = value
        .get("inject_payloads")
        .and_then(Value::as_array)
        .unwrap_or(&empty);
    let heads = [
        "ID",
        "After STARTEX",
        "Synopsis",
        "Message",
        "From",
        "To",
        "Delivery method",
        "Expected player action",
    ];
    let mut rows = vec![heads.map(ToOwned::to_owned).to_vec()];
    rows.extend(
        flow.iter()
            .filter_map(|step| event(step, injects, payloads, &ours)),
    );
    if rows.len() == 1 {
        return Err("There is no inject in it that its flow names.".to_owned());
    }
    Ok(Sheet {
        name: "CEXF".to_owned(),
        rows,
        ..Sheet::default()
    })
}

/// What stands under a name, if it is words.
fn text(value: &Value, name: &str) -> String {
    let words = value.get(name).and_then(Value::as_str);
    words.unwrap_or_default().to_owned()
}

fn find<'a>(list: &'a [Value], key: &str, id: &str) -> Option<&'a Value> {
    list.iter().find(|it| text(it, key) == id)
}

/// A step of the flow as a row of an events list; nothing if it names no inject. `ours` are our ids
/// by their UUIDs.
fn event(
    step: &Value,
    injects: &[Value],
    payloads: &[Value],
    ours: &BTreeMap<String, &str>,
) -> Option<Vec<String>> {
    let id = text(step, "inject_uuid");
    let inject = find(injects, "uuid", &id)?;
    let payload = find(
        payloads,
        "uuid",
        &text(inject, "action_payload_resource_uuid"),
    );
    let part = |name: &str| {
        payload
            .and_then(|it| it.get("parameters"))
            .map_or_else(String::new, |it| text(it, name))
    };
    // Content in base64 is a file for a machine; its description stands for it.
    let message = if part("content-type").contains("base64") || part("content").is_empty() {
        text(step, "description")
    } else {
        part("content")
    };
    let at = match step.pointer("/timing/triggered_at") {
        Some(Value::Number(secs)) => secs.as_u64().map(|secs| secs / 60),
        Some(Value::String(secs)) => secs.parse::<u64>().ok().map(|secs| secs / 60),
        _ => None,
    };
    let starts = step
        .pointer("/sequence/trigger")
        .is_some_and(|it| it.to_string().contains("startex"));
    let at = at.or_else(|| starts.then_some(0));
    let action = text(inject, "action");
    let channel = match (part("channel").is_empty(), action.contains("mail")) {
        (false, _) => part("channel"),
        (true, true) => "E-mail".to_owned(),
        (true, false) => String::new(),
    };
    let expect: Vec<String> = inject
        .get("inject_evaluation")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|it| text(it, "result"))
        .filter(|it| !it.is_empty())
        .collect();
    Some(vec![
        ours.get(&id).copied().unwrap_or_default().to_owned(),
        at.map_or_else(String::new, |mins| {
            format!("T+{}:{:02}", mins / 60, mins % 60)
        }),
        text(inject, "name"),
        message,
        part("from"),
        part("to"),
        channel,
        expect.join("; "),
    ])
}
