//! Pipe tables of Markdown. Must not read anything else as one: a file of values that pipes part is
//! CSV.

use super::named::sheet;
use crate::exchange::sheet::Sheet;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The tables of a text.
pub(super) fn sheets(text: &str) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut heading = String::new();
    // The address of a link, and how much its cell held before.
    let mut link: Option<(String, usize)> = None;
    // What is being read: words go into a heading, or into the last cell.
    let (mut in_heading, mut in_cell) = (false, false);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                heading.clear();
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
                in_cell = true;
            }
            Event::End(TagEnd::TableCell) => {
                in_cell = false;
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    *cell = cell.trim().to_owned();
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if in_cell => {
                let before = rows
                    .last()
                    .and_then(|row| row.last())
                    .map_or(0, String::len);
                link = Some((dest_url.into_string(), before));
            }
            Event::End(TagEnd::Link) => {
                if let Some((address, before)) = link.take()
                    && let Some(cell) = rows.last_mut().and_then(|row| row.last_mut())
                    && adds(&address, cell.get(before..).unwrap_or_default())
                {
                    cell.push_str(&format!(" ({address})"));
                }
            }
            Event::End(TagEnd::Table) => {
                let rows = std::mem::take(&mut rows);
                sheets.push(sheet(sheets.len() + 1, &heading, rows));
            }
            other => {
                let words = match &other {
                    Event::Text(words) | Event::Code(words) => words.as_ref(),
                    Event::InlineHtml(tag) if is_break(tag) => "\n",
                    // What looks like a tag and is none we know: an e-mail address, `<script>`.
                    Event::InlineHtml(tag) => tag.as_ref(),
                    Event::SoftBreak => " ",
                    Event::HardBreak => "\n",
                    _ => continue,
                };
                if in_heading {
                    heading.push_str(words);
                } else if in_cell && let Some(cell) = rows.last_mut().and_then(|row| row.last_mut())
                {
                    cell.push_str(words);
                }
            }
        }
    }
    sheets
}

/// Whether an address on the web says more than the words that bear it. Places in the document and files beside it
/// say nothing to whoever reads the list.
fn adds(address: &str, words: &str) -> bool {
    let bare = ["https://", "http://"]
        .iter()
        .find_map(|it| address.strip_prefix(it));
    bare.is_some_and(|it| address != words && it != words)
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_with_the_heading_they_stand_under() {
        let found = sheets(
            "# Exercise\n\nWords | and words.\n\n| Role | Who |\n|---|---|\n| CEO | A |\n\n## MSEL\n\n\
             Inject | Time | What *happens*\n:--|--:|---\n\
             1.1 | +0:00 | A **trolley**<br>blocks \\| the `way`\n1.2 | +0:10 |\n\nEnd.\n",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].name, "table 1, Exercise");
        assert_eq!(found[1].name, "table 2, MSEL");
        assert_eq!(
            found[1].rows,
            [
                ["Inject", "Time", "What happens"],
                ["1.1", "+0:00", "A trolley\nblocks | the way"],
                ["1.2", "+0:10", ""],
            ]
        );
    }

    #[test]
    fn a_link_keeps_its_address() {
        let found = sheets(
            "| What |\n|---|\n| [The card](https://x.example/card) says so |\n| <https://x.example> |\n\
             | [INJ-01](injects/INJ-01.md) at [12:00](#inj-01) |\n| [card.pdf](https://x.example/card.pdf) |\n",
        );
        assert_eq!(
            found[0].rows,
            [
                ["What"],
                ["The card (https://x.example/card) says so"],
                ["https://x.example"],
                ["INJ-01 at 12:00"],
                ["card.pdf (https://x.example/card.pdf)"],
            ]
        );
    }

    #[test]
    fn what_pipes_part_without_a_rule_is_no_table_of_markdown() {
        for text in ["No|Time|Message\n1|09:00|x\n", "", "No,Time\n---,---\n"] {
            assert!(sheets(text).is_empty(), "{text}");
        }
    }
}
