//! Dot-and-interval plots: what stands in one, where everything in it stands, and the drawing as
//! SVG. The window draws the same marks with its own painter. Must not know what is compared, and
//! must not leave room for two texts in one place: every text is measured before it is placed.

mod drawing;
mod laying;
mod marks;
mod plot;
mod scale;

pub use drawing::svg;
pub use laying::laid;
pub use marks::{Ink, Laid, Mark, Shape, Side, Type};
pub use plot::{HOW_TO_READ, Plot, Row, Tells};
