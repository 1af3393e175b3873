//! A file of answers from its bytes to the account that the facilitator is given of it. Must not enter anything
//! itself: whoever owns the exercise does, or says why not.

use crate::Refused;
use crate::answers::read;
use crate::land::{Landed, of_file};
use wardroom_core::exercise::{Command, Event};
use wardroom_core::scenario::Scenario;

/// A file of answers before anything of it is entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// Whose answers they are: the role's title.
    pub who: String,
    /// What comes of them.
    pub landed: Landed,
}

/// What became of a file of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whose answers they are: the role's title.
    pub who: String,
    /// How many of them were entered.
    pub entered: usize,
    /// How many were on record already.
    pub known: usize,
    /// Why the others were not taken, one by one, in words for the facilitator.
    pub refused: Vec<String>,
}

/// What a file of answers comes to. `events` are all since STARTEX.
///
/// # Errors
/// In words for a person: it is too large, it is no such file, it is of another scenario or role.
pub fn returned(scenario: &Scenario, events: &[Event], bytes: &[u8]) -> Result<Returned, Refused> {
    let file = read(scenario, bytes)?;
    Ok(Returned {
        who: scenario.roles[file.by.at()].title.clone(),
        landed: of_file(scenario, events, &file),
    })
}

impl Returned {
    /// Has `enter` enter what comes of it, in its order; an error says why it was not taken.
    pub fn enter(self, mut enter: impl FnMut(Command) -> Result<(), String>) -> Account {
        let Landed {
            commands,
            refused,
            known,
        } = self.landed;
        let mut account = Account {
            who: self.who,
            entered: 0,
            known,
            refused: refused.into_iter().map(|why| why.0).collect(),
        };
        for command in commands {
            match enter(command) {
                Ok(()) => account.entered += 1,
                Err(why) => account.refused.push(why),
            }
        }
        account
    }
}

/// In one sentence, how many; why something was not taken stands in `refused`.
impl std::fmt::Display for Account {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            who,
            entered,
            known,
            refused,
        } = self;
        let refused = refused.len();
        write!(
            to,
            "{who}: {entered} entered, {known} on record already, {refused} not taken."
        )
    }
}
