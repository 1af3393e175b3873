//! What lies over any screen: that something could not be done, the sheet with keys and settings,
//! the question before closing. Must not know which screen lies below.

use super::super::panels::{HelpAction, help_ui};
use super::super::settings::Settings;
use super::super::theme::Theme;
use super::super::widgets::{area, primary, secondary};
use egui::{Frame, Modal, Ui};

/// What lies over the screen.
#[derive(Debug, Default)]
pub struct Dialogs {
    /// Whether the sheet with keys and settings is open.
    pub help: bool,
    /// The size of text as it is shown, per cent: one that is chosen on the sheet holds when the sheet is
    /// closed, so that its buttons stay under the pointer.
    pub text_pct: u16,
    /// Whether closing has been asked for although something is not on disk.
    pub closing: bool,
    /// Whether the author is to be left although something is not saved.
    pub leaving: bool,
    /// Whether what is not saved may be lost.
    pub left: bool,
    /// Whether the window may close.
    pub closed: bool,
    /// What could not be done, in words.
    pub trouble: Option<String>,
    /// What draws the window, in words, once it is known.
    pub drawn_by: Option<String>,
}

impl Dialogs {
    /// Whether the screen below gets no keys.
    pub fn cover(&self) -> bool {
        self.help || self.closing || self.leaving
    }

    /// What could not be done, in a band at the foot of the screen: over it, so that nothing moves.
    pub fn trouble_ui(&mut self, ui: &mut Ui, theme: &Theme) {
        let Some(trouble) = self.trouble.clone() else {
            return;
        };
        let room = ui.ctx().content_rect();
        egui::Area::new("shell-trouble".into())
            .order(egui::Order::Foreground)
            .anchor(egui::Align2::CENTER_BOTTOM, [0.0, -12.0])
            .show(ui.ctx(), |ui| {
                Frame::new()
                    .fill(theme.alarm)
                    .stroke(egui::Stroke::new(1.0, theme.bad))
                    .corner_radius(8)
                    .inner_margin(egui::Margin::symmetric(18, 10))
                    .show(ui, |ui| {
                        ui.set_width((room.width() - 96.0).min(900.0));
                        ui.horizontal_wrapped(|ui| {
                            ui.label(trouble);
                            if secondary(ui, theme, "Understood").clicked() {
                                self.trouble = None;
                            }
                        });
                    });
            });
    }

    /// The sheet with keys and settings; the question before closing.
    pub fn modals_ui(&mut self, ui: &mut Ui, theme: &Theme, settings: &mut Settings) {
        if self.help {
            self.help_ui(ui, theme, settings);
        }
        if self.closing {
            self.closing_ui(ui, theme);
        }
        if self.leaving {
            self.leaving_ui(ui, theme);
        }
    }

    fn help_ui(&mut self, ui: &mut Ui, theme: &Theme, settings: &mut Settings) {
        let room = ui.ctx().content_rect();
        let shown = match self.text_pct {
            0 => settings.text_pct,
            pct => pct,
        };
        let modal = Modal::new("help".into())
            .frame(area(theme))
            .show(ui.ctx(), |ui| {
                ui.set_max_width((room.width() - 60.0).min(620.0));
                let mut action = None;
                egui::ScrollArea::vertical()
                    .max_height((room.height() - 80.0).max(120.0))
                    .min_scrolled_height((room.height() - 80.0).clamp(120.0, 640.0))
                    .show(ui, |ui| {
                        action = help_ui(ui, theme, settings, shown, self.drawn_by.as_deref());
                    });
                action
            });
        if modal.inner == Some(HelpAction::Close) || modal.should_close() {
            self.help = false;
        }
    }

    fn leaving_ui(&mut self, ui: &mut Ui, theme: &Theme) {
        let room = ui.ctx().content_rect();
        let modal = Modal::new("leaving".into())
            .frame(area(theme))
            .show(ui.ctx(), |ui| {
                ui.set_max_width((room.width() - 60.0).min(460.0));
                ui.label(
                    "Something is not saved yet. If you go home without saving it, it is lost.",
                );
                ui.horizontal_wrapped(|ui| {
                    if primary(ui, theme, "Stay", true).clicked() {
                        self.leaving = false;
                    }
                    if secondary(ui, theme, "Leave without saving").clicked() {
                        self.leaving = false;
                        self.left = true;
                    }
                });
            });
        if modal.should_close() {
            self.leaving = false;
        }
    }

    fn closing_ui(&mut self, ui: &mut Ui, theme: &Theme) {
        let room = ui.ctx().content_rect();
        Modal::new("closing".into())
            .frame(area(theme))
            .show(ui.ctx(), |ui| {
                ui.set_max_width((room.width() - 60.0).min(460.0));
                ui.label("Something is not on disk yet. If you close now, that part is lost.");
                ui.horizontal_wrapped(|ui| {
                    if primary(ui, theme, "Stay", true).clicked() {
                        self.closing = false;
                    }
                    if secondary(ui, theme, "Close and lose it").clicked() {
                        self.closing = false;
                        self.closed = true;
                    }
                });
            });
    }
}
