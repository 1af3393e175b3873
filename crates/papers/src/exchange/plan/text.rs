//! Markdown and plain text as pieces. Must not know what a clause is.

use super::labels::labelled;
use super::pieces::{Piece, numbered};

/// The longest line that is taken for a heading.
const HEADING: usize = 100;

/// Markdown: headings, paragraphs, items of lists, tables. Emphasis is taken off.
pub(super) fn markdown(words: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut paragraph: Vec<String> = Vec::new();
    let mut table: Vec<Vec<String>> = Vec::new();
    let mut fenced = false;
    for line in words.lines() {
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let is_row = !fenced && line.starts_with('|');
        if !is_row && !table.is_empty() {
            pieces.push(Piece::Table(std::mem::take(&mut table)));
        }
        let level = line.bytes().take_while(|it| *it == b'#').count();
        let heading = (1..=6).contains(&level) && line[level..].starts_with(' ') && !fenced;
        let item = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
        if line.is_empty() || heading || is_row || item {
            end(&mut paragraph, &mut pieces);
        }
        if heading {
            let words = plainly(line[level..].trim_matches([' ', '#']));
            let first = pieces
                .iter()
                .all(|it| !matches!(it, Piece::Heading(..) | Piece::Title(_)));
            if first && level == 1 && numbered(&words).is_none() {
                pieces.push(Piece::Title(words));
            } else {
                // One level 1 is the document's title: what stands below it counts from there.
                pieces.push(Piece::Heading(u8::try_from(level).unwrap_or(1), words));
            }
        } else if is_row {
            let inner = line.trim_matches('|');
            let cells: Vec<String> = inner.split('|').map(|it| plainly(it.trim())).collect();
            let rule = cells
                .iter()
                .all(|it| it.chars().all(|c| matches!(c, '-' | ':' | ' ')));
            if !rule {
                table.push(cells);
            }
        } else if item {
            pieces.push(Piece::Paragraph(plainly(line[2..].trim())));
        } else if !line.is_empty() {
            // A label begins a line of its own, whether a blank stands before it or not.
            let words = plainly(line);
            if begins(&paragraph, &words) || states(&words) {
                end(&mut paragraph, &mut pieces);
            }
            paragraph.push(words);
        }
    }
    if !table.is_empty() {
        pieces.push(Piece::Table(table));
    }
    end(&mut paragraph, &mut pieces);
    levelled(pieces)
}

/// Counts headings from the highest level that there is below the title.
fn levelled(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let levels = pieces.iter().filter_map(|it| match it {
        Piece::Heading(level, _) => Some(*level),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    for piece in &mut pieces {
        if let Piece::Heading(level, _) = piece {
            *level -= top - 1;
        }
    }
    pieces
}

fn end(paragraph: &mut Vec<String>, pieces: &mut Vec<Piece>) {
    if !paragraph.is_empty() {
        pieces.push(Piece::Paragraph(std::mem::take(paragraph).join(" ")));
    }
}

/// Whether a line begins a paragraph without a blank before it: a label does, and what follows one unless it is its
/// sentence gone on, in small letters.
pub(super) fn begins(paragraph: &[String], line: &str) -> bool {
    let after_label = paragraph.first().is_some_and(|it| labelled(it).is_some());
    labelled(line).is_some() || (after_label && !line.starts_with(char::is_lowercase))
}

/// Whether a line may be a clause that bears its number: `4.2 Isolate a segment.`
fn states(line: &str) -> bool {
    numbered(line)
        .is_some_and(|(number, rest)| number.contains('.') && rest.starts_with(char::is_uppercase))
}

/// Words without the marks of emphasis.
fn plainly(words: &str) -> String {
    words.replace("**", "").replace("__", "").replace('`', "")
}

/// Plain text: lines that look like numbered headings, and paragraphs between blank lines.
pub(super) fn plain(words: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut paragraph: Vec<String> = Vec::new();
    // The chapter that is read: an item of a list that is numbered anew begins none.
    let mut chapter = 0_u32;
    let lines: Vec<&str> = words.lines().map(str::trim).collect();
    for (at, line) in lines.iter().enumerate() {
        let alone = at == 0 || lines[at - 1].is_empty();
        if line.is_empty() {
            end(&mut paragraph, &mut pieces);
            continue;
        }
        match numbered(line).filter(|(_, rest)| heads(line, rest)) {
            Some((number, _)) => {
                let one: Option<u32> = number.parse().ok();
                let heading = match one {
                    // “1. Ring the switchboard” under 4.2 is an item of a list.
                    Some(one) => one > chapter && alone,
                    None => true,
                };
                end(&mut paragraph, &mut pieces);
                if heading {
                    chapter = first_part(&number).unwrap_or(chapter);
                    pieces.push(Piece::Numbered((*line).to_owned()));
                } else {
                    pieces.push(Piece::Paragraph((*line).to_owned()));
                }
            }
            None => {
                let item = line.starts_with(['-', '•', '*', '–']);
                if item || begins(&paragraph, line) || states(line) {
                    end(&mut paragraph, &mut pieces);
                }
                let words = line.trim_start_matches(['-', '•', '*', '–']).trim();
                paragraph.push(words.to_owned());
            }
        }
    }
    end(&mut paragraph, &mut pieces);
    pieces
}

/// The chapter of a number: 4 of `4.2`.
pub(super) fn first_part(number: &str) -> Option<u32> {
    number.split('.').next()?.parse().ok()
}

/// Whether a numbered line is short enough for a heading, begins like one and ends no sentence.
pub(super) fn heads(line: &str, rest: &str) -> bool {
    line.chars().count() <= HEADING
        && rest.starts_with(char::is_uppercase)
        && !line.ends_with(['.', ',', ';', ':'])
}
