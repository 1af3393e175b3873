//! A list of the estate as a table: an item a row, what is short a column, each cell to be typed in.
//! What is long (needs, shifts, flows) is edited in the item's own fields.

use super::fields::{fields_of, items_of, plain, said};
use super::sheet::Sheet;
use crate::window::author::{AuthorAction, AuthorInput, AuthorView};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, text};
use egui::{Grid, ScrollArea, Ui};
use wardroom_core::ron_tree::{Node, Step};
use wardroom_core::scenario::reference::{Field, Holds, Made, With, structures};

/// Points of width for a cell of words, and for one of a number.
const WIDE: f32 = 190.0;
const NARROW: f32 = 84.0;

/// Shows a list of the estate, and under the segments their hosts.
pub fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
) -> Vec<AuthorAction> {
    let list = input.list;
    let path = vec![Step::from(list)];
    let found = view
        .home_of(list)
        .and_then(|file| Some((file, view.node(file, &path)?.0)));
    let Some((file, node)) = found else {
        return Vec::new();
    };
    let mut sheet = Sheet {
        theme,
        view,
        typed: &mut input.typed,
        goal: &mut input.goal,
        file,
        asked: Vec::new(),
    };
    let rows: Vec<(Vec<Step>, &Node)> = rows(&path, node);
    let hosts: Vec<(Vec<Step>, &Node)> = match list {
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
        grid_ui(ui, &mut sheet, list, items_of(list), &rows);
        if !hosts.is_empty() {
            ui.add_space(12.0);
            caps(ui, theme, &format!("{} groups of hosts", hosts.len()));
            let group = Holds::Structure("HostGroup".to_owned());
            grid_ui(ui, &mut sheet, "hosts", fields_of(Some(&group)), &hosts);
        }
    });
    sheet.asked
}

fn rows<'a>(path: &[Step], node: &'a Node) -> Vec<(Vec<Step>, &'a Node)> {
    node.items()
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let mut path = path.to_vec();
            path.push(at.into());
            (path, &item.value)
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
    sheet: &mut Sheet<'_>,
    name: &str,
    fields: &[Field],
    rows: &[(Vec<Step>, &Node)],
) {
    let columns: Vec<&Field> = fields.iter().filter(|it| short(&it.holds)).collect();
    Grid::new(("grid", name)).striped(true).show(ui, |ui| {
        for column in &columns {
            ui.label(text(
                said(&column.name),
                size::SMALL,
                semibold(),
                sheet.theme.text,
            ))
            .on_hover_text(plain(&column.about));
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
                    Some(part) => sheet.cell_ui(ui, &path, &part.value, &label, width),
                    None => {
                        ui.label("");
                    }
                }
            }
            ui.end_row();
        }
    });
}
