//! The window: the only part that knows Bevy. Must not contain a rule of the exercise.

mod author;
mod cue;
mod dismissed;
mod handed_over;
mod hindcast;
mod job;
mod keys;
mod live;
mod map;
mod panels;
mod past;
mod plot;
mod plugins;
mod qr;
mod register;
mod review;
mod row;
mod screens;
mod settings;
mod shell;
mod table;
mod theme;
mod widgets;

pub use author::{Author, AuthorAction, AuthorTab, Leave};
pub use hindcast::Hindcast;
pub use live::{Desk, FileHost, Live, PendingInput, PeopleAsk, Present};
pub use map::Overlay;
pub use plugins::{
    ExerciseMinute, LiveMode, Minute, RoomWindow, ScreenRequest, ScreenState, ShellResource,
    Sitting, Wake, WardroomPlugin, WindowSystems, app, app_without_display, open, run, shell_of,
    write,
};
pub use register::Register;
pub use review::{How, LUCK_RUNS, RANKING_RUNS, Review, ReviewAction, Subject, Tab};
pub use screens::{Part, Shown, Staging};
pub use settings::{Ground, Settings};
pub use shell::{Go, Library, Screen, Shell};
pub use theme::{DARK, LIGHT, Theme, contrast};

/// A count with its thousands apart: `12,480`.
fn grouped(count: u32) -> String {
    wardroom_papers::report::grouped(f64::from(count))
}
