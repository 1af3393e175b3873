//! Before a report is saved without names: each text that somebody typed, with what in it looks like
//! a name or an address marked, to be kept, struck or replaced. Must not save anything.

use crate::window::review::{GiveAwayInput, ReviewAction};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{area, caps, field, named, primary, quiet, secondary, text, toggle};
use egui::text::{LayoutJob, TextFormat};
use egui::{FontFamily, FontId, Modal, ScrollArea, Stroke, Ui, WidgetType};
use wardroom_papers::report::pseudonyms::{Choice, FreeText};

/// Shows the texts over the review. Leaving them forgets no choice.
pub fn give_away_ui(ui: &mut Ui, theme: &Theme, input: &mut GiveAwayInput) -> Option<ReviewAction> {
    let room = ui.ctx().content_rect();
    let mut action = None;
    let mut leave = false;
    let modal = Modal::new("give-away".into())
        .frame(area(theme))
        .show(ui.ctx(), |ui| {
            ui.set_width((room.width() - 60.0).min(860.0));
            let height = (room.height() - 150.0).max(120.0);
            ScrollArea::vertical()
                .id_salt("give-away-texts")
                .max_height(height)
                .min_scrolled_height(height.min(640.0))
                .show(ui, |ui| {
                    // The bar lies beside the words, not over them.
                    ui.set_width(ui.available_width() - 10.0);
                    texts_ui(ui, theme, &mut input.texts);
                });
            ui.add_space(6.0);
            ui.horizontal_wrapped(|ui| {
                if primary(ui, theme, "Save it so", true).clicked() {
                    action = Some(ReviewAction::SaveWithoutNames);
                }
                leave = secondary(ui, theme, "Leave it").clicked();
                quiet(ui, theme, counted(&input.texts));
            });
        });
    if leave || modal.should_close() {
        input.open = false;
    }
    action
}

fn counted(texts: &[FreeText]) -> String {
    let count = |wanted: fn(&Choice) -> bool| texts.iter().filter(|it| wanted(&it.choice)).count();
    format!(
        "{} kept, {} struck, {} replaced",
        count(|it| matches!(it, Choice::Keep)),
        count(|it| matches!(it, Choice::Strike)),
        count(|it| matches!(it, Choice::Replace(_)))
    )
}

fn texts_ui(ui: &mut Ui, theme: &Theme, texts: &mut [FreeText]) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.label(text(
        "Save without names",
        size::TITLE,
        semibold(),
        theme.text,
    ));
    quiet(
        ui,
        theme,
        "Wherever a person is named in a role, as evaluator, owner or the like, a role stands instead. What people typed is below, with what looks like a name or an address marked. Not every name looks like one: read what you keep. Nothing is written before you save it.",
    );
    if texts.is_empty() {
        quiet(ui, theme, "Nobody typed anything.");
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, theme, "Keep all").clicked() {
            choose_all(texts, |_| Choice::Keep);
        }
        if secondary(ui, theme, "Strike all").clicked() {
            choose_all(texts, |_| Choice::Strike);
        }
        if secondary(ui, theme, "Replace what is marked in all").clicked() {
            choose_all(texts, |it| Choice::Replace(it.suggested()));
        }
    });
    for (at, one) in texts.iter_mut().enumerate() {
        ui.add_space(8.0);
        text_ui(ui, theme, at + 1, one);
    }
}

fn choose_all(texts: &mut [FreeText], choice: impl Fn(&FreeText) -> Choice) {
    for text in texts {
        text.choice = choice(text);
    }
}

/// One text, what is marked in it in words, and what becomes of it.
fn text_ui(ui: &mut Ui, theme: &Theme, number: usize, one: &mut FreeText) {
    caps(ui, theme, &format!("{number}  {}", one.place));
    ui.label(marked(theme, one));
    if !one.marks.is_empty() {
        let signs: Vec<String> = one
            .marks
            .iter()
            .map(|it| format!("{}: {}", &one.text[it.from..it.to], it.sign.words()))
            .collect();
        quiet(ui, theme, signs.join(" · "));
    }
    ui.horizontal_wrapped(|ui| {
        let replaced = matches!(one.choice, Choice::Replace(_));
        for (word, on, new) in [
            ("Keep", one.choice == Choice::Keep, Choice::Keep),
            ("Strike", one.choice == Choice::Strike, Choice::Strike),
            ("Replace", replaced, Choice::Replace(one.suggested())),
        ] {
            let response = toggle(ui, theme, on, word);
            let name = format!("{word} text {number}");
            named(&response, WidgetType::RadioButton, &name);
            if response.clicked() && !on {
                one.choice = new;
            }
        }
    });
    if let Choice::Replace(words) = &mut one.choice {
        field(
            ui,
            theme,
            &format!("Instead of text {number}"),
            "Other words",
            words,
            2,
        );
    }
}

/// A text with its marks underlined on a ground of their own; struck through while it is struck.
fn marked(theme: &Theme, one: &FreeText) -> LayoutJob {
    let struck = one.choice == Choice::Strike;
    let plain = TextFormat {
        font_id: FontId::new(size::BODY, FontFamily::Proportional),
        color: if struck { theme.quiet } else { theme.text },
        strikethrough: if struck {
            Stroke::new(1.0, theme.quiet)
        } else {
            Stroke::NONE
        },
        ..TextFormat::default()
    };
    let lit = TextFormat {
        background: theme.warning,
        underline: Stroke::new(1.0, theme.reduced),
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for mark in &one.marks {
        job.append(&one.text[at..mark.from], 0.0, plain.clone());
        job.append(&one.text[mark.from..mark.to], 0.0, lit.clone());
        at = mark.to;
    }
    job.append(&one.text[at..], 0.0, plain);
    job
}
