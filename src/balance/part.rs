//! A part of a balance run, in a file: a head that says what is played, and a line for each seed.
//! Parts of several machines are put together, and a run that was broken off goes on. Must not
//! judge.

use super::trial::{Plan, SeedResult};
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The part of the seeds that one machine plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 0.
    pub index: u64,
    /// Of how many.
    pub of: u64,
}

impl std::str::FromStr for Shard {
    type Err = String;

    /// `0/8` to `7/8`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is no part: write 0/8 to 7/8 for eight machines");
        let (index, of) = text.split_once('/').ok_or_else(wrong)?;
        let (index, of) = (index.parse().ok(), of.parse().ok());
        match (index, of) {
            (Some(index), Some(of)) if index < of => Ok(Self { index, of }),
            _ => Err(wrong()),
        }
    }
}

impl Shard {
    /// Those of so many seeds, from 1, that this part plays.
    pub fn seeds(self, count: u64) -> Vec<u64> {
        (1..=count)
            .filter(|seed| (seed - 1) % self.of == self.index)
            .collect()
    }
}

/// What is played, so that only parts of the same are put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The program.
    program: String,
    /// The scenario's hash.
    scenario: String,
    /// The plan.
    plan: Plan,
}

/// A part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What is played.
    head: Head,
    /// By seed.
    pub results: BTreeMap<u64, SeedResult>,
}

/// Why a part can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// It is none.
    #[error("it is no part of a balance run")]
    None,
    /// Of something else.
    #[error(
        "it is a part of another run: another scenario, program or plan. Play it anew with this one"
    )]
    Other,
    /// A line can't be read.
    #[error("line {0} can't be read")]
    Line(usize),
    /// Two parts say otherwise of the same seed.
    #[error("it says otherwise of seed {0} than another part; one of them was changed")]
    Differs(u64),
}

impl Part {
    /// With nothing in it yet.
    pub fn new(scenario: &Scenario, plan: &Plan) -> Self {
        Self {
            head: Head {
                program: concat!("wardroom ", env!("CARGO_PKG_VERSION")).to_owned(),
                scenario: scenario.hash.clone(),
                plan: plan.clone(),
            },
            results: BTreeMap::new(),
        }
    }

    /// The head's line.
    pub fn head_line(&self) -> String {
        format!("{}\n", serde_json::json!({ "balance": self.head }))
    }

    /// The plan by which it is played.
    pub fn plan(&self) -> &Plan {
        &self.head.plan
    }

    /// A result's line.
    pub fn line(result: &SeedResult) -> String {
        // Numbers and lists: they can be written.
        format!("{}\n", serde_json::to_string(result).unwrap_or_default())
    }

    /// Reads a part. A last line that was cut off is passed over: its seed is played again.
    ///
    /// # Errors
    /// If it is no part, or a line can't be read.
    pub fn read(text: &str) -> Result<Self, PartError> {
        #[derive(Deserialize)]
        struct Line {
            balance: Head,
        }
        let mut lines = text.split_inclusive('\n').enumerate();
        let (_, first) = lines.next().ok_or(PartError::None)?;
        let head: Line = serde_json::from_str(first).map_err(|_| PartError::None)?;
        let mut results = BTreeMap::new();
        for (at, line) in lines {
            if !line.ends_with('\n') {
                break;
            }
            let result: SeedResult =
                serde_json::from_str(line).map_err(|_| PartError::Line(at + 1))?;
            results.insert(result.seed, result);
        }
        Ok(Self {
            head: head.balance,
            results,
        })
    }

    /// Takes another part in.
    ///
    /// # Errors
    /// If it is a part of something else, or says otherwise of a seed.
    pub fn merge(&mut self, other: Self) -> Result<(), PartError> {
        if other.head != self.head {
            return Err(PartError::Other);
        }
        for (seed, result) in other.results {
            if let Some(known) = self.results.get(&seed)
                && *known != result
            {
                return Err(PartError::Differs(seed));
            }
            self.results.insert(seed, result);
        }
        Ok(())
    }
}
