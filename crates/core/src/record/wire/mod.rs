//! The record as it is written: plain types with nothing of the scenario's file shape and nothing
//! of the engine's insides, so that renaming a field there can't change a record. `docs/record.md`
//! is made from them. Must not judge, play or check anything.
//!
//! A type here stays as it is for as long as a record of its format may be read: new fields are
//! optional, names are never given another meaning.

mod command;
mod effect;
mod event;
mod header;
mod people;
mod seal;
mod story;

pub use command::Command;
pub use effect::Effect;
pub use event::Event;
pub use header::{Forgotten, Header, Parent, Person, SourceFile};
pub use people::{Answer, Carried, Element, Figures, Improvement, Methane, Status};
pub use seal::{
    Assessment, Declared, Milestone, Objective, OrganisationFacts, Outcome, Outcomes, Played, Seal,
    Series, ServiceSeries, Signature, Standing as OutcomeStanding, Task, TeamPlayed, Watched,
};
pub use story::{
    Card, Choice, Inject, Named, Objective as StoryObjective, Prompt, Real, Story,
    Task as StoryTask,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A line of a record, after its two hashes. `kind` says which it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Line {
    /// The first line: what is played, by whom, with which luck.
    Header(Box<Header>),
    /// A command that was taken.
    Command {
        /// Exercise time, seconds since STARTEX.
        at_secs: u64,
        /// Real time, RFC 3339.
        real: String,
        /// What was asked.
        command: Command,
    },
    /// Something that happened.
    Event {
        /// Exercise time, seconds since STARTEX.
        at_secs: u64,
        /// What.
        #[serde(flatten)]
        what: Event,
    },
    /// The state at a time, to compare a replay with and to resume at.
    Checkpoint {
        /// Exercise time, seconds since STARTEX.
        at_secs: u64,
        /// The state's hash, SHA-256 in hexadecimal. From engine 1 on it covers what the tasks'
        /// conditions have come to.
        state_hash: String,
    },
    /// What the exercise came to, written once, at ENDEX.
    Played(Box<Played>),
    /// How it is judged: written at ENDEX, and again after every correction. The last one counts.
    Seal(Box<Seal>),
    /// A signature over everything before it.
    Signature(Signature),
}

/// The same value on the other side of the border: as the program holds it, or as it is written.
pub(super) trait Mirror<T> {
    /// The same value there.
    fn mirror(&self) -> T;
}

/// The same fields on both sides. A field that one side gains is missed here by the compiler.
macro_rules! same_fields {
    ($a:path, $b:path { $($field:ident),* $(,)? }) => {
        impl $crate::record::wire::Mirror<$b> for $a {
            fn mirror(&self) -> $b {
                let Self { $($field),* } = self;
                $b { $($field: $field.mirror()),* }
            }
        }
        impl $crate::record::wire::Mirror<$a> for $b {
            fn mirror(&self) -> $a {
                let Self { $($field),* } = self;
                $a { $($field: $field.mirror()),* }
            }
        }
    };
}

/// The same variants, with the same fields, on both sides.
macro_rules! same_variants {
    ($a:path, $b:path { $($variant:ident $({ $($field:ident),* $(,)? })? $(( $one:ident ))?),* $(,)? }) => {
        impl $crate::record::wire::Mirror<$b> for $a {
            fn mirror(&self) -> $b {
                use $a as From;
                use $b as To;
                match self {
                    $(From::$variant $({ $($field),* })? $(($one))? =>
                        To::$variant $({ $($field: $field.mirror()),* })? $(($one.mirror()))?),*
                }
            }
        }
        impl $crate::record::wire::Mirror<$a> for $b {
            fn mirror(&self) -> $a {
                use $b as From;
                use $a as To;
                match self {
                    $(From::$variant $({ $($field),* })? $(($one))? =>
                        To::$variant $({ $($field: $field.mirror()),* })? $(($one.mirror()))?),*
                }
            }
        }
    };
}

pub(in crate::record) use {same_fields, same_variants};

macro_rules! as_it_is {
    ($($plain:ty),*) => {
        $(impl Mirror<$plain> for $plain {
            fn mirror(&self) -> $plain {
                self.clone()
            }
        })*
    };
}

as_it_is!(String, bool, u8, u32, u64, f64, [f64; 3], (String, f64));

impl<A: Mirror<B>, B> Mirror<Option<B>> for Option<A> {
    fn mirror(&self) -> Option<B> {
        self.as_ref().map(Mirror::mirror)
    }
}

impl<A: Mirror<B>, B> Mirror<Vec<B>> for Vec<A> {
    fn mirror(&self) -> Vec<B> {
        self.iter().map(Mirror::mirror).collect()
    }
}

impl<A: Mirror<B>, B> Mirror<Box<B>> for Box<A> {
    fn mirror(&self) -> Box<B> {
        Box::new((**self).mirror())
    }
}

impl<A: Mirror<B>, B> Mirror<(B, B)> for (A, A) {
    fn mirror(&self) -> (B, B) {
        (self.0.mirror(), self.1.mirror())
    }
}

impl<A: Mirror<B>, B> Mirror<std::collections::BTreeMap<String, B>>
    for std::collections::BTreeMap<String, A>
{
    fn mirror(&self) -> std::collections::BTreeMap<String, B> {
        self.iter()
            .map(|(key, value)| (key.clone(), value.mirror()))
            .collect()
    }
}
