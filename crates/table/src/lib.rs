//! The trust as a model on a table: sites, buildings, floors, devices and cables, from a scenario and
//! from what is seen of it. Geometry only: it knows no window, no colour, no font and no clock, and it
//! opens no file.

mod cables;
mod deal;
mod drawing;
mod iso;
mod packing;
mod seen;
mod shapes;
mod stands;
mod table;

pub use cables::Cable;
pub use drawing::{Face, Layer, Paint, Side, buildings, cables, devices, over, plates};
pub use iso::{Point, Projection, Solid};
pub use seen::{Seen, SeenSegment};
pub use table::{Bay, Building, Floor, Pad, Site, Table};
