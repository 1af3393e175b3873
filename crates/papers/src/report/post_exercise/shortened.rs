//! What is long, cut to its most telling part, with where the rest is. Must not change the order of
//! what it keeps.

use crate::report::document::Block;

/// Key decisions that are told.
pub const DECISIONS: usize = 6;
/// Things of which it is told how late they were known.
pub const LAGS: usize = 8;
/// Figures of situation reports that are told.
pub const CLAIMS: usize = 8;
/// Calls of which it is told what was answered.
pub const CALLS: usize = 8;
/// Tasks of which it is told how two evaluators rated them.
pub const RATED_TWICE: usize = 6;
/// Notes of evaluators that are told of a task.
pub const NOTES: usize = 2;
/// Answers to an open question that are told.
pub const ANSWERS: usize = 4;
/// Moments in which the plan was cited, of each kind.
pub const CITED: usize = 8;
/// Things that were said in the hot debrief: one of each role, three to keep, and what else was taken down.
pub const SAID: usize = 24;
/// Rows of how sure people are.
pub const CONFIDENCES: usize = 20;

/// Those for which a figure is highest, at most so many, as they stand in the list; and how many
/// are left out.
pub(super) fn most<T: Clone>(
    list: &[T],
    count: usize,
    figure: impl Fn(&T) -> u64,
) -> (Vec<T>, usize) {
    let mut places: Vec<usize> = (0..list.len()).collect();
    places.sort_by_key(|at| std::cmp::Reverse(figure(&list[*at])));
    places.truncate(count);
    places.sort_unstable();
    let kept = places.iter().map(|at| list[*at].clone()).collect();
    (kept, list.len().saturating_sub(count))
}

/// Says where the rest is.
pub(super) fn more(left: usize, which: &str, blocks: &mut Vec<Block>) {
    if left > 0 {
        blocks.push(Block::Note(format!(
            "{left} more, {which}: see the exercise log."
        )));
    }
}

/// Letters of a reason that are told in short.
const SHORT: usize = 120;

/// The first sentence; what is longer than it should be ends at a word.
pub(super) fn in_short(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default();
    // A point within a figure or a name ends no sentence.
    let ends = [". ", "! ", "? "].iter().filter_map(|end| line.find(end));
    let first = ends.min().map_or(line, |end| &line[..=end]).trim();
    if first.chars().count() <= SHORT {
        return first.to_owned();
    }
    let cut: String = first.chars().take(SHORT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_in_short_is_its_first_sentence_and_ends_at_a_word() {
        assert_eq!(
            in_short("Port 445.3 is open. So it spreads."),
            "Port 445.3 is open."
        );
        assert_eq!(in_short("Who leads? Nobody."), "Who leads?");
        assert_eq!(in_short("One line\nand another"), "One line");
        assert_eq!(in_short(""), "");
        let long = in_short(&"Ängström and ".repeat(30));
        assert!(long.chars().count() <= SHORT + 2, "{long}");
        assert!(
            long.ends_with("and …") || long.ends_with("Ängström …"),
            "{long}"
        );
    }

    #[test]
    fn what_tells_most_is_kept_in_its_order_and_the_rest_is_counted() {
        assert_eq!(most(&[5_u64, 1, 9, 7], 3, |it| *it), (vec![5, 9, 7], 1));
        assert_eq!(most(&[5_u64], 3, |it| *it), (vec![5], 0));
    }
}
