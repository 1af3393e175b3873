//! What comes with an inject, on paper: a picture as the picture, a table as a table, a PDF or a sound
//! in the words that say what it shows. Must not say who expects what of it.

use super::document::{Block, Cell, Table};
use super::image::Image;
use wardroom_core::exercise::{CameWith, What};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{AttachmentKind, Enclosed, InjectId, Scenario};

/// How much of a table's width a letter takes, and what stands beside words: in ten-thousandths.
const LETTER: usize = 125;
const BESIDE: usize = 200;
/// A word that takes more is broken, in hundredths of a table's width.
const LONGEST_WORD: usize = 30;

/// A file that came with an inject.
pub(super) fn enclosed(it: &Enclosed) -> Vec<Block> {
    let named = format!("With it: {} ({}).", it.title, it.file.kind.words());
    match &it.file.kind {
        AttachmentKind::Picture { .. } => match Image::of(&it.file) {
            Some(image) => vec![Block::Photo {
                caption: it.title.clone(),
                shows: it.shows.clone(),
                image,
            }],
            None => in_words(it),
        },
        AttachmentKind::Table { head, rows } => {
            let mut blocks = vec![Block::Text(named)];
            if !it.shows.is_empty() {
                blocks.push(Block::Note(it.shows.clone()));
            }
            blocks.push(Block::Sheet(Table {
                widths: widths(head, rows),
                head: head.clone(),
                rows: rows
                    .iter()
                    .map(|row| row.iter().cloned().map(Cell::Words).collect())
                    .collect(),
            }));
            blocks
        }
        AttachmentKind::Pdf | AttachmentKind::Sound => in_words(it),
    }
}

fn in_words(it: &Enclosed) -> Vec<Block> {
    it.in_words().into_iter().map(Block::Text).collect()
}

/// Columns as wide as what stands in them asks for: a column of bed numbers leaves room for one of remarks.
fn widths(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let longest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let longest = cells
            .chain(head.get(at))
            .map(|it| it.chars().count().min(40));
        longest.max().unwrap_or_default() + 3
    };
    // No word is broken for a neighbour's sake.
    let narrowest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let words = cells
            .chain(head.get(at))
            .flat_map(|it| it.split_whitespace());
        let word = words.map(|it| it.chars().count()).max().unwrap_or_default();
        ((word * LETTER + BESIDE) / 100).min(LONGEST_WORD)
    };
    let all: usize = (0..head.len()).map(longest).sum();
    let least: usize = (0..head.len()).map(narrowest).sum();
    let room = 100_usize.saturating_sub(least);
    (0..head.len())
        .map(|at| narrowest(at) * 100 / least.max(100) + longest(at) * room / all.max(1))
        .collect()
}

/// What these injects carry, under the number and title of each.
pub(super) fn carried(scenario: &Scenario, injects: impl Iterator<Item = InjectId>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for id in injects {
        let inject = &scenario.injects[id.at()];
        let with = inject.attachments.iter().flat_map(enclosed).collect();
        under(numbered(scenario, id), with, &mut blocks);
    }
    blocks
}

/// The same of the injects that were sent in an exercise: those of its scenario, while that can be read,
/// and ad-hoc ones.
pub(super) fn sent_with(finished: &Finished) -> Vec<Block> {
    sent(finished, |it| match it {
        Sent::Whole(it) => enclosed(&it),
        Sent::Told(it) => {
            let named = format!("With it: {} ({}).", it.title, it.kind);
            let lines = [named, it.shows.clone()].into_iter();
            let said = lines.filter(|it| !it.is_empty());
            said.map(Block::Text).collect()
        }
    })
}

/// The pictures among them.
pub(super) fn pictures_sent(finished: &Finished) -> Vec<Block> {
    sent(finished, |it| match it {
        Sent::Whole(it) if matches!(it.file.kind, AttachmentKind::Picture { .. }) => enclosed(&it),
        _ => Vec::new(),
    })
}

/// A file that came with an inject.
enum Sent<'a> {
    Whole(Enclosed),
    /// As it is told: the file itself is not given away.
    Told(&'a CameWith),
}

fn sent(finished: &Finished, blocks_of: impl Fn(Sent<'_>) -> Vec<Block>) -> Vec<Block> {
    let scenario = finished.scenario();
    let mut blocks = Vec::new();
    for event in &finished.events {
        match (&event.what, &scenario) {
            (What::Delivered { inject, .. }, Some(scenario)) => {
                let Some(id) = scenario.names.injects.get(inject) else {
                    continue;
                };
                let all = scenario.injects[id.at()].attachments.iter();
                let with = all.cloned().map(Sent::Whole).flat_map(&blocks_of);
                under(numbered(scenario, *id), with.collect(), &mut blocks);
            }
            (
                What::Told {
                    from, attachments, ..
                },
                _,
            ) => {
                let all = attachments.iter().map(|it| {
                    finished
                        .carried
                        .get(&it.sha256)
                        .map_or(Sent::Told(it), |file| {
                            Sent::Whole(Enclosed {
                                file: file.clone(),
                                title: it.title.clone(),
                                shows: it.shows.clone(),
                            })
                        })
                });
                let clock = finished.story.clock(event.at_secs);
                let title = format!("{clock}, ad-hoc, from {from}");
                under(title, all.flat_map(&blocks_of).collect(), &mut blocks);
            }
            _ => {}
        }
    }
    blocks
}

fn numbered(scenario: &Scenario, id: InjectId) -> String {
    format!("{}. {}", id.at() + 1, scenario.injects[id.at()].title)
}

/// What came with an inject under its title; nothing if nothing came.
fn under(title: String, with: Vec<Block>, blocks: &mut Vec<Block>) {
    if !with.is_empty() {
        blocks.push(Block::Heading(2, title));
        blocks.extend(with);
    }
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn no_head_is_broken_for_a_long_remark_and_no_table_is_wider_than_its_page() {
        let all = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let remark = "21 to come in, 9 of them not yet out of the postcode";
        let beds = widths(
            &all(&["Ward", "Beds", "Empty", "Waiting for"]),
            &[all(&["Ward 4, stroke", "24", "0", remark])],
        );
        // Of 482 points, with 4 on either side; “Empty” is 29 points wide in bold.
        assert!(beds[2] * 482 / 100 - 8 >= 29, "{beds:?}");
        assert!(
            beds[3] > beds[0] && beds.iter().sum::<usize>() <= 100,
            "{beds:?}"
        );
        let many = vec!["Postponements".to_owned(); 14];
        assert!(widths(&many, &[]).iter().sum::<usize>() <= 100);
        assert!(widths(&[], &[]).is_empty());
    }
}
