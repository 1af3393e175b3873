//! What the facilitator has begun and not yet asked for: which panel lies open, what is picked, what
//! is half typed. Must not enter anything.

use super::Seen;
use std::collections::BTreeSet;
use std::net::IpAddr;
use wardroom_core::exercise::Given;
use wardroom_core::exercise::{Figures, Methane};
use wardroom_core::scenario::{Enclosed, OrganisationId, Rating, Scenario, Target, TargetKind};
use wardroom_core::views::Takes;
use wardroom_core::words;
use wardroom_pages::Network;

/// What lies on the desk below the decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Desk {
    /// Action cards.
    #[default]
    Cards,
    /// All action cards side by side.
    Every,
    /// A decision that no card foresees.
    Improvise,
    /// A situation report, or METHANE.
    Report,
    /// An evaluator's note.
    Note,
    /// A message that the scenario does not have.
    Send,
    /// Who takes part with a browser.
    People,
    /// How what was decided stands to the trust's plan.
    Plan,
}

impl Desk {
    /// What opens on a sheet of its own, in order, with its words.
    pub const FORMS: [(Self, &'static str); 5] = [
        (Self::Every, "All cards"),
        (Self::Improvise, words::FREE_PLAY),
        (Self::Report, "Report"),
        (Self::Note, "Note"),
        (Self::Send, words::AD_HOC),
    ];
}

/// What has been begun.
#[derive(Clone, Debug, Default)]
pub struct PendingInput {
    /// What lies on the desk.
    pub desk: Desk,
    /// A decision point.
    pub decision: DecisionInput,
    /// An action card.
    pub cards: CardInput,
    /// A message of the facilitator's own that is being written.
    pub improvised: Improvised,
    /// A participant's report that is being taken down.
    pub reported: Reported,
    /// An evaluator's note that is being written.
    pub noted: Noted,
    /// What one of the team tells somebody, being written.
    pub sent: Sent,
    /// Who takes part with a browser, and what they want of the facilitator.
    pub people: PeopleInput,
    /// How what was decided stands to the trust's plan.
    pub plan: PlanInput,
    /// The events list.
    pub events: EventsInput,
    /// A time to jump to.
    pub jump: JumpInput,
    /// The segment that is picked on the map.
    pub picked: Option<usize>,
    /// When a letter was last pressed outside any field, seconds of the window's own time.
    pub last_letter: f64,
}

impl PendingInput {
    /// The decisions whose price is asked for: the option that is chosen, and the card or the
    /// improvisation that lies on the desk.
    pub fn prices(&self, seen: &Seen) -> Vec<Takes> {
        let decision = &self.decision;
        let option = decision.prompt.zip(decision.option);
        let option = option.map(|(prompt, option)| Takes::Option(prompt, option));
        let desk = match self.desk {
            Desk::Cards => self.cards.price(seen),
            Desk::Improvise => self.improvised.price(&seen.scenario),
            _ => None,
        };
        option.into_iter().chain(desk).collect()
    }
}

impl CardInput {
    /// What the card that is taken up would take.
    fn price(&self, seen: &Seen) -> Option<Takes> {
        let at = self.card?;
        let card = seen.scenario.cards.get(at)?;
        let target = self.aimed(&seen.scenario.targets(card.target));
        let lacks = card.target != TargetKind::Nothing && target.is_none();
        (!lacks).then(|| Takes::Card(at, target, seen.card_by(at, self.by)))
    }

    /// Which of a card's targets it is aimed at.
    pub fn aimed(&self, targets: &[Target]) -> Option<Target> {
        targets.get(self.target?).copied()
    }
}

/// A decision point that is being answered.
#[derive(Clone, Debug, Default)]
pub struct DecisionInput {
    /// Which decision point.
    pub prompt: Option<usize>,
    /// Which option.
    pub option: Option<usize>,
    /// Which of the roles that may decide it.
    pub by: usize,
    /// Why it is decided so.
    pub because: String,
    /// Whether that field should have the keyboard.
    pub because_keys: bool,
    /// Why not the others.
    pub against: String,
    /// Hands for each option.
    pub hands: Vec<u32>,
}

/// An action card that is looked for or taken up.
#[derive(Clone, Debug, Default)]
pub struct CardInput {
    /// Which card.
    pub card: Option<usize>,
    /// Which of the card's targets; none until somebody has said so, for a cut in the wrong place can't be
    /// taken back.
    pub target: Option<usize>,
    /// What is typed to find a target.
    pub target_search: String,
    /// Which of the roles that may play the card.
    pub by: usize,
    /// Why the card is played.
    pub because: String,
    /// What is typed to find a card.
    pub search: String,
    /// Only cards that this role may play.
    pub only_role: Option<usize>,
    /// Whether the field to find a card should have the keyboard.
    pub find: bool,
}

/// What is begun in the events list.
#[derive(Clone, Debug, Default)]
pub struct EventsInput {
    /// The inject that was just held or skipped, and what was done to it, so that it can be undone at once.
    pub set_aside: Option<(usize, &'static str)>,
    /// A message still to come that is taken hold of.
    pub held: Option<usize>,
    /// Another wording for it.
    pub wording: Option<(usize, String)>,
    /// A correction: of which event, and its words.
    pub correction: Option<(u64, String)>,
}

/// A time to jump to.
#[derive(Clone, Debug, Default)]
pub struct JumpInput {
    /// As typed, once it is asked for.
    pub typed: Option<String>,
    /// The time that was asked for and is far off: asked for once more, it is jumped to.
    pub far: Option<String>,
    /// Whether that field should have the keyboard.
    pub keys: bool,
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
    /// The figures that it asks for.
    pub figures: Vec<u32>,
}

/// A situation report.
#[derive(Clone, Debug, Default)]
pub struct Reported {
    /// By which role.
    pub by: usize,
    /// Whether it is taken down letter by letter of METHANE, else as free text.
    pub as_methane: bool,
    /// In words.
    pub text: String,
    /// In figures, as typed: locked devices, services affected, waiting in ED.
    pub figures: [String; 3],
    /// In seven parts.
    pub methane: Methane,
}

impl Improvised {
    /// What it is to change in the hospital, as far as it can be understood yet.
    pub fn effects(&self) -> Vec<Given> {
        self.effects
            .iter()
            .map(|(_, effect)| effect.clone())
            .collect()
    }

    /// What it would take, if it has effects.
    pub fn price(&self, scenario: &Scenario) -> Option<Takes> {
        let of = scenario.roles.get(self.by);
        let of = of.map_or(OrganisationId(0), |role| role.of);
        (!self.effects.is_empty()).then(|| Takes::Improvised(of, self.effects()))
    }
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
    /// How well the task was done, where the note says so.
    pub rating: Option<Rating>,
    /// Whether the text should have the keyboard.
    pub take_keys: bool,
}

/// How what was decided stands to the trust's plan, while it is being said.
#[derive(Clone, Debug, Default)]
pub struct PlanInput {
    /// The decision that is picked, by its number in the log.
    pub entry: Option<u64>,
    /// The clause that is picked, by its place in the list of those that are offered for it.
    pub clause: usize,
    /// Why it goes against the clause.
    pub because: String,
    /// Whether that field should have the keyboard.
    pub because_keys: bool,
    /// Decisions up to this one, by its number in the log, are asked about no more.
    pub put_off: u64,
}

impl PlanInput {
    /// Picks a decision: of its clauses the most likely first.
    pub fn pick(&mut self, entry: u64) {
        if self.entry != Some(entry) {
            self.entry = Some(entry);
            self.clause = 0;
            self.because.clear();
        }
    }
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
    /// Files that come with it.
    pub attachments: Vec<Enclosed>,
    /// The path of one more, as typed.
    pub file: String,
    /// Why the last one can't come with it.
    pub told: Option<String>,
}

/// What is begun on the sheet of the people who take part.
#[derive(Clone, Debug, Default)]
pub struct PeopleInput {
    /// The networks of this machine, once they were looked for.
    pub networks: Option<Vec<Network>>,
    /// The one that is picked.
    pub network: Option<IpAddr>,
    /// What is being answered: the number of its event, and the answer.
    pub reply: Option<(usize, String)>,
    /// Events that want nothing of the facilitator any more.
    pub done: BTreeSet<usize>,
    /// The code of an answer from paper, as typed.
    pub code: String,
    /// The file of answers from a sealed page, as typed or dropped.
    pub file: String,
    /// What came of the last such code or file, in words.
    pub told: String,
    /// Whether the way in stands aside for the page that tests whether phones get here.
    pub test: bool,
}
