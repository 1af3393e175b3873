//! What the tests share: the shipped scenario, and small ones that hold nothing but what a test
//! needs and the checker asks for.

use crate::repository;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use wardroom_core::exercise::{Event, Exercise, Refusal};
use wardroom_core::record::wire::{self, Effect};
use wardroom_core::scenario::{Scenario, check};

/// The file of the shipped scenario.
pub fn friday_path() -> PathBuf {
    repository::top().join("scenarios/friday-lunchtime.ron")
}

/// The shipped scenario, read once for all tests.
pub fn friday() -> Arc<Scenario> {
    static FRIDAY: OnceLock<Arc<Scenario>> = OnceLock::new();
    FRIDAY
        .get_or_init(|| repository::scenario(&friday_path()))
        .clone()
}

/// Checks a scenario that is given as paths and texts; the first is the main file.
pub fn checked(files: &[(&str, String)]) -> Arc<Scenario> {
    let fetch = |path: &str| {
        files
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, text)| text.clone().into_bytes())
            .ok_or_else(|| "there is no such file".to_owned())
    };
    match check(files[0].0, &fetch) {
        Ok(scenario) => Arc::new(scenario),
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

/// A small scenario. It has an outside segment `net`, the builds `win7`, `xp` and `win10`, and the
/// roles `lead` and `porter`; what else there is a test says. It starts on a Friday at noon. Left
/// alone, nothing infects, nothing locks and nothing is decided.
#[derive(Clone)]
pub struct Small {
    /// ENDEX, minutes after STARTEX.
    pub ends_mins: u32,
    /// The worm's local scans.
    pub local_scans_per_min: f64,
    /// The worm's remote scans.
    pub remote_scans_per_min: f64,
    /// Addresses over which those are spread.
    pub remote_address_space: u32,
    /// Chance that a scan of a vulnerable host infects it.
    pub success: f64,
    /// Mean minutes until a host locks.
    pub silent_mins: f64,
    /// How long a host scans, in RON.
    pub scan_lifetime: String,
    /// Scans from outside at their height, which they reach in an hour.
    pub outside_scans_per_min: f64,
    /// When the kill switch is registered, if there is one.
    pub kill_switch_mins: Option<u32>,
    /// Hosts infected at STARTEX: group and count.
    pub first: Vec<(&'static str, u32)>,
    /// What uncoordinated services are left with.
    pub uncoordinated: f64,
    /// Segments, in RON.
    pub segments: String,
    /// Links, in RON.
    pub links: String,
    /// Further lists of a library, in RON: `crews: [ … ], cards: [ … ],`.
    pub more: String,
    /// Objectives, in RON.
    pub objectives: String,
    /// Threats other than the worm, in RON.
    pub threats: String,
}

impl Default for Small {
    fn default() -> Self {
        Self {
            ends_mins: 600,
            local_scans_per_min: 0.0,
            remote_scans_per_min: 0.0,
            remote_address_space: 1_000,
            success: 1.0,
            // So long that nothing locks within any exercise.
            silent_mins: 1e9,
            scan_lifetime: "Endless".to_owned(),
            outside_scans_per_min: 0.0,
            kill_switch_mins: None,
            first: Vec::new(),
            uncoordinated: 1.0,
            segments: String::new(),
            links: String::new(),
            more: String::new(),
            objectives: String::new(),
            threats: String::new(),
        }
    }
}

impl Small {
    /// The scenario, checked.
    pub fn checked(&self) -> Arc<Scenario> {
        let Self {
            ends_mins,
            local_scans_per_min,
            remote_scans_per_min,
            remote_address_space,
            success,
            silent_mins,
            scan_lifetime,
            outside_scans_per_min,
            uncoordinated,
            segments,
            links,
            more,
            objectives,
            threats,
            ..
        } = self;
        let kill_switch = self.kill_switch_mins.map_or_else(String::new, |mins| {
            format!("kill_switch: KillSwitch(registered: \"T+{mins}\", reached_in: \"net\"),")
        });
        let first: String = self
            .first
            .iter()
            .map(|(group, count)| format!("FirstHosts(group: \"{group}\", count: {count}),"))
            .collect();
        let main = format!(
            r#"#![enable(implicit_some)]
Scenario(
    schema: 1, id: "small", title: "Small", summary: "For a test.", level: "core",
    trust: "Test Hospital", room_mins: 60,
    starts: "2017-05-12T12:00", ends: "T+{ends_mins}",
    include: ["parts.ron"],
    briefing: Briefing(situation: "A test.", known: [], rules: []),
    threat: Worm(
        local_scans_per_min: {local_scans_per_min},
        remote_scans_per_min: {remote_scans_per_min},
        remote_address_space: {remote_address_space},
        success: {success},
        silent_mins: {silent_mins},
        scan_lifetime: {scan_lifetime},
        outside: OutsidePressure(
            from: "net", scans_per_min: {outside_scans_per_min},
            starts: "T+0", grows_mins: 60, ends: "T+{ends_mins}",
        ),
        {kill_switch}
        first: [{first}],
    ),
    threats: [{threats}],
    pace: Pace(
        patch_mins: 5.0,
        rebuild_desktop_mins: 10.0, rebuild_server_mins: 60.0, rebuild_device_mins: 60.0,
        report_day_mins: 10.0, report_night_mins: 10.0, reports_per_min: 3,
        uncoordinated: {uncoordinated},
        ed_margin: 1.1, ed_overwhelmed: 100000, ed_leans: 1.0,
    ),
    injects: [], prompts: [],
    objectives: [{objectives}],
    teams: [], debrief: [], history: [],
)
"#
        );
        let parts = format!(
            r#"#![enable(implicit_some)]
Library(
    schema: 1,
    builds: [
        Build(id: "win7", name: "Windows 7", when_hit: Infected),
        Build(id: "xp", name: "Windows XP", when_hit: Crashes(infected: 0.05, reboot_mins: 20)),
        Build(id: "win10", name: "Windows 10", when_hit: Immune),
    ],
    segments: [
        Segment(
            id: "net", name: "Internet", location: "outside",
            place: Place(x: 0, y: 0, w: 10, h: 10),
            address_space: 1, outside: true,
        ),
        {segments}
    ],
    links: [{links}],
    roles: [
        Role(
            id: "lead", title: "Lead", part: "Leads", staff_group: "Managers",
            knows: [], decides: [], brief: "You lead.", core: true,
        ),
        Role(
            id: "porter", title: "Porter", part: "Carries", staff_group: "Porters",
            knows: [], decides: [], brief: "You carry.",
        ),
    ],
    {more}
)
"#
        );
        checked(&[("small.ron", main), ("parts.ron", parts)])
    }
}

/// A segment in RON.
pub fn segment(id: &str, addresses: u32, proxy: bool, hosts: &[String]) -> String {
    let hosts = hosts.concat();
    format!(
        "Segment(id: \"{id}\", name: \"{id}\", location: \"inside\", \
         place: Place(x: 0, y: 0, w: 10, h: 10), address_space: {addresses}, proxy: {proxy}, \
         hosts: [{hosts}]),"
    )
}

/// A host group in RON.
pub fn group(id: &str, kind: &str, build: &str, count: u32, patched: u32) -> String {
    format!(
        "HostGroup(id: \"{id}\", name: \"{id}\", kind: {kind}, build: \"{build}\", \
         count: {count}, patched: {patched}),"
    )
}

/// A link in RON.
pub fn link(id: &str, from: &str, to: &str, carries: &str) -> String {
    format!(
        "Link(id: \"{id}\", name: \"{id}\", from: \"{from}\", to: \"{to}\", carries: [{carries}]),"
    )
}

/// A crew in RON that is all at work, day and night, and never tires.
pub fn crew(id: &str, skill: &str, people: u32) -> String {
    format!(
        "Crew(id: \"{id}\", name: \"{id} people\", skill: {skill}, people: {people}, \
         shifts: [Shift(days: Everyday, from_hour: 0, to_hour: 24, people: {people})], \
         fresh_hours: 1000, fatigue_per_hour: 0.0),"
    )
}

/// The organisation of a trust that plays alone.
pub const ALONE: wardroom_core::scenario::OrganisationId =
    wardroom_core::scenario::OrganisationId(0);

/// Lets time pass until so many minutes after STARTEX.
pub fn pass(exercise: &mut Exercise, mins: u32) -> Vec<Event> {
    exercise.advance(u64::from(mins) * 60)
}

/// Has effects take hold at once, without people or delay.
pub fn improvise(exercise: &mut Exercise, effects: Vec<Effect>) -> Vec<Event> {
    let command = wire::Command::Improvise {
        text: "As the test says".to_owned(),
        effects,
        by: exercise.scenario().roles[0].id.clone(),
        because: "it is tested".to_owned(),
    };
    ask(exercise, &command).unwrap_or_else(|why| panic!("{why}"))
}

/// Asks for something by the ids of the scenario.
pub fn ask(exercise: &mut Exercise, command: &wire::Command) -> Result<Vec<Event>, Refusal> {
    let command = command.meant(exercise.scenario())?;
    exercise.apply(&command)
}

/// Plays a card.
pub fn play(
    exercise: &mut Exercise,
    card: &str,
    target: Option<&str>,
    by: &str,
) -> Result<Vec<Event>, Refusal> {
    let command = wire::Command::Play {
        card: card.to_owned(),
        target: target.map(str::to_owned),
        by: by.to_owned(),
        because: "it is tested".to_owned(),
    };
    ask(exercise, &command)
}

/// Mean and sample variance.
pub fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, squares / (n - 1.0))
}

/// Holds a text against the file it was agreed in. To agree a change, run once with
/// `WARDROOM_AGREE=1` and read the difference.
pub fn agreed(path: &Path, now: &str) {
    if std::env::var_os("WARDROOM_AGREE").is_some() {
        std::fs::write(path, now).expect("it can be written");
    }
    let agreed = std::fs::read_to_string(path).unwrap_or_default();
    for (line, (now, agreed)) in now.lines().zip(agreed.lines()).enumerate() {
        assert_eq!(now, agreed, "line {} of {}", line + 1, path.display());
    }
    assert_eq!(now.lines().count(), agreed.lines().count());
}
