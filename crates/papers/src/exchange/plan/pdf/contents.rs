//! The table of contents, which names every heading once more. Must not know what a heading is.

use super::leaf::{Entry, Line};
use regex::Regex;

/// So many lines that end in a page are a table of contents.
const RUN: usize = 3;

/// Takes tables of contents out, and tells how many lines they had.
pub(super) fn taken_out(entries: &mut Vec<Entry>) -> usize {
    let Ok(led) =
        Regex::new(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{5,}|(?: \.){4,})\s*(?:\d{1,4}|[ivxl]{1,6})?$")
    else {
        return 0;
    };
    let pages = entries.iter().rev().find_map(|it| match it {
        Entry::Line(line) => Some(line.page),
        Entry::Table(_) => None,
    });
    let mut before = 0;
    let mut paged = |line: &Line| {
        let last = line.parts.last().filter(|_| line.parts.len() > 1);
        let page = last.and_then(|it| it.words.parse::<usize>().ok());
        // Figures that never fall, and are pages that there are.
        let is = page.is_some_and(|it| it >= before.max(1) && Some(it) <= pages);
        before = page.filter(|_| is).unwrap_or(0);
        is
    };
    let kinds: Vec<[bool; 2]> = entries
        .iter()
        .map(|it| match it {
            Entry::Line(line) => {
                let led = led.is_match(&line.words());
                let paged = paged(line);
                [led, led || paged]
            }
            Entry::Table(_) => [false; 2],
        })
        .collect();
    let mut out: Vec<bool> = kinds.iter().map(|it| it[0]).collect();
    let mut from = 0;
    for at in 0..=kinds.len() {
        if kinds.get(at).is_some_and(|it| it[1]) {
            continue;
        }
        if at - from >= RUN {
            out[from..at].fill(true);
        }
        from = at + 1;
    }
    // A heading that takes two lines there.
    for at in 1..out.len().saturating_sub(1) {
        if out[at - 1] && out[at + 1] && matches!(entries[at], Entry::Line(_)) {
            out[at] = true;
        }
    }
    let count = out.iter().filter(|it| **it).count();
    let mut out = out.into_iter();
    entries.retain(|_| !out.next().unwrap_or(false));
    count
}
