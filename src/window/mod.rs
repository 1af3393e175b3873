//! The window: the only part that knows Bevy. Must not contain a rule of the exercise.

mod author;
mod hindcast;
mod job;
mod keys;
mod live;
mod map;
mod panels;
mod past;
mod plot;
mod plugin;
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
pub use plugin::{WardroomPlugin, run, write};
pub use register::Register;
pub use review::{Review, Tab};
pub use screens::Part;
pub use settings::{Ground, Settings};
pub use shell::{Screen, Shell};
pub use shots::screenshots;
pub use theme::{DARK, LIGHT, Theme, contrast};

/// A count with its thousands apart: `12,480`.
fn grouped(count: u32) -> String {
    wardroom_papers::report::grouped(f64::from(count))
}
