//! Where each problem stands in the files as they are, and what mends it where the check knows that.
//! Must not find problems, and must not change a file.

use std::ops::Range;
use std::sync::Arc;
use wardroom_core::ron_tree::{Edit, Node, NodeKind, Outline, Part, Step, quoted};
use wardroom_core::scenario::Problems;

/// A problem in a file under edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its place among the problems.
    pub problem: usize,
    /// The place of its file among those of the project.
    pub file: usize,
    /// Where it stands in the text as it is, in bytes.
    pub range: Range<usize>,
    /// What would have to stand there, if the check knows it.
    pub mend: Option<Mend>,
}

/// What mends a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What was meant, as it is said.
    pub meant: String,
    /// As it is written.
    pub value: String,
}

/// A file under edit: its path from the scenario's folder, and its text.
type File<'a> = (&'a str, &'a Arc<String>);

/// The problems, placed; kept while neither they nor the files change.
#[derive(Debug, Default)]
pub struct Places {
    of: (Arc<Problems>, Vec<Arc<String>>),
}

impl Places {
    /// The problems in the files as they stand; none if that is what was found the last time.
    pub fn renewed(&mut self, problems: &Arc<Problems>, files: &[File<'_>]) -> Option<Vec<Placed>> {
        let (known, texts) = &self.of;
        let same = Arc::ptr_eq(known, problems)
            && texts.len() == files.len()
            && texts.iter().zip(files).all(|(a, (_, b))| Arc::ptr_eq(a, b));
        if same {
            return None;
        }
        self.of = (
            problems.clone(),
            files.iter().map(|(_, text)| (*text).clone()).collect(),
        );
        Some(placed(problems, files))
    }
}

fn placed(problems: &Problems, files: &[File<'_>]) -> Vec<Placed> {
    let all = problems.list.iter().enumerate();
    all.filter_map(|(at, problem)| {
        let source = problems.sources.files().get(problem.mark.file as usize)?;
        let file = files.iter().position(|(name, _)| *name == source.path)?;
        let text = files[file].1.as_str();
        // A byte-order mark is no part of what was checked.
        let head = text.len() - text.trim_start_matches('\u{feff}').len();
        let (start, end) = (problem.mark.start as usize, problem.mark.end as usize);
        let range = moved(start..end, &source.text, &text[head..])?;
        let range = range.start + head..range.end + head;
        let written = text.get(range.clone())?;
        Some(Placed {
            problem: at,
            file,
            mend: problem.hint.as_deref().and_then(|it| mend(written, it)),
            range,
        })
    })
    .collect()
}

/// Where a stretch of a text is after an edit; none if the edit touches it.
fn moved(range: Range<usize>, was: &str, is: &str) -> Option<Range<usize>> {
    let Some(edit) = Edit::of(was, is) else {
        return Some(range);
    };
    if range.end <= edit.was.start {
        return Some(range);
    }
    (range.start >= edit.was.end).then(|| edit.moved(range.start)..edit.moved(range.end))
}

/// What mends what is written, by the hint that a check gives.
fn mend(written: &str, hint: &str) -> Option<Mend> {
    let (_, rest) = hint.split_once("did you mean `")?;
    let (meant, _) = rest.split_once("`?")?;
    let value = if written.starts_with('"') {
        quoted(meant)
    } else if !written.is_empty() && written.chars().all(|c| c.is_alphanumeric() || c == '_') {
        meant.to_owned()
    } else {
        return None;
    };
    Some(Mend {
        meant: meant.to_owned(),
        value,
    })
}

/// The steps to the innermost value at a place of a text.
pub fn path_at(outline: &Outline, at: usize) -> Vec<Step> {
    let mut path = Vec::new();
    let mut node: &Node = &outline.root;
    while let NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) = &node.kind {
        let inside =
            |part: &&Part| (part.start..part.value.range.end.max(part.start + 1)).contains(&at);
        let Some(nth) = parts.iter().position(|part| inside(&part)) else {
            break;
        };
        let part = &parts[nth];
        path.push(if part.name.is_empty() {
            nth.into()
        } else {
            part.name.as_str().into()
        });
        node = &part.value;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_goes_with_what_is_typed_before_it_and_is_none_once_it_is_typed_over() {
        assert_eq!(moved(4..7, "one two three", "one two three"), Some(4..7));
        assert_eq!(moved(4..7, "one two three", "ones two three"), Some(5..8));
        assert_eq!(moved(4..7, "one two three", "one two four"), Some(4..7));
        assert_eq!(moved(4..7, "one two three", "one too three"), None);
    }

    #[test]
    fn what_the_check_knows_is_written_as_it_was_in_quotes_or_without() {
        let meant = |written: &str, hint: &str| mend(written, hint).map(|it| it.value);
        assert_eq!(
            meant("\"helpdesc\"", "did you mean `helpdesk`?").as_deref(),
            Some("\"helpdesk\"")
        );
        assert_eq!(
            meant("Sevrer", "did you mean `Server`?").as_deref(),
            Some("Server")
        );
        assert_eq!(
            meant("\"2nd\"", "did you mean `2`? write B, LG, G").as_deref(),
            Some("\"2\"")
        );
        assert_eq!(meant("\"x\"", "known: a, b"), None);
        assert_eq!(meant("[1, 2]", "did you mean `3`?"), None);
    }

    #[test]
    fn the_way_to_a_place_goes_by_lists_and_fields() {
        let text = "S(a: [(b: 1), (b: \"x\", c: [2])])";
        let outline = Outline::of(text).expect("it is RON");
        let at = text.find("\"x\"").expect("it is there");
        let way: Vec<Step> = vec!["a".into(), 1.into(), "b".into()];
        assert_eq!(path_at(&outline, at), way);
        assert_eq!(path_at(&outline, at - 2), way, "at its name");
        assert_eq!(path_at(&outline, 0), []);
    }
}
