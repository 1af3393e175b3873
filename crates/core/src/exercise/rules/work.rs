//! People at work: action cards, patching, rebuilding, suppliers.
//!
//! Cards come first: their people are bound until they are done. Whoever is left patches and
//! rebuilds, in the order that was agreed; where none was, whoever shouts loudest comes first. What is
//! down comes before what works; a machine in which the worm was stopped at once goes on working, as
//! a new one is built beside it. A crew that has worked longer than its fresh hours slows: pace
//! `max(0.5, 1 − fatigue × hours beyond)`; an idle minute takes one worked minute back, and fresh
//! people share the strain of those they join. Ward staff strain while a service is on paper, or has lost much. A person
//! works on one host at a time. Must not decide what is worth doing.

use crate::exercise::event::What;
use crate::exercise::rules::quiet::stop_scanning;
use crate::exercise::state::{Bench, DIRTY, Group, Host, InWork, Mode, State};
use crate::scenario::{
    CrewId, GroupId, HostKind, Mins, OrganisationId, RebuildItem, Scenario, SegmentId, Skill, Step,
    SystemId, WhenHit,
};

/// Minutes of rest after which somebody who was called in is fresh: the eleven hours of daily rest
/// of the Working Time Regulations 1998.
const REST_MINS: Mins = 660;
/// The share of a service's screens and systems whose loss strains ward staff (author's estimate).
const STRAINS_FROM: f64 = 0.25;
/// No crew slows to less than this share of its pace (author's estimate).
const SLOWEST: f64 = 0.5;
/// Counts who is at work in this minute.
pub fn roster(scenario: &Scenario, state: &mut State, events: &mut Vec<What>) {
    super::aid::step(scenario, state);
    let now = state.minute;
    let hour = scenario.calendar_hour(now);
    let before = scenario.calendar_hour(now.saturating_sub(1));
    for (at, model) in scenario.crews.iter().enumerate() {
        hand_over(scenario, state, at, [before, hour]);
        let on_shift = model.at_work_by_hour.get(hour).copied().unwrap_or(0);
        let mut own = on_shift;
        let mut others = 0;
        for aid in &state.aid {
            if aid.crew.at() != at || aid.from > now || aid.until <= now {
                continue;
            }
            if aid.own {
                own += aid.people;
            } else {
                others += aid.people;
            }
        }
        let arriving = state
            .aid
            .iter()
            .any(|aid| aid.crew.at() == at && aid.from == now);
        let crew = &mut state.crews[at];
        let before = crew.at_work;
        crew.at_work = own.min(model.people) + others;
        if arriving && crew.at_work > before {
            events.push(What::Arrived {
                crew: model.id.clone(),
                people: crew.at_work - before,
            });
        }
        crew.on_cards = state
            .card_jobs
            .iter()
            .flat_map(|job| &job.people)
            .filter(|(id, _, until)| id.at() == at && *until > now)
            .map(|(_, people, _)| people)
            .sum();
        crew.on_jobs = 0;
    }
}

/// Lets fresh people share the strain of those they join: a shift that begins, unless some of the crew
/// were called in and have not had [`REST_MINS`] since, and people of others who arrive. Of a strain
/// `s` of `n` people, `m` fresh ones leave `s × n ÷ (n + m)`. The hours are those of the calendar, of the
/// minute before and of this one.
fn hand_over(scenario: &Scenario, state: &mut State, at: usize, [before, hour]: [usize; 2]) {
    let now = state.minute;
    if hour == before && state.aid.is_empty() {
        return;
    }
    let ours = || state.aid.iter().filter(|aid| aid.crew.at() == at);
    let mut fresh: u32 = ours()
        .filter(|aid| !aid.own && aid.from == now)
        .map(|aid| aid.people)
        .sum();
    let kept = ours().any(|aid| aid.own && aid.from <= now && now < aid.until + REST_MINS);
    if hour != before && !kept {
        let shift = |hour: usize| {
            let by_hour = &scenario.crews[at].at_work_by_hour;
            by_hour.get(hour).copied().unwrap_or(0)
        };
        fresh += shift(hour).saturating_sub(shift(before));
    }
    let crew = &mut state.crews[at];
    let all = crew.at_work + fresh;
    if fresh > 0 && all > 0 {
        let left = u64::from(crew.strained_mins) * u64::from(crew.at_work) / u64::from(all);
        crew.strained_mins = u32::try_from(left).unwrap_or(crew.strained_mins);
    }
}

/// The pace of a crew, as a share of a fresh one's.
pub fn pace(scenario: &Scenario, state: &State, crew: CrewId) -> f64 {
    let model = &scenario.crews[crew.at()];
    let fresh = model.fresh_hours * 60;
    let beyond = f64::from(state.crews[crew.at()].strained_mins.saturating_sub(fresh)) / 60.0;
    (1.0 - model.fatigue_per_hour * beyond).max(SLOWEST)
}

/// One minute of patching, rebuilding and suppliers' work. Returns the segments in which any host
/// changed, some more than once.
pub fn step(scenario: &Scenario, state: &mut State) -> Vec<SegmentId> {
    let mut changed = Vec::new();
    patch(scenario, state, &mut changed);
    for of in scenario.organisation_ids() {
        rebuild_of(scenario, state, of, &mut changed);
    }
    suppliers(scenario, state, &mut changed);
    for (crew, model) in state.crews.iter_mut().zip(&scenario.crews) {
        let on_the_ward = model.skill == Skill::Wards
            && state
                .services
                .iter()
                .zip(&scenario.services)
                .any(|(it, service)| {
                    service.of == model.of
                        && (matches!(it.mode, Mode::Paper { .. }) || it.lost > STRAINS_FROM)
                });
        if crew.on_cards + crew.on_jobs > 0 || on_the_ward {
            crew.strained_mins += 1;
        } else {
            crew.strained_mins = crew.strained_mins.saturating_sub(1);
        }
    }
    changed
}

/// Takes up to so many free people of a skill for this minute, and says what they get done, in
/// minutes of a fresh person, and how many they are.
fn take(
    scenario: &Scenario,
    state: &mut State,
    of: OrganisationId,
    skill: Skill,
    wanted: u32,
) -> (f64, u32) {
    let mut pace_sum = 0.0;
    let mut heads = 0;
    let mut wanted = wanted;
    for (at, model) in scenario.crews.iter().enumerate() {
        if model.skill != skill || model.of != of {
            continue;
        }
        let pace = pace(scenario, state, at.into());
        let crew = &mut state.crews[at];
        let free = crew.at_work.saturating_sub(crew.on_cards + crew.on_jobs);
        let taken = free.min(wanted);
        crew.on_jobs += taken;
        wanted -= taken;
        heads += taken;
        pace_sum += f64::from(taken) * pace;
    }
    (pace_sum, heads)
}

fn patch(scenario: &Scenario, state: &mut State, changed: &mut Vec<SegmentId>) {
    for at in 0..state.patching.len() {
        let people = state.patching[at].people;
        if !to_patch(
            scenario,
            state,
            state.patching[at].segment,
            &[Host::Vulnerable],
        ) {
            continue;
        }
        let of = scenario.segments[state.patching[at].segment.at()].of;
        let of = of.unwrap_or(OrganisationId(0));
        let (work, _) = take(scenario, state, of, Skill::Desktop, people);
        let job = &mut state.patching[at];
        job.done += work;
        let mut hosts = (job.done / scenario.pace.patch_mins) as u32;
        job.done -= f64::from(hosts) * scenario.pace.patch_mins;
        for id in &scenario.segments[job.segment.at()].groups {
            if scenario.groups[id.at()].kind == HostKind::Device {
                continue;
            }
            let moved = state.groups[id.at()].shift(Host::Vulnerable, Host::Patched, hosts);
            hosts -= moved;
            if moved > 0 {
                changed.push(job.segment);
            }
        }
    }
    // Hosts that are down for the moment will want the patch when they are back.
    let wanting = [Host::Vulnerable, Host::Crashed, Host::OffVulnerable];
    let mut jobs = std::mem::take(&mut state.patching);
    jobs.retain(|job| to_patch(scenario, state, job.segment, &wanting));
    state.patching = jobs;
}

/// Whether a segment has machines in any of these states that the trust's own people can patch.
fn to_patch(scenario: &Scenario, state: &State, segment: SegmentId, hosts: &[Host]) -> bool {
    scenario.segments[segment.at()].groups.iter().any(|id| {
        let patchable = !matches!(scenario.groups[id.at()].when_hit, WhenHit::Immune);
        scenario.groups[id.at()].kind != HostKind::Device
            && patchable
            && hosts
                .iter()
                .any(|host| state.groups[id.at()].get(*host) > 0)
    })
}

/// One minute of one organisation's rebuilding.
fn rebuild_of(
    scenario: &Scenario,
    state: &mut State,
    of: OrganisationId,
    changed: &mut Vec<SegmentId>,
) {
    let Some(mut job) = state.rebuild[of].take() else {
        return;
    };
    for (kind, skill) in [
        (HostKind::Desktop, Skill::Desktop),
        (HostKind::Server, Skill::Servers),
    ] {
        let bench = match kind {
            HostKind::Server => &mut job.servers,
            _ => &mut job.desktops,
        };
        let order = &job.order;
        let has_work =
            !bench.in_work.is_empty() || next(scenario, state, of, order, kind, bench).is_some();
        if !has_work {
            continue;
        }
        let (work, heads) = take(scenario, state, of, skill, job.people);
        let next = |state: &State, bench: &Bench| next(scenario, state, of, order, kind, bench);
        bench_step(state, scenario, bench, (work, heads), changed, next);
    }
    state.rebuild[of] = Some(job);
}

fn suppliers(scenario: &Scenario, state: &mut State, changed: &mut Vec<SegmentId>) {
    let mut jobs = std::mem::take(&mut state.suppliers);
    for job in &mut jobs {
        if job.from > state.minute {
            continue;
        }
        let system = job.system;
        let work = f64::from(job.people);
        let next = |state: &State, bench: &Bench| {
            let mut groups = scenario.systems[system.at()].groups.iter().copied();
            groups.find(|id| has_dirty(&state.groups[id.at()], || bench.beside(*id)))
        };
        let bench = &mut job.bench;
        bench_step(state, scenario, bench, (work, job.people), changed, next);
    }
    state.suppliers = jobs;
}

/// One minute of work on single hosts by so many people: the work is shared among the hosts in work,
/// one a person.
fn bench_step(
    state: &mut State,
    scenario: &Scenario,
    bench: &mut Bench,
    (work, people): (f64, u32),
    changed: &mut Vec<SegmentId>,
    mut next: impl FnMut(&State, &Bench) -> Option<GroupId>,
) {
    while bench.in_work.len() < people as usize {
        let Some(id) = next(state, bench) else {
            break;
        };
        let beside = take_up(&mut state.groups[id.at()], bench.beside(id));
        let mins = match scenario.groups[id.at()].kind {
            HostKind::Desktop => scenario.pace.rebuild_desktop_mins,
            HostKind::Server => scenario.pace.rebuild_server_mins,
            HostKind::Device => scenario.pace.rebuild_device_mins,
        } * pace_of(scenario, state, scenario.groups[id.at()].kind);
        bench.in_work.push_back(InWork {
            group: id,
            to_go: mins,
            beside,
        });
        changed.push(scenario.groups[id.at()].segment);
    }
    // Whole people on the first hosts: a half-staffed bench finishes some before others.
    let mut left = work;
    for host in &mut bench.in_work {
        if left <= 0.0 {
            break;
        }
        let share = left.min(1.0);
        host.to_go -= share;
        left -= share;
    }
    bench.in_work.retain(|host| {
        let done = host.to_go <= 0.0;
        if done {
            let from = if host.beside {
                Host::Dormant
            } else {
                Host::Rebuilding
            };
            state.groups[host.group.at()].shift(from, Host::Restored, 1);
            changed.push(scenario.groups[host.group.at()].segment);
        }
        !done
    });
}

/// Whether a group has hosts to rebuild, beyond so many that work while a new one is built beside them.
fn has_dirty(group: &Group, beside: impl FnOnce() -> u32) -> bool {
    let dirty = group.to_rebuild();
    dirty > 0 && dirty > beside()
}

/// Whether a group has hosts that don't work, or that spread the worm.
pub fn is_down(group: &Group) -> bool {
    group.down() > 0
}

/// Takes one host of a group into work, of which so many are in work already that go on working.
/// Returns whether this one does: a new one is built beside it.
fn take_up(group: &mut Group, beside: u32) -> bool {
    for host in DIRTY {
        let taken = if host == Host::Dormant { beside } else { 0 };
        if group.get(host) > taken {
            if host == Host::Dormant {
                return true;
            }
            if matches!(host, Host::Infected | Host::Locked) {
                stop_scanning(group, 1, group.dirty());
            }
            group.shift(host, Host::Rebuilding, 1);
            return false;
        }
    }
    false
}

/// The group of an organisation that comes next for rebuilding.
fn next(
    scenario: &Scenario,
    state: &State,
    of: OrganisationId,
    order: &[RebuildItem],
    kind: HostKind,
    bench: &Bench,
) -> Option<GroupId> {
    let first = |wanted: &dyn Fn(&GroupId) -> bool| {
        if !scenario.by_kind[of.at()][kind as usize].iter().any(wanted) {
            return None;
        }
        let wanted = |id: &GroupId| {
            let model = &scenario.groups[id.at()];
            model.kind == kind && scenario.segments[model.segment.at()].of == Some(of) && wanted(id)
        };
        if followed(scenario, state, of, order) {
            first_in(scenario, order, wanted)
        } else {
            loudest(scenario, state, of, wanted)
        }
    };
    // Machines whose only fault is a stopped worm still work: they wait until the rest are back.
    first(&|id| is_down(&state.groups[id.at()]))
        .or_else(|| first(&|id| has_dirty(&state.groups[id.at()], || bench.beside(*id))))
}

/// Whether crews keep to an order of rebuilding: one that was agreed, or that names one thing only.
/// Where the scenario has no way to agree on one, they keep to any.
fn followed(scenario: &Scenario, state: &State, of: OrganisationId, order: &[RebuildItem]) -> bool {
    order.len() <= 1
        || !scenario.steps.contains(&Step::RestoreOrder)
        || state.facts.marked[of].contains_key(&Step::RestoreOrder)
}

/// The group that comes first where no order was agreed: of the department that shouts loudest, the
/// one with the most reported locked machines that still has such a group. Of equals the first.
fn loudest(
    scenario: &Scenario,
    state: &State,
    of: OrganisationId,
    wanted: impl Fn(&GroupId) -> bool,
) -> Option<GroupId> {
    let mut best = None;
    for id in &scenario.theirs[of.at()] {
        let segment = &scenario.segments[id.at()];
        let Some(first) = segment.groups.iter().copied().find(&wanted) else {
            continue;
        };
        let loud: u32 = segment
            .groups
            .iter()
            .map(|id| state.groups[id.at()].known_locked)
            .sum();
        if best.is_none_or(|(most, _)| loud > most) {
            best = Some((loud, first));
        }
    }
    best.map(|(_, first)| first)
}

/// The first group in an order of which something is so; whatever the order leaves out comes last.
fn first_in(
    scenario: &Scenario,
    order: &[RebuildItem],
    wanted: impl Fn(&GroupId) -> bool,
) -> Option<GroupId> {
    order
        .iter()
        .find_map(|item| match item {
            RebuildItem::System(id) => scenario.systems[id.at()]
                .groups
                .iter()
                .copied()
                .find(&wanted),
            RebuildItem::Segment(id) => scenario.segments[id.at()]
                .groups
                .iter()
                .copied()
                .find(&wanted),
        })
        .or_else(|| (0..scenario.groups.len()).map(GroupId::from).find(&wanted))
}

/// The people a card takes, or why it can't have them.
pub enum Staffing {
    /// Crew, how many, until when; and the minute in which all are done.
    Found(Vec<(CrewId, u32, Mins)>, Mins),
    /// Too few: the crew, wanted, free, at work.
    Short(CrewId, u32, u32, u32),
}

/// Finds people for some work, beginning now.
pub fn staff(
    scenario: &Scenario,
    state: &State,
    of: OrganisationId,
    work: &[(Skill, u32, u32)],
    slower: impl Fn(Skill) -> f64,
) -> Staffing {
    let now = state.minute;
    let mut found: Vec<(CrewId, u32, Mins)> = Vec::new();
    let mut done = now;
    for (skill, wanted, mins) in work {
        let mut best: Option<(CrewId, u32)> = None;
        for (at, model) in scenario.crews.iter().enumerate() {
            if model.skill != *skill || model.of != of {
                continue;
            }
            let taken: u32 = found
                .iter()
                .filter(|(id, ..)| id.at() == at)
                .map(|(_, people, _)| people)
                .sum();
            let crew = &state.crews[at];
            let free = crew.at_work.saturating_sub(crew.on_cards + taken);
            if best.is_none_or(|(_, most)| free > most) {
                best = Some((at.into(), free));
            }
        }
        // The checker sees to it that somebody has every skill that is asked for; in an organisation
        // that has nobody, others do it.
        let Some((crew, free)) = best else {
            continue;
        };
        if free < *wanted {
            return Staffing::Short(crew, *wanted, free, state.crews[crew.at()].at_work);
        }
        let mins = f64::from(*mins) * slower(*skill) / pace(scenario, state, crew);
        let mins = libm::ceil(mins) as Mins;
        found.push((crew, *wanted, now + mins));
        done = done.max(now + mins);
    }
    Staffing::Found(found, done)
}

/// Frees everybody of an organisation who patches or rebuilds; hosts in work go back to be done
/// again.
pub fn stop(scenario: &Scenario, state: &mut State, of: OrganisationId) {
    state
        .patching
        .retain(|job| scenario.segments[job.segment.at()].of != Some(of));
    if let Some(job) = state.rebuild[of].take() {
        let in_work = job.desktops.in_work.into_iter().chain(job.servers.in_work);
        for host in in_work.filter(|host| !host.beside) {
            state.groups[host.group.at()].shift(Host::Rebuilding, Host::Unplugged, 1);
        }
    }
}

/// Whether a supplier is already engaged for a system.
pub fn engaged(state: &State, system: SystemId) -> bool {
    state.suppliers.iter().any(|job| job.system == system)
}

/// How many times as long it takes to rebuild a machine: longer where backups were spoiled, shorter
/// where a key works.
pub fn pace_of(scenario: &Scenario, state: &State, kind: HostKind) -> f64 {
    let spoiled = match kind {
        HostKind::Server => state.threats.servers_slower.unwrap_or(1.0),
        HostKind::Desktop | HostKind::Device => 1.0,
    };
    spoiled * super::extortion::pace(scenario, state)
}
