//! The desk: action cards, and the ways to the other forms; and the sheet on which a card or a form opens.
//! Must not contain a form.

use super::Action;
use super::cards::{every_card, found_cards, one_card};
use super::improvise::improvise_ui;
use super::note::note_ui;
use super::people::people_ui;
use super::plan::plan_ui;
use super::report::report_ui;
use super::send::send_ui;
use crate::window::live::{Desk, Held, PendingInput, People, Seen};
use crate::window::theme::{Theme, size};
use crate::window::widgets::{caps, named, quiet, row, scrolled, secondary, toggle};
use egui::{FontFamily, FontId, TextStyle, Ui, WidgetInfo, WidgetType, vec2};
use wardroom_core::words;

/// From this width on the ways in have room in a row at the usual size.
const ONE_ROW: f32 = 430.0;

/// Whether a card or a form lies open.
pub fn open_desk(input: &PendingInput) -> bool {
    let typed = !input.cards.search.trim().is_empty();
    input.desk != Desk::Cards || input.cards.card.is_some() || typed
}

/// Whether what lies open is a card that may be aimed at the table.
pub fn aims(input: &PendingInput) -> bool {
    input.desk == Desk::Cards && input.cards.card.is_some()
}

/// Shows the ways to the forms, and the cards below.
pub fn desk_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut PendingInput,
) -> Option<Action> {
    let ended = seen.view.clock.ended;
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(6.0, 4.0);
        // All ways in stand in one row.
        let narrow = ui.available_width() < ONE_ROW;
        if narrow {
            ui.spacing_mut().item_spacing.x = 3.0;
            ui.spacing_mut().button_padding.x = 4.0;
            let small = FontId::new(size::SMALL, FontFamily::Proportional);
            ui.style_mut().text_styles.insert(TextStyle::Button, small);
        }
        // What evaluators saw can be noted after ENDEX as well.
        let open = |(desk, _): &(Desk, &str)| !ended || *desk == Desk::Note;
        // Where there is a plan, what is said of it as well, which is none of the team's.
        let plan = seen.plan.as_ref().map(|_| (Desk::Plan, words::PLAN));
        let forms = Desk::FORMS.into_iter().filter(open).chain(plan);
        for (desk, words) in forms {
            let on = input.desk == desk;
            // One more than there is room for at full length.
            let short = seen.plan.is_some() && narrow && words.contains('-');
            let first = words.split(' ').next().unwrap_or(words);
            let button = toggle(ui, theme, on, if short { first } else { words });
            if short {
                button.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, words));
            }
            if button.clicked() {
                action = Some(Action::Desk(if on { Desk::Cards } else { desk }));
            }
        }
    });
    if ended {
        quiet(ui, theme, "The exercise has ended: the cards are put away.");
        return action;
    }
    action.or(found_cards(ui, theme, seen, &mut input.cards))
}

/// Shows the card or the form that lies open.
pub fn sheet_ui(
    ui: &mut Ui,
    theme: &Theme,
    (seen, people): (&Seen, Option<&People>),
    input: &mut PendingInput,
    held: Option<&Held>,
) -> Option<Action> {
    let name = match input.desk {
        Desk::Cards if input.cards.card.is_none() => "Cards found",
        Desk::Cards => "Action card",
        Desk::People => words::PEOPLE,
        Desk::Plan => words::PLAN,
        desk => Desk::FORMS
            .into_iter()
            .find(|(one, _)| *one == desk)
            .map_or("", |(_, words)| words),
    };
    let mut closed = false;
    row(
        ui,
        |ui| {
            caps(ui, theme, name);
        },
        |ui| {
            let close = secondary(ui, theme, "Close").on_hover_text("Esc");
            named(&close, WidgetType::Button, "Close the sheet");
            closed = close.clicked();
        },
    );
    if closed {
        input.cards.card = None;
        input.cards.because.clear();
        input.cards.search.clear();
        return Some(Action::Desk(Desk::Cards));
    }
    if let (Desk::Cards, Some(card)) = (input.desk, input.cards.card) {
        return one_card(ui, theme, card, seen, &mut input.cards, held);
    }
    let mut asked = None;
    scrolled(ui, "desk", |ui| {
        asked = match input.desk {
            Desk::Improvise => improvise_ui(ui, theme, seen, &mut input.improvised),
            Desk::Report => report_ui(ui, theme, seen, &mut input.reported),
            Desk::Note => note_ui(ui, theme, seen, &mut input.noted),
            Desk::Send => send_ui(ui, theme, seen, &mut input.sent),
            Desk::Plan => plan_ui(ui, theme, seen, &mut input.plan),
            Desk::People => people_ui(ui, theme, seen, people, &mut input.people),
            Desk::Every | Desk::Cards => every_card(ui, theme, seen, &mut input.cards),
        };
    });
    asked
}
