//! A computed order of restoration, to compare the team's with.
//!
//! At the moment at which the team first began to rebuild, everything that was down is put in the
//! order in which the services lose least: the sum over the items of `time × Σ (1 − capacity)`
//! while each is rebuilt, one after the other by the same people. What is lost while an item is
//! rebuilt hangs only on what is back already, not on the order in which it came back, so that the
//! best order is found by going through the subsets (Held and Karp 1962): exact up to
//! [`EXACT`] items. Beyond, the rest comes after them, greatest gain for its time first. Servers
//! and desktops are rebuilt by different people and are put in order apart: servers with the
//! desktops as they stood, desktops as if the far fewer servers were back. Dependencies are in the capacities: a system that needs the directory gains nothing
//! before the directory is back. Must not play anything out: that is done with a change.

use super::course::{Refused, Run};
use super::played::Played;
use crate::exercise::{Command, Down, Exercise, Given};
use crate::scenario::{Effect, GroupId, HostKind, HostsEffect, Pick, RebuildItem, Scenario};

/// Items up to which the order is exact: 4,096 subsets.
pub const EXACT: usize = 12;

/// An item in the computed order.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What.
    pub item: RebuildItem,
    /// As the scenario calls the system or segment.
    pub name: String,
    /// Person-minutes it takes.
    pub person_mins: f64,
}

/// The computed order.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// When the team began to rebuild, seconds since STARTEX.
    pub at_secs: u64,
    /// Systems, for the servers' people.
    pub systems: Vec<Item>,
    /// Segments, for the desktops' people.
    pub segments: Vec<Item>,
}

/// What it costs to rebuild in a sequence: `Σ time × loss(what is back)`.
pub fn cost_of(times: &[f64], loss: impl Fn(u32) -> f64, sequence: &[usize]) -> f64 {
    let mut back = 0_u32;
    let mut cost = 0.0;
    for item in sequence {
        cost += times[*item] * loss(back);
        back |= 1 << item;
    }
    cost
}

/// The sequence that costs least, over all. No more than 20 items.
pub fn best_sequence(times: &[f64], loss: impl Fn(u32) -> f64) -> Vec<usize> {
    let n = times.len().min(20);
    let all = 1_usize << n;
    let mut least = vec![f64::INFINITY; all];
    let mut last = vec![0_usize; all];
    least[0] = 0.0;
    for back in 0..all {
        let rate = loss(back as u32);
        for (item, time) in times.iter().enumerate().take(n) {
            let with = back | 1 << item;
            if with != back && least[back] + time * rate < least[with] {
                least[with] = least[back] + time * rate;
                last[with] = item;
            }
        }
    }
    let mut sequence = Vec::with_capacity(n);
    let mut back = all - 1;
    while back != 0 {
        let item = last[back];
        sequence.push(item);
        back &= !(1 << item);
    }
    sequence.reverse();
    sequence
}

/// The order for the moment at which the team first began to rebuild.
///
/// # Errors
/// If nothing was rebuilt, or nothing was down then; in words.
pub fn restore_order(played: &Played) -> Result<Order, Refused> {
    let course = played.course();
    let first = course
        .steps
        .iter()
        .position(|step| rebuilds(&played.scenario, &step.command))
        .ok_or_else(|| Refused("Nothing was rebuilt in this exercise.".to_owned()))?;
    let mut run = Run::start(&course, played.seed);
    run.take(first);
    let at_secs = course.steps[first].at_secs;
    run.pass(at_secs);
    let servers: Vec<GroupId> = run
        .exercise()
        .down(HostKind::Server)
        .into_iter()
        .flat_map(|it| it.groups)
        .collect();
    let order = Order {
        at_secs,
        systems: in_order(run.exercise(), HostKind::Server, &[]),
        segments: in_order(run.exercise(), HostKind::Desktop, &servers),
    };
    if order.systems.is_empty() && order.segments.is_empty() {
        return Err(Refused(
            "Nothing was down when rebuilding began: there is no order to compare.".to_owned(),
        ));
    }
    Ok(order)
}

/// What is down of a kind, in order, with other groups taken to be back.
fn in_order(exercise: &Exercise, kind: HostKind, others: &[GroupId]) -> Vec<Item> {
    let scenario = exercise.scenario();
    let mut down = exercise.down(kind);
    // The items that matter most for their time are put in order exactly.
    let losing = |mut back: Vec<GroupId>| {
        back.extend(others);
        exercise.losing_with(&back)
    };
    let now = losing(Vec::new());
    let gain = |it: &Down| (now - losing(it.groups.clone())) / it.person_mins;
    if down.len() > EXACT {
        down.sort_by(|a, b| gain(b).total_cmp(&gain(a)));
    }
    let rest = down.split_off(down.len().min(EXACT));
    let times: Vec<f64> = down.iter().map(|it| it.person_mins).collect();
    let sequence = best_sequence(&times, |back| {
        let groups: Vec<GroupId> = down
            .iter()
            .enumerate()
            .filter(|(at, _)| back & 1 << at != 0)
            .flat_map(|(_, it)| it.groups.iter().copied())
            .collect();
        losing(groups)
    });
    sequence
        .into_iter()
        .map(|at| &down[at])
        .chain(&rest)
        .map(|it| Item {
            item: it.item,
            name: match it.item {
                RebuildItem::System(id) => scenario.systems[id.at()].name.clone(),
                RebuildItem::Segment(id) => scenario.segments[id.at()].name.clone(),
            },
            person_mins: it.person_mins,
        })
        .collect()
}

/// Whether a command begins to rebuild.
fn rebuilds(scenario: &Scenario, command: &Command) -> bool {
    let is = |effects: &[Effect]| {
        effects
            .iter()
            .any(|it| matches!(it, Effect::Hosts(HostsEffect::Rebuild { .. })))
    };
    match command {
        Command::Play { card, .. } => is(&scenario.cards[card.at()].effects),
        Command::Decide { prompt, option, .. } => {
            let choice = &scenario.prompts[prompt.at()].options[*option];
            let mut cards = choice.plays.iter();
            is(&choice.effects) || cards.any(|(card, _)| is(&scenario.cards[card.at()].effects))
        }
        Command::Improvise { effects, .. } => {
            effects.iter().any(|it| matches!(it, Given::Rebuild { .. }))
        }
        _ => false,
    }
}

impl Order {
    /// Gives the order to every card and option that rebuilds.
    pub(super) fn give(&self, scenario: &mut Scenario) {
        let new: Vec<Pick<RebuildItem>> = self
            .systems
            .iter()
            .chain(&self.segments)
            .map(|it| Pick::This(it.item))
            .collect();
        let cards = scenario.cards.iter_mut().map(|card| &mut card.effects);
        let options = scenario
            .prompts
            .iter_mut()
            .flat_map(|prompt| &mut prompt.options)
            .map(|choice| &mut choice.effects);
        for effect in cards.chain(options).flatten() {
            if let Effect::Hosts(HostsEffect::Rebuild { order, .. }) = effect {
                order.clone_from(&new);
            }
        }
    }
}
