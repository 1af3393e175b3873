//! A trust's plan: what is wrong with its file, what it suggests to whoever decides, and how a decision
//! cites it on record.

use crate::broken::{checked, in_short, place, sound_files};
use crate::repository;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Improvement, Speaker, Stance, What};
use wardroom_core::host::{Ask, Asker, Host, Request, Unasked};
use wardroom_core::plan::{Plan, check, suggested, unmatched};
use wardroom_core::record::people::{TextField, Typed, typed_in_command, typed_in_event};
use wardroom_core::record::{Amendment, Header, Opened, Session, open, replay, wire};
use wardroom_core::scenario::{Problems, RoleId, Scenario, Target};

pub const REAL: &str = "2026-03-14T09:00:00Z";

/// A plan for the small sound scenario.
pub const PLAN: &str = r#"Plan(
    schema: 1,
    id: "small-plan",
    title: "Small plan",
    organisation: "An invented trust",
    version: "1.0",
    approved: "2026-01-05",
    clauses: [
        Clause(id: "1", title: "Telling the region", text: "Ring the region.", owner: "Manager", maps: [Body("region")]),
        Clause(id: "2", title: "Isolation", text: "Isolate the offices.", owner: "Manager", trigger: "Two red screens", maps: [Card("isolate"), Option("what-now/cut")]),
        Clause(id: "3", title: "Waiting", text: "Wait only with a time of review.", maps: [Option("what-now/wait")]),
        Clause(id: "4", title: "Reports", text: "Report every hour.", maps: [Report]),
        Clause(id: "5.1", title: "Ransom", text: "Pay nothing.", maps: [Step(NoPayment)]),
    ],
)
"#;

pub fn plan(text: &str) -> Plan {
    match check("plan.ron", text.as_bytes()) {
        Ok(plan) => plan,
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

/// The small sound scenario.
pub fn sound() -> Arc<Scenario> {
    Arc::new(checked(&sound_files()).expect("it is sound"))
}

/// All that is wrong with a plan.
#[track_caller]
fn wrong(text: &str) -> Problems {
    match check("plan.ron", text.as_bytes()) {
        Ok(_) => panic!("nothing was found wrong"),
        Err(problems) => problems,
    }
}

fn at(code: &str, text: &str, needle: &str) -> String {
    let (line, column) = place(text, needle);
    format!("{code} plan.ron:{line}:{column}")
}

#[test]
fn everything_wrong_with_a_plan_is_told_at_once_each_at_its_place() {
    let text = PLAN
        .replace("id: \"3\"", "id: \"2\"")
        .replace("\"5.1\"", "\"5.1 b\"")
        .replace("\"2026-01-05\"", "\"5 January\"")
        .replace("\"Ring the region.\"", "\" \"")
        .replace("Option(\"what-now/cut\")", "Option(\"what-now\")")
        .replace("Card(\"isolate\")", "Card(\"Isolate it\")");
    let problems = wrong(&text);
    let second = text
        .match_indices("id: \"2\"")
        .nth(1)
        .expect("it is there")
        .0
        + 4;
    let line = text[..second].matches('\n').count() + 1;
    let column = second - text[..second].rfind('\n').expect("a line");
    assert_eq!(
        in_short(&problems),
        [
            at("W030-time", &text, "\"5 January\""),
            at("W054-empty", &text, "\" \""),
            at("W022-bad-id", &text, "\"Isolate it\""),
            at("W022-bad-id", &text, "\"what-now\""),
            format!("W021-duplicate-id plan.ron:{line}:{column}"),
            at("W022-bad-id", &text, "\"5.1 b\""),
        ],
        "{}",
        problems.render(false)
    );
    assert!(problems.list.iter().all(|it| it.hint.is_some()));
}

#[test]
fn a_word_that_the_format_does_not_have_is_answered_with_the_one_that_was_meant() {
    for (from, to, wanted) in [
        ("Step(NoPayment)", "Step(NoPayments)", "NoPayment"),
        ("Card(\"isolate\")", "Crad(\"isolate\")", "Card"),
        ("trigger:", "triger:", "trigger"),
    ] {
        let told = wrong(&PLAN.replace(from, to)).render(false);
        assert!(
            told.contains("did you mean") && told.contains(wanted),
            "{told}"
        );
    }
    let told = wrong(&PLAN.replace("schema: 1", "schema: 9")).render(false);
    assert!(told.contains("W005-schema"), "{told}");
    let told = wrong(
        "Plan(schema: 1, id: \"p\", title: \"P\", organisation: \"\", version: \"1\", clauses: [])",
    );
    assert_eq!(in_short(&told), ["W054-empty plan.ron:1:21"]);
    assert!(check("plan.ron", b"").is_err());
    assert!(check("plan.ron", &[0xff, 0xfe]).is_err());
}

#[test]
fn a_clause_is_the_same_however_it_is_spaced_and_another_when_a_word_of_it_changes() {
    let hash = |text: &str| plan(text).clause("2").expect("it is there").hash.clone();
    let was = hash(PLAN);
    assert_eq!(
        was,
        hash(&PLAN.replace("Isolate the offices.", "Isolate  the\\noffices. "))
    );
    assert_eq!(
        was,
        hash(&PLAN.replace("Card(\"isolate\"), ", "")),
        "what it is about is not followed"
    );
    for (from, to) in [
        ("Isolate the offices.", "Isolate the wards."),
        ("\"Isolation\"", "\"Isolating\""),
        ("Two red screens", "Three red screens"),
        ("owner: \"Manager\", trigger", "owner: \"IT\", trigger"),
    ] {
        assert_ne!(was, hash(&PLAN.replace(from, to)), "{to}");
    }
}

#[test]
fn what_means_nothing_in_the_scenarios_is_told_with_what_may_have_been_meant() {
    let scenario = sound();
    let text = PLAN
        .replace("Card(\"isolate\")", "Card(\"isolte\")")
        .replace("what-now/wait", "what-now/weit")
        .replace("Body(\"region\")", "Body(\"regoin\")");
    let found = unmatched(&plan(&text), &[&scenario]);
    let told: Vec<(String, &str)> = in_short(&found)
        .into_iter()
        .zip(found.list.iter().filter_map(|it| it.hint.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (
                at("W020-unknown-id", &text, "\"regoin\""),
                "did you mean `region`?"
            ),
            (
                at("W020-unknown-id", &text, "\"isolte\""),
                "did you mean `isolate`?"
            ),
            (
                at("W020-unknown-id", &text, "\"what-now/weit\""),
                "did you mean `what-now/wait`?"
            ),
            (
                at("W020-unknown-id", &text, "\"5.1\""),
                "it can't be rehearsed with these scenarios; leave it out, or add the one that has it"
            ),
        ]
    );
    // Another scenario has it.
    let friday = repository::shipped_scenario("friday-lunchtime");
    let found = unmatched(&plan(PLAN), &[&scenario, &friday]);
    assert!(found.list.is_empty(), "{}", found.render(false));
}

#[test]
fn every_shipped_scenario_has_a_plan_that_is_sound_and_about_it() {
    let all = repository::scenarios();
    for scenario in &all {
        // The board's edition is of the same trust, which has one plan.
        let id = scenario.id.trim_end_matches("-board");
        let path = format!("plans/{id}.ron");
        let bytes = repository::shipped(&path).expect("it has a plan");
        let plan = match check(&path, &bytes) {
            Ok(plan) => plan,
            Err(problems) => panic!("{}", problems.render(false)),
        };
        assert!((15..=25).contains(&plan.clauses.len()), "{path}");
        let of_the_trust = all.iter().filter(|it| it.id.starts_with(id));
        let of_the_trust: Vec<&Scenario> = of_the_trust.map(|it| &**it).collect();
        let found = unmatched(&plan, &of_the_trust);
        assert!(found.list.is_empty(), "{}", found.render(false));
        // The plan is silent on some options, on purpose, and speaks of others.
        let moments = scenario.prompts.iter().flat_map(|prompt| {
            prompt.options.iter().map(|option| What::Decided {
                prompt: prompt.id.clone(),
                option: option.id.clone(),
                by: String::new(),
                because: String::new(),
                against: String::new(),
            })
        });
        let spoken: Vec<bool> = moments
            .map(|what| !suggested(&plan, scenario, &what).is_empty())
            .collect();
        let silent = spoken.iter().filter(|it| !**it).count();
        assert!(
            silent >= 2 && spoken.len() - silent >= 5,
            "{path}: {silent} of {}",
            spoken.len()
        );
    }
}

fn numbers<'a>(plan: &'a Plan, scenario: &Scenario, what: &What) -> Vec<&'a str> {
    let found = suggested(plan, scenario, what).into_iter();
    found.map(|it| it.id.as_str()).collect()
}

#[test]
fn what_is_offered_to_be_cited_is_what_the_decision_its_cards_and_their_effects_are_about() {
    let (scenario, plan) = (sound(), plan(PLAN));
    let decided = |option: &str| What::Decided {
        prompt: "what-now".to_owned(),
        option: option.to_owned(),
        by: "manager".to_owned(),
        because: String::new(),
        against: String::new(),
    };
    assert_eq!(numbers(&plan, &scenario, &decided("cut")), ["2"]);
    assert_eq!(numbers(&plan, &scenario, &decided("wait")), ["3"]);
    let played = |card: &str, target: Option<&str>| What::ActionStarted {
        card: card.to_owned(),
        target: target.map(str::to_owned),
        by: "manager".to_owned(),
        because: String::new(),
        done_mins: 0,
    };
    assert_eq!(
        numbers(&plan, &scenario, &played("isolate", Some("offices"))),
        ["2"]
    );
    assert_eq!(
        numbers(&plan, &scenario, &played("tell", Some("region"))),
        ["1"]
    );
    assert!(numbers(&plan, &scenario, &played("recover", None)).is_empty());
    // What names the decision itself stands before what comes of it.
    let both = PLAN.replace("maps: [Body(\"region\")]", "maps: [Body(\"region\")]), Clause(id: \"1b\", title: \"T\", text: \"T.\", maps: [Card(\"tell\")]");
    let both = self::plan(&both);
    assert_eq!(
        numbers(&both, &scenario, &played("tell", Some("region"))),
        ["1b", "1"]
    );
}

pub fn follows(clause: &str) -> Stance {
    Stance::Follows {
        clause: clause.to_owned(),
    }
}

pub fn against(clause: &str, because: &str) -> Stance {
    Stance::Against {
        clause: clause.to_owned(),
        because: because.to_owned(),
    }
}

pub fn cite(by: Speaker, of: u64, stance: Stance) -> Command {
    Command::Cite { by, of, stance }
}

/// A host that plays the small sound scenario with a plan, or without one.
pub fn host(plan: Option<&Plan>, started: &str) -> Host<Vec<u8>> {
    let scenario = sound();
    let header = Header::new(&scenario, 7, None, Vec::new(), started.to_owned()).with_plan(plan);
    Host::start(&scenario, header, None, Vec::new()).expect("it starts")
}

pub fn enter(host: &mut Host<Vec<u8>>, by: Asker, command: Command) -> Result<(), Unasked> {
    let ask = Ask::Enter(command);
    host.ask(&Request { by, ask }, REAL)
}

/// The number of the last event of some kind, as it is cited.
#[track_caller]
pub fn entry(host: &Host<Vec<u8>>, is: impl Fn(&What) -> bool) -> u64 {
    let place = host.events().iter().rposition(|it| is(&it.what));
    place.expect("it happened") as u64 + 1
}

pub fn decide(option: usize) -> Command {
    Command::Decide {
        prompt: 0_usize.into(),
        option,
        by: RoleId(0),
        because: "Two screens are red.".to_owned(),
        against: String::new(),
    }
}

pub fn isolate(scenario: &Scenario) -> Command {
    let offices = scenario.names.segments["offices"];
    Command::Play {
        card: scenario.names.cards["isolate"],
        target: Some(Target::Segment(offices)),
        by: RoleId(0),
        because: "It spreads.".to_owned(),
    }
}

pub fn report() -> Command {
    Command::Report {
        by: RoleId(0),
        text: "Two screens are locked.".to_owned(),
        figures: None,
        methane: None,
    }
}

fn is_decided(what: &What) -> bool {
    matches!(what, What::Decided { .. })
}

fn manager() -> Speaker {
    Speaker::Role("manager".to_owned())
}

#[test]
fn a_decision_cites_the_plan_on_record_changes_no_state_and_is_played_again() {
    let plan = plan(PLAN);
    let mut host = host(Some(&plan), REAL);
    host.advance(6 * 60, REAL);
    enter(&mut host, Asker::Role(RoleId(0)), decide(0)).expect("it is asked");
    let decided = entry(&host, is_decided);
    enter(&mut host, Asker::Facilitator, report()).expect("taken");
    let reported = entry(&host, |it| matches!(it, What::Reported { .. }));
    let before = host.exercise().hash();
    for (by, command) in [
        (
            Asker::Role(RoleId(0)),
            cite(manager(), decided, follows("2")),
        ),
        (
            Asker::Facilitator,
            cite(Speaker::Facilitator, reported, Stance::Silent),
        ),
        (
            Asker::Facilitator,
            cite(
                Speaker::Facilitator,
                decided,
                against("3", "It would have spread."),
            ),
        ),
    ] {
        enter(&mut host, by, command).expect("taken");
    }
    assert_eq!(host.exercise().hash(), before, "no state is changed");
    assert_eq!(host.plan().map(|it| it.version.as_str()), Some("1.0"));
    host.advance(40 * 60, REAL);
    enter(&mut host, Asker::Facilitator, Command::End).expect("it ends");
    // Said in the debrief, when all is over.
    enter(
        &mut host,
        Asker::Facilitator,
        cite(Speaker::Facilitator, reported, follows("4")),
    )
    .expect("it is taken after ENDEX");
    let record = host.into_store();
    let opened = open(&record).expect("it is whole");
    let kept = opened.header.plan.as_ref().expect("the plan stands in it");
    assert_eq!((kept.path.as_str(), kept.text.as_str()), ("plan.ron", PLAN));
    let cited: Vec<&wire::Command> = opened
        .commands()
        .map(|(_, _, it)| it)
        .filter(|it| matches!(it, wire::Command::Cite { .. }))
        .collect();
    let text = serde_json::to_string(&cited).expect("JSON");
    for wanted in [
        format!(
            "{{\"do\":\"cite\",\"by\":{{\"role\":\"manager\"}},\"of\":{decided},\"stance\":{{\"follows\":{{\"clause\":\"2\"}}}}}}"
        ),
        format!("\"by\":\"facilitator\",\"of\":{reported},\"stance\":\"silent\""),
        "{\"against\":{\"clause\":\"3\",\"because\":\"It would have spread.\"}}".to_owned(),
    ] {
        assert!(text.contains(&wanted), "{wanted} in {text}");
    }
    let again = replay(&opened).expect("it plays again");
    let told = again
        .events
        .iter()
        .filter(|it| matches!(it.what, What::Cited { .. }));
    assert_eq!(told.count(), 4);
    // Killed at any of its last bytes, it is whole up to some line, and goes on from there.
    for bytes in (record.len().saturating_sub(3_000)..record.len()).step_by(101) {
        open(&record[..bytes]).expect("whole up to its last line");
    }
    for missing in [1, 700, 2_500] {
        let torn = open(&record[..record.len() - missing]).expect("whole up to its last line");
        let gone_on = Session::go_on(&torn, record[..torn.whole_bytes].to_vec());
        let (session, _) = gone_on.expect("it plays again").expect("it is written");
        assert!(session.plan().is_some());
    }
}

#[test]
fn a_record_without_a_plan_is_byte_for_byte_what_it_was() {
    let record = host(None, REAL).into_store();
    let text = String::from_utf8(record).expect("a record is text");
    assert!(!text.lines().next().expect("a header").contains("\"plan\""));
}

#[test]
fn what_can_t_be_said_of_the_plan_is_refused_in_words() {
    let plan = plan(PLAN);
    let mut without = host(None, REAL);
    without.advance(6 * 60, REAL);
    enter(&mut without, Asker::Facilitator, decide(0)).expect("it is asked");
    let decided = entry(&without, is_decided);
    let told = |refused: Result<(), Unasked>| refused.expect_err("it is refused").to_string();
    let facilitator = |of, stance| cite(Speaker::Facilitator, of, stance);
    let why = told(enter(
        &mut without,
        Asker::Facilitator,
        facilitator(decided, Stance::Silent),
    ));
    assert!(why.contains("without a plan"), "{why}");

    let mut host = host(Some(&plan), REAL);
    host.advance(6 * 60, REAL);
    enter(&mut host, Asker::Facilitator, decide(0)).expect("it is asked");
    let decided = entry(&host, is_decided);
    let happened = host.events().len();
    for (command, wanted) in [
        (facilitator(1, Stance::Silent), "no decision"),
        (facilitator(0, Stance::Silent), "no entry 0"),
        (facilitator(9_999, follows("2")), "no entry 9999"),
        (facilitator(decided, follows("2.9")), "no clause 2.9"),
        (facilitator(decided, follows(" ")), "no clause"),
        (facilitator(decided, against("2", "  ")), "say why"),
        (
            facilitator(decided, against("2", &"x".repeat(2_001))),
            "2000 letters",
        ),
        (
            cite(Speaker::Role("nobody".to_owned()), decided, Stance::Silent),
            "another role's",
        ),
        (
            cite(
                Speaker::Somebody("Ward 11".to_owned()),
                decided,
                Stance::Silent,
            ),
            "the facilitator",
        ),
    ] {
        let why = told(enter(&mut host, Asker::Facilitator, command));
        assert!(why.contains(wanted), "{why}");
    }
    // A role speaks in its own name alone.
    let role = Asker::Role(RoleId(0));
    let why = told(enter(
        &mut host,
        role.clone(),
        facilitator(decided, follows("2")),
    ));
    assert_eq!(why, Unasked::NotYours.to_string());
    let why = told(enter(
        &mut host,
        Asker::Evaluator,
        facilitator(decided, follows("2")),
    ));
    assert_eq!(why, Unasked::NotYours.to_string());
    assert_eq!(
        host.events().len(),
        happened,
        "nothing of it stands in the log"
    );
}

fn ended(plan: &Plan) -> Opened {
    let mut host = host(Some(plan), REAL);
    host.advance(6 * 60, REAL);
    enter(&mut host, Asker::Facilitator, decide(0)).expect("it is asked");
    host.advance(60 * 60, REAL);
    enter(&mut host, Asker::Facilitator, Command::End).expect("it ends");
    open(&host.into_store()).expect("it is whole")
}

#[test]
fn the_plan_is_cited_after_endex_in_a_record_that_is_only_added_to_and_an_action_names_a_clause() {
    let plan = plan(PLAN);
    let opened = ended(&plan);
    let mut amendment = Amendment::begin(&opened, || Ok(Vec::<u8>::new())).expect("it is sealed");
    let decided = opened
        .events()
        .position(|it| is_decided(&it.what))
        .expect("it was") as u64
        + 1;
    amendment
        .apply(&cite(manager(), decided, follows("2")), REAL)
        .expect("it is taken");
    let why = amendment.apply(&cite(manager(), decided, follows("9")), REAL);
    assert!(
        why.expect_err("there is none")
            .to_string()
            .contains("no clause 9")
    );
    let action = |clause: &str| {
        Command::Act(Box::new(Improvement {
            number: 1,
            clause: Some(clause.to_owned()),
            issue: "Nobody knew who tells the region.".to_owned(),
            action: "Say so in the plan.".to_owned(),
            ..Improvement::default()
        }))
    };
    // A clause that is to be written need not be there yet.
    amendment.apply(&action("2.9"), REAL).expect("it is taken");
    assert!(amendment.apply(&action(" "), REAL).is_err());
    assert_eq!(
        amendment.observations().actions[0].clause.as_deref(),
        Some("2.9")
    );
    let written = String::from_utf8(amendment.store().clone()).expect("text");
    assert!(written.contains("\"event\":\"cited\"") && written.contains("\"clause\":\"2.9\""));
}

#[test]
fn whoever_is_named_in_a_reason_is_found_by_whoever_leaves_names_out() {
    let told = |found: &mut Vec<String>| {
        let mut command = wire::Command::Cite {
            by: wire::Voice::Facilitator,
            of: 1,
            stance: wire::Stance::Against {
                clause: "2".to_owned(),
                because: "Sam was away.".to_owned(),
            },
        };
        typed_in_command(&mut command, &mut |typed, words| {
            assert_eq!(typed, Typed::Text(TextField::Because));
            found.push(words.clone());
        });
        let mut what = What::Cited {
            by: Speaker::Facilitator,
            of: 1,
            stance: against("2", "Sam was away."),
        };
        typed_in_event(&mut what, &mut |_, words| found.push(words.clone()));
    };
    let mut found = Vec::new();
    told(&mut found);
    assert_eq!(found, ["Sam was away.", "Sam was away."]);
}

#[test]
fn what_is_offered_is_the_decision_and_not_the_cards_that_come_with_it() {
    let plan = plan(PLAN);
    let mut host = host(Some(&plan), REAL);
    host.advance(6 * 60, REAL);
    assert!(host.offered(9).is_empty());
    enter(&mut host, Asker::Facilitator, decide(0)).expect("it is asked");
    let decided = entry(&host, is_decided);
    enter(&mut host, Asker::Facilitator, report()).expect("taken");
    let reported = entry(&host, |it| matches!(it, What::Reported { .. }));
    let told = |host: &Host<Vec<u8>>, most| -> Vec<(u64, Vec<String>, usize)> {
        let offered = host.offered(most).into_iter();
        offered
            .map(|it| {
                let clauses = it.suggested.into_iter().map(|(id, _)| id).collect();
                (it.entry, clauses, it.said.len())
            })
            .collect()
    };
    let clause = |id: &str| vec![id.to_owned()];
    assert_eq!(
        told(&host, 9),
        [(reported, clause("4"), 0), (decided, clause("2"), 0)]
    );
    assert_eq!(told(&host, 1), [(reported, clause("4"), 0)]);
    let first = &host.offered(9)[1];
    assert_eq!(
        (
            first.role.as_str(),
            first.what.as_str(),
            first.clock.as_str()
        ),
        ("Manager", "The offices", "Fri 11:36")
    );
    enter(
        &mut host,
        Asker::Facilitator,
        cite(manager(), decided, follows("2")),
    )
    .expect("taken");
    assert_eq!(told(&host, 9)[1].2, 1, "what was said of it stands there");
    // A card that is played by itself is told by itself.
    let card = Command::Play {
        card: host.scenario().names.cards["recover"],
        target: None,
        by: RoleId(0),
        because: "Help.".to_owned(),
    };
    enter(&mut host, Asker::Facilitator, card).expect("it can be played");
    let offered = host.offered(1);
    assert!(offered[0].suggested.is_empty() && offered[0].what.contains("Everything else"));
}
