//! A document as Markdown. What people wrote is text in it and never markup: each sign that could
//! be one is led by a backslash. Must not know what is reported.

use super::document::{Block, Cell, Document, Table};
use std::fmt::Write;

/// A document as Markdown. Pictures are named; they are in the other kinds of file.
pub fn markdown(document: &Document) -> String {
    let mut text = String::new();
    // Writing into a String can't fail.
    let _never = write_all(&mut text, &document.printable());
    text
}

fn write_all(text: &mut String, document: &Document) -> std::fmt::Result {
    writeln!(
        text,
        "# {}\n\n**{}**\n\n{}\n",
        plain(&document.title),
        plain(&document.marking),
        plain(&document.subtitle)
    )?;
    write_blocks(text, &document.blocks)?;
    if !document.closing.is_empty() {
        writeln!(text, "*{}*", plain(&document.closing))?;
    }
    Ok(())
}

fn write_blocks(text: &mut String, blocks: &[Block]) -> std::fmt::Result {
    for block in blocks {
        match block {
            Block::Heading(level, words) => {
                writeln!(text, "{} {}\n", "#".repeat(level + 1), plain(words))?;
            }
            Block::Text(words) => writeln!(text, "{}\n", plain(words))?,
            Block::Note(words) => writeln!(text, "*{}*\n", plain(words))?,
            Block::Figure {
                label,
                value,
                words,
            } => writeln!(
                text,
                "**{}: {}.** {}\n",
                plain(label),
                plain(value),
                plain(words)
            )?,
            Block::List(items) => {
                for item in items {
                    writeln!(text, "- {}", plain(item))?;
                }
                writeln!(text)?;
            }
            Block::Table(table) => write_table(text, table)?,
            Block::Sheet(table) => write_table(text, table)?,
            Block::Photo { caption, shows, .. } => writeln!(
                text,
                "*{}: a picture in the page, the PDF and the Word file.* {}\n",
                plain(caption),
                plain(shows)
            )?,
            Block::Card(blocks) => {
                writeln!(text, "---\n")?;
                write_blocks(text, blocks)?;
                writeln!(text, "---\n")?;
            }
            Block::Picture { caption, told, .. } if told.is_empty() => {
                writeln!(
                    text,
                    "*{}: a chart in the page and the Word file.*\n",
                    plain(caption)
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
    Ok(())
}

fn write_table<Head: AsRef<str>>(text: &mut String, table: &Table<Head>) -> std::fmt::Result {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(
        text,
        "{}",
        line(&mut table.head.iter().map(|it| cell(it.as_ref())))
    )?;
    let rules = table
        .figures()
        .into_iter()
        .map(|figures| if figures { "---:" } else { "---" }.to_owned());
    writeln!(text, "{}", line(&mut { rules }))?;
    for row in &table.rows {
        writeln!(text, "{}", line(&mut row.iter().map(titled)))?;
    }
    writeln!(text)
}

fn titled(it: &Cell) -> String {
    let (title, rest) = it.titled();
    let title = cell(title);
    let title = (!title.is_empty()).then(|| format!("**{title}**"));
    let rest = Some(cell(rest)).filter(|it| !it.is_empty());
    let both: Vec<String> = title.into_iter().chain(rest).collect();
    both.join("<br>")
}

fn cell(words: &str) -> String {
    let lines: Vec<String> = words.trim().lines().map(escaped).collect();
    lines.join("<br>")
}

/// A paragraph: what people typed on several lines stays one, and nothing in it begins a heading, a
/// list or a quotation.
fn plain(words: &str) -> String {
    let one: Vec<&str> = words.split_whitespace().collect();
    let text = escaped(&one.join(" "));
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[number..].chars().next() {
        Some('-' | '+' | '=' | '>') if number == 0 => format!("\\{text}"),
        // `1. ` and `1) ` begin a list that counts.
        Some('.' | ')')
            if number > 0 && matches!(text.as_bytes().get(number + 1), None | Some(b' ')) =>
        {
            format!("{}\\{}", &text[..number], &text[number..])
        }
        _ => text,
    }
}

/// A line as text: what Markdown takes for markup anywhere in a line, led by a backslash.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 8);
    let mut before = ' ';
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let marks = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            // Within a word it is a letter.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            // A heading begins or ends with it.
            '#' => !before.is_alphanumeric(),
            // Some readers make a link of a bare address.
            ':' => after == '/',
            '.' => {
                let end = &text.as_bytes()[text.len().saturating_sub(3)..];
                end.eq_ignore_ascii_case(b"www")
            }
            _ => false,
        };
        if marks {
            text.push('\\');
        }
        text.push(c);
        before = c;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use wardroom_core::scenario::Rating;

    /// Every sign of markup in a line is led by a backslash.
    #[test]
    fn what_people_write_is_text_and_never_markup() {
        for (words, wanted) in [
            (
                "<script>alert(1)</script>",
                "\\<script\\>alert(1)\\</script\\>",
            ),
            (
                "![i](http://evil.example/x.png)",
                "!\\[i\\](http\\://evil.example/x.png)",
            ),
            ("[x](javascript:alert)", "\\[x\\](javascript:alert)"),
            ("# no heading", "\\# no heading"),
            ("no heading #", "no heading \\#"),
            ("- no list", "\\- no list"),
            ("  + none", "\\+ none"),
            ("12. none", "12\\. none"),
            ("12) none", "12\\) none"),
            ("> no quotation", "\\> no quotation"),
            ("---", "\\---"),
            ("one\n===\ntwo\n\n    three", "one === two three"),
            (
                "`code` **bold** _thin_ ~~gone~~",
                "\\`code\\` \\*\\*bold\\*\\* \\_thin\\_ \\~\\~gone\\~\\~",
            ),
            ("&lt;b&gt; a|b \\", "\\&lt;b\\&gt; a\\|b \\\\"),
            ("www.evil.example", "www\\.evil.example"),
            // What is plain stays as it is read.
            (
                "ED, 3.5 hours: snake_case, C#, 10–12 (all)!",
                "ED, 3.5 hours: snake_case, C#, 10–12 (all)!",
            ),
        ] {
            assert_eq!(plain(words), wanted);
        }
        assert_eq!(cell("a|b\n\n<i>"), "a\\|b<br><br>\\<i\\>");
    }

    #[test]
    fn what_no_reader_can_show_is_in_no_document() {
        let odd = "a\0b\u{1b}[2Jc\u{fffe}d\u{202e}e\u{2067}f\r\ng\u{85}";
        let document = Document {
            title: odd.to_owned(),
            subtitle: odd.to_owned(),
            marking: odd.to_owned(),
            blocks: vec![
                Block::Heading(1, odd.to_owned()),
                Block::List(vec![odd.to_owned()]),
                Block::Table(Table {
                    head: vec!["Who"],
                    widths: vec![100],
                    rows: vec![vec![odd.into()]],
                }),
            ],
            closing: odd.to_owned(),
        };
        for text in [markdown(&document), crate::report::page(&document)] {
            assert!(text.contains("ab"), "{text}");
            assert!(
                !text.chars().any(|c| c != '\n' && c.is_control()
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}')),
                "{text:?}"
            );
        }
    }

    /// A person called “S” is no rating, and one called “2024” no figure.
    #[test]
    fn a_cell_is_what_its_maker_says() {
        let table = Table {
            head: vec!["Who", "Rating", "Hours"],
            widths: vec![40, 20, 40],
            rows: vec![
                vec!["S".into(), Some(Rating::S).into(), Cell::figure("2.5")],
                vec!["2024".into(), None.into(), Cell::figure("–")],
            ],
        };
        assert_eq!(table.figures(), [false, false, true]);
        let document = Document {
            title: String::new(),
            subtitle: String::new(),
            marking: String::new(),
            blocks: vec![Block::Table(table)],
            closing: String::new(),
        };
        let page = crate::report::page(&document);
        assert_eq!(page.matches("class=\"mark-S\"").count(), 1, "{page}");
        assert_eq!(page.matches("class=\"n\"").count(), 3, "{page}");
    }
}
