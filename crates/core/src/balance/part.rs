//! A part of a balance run, in a file: a head that says what is played, how many seeds were asked
//! for, and a line for each seed. Parts of several machines are put together, and a run that was
//! broken off goes on. Must not judge.
//!
//! Each line carries a hash of itself and of the line before, so that what was altered, doubled,
//! moved or cut out is found; and each result is held against the scenario, so that figures are
//! there, and possible. A line cut off at the end is left out: its seed is played again.
//!
//! What is kept of a result is where it stands, so that a part takes the same memory whatever its
//! results hold; each is read again when it is wanted.

use super::adversary::Found;
use super::possible::{MAX_SEEDS, possible};
use super::trial::{Plan, SeedResult};
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::{self, BufRead, Read as _};

/// No line is longer: a seed of the largest scenario that ships takes 80 KB.
pub const MAX_LINE_BYTES: u64 = 16 << 20;
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
        let step = usize::try_from(self.of).unwrap_or(usize::MAX);
        (self.index + 1..=count).step_by(step).collect()
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
    /// What an adversary found: the one line of a file of its own.
    Adversary(Box<AgainstSeed>),
}

/// What an adversary of the score found on a seed, as it is kept in a file of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgainstSeed {
    /// The luck under which it played.
    pub seed: u64,
    /// Scripts that it drew at random.
    pub scripts: u32,
    /// Nothing if the scenario has no scripted team to hold it against.
    pub found: Option<Found>,
}

impl AgainstSeed {
    /// As a line, with a hash of itself.
    pub fn line(&self) -> String {
        Lines::default().line(&Line::Adversary(Box::new(self.clone())))
    }

    /// What a line says, if it is as it was written.
    pub fn read(line: &str) -> Option<Self> {
        match Lines::default().verified(line.as_bytes()) {
            Some(Line::Adversary(kept)) => Some(*kept),
            _ => None,
        }
    }
}

/// Reads so many bytes of a file again, from a place on.
pub type Source = Box<dyn Fn(u64, usize) -> io::Result<Vec<u8>> + Send>;

/// Where a result's line stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    source: u32,
    len: u32,
    at: u64,
}

/// The results of some seeds, as one machine wrote them down. Parts of one scenario and plan are
/// put together.
pub struct Part {
    /// What is played.
    head: Head,
    /// The seeds from 1 on that were asked for, in this part and in all others.
    pub asked: u64,
    sources: Vec<Source>,
    /// By seed.
    places: BTreeMap<u64, Place>,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("head", &self.head)
            .field("asked", &self.asked)
            .field("places", &self.places)
            .finish_non_exhaustive()
    }
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
    /// A result is no longer what it was when the part was read.
    #[error("seed {0} no longer stands where it stood: somebody else writes the file. Start again")]
    Changed(u64),
    /// It can't be read.
    #[error("it can't be read: {0}")]
    Unreadable(String),
}

impl From<io::Error> for PartError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// Writes a part's lines, each with the hash that chains it to the one before.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The hash of the last line.
    last: String,
}

impl Head {
    /// Of what is played.
    pub fn of(scenario: &Scenario, plan: &Plan) -> Self {
        Self {
            program: concat!("wardroom ", env!("CARGO_PKG_VERSION")).to_owned(),
            scenario: scenario.hash.clone(),
            plan: plan.clone(),
        }
    }
}

impl Lines {
    /// The first line.
    pub fn head(&mut self, head: &Head) -> String {
        self.line(&Line::Balance(head.clone()))
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
        let (own, rest) = hash_and_rest(std::str::from_utf8(line).ok()?)?;
        if hash(&self.last, rest) != own {
            return None;
        }
        self.last = own.to_owned();
        said(rest)
    }
}

/// A line's hash and what stands behind it.
fn hash_and_rest(line: &str) -> Option<(&str, &str)> {
    let (own, rest) = line.strip_prefix(BEFORE_HASH)?.split_at_checked(HASH_LEN)?;
    Some((own, rest.strip_prefix(AFTER_HASH)?))
}

/// What the rest of a line says.
fn said(rest: &str) -> Option<Line> {
    serde_json::from_str(&format!("{{{rest}")).ok()
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
#[derive(Debug)]
pub struct Read {
    /// What its whole lines hold.
    pub part: Part,
    /// Where its last whole line ends; what follows was cut off.
    pub whole_bytes: u64,
    /// To go on writing it.
    pub lines: Lines,
}

impl Part {
    /// With nothing in it yet.
    pub fn new(head: Head) -> Self {
        Self {
            head,
            asked: 0,
            sources: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    /// The plan by which it is played.
    pub fn plan(&self) -> &Plan {
        &self.head.plan
    }

    /// What is played.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Reads a part of a scenario's balance, line by line; `source` reads the same file again. A
    /// last line that was cut off is passed over: its seed is played again.
    ///
    /// # Errors
    /// If it is no part, one of something else, or a line is not as it was written or can't be so.
    pub fn read(
        mut file: impl BufRead,
        source: Source,
        scenario: &Scenario,
    ) -> Result<Read, PartError> {
        let mut lines = Lines::default();
        let mut row = Vec::new();
        let whole = next_row(&mut file, &mut row)?;
        let head = whole.then(|| lines.verified(&row)).flatten();
        let Some(Line::Balance(head)) = head else {
            return Err(no_head(&row));
        };
        let ways = [(false, false), (false, true), (true, false), (true, true)];
        let own = |(search, values)| Head::of(scenario, &Plan::of(scenario, search, values));
        if !ways.into_iter().any(|way| own(way) == head) {
            return Err(PartError::Other);
        }
        let mut part = Self::new(head);
        part.sources.push(source);
        let mut whole_bytes = row.len() as u64 + 1;
        let mut line = 1;
        while next_row(&mut file, &mut row)? {
            line += 1;
            let said = lines.verified(&row).ok_or(PartError::Line(line))?;
            part.take(said, whole_bytes, row.len(), scenario)
                .map_err(|why| match why {
                    Some(why) => PartError::Impossible { line, why },
                    None => PartError::Line(line),
                })?;
            whole_bytes += row.len() as u64 + 1;
        }
        if row.len() as u64 > MAX_LINE_BYTES {
            return Err(PartError::Line(line + 1));
        }
        let last = part.places.last_key_value().map_or(0, |(seed, _)| *seed);
        part.asked = part.asked.max(last);
        Ok(Read {
            part,
            whole_bytes,
            lines,
        })
    }

    /// Takes in what a line says; if it can't, why, or nothing if the line has no place there.
    fn take(
        &mut self,
        said: Line,
        at: u64,
        len: usize,
        scenario: &Scenario,
    ) -> Result<(), Option<String>> {
        match said {
            Line::Balance(_) | Line::Adversary(_) => Err(None),
            Line::Seeds(seeds) if seeds > MAX_SEEDS => {
                Err(Some(format!("{seeds} seeds are too many")))
            }
            Line::Seeds(seeds) => {
                self.asked = seeds.max(self.asked);
                Ok(())
            }
            Line::Result(result) => {
                possible(&result, scenario, &self.head.plan)?;
                let seed = result.seed;
                if self.places.contains_key(&seed) {
                    return Err(Some(format!("seed {seed} stands here twice")));
                }
                self.wrote(seed, at, len);
                Ok(())
            }
        }
    }

    /// Notes that the line of a seed stands in its first file, from there on, so long without its
    /// line feed.
    pub fn wrote(&mut self, seed: u64, at: u64, len: usize) {
        let place = Place {
            source: 0,
            // No line is longer than MAX_LINE_BYTES.
            len: u32::try_from(len).unwrap_or(u32::MAX),
            at,
        };
        self.places.insert(seed, place);
    }

    /// Whether a seed's result is in it.
    pub fn has(&self, seed: u64) -> bool {
        self.places.contains_key(&seed)
    }

    /// How many results are in it.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Leaves out the seeds beyond so many, as if they had never been asked for.
    pub fn up_to(&mut self, seeds: u64) {
        self.places.split_off(&(seeds + 1));
        self.asked = seeds;
    }

    /// Its file, where it has one alone, is read again in this way.
    pub fn read_by(&mut self, source: Source) {
        self.sources = vec![source];
    }

    /// The results, in order of seed; each is read as it is asked for.
    pub fn results<'a>(
        &'a self,
        scenario: &'a Scenario,
    ) -> impl Iterator<Item = Result<SeedResult, PartError>> + 'a {
        self.places.iter().map(move |(seed, place)| {
            let line = self.line(*seed, *place)?;
            let rest = hash_and_rest(&line).map(|(_, rest)| rest);
            match rest.and_then(said) {
                Some(Line::Result(result))
                    if result.seed == *seed
                        && possible(&result, scenario, &self.head.plan).is_ok() =>
                {
                    Ok(*result)
                }
                _ => Err(PartError::Changed(*seed)),
            }
        })
    }

    /// A seed's line, as it stands in its file.
    fn line(&self, seed: u64, place: Place) -> Result<String, PartError> {
        let source = self.sources.get(place.source as usize);
        let read = source.ok_or(PartError::Changed(seed))?;
        let bytes = read(place.at, place.len as usize).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => PartError::Changed(seed),
            _ => error.into(),
        })?;
        String::from_utf8(bytes).map_err(|_| PartError::Changed(seed))
    }

    /// Takes another part in.
    ///
    /// # Errors
    /// If it is a part of something else, or says otherwise of a seed.
    pub fn merge(&mut self, other: Self) -> Result<(), PartError> {
        if other.head != self.head {
            return Err(PartError::Other);
        }
        for (seed, place) in &other.places {
            if let Some(known) = self.places.get(seed) {
                let (own, others) = (self.line(*seed, *known)?, other.line(*seed, *place)?);
                if hash_and_rest(&own).map(|it| it.1) != hash_and_rest(&others).map(|it| it.1) {
                    return Err(PartError::Differs(*seed));
                }
            }
        }
        self.asked = self.asked.max(other.asked);
        let first = self.sources.len() as u32;
        self.sources.extend(other.sources);
        for (seed, place) in other.places {
            let source = place.source + first;
            self.places.entry(seed).or_insert(Place { source, ..place });
        }
        Ok(())
    }

    /// The seeds that were asked for and are not there, in stretches: first and last.
    pub fn missing(&self) -> Vec<(u64, u64)> {
        let mut missing = Vec::new();
        let mut next = 1;
        for seed in self.places.keys().copied().chain([self.asked + 1]) {
            if seed > next {
                missing.push((next, seed - 1));
            }
            next = next.max(seed + 1);
        }
        missing
    }
}

/// Reads the next whole line, without its line feed. Returns false if there is none; what was cut
/// off, or is longer than any line, is in the row then.
fn next_row(file: &mut impl BufRead, row: &mut Vec<u8>) -> io::Result<bool> {
    row.clear();
    file.take(MAX_LINE_BYTES + 1).read_until(b'\n', row)?;
    let whole = row.ends_with(b"\n");
    if whole {
        row.pop();
    }
    Ok(whole)
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
