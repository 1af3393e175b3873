//! Advice that comes from playing the scenario with its scripted teams. Must not judge a team.

use crate::balance::{Balance, Plan, Policy, SeedResult, run};
use crate::ensemble::Watching;
use crate::scenario::{Code, Diagnostic, InjectId, Loaded, Measure, Mins, RoleId, Scenario};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Seeds over which a scenario is played for advice.
pub const SEEDS: u64 = 3;

/// Minutes of a day without a message that are too quiet.
const QUIET_MINS: Mins = 180;
/// Messages to one chair within [`CROWD_MINS`] that are too many.
const CROWD: usize = 6;
/// Minutes in which they come.
const CROWD_MINS: Mins = 10;
/// Minutes in the room without a part that are too long.
const IDLE_MINS: f64 = 60.0;

pub fn advise(scenario: &Arc<Scenario>, loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    if scenario.teams.is_empty() {
        return;
    }
    let plan = Plan {
        policies: scenario
            .teams
            .iter()
            .map(|team| Policy::Script(team.id.clone()))
            .collect(),
        values: true,
    };
    let seeds: Vec<u64> = (1..=SEEDS).collect();
    let found = Mutex::new(BTreeMap::new());
    run(
        scenario,
        &plan,
        &seeds,
        &Watching::default(),
        &|result: SeedResult| {
            if let Ok(mut found) = found.lock() {
                found.insert(result.seed, result);
            }
        },
    );
    let results = found.into_inner().unwrap_or_default();
    quiet(scenario, loaded, &results, list);
    for at in 0..scenario.roles.len() {
        let role = RoleId::from(at);
        crowded(scenario, loaded, &results, role, list);
        idle(scenario, loaded, &results, role, list);
    }
    if let Some(balance) = Balance::of(scenario, &plan, results.values()) {
        options(loaded, &balance, list);
    }
    tasks(scenario, loaded, &results, list);
}

type Results = BTreeMap<u64, SeedResult>;

/// When each inject reached a run's team, in order of time.
fn arrivals(injects: &[Option<Mins>]) -> Vec<(Mins, InjectId)> {
    let mut all: Vec<(Mins, InjectId)> = injects
        .iter()
        .enumerate()
        .filter_map(|(at, mins)| Some(((*mins)?, InjectId::from(at))))
        .collect();
    all.sort();
    all
}

/// Stretches of the day in which nothing comes in any run.
fn quiet(scenario: &Scenario, loaded: &Loaded, results: &Results, list: &mut Vec<Diagnostic>) {
    let mut busy = vec![false; scenario.ends_mins as usize + 1];
    for run in results.values().flat_map(|it| &it.runs) {
        for (mins, _) in arrivals(&run.injects) {
            busy[(mins as usize).min(scenario.ends_mins as usize)] = true;
        }
    }
    // What a leap of the clock passes over is not sat through.
    for leap in &scenario.leaps {
        let until = (leap.to as usize).min(busy.len());
        busy[(leap.at as usize).min(until)..until].fill(true);
    }
    let day = |mins: usize| (8..20).contains(&scenario.time_at(mins as u64 * 60).hour());
    let mut from = 0;
    let mut stretches = Vec::new();
    for (mins, busy) in busy.iter().enumerate() {
        if *busy || !day(mins) {
            if mins - from >= QUIET_MINS as usize {
                stretches.push((from, mins));
            }
            from = mins + 1;
        }
    }
    if busy.len() - from.min(busy.len()) >= QUIET_MINS as usize {
        stretches.push((from, busy.len()));
    }
    for (from, to) in stretches {
        list.push(
            Diagnostic::new(
                Code::Quiet,
                loaded.scenario.ends.mark,
                format!(
                    "from {} to {} no inject comes in any run of the scripted teams",
                    scenario.clock(from as u64 * 60),
                    scenario.clock(to as u64 * 60)
                ),
            )
            .hint("send something, or end sooner; the facilitator has to jump over it"),
        );
    }
}

/// Too many messages for one chair at once, in every run.
fn crowded(
    scenario: &Scenario,
    loaded: &Loaded,
    results: &Results,
    role: RoleId,
    list: &mut Vec<Diagnostic>,
) {
    let heap = |injects: &[Option<Mins>]| -> Option<(Mins, InjectId, usize)> {
        let own: Vec<(Mins, InjectId)> = arrivals(injects)
            .into_iter()
            .filter(|(_, id)| scenario.injects[id.at()].to.contains(&role))
            .collect();
        (0..own.len())
            .map(|at| {
                let count = own[at..]
                    .iter()
                    .take_while(|(mins, _)| *mins < own[at].0 + CROWD_MINS)
                    .count();
                (own[at].0, own[at].1, count)
            })
            .filter(|(.., count)| *count >= CROWD)
            .max_by_key(|(.., count)| *count)
    };
    let heaps: Vec<_> = results
        .values()
        .flat_map(|it| &it.runs)
        .map(|run| heap(&run.injects))
        .collect();
    if let Some(Some((mins, id, count))) = heaps.first()
        && heaps.iter().all(Option::is_some)
    {
        list.push(
            Diagnostic::new(
                Code::Crowded,
                loaded.scenario.injects[id.at()].id.mark,
                format!(
                    "{count} injects reach the {} within {CROWD_MINS} minutes of {}",
                    scenario.roles[role.at()].title,
                    scenario.clock(u64::from(*mins) * 60)
                ),
            )
            .hint("give some to another role, or send some later"),
        );
    }
}

/// A chair that has no message and no question for an hour in the room, in every run. In the room
/// time passes with the messages: each takes its share of the planned minutes.
fn idle(
    scenario: &Scenario,
    loaded: &Loaded,
    results: &Results,
    role: RoleId,
    list: &mut Vec<Diagnostic>,
) {
    let longest = |injects: &[Option<Mins>]| -> f64 {
        let all = arrivals(injects);
        if all.is_empty() {
            return 0.0;
        }
        let each = f64::from(scenario.room_mins) / all.len() as f64;
        let (mut longest, mut gap) = (0.0_f64, 0.0);
        for (_, id) in &all {
            let inject = &scenario.injects[id.at()];
            let asked = inject
                .opens
                .is_some_and(|it| scenario.prompts[it.at()].by.contains(&role));
            if inject.to.contains(&role) || asked {
                gap = 0.0;
            } else {
                gap += each;
                longest = longest.max(gap);
            }
        }
        longest
    };
    let least = results
        .values()
        .flat_map(|it| &it.runs)
        .map(|run| longest(&run.injects))
        .fold(f64::INFINITY, f64::min);
    let model = &scenario.roles[role.at()];
    let never = scenario.injects.iter().all(|it| !it.to.contains(&role))
        && scenario.prompts.iter().all(|it| !it.by.contains(&role));
    if (least.is_finite() && least > IDLE_MINS) || never {
        let mark = loaded
            .libraries
            .iter()
            .flat_map(|it| &it.roles)
            .find(|it| it.id.value == model.id)
            .map_or(loaded.scenario.id.mark, |it| it.id.mark);
        let message = if never {
            format!(
                "the {} gets no inject and has nothing to decide",
                model.title
            )
        } else {
            format!(
                "the {} waits {least:.0} minutes in the room without an inject or a decision point, in every run",
                model.title
            )
        };
        list.push(
            Diagnostic::new(Code::Idle, mark, message)
                .hint("send this role something in between, or remove it"),
        );
    }
}

/// Options that leave no choice, and options that nobody sensible takes.
fn options(loaded: &Loaded, balance: &Balance, list: &mut Vec<Diagnostic>) {
    for prompt in &loaded.scenario.prompts {
        let own = || {
            balance
                .options
                .iter()
                .filter(|it| it.prompt == prompt.id.value)
        };
        // Where one leaves no choice the others need not be told one by one.
        let no_choice = own().any(|it| it.dominates);
        for (found, choice) in own().zip(&prompt.options) {
            if found.dominates {
                list.push(
                    Diagnostic::new(
                        Code::NoChoice,
                        choice.id.mark,
                        "decided by one of the scripted teams, this option gives more than every other in every run, and takes nothing",
                    )
                    .hint("let it cost something, or let the others give something"),
                );
            } else if let (Some(better), false) = (&found.dominated_by, no_choice) {
                list.push(
                    Diagnostic::new(
                        Code::NeverSensible,
                        choice.id.mark,
                        format!("whichever team decides, “{better}” gives more in every run, in no outcome and no objective less"),
                    )
                    .hint("let it give something that the other does not, or put another in its place"),
                );
            }
        }
    }
}

/// Tasks that come out P, or U, for every scripted team on every seed.
fn tasks(scenario: &Scenario, loaded: &Loaded, results: &Results, list: &mut Vec<Diagnostic>) {
    use crate::scenario::Rating;
    let shapes = loaded.scenario.objectives.iter().flat_map(|it| &it.tasks);
    for (at, (task, shape)) in scenario.tasks.iter().zip(shapes).enumerate() {
        if matches!(task.measure, Measure::Observed) {
            continue;
        }
        let ratings: Vec<Option<Rating>> = results
            .values()
            .flat_map(|it| &it.runs)
            .map(|run| run.tasks[at])
            .collect();
        let rated = || ratings.iter().flatten();
        let words = if rated().next().is_none() {
            "is never rated: its moment never comes for any team"
        } else if rated().all(|it| *it == Rating::P) {
            "can't come out below P: every team does it without challenges"
        } else if rated().all(|it| *it == Rating::U) {
            "can't come out above U: no team can do it"
        } else {
            continue;
        };
        list.push(
            Diagnostic::new(
                Code::TellsNothing,
                shape.id.mark,
                format!("the task “{}” {words}", task.title),
            )
            .hint("change its limits or its measure, or a team's script, so that it tells a good team from a bad one"),
        );
    }
}
