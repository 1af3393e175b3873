//! The keys, while nothing is being typed. Must not do anything: it says what is asked for.

use super::live::{Desk, Live};
use super::panels::{Action, asked, follows, record, silent};
use super::settings::Settings;
use egui::{Key, Ui};
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;
use wardroom_core::scenario::{InjectId, PromptId};

/// The number keys, in order.
const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Letters nearer to each other than this, in seconds, are typed words.
const FAST_SECS: f64 = 0.25;

/// Whether somebody is typing.
pub fn typing(ui: &Ui) -> bool {
    ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx())
}

/// Whether a key was pressed alone, and is not only still held down: held, it would go on and on.
pub fn pressed_once(ui: &Ui, wanted: Key) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            matches!(event, egui::Event::Key { key, pressed: true, repeat: false, modifiers, .. }
                if *key == wanted && !modifiers.any())
        })
    })
}

/// Changes the size of text; returns whether the sheet with keys is asked for.
pub fn settings(ui: &Ui, settings: &mut Settings) -> bool {
    if typing(ui) {
        return false;
    }
    let focused = ui.ctx().memory(|memory| memory.focused().is_some());
    ui.input(|input| {
        if !focused {
            if input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals) {
                settings.step_text(true);
            }
            if input.key_pressed(Key::Minus) {
                settings.step_text(false);
            }
        }
        input.key_pressed(Key::Questionmark)
            || (input.modifiers.shift && input.key_pressed(Key::Slash))
    })
}

/// Whether somebody says with one key that something real has happened, whatever else they are doing.
pub fn no_duff(ui: &Ui) -> bool {
    ui.input(|input| !input.modifiers.any() && input.key_pressed(Key::F8))
}

/// What the keys ask for on the live screen. With something laid over it they ask for nothing.
///
/// `was_typing` says whether somebody typed in the last frame: egui takes the keyboard away on
/// Escape before this is asked, and that Escape was meant for the field.
pub fn live(ui: &Ui, live: &mut Live, covered: bool, was_typing: bool) -> Vec<Action> {
    if typing(ui) || covered {
        return Vec::new();
    }
    // Letters in a fast run are words that were meant for a field that has lost the keyboard.
    let letters = ui.input(|input| {
        input
            .events
            .iter()
            .filter(|event| {
                // A bracket twice is a speed twice, and begins no word.
                matches!(event, egui::Event::Text(words) if words.chars().any(char::is_alphabetic))
            })
            .count()
    });
    if letters > 0 {
        let now = ui.input(|input| input.time);
        let last = std::mem::replace(&mut live.input.last_letter, now);
        if letters > 1 || now - last < FAST_SECS {
            return Vec::new();
        }
    }
    // Space and Enter press whatever has the focus, if anything has.
    let focused = ui.ctx().memory(|memory| memory.focused().is_some());
    let pressed = |key: Key| ui.input(|input| !input.modifiers.any() && input.key_pressed(key));
    let mut actions = Vec::new();
    actions.extend(take_back(ui, live));
    if pressed(Key::Space) && !focused {
        actions.push(Action::Ask(Ask::Run(!live.seen.view.clock.running)));
    }
    if pressed(Key::Enter) && !focused && live.seen.view.clock.ended {
        actions.push(Action::Review);
    } else if pressed(Key::Enter)
        && !focused
        && let Some(prompt) = live.input.decision.prompt
    {
        actions.extend(record(
            &live.seen,
            &live.input.decision,
            PromptId::from(prompt),
        ));
    }
    for (key, action) in [
        (Key::N, Action::Ask(Ask::Next)),
        (
            Key::P,
            Action::Ask(Ask::Discuss(!live.seen.view.clock.discussing)),
        ),
        (Key::I, Action::Desk(Desk::Improvise)),
        (Key::M, Action::Desk(Desk::Report)),
        (Key::E, Action::Desk(Desk::Note)),
        (Key::U, Action::Desk(Desk::Send)),
        (Key::A, Action::Ask(Ask::Read(None))),
        (Key::D, Action::RoomHere),
    ] {
        if pressed(key) {
            actions.push(action);
        }
    }
    if pressed(Key::J) {
        live.input.jump.typed = Some(String::new());
        live.input.jump.keys = true;
    }
    if pressed(Key::Slash) {
        live.input.cards.card = None;
        live.input.cards.find = true;
        actions.push(Action::Desk(Desk::Cards));
    }
    if pressed(Key::B) {
        actions.push(Action::Ask(Ask::LookBack(
            live.seen.view.clock.stands_at_secs,
        )));
    }
    if pressed(Key::Escape) && !was_typing {
        actions.extend(escape(live));
    }
    for (key, faster) in [(Key::OpenBracket, false), (Key::CloseBracket, true)] {
        if pressed(key) {
            actions.push(Action::Ask(Ask::Speed(
                live.seen.view.clock.next_speed(faster),
            )));
        }
    }
    actions.extend(plan(live, pressed));
    options(live, pressed);
    still_to_come(live, pressed, focused, &mut actions);
    actions
}

/// Closes what lies on top, one thing at a time.
fn escape(live: &mut Live) -> Option<Action> {
    let input = &mut live.input;
    if input.jump.typed.take().is_some() {
        return None;
    }
    if input.events.held.is_some() {
        return Some(Action::Hold(None));
    }
    if input.picked.take().is_some() {
        return None;
    }
    if live.refusal.is_some() {
        return Some(Action::Dismiss);
    }
    if live.seen.view.clock.looking {
        return Some(Action::Ask(Ask::ReturnToNow));
    }
    if input.cards.card.take().is_some() || input.desk != Desk::Cards {
        input.desk = Desk::Cards;
        return None;
    }
    if !input.cards.search.is_empty() {
        input.cards.search.clear();
        return None;
    }
    input.decision.option = None;
    Some(Action::Rehearse(None))
}

/// The order that was just given is taken back as anything else is.
fn take_back(ui: &Ui, live: &Live) -> Option<Action> {
    let undo = ui.input(|input| input.modifiers.command && input.key_pressed(Key::Z));
    (undo && live.held().is_some()).then_some(Action::TakeBack)
}

/// What the keys say of the last decision where the exercise is played with a plan.
fn plan(live: &Live, pressed: impl Fn(Key) -> bool) -> Option<Action> {
    let seen = &live.seen;
    if seen.plan.is_none() || seen.view.clock.looking {
        return None;
    }
    let sheet = live.input.desk == Desk::Plan;
    let of = asked(seen, &live.input.plan, sheet);
    // Whoever has picked another clause on the sheet means that one, and says so there.
    let likely = !sheet || live.input.plan.clause == 0;
    if pressed(Key::K) {
        Some(Action::Cite { against: false })
    } else if pressed(Key::G) {
        Some(Action::Cite { against: true })
    } else if pressed(Key::C) {
        // Where no clause is about it there is one to be looked for.
        of.filter(|_| likely)
            .map(|of| follows(of).unwrap_or(Action::Cite { against: false }))
    } else if pressed(Key::L) {
        of.map(silent)
    } else {
        None
    }
}

fn options(live: &mut Live, pressed: impl Fn(Key) -> bool) {
    let Some(prompt) = live.input.decision.prompt else {
        return;
    };
    let count = live.seen.scenario.prompts[prompt].options.len();
    for (at, key) in NUMBERS.into_iter().enumerate().take(count) {
        if pressed(key) {
            live.input.decision.option = Some(at);
        }
    }
}

/// Takes hold of messages still to come, and sends, holds or leaves out the one that is held.
fn still_to_come(
    live: &Live,
    pressed: impl Fn(Key) -> bool,
    focused: bool,
    actions: &mut Vec<Action>,
) {
    if !focused {
        for (key, on) in [(Key::ArrowDown, true), (Key::ArrowUp, false)] {
            if pressed(key) {
                let coming: Vec<usize> =
                    live.seen.view.upcoming.iter().map(|it| it.inject).collect();
                let at = live
                    .input
                    .events
                    .held
                    .and_then(|held| coming.iter().position(|at| *at == held));
                let next = match (at, on) {
                    (None, true) => Some(0),
                    (None, false) => coming.len().checked_sub(1),
                    (Some(at), true) => Some((at + 1).min(coming.len().saturating_sub(1))),
                    (Some(at), false) => at.checked_sub(1),
                };
                actions.push(Action::Hold(
                    next.and_then(|next| coming.get(next).copied()),
                ));
            }
        }
    }
    let Some(held) = live.input.events.held else {
        return;
    };
    let coming = live.seen.view.upcoming.iter();
    if coming.clone().all(|it| it.inject != held) {
        return;
    }
    if live.input.events.wording.is_some() {
        return;
    }
    let inject = InjectId::from(held);
    for (key, command) in [
        (Key::R, Command::Release { inject }),
        (Key::H, Command::Hold { inject }),
        (Key::S, Command::Skip { inject }),
    ] {
        if pressed(key) {
            actions.push(Action::enter(command));
        }
    }
}
