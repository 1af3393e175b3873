//! An events list in: row by row what was understood, guessed and left, and the scenario's main
//! file with just that changed. Rows are known again by their id, else by their title. What the
//! sheet does not have stays as it was; injects that it does not name are not taken out.

use super::columns::{Column, Mapping};
use super::export::{WRITTEN, rows};
use super::names::Names;
use super::places::{Place, places};
use super::when::minutes;
use crate::exchange::sheet::Sheet;
use crate::exchange::words::{bare, slug};
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::ron_tree::{EditError, Outline, Step, insert, quoted, set};
use wardroom_core::scenario::{ChannelKind, Fires, Inject, Scenario};

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
    /// Heads that the mapping names and that are not there, in sentences.
    pub absent: Vec<String>,
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
        "No row in the file has heads that are understood. At least a message or a synopsis is needed, and one column more. Name them in a mapping file, e.g. {{\"text\": \"What happens\", \"time\": \"Clock\"}}.{0}"
    )]
    NoHeads(String),
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
    let (mapping, absent) = present(sheets, mapping);
    let (sheet, head, columns) = heads(sheets, &mapping).ok_or_else(|| {
        let told: Vec<String> = absent.iter().map(|it| format!(" {it}")).collect();
        ImportError::NoHeads(told.concat())
    })?;
    let main = scenario
        .files
        .first()
        .map(|file| file.text.clone())
        .unwrap_or_default();
    let mut imported = Imported {
        text: main,
        sheet: sheet.name.clone(),
        absent,
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
    let known = Known {
        said: rows(scenario, None),
        places: places(scenario),
        roles: Names::roles(scenario),
        channels: Names::channels(scenario),
        objectives: Names::objectives(scenario),
    };
    let mut seen = BTreeSet::new();
    let mut ids: BTreeSet<String> = scenario.injects.iter().map(|it| it.id.clone()).collect();
    for (at, row) in sheet.rows.iter().enumerate().skip(head + 1).take(MOST_ROWS) {
        if row.iter().all(String::is_empty) {
            continue;
        }
        let report = Taking {
            scenario,
            known: &known,
            said: None,
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

/// A mapping without the heads that no sheet has, so that their columns are known by the usual ones;
/// and what is to be told of these.
fn present(sheets: &[Sheet], mapping: &Mapping) -> (Mapping, Vec<String>) {
    let mut kept = mapping.clone();
    let mut absent = Vec::new();
    for (column, named) in &mapping.heads {
        let mut cells = sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().take(HEAD_ROWS).flatten());
        if !cells.any(|cell| bare(cell) == bare(named)) {
            kept.heads.remove(column);
            absent.push(format!(
                "There is no head “{named}” in the file, which the mapping names for “{}”.",
                column.head()
            ));
        }
    }
    (kept, absent)
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

/// What the scenario says of its injects.
struct Known {
    /// The rows as they go out.
    said: Vec<Vec<String>>,
    places: Vec<Place>,
    roles: Names,
    channels: Names,
    objectives: Names,
}

/// A row that is being taken.
struct Taking<'a> {
    scenario: &'a Scenario,
    known: &'a Known,
    /// The inject that it is about, as it goes out.
    said: Option<&'a [String]>,
    columns: &'a Columns,
    row: &'a [String],
    report: RowReport,
}

impl Taking<'_> {
    /// What a row says in a column; nothing if it says nothing, or what went out.
    fn cell(&self, column: Column) -> Option<&str> {
        let words = self.written(column)?;
        let at = WRITTEN.iter().position(|it| *it == column);
        let said = at.and_then(|at| self.said?.get(at));
        said.is_none_or(|said| !alike(said, words)).then_some(words)
    }

    /// What stands in a column; nothing if it is empty.
    fn written(&self, column: Column) -> Option<&str> {
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
        self.said = Some(&self.known.said[at]);
        let wanted = self.wanted(Some(inject));
        let place = &self.known.places[at];
        if !place.main && !wanted.is_empty() {
            let fields: Vec<&str> = wanted.iter().map(|(field, _)| *field).collect();
            self.report.left.push(format!(
                "{} of {}, which stands in {}: change it there",
                fields.join(", "),
                inject.id,
                if place.file.is_empty() {
                    "another file"
                } else {
                    &place.file
                }
            ));
            return Ok(self.report);
        }
        let mut changed = Vec::new();
        for (field, value) in wanted {
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
        let mut fields = self.wanted(None);
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
    fn wanted(&mut self, known: Option<&Inject>) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let to = self.to(known);
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
        let differs = |new: &str, old: Option<&str>| old.is_none_or(|old| !alike(old, new));
        if let Some(title) = title
            && differs(&title, known.map(|it| it.title.as_str()))
        {
            fields.push(("title", quoted(&title)));
        }
        if let Some(fires) = self.fires(known) {
            fields.push(("fires", fires));
        }
        if let Some(channel) = self.channel(known, to.as_deref()) {
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
        if let Some(to) = to {
            let to: Vec<String> = to
                .iter()
                .map(|at| self.known.roles.id(*at).to_owned())
                .collect();
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
            let all = &self.known.objectives;
            let before: Vec<usize> = known
                .iter()
                .flat_map(|it| &it.objectives)
                .map(|it| it.at())
                .collect();
            let found = self.listed(&words, all, "objective", &before, &|_| false);
            let found = found.filter(|it| !it.is_empty() && (known.is_none() || *it != before));
            if let Some(found) = found {
                let ids: Vec<String> = found.iter().map(|at| all.id(*at).to_owned()).collect();
                fields.push(("objectives", list(&ids)));
            }
        }
        if let Some(words) = self.cell(Column::Opens).map(ToOwned::to_owned) {
            let scenario = self.scenario;
            let found = self.question(&words);
            let before = known
                .and_then(|it| it.opens)
                .map(|it| scenario.prompts[it.at()].id.as_str());
            if let Some(found) = found
                && before != Some(found.as_str())
            {
                fields.push(("opens", quoted(&found)));
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
    fn fires(&mut self, known: Option<&Inject>) -> Option<String> {
        if let Some(trigger) = self.cell(Column::Trigger).map(ToOwned::to_owned) {
            if Outline::of(&trigger).is_some() {
                return Some(trigger);
            }
            let why = format!("the trigger “{trigger}” can't be read");
            self.report.left.push(why);
            return known.is_none().then(|| "ByHand".to_owned());
        }
        let before = match known.map(|it| &it.fires) {
            Some(Fires::At(mins)) => Some(*mins),
            Some(_) => return self.instead_of_waiting(),
            None => None,
        };
        // Of two times the one that was changed counts.
        let found = self.times();
        let mins = found
            .iter()
            .copied()
            .find(|mins| Some(*mins) != before)
            .or(found.first().copied());
        match mins {
            Some(mins) if Some(mins) == before => None,
            Some(mins) => Some(self.at(mins)),
            None if known.is_some() => None,
            None => {
                self.report
                    .guessed
                    .push("no time is understood: it is sent by hand".to_owned());
                Some("ByHand".to_owned())
            }
        }
    }

    /// A time for an inject that waits for something: taken where its trigger was cleared, and told
    /// where it was not.
    fn instead_of_waiting(&mut self) -> Option<String> {
        let written = [Column::Time, Column::Relative]
            .into_iter()
            .find_map(|column| self.cell(column).map(ToOwned::to_owned));
        let cleared = self.columns.at.contains_key(&Column::Trigger)
            && self.written(Column::Trigger).is_none();
        match (cleared, written) {
            (true, Some(_)) => {
                let mins = self.times().first().copied();
                mins.map(|mins| self.at(mins))
            }
            (true, None) => {
                self.report.left.push(
                    "its trigger is cleared, and no time stands beside it: it waits as it did"
                        .to_owned(),
                );
                None
            }
            // It is not taken unasked, and not lost unsaid.
            (false, Some(words)) => {
                self.report.left.push(format!(
                    "the time “{words}”: this message waits for a condition; clear its trigger to send it at a time"
                ));
                None
            }
            (false, None) => None,
        }
    }

    /// The times that are written, in minutes after STARTEX; what is not understood is told.
    fn times(&mut self) -> Vec<u32> {
        let day = self.cell(Column::Date).unwrap_or_default().to_owned();
        let mut found = Vec::new();
        for (column, bare_mins) in [(Column::Time, false), (Column::Relative, true)] {
            let Some(words) = self.cell(column).map(ToOwned::to_owned) else {
                continue;
            };
            let day = if bare_mins { "" } else { day.as_str() };
            match minutes(self.scenario, day, &words, bare_mins) {
                Ok(mins) if mins <= self.scenario.ends_mins => found.push(mins),
                Ok(_) => self.report.left.push(format!("“{words}” lies after ENDEX")),
                Err(why) => self.report.left.push(why),
            }
        }
        found
    }

    /// A time as the scenario's file has it.
    fn at(&self, mins: u32) -> String {
        // A weekday names only the first of its kind.
        let clock = self.scenario.clock(u64::from(mins) * 60);
        let when = if minutes(self.scenario, "", &clock, false) == Ok(mins) {
            clock
        } else {
            format!("T+{}:{:02}", mins / 60, mins % 60)
        };
        format!("At({})", quoted(&when))
    }

    /// How it is delivered, to whom it goes; nothing if that stays.
    fn channel(&mut self, known: Option<&Inject>, to: Option<&[usize]>) -> Option<String> {
        let channels = &self.known.channels;
        let before = known.map(|it| it.channel.at());
        let Some(words) = self.cell(Column::Channel).map(ToOwned::to_owned) else {
            if before.is_some() || channels.count() == 0 {
                return None;
            }
            let channel = channels.id(0).to_owned();
            self.report
                .guessed
                .push(format!("it does not say how it is delivered: by {channel}"));
            return Some(channel);
        };
        let exact = channels.exactly(&words);
        let found = match (exact.as_slice(), before) {
            (several, Some(before)) if several.contains(&before) => return None,
            ([one], _) => *one,
            ([], _) => {
                let kind = kind_of(&bare(&words));
                let alike: Vec<usize> = (0..channels.count())
                    .filter(|at| Some(self.scenario.channels[*at].kind) == kind)
                    .collect();
                let found = match (alike.as_slice(), before) {
                    (several, Some(before)) if several.contains(&before) => before,
                    ([], Some(before)) => before,
                    ([], None) => 0,
                    (several, _) => self.on_their_side(several, known, to),
                };
                self.guessed_channel(&words, found)?;
                found
            }
            (several, _) => {
                let found = self.on_their_side(several, known, to);
                self.guessed_channel(&words, found)?;
                found
            }
        };
        (before != Some(found)).then(|| channels.id(found).to_owned())
    }

    fn guessed_channel(&mut self, words: &str, found: usize) -> Option<()> {
        if found >= self.known.channels.count() {
            return None;
        }
        let channel = self.known.channels.id(found);
        self.report
            .guessed
            .push(format!("“{words}” is taken for {channel}"));
        Some(())
    }

    /// Of several channels the one by which the organisations of the recipients are reached most.
    fn on_their_side(
        &self,
        several: &[usize],
        known: Option<&Inject>,
        to: Option<&[usize]>,
    ) -> usize {
        let scenario = self.scenario;
        let recipients: Vec<usize> = match to {
            Some(to) => to.to_vec(),
            None => known
                .iter()
                .flat_map(|it| &it.to)
                .map(|it| it.at())
                .collect(),
        };
        let sides: BTreeSet<usize> = recipients
            .iter()
            .map(|at| scenario.roles[*at].of.at())
            .collect();
        let uses = |channel: usize| {
            scenario
                .injects
                .iter()
                .filter(|it| it.channel.at() == channel)
                .flat_map(|it| &it.to)
                .filter(|role| sides.contains(&scenario.roles[role.at()].of.at()))
                .count()
        };
        let most = several.iter().rev().max_by_key(|at| uses(**at));
        most.copied().unwrap_or_default()
    }

    /// Whom it is for; nothing if that stays.
    fn to(&mut self, known: Option<&Inject>) -> Option<Vec<usize>> {
        let scenario = self.scenario;
        let roles = &self.known.roles;
        let before: Vec<usize> = known
            .iter()
            .flat_map(|it| &it.to)
            .map(|it| it.at())
            .collect();
        let words = self.cell(Column::To).map(ToOwned::to_owned);
        let found = match &words {
            Some(words)
                if matches!(bare(words).as_str(), "all" | "everybody" | "all players")
                    && roles.exactly(words).is_empty() =>
            {
                (0..roles.count()).collect()
            }
            Some(words) => {
                let with: BTreeSet<usize> = before
                    .iter()
                    .map(|at| scenario.roles[*at].of.at())
                    .collect();
                let side = |at: usize| with.contains(&scenario.roles[at].of.at());
                match self.listed(words, roles, "role", &before, &side) {
                    Some(found) => found,
                    // Nobody is taken off a message because a name was not understood.
                    None if known.is_some() => return None,
                    None => Vec::new(),
                }
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
        let role = scenario.roles.iter().position(|it| it.core).unwrap_or(0);
        let title = &scenario.roles.get(role)?.title;
        self.report.guessed.push(format!("it is for the {title}"));
        Some(vec![role])
    }

    /// Those that are named, exactly or nearly; of an inject that is known nothing if one of them is
    /// not understood. Of several that bear a name it is one that stood there before, else one for
    /// which `side` is true.
    fn listed(
        &mut self,
        words: &str,
        all: &Names,
        what: &str,
        before: &[usize],
        side: &dyn Fn(usize) -> bool,
    ) -> Option<Vec<usize>> {
        if !before.is_empty() && all.says(words, before) {
            return Some(before.to_vec());
        }
        let mut found: Vec<usize> = Vec::new();
        let mut understood = true;
        for name in all.parted(words) {
            let exact = all.exactly(&name);
            let free = |at: &&usize| !found.contains(at);
            let chosen = exact
                .iter()
                .filter(free)
                .find(|at| before.contains(at))
                .or_else(|| exact.iter().filter(free).find(|at| side(**at)))
                .or_else(|| exact.iter().find(free))
                .or(exact.first())
                .copied();
            match chosen.or_else(|| nearly(all, &name)) {
                Some(at) => {
                    if exact.is_empty() || exact.len() > 1 && !before.contains(&at) {
                        let title = all.shown(at);
                        self.report
                            .guessed
                            .push(format!("“{name}” is taken for the {what} “{title}”"));
                    }
                    found.push(at);
                }
                None => {
                    understood = false;
                    self.report
                        .left
                        .push(format!("there is no {what} “{name}”"));
                }
            }
        }
        let mut once = BTreeSet::new();
        found.retain(|it| once.insert(*it));
        (understood || before.is_empty()).then_some(found)
    }

    /// The id of the question that is named, by its id or its words.
    fn question(&mut self, words: &str) -> Option<String> {
        let prompts = &self.scenario.prompts;
        let by = |is: &dyn Fn(&str) -> bool| {
            let found = prompts.iter().find(|it| is(&it.id) || is(&it.question));
            found.map(|it| it.id.clone())
        };
        let exact = by(&|it| it == words).or_else(|| by(&|it| bare(it) == bare(words)));
        let near = || {
            prompts
                .iter()
                .map(|it| {
                    (
                        likeness(&it.question, words).max(likeness(&it.id, words)),
                        it,
                    )
                })
                .filter(|(score, _)| *score >= ALIKE)
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, it)| it)
        };
        if exact.is_some() {
            return exact;
        }
        match near() {
            Some(prompt) => {
                self.report.guessed.push(format!(
                    "“{words}” is taken for the question “{}”",
                    prompt.question
                ));
                Some(prompt.id.clone())
            }
            None => {
                self.report
                    .left
                    .push(format!("there is no question “{words}”"));
                None
            }
        }
    }
}

/// Whether two cells say the same: blanks about them and kinds of line ends are a spreadsheet's.
fn alike(one: &str, other: &str) -> bool {
    let lines = |words: &str| words.trim().replace("\r\n", "\n").replace('\r', "\n");
    one == other || lines(one) == lines(other)
}

/// How alike two names are, from 0 to 1.
fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(&bare(one), &bare(other))
}

/// The one that a name is nearly.
fn nearly(all: &Names, name: &str) -> Option<usize> {
    (0..all.count())
        .map(|at| {
            let score = likeness(all.title(at), name).max(likeness(all.id(at), name));
            (score, at)
        })
        .filter(|(score, _)| *score >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, at)| at)
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
