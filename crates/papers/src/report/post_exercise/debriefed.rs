//! What was said in the hot debrief, step by step; nothing where none was held here. What was agreed to change
//! stands in the improvement plan. Must not say who is to blame.

use super::shortened::{SAID, in_short, more};
use crate::report::debriefed::{HOT_DEBRIEF, said_in_step};
use crate::report::document::{Block, Cell, Table};
use wardroom_core::review::Finished;

pub(super) fn debriefed(finished: &Finished, blocks: &mut Vec<Block>) {
    let steps = HOT_DEBRIEF.iter().enumerate();
    let rows: Vec<Vec<Cell>> = steps
        .flat_map(|(at, (_, step, _))| {
            let said = said_in_step(&finished.observations, at).into_iter();
            said.map(|(who, words)| {
                vec![
                    Cell::from(*step),
                    Cell::from(who.to_owned()),
                    Cell::from(in_short(words)),
                ]
            })
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let left = rows.len().saturating_sub(SAID);
    blocks.push(Block::Heading(1, "Hot debrief".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Step", "Who", "What was said"],
        widths: vec![22, 22, 56],
        rows: rows.into_iter().take(SAID).collect(),
    }));
    more(left, "later", blocks);
}
