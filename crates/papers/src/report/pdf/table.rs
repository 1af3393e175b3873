//! Tables on pages: the head stands again on every page, a row is divided only if it is higher
//! than a page. Must not know what is reported.

use super::faces::Line;
use super::pages::{Drawn, Layout, Style};
use crate::palette::{self, Colour, INK, QUIET, RULE, SHADE};
use crate::report::document::{Cell as Model, Table};
use krilla::tagging::{TableHeaderScope, Tag, TagKind};

const TEXT: Style = Style::new(9.0, false, INK, 0.0, 0.0);
const HEAD: Style = Style::new(9.0, true, QUIET, 0.0, 0.0);
/// Between a cell's edge and its words: at the sides, above, below.
const SIDE: f32 = 4.0;
const ABOVE: f32 = 3.0;
const BELOW: f32 = 3.0;
const MARK: f32 = 22.0;

/// A row, ready to be set.
struct Row {
    cells: Vec<Cell>,
    style: Style,
    /// Whether something is to be written into the table: its columns have lines between them.
    to_write_in: bool,
}

/// A cell: where it stands, its words.
struct Cell {
    x: f32,
    wide: f32,
    figures: bool,
    mark: Option<(Colour, Colour)>,
    lines: Vec<Line>,
    /// So many lines are its title.
    titles: usize,
}

impl Row {
    fn lines(&self) -> usize {
        self.cells
            .iter()
            .map(|it| it.lines.len())
            .max()
            .unwrap_or(1)
            .max(1)
    }

    fn high(&self) -> f32 {
        high(self.lines())
    }
}

fn high(lines: usize) -> f32 {
    ABOVE + TEXT.high() * lines as f32 + BELOW
}

/// Sets a table.
pub fn set<Head: AsRef<str>>(layout: &mut Layout<'_>, table: &Table<Head>) {
    let columns = columns(layout, table);
    if columns.is_empty() {
        return;
    }
    let node = layout.node(Tag::Table, None);
    let head = head(layout, table, &columns);
    layout.room(held(layout, table));
    if let Some(head) = &head {
        let part = layout.node(Tag::THead, Some(node));
        let row = layout.node(Tag::TR, Some(part));
        let cells = cells(layout, row, head, || {
            Tag::TH(TableHeaderScope::Column).into()
        });
        divided(layout, head, &cells, None);
    } else {
        rule(layout);
    }
    // A head that takes most of a page is not said again.
    let again = head.filter(|it| it.high() < layout.whole() / 3.0);
    if !table.rows.is_empty() {
        let part = layout.node(Tag::TBody, Some(node));
        for words in &table.rows {
            let row = row(layout, words, table, &columns);
            let at = layout.node(Tag::TR, Some(part));
            let cells = cells(layout, at, &row, || Tag::TD.into());
            divided(layout, &row, &cells, again.as_ref());
        }
    }
    layout.y += 8.0;
}

/// How much of a table's beginning stays together: its head with its first row.
pub fn held<Head: AsRef<str>>(layout: &Layout<'_>, table: &Table<Head>) -> f32 {
    let columns = columns(layout, table);
    let head = head(layout, table, &columns).map_or(0.0, |it| it.high());
    let first = table
        .rows
        .first()
        .map_or(0.0, |words| row(layout, words, table, &columns).high());
    (head + first).min(layout.whole() / 2.0)
}

/// Left edge and width of every column. A table whose rows are longer than its head has as many
/// columns as its longest row.
fn columns<Head>(layout: &Layout<'_>, table: &Table<Head>) -> Vec<(f32, f32)> {
    let count = table
        .rows
        .iter()
        .map(Vec::len)
        .chain([table.head.len()])
        .max()
        .unwrap_or_default();
    let share = |at: usize| {
        table
            .widths
            .get(at)
            .copied()
            .unwrap_or(100 / count.max(1))
            .max(1)
    };
    let all: usize = (0..count).map(share).sum();
    let mut x = layout.edge();
    (0..count)
        .map(|at| {
            let wide = layout.wide() * share(at) as f32 / all.max(1) as f32;
            x += wide;
            (x - wide, wide)
        })
        .collect()
}

fn head<Head: AsRef<str>>(
    layout: &Layout<'_>,
    table: &Table<Head>,
    columns: &[(f32, f32)],
) -> Option<Row> {
    let cells: Vec<Model> = table.head.iter().map(|it| it.as_ref().into()).collect();
    let figures = table.figures();
    let made = || Row {
        to_write_in: table.to_write_in(),
        ..made(layout, &cells, &figures, columns, HEAD)
    };
    table.headed().then(made)
}

fn row<Head: AsRef<str>>(
    layout: &Layout<'_>,
    cells: &[Model],
    table: &Table<Head>,
    columns: &[(f32, f32)],
) -> Row {
    Row {
        to_write_in: table.to_write_in(),
        ..made(layout, cells, &table.figures(), columns, TEXT)
    }
}

fn made(
    layout: &Layout<'_>,
    cells: &[Model],
    figures: &[bool],
    columns: &[(f32, f32)],
    style: Style,
) -> Row {
    let cells = columns
        .iter()
        .enumerate()
        .map(|(at, (x, wide))| {
            let (title, words) = cells.get(at).map_or(("", ""), Model::titled);
            // A rating is set off as one: its ground and its ink.
            let mark = match cells.get(at) {
                Some(Model::Rating(Some(rating))) => Some(palette::rating(*rating)),
                _ => None,
            };
            let wrapped = |words: &str, bold: bool| {
                let face = layout.faces.face(bold);
                face.wrapped(words, style.size, wide - 2.0 * SIDE)
            };
            let mut lines = Vec::new();
            if !title.is_empty() {
                lines = wrapped(title, true);
            }
            let titles = lines.len();
            if titles == 0 || !words.is_empty() {
                lines.extend(wrapped(words, style.bold || mark.is_some()));
            }
            Cell {
                x: *x,
                wide: *wide,
                figures: figures.get(at).copied().unwrap_or_default(),
                mark,
                lines,
                titles,
            }
        })
        .collect();
    Row {
        cells,
        style,
        to_write_in: false,
    }
}

fn cells(
    layout: &mut Layout<'_>,
    row: usize,
    of: &Row,
    tag: impl Fn() -> TagKind,
) -> Vec<Option<usize>> {
    of.cells
        .iter()
        .map(|_| Some(layout.node(tag(), Some(row))))
        .collect()
}

/// Sets a row whole where it fits on a page, and otherwise as much on every page as fits.
fn divided(layout: &mut Layout<'_>, row: &Row, nodes: &[Option<usize>], again: Option<&Row>) {
    let head = again.map_or(0.0, Row::high);
    let whole = row.high() <= layout.whole() - head;
    let mut from = 0;
    while from < row.lines() {
        let needed = if whole { row.high() } else { high(1) };
        if needed > layout.left() && !layout.fresh() {
            layout.turn();
            if let Some(head) = again {
                let adorns = vec![None; head.cells.len()];
                stretch(layout, head, &adorns, 0, head.lines());
            }
        }
        let fits = ((layout.left() - ABOVE - BELOW) / TEXT.high() + 0.01).floor();
        let to = (from + (fits.max(1.0) as usize)).min(row.lines());
        stretch(layout, row, nodes, from, to);
        from = to;
    }
}

/// Some lines of a row, with the rule under them. A cell that has no more to say is there all the
/// same, so that the row keeps its columns.
fn stretch(layout: &mut Layout<'_>, row: &Row, nodes: &[Option<usize>], from: usize, to: usize) {
    let (style, top, high) = (row.style, layout.y, high(to - from));
    if style.bold {
        let rect = [layout.edge(), top, layout.wide(), high];
        layout.put(
            Drawn::Fill {
                rect,
                colour: SHADE,
            },
            None,
        );
    }
    for cell in &row.cells {
        if let Some((colour, _)) = cell.mark {
            let wide = MARK.min(cell.wide - 2.0);
            let rect = [cell.x + SIDE / 2.0, top + 1.5, wide, TEXT.high() + 2.5];
            layout.put(Drawn::Fill { rect, colour }, None);
        }
    }
    for (cell, node) in row.cells.iter().zip(nodes) {
        let style = cell.mark.map_or(style, |(_, ink)| {
            Style::new(style.size, true, ink, 0.0, 0.0)
        });
        let lines = cell.lines.iter().take(to).skip(from);
        for (at, line) in lines.enumerate() {
            let x = if cell.mark.is_some() {
                cell.x + SIDE / 2.0 + (MARK - line.wide) / 2.0
            } else if cell.figures {
                cell.x + cell.wide - SIDE - line.wide
            } else {
                cell.x + SIDE
            };
            let bold = style.bold || from + at < cell.titles;
            let style = Style { bold, ..style };
            let y = top + ABOVE + style.high() * at as f32 + style.rise();
            let line = line.clone();
            layout.put(Drawn::Line { x, y, style, line }, *node);
        }
    }
    if row.to_write_in {
        for cell in row.cells.iter().skip(1) {
            let rect = [cell.x, top, 0.5, high];
            layout.put(Drawn::Fill { rect, colour: RULE }, None);
        }
    }
    layout.y += high;
    rule(layout);
}

fn rule(layout: &mut Layout<'_>) {
    let rect = [layout.edge(), layout.y, layout.wide(), 0.5];
    layout.put(Drawn::Fill { rect, colour: RULE }, None);
}
