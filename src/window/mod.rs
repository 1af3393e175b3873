//! The window: the only part that knows Bevy. Must not contain a rule of the exercise.

mod author;
mod background;
mod hindcast;
mod job;
mod keys;
mod live;
mod map;
mod panels;
mod past;
mod plot;
mod plugins;
mod register;
mod review;
mod screens;
mod settings;
mod shell;
mod shots;
mod theme;
mod widgets;

pub use author::{Author, AuthorTab};
pub use hindcast::Hindcast;
pub use live::{Desk, FileHost, Live, PendingInput};
pub use plugins::{
    LiveMode, RoomWindow, ScreenState, Wake, WardroomPlugin, WindowSystems, app_without_display,
    run, shell_of, write,
};
pub use register::Register;
pub use review::{Review, Tab};
pub use screens::Part;
pub use settings::{Ground, Settings};
pub use shell::{Screen, Shell};
pub use shots::{rest, screenshots};
pub use theme::{DARK, LIGHT, Theme, contrast};

/// A count with its thousands apart: `12,480`.
fn grouped(count: u32) -> String {
    wardroom_papers::report::grouped(f64::from(count))
}
