//! What was asked of an exercise after ENDEX, drawn: what if, what mattered, what money could have
//! bought, luck. The same plots stand in the window, in the post-exercise report and in documents
//! of their own. Must not say more than the numbers do.

use super::document::{Block, Document};
use super::plots::{HOW_TO_READ, Plot, Row, Tells, svg};
use wardroom_core::review::what_if::{
    Change, Difference, Luck, Mattered, Measure, Played, WhatIf, measures, signed,
};
use wardroom_core::scenario::Scenario;
use wardroom_core::words;

/// Rows of a plot on a page: more stand in another on the same scale.
const ROWS_ON_A_PAGE: usize = 14;
/// Decisions that the post-exercise report tells of.
const DECISIONS_IN_REPORT: usize = 8;

/// The measure that is ranked by if nothing is said, by its place among all: appointments, what a
/// board asks about first.
pub const APPOINTMENTS: usize = 2;

/// What was asked of an exercise, and answered.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// What mattered.
    pub mattered: Option<Ranking>,
    /// The change that was asked about.
    pub what_if: Option<WhatIf>,
    /// How much of the score was luck.
    pub luck: Option<Luck>,
}

impl Questions {
    /// The same without what people typed, for a report that is given away: an improvised decision
    /// has no words of its own.
    #[must_use]
    pub fn without_words(mut self, played: &Played) -> Self {
        let plain = played.clone().without_words();
        let decisions = plain.decisions();
        for one in self.mattered.iter_mut().flat_map(|it| &mut it.list) {
            if let Some(decision) = decisions.iter().find(|it| it.number == one.decision.number) {
                one.decision = decision.clone();
            }
        }
        self.what_if = self.what_if.map(|it| it.named_as_in(&plain));
        self
    }
}

/// Every decision, ranked by what changing it would have made of one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// The measure, by its place among all.
    pub measure: usize,
    /// Paired runs a change.
    pub runs: u32,
    /// The decisions, those that mattered most first.
    pub list: Vec<Mattered>,
}

/// A ranking, drawn: what made a difference as rows, the rest in a line or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// A row for each decision that made a difference.
    pub plot: Plot,
    /// Which decision of the ranking each row is, by its place.
    pub shown: Vec<usize>,
    /// What made no difference, and what could only be as it was.
    pub folded: Vec<String>,
}

/// What stands in no row, in one line: `No difference in: a, b, c.`
pub fn folded<'a>(head: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names
        .into_iter()
        .map(|it| it.trim_end_matches('.'))
        .collect();
    (!names.is_empty()).then(|| format!("{head}: {}.", names.join(", ")))
}

/// A difference as a row.
pub fn row(label: impl Into<String>, below: impl Into<String>, difference: &Difference) -> Row {
    let band = difference.band;
    let (low, high) = (signed(band.low), signed(band.high));
    let (tells, value, word) = match difference.clear() {
        -1 => (Tells::Better, signed(band.median), ", fewer"),
        1 => (Tells::Worse, signed(band.median), ", more"),
        _ if difference.too_few() => (Tells::Unclear, "too few runs".to_owned(), ""),
        _ => (Tells::Unclear, "no clear difference".to_owned(), ""),
    };
    Row {
        label: label.into(),
        below: below.into(),
        band,
        own: None,
        tells,
        value,
        spread: format!("{low} to {high}{word}"),
        sentence: difference.sentence.clone(),
    }
}

/// What came of a change: a plot for each unit, since what has another unit has another scale.
pub fn what_if_plots(found: &WhatIf) -> Vec<Plot> {
    let differ = || found.outcomes.iter().filter(|it| !it.none());
    let mut units: Vec<&str> = Vec::new();
    for difference in differ() {
        if !units.contains(&difference.unit) {
            units.push(difference.unit);
        }
    }
    units
        .into_iter()
        .map(|unit| {
            let rows = differ()
                .filter(|it| it.unit == unit)
                .map(|it| row(it.label.clone(), "", it))
                .collect();
            Plot::of_differences(&format!("{unit}, against what was decided"), rows)
        })
        .collect()
}

/// How many measures a change made no difference to, to stand over them: `No difference in 21 others`.
pub fn same_in_short(found: &WhatIf) -> Option<String> {
    match found.outcomes.iter().filter(|it| it.none()).count() {
        0 => None,
        1 => Some("One outcome did not differ".to_owned()),
        same => Some(format!("{same} outcomes did not differ")),
    }
}

/// The measures that a change made no difference to, in one line.
pub fn no_difference(found: &WhatIf) -> Option<String> {
    let same = found.outcomes.iter().filter(|it| it.none());
    folded("No difference in", same.map(|it| it.label.as_str()))
}

/// What would have come of a change, in a few words: whoever reads no scale reads this.
fn how(change: &Change, difference: &Difference) -> String {
    let what = difference.in_short();
    match change {
        Change::Omit(_) => format!("if you had not done this: {what}"),
        Change::Shift(_, mins) if *mins < 0 => {
            format!("if you had done this {} min earlier: {what}", -mins)
        }
        Change::Shift(_, mins) => format!("if you had done this {mins} min later: {what}"),
        _ => what,
    }
}

/// A ranking, drawn.
pub fn ranked(scenario: &Scenario, ranking: &[Mattered]) -> Ranked {
    let name = |one: &Mattered| {
        let clock = scenario.clock(one.decision.at_secs);
        format!("{clock} {}", one.decision.title.trim_end_matches('.'))
    };
    let (mut rows, mut shown) = (Vec::new(), Vec::new());
    let (mut same, mut fixed) = (Vec::new(), Vec::new());
    let mut unit = "";
    for (at, one) in ranking.iter().enumerate() {
        match one.most() {
            None => fixed.push(name(one)),
            Some(_) if one.none() => same.push(name(one)),
            Some((change, difference)) => {
                unit = difference.unit;
                rows.push(row(name(one), how(change, difference), difference));
                shown.push(at);
            }
        }
    }
    let lines = [
        folded(
            "No difference, whatever was changed, in",
            same.iter().map(String::as_str),
        ),
        folded("Could only be as it was", fixed.iter().map(String::as_str)),
    ];
    Ranked {
        plot: Plot::of_differences(&format!("{unit}, against what was decided"), rows),
        shown,
        folded: lines.into_iter().flatten().collect(),
    }
}

/// How much of a score was luck, on the scale of the score.
pub fn luck_plot(found: &Luck) -> Plot {
    let words = found.in_words();
    let mut sentences = words.lines();
    let own_patients = sentences.next().unwrap_or_default();
    let patients = sentences.next().unwrap_or_default();
    let score = sentences.next().unwrap_or_default();
    let line = |label: &str, band: wardroom_core::ensemble::Band, own: f64, sentence: String| Row {
        label: label.to_owned(),
        below: format!("here {own:.0}"),
        band,
        own: Some(own),
        tells: Tells::Figure,
        value: format!("{:.0}", band.median),
        spread: format!("{:.0} to {:.0}", band.low, band.high),
        sentence,
    };
    Plot::of_scores(
        "of 100, on other random seeds; the upright line is what it was here",
        vec![
            line(
                "Score of the same decisions",
                found.score,
                found.own_score,
                score.to_owned(),
            ),
            line(
                "What became of patients",
                found.patients,
                found.own_patients,
                format!("{own_patients} {patients}"),
            ),
        ],
    )
}

/// Controls on one outcome each: a plot for every outcome that any of them changes.
pub fn control_plots(scenario: &Scenario, controls: &[(String, WhatIf)]) -> Vec<(Measure, Plot)> {
    measures(scenario)
        .into_iter()
        .filter_map(|measure| {
            let rows: Vec<Row> = controls
                .iter()
                .filter_map(|(label, found)| {
                    let difference = found.outcomes.iter().find(|it| it.id == measure.id)?;
                    (!difference.none()).then(|| row(label.clone(), "", difference))
                })
                .collect();
            let unit = format!("{}, against the estate as it is", measure.unit);
            (!rows.is_empty()).then(|| (measure, Plot::of_differences(&unit, rows)))
        })
        .collect()
}

/// A plot as pictures of a document, each with its sentences.
pub fn pictures(caption: &str, plot: &Plot, blocks: &mut Vec<Block>) {
    for (at, part) in plot.parts(ROWS_ON_A_PAGE).iter().enumerate() {
        blocks.push(Block::Picture {
            caption: if at == 0 {
                caption.to_owned()
            } else {
                format!("{caption}, continued")
            },
            svg: svg(part),
            told: part.sentences(),
        });
    }
}

fn document(title: &str, scenario: &Scenario, blocks: Vec<Block>) -> Document {
    Document {
        title: format!("{}: {title}", scenario.title),
        subtitle: "Played again on the same random seeds. Every figure is simulated.".to_owned(),
        marking: "EXERCISE EXERCISE EXERCISE".to_owned(),
        blocks,
        closing: "Written by Wardroom.".to_owned(),
    }
}

/// What came of a change, as a document; `more` is what else is to be said of it.
pub fn what_if_document(scenario: &Scenario, found: &WhatIf, more: Vec<String>) -> Document {
    let mut blocks = Vec::new();
    what_if_said(found, &mut blocks);
    blocks.extend(more.into_iter().map(Block::Text));
    document("what-if", scenario, blocks)
}

fn what_if_said(found: &WhatIf, blocks: &mut Vec<Block>) {
    blocks.push(Block::Text(format!("{}.", found.title)));
    blocks.push(Block::Note(format!(
        "{} paired runs. {HOW_TO_READ}",
        found.runs
    )));
    for plot in what_if_plots(found) {
        let unit = plot.unit.split(',').next().unwrap_or_default();
        let mut caption = unit.to_owned();
        if let Some(first) = caption.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        pictures(&format!("{caption} (simulated)"), &plot, blocks);
    }
    blocks.extend(no_difference(found).map(Block::Text));
    for fallen in &found.fell_away {
        blocks.push(Block::Text(format!(
            "Fell away in {} of {} runs: “{}”. {}",
            fallen.runs, found.runs, fallen.title, fallen.why
        )));
    }
}

/// What mattered, as a document.
pub fn mattered_document(scenario: &Scenario, ranking: &Ranking) -> Document {
    let mut blocks = Vec::new();
    mattered_said(scenario, ranking, usize::MAX, &mut blocks);
    document("key decisions", scenario, blocks)
}

/// The decisions that mattered, at most so many of them.
fn mattered_said(scenario: &Scenario, ranking: &Ranking, most: usize, blocks: &mut Vec<Block>) {
    let measure = measures(scenario)
        .get(ranking.measure)
        .map_or_else(String::new, |it| it.label.clone());
    blocks.push(Block::Text(
        "For each decision the change that would have made most of a difference: not taken, or taken up to an hour earlier or later, then everything else as it was decided.".to_owned(),
    ));
    blocks.push(Block::Note(format!(
        "{} paired runs a change. {HOW_TO_READ}",
        ranking.runs
    )));
    let mut found = ranked(scenario, &ranking.list);
    let left = found.plot.rows.len().saturating_sub(most);
    found.plot.rows.truncate(most);
    if found.plot.rows.is_empty() {
        blocks.push(Block::Text("No decision made a difference.".to_owned()));
    }
    pictures(&format!("{measure} (simulated)"), &found.plot, blocks);
    if left > 0 {
        blocks.push(Block::Text(format!(
            "Decisions that made less of a difference than these: {left}."
        )));
    }
    blocks.extend(found.folded.into_iter().map(Block::Text));
}

/// What money could have bought, as a document.
pub fn controls_document(scenario: &Scenario, controls: &[(String, WhatIf)]) -> Document {
    let runs = controls.first().map_or(0, |(_, found)| found.runs);
    let mut blocks = vec![Block::Note(format!(
        "The same decisions with one control more, {runs} paired runs each. {HOW_TO_READ}"
    ))];
    let plots = control_plots(scenario, controls);
    for (measure, plot) in &plots {
        blocks.push(Block::Heading(1, measure.label.clone()));
        pictures("Simulated", plot, &mut blocks);
        let without = controls
            .iter()
            .map(|(label, _)| label.as_str())
            .filter(|label| plot.rows.iter().all(|row| row.label != *label));
        blocks.extend(folded("No difference with", without).map(Block::Text));
    }
    let all = measures(scenario);
    let same = all
        .iter()
        .filter(|it| plots.iter().all(|(other, _)| other.id != it.id));
    blocks.extend(folded("No difference in", same.map(|it| it.label.as_str())).map(Block::Text));
    document("what money could have bought", scenario, blocks)
}

/// How much of the score was luck, as a document.
pub fn luck_document(scenario: &Scenario, found: &Luck) -> Document {
    let mut blocks = Vec::new();
    luck_said(found, &mut blocks);
    document("how much was chance", scenario, blocks)
}

fn luck_said(found: &Luck, blocks: &mut Vec<Block>) {
    blocks.push(Block::Note(format!(
        "The same decisions and the computer-played teams, {} times on other random seeds. The mark is the median; the bar holds half of the runs, the thin line nine in ten.",
        found.runs
    )));
    pictures("Scores (simulated)", &luck_plot(found), blocks);
    blocks.push(Block::Text(format!(
        "In {:.0}% of the runs the same decisions scored less than they did here.",
        found.scored_less * 100.0
    )));
}

/// The part of the post-exercise report; nothing if nothing was asked.
pub(super) fn said(scenario: &Scenario, questions: &Questions, blocks: &mut Vec<Block>) {
    let Questions {
        mattered,
        what_if,
        luck,
    } = questions;
    if mattered.is_none() && what_if.is_none() && luck.is_none() {
        return;
    }
    blocks.push(Block::Heading(1, "What made a difference".to_owned()));
    if let Some(ranking) = mattered {
        blocks.push(Block::Heading(2, words::KEY_DECISIONS.to_owned()));
        mattered_said(scenario, ranking, DECISIONS_IN_REPORT, blocks);
    }
    if let Some(found) = what_if {
        blocks.push(Block::Heading(2, words::WHAT_IF.to_owned()));
        what_if_said(found, blocks);
    }
    if let Some(found) = luck {
        blocks.push(Block::Heading(2, words::CHANCE.to_owned()));
        luck_said(found, blocks);
    }
}
