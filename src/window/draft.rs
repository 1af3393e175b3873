//! What the facilitator has begun to write down and not yet entered. Must not enter anything.

use wardroom_core::exercise::Given;
use wardroom_core::exercise::{Figures, Methane};
use wardroom_core::scenario::Rating;

/// What lies on the desk below the decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Desk {
    /// Action cards.
    #[default]
    Cards,
    /// A decision that no card foresees.
    Improvise,
    /// A situation report, or METHANE.
    Report,
    /// An evaluator's note.
    Note,
    /// A message that the scenario does not have.
    Send,
}

impl Desk {
    /// All, in order, with their words.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Cards, "Cards"),
        (Self::Improvise, "Improvise"),
        (Self::Report, "Report"),
        (Self::Note, "Note"),
        (Self::Send, "Send"),
    ];
}

/// What has been begun.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What lies on the desk.
    pub desk: Desk,
    /// Which prompt.
    pub prompt: Option<usize>,
    /// Which option.
    pub option: Option<usize>,
    /// Which of the roles that may decide the prompt.
    pub by: usize,
    /// Why the prompt is decided so.
    pub because: String,
    /// Whether that field should have the keyboard.
    pub because_keys: bool,
    /// Why not the others.
    pub against: String,
    /// Hands for each option.
    pub hands: Vec<u32>,
    /// Which card.
    pub card: Option<usize>,
    /// Which of the card's targets.
    pub target: usize,
    /// What is typed to find a target.
    pub target_search: String,
    /// Which of the roles that may play the card.
    pub card_by: usize,
    /// Why the card is played.
    pub card_because: String,
    /// What is typed to find a card.
    pub search: String,
    /// Only cards that this role may play.
    pub only_role: Option<usize>,
    /// Whether the field to find a card should have the keyboard.
    pub find: bool,
    /// Improvised.
    pub improvised: Improvised,
    /// Reported.
    pub reported: Reported,
    /// Noted.
    pub noted: Noted,
    /// Sent.
    pub sent: Sent,
    /// Another wording for the inject that is picked.
    pub wording: Option<(usize, String)>,
    /// A correction: of which event, and its words.
    pub correction: Option<(u64, String)>,
    /// A time to jump to, as typed.
    pub jump: Option<String>,
    /// Whether that field should have the keyboard.
    pub jump_keys: bool,
}

/// A decision that no card foresees.
#[derive(Clone, Debug, Default)]
pub struct Improvised {
    /// What.
    pub text: String,
    /// Why.
    pub because: String,
    /// By which role.
    pub by: usize,
    /// Its effects, each with its words.
    pub effects: Vec<(String, Given)>,
    /// Which effect of the palette is being chosen, and on which target.
    pub choosing: (usize, usize),
}

/// A situation report.
#[derive(Clone, Debug, Default)]
pub struct Reported {
    /// By which role.
    pub by: usize,
    /// Whether it is METHANE.
    pub as_methane: bool,
    /// In words.
    pub text: String,
    /// In figures, as typed: locked devices, services affected, waiting in ED.
    pub figures: [String; 3],
    /// In seven parts.
    pub methane: Methane,
}

impl Reported {
    /// The figures that were given.
    pub fn given(&self) -> Option<Figures> {
        let [locked, services, ed_waiting] = self
            .figures
            .each_ref()
            .map(|text| text.trim().replace(',', "").parse().ok());
        let figures = Figures {
            locked,
            services,
            ed_waiting,
        };
        (figures != Figures::default()).then_some(figures)
    }
}

/// An evaluator's note.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// Which evaluator.
    pub by: usize,
    /// What.
    pub text: String,
    /// Which task.
    pub task: Option<usize>,
    /// Which inject.
    pub inject: Option<usize>,
    /// A rating.
    pub rating: Option<Rating>,
    /// Whether the text should have the keyboard.
    pub take_keys: bool,
}

/// A message that the scenario does not have.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// Who it is from.
    pub from: String,
    /// Roles it is for.
    pub to: Vec<usize>,
    /// Which channel.
    pub channel: usize,
    /// What it says.
    pub text: String,
}
