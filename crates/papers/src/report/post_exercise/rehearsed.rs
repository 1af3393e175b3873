//! What the exercise made of the trust's plan with which it was played: which clauses were followed, and
//! how that went, what was against it, where it was silent. Silent itself where there was no plan. Must
//! not say of a clause that it is good or bad.

use super::shortened::{CITED, in_short, more, most};
use crate::report::document::{Block, Cell, Table};
use wardroom_core::coverage::{Coverage, Instance, Standing};
use wardroom_core::exercise::Stance;
use wardroom_core::review::Finished;

pub(super) fn rehearsed(finished: &Finished, blocks: &mut Vec<Block>) {
    let Some((plan, coverage)) = wardroom_core::coverage::rehearsed(finished) else {
        return;
    };
    let clauses = &coverage.clauses;
    let followed: Vec<(&str, &str, &Instance)> = clauses
        .iter()
        .flat_map(|it| {
            it.followed
                .iter()
                .map(|at| (it.id.as_str(), it.title.as_str(), at))
        })
        .collect();
    blocks.push(Block::Heading(1, "The plan".to_owned()));
    blocks.push(Block::Text(format!(
        "Played with “{}”, version {}, of {}. In this exercise, of {}.",
        plan.title,
        plan.version,
        plan.organisation,
        coverage.in_words()
    )));
    if !followed.is_empty() {
        let hurt = |it: &(&str, &str, &Instance)| u64::from(it.2.hurt);
        let (shown, left) = most(&followed, CITED, hurt);
        blocks.push(Block::Heading(2, "Followed".to_owned()));
        blocks.push(Block::Table(Table {
            head: vec!["Clause", "Time", "What was decided", "Who", "How it went"],
            widths: vec![22, 11, 27, 15, 25],
            rows: shown
                .iter()
                .map(|(id, title, it)| {
                    let hurt = if it.hurt {
                        "\nFollowed, and it went badly."
                    } else {
                        ""
                    };
                    vec![
                        format!("{id} {title}").into(),
                        it.cited.clock.clone().into(),
                        it.cited.what.clone().into(),
                        it.cited.role.clone().into(),
                        format!("{}{hurt}", it.cited.went_in_words()).into(),
                    ]
                })
                .collect(),
        }));
        more(left, "which went better", blocks);
        blocks.push(Block::Note(
            "How it went is the rating of the tasks whose moment it was. It went badly where one of them is M or U: that points at a clause to be looked at, and says not that the clause was wrong. It may have been followed too late.".to_owned(),
        ));
    }
    disputed(&coverage, blocks);
    let uncited: Vec<String> = clauses
        .iter()
        .filter(|it| it.standing == Standing::Uncited)
        .map(|it| format!("{} {}", it.id, it.title))
        .collect();
    if !uncited.is_empty() {
        blocks.push(Block::Note(format!(
            "Done, and nobody said that the plan was followed: {}.",
            uncited.join("; ")
        )));
    }
}

/// What was decided against the plan, and where it was silent.
pub(in crate::report) fn disputed(coverage: &Coverage, blocks: &mut Vec<Block>) {
    against(&coverage.clauses, blocks);
    silent(&coverage.silent, blocks);
}

/// What was decided otherwise than the plan says, and why.
fn against(clauses: &[wardroom_core::coverage::Covered], blocks: &mut Vec<Block>) {
    let rows: Vec<Vec<Cell>> = clauses
        .iter()
        .flat_map(|clause| clause.against.iter().map(move |it| (clause, it)))
        .map(|(clause, it)| {
            let because = match &it.cited.stance {
                Stance::Against { because, .. } => in_short(because),
                Stance::Follows { .. } | Stance::Silent => String::new(),
            };
            vec![
                format!("{} {}", clause.id, clause.title).into(),
                it.cited.clock.clone().into(),
                it.cited.what.clone().into(),
                it.cited.role.clone().into(),
                because.into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let left = rows.len().saturating_sub(CITED);
    blocks.push(Block::Heading(2, "Against the plan".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Clause", "Time", "What was decided", "Who", "Because"],
        widths: vec![22, 11, 27, 15, 25],
        rows: rows.into_iter().take(CITED).collect(),
    }));
    more(left, "later", blocks);
}

/// Moments of which the plan says nothing: what a new clause could be about.
fn silent(moments: &[Instance], blocks: &mut Vec<Block>) {
    if moments.is_empty() {
        return;
    }
    blocks.push(Block::Heading(2, "The plan was silent".to_owned()));
    let told = moments.iter().take(CITED);
    blocks.push(Block::List(
        told.map(|it| format!("{} {}: {}", it.cited.clock, it.cited.role, it.cited.what))
            .collect(),
    ));
    more(moments.len().saturating_sub(CITED), "later", blocks);
}
