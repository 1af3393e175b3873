//! The columns of an events list, and by what heads other people know them.

use crate::exchange::words::bare;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A column of an events list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// The number in the list.
    Number,
    /// The inject's id.
    Id,
    /// A date alone, where the time has a column of its own.
    Date,
    /// When, as a time of the story.
    Time,
    /// When, from STARTEX.
    Relative,
    /// By what it is sent, if not at a time: as the scenario's format has it.
    Trigger,
    /// Move, phase or day.
    Phase,
    /// What kind of inject.
    Kind,
    /// How it is delivered.
    Channel,
    /// Who sends it.
    From,
    /// Whom it is for.
    To,
    /// A few words.
    Title,
    /// The message in full.
    Text,
    /// Who delivers it.
    Controller,
    /// What the players might do.
    Expect,
    /// Objectives or capabilities.
    Objectives,
    /// ATT&CK techniques.
    Techniques,
    /// The question that it puts to the team.
    Opens,
    /// What evaluators are told.
    Evaluator,
    /// Planned, sent, left out.
    Status,
    /// When it was sent, in the story.
    Delivered,
    /// When it was sent, by the clock on the wall.
    RealTime,
    /// Remarks.
    Notes,
}

/// Each column: its own head, its width in Excel's units, heads by which others know it.
pub(super) const KNOWN: [(Column, &str, f64, &[&str]); 23] = [
    (
        Column::Number,
        "No.",
        6.0,
        &[
            "number",
            "no",
            "nr",
            "serial",
            "serial no",
            "inject no",
            "inject number",
            "event no",
            "event number",
            "msel no",
            "#",
            "ser",
        ],
    ),
    (
        Column::Id,
        "ID",
        20.0,
        &["inject id", "wardroom id", "identifier"],
    ),
    (
        Column::Date,
        "Date",
        12.0,
        &["exercise date", "event date", "day date"],
    ),
    (
        Column::Time,
        "Exercise time",
        18.0,
        &[
            "time",
            "when",
            "date time",
            "date and time",
            "event time",
            "planned time",
            "inject time",
            "scheduled time",
            "exercise date time",
            "start time",
            "scenario time",
            "time of inject",
            "play time",
        ],
    ),
    (
        Column::Relative,
        "After STARTEX",
        14.0,
        &[
            "relative time",
            "time from startex",
            "t plus",
            "elapsed",
            "elapsed time",
            "offset",
            "startex plus",
            "exercise minute",
            "minutes from startex",
            "mins",
        ],
    ),
    (Column::Trigger, "Trigger", 34.0, &["trigger in wardroom"]),
    (
        Column::Phase,
        "Phase",
        18.0,
        &[
            "move",
            "group",
            "move phase group",
            "day",
            "stage",
            "vignette",
            "storyline",
        ],
    ),
    (
        Column::Kind,
        "Inject type",
        12.0,
        &["type", "event type", "category", "kind"],
    ),
    (
        Column::Channel,
        "Delivery method",
        18.0,
        &[
            "method",
            "delivery",
            "means",
            "means of delivery",
            "delivered by",
            "medium",
            "channel",
            "how",
            "mode",
            "inject method",
            "how delivered",
        ],
    ),
    (
        Column::From,
        "From",
        28.0,
        &[
            "sender",
            "source",
            "originator",
            "player from",
            "role player",
            "simulated by",
            "inject from",
        ],
    ),
    (
        Column::To,
        "To",
        28.0,
        &[
            "recipient",
            "recipients",
            "receiver",
            "target",
            "audience",
            "for",
            "player",
            "inject to",
            "recipient player",
            "addressee",
            "players",
        ],
    ),
    (
        Column::Title,
        "Synopsis",
        30.0,
        &[
            "title",
            "subject",
            "event",
            "event name",
            "inject title",
            "short description",
            "summary",
            "headline",
            "event synopsis",
            "inject name",
        ],
    ),
    (
        Column::Text,
        "Message",
        70.0,
        &[
            "text",
            "inject",
            "full text",
            "inject text",
            "event description",
            "description",
            "detail",
            "details",
            "content",
            "inject description",
            "script",
            "what happens",
            "message text",
            "inject details",
            "full message",
        ],
    ),
    (
        Column::Controller,
        "Responsible controller",
        20.0,
        &[
            "controller",
            "responsible",
            "excon",
            "owner",
            "directing staff",
            "ds",
            "lead",
            "delivered by controller",
        ],
    ),
    (
        Column::Expect,
        "Expected player action",
        40.0,
        &[
            "expected action",
            "expected actions",
            "expected outcome",
            "expected response",
            "expected player actions",
            "anticipated response",
            "anticipated action",
            "expected outcomes",
            "expected player response",
        ],
    ),
    (
        Column::Objectives,
        "Objective",
        28.0,
        &[
            "objectives",
            "capability",
            "core capability",
            "objective capability",
            "exercise objective",
            "aim",
            "core capabilities",
            "objective tested",
        ],
    ),
    (
        Column::Techniques,
        "ATT&CK",
        12.0,
        &[
            "attack",
            "technique",
            "techniques",
            "mitre",
            "mitre attack",
            "ttp",
            "ttps",
        ],
    ),
    (
        Column::Opens,
        "Opens question",
        24.0,
        &["question", "prompt", "decision"],
    ),
    (
        Column::Evaluator,
        "Evaluator instructions",
        34.0,
        &[
            "evaluator",
            "evaluation",
            "evaluator notes",
            "evaluation notes",
            "observe",
        ],
    ),
    (Column::Status, "Status", 10.0, &["state", "done"]),
    (
        Column::Delivered,
        "Delivered at",
        16.0,
        &[
            "actual time",
            "actual delivery time",
            "time delivered",
            "time sent",
            "actual",
        ],
    ),
    (
        Column::RealTime,
        "Real time",
        12.0,
        &["wall clock", "clock time", "real clock"],
    ),
    (
        Column::Notes,
        "Notes",
        30.0,
        &["note", "remarks", "comment", "comments", "remark"],
    ),
];

impl Column {
    /// Its own head.
    pub fn head(self) -> &'static str {
        KNOWN
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or("", |(_, head, ..)| head)
    }
}

/// Which head is which column, in somebody's spreadsheets: kept in a file, so that it can be
/// handed on. What it does not name is known by its usual heads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    /// By column: its head there.
    pub heads: BTreeMap<Column, String>,
}

impl Mapping {
    /// The column that a head stands for.
    pub(super) fn column(&self, head: &str) -> Option<Column> {
        let head = bare(head);
        if head.is_empty() {
            return None;
        }
        if let Some((column, _)) = self.heads.iter().find(|(_, named)| bare(named) == head) {
            return Some(*column);
        }
        KNOWN
            .iter()
            .filter(|(column, ..)| !self.heads.contains_key(column))
            .find(|(_, own, _, others)| {
                bare(own) == head || others.iter().any(|it| bare(it) == head)
            })
            .map(|(column, ..)| *column)
    }
}
