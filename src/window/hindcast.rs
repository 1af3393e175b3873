//! The hindcast in the window: runs in the background, one week that is looked at, a minute of it.
//! Must not draw.

use super::job::Job;
use super::table::CountrySpot;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use wardroom_core::ensemble::hindcast::{
    England, FROM, Nation, Run, Table, UNTIL, Week, runs, week,
};
use wardroom_table::{Country, SeenCountry};

/// Runs that are made: enough for a band that stands still, in a few seconds.
const RUNS: u32 = 100;

/// Runs after each of which the table is told anew.
const AT_ONCE: u32 = 10;

/// What came of the runs so far.
#[derive(Debug)]
pub struct Played {
    /// Simulated against reported figures, measure by measure.
    pub table: Table,
    /// What each run came to.
    pub runs: Vec<Run>,
}

/// The week that is looked at.
#[derive(Debug)]
pub struct ShownWeek {
    /// Of which seed.
    pub seed: u64,
    /// Whom it happens to.
    pub nation: Nation,
    /// Where they stand on the table.
    pub country: Arc<Country>,
    /// What becomes of them; nothing while it is being worked out.
    pub week: Option<Week>,
}

impl ShownWeek {
    /// A nation before anything has happened.
    fn nation(england: &England, seed: u64) -> Self {
        let nation = Nation::of(england, seed);
        Self {
            seed,
            country: Arc::new(Country::of(england, &nation)),
            nation,
            week: None,
        }
    }

    /// How it stands at a minute.
    pub fn seen(&self, minute: u32) -> SeenCountry {
        match &self.week {
            Some(week) => SeenCountry::at(&self.country, week, minute),
            None => SeenCountry::everyday(&self.country),
        }
    }
}

/// England, played so many times, and the one week that is looked at.
#[derive(Debug)]
pub struct Hindcast {
    /// England's parameters.
    pub england: Option<Arc<England>>,
    /// The runs.
    pub played: Job<Played>,
    /// How far they are, 0 to 1, while they are under way.
    pub under_way: Option<f32>,
    /// The week that is shown.
    pub shown: Option<ShownWeek>,
    /// The next one, while it is worked out.
    coming: Job<ShownWeek>,
    /// The minute that is shown, after the midnight before 12 May.
    pub minute: u32,
    /// Whether the week runs by itself.
    pub running: bool,
    /// The seed of the week that is shown, or worked out.
    pub seed: u64,
    /// Whether trusts are shown as dots in place of the model.
    pub flat: bool,
    /// How the model is looked at.
    pub spot: CountrySpot,
}

impl Default for Hindcast {
    fn default() -> Self {
        let england = wardroom_files::england_2017().ok().map(Arc::new);
        let mut hindcast = Self {
            england,
            played: Job::default(),
            under_way: None,
            shown: None,
            coming: Job::default(),
            minute: 16 * 60,
            running: false,
            seed: 1,
            flat: false,
            spot: CountrySpot::default(),
        };
        hindcast.show(1);
        hindcast.play();
        hindcast
    }
}

impl Hindcast {
    fn play(&mut self) {
        let Some(england) = self.england.clone() else {
            return;
        };
        self.under_way = Some(0.0);
        self.played.begin_telling(RUNS, move |watching, told| {
            let mut all = Vec::new();
            for first in (0..RUNS).step_by(AT_ONCE as usize) {
                if watching.stop.load(Ordering::Relaxed) {
                    return None;
                }
                let seed = u64::from(first) + 1;
                all.extend(runs(&england, seed, AT_ONCE as usize, &watching.done));
                told.tell(Played {
                    table: Table::of(&all),
                    runs: all.clone(),
                });
            }
            let table = Table::of(&all);
            Some(Played { table, runs: all })
        });
    }

    /// Shows the week of another seed as soon as it is worked out; until then the one before, or the
    /// nation as nothing has happened to it yet.
    pub fn show(&mut self, seed: u64) {
        self.seed = seed.max(1);
        let Some(england) = self.england.clone() else {
            return;
        };
        let seed = self.seed;
        if self.shown.is_none() {
            self.shown = Some(ShownWeek::nation(&england, seed));
        }
        self.coming.begin(1, move |_| {
            let week = week(&england, seed);
            Some(ShownWeek {
                seed,
                country: Arc::new(Country::of(&england, &week.nation)),
                nation: week.nation.clone(),
                week: Some(week),
            })
        });
    }

    /// Takes what was worked out meanwhile.
    fn follow(&mut self) {
        self.under_way = self.played.follow();
        self.coming.follow();
        if let Some(shown) = self.coming.done.take() {
            self.shown = Some(shown);
        }
    }

    /// Whether something is worked out that is shown when it is there.
    pub fn working(&self) -> bool {
        self.played.running() || self.coming.running()
    }

    /// Waits until all is worked out, for tests and pictures.
    pub fn wait(&mut self) {
        self.coming.wait();
        self.played.wait();
        self.follow();
    }

    /// Lets real time pass: an hour in half a second, if it runs; takes what was worked out.
    pub fn frame(&mut self, secs: f64) {
        self.follow();
        if self.running {
            let by = (secs.clamp(0.0, 0.5) * 120.0) as u32;
            self.minute = (self.minute + by.max(1)).min(UNTIL - 1);
            self.running = self.minute + 1 < UNTIL;
        }
        self.minute = self.minute.clamp(FROM, UNTIL - 1);
    }
}
