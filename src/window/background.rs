//! What the shell has done in the background, so that a frame waits for nothing: screens made ready,
//! records looked up, settings kept, reports written; and real time that passes. Must not draw.

use super::job::Job;
use super::live::Live;
use super::shell::{Screen, Shell};
use std::path::{Path, PathBuf};
use std::time::Duration;
use wardroom_core::review::Finished;
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::questions::Questions;

/// Time between two frames while exercise time passes.
const FRAME: Duration = Duration::from_millis(33);
/// Time until it is tried again to write what could not be written.
const WRITE_AGAIN: Duration = Duration::from_secs(1);
/// Time after which it is looked whether the record of a standing exercise is still there.
const LOOK_AFTER: Duration = Duration::from_secs(20);
/// Time between two looks how far long work has come.
pub const PROGRESS: Duration = Duration::from_millis(100);

/// A screen that was made ready, and what went wrong meanwhile.
#[derive(Debug)]
pub struct Opened {
    screen: Screen,
    trouble: Option<String>,
}

impl Opened {
    /// A live exercise, or home and why there is none.
    pub fn live(found: Result<Live, String>) -> Self {
        match found {
            Ok(live) => Self::at(Screen::Live(Box::new(live))),
            Err(why) => Self::not(Screen::Home, why),
        }
    }

    /// A screen, and nothing wrong.
    pub fn at(screen: Screen) -> Self {
        Self {
            screen,
            trouble: None,
        }
    }

    /// Why there is nothing better than this screen.
    pub fn not(screen: Screen, why: String) -> Self {
        Self {
            screen,
            trouble: Some(why),
        }
    }
}

impl Shell {
    /// When the next frame is due although nobody does anything: nothing if none is.
    pub fn next_frame_in(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Live(live) if live.seen.view.clock.running => Some(FRAME),
            Screen::Live(live) if live.not_on_disk() => Some(WRITE_AGAIN),
            Screen::Live(_) => Some(LOOK_AFTER),
            Screen::Review(review) => review.running.then_some(FRAME),
            Screen::Hindcast(hindcast) => hindcast.running.then_some(FRAME),
            Screen::Home
            | Screen::Briefing
            | Screen::Register(_)
            | Screen::Author(_)
            | Screen::Opening(_) => None,
        }
    }

    /// Real time passes, and what was worked out in the background is taken.
    pub fn pass(&mut self, secs: f64) {
        self.unlearned.follow();
        self.take_ready();
        match &mut self.screen {
            Screen::Live(live) => live.frame(secs),
            Screen::Review(review) => review.frame(secs),
            Screen::Author(author) => author.frame(),
            Screen::Hindcast(hindcast) => hindcast.frame(secs),
            Screen::Home | Screen::Briefing | Screen::Register(_) | Screen::Opening(_) => {}
        }
    }

    /// Whether something is worked out in the background that the screen shows when it is there.
    pub(super) fn working(&self) -> bool {
        let shown = match &self.screen {
            Screen::Live(live) => live.working(),
            Screen::Author(author) => author.playing(),
            Screen::Opening(_) => true,
            _ => false,
        };
        let others = [
            self.unlearned.running(),
            self.past.looking(),
            self.saving.running(),
            self.keeping.running(),
        ];
        shown || others.contains(&true)
    }

    /// Looks in the background for what was rehearsed here, and through it for actions that are not
    /// learned yet.
    pub(super) fn look_for_records(&mut self) {
        self.past.look(&self.records);
        let folder = self.records.clone();
        let today = crate::real_time::today();
        self.unlearned.begin(1, move |watching| {
            let goes_on =
                |_: usize, _: usize| !watching.stop.load(std::sync::atomic::Ordering::Relaxed);
            // Where nothing was recorded yet there is no folder either.
            let member = files::member_while(&folder, &goes_on).ok()??;
            Some(member.unlearned(today))
        });
    }

    /// Has a screen made ready in the background, and shows it when it is.
    pub(super) fn make_ready(&mut self, work: impl FnOnce() -> Opened + Send + 'static) {
        self.trouble = None;
        let mut job = Box::new(Job::default());
        job.begin(1, move |_| Some(work()));
        self.screen = Screen::Opening(job);
    }

    /// Takes what was made ready.
    fn take_ready(&mut self) {
        if let Screen::Opening(job) = &mut self.screen
            && job.follow().is_none()
        {
            let opened = job.done.take().unwrap_or_else(|| {
                let why = "It could not be opened. The record is as it was.".to_owned();
                Opened::not(Screen::Home, why)
            });
            self.screen = opened.screen;
            self.trouble = opened.trouble;
        }
        self.past.follow();
        self.saving.follow();
        match self.saving.done.take() {
            Some(Ok(saved)) => self.saved = Some(saved),
            Some(Err(why)) => self.trouble = Some(why),
            None => {}
        }
    }

    /// Waits for what is made ready, looked up or written in the background: for tests and pictures.
    pub fn wait(&mut self) {
        if let Screen::Opening(job) = &mut self.screen {
            job.wait();
        }
        self.past.wait();
        self.saving.wait();
        self.unlearned.wait();
        self.keeping.wait();
        match &mut self.screen {
            Screen::Live(live) => live.settle(),
            Screen::Author(author) => author.wait(),
            Screen::Register(register) => register.members.wait(),
            Screen::Hindcast(hindcast) => hindcast.played.wait(),
            _ => {}
        }
        self.take_ready();
    }

    /// Keeps the settings when they were changed. The next change waits until this one is kept.
    pub(super) fn keep_settings(&mut self, ctx: &egui::Context) {
        if self.keeping.follow().is_some() || self.kept == self.settings {
            return;
        }
        self.kept = self.settings;
        let (settings, records) = (self.settings, self.records.clone());
        self.keeping.begin(1, move |_| {
            settings.keep(&records);
            Some(())
        });
        ctx.request_repaint();
    }
}

/// Writes the reports to a folder: where they are, or why they are not, in words.
pub fn write_report(
    finished: &Finished,
    asked: &Questions,
    folder: &Path,
) -> Result<String, String> {
    let written = report::beside(finished, asked)
        .map_err(|error| format!("{error} The record itself is safe."))?;
    let written: Vec<(PathBuf, Vec<u8>)> = written
        .into_iter()
        .map(|(name, bytes)| (folder.join(name), bytes))
        .collect();
    files::write_together(&written)
        .map(|()| format!("Saved in {}", folder.display()))
        .map_err(|error| {
            format!(
                "The report can't be written to {}: {error}. The record itself is safe.",
                folder.display()
            )
        })
}
