//! The hindcast as a document: the table, the curve of trusts that were known, a map of one week.
//! Must not judge what the model shows.

use super::document::{Block, Cell, Document, Table as DocumentTable, words};
use super::plots::{Plot, Row, Tells};
use super::questions::pictures;
use super::{grouped, in_figures};
use crate::palette::{ACCENT, BAD, BAND, INK, QUIET, REDUCED_FIELD, RULE, TILE};
use maud::{PreEscaped, html};
use wardroom_core::ensemble::Band;
use wardroom_core::ensemble::hindcast::{
    CURVE_MINS, Course, England, FROM, MEASURES, Run, Table, Week,
};

/// The hindcast as a document; `shown` is the week on the map.
pub fn hindcast(
    england: &England,
    table: &Table,
    runs: &[Run],
    shown: &Week,
    others: &[(&str, &str, Table)],
) -> Document {
    let mut blocks = vec![
        Block::Text(format!(
            "{} runs, each with a nation of its own: {} trusts and {} practices, drawn by seed. The model was fitted to the measures of the first table and to no other. Beside every measure stands what was observed, where a source has it: misses are told as misses.",
            table.runs,
            england.trusts(),
            grouped(f64::from(england.practices))
        )),
        Block::Heading(1, "Measured and simulated".to_owned()),
        Block::Table(measures(table, true)),
        Block::Heading(1, "Not fitted to".to_owned()),
        Block::Table(measures(table, false)),
        Block::Heading(1, "Infected trusts that were known".to_owned()),
        Block::Picture {
            caption: "Friday 12 May 2017: median of the runs, with the middle nine tenths. The two points are what was observed at 13:00 and 16:00.".to_owned(),
            svg: curve(runs),
            told: Vec::new(),
        },
        Block::Heading(1, "One week on the map".to_owned()),
        Block::Picture {
            caption: "One run near the median, by region; each dot is a trust. Red: infected. Orange: disrupted, not infected. Hollow: neither. No dot stands for a real trust.".to_owned(),
            svg: map(england, shown),
            told: Vec::new(),
        },
    ];
    if !others.is_empty() {
        blocks.push(Block::Heading(1, "Had it been otherwise".to_owned()));
        blocks.push(Block::Note(
            "The same nations on the same random seeds, with one thing changed: medians, with the middle nine tenths.".to_owned(),
        ));
        instead_drawn(table, others, &mut blocks);
        blocks.push(Block::Table(instead(table, others)));
    }
    Document {
        title: "England, 12–19 May 2017".to_owned(),
        subtitle: "Simulated, and set against what was observed. How: docs/hindcast.md.".to_owned(),
        marking: "SIMULATION".to_owned(),
        blocks,
        closing: "Sources of what was observed: National Audit Office HC 414 (2018); DHSC and NHS England, Lessons learned review (2018); Ghafur et al. 2019, npj Digital Medicine 2:98. Written by Wardroom.".to_owned(),
    }
}

fn measures(table: &Table, fitted: bool) -> DocumentTable {
    DocumentTable {
        head: vec![
            "Measure",
            "Observed",
            "Median",
            "5th to 95th",
            "Inside",
            "Source",
        ],
        widths: vec![34, 12, 11, 16, 8, 19],
        rows: table
            .measures
            .iter()
            .filter(|row| row.fitted == fitted)
            .map(|row| {
                vec![
                    row.label.into(),
                    Cell::figure(
                        row.observed
                            .map_or("–".to_owned(), |it| in_figures(row, it)),
                    ),
                    Cell::figure(in_figures(row, row.median)),
                    format!(
                        "{} to {}",
                        in_figures(row, row.p05),
                        in_figures(row, row.p95)
                    )
                    .into(),
                    match row.inside {
                        Some(true) => "yes",
                        Some(false) => "no",
                        None => "",
                    }
                    .into(),
                    row.source.into(),
                ]
            })
            .collect(),
    }
}

/// The measures by which another course is told.
const TOLD: [&str; 5] = [
    "infected",
    "disrupted",
    "practices",
    "cancellations",
    "diverting",
];

/// Each measure, as it was and had it been otherwise. Half of the runs are not known here: the line
/// holds nine in ten.
fn instead_drawn(table: &Table, others: &[(&str, &str, Table)], blocks: &mut Vec<Block>) {
    let courses = || {
        std::iter::once(("As it was", table))
            .chain(others.iter().map(|(_, label, other)| (*label, other)))
    };
    for id in TOLD {
        let rows: Vec<Row> = courses()
            .filter_map(|(label, table)| {
                let it = table.measures.iter().find(|it| it.id == id)?;
                let [median, low, high] =
                    [it.median, it.p05, it.p95].map(|value| in_figures(it, value));
                Some(Row {
                    label: label.to_owned(),
                    below: String::new(),
                    band: Band {
                        median: it.median,
                        low: it.p05,
                        lower: it.median,
                        upper: it.median,
                        high: it.p95,
                    },
                    own: None,
                    tells: Tells::Figure,
                    spread: format!("{low} to {high}"),
                    sentence: format!("median {median}, nine in ten {low} to {high}."),
                    value: median,
                })
            })
            .collect();
        if let Some(measure) = table.measures.iter().find(|it| it.id == id) {
            let plot = Plot::of_figures("simulated; the line holds nine runs in ten", rows);
            pictures(measure.label, &plot, blocks);
        }
    }
}

fn instead(table: &Table, others: &[(&str, &str, Table)]) -> DocumentTable {
    let cells = |table: &Table| -> Vec<String> {
        TOLD.iter()
            .filter_map(|id| table.measures.iter().find(|it| it.id == *id))
            .map(|it| {
                format!(
                    "{} ({} to {})",
                    in_figures(it, it.median),
                    in_figures(it, it.p05),
                    in_figures(it, it.p95)
                )
            })
            .collect()
    };
    let mut rows = vec![[vec!["As it was".to_owned()], cells(table)].concat()];
    rows.extend(
        others
            .iter()
            .map(|(_, label, table)| [vec![(*label).to_owned()], cells(table)].concat()),
    );
    DocumentTable {
        head: vec![
            "",
            "Infected",
            "Disrupted",
            "Practices",
            "Cancelled",
            "Diverting",
        ],
        widths: vec![25, 14, 14, 16, 19, 12],
        rows: words(rows),
    }
}

/// Infected trusts that were known, by hour of the Friday.
fn curve(runs: &[Run]) -> String {
    let (width, height, left, foot) = (720.0, 260.0, 44.0, 30.0);
    // To midnight.
    let points = ((1_440 - FROM) / CURVE_MINS) as usize;
    let bands: Vec<Band> = (0..=points)
        .filter_map(|at| {
            let known = runs.iter().filter_map(|it| it.known.get(at));
            Band::of(known.map(|it| f64::from(*it)).collect())
        })
        .collect();
    let most = bands.iter().map(|it| it.high).fold(20.0, f64::max);
    let x = |minute: f64| {
        left + (minute - f64::from(FROM)) / f64::from(1_440 - FROM) * (width - left - 8.0)
    };
    let y = |count: f64| (height - foot) - count / most * (height - foot - 14.0);
    let at = |place: usize| f64::from(FROM + place as u32 * CURVE_MINS);
    let line = |value: &dyn Fn(&Band) -> f64| -> Vec<String> {
        bands
            .iter()
            .enumerate()
            .map(|(place, band)| format!("{:.1},{:.1}", x(at(place)), y(value(band))))
            .collect()
    };
    let mut around = line(&|it| it.high);
    let mut below = line(&|it| it.low);
    below.reverse();
    around.extend(below);
    let observed: Vec<(f64, f64)> = MEASURES
        .iter()
        .filter_map(|it| {
            let hour = it.id.strip_prefix("known-")?.parse::<f64>().ok()?;
            Some((hour * 60.0, it.observed?))
        })
        .collect();
    let step = if most > 40.0 { 20 } else { 10 };
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}")) role="img" font-family="Inter, Arial, sans-serif" font-size="12" {
            @for count in (0..=most as u32).step_by(step) {
                line x1=(left) x2=(width - 8.0) y1=(y(f64::from(count))) y2=(y(f64::from(count))) stroke=(RULE) {}
                text x=(left - 6.0) y=(y(f64::from(count)) + 4.0) text-anchor="end" fill=(QUIET) { (count) }
            }
            @for hour in (8..=24).step_by(2) {
                text x=(x(f64::from(hour) * 60.0)) y=(height - 10.0) text-anchor=(if hour == 24 { "end" } else { "middle" }) fill=(QUIET) { (format!("{hour:02}:00")) }
            }
            polygon points=(around.join(" ")) fill=(BAND) {}
            polyline points=(line(&|it| it.median).join(" ")) fill="none" stroke=(ACCENT) stroke-width="2" {}
            @for (minute, count) in &observed {
                circle cx=(x(*minute)) cy=(y(*count)) r="5" fill=(BAD) {}
                text x=(x(*minute) - 9.0) y=(y(*count) - 8.0) text-anchor="end" fill=(INK) { (count) " observed" }
            }
        }
    }
    .into_string()
}

/// Where each region's tile stands: north above, the Midlands and the East between, London to the
/// right, the South below.
const TILES: [(f64, f64, f64, f64); 4] = [
    (20.0, 10.0, 440.0, 150.0),
    (20.0, 172.0, 440.0, 150.0),
    (472.0, 172.0, 228.0, 150.0),
    (20.0, 334.0, 680.0, 110.0),
];

fn map(england: &England, week: &Week) -> String {
    let colour = |course: &Course| {
        if course.is_infected() {
            (BAD.to_string(), BAD)
        } else if course.is_disrupted() {
            (REDUCED_FIELD.to_string(), REDUCED_FIELD)
        } else {
            ("none".to_owned(), QUIET)
        }
    };
    let dots = |region: usize| -> Vec<&Course> {
        week.courses
            .iter()
            .zip(&week.nation.trusts)
            .filter(|(_, trust)| trust.region == region)
            .map(|(course, _)| course)
            .collect()
    };
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 456" role="img" font-family="Inter, Arial, sans-serif" font-size="13" {
            @for (region, (x, y, w, h)) in TILES.iter().enumerate().take(england.regions.len()) {
                @let all = dots(region);
                @let infected = all.iter().filter(|it| it.is_infected()).count();
                @let disrupted = all.iter().filter(|it| it.is_disrupted()).count();
                rect x=(x) y=(y) width=(w) height=(h) rx="8" fill=(TILE) stroke=(RULE) {}
                text x=(x + 14.0) y=(y + 24.0) fill=(INK) font-weight="600" { (england.regions[region].name) }
                text x=(x + 14.0) y=(y + 41.0) fill=(QUIET) font-size="12" { (PreEscaped(format!("{} trusts, {infected} infected, {disrupted} disrupted", all.len()))) }
                @let columns = ((w - 28.0) / 20.0) as usize;
                @for (at, course) in all.iter().enumerate() {
                    @let (fill, stroke) = colour(course);
                    circle cx=(x + 22.0 + (at % columns) as f64 * 20.0) cy=(y + 60.0 + (at / columns) as f64 * 20.0) r="6.5" fill=(fill) stroke=(stroke) stroke-width="1.4" {}
                }
            }
        }
    }
    .into_string()
}
