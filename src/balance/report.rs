//! A balance report as a document. Must not judge beyond the verdict.

use super::collect::Balance;
use crate::report::document::{Block, Document, Table};
use crate::scenario::{Measure, Scenario};

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
        subtitle: "Played many times by scripted teams, by nobody, at random and by a searching team, under the same luck for all. Every figure is simulated.".to_owned(),
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
            "Mean readiness",
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
                let band = team.readiness;
                let mut row = vec![team.team.clone(), figure(team.mean)];
                row.extend([band.low, band.lower, band.median, band.upper, band.high].map(figure));
                row
            })
            .collect(),
    }));
    blocks.push(Block::Note(
        "Percentiles of readiness over the seeds.".to_owned(),
    ));
    let Some(first) = balance.teams.first() else {
        return;
    };
    for (at, (name, _)) in first.outcomes.iter().enumerate() {
        blocks.push(Block::Heading(2, (*name).to_owned()));
        blocks.push(Block::Table(Table {
            head: vec!["Team", "5th", "Median", "95th"],
            widths: vec![46, 18, 18, 18],
            rows: balance
                .teams
                .iter()
                .filter_map(|team| {
                    let (_, band) = team.outcomes.get(at)?;
                    Some(vec![
                        team.team.clone(),
                        figure(band.low),
                        figure(band.median),
                        figure(band.high),
                    ])
                })
                .collect(),
        }));
    }
}

fn options(scenario: &Scenario, balance: &Balance, blocks: &mut Vec<Block>) {
    if balance.options.iter().all(|it| it.taken == 0) {
        return;
    }
    blocks.push(heading("What each option is worth"));
    blocks.push(Block::Note("In the hands of each scripted team, everything else decided as its script says: points of readiness more or less than the other options of the question, on average. Points of tasks that only an evaluator sees are not in it.".to_owned()));
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
                        it.title.clone(),
                        it.over.map_or_else(|| "–".to_owned(), points),
                        format!("{:.0}%", it.best * 100.0),
                        it.taken.to_string(),
                        if it.dominates {
                            "leaves no choice"
                        } else if it.taken == 0 {
                            "never possible"
                        } else if it.dominated_by.is_some() {
                            "another is better in everything"
                        } else {
                            ""
                        }
                        .to_owned(),
                    ]
                })
                .collect(),
        }));
    }
}

/// Points more or less, with a sign.
fn points(value: f64) -> String {
    if value.abs() < 0.05 {
        "0.0".to_owned()
    } else if value < 0.0 {
        format!("−{:.1}", -value)
    } else {
        format!("+{value:.1}")
    }
}

fn cards(balance: &Balance, blocks: &mut Vec<Block>) {
    if balance.cards.iter().all(|it| it.played == 0) {
        return;
    }
    blocks.push(heading("What each card is worth"));
    blocks.push(Block::Note("Played once more by the same team, in the first half, on any one of its targets: points of readiness more or less than without it.".to_owned()));
    let mut cards: Vec<_> = balance.cards.iter().collect();
    let median = |it: &super::CardValue| it.adds.map_or(f64::NEG_INFINITY, |band| band.median);
    cards.sort_by(|a, b| median(b).total_cmp(&median(a)));
    blocks.push(Block::Table(Table {
        head: vec!["Card", "5th", "Median", "95th", "Could be played"],
        widths: vec![46, 13, 13, 13, 15],
        rows: cards
            .into_iter()
            .map(|it| {
                let [low, middle, high] = it.adds.map_or_else(
                    || ["–", "–", "–"].map(ToOwned::to_owned),
                    |band| [band.low, band.median, band.high].map(points),
                );
                vec![it.title.clone(), low, middle, high, it.played.to_string()]
            })
            .collect(),
    }));
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
                    "by hand".to_owned()
                } else {
                    format!("{:.0}%", it.share * 100.0)
                };
                let [low, middle, high] = it.mins.map_or_else(
                    || ["–", "–", "–"].map(ToOwned::to_owned),
                    |band| [band.low, band.median, band.high].map(clock),
                );
                vec![it.title.clone(), share, low, middle, high]
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
                vec![it.title.clone(), points.join(" · "), remark.to_owned()]
            })
            .collect(),
    }));
}
