//! The window in Bevy, one plugin a file. Must not know what a screen contains.

mod app;
mod author_files;
mod console;
mod graphics;
mod held;
mod letters;
mod library;
mod minutes;
mod order;
mod pace;
mod reader;
mod rooms;
mod scenario_asset;
mod scenario_source;
mod screens;
#[cfg(feature = "sound")]
mod sound;

pub use app::{WardroomPlugin, app, app_without_display, open, run, shell_of, write};
pub use held::{ScreenRequest, ShellResource};
pub use minutes::{ExerciseMinute, Minute};
pub use order::WindowSystems;
pub use pace::Wake;
pub use rooms::RoomWindow;
pub use screens::{LiveMode, ScreenState, Sitting, TablesAt};
