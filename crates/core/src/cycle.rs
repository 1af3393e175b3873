//! The types of exercise that a trust is asked for, how often each, and those that a member lists itself
//! because they were held without Wardroom. Must not say that an exercise was a good one, and must not
//! open a file: a list comes as bytes.

use jiff::Span;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A type of exercise, as NHS emergency preparedness tells them apart.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ExerciseType {
    /// Whether people can be reached: call-out lists, telephones, radios.
    Communications,
    /// A scenario talked through, or played on a simulator, around a table.
    TableTop,
    /// With people and equipment where the work is done.
    Live,
    /// The people who would command, in the room from which they would, with what they would have there.
    CommandPost,
}

impl ExerciseType {
    /// In the order in which trusts list them.
    pub const ALL: [Self; 4] = [
        Self::Communications,
        Self::TableTop,
        Self::Live,
        Self::CommandPost,
    ];

    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Communications => "Communications test",
            Self::TableTop => "Table-top",
            Self::Live => "Live",
            Self::CommandPost => "Command post",
        }
    }

    /// What is tried in it, as a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Communications => {
                "Whether people can be reached: call-out lists, telephones, radios."
            }
            Self::TableTop => {
                "A scenario talked through, or played on a simulator, around a table."
            }
            Self::Live => "With people and equipment where the work is done.",
            Self::CommandPost => {
                "Those who would command, in the room from which they would, with what they would have there."
            }
        }
    }

    /// Months within which the next is due. [2: the cycle of the NHS EPRR framework, as a trust publishes it
    /// (mpft.nhs.uk, *Emergency preparedness, resilience and response*): communications six-monthly,
    /// table-top yearly, live and command post three-yearly]
    pub fn cycle_months(self) -> i32 {
        match self {
            Self::Communications => 6,
            Self::TableTop => 12,
            Self::Live | Self::CommandPost => 36,
        }
    }

    /// The type that somebody means, whatever its hyphens and capitals: `Tabletop exercise`, `comms test`.
    pub fn called(words: &str) -> Option<Self> {
        let letters: String = words
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect();
        let bare = ["exercise", "test", "play"]
            .iter()
            .fold(letters.as_str(), |left, end| {
                left.strip_suffix(end).unwrap_or(left)
            });
        match bare {
            "communications" | "communication" | "comms" => Some(Self::Communications),
            "tabletop" | "desktop" => Some(Self::TableTop),
            "live" => Some(Self::Live),
            "commandpost" | "cpx" => Some(Self::CommandPost),
            _ => None,
        }
    }

    /// The day by which the next is due after one of these.
    pub fn next_due(self, last: Date) -> Option<Date> {
        last.checked_add(Span::new().months(self.cycle_months()))
            .ok()
    }
}

/// An exercise that was held, or is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The real day.
    pub day: Date,
    /// Its type.
    #[serde(rename = "type")]
    pub of: ExerciseType,
    /// What it was called.
    pub title: String,
    /// Whether Wardroom has a record of it; else it stands in the member's own list.
    pub recorded: bool,
}

/// Of one type: the last that was held, and when the next is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The type.
    #[serde(rename = "type")]
    pub of: ExerciseType,
    /// The last that was held; nothing if none is known.
    pub last: Option<Held>,
    /// By when the next is due; nothing if none was held.
    pub next_due: Option<Date>,
    /// Whether that day is past.
    pub overdue: bool,
    /// The next that stands in the member's list with a day yet to come.
    pub planned: Option<Date>,
}

impl Due {
    /// Of each type, from everything that was held or is planned.
    pub fn of_each(all: &[Held], today: Date) -> Vec<Self> {
        let each = ExerciseType::ALL.into_iter().map(|of| {
            let these = || all.iter().filter(move |it| it.of == of);
            let last = these().filter(|it| it.day <= today).max_by_key(|it| it.day);
            let next_due = last.and_then(|it| of.next_due(it.day));
            Self {
                of,
                last: last.cloned(),
                next_due,
                overdue: next_due.is_some_and(|it| it < today),
                planned: these().map(|it| it.day).filter(|it| *it > today).min(),
            }
        });
        each.collect()
    }

    /// How it stands, in a few words.
    pub fn standing(&self) -> &'static str {
        match (&self.last, self.overdue, self.planned) {
            (None, _, None) => "none known",
            (None, _, Some(_)) => "none known, one planned",
            (Some(_), true, None) => "overdue",
            (Some(_), true, Some(_)) => "overdue, one planned",
            (Some(_), false, _) => "in its cycle",
        }
    }
}

/// The columns of a member's own list, by what they may be called.
const COLUMNS: [(&str, &[&str]); 3] = [
    ("date", &["date", "day", "held"]),
    ("type", &["type", "kind", "type of exercise"]),
    ("title", &["title", "name", "exercise"]),
];

/// A member's own list of exercises: CSV with the columns date, type and title. Beside them, what in it can't
/// be read, with its line: the rest counts.
pub fn listed(bytes: &[u8]) -> (Vec<Held>, Vec<String>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let head: BTreeMap<String, usize> = match reader.headers() {
        Ok(head) => head
            .iter()
            .enumerate()
            .map(|(at, it)| (it.to_lowercase(), at))
            .collect(),
        Err(error) => return (Vec::new(), vec![error.to_string()]),
    };
    let mut places = [0; 3];
    for (place, (name, words)) in places.iter_mut().zip(COLUMNS) {
        let Some(at) = words.iter().find_map(|it| head.get(*it)) else {
            let why = format!("its first line names no column “{name}”: date, type, title");
            return (Vec::new(), vec![why]);
        };
        *place = *at;
    }
    let (mut held, mut wrong) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => match one(&record, places) {
                Ok(it) => held.push(it),
                Err(why) => {
                    let line = line_of(bytes, &record);
                    wrong.push(format!("line {line}: {why}"));
                }
            },
            Err(error) => wrong.push(error.to_string()),
        }
    }
    (held, wrong)
}

/// The line in which a record begins, from one. The reader's own count is one behind where lines end with both signs.
fn line_of(bytes: &[u8], record: &csv::StringRecord) -> usize {
    let at = record.position().map_or(0, csv::Position::byte);
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    let feed = |it: &&u8| **it == b'\n';
    let open = bytes[at..]
        .iter()
        .take_while(|it| matches!(it, b'\r' | b'\n'));
    1 + bytes[..at].iter().filter(feed).count() + open.filter(feed).count()
}

fn one(record: &csv::StringRecord, [date, of, title]: [usize; 3]) -> Result<Held, String> {
    let cell = |at: usize| record.get(at).unwrap_or_default();
    Ok(Held {
        day: day(cell(date))
            .ok_or_else(|| format!("“{}” is no day; write 2026-03-14 or 14/03/2026", cell(date)))?,
        of: ExerciseType::called(cell(of)).ok_or_else(|| {
            format!(
                "“{}” is no type of exercise: communications, table-top, live, command post",
                cell(of)
            )
        })?,
        title: cell(title).to_owned(),
        recorded: false,
    })
}

/// A day as programs write it, or as people in this country do.
fn day(words: &str) -> Option<Date> {
    let written = |form: &str| Date::strptime(form, words).ok();
    words.parse().ok().or_else(|| written("%d/%m/%Y"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(words: &str) -> Date {
        words.parse().expect("a day")
    }

    #[test]
    fn a_type_is_known_however_it_is_written() {
        for (words, of) in [
            ("Comms test", ExerciseType::Communications),
            ("communications", ExerciseType::Communications),
            ("Table-top exercise", ExerciseType::TableTop),
            ("TABLE TOP", ExerciseType::TableTop),
            ("live play", ExerciseType::Live),
            ("Command post exercise", ExerciseType::CommandPost),
        ] {
            assert_eq!(ExerciseType::called(words), Some(of), "{words}");
        }
        assert_eq!(ExerciseType::called("fire drill"), None);
        for of in ExerciseType::ALL {
            assert_eq!(ExerciseType::called(of.words()), Some(of));
        }
    }

    #[test]
    fn the_next_is_due_after_six_months_a_year_and_three_years() {
        let last = date("2025-08-31");
        let due = ExerciseType::ALL.map(|of| of.next_due(last).expect("a day").to_string());
        assert_eq!(
            due,
            ["2026-02-28", "2026-08-31", "2028-08-31", "2028-08-31"]
        );
    }

    #[test]
    fn a_list_counts_line_by_line_and_says_what_in_it_cant_be_read() {
        let list = "\u{feff}Title,Type,Date\r\nCall-out,Comms test,2026-03-14\r\n,,\r\nFlood,Live,3/9/2024\r\nWhat,Walk,2026-01-01\r\nWhen,Live,soon\r\n";
        let (held, wrong) = listed(list.as_bytes());
        let told: Vec<(String, ExerciseType, &str)> = held
            .iter()
            .map(|it| (it.day.to_string(), it.of, it.title.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "2026-03-14".to_owned(),
                    ExerciseType::Communications,
                    "Call-out"
                ),
                ("2024-09-03".to_owned(), ExerciseType::Live, "Flood"),
            ]
        );
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong[0].starts_with("line 5: “Walk”"), "{wrong:?}");
        assert!(wrong[1].contains("“soon”"), "{wrong:?}");
        let (none, wrong) = listed(b"Date,Title\n2026-01-01,x\n");
        assert!(none.is_empty() && wrong[0].contains("“type”"), "{wrong:?}");
    }

    #[test]
    fn what_is_yet_to_come_is_planned_and_not_held() {
        let held = |day: &str, of| Held {
            day: date(day),
            of,
            title: String::new(),
            recorded: false,
        };
        let all = [
            held("2026-01-10", ExerciseType::Communications),
            held("2025-06-10", ExerciseType::Communications),
            held("2026-12-24", ExerciseType::Communications),
            held("2026-02-01", ExerciseType::TableTop),
            held("2027-01-01", ExerciseType::Live),
        ];
        let due = Due::of_each(&all, date("2026-11-30"));
        let told: Vec<(Option<String>, &str)> = due
            .iter()
            .map(|it| (it.last.as_ref().map(|it| it.day.to_string()), it.standing()))
            .collect();
        assert_eq!(
            told,
            [
                (Some("2026-01-10".to_owned()), "overdue, one planned"),
                (Some("2026-02-01".to_owned()), "in its cycle"),
                (None, "none known, one planned"),
                (None, "none known"),
            ]
        );
        // On the day itself it is not overdue yet.
        let all = [held("2025-11-30", ExerciseType::TableTop)];
        assert!(!Due::of_each(&all, date("2026-11-30"))[1].overdue);
        assert!(Due::of_each(&all, date("2026-12-01"))[1].overdue);
    }
}
