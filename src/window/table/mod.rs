//! The trust as a model on a table: the panel that shows it, its signs, and the Bevy scene behind it. Must
//! not decide where anything stands (`wardroom-table`), and must not change anything.

mod aiming;
mod board;
mod legend;
mod model;
mod placing;
mod plates;
mod room;
mod scene;
mod signs;
mod stage;

pub use board::Spot;
pub use model::{Shown, table_ui};
pub use room::known_ui;
pub use scene::TablePlugin;
pub use stage::{Stage, Viewer};
