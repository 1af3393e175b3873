//! A document as one self-contained page that prints on A4. Must not know what is reported.

use super::document::{Block, Document};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

const STYLE: &str = include_str!("report.css");
/// Beyond the reports' own style: new pages, and the marking at the head of each of them.
const PAPER: &str = ".new-page{break-before:page} td{white-space:pre-line}";

/// A document as a page.
pub fn page(document: &Document) -> String {
    markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (document.title) }
                style { (PreEscaped(STYLE)) (PreEscaped(PAPER)) }
            }
            body {
                p.mark { (document.marking) }
                header { h1 { (document.title) } p.quiet { (document.subtitle) } }
                @for block in &document.blocks { (one(block)) }
            }
        }
    }
    .into_string()
}

fn one(block: &Block) -> Markup {
    match block {
        Block::Heading(1, words) => markup! { h2 { (words) } },
        Block::Heading(_, words) => markup! { h3 { (words) } },
        Block::Text(words) => markup! { p { (words) } },
        Block::Note(words) => markup! { p.note { (words) } },
        Block::List(items) => markup! { ul { @for item in items { li { (item) } } } },
        Block::Picture { caption, svg } => markup! {
            figure { figcaption { (caption) } (PreEscaped(svg)) }
        },
        Block::NewPage => markup! { div.new-page {} },
        Block::Table(table) => markup! {
            table {
                colgroup {
                    @for width in &table.widths { col style=(format!("width:{width}%")); }
                }
                thead { tr { @for words in &table.head { th { (words) } } } }
                tbody {
                    @for row in &table.rows {
                        tr { @for words in row { td { (words) } } }
                    }
                }
            }
        },
    }
}
