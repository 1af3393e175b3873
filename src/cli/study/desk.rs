//! Who plays what in a study: threads take seeds from one part after the other, each part held by one
//! process alone. What another process holds is looked at again until that one is done with it, or was
//! killed: then it is gone on with here. Each result is on the disk before the next seed is taken, so
//! that a kill costs the seeds that were being played and nothing else. Must not read a result.

use super::asked::Asked;
use super::one::Studied;
use crate::cli::ended::Failure;
use crate::cli::terminal;
use indicatif::ProgressBar;
use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::Duration;
use wardroom_core::balance::{AgainstSeed, Found, Shard, run, search_for_gaming};
use wardroom_core::ensemble::Watching;
use wardroom_files::{Kept, KeptError, Lines, MAX_SMALL_BYTES, read_text};

/// So often it is looked whether another process is done with a part.
const AGAIN: Duration = Duration::from_secs(1);
/// Where nobody watches, it is said so many times how far the study has come.
const TOLD: u64 = 20;

/// A part of the work.
#[derive(Clone, Copy, Debug)]
enum Job {
    /// The adversary on one seed.
    Adversary(usize, u64),
    /// Some of the seeds.
    Part(usize, Shard),
}

/// A part that is being played.
struct Open<'a> {
    studied: &'a Studied,
    kept: Mutex<Kept>,
}

/// A part and the seeds it lacks.
type Taken<'a> = (Arc<Open<'a>>, VecDeque<u64>);

/// What a thread does next.
enum Next<'a> {
    Seed(Arc<Open<'a>>, u64),
    Adversary(&'a Studied, u64, Lines),
    /// Others are at all that is left.
    Wait,
    Done,
}

#[derive(Default)]
struct State<'a> {
    jobs: VecDeque<Job>,
    /// What another process holds.
    held: Vec<Job>,
    /// The part that is taken from.
    open: Option<Taken<'a>>,
    trouble: Option<Failure>,
}

/// The desk at which threads ask for work.
pub struct Desk<'a> {
    all: &'a [Studied],
    asked: &'a Asked,
    state: Mutex<State<'a>>,
    watching: Watching,
    bar: ProgressBar,
    seeds: u64,
    done: AtomicU64,
}

impl<'a> Desk<'a> {
    /// With all the work of a study, or of a share of it.
    pub fn new(
        all: &'a [Studied],
        asked: &'a Asked,
        adversary_seeds: u64,
        shard: Option<Shard>,
    ) -> Self {
        let own = |index: u64| shard.is_none_or(|it| index % it.of == it.index);
        let parts = || {
            (0..asked.parts.min(asked.runs))
                .filter(|index| own(*index))
                .map(|index| Shard {
                    index,
                    of: asked.parts,
                })
        };
        let mut jobs = VecDeque::new();
        // What takes one thread long comes first.
        for at in 0..all.len() {
            let seeds = (1..=adversary_seeds).filter(|seed| own(seed - 1));
            jobs.extend(seeds.map(|seed| Job::Adversary(at, seed)));
        }
        for at in 0..all.len() {
            jobs.extend(parts().map(|shard| Job::Part(at, shard)));
        }
        let of_each: u64 = parts().map(|it| it.seeds(asked.runs).len() as u64).sum();
        let seeds = of_each * all.len() as u64;
        let template = Some("{msg} {pos} of {len} seeds {wide_bar} {eta} left");
        Self {
            all,
            asked,
            state: Mutex::new(State {
                jobs,
                ..State::default()
            }),
            watching: Watching::default(),
            bar: terminal::progress_line(seeds, template, 5),
            seeds,
            done: AtomicU64::new(0),
        }
    }

    /// Takes work until there is none: what a thread does.
    pub fn work(&self) {
        while !self.watching.stop.load(Ordering::Relaxed) {
            let next = self.next();
            let worked = next.and_then(|next| match next {
                Next::Seed(open, seed) => self.play(&open, seed).map(|()| true),
                Next::Adversary(studied, seed, lines) => {
                    self.let_loose(studied, seed, lines).map(|()| true)
                }
                Next::Wait => {
                    sleep(AGAIN);
                    Ok(true)
                }
                Next::Done => Ok(false),
            });
            match worked {
                Ok(true) => {}
                Ok(false) => return,
                Err(failure) => {
                    self.watching.stop.store(true, Ordering::Relaxed);
                    self.state().trouble.get_or_insert(failure);
                }
            }
        }
    }

    /// How it ended, when no thread works any more.
    pub fn ended(self) -> Result<(), Failure> {
        self.bar.finish_and_clear();
        let state = self.state.into_inner();
        let state = state.unwrap_or_else(PoisonError::into_inner);
        state.trouble.map_or(Ok(()), Err)
    }

    fn state(&self) -> MutexGuard<'_, State<'a>> {
        // What a thread that stopped left is whole: each change of it is one step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Result<Next<'a>, Failure> {
        let mut state = self.state();
        loop {
            if let Some((open, lacking)) = &mut state.open {
                if let Some(seed) = lacking.pop_front() {
                    return Ok(Next::Seed(open.clone(), seed));
                }
                state.open = None;
            }
            let Some(job) = state.jobs.pop_front() else {
                if state.held.is_empty() {
                    return Ok(Next::Done);
                }
                let held = std::mem::take(&mut state.held);
                state.jobs.extend(held);
                return Ok(Next::Wait);
            };
            match job {
                Job::Adversary(at, seed) => match self.claimed(&self.all[at], seed)? {
                    Claimed::Found => {}
                    Claimed::ByOthers => state.held.push(job),
                    Claimed::Here(lines) => {
                        return Ok(Next::Adversary(&self.all[at], seed, lines));
                    }
                },
                Job::Part(at, shard) => match self.open(&self.all[at], shard)? {
                    Some(open) => state.open = Some(open),
                    None => state.held.push(job),
                },
            }
        }
    }

    /// Opens a part, with the seeds it lacks; nothing if another process holds it.
    fn open(&self, studied: &'a Studied, shard: Shard) -> Result<Option<Taken<'a>>, Failure> {
        let (path, runs) = (studied.part(shard), self.asked.runs);
        let kept = match Kept::open(&path, &studied.scenario, &studied.head, runs) {
            Err(KeptError::Held(_)) => return Ok(None),
            opened => opened?,
        };
        let seeds = shard.seeds(runs);
        let (there, lacking): (Vec<u64>, Vec<u64>) =
            seeds.into_iter().partition(|seed| kept.part().has(*seed));
        self.bar.set_message(studied.name.clone());
        self.tell(there.len() as u64);
        if !there.is_empty() {
            // They took no time: how long the others take is not told from them.
            self.bar.reset_eta();
        }
        let kept = Mutex::new(kept);
        Ok(Some((Arc::new(Open { studied, kept }), lacking.into())))
    }

    fn play(&self, open: &Open<'_>, seed: u64) -> Result<(), Failure> {
        let studied = open.studied;
        let kept = Mutex::new(Ok(()));
        run(
            &studied.scenario,
            &studied.plan,
            &[seed],
            &self.watching,
            &|result| {
                let mut to = open.kept.lock().unwrap_or_else(PoisonError::into_inner);
                let written = to.keep(&result).and_then(|()| to.sync());
                if let Ok(mut kept) = kept.lock() {
                    *kept = written;
                }
            },
        );
        let kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        kept.map_err(|error| not_kept(&studied.folder, &error))?;
        self.tell(1);
        Ok(())
    }

    /// So many seeds more are there.
    fn tell(&self, seeds: u64) {
        self.bar.inc(seeds);
        let before = self.done.fetch_add(seeds, Ordering::Relaxed);
        let steps = |done: u64| done * TOLD / self.seeds.max(1);
        if !terminal::is_watched() && steps(before + seeds) > steps(before) {
            terminal::say(&format!("{} of {} seeds", before + seeds, self.seeds));
        }
    }

    /// Whether the adversary still has to be let loose on a seed, and if so, by whom.
    fn claimed(&self, studied: &Studied, seed: u64) -> Result<Claimed, Failure> {
        let path = studied.adversary(seed);
        let (mut lines, text) = match Lines::open(&path, MAX_SMALL_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Ok(Claimed::ByOthers);
            }
            opened => opened.map_err(|error| not_kept(&path, &error))?,
        };
        if understood(&text, seed, self.asked.adversary).is_some() {
            return Ok(Claimed::Found);
        }
        // A line that was cut off, or is of no use: it is found again.
        lines
            .cut_after("")
            .map_err(|error| not_kept(&path, &error))?;
        Ok(Claimed::Here(lines))
    }

    fn let_loose(&self, studied: &Studied, seed: u64, mut lines: Lines) -> Result<(), Failure> {
        let scripts = self.asked.adversary;
        let searched = scripts.div_ceil(10);
        let scenario = &studied.scenario;
        let found = search_for_gaming(scenario, &[seed], scripts, searched, &self.watching);
        if self.watching.stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        let kept = AgainstSeed {
            seed,
            scripts,
            found,
        };
        lines
            .add(&kept.line())
            .and_then(|()| lines.sync())
            .map_err(|error| not_kept(&studied.folder, &error))
    }
}

/// Who lets the adversary loose on a seed.
enum Claimed {
    /// It has been.
    Found,
    /// Another process does.
    ByOthers,
    Here(Lines),
}

fn understood(text: &str, seed: u64, scripts: u32) -> Option<AgainstSeed> {
    let kept = AgainstSeed::read(text.lines().last()?)?;
    (kept.seed == seed && kept.scripts == scripts).then_some(kept)
}

/// What the adversary found on these seeds.
pub fn found(studied: &Studied, asked: &Asked, seeds: u64) -> Result<Option<Found>, Failure> {
    let mut all = Vec::new();
    for seed in 1..=seeds {
        let path = studied.adversary(seed);
        let text = read_text(&path, MAX_SMALL_BYTES)
            .map_err(crate::cli::named_files::unreadable(&path))?;
        let kept = understood(&text, seed, asked.adversary).ok_or_else(|| {
            let path = path.display();
            Failure::Wrong(format!("{path} is not as it was written: start again"))
        })?;
        all.extend(kept.found);
    }
    Ok(Found::together(&all))
}

fn not_kept(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::CouldNotRun(format!(
        "results can't be kept in {path}: {error}. What is there stays: the same command goes on from it"
    ))
}
