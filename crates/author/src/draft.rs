//! A file under edit: its text, what was changed and can be undone, and what to do when somebody
//! else has changed it on disk meanwhile. Must not read or write files.

use std::ops::Range;

/// A change that was made, so that it can be made undone.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    start: usize,
    was: String,
    is: String,
}

/// A file under edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    text: String,
    /// As it was last read or written.
    base: String,
    made: Vec<Made>,
    undone: Vec<Made>,
}

/// What came of a file that changed on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Only the disk had changed, or only we had, or both alike.
    Taken,
    /// Both had changed, in different places: both changes stand.
    Joined,
    /// Both had changed the same place: ours stands in the draft, theirs is here.
    Conflict(String),
}

impl Draft {
    /// Of a text that was read.
    pub fn new(text: String) -> Self {
        Self {
            base: text.clone(),
            text,
            ..Self::default()
        }
    }

    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it differs from what is on disk.
    pub fn changed(&self) -> bool {
        self.text != self.base
    }

    /// Replaces a stretch. What was undone can't be done again afterwards.
    pub fn replace(&mut self, range: Range<usize>, new: String) {
        if self.text.get(range.clone()) == Some(new.as_str()) {
            return;
        }
        let Some(was) = self.text.get(range.clone()).map(ToOwned::to_owned) else {
            return;
        };
        self.text.replace_range(range.clone(), &new);
        self.made.push(Made {
            start: range.start,
            was,
            is: new,
        });
        self.undone.clear();
    }

    /// Replaces the whole text: one change that can be undone.
    pub fn rewrite(&mut self, text: &str) {
        let (range, new) = difference(&self.text, text);
        self.replace(range, new.to_owned());
    }

    /// Undoes the last change. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(made) = self.made.pop() else {
            return false;
        };
        let end = made.start + made.is.len();
        self.text.replace_range(made.start..end, &made.was);
        self.undone.push(made);
        true
    }

    /// Makes the last change that was undone again. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(made) = self.undone.pop() else {
            return false;
        };
        let end = made.start + made.was.len();
        self.text.replace_range(made.start..end, &made.is);
        self.made.push(made);
        true
    }

    /// Whether there is something to undo, and to do again.
    pub fn can(&self) -> (bool, bool) {
        (!self.made.is_empty(), !self.undone.is_empty())
    }

    /// It is on disk as it stands.
    pub fn kept(&mut self) {
        self.base.clone_from(&self.text);
    }

    /// Settles a conflict: theirs is on disk; ours stays to be saved over it, or theirs is taken.
    pub fn settle(&mut self, theirs: &str, take_theirs: bool) {
        if take_theirs {
            self.rewrite(theirs);
        }
        theirs.clone_into(&mut self.base);
    }

    /// The file on disk reads so now.
    pub fn on_disk(&mut self, theirs: &str) -> Merged {
        if theirs == self.base || theirs == self.text {
            theirs.clone_into(&mut self.base);
            return Merged::Taken;
        }
        if !self.changed() {
            // One change more, so that theirs can be undone too.
            self.rewrite(theirs);
            theirs.clone_into(&mut self.base);
            return Merged::Taken;
        }
        let (our_range, our_text) = difference(&self.base, &self.text);
        let (their_range, their_text) = difference(&self.base, theirs);
        let apart = our_range.end < their_range.start || their_range.end < our_range.start;
        if !apart {
            return Merged::Conflict(theirs.to_owned());
        }
        let mut joined = self.base.clone();
        let (first, second) = if our_range.start < their_range.start {
            ((our_range, our_text), (their_range, their_text))
        } else {
            ((their_range, their_text), (our_range, our_text))
        };
        joined.replace_range(second.0, second.1);
        joined.replace_range(first.0, first.1);
        self.rewrite(&joined);
        theirs.clone_into(&mut self.base);
        Merged::Joined
    }
}

/// The one stretch of `from` that must be replaced, and by what, to get `to`.
fn difference<'a>(from: &str, to: &'a str) -> (Range<usize>, &'a str) {
    let mut start = from
        .bytes()
        .zip(to.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !from.is_char_boundary(start) || !to.is_char_boundary(start) {
        start -= 1;
    }
    let mut alike = from[start..]
        .bytes()
        .rev()
        .zip(to[start..].bytes().rev())
        .take_while(|(a, b)| a == b)
        .count();
    while !from.is_char_boundary(from.len() - alike) || !to.is_char_boundary(to.len() - alike) {
        alike -= 1;
    }
    (start..from.len() - alike, &to[start..to.len() - alike])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_undone_and_done_again_is_as_it_was() {
        let mut draft = Draft::new("one two three".to_owned());
        draft.replace(4..7, "zwei".to_owned());
        draft.replace(0..3, "eins".to_owned());
        assert_eq!(draft.text(), "eins zwei three");
        assert!(draft.undo() && draft.undo() && !draft.undo());
        assert_eq!(draft.text(), "one two three");
        assert!(!draft.changed());
        assert!(draft.redo() && draft.redo() && !draft.redo());
        assert_eq!(draft.text(), "eins zwei three");
    }

    #[test]
    fn changes_in_different_places_are_joined_and_in_the_same_place_shown() {
        let mut draft = Draft::new("Zoë\nline\nend".to_owned());
        draft.replace(0..4, "Zoé".to_owned());
        assert_eq!(draft.on_disk("Zoë\nline\nende"), Merged::Joined);
        assert_eq!(draft.text(), "Zoé\nline\nende");
        assert!(draft.changed(), "ours is not on disk yet");
        let theirs = "Zoe\nline\nende";
        assert_eq!(draft.on_disk(theirs), Merged::Conflict(theirs.to_owned()));
        assert_eq!(draft.text(), "Zoé\nline\nende");
        draft.kept();
        assert_eq!(draft.on_disk("new"), Merged::Taken);
        assert_eq!(draft.text(), "new");
        assert!(draft.undo() && draft.text() == "Zoé\nline\nende");
    }
}
