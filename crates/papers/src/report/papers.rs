//! The papers that an exercise needs beforehand: participant pack, facilitator's
//! handbook, role cards, evaluator guides, attendance register, main events list,
//! questionnaire; evidence cards and what the people need who make the exercise stand beside.
//! Each is a document made from the scenario. Must not tell players what only the facilitator may
//! know: the participant pack and the role cards hold nothing of injects, prompts or tasks.

use super::cards::papers_of_cards;
use super::document::{Block, Cell, Document, Table, words};
use super::enclosed::carried;
use super::excon::papers_of_excon;
use super::letterhead::{heading, paper};
use super::written::{begun, serves};
use wardroom_core::exercise::{Answer, Element, STATEMENTS};
use wardroom_core::scenario::{Inject, InjectId, Measure, RoleId, Scenario, Task};
use wardroom_core::words;

/// All papers of a scenario, each with its file's name.
pub fn papers(scenario: &Scenario) -> Vec<(&'static str, Document)> {
    let mut all = vec![
        ("participant-pack", participant_pack(scenario)),
        ("facilitators-handbook", handbook(scenario)),
        ("role-cards", role_cards(scenario)),
        ("evaluator-guides", evaluator_guides(scenario)),
        ("attendance-register", attendance_register(scenario)),
        ("events-list", events_list(scenario)),
        ("questionnaire", questionnaire(scenario)),
    ];
    all.extend(papers_of_excon(scenario));
    all.extend(papers_of_cards(scenario));
    all
}

/// What players read before they come.
fn participant_pack(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        words::PARTICIPANT_PACK,
        &if scenario.several() {
            format!("For players. {}: all of it is invented.", scenario.trust)
        } else {
            format!("For players. {}, an invented trust.", scenario.trust)
        },
        true,
    );
    let objectives = scenario
        .objectives
        .iter()
        .map(|it| format!("{}. {}", it.title, it.about))
        .collect();
    document.blocks = vec![
        heading(1, "What this is"),
        Block::Text(format!(
            "An exercise of about {} minutes, {}. Nothing in it is real: {} and every message are invented, and every message is marked EXERCISE. Nobody is examined; what goes wrong here need not go wrong on the day.",
            scenario.room_mins,
            scenario.level,
            if scenario.several() {
                "the organisations, their people"
            } else {
                "the trust, its people"
            }
        )),
        heading(1, "The situation"),
        Block::Text(format!(
            "{}. {}",
            scenario.time_at(0).strftime("%A %-d %B %Y, %H:%M"),
            scenario.briefing.situation
        )),
        heading(2, "What you know"),
        Block::List(scenario.briefing.known.clone()),
        heading(1, "What the exercise is for"),
        Block::List(objectives),
        heading(1, "How it is played"),
        Block::List(scenario.briefing.rules.clone()),
        heading(1, words::ROLES),
    ];
    for of in scenario.organisation_ids() {
        let organisation = &scenario.organisations[of.at()];
        if scenario.several() {
            document.blocks.push(heading(2, &organisation.name));
            document
                .blocks
                .push(Block::Text(organisation.about.clone()));
        }
        document.blocks.push(Block::Table(Table {
            head: vec!["Role", "Part", "Staff group", "Must be there"],
            widths: vec![26, 36, 22, 16],
            rows: words(
                scenario
                    .roles
                    .iter()
                    .filter(|role| role.of == of)
                    .map(|role| {
                        vec![
                            role.title.clone(),
                            role.part.clone(),
                            role.staff_group.clone(),
                            if role.core { "yes" } else { "may be empty" }.to_owned(),
                        ]
                    }),
            ),
        }));
    }
    document
}

fn handbook(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        "facilitator's handbook",
        "For the facilitator and evaluators alone.",
        false,
    );
    let blocks = &mut document.blocks;
    blocks.push(heading(1, "Before"));
    blocks.push(Block::List(vec![
        "Say to switchboard, the site manager and IT that an exercise takes place, and until when."
            .to_owned(),
        "Agree the words that stop it at once: “no duff” means that something real has happened."
            .to_owned(),
        "Fill the roles that must be there; give each their card. Play what is left yourself."
            .to_owned(),
        "Seat the evaluators where they hear; give each the guide of their objective.".to_owned(),
        if scenario.several() {
            "Seat each organisation in a room, or at a table, of its own. Choose it on the console and open its room display; keep the console for yourself. They speak to each other as they would on the day."
        } else {
            "Open the room display on the projector; keep the console for yourself."
        }
        .to_owned(),
    ]));
    blocks.push(heading(1, words::DECISION_POINTS));
    for prompt in &scenario.prompts {
        blocks.push(heading(2, &prompt.question));
        blocks.push(Block::Text(prompt.context.clone()));
        blocks.push(Block::Note(format!(
            "Open to: {}. Overdue after {} min.",
            scenario.role_titles(&prompt.by),
            prompt.due_mins
        )));
        blocks.push(Block::Table(Table {
            head: vec!["Option", "What it costs"],
            widths: vec![55, 45],
            rows: words(
                prompt
                    .options
                    .iter()
                    .map(|choice| vec![choice.title.clone(), choice.cost.clone()]),
            ),
        }));
    }
    blocks.push(heading(1, "Action cards"));
    blocks.push(Block::Table(Table {
        head: vec!["Card", "About it, and who may order it"],
        widths: vec![30, 70],
        rows: words(scenario.cards.iter().map(|card| {
            let by = who(scenario, &card.by);
            vec![
                card.title.clone(),
                format!("{}\nOrdered by: {by}.", card.about),
            ]
        })),
    }));
    what_comes_with(scenario, blocks);
    blocks.push(heading(1, "Hot debrief"));
    blocks.push(debrief(scenario));
    blocks.push(heading(1, "What really happened"));
    blocks.push(history(scenario));
    document
}

/// Roles by their titles; in short where they are all.
fn who(scenario: &Scenario, roles: &[RoleId]) -> String {
    let all = (0..scenario.roles.len()).map(RoleId::from);
    if scenario.roles.len() > 1 && all.into_iter().all(|it| roles.contains(&it)) {
        "every role".to_owned()
    } else {
        scenario.role_titles(roles)
    }
}

/// The questions for the debrief.
fn debrief(scenario: &Scenario) -> Block {
    let questions = scenario.debrief.iter();
    Block::List(questions.map(|(question, _)| question.clone()).collect())
}

/// The columns of what really happened.
pub(super) const HISTORY_HEAD: [&str; 3] = ["When", "What", "Source"];
/// How wide they are.
pub(super) const HISTORY_WIDTHS: [usize; 3] = [16, 58, 26];

/// What really happened, with its sources.
fn history(scenario: &Scenario) -> Block {
    Block::Table(Table {
        head: HISTORY_HEAD.to_vec(),
        widths: HISTORY_WIDTHS.to_vec(),
        rows: words(
            scenario
                .history
                .iter()
                .map(|note| vec![note.when.clone(), note.text.clone(), note.source.clone()]),
        ),
    })
}

/// One page a role.
fn role_cards(scenario: &Scenario) -> Document {
    let mut document = paper(scenario, "role cards", "For players, one each.", true);
    for (at, role) in scenario.roles.iter().enumerate() {
        if at > 0 {
            document.blocks.push(Block::NewPage);
        }
        document.blocks.push(heading(1, &role.title));
        document
            .blocks
            .push(Block::Note(format!("{} · {}", role.part, role.staff_group)));
        document.blocks.push(Block::Text(role.brief.clone()));
        for (name, items) in [("You know", &role.knows), ("You decide", &role.decides)] {
            if !items.is_empty() {
                document.blocks.push(heading(2, name));
                document.blocks.push(Block::List(items.clone()));
            }
        }
    }
    document
}

/// One guide an objective, with room to write.
fn evaluator_guides(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        words::EVALUATOR_GUIDES,
        "For evaluators. P performed without challenges, S with some challenges, M with major challenges, U unable to be performed; leave it open where you did not see it. Some things only you can tell: the program does not see them.",
        false,
    );
    for (at, objective) in scenario.objectives.iter().enumerate() {
        if at > 0 {
            document.blocks.push(Block::NewPage);
        }
        document.blocks.push(heading(1, &objective.title));
        document.blocks.push(Block::Text(objective.about.clone()));
        document.blocks.push(Block::Note(serves(
            &objective.csf,
            &objective.caf,
            &objective.eprr,
        )));
        document.blocks.push(Block::Table(Table {
            head: vec!["", ""],
            widths: vec![64, 36],
            rows: vec![vec!["Evaluator:".into(), "Date:".into()]],
        }));
        document.blocks.push(Block::Table(Table {
            head: vec![
                "Critical task and plan",
                "Look for",
                "Seen, at what time",
                "Rating",
            ],
            widths: vec![31, 35, 24, 10],
            rows: objective
                .tasks
                .iter()
                .map(|id| {
                    let task = &scenario.tasks[id.at()];
                    vec![
                        Cell::Titled(format!("{}\n{}", task.title, task.plan)),
                        look_for(task).into(),
                        "".into(),
                        "".into(),
                    ]
                })
                .collect(),
        }));
        document
            .blocks
            .push(heading(2, "Strengths, areas for improvement, and why"));
        // A guide of few tasks has room on its page; one of many stays on one page.
        let room = if objective.tasks.len() > 4 { 4 } else { 8 };
        document.blocks.push(Block::Table(Table {
            head: vec!["Strength", "Area for improvement", "Root cause"],
            widths: vec![34, 33, 33],
            rows: vec![vec!["\n".repeat(room).into(), "".into(), "".into()]],
        }));
    }
    document
}

fn look_for(task: &Task) -> String {
    if matches!(task.measure, Measure::Observed) {
        format!("{} Only you can tell.", task.look_for)
    } else {
        task.look_for.clone()
    }
}

fn attendance_register(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        words::ATTENDANCE_REGISTER,
        "Kept with the exercise's record. Names are used for this exercise alone.",
        true,
    );
    let rows = scenario
        .roles
        .iter()
        .map(|role| role.title.as_str())
        .chain([
            "Facilitator",
            "Evaluator",
            "Evaluator",
            "Observer",
            "Observer",
        ])
        // Two lines high: people sign in it.
        .map(|title| vec![title.into(), "\n\n".into(), "".into(), "".into()])
        .collect();
    document.blocks.push(Block::Table(Table {
        head: vec!["Role", "Name", "Post and department", "Signed, in and out"],
        widths: vec![28, 26, 26, 20],
        rows,
    }));
    document
}

/// What people are asked after ENDEX, one sheet each.
fn questionnaire(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        "questionnaire",
        "For everybody who took part, straight after ENDEX. Your name is your choice: without it nothing is told of fewer than three answers.",
        true,
    );
    let blank = String::new;
    let help: Vec<&str> = Element::ALL.iter().map(|it| it.help()).collect();
    document.blocks = vec![
        Block::Text("Staff group (for example nurse, porter, receptionist, clerk):".to_owned()),
        Block::Text("Name, if you like:".to_owned()),
        heading(1, "How far do you agree?"),
        Block::Note(
            "Ring one: 1 not at all, 5 fully. Ring nothing where you can't tell.".to_owned(),
        ),
        Block::Table(Table {
            head: vec!["", "How far"],
            widths: vec![70, 30],
            rows: words(
                STATEMENTS
                    .iter()
                    .map(|(_, words)| vec![(*words).to_owned(), MARKS.to_owned()]),
            ),
        }),
        heading(1, "How sure are you of your part, and what would help?"),
        Block::Note(format!("What would help: {}.", help.join("; "))),
        Block::Table(Table {
            head: vec!["", "How sure", "What would help me"],
            widths: vec![54, 18, 28],
            rows: words(
                scenario
                    .objectives
                    .iter()
                    .map(|it| vec![it.title.clone(), MARKS.to_owned(), blank()]),
            ),
        }),
    ];
    for (question, _) in Answer::default().words() {
        document.blocks.push(heading(2, question));
        document.blocks.push(Block::Table(Table {
            head: vec![""],
            widths: vec![100],
            rows: vec![vec!["\n\n".into()]],
        }));
    }
    document
}

/// Marks to ring.
const MARKS: &str = "1   2   3   4   5";

fn events_list(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        "main events list (MEL)",
        "For the facilitator. Each inject in full; what waits for a condition is told when it comes true.",
        false,
    );
    let rows = scenario
        .injects
        .iter()
        .enumerate()
        .map(|(at, inject)| {
            vec![
                Cell::figure((at + 1).to_string()),
                Cell::Titled(format!(
                    "{}\n{}\nfrom {}\nto {}",
                    begun(&scenario.fires_in_words(&inject.fires)),
                    scenario.channels[inject.channel.at()].name,
                    inject.from,
                    who(scenario, &inject.to)
                )),
                Cell::Titled(message(inject)),
                inject.expect.clone().into(),
            ]
        })
        .collect();
    document.blocks.push(Block::Table(Table {
        head: vec!["No.", "When, how, from, to", "Message", "Expected action"],
        widths: vec![6, 26, 44, 24],
        rows,
    }));
    what_comes_with(scenario, &mut document.blocks);
    document
}

/// The words of an inject, and the names of what comes with them.
fn message(inject: &Inject) -> String {
    let mut lines = vec![inject.title.clone(), inject.text.clone()];
    let with = inject.attachments.iter();
    lines.extend(with.map(|it| format!("With it: {} ({}).", it.title, it.file.kind.words())));
    lines.join("\n")
}

/// What injects carry, by their numbers in the main events list.
fn what_comes_with(scenario: &Scenario, blocks: &mut Vec<Block>) {
    let all = (0..scenario.injects.len()).map(InjectId::from);
    let carried = carried(scenario, all);
    if !carried.is_empty() {
        blocks.push(heading(1, "What comes with injects"));
        blocks.extend(carried);
    }
}
