//! An order that was just given and can still be taken back. Must not enter it itself.

use wardroom_core::exercise::Command;
use wardroom_core::scenario::Scenario;

/// Real seconds for which an order can be taken back: the author's estimate. Exercise time waits meanwhile, so that an order is
/// on record at the minute in which it was given.
pub const UNDO_SECS: f64 = 5.0;

/// An order that goes out when its time is up.
#[derive(Clone, Debug)]
pub struct Held {
    /// What will be entered.
    pub command: Command,
    /// The order in words.
    pub words: String,
    /// Real seconds that are left to take it back.
    pub left_secs: f64,
}

impl Held {
    /// A command that can be taken back for a while; none if it is no order.
    pub fn of(scenario: &Scenario, command: &Command) -> Option<Self> {
        let words = match command {
            Command::Play { card, target, .. } => {
                let title = &scenario.cards[card.at()].title;
                match target {
                    Some(target) => format!("{title}, {}", scenario.target_name(*target)),
                    None => title.clone(),
                }
            }
            Command::Improvise { text, .. } => text.clone(),
            _ => return None,
        };
        Some(Self {
            command: command.clone(),
            words,
            left_secs: UNDO_SECS,
        })
    }
}
