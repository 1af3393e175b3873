//! The register of a care system's members on paper and for a spreadsheet: the last exercise of each type by
//! member, when the next is due, and what is open. Must never be read as an assurance rating.

use super::document::{Block, Cell, Document, Table};
use super::log::marked;
use super::written::typed_day;
use crate::exchange::sheet;
use jiff::civil::Date;
use wardroom_core::coverage::Coverage;
use wardroom_core::cycle::{Due, ExerciseType};
use wardroom_core::register::Member;

/// The columns of the table of types, for a spreadsheet.
const COLUMNS: [&str; 9] = [
    "member",
    "type",
    "last_held",
    "title",
    "recorded",
    "cycle_months",
    "next_due",
    "overdue",
    "planned",
];

/// The register as a document, as it stands on a day. `covered` is how much of its plan each member has
/// rehearsed, in the order of the members; empty where no plan was asked for.
pub fn register(members: &[Member], covered: &[Coverage], today: Date) -> Document {
    let mut blocks = vec![
        Block::Heading(1, "The last of each type".to_owned()),
        Block::Table(Table {
            head: vec![
                "Member",
                "Communications test",
                "Table-top",
                "Live",
                "Command post",
            ],
            widths: vec![24, 19, 19, 19, 19],
            rows: members.iter().map(|it| across(it, today)).collect(),
        }),
        Block::Note(format!(
            "By when the next is due, by the exercise cycle of NHS emergency preparedness: {}.",
            ExerciseType::ALL
                .map(|it| format!(
                    "{} every {} months",
                    it.words().to_lowercase(),
                    it.cycle_months()
                ))
                .join(", ")
        )),
        Block::Heading(1, "Member by member".to_owned()),
    ];
    for (at, member) in members.iter().enumerate() {
        blocks.push(Block::Heading(2, member.name.clone()));
        blocks.push(types(member, today));
        if let Some(coverage) = covered.get(at) {
            blocks.push(Block::Text(format!(
                "Of its plan, {}.",
                coverage.in_words()
            )));
        }
        open(member, today, &mut blocks);
        if !member.broken.is_empty() {
            let broken = member.broken.iter();
            blocks.push(Block::Note("Can’t be read, and is not counted:".to_owned()));
            blocks.push(Block::List(
                broken
                    .map(|it| format!("{}: {}", it.path, it.why))
                    .collect(),
            ));
        }
    }
    Document {
        title: "Register of exercises".to_owned(),
        subtitle: format!("As it stands on {}.", long(today)),
        marking: marked(""),
        blocks,
        closing: "Written by Wardroom from its records, and from the lists that members keep of other exercises. What was rehearsed, for learning; not an assurance rating.".to_owned(),
    }
}

fn long(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// A member's row: what somebody who asks for dates is told.
fn across(member: &Member, today: Date) -> Vec<Cell> {
    let each = member.cycle(today).into_iter().map(|it| {
        let Some(last) = &it.last else {
            return it.standing().into();
        };
        let mut lines = vec![long(last.day)];
        lines.extend(it.next_due.map(|next| {
            let late = if it.overdue {
                "overdue since"
            } else {
                "next by"
            };
            format!("{late} {}", long(next))
        }));
        Cell::from(lines.join("\n"))
    });
    std::iter::once(member.name.as_str().into())
        .chain(each)
        .collect()
}

/// A row a type.
fn types(member: &Member, today: Date) -> Block {
    let day = |it: Option<Date>| it.map_or_else(|| "–".to_owned(), long);
    Block::Table(Table {
        head: vec!["Type", "Last held", "What", "Next due", "Planned", ""],
        widths: vec![20, 14, 26, 14, 12, 14],
        rows: member
            .cycle(today)
            .iter()
            .map(|it| {
                let last = it.last.as_ref();
                let what = last.map_or(String::new(), |it| {
                    let from = if it.recorded {
                        ""
                    } else {
                        "\nfrom the member’s list"
                    };
                    format!("{}{from}", it.title)
                });
                [
                    it.of.words().to_owned(),
                    day(last.map(|it| it.day)),
                    what,
                    day(it.next_due),
                    day(it.planned),
                    it.standing().to_owned(),
                ]
                .map(Cell::Words)
                .to_vec()
            })
            .collect(),
    })
}

/// Actions that are not learned yet.
fn open(member: &Member, today: Date, blocks: &mut Vec<Block>) {
    let open = member.unlearned(today);
    if open.is_empty() {
        return;
    }
    blocks.push(Block::Heading(3, "Open actions".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["From", "Action", "Owner", "Due", "Status"],
        widths: vec![20, 38, 16, 12, 14],
        rows: open
            .iter()
            .map(|it| {
                let late = if it.overdue { "\noverdue" } else { "" };
                vec![
                    format!("{}, {}", it.from, typed_day(&it.day)).into(),
                    it.action.action.as_str().into(),
                    it.action.owner.as_str().into(),
                    typed_day(&it.action.due).into(),
                    format!("{}{late}", it.action.status.words()).into(),
                ]
            })
            .collect(),
    }));
}

/// The table of types as comma-separated values: a row for each member and type.
pub fn register_csv(members: &[Member], today: Date) -> Vec<u8> {
    let day = |it: Option<Date>| it.map_or_else(String::new, |it| it.to_string());
    let row = |member: &Member, it: &Due| {
        let last = it.last.as_ref();
        [
            member.name.clone(),
            it.of.words().to_owned(),
            day(last.map(|it| it.day)),
            last.map_or_else(String::new, |it| it.title.clone()),
            last.map_or_else(String::new, |it| yes(it.recorded)),
            it.of.cycle_months().to_string(),
            day(it.next_due),
            yes(it.overdue),
            day(it.planned),
        ]
    };
    let rows = members.iter().flat_map(|member| {
        let due = member.cycle(today);
        due.iter().map(|it| row(member, it)).collect::<Vec<_>>()
    });
    let rows = rows.map(|it| it.to_vec());
    sheet::csv(std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(rows))
}

fn yes(it: bool) -> String {
    if it { "yes" } else { "no" }.to_owned()
}
