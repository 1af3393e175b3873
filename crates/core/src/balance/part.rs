//! A part of a balance run, in a file: a head that says what is played, how many seeds were asked
//! for, and a line for each seed. Parts of several machines are put together, and a run that was
//! broken off goes on. Must not judge.
//!
//! Each line carries a hash of itself and of the line before, so that what was altered, doubled,
//! moved or cut out is found; and each result is held against the scenario, so that figures are
//! there, and possible. A line cut off at the end is left out: its seed is played again.

use super::trial::{Plan, RunResult, SeedResult};
use super::worth::Worth;
use crate::assessment::OUTCOMES;
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// No run has more seeds.
pub const MAX_SEEDS: u64 = 1_000_000;
/// What a line begins with, up to its hash.
const BEFORE_HASH: &str = "{\"sha256\":\"";
/// What stands between a line's hash and its body.
const AFTER_HASH: &str = "\",";
/// Hexadecimal digits of a hash.
const HASH_LEN: usize = 64;

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
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its name and version: two versions may play otherwise.
    program: String,
    /// The scenario's hash.
    scenario: String,
    /// What is tried; parts of different plans are not put together.
    plan: Plan,
}

/// What a line says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    /// What is played: the first line.
    Balance(Head),
    /// How many seeds were asked for, from 1 on.
    Seeds(u64),
    /// What a seed came to.
    Result(Box<SeedResult>),
}

/// The results of some seeds, as one machine wrote them down. Parts of one scenario and plan are
/// put together.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What is played.
    head: Head,
    /// The seeds from 1 on that were asked for, in this part and in all others.
    pub asked: u64,
    /// By seed.
    pub results: BTreeMap<u64, SeedResult>,
}

/// Why a part can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// It does not begin as a part of a balance run does.
    #[error("it is no part of a balance run")]
    None,
    /// From before lines had hashes.
    #[error(
        "it was written by an older Wardroom, whose lines carry no hash: nobody can say whether they are as they were written. Play it anew with this one"
    )]
    Old,
    /// Of something else.
    #[error(
        "it is a part of another run: another scenario, program or plan. Play it anew with this one"
    )]
    Other,
    /// A line is not what was written.
    #[error(
        "line {0} is not as it was written: it was altered, doubled, moved or follows a line that is gone. What stands before it is sound: cut the file there, or play it anew"
    )]
    Line(usize),
    /// A line says what can't be.
    #[error("line {line}: {why}. Play it anew")]
    Impossible {
        /// Which, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// Two parts say otherwise of the same seed.
    #[error("it says otherwise of seed {0} than another part; one of them was changed")]
    Differs(u64),
}

/// Writes a part's lines, each with the hash that chains it to the one before.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The hash of the last line.
    last: String,
}

impl Lines {
    /// The first line.
    pub fn head(&mut self, part: &Part) -> String {
        self.line(&Line::Balance(part.head.clone()))
    }

    /// That so many seeds were asked for.
    pub fn asked(&mut self, seeds: u64) -> String {
        self.line(&Line::Seeds(seeds))
    }

    /// What a seed came to.
    pub fn result(&mut self, result: &SeedResult) -> String {
        self.line(&Line::Result(Box::new(result.clone())))
    }

    fn line(&mut self, line: &Line) -> String {
        // Numbers, names and lists: they can be written, as an object.
        let body = serde_json::to_string(line).unwrap_or_default();
        let rest = body.strip_prefix('{').unwrap_or_default();
        self.last = hash(&self.last, rest);
        format!("{BEFORE_HASH}{}{AFTER_HASH}{rest}\n", self.last)
    }

    /// The next line, if it is what was written next.
    fn verified(&mut self, line: &[u8]) -> Option<Line> {
        let line = std::str::from_utf8(line).ok()?;
        let (own, rest) = line.strip_prefix(BEFORE_HASH)?.split_at_checked(HASH_LEN)?;
        let rest = rest.strip_prefix(AFTER_HASH)?;
        if hash(&self.last, rest) != own {
            return None;
        }
        self.last = own.to_owned();
        serde_json::from_str(&format!("{{{rest}")).ok()
    }
}

fn hash(last: &str, rest: &str) -> String {
    let digest = Sha256::new()
        .chain_update(last.as_bytes())
        .chain_update(rest.as_bytes())
        .finalize();
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _never = write!(hex, "{byte:02x}");
        hex
    })
}

/// A part as it was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// What its whole lines hold.
    pub part: Part,
    /// Where its last whole line ends; what follows was cut off.
    pub whole_bytes: usize,
    /// To go on writing it.
    pub lines: Lines,
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
            asked: 0,
            results: BTreeMap::new(),
        }
    }

    /// The plan by which it is played.
    pub fn plan(&self) -> &Plan {
        &self.head.plan
    }

    /// Reads a part of a scenario's balance. A last line that was cut off is passed over: its seed
    /// is played again.
    ///
    /// # Errors
    /// If it is no part, one of something else, or a line is not as it was written or can't be so.
    pub fn read(bytes: &[u8], scenario: &Scenario) -> Result<Read, PartError> {
        let mut lines = Lines::default();
        let mut rows = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
        let (_, first) = rows.next().ok_or(PartError::None)?;
        let whole = first.strip_suffix(b"\n");
        let Some(Line::Balance(head)) = whole.and_then(|it| lines.verified(it)) else {
            return Err(no_head(first));
        };
        let plan = &head.plan;
        let ways = [(false, false), (false, true), (true, false), (true, true)];
        let own = |(search, values)| Self::new(scenario, &Plan::of(scenario, search, values)).head;
        if !ways.into_iter().any(|way| own(way) == head) {
            return Err(PartError::Other);
        }
        let (mut asked, mut whole_bytes) = (0, first.len());
        let mut results = BTreeMap::new();
        for (at, row) in rows {
            let Some(row) = row.strip_suffix(b"\n") else {
                break;
            };
            let line = at + 1;
            let impossible = |why: String| PartError::Impossible { line, why };
            match lines.verified(row).ok_or(PartError::Line(line))? {
                Line::Balance(_) => return Err(PartError::Line(line)),
                Line::Seeds(seeds) if seeds > MAX_SEEDS => {
                    return Err(impossible(format!("{seeds} seeds are too many")));
                }
                Line::Seeds(seeds) => asked = seeds.max(asked),
                Line::Result(result) => {
                    possible(&result, scenario, plan).map_err(impossible)?;
                    let seed = result.seed;
                    if results.insert(seed, *result).is_some() {
                        return Err(impossible(format!("seed {seed} stands here twice")));
                    }
                }
            }
            whole_bytes += row.len() + 1;
        }
        let part = Self {
            head,
            asked: asked.max(results.keys().last().copied().unwrap_or(0)),
            results,
        };
        Ok(Read {
            part,
            whole_bytes,
            lines,
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
        self.asked = self.asked.max(other.asked);
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

    /// The seeds that were asked for and are not there, in stretches: first and last.
    pub fn missing(&self) -> Vec<(u64, u64)> {
        let mut missing = Vec::new();
        let mut next = 1;
        for seed in self.results.keys().copied().chain([self.asked + 1]) {
            if seed > next {
                missing.push((next, seed - 1));
            }
            next = next.max(seed + 1);
        }
        missing
    }
}

/// Why a first line is none.
fn no_head(first: &[u8]) -> PartError {
    let old = serde_json::from_slice::<serde_json::Value>(first);
    if old.is_ok_and(|it| it.get("balance").is_some() && it.get("sha256").is_none()) {
        PartError::Old
    } else if first.starts_with(BEFORE_HASH.as_bytes()) {
        PartError::Line(1)
    } else {
        PartError::None
    }
}

/// Whether a result can be one of this scenario, played so; if not, why.
fn possible(result: &SeedResult, scenario: &Scenario, plan: &Plan) -> Result<(), String> {
    if !(1..=MAX_SEEDS).contains(&result.seed) {
        return Err(format!("there is no seed {}", result.seed));
    }
    let tasks = scenario.objectives.iter().map(|it| it.tasks.len()).sum();
    so_many("runs", result.runs.len(), plan.policies.len())?;
    for run in &result.runs {
        possible_run(run, scenario, tasks)?;
    }
    let (prompts, cards) = if plan.values {
        (scenario.prompts.len(), scenario.cards.len())
    } else {
        (0, 0)
    };
    let teams = scenario.teams.iter().filter(|it| !it.moves.is_empty());
    let teams = teams.count();
    so_many("questions", result.options.len(), prompts)?;
    for (prompt, of_teams) in scenario.prompts.iter().zip(&result.options) {
        so_many("teams", of_teams.len(), teams)?;
        for options in of_teams {
            so_many("options", options.len(), prompt.options.len())?;
            for worth in options.iter().flatten() {
                possible_worth(worth, scenario)?;
            }
        }
    }
    so_many("cards", result.cards.len(), cards)?;
    for adds in result.cards.iter().flatten() {
        between("what a card adds", *adds, -FARTHEST, FARTHEST)?;
    }
    Ok(())
}

/// Values lie between −100 and 200 ([`super::worth::worth`]); none is farther from another.
const FARTHEST: f64 = 300.0;

fn possible_run(run: &RunResult, scenario: &Scenario, tasks: usize) -> Result<(), String> {
    between("score", run.score, 0.0, 100.0)?;
    between("a value", run.value, -100.0, 200.0)?;
    so_many("outcomes", run.outcomes.len(), OUTCOMES.len())?;
    for outcome in &run.outcomes {
        between("an outcome", *outcome, 0.0, f64::MAX)?;
    }
    so_many("tasks", run.tasks.len(), tasks)?;
    so_many("messages", run.injects.len(), scenario.injects.len())?;
    match run.injects.iter().flatten().max() {
        Some(minute) if *minute > scenario.ends_mins => {
            Err(format!("minute {minute} lies after ENDEX"))
        }
        _ => Ok(()),
    }
}

fn possible_worth(worth: &Worth, scenario: &Scenario) -> Result<(), String> {
    between("a value", worth.value, -100.0, 200.0)?;
    let parts = OUTCOMES.len() + scenario.objectives.len();
    so_many("parts of a value", worth.parts.len(), parts)?;
    for part in &worth.parts {
        between("a part of a value", *part, -100.0, 200.0)?;
    }
    Ok(())
}

fn so_many(what: &str, found: usize, expected: usize) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{found} {what} in place of {expected}"))
}

fn between(what: &str, value: f64, low: f64, high: f64) -> Result<(), String> {
    // A little room for the last bit.
    if value >= low - 1e-6 && value <= high + 1e-6 {
        return Ok(());
    }
    Err(format!("{what} of {value} can't be"))
}
