//! A balance report as a document. Must not judge beyond the verdict.

use crate::report::document::{Block, Cell, Document, Table};
use crate::report::plots::{Plot, Row, Tells};
use crate::report::questions::{folded, pictures};
use wardroom_core::balance::{Balance, CardValue};
use wardroom_core::ensemble::Band;
use wardroom_core::scenario::{Measure, Scenario};

/// The report of a balanced scenario.
pub fn document(scenario: &Scenario, balance: &Balance) -> Document {
    let mut blocks = vec![
        Block::Figure {
            label: format!("Over {} seeds", balance.seeds),
            value: balance.verdict.word().to_owned(),
            words: "Of the scenario, not of a team: whether skill shows in it.".to_owned(),
        },
        Block::List(balance.reasons.clone()),
    ];
    teams(balance, &mut blocks);
    options(scenario, balance, &mut blocks);
    cards(balance, &mut blocks);
    injects(scenario, balance, &mut blocks);
    tasks(scenario, balance, &mut blocks);
    Document {
        title: format!("{}: balance", balance.title),
        subtitle: "Played many times by scripted teams, by nobody, at random and by a searching team, on the same random seeds for all. Every figure is simulated.".to_owned(),
        marking: "EXERCISE · NOT FOR PLAYERS".to_owned(),
        blocks,
        closing: "Written by Wardroom.".to_owned(),
    }
}

fn heading(words: &str) -> Block {
    Block::Heading(1, words.to_owned())
}

fn figure(value: f64) -> String {
    crate::report::grouped(value)
}

fn teams(balance: &Balance, blocks: &mut Vec<Block>) {
    blocks.push(heading("Teams"));
    blocks.push(Block::Table(Table {
        head: vec![
            "Team",
            "Mean score",
            "5th",
            "25th",
            "Median",
            "75th",
            "95th",
        ],
        widths: vec![30, 16, 10, 11, 12, 11, 10],
        rows: balance
            .teams
            .iter()
            .map(|team| {
                let band = team.score;
                let cell = |value| Cell::figure(figure(value));
                let mut row = vec![team.team.clone().into(), cell(team.mean)];
                row.extend([band.low, band.lower, band.median, band.upper, band.high].map(cell));
                row
            })
            .collect(),
    }));
    blocks.push(Block::Note(
        "Percentiles of the score over the seeds.".to_owned(),
    ));
    pictures("Exercise scores (simulated)", &teams_plot(balance), blocks);
    outcomes(balance, blocks);
}

/// A figure over many runs, as a row.
fn row(label: &str, band: Band, unit: &str) -> Row {
    let [low, middle, high] = [band.low, band.median, band.high].map(figure);
    Row {
        label: label.to_owned(),
        below: String::new(),
        band,
        own: None,
        tells: Tells::Figure,
        sentence: format!("median {middle} {unit}, nine in ten {low} to {high}."),
        value: middle,
        spread: format!("{low} to {high}"),
    }
}

/// Each team's score over the seeds.
pub fn teams_plot(balance: &Balance) -> Plot {
    let rows = balance
        .teams
        .iter()
        .map(|team| Row {
            below: format!("mean {:.0}", team.mean),
            ..row(&team.team, team.score, "of 100")
        })
        .collect();
    Plot::of_scores("exercise score, of 100", rows)
}

/// Each outcome by team; those that no team ever moved in one line.
fn outcomes(balance: &Balance, blocks: &mut Vec<Block>) {
    let Some(first) = balance.teams.first() else {
        return;
    };
    let mut same = Vec::new();
    blocks.push(heading("What it cost each team"));
    for (at, (name, alike)) in first.outcomes.iter().enumerate() {
        let bands: Vec<(&str, Band)> = balance
            .teams
            .iter()
            .filter_map(|team| Some((team.team.as_str(), team.outcomes.get(at)?.1)))
            .collect();
        if bands
            .iter()
            .all(|(_, band)| band == alike && band.low >= band.high)
        {
            same.push(*name);
            continue;
        }
        let rows = bands
            .into_iter()
            .map(|(team, band)| row(team, band, ""))
            .collect();
        let plot = Plot::of_figures("over the seeds", rows);
        pictures(&format!("{name} (simulated)"), &plot, blocks);
    }
    blocks.extend(folded("No difference in", same).map(Block::Text));
}

fn options(scenario: &Scenario, balance: &Balance, blocks: &mut Vec<Block>) {
    if balance.options.iter().all(|it| it.taken == 0) {
        return;
    }
    blocks.push(heading("What each option is worth"));
    blocks.push(Block::Note("Played by each scripted team, everything else decided as its script says: points of the score more or less than the other options of the question, on average. Points of tasks that only an evaluator sees are not in it.".to_owned()));
    for prompt in &scenario.prompts {
        blocks.push(Block::Heading(2, prompt.question.clone()));
        blocks.push(Block::Table(Table {
            head: vec![
                "Option",
                "Against the others",
                "Best in",
                "Could be taken",
                "",
            ],
            widths: vec![42, 16, 11, 13, 18],
            rows: balance
                .options
                .iter()
                .filter(|it| it.prompt == prompt.id)
                .map(|it| {
                    vec![
                        it.title.clone().into(),
                        it.over.map_or_else(|| "–".to_owned(), points).into(),
                        Cell::figure(format!("{:.0}%", it.best * 100.0)),
                        Cell::figure(it.taken.to_string()),
                        if it.dominates {
                            "leaves no choice"
                        } else if it.taken == 0 {
                            "never possible"
                        } else if it.dominated_by.is_some() {
                            "another is better in everything"
                        } else {
                            ""
                        }
                        .into(),
                    ]
                })
                .collect(),
        }));
    }
}

/// Points under this are told as none.
const NOTHING: f64 = 0.05;

/// Points more or less, with a sign.
fn points(value: f64) -> String {
    if value.abs() < NOTHING {
        "0.0".to_owned()
    } else if value < 0.0 {
        format!("−{:.1}", -value)
    } else {
        format!("+{value:.1}")
    }
}

/// What each card adds, the most first, and in a line or two the cards that add nothing.
pub fn cards_plot(balance: &Balance) -> (Plot, Vec<String>) {
    let mut cards: Vec<(&CardValue, Band)> = balance
        .cards
        .iter()
        .filter_map(|it| Some((it, it.adds?)))
        .collect();
    cards.sort_by(|(_, a), (_, b)| b.median.total_cmp(&a.median));
    // What is told as 0.0 is nothing.
    let (none, some): (Vec<_>, Vec<_>) = cards
        .into_iter()
        .partition(|(_, band)| band.low > -NOTHING && band.high < NOTHING);
    let rows = some.into_iter().map(|(it, band)| {
        let [low, middle, high] = [band.low, band.median, band.high].map(points);
        let (tells, value) = if band.low > NOTHING {
            (Tells::Better, middle.clone())
        } else if band.high < -NOTHING {
            (Tells::Worse, middle.clone())
        } else {
            (Tells::Unclear, "no clear difference".to_owned())
        };
        let clear = if tells == Tells::Unclear {
            "no clear difference: "
        } else {
            ""
        };
        Row {
            label: it.title.clone(),
            below: format!("could be played in {} seeds", it.played),
            band,
            own: None,
            tells,
            value,
            sentence: format!("{clear}median {middle} points, nine in ten {low} to {high}."),
            spread: format!("{low} to {high}"),
        }
    });
    let plot = Plot::of_differences(
        "points of the score, with the card and without",
        rows.collect(),
    );
    let never = balance.cards.iter().filter(|it| it.adds.is_none());
    let lines = [
        folded(
            "No difference with",
            none.iter().map(|(it, _)| it.title.as_str()),
        ),
        folded("Could never be played", never.map(|it| it.title.as_str())),
    ];
    (plot, lines.into_iter().flatten().collect())
}

fn cards(balance: &Balance, blocks: &mut Vec<Block>) {
    if balance.cards.iter().all(|it| it.played == 0) {
        return;
    }
    blocks.push(heading("What each card is worth"));
    blocks.push(Block::Note("Played once more by the same team, in the first half, on any one of its targets: points of the score more or less than without it. The mark is the median, the bar half of the seeds, the thin line nine in ten. ● more, ■ fewer, ○ no clear difference.".to_owned()));
    let (plot, lines) = cards_plot(balance);
    pictures("Points of the score (simulated)", &plot, blocks);
    blocks.extend(lines.into_iter().map(Block::Text));
}

fn injects(scenario: &Scenario, balance: &Balance, blocks: &mut Vec<Block>) {
    blocks.push(heading("Which messages come, and when"));
    let clock = |mins: f64| scenario.clock(mins.round() as u64 * 60);
    blocks.push(Block::Table(Table {
        head: vec!["Message", "In runs", "Early (5th)", "Median", "Late (95th)"],
        widths: vec![44, 12, 14, 15, 15],
        rows: balance
            .injects
            .iter()
            .map(|it| {
                let share = if it.by_hand {
                    "by hand".into()
                } else {
                    Cell::figure(format!("{:.0}%", it.share * 100.0))
                };
                let [low, middle, high] = it.mins.map_or_else(
                    || ["–", "–", "–"].map(ToOwned::to_owned),
                    |band| [band.low, band.median, band.high].map(clock),
                );
                vec![
                    it.title.clone().into(),
                    share,
                    low.into(),
                    middle.into(),
                    high.into(),
                ]
            })
            .collect(),
    }));
}

fn tasks(scenario: &Scenario, balance: &Balance, blocks: &mut Vec<Block>) {
    blocks.push(heading("Which tasks tell teams apart"));
    blocks.push(Block::Note("Mean points of each scripted team, from 0 (U) to 1 (P); – where it was never rated by the machine.".to_owned()));
    let names: Vec<String> = scenario.teams.iter().map(|team| team.id.clone()).collect();
    blocks.push(Block::Note(format!("In the order {}.", names.join(", "))));
    blocks.push(Block::Table(Table {
        head: vec!["Task", "Points by team", ""],
        widths: vec![46, 30, 24],
        rows: balance
            .tasks
            .iter()
            .zip(&scenario.tasks)
            .map(|(it, task)| {
                let points: Vec<String> = it
                    .points
                    .iter()
                    .map(|it| it.map_or_else(|| "–".to_owned(), |it| format!("{it:.2}")))
                    .collect();
                let remark = if matches!(task.measure, Measure::Observed) {
                    "only an evaluator can tell"
                } else if it.tells {
                    "tells them apart"
                } else {
                    "does not tell them apart"
                };
                vec![
                    it.title.clone().into(),
                    points.join(" · ").into(),
                    remark.into(),
                ]
            })
            .collect(),
    }));
}
