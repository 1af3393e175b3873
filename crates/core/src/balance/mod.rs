//! Balance: a scenario played many times by its scripted teams, by nobody, by a random team and by
//! a searching one, to know before a board meets it that it is neither unwinnable nor trivial nor a
//! matter of luck. Every seed is played by all of them, so that luck is the same for each. Must not
//! change a rule for anybody, and must not judge a team of people.

mod adversary;
mod branches;
mod collect;
mod gathering;
mod part;
mod play;
mod possible;
mod search;
mod trial;
mod worth;

pub use adversary::{Found, search as search_for_gaming};
pub use collect::{Balance, CardValue, InjectUse, OptionValue, TaskSpread, TeamSpread, Verdict};
pub use gathering::{Columns, Gathering};
pub use part::{AgainstSeed, Head, Lines, MAX_LINE_BYTES, Part, PartError, Read, Shard, Source};
pub use possible::MAX_SEEDS;
pub use trial::{Plan, Policy, RunResult, SeedResult, run, run_filling_in};
pub use worth::Worth;
