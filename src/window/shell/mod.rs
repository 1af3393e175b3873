//! The window without its window system: which screen is shown, and what is asked for on it. Runs
//! in a test as it does in Bevy. Must not know Bevy.
//!
//! From below: the parts that it holds (`library`, `records`, `rooms`, `kept`, `report`,
//! `dialogs`), the `state` that holds them, the `ways` from screen to screen, what the live screen's
//! `actions` lead to, time that is `passing`, and what is drawn (`draw`).

mod actions;
mod dialogs;
mod draw;
mod dress;
mod go;
mod kept;
mod library;
mod passing;
mod records;
mod report;
mod room_draw;
mod rooms;
mod screen;
mod state;
mod ways;

pub use go::Go;
pub use library::Library;
pub use records::NextDue;
pub use report::Report;
pub use screen::Screen;
pub use state::Shell;
