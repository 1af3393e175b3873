//! A document as one self-contained page that prints on A4. Must not know what is reported.

use super::document::{Block, Cell, Document, Table};
use super::seen;
use crate::palette;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

/// What stands where and how large; its colours are the palette's.
const STYLE: &str = include_str!("report.css");

/// A document as a page.
pub fn page(document: &Document) -> String {
    let document = &document.printable();
    markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (document.title) }
                style { (PreEscaped(palette::css())) (PreEscaped(STYLE)) }
            }
            body {
                p.marking { (document.marking) }
                header { h1 { (document.title) } p.quiet { (document.subtitle) } }
                @for block in &document.blocks { (one(block)) }
                @if !document.closing.is_empty() { footer { (document.closing) } }
            }
        }
    }
    .into_string()
}

fn one(block: &Block) -> Markup {
    match block {
        Block::Heading(1, words) => markup! { h2 { (words) } },
        Block::Heading(2, words) => markup! { h3 { (words) } },
        Block::Heading(_, words) => markup! { h4 { (words) } },
        Block::Text(words) => markup! { p { (words) } },
        Block::Note(words) => markup! { p.note { (words) } },
        Block::Figure {
            label,
            value,
            words,
        } => markup! {
            div.figure {
                span.label { (label) }
                span.number { (value) }
                span.quiet { (words) }
            }
        },
        Block::List(items) => markup! { ul { @for item in items { li { (item) } } } },
        Block::Picture { caption, svg, told } => markup! {
            figure {
                figcaption { (caption) }
                (PreEscaped(svg))
                @if !told.is_empty() {
                    details {
                        summary { "The same in sentences" }
                        ul { @for sentence in told { li { (sentence) } } }
                    }
                }
            }
        },
        Block::Photo {
            caption,
            shows,
            image,
        } => markup! {
            figure.photo {
                figcaption { (caption) }
                img src=(image.address()) alt=(seen::in_photo(caption, shows)) style=(image.max_height());
                @if !shows.is_empty() { p.note { (shows) } }
            }
        },
        Block::Card(blocks) => markup! {
            section.card { @for block in blocks { (one(block)) } }
        },
        Block::NewPage => markup! { div.new-page {} },
        Block::Table(model) => table(model),
        Block::Sheet(model) => table(model),
    }
}

fn table<Head: AsRef<str>>(table: &Table<Head>) -> Markup {
    let figures = table.figures();
    let class = |at: usize| figures.get(at).is_some_and(|it| *it).then_some("n");
    markup! {
        table class=[table.to_write_in().then_some("form")] {
            colgroup {
                @for width in &table.widths { col style=(format!("width:{width}%")); }
            }
            @if table.headed() {
                thead {
                    tr {
                        @for (at, words) in table.head.iter().enumerate() {
                            th class=[class(at)] { (words.as_ref()) }
                        }
                    }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (at, it) in row.iter().enumerate() {
                            td class=[class(at)] { (cell(it)) }
                        }
                    }
                }
            }
        }
    }
}

/// A cell. A rating is set off as one.
fn cell(cell: &Cell) -> Markup {
    let said = cell.said();
    match cell {
        Cell::Titled(_) => {
            let (title, rest) = cell.titled();
            markup! { b { (title) } @if !rest.is_empty() { "\n" (rest) } }
        }
        Cell::Rating(Some(_)) => markup! { span class=(format!("mark-{said}")) { (said) } },
        _ => markup! { (said) },
    }
}
