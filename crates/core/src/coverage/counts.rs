//! Whether a record is one of a rehearsal. Must not look at what was decided in it.

use crate::record::Opened;
use crate::review::{Finished, SignedBy};

/// Why a record counts for no rehearsal by people, in words that follow its name; nothing if it does:
/// people played it to ENDEX, it is no branch, enough tasks were seen to speak of, and its signature, if
/// it has one, fits.
pub fn not_a_rehearsal(opened: &Opened, finished: &Finished) -> Option<String> {
    let (seen, all) = finished.assessment.seen();
    if let Some(team) = &opened.header.team {
        Some(format!("the scripted team “{team}” played it"))
    } else if opened.header.parent.is_some() {
        Some("it is a branch of another exercise".to_owned())
    } else if !opened.ended() {
        Some("it has not come to ENDEX".to_owned())
    } else if matches!(finished.signed, SignedBy::DoesNotFit(_)) {
        Some("its signature does not fit".to_owned())
    } else if !finished.assessment.enough_seen() {
        Some(format!("only {seen} of {all} tasks were seen"))
    } else {
        None
    }
}
