//! A record that lies elsewhere, to be opened: its path, or its folder's, typed or dropped on the window.
//! Must not read it.

use super::asked::HomeAction;
use crate::window::job::Job;
use crate::window::theme::{Theme, size};
use crate::window::widgets::{area, caps, dropped, field, primary, quiet, secondary};
use egui::Ui;
use std::path::{Path, PathBuf};

/// So many of those that are found are offered.
const MOST: usize = 8;

/// A record that is named.
#[derive(Debug, Default)]
pub struct Find {
    /// Whether it is asked for.
    open: bool,
    /// The path, as typed.
    pub typed: String,
    /// The folder that was looked into, and the records in its folders.
    looked: PathBuf,
    found: Job<Vec<PathBuf>>,
}

impl Find {
    /// Asks for one, or no more.
    pub fn toggle(&mut self) {
        self.open = !self.open;
    }

    /// Asks for none any more.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Whether a folder is being looked into.
    pub fn looking(&self) -> bool {
        self.found.running()
    }

    /// Waits until it is, for tests and pictures.
    pub fn wait(&mut self) {
        self.found.wait();
    }

    /// Looks in the background into a folder for records, if it is another than before.
    fn look(&mut self, folder: PathBuf) {
        self.found.follow();
        if self.looked != folder {
            self.looked.clone_from(&folder);
            self.found
                .begin(1, move |_| Some(wardroom_files::records_in(&folder)));
        }
    }
}

/// Shows where a record is named, while one is asked for. What is dropped on the window is opened at once.
pub fn find_ui(ui: &mut Ui, theme: &Theme, find: &mut Find, records: &Path) -> Option<HomeAction> {
    if let Some(path) = dropped(ui) {
        find.typed = path.display().to_string();
        return Some(HomeAction::OpenNamed);
    }
    if !find.open {
        return None;
    }
    let typed = find.typed.trim();
    let folder = if typed.is_empty() {
        records.to_path_buf()
    } else {
        PathBuf::from(typed)
    };
    find.look(folder);
    let mut action = None;
    area(theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        caps(ui, theme, "Open a record");
        let typed = field(
            ui,
            theme,
            "The record or its folder",
            "A record.jsonl or its folder, e.g. /media/stick/friday-lunchtime-2026-10-14",
            &mut find.typed,
            1,
        );
        let enter = typed.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
        ui.horizontal_wrapped(|ui| {
            if primary(ui, theme, "Open it", true).clicked() || enter {
                action = Some(HomeAction::OpenNamed);
            }
            if secondary(ui, theme, "Close").clicked() {
                find.open = false;
            }
            quiet(ui, theme, "Or drop a record on this window.");
        });
        let found = find.found.done.as_deref().unwrap_or_default();
        let mut picked = None;
        if !found.is_empty() {
            ui.add_space(4.0);
            quiet(ui, theme, format!("In {}:", find.looked.display()));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                for path in found.iter().take(MOST) {
                    let name = path.parent().map(wardroom_files::name_of);
                    let name = name.unwrap_or_default();
                    let button = secondary(ui, theme, &short(&name));
                    if button.on_hover_text(path.display().to_string()).clicked() {
                        picked = Some(path.display().to_string());
                    }
                }
            });
            if let more @ 1.. = found.len().saturating_sub(MOST) {
                quiet(
                    ui,
                    theme,
                    format!("and {more} more: type the folder's name"),
                );
            }
        } else if find.found.done.is_some() && find.looked.as_path() != records {
            quiet(
                ui,
                theme,
                "No folder with records has this name; it may be a record itself.",
            );
        }
        if let Some(path) = picked {
            find.typed = path;
            action = Some(HomeAction::OpenNamed);
        }
    });
    ui.add_space(size::SMALL);
    action
}

/// A name with its middle left out if it is long.
fn short(name: &str) -> String {
    const LONG: usize = 40;
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LONG {
        return name.to_owned();
    }
    let (first, last) = (&letters[..18], &letters[letters.len() - 18..]);
    format!("{}…{}", String::from_iter(first), String::from_iter(last))
}
