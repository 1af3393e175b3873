//! The papers of an exercise without a network: what each role is handed at STARTEX, the sheets that the
//! facilitator hands out message by message, and the list of words that open sealed pages. Must not let a
//! player's paper hold what the role is not sent: no expectation, no outcome, nobody else's sheet.

use super::document::{Block, Cell, Document, Table, words};
use super::enclosed::enclosed;
use super::letterhead::{heading, paper};
use wardroom_core::scenario::{InjectId, PromptId, RoleId, Scenario};
use wardroom_core::words::METHANE;

/// A box to tick, in letters that the PDF's typeface has.
const TICK: &str = "[   ]";

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handout {
    /// An inject, as those see it whom it is for.
    Message(InjectId),
    /// A decision point.
    Question(PromptId),
}

/// A sheet that the facilitator hands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its number in the facilitator's list.
    pub number: usize,
    /// What it holds.
    pub what: Handout,
    /// Of a decision point: for each option the code of each confidence from 1 to 5; can be empty.
    pub codes: Vec<Vec<String>>,
}

/// A line of the facilitator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The same as on the sheets.
    pub number: usize,
    /// When it comes, in words.
    pub when: String,
    /// What it is: a message, a decision, to be read out.
    pub kind: String,
    /// Whom it is for; nobody by name for what is for all.
    pub to: Vec<RoleId>,
    /// What it is, in a few words.
    pub title: String,
    /// What opens it; empty for what is read out as it stands.
    pub phrase: String,
}

/// What a role is handed at STARTEX: its card with lines to tick, the situation, a METHANE form, room for notes.
pub fn role_pack(scenario: &Scenario, role: RoleId) -> Document {
    let model = &scenario.roles[role.at()];
    let mut document = paper(
        scenario,
        &model.title,
        &format!("{} · {}", model.part, model.staff_group),
        true,
    );
    let blocks = &mut document.blocks;
    blocks.push(Block::Text(model.brief.clone()));
    if !model.knows.is_empty() {
        blocks.push(heading(2, "What only you know"));
        blocks.push(Block::List(model.knows.clone()));
    }
    if !model.decides.is_empty() {
        blocks.push(heading(2, "What you decide"));
        blocks.push(Block::Table(Table {
            head: vec!["Done", "", "At"],
            widths: vec![8, 78, 14],
            rows: words(
                model
                    .decides
                    .iter()
                    .map(|line| vec![TICK.to_owned(), line.clone(), String::new()]),
            ),
        }));
    }
    blocks.push(heading(2, "The situation"));
    blocks.push(Block::Text(format!(
        "{}. {}",
        scenario.time_at(0).strftime("%A %-d %B %Y, %H:%M"),
        scenario.briefing.situation
    )));
    blocks.push(Block::List(scenario.briefing.known.clone()));
    blocks.push(heading(2, "How it is played on paper"));
    blocks.push(Block::List(
        [
            "The facilitator hands you a sheet when a message reaches you, or reads out words that open it on your sealed page.",
            "On a decision choose an option, say how sure you are and why. Read the code beside it to the facilitator, or hand the sheet back.",
            "What you would do, and whom you would ask, you say aloud or write as a note. Ring nobody for real.",
            "If something real happens, say “no duff”: everything stops.",
        ]
        .map(str::to_owned)
        .into(),
    ));
    blocks.push(Block::NewPage);
    methane(blocks);
    blocks.push(Block::NewPage);
    blocks.push(heading(1, "Notes to the facilitator"));
    blocks.push(Block::Table(Table {
        head: vec!["At", "What you did, asked, or want to be kept"],
        widths: vec![14, 86],
        rows: (0..9).map(|_| vec!["\n\n\n".into(), "".into()]).collect(),
    }));
    document
}

fn methane(blocks: &mut Vec<Block>) {
    blocks.push(heading(1, "METHANE report"));
    blocks.push(Block::Note(
        "In your words, as you know it, right or wrong. What you don’t know, say so.".to_owned(),
    ));
    blocks.push(Block::Table(Table {
        head: vec!["", "", ""],
        widths: vec![6, 34, 60],
        rows: words(METHANE.map(|(_, letter, name, hint)| {
            vec![
                letter.to_owned(),
                format!("{name}\n{hint}\n\n\n\n"),
                String::new(),
            ]
        })),
    }));
    blocks.push(Block::Table(Table {
        head: vec![
            "Locked devices",
            "Clinical services not as usual",
            "Waiting in the emergency department",
        ],
        widths: vec![28, 34, 38],
        rows: vec![vec!["\n".into(), "".into(), "".into()]],
    }));
    blocks.push(Block::Table(Table {
        head: vec!["", "", ""],
        widths: vec![40, 20, 40],
        rows: vec![vec!["From:".into(), "At:".into(), "To:".into()]],
    }));
}

/// The sheets of a role, a page each. The facilitator keeps them and hands out one at a time.
pub fn sheets(scenario: &Scenario, role: RoleId, all: &[Sheet]) -> Document {
    let title = &scenario.roles[role.at()].title;
    let mut document = paper(
        scenario,
        &format!("sheets for {title}"),
        "The facilitator keeps these, apart, and hands out each when its number comes up in the list.",
        true,
    );
    for sheet in all {
        document.blocks.push(Block::NewPage);
        document
            .blocks
            .push(Block::Note(format!("Sheet {} · for {title}", sheet.number)));
        match sheet.what {
            Handout::Message(id) => message(scenario, id, &mut document.blocks),
            Handout::Question(id) => question(scenario, id, &sheet.codes, &mut document.blocks),
        }
    }
    document
}

fn message(scenario: &Scenario, id: InjectId, blocks: &mut Vec<Block>) {
    let inject = &scenario.injects[id.at()];
    let channel = &scenario.channels[inject.channel.at()].name;
    let alert = if inject.alert { ", official alert" } else { "" };
    blocks.push(heading(1, &inject.from));
    blocks.push(Block::Note(format!(
        "{channel}{alert}, to {}",
        scenario.role_titles(&inject.to)
    )));
    for line in inject
        .text
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        blocks.push(Block::Text(line.to_owned()));
    }
    blocks.extend(inject.attachments.iter().flat_map(enclosed));
}

fn question(scenario: &Scenario, id: PromptId, codes: &[Vec<String>], blocks: &mut Vec<Block>) {
    let prompt = &scenario.prompts[id.at()];
    blocks.push(heading(1, &prompt.question));
    blocks.push(Block::Text(prompt.context.clone()));
    blocks.push(Block::Note(format!(
        "Overdue after {} minutes of exercise time.",
        prompt.due_mins
    )));
    blocks.push(heading(2, "What would you do? Tick one"));
    blocks.push(Block::Table(Table {
        head: vec!["", "Option", "What it costs"],
        widths: vec![8, 44, 48],
        rows: words(
            prompt
                .options
                .iter()
                .map(|it| vec![TICK.to_owned(), it.title.clone(), it.cost.clone()]),
        ),
    }));
    blocks.push(heading(2, "Why?"));
    blocks.push(Block::Table(Table {
        head: vec![""],
        widths: vec![100],
        rows: vec![vec!["\n\n\n".into()]],
    }));
    blocks.push(heading(2, "How sure are you? 1 a guess, 5 certain"));
    let coded = codes.len() == prompt.options.len() && codes.iter().all(|it| it.len() == 5);
    if !coded {
        blocks.push(Block::Text("1      2      3      4      5".to_owned()));
        return;
    }
    blocks.push(Block::Note(
        "Ring the code in the row of your option and the column of how sure you are, and read it to the facilitator: Alfa, Bravo, Charlie …".to_owned(),
    ));
    blocks.push(Block::Table(Table {
        head: vec!["Option", "1", "2", "3", "4", "5"],
        widths: vec![30, 14, 14, 14, 14, 14],
        rows: words(prompt.options.iter().zip(codes).map(|(option, codes)| {
            let mut row = vec![option.title.clone()];
            row.extend(codes.iter().cloned());
            row
        })),
    }));
}

/// The facilitator's list: what is read out or handed out, in the order in which it comes.
pub fn word_list(scenario: &Scenario, mark: &str, lines: &[Line]) -> Document {
    let mut document = paper(
        scenario,
        "words and sheets",
        &format!(
            "For the facilitator alone. It opens the sealed pages of pack {mark}, and no others."
        ),
        false,
    );
    document.blocks = vec![
        Block::List(
            [
                "When a message reaches a role, say: “Message for” the roles in the third column, and read out its words. Each of them types the words into the sealed page; nobody else has anything that they open. Or hand out the sheet of that number.",
                "A decision has words of its own: read them out when you put it.",
                "Times are those of one play by a scripted team: Wardroom on your laptop says when something has really come. What doesn’t come is not read out.",
                "Codes that come back: type code and the eight letters where Wardroom is served (wardroom serve). Files: answers and the file’s path.",
            ]
            .map(str::to_owned)
            .into(),
        ),
        Block::Table(Table {
            head: vec!["No.", "When", "For", "What", "Words"],
            widths: vec![6, 21, 21, 34, 18],
            rows: lines
                .iter()
                .map(|line| {
                    let to = if line.to.is_empty() {
                        "everybody".to_owned()
                    } else {
                        scenario.role_titles(&line.to)
                    };
                    let phrase = if line.phrase.is_empty() { "read out" } else { &line.phrase };
                    vec![
                        Cell::figure(line.number.to_string()),
                        line.when.clone().into(),
                        to.into(),
                        format!("{}: {}", line.kind, line.title).into(),
                        phrase.into(),
                    ]
                })
                .collect(),
        }),
    ];
    document
}
