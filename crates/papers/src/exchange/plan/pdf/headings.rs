//! Blocks as the pieces of a document: headings are known by their size, by bold type before a number, or by their
//! number alone where nothing is set apart. Must not know what a clause is.

use super::super::labels::labelled;
use super::super::pieces::{Piece, numbered};
use super::super::text;
use super::flow::{Block, Words};

/// Type that is larger than the body's by this is a heading's.
const LARGER: f64 = 1.12;

/// The longest heading.
const LONGEST: usize = 160;

/// The pieces of a document whose text is set in a size.
pub(super) fn pieces(blocks: Vec<Block>, body: f64) -> Vec<Piece> {
    let all = || {
        blocks.iter().enumerate().filter_map(|(at, it)| match it {
            Block::Words(words) => Some((at, words)),
            Block::Table(_) => None,
        })
    };
    let large = |it: &Words| it.size >= LARGER * body && may_head(it);
    let parted = |it: &Words| numbered(&it.words).is_some_and(|(number, _)| number.contains('.'));
    let is_numbered = |it: &Words| numbered(&it.words).is_some();
    let any_large = all().any(|(_, it)| large(it) && is_numbered(it));
    // Where larger headings have numbers, “1. Ring the switchboard” in bold is an item of a list.
    let heavy = |it: &Words| {
        it.bold
            && may_head(it)
            && is_numbered(it)
            && (parted(it) || !any_large)
            && !it.words.ends_with(['.', ',', ';'])
    };
    let styled = |it: &Words| large(it) || heavy(it);
    let first = all()
        .find(|(_, it)| styled(it) && is_numbered(it))
        .map(|(at, _)| at);
    let title = title(&blocks, first, &large);
    let mut sizes: Vec<f64> = all()
        .filter(|(at, it)| styled(it) && Some(*at) != title)
        .map(|(_, it)| it.size)
        .collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup_by(|next, last| *last - *next <= 0.04 * *last);
    let level = |size: f64| {
        let level = sizes.iter().position(|it| size >= it * 0.96);
        u8::try_from(level.unwrap_or(0) + 1).unwrap_or(9)
    };
    let mut chapter = 0;
    let mut pieces = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        pieces.push(match block {
            Block::Table(rows) => Piece::Table(rows.clone()),
            Block::Words(it) if Some(at) == title => Piece::Title(it.words.clone()),
            Block::Words(it) if styled(it) => {
                let cover = !is_numbered(it) && first.is_some_and(|first| at < first);
                if cover {
                    Piece::Paragraph(it.words.clone())
                } else {
                    Piece::Heading(level(it.size), it.words.clone())
                }
            }
            Block::Words(it) if plainly_heads(it, first.is_some(), &mut chapter) => {
                Piece::Numbered(it.words.clone())
            }
            Block::Words(it) => Piece::Paragraph(it.words.clone()),
        });
    }
    pieces
}

/// Whether words can be a heading at all.
fn may_head(it: &Words) -> bool {
    let letters = it.words.chars().filter(|it| it.is_alphabetic()).count();
    !it.item && letters > 1 && it.words.chars().count() <= LONGEST && labelled(&it.words).is_none()
}

/// The document's title: the largest on its first page, before its first numbered heading. Where no heading has a
/// number, only if none is as large.
fn title(blocks: &[Block], first: Option<usize>, large: &dyn Fn(&Words) -> bool) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    let mut twice = false;
    for (at, block) in blocks.iter().enumerate() {
        let Block::Words(it) = block else { continue };
        if !large(it) {
            continue;
        }
        let early = first.map_or(best.is_none(), |first| at < first) && it.page == 1;
        let size = best.map_or(0.0, |it| it.1);
        if early && it.size > 1.02 * size && numbered(&it.words).is_none() {
            best = Some((at, it.size));
        } else if first.is_none() && it.size > 0.98 * size {
            twice = true;
        }
    }
    best.filter(|_| !twice).map(|it| it.0)
}

/// Whether words that are set as the body is begin as a numbered heading does, and end no sentence.
fn plainly_heads(it: &Words, others_are_set_apart: bool, chapter: &mut u32) -> bool {
    let Some((number, rest)) = numbered(&it.words) else {
        return false;
    };
    if it.item || !text::heads(&it.words, rest) {
        return false;
    }
    let one: Option<u32> = number.parse().ok();
    let heading = match one {
        Some(one) => !others_are_set_apart && one > *chapter && it.alone,
        None => true,
    };
    if heading {
        *chapter = text::first_part(&number).unwrap_or(*chapter);
    }
    heading
}
