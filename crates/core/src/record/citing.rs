//! The trust's plan in a record's first line, and whether what is said of it can be said: of an entry
//! that somebody decided, by whoever decided it or the facilitator, of a clause that the plan has. A
//! replay asks none of this again: what stands in a record was taken. Must not change anything.

use super::header::Header;
use crate::exercise::{Command, Event, Refusal, Speaker};
use crate::plan::Plan;
use std::sync::Arc;

/// The plan that stands in a header; nothing if there is none, or this version can't read it.
pub fn plan_in(header: &Header) -> Option<Arc<Plan>> {
    let file = header.plan.as_ref()?;
    let bytes = file.bytes().ok()?;
    crate::plan::check(&file.path, &bytes).ok().map(Arc::new)
}

/// Whether a command that speaks of the plan can be taken; every other can.
pub(super) fn may_cite(
    plan: Option<&Plan>,
    events: &[Event],
    command: &Command,
) -> Result<(), Refusal> {
    let Command::Cite { by, of, stance } = command else {
        return Ok(());
    };
    let refused = |why: String| Err(Refusal::NotNow { why });
    let Some(plan) = plan else {
        return refused("This exercise is played without a plan.".to_owned());
    };
    let place = usize::try_from(*of).ok().and_then(|it| it.checked_sub(1));
    let Some(event) = place.and_then(|it| events.get(it)) else {
        return refused(format!(
            "There is no entry {of} in the log of which that could be said."
        ));
    };
    match (event.what.to_be_cited(), by) {
        (None, _) => {
            return refused(format!(
                "Entry {of} is no decision, no action card and no report: of those it is said how they stand to the plan."
            ));
        }
        (Some(decided), Speaker::Role(by)) if decided != by => {
            return refused(format!(
                "Entry {of} is another role's: how it stands to the plan, that role says, or the facilitator."
            ));
        }
        _ => {}
    }
    match stance.clause() {
        Some(clause) if plan.clause(clause).is_none() => {
            refused(format!("“{}” has no clause {clause}.", plan.title))
        }
        _ => Ok(()),
    }
}
