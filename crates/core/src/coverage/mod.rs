//! Plan coverage: which clauses of a trust's plan exercises have rehearsed, when, by whom and how it
//! went; which none has touched; where the plan was silent; and what to rehearse next. Must not judge
//! a plan: a clause that nobody rehearsed may be good, and one that was followed may be to blame for
//! nothing.

mod bears;
mod changed;
mod counts;
mod next;
mod offered;
mod rehearsed;
mod stances;
mod trace;
mod whole;

pub use bears::bears_on;
pub use changed::{Change, Retest};
pub use counts::not_a_rehearsal;
pub use next::{Opener, Proposal, Reached, next};
pub use offered::{Offered, offered};
pub use rehearsed::rehearsed;
pub use stances::stances;
pub use trace::{Cited, Deed, Trace, TracedPlan, Went};
pub use whole::{Coverage, Covered, Instance, SetAside, Standing, coverage};
