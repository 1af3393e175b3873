//! What one exercise made of the plan with which it was played, for its own review and report: whoever
//! played it, and whether it counts as a rehearsal or not. Must not look at other exercises.

use super::trace::Trace;
use super::whole::{Coverage, coverage};
use crate::plan::{Plan, check};
use crate::review::Finished;

/// The plan in a record, beside what the exercise made of it; nothing if it was played without one, or
/// with one that this version can't read.
pub fn rehearsed(finished: &Finished) -> Option<(Plan, Coverage)> {
    let file = finished.plan.as_ref()?;
    let plan = check(&file.path, &file.bytes().ok()?).ok()?;
    let coverage = coverage(&plan, &[Trace::with_plan(finished, &plan)]);
    Some((plan, coverage))
}
