//! The table of effects: nothing is left out of it, and whatever can be improvised is taken, or refused
//! in words, with everything it can be done to.

use crate::repository::shipped_scenario;
use crate::support::friday;
use std::collections::BTreeSet;
use std::sync::Arc;
use wardroom_core::exercise::{
    Choice, Command, Exercise, Given, Offer, On, Picked, Refusal, Row, State, palette, row,
};
use wardroom_core::record::wire;
use wardroom_core::scenario::{OrganisationId, RoleId, Scenario, Target, TargetKind, shape};

/// Scenarios that together have something of every kind: a worm, extortions, stocks, and several
/// organisations.
fn scenarios() -> Vec<Arc<Scenario>> {
    let others = ["no-bloods", "hosted-record", "eight-weeks", "friday-across"];
    let mut all = vec![friday()];
    all.extend(others.iter().map(|name| shipped_scenario(name)));
    all
}

/// The variants of an enum, as its schema has them.
fn variants(schema: &schemars::Schema) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for one in schema.as_value()["oneOf"].as_array().expect("variants") {
        if let Some(name) = one["const"].as_str() {
            found.insert(name.to_owned());
        }
        let names = one["enum"].as_array().into_iter().flatten();
        found.extend(names.filter_map(|name| name.as_str().map(str::to_owned)));
        let fields = one["properties"].as_object().into_iter().flatten();
        found.extend(fields.map(|(name, _)| name.clone()));
    }
    found
}

/// A role of an organisation.
fn role_of(scenario: &Scenario, of: OrganisationId) -> Option<RoleId> {
    (0..scenario.roles.len())
        .map(RoleId::from)
        .find(|role| scenario.roles[role.at()].of == of)
}

fn organisations(scenario: &Scenario) -> impl Iterator<Item = OrganisationId> {
    (0..scenario.organisations.len()).map(OrganisationId::from)
}

fn improvise(given: Given, by: RoleId) -> Command {
    Command::Improvise {
        text: "What no card foresees.".to_owned(),
        effects: vec![given],
        by,
        because: String::new(),
    }
}

/// Every effect that a row makes in an organisation's hands: with each choice, and with its figures
/// as they usually are, as small and as great as they can be.
fn made(row: &Row, scenario: &Scenario, of: OrganisationId) -> Vec<Given> {
    let Offer::Made { on, asks, .. } = &row.offer else {
        return Vec::new();
    };
    let choices = on.choices(scenario, of);
    let count = if *on == On::Nothing { 1 } else { choices.len() };
    let mut all = Vec::new();
    for at in 0..count {
        for figures in [vec![], vec![0; asks.len()], vec![u32::MAX; asks.len()]] {
            let (words, given) = row.made(&choices, at, &figures).expect("an effect");
            assert!(words.starts_with(row.words), "{words}");
            if !all.contains(&given) {
                all.push(given);
            }
        }
    }
    all
}

#[test]
fn every_effect_that_can_be_written_is_offered_or_says_why_not() {
    let names: Vec<&str> = palette().map(|row| row.name).collect();
    let set: BTreeSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(set.len(), names.len(), "each stands once");
    assert_eq!(set, variants(&schemars::schema_for!(wire::Effect)));
    assert_eq!(set, variants(&schemars::schema_for!(shape::Effect)));
    for row in palette() {
        assert!(!row.words.is_empty(), "{}", row.name);
        if let Offer::Not(why) = row.offer {
            assert!(why.ends_with('.'), "{} says why: {why}", row.name);
        }
    }
    let offered = |row: &&Row| matches!(row.offer, Offer::Made { .. });
    assert_eq!(palette().filter(offered).count(), 41);
}

#[test]
fn what_is_offered_makes_the_effect_whose_row_it_is_and_can_be_chosen_somewhere() {
    let mut chosen = BTreeSet::new();
    for scenario in scenarios() {
        for of in organisations(&scenario) {
            for offered in palette() {
                for given in made(offered, &scenario, of) {
                    let effect = given.meant(&scenario).expect("it makes sense");
                    assert_eq!(row(&effect).name, offered.name);
                    assert_eq!(
                        format!("{given:?}").split(['(', ' ']).next(),
                        Some(offered.name)
                    );
                    let command = improvise(given, RoleId(0));
                    let written = wire::Command::of(&command, &scenario);
                    assert_eq!(written.meant(&scenario), Ok(command), "as it was");
                    chosen.insert(offered.name);
                }
            }
        }
    }
    let offered = palette().filter(|row| matches!(row.offer, Offer::Made { .. }));
    for row in offered {
        assert!(
            chosen.contains(row.name),
            "nothing to choose for {}",
            row.name
        );
    }
}

#[test]
fn whatever_is_offered_is_taken_with_everything_it_can_be_done_to() {
    for scenario in scenarios() {
        let mut played = Exercise::new(scenario.clone(), 7).without_history();
        played.advance(150 * 60);
        for of in organisations(&scenario) {
            let Some(by) = role_of(&scenario, of) else {
                continue;
            };
            for offered in palette() {
                for given in made(offered, &scenario, of) {
                    let told = played.would_improvise(of, std::slice::from_ref(&given));
                    assert!(told.is_ok(), "{given:?}: {told:?}");
                    let mut exercise = played.clone();
                    let events = exercise.apply(&improvise(given.clone(), by));
                    assert!(
                        events.is_ok_and(|events| !events.is_empty()),
                        "{}: {given:?} by {by:?}",
                        scenario.id
                    );
                }
            }
        }
    }
}

#[test]
fn an_exercise_in_which_everything_is_improvised_goes_on_to_its_end() {
    for scenario in [friday(), shipped_scenario("friday-across")] {
        let mut exercise = Exercise::new(scenario.clone(), 7).without_history();
        let mut secs = 60 * 60;
        for (at, offered) in palette().enumerate() {
            for of in organisations(&scenario) {
                let Some(by) = role_of(&scenario, of) else {
                    continue;
                };
                let all = made(offered, &scenario, of);
                if let Some(given) = all.get(at % all.len().max(1)) {
                    let taken = exercise.apply(&improvise(given.clone(), by));
                    assert!(taken.is_ok(), "{given:?} by {by:?}: {taken:?}");
                }
            }
            secs += 11 * 60;
            exercise.advance(secs);
        }
        exercise.advance(u64::from(scenario.ends_mins) * 60);
        assert!(exercise.ended());
    }
}

/// What is an organisation's in a state, in words that can be compared. What lies between two
/// organisations belongs to both.
fn own(scenario: &Scenario, state: &State, of: OrganisationId) -> String {
    let of_segment = |at: usize| scenario.segments[at].of == Some(of);
    let segments = (0..scenario.segments.len()).filter(|at| of_segment(*at));
    let links = (0..scenario.links.len()).filter(|at| {
        let link = &scenario.links[*at];
        [link.from, link.to]
            .iter()
            .all(|end| scenario.segments[end.at()].of == Some(of))
    });
    let services = (0..scenario.services.len()).filter(|at| scenario.services[*at].of == of);
    let groups =
        (0..scenario.groups.len()).filter(|at| of_segment(scenario.groups[*at].segment.at()));
    let (network, facts) = (&state.network, &state.facts);
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        segments.map(|at| network.isolated[at]).collect::<Vec<_>>(),
        links
            .map(|at| (network.cut[at], network.port_blocked[at]))
            .collect::<Vec<_>>(),
        services
            .map(|at| {
                let service = &state.services[at];
                (service.mode, service.ordered.clone(), service.away.clone())
            })
            .collect::<Vec<_>>(),
        groups
            .map(|at| state.groups[at].hosts())
            .collect::<Vec<_>>(),
        network.mail_off[of],
        network.domain_blocked[of],
        network.sinkhole[of],
        facts.declared[of],
        facts.notified[of],
        facts.marked[of],
        facts.out_of_band[of],
        facts.broadcast[of],
        facts.stood_down[of],
        state.patients.protect_urgent[of],
        state.patients.redeployed[of],
    )
}

#[test]
fn what_one_organisation_improvises_leaves_the_others_things_alone() {
    let scenario = shipped_scenario("friday-across");
    let mut played = Exercise::new(scenario.clone(), 7).without_history();
    played.advance(120 * 60);
    let plain: Vec<OrganisationId> = organisations(&scenario)
        .filter(|of| !scenario.organisations[of.at()].oversees)
        .collect();
    for of in plain {
        let Some(by) = role_of(&scenario, of) else {
            continue;
        };
        let others: Vec<OrganisationId> = organisations(&scenario)
            .filter(|other| *other != of)
            .collect();
        let before: Vec<String> = others
            .iter()
            .map(|other| own(&scenario, played.state(), *other))
            .collect();
        for offered in palette() {
            for given in made(offered, &scenario, of) {
                let mut exercise = played.clone();
                let taken = exercise.apply(&improvise(given.clone(), by));
                assert!(taken.is_ok(), "{given:?}");
                for (other, before) in others.iter().zip(&before) {
                    assert_eq!(
                        own(&scenario, exercise.state(), *other),
                        *before,
                        "{given:?} by {by:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_anothers_is_neither_offered_nor_taken() {
    let scenario = shipped_scenario("friday-across");
    let mut exercise = Exercise::new(scenario.clone(), 7).without_history();
    exercise.advance(60 * 60);
    let before = exercise.hash();
    let mut refused = BTreeSet::new();
    for of in organisations(&scenario) {
        let Some(by) = role_of(&scenario, of) else {
            continue;
        };
        for offered in palette() {
            let Offer::Made { on, .. } = &offered.offer else {
                continue;
            };
            let kind = match on {
                On::Target(kind) => *kind,
                On::Stock => TargetKind::Service,
                On::Nothing | On::Extortion | On::Level | On::Step => continue,
            };
            let others = scenario
                .targets(kind)
                .into_iter()
                .filter(|target| !scenario.reaches(of, *target));
            let choices = on.choices(&scenario, of);
            for target in others {
                let id = scenario.target_id(target);
                assert!(
                    choices.iter().all(|it| it.picked != Picked::Target(target)),
                    "{} offers {id}",
                    offered.words
                );
                if no_stock(&scenario, *on, target) {
                    continue;
                }
                let theirs = [Choice {
                    picked: Picked::Target(target),
                    name: id.to_owned(),
                }];
                let (_, given) = offered.made(&theirs, 0, &[]).expect("an effect");
                let said = exercise.apply(&improvise(given, by));
                assert!(
                    matches!(&said, Err(Refusal::NotNow { why }) if why.contains("can't order it")),
                    "{} on {id}: {said:?}",
                    offered.words
                );
                refused.insert(offered.name);
            }
        }
    }
    assert_eq!(exercise.hash(), before, "nothing has changed");
    assert!(refused.len() > 15, "{refused:?}");
}

fn no_stock(scenario: &Scenario, on: On, target: Target) -> bool {
    match (on, target) {
        (On::Stock, Target::Service(id)) => scenario.services[id.at()].stock.is_none(),
        _ => false,
    }
}

#[test]
fn whatever_can_be_aimed_at_is_found_again_by_its_id() {
    let mut scenario = Scenario::clone(&friday());
    let inside = scenario.segments.iter().position(|it| !it.outside);
    let inside = inside.expect("a segment");
    // Ids are told apart by kind only, and here two kinds can be meant.
    scenario.segments[inside].id = scenario.systems[0].id.clone();
    for kind in [
        TargetKind::Segment,
        TargetKind::Link,
        TargetKind::Service,
        TargetKind::Pathway,
        TargetKind::Flow,
        TargetKind::System,
        TargetKind::SystemOrSegment,
        TargetKind::Body,
        TargetKind::Crew,
    ] {
        let targets = scenario.targets(kind);
        assert!(!targets.is_empty(), "{kind:?}");
        for target in targets {
            let id = scenario.target_id(target);
            assert_eq!(
                scenario.target_by_id(kind, id),
                Some(target),
                "{kind:?} {id}"
            );
        }
    }
}
