//! The columns of an events list, and by what heads other people know them: HSEEP, FEMA, Blueprint,
//! Conducttr and whoever made a table of their own. Must not look at cells.

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

/// Each column: its own head, its width in Excel's units, heads by which others know it, as
/// [`key`] has them.
pub(super) const KNOWN: [(Column, &str, f64, &str); 23] = [
    (
        Column::Number,
        "No.",
        6.0,
        "number, nr, num, n, ser, serial, seq, sequence, order, step, control number",
    ),
    (
        Column::Id,
        "ID",
        20.0,
        "inject id, wardroom id, identifier, event id, msel id, uid, uuid, ref, reference, inject ref, inject reference, inject code",
    ),
    (
        Column::Date,
        "Date",
        12.0,
        "exercise date, event date, day date, calendar date, inject date, planned date, scenario date, date of inject",
    ),
    (
        Column::Time,
        "Exercise time",
        18.0,
        "time, when, date time, date and time, time date, dtg, date time group, event time, planned time, inject time, scheduled time, exercise date time, start time, scenario time, time of inject, play time, exercise play time, designated scenario time, simulated time, sim time, story time, game time, timing, timings, planned delivery time, time planned, delivery time, inject date time, event date time, release time, time of delivery, start",
    ),
    (
        Column::Relative,
        "After STARTEX",
        14.0,
        "relative time, time from startex, t plus, t plus min, t plus mins, t plus minutes, h plus, t, elapsed, elapsed time, time elapsed, offset, time offset, startex plus, exercise minute, minutes from startex, minutes after startex, time after startex, hours after startex, from startex, mins, min, minutes, minute, time in minutes, time min, time mins, run time, delay, depends duration",
    ),
    (Column::Trigger, "Trigger", 34.0, "trigger in wardroom"),
    (
        Column::Phase,
        "Phase",
        18.0,
        "move, group, move phase group, day, stage, vignette, storyline, act, block, module, part",
    ),
    (
        Column::Kind,
        "Inject type",
        12.0,
        "type, event type, category, kind, inject category, type of inject",
    ),
    (
        Column::Channel,
        "Delivery method",
        18.0,
        "method, delivery, means, means of delivery, method of delivery, mode of delivery, delivered by, medium, channel, how, mode, inject mode, inject method, inject channel, how delivered, delivery mode, delivery means, delivery channel, delivery mechanism, delivered via, via, inject delivery method, inject medium, transmission method, communication method",
    ),
    (
        Column::From,
        "From",
        28.0,
        "sender, source, originator, origin, player from, role player, simulated by, inject from, from org, from organization, from organisation, originating from, sent by, injected from, inject source, from who, from whom, from player, persona, simulated sender",
    ),
    (
        Column::To,
        "To",
        28.0,
        "recipient, recipients, receiver, receivers, target, target audience, audience, for, player, inject to, recipient player, recipient players, addressee, addressees, players, to org, to organization, to organisation, visible to, sent to, receiving player, receiving players, inject recipient, to who, to whom, to player, receiving organisation, receiving organization, receiving party, training audience, targeted players, team",
    ),
    (
        Column::Title,
        "Synopsis",
        30.0,
        "title, subject, event, event name, inject title, short description, summary, headline, event synopsis, inject name, name, short title, inject synopsis, event title, event summary, inject subject, inject summary, brief description, topic, incident",
    ),
    (
        Column::Text,
        "Message",
        70.0,
        "text, inject, full text, inject text, event description, description, detail, details, content, inject description, script, what happens, message text, inject details, full message, inject content, inject message, message content, message body, body, narrative, inject script, event details, description of event, description of inject, event inject, inject event, full description, detailed description, scenario inject, injects, wording, what is said",
    ),
    (
        Column::Controller,
        "Responsible controller",
        20.0,
        "controller, responsible, excon, owner, directing staff, ds, lead, delivered by controller, controller responsible, responsible party, assigned, assigned to, poc, point of contact, facilitator, inject owner, responsible person, simcell, controller name",
    ),
    (
        Column::Expect,
        "Expected player action",
        40.0,
        "expected action, expected actions, expected outcome, expected response, expected player actions, anticipated response, anticipated action, anticipated actions, expected outcomes, expected player response, expected outcome of player action, expected participant response, anticipated player action, anticipated player actions, expected responses, expected players action, expected result, expected results, desired outcome, desired response, expected reaction, intended outcome, expectation, expected behaviour, player action",
    ),
    (
        Column::Objectives,
        "Objective",
        28.0,
        "objectives, capability, core capability, objective capability, exercise objective, exercise objectives, aim, aims, core capabilities, objective tested, objectives tested, capabilities, target capability, training objective, training objectives, related objective, related objectives, associated objective, objective s, learning objective, learning objectives, linked objective",
    ),
    (
        Column::Techniques,
        "ATT&CK",
        12.0,
        "attack, technique, techniques, mitre, mitre attack, mitre att ck, mitre technique, ttp, ttps, attack technique",
    ),
    (
        Column::Opens,
        "Opens question",
        24.0,
        "question, prompt, decision",
    ),
    (
        Column::Evaluator,
        "Evaluator instructions",
        34.0,
        "evaluator, evaluation, evaluator notes, evaluation notes, observe, evaluator location, evaluation criteria, observer notes",
    ),
    (
        Column::Status,
        "Status",
        10.0,
        "state, done, inject status, complete, completed, delivered y n",
    ),
    (
        Column::Delivered,
        "Delivered at",
        16.0,
        "actual time, actual delivery time, time delivered, date time delivered, time sent, actual, delivered, actual time delivered, actual date time",
    ),
    (
        Column::RealTime,
        "Real time",
        12.0,
        "wall clock, clock time, real clock, local time, real world time, actual local time",
    ),
    (
        Column::Notes,
        "Notes",
        30.0,
        "note, remarks, comment, comments, remark, controller notes, facilitator notes, facilitators notes, facilitation notes, moderator notes, additional information, additional notes, notes comments, miscellaneous, attachments, resources, props",
    ),
];

/// Heads that may be another column as well, if their cells look like it.
const ALSO: [(&str, &[Column]); 18] = [
    ("delivered by", &[Column::Controller]),
    ("inject", &[Column::Number, Column::Title]),
    ("event", &[Column::Number, Column::Text]),
    ("message", &[Column::Number, Column::Title]),
    ("msel", &[Column::Number]),
    ("item", &[Column::Number, Column::Title]),
    ("id", &[Column::Number]),
    ("ref", &[Column::Number]),
    ("reference", &[Column::Number]),
    ("description", &[Column::Title]),
    ("event description", &[Column::Title]),
    ("details", &[Column::Notes]),
    ("summary", &[Column::Text]),
    ("synopsis", &[Column::Text]),
    ("date", &[Column::Time]),
    ("day", &[Column::Date]),
    ("scenario", &[Column::Text]),
    ("time hours", &[Column::Time, Column::Relative]),
];

/// Before “no” and “number”: what a row of an events list is called.
const ROWS: [&str; 22] = [
    "inject",
    "injects",
    "event",
    "serial",
    "ser",
    "msel",
    "mel",
    "item",
    "seq",
    "sequence",
    "line",
    "row",
    "entry",
    "step",
    "s",
    "sl",
    "ref",
    "reference",
    "control",
    "message",
    "msg",
    "scenario",
];

/// What leads a head that says what of a row it is.
const OF_ROWS: [&str; 4] = ["inject", "event", "message", "msg"];

/// Words of which one is enough to think of a column, the surest first.
const SPEAKING: [(Column, &[&str]); 17] = [
    (
        Column::Expect,
        &["expected", "anticipated", "desired", "intended"],
    ),
    (
        Column::Objectives,
        &["objective", "objectives", "capability", "capabilities"],
    ),
    (
        Column::Evaluator,
        &["evaluator", "evaluators", "evaluation", "observer"],
    ),
    (
        Column::Controller,
        &[
            "controller",
            "controllers",
            "excon",
            "facilitator",
            "facilitators",
        ],
    ),
    (
        Column::Techniques,
        &["mitre", "technique", "techniques", "ttp"],
    ),
    (Column::Delivered, &["actual"]),
    (Column::RealTime, &["real", "local", "wall"]),
    (
        Column::Relative,
        &["startex", "elapsed", "offset", "relative"],
    ),
    (Column::Time, &["time", "dtg", "when"]),
    (Column::Date, &["date"]),
    (
        Column::Channel,
        &["delivery", "method", "medium", "means", "channel", "mode"],
    ),
    (Column::From, &["from", "sender", "originator", "source"]),
    (
        Column::To,
        &[
            "recipient",
            "recipients",
            "to",
            "audience",
            "addressee",
            "receiver",
        ],
    ),
    (
        Column::Title,
        &["title", "subject", "synopsis", "headline", "summary"],
    ),
    (
        Column::Text,
        &[
            "description",
            "message",
            "text",
            "narrative",
            "inject",
            "details",
            "content",
        ],
    ),
    (Column::Status, &["status"]),
    (Column::Notes, &["notes", "comments", "remarks"]),
];

/// The most words of a head.
const MOST_WORDS: usize = 7;

/// What a head is known by: its words in small letters, without what stands in brackets beside them;
/// `Inject#` is `inject no`, `DeliveryMethod` is `delivery method`.
pub(super) fn key(head: &str) -> String {
    let mut words = String::new();
    let mut last = ' ';
    let mut depth = 0_usize;
    for c in head.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '#' | '№' => words.push_str(" no "),
            '+' => words.push_str(" plus "),
            _ => {
                if last.is_lowercase() && c.is_uppercase() {
                    words.push(' ');
                }
                words.push(c);
            }
        }
        last = c;
    }
    let found = bare(&words);
    if found.is_empty() { bare(head) } else { found }
}

/// What a head says of a column: surely, or by a word in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// A word in it speaks of the column.
    Speaks,
    /// It may stand for the column as well.
    May,
    /// It is a head of that column.
    Is,
    /// Somebody said so.
    Named,
}

/// What a head may stand for, the surest first.
pub(super) fn claims(head: &str) -> Vec<(Column, Sure)> {
    let key = key(head);
    let mut found: Vec<(Column, Sure)> = Vec::new();
    let words: Vec<&str> = key.split(' ').collect();
    if key.is_empty() || words.len() > MOST_WORDS || head.chars().count() > 80 {
        return found;
    }
    let mut claim = |column: Column, sure: Sure| {
        if found.iter().all(|(other, _)| *other != column) {
            found.push((column, sure));
        }
    };
    let minutes = ["min", "mins", "minutes"];
    let whole = bare(head);
    if key == "time" && whole.split(' ').any(|it| minutes.contains(&it)) {
        claim(Column::Relative, Sure::Is);
    }
    for (column, own, _, others) in &KNOWN {
        if bare(own) == key || others.split(", ").any(|it| it == key) {
            claim(*column, Sure::Is);
        }
    }
    if let [rows @ .., "no" | "number" | "nr" | "num"] = words.as_slice()
        && rows.iter().all(|it| ROWS.contains(it))
    {
        claim(Column::Number, Sure::Is);
    }
    for (_, columns) in ALSO.iter().filter(|(head, _)| *head == key) {
        columns.iter().for_each(|it| claim(*it, Sure::May));
    }
    // `Inject target` is a target.
    if let [lead, rest @ ..] = words.as_slice()
        && OF_ROWS.contains(lead)
    {
        let rest = rest.join(" ");
        for (column, own, _, others) in &KNOWN {
            if bare(own) == rest || others.split(", ").any(|it| it == rest) {
                claim(*column, Sure::May);
            }
        }
    }
    let numbered = matches!(words.last(), Some(&"no" | &"number" | &"nr"));
    let surely = !found.is_empty();
    if !surely && !numbered {
        let spoken = SPEAKING.iter().filter(|(column, said)| {
            let speaks = |at: usize| said.contains(&words[at]) && is_said(*column, &words, at);
            (0..words.len()).any(speaks)
        });
        for (column, _) in spoken.take(2) {
            found.push((*column, Sure::Speaks));
        }
    }
    found
}

/// Whether a word of a head speaks of a column where it stands: “expected time” is a time, “intended
/// pressure” no action, and “evidence to capture” is for nobody.
fn is_said(column: Column, words: &[&str], at: usize) -> bool {
    let any = |these: &[&str]| words.iter().any(|it| these.contains(it));
    match words[at] {
        "to" | "from" => at == 0 || at + 1 == words.len(),
        "intended" => any(&[
            "action",
            "actions",
            "response",
            "responses",
            "outcome",
            "outcomes",
            "result",
            "results",
            "reaction",
            "decision",
            "decisions",
            "behaviour",
            "handling",
        ]),
        "actual" => any(&[
            "time",
            "date",
            "dtg",
            "clock",
            "delivery",
            "delivered",
            "sent",
        ]),
        _ if column == Column::Expect => !any(&[
            "time",
            "date",
            "duration",
            "audience",
            "recipient",
            "recipients",
            "number",
        ]),
        _ => true,
    }
}

impl Column {
    /// The column of which this is our own head.
    pub(super) fn of_head(head: &str) -> Option<Self> {
        let found = KNOWN.iter().find(|(_, own, ..)| *own == head);
        found.map(|(column, ..)| *column)
    }

    /// Its own head.
    pub fn head(self) -> &'static str {
        KNOWN
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or("", |(_, head, ..)| head)
    }
}

/// Which head is which column, in somebody's spreadsheets: kept in a file, so that it can be
/// handed on. What it does not name is known by its usual heads. A column may be named by its letter
/// too, as a spreadsheet has it: `C`, or `column C`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    /// By column: its head there.
    pub heads: BTreeMap<Column, String>,
}

impl Mapping {
    /// The column that a head is named for.
    pub(super) fn named(&self, head: &str) -> Option<Column> {
        let head = bare(head);
        let found = self.heads.iter().find(|(_, named)| bare(named) == head);
        found
            .filter(|_| !head.is_empty())
            .map(|(column, _)| *column)
    }
}

/// The place of a column that is named by its letter.
pub(super) fn lettered(words: &str) -> Option<usize> {
    let words = words.trim().to_lowercase();
    let (letter, most) = match words.strip_prefix("column ") {
        Some(letter) => (letter.trim(), 3),
        // Three letters are a word.
        None => (words.as_str(), 2),
    };
    let letters =
        (1..=most).contains(&letter.len()) && letter.bytes().all(|it| it.is_ascii_lowercase());
    let number = |number, it: u8| number * 26 + usize::from(it - b'a') + 1;
    letters.then(|| letter.bytes().fold(0, number) - 1)
}

/// The letter of a column, as a spreadsheet has it.
pub(super) fn letter(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    letters.reverse();
    String::from_utf8(letters).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_head_is_of_two_columns_and_every_one_is_found() {
        let mut seen: BTreeMap<String, Column> = BTreeMap::new();
        for (column, own, _, others) in KNOWN {
            for head in std::iter::once(bare(own)).chain(others.split(", ").map(str::to_owned)) {
                assert_eq!(key(&head), head, "as it is looked for");
                assert_eq!(claims(&head)[0], (column, Sure::Is), "{head}");
                assert!(seen.insert(head.clone(), column).is_none(), "{head} twice");
            }
        }
    }

    /// Heads of lists that were published, each with what it is.
    #[test]
    fn heads_of_published_lists_are_known() {
        for (column, heads) in [
            (
                Column::Number,
                "Inject#|Inject #|Event #|Inject No.|Seq No|Serial No.|MSEL Number|#|No|Control Number|S/No|INJECT NO|Inject Number",
            ),
            (Column::Date, "Date|Event Date|Exercise date (dd/mm)"),
            (
                Column::Time,
                "Time|Time (24h)|Date/Time|Date & Time|DTG|Designated Scenario Time|Simulated Time|sim_time|Event Time|Exercise Play Time|Planned Delivery Time",
            ),
            (
                Column::Relative,
                "T+|T+min|T+ (min)|T+Minutes|H+|Elapsed (min)|Time (min)|Minutes|Time from STARTEX",
            ),
            (
                Column::Channel,
                "Inject Mode|Method of Delivery|Delivery Method (e.g. phone)|DeliveryMethod|Delivery|Means",
            ),
            (
                Column::From,
                "From|From Org|Originator (From)|Sender|Simulated By",
            ),
            (
                Column::To,
                "To|To Org|Recipient (To)|Recipient Player(s)|visible_to|Recipient(s)|Target Audience",
            ),
            (
                Column::Title,
                "Title|Event|Event Synopsis|Subject|incident|Inject Title",
            ),
            (
                Column::Text,
                "Inject|Event Description|Description|Details|Inject Description|Inject Text|Message|Narrative",
            ),
            (
                Column::Expect,
                "Expected Outcome|Expected Participant Response|Expected Actions|Anticipated Player Action|Expected Outcome of Player Action|Expected Responses by Players",
            ),
            (
                Column::Objectives,
                "Objective(s)|Core Capability|Objectives Tested|Exercise Objective|Objective / Capability",
            ),
            (
                Column::Controller,
                "Responsible Controller|Controller|Assigned|POC",
            ),
            (Column::Delivered, "Date/Time Delivered|Actual Time"),
            (Column::RealTime, "Real Time|Local Time"),
        ] {
            for head in heads.split('|') {
                let found = claims(head);
                assert_eq!(
                    found.first().map(|it| it.0),
                    Some(column),
                    "{head}: {found:?}"
                );
            }
        }
        for (head, column) in [
            ("Facilitator Notes", Column::Notes),
            ("Intended audience", Column::To),
            ("Intended decision", Column::Expect),
            ("Expected handling", Column::Expect),
            ("To (role)", Column::To),
            ("Passed to", Column::To),
            ("Expected time", Column::Time),
            ("Inject Target", Column::To),
            ("Event details", Column::Text),
            ("Inject notes", Column::Notes),
            ("Message to", Column::To),
            ("Actual delivery", Column::Delivered),
        ] {
            assert_eq!(claims(head).first().map(|it| it.0), Some(column), "{head}");
        }
        for head in [
            "",
            "Weather",
            "Phone number",
            "Ward no",
            "Budget",
            "Evidence to capture",
            "Intended pressure",
            "Question for the room",
            "Purpose",
            "Runbook",
            "Actual player",
        ] {
            assert_eq!(claims(head), [], "{head}");
        }
    }

    #[test]
    fn columns_have_letters_as_in_a_spreadsheet() {
        for (at, words) in [
            (0, "A"),
            (2, "c"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "column AAA"),
        ] {
            assert_eq!(lettered(words), Some(at));
            assert_eq!(
                letter(at),
                words.trim_start_matches("column ").to_uppercase()
            );
        }
        assert_eq!(lettered("Column G"), Some(6));
        for words in ["", "C3", "Uhr", "é", "column"] {
            assert_eq!(lettered(words), None, "{words}");
        }
    }
}
