//! Several organisations on one clock: each decides about its own, sees its own, and feels what the
//! others divert.

use crate::repository;
use crate::support::{ask, checked, pass, play};
use std::sync::Arc;
use wardroom_core::exercise::{Event, Exercise, Refusal, State, concerns};
use wardroom_core::record::wire::{self, Effect};
use wardroom_core::scenario::{IncidentLevel, Mins, OrganisationId, Scenario};

/// Attendances a day in each of the three departments, the same at every hour: 0.2 a minute.
const A_DAY: u32 = 288;
const A_MINUTE: f64 = 0.2;

/// Three hospitals of one kind on one network, a surgery without which 30 per cent more come to a,
/// and a board that acts for all.
fn county() -> Arc<Scenario> {
    let of = |id: &str| format!("of: \"{id}\",");
    let mut segments = String::new();
    let mut links = String::new();
    let (mut services, mut roles, mut crews) = (String::new(), String::new(), String::new());
    for (at, id) in ["a", "b", "c", "board"].iter().enumerate() {
        let whose = of(id);
        let y = at * 100;
        segments.push_str(&format!(
            "Segment(id: \"{id}-desks\", {whose} name: \"{id}\", location: \"inside\",
             place: Place(x: 0, y: {y}, w: 10, h: 10), address_space: 100,
             hosts: [HostGroup(id: \"{id}-group\", name: \"desks\", kind: Desktop, build: \"win7\",
                     count: 10, patched: 10)]),"
        ));
        links.push_str(&format!(
            "Link(id: \"{id}-link\", name: \"{id}'s link\", from: \"net\", to: \"{id}-desks\",
             carries: [Smb, Clinical]),"
        ));
        roles.push_str(&format!(
            "Role(id: \"{id}-lead\", {whose} title: \"Lead of {id}\", part: \"Leads\",
             staff_group: \"Managers\", knows: [], decides: [], brief: \"You lead.\", core: true),"
        ));
        crews.push_str(&format!(
            "Crew(id: \"{id}-desk\", {whose} name: \"engineers\", skill: Desktop, people: 2,
             shifts: [Shift(days: Everyday, from_hour: 0, to_hour: 24, people: 2)],
             fresh_hours: 1000, fatigue_per_hour: 0.0),"
        ));
        if *id != "board" {
            let more = if *id == "a" {
                "more_without: [More(service: \"surgery\", share: 0.3)],"
            } else {
                ""
            };
            services.push_str(&format!(
                "Service(id: \"{id}-ed\", name: \"{id}'s ED\", segments: [\"{id}-desks\"],
                 needs: [Need(what: Screens, weight: Essential, loss: 1.0)],
                 paper: Paper(mobilise_mins: 5, holds: 0.0, endures_hours: 1, then: 0.0,
                              meanwhile: \"nothing\"),
                 flows: [Flow(id: \"{id}-patients\", name: \"patients\", kind: Emergency,
                              weekday: {A_DAY}, weekend: {A_DAY}, by_hour: {:?}, {more})],
                 patients: Patients(day: 1, night: 1, high: 0.1, medium: 0.1),
                 reports_after_mins: 5),",
                [1; 24]
            ));
        }
    }
    services.push_str(
        "Service(id: \"surgery\", name: \"Surgery\", segments: [\"board-desks\"],
         needs: [Need(what: Screens, weight: Essential, loss: 1.0)],
         paper: Paper(mobilise_mins: 5, holds: 0.0, endures_hours: 1, then: 0.0,
                      meanwhile: \"nothing\"),
         patients: Patients(day: 1, night: 1, high: 0.1, medium: 0.1), reports_after_mins: 5),",
    );
    let everybody = "by: [\"a-lead\", \"b-lead\", \"c-lead\", \"board-lead\"]";
    let card = |id: &str, target: &str, work: &str, effect: &str| {
        format!(
            "Card(id: \"{id}\", title: \"{id}\", group: Command, about: \"{id}\", {everybody},
             target: {target}, {work} effects: [{effect}], logged: \"{id}\"),"
        )
    };
    let cards = [
        card("declare", "Nothing", "", "Declare(Critical)"),
        card("paper", "Nothing", "", "AllToPaper"),
        card("ports", "Nothing", "", "BlockPortEverywhere"),
        card("divert", "Pathway", "", "Divert(\"{target}\")"),
        card("off", "Segment", "", "PowerOff(\"{target}\")"),
        card(
            "rebuild",
            "SystemOrSegment",
            "",
            "Rebuild(order: [\"{target}\"], people: 2)",
        ),
        card(
            "busy",
            "Nothing",
            "work: [Work(skill: Desktop, people: 2, mins: 60)],",
            "Mark(Loggist)",
        ),
    ]
    .concat();
    let inject = |id: &str, fires: &str, to: &str| {
        format!(
            "Inject(id: \"{id}\", title: \"{id}\", fires: {fires}, channel: \"call\",
             from: \"somebody\", to: [{to}], text: \"EXERCISE. {id}\", expect: \"\"),"
        )
    };
    let injects = [
        inject("for-a", "At(\"T+5\")", "\"a-lead\""),
        inject("for-two", "At(\"T+6\")", "\"a-lead\", \"b-lead\""),
        inject(
            "of-b",
            "When(is: Of(of: \"b\", is: Declared(Critical)))",
            "\"a-lead\"",
        ),
        inject("own-c", "When(is: Declared(Critical))", "\"c-lead\""),
    ]
    .concat();
    let main = format!(
        "#![enable(implicit_some)]
        Scenario(
            schema: 1, id: \"county\", title: \"County\", summary: \"For a test.\", level: \"core\",
            trust: \"The county\", room_mins: 60, starts: \"2027-05-14T12:00\", ends: \"T+600\",
            include: [\"parts.ron\"],
            briefing: Briefing(situation: \"A test.\", known: [], rules: []),
            pace: Pace(patch_mins: 5.0, rebuild_desktop_mins: 10.0, rebuild_server_mins: 60.0,
                rebuild_device_mins: 60.0, report_day_mins: 10.0, report_night_mins: 10.0,
                reports_per_min: 3, uncoordinated: 1.0, ed_margin: 1.1,
                ed_overwhelmed: 100000, ed_leans: 1.0),
            injects: [{injects}], prompts: [], objectives: [], teams: [], debrief: [], history: [],
        )"
    );
    let organisation = |id: &str, oversees: bool| {
        format!(
            "Organisation(id: \"{id}\", name: \"Hospital {id}\", short: \"{id}\", about: \"{id}\",
             oversees: {oversees}),"
        )
    };
    let parts = format!(
        "#![enable(implicit_some)]
        Library(
            schema: 1,
            organisations: [{}{}{}{}],
            builds: [Build(id: \"win7\", name: \"Windows 7\", when_hit: Infected)],
            segments: [Segment(id: \"net\", name: \"Net\", location: \"outside\",
                place: Place(x: 500, y: 0, w: 10, h: 10), address_space: 1, outside: true), {segments}],
            links: [{links}],
            services: [{services}],
            pathways: [
                Pathway(id: \"a-ambulances\", name: \"Ambulances of a\", share: 0.28, taken_by: \"b, c\",
                    further_mins: 20, from: \"a-patients\",
                    to: [Landing(flow: \"b-patients\", share: 0.5), Landing(flow: \"c-patients\", share: 0.3)]),
                Pathway(id: \"b-stroke\", name: \"Stroke of b\", share: 0.1, taken_by: \"a\",
                    further_mins: 20, from: \"b-patients\",
                    to: [Landing(flow: \"a-patients\", share: 1.0)]),
            ],
            channels: [Channel(id: \"call\", name: \"Call\", kind: Phone)],
            crews: [{crews}],
            roles: [{roles}],
            cards: [{cards}],
        )",
        organisation("a", false),
        organisation("b", false),
        organisation("c", false),
        organisation("board", true),
    );
    checked(&[("county.ron", main), ("parts.ron", parts)])
}

/// What the three hospitals come to once so many minutes have passed with nobody seen.
struct Minutes {
    /// Who came to each, own patients and those who landed.
    came: [f64; 3],
    /// By how many more wait at each.
    more_wait: [f64; 3],
    /// Who was sent elsewhere by any.
    diverted: f64,
    /// Who left unseen.
    left: f64,
}

fn minutes(seed: u64, diverting: &[&str], surgery_gone: bool, mins: Mins) -> Minutes {
    let mut exercise = Exercise::new(county(), seed);
    pass(&mut exercise, 60);
    for id in ["a", "b", "c"] {
        let (segment, by) = (format!("{id}-desks"), format!("{id}-lead"));
        play(&mut exercise, "off", Some(&segment), &by).expect("it is their own");
    }
    if surgery_gone {
        play(&mut exercise, "off", Some("board-desks"), "board-lead").expect("it is their own");
    }
    for pathway in diverting {
        play(&mut exercise, "divert", Some(pathway), "board-lead").expect("the board may");
    }
    let before = exercise.state().clone();
    pass(&mut exercise, 60 + mins);
    let after = exercise.state();
    let grown = |of: fn(&State, OrganisationId) -> f64| {
        [0, 1, 2].map(|at| of(after, OrganisationId(at)) - of(&before, OrganisationId(at)))
    };
    Minutes {
        came: grown(|state, of| state.patients.ed[of].came),
        more_wait: grown(|state, of| state.patients.ed_queue[of]),
        diverted: after.outcomes.ed_diverted - before.outcomes.ed_diverted,
        left: after.outcomes.ed_left_unseen - before.outcomes.ed_left_unseen,
    }
}

fn close(found: [f64; 3], wanted: [f64; 3]) {
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() < 1e-6, "{found} {wanted}");
    }
}

#[test]
fn whoever_is_diverted_arrives_where_the_pathway_says_and_nobody_is_lost_or_doubled() {
    let mins = 400;
    for seed in 1..=5 {
        let none = minutes(seed, &[], false, mins);
        let usual = none.came;
        // Nobody is seen: who came waits, or has left.
        let [came, wait] = [none.came, none.more_wait].map(|it| it.iter().sum::<f64>());
        assert!((came - wait - none.left).abs() < 1e-6, "{came} {wait}");
        assert!(none.diverted.abs() < 1e-9);
        // About 0.28 of a's leave; half of them come to b, three tenths to c, the rest leave the
        // county.
        let ambulances = minutes(seed, &["a-ambulances"], false, mins);
        let leave = ambulances.diverted;
        assert!(
            (leave / usual[0] - 0.28).abs() < 0.06,
            "{leave} of {usual:?}"
        );
        close(
            ambulances.came,
            [usual[0], usual[1] + 0.5 * leave, usual[2] + 0.3 * leave],
        );
        // Both at once: nobody is sent on twice.
        let both = minutes(seed, &["a-ambulances", "b-stroke"], false, mins);
        let stroke = both.diverted - leave;
        assert!((stroke / usual[1] - 0.1).abs() < 0.05, "{stroke}");
        close(
            both.came,
            [
                usual[0] + stroke,
                usual[1] + 0.5 * leave,
                usual[2] + 0.3 * leave,
            ],
        );
    }
}

#[test]
fn more_come_while_a_service_elsewhere_is_gone_and_they_can_be_diverted_too() {
    let mins = 400;
    let mut sums = [0.0; 3];
    for seed in 1..=10 {
        let usual = minutes(seed, &[], false, mins).came;
        let more = minutes(seed, &[], true, mins).came;
        assert!(more[0] >= usual[0], "{usual:?} {more:?}");
        close([0.0, more[1], more[2]], [0.0, usual[1], usual[2]]);
        let diverting = minutes(seed, &["a-ambulances"], true, mins);
        let leave = diverting.diverted;
        close(
            diverting.came,
            [more[0], usual[1] + 0.5 * leave, usual[2] + 0.3 * leave],
        );
        for (sum, value) in sums.iter_mut().zip([usual[0], more[0], leave]) {
            *sum += value;
        }
    }
    let [usual, more, leave] = sums;
    let expected = A_MINUTE * f64::from(mins) * 10.0;
    assert!((usual / expected - 1.0).abs() < 0.15, "{usual} {expected}");
    assert!((more / usual - 1.3).abs() < 0.06, "{usual} {more}");
    assert!((leave / more - 0.28).abs() < 0.03, "{leave} {more}");
}

#[test]
fn what_one_decides_for_its_whole_house_the_others_do_not_feel() {
    let mut exercise = Exercise::new(county(), 1);
    pass(&mut exercise, 10);
    play(&mut exercise, "declare", None, "b-lead").expect("it may");
    play(&mut exercise, "paper", None, "b-lead").expect("it may");
    play(&mut exercise, "ports", None, "b-lead").expect("it may");
    pass(&mut exercise, 20);
    let state = exercise.state();
    let [a, b] = [OrganisationId(0), OrganisationId(1)];
    assert!(state.facts.declared[a].is_empty());
    assert_eq!(
        state.facts.declared[b],
        [(IncidentLevel::Critical, 10)].to_vec()
    );
    let blocked: Vec<bool> = state
        .network
        .port_blocked
        .iter()
        .map(Option::is_some)
        .collect();
    assert_eq!(blocked, [false, true, false, false]);
    assert_eq!(exercise.team_view_of(a).level, None);
    let on_paper: Vec<bool> = exercise
        .team_view()
        .services
        .iter()
        .map(|service| service.meanwhile)
        .collect();
    assert_eq!(on_paper, [false, true, false, false]);
    // The same card is still to hand for the others.
    play(&mut exercise, "declare", None, "a-lead").expect("a has not declared");
    let again = play(&mut exercise, "declare", None, "b-lead");
    assert!(matches!(again, Err(Refusal::Already { .. })), "{again:?}");
}

#[test]
fn people_work_for_their_own_house_alone() {
    let mut exercise = Exercise::new(county(), 1);
    pass(&mut exercise, 10);
    play(&mut exercise, "busy", None, "a-lead").expect("two are free");
    play(&mut exercise, "busy", None, "b-lead").expect("b has two of its own");
    let third = play(&mut exercise, "off", Some("b-desks"), "a-lead");
    assert!(matches!(third, Err(Refusal::NotNow { .. })), "{third:?}");
    play(&mut exercise, "off", Some("b-desks"), "board-lead").expect("the board acts for all");
    let at_work: Vec<u32> = exercise
        .state()
        .crews
        .iter()
        .map(|it| it.on_cards)
        .collect();
    assert_eq!(at_work, [2, 2, 0, 0]);
}

#[test]
fn what_the_board_has_rebuilt_its_owner_rebuilds() {
    let mut exercise = Exercise::new(county(), 1);
    pass(&mut exercise, 10);
    play(&mut exercise, "rebuild", Some("b-desks"), "board-lead").expect("the board may");
    let rebuilding: Vec<bool> = exercise
        .state()
        .rebuild
        .iter()
        .map(Option::is_some)
        .collect();
    assert_eq!(rebuilding, [false, true, false, false]);
}

#[test]
fn each_sees_what_is_for_it_and_conditions_are_asked_of_the_right_house() {
    let scenario = county();
    let mut exercise = Exercise::new(scenario.clone(), 1);
    let mut events = pass(&mut exercise, 10);
    let seen = |exercise: &Exercise, of: u16| -> Vec<usize> {
        let view = exercise.team_view_of(OrganisationId(of));
        let mut seen: Vec<usize> = view
            .messages
            .iter()
            .map(|message| match message.source {
                wardroom_core::exercise::Source::Inject(at) => at,
                wardroom_core::exercise::Source::Told(_) => usize::MAX,
            })
            .collect();
        seen.sort_unstable();
        seen
    };
    assert_eq!(seen(&exercise, 0), [0, 1]);
    assert_eq!(seen(&exercise, 1), [1]);
    assert_eq!(seen(&exercise, 2), Vec::<usize>::new());
    play(&mut exercise, "declare", None, "b-lead").expect("it may");
    events.extend(pass(&mut exercise, 12));
    // a hears of b's declaration; c waits for its own.
    assert_eq!(seen(&exercise, 0), [0, 1, 2]);
    assert_eq!(seen(&exercise, 2), Vec::<usize>::new());
    play(&mut exercise, "declare", None, "c-lead").expect("it may");
    events.extend(pass(&mut exercise, 14));
    assert_eq!(seen(&exercise, 2), [3]);
    // What is told of events agrees with what is seen.
    for of in scenario.organisation_ids() {
        let told: Vec<&str> = events
            .iter()
            .filter(|event| concerns(&scenario, event, of))
            .filter_map(|event| match &event.what {
                wardroom_core::exercise::What::Delivered { inject, .. } => Some(inject.as_str()),
                _ => None,
            })
            .collect();
        let view = exercise.team_view_of(of);
        assert_eq!(told.len(), view.messages.len(), "{told:?}");
    }
}

#[test]
fn a_house_that_is_not_named_for_everything_is_told() {
    let estate = repository::shipped("library/mereshire-estate.ron").expect("it is there");
    let text = String::from_utf8(estate).expect("text");
    assert!(text.contains("of: \"harrowmere\","));
    let without = text.replacen("of: \"harrowmere\",", "", 1);
    let found = wardroom_core::scenario::check("friday-across.ron", &|path: &str| {
        if path.ends_with("mereshire-estate.ron") {
            return Ok(without.clone().into_bytes());
        }
        repository::shipped(path)
    });
    let problems = found.expect_err("nobody says whose it is");
    assert!(
        problems
            .list
            .iter()
            .any(|it| it.code == wardroom_core::scenario::Code::Owner),
        "{}",
        problems.render(false)
    );
}

/// Of the neighbours of a hospital that could take nobody for four weeks (Scripps, 2021): patients
/// in the emergency department +15%, ambulances +35%, waits +48%. Here three hospitals share a
/// county, and all who are moved come by ambulance.
#[test]
fn what_the_largest_hospital_of_the_county_diverts_its_neighbours_feel_as_scripps_neighbours_did() {
    let scenario = repository::shipped_scenario("friday-across");
    let of = |id: &str| scenario.names.organisations[id];
    let flow_of = |id: &str| {
        let flow = scenario.names.flows[format!("{id}-attendances").as_str()];
        scenario.flows[flow.at()].clone()
    };
    let neighbours = ["kingsferry", "ludbrook"];
    // How long somebody waits who comes there three hours after STARTEX.
    let run = |divert: bool| -> Vec<f64> {
        let mut exercise = Exercise::new(scenario.clone(), 1);
        if divert {
            for pathway in ["stroke", "trauma", "ambulances"] {
                let id = format!("harrowmere-{pathway}");
                play(&mut exercise, "divert", Some(&id), "board-director").expect("the board may");
            }
        }
        pass(&mut exercise, 180);
        let truth = exercise.truth_view();
        neighbours
            .iter()
            .map(|id| truth.ed[of(id).at()].1)
            .collect()
    };
    let (calm, surge) = (run(false), run(true));
    for (at, id) in neighbours.iter().enumerate() {
        let flow = flow_of(id);
        let hour = scenario.calendar_hour(120);
        let usual = flow.per_min_by_hour[hour];
        let landing: f64 = scenario
            .pathways
            .iter()
            .filter(|pathway| pathway.id.starts_with("harrowmere"))
            .map(|pathway| {
                let from = &scenario.flows[pathway.from.expect("a department").at()];
                let share: f64 = pathway
                    .to
                    .iter()
                    .filter(|(to, _)| scenario.flows[to.at()].id == flow.id)
                    .map(|(_, share)| share)
                    .sum();
                from.per_min_by_hour[hour] * pathway.share * share
            })
            .sum();
        let more = landing / usual;
        assert!((0.12..=0.18).contains(&more), "{id}: {more}");
        assert!(surge[at] > calm[at], "{id}: {calm:?} {surge:?}");
    }
}

/// A free decision of somebody's, with effects.
fn freely(exercise: &mut Exercise, by: &str, effects: Vec<Effect>) -> Result<Vec<Event>, Refusal> {
    let command = wire::Command::Improvise {
        text: "As we see it.".to_owned(),
        effects,
        by: by.to_owned(),
        because: "It is tested.".to_owned(),
    };
    ask(exercise, &command)
}

#[test]
fn an_order_of_rebuilding_over_several_houses_is_kept_by_each_of_them() {
    let mut exercise = Exercise::new(county(), 1);
    pass(&mut exercise, 1);
    let order = vec!["b-desks".to_owned(), "c-desks".to_owned()];
    freely(
        &mut exercise,
        "board-lead",
        vec![Effect::Rebuild { order, people: 1 }],
    )
    .expect("the board acts for all");
    let rebuilding: Vec<usize> = exercise
        .state()
        .rebuild
        .iter()
        .map(|it| it.as_ref().map_or(0, |job| job.order.len()))
        .collect();
    assert_eq!(rebuilding, [0, 1, 1, 0]);
}

#[test]
fn what_a_card_may_not_do_to_another_house_a_free_decision_may_not_either() {
    let mut exercise = Exercise::new(county(), 1);
    pass(&mut exercise, 1);
    let theirs = |id: &str| -> Vec<Effect> {
        let segment = format!("{id}-desks");
        let order = vec!["a-desks".to_owned(), segment.clone()];
        vec![
            Effect::IsolateSegment(segment.clone()),
            Effect::PowerOff(segment.clone()),
            Effect::UnplugInfected(segment.clone()),
            Effect::Patch { segment, people: 1 },
            Effect::Rebuild { order, people: 1 },
            Effect::CutLink(format!("{id}-link")),
            Effect::BlockPort(format!("{id}-link")),
            Effect::GoToPaper(format!("{id}-ed")),
            Effect::CallIn {
                crew: format!("{id}-desk"),
                arrive_mins: 1,
                stay_hours: 1,
            },
        ]
    };
    for effect in theirs("b") {
        let before = exercise.state().hash();
        let refused = freely(
            &mut exercise,
            "a-lead",
            vec![Effect::MailOff, effect.clone()],
        );
        let why = refused.expect_err(&format!("{effect:?}")).to_string();
        assert!(why.contains("can't order it"), "{effect:?}: {why}");
        assert_eq!(exercise.state().hash(), before, "{effect:?}");
        let meant = effect.meant(exercise.scenario()).expect("it is there");
        let preview = exercise.would_improvise(OrganisationId(0), &[meant]);
        assert!(preview.is_err(), "{effect:?}");
    }
    for effect in theirs("a") {
        // Nobody gives so many orders at once.
        let later = exercise.secs() + 120;
        exercise.advance(later);
        freely(&mut exercise, "a-lead", vec![effect.clone()])
            .unwrap_or_else(|why| panic!("{effect:?}: {why}"));
    }
}
