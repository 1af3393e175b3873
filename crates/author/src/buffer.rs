//! The text of a file under edit: what was changed and can be undone, and what to do when somebody
//! else has changed it on disk meanwhile. Must not read or write files.

use crate::merge::{Clash, Take, merge};
use std::ops::Range;
use std::sync::Arc;

/// A change that was made, so that it can be made undone.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    start: usize,
    was: String,
    is: String,
}

/// The text of a file under edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditBuffer {
    /// Shared with whoever shows it: two that are the same piece of memory need not be compared.
    text: Arc<String>,
    /// As it was last read or written.
    base: Arc<String>,
    made: Vec<Made>,
    undone: Vec<Made>,
}

/// What came of a file that changed on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Only the disk had changed, or only we had, or both alike.
    Taken,
    /// Both had changed, in different places: both changes stand.
    Joined,
    /// Both had changed the same lines: nothing was taken, until somebody settles it.
    Conflict,
}

impl EditBuffer {
    /// Of a text that was read.
    pub fn new(text: String) -> Self {
        let text = Arc::new(text);
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

    /// The text as it stands, to be kept: another one after every change.
    pub fn shared(&self) -> &Arc<String> {
        &self.text
    }

    /// As the file was when it was last read or written, to be kept.
    pub fn shared_base(&self) -> &Arc<String> {
        &self.base
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
        Arc::make_mut(&mut self.text).replace_range(range.clone(), &new);
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
        Arc::make_mut(&mut self.text).replace_range(made.start..end, &made.was);
        self.undone.push(made);
        true
    }

    /// Makes the last change that was undone again. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(made) = self.undone.pop() else {
            return false;
        };
        let end = made.start + made.was.len();
        Arc::make_mut(&mut self.text).replace_range(made.start..end, &made.is);
        self.made.push(made);
        true
    }

    /// Makes one change of the last two. Returns whether one is left: together they may have changed
    /// nothing.
    pub fn join_last_two(&mut self) -> bool {
        let now = self.text.clone();
        self.undo();
        self.undo();
        self.undone.clear();
        let before = self.made.len();
        self.rewrite(&now);
        self.made.len() > before
    }

    /// Whether there is something to undo, and to do again.
    pub fn can(&self) -> (bool, bool) {
        (!self.made.is_empty(), !self.undone.is_empty())
    }

    /// A text of ours is on disk now. It may have been changed further here meanwhile.
    pub fn kept(&mut self, text: &str) {
        self.base = if *self.text == text {
            self.text.clone()
        } else {
            Arc::new(text.to_owned())
        };
    }

    /// As the file was when it was last read or written.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Where we and somebody else changed the same lines, if the file on disk reads so now.
    pub fn clashes(&self, theirs: &str) -> Vec<Clash> {
        merge(&self.base, &self.text, theirs, Take::Ours).1
    }

    /// Settles a conflict with what is on disk: everything that only one of us changed is joined,
    /// and where both did, what is asked for is taken.
    pub fn settle(&mut self, theirs: &str, take: Take) {
        let (joined, _) = merge(&self.base, &self.text, theirs, take);
        self.rewrite(&joined);
        self.kept(theirs);
    }

    /// The file on disk reads so now.
    pub fn on_disk(&mut self, theirs: &str) -> Merged {
        if theirs == self.base() || theirs == self.text() {
            self.kept(theirs);
            return Merged::Taken;
        }
        let ours = self.changed();
        let (joined, clashes) = merge(&self.base, &self.text, theirs, Take::Ours);
        if !clashes.is_empty() {
            return Merged::Conflict;
        }
        // One change more, so that theirs can be undone too.
        self.rewrite(&joined);
        self.kept(theirs);
        if ours { Merged::Joined } else { Merged::Taken }
    }
}

/// The one stretch of `from` that must be replaced, and by what, to get `to`.
pub fn difference<'a>(from: &str, to: &'a str) -> (Range<usize>, &'a str) {
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
        let mut buffer = EditBuffer::new("one two three".to_owned());
        buffer.replace(4..7, "zwei".to_owned());
        buffer.replace(0..3, "eins".to_owned());
        assert_eq!(buffer.text(), "eins zwei three");
        assert!(buffer.undo() && buffer.undo() && !buffer.undo());
        assert_eq!(buffer.text(), "one two three");
        assert!(!buffer.changed());
        assert!(buffer.redo() && buffer.redo() && !buffer.redo());
        assert_eq!(buffer.text(), "eins zwei three");
    }

    #[test]
    fn a_text_that_stays_is_the_same_piece_of_memory_and_a_changed_one_is_another() {
        let mut buffer = EditBuffer::new("one two".to_owned());
        assert!(Arc::ptr_eq(buffer.shared(), buffer.shared_base()));
        let shown = buffer.shared().clone();
        assert_eq!(buffer.on_disk("one two"), Merged::Taken);
        assert!(Arc::ptr_eq(&shown, buffer.shared()), "nothing is copied");
        buffer.replace(0..3, "eins".to_owned());
        assert!(!Arc::ptr_eq(&shown, buffer.shared()));
        assert_eq!(shown.as_str(), "one two", "whoever shows it still can");
        buffer.kept("eins two");
        assert!(Arc::ptr_eq(buffer.shared(), buffer.shared_base()) && !buffer.changed());
    }

    #[test]
    fn changes_in_different_places_are_joined_and_in_the_same_place_shown() {
        let mut buffer = EditBuffer::new("Zoë\nline\nend".to_owned());
        buffer.replace(0..4, "Zoé".to_owned());
        assert_eq!(buffer.on_disk("Zoë\nline\nende"), Merged::Joined);
        assert_eq!(buffer.text(), "Zoé\nline\nende");
        assert!(buffer.changed(), "ours is not on disk yet");
        let theirs = "Zoe\nLine\nende";
        assert_eq!(buffer.on_disk(theirs), Merged::Conflict);
        assert_eq!(buffer.text(), "Zoé\nline\nende");
        let clashes = buffer.clashes(theirs);
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].place(), "lines 1 to 2");
        buffer.settle(theirs, Take::Ours);
        assert_eq!(buffer.text(), "Zoé\nline\nende");
        assert!(buffer.changed() && buffer.base() == theirs);
        buffer.kept("Zoé\nline\nende");
        assert_eq!(buffer.on_disk("new"), Merged::Taken);
        assert_eq!(buffer.text(), "new");
        assert!(buffer.undo() && buffer.text() == "Zoé\nline\nende");
    }

    #[test]
    fn an_edit_at_the_head_and_one_at_the_foot_leave_the_middle_to_others() {
        let base: String = (0..40).map(|at| format!("line {at}\n")).collect();
        let mut buffer = EditBuffer::new(base.clone());
        buffer.rewrite(
            &base
                .replace("line 1\n", "head\n")
                .replace("line 38\n", "foot\n"),
        );
        let theirs = base.replace("line 20\n", "theirs\n");
        assert_eq!(buffer.on_disk(&theirs), Merged::Joined);
        for words in ["head\n", "theirs\n", "foot\n"] {
            assert!(buffer.text().contains(words), "{words}");
        }
        assert!(buffer.undo() && buffer.undo() && buffer.text() == base);
    }

    #[test]
    fn what_was_typed_on_while_it_was_saved_is_still_to_be_saved() {
        let mut buffer = EditBuffer::new("one\n".to_owned());
        buffer.rewrite("two\n");
        let saved = buffer.text().to_owned();
        buffer.rewrite("three\n");
        buffer.kept(&saved);
        assert!(buffer.changed());
        assert_eq!(buffer.on_disk(&saved), Merged::Taken);
        assert_eq!(buffer.text(), "three\n");
    }
}
