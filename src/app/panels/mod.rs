//! The panels of the live screen: functions from what is to be seen to what is asked for. Must not
//! touch the exercise.

mod cards;
mod clock_bar;
mod curve;
mod decision;
mod events;
mod message;
mod services;

pub use cards::cards_ui;
pub use clock_bar::clock_bar_ui;
pub use curve::{curve_ui, history_plot};
pub use decision::decision_ui;
pub use events::events_ui;
pub use message::message_ui;
pub use services::services_ui;

use crate::exercise::Command;

/// What a panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Something enters the exercise.
    Command(Command),
    /// The clock runs or stands.
    Run(bool),
    /// At another speed.
    Speed(u32),
    /// On to the next message or question.
    Next,
    /// A message is to be read; the next that was not, if none is named.
    Read(Option<usize>),
    /// A message still to come is taken hold of, or let go.
    Hold(Option<usize>),
    /// A segment is picked on the map.
    Pick(Option<usize>),
    /// The refusal has been read.
    Dismiss,
    /// To the review of an exercise that has ended.
    Review,
}
