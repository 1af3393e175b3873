//! How what was decided stands to the trust's plan: it follows a clause, the plan is silent, or it
//! goes against a clause. Must not know the plan: whether there is such a clause is the record's
//! matter, which carries it.

use serde::Serialize;

/// Letters of the number of a clause, at most.
pub const LONGEST_CLAUSE: usize = 32;

/// Letters of a reason for going against a clause, at most.
const LONGEST_REASON: usize = 2_000;

/// How a decision, a card or a report stands to the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// It does what a clause says.
    Follows {
        /// The clause's number, as the plan has it.
        clause: String,
    },
    /// The plan says nothing of it.
    Silent,
    /// It does otherwise than a clause says.
    Against {
        /// The clause's number, as the plan has it.
        clause: String,
        /// Why.
        because: String,
    },
}

impl Stance {
    /// The clause it speaks of, by its number.
    pub fn clause(&self) -> Option<&str> {
        match self {
            Self::Follows { clause } | Self::Against { clause, .. } => Some(clause),
            Self::Silent => None,
        }
    }

    /// What it lacks to be said, in words.
    pub(super) fn lacks(&self) -> Option<String> {
        let long = |text: &str, most: usize| text.chars().count() > most;
        match self {
            Self::Follows { clause } | Self::Against { clause, .. }
                if clause.trim().is_empty() || long(clause, LONGEST_CLAUSE) =>
            {
                Some("Name the clause of the plan by its number.".to_owned())
            }
            Self::Against { because, .. } if because.trim().is_empty() => {
                Some("Against the plan, because: say why.".to_owned())
            }
            Self::Against { because, .. } if long(because, LONGEST_REASON) => {
                Some(format!("A reason has {LONGEST_REASON} letters at most."))
            }
            _ => None,
        }
    }
}
