//! The progress line of long work: exercise time and the headline figures, on stderr if that is a
//! terminal. Must not print anything else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use wardroom_core::exercise::Exercise;

/// A progress line for one run.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A line for an exercise of so many minutes; hidden where nobody watches.
    pub fn new(ends_mins: u32) -> Self {
        let target = if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr_with_hz(10)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(u64::from(ends_mins)), target);
        // The template is fixed, and it is a good one.
        if let Ok(style) = ProgressStyle::with_template("{prefix} {wide_bar} {msg}") {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Shows where an exercise is.
    pub fn at(&self, exercise: &Exercise) {
        if self.bar.is_hidden() || !exercise.state().minute.is_multiple_of(15) {
            return;
        }
        let out = &exercise.state().outcomes;
        self.bar
            .set_prefix(exercise.scenario().clock(exercise.secs()));
        self.bar.set_message(format!(
            "{} locked, {:.0} cancelled, {:.0} waiting in ED",
            exercise.state().locked(),
            out.appointments_cancelled + out.operations_cancelled,
            exercise.state().patients.ed_queue.iter().sum::<f64>()
        ));
        self.bar.set_position(u64::from(exercise.state().minute));
    }

    /// Takes the line away.
    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}
