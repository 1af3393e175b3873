//! Two versions of a text that come from the same third, joined line by line: what only one of them
//! changed is taken, what both changed differently is shown. Must not choose between them unasked.

use imara_diff::{Algorithm, Diff, InternedInput};
use std::ops::Range;

/// Lines that were changed here and by somebody else, and not alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The lines of ours, counted from zero. None of them, but a place, if we took them out.
    pub lines: Range<usize>,
    /// As they are here.
    pub ours: String,
    /// As somebody else has them.
    pub theirs: String,
}

impl Clash {
    /// Which lines, as a person counts them: `line 12`, `lines 12 to 14`.
    pub fn place(&self) -> String {
        let first = self.lines.start + 1;
        if self.lines.len() > 1 {
            format!("lines {first} to {}", self.lines.end)
        } else {
            format!("line {first}")
        }
    }
}

/// Whose lines stand where both changed the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// What is typed here and not saved.
    Ours,
    /// What somebody else saved.
    Theirs,
    /// What is typed here, and below it what somebody else saved.
    Both,
}

/// Joins what two made of a base. Where both changed the same lines it takes what is asked for and
/// names the place. Lines keep their ends, and the last one the lack of one.
pub fn merge(base: &str, ours: &str, theirs: &str, take: Take) -> (String, Vec<Clash>) {
    let base_lines: Vec<&str> = base.split_inclusive('\n').collect();
    let sides = [Side::of(base, ours), Side::of(base, theirs)];
    let mut at = [0, 0];
    let mut joined = String::with_capacity(ours.len().max(theirs.len()));
    let mut clashes = Vec::new();
    let mut done = 0;
    while let Some(region) = Region::next(&sides, &mut at) {
        joined.extend(base_lines[done..region.base.start].iter().copied());
        done = region.base.end;
        let [mine, other] = [0, 1].map(|side| {
            let hunks = &sides[side].hunks[region.hunks[side].clone()];
            sides[side].made_of(&region.base, hunks)
        });
        match (mine, other) {
            (Some((_, mine)), None) => joined.push_str(&mine),
            (None, Some((_, other))) => joined.push_str(&other),
            (Some((_, mine)), Some((_, other))) if mine == other => joined.push_str(&mine),
            (Some((lines, ours)), Some((_, theirs))) => {
                match take {
                    Take::Ours => joined.push_str(&ours),
                    Take::Theirs => joined.push_str(&theirs),
                    Take::Both => {
                        joined.push_str(&ours);
                        if !ours.is_empty() && !ours.ends_with('\n') && !theirs.is_empty() {
                            joined.push_str(if base.contains("\r\n") { "\r\n" } else { "\n" });
                        }
                        joined.push_str(&theirs);
                    }
                }
                clashes.push(Clash {
                    lines,
                    ours,
                    theirs,
                });
            }
            (None, None) => {}
        }
    }
    joined.extend(base_lines[done..].iter().copied());
    (joined, clashes)
}

/// A stretch of lines of the base, and what stands in its place.
struct Hunk {
    before: Range<usize>,
    after: Range<usize>,
    /// Whether what stands there ends the text without a line's end, so that nothing can follow.
    open_ended: bool,
}

/// What one side made of the base.
struct Side<'a> {
    lines: Vec<&'a str>,
    hunks: Vec<Hunk>,
}

impl<'a> Side<'a> {
    fn of(base: &str, text: &'a str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let input = InternedInput::new(base, text);
        let mut diff = Diff::compute(Algorithm::Histogram, &input);
        diff.postprocess_lines(&input);
        let hunks = diff
            .hunks()
            .map(|hunk| {
                let after = hunk.after.start as usize..hunk.after.end as usize;
                Hunk {
                    before: hunk.before.start as usize..hunk.before.end as usize,
                    open_ended: lines[after.clone()]
                        .last()
                        .is_some_and(|line| !line.ends_with('\n')),
                    after,
                }
            })
            .collect();
        Self { lines, hunks }
    }

    /// Which lines this side has in place of a stretch of the base, and what they say; nothing if
    /// it changed nothing there.
    fn made_of(&self, base: &Range<usize>, hunks: &[Hunk]) -> Option<(Range<usize>, String)> {
        let (first, last) = (hunks.first()?, hunks.last()?);
        let from = first.after.start - (first.before.start - base.start);
        let to = last.after.end + (base.end - last.before.end);
        Some((from..to, self.lines[from..to].concat()))
    }
}

/// A stretch of the base that hunks of one side or of both lie in.
struct Region {
    base: Range<usize>,
    open_ended: bool,
    /// By side: its hunks.
    hunks: [Range<usize>; 2],
}

impl Region {
    /// The next, with all hunks that lie in the same place.
    fn next(sides: &[Side<'_>; 2], at: &mut [usize; 2]) -> Option<Self> {
        let coming = |at: &[usize; 2]| {
            (0..2)
                .filter_map(|side| Some((side, sides[side].hunks.get(at[side])?)))
                // What is put in before a line comes before what is done to the line.
                .min_by_key(|(_, hunk)| (hunk.before.start, hunk.before.end))
        };
        let (side, first) = coming(at)?;
        let mut region = Self {
            base: first.before.clone(),
            open_ended: first.open_ended,
            hunks: [at[0]..at[0], at[1]..at[1]],
        };
        at[side] += 1;
        region.hunks[side].end = at[side];
        while let Some((side, hunk)) = coming(at).filter(|(_, hunk)| region.holds(hunk)) {
            region.base.end = region.base.end.max(hunk.before.end);
            region.open_ended |= hunk.open_ended;
            at[side] += 1;
            region.hunks[side].end = at[side];
        }
        Some(region)
    }

    /// Whether a hunk that begins no earlier lies in the same place: has a line in common, puts
    /// something in where something is put in, or follows what nothing can follow.
    fn holds(&self, hunk: &Hunk) -> bool {
        let (base, next) = (&self.base, &hunk.before);
        (next.start < base.end && base.start < next.end)
            || (base == next && base.is_empty())
            || (self.open_ended && next.start == base.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_at_the_head_and_the_foot_leave_the_middle_to_others() {
        let base = "a\nb\nc\nd\ne\n";
        let (joined, clashes) = merge(base, "A\nb\nc\nd\nE\n", "a\nb\nC\nd\ne\n", Take::Ours);
        assert_eq!((joined.as_str(), clashes), ("A\nb\nC\nd\nE\n", Vec::new()));
    }

    #[test]
    fn the_same_lines_are_a_clash_that_is_named_and_the_rest_is_joined() {
        let base = "a\nb\nc\nd\ne\n";
        let (ours, theirs) = ("0\na\nb\nC\nD\ne\n", "a\nb\nc!\nd\ne!\n");
        for (take, wanted) in [
            (Take::Ours, "0\na\nb\nC\nD\ne!\n"),
            (Take::Theirs, "0\na\nb\nc!\nd\ne!\n"),
            (Take::Both, "0\na\nb\nC\nD\nc!\nd\ne!\n"),
        ] {
            let (joined, clashes) = merge(base, ours, theirs, take);
            assert_eq!(joined, wanted);
            assert_eq!(clashes.len(), 1);
            assert_eq!(clashes[0].place(), "lines 4 to 5");
            assert_eq!(
                (clashes[0].ours.as_str(), clashes[0].theirs.as_str()),
                ("C\nD\n", "c!\nd\n")
            );
        }
    }

    #[test]
    fn what_both_put_in_at_one_place_is_a_clash_unless_it_is_alike() {
        let (_, clashes) = merge("a\nb\n", "a\nx\nb\n", "a\ny\nb\n", Take::Ours);
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].place(), "line 2");
        let (joined, clashes) = merge("a\nb\n", "a\nx\nb\n", "a\nx\nb\n", Take::Ours);
        assert!(clashes.is_empty() && joined == "a\nx\nb\n");
        // Taken out here, changed there.
        let (_, clashes) = merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n", Take::Ours);
        assert_eq!(
            (clashes[0].lines.clone(), clashes[0].place()),
            (1..1, "line 2".to_owned())
        );
    }

    #[test]
    fn lines_are_never_run_together_where_a_text_ends_without_a_line_end() {
        // Ours ends without one; theirs goes on below.
        let (joined, clashes) = merge("a\n", "b", "a\nc\n", Take::Both);
        assert_eq!((joined.as_str(), clashes.len()), ("b\na\nc\n", 1));
        let (joined, clashes) = merge("a\r\nb", "A\r\nb", "a\r\nb!", Take::Ours);
        assert_eq!((joined.as_str(), clashes.len()), ("A\r\nb!", 0));
    }

    /// What a side does to a line of the base.
    #[derive(Clone, Debug)]
    enum Edit {
        Replaced(u8),
        Removed,
        PutBefore(u8),
    }

    fn edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            (1..4_u8).prop_map(Edit::Replaced),
            Just(Edit::Removed),
            (1..4_u8).prop_map(Edit::PutBefore),
        ]
    }

    /// A text of lines that are each there once, as edited by those whose turn it is.
    fn text(
        lines: usize,
        edits: &[Option<(bool, Edit)>],
        whose: &dyn Fn(bool) -> bool,
        end: &str,
        bom: bool,
        last_end: bool,
    ) -> String {
        let mut made: Vec<String> = Vec::new();
        for at in 0..lines {
            let kept = format!("line {at} of the base");
            match edits.get(at).and_then(Option::as_ref) {
                Some((side, edit)) if whose(*side) => match edit {
                    Edit::Removed => {}
                    Edit::Replaced(count) => {
                        made.extend((0..*count).map(|it| format!("in place of {at}: {side} {it}")));
                    }
                    Edit::PutBefore(count) => {
                        made.extend((0..*count).map(|it| format!("before {at}: {side} {it}")));
                        made.push(kept);
                    }
                },
                _ => made.push(kept),
            }
        }
        // The last line is nobody's, so that all three texts end alike.
        made.push("last".to_owned());
        let mark = if bom { "\u{feff}" } else { "" };
        format!(
            "{mark}first{end}{}{}",
            made.join(end),
            if last_end { end } else { "" }
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Edits of a base that don't touch the same lines always join to both, whatever its line
        /// ends, with or without one at its end, with or without a byte-order mark.
        #[test]
        fn edits_of_different_lines_always_join_to_both(
            edits in prop::collection::vec(prop::option::of((any::<bool>(), edit())), 0..24),
            more in 0..6_usize,
            crlf in any::<bool>(),
            bom in any::<bool>(),
            last_end in any::<bool>(),
        ) {
            let (lines, end) = (edits.len() + more, if crlf { "\r\n" } else { "\n" });
            let of = |whose: &dyn Fn(bool) -> bool| text(lines, &edits, whose, end, bom, last_end);
            let (base, ours, theirs) = (of(&|_| false), of(&|side| side), of(&|side| !side));
            let both = of(&|_| true);
            let (joined, clashes) = merge(&base, &ours, &theirs, Take::Ours);
            prop_assert_eq!(clashes, Vec::new());
            prop_assert_eq!(joined, both);
        }

        /// Whatever two do to a base, nothing of either is lost: a line that one of them wrote
        /// stands in what was joined or is shown in a clash.
        #[test]
        fn no_line_that_somebody_wrote_is_ever_lost(
            base in prop::collection::vec("[abc]{1,2}", 0..10),
            ours in prop::collection::vec("[abcx]{1,2}", 0..10),
            theirs in prop::collection::vec("[abcy]{1,2}", 0..10),
            ends in any::<(bool, bool, bool)>(),
        ) {
            let of = |lines: &[String], ends: bool| {
                let mut text = lines.join("\n");
                if ends && !text.is_empty() { text.push('\n'); }
                text
            };
            let (base, ours, theirs) = (of(&base, ends.0), of(&ours, ends.1), of(&theirs, ends.2));
            prop_assert_eq!(&merge(&base, &ours, &base, Take::Ours).0, &ours);
            prop_assert_eq!(&merge(&base, &base, &theirs, Take::Ours).0, &theirs);
            prop_assert_eq!(&merge(&base, &ours, &ours, Take::Theirs).0, &ours);
            let (joined, clashes) = merge(&base, &ours, &theirs, Take::Ours);
            for (text, mark) in [(&ours, 'x'), (&theirs, 'y')] {
                for line in text.lines().filter(|line| line.contains(mark)) {
                    let shown = clashes.iter().flat_map(|it| it.ours.lines().chain(it.theirs.lines()));
                    prop_assert!(joined.lines().chain(shown).any(|it| it == line), "{line} of {text:?} is lost: {joined:?}");
                }
            }
            for clash in &clashes {
                let there: Vec<&str> = ours.split_inclusive('\n').collect();
                prop_assert_eq!(&there[clash.lines.clone()].concat(), &clash.ours);
            }
            // With both taken no line is gone from the text itself.
            let (joined, _) = merge(&base, &ours, &theirs, Take::Both);
            for line in ours.lines().filter(|it| it.contains('x')).chain(theirs.lines().filter(|it| it.contains('y'))) {
                prop_assert!(joined.lines().any(|it| it == line));
            }
        }
    }
}
