//! How each paper of an exercise begins: its title, and who may read it. Must not know what stands in one.

use super::document::{Block, Document};
use wardroom_core::scenario::Scenario;

pub(super) fn paper(
    scenario: &Scenario,
    what: &str,
    subtitle: &str,
    for_players: bool,
) -> Document {
    let audience = if for_players {
        "EXERCISE EXERCISE EXERCISE"
    } else {
        "EXERCISE · NOT FOR PLAYERS"
    };
    Document {
        title: format!("{}: {what}", scenario.title),
        subtitle: subtitle.to_owned(),
        marking: audience.to_owned(),
        blocks: Vec::new(),
        closing: String::new(),
    }
}

pub(super) fn heading(level: usize, words: &str) -> Block {
    Block::Heading(level, words.to_owned())
}
