//! What those need who make the exercise and don't play in it: the run sheet, the half hour after ENDEX, a reply
//! sheet for each role that nobody fills, what an observer may do. Must not be handed to players.

use super::cards::earliest;
use super::debriefed::HOT_DEBRIEF;
use super::document::{Block, Document, Table, words};
use super::letterhead::{heading, paper};
use wardroom_core::exercise::{Contact, Query};
use wardroom_core::scenario::{InjectId, RoomPartKind, Scenario};
use wardroom_core::words;

/// All of them, each with its file's name.
pub(super) fn papers_of_excon(scenario: &Scenario) -> Vec<(&'static str, Document)> {
    let mut all = vec![
        ("hot-debrief", hot_debrief(scenario)),
        ("reply-sheets", reply_sheets(scenario)),
        ("observers-pack", observers_pack(scenario)),
    ];
    if scenario.run_sheet.is_some() {
        all.insert(0, ("run-sheet", run_sheet(scenario)));
    }
    all
}

/// How the time in the room is spent, and the core injects.
fn run_sheet(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        "run sheet",
        "For the facilitator. Times are real; the clock of the exercise keeps to them by itself.",
        false,
    );
    let Some(sheet) = &scenario.run_sheet else {
        return document;
    };
    let mut begins = 0;
    let mut rows = Vec::new();
    for part in &sheet.parts {
        let story = match part.kind {
            RoomPartKind::Play { from, until } => format!(
                "{} to {}",
                scenario.clock(u64::from(from) * 60),
                scenario.clock(u64::from(until) * 60)
            ),
            _ => String::new(),
        };
        rows.push(vec![
            format!("{}:{:02}", begins / 60, begins % 60),
            part.kind.words().to_owned(),
            format!("{} min", part.mins),
            story,
            String::new(),
        ]);
        begins += part.mins;
    }
    rows.push(vec![
        format!("{}:{:02}", begins / 60, begins % 60),
        "The room is empty".to_owned(),
        String::new(),
        String::new(),
        String::new(),
    ]);
    let mut core: Vec<InjectId> = sheet.core().collect();
    if scenario.several() {
        // Written organisation by organisation; the facilitator has one clock.
        core.sort_by_key(|id| (earliest(scenario, &scenario.injects[id.at()]), id.at()));
    }
    document.blocks = vec![
        Block::Table(Table {
            head: vec!["From", "What", "Takes", "Exercise time", "Really"],
            widths: vec![10, 26, 14, 34, 16],
            rows: words(rows),
        }),
        heading(1, "Core injects"),
        Block::Note(format!(
            "{} of {}. The others are skipped unless the full set is chosen before STARTEX; each can be sent by hand. Behind? Skip the next that opens no decision.",
            sheet.core().count(),
            scenario.injects.len()
        )),
        Block::Table(Table {
            head: vec!["When", "Inject", "To", "Opens a decision"],
            widths: vec![22, 29, 37, 12],
            rows: words(core.into_iter().map(|id| core_row(scenario, id))),
        }),
    ];
    document
}

fn core_row(scenario: &Scenario, id: InjectId) -> Vec<String> {
    let inject = &scenario.injects[id.at()];
    let opens = if inject.opens.is_some() { "yes" } else { "" };
    vec![
        scenario.fires_in_words(&inject.fires),
        inject.title.clone(),
        scenario.role_titles(&inject.to),
        opens.to_owned(),
    ]
}

/// The half hour after ENDEX.
fn hot_debrief(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        "hot debrief",
        "For the facilitator: half an hour, straight after ENDEX, everybody still in the room.",
        false,
    );
    let mut at = 0;
    let mut rows = Vec::new();
    for (mins, what, how) in HOT_DEBRIEF {
        rows.push(vec![
            format!("{at} to {}", at + mins),
            what.to_owned(),
            how.to_owned(),
        ]);
        at += mins;
    }
    let questions = scenario.debrief.iter();
    document.blocks = vec![
        Block::Table(Table {
            head: vec!["Minutes", "What", "How"],
            widths: vec![12, 24, 64],
            rows: words(rows),
        }),
        heading(1, "Where it stalls, ask"),
        Block::List(questions.map(|(question, _)| question.clone()).collect()),
        // Overleaf, so that the loggist has all that is to be written on one side.
        Block::NewPage,
        heading(1, "Who would have come to harm"),
        to_write(&[("Who, and by what", 64), ("When it could still have been turned", 36)], 2),
        heading(1, "Three to keep"),
        to_write(&[("What went well enough to be written into the plan", 100)], 3),
        heading(1, "What is to change"),
        to_write(
            &[
                ("What", 40),
                ("Owner, in the room", 22),
                ("By when", 14),
                ("How we shall see it", 24),
            ],
            4,
        ),
        Block::Note("The cold debrief is two to four weeks later, from the same record: wardroom debrief writes its paper. Open the record under Review, and go through the actions.".to_owned()),
    ];
    document
}

/// Room to write in: columns by their heads, with how wide each is.
fn to_write(columns: &[(&'static str, usize)], rows: usize) -> Block {
    let row = |_| {
        let room = columns.iter().enumerate();
        let room = room.map(|(at, _)| if at == 0 { "\n\n\n" } else { "" }.into());
        room.collect()
    };
    Block::Table(Table {
        head: columns.iter().map(|it| it.0).collect(),
        widths: columns.iter().map(|it| it.1).collect(),
        rows: (0..rows).map(row).collect(),
    })
}

/// A page for each role: how whoever plays it for somebody who isn't there answers.
fn reply_sheets(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        "reply sheets",
        "For the facilitator, who plays the roles that nobody fills. What a role doesn’t know it doesn’t say.",
        false,
    );
    for (at, role) in scenario.roles.iter().enumerate() {
        let blocks = &mut document.blocks;
        if at > 0 {
            blocks.push(Block::NewPage);
        }
        blocks.push(heading(1, &role.title));
        blocks.push(Block::Note(format!("{} · {}", role.part, role.staff_group)));
        blocks.push(Block::Text(role.brief.clone()));
        for (name, items) in [
            ("Knows, and says when asked", &role.knows),
            ("Decides, and says aloud", &role.decides),
        ] {
            if !items.is_empty() {
                blocks.push(heading(2, name));
                blocks.push(Block::List(items.clone()));
            }
        }
        let id = at.into();
        let asked = scenario.prompts.iter().filter(|it| it.by.contains(&id));
        let asked: Vec<String> = asked.map(|it| it.question.clone()).collect();
        if !asked.is_empty() {
            blocks.push(heading(2, "Will be asked"));
            blocks.push(Block::List(asked));
        }
    }
    document.blocks.push(Block::NewPage);
    document
        .blocks
        .push(heading(1, "Where nobody knows the answer"));
    document.blocks.push(Block::List(vec![
        "Ring it in the program: whoever is rung answers from the simulated state, as they would know it.".to_owned(),
        format!(
            "They can be asked: {}.",
            Query::ALL.map(Query::words).join(" ")
        ),
        "“I’ll find out and ring you back” is an answer. So is silence: then the room must do without.".to_owned(),
        "Don’t help the team to what its own people would have to find out.".to_owned(),
    ]));
    can_ring(scenario, &mut document.blocks);
    document
}

/// Whom roles can ring: all of an organisation the same.
fn can_ring(scenario: &Scenario, blocks: &mut Vec<Block>) {
    blocks.push(heading(1, "Who can be rung"));
    for of in scenario.organisation_ids() {
        if scenario.several() {
            blocks.push(heading(2, &scenario.organisations[of.at()].name));
        }
        let contacts = Contact::all(scenario, of);
        let names: Vec<String> = contacts.iter().map(|it| it.name(scenario)).collect();
        blocks.push(Block::Text(format!("{}.", names.join(", "))));
    }
}

/// What an observer is there for, and may not do.
fn observers_pack(scenario: &Scenario) -> Document {
    let mut document = paper(
        scenario,
        "observers’ pack",
        "For those who watch: board members, neighbours, regulators.",
        false,
    );
    let objectives = scenario.objectives.iter();
    document.blocks = vec![
        heading(1, "You watch"),
        Block::List(vec![
            "Sit behind the players, and where the facilitator sees you. Telephone off.".to_owned(),
            "Say nothing to a player, also not with your face; not in the break either. Questions go to the facilitator.".to_owned(),
            "“No duff” is for you as well: say it if something real happens.".to_owned(),
            "The plan is tested, and nobody in the room is. What you hear you may use; who said it you may not tell.".to_owned(),
            "You rate nothing. Evaluators do.".to_owned(),
        ]),
        heading(1, "What the exercise is for"),
        Block::List(objectives.map(|it| format!("{}: {}", it.title, it.about)).collect()),
        heading(1, words::ROLES),
        Block::List(
            scenario
                .roles
                .iter()
                .map(|it| format!("{}: {}", it.title, it.part))
                .collect(),
        ),
        heading(1, "What I saw"),
        to_write(
            &[
                ("Time", 12),
                ("What, as it was said or done", 52),
                ("What it made me ask", 36),
            ],
            8,
        ),
    ];
    document
}
