//! A trust's plan: its file checked, and which of its clauses are about what is decided in an
//! exercise. Must not judge a plan, and must not know what was rehearsed of it: that is `coverage`.

mod about;
mod check;
mod model;
mod suggest;
mod unmatched;

pub use about::{About, of_event};
pub use check::check;
pub use model::{Clause, Map, Plan};
pub use suggest::{Moment, deeds, suggested};
pub use unmatched::unmatched;
