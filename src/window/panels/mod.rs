//! The panels of the live screen: functions from what is to be seen to what is asked for. Must not
//! touch the exercise.

mod ahead;
mod cards;
mod clock_bar;
mod curve;
mod decision;
mod desk;
mod events;
mod help;
mod improvise;
mod letter;
mod message;
mod note;
mod report;
mod rewind;
mod send;
mod services;

pub use ahead::ahead_ui;
pub use clock_bar::clock_bar_ui;
pub use curve::{curve_ui, history_plot};
pub use decision::{decision_ui, record};
pub use desk::desk_ui;
pub use events::{events_ui, in_order};
pub use help::{HelpAction, help_ui};
pub use letter::{Scale, letter_ui};
pub use message::message_ui;
pub use rewind::rewind_ui;
pub use services::services_ui;

use super::draft::Desk;
use wardroom_core::exercise::{Command, Source};

/// What a panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Something enters the exercise.
    Command(Command),
    /// The clock runs or stands.
    Run(bool),
    /// The clock stands while the room talks something over, or no longer.
    Discuss(bool),
    /// At another speed.
    Speed(u32),
    /// On to the next message or question.
    Next,
    /// On to a time, as typed.
    Jump(String),
    /// On to the next move.
    Leap,
    /// A message is to be read; the next that was not, if none is named.
    Read(Option<Source>),
    /// A message still to come is taken hold of, or let go.
    Hold(Option<usize>),
    /// A message still to come is looked at as the room would see it, or no longer.
    Rehearse(Option<usize>),
    /// A segment is picked on the map.
    Pick(Option<usize>),
    /// A card is taken up, for a segment or not.
    TakeUp(usize),
    /// Something else lies on the desk.
    Desk(Desk),
    /// A moment of the past is looked at, seconds since STARTEX.
    LookBack(u64),
    /// No longer.
    ReturnToNow,
    /// The exercise branches off there.
    Branch,
    /// The room's window is opened or closed.
    RoomWindow,
    /// This window shows the room, or the console.
    RoomHere,
    /// The sheet with keys and settings.
    Help,
    /// The refusal has been read.
    Dismiss,
    /// To the review of an exercise that has ended.
    Review,
}
