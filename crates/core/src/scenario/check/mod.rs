//! Turns file shapes into a checked [`Scenario`], or says everything that is wrong with them.
//! Must not read files and must not stop at the first problem.

mod decisions;
mod estate;
mod injects;
mod logic;
mod names;
mod objectives;
mod organisations;
mod possible;
mod services;
mod team;
mod threats;
mod time;

pub use time::parse as point_of_time;

use super::diagnostic::{Code, Diagnostic, Problems, SourceFile, Sources};
use super::load::{Fetch, Loaded, load, load_team};
use super::mark::{Mark, Marked};
use super::model::{self, Scenario};
use super::shape;
use names::Tables;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// No list of a scenario is longer, so that a hostile file can't make us work for hours.
const MAX_LIST: usize = 20_000;
/// No exercise lasts longer: a hundred and forty days.
const LONGEST_MINS: model::Mins = 140 * 24 * 60;
/// No trust has more hosts in one group.
const MAX_HOSTS: u32 = 10_000_000;

/// Reads and checks the scenario whose main file is `main`, with whatever it includes.
///
/// # Errors
/// Every problem found in any of its files.
pub fn check(main: &str, fetch: Fetch<'_>) -> Result<Scenario, Problems> {
    let loaded = load(main, fetch)?;
    let mut parts = shape::Library::default();
    let mut loaded = loaded;
    for library in std::mem::take(&mut loaded.libraries) {
        append(&mut parts, library);
    }
    let mut cx = Checker {
        tables: Tables::default(),
        problems: Vec::new(),
        starts: jiff::civil::DateTime::ZERO,
        ends: 0,
        off_limits: off_limits(
            parts
                .segments
                .iter()
                .filter(|it| it.outside)
                .map(|it| it.id.value.as_str()),
            parts
                .services
                .iter()
                .flat_map(|it| &it.flows)
                .filter(|it| it.kind == model::FlowKind::Emergency)
                .map(|it| it.id.value.as_str()),
        ),
        owners: organisations::Owners::default(),
    };
    let scenario = cx.scenario(&loaded, &parts);
    let Loaded { sources, .. } = loaded;
    finish(cx.problems, sources, scenario)
}

/// Checks a team script that stands outside the scenario, against it.
///
/// # Errors
/// Every problem found in the script.
pub fn check_team(scenario: &Scenario, path: &str, bytes: &[u8]) -> Result<model::Team, Problems> {
    let (sources, team) = load_team(path, bytes)?;
    let mut cx = Checker::of(scenario);
    let checked = cx.team(&team, scenario, false);
    finish(cx.problems, sources, checked)
}

/// Ids that are no targets, by the kinds of target they could be taken for.
fn off_limits<'a>(
    outside: impl Iterator<Item = &'a str>,
    emergency: impl Iterator<Item = &'a str>,
) -> BTreeSet<(model::TargetKind, String)> {
    outside
        .flat_map(|id| {
            [
                (model::TargetKind::Segment, id.to_owned()),
                (model::TargetKind::SystemOrSegment, id.to_owned()),
            ]
        })
        .chain(emergency.map(|id| (model::TargetKind::Flow, id.to_owned())))
        .collect()
}

fn finish<T>(mut problems: Vec<Diagnostic>, sources: Sources, checked: T) -> Result<T, Problems> {
    if problems.is_empty() {
        return Ok(checked);
    }
    problems.sort_by_key(|problem| (problem.mark, problem.code));
    problems.dedup();
    Err(Problems {
        sources,
        list: problems,
    })
}

fn append(parts: &mut shape::Library, mut more: shape::Library) {
    parts.organisations.append(&mut more.organisations);
    parts.builds.append(&mut more.builds);
    parts.segments.append(&mut more.segments);
    parts.links.append(&mut more.links);
    parts.systems.append(&mut more.systems);
    parts.services.append(&mut more.services);
    parts.pathways.append(&mut more.pathways);
    parts.crews.append(&mut more.crews);
    parts.channels.append(&mut more.channels);
    parts.bodies.append(&mut more.bodies);
    parts.roles.append(&mut more.roles);
    parts.cards.append(&mut more.cards);
}

/// The hash of a scenario: SHA-256 over each file's path and text, with their lengths.
pub fn hash_of(files: &[SourceFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        for part in [&file.path, &file.text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

struct Checker {
    tables: Tables,
    problems: Vec<Diagnostic>,
    starts: jiff::civil::DateTime,
    ends: model::Mins,
    /// What bears an id and still is no target: outside segments, emergency patients.
    off_limits: BTreeSet<(model::TargetKind, String)>,
    /// Whose segments and roles are.
    owners: organisations::Owners,
}

impl Checker {
    /// What checks further pieces against a scenario that is checked already.
    fn of(scenario: &Scenario) -> Self {
        Self {
            tables: Tables::of(scenario),
            problems: Vec::new(),
            starts: scenario.starts,
            ends: scenario.ends_mins,
            off_limits: off_limits(
                scenario
                    .segments
                    .iter()
                    .filter(|it| it.outside)
                    .map(|it| it.id.as_str()),
                scenario
                    .flows
                    .iter()
                    .filter(|it| it.kind == model::FlowKind::Emergency)
                    .map(|it| it.id.as_str()),
            ),
            owners: organisations::Owners::of(scenario),
        }
    }

    fn problem(&mut self, code: Code, mark: Mark, message: impl Into<String>, hint: &str) {
        self.problems
            .push(Diagnostic::new(code, mark, message).hint(hint));
    }

    fn scenario(&mut self, loaded: &Loaded, parts: &shape::Library) -> Scenario {
        let main = &loaded.scenario;
        self.starts = self.start(&main.starts);
        self.ends = u32::MAX;
        let ends = self.when(&main.ends);
        let unread = !self.problems.is_empty();
        // A bad end must not make every other time look bad.
        self.ends = if unread { LONGEST_MINS } else { ends };
        if ends > LONGEST_MINS {
            self.ends = LONGEST_MINS;
            self.problem(
                Code::Time,
                main.ends.mark,
                format!(
                    "\"{}\" is more than {} days after STARTEX",
                    main.ends.value,
                    LONGEST_MINS / 1440
                ),
                "a long story is told in shorter exercises",
            );
        } else if ends == 0 && !unread {
            self.problem(
                Code::Time,
                main.ends.mark,
                "ENDEX is not after STARTEX",
                "give the end of the exercise, e.g. ends: \"Mon 10:00\"",
            );
        }
        self.tables = self.collect(main, parts);

        let organisations = self.organisations(main, parts);
        let (segments, groups) = self.segments(parts);
        let links = self.links(parts);
        let segments = self.joined(segments, &links, parts);
        let systems = self.systems(parts, &groups);
        let system_order = self.system_order(parts, &systems);
        let (services, flows) = self.services(main, parts, &systems);
        let service_order = self.service_order(parts, &services);
        let pathways = self.pathways(parts, &flows);
        let crews = self.crews(parts);
        let channels = self.channels(parts);
        let bodies = self.bodies(parts);
        let roles = self.roles(parts);
        let cards = self.cards(parts, &crews);
        let threats = self.threats(main, &cards, &groups, &segments);
        let leaps = self.leaps(main);
        let prompts = self.prompts(main, &cards);
        let injects = self.injects(main, &cards);
        let (objectives, tasks) = self.objectives(main, parts, &cards);
        let debrief = main
            .debrief
            .iter()
            .map(|question| {
                let objective = question
                    .objective
                    .as_ref()
                    .map(|id| self.find(names::objectives, id));
                (question.ask.clone(), objective)
            })
            .collect();

        let mut scenario = Scenario {
            id: main.id.value.clone(),
            title: main.title.clone(),
            summary: main.summary.clone(),
            level: main.level.clone(),
            tags: main.tags.clone(),
            trust: main.trust.clone(),
            room_mins: main.room_mins,
            starts: self.starts,
            ends_mins: self.ends,
            briefing: model::Briefing {
                situation: main.briefing.situation.clone(),
                known: main.briefing.known.clone(),
                rules: main.briefing.rules.clone(),
            },
            worm: threats.worm,
            outages: threats.outages,
            intrusions: threats.intrusions,
            stages: threats.stages,
            extortions: threats.extortions,
            leaps,
            pace: self.pace(&main.pace),
            organisations,
            segments,
            groups,
            links,
            serving: (0..parts.segments.iter().map(|it| it.hosts.len()).sum())
                .map(|at| {
                    systems
                        .iter()
                        .any(|system| system.groups.contains(&model::GroupId::from(at)))
                })
                .collect(),
            systems,
            system_order,
            services,
            service_order,
            flows,
            pathways,
            crews,
            channels,
            bodies,
            roles,
            steps: steps(&cards, &prompts),
            cards,
            injects,
            prompts,
            objectives,
            tasks,
            teams: Vec::new(),
            searched: main.searched.as_ref().map(|it| self.share(it) * 100.0),
            debrief,
            history: main
                .history
                .iter()
                .map(|note| model::HistoryNote {
                    when: note.when.clone(),
                    text: note.text.clone(),
                    source: note.source.clone(),
                })
                .collect(),
            files: loaded.sources.files().to_vec(),
            hash: hash_of(loaded.sources.files()),
            names: self.tables.names(),
        };
        // A first pass finds names and numbers; whether things can happen is asked only of a
        // scenario whose names all mean something.
        if self.problems.is_empty() {
            self.possible(&scenario, main);
        }
        for (mark, team) in &loaded.teams {
            let entry = main.teams.iter().find(|entry| entry.id.mark == *mark);
            if let Some(entry) = entry
                && entry.id != team.id
            {
                self.problem(
                    Code::UnknownId,
                    entry.id.mark,
                    format!(
                        "the scenario calls this team `{}`, its file calls it `{}`",
                        entry.id, team.id
                    ),
                    "use the same id in both",
                );
            }
            let team = self.team(team, &scenario, true);
            scenario.teams.push(team);
        }
        scenario
    }

    fn roles(&self, parts: &shape::Library) -> Vec<model::Role> {
        parts
            .roles
            .iter()
            .zip(&self.owners.roles)
            .map(|(role, of)| model::Role {
                id: role.id.value.clone(),
                title: role.title.clone(),
                of: *of,
                part: role.part.clone(),
                staff_group: role.staff_group.clone(),
                knows: role.knows.clone(),
                decides: role.decides.clone(),
                brief: role.brief.clone(),
                core: role.core,
            })
            .collect()
    }

    /// Shares must lie between 0 and 1.
    fn share(&mut self, share: &Marked<f64>) -> f64 {
        if (0.0..=1.0).contains(&share.value) {
            return share.value;
        }
        let hint = if (1.0..=100.0).contains(&share.value) {
            format!("for {} per cent write {}", share.value, share.value / 100.0)
        } else {
            "write a share between 0 and 1".to_owned()
        };
        self.problem(
            Code::Share,
            share.mark,
            format!("{} is not a share between 0 and 1", share.value),
            &hint,
        );
        0.0
    }

    /// Who can be told, with their legal clocks, the shortest first.
    fn bodies(&mut self, parts: &shape::Library) -> Vec<model::Body> {
        const YEAR: u32 = 365 * 24;
        parts
            .bodies
            .iter()
            .map(|body| {
                let mut clocks: Vec<model::LegalClock> = body
                    .clocks
                    .iter()
                    .map(|clock| (clock.what.as_str(), clock.hours))
                    .chain(body.clock_hours.map(|hours| ("notice", hours)))
                    .map(|(what, hours)| model::LegalClock {
                        what: what.to_owned(),
                        hours,
                    })
                    .collect();
                if let Some(wrong) = clocks.iter().find(|it| !(1..=YEAR).contains(&it.hours)) {
                    self.problem(
                        Code::Count,
                        body.id.mark,
                        format!("`{}` has a legal clock of {} hours", body.id, wrong.hours),
                        "a legal clock gives at least one hour and at most a year (8760)",
                    );
                }
                clocks.sort_by_key(|clock| clock.hours);
                model::Body {
                    id: body.id.value.clone(),
                    name: body.name.clone(),
                    clocks,
                    lends: body.lends,
                }
            })
            .collect()
    }

    /// Three limits must not get stricter from P to M.
    fn limits<T: PartialOrd + Copy>(&mut self, limits: [T; 3], rising: bool, mark: Mark) -> [T; 3] {
        let [p, s, m] = limits;
        let sound = if rising {
            p <= s && s <= m
        } else {
            p >= s && s >= m
        };
        if !sound {
            self.problem(
                Code::Count,
                mark,
                "the limits for P, S and M are in the wrong order",
                "P asks the most and M the least",
            );
        }
        limits
    }
}

/// Steps that some card or option takes.
fn steps(cards: &[model::Card], prompts: &[model::Prompt]) -> BTreeSet<model::Step> {
    let options = prompts.iter().flat_map(|prompt| &prompt.options);
    cards
        .iter()
        .map(|card| &card.effects)
        .chain(options.map(|option| &option.effects))
        .flatten()
        .filter_map(|effect| match effect {
            model::Effect::Mark(step) => Some(*step),
            _ => None,
        })
        .collect()
}
