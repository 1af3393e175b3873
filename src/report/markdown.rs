//! A document as Markdown. Must not know what is reported.

use super::document::{Block, Document, Table};
use std::fmt::Write;

/// A document as Markdown. Pictures are named; they are in the other kinds of file.
pub fn markdown(document: &Document) -> String {
    let mut text = String::new();
    // Writing into a String can't fail.
    let _never = write_all(&mut text, document);
    text
}

fn write_all(text: &mut String, document: &Document) -> std::fmt::Result {
    writeln!(
        text,
        "# {}\n\n**{}**\n\n{}\n",
        document.title, document.marking, document.subtitle
    )?;
    for block in &document.blocks {
        match block {
            Block::Heading(level, words) => {
                writeln!(text, "{} {words}\n", "#".repeat(level + 1))?;
            }
            Block::Text(words) => writeln!(text, "{}\n", plain(words))?,
            Block::Note(words) => writeln!(text, "*{}*\n", plain(words))?,
            Block::Figure {
                label,
                value,
                words,
            } => writeln!(text, "**{label}: {value}.** {words}\n")?,
            Block::List(items) => {
                for item in items {
                    writeln!(text, "- {}", plain(item))?;
                }
                writeln!(text)?;
            }
            Block::Table(table) => write_table(text, table)?,
            Block::Picture { caption, told, .. } if told.is_empty() => {
                writeln!(
                    text,
                    "*{caption}: a chart in the page and the Word file.*\n"
                )?;
            }
            Block::Picture { caption, told, .. } => {
                writeln!(text, "*{caption}, drawn in the page and the Word file:*\n")?;
                for sentence in told {
                    writeln!(text, "- {}", plain(sentence))?;
                }
                writeln!(text)?;
            }
            Block::NewPage => writeln!(text, "---\n")?,
        }
    }
    if !document.closing.is_empty() {
        writeln!(text, "*{}*", document.closing)?;
    }
    Ok(())
}

fn write_table(text: &mut String, table: &Table) -> std::fmt::Result {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(text, "{}", line(&mut table.head.iter().map(|it| cell(it))))?;
    let rules = table
        .figures()
        .into_iter()
        .map(|figures| if figures { "---:" } else { "---" }.to_owned());
    writeln!(text, "{}", line(&mut { rules }))?;
    for row in &table.rows {
        writeln!(text, "{}", line(&mut row.iter().map(|it| cell(it))))?;
    }
    writeln!(text)
}

fn cell(words: &str) -> String {
    words.trim().replace('|', "\\|").replace('\n', "<br>")
}

/// A paragraph: what people typed on several lines stays one.
fn plain(words: &str) -> String {
    words.replace('\n', " ")
}
