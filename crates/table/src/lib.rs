//! The trust as a model on a table: sites, buildings, floors, devices and cables, from a scenario and
//! from what is seen of it. Geometry only: it knows no window, no colour, no font and no clock, and it
//! opens no file.

mod cables;
mod country;
mod country_drawing;
mod country_seen;
mod deal;
mod drawing;
mod iso;
mod lay;
mod layer;
mod look;
mod motion;
mod moving;
mod packing;
mod people;
mod seen;
mod shapes;
mod side;
mod stands;
mod street;
mod table;

pub use country::{Country, House, IN_A_HOUSE, Plate, TrustPlot};
pub use country_drawing::{
    corners_of, country_cables, country_mast, country_plates, outline_of, region,
};
pub use country_seen::{SeenCountry, SeenRegion, TrustState};
pub use drawing::{buildings, cables, devices, over, plates, pulses, risers};
pub use iso::{Point, Projection, Solid};
pub use layer::{Face, Layer, Paint, Side};
pub use look::{Dim, Look};
pub use motion::{Moves, What, eased};
pub use moving::{Onto, Taken, everyone_of};
pub use people::people;
pub use seen::{Seen, SeenForecourt, SeenSegment};
pub use street::Forecourt;
pub use table::{Bay, Building, Cable, Floor, Held, Pad, Site, Table};
