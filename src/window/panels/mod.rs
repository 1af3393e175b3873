//! The panels of the live screen: functions from what is to be seen to what is asked for. Must not
//! touch the exercise: a panel sees views, changes what is half entered, and says what is asked for.

mod ahead;
mod cards;
mod clock_bar;
mod curve;
mod decision;
mod desk;
mod enclosed;
mod events;
mod help;
mod improvise;
mod letter;
mod message;
mod note;
mod open;
mod pace;
mod paper;
mod people;
mod plan;
mod report;
mod rewind;
mod send;
mod services;
mod with_it;

pub use clock_bar::clock_bar_ui;
pub use curve::{curve_ui, history_plot};
pub use decision::{decision_ui, record};
pub use desk::{aims, desk_ui, open_desk, sheet_ui};
pub use enclosed::enclosed_ui;
pub use events::events_ui;
pub use help::{HelpAction, help_ui};
pub use letter::{head_and_body, icon, letter_ui};
pub use message::message_ui;
pub use pace::pace_ui;
pub use paper::{Scale, paper};
pub use plan::{asked, follows, offer_ui, silent, waiting};
pub use rewind::rewind_ui;
pub use services::services_ui;

use super::live::{Desk, PeopleAsk};
use std::path::PathBuf;
use std::sync::Arc;
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;
use wardroom_core::scenario::{Attachment, OrganisationId, Target};

/// What a panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Something of the exercise's host.
    Ask(Ask),
    /// The order that was just given is taken back.
    TakeBack,
    /// It goes out now.
    GiveNow,
    /// A message still to come is taken hold of, or let go.
    Hold(Option<usize>),
    /// A message still to come is looked at as the room would see it, or no longer.
    Rehearse(Option<usize>),
    /// One side is looked at, or all.
    Show(Option<OrganisationId>),
    /// A segment is picked on the map.
    Pick(Option<usize>),
    /// What the card that is taken up is to be played on was clicked on the table.
    Aim(Target),
    /// A card is taken up, for a segment or not.
    TakeUp(usize),
    /// Something else lies on the desk.
    Desk(Desk),
    /// The sheet with the plan opens at the last decision, to say what clause it follows or goes against.
    Cite {
        /// Whether the reason for going against one is typed next.
        against: bool,
    },
    /// The exercise branches off at the moment that is looked at.
    Branch,
    /// The room's window is opened or closed.
    RoomWindow,
    /// This window shows the room, or the console.
    RoomHere,
    /// The sheet with keys and settings.
    Help,
    /// The refusal has been read.
    Dismiss,
    /// Something is asked of the pages with which people take part.
    People(PeopleAsk),
    /// A file that came with an inject is opened with the system's own program for it.
    OpenFile(Arc<Attachment>),
    /// A file of answers from a sealed page is taken.
    Returned(PathBuf),
    /// A file is to come with the ad-hoc inject that is written.
    Attach(PathBuf),
    /// To the review of an exercise that has ended.
    Review,
}

impl Action {
    /// A command enters the exercise.
    pub fn enter(command: Command) -> Self {
        Self::Ask(Ask::Enter(command))
    }
}
