//! Real time that passes: what was worked out in the background is taken, and when the next frame
//! is due; and whether the window may close. Must not draw.

use super::go::Go;
use super::screen::Screen;
use super::state::Shell;
use std::path::Path;
use std::time::Duration;

/// Time between two frames while exercise time passes.
const FRAME: Duration = Duration::from_millis(33);
/// Time between two frames while an order can be taken back, or a step of the debrief is counted down.
const COUNTING: Duration = Duration::from_millis(200);
/// Time until it is tried again to write what could not be written.
const WRITE_AGAIN: Duration = Duration::from_secs(1);
/// Time after which it is looked whether the record of a standing exercise is still there.
const LOOK_AFTER: Duration = Duration::from_secs(20);

impl Shell {
    /// When the next frame is due although nobody does anything: nothing if none is.
    pub fn next_frame_in(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Live(live) if live.seen.view.clock.running => Some(FRAME),
            Screen::Live(live) if live.held().is_some() => Some(COUNTING),
            Screen::Live(live) if live.not_on_disk() => Some(WRITE_AGAIN),
            Screen::Live(_) => Some(LOOK_AFTER),
            Screen::Review(review) if review.seen.moment.running => Some(FRAME),
            Screen::Review(review) if review.input.debrief.running => Some(COUNTING),
            Screen::Review(review) if review.unfinished() => Some(WRITE_AGAIN),
            Screen::Hindcast(hindcast) => hindcast.running.then_some(FRAME),
            Screen::Home
            | Screen::Briefing
            | Screen::Review(_)
            | Screen::Register(_)
            | Screen::Author(_)
            | Screen::Opening(_) => None,
        }
    }

    /// Real time passes, and what was worked out in the background is taken.
    pub fn pass(&mut self, secs: f64) {
        self.take_found();
        match &mut self.screen {
            Screen::Live(live) => live.frame(secs),
            Screen::Review(review) => review.frame(secs),
            Screen::Author(author) => author.frame(),
            Screen::Hindcast(hindcast) => hindcast.frame(secs),
            Screen::Opening(job) => {
                if job.follow().is_none() {
                    self.ask(Go::Arrive);
                }
            }
            Screen::Home | Screen::Briefing | Screen::Register(_) => {}
        }
    }

    /// Whether something is worked out in the background that the screen shows when it is there.
    pub(super) fn working(&self) -> bool {
        let shown = match &self.screen {
            Screen::Live(live) => live.working(),
            Screen::Review(review) => review.working(),
            Screen::Author(author) => author.working(),
            Screen::Opening(_) => true,
            _ => false,
        };
        shown
            || self.records.looking()
            || self.report.working()
            || self.between.kept.running()
            || self.home.find.looking()
            || self.home.begin.own.running()
    }

    /// The exercise that is under way, by its record, and its minute since STARTEX.
    pub fn exercise_minute(&self) -> Option<(&Path, u64)> {
        let live = self.live()?;
        let minute = live.seen.view.clock.stands_at_secs / 60;
        Some((&live.seen.record, minute))
    }

    /// Closing was asked for: whether it may be at once. It is asked back only if something is not
    /// on disk.
    pub fn may_close(&mut self) -> bool {
        if let Screen::Author(author) = &mut self.screen {
            author.take_typed();
            if author.project().unsaved() {
                self.dialogs.closing = true;
                return false;
            }
        }
        if let Screen::Live(live) = &mut self.screen {
            live.flush();
            if live.not_on_disk() {
                self.dialogs.closing = true;
                return false;
            }
        }
        if let Screen::Review(review) = &mut self.screen
            && review.unfinished()
            && review.finish().is_some()
        {
            self.dialogs.closing = true;
            return false;
        }
        true
    }
}
