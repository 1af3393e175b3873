//! The situations in which a finding was made, as the model has them: scenarios of their own with a
//! script, and two that are shipped, as their typical team plays them. Must not know the findings.

use super::course::Course;
use crate::scenario::{Problems, Scenario, Team, check, check_team};
use include_dir::{Dir, include_dir};
use std::sync::Arc;

/// Scenarios and scripts that stand nowhere else: they are no exercise.
static OWN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/validation/situations");

/// Who plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Nobody decides anything.
    Nobody,
    /// A script that stands beside the situations.
    Own(&'static str),
    /// A team of the scenario.
    Team(&'static str),
}

/// Days in one hospital, with who plays them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// What a finding names it by: `ordinary-week`.
    pub id: &'static str,
    /// What it is, in words.
    pub about: &'static str,
    /// The scenario's file.
    pub scenario: &'static str,
    /// Who plays it.
    pub script: Script,
    /// Whether it is compared with the same days without attack, on which nobody decides.
    pub compared: bool,
}

/// All situations.
pub const SITUATIONS: [Situation; 6] = [
    Situation {
        id: "ordinary-week",
        about: "A week at Royal Edgeway, an acute trust of 812 beds, without attack; nobody decides anything.",
        scenario: "ordinary-week.ron",
        script: Script::Nobody,
        compared: false,
    },
    Situation {
        id: "total-loss",
        about: "The same hospital loses every system and every screen on a Monday at 01:00, for three weeks. Everybody works on paper from the first hour, urgent cancer work is protected, major trauma goes elsewhere.",
        scenario: "total-loss.ron",
        script: Script::Own("team-paper.ron"),
        compared: true,
    },
    Situation {
        id: "record-down",
        about: "The same hospital loses patient record, orders and prescribing for 48 hours; screens, laboratory and pictures work. What hangs on the record works on paper.",
        scenario: "record-down.ron",
        script: Script::Own("team-record-paper.ron"),
        compared: true,
    },
    Situation {
        id: "friday-lunchtime",
        about: "*Friday lunchtime*, 12 to 15 May 2017, as its typical team plays it, set against the same days without the worm.",
        scenario: "friday-lunchtime.ron",
        script: Script::Team("typical"),
        compared: true,
    },
    Situation {
        id: "no-bloods",
        about: "*No bloods*, ten weeks of 2024 without a laboratory, as its typical team plays them.",
        scenario: "no-bloods.ron",
        script: Script::Team("typical"),
        compared: false,
    },
    Situation {
        id: "county-one-down",
        about: "A county of three hospitals. One loses every system of its own for a week, works on paper and sends all ambulances on; its neighbours are whole.",
        scenario: "county-one-down.ron",
        script: Script::Own("team-harrowmere-diverts.ron"),
        compared: true,
    },
];

/// How the bytes of a scenario that ships are come by, from its name, like `friday-lunchtime.ron`.
pub type Shipped = dyn Fn(&str) -> Result<Vec<u8>, String> + Sync;

/// A situation that can be played.
#[derive(Clone, Debug)]
pub struct Ready {
    scenario: Arc<Scenario>,
    script: Option<Team>,
    quiet: Option<Arc<Scenario>>,
}

/// A situation as it was played, and the same days without attack if it is compared with them.
#[derive(Clone, Debug)]
pub struct Pair {
    /// As it was played.
    pub hit: Course,
    /// Without attack, and nobody decides.
    pub quiet: Option<Course>,
}

impl Situation {
    /// Reads it.
    ///
    /// # Errors
    /// Every problem found.
    pub fn ready(&self, shipped: &Shipped) -> Result<Ready, Problems> {
        let scenario = read(self.scenario, shipped)?;
        let script = script(&scenario, self.script, shipped)?;
        let quiet = self.compared.then(|| Arc::new(without_attack(&scenario)));
        Ok(Ready {
            scenario: Arc::new(scenario),
            script,
            quiet,
        })
    }
}

impl Ready {
    /// Plays it on a seed, and the same days without attack on the same.
    pub fn play(&self, seed: u64) -> Pair {
        let ends = self.scenario.ends_mins;
        Pair {
            hit: Course::of(&self.scenario, self.script.as_ref(), seed, ends),
            quiet: self
                .quiet
                .as_ref()
                .map(|quiet| Course::of(quiet, None, seed, ends)),
        }
    }
}

/// A file of the situations, or one that is shipped.
fn fetch(path: &str, shipped: &Shipped) -> Result<Vec<u8>, String> {
    match OWN.get_file(path) {
        Some(file) => Ok(file.contents().to_vec()),
        None => shipped(path),
    }
}

/// A scenario of the situations, or one that is shipped.
pub(super) fn read(path: &str, shipped: &Shipped) -> Result<Scenario, Problems> {
    check(path, &|path| fetch(path, shipped))
}

/// A script for a scenario.
pub(super) fn script(
    scenario: &Scenario,
    script: Script,
    shipped: &Shipped,
) -> Result<Option<Team>, Problems> {
    match script {
        Script::Nobody => Ok(None),
        Script::Own(path) => {
            let bytes = fetch(path, shipped).map_err(|why| Problems::unreadable(path, &why))?;
            check_team(scenario, path, &bytes).map(Some)
        }
        Script::Team(id) => match scenario.teams.iter().find(|team| team.id == id) {
            Some(team) => Ok(Some(team.clone())),
            None => Err(Problems::unreadable(id, "there is no such team")),
        },
    }
}

/// The same scenario without what attacks it.
fn without_attack(scenario: &Scenario) -> Scenario {
    let mut quiet = scenario.clone();
    quiet.worm.success = 0.0;
    quiet.worm.first.clear();
    quiet.outages.clear();
    quiet.intrusions.clear();
    quiet.stages.clear();
    quiet.extortions.clear();
    quiet
}
