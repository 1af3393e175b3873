//! The events list out: as a workbook that Excel users expect, or as CSV.

use super::columns::{Column, KNOWN};
use super::names::Names;
use super::places::places;
use crate::exchange::sheet;
use crate::palette::{ACCENT, RULE, WHITE};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use wardroom_core::exercise::{Event, What, others};
use wardroom_core::scenario::{Fires, Inject, Scenario};

/// The most letters of a cell in Excel, as it counts them: in units of UTF-16.
const MOST_LETTERS: usize = 32_767;
/// The most letters of the scenario's title in the foot of a page: of the 255 units that a foot has,
/// a letter may take two.
const MOST_IN_FOOT: usize = 100;

/// Why the events list can't go out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A cell of a workbook can't hold it all.
    #[error(
        "The inject “{id}” has {letters} letters in its column “{head}”, and a cell of a workbook holds {MOST_LETTERS}. Shorten it, or write CSV, which holds any length."
    )]
    TooLong {
        /// The inject.
        id: String,
        /// The column's head.
        head: &'static str,
        /// How many letters it has.
        letters: usize,
    },
    /// The workbook can't be put together.
    #[error("The workbook can't be put together: {0}.")]
    Workbook(#[from] XlsxError),
}

/// What was really given, from a record: what each inject's column of delivery holds.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// By the inject's place: when it was sent, seconds since STARTEX.
    sent: Vec<Option<u64>>,
    /// By the inject's place: whether it was left out.
    skipped: Vec<bool>,
}

impl Given {
    /// From what happened.
    pub fn of(scenario: &Scenario, events: &[Event]) -> Self {
        let mut given = Self {
            sent: vec![None; scenario.injects.len()],
            skipped: vec![false; scenario.injects.len()],
        };
        for event in events {
            match &event.what {
                What::Delivered { inject, .. } => {
                    if let Some(id) = scenario.names.injects.get(inject) {
                        given.sent[id.at()].get_or_insert(event.at_secs);
                    }
                }
                What::CoreSet { .. } => {
                    for id in others(scenario) {
                        given.skipped[id.at()] = true;
                    }
                }
                What::Skipped { inject } | What::Resumed { inject } => {
                    if let Some(id) = scenario.names.injects.get(inject) {
                        given.skipped[id.at()] = matches!(event.what, What::Skipped { .. });
                    }
                }
                _ => {}
            }
        }
        given
    }
}

/// The columns that are written, in order.
pub(super) const WRITTEN: [Column; 20] = [
    Column::Number,
    Column::Id,
    Column::Phase,
    Column::Time,
    Column::Relative,
    Column::Trigger,
    Column::Kind,
    Column::Channel,
    Column::From,
    Column::To,
    Column::Title,
    Column::Text,
    Column::Controller,
    Column::Expect,
    Column::Objectives,
    Column::Techniques,
    Column::Opens,
    Column::Evaluator,
    Column::Status,
    Column::Delivered,
];

/// The events list of a scenario, as a workbook or as CSV, with what was really given if that is
/// known.
///
/// # Errors
/// If a cell of a workbook can't hold what an inject says, or it can't be put together.
pub fn export(
    scenario: &Scenario,
    given: Option<&Given>,
    workbook: bool,
) -> Result<Vec<u8>, ExportError> {
    let heads: Vec<String> = WRITTEN.iter().map(|it| it.head().to_owned()).collect();
    let rows = rows(scenario, given);
    if workbook {
        hold(scenario, &rows)?;
        as_workbook(scenario, &heads, &rows)
    } else {
        Ok(sheet::csv(std::iter::once(heads).chain(rows)))
    }
}

/// Whether the cells of a workbook can hold it all.
fn hold(scenario: &Scenario, rows: &[Vec<String>]) -> Result<(), ExportError> {
    for (inject, row) in scenario.injects.iter().zip(rows) {
        for (column, words) in WRITTEN.iter().zip(row) {
            let letters = words.encode_utf16().count();
            if letters > MOST_LETTERS {
                return Err(ExportError::TooLong {
                    id: inject.id.clone(),
                    head: column.head(),
                    letters,
                });
            }
        }
    }
    Ok(())
}

/// The rows of the list, a cell for each column of [`WRITTEN`].
pub(super) fn rows(scenario: &Scenario, given: Option<&Given>) -> Vec<Vec<String>> {
    let said = Said {
        scenario,
        given,
        roles: Names::roles(scenario),
        channels: Names::channels(scenario),
        objectives: Names::objectives(scenario),
    };
    scenario
        .injects
        .iter()
        .zip(places(scenario))
        .enumerate()
        .map(|(at, (inject, place))| {
            WRITTEN
                .iter()
                .map(|column| match (column, &inject.fires) {
                    (Column::Trigger, Fires::At(_)) => String::new(),
                    (Column::Trigger, _) => place.fires.clone(),
                    _ => said.cell(inject, at, *column),
                })
                .collect()
        })
        .collect()
}

/// What the cells are written from.
struct Said<'a> {
    scenario: &'a Scenario,
    given: Option<&'a Given>,
    roles: Names,
    channels: Names,
    objectives: Names,
}

impl Said<'_> {
    fn cell(&self, inject: &Inject, at: usize, column: Column) -> String {
        let (scenario, given) = (self.scenario, self.given);
        let fixed = match &inject.fires {
            Fires::At(mins) => Some(*mins),
            _ => None,
        };
        let sent = given.and_then(|it| it.sent[at]);
        match column {
            Column::Number => (at + 1).to_string(),
            Column::Id => inject.id.clone(),
            Column::Phase => fixed.map_or_else(String::new, |mins| {
                scenario
                    .time_at(u64::from(mins) * 60)
                    .strftime("%A %-d %B")
                    .to_string()
            }),
            Column::Time => match fixed {
                Some(mins) => scenario
                    .time_at(u64::from(mins) * 60)
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string(),
                None => scenario.fires_in_words(&inject.fires),
            },
            Column::Relative => fixed.map_or_else(String::new, |mins| {
                format!("T+{}:{:02}", mins / 60, mins % 60)
            }),
            Column::Kind => if inject.alert { "Alert" } else { "Inject" }.to_owned(),
            Column::Channel => self.channels.shown(inject.channel.at()).to_owned(),
            Column::From => inject.from.clone(),
            Column::To => {
                let to: Vec<usize> = inject.to.iter().map(|it| it.at()).collect();
                self.roles.listed(&to)
            }
            Column::Title => inject.title.clone(),
            Column::Text => inject.text.clone(),
            Column::Controller => "Facilitator".to_owned(),
            Column::Expect => inject.expect.clone(),
            Column::Objectives => {
                let all: Vec<usize> = inject.objectives.iter().map(|it| it.at()).collect();
                self.objectives.listed(&all)
            }
            Column::Techniques => inject.techniques.join("; "),
            Column::Opens => inject
                .opens
                .map_or_else(String::new, |it| scenario.prompts[it.at()].id.clone()),
            Column::Evaluator => {
                let looks: Vec<&str> = inject
                    .objectives
                    .iter()
                    .flat_map(|it| &scenario.objectives[it.at()].tasks)
                    .map(|task| scenario.tasks[task.at()].title.as_str())
                    .collect();
                if looks.is_empty() {
                    String::new()
                } else {
                    format!("Tasks it bears on: {}", looks.join("; "))
                }
            }
            Column::Status => match (sent, given) {
                (Some(_), _) => "Sent",
                (None, Some(given)) if given.skipped[at] => "Skipped",
                (None, Some(_)) => "Not sent",
                (None, None) => "Planned",
            }
            .to_owned(),
            Column::Delivered => sent.map_or_else(String::new, |secs| {
                scenario
                    .time_at(secs)
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string()
            }),
            Column::Trigger | Column::Date | Column::RealTime | Column::Notes => String::new(),
        }
    }
}

fn as_workbook(
    scenario: &Scenario,
    heads: &[String],
    rows: &[Vec<String>],
) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    // The same list is the same file: it is dated by the scenario, not by the clock.
    let year = u16::try_from(scenario.starts.year()).unwrap_or_default();
    let dated = ExcelDateTime::from_ymd(
        year.clamp(1900, 9_999),
        scenario.starts.month().unsigned_abs(),
        scenario.starts.day().unsigned_abs(),
    )?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&dated));
    let head = Format::new()
        .set_bold()
        .set_font_color(WHITE.number())
        .set_background_color(ACCENT.number())
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let body = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(RULE.number());
    let sheet = book.add_worksheet();
    sheet.set_name("MSEL")?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_header("&C&\"Arial,Bold\"EXERCISE EXERCISE EXERCISE");
    let title: String = scenario.title.chars().take(MOST_IN_FOOT).collect();
    sheet.set_footer(format!("&L{}&RPage &P of &N", title.replace('&', "&&")));
    for (at, words) in heads.iter().enumerate() {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        let width = KNOWN
            .iter()
            .find(|(_, own, ..)| own == words)
            .map_or(20.0, |(_, _, width, _)| *width);
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, words, &head)?;
    }
    sheet.set_row_height(0, 32)?;
    for (at, row) in rows.iter().enumerate() {
        let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
        for (at, words) in row.iter().enumerate() {
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            if at == 0 {
                sheet.write_number_with_format(line, column, f64::from(line), &body)?;
            } else {
                sheet.write_string_with_format(line, column, words, &body)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    if !rows.is_empty() {
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let width = u16::try_from(heads.len() - 1).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, last, width)?;
    }
    Ok(book.save_to_buffer()?)
}
