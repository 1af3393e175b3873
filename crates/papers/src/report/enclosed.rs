//! What comes with an inject, on paper: a picture as the picture, a table as a table, a PDF or a sound
//! in the words that say what it shows. Must not say who expects what of it.

use super::document::{Block, Cell, Table};
use super::image::Image;
use wardroom_core::exercise::What;
use wardroom_core::review::Finished;
use wardroom_core::scenario::{AttachmentKind, Enclosed, InjectId, Scenario};

/// No column of a table is narrower, in hundredths of its width.
const NARROWEST: usize = 6;

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
    let all: usize = (0..head.len()).map(longest).sum();
    (0..head.len())
        .map(|at| (longest(at) * 100 / all.max(1)).max(NARROWEST))
        .collect()
}

/// What is wanted of all that these injects carry, under the number and title of each; nothing if none
/// carries any of it.
pub(super) fn carried(
    scenario: &Scenario,
    injects: impl Iterator<Item = InjectId>,
    wanted: impl Fn(&Enclosed) -> bool,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    for id in injects {
        let inject = &scenario.injects[id.at()];
        let with: Vec<&Enclosed> = inject.attachments.iter().filter(|it| wanted(it)).collect();
        if !with.is_empty() {
            let title = format!("{}. {}", id.at() + 1, inject.title);
            blocks.push(Block::Heading(2, title));
            blocks.extend(with.into_iter().flat_map(enclosed));
        }
    }
    blocks
}

/// The same of the injects that were sent in an exercise, while its scenario can be read.
pub(super) fn sent_with(finished: &Finished, wanted: impl Fn(&Enclosed) -> bool) -> Vec<Block> {
    let Some(scenario) = finished.scenario() else {
        return Vec::new();
    };
    let sent = finished.events.iter().filter_map(|it| match &it.what {
        What::Delivered { inject, .. } => scenario.injects.iter().position(|it| it.id == *inject),
        _ => None,
    });
    carried(&scenario, sent.map(InjectId::from), wanted)
}
