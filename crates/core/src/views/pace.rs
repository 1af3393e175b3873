//! How play keeps pace with the time that the room has: what came lately, what waits unread and for
//! whom, to which roles nothing came for long, when the break is due, and what can be skipped where
//! play is behind its run sheet. Must not read a clock, and must not skip anything by itself.

use crate::exercise::Source;
use crate::scenario::{
    Condition, Fires, Inject, InjectId, Measure, Mins, RoleId, Scenario, StoryCondition, Task,
};

/// Real minutes over which injects are counted.
pub const OVER_MINS: u32 = 10;

/// More injects than this in [`OVER_MINS`] leave no time to talk: one every two minutes, which is what
/// was found too fast. [S: exercise craft, validity study §4]
pub const MOST_OVER: u32 = 5;

/// A role to which nothing came for so many real minutes is silent. A run sheet promises less than
/// thirty; ten are left to do something about it. [author's estimate]
pub const SILENT_MINS: u32 = 20;

/// By so many real minutes play is behind before anything is proposed: what one inject of a core of 25
/// has in two hours, to the nearest minute.
pub const BEHIND_MINS: i32 = 5;

/// So many injects are proposed to be skipped, at most.
const MOST_SKIPPED: usize = 3;

/// A message that reached the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Came {
    /// When, real seconds of the room's time ([`Paced::room_secs`]).
    pub at_secs: f64,
    /// Which.
    pub source: Source,
    /// The roles it was for.
    pub to: Vec<RoleId>,
}

/// What the pace is told from.
#[derive(Clone, Debug)]
pub struct Paced<'a> {
    /// What is played.
    pub scenario: &'a Scenario,
    /// Where the exercise stands, minutes since STARTEX.
    pub minute: Mins,
    /// Real seconds since the clock first ran: pauses and discussions count, for the room has spent
    /// them; breaks, and the time for which something real had the exercise stand, do not.
    pub room_secs: f64,
    /// Every message that reached the team, the earliest first.
    pub came: &'a [Came],
    /// Those of them that nobody has read out yet.
    pub unread: Vec<Source>,
    /// Roles that somebody plays.
    pub played: Vec<RoleId>,
    /// Real seconds for which the exercise has stood for a break, and the break's real minutes.
    pub resting: Option<(f64, u32)>,
    /// Injects that will come by themselves, the soonest first.
    pub waiting: Vec<InjectId>,
}

/// The next break of a run sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// It is due in so many real minutes.
    In(u32),
    /// It was due so many real minutes ago: play has not come so far.
    Since(u32),
    /// It is now: so many real minutes of so many.
    Now(u32, u32),
}

/// How play keeps pace. All minutes are whole real ones, rounded down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaceView {
    /// The room's time so far: [`Paced::room_secs`].
    pub room_mins: u32,
    /// Messages that came in the last [`OVER_MINS`].
    pub came: u32,
    /// Messages that wait unread.
    pub unread: u32,
    /// The same by role, the most first, then in the scenario's order. One that is for two counts for
    /// each.
    pub unread_by: Vec<(RoleId, u32)>,
    /// Roles that somebody plays and to which nothing came for [`SILENT_MINS`] or more, and for how
    /// many minutes, the longest first.
    pub silent: Vec<(RoleId, u32)>,
    /// The next break; none without a run sheet and after the last.
    pub rest: Option<Rest>,
    /// By how many minutes play is behind its run sheet, or ahead of it where this is negative; none
    /// without a run sheet.
    ///
    /// That is the room's time less what the sheet has for the minute of the story at which play
    /// stands ([`crate::scenario::RunSheet::real_mins`]).
    pub behind_mins: Option<i32>,
    /// What can be skipped where play is behind by [`BEHIND_MINS`] or more, the soonest first; none
    /// elsewhere.
    ///
    /// Those come first that the run sheet does without. Of the core only that is named which opens no
    /// decision point and for which no other inject and no task waits. So many are named as make up
    /// for what is lost, at the sheet's real minutes of play for each core inject, three at most.
    pub skip: Vec<InjectId>,
}

impl PaceView {
    /// Whether play is so far behind that something is to be skipped.
    pub fn is_behind(&self) -> bool {
        self.behind_mins.is_some_and(|it| it >= BEHIND_MINS)
    }
}

/// Tells the pace.
pub(crate) fn pace(of: &Paced<'_>) -> PaceView {
    let sheet = of.scenario.run_sheet.as_ref();
    let leaps = &of.scenario.leaps;
    let planned = |minute| sheet.map(|it| it.real_mins(leaps, minute));
    let room = of.room_secs / 60.0;
    let behind_mins = planned(of.minute).map(|it| (room - it).trunc() as i32);
    let since = of.room_secs - f64::from(OVER_MINS) * 60.0;
    let lately = of.came.iter().filter(|it| it.at_secs > since);
    let mut view = PaceView {
        room_mins: room as u32,
        came: lately.count() as u32,
        unread: of.unread.len() as u32,
        unread_by: unread_by(of),
        silent: silent(of),
        rest: None,
        behind_mins,
        skip: Vec::new(),
    };
    view.rest = match (of.resting, sheet) {
        (Some((secs, all)), _) => Some(Rest::Now((secs / 60.0) as u32, all)),
        (None, Some(sheet)) => {
            let next = sheet.breaks().find(|it| *it > of.minute);
            next.map(|at| {
                let left = sheet.real_mins(leaps, at) - room;
                if left >= 0.0 {
                    Rest::In(left as u32)
                } else {
                    Rest::Since(-left as u32)
                }
            })
        }
        (None, None) => None,
    };
    if view.is_behind() {
        view.skip = skip(of, f64::from(behind_mins.unwrap_or(0)));
    }
    view
}

fn unread_by(of: &Paced<'_>) -> Vec<(RoleId, u32)> {
    let mut counts = vec![0; of.scenario.roles.len()];
    for came in of.came.iter().filter(|it| of.unread.contains(&it.source)) {
        for role in &came.to {
            counts[role.at()] += 1;
        }
    }
    let counts = counts.into_iter().enumerate();
    let mut found: Vec<(RoleId, u32)> = counts
        .filter(|(_, count)| *count > 0)
        .map(|(at, count)| (at.into(), count))
        .collect();
    found.sort_by_key(|(role, count)| (std::cmp::Reverse(*count), *role));
    found
}

fn silent(of: &Paced<'_>) -> Vec<(RoleId, u32)> {
    let mut found: Vec<(RoleId, u32)> = Vec::new();
    for role in &of.played {
        let last = of.came.iter().rev().find(|it| it.to.contains(role));
        let secs = of.room_secs - last.map_or(0.0, |it| it.at_secs);
        let mins = (secs / 60.0) as u32;
        if mins >= SILENT_MINS {
            found.push((*role, mins));
        }
    }
    found.sort_by_key(|(role, mins)| (std::cmp::Reverse(*mins), *role));
    found
}

fn skip(of: &Paced<'_>, behind_mins: f64) -> Vec<InjectId> {
    let Some(sheet) = &of.scenario.run_sheet else {
        return Vec::new();
    };
    let each = f64::from(sheet.play_mins()) / (sheet.core().count().max(1) as f64);
    let wanted = (behind_mins / each.max(1.0)).ceil() as usize;
    let core = |id: &InjectId| sheet.core.get(id.at()).copied().unwrap_or(true);
    let waiting = of.waiting.iter().copied();
    let others = waiting.clone().filter(|it| !core(it));
    let of_core = waiting.filter(|it| core(it) && stands_alone(of.scenario, *it));
    others
        .chain(of_core)
        .take(wanted.min(MOST_SKIPPED))
        .collect()
}

/// Whether nothing hangs on an inject: it opens no decision point, and no other inject and no task waits
/// for it.
fn stands_alone(scenario: &Scenario, id: InjectId) -> bool {
    let waits = |inject: &Inject| match &inject.fires {
        Fires::When { is, .. } => asks_for(is, id),
        Fires::After { inject, .. } => *inject == id,
        Fires::At(_) | Fires::ByHand => false,
    };
    let measured = |task: &Task| conditions(&task.measure).any(|it| asks_for(it, id));
    scenario.injects[id.at()].opens.is_none()
        && !scenario.injects.iter().any(waits)
        && !scenario.tasks.iter().any(measured)
}

/// The conditions of a measure.
fn conditions(measure: &Measure) -> impl Iterator<Item = &Condition> {
    let found = match measure {
        Measure::Within {
            done,
            since,
            ready_from,
            until,
            ..
        } => [
            Some(done),
            since.as_ref(),
            ready_from.as_ref(),
            until.as_ref(),
        ],
        Measure::Before {
            done,
            moment,
            ready_from,
            ..
        } => [Some(done), Some(moment), ready_from.as_ref(), None],
        Measure::Held { holds, during, .. } => [Some(holds), Some(during), None, None],
        Measure::At {
            holds, ready_from, ..
        } => [Some(holds), ready_from.as_ref(), None, None],
        Measure::Outcome { .. } | Measure::Signed { .. } | Measure::Observed => [None; 4],
    };
    found.into_iter().flatten()
}

/// Whether a condition asks whether an inject came, or did not.
fn asks_for(condition: &Condition, id: InjectId) -> bool {
    match condition {
        Condition::Story(StoryCondition::Delivered(it) | StoryCondition::Undelivered(it)) => {
            *it == id
        }
        Condition::Of(_, inner) | Condition::Not(inner) => asks_for(inner, id),
        Condition::All(list) | Condition::Any(list) => list.iter().any(|it| asks_for(it, id)),
        _ => false,
    }
}
