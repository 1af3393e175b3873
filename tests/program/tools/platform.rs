//! What goes out in the Common Exercise Format, held to the rules of the two programs that run it.
//!
//! The format's own platform (MISP/cexf, `platform/bin/cexf-rule-manager.py`) fills a queue from the
//! flow and spaces its entries evenly. SkillAegis (MISP/SkillAegis-Dashboard, `backend/exercise.py` and
//! `backend/server.py`) looks up the flow of every inject, starts a clock for those with a time, and
//! opens an inject to a player once what it requires is done. Both are modelled here in as far as they
//! read the file; what they look up without asking whether it is there has to be there.

use super::*;

/// The queue of the format's own platform, by `insert_cexf`: a step that begins the exercise is queued,
/// and whatever a step is followed by.
fn queue(exercise: &Value) -> Vec<String> {
    let mut queue = Vec::new();
    for step in exercise["inject_flow"].as_array().expect("a flow") {
        let Some(sequence) = step.get("sequence") else {
            continue;
        };
        let trigger = sequence.get("trigger").expect("looked up unasked");
        let begins = match trigger {
            Value::String(words) => words.contains("startex"),
            other => other
                .as_array()
                .expect("a list")
                .iter()
                .any(|it| it == "startex"),
        };
        let followed = sequence.get("followed_by").and_then(Value::as_array);
        if begins {
            queue.push(step["inject_uuid"].as_str().expect("a UUID").to_owned());
            followed.expect("looked up unasked");
        }
        for next in followed.into_iter().flatten() {
            queue.push(next.as_str().expect("a UUID").to_owned());
        }
    }
    queue
}

/// The clocks that SkillAegis starts, by `start_timed_injects`: UUIDs with their seconds.
fn clocks(exercise: &Value) -> BTreeMap<String, u64> {
    let steps = exercise["inject_flow"].as_array().expect("a flow").iter();
    steps
        .filter(|step| {
            let triggers = step["sequence"]["trigger"].as_array().expect("a list");
            triggers
                .iter()
                .any(|it| it == "triggered_at" || it == "periodic")
        })
        .filter_map(|step| {
            let secs = step.get("timing")?.get("triggered_at")?.as_u64()?;
            Some((step["inject_uuid"].as_str()?.to_owned(), secs))
        })
        .collect()
}

/// The order in which a player who does everything is given the injects, by
/// `get_available_tasks_for_user`.
fn opened(exercise: &Value) -> Vec<String> {
    let mut requirements = BTreeMap::new();
    for step in exercise["inject_flow"].as_array().expect("a flow") {
        let needs = step.get("requirements").expect("looked up unasked");
        step["sequence"].as_object().expect("looked up unasked");
        requirements.insert(step["inject_uuid"].as_str().expect("a UUID"), needs);
    }
    let mut done = BTreeSet::new();
    let mut order = Vec::new();
    loop {
        let before = order.len();
        for inject in exercise["injects"].as_array().expect("injects") {
            let uuid = inject["uuid"].as_str().expect("a UUID");
            let needs = requirements.get(uuid).expect("looked up unasked");
            let met = needs
                .get("inject_uuid")
                .is_none_or(|it| done.contains(it.as_str().expect("a UUID")));
            if met && !order.contains(&uuid.to_owned()) {
                order.push(uuid.to_owned());
            }
        }
        if order.len() == before {
            return order;
        }
        done.extend(order.iter().cloned());
    }
}

#[test]
fn every_shipped_scenario_is_run_by_the_platforms_that_read_the_format() {
    let folder = friday_path().parent().expect("a folder").to_path_buf();
    for path in files::scenarios_in(&folder) {
        let scenario =
            files::scenario(&path).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        let out = cexf::export(&scenario);
        let uuid = |at: usize| {
            out["injects"][at]["uuid"]
                .as_str()
                .expect("a UUID")
                .to_owned()
        };
        let place: BTreeMap<String, usize> = (0..scenario.injects.len())
            .map(|at| (uuid(at), at))
            .collect();
        assert_eq!(
            place.len(),
            scenario.injects.len(),
            "UUIDs are each its own"
        );
        // Each is queued once, and the clocks of those with a time go on.
        let queue = queue(&out);
        assert_eq!(queue.len(), scenario.injects.len(), "{}", scenario.id);
        assert_eq!(
            queue.iter().collect::<BTreeSet<_>>().len(),
            queue.len(),
            "{}",
            scenario.id
        );
        assert_eq!(
            queue.first(),
            Some(
                &out["inject_flow"][0]["inject_uuid"]
                    .as_str()
                    .expect("a UUID")
                    .to_owned()
            )
        );
        let mut last = 0;
        for uuid in &queue {
            if let Fires::At(mins) = scenario.injects[place[uuid]].fires {
                assert!(
                    mins >= last,
                    "{}: {uuid} at {mins} after {last}",
                    scenario.id
                );
                last = mins;
            }
        }
        let at = |uuid: &str| {
            queue
                .iter()
                .position(|it| it == uuid)
                .expect("it is queued")
        };
        // What waits for another comes behind it.
        for (place, inject) in scenario.injects.iter().enumerate() {
            if let Fires::After { inject: before, .. } = &inject.fires {
                assert!(at(&uuid(before.at())) < at(&uuid(place)), "{}", inject.id);
            }
        }
        // It is spaced: a whole number of seconds for each, and more than none.
        let secs: u64 = out["exercise"]["total_duration"]
            .as_str()
            .expect("digits")
            .parse()
            .expect("digits");
        assert!(secs / queue.len() as u64 > 0);
        // SkillAegis: a clock for every time, and all of them for whoever does everything.
        let timed: BTreeMap<String, u64> = scenario
            .injects
            .iter()
            .enumerate()
            .filter_map(|(at, inject)| match inject.fires {
                Fires::At(mins) => Some((uuid(at), u64::from(mins) * 60)),
                _ => None,
            })
            .collect();
        assert_eq!(clocks(&out), timed, "{}", scenario.id);
        assert_eq!(
            opened(&out).len(),
            scenario.injects.len(),
            "{}",
            scenario.id
        );
        out["exercise"]["meta"]
            .as_object()
            .expect("looked up unasked");
        for inject in out["injects"].as_array().expect("injects") {
            inject["target_tool"].as_str().expect("looked up unasked");
            for evaluation in inject["inject_evaluation"].as_array().expect("a list") {
                evaluation["score_range"][1]
                    .as_u64()
                    .expect("looked up unasked");
            }
        }
    }
}

/// The platforms' rules themselves, on a chain as their own samples have it.
#[test]
fn the_rules_of_the_platforms_are_those_of_their_samples() {
    let chain = json!({
        "inject_flow": [
            { "inject_uuid": "a", "requirements": {}, "sequence": { "trigger": ["startex"], "followed_by": ["b"] }, "timing": { "triggered_at": null } },
            { "inject_uuid": "b", "requirements": { "inject_uuid": "a" }, "sequence": { "trigger": "inject-resolution" } },
            { "inject_uuid": "c", "requirements": { "inject_uuid": "d" }, "sequence": { "trigger": [] } },
        ],
        "injects": [{ "uuid": "b" }, { "uuid": "a" }, { "uuid": "c" }],
    });
    assert_eq!(queue(&chain), ["a", "b"], "nobody names the third");
    assert_eq!(opened(&chain), ["a", "b"], "what is required never comes");
}
