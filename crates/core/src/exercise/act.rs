//! What decisions do: cards are staffed and begin, effects take hold. Must not judge whether a
//! decision was wise.

use super::command::Refusal;
use super::event::What;
use super::orders;
use super::rules::reach::Reach;
use super::rules::work::{self, Staffing};
use super::rules::worm::{self, stop_scanning};
use super::rules::{aid, coordination, downtime, reconnect, stock};
use super::state::{
    Aid, Asked, Bench, CardJob, Host, Mode, Ordered, Patching, Rebuild, StandIn, State, Supplier,
};
use crate::scenario::{
    CardId, Effect, Mins, OrganisationId, Pick, RebuildItem, Scenario, ServiceId, Step, Target,
    Traffic,
};

/// Minutes after which a step can be taken again, and somebody told again: a report is renewed when the
/// picture changes (JESIP asks for a new METHANE then; half an hour is an author's estimate).
const AGAIN_AFTER_MINS: Mins = 30;

/// Minutes by which help comes later to those who said that all was well (author's estimate).
const MISLED_MINS: Mins = 120;
/// Minutes for which that is remembered (author's estimate).
const MISLED_FOR_MINS: Mins = 360;

/// Begins a card, or says why it can't begin.
///
/// # Errors
/// A refusal in words.
pub fn begin(
    scenario: &Scenario,
    reach: &Reach,
    state: &mut State,
    of: OrganisationId,
    card: CardId,
    target: Option<Target>,
) -> Result<u32, Refusal> {
    let model = &scenario.cards[card.at()];
    if let Some(why) = already(scenario, state, of, &model.effects, target) {
        return Err(why);
    }
    let in_work = state
        .card_jobs
        .iter()
        .any(|job| job.of == of && job.card == card && job.target == target);
    // Several clinicians can each look at a cut.
    if in_work && !orders::is_signature(&model.effects) {
        return Err(Refusal::Already {
            what: format!("“{}” is in hand", named(scenario, card, target)),
        });
    }
    let slower = |skill| coordination::slower_for(scenario, reach, state, of, skill);
    match work::staff(scenario, state, of, &model.work, slower) {
        Staffing::Short(crew, wanted, free, at_work) => Err(no_crew(
            scenario,
            state,
            &model.title,
            crew,
            wanted,
            free,
            at_work,
        )),
        Staffing::Found(people, done) => {
            for (crew, count, _) in &people {
                state.crews[crew.at()].on_cards += count;
            }
            let done = done + model.delay_mins;
            state.card_jobs.push(CardJob {
                card,
                target,
                people,
                done,
                ordered: state.minute,
                of,
            });
            Ok(done)
        }
    }
}

fn no_crew(
    scenario: &Scenario,
    state: &State,
    title: &str,
    crew: crate::scenario::CrewId,
    wanted: u32,
    free: u32,
    at_work: u32,
) -> Refusal {
    let back = state
        .card_jobs
        .iter()
        .flat_map(|job| &job.people)
        .filter(|(id, _, until)| *id == crew && *until > state.minute)
        .map(|(_, _, until)| *until)
        .min();
    Refusal::NoCrew {
        title: title.to_owned(),
        wanted,
        crew: scenario.crews[crew.at()].name.clone(),
        free,
        at_work,
        back: match back {
            Some(until) => format!(
                "; the next are back at {}",
                scenario.clock(u64::from(until) * 60)
            ),
            None => "; more can be called in".to_owned(),
        },
    }
}

/// A card with its target, as the log has it.
pub fn named(scenario: &Scenario, card: CardId, target: Option<Target>) -> String {
    let card = &scenario.cards[card.at()];
    match target {
        Some(target) => card
            .logged
            .replace("{target}", scenario.target_name(target)),
        None => card.logged.clone(),
    }
}

/// Why some effects would change nothing, if all of them would.
fn already(
    scenario: &Scenario,
    state: &State,
    of: OrganisationId,
    effects: &[Effect],
    target: Option<Target>,
) -> Option<Refusal> {
    let mut first = None;
    for effect in effects {
        let what = idle(scenario, state, of, effect, target)?;
        first.get_or_insert(what);
    }
    first.map(|what| Refusal::Already { what })
}

macro_rules! picked {
    ($pick:expr, $target:expr, $kind:ident) => {
        match ($pick, $target) {
            (Pick::This(id), _) => Some(*id),
            (Pick::Target, Some(Target::$kind(id))) => Some(id),
            _ => None,
        }
    };
}

/// What makes an effect idle, in words; nothing if it would change something.
fn idle(
    scenario: &Scenario,
    state: &State,
    of: OrganisationId,
    effect: &Effect,
    target: Option<Target>,
) -> Option<String> {
    let network = &state.network;
    let facts = &state.facts;
    match effect {
        Effect::IsolateSegment(pick) => {
            let id = picked!(pick, target, Segment)?;
            network.isolated[id.at()]
                .map(|_| format!("{} is isolated", scenario.segments[id.at()].name))
        }
        Effect::RejoinSegment(pick) => {
            let id = picked!(pick, target, Segment)?;
            network.isolated[id.at()]
                .is_none()
                .then(|| format!("{} is connected", scenario.segments[id.at()].name))
        }
        Effect::CutLink(pick) => {
            let id = picked!(pick, target, Link)?;
            network.cut[id.at()].map(|_| format!("{} is cut", scenario.links[id.at()].name))
        }
        Effect::RestoreLink(pick) => {
            let id = picked!(pick, target, Link)?;
            network.cut[id.at()]
                .is_none()
                .then(|| format!("{} is open", scenario.links[id.at()].name))
        }
        Effect::MailOff => network.mail_off[of].then(|| "E-mail is off".to_owned()),
        Effect::MailOn => (!network.mail_off[of]).then(|| "E-mail is on".to_owned()),
        Effect::SinkholeDomain => {
            network.sinkhole[of].then(|| "The trust answers for that address".to_owned())
        }
        Effect::BlockDomain => {
            network.domain_blocked[of].then(|| "That address is blocked".to_owned())
        }
        Effect::GoToPaper(pick) => {
            let id = picked!(pick, target, Service)?;
            let name = &scenario.services[id.at()].name;
            match state.services[id.at()].mode {
                Mode::Screens => None,
                Mode::Mobilising { .. } => Some(format!("{name} is getting paper ready")),
                Mode::Paper { .. } => Some(format!("{name} is on paper")),
            }
        }
        Effect::BackToScreens(pick) => {
            let id = picked!(pick, target, Service)?;
            (state.services[id.at()].mode == Mode::Screens)
                .then(|| format!("{} is on its screens", scenario.services[id.at()].name))
        }
        Effect::Divert(pick) => {
            let id = picked!(pick, target, Pathway)?;
            state.patients.diverted[id.at()]
                .map(|_| format!("{} is diverted", scenario.pathways[id.at()].name))
        }
        Effect::EndDivert(pick) => {
            let id = picked!(pick, target, Pathway)?;
            state.patients.diverted[id.at()]
                .is_none()
                .then(|| format!("{} comes here", scenario.pathways[id.at()].name))
        }
        Effect::Declare(level) => facts.declared[of]
            .iter()
            .any(|(declared, _)| declared == level)
            .then(|| format!("A {} is declared", level.words().to_lowercase())),
        Effect::Notify(pick) => {
            let id = picked!(pick, target, Body)?;
            facts.notified[of]
                .get(&id.0)
                .is_some_and(|[_, last]| state.minute < last + AGAIN_AFTER_MINS)
                .then(|| format!("{} has been told", scenario.bodies[id.at()].name))
        }
        Effect::OpenOutOfBand => {
            facts.out_of_band[of].map(|_| "The out-of-band channel is open".to_owned())
        }
        Effect::EngageSupplier { system, .. } => {
            let id = picked!(system, target, System)?;
            work::engaged(state, id).then(|| {
                format!(
                    "The supplier of {} is engaged",
                    scenario.systems[id.at()].name
                )
            })
        }
        Effect::ProtectUrgent => {
            state.patients.protect_urgent[of].map(|_| "Urgent patients come first".to_owned())
        }
        Effect::RedeployToEd => state.patients.redeployed[of]
            .then(|| "Staff have been moved to the emergency department".to_owned()),
        Effect::Mark(step) => {
            let lately = facts.marked[of]
                .get(step)
                .is_some_and(|[_, last]| state.minute < last + AGAIN_AFTER_MINS);
            // A signature is for one cut; the next needs its own.
            let used = *step == Step::ClinicalSignOff && facts.signatures[of].is_empty();
            (lately && !used).then(|| "That step has been taken".to_owned())
        }
        Effect::OrderStock { service, .. } => {
            let id = picked!(service, target, Service)?;
            let name = scenario.services[id.at()].stock.as_ref();
            ordered_lately(state, id).then(|| {
                format!(
                    "{} were ordered less than a day ago, and the supplier has one shelf for all",
                    name.map_or("Supplies", |it| it.name.as_str())
                )
            })
        }
        Effect::TryKey(id) => state.threats.extortions[id.at()]
            .wanted
            .then(|| "It is tried already".to_owned()),
        Effect::StandDown => facts.stood_down[of].map(|_| "The incident is stood down".to_owned()),
        _ => None,
    }
}

/// Whether more of what a service keeps was ordered within a day.
fn ordered_lately(state: &State, service: ServiceId) -> bool {
    let last = state.services[service.at()].ordered.last();
    last.is_some_and(|(at, ..)| state.minute < at + stock::ORDERS_EVERY)
}

/// Lets effects take hold, of a decision of one organisation: what they do to a whole trust, they do
/// to it alone. What no longer applies changes nothing.
pub fn take_hold(
    scenario: &Scenario,
    reach: &Reach,
    state: &mut State,
    of: OrganisationId,
    effects: &[Effect],
    target: Option<Target>,
    events: &mut Vec<What>,
) {
    for effect in effects {
        one(scenario, reach, state, of, effect, target, events);
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm an effect; each is short and they belong side by side"
)]
fn one(
    scenario: &Scenario,
    reach: &Reach,
    state: &mut State,
    of: OrganisationId,
    effect: &Effect,
    target: Option<Target>,
    events: &mut Vec<What>,
) {
    let now = state.minute;
    match effect {
        Effect::IsolateSegment(pick) => {
            if let Some(id) = picked!(pick, target, Segment) {
                state.network.isolated[id.at()].get_or_insert(now);
                ordered(state, Ordered::Isolated(id));
            }
        }
        Effect::RejoinSegment(pick) => {
            if let Some(id) = picked!(pick, target, Segment) {
                if reconnect::checked(state, of) {
                    reconnect::department(scenario, state, id);
                }
                state.network.isolated[id.at()] = None;
            }
        }
        Effect::CutLink(pick) => {
            if let Some(id) = picked!(pick, target, Link) {
                state.network.cut[id.at()].get_or_insert(now);
                ordered(state, Ordered::Cut(id));
            }
        }
        Effect::RestoreLink(pick) => {
            if let Some(id) = picked!(pick, target, Link) {
                if reconnect::checked(state, of) {
                    reconnect::hold(scenario, state, id);
                }
                state.network.cut[id.at()] = None;
            }
        }
        Effect::BlockPort(pick) => {
            if let Some(id) = picked!(pick, target, Link) {
                state.network.port_blocked[id.at()].get_or_insert(now);
                ordered(state, Ordered::Port(id));
                state.network.held[id.at()] = false;
            }
        }
        Effect::BlockPortAtEdge | Effect::BlockPortEverywhere => {
            for (at, link) in scenario.links.iter().enumerate() {
                let edge = scenario.segments[link.from.at()].outside
                    || scenario.segments[link.to.at()].outside;
                if link.carries[Traffic::Smb as usize]
                    && touches(scenario, at, of)
                    && (edge || *effect == Effect::BlockPortEverywhere)
                {
                    state.network.port_blocked[at].get_or_insert(now);
                    ordered(state, Ordered::Port(at.into()));
                    state.network.held[at] = false;
                }
            }
        }
        Effect::UnblockPorts => {
            let checked = reconnect::checked(state, of);
            for at in 0..scenario.links.len() {
                if state.network.port_blocked[at].is_some() && touches(scenario, at, of) {
                    let stays = checked && !reconnect::safe(scenario, state, at.into());
                    if !stays {
                        state.network.port_blocked[at] = None;
                    }
                    state.network.held[at] = stays;
                }
            }
        }
        Effect::MailOff => state.network.mail_off[of] = true,
        Effect::MailOn => state.network.mail_off[of] = false,
        Effect::BlockDomain => state.network.domain_blocked[of] = true,
        Effect::AllowDomain => state.network.domain_blocked[of] = false,
        Effect::SinkholeDomain => state.network.sinkhole[of] = true,
        Effect::UnplugInfected(pick) => {
            if let Some(id) = picked!(pick, target, Segment) {
                unplug(scenario, state, id.at());
            }
        }
        Effect::PowerOff(pick) => {
            if let Some(id) = picked!(pick, target, Segment) {
                power_off(scenario, state, id.at());
            }
        }
        Effect::PowerOn(pick) => {
            if let Some(id) = picked!(pick, target, Segment) {
                if reconnect::checked(state, of) {
                    reconnect::department(scenario, state, id);
                }
                power_on(scenario, reach, state, id.at());
                if reconnect::checked(state, of) {
                    for link in &scenario.segments[id.at()].links {
                        reconnect::hold(scenario, state, *link);
                    }
                }
            }
        }
        Effect::Patch { segment, people } => {
            if let Some(id) = picked!(segment, target, Segment) {
                state.patching.retain(|job| job.segment != id);
                state.patching.push(Patching {
                    segment: id,
                    people: *people,
                    done: 0.0,
                });
            }
        }
        Effect::Rebuild { order, people } => {
            let order: Vec<RebuildItem> = order
                .iter()
                .filter_map(|pick| match (pick, target) {
                    (Pick::This(item), _) => Some(*item),
                    (Pick::Target, Some(Target::System(id))) => Some(RebuildItem::System(id)),
                    (Pick::Target, Some(Target::Segment(id))) => Some(RebuildItem::Segment(id)),
                    _ => None,
                })
                .collect();
            rebuild(scenario, state, of, &order, *people);
        }
        Effect::StopWork => work::stop(scenario, state, of),
        Effect::GoToPaper(pick) => {
            if let Some(id) = picked!(pick, target, Service) {
                to_paper(scenario, state, id);
            }
        }
        Effect::AllToPaper => {
            for (at, service) in scenario.services.iter().enumerate() {
                if service.of == of {
                    to_paper(scenario, state, at.into());
                }
            }
        }
        Effect::BackToScreens(pick) => {
            if let Some(id) = picked!(pick, target, Service) {
                state.services[id.at()].mode = Mode::Screens;
            }
        }
        Effect::Divert(pick) => {
            if let Some(id) = picked!(pick, target, Pathway) {
                state.patients.diverted[id.at()].get_or_insert(now);
                ordered(state, Ordered::Diverted(id));
            }
        }
        Effect::EndDivert(pick) => {
            if let Some(id) = picked!(pick, target, Pathway) {
                state.patients.diverted[id.at()] = None;
            }
        }
        Effect::Cancel { flow, hours } => {
            if let Some(id) = picked!(flow, target, Flow) {
                let until = now + hours * 60;
                let cancelled = &mut state.patients.cancelled_until[id.at()];
                *cancelled = (*cancelled).max(until);
            }
        }
        Effect::Resume(pick) => {
            if let Some(id) = picked!(pick, target, Flow) {
                state.patients.cancelled_until[id.at()] = 0;
            }
        }
        Effect::ProtectUrgent => {
            state.patients.protect_urgent[of].get_or_insert(now);
        }
        Effect::RedeployToEd => state.patients.redeployed[of] = true,
        Effect::Declare(level) => {
            let declared = &mut state.facts.declared[of];
            if !declared.iter().any(|(declared, _)| declared == level) {
                declared.push((*level, now));
                events.push(What::Declared {
                    level: *level,
                    of: scenario.named_if_several(of),
                });
            }
        }
        Effect::Notify(pick) => {
            if let Some(id) = picked!(pick, target, Body) {
                let told = &mut state.facts.notified[of];
                told.entry(id.0).or_insert([now, now])[1] = state.ordered_at.unwrap_or(now);
                events.push(What::Notified {
                    body: scenario.bodies[id.at()].id.clone(),
                    of: scenario.named_if_several(of),
                });
            }
        }
        Effect::OpenOutOfBand => {
            state.facts.out_of_band[of].get_or_insert(now);
            ordered(state, Ordered::OutOfBand(of));
        }
        Effect::Broadcast => {
            state.facts.broadcast[of].get_or_insert(now);
        }
        Effect::MutualAid {
            crew,
            people,
            arrive_mins,
            stay_hours,
        } => {
            if let Some(id) = picked!(crew, target, Crew) {
                let asked = Asked {
                    crew: id,
                    people: *people,
                    arrive_mins: arrive_mins + held_back(state, of),
                    stay_mins: stay_hours * 60,
                    of,
                    at: now,
                };
                aid::ask(scenario, state, asked, events);
            }
        }
        Effect::CallIn {
            crew,
            arrive_mins,
            stay_hours,
        } => {
            if let Some(id) = picked!(crew, target, Crew) {
                let from = now + arrive_mins;
                state.aid.push(Aid {
                    crew: id,
                    people: scenario.crews[id.at()].people,
                    from,
                    until: from + stay_hours * 60,
                    own: true,
                });
            }
        }
        Effect::EngageSupplier {
            system,
            arrive_mins,
            people,
        } => {
            if let Some(id) = picked!(system, target, System)
                && !work::engaged(state, id)
            {
                state.suppliers.push(Supplier {
                    system: id,
                    from: now + arrive_mins,
                    people: *people,
                    bench: Bench::default(),
                });
            }
        }
        Effect::Mark(step) => {
            let marked = &mut state.facts.marked[of];
            let first = !marked.contains_key(step);
            marked.entry(*step).or_insert([now, now])[1] = state.ordered_at.unwrap_or(now);
            if *step == Step::ClinicalSignOff {
                orders::sign(state, of);
            }
            if first && *step == Step::CancellationsCounted {
                downtime::list_begun(state, of);
            }
            events.push(What::Marked {
                step: *step,
                of: scenario.named_if_several(of),
            });
        }
        Effect::StandIn {
            system,
            share,
            hours,
        } => {
            if let Some(id) = picked!(system, target, System) {
                state.threats.stand_ins.push(StandIn {
                    system: id,
                    thousandths: *share,
                    until: now + hours * 60,
                });
            }
        }
        Effect::TakeStaff {
            service,
            share,
            hours,
        } => {
            if let Some(id) = picked!(service, target, Service) {
                state.services[id.at()]
                    .away
                    .push((*share, now + hours * 60));
            }
        }
        Effect::OrderStock {
            service,
            amount,
            arrive_mins,
        } => {
            if let Some(id) = picked!(service, target, Service)
                && !ordered_lately(state, id)
            {
                let arrives = now + (*arrive_mins).max(1);
                state.services[id.at()]
                    .ordered
                    .push((now, *amount, arrives));
            }
        }
        Effect::TryKey(id) => state.threats.extortions[id.at()].wanted = true,
        Effect::StandDown => {
            if state.facts.stood_down[of].is_none() {
                state.facts.stood_down[of] = Some(now);
                aid::leaves(scenario, state, of);
                events.push(What::StoodDown {
                    of: scenario.named_if_several(of),
                });
            }
        }
        Effect::Nothing => {}
    }
}

/// Minutes by which others' help comes later: [`MISLED_MINS`] if they were told within the last six
/// hours that all was well though it was not; they look for themselves first.
fn held_back(state: &State, of: OrganisationId) -> Mins {
    let misled = state.facts.reports[of].misled;
    if misled.is_some_and(|at| state.minute < at + MISLED_FOR_MINS) {
        MISLED_MINS
    } else {
        0
    }
}

/// Notes when a state that takes hold now was ordered: what was ordered before it could be known earns
/// nothing, whenever it takes hold.
fn ordered(state: &mut State, what: Ordered) {
    let at = state.ordered_at.unwrap_or(state.minute);
    let all = &mut state.facts.ordered;
    all.retain(|(other, _)| *other != what);
    all.push((what, at));
}

/// Whether a link is an organisation's: one of its ends is.
fn touches(scenario: &Scenario, link: usize, of: OrganisationId) -> bool {
    let link = &scenario.links[link];
    !scenario.several()
        || [link.from, link.to]
            .iter()
            .any(|end| scenario.segments[end.at()].of == Some(of))
}

/// Gives an order of rebuilding to those whose it is, even if others order it. What several own goes
/// to each of them; each rebuilds its own part.
fn rebuild(
    scenario: &Scenario,
    state: &mut State,
    of: OrganisationId,
    order: &[RebuildItem],
    people: u32,
) {
    let owner = |item: &RebuildItem| match item {
        RebuildItem::System(id) => scenario.system_of(*id),
        RebuildItem::Segment(id) => scenario.segments[id.at()].of,
    };
    let mut owners: Vec<OrganisationId> = Vec::new();
    for whose in order.iter().filter_map(owner) {
        if !owners.contains(&whose) {
            owners.push(whose);
        }
    }
    if owners.is_empty() {
        owners.push(of);
    }
    for whose in owners {
        let order = order
            .iter()
            .filter(|item| owner(item).is_none_or(|it| it == whose))
            .copied()
            .collect();
        // Hosts in work stay in work; only what comes next changes.
        let (desktops, servers) = match state.rebuild[whose].take() {
            Some(job) => (job.desktops, job.servers),
            None => (Bench::default(), Bench::default()),
        };
        state.rebuild[whose] = Some(Rebuild {
            order,
            people,
            desktops,
            servers,
        });
    }
}

fn to_paper(scenario: &Scenario, state: &mut State, id: ServiceId) {
    let model = &scenario.services[id.at()];
    let planned = downtime::planned(state, model.of, state.minute);
    let service = &mut state.services[id.at()];
    if service.mode == Mode::Screens {
        service.mode = Mode::Mobilising {
            ready: state.minute + downtime::mobilises(&model.paper, planned),
        };
    }
}

/// Pulls the cable of hosts that are seen to be locked; silent ones too where monitoring shows
/// them.
fn unplug(scenario: &Scenario, state: &mut State, segment: usize) {
    let segment = &scenario.segments[segment];
    for id in &segment.groups {
        let group = &mut state.groups[id.at()];
        let dirty = group.dirty();
        let mut taken = group.get(Host::Locked);
        group.shift(Host::Locked, Host::Unplugged, taken);
        if segment.monitored {
            taken += group.shift(Host::Infected, Host::Unplugged, u32::MAX);
        }
        stop_scanning(group, taken, dirty);
    }
}

fn power_off(scenario: &Scenario, state: &mut State, segment: usize) {
    for id in &scenario.segments[segment].groups {
        let group = &mut state.groups[id.at()];
        for (from, to) in [
            (Host::Patched, Host::OffPatched),
            (Host::Restored, Host::OffPatched),
            (Host::Vulnerable, Host::OffVulnerable),
            (Host::Crashed, Host::OffVulnerable),
            (Host::Infected, Host::OffInfected),
            (Host::Locked, Host::OffLocked),
            (Host::Dormant, Host::OffDormant),
        ] {
            group.shift(from, to, u32::MAX);
        }
        group.scanning = 0;
        group.quiet_at.clear();
    }
}

/// Switches hosts on. What was locked is locked. A worm that starts again asks the kill-switch
/// domain again: where it is answered the host is dormant, elsewhere it is back, silent and
/// scanning.
fn power_on(scenario: &Scenario, reach: &Reach, state: &mut State, segment: usize) {
    let now = state.minute;
    let answered = worm::kill_switch_answers(scenario, reach, &state.network, segment, now);
    for id in &scenario.segments[segment].groups {
        let group = &mut state.groups[id.at()];
        group.shift(Host::OffPatched, Host::Patched, u32::MAX);
        group.shift(Host::OffVulnerable, Host::Vulnerable, u32::MAX);
        let mut scanning = 0;
        for off in [Host::OffInfected, Host::OffDormant] {
            if answered {
                group.shift(off, Host::Dormant, u32::MAX);
            } else {
                scanning += group.shift(off, Host::Infected, u32::MAX);
            }
        }
        let locked = group.shift(Host::OffLocked, Host::Locked, u32::MAX);
        if !answered {
            scanning += locked;
        }
        worm::begin_scanning(&scenario.worm, group, scanning, now);
    }
}
