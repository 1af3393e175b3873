//! The hindcast in the window: runs in the background, one week that is looked at, a minute of it.
//! Must not draw.

use super::job::Job;
use std::sync::Arc;
use wardroom_core::ensemble::hindcast::{England, FROM, Run, Table, UNTIL, Week, runs, week};

/// Runs that are made: enough for a band that stands still, in a few seconds.
const RUNS: u32 = 100;

/// What came of the runs.
#[derive(Debug)]
pub struct Played {
    /// Simulated against reported figures, measure by measure.
    pub table: Table,
    /// What each run came to.
    pub runs: Vec<Run>,
    /// The week that is shown.
    pub week: Week,
}

/// England, played so many times, and the one week that is looked at.
#[derive(Debug)]
pub struct Hindcast {
    /// England's parameters.
    pub england: Option<Arc<England>>,
    /// The runs.
    pub played: Job<Played>,
    /// The minute that is shown, after the midnight before 12 May.
    pub minute: u32,
    /// Whether the week runs by itself.
    pub running: bool,
    /// The seed of the week that is shown.
    pub seed: u64,
}

impl Default for Hindcast {
    fn default() -> Self {
        let england = wardroom_files::england_2017().ok().map(Arc::new);
        let mut hindcast = Self {
            england,
            played: Job::default(),
            minute: 16 * 60,
            running: false,
            seed: 1,
        };
        hindcast.play();
        hindcast
    }
}

impl Hindcast {
    fn play(&mut self) {
        let Some(england) = self.england.clone() else {
            return;
        };
        let seed = self.seed;
        self.played.begin(RUNS, move |watching| {
            let runs = runs(&england, 1, RUNS as usize, &watching.done);
            let table = Table::of(&runs);
            Some(Played {
                table,
                runs,
                week: week(&england, seed),
            })
        });
    }

    /// Shows the week of another seed.
    pub fn show(&mut self, seed: u64) {
        self.seed = seed.max(1);
        if let (Some(england), Some(played)) = (&self.england, &mut self.played.done) {
            played.week = week(england, self.seed);
        }
    }

    /// Lets real time pass: an hour in half a second, if it runs.
    pub fn frame(&mut self, secs: f64) {
        if self.running {
            let by = (secs.clamp(0.0, 0.5) * 120.0) as u32;
            self.minute = (self.minute + by.max(1)).min(UNTIL - 1);
            self.running = self.minute + 1 < UNTIL;
        }
        self.minute = self.minute.clamp(FROM, UNTIL - 1);
    }
}
