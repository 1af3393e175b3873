//! The progress line of one exercise that is played: exercise time and the headline figures. Must
//! not print anything else.

use super::terminal;
use indicatif::ProgressBar;
use wardroom_core::host::Host;
use wardroom_core::record::Store;
use wardroom_core::scenario::Mins;
use wardroom_core::views::Looks;

/// So often the line is drawn anew.
const EVERY_MINS: Mins = 15;

/// A progress line for one run.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A line for an exercise of so many minutes; hidden where nobody watches.
    pub fn new(ends_mins: Mins) -> Self {
        let template = Some("{prefix} {wide_bar} {msg}");
        Self {
            bar: terminal::progress_line(u64::from(ends_mins), template, 10),
        }
    }

    /// Shows where an exercise is.
    pub fn at<S: Store>(&self, host: &mut Host<S>) {
        let clock = host.clock();
        if self.bar.is_hidden() || !clock.minute().is_multiple_of(EVERY_MINS) {
            return;
        }
        let truth = host.console(&Looks::default()).truth;
        self.bar.set_prefix(host.scenario().clock(clock.secs));
        self.bar.set_message(format!(
            "{} locked, {:.0} cancelled, {:.0} waiting in ED",
            truth.locked, truth.cancelled, truth.ed_queue
        ));
        self.bar.set_position(u64::from(clock.minute()));
    }

    /// Takes the line away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}
