//! An events list in: row by row what was understood, guessed and left, and the scenario's main
//! file with just that changed. Rows are known again by their id, else by their title. What the
//! sheet does not have stays as it was; injects that it does not name are not taken out.

use super::columns::{Column, Mapping};
use super::when::minutes;
use crate::author::{EditError, Outline, Step, insert, quoted, set};
use crate::exchange::sheet::Sheet;
use crate::exchange::words::{bare, slug};
use crate::scenario::{ChannelKind, Fires, Inject, Scenario};
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which the heads are looked for.
const HEAD_ROWS: usize = 30;
/// The most rows that are looked at.
const MOST_ROWS: usize = 5_000;
/// How alike two names must be to be taken for one another.
const ALIKE: f64 = 0.88;

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It says what the scenario says.
    Same(String),
    /// It changes these fields of an inject.
    Changed(String, Vec<&'static str>),
    /// It is a new inject.
    New(String),
    /// It was passed over.
    Left,
}

/// What was made of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReport {
    /// The row, as the spreadsheet counts.
    pub row: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// What was guessed, and should be looked at.
    pub guessed: Vec<String>,
    /// What was left, and why.
    pub left: Vec<String>,
}

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The main file with the changes.
    pub text: String,
    /// The sheet that was read.
    pub sheet: String,
    /// Which column was taken for what.
    pub mapping: Mapping,
    /// Heads that are not carried.
    pub unknown: Vec<String>,
    /// Row by row.
    pub rows: Vec<RowReport>,
    /// Injects of the scenario that the sheet does not name; they stay.
    pub unnamed: Vec<String>,
}

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No heads were found.
    #[error(
        "No row in the file has heads that are understood. At least a message or a synopsis is needed, and one column more. Name them in a mapping file, e.g. {{\"text\": \"What happens\", \"time\": \"Clock\"}}."
    )]
    NoHeads,
    /// The scenario's file can't be changed.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// Imports an events list into a scenario.
///
/// # Errors
/// If no heads are found, or the scenario's main file can't be changed.
pub fn import(
    scenario: &Scenario,
    sheets: &[Sheet],
    mapping: &Mapping,
) -> Result<Imported, ImportError> {
    let (sheet, head, columns) = heads(sheets, mapping).ok_or(ImportError::NoHeads)?;
    let main = scenario
        .files
        .first()
        .map(|file| file.text.clone())
        .unwrap_or_default();
    let mut imported = Imported {
        text: main,
        sheet: sheet.name.clone(),
        ..Imported::default()
    };
    for (at, words) in columns.heads.iter().enumerate() {
        match columns.at.iter().find(|(_, place)| **place == at) {
            Some((column, _)) => {
                imported.mapping.heads.insert(*column, words.clone());
            }
            None if !words.is_empty() => imported.unknown.push(words.clone()),
            None => {}
        }
    }
    let mut seen = BTreeSet::new();
    let mut ids: BTreeSet<String> = scenario.injects.iter().map(|it| it.id.clone()).collect();
    for (at, row) in sheet.rows.iter().enumerate().skip(head + 1).take(MOST_ROWS) {
        if row.iter().all(String::is_empty) {
            continue;
        }
        let report = Taking {
            scenario,
            columns: &columns,
            row,
            report: RowReport {
                row: at + 1,
                outcome: Outcome::Left,
                guessed: Vec::new(),
                left: Vec::new(),
            },
        }
        .take(&mut imported.text, &mut seen, &mut ids)?;
        imported.rows.push(report);
    }
    imported.unnamed = scenario
        .injects
        .iter()
        .enumerate()
        .filter(|(at, _)| !seen.contains(at))
        .map(|(_, inject)| inject.id.clone())
        .collect();
    Ok(imported)
}

/// Where each column is.
struct Columns {
    heads: Vec<String>,
    at: BTreeMap<Column, usize>,
}

/// The sheet and row with the most heads that are known.
fn heads<'a>(sheets: &'a [Sheet], mapping: &Mapping) -> Option<(&'a Sheet, usize, Columns)> {
    let mut best: Option<(usize, &Sheet, usize, Columns)> = None;
    for sheet in sheets {
        for (row, cells) in sheet.rows.iter().enumerate().take(HEAD_ROWS) {
            let mut columns = Columns {
                heads: cells.clone(),
                at: BTreeMap::new(),
            };
            for (at, words) in cells.iter().enumerate() {
                if let Some(column) = mapping.column(words) {
                    columns.at.entry(column).or_insert(at);
                }
            }
            // Heads over two rows: what has none here may have one above.
            if let Some(above) = row.checked_sub(1).and_then(|it| sheet.rows.get(it)) {
                let known = columns.at.len();
                for (at, words) in above.iter().enumerate() {
                    let free = cells.get(at).is_none_or(String::is_empty);
                    if known >= 2
                        && free
                        && let Some(column) = mapping.column(words)
                        && !columns.at.contains_key(&column)
                    {
                        columns.at.insert(column, at);
                        if columns.heads.len() <= at {
                            columns.heads.resize(at + 1, String::new());
                        }
                        columns.heads[at].clone_from(words);
                    }
                }
            }
            let count = columns.at.len();
            let enough = count >= 2
                && (columns.at.contains_key(&Column::Text)
                    || columns.at.contains_key(&Column::Title));
            if enough && best.as_ref().is_none_or(|(most, ..)| count > *most) {
                best = Some((count, sheet, row, columns));
            }
        }
    }
    best.map(|(_, sheet, row, columns)| (sheet, row, columns))
}

/// A row that is being taken.
struct Taking<'a> {
    scenario: &'a Scenario,
    columns: &'a Columns,
    row: &'a [String],
    report: RowReport,
}

impl Taking<'_> {
    /// What a row says in a column; nothing if it says nothing.
    fn cell(&self, column: Column) -> Option<&str> {
        let at = self.columns.at.get(&column)?;
        self.row
            .get(*at)
            .map(|words| words.trim())
            .filter(|words| !words.is_empty())
    }

    fn take(
        mut self,
        text: &mut String,
        seen: &mut BTreeSet<usize>,
        ids: &mut BTreeSet<String>,
    ) -> Result<RowReport, ImportError> {
        let known = self.known();
        if let Some(at) = known {
            if !seen.insert(at) {
                self.report
                    .left
                    .push("another row above is the same inject".to_owned());
                return Ok(self.report);
            }
            return self.change(at, text);
        }
        if self.cell(Column::Text).is_none() && self.cell(Column::Title).is_none() {
            self.report
                .left
                .push("there is no message in it".to_owned());
            return Ok(self.report);
        }
        self.add(text, ids)
    }

    /// The inject that a row is about: by its id, else by its title.
    fn known(&self) -> Option<usize> {
        let injects = &self.scenario.injects;
        if let Some(id) = self.cell(Column::Id) {
            return injects.iter().position(|it| it.id == id);
        }
        let title = bare(self.cell(Column::Title)?);
        injects.iter().position(|it| bare(&it.title) == title)
    }

    /// Sets what a row says otherwise than the scenario.
    fn change(mut self, at: usize, text: &mut String) -> Result<RowReport, ImportError> {
        let inject = &self.scenario.injects[at];
        let mut changed = Vec::new();
        for (field, value) in self.wanted(Some(inject), text, at) {
            let path = [Step::from("injects"), at.into(), field.into()];
            let (range, new) = set(text, &path, &value)?;
            text.replace_range(range, &new);
            changed.push(field);
        }
        self.report.outcome = if changed.is_empty() {
            Outcome::Same(inject.id.clone())
        } else {
            Outcome::Changed(inject.id.clone(), changed)
        };
        Ok(self.report)
    }

    /// Adds a new inject.
    fn add(
        mut self,
        text: &mut String,
        ids: &mut BTreeSet<String>,
    ) -> Result<RowReport, ImportError> {
        let outline = Outline::of(text).ok_or(EditError::Broken)?;
        let list = [Step::from("injects")];
        let items = outline.find(&list).ok_or(EditError::Gone)?.items().len();
        let mut fields = self.wanted(None, text, items);
        let title = fields
            .iter()
            .find(|(field, _)| *field == "title")
            .map_or("inject", |(_, title)| title.as_str());
        let wanted = self.cell(Column::Id).map_or_else(|| slug(title), slug);
        let mut id = wanted.clone();
        let mut more = 2;
        while !ids.insert(id.clone()) {
            id = format!("{wanted}-{more}");
            more += 1;
        }
        fields.insert(0, ("id", quoted(&id)));
        let lines: Vec<String> = fields
            .iter()
            .map(|(field, value)| format!("            {field}: {value},\n"))
            .collect();
        let value = format!("Inject(\n{}        )", lines.concat());
        let (range, new) = insert(text, &list, items, &value)?;
        text.replace_range(range, &new);
        self.report.outcome = Outcome::New(id);
        Ok(self.report)
    }

    /// The fields that a row asks for, as RON: of a known inject those that differ, of a new one
    /// all that are needed.
    fn wanted(
        &mut self,
        known: Option<&Inject>,
        text: &str,
        at: usize,
    ) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let said = |cell: Option<&str>| cell.map(ToOwned::to_owned);
        let title = said(self.cell(Column::Title));
        let message = said(self.cell(Column::Text));
        let short = |words: &str| {
            let first = words.lines().next().unwrap_or_default();
            first.chars().take(60).collect::<String>()
        };
        let (title, message) = match (known, title, message) {
            (Some(_), title, message) => (title, message),
            (None, Some(title), Some(message)) => (Some(title), Some(message)),
            (None, Some(title), None) => {
                self.report
                    .guessed
                    .push("the synopsis stands for the message".to_owned());
                (Some(title.clone()), Some(title))
            }
            (None, None, message) => {
                let title = message.as_deref().map(short);
                (title, message)
            }
        };
        let differs = |new: &str, old: Option<&str>| old.is_none_or(|old| old.trim() != new);
        if let Some(title) = title
            && differs(&title, known.map(|it| it.title.as_str()))
        {
            fields.push(("title", quoted(&title)));
        }
        if let Some(fires) = self.fires(known, text, at) {
            fields.push(("fires", fires));
        }
        if let Some(channel) = self.channel(known) {
            fields.push(("channel", quoted(&channel)));
        }
        let from = said(self.cell(Column::From)).or_else(|| {
            known.is_none().then(|| {
                self.report.guessed.push(
                    "nobody is named who sends it: it comes from “Exercise control”".to_owned(),
                );
                "Exercise control".to_owned()
            })
        });
        if let Some(from) = from
            && differs(&from, known.map(|it| it.from.as_str()))
        {
            fields.push(("from", quoted(&from)));
        }
        if let Some(to) = self.to(known) {
            fields.push(("to", list(&to)));
        }
        if let Some(message) = message
            && differs(&message, known.map(|it| it.text.as_str()))
        {
            fields.push(("text", quoted(&message)));
        }
        let expect = said(self.cell(Column::Expect)).or_else(|| {
            known.is_none().then(|| {
                self.report.guessed.push(
                    "it says nothing of what the players might do: look at `expect`".to_owned(),
                );
                "Notes it, and says who acts on it.".to_owned()
            })
        });
        if let Some(expect) = expect
            && differs(&expect, known.map(|it| it.expect.as_str()))
        {
            fields.push(("expect", quoted(&expect)));
        }
        self.further(known, &mut fields);
        fields
    }

    /// Techniques, objectives, the question it opens, whether it is an alert.
    fn further(&mut self, known: Option<&Inject>, fields: &mut Vec<(&'static str, String)>) {
        if let Some(techniques) = self.cell(Column::Techniques) {
            let techniques: Vec<String> = parts(techniques)
                .into_iter()
                .map(|it| {
                    it.split_whitespace()
                        .next()
                        .unwrap_or_default()
                        .to_uppercase()
                })
                .collect();
            if known.is_none_or(|it| it.techniques != techniques) {
                fields.push(("techniques", list(&techniques)));
            }
        }
        if let Some(words) = self.cell(Column::Objectives).map(ToOwned::to_owned) {
            let scenario = self.scenario;
            let all: Vec<(&str, &str)> = scenario
                .objectives
                .iter()
                .map(|it| (it.id.as_str(), it.title.as_str()))
                .collect();
            let left = self.report.left.len();
            let mut found = self.named(&words, &all, "objective");
            if known.is_some() && self.report.left.len() > left {
                found.clear();
            }
            let before: Vec<&str> = known
                .iter()
                .flat_map(|it| &it.objectives)
                .map(|it| scenario.objectives[it.at()].id.as_str())
                .collect();
            if !found.is_empty() && (known.is_none() || found != before) {
                fields.push(("objectives", list(&found)));
            }
        }
        if let Some(words) = self.cell(Column::Opens).map(ToOwned::to_owned) {
            let scenario = self.scenario;
            let all: Vec<(&str, &str)> = scenario
                .prompts
                .iter()
                .map(|it| (it.id.as_str(), it.question.as_str()))
                .collect();
            let found = self.named(&words, &all, "question");
            let before = known
                .and_then(|it| it.opens)
                .map(|it| scenario.prompts[it.at()].id.as_str());
            if let Some(found) = found.first()
                && before != Some(found.as_str())
            {
                fields.push(("opens", quoted(found)));
            }
        }
        if let Some(kind) = self.cell(Column::Kind) {
            let alert = bare(kind).contains("alert");
            if known.map_or(alert, |it| it.alert != alert) {
                fields.push(("alert", alert.to_string()));
            }
        }
    }

    /// When it is sent, as RON; nothing if that stays.
    fn fires(&mut self, known: Option<&Inject>, text: &str, at: usize) -> Option<String> {
        if let Some(trigger) = self.cell(Column::Trigger) {
            let now = known.and_then(|_| {
                let outline = Outline::of(text)?;
                let path = [Step::from("injects"), at.into(), "fires".into()];
                let range = outline.find(&path)?.range.clone();
                Some(text[range].to_owned())
            });
            if now.as_deref() == Some(trigger) {
                // A time that was put beside it is not taken unasked, and not lost unsaid.
                let words = self.cell(Column::Time).map(ToOwned::to_owned);
                if let Some(words) = words
                    && minutes(self.scenario, "", &words, false).is_ok()
                {
                    self.report.left.push(format!(
                        "the time “{words}”: this message waits for a condition; clear its trigger to send it at a time"
                    ));
                }
                return None;
            }
            if Outline::of(trigger).is_some() {
                return Some(trigger.to_owned());
            }
            let why = format!("the trigger “{trigger}” can't be read");
            self.report.left.push(why);
            return known.is_none().then(|| "ByHand".to_owned());
        }
        let scenario = self.scenario;
        let before = match known.map(|it| &it.fires) {
            Some(Fires::At(mins)) => Some(*mins),
            // It waits for something.
            Some(_) => return None,
            None => None,
        };
        let day = self.cell(Column::Date).unwrap_or_default().to_owned();
        let mut found = Vec::new();
        for (column, bare_mins) in [(Column::Time, false), (Column::Relative, true)] {
            let Some(words) = self.cell(column).map(ToOwned::to_owned) else {
                continue;
            };
            let day = if bare_mins { "" } else { day.as_str() };
            match minutes(scenario, day, &words, bare_mins) {
                Ok(mins) if mins <= scenario.ends_mins => found.push(mins),
                Ok(_) => self.report.left.push(format!("“{words}” lies after ENDEX")),
                Err(why) => self.report.left.push(why),
            }
        }
        // Of two times the one that was changed counts.
        let mins = found
            .iter()
            .copied()
            .find(|mins| Some(*mins) != before)
            .or(found.first().copied());
        match mins {
            Some(mins) if Some(mins) == before => None,
            Some(mins) => {
                // A weekday names only the first of its kind.
                let clock = scenario.clock(u64::from(mins) * 60);
                let when = if minutes(scenario, "", &clock, false) == Ok(mins) {
                    clock
                } else {
                    format!("T+{}:{:02}", mins / 60, mins % 60)
                };
                Some(format!("At({})", quoted(&when)))
            }
            None if known.is_some() => None,
            None => {
                self.report
                    .guessed
                    .push("no time is understood: it is sent by hand".to_owned());
                Some("ByHand".to_owned())
            }
        }
    }

    /// How it is delivered; nothing if that stays.
    fn channel(&mut self, known: Option<&Inject>) -> Option<String> {
        let scenario = self.scenario;
        let before = known.map(|it| scenario.channels[it.channel.at()].id.clone());
        let first = || scenario.channels.first().map(|it| it.id.clone());
        let Some(words) = self.cell(Column::Channel).map(ToOwned::to_owned) else {
            if before.is_some() {
                return None;
            }
            let channel = first()?;
            self.report
                .guessed
                .push(format!("it does not say how it is delivered: by {channel}"));
            return Some(channel);
        };
        let name = bare(&words);
        let exact = scenario
            .channels
            .iter()
            .find(|it| bare(&it.name) == name || bare(&it.id) == name);
        let found = match exact {
            Some(channel) => channel.id.clone(),
            None => {
                let kind = kind_of(&name);
                let like = scenario
                    .channels
                    .iter()
                    .find(|it| Some(it.kind) == kind)
                    .map(|it| it.id.clone());
                let channel = like.or_else(|| before.clone()).or_else(first)?;
                self.report
                    .guessed
                    .push(format!("“{words}” is taken for {channel}"));
                channel
            }
        };
        (before.as_ref() != Some(&found)).then_some(found)
    }

    /// Whom it is for; nothing if that stays.
    fn to(&mut self, known: Option<&Inject>) -> Option<Vec<String>> {
        let scenario = self.scenario;
        let before: Vec<String> = known
            .iter()
            .flat_map(|it| &it.to)
            .map(|role| scenario.roles[role.at()].id.clone())
            .collect();
        let words = self.cell(Column::To).map(ToOwned::to_owned);
        let all: Vec<(&str, &str)> = scenario
            .roles
            .iter()
            .map(|it| (it.id.as_str(), it.title.as_str()))
            .collect();
        let found = match &words {
            Some(words) if matches!(bare(words).as_str(), "all" | "everybody" | "all players") => {
                all.iter().map(|(id, _)| (*id).to_owned()).collect()
            }
            Some(words) => {
                let left = self.report.left.len();
                let found = self.named(words, &all, "role");
                // Nobody is taken off a message because a name was not understood.
                if known.is_some() && self.report.left.len() > left {
                    return None;
                }
                found
            }
            None if known.is_some() => return None,
            None => Vec::new(),
        };
        if !found.is_empty() {
            return (found != before).then_some(found);
        }
        if known.is_some() {
            return None;
        }
        let role = scenario
            .roles
            .iter()
            .find(|it| it.core)
            .or(scenario.roles.first())?;
        self.report
            .guessed
            .push(format!("it is for the {}", role.title));
        Some(vec![role.id.clone()])
    }

    /// The ids of what is named, by id or title, exactly or nearly.
    fn named(&mut self, words: &str, all: &[(&str, &str)], what: &str) -> Vec<String> {
        let exactly = |name: &str| {
            all.iter()
                .find(|(id, title)| bare(id) == bare(name) || bare(title) == bare(name))
        };
        let mut names = parts(words);
        // A comma parts names too, unless it stands in one.
        if names.iter().any(|name| exactly(name).is_none()) {
            names = names
                .iter()
                .flat_map(|name| match exactly(name) {
                    Some(_) => vec![name.clone()],
                    None => name
                        .split([',', '/', '|'])
                        .map(|it| it.trim().to_owned())
                        .collect(),
                })
                .filter(|it| !it.is_empty())
                .collect();
        }
        let mut found: Vec<String> = Vec::new();
        for name in names {
            let alike = |title: &str| strsim::jaro_winkler(&bare(title), &bare(&name));
            let near = || {
                all.iter()
                    .map(|it| (alike(it.1).max(alike(it.0)), it))
                    .filter(|(score, _)| *score >= ALIKE)
                    .max_by(|a, b| a.0.total_cmp(&b.0))
                    .map(|(_, it)| it)
            };
            match exactly(&name) {
                Some((id, _)) => found.push((*id).to_owned()),
                None => match near() {
                    Some((id, title)) => {
                        self.report
                            .guessed
                            .push(format!("“{name}” is taken for the {what} “{title}”"));
                        found.push((*id).to_owned());
                    }
                    None => self
                        .report
                        .left
                        .push(format!("there is no {what} “{name}”")),
                },
            }
        }
        let mut once = BTreeSet::new();
        found.retain(|it| once.insert(it.clone()));
        found
    }
}

fn parts(words: &str) -> Vec<String> {
    words
        .split([';', '\n'])
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect()
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|it| quoted(it)).collect();
    format!("[{}]", items.join(", "))
}

/// The kind of channel that words speak of.
fn kind_of(name: &str) -> Option<ChannelKind> {
    let has = |words: &[&str]| words.iter().any(|it| name.contains(it));
    Some(if has(&["mail"]) {
        ChannelKind::Email
    } else if has(&["bleep", "pager"]) {
        ChannelKind::Bleep
    } else if has(&["ticket", "help desk", "helpdesk", "service desk"]) {
        ChannelKind::HelpDesk
    } else if has(&["news", "press", "media", "tv", "radio", "twitter", "social"]) {
        ChannelKind::News
    } else if has(&["region", "national", "nhs england"]) {
        ChannelKind::RegionalCall
    } else if has(&["person", "face", "verbal", "walk", "door", "runner"]) {
        ChannelKind::WalkIn
    } else if has(&["text", "sms", "message", "whatsapp", "signal"]) {
        ChannelKind::Message
    } else if has(&["phone", "call", "tel"]) {
        ChannelKind::Phone
    } else {
        return None;
    })
}
