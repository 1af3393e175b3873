//! A report being saved beside its record and opened, and the evidence pack, in the background. Must not know what stands in it.

use super::super::handed_over;
use super::super::job::Job;
use std::path::{Path, PathBuf};

/// The report of the exercise that is reviewed.
#[derive(Debug, Default)]
pub struct Report {
    saved: Option<Saved>,
    /// Whether it is saved without being asked for: at ENDEX, and when its review is left.
    by_itself: bool,
    /// The folder it is in then, or why it is not.
    saving: Job<Result<PathBuf, String>>,
    opening: Job<Result<(), String>>,
    /// Why nothing opened it.
    not_opened: Option<String>,
    opener: Opener,
    evidence: Evidence,
}

/// The evidence pack, once it was asked for.
#[derive(Debug, Default)]
struct Evidence {
    writing: Job<Result<Vec<PathBuf>, String>>,
    /// Its files, until that was read.
    written: Option<Vec<PathBuf>>,
}

/// A report that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Saved {
    /// The file that people read.
    report: PathBuf,
    /// When: the time of day where we are.
    at: String,
}

/// What opens a report.
#[derive(Clone, Copy, Debug)]
struct Opener(fn(&Path) -> Result<(), String>);

impl Default for Opener {
    fn default() -> Self {
        Self(handed_over::open)
    }
}

/// What people read of the files of a report.
const READ: &str = "report.pdf";

impl Report {
    /// The file that was saved, if it was.
    pub fn saved(&self) -> Option<&Path> {
        self.saved.as_ref().map(|it| it.report.as_path())
    }

    /// How it stands with it, in words: nothing before it was first saved.
    pub fn in_words(&self) -> Option<String> {
        if self.saving() {
            return Some("Saving the report …".to_owned());
        }
        if self.evidence.writing.running() {
            return Some("Writing the evidence …".to_owned());
        }
        let Saved { report, at } = self.saved.as_ref()?;
        let name = report.file_name().unwrap_or_default().to_string_lossy();
        if self.opening.running() {
            return Some(format!("Opening {name} …"));
        }
        Some(format!("Saved: {name}, {at}"))
    }

    /// Another exercise is reviewed: nothing of it was saved. That of an exercise that was played here just
    /// now is saved by itself.
    pub fn begin_anew(&mut self, by_itself: bool) {
        self.saved = None;
        self.not_opened = None;
        self.evidence = Evidence::default();
        self.by_itself = by_itself;
    }

    /// Whether it is saved without being asked for.
    pub fn by_itself(&self) -> bool {
        self.by_itself
    }

    /// Begins to save it: the work gives the folder it is in then, or why it is not.
    pub fn save(&mut self, work: impl FnOnce() -> Result<PathBuf, String> + Send + 'static) {
        self.saving.begin(1, move |_| Some(work()));
    }

    /// Has whatever opens such files here open it.
    pub fn open(&mut self) {
        let Some(saved) = &self.saved else { return };
        self.not_opened = None;
        let (path, Opener(open)) = (saved.report.clone(), self.opener);
        self.opening.begin(1, move |_| Some(open(&path)));
    }

    /// Begins to write the evidence pack: the work gives its files, or why they are not there.
    pub fn write_evidence(
        &mut self,
        work: impl FnOnce() -> Result<Vec<PathBuf>, String> + Send + 'static,
    ) {
        self.evidence.written = None;
        self.evidence.writing.begin(1, move |_| Some(work()));
    }

    /// The files of the evidence pack that was just written, until that was read.
    pub fn evidence(&self) -> Option<&[PathBuf]> {
        self.evidence.written.as_deref()
    }

    /// Where the pack lies was read.
    pub fn evidence_seen(&mut self) {
        self.evidence.written = None;
    }

    /// Has whatever opens such files here open the pack's document.
    pub fn open_evidence(&mut self) {
        let first = self
            .evidence
            .written
            .take()
            .and_then(|it| it.into_iter().next());
        let Some(path) = first else { return };
        self.not_opened = None;
        let Opener(open) = self.opener;
        self.opening.begin(1, move |_| Some(open(&path)));
    }

    /// Opens it so from now on, and not with the system's own program.
    pub fn opens_with(&mut self, open: fn(&Path) -> Result<(), String>) {
        self.opener = Opener(open);
    }

    /// Why nothing opened it, in words.
    pub fn not_opened(&self) -> Option<&str> {
        self.not_opened.as_deref()
    }

    /// That nothing opened it was read.
    pub fn understood(&mut self) {
        self.not_opened = None;
    }

    /// Takes in that it was saved or opened; why it could not be saved, in words.
    pub fn follow(&mut self) -> Option<String> {
        self.opening.follow();
        if let Some(opened) = self.opening.done.take() {
            self.not_opened = opened.err();
        }
        self.evidence.writing.follow();
        match self.evidence.writing.done.take() {
            Some(Ok(files)) => self.evidence.written = Some(files),
            Some(Err(why)) => return Some(why),
            None => {}
        }
        self.saving.follow();
        match self.saving.done.take()? {
            Ok(folder) => {
                self.saved = Some(Saved {
                    report: folder.join(READ),
                    at: crate::real_time::time_of_day(),
                });
                None
            }
            Err(why) => Some(why),
        }
    }

    /// Whether it is being saved.
    pub fn saving(&self) -> bool {
        self.saving.running()
    }

    /// Whether it is being saved or opened.
    pub fn working(&self) -> bool {
        self.saving() || self.opening.running() || self.evidence.writing.running()
    }

    /// Waits until it is saved and opened, for tests and pictures.
    pub fn wait(&mut self) {
        self.saving.wait();
        self.opening.wait();
        self.evidence.writing.wait();
    }
}
