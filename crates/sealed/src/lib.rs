//! An exercise without a network: one sealed page a role, opened message by message with words that the
//! facilitator reads out, and the answers that come back as a code or a file. No file, clock or environment.
//! Must not change an exercise: answers become commands, which whoever owns it enters.

mod account;
mod answers;
mod codes;
mod land;
mod page;
mod payload;
mod plan;
mod seal;
mod words;

pub use account::{Account, Returned, returned};
pub use answers::{Answers, Given, LONGEST_FILE, read};
pub use codes::{Codes, LETTERS, Leaning, decode, spelled};
pub use land::{Landed, of_code, of_file};
pub use page::{Pack, Packed, pack};
pub use payload::{Choice, Payload};
pub use plan::{Entry, What, plan};
pub use seal::{ITERATIONS, Key, Salt, Sealed, open};
pub use words::{MOST_WORDS, bits, list};

/// Why something could not be made or was not taken, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

impl Refused {
    fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}
