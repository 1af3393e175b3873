//! The trust as a model on a table: the panel that shows it, its signs, and the Bevy scene behind it. Must
//! not decide where anything stands (`wardroom-table`), and must not change anything.

mod aiming;
mod board;
mod column;
mod country;
mod country_places;
mod country_signs;
mod covering;
mod estate;
mod flight;
mod hung;
mod legend;
mod model;
mod past;
mod placing;
mod plates;
mod posts;
mod resting;
mod room;
mod scene;
mod signs;
mod stage;
mod subject;

pub use board::Spot;
pub use country::{CountrySpot, ShownCountry, country_ui};
pub use country_signs::in_words as region_in_words;
pub use estate::{EstateAsk, estate_ui};
pub use flight::Place;
pub use model::{Shown, layers_below, table_ui};
pub use past::{day_ui, moment_ui};
pub use resting::{Resting, resting_ui};
pub use room::known_ui;
pub use scene::TablePlugin;
pub use stage::{Stage, Viewer};
