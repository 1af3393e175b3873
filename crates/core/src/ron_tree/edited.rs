//! The outline of a text after an edit: of what stands around the edit nothing is read again. Must not
//! know what any of it means.

use super::outline::{Node, NodeKind, Outline, Part};
use std::ops::Range;

impl Outline {
    /// The outline of a text that was `was` and is `is`, where this is the outline of `was`; what
    /// [`Outline::of`] gives for `is`.
    ///
    /// The innermost value with the edit between its first and its last byte is read alone. Both bytes
    /// stand as they did, so if it is one whole value again, all around it is read as it was, further
    /// on by as much as the text grew. Otherwise the whole text is read.
    pub fn edited(mut self, was: &str, is: &str) -> Option<Self> {
        let Some(edit) = Edit::of(was, is) else {
            return Some(self);
        };
        if edit.inside(&mut self.root, is) {
            Some(self)
        } else {
            Self::of(is)
        }
    }
}

/// A stretch of a text that another took the place of. All places are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where it stood.
    pub was: Range<usize>,
    /// Where what took its place ends.
    pub end: usize,
}

impl Edit {
    /// The least that differs; nothing if nothing does.
    pub fn of(was: &str, is: &str) -> Option<Self> {
        let alike = |(a, b): &(u8, u8)| a == b;
        let ahead = was.bytes().zip(is.bytes()).take_while(alike).count();
        let behind = was
            .bytes()
            .skip(ahead)
            .rev()
            .zip(is.bytes().skip(ahead).rev())
            .take_while(alike)
            .count();
        let edit = Self {
            was: ahead..was.len() - behind,
            end: is.len() - behind,
        };
        (!edit.was.is_empty() || edit.end > ahead).then_some(edit)
    }

    /// Whether it lies between the first and the last byte of a value.
    fn within(&self, node: &Node) -> bool {
        node.range.start < self.was.start && self.was.end < node.range.end
    }

    /// Where a place behind it, `was.end` at the least, is now.
    pub fn moved(&self, at: usize) -> usize {
        at - self.was.end + self.end
    }

    /// Makes of a value what it is after the edit; returns whether it could. Where not, it is of no
    /// further use.
    fn inside(&self, node: &mut Node, is: &str) -> bool {
        if !self.within(node) {
            return false;
        }
        if let NodeKind::Fields(_, parts, close) | NodeKind::Items(_, parts, close) = &mut node.kind
            && let Some(at) = parts.iter().position(|part| self.within(&part.value))
        {
            if !self.inside(&mut parts[at].value, is) {
                return false;
            }
            let comma = &mut parts[at].comma;
            *comma = comma.map(|comma| self.moved(comma));
            for part in &mut parts[at + 1..] {
                self.shift_part(part);
            }
            *close = self.moved(*close);
            node.range.end = self.moved(node.range.end);
            return true;
        }
        let range = node.range.start..self.moved(node.range.end);
        let Some(read) = is.get(range.clone()).and_then(Outline::of) else {
            return false;
        };
        *node = read.root;
        if node.range != (0..range.len()) {
            return false;
        }
        let begin = Edit {
            was: 0..0,
            end: range.start,
        };
        begin.shift(node);
        true
    }

    /// Moves a value that stands behind.
    fn shift(&self, node: &mut Node) {
        node.range = self.moved(node.range.start)..self.moved(node.range.end);
        if let NodeKind::Fields(_, parts, close) | NodeKind::Items(_, parts, close) = &mut node.kind
        {
            parts.iter_mut().for_each(|part| self.shift_part(part));
            *close = self.moved(*close);
        }
    }

    fn shift_part(&self, part: &mut Part) {
        part.start = self.moved(part.start);
        part.comma = part.comma.map(|comma| self.moved(comma));
        self.shift(&mut part.value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::shipped;
    use proptest::prelude::*;

    const FILES: [&str; 4] = [
        "clean-but-dark/typical.ron",
        "friday-lunchtime/typical.ron",
        "library/st-osyth-services.ron",
        "library/st-osyth-estate.ron",
    ];

    fn ranges<'a>(node: &'a Node, into: &mut Vec<&'a Range<usize>>) {
        into.push(&node.range);
        if let NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) = &node.kind {
            for part in parts {
                ranges(&part.value, into);
            }
        }
    }

    fn holds(was: &str, is: &str) {
        let Some(outline) = Outline::of(was) else {
            return;
        };
        assert_eq!(outline.edited(was, is), Outline::of(is), "{is}");
    }

    #[test]
    fn of_a_value_that_is_changed_only_that_is_read() {
        let was = "(a: [(b: \"one\", c: 12), (b: \"two\", c: 3)], d: Some(4))";
        for (from, to) in [
            ("\"one\"", "\"\\\"o\\\"\""),
            ("\"one\"", "\"o\"n\""),
            ("12", "1_2"),
            ("12", "1/*2"),
            ("(b: \"two\", c: 3)", "(b: \"two\")"),
            ("(b: \"two\", c: 3)", "(b: \"two\") // ]"),
            ("c: 12", "c: 12, e: Other(b: [])"),
            ("(4)", "(4), e: ["),
            ("a: [", "a: [/* "),
            ("Some", "r#Some"),
        ] {
            holds(was, &was.replacen(from, to, 1));
        }
        holds(was, was);
        holds(was, "");
        holds("\u{feff}(a: 1)", "\u{feff}(a: 22)");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// By brute force: the whole text read again.
        #[test]
        fn an_edit_anywhere_in_a_shipped_file_gives_the_outline_of_the_whole(
            file in any::<prop::sample::Index>(),
            place in any::<prop::sample::Index>(),
            length in prop_oneof![Just(None), (0_usize..40).prop_map(Some)],
            new in prop_oneof![
                "[a-z0-9 ]{0,6}",
                "[()\\[\\],:\"/*#r\\\\n]{1,3}",
                Just("(id: \"x\", text: r#\"y\"#),".to_owned()),
                Just("// ".to_owned()),
                Just("é".to_owned()),
            ],
        ) {
            let was = shipped(FILES[file.index(FILES.len())]).expect("a shipped file");
            let was = String::from_utf8(was).expect("text");
            let outline = Outline::of(&was).expect("a shipped file is RON");
            let mut all = Vec::new();
            ranges(&outline.root, &mut all);
            // A whole value, or any stretch.
            let range = match length {
                None => (*place.get(&all)).clone(),
                Some(length) => {
                    let start = place.index(was.len());
                    start..(start + length).min(was.len())
                }
            };
            prop_assume!(was.get(range.clone()).is_some());
            let mut is = was.clone();
            is.replace_range(range, &new);
            prop_assert_eq!(outline.edited(&was, &is), Outline::of(&is));
        }
    }
}
