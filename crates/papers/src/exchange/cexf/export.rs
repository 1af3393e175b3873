//! A scenario out in the Common Exercise Format, with what that can hold. It knows no conditions on a
//! hospital: what waits for one goes out as sent by hand, with the condition in words. The steps make
//! one chain, each named by the one before it, because that is how the format's own platform fills its
//! queue; those with a time say so in the word by which SkillAegis starts its clocks. Must not check a
//! scenario.

use super::id_of;
use super::words::{AFTER, BY_HAND, COMPLETION, STARTEX, TIMED, minutes_after, step_in_words};
use crate::exchange::msel::names::Names;
use serde_json::{Value, json};
use wardroom_core::scenario::{Fires, Inject, Scenario};

/// A scenario in the Common Exercise Format.
pub fn export(scenario: &Scenario) -> Value {
    let id = |what: &str, id: &str| id_of(scenario, what, id);
    let (roles, channels) = (Names::roles(scenario), Names::channels(scenario));
    let each = |made: &dyn Fn(&Inject) -> Value| -> Vec<Value> {
        scenario.injects.iter().map(made).collect()
    };
    let order = order(scenario);
    let flow: Vec<Value> = (0..order.len())
        .map(|at| step(scenario, &order, at))
        .collect();
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

/// The injects in the order of the story, by their places. What waits for another follows it; what
/// waits for a condition or a person follows the last that has a time before it in the scenario.
fn order(scenario: &Scenario) -> Vec<usize> {
    let injects = &scenario.injects;
    let timed = |inject: &Inject| match inject.fires {
        Fires::At(mins) => Some(u64::from(mins)),
        _ => None,
    };
    let mut last = injects.iter().filter_map(timed).min().unwrap_or_default();
    // By minutes, and by how many of the same minute stand before it.
    let mut keys: Vec<(u64, usize)> = Vec::with_capacity(injects.len());
    for inject in injects {
        keys.push(match timed(inject) {
            Some(mins) => {
                last = mins;
                (mins, 0)
            }
            None => (last, 1),
        });
    }
    let own = keys.clone();
    for (at, key) in keys.iter_mut().enumerate() {
        let (mut first, mut mins, mut depth) = (at, 0, 0);
        // The checker has seen to it that it comes to an end.
        while let Fires::After { inject, mins: more } = &injects[first].fires
            && depth <= injects.len()
        {
            first = inject.at();
            mins += u64::from(*more);
            depth += 1;
        }
        *key = (own[first].0 + mins, own[first].1 + depth);
    }
    let mut order: Vec<usize> = (0..injects.len()).collect();
    order.sort_by_key(|at| keys[*at]);
    order
}

/// When the inject at a place of the order is sent, and what follows it.
fn step(scenario: &Scenario, order: &[usize], at: usize) -> Value {
    let uuid = |inject: &Inject| id_of(scenario, "inject", &inject.id);
    let inject = &scenario.injects[order[at]];
    let (mut trigger, secs, requirements) = match &inject.fires {
        Fires::At(mins) => (vec![TIMED], Some(u64::from(*mins) * 60), json!({})),
        Fires::After { inject, mins } => (
            vec![AFTER],
            None,
            json!({
                "inject_uuid": uuid(&scenario.injects[inject.at()]),
                "resolution_requirement": minutes_after(*mins),
            }),
        ),
        Fires::When { .. } | Fires::ByHand => (vec![BY_HAND], None, json!({})),
    };
    if at == 0 {
        trigger.insert(0, STARTEX);
    }
    let next = order.get(at + 1).map(|next| &scenario.injects[*next]);
    json!({
        "description": step_in_words(scenario, inject),
        "inject_uuid": uuid(inject),
        "reporting_callback": [],
        "requirements": requirements,
        "sequence": {
            "trigger": trigger,
            "completion_trigger": COMPLETION,
            "followed_by": next.map(uuid).into_iter().collect::<Vec<_>>(),
        },
        "timing": { "triggered_at": secs },
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
