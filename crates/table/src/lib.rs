//! The trust as a model on a table: sites, buildings, floors, devices and cables, from a scenario and
//! from what is seen of it. Geometry only: it knows no window, no colour, no font and no clock, and it
//! opens no file.

mod cables;
mod deal;
mod drawing;
mod iso;
mod lay;
mod layer;
mod packing;
mod seen;
mod shapes;
mod stands;
mod table;

pub use drawing::{buildings, cables, devices, over, plates};
pub use iso::{Point, Projection, Solid};
pub use layer::{Face, Layer, Paint, Side};
pub use seen::{Seen, SeenSegment};
pub use table::{Bay, Building, Cable, Floor, Pad, Site, Table};
