//! A report being saved beside its record, in the background. Must not know what stands in it.

use super::super::job::Job;

/// The report of the exercise that is reviewed.
#[derive(Debug, Default)]
pub struct Report {
    saved: Option<String>,
    /// Whether it is saved without being asked for: at ENDEX, and when its review is left.
    by_itself: bool,
    /// Where it is then, or why it is not.
    saving: Job<Result<String, String>>,
}

impl Report {
    /// Where it was saved, in words, if it was.
    pub fn saved(&self) -> Option<&str> {
        self.saved.as_deref()
    }

    /// Another exercise is reviewed: nothing of it was saved. That of an exercise that was played here just
    /// now is saved by itself.
    pub fn begin_anew(&mut self, by_itself: bool) {
        self.saved = None;
        self.by_itself = by_itself;
    }

    /// Whether it is saved without being asked for.
    pub fn by_itself(&self) -> bool {
        self.by_itself
    }

    /// Begins to save it: the work gives where it is then, or why it is not.
    pub fn save(&mut self, work: impl FnOnce() -> Result<String, String> + Send + 'static) {
        self.saving.begin(1, move |_| Some(work()));
    }

    /// Takes in that it was saved; why it could not be, in words.
    pub fn follow(&mut self) -> Option<String> {
        self.saving.follow();
        match self.saving.done.take()? {
            Ok(saved) => {
                self.saved = Some(saved);
                None
            }
            Err(why) => Some(why),
        }
    }

    /// Whether it is being saved.
    pub fn saving(&self) -> bool {
        self.saving.running()
    }

    /// Waits until it is saved, for tests and pictures.
    pub fn wait(&mut self) {
        self.saving.wait();
    }
}
