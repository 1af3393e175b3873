//! What can come true in a scenario: conditions, injects, decision points, each of which may wait for
//! others. Says that something can't only when it is sure. Must not say what is wrong with a file.

use super::super::model::{
    Condition, Effect, Fires, FlowKind, Harm, HostsCondition as Hosts, HostsEffect, InjectId,
    NetworkCondition as Network, NetworkEffect, PatientsCondition as Patients, PatientsEffect,
    Pick, PromptId, ResponseCondition as Response, ResponseEffect, Scenario, SegmentId,
    ServicesCondition as Services, ServicesEffect, StoryCondition as Story, Target, TargetKind,
    ThreatsCondition as Threats, Traffic, WhenHit,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// What can be brought about in a scenario.
pub(super) struct World<'a> {
    scenario: &'a Scenario,
    /// Every effect of a card or option, with the kind of its card's target.
    effects: Vec<(&'a Effect, TargetKind)>,
    /// Vulnerable hosts by segment that the worm can reach.
    vulnerable: Vec<u32>,
    /// What was found of each inject already.
    found: RefCell<Vec<Option<Why>>>,
    /// Whether a circle or a long row was cut on the way: a no from there is not the last word.
    cut: Cell<bool>,
    /// How many conditions may still be looked at.
    left: Cell<u32>,
}

/// So many conditions are looked at; what is left then is taken to be possible.
const LOOKS: u32 = 200_000;

/// Injects that wait for each other in a longer row than this are taken to be possible: no
/// scenario has such a row, and a hostile one must not exhaust the stack.
const LONGEST_ROW: usize = 250;

/// That something can be, or why it can't.
pub(super) type Why = Result<(), String>;

impl<'a> World<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        let mut effects = Vec::new();
        for card in &scenario.cards {
            effects.extend(card.effects.iter().map(|effect| (effect, card.target)));
        }
        for option in scenario.prompts.iter().flat_map(|prompt| &prompt.options) {
            effects.extend(
                option
                    .effects
                    .iter()
                    .map(|effect| (effect, TargetKind::Nothing)),
            );
        }
        Self {
            scenario,
            effects,
            vulnerable: vulnerable(scenario),
            found: RefCell::new(vec![None; scenario.injects.len()]),
            cut: Cell::new(false),
            left: Cell::new(LOOKS),
        }
    }

    pub(super) fn inject(&self, id: InjectId, path: &mut Vec<InjectId>) -> Why {
        if path.contains(&id) {
            self.cut.set(true);
            return Err("it waits for itself, by way of others".to_owned());
        }
        if let Some(found) = &self.found.borrow()[id.at()] {
            return found.clone();
        }
        if path.len() > LONGEST_ROW {
            return Ok(());
        }
        let cut_before = self.cut.replace(false);
        path.push(id);
        let found = match &self.scenario.injects[id.at()].fires {
            Fires::At(_) | Fires::ByHand => Ok(()),
            Fires::When {
                is,
                not_before,
                not_after,
                ..
            } => {
                if not_before > not_after {
                    Err("its span of time ends before it begins".to_owned())
                } else {
                    self.condition(is, path)
                }
            }
            Fires::After { inject, mins } => {
                let earliest = self.earliest(*inject).saturating_add(*mins);
                if earliest > self.scenario.ends_mins {
                    Err("that is after ENDEX".to_owned())
                } else {
                    self.inject(*inject, path)
                }
            }
        };
        path.pop();
        if found.is_ok() || path.is_empty() || !self.cut.get() {
            self.found.borrow_mut()[id.at()] = Some(found.clone());
        }
        self.cut.set(cut_before || self.cut.get());
        found
    }

    /// Minutes before which an inject can't fire.
    fn earliest(&self, mut id: InjectId) -> u32 {
        let mut mins = 0_u32;
        for _ in 0..=LONGEST_ROW {
            match &self.scenario.injects[id.at()].fires {
                Fires::At(at) => return mins.saturating_add(*at),
                Fires::When { not_before, .. } => return mins.saturating_add(*not_before),
                Fires::ByHand => return mins,
                Fires::After { inject, mins: more } => {
                    mins = mins.saturating_add(*more);
                    id = *inject;
                }
            }
        }
        mins
    }

    pub(super) fn asked(&self, id: PromptId, path: &mut Vec<InjectId>) -> Why {
        let by_condition = match &self.scenario.prompts[id.at()].when {
            Some(when) => self.condition(when, path),
            None => Err("no inject opens it and it has no `when`".to_owned()),
        };
        if by_condition.is_ok() {
            return by_condition;
        }
        let mut openers = (0..self.scenario.injects.len())
            .map(InjectId::from)
            .filter(|inject| self.scenario.injects[inject.at()].opens == Some(id))
            .peekable();
        if openers.peek().is_none() {
            return by_condition;
        }
        for opener in openers {
            if !path.contains(&opener) && self.inject(opener, path).is_ok() {
                return Ok(());
            }
        }
        Err("the inject that opens it can never fire".to_owned())
    }

    fn some(&self, what: &str, wanted: impl Fn(&Effect, TargetKind) -> bool) -> Why {
        if self
            .effects
            .iter()
            .any(|(effect, kind)| wanted(effect, *kind))
        {
            Ok(())
        } else {
            Err(format!("no card or option {what}"))
        }
    }

    /// Whether one more condition may be looked at.
    fn looks(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }
}

impl World<'_> {
    /// Whether a condition can ever hold; `path` is the injects on whose way it stands.
    pub(super) fn condition(&self, condition: &Condition, path: &mut Vec<InjectId>) -> Why {
        if !self.looks() {
            return Ok(());
        }
        match condition {
            Condition::Network(it) => self.network(it),
            Condition::Hosts(it) => self.hosts(it),
            Condition::Services(it) => self.services(it),
            Condition::Patients(it) => self.patients(it),
            Condition::Story(it) => self.story(it, path),
            Condition::Response(it) => self.response(it),
            Condition::Threats(it) => self.threats(it, path),
            Condition::Of(_, inner) => self.condition(inner, path),
            Condition::Not(inner) => match **inner {
                Condition::Story(Story::Reached(0)) => Err("that time is always past".to_owned()),
                _ => Ok(()),
            },
            Condition::All(list) => {
                for one in list {
                    self.condition(one, path)?;
                    if excluded(one, list) {
                        return Err("two of its conditions exclude each other".to_owned());
                    }
                }
                Ok(())
            }
            Condition::Any(list) => {
                let mut why = "it lists nothing that could come true".to_owned();
                for one in list {
                    match self.condition(one, path) {
                        Ok(()) => return Ok(()),
                        Err(reason) => why = reason,
                    }
                }
                Err(why)
            }
        }
    }

    fn network(&self, condition: &Network) -> Why {
        let scenario = self.scenario;
        let network = |what: &str, wanted: &dyn Fn(&NetworkEffect) -> bool| {
            self.some(
                what,
                |effect, _| matches!(effect, Effect::Network(it) if wanted(it)),
            )
        };
        match condition {
            Network::Isolated(segment) => {
                if !scenario
                    .targets(TargetKind::Segment)
                    .contains(&Target::Segment(*segment))
                {
                    return Err("that segment lies outside the trust".to_owned());
                }
                network("isolates it", &|effect| match effect {
                    NetworkEffect::IsolateSegment(Pick::This(isolated)) => isolated == segment,
                    NetworkEffect::IsolateSegment(Pick::Target) => true,
                    _ => false,
                })
            }
            Network::LinkCut(link) => network("cuts it", &|effect| match effect {
                NetworkEffect::CutLink(Pick::This(cut)) => cut == link,
                NetworkEffect::CutLink(Pick::Target) => true,
                _ => false,
            }),
            Network::PortBlocked(link) => {
                network("blocks file sharing on it", &|effect| match effect {
                    NetworkEffect::BlockPort(Pick::This(one))
                    | NetworkEffect::CutLink(Pick::This(one)) => one == link,
                    NetworkEffect::BlockPort(Pick::Target)
                    | NetworkEffect::CutLink(Pick::Target)
                    | NetworkEffect::BlockPortAtEdge
                    | NetworkEffect::BlockPortEverywhere => true,
                    _ => false,
                })
            }
            Network::MailOff => network("switches e-mail off", &|effect| {
                matches!(effect, NetworkEffect::MailOff)
            }),
        }
    }

    fn hosts(&self, condition: &Hosts) -> Why {
        match condition {
            Hosts::LockedIn { segment, at_least } => enough(
                *at_least,
                u64::from(self.vulnerable[segment.at()]),
                "hosts the attack can reach there",
            ),
            Hosts::Locked { at_least } | Hosts::ReportedLocked { at_least } => {
                let most = self.vulnerable.iter().map(|count| u64::from(*count)).sum();
                enough(*at_least, most, "hosts the attack can reach")
            }
            Hosts::Clean => Ok(()),
            Hosts::SystemBelow { share, .. } => below(*share),
        }
    }

    fn services(&self, condition: &Services) -> Why {
        match condition {
            Services::ServiceBelow { share, .. } => below(*share),
            Services::StockBelow { service, amount } => {
                match &self.scenario.services[service.at()].stock {
                    None => Err("the service keeps no stock".to_owned()),
                    Some(_) if *amount == 0 => Err("no stock is below 0".to_owned()),
                    Some(_) => Ok(()),
                }
            }
            Services::OnPaper(service) => {
                self.some("takes it to paper", |effect, _| match effect {
                    Effect::Services(ServicesEffect::GoToPaper(Pick::This(taken))) => {
                        taken == service
                    }
                    Effect::Services(
                        ServicesEffect::GoToPaper(Pick::Target) | ServicesEffect::AllToPaper,
                    ) => true,
                    _ => false,
                })
            }
        }
    }

    fn patients(&self, condition: &Patients) -> Why {
        let flows = &self.scenario.flows;
        match condition {
            Patients::EdQueue { .. } => {
                if flows.iter().any(|flow| flow.kind == FlowKind::Emergency) {
                    Ok(())
                } else {
                    Err("no service takes emergency patients".to_owned())
                }
            }
            Patients::Cancelled { at_least } => {
                let booked: f64 = flows
                    .iter()
                    .filter(|flow| flow.kind != FlowKind::Emergency)
                    .flat_map(|flow| &flow.per_min_by_hour)
                    .map(|per_min| per_min * 60.0)
                    .sum();
                enough(*at_least, booked as u64, "patients booked")
            }
            Patients::Diverted(pathway) => self.some("diverts it", |effect, _| match effect {
                Effect::Patients(PatientsEffect::Divert(Pick::This(diverted))) => {
                    diverted == pathway
                }
                Effect::Patients(PatientsEffect::Divert(Pick::Target)) => true,
                _ => false,
            }),
        }
    }

    fn story(&self, condition: &Story, path: &mut Vec<InjectId>) -> Why {
        let scenario = self.scenario;
        match condition {
            Story::Reached(_) | Story::Decided(_) | Story::Chosen { .. } | Story::Done(_) => Ok(()),
            Story::Delivered(inject) => self.inject(*inject, path),
            Story::Undelivered(inject) => {
                let channel = scenario.injects[inject.at()].channel;
                if scenario.channels[channel.at()].carried_by.is_none() {
                    return Err("its channel always works".to_owned());
                }
                self.inject(*inject, path)
            }
            Story::Asked(prompt) => self.asked(*prompt, path),
            Story::DoneOn { card, target } => {
                let kind = scenario.cards[card.at()].target;
                if scenario.targets(kind).contains(target) {
                    Ok(())
                } else {
                    Err("the card can't be played on that".to_owned())
                }
            }
        }
    }

    fn response(&self, condition: &Response) -> Why {
        match condition {
            Response::Declared(level) => self.some("declares such an incident", |effect, _| {
                matches!(effect, Effect::Response(ResponseEffect::Declare(it)) if it >= level)
            }),
            Response::Notified(body) => self.some("tells them", |effect, kind| match effect {
                Effect::Response(ResponseEffect::Notify(Pick::This(told))) => told == body,
                Effect::Response(ResponseEffect::Notify(Pick::Target)) => kind == TargetKind::Body,
                _ => false,
            }),
            Response::Marked(step) => self.some("takes that step", |effect, _| {
                effect.step() == Some(*step)
            }),
            // Anybody can report at any time.
            Response::MethaneGiven => Ok(()),
            Response::OutOfBandOpen => self.some("opens the out-of-band channel", |effect, _| {
                matches!(effect, Effect::Response(ResponseEffect::OpenOutOfBand))
            }),
            Response::StoodDown => self.some("stands down", |effect, _| {
                matches!(effect, Effect::Response(ResponseEffect::StandDown))
            }),
        }
    }

    fn threats(&self, condition: &Threats, path: &mut Vec<InjectId>) -> Why {
        let scenario = self.scenario;
        let some = |found: bool, why: &str| {
            if found { Ok(()) } else { Err(why.to_owned()) }
        };
        match condition {
            Threats::Out(_) | Threats::Intruded(_) | Threats::DeadlinePassed(_) => Ok(()),
            Threats::Back(id) => some(
                scenario.outages[id.at()]
                    .returns
                    .last()
                    .is_some_and(|(share, _)| *share >= 1.0),
                "none of its returns brings back all (share: 1.0)",
            ),
            Threats::Traced(id) => some(
                scenario.stages[id.at()].trace_mean_mins.is_some(),
                "that stage leaves no trace (trace_mean_hours)",
            ),
            Threats::DrivenOut(id) => match &scenario.intrusions[id.at()].driven_out {
                Some(condition) => self.condition(condition, path),
                None => Err("nothing drives them out (driven_out)".to_owned()),
            },
            Threats::Proven(id) => some(
                scenario.extortions[id.at()].proof.is_some(),
                "they never prove anything (proof)",
            ),
            Threats::Published(id) => {
                let it = &scenario.extortions[id.at()];
                some(
                    it.publishes.is_some() && it.publishes_chance > 0.0,
                    "they never publish (publishes)",
                )
            }
            Threats::KeyOffered(id) => some(
                scenario.extortions[id.at()].key.is_some(),
                "they have no key (key)",
            ),
            Threats::KeyWorks(id) => {
                let key = &scenario.extortions[id.at()].key;
                some(
                    key.as_ref().is_some_and(|key| key.works > 0.0),
                    "they have no key that works (key)",
                )?;
                self.some("tries it", |effect, _| {
                    matches!(effect, Effect::Hosts(HostsEffect::TryKey(tried)) if tried == id)
                })
            }
        }
    }
}

/// Whether there are as many as a condition asks for.
fn enough(wanted: u32, most: u64, what: &str) -> Why {
    if u64::from(wanted) <= most {
        Ok(())
    } else {
        Err(format!("it asks for {wanted}, and there are {most} {what}"))
    }
}

/// Hosts without the patch in each segment that file sharing joins with the worm's way in.
fn vulnerable(scenario: &Scenario) -> Vec<u32> {
    let mut reached: BTreeSet<SegmentId> = BTreeSet::new();
    if scenario.worm.outside_scans_per_min > 0.0 {
        reached.insert(scenario.worm.outside_from);
    }
    for (group, _) in &scenario.worm.first {
        reached.insert(scenario.groups[group.at()].segment);
    }
    loop {
        let before = reached.len();
        for link in &scenario.links {
            if link.carries[Traffic::Smb as usize]
                && (reached.contains(&link.from) || reached.contains(&link.to))
            {
                reached.extend([link.from, link.to]);
            }
        }
        if reached.len() == before {
            break;
        }
    }
    scenario
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let struck = scenario.stages.iter().flat_map(|it| &it.does).any(|harm| {
                matches!(harm, Harm::LockHosts { segment, share }
                    if segment.at() == at && *share > 0.0)
            });
            if struck {
                return segment.hosts;
            }
            if !reached.contains(&at.into()) {
                return 0;
            }
            segment
                .groups
                .iter()
                .map(|group| &scenario.groups[group.at()])
                .filter(|group| match group.when_hit {
                    WhenHit::Infected => true,
                    WhenHit::Crashes { infected, .. } => infected > 0.0,
                    WhenHit::Immune => false,
                })
                .map(|group| group.count - group.patched)
                .sum()
        })
        .collect()
}

/// Whether one of some conditions that must all hold excludes another of them.
fn excluded(one: &Condition, list: &[Condition]) -> bool {
    let Condition::Not(inner) = one else {
        return false;
    };
    list.iter().any(|other| match (&**inner, other) {
        (Condition::Story(Story::Reached(end)), Condition::Story(Story::Reached(start))) => {
            start >= end
        }
        (inner, other) => inner == other,
    })
}

fn below(share: f64) -> Why {
    if share > 0.0 {
        Ok(())
    } else {
        Err("no capacity is below 0".to_owned())
    }
}
