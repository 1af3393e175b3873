//! `wardroom plan`, and playing with one: what is checked, made of a document, told of rehearsals and
//! proposed, as somebody at a terminal sees it.

use super::{folder, friday, read, wardroom};
use crate::repository::sound;
use std::fs;
use std::path::Path;
use wardroom_core::exercise::{Command, Speaker, Stance, What};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::plan::check;
use wardroom_core::record::Header;
use wardroom_core::scenario::RoleId;

const PLAN: &str = r#"Plan(
    schema: 1,
    id: "small-plan",
    title: "Small plan",
    organisation: "An invented trust",
    version: "1.0",
    clauses: [
        Clause(id: "1", title: "Telling the region", text: "Ring the region.", maps: [Body("region")]),
        Clause(id: "2", title: "Isolation", text: "Isolate the offices.", owner: "Manager", maps: [Option("what-now/cut")]),
        Clause(id: "3", title: "Waiting", text: "Wait with a time of review.", maps: [Option("what-now/wait")]),
    ],
)
"#;

/// A rehearsal by people of the small sound scenario, in a folder of its own below `records`: they cut
/// the offices off by clause 2, and report something of which the plan says nothing.
pub(super) fn rehearsed(at: &Path) {
    let fetch = |name: &str| {
        let found = sound().into_iter().find(|it| it.0 == name);
        found
            .map(|it| it.1.as_bytes().to_vec())
            .ok_or_else(|| "there is none".to_owned())
    };
    let scenario = wardroom_core::scenario::check("main.ron", &fetch).expect("it is sound");
    let scenario = std::sync::Arc::new(scenario);
    let plan = check("plan.ron", PLAN.as_bytes()).expect("it is sound");
    let real = "2026-03-14T09:00:00Z";
    let header = Header::new(&scenario, 7, None, Vec::new(), real.to_owned());
    let header = header.with_plan(Some(&plan));
    let mut host = Host::start(&scenario, header, None, Vec::new()).expect("it starts");
    let enter = |host: &mut Host<Vec<u8>>, command| {
        host.ask(&Request::of_facilitator(Ask::Enter(command)), real)
            .expect("it is taken");
    };
    let last = |host: &Host<Vec<u8>>, is: fn(&What) -> bool| {
        host.events()
            .iter()
            .rposition(|it| is(&it.what))
            .expect("it happened") as u64
            + 1
    };
    host.advance(6 * 60, real);
    let decide = Command::Decide {
        prompt: 0_usize.into(),
        option: 0,
        by: RoleId(0),
        because: "It spreads.".to_owned(),
        against: String::new(),
    };
    enter(&mut host, decide);
    let of = last(&host, |it| matches!(it, What::Decided { .. }));
    let stance = Stance::Follows {
        clause: "2".to_owned(),
    };
    enter(
        &mut host,
        Command::Cite {
            by: Speaker::Role("manager".to_owned()),
            of,
            stance,
        },
    );
    let report = Command::Report {
        by: RoleId(0),
        text: "Two screens are locked.".to_owned(),
        figures: None,
        methane: None,
    };
    enter(&mut host, report);
    let of = last(&host, |it| matches!(it, What::Reported { .. }));
    enter(
        &mut host,
        Command::Cite {
            by: Speaker::Facilitator,
            of,
            stance: Stance::Silent,
        },
    );
    host.advance(90 * 60, real);
    enter(&mut host, Command::End);
    let folder = at.join("records/march");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("record.jsonl"), host.into_store()).expect("a record");
}

#[test]
fn a_plan_is_checked_by_itself_and_against_scenarios() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("plan.ron"), PLAN).expect("a plan");
    wardroom(at, &["plan", "check", "plan.ron"])
        .ended(0)
        .says(&["valid", "3 clauses"]);
    wardroom(at, &["plan", "check", "plan.ron", "--with", "main.ron"])
        .ended(0)
        .says(&["Everything that it is about is in “Sound”"]);
    wardroom(at, &["plan", "check", "plan.ron", "--with", &friday()])
        .ended(1)
        .says(&["2 things"])
        .warns(&["W020-unknown-id", "what-now/cut"]);
    fs::write(at.join("plan.ron"), PLAN.replace("id: \"3\"", "id: \"2\"")).expect("a plan");
    wardroom(at, &["plan", "check", "plan.ron"])
        .ended(1)
        .warns(&["W021-duplicate-id", "plan.ron:10", "the first one"]);
    wardroom(at, &["run", "main.ron", "--plan", "plan.ron"])
        .ended(1)
        .says_nothing();
    wardroom(at, &["check", "."]).ended(0);
}

#[test]
fn a_plan_file_is_made_of_a_document_and_says_what_was_left() {
    let folder = folder();
    let at = folder.path();
    let text = "# Cyber plan\n\nVersion 3\n\n## 4.1 Declaring\n\nOwner: Strategic commander\n\nDeclare.\n\n## Annex\n\nMaps.\n";
    fs::write(at.join("cyber.md"), text).expect("a document");
    let import = [
        "plan",
        "import",
        "cyber.md",
        "-o",
        "made.ron",
        "--organisation",
        "Us",
    ];
    wardroom(at, &import).ended(0).says(&[
        "with 1 clauses",
        "left: What stands under “Annex”",
        "assumed: Its id is `cyber-plan`",
    ]);
    let made = read(&folder, "made.ron");
    for wanted in [
        "\"4.1\"",
        "\"Strategic commander\"",
        "\"Us\"",
        "version: \"3\"",
        "\"cyber.md, 4.1\"",
    ] {
        assert!(made.contains(wanted), "{wanted} in {made}");
    }
    wardroom(at, &["plan", "check", "made.ron"]).ended(0);
    wardroom(at, &import).ended(2).warns(&["is there already"]);
    fs::write(at.join("plan.pdf"), "%PDF-1.7").expect("a document");
    wardroom(at, &["plan", "import", "plan.pdf", "-o", "other.ron"])
        .ended(1)
        .warns(&["PDF", "damaged or not whole", "Fetch it again"]);
    assert!(!at.join("other.ron").exists());
}

#[test]
fn coverage_grows_with_records_and_what_is_next_is_what_it_lacks() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("plan.ron"), PLAN).expect("a plan");
    rehearsed(at);
    wardroom(at, &["plan", "coverage", "plan.ron", "records"])
        .ended(0)
        .says(&[
            "3 clauses: 1 rehearsed, 2 never touched",
            "Rehearsals: Sound (2026-03-14).",
            "2  Isolation (Manager)",
            "followed 2026-03-14, Sound (Fri 11:36), Manager: The offices: Isolate the offices P",
            "The plan was silent",
            "Two screens are locked.",
            "not an assurance rating",
        ]);
    let coverage = ["plan", "coverage", "plan.ron", "records/march/record.jsonl"];
    let csv = wardroom(at, &[&coverage[..], &["--format", "csv"]].concat())
        .ended(0)
        .stdout;
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 4, "{csv}");
    assert!(
        rows[2].starts_with("2,Isolation,Manager,rehearsed,1,2026-03-14,Sound,Fri 11:36,Manager,"),
        "{csv}"
    );
    let json = wardroom(at, &[&coverage[..], &["--format", "json"]].concat())
        .ended(0)
        .json();
    assert_eq!(json["clauses"][1]["standing"], "rehearsed");
    assert_eq!(
        json["clauses"][1]["followed"][0]["stance"]["follows"]["clause"],
        "2"
    );
    assert_eq!(json["silent"][0]["stance"], "silent");

    let next = [
        "plan",
        "next",
        "plan.ron",
        "main.ron",
        "--records",
        "records",
    ];
    wardroom(at, &next).ended(0).says(&[
        "2 of 3 clauses wait",
        "Sound (sound): 2",
        "3  Waiting: opened by “First call”",
        "1  Telling the region: by an action card or a report",
    ]);
    let json = wardroom(at, &[&next[..], &["--format", "json"]].concat())
        .ended(0)
        .json();
    assert_eq!(
        json["proposals"][0]["reaches"][1]["opened_by"][0]["inject"],
        "first-call"
    );
    // Without a scenario, those that come with the program.
    wardroom(at, &["plan", "next", "plan.ron"])
        .ended(0)
        .says(&["3 of 3 clauses wait"]);

    wardroom(at, &["register", "records", "--plan", "plan.ron"])
        .ended(0)
        .says(&[
            "records: 3 clauses: 1 rehearsed, 2 never touched",
            " R  Isolation",
        ]);
    let json = wardroom(
        at,
        &[
            "register", "records", "--plan", "plan.ron", "--format", "json",
        ],
    );
    assert_eq!(
        json.ended(0).json()["members"][0]["plan"]["clauses"][0]["standing"],
        "untouched"
    );

    let report = [
        "report",
        "records/march/record.jsonl",
        "--format",
        "md",
        "-o",
        "report.md",
    ];
    wardroom(at, &report).ended(0);
    let report = read(&folder, "report.md");
    for wanted in [
        "The plan",
        "Played with “Small plan”, version 1.0",
        "2 Isolation",
        "The plan was silent",
    ] {
        assert!(report.contains(wanted), "{wanted} in {report}");
    }
}

#[test]
fn a_script_that_plays_with_a_plan_keeps_it_in_the_record_and_rehearses_nothing() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("here")).expect("a folder");
    fs::write(at.join("here/plan.ron"), PLAN).expect("a plan");
    let run = [
        "run",
        "main.ron",
        "--team",
        "quick",
        "--plan",
        "here/plan.ron",
        "-o",
        "out",
        "--no-report",
    ];
    wardroom(at, &run).ended(0);
    let record = read(&folder, "out/record.jsonl");
    let header = record.lines().next().expect("a header");
    assert!(
        header.contains("\"plan\":{\"path\":\"plan.ron\""),
        "by its name alone"
    );
    wardroom(at, &["replay", "out/record.jsonl"]).ended(0);
    wardroom(at, &["plan", "coverage", "here/plan.ron", "out"])
        .ended(0)
        .says(&[
            "No rehearsal of it is on record.",
            "the scripted team “quick” played it",
        ]);
    let report = [
        "report",
        "out/record.jsonl",
        "--format",
        "md",
        "-o",
        "report.md",
    ];
    wardroom(at, &report).ended(0);
    assert!(read(&folder, "report.md").contains("Played with “Small plan”"));
}
