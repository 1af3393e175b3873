//! The events list out: as a workbook that Excel users expect, or as CSV.

use super::columns::{Column, KNOWN};
use crate::author::{Outline, Step};
use crate::exchange::sheet;
use crate::exercise::{Event, What};
use crate::scenario::{Fires, Inject, Scenario};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

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
                What::Skipped { inject } => {
                    if let Some(id) = scenario.names.injects.get(inject) {
                        given.skipped[id.at()] = true;
                    }
                }
                _ => {}
            }
        }
        given
    }
}

/// The columns that are written, in order.
const WRITTEN: [Column; 20] = [
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
/// If the workbook can't be put together.
pub fn export(
    scenario: &Scenario,
    given: Option<&Given>,
    workbook: bool,
) -> Result<Vec<u8>, XlsxError> {
    let heads: Vec<String> = WRITTEN.iter().map(|it| it.head().to_owned()).collect();
    let rows = rows(scenario, given);
    if workbook {
        as_workbook(scenario, &heads, &rows)
    } else {
        Ok(sheet::csv(std::iter::once(heads).chain(rows)))
    }
}

fn rows(scenario: &Scenario, given: Option<&Given>) -> Vec<Vec<String>> {
    let main = scenario.files.first().map_or("", |file| file.text.as_str());
    let outline = Outline::of(main);
    scenario
        .injects
        .iter()
        .enumerate()
        .map(|(at, inject)| {
            let trigger = match (&inject.fires, &outline) {
                (Fires::At(_), _) | (_, None) => String::new(),
                (_, Some(outline)) => {
                    let path = [Step::from("injects"), at.into(), "fires".into()];
                    outline
                        .find(&path)
                        .map_or_else(String::new, |node| main[node.range.clone()].to_owned())
                }
            };
            WRITTEN
                .iter()
                .map(|column| cell(scenario, inject, at, *column, &trigger, given))
                .collect()
        })
        .collect()
}

fn cell(
    scenario: &Scenario,
    inject: &Inject,
    at: usize,
    column: Column,
    trigger: &str,
    given: Option<&Given>,
) -> String {
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
        Column::Trigger => trigger.to_owned(),
        Column::Kind => if inject.alert { "Alert" } else { "Inject" }.to_owned(),
        Column::Channel => scenario.channels[inject.channel.at()].name.clone(),
        Column::From => inject.from.clone(),
        Column::To => {
            let titles: Vec<&str> = inject
                .to
                .iter()
                .map(|role| scenario.roles[role.at()].title.as_str())
                .collect();
            titles.join("; ")
        }
        Column::Title => inject.title.clone(),
        Column::Text => inject.text.clone(),
        Column::Controller => "Facilitator".to_owned(),
        Column::Expect => inject.expect.clone(),
        Column::Objectives => {
            let titles: Vec<&str> = inject
                .objectives
                .iter()
                .map(|it| scenario.objectives[it.at()].title.as_str())
                .collect();
            titles.join("; ")
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
            (None, Some(given)) if given.skipped[at] => "Left out",
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
        Column::Date | Column::RealTime | Column::Notes => String::new(),
    }
}

fn as_workbook(
    scenario: &Scenario,
    heads: &[String],
    rows: &[Vec<String>],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x00_5E_B8))
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let body = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(Color::RGB(0xD5_DD_E3));
    let sheet = book.add_worksheet();
    sheet.set_name("MSEL")?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_header("&C&\"Arial,Bold\"EXERCISE EXERCISE EXERCISE");
    sheet.set_footer(format!(
        "&L{}&RPage &P of &N",
        scenario.title.replace('&', "&&")
    ));
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
    book.save_to_buffer()
}
