//! Something that was decided or reported, with the clauses of the plan that are about it, for whoever says how it
//! stands to the plan. Must not say that one was followed.

use crate::exercise::Stance;
use serde::Serialize;

/// Something of which can be said how it stands to the plan. What another role decided may reach no
/// device of a role: whoever shows these there keeps to those of `by`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// The event, counted from 1 at STARTEX: what a command names.
    pub entry: u64,
    /// When, as the exercise's clock shows it.
    pub clock: String,
    /// What was decided, in words.
    pub what: String,
    /// The id of the role that decided.
    pub by: String,
    /// Its title.
    pub role: String,
    /// What has been said of it.
    pub said: Vec<Stance>,
    /// The clauses that are about it, by number and heading, the most likely first. Where there are none,
    /// the plan may be silent.
    pub suggested: Vec<(String, String)>,
}
