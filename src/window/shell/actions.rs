//! What the live screen's panels and keys ask for, done. Must not change the exercise but by
//! asking its host.

use super::super::live::{CardInput, Desk, Live};
use super::super::panels::{Action, asked};
use super::super::screens::Part;
use super::go::Go;
use super::screen::Screen;
use super::state::Shell;
use wardroom_core::host::Ask;
use wardroom_core::scenario::Target;

impl Shell {
    /// Does what a panel asked for.
    pub(super) fn act(&mut self, ctx: &egui::Context, action: Action) {
        let Screen::Live(live) = &mut self.screen else {
            return;
        };
        match action {
            Action::Ask(Ask::Enter(command)) => live.order(command),
            Action::Ask(ask) => live.ask(ask),
            Action::TakeBack => live.take_back(),
            Action::GiveNow => live.give_now(),
            Action::Hold(at) => {
                live.input.events.held = at;
                live.rehearse(None);
                if at.is_some() {
                    // One thing lies over the screen at a time.
                    live.input.picked = None;
                    live.input.jump.typed = None;
                }
            }
            Action::Rehearse(at) => live.rehearse(at),
            Action::Show(of) => live.show(of),
            Action::Pick(segment) => {
                live.input.picked = segment;
                if segment.is_some() {
                    live.input.events.held = None;
                    live.input.jump.typed = None;
                }
                aim(live);
            }
            Action::Aim(target) => aim_at(live, target),
            Action::TakeUp(card) => {
                take_up(live, card);
                self.layout.part = Part::Desk;
            }
            Action::Desk(desk) => {
                live.input.desk = desk;
                live.input.noted.take_keys = desk == Desk::Note;
                self.layout.part = Part::Desk;
            }
            Action::Cite { against } => {
                cite(live, against);
                self.layout.part = Part::Desk;
            }
            Action::Branch => self.ask(Go::Branch),
            Action::RoomWindow => self.toggle_room(),
            Action::RoomHere => self.rooms.here = !self.rooms.here,
            Action::Help => self.dialogs.help = true,
            Action::Dismiss => live.refusal = None,
            Action::People(ask) => {
                let ctx = ctx.clone();
                live.ask_people(ask, move || ctx.request_repaint());
            }
            Action::OpenFile(file) => live.open_file(file),
            Action::Attach(path) => live.attach(path),
            Action::Returned(path) => live.take_returned(path),
            Action::Review => self.ask(Go::Review),
        }
    }

    /// Opens the window of the room that the facilitator looks at, or closes it.
    pub fn toggle_room(&mut self) {
        if let Screen::Live(live) = &self.screen {
            self.rooms.toggle(live.seen.room_of());
        }
    }
}

/// Opens the sheet with the plan at the last decision of which nothing was said.
fn cite(live: &mut Live, against: bool) {
    let open = live.input.desk == Desk::Plan;
    let entry = asked(&live.seen, &live.input.plan, open).map(|it| it.entry);
    if let Some(entry) = entry {
        live.input.plan.pick(entry);
    }
    live.input.plan.because_keys = against;
    live.input.desk = Desk::Plan;
}

/// Takes up a card, to be ordered by the first present of those who may.
fn take_up(live: &mut Live, card: usize) {
    let scenario = live.scenario().clone();
    let by = live.seen.deciders(&scenario.cards[card].by);
    live.input.desk = Desk::Cards;
    live.input.cards = CardInput {
        card: Some(card),
        by: live.seen.first_present(&by),
        only_role: live.input.cards.only_role,
        ..CardInput::default()
    };
    aim(live);
}

/// Points the card that is taken up at the segment that is picked, if it can be played there.
fn aim(live: &mut Live) {
    if let Some(segment) = live.input.picked {
        aim_at(live, Target::Segment(segment.into()));
    }
}

/// Points the card that is taken up at something, if it can be played there.
fn aim_at(live: &mut Live, wanted: Target) {
    let Some(card) = live.input.cards.card else {
        return;
    };
    let scenario = live.scenario().clone();
    if let Some(at) = scenario
        .targets(scenario.cards[card].target)
        .iter()
        .position(|target| *target == wanted)
    {
        live.input.cards.target = Some(at);
        live.input.cards.target_search.clear();
    }
}
