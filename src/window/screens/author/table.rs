//! A list of the estate as a table: an item a row, what is short a column, each cell to be typed in.
//! What is long (needs, shifts, flows) is edited in the item's own fields.

use super::form::{cell_ui, fields_of, items_of, said};
use crate::window::author::Author;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, text};
use egui::{Grid, ScrollArea, Ui};
use wardroom_core::ron_tree::{Node, Step};
use wardroom_core::scenario::reference::{Field, Holds, Made, With, structures};

/// Points of width for a cell of words, and for one of a number.
const WIDE: f32 = 190.0;
const NARROW: f32 = 84.0;

/// Shows a list of the estate, and under the segments their hosts.
pub fn table_ui(ui: &mut Ui, theme: &Theme, author: &mut Author, list: &'static str) {
    let Some(file) = author.project.home_of(list) else {
        return;
    };
    let path = vec![Step::from(list)];
    let Some((node, _)) = author.project.node(file, &path) else {
        return;
    };
    let rows: Vec<(Vec<Step>, Node)> = rows(&path, &node);
    let hosts: Vec<(Vec<Step>, Node)> = match list {
        "segments" => rows
            .iter()
            .filter_map(|(path, row)| {
                let hosts = row.part(&"hosts".into())?;
                let mut path = path.clone();
                path.push("hosts".into());
                Some(self::rows(&path, &hosts.value))
            })
            .flatten()
            .collect(),
        _ => Vec::new(),
    };
    let area = ScrollArea::both()
        .id_salt(("table", list))
        .auto_shrink([false, false]);
    area.show(ui, |ui| {
        grid_ui(ui, theme, author, file, list, items_of(list), &rows);
        if !hosts.is_empty() {
            ui.add_space(12.0);
            caps(ui, theme, &format!("{} groups of hosts", hosts.len()));
            let group = Holds::Structure("HostGroup".to_owned());
            grid_ui(
                ui,
                theme,
                author,
                file,
                "hosts",
                fields_of(Some(&group)),
                &hosts,
            );
        }
    });
}

fn rows(path: &[Step], node: &Node) -> Vec<(Vec<Step>, Node)> {
    node.items()
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let mut path = path.to_vec();
            path.push(at.into());
            (path, item.value.clone())
        })
        .collect()
}

/// Whether a value is short enough for a cell.
fn short(holds: &Holds) -> bool {
    match holds {
        Holds::Text | Holds::Whole | Holds::Number | Holds::Truth | Holds::Kind(_) => true,
        Holds::List(of) => matches!(**of, Holds::Kind(_)),
        Holds::Structure(name) => structures().get(name).is_some_and(|it| match &it.made {
            Made::Words(words) => words.iter().all(|word| word.with == With::Nothing),
            Made::Fields(_) => false,
        }),
    }
}

fn grid_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    name: &str,
    fields: &[Field],
    rows: &[(Vec<Step>, Node)],
) {
    let columns: Vec<&Field> = fields.iter().filter(|it| short(&it.holds)).collect();
    Grid::new(("grid", name)).striped(true).show(ui, |ui| {
        for column in &columns {
            ui.label(text(
                said(&column.name),
                size::SMALL,
                semibold(),
                theme.text,
            ))
            .on_hover_text(&column.about);
        }
        ui.end_row();
        for (path, row) in rows {
            for column in &columns {
                let mut path = path.clone();
                path.push(column.name.as_str().into());
                let width = match column.holds {
                    Holds::Whole | Holds::Number | Holds::Truth => NARROW,
                    _ => WIDE,
                };
                let label = said(&column.name);
                match row.part(&column.name.as_str().into()) {
                    Some(part) => {
                        cell_ui(ui, theme, author, file, &path, &part.value, &label, width)
                    }
                    None => {
                        ui.label("");
                    }
                }
            }
            ui.end_row();
        }
    });
}
