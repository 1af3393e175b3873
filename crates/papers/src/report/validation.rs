//! What was published beside what the model gives, and the table of signs: as a document and in words
//! for a terminal. Must not leave out a miss.

use super::document::{Block, Cell, Document, Table};
use super::grouped;
use super::plots::{self, Plot, Tells};
use wardroom_core::validation::{Expects, Moment, Read, Row, SITUATIONS, Sign, Validation};
use wardroom_core::words;

/// What was looked up and gives no row, and why.
const NOT_USED: [&str; 5] = [
    "Willing et al. 2025 (BMC Medical Informatics and Decision Making, doi 10.1186/s12911-025-02988-8) simulate a trauma room while devices fail. Only the abstract could be read; it has no figure that a whole hospital could be asked for.",
    "Ghayoomi et al. 2021 (DIGITAL HEALTH 7, Assessing resilience of hospitals to cyberattack) simulate emergency department, intensive care and laboratory under ransomware, and find that intensive care recovers later than the emergency department. Only the abstract could be read; it has no figure.",
    "The report on the attack on the HSE (PwC, December 2021) tells the course of the recovery by systems. The weekly figures here are what the HSE's chief operations officer said in the weeks themselves; the report was not read.",
    "How many devices an infected trust lost in May 2017 was never counted (NAO 2018). The hindcast's own median is no observation.",
    "Of the patient who was taken from Düsseldorf to Wuppertal in September 2020, the way (32 km) and the delay (an hour) are known: one patient, no rate.",
];

/// It as a document.
pub fn validation(validation: &Validation) -> Document {
    let mut blocks = Vec::new();
    if !validation.findings.is_empty() {
        findings(validation, &mut blocks);
    }
    blocks.push(Block::Heading(1, "Table of signs".to_owned()));
    let wrong = validation.signs.iter().filter(|it| !it.as_expected).count();
    blocks.push(Block::Text(format!(
        "Each lever is tried in {} paired runs: the same situation with and without it, on the same random seeds. {} of {} move what is measured the way they should; those that don't are told as wrong. A lever counts as right if the median has the direction that is expected and nine in ten runs none against it.",
        validation.runs,
        validation.signs.len() - wrong,
        validation.signs.len(),
    )));
    blocks.push(Block::Table(signs(&validation.signs)));
    if !validation.first_hour.is_empty() {
        first_hour(validation, &mut blocks);
    }
    Document {
        title: "The model against what was published".to_owned(),
        subtitle: format!(
            "Written by `wardroom validate --runs {}`; seeds from {} on.",
            validation.runs, validation.first_seed
        ),
        marking: "SIMULATION".to_owned(),
        blocks,
        closing: "A band holds the model's chance, not what differs between hospitals: a band that is narrower than life is no merit. Written by Wardroom.".to_owned(),
    }
}

fn findings(validation: &Validation, blocks: &mut Vec<Block>) {
    let (apart, met) = validation.apart();
    blocks.push(Block::Text(format!(
        "Published findings beside what the model of the exercise gives for the same situation: the median of {} runs and the band that holds nine in ten. Of {apart} findings that the model was not fitted to it meets {met} and misses {}. A finding is met if the band and what was published meet; a single figure without a range counts as itself and a tenth to either side, for all alike. No parameter was set by any of them.",
        validation.runs,
        apart - met,
    )));
    blocks.push(Block::Text("This is the model that answers in an exercise. The week of May 2017 across England has a model of its own, and a page: docs/hindcast.md.".to_owned()));
    let rows = |fitted| {
        validation
            .findings
            .iter()
            .filter(move |it| it.finding.fitted == fitted)
    };
    blocks.push(Block::Heading(
        1,
        "Findings that the model was not fitted to".to_owned(),
    ));
    blocks.push(Block::Table(table(rows(false))));
    blocks.push(Block::Heading(1, "Missed, and why".to_owned()));
    blocks.push(Block::List(
        rows(false)
            .filter(|it| !it.inside)
            .map(|it| format!("{}: {}", it.finding.finding, it.finding.why))
            .collect(),
    ));
    blocks.push(Block::Heading(
        1,
        "Findings that it was fitted to".to_owned(),
    ));
    blocks.push(Block::Text(
        "They say that the fit was made, and prove nothing.".to_owned(),
    ));
    blocks.push(Block::Table(table(rows(true))));
    blocks.push(Block::Heading(1, "Situations".to_owned()));
    blocks.push(Block::List(
        SITUATIONS
            .iter()
            .map(|it| format!("{}: {}", it.id, it.about))
            .collect(),
    ));
    blocks.push(Block::Heading(1, "Looked up and not used".to_owned()));
    blocks.push(Block::List(NOT_USED.map(str::to_owned).to_vec()));
}

fn first_hour(validation: &Validation, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, "The first hour".to_owned()));
    blocks.push(Block::Text(format!(
        "*Friday lunchtime* with nobody deciding anything but one thing: port 445 is closed everywhere at the minute named. Patient-hours of care at reduced capacity to Monday morning, over {} random seeds. Single seeds differ much, for it matters which machine is hit first; what a minute costs on average changes smoothly.",
        validation.runs
    )));
    blocks.push(Block::Picture {
        caption: format!("{}, by the minute of the order", words::REDUCED_CAPACITY),
        svg: plots::svg(&Plot {
            differences: false,
            span: (0.0, 0.0),
            unit: "patient-hours".to_owned(),
            rows: validation.first_hour.iter().map(moment).collect(),
        }),
        told: validation
            .first_hour
            .iter()
            .map(|it| moment(it).sentence)
            .collect(),
    });
    let mut before = None;
    let rows = validation
        .first_hour
        .iter()
        .map(|it| {
            let times = before.map_or("".to_owned(), |before: f64| {
                format!("× {:.2}", it.mean / before.max(f64::MIN_POSITIVE))
            });
            before = Some(it.mean);
            vec![
                it.clock.clone().into(),
                Cell::figure(figure(it.mean)),
                times.into(),
                Cell::figure(figure(it.band.median)),
                format!("{} to {}", figure(it.band.low), figure(it.band.high)).into(),
            ]
        })
        .collect();
    blocks.push(Block::Table(Table {
        head: vec![
            "Ordered at",
            "Mean",
            "To the row before",
            "Median",
            "5th to 95th",
        ],
        widths: vec![20, 20, 20, 20, 20],
        rows,
    }));
}

fn moment(it: &Moment) -> plots::Row {
    let spread = format!("{} to {}", figure(it.band.low), figure(it.band.high));
    plots::Row {
        label: it.clock.clone(),
        below: String::new(),
        band: it.band,
        own: None,
        tells: Tells::Unclear,
        value: figure(it.band.median),
        sentence: format!(
            "Ordered at {}: {} patient-hours in the median, nine in ten {spread}, {} on average.",
            it.clock,
            figure(it.band.median),
            figure(it.mean)
        ),
        spread,
    }
}

fn table<'a>(rows: impl Iterator<Item = &'a Row>) -> Table {
    Table {
        head: vec![
            "Finding",
            "Published",
            "Model",
            "5th to 95th",
            "Inside",
            "Measured in the model",
            "Source",
        ],
        widths: vec![20, 11, 8, 11, 7, 21, 22],
        rows: rows
            .map(|row| {
                let it = row.finding;
                vec![
                    it.finding.into(),
                    format!("{} {}", published(row), it.unit).into(),
                    row.median
                        .map_or("none".into(), |it| Cell::figure(figure(it))),
                    spread(row).into(),
                    inside(row).into(),
                    format!("{}: {}", it.situation, it.measured).into(),
                    format!("{} ({})", it.source, how_read(it.read)).into(),
                ]
            })
            .collect(),
    }
}

fn signs(signs: &[Sign]) -> Table {
    Table {
        head: vec![
            "Lever",
            "Situation",
            "Measured",
            "Should be",
            "Without",
            "Difference",
            "5th to 95th",
            "As expected",
            "Because",
        ],
        widths: vec![17, 13, 12, 7, 8, 8, 11, 7, 17],
        rows: signs
            .iter()
            .map(|it| {
                vec![
                    it.lever.into(),
                    it.where_.into(),
                    it.measured.into(),
                    should(it).into(),
                    Cell::figure(figure(it.without)),
                    Cell::figure(figure(it.band.median)),
                    format!("{} to {}", figure(it.band.low), figure(it.band.high)).into(),
                    yes(it.as_expected).into(),
                    it.why.into(),
                ]
            })
            .collect(),
    }
}

/// It for a terminal.
pub fn validation_in_words(validation: &Validation) -> String {
    let mut words = String::new();
    if !validation.findings.is_empty() {
        let (apart, met) = validation.apart();
        words.push_str(&format!(
            "The model against what was published: {} runs, seeds from {}. A single published figure counts as met within a tenth of it. Of {apart} findings that it was not fitted to it meets {met} and misses {}.\n\n",
            validation.runs,
            validation.first_seed,
            apart - met
        ));
        words.push_str(&format!(
            "{:<24} {:>16} {:>9} {:>20} {:>7}  finding\n",
            "",
            "published",
            "median",
            "5th to 95th",
            words::WITHIN_RANGE
        ));
        for row in &validation.findings {
            let it = row.finding;
            words.push_str(&format!(
                "{:<24} {:>16} {:>9} {:>20} {:>7}  {}{}\n{:<24} {}: {}\n{:<24} {}\n",
                it.id,
                published(row),
                row.median.map_or("none".to_owned(), figure),
                spread(row),
                inside(row),
                it.finding,
                if it.fitted { " (fitted to)" } else { "" },
                "",
                it.situation,
                it.measured,
                "",
                it.source,
            ));
            if !row.inside {
                words.push_str(&format!("{:<24} missed: {}\n", "", it.why));
            }
        }
        words.push('\n');
    }
    words.push_str(&format!(
        "{:<24} {:>10} {:>9} {:>11} {:>20} {:>9}  lever, and what is measured\n",
        "", "should be", "without", "difference", "5th to 95th", "expected"
    ));
    for it in &validation.signs {
        words.push_str(&format!(
            "{:<24} {:>10} {:>9} {:>11} {:>20} {:>9}  {}: {}\n",
            it.id,
            should(it),
            figure(it.without),
            figure(it.band.median),
            format!("{} to {}", figure(it.band.low), figure(it.band.high)),
            yes(it.as_expected),
            it.lever,
            it.measured
        ));
        for refused in &it.refused {
            words.push_str(&format!("{:<24} refused: {refused}\n", ""));
        }
    }
    words
}

fn should(sign: &Sign) -> &'static str {
    match sign.expects {
        Expects::Less => "less",
        Expects::More => "more",
    }
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn inside(row: &Row) -> &'static str {
    yes(row.inside)
}

fn how_read(read: Read) -> &'static str {
    match read {
        Read::Text => "read",
        Read::Abstract => "abstract read",
        Read::Press => "press",
        Read::Secondary => "not looked up again",
    }
}

fn published(row: &Row) -> String {
    let it = row.finding;
    if it.low == it.high {
        figure(it.low)
    } else {
        format!("{} to {}", figure(it.low), figure(it.high))
    }
}

fn spread(row: &Row) -> String {
    match (row.p05, row.p95) {
        (Some(low), Some(high)) => format!("{} to {}", figure(low), figure(high)),
        _ => "no such figure".to_owned(),
    }
}

/// A figure: whole from a hundred on, else to a tenth.
fn figure(value: f64) -> String {
    if value.abs() >= 100.0 {
        return grouped(value);
    }
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        return "0".to_owned();
    }
    text.replace('-', "−")
}
