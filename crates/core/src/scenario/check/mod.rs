//! Turns file shapes into a checked [`Scenario`], or says everything that is wrong with them.
//! Must not read files and must not stop at the first problem.

mod calendar;
mod checker;
mod conditions;
mod decisions;
mod effects;
mod estate;
mod injects;
mod logic;
mod names;
mod naming;
mod objectives;
mod order;
mod organisations;
mod owners;
mod pace;
mod possible;
mod run_sheet;
mod services;
mod stands;
mod team;
mod threats;
mod time;
mod world;

pub use time::parse as point_of_time;

use super::diagnostic::{Code, Diagnostic, Problems, SourceFile, Sources};
use super::load::{Fetch, Loaded, load, load_team};
use super::model::{self, Scenario};
use super::shape;
use checker::{Checker, LONGEST_MINS, off_limits};
use names::Tables;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

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
        owners: owners::Owners::default(),
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

impl Checker {
    fn scenario(&mut self, loaded: &Loaded, parts: &shape::Library) -> Scenario {
        let main = &loaded.scenario;
        self.times(main);
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
        let injects = self.injects(loaded, &cards);
        let run_sheet = self.run_sheet(main, &injects, &roles);
        let (objectives, tasks) = self.objectives(main, parts, &cards);
        let debrief = self.debrief(main);

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
                warnings: main.briefing.warnings.clone(),
            },
            worm: threats.worm,
            outages: threats.outages,
            intrusions: threats.intrusions,
            stages: threats.stages,
            extortions: threats.extortions,
            leaps,
            pace: self.pace(&main.pace),
            run_sheet,
            theirs: theirs(&organisations, &segments),
            by_kind: by_kind(&organisations, &segments, &groups),
            organisations,
            segments,
            groups,
            links,
            serving: serving(parts, &systems),
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
            history: history(main),
            files: loaded.sources.files().to_vec(),
            hash: hash_of(loaded.sources.files()),
            names: self.tables.names(),
        };
        // A first pass finds names and numbers; whether things can happen is asked only of a
        // scenario whose names all mean something.
        if self.problems.is_empty() {
            self.possible(&scenario, main);
        }
        self.teams(loaded, &mut scenario);
        scenario
    }

    /// When the exercise begins and ends.
    fn times(&mut self, main: &shape::Scenario) {
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
    }

    /// What is asked in the debrief, and the objective that each question belongs to.
    fn debrief(&mut self, main: &shape::Scenario) -> Vec<(String, Option<model::ObjectiveId>)> {
        let questions = main.debrief.iter();
        questions
            .map(|question| {
                let objective = question
                    .objective
                    .as_ref()
                    .map(|id| self.find(|it| &it.objectives, id));
                (question.ask.clone(), objective)
            })
            .collect()
    }

    /// The scripted teams, each against the scenario as it stands.
    fn teams(&mut self, loaded: &Loaded, scenario: &mut Scenario) {
        for (mark, team) in &loaded.teams {
            let entry = loaded
                .scenario
                .teams
                .iter()
                .find(|entry| entry.id.mark == *mark);
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
            let team = self.team(team, scenario, true);
            scenario.teams.push(team);
        }
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
}

/// Steps that some card or option takes.
fn steps(cards: &[model::Card], prompts: &[model::Prompt]) -> BTreeSet<model::Step> {
    let options = prompts.iter().flat_map(|prompt| &prompt.options);
    cards
        .iter()
        .map(|card| &card.effects)
        .chain(options.map(|option| &option.effects))
        .flatten()
        .filter_map(model::Effect::step)
        .collect()
}

/// By host group: whether a system stands on it.
fn serving(parts: &shape::Library, systems: &[model::System]) -> Vec<bool> {
    let groups: usize = parts.segments.iter().map(|it| it.hosts.len()).sum();
    (0..groups)
        .map(|at| {
            let group = model::GroupId::from(at);
            systems.iter().any(|system| system.groups.contains(&group))
        })
        .collect()
}

/// By organisation: its segments.
fn theirs(
    organisations: &[model::Organisation],
    segments: &[model::Segment],
) -> Vec<Vec<model::SegmentId>> {
    let mut theirs = vec![Vec::new(); organisations.len().max(1)];
    for (at, segment) in segments.iter().enumerate() {
        if let Some(list) = segment.of.and_then(|of| theirs.get_mut(of.at())) {
            list.push(model::SegmentId::from(at));
        }
    }
    theirs
}

/// By organisation and kind: its host groups.
fn by_kind(
    organisations: &[model::Organisation],
    segments: &[model::Segment],
    groups: &[model::Group],
) -> Vec<[Vec<model::GroupId>; 3]> {
    let mut by_kind = vec![<[Vec<_>; 3]>::default(); organisations.len().max(1)];
    for (at, group) in groups.iter().enumerate() {
        let of = segments.get(group.segment.at()).and_then(|it| it.of);
        if let Some(kinds) = of.and_then(|of| by_kind.get_mut(of.at())) {
            kinds[group.kind as usize].push(model::GroupId::from(at));
        }
    }
    by_kind
}

/// What is told of history, with its sources.
fn history(main: &shape::Scenario) -> Vec<model::HistoryNote> {
    let notes = main.history.iter();
    notes
        .map(|note| model::HistoryNote {
            when: note.when.clone(),
            text: note.text.clone(),
            source: note.source.clone(),
        })
        .collect()
}
