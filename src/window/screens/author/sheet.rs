//! What a form is written on: the files as they are seen, what is typed and not yet taken, and what
//! is asked for; and its boxes to write in. Must not know what a field means.

use crate::window::author::{AuthorAction, AuthorView, Place, Typed};
use crate::window::theme::{Theme, size};
use egui::{FontId, Margin, TextEdit, Ui, WidgetType};
use std::collections::BTreeMap;
use std::ops::Range;
use wardroom_core::ron_tree::{Node, Step};

/// A form about values of one file.
pub struct Sheet<'a> {
    /// Its colours.
    pub theme: &'a Theme,
    /// The files and what is known of them.
    pub view: &'a AuthorView,
    /// By the key of their field: what is typed and not taken yet.
    pub typed: &'a mut BTreeMap<String, Typed>,
    /// A place of the file whose field is brought into view.
    pub goal: &'a mut Option<(usize, usize)>,
    /// The place of the file among those of the project.
    pub file: usize,
    /// What is asked for, in the order in which it was clicked.
    pub asked: Vec<AuthorAction>,
}

/// The key of a field in what is typed.
pub fn key(file: usize, path: &[Step]) -> String {
    format!("{file}{path:?}")
}

impl<'a> Sheet<'a> {
    /// The key of a field of this file.
    pub fn key(&self, path: &[Step]) -> String {
        key(self.file, path)
    }

    /// A value as it stands in the file.
    pub fn written(&self, node: &Node) -> &'a str {
        self.view.written(self.file, node)
    }

    /// Asks for a value to be put at a place, as RON.
    pub fn set(&mut self, path: &[Step], value: String) {
        self.asked.push(AuthorAction::Set {
            file: self.file,
            path: path.to_vec(),
            value,
        });
    }

    /// Words to write in; taken when the box is left.
    pub fn words_ui(&mut self, ui: &mut Ui, path: &[Step], words: &str, label: &str) {
        let rows = if words.len() > 60 || words.contains('\n') {
            (words.len() / 90 + words.matches('\n').count() + 1).min(8)
        } else {
            1
        };
        let place = Place::Words(path.to_vec());
        self.box_ui(ui, self.key(path), place, words, label, |edit| {
            edit.desired_rows(rows)
        });
    }

    /// A value as the format has it; taken when the box is left.
    pub fn code_ui(&mut self, ui: &mut Ui, node: &Node, label: &str) {
        self.stretch_ui(ui, node.range.clone(), label);
    }

    /// A stretch of the file; taken when the box is left.
    pub fn stretch_ui(&mut self, ui: &mut Ui, range: Range<usize>, label: &str) {
        let file = self.view.files.get(self.file);
        let whole = file
            .and_then(|it| it.text.get(range.clone()))
            .unwrap_or_default();
        let colour = self.theme.text;
        let key = format!("{}:{}", self.file, range.start);
        let place = Place::Stretch(range);
        self.box_ui(ui, key, place, whole, label, |edit| {
            edit.font(FontId::monospace(size::SMALL + 0.5))
                .text_color(colour)
                .desired_rows(whole.matches('\n').count() + 1)
        });
    }

    /// A value in a cell of a table, on one line of this many points.
    pub fn cell_ui(&mut self, ui: &mut Ui, path: &[Step], node: &Node, label: &str, width: f32) {
        let (was, place, key) = match node.words() {
            Some(words) => (words, Place::Words(path.to_vec()), self.key(path)),
            None => (
                self.written(node),
                Place::Stretch(node.range.clone()),
                format!("{}:{}", self.file, node.range.start),
            ),
        };
        let colour = self.theme.text;
        ui.scope(|ui| {
            ui.set_width(width);
            self.box_ui(ui, key, place, was, label, |edit| {
                edit.desired_rows(1).text_color(colour)
            });
        });
    }

    /// A box to write in: what is typed is kept until it is left, and then taken.
    fn box_ui(
        &mut self,
        ui: &mut Ui,
        key: String,
        place: Place,
        was: &str,
        label: &str,
        dress: impl for<'b> FnOnce(TextEdit<'b>) -> TextEdit<'b>,
    ) {
        let typed = self.typed.get(&key).map(|typed| typed.text.clone());
        let mut text = typed.unwrap_or_else(|| was.to_owned());
        let edit = TextEdit::multiline(&mut text)
            .margin(Margin::symmetric(10, 6))
            .desired_width(f32::INFINITY);
        let response = ui.add(dress(edit));
        response.widget_info(|| egui::WidgetInfo::labeled(WidgetType::TextEdit, true, label));
        if response.changed() {
            let typed = Typed {
                file: self.file,
                place,
                was: was.to_owned(),
                text,
            };
            self.typed.insert(key, typed);
        }
        if response.lost_focus() {
            self.asked.push(AuthorAction::TakeTyped);
        }
    }
}
