//! The pages of a site's facilitator, one a file: what waits, what is to come, what roles say, notes. Must not
//! show another site's part; must not be reached by anybody who plays.

pub(crate) mod asked;
pub(crate) mod coming;
pub(crate) mod notes;
pub(crate) mod now;
