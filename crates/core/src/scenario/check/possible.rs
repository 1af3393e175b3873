//! Asks whether what is written can ever happen: injects that no state can trigger, tasks that no
//! action can satisfy. Says no only when it is sure. Must not run anything.

use super::super::diagnostic::Code;
use super::super::model::{
    Condition, Effect, Fires, FlowKind, Harm, InjectId, Measure, Pick, PromptId, Scenario,
    SegmentId, Target, TargetKind, Traffic, WhenHit,
};
use super::super::shape;
use super::Checker;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

impl Checker {
    pub(super) fn possible(&mut self, scenario: &Scenario, main: &shape::Scenario) {
        let world = World::new(scenario);
        for (at, inject) in main.injects.iter().enumerate() {
            if let Err(why) = world.inject(at.into(), &mut Vec::new()) {
                self.problem(
                    Code::NeverFires,
                    inject.id.mark,
                    format!("inject `{}` can never fire: {why}", inject.id),
                    "change its `fires`, or make it ByHand",
                );
            }
        }
        for (at, prompt) in main.prompts.iter().enumerate() {
            if let Err(why) = world.asked(at.into(), &mut Vec::new()) {
                self.problem(
                    Code::NeverFires,
                    prompt.id.mark,
                    format!("prompt `{}` is never put to the team: {why}", prompt.id),
                    "let an inject open it, or give it a `when` that can come true",
                );
            }
        }
        for (prompt, shape) in scenario.prompts.iter().zip(&main.prompts) {
            let of = scenario.organisation_of(&prompt.by);
            let plays = prompt.options.iter().flat_map(|it| &it.plays);
            let shapes = shape.options.iter().flat_map(|it| &it.plays);
            for ((_, target), shape) in plays.zip(shapes) {
                self.theirs(scenario, of, *target, shape.target.as_ref());
            }
        }
        let tasks = main
            .objectives
            .iter()
            .flat_map(|objective| &objective.tasks);
        for (task, shape) in scenario.tasks.iter().zip(tasks) {
            let conditions: Vec<&Condition> = match &task.measure {
                Measure::Within {
                    done,
                    since,
                    ready_from,
                    until,
                    ..
                } => since
                    .iter()
                    .chain(ready_from)
                    .chain(until)
                    .chain([done])
                    .collect(),
                Measure::Before {
                    done,
                    moment,
                    ready_from,
                    ..
                } => ready_from.iter().chain([done, moment]).collect(),
                Measure::Held { holds, during, .. } => vec![holds, during],
                Measure::At {
                    holds, ready_from, ..
                } => ready_from.iter().chain([holds]).collect(),
                Measure::Outcome { .. } | Measure::Signed { .. } | Measure::Observed => Vec::new(),
            };
            for condition in conditions {
                if let Err(why) = world.condition(condition, &mut Vec::new()) {
                    self.problem(
                        Code::TaskImpossible,
                        shape.id.mark,
                        format!("task `{}` can't be satisfied: {why}", shape.id),
                        "ask for something that a card, an option or the attack can bring about",
                    );
                }
            }
        }
    }
}

/// What can be brought about in a scenario.
struct World<'a> {
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

type Why = Result<(), String>;

impl<'a> World<'a> {
    fn new(scenario: &'a Scenario) -> Self {
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

    fn inject(&self, id: InjectId, path: &mut Vec<InjectId>) -> Why {
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

    fn asked(&self, id: PromptId, path: &mut Vec<InjectId>) -> Why {
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

    fn condition(&self, condition: &Condition, path: &mut Vec<InjectId>) -> Why {
        use Condition as C;
        if self.left.get() == 0 {
            return Ok(());
        }
        self.left.set(self.left.get() - 1);
        let scenario = self.scenario;
        match condition {
            C::Reached(_) | C::Decided(_) | C::Chosen { .. } | C::Done(_) | C::Clean => Ok(()),
            C::LockedIn { segment, at_least } => {
                let most = self.vulnerable[segment.at()];
                enough(
                    *at_least,
                    u64::from(most),
                    "hosts the attack can reach there",
                )
            }
            C::Locked { at_least } | C::ReportedLocked { at_least } => {
                let most = self.vulnerable.iter().map(|count| u64::from(*count)).sum();
                enough(*at_least, most, "hosts the attack can reach")
            }
            C::ServiceBelow { share, .. } | C::SystemBelow { share, .. } => {
                if *share > 0.0 {
                    Ok(())
                } else {
                    Err("no capacity is below 0".to_owned())
                }
            }
            C::StockBelow { service, amount } => match &scenario.services[service.at()].stock {
                None => Err("the service keeps no stock".to_owned()),
                Some(_) if *amount == 0 => Err("no stock is below 0".to_owned()),
                Some(_) => Ok(()),
            },
            C::EdQueue { .. } => {
                if scenario
                    .flows
                    .iter()
                    .any(|flow| flow.kind == FlowKind::Emergency)
                {
                    Ok(())
                } else {
                    Err("no service takes emergency patients".to_owned())
                }
            }
            C::Cancelled { at_least } => {
                let booked: f64 = scenario
                    .flows
                    .iter()
                    .filter(|flow| flow.kind != FlowKind::Emergency)
                    .flat_map(|flow| &flow.per_min_by_hour)
                    .map(|per_min| per_min * 60.0)
                    .sum();
                enough(*at_least, booked as u64, "patients booked")
            }
            C::Delivered(inject) => self.inject(*inject, path),
            C::Undelivered(inject) => {
                let channel = scenario.injects[inject.at()].channel;
                if scenario.channels[channel.at()].carried_by.is_none() {
                    return Err("its channel always works".to_owned());
                }
                self.inject(*inject, path)
            }
            C::Asked(prompt) => self.asked(*prompt, path),
            C::DoneOn { card, target } => {
                if scenario
                    .targets(scenario.cards[card.at()].target)
                    .contains(target)
                {
                    Ok(())
                } else {
                    Err("the card can't be played on that".to_owned())
                }
            }
            C::Declared(level) => self.some(
                "declares such an incident",
                |effect, _| matches!(effect, Effect::Declare(declared) if declared >= level),
            ),
            C::Notified(body) => self.some("tells them", |effect, kind| match effect {
                Effect::Notify(Pick::This(told)) => told == body,
                Effect::Notify(Pick::Target) => kind == TargetKind::Body,
                _ => false,
            }),
            C::Marked(step) => self.some(
                "takes that step",
                |effect, _| matches!(effect, Effect::Mark(marked) if marked == step),
            ),
            C::Isolated(segment) => {
                if !scenario
                    .targets(TargetKind::Segment)
                    .contains(&Target::Segment(*segment))
                {
                    return Err("that segment lies outside the trust".to_owned());
                }
                self.some("isolates it", |effect, _| match effect {
                    Effect::IsolateSegment(Pick::This(isolated)) => isolated == segment,
                    Effect::IsolateSegment(Pick::Target) => true,
                    _ => false,
                })
            }
            C::LinkCut(link) => self.some("cuts it", |effect, _| match effect {
                Effect::CutLink(Pick::This(cut)) => cut == link,
                Effect::CutLink(Pick::Target) => true,
                _ => false,
            }),
            C::PortBlocked(link) => {
                self.some("blocks file sharing on it", |effect, _| match effect {
                    Effect::BlockPort(Pick::This(one)) | Effect::CutLink(Pick::This(one)) => {
                        one == link
                    }
                    Effect::BlockPort(Pick::Target)
                    | Effect::CutLink(Pick::Target)
                    | Effect::BlockPortAtEdge
                    | Effect::BlockPortEverywhere => true,
                    _ => false,
                })
            }
            C::MailOff => self.some("switches e-mail off", |effect, _| {
                matches!(effect, Effect::MailOff)
            }),
            // Anybody can report at any time.
            C::MethaneGiven => Ok(()),
            C::OutOfBandOpen => self.some("opens the out-of-band channel", |effect, _| {
                matches!(effect, Effect::OpenOutOfBand)
            }),
            C::OnPaper(service) => self.some("takes it to paper", |effect, _| match effect {
                Effect::GoToPaper(Pick::This(taken)) => taken == service,
                Effect::GoToPaper(Pick::Target) | Effect::AllToPaper => true,
                _ => false,
            }),
            C::Diverted(pathway) => self.some("diverts it", |effect, _| match effect {
                Effect::Divert(Pick::This(diverted)) => diverted == pathway,
                Effect::Divert(Pick::Target) => true,
                _ => false,
            }),
            C::StoodDown => self.some("stands down", |effect, _| {
                matches!(effect, Effect::StandDown)
            }),
            C::Out(_) | C::Intruded(_) | C::DeadlinePassed(_) => Ok(()),
            C::Back(id) => match scenario.outages[id.at()].returns.last() {
                Some((share, _)) if *share >= 1.0 => Ok(()),
                _ => Err("none of its returns brings back all (share: 1.0)".to_owned()),
            },
            C::Traced(id) => match scenario.stages[id.at()].trace_mean_mins {
                Some(_) => Ok(()),
                None => Err("that stage leaves no trace (trace_mean_hours)".to_owned()),
            },
            C::DrivenOut(id) => match &scenario.intrusions[id.at()].driven_out {
                Some(condition) => self.condition(condition, path),
                None => Err("nothing drives them out (driven_out)".to_owned()),
            },
            C::Proven(id) => match scenario.extortions[id.at()].proof {
                Some(_) => Ok(()),
                None => Err("they never prove anything (proof)".to_owned()),
            },
            C::Published(id) => match &scenario.extortions[id.at()] {
                it if it.publishes.is_some() && it.publishes_chance > 0.0 => Ok(()),
                _ => Err("they never publish (publishes)".to_owned()),
            },
            C::KeyOffered(id) => match scenario.extortions[id.at()].key {
                Some(_) => Ok(()),
                None => Err("they have no key (key)".to_owned()),
            },
            C::KeyWorks(id) => {
                if scenario.extortions[id.at()]
                    .key
                    .is_none_or(|key| key.works <= 0.0)
                {
                    return Err("they have no key that works (key)".to_owned());
                }
                self.some(
                    "tries it",
                    |effect, _| matches!(effect, Effect::TryKey(tried) if tried == id),
                )
            }
            C::Of(_, inner) => self.condition(inner, path),
            C::Not(inner) => match **inner {
                C::Reached(0) => Err("that time is always past".to_owned()),
                _ => Ok(()),
            },
            C::All(list) => {
                for one in list {
                    self.condition(one, path)?;
                    if let C::Not(inner) = one {
                        let contradicts = list.iter().any(|other| match (&**inner, other) {
                            (C::Reached(end), C::Reached(start)) => start >= end,
                            (inner, other) => inner == other,
                        });
                        if contradicts {
                            return Err("two of its conditions exclude each other".to_owned());
                        }
                    }
                }
                Ok(())
            }
            C::Any(list) => {
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
}

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
