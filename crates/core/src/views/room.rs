//! What a room sees: what its organisation was told and has decided, and nothing more. Must not
//! hold the truth, nor anything that has not been released.

use super::asked::{Asked, asked};
use super::known::{KnownView, known};
use super::log::{Decided, LogLine, decided};
use crate::exercise::{
    Exercise, Letter, PromptView, Source, Standing, TeamService, TeamView, What, concerns,
};
use crate::scenario::{Effect, OrganisationId, Scenario, Step};
use crate::words;
use serde::Serialize;
use std::sync::Arc;

/// Decisions that a room is shown.
const DECISIONS: usize = 4;

/// A message that has come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arrived {
    /// Which, as long as the exercise lasts.
    pub source: Source,
    /// The message.
    pub letter: Letter,
    /// When it came, on the clock.
    pub clock: String,
}

/// A time jump between two moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimeJump {
    /// Where it goes on, on the clock.
    pub to: String,
    /// What is told of the time between.
    pub told: String,
}

/// A service as it was last reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportedService {
    /// As on the service board.
    pub name: String,
    /// How it stands, if anybody has said so since STARTEX.
    pub standing: Option<Standing>,
    /// What is left of what it keeps, in words, once somebody has counted it.
    pub counted: Option<String>,
}

/// Something with a time: a decision that is due, a legal clock. What it is called, what it comes
/// to, and the rest in small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// What it is called.
    pub label: String,
    /// What it comes to.
    pub words: String,
    /// The rest.
    pub small: String,
}

impl Due {
    fn new(label: impl Into<String>, words: impl Into<String>, small: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            words: words.into(),
            small: small.into(),
        }
    }
}

/// What a room is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoomView {
    /// The organisation whose room it is.
    pub organisation: String,
    /// Whether others play too.
    pub several: bool,
    /// Whether it is shown everybody's services.
    pub oversees: bool,
    /// The time, in words.
    pub clock: String,
    /// Whether ENDEX has come.
    pub ended: bool,
    /// Whether the room talks something over while the clock stands.
    pub discussing: bool,
    /// The break that the run sheet has here while the clock stands for it, real minutes.
    pub rest: Option<u32>,
    /// The incident level declared, in words.
    pub level: Option<String>,
    /// The title of the role that commands, once a command group stands.
    pub commander: Option<String>,
    /// The time jump at which the exercise stands.
    pub leap: Option<TimeJump>,
    /// The message that is read out.
    pub message: Option<Arrived>,
    /// The one before it, where nobody reads them out: in a room of several.
    pub before: Option<Arrived>,
    /// The decision point that the room has before it, or the one that was decided last.
    pub asked: Option<Asked>,
    /// The last decisions, latest first.
    pub decided: Vec<Decided>,
    /// The trust as a place, as it is known.
    pub known: KnownView,
    /// Services, as reported.
    pub services: Vec<ReportedService>,
    /// What is to be decided next, or the last situation report.
    pub report: Due,
    /// The legal clock that runs out first.
    pub legal: Due,
}

/// What the room of an organisation is shown. `reading` is the message that is read out; then whether it talks
/// something over, and the break for which the clock stands.
pub(crate) fn room(
    exercise: &Exercise,
    lines: &[Arc<LogLine>],
    of: OrganisationId,
    reading: Option<Source>,
    (discussing, rest): (bool, Option<u32>),
) -> RoomView {
    let scenario = exercise.scenario();
    let team = exercise.team_view_of(of);
    let several = scenario.several();
    let latest = |at: usize| team.messages.get(at).map(|message| message.source);
    // Where several play, each room reads for itself what came last.
    let (reading, before) = if several {
        (latest(0), latest(1))
    } else {
        (reading, None)
    };
    let organisation = &scenario.organisations[of.at()];
    let leap = (!exercise.ended())
        .then(|| scenario.leap_at(exercise.state().minute))
        .flatten();
    RoomView {
        organisation: organisation.name.clone(),
        several,
        oversees: organisation.oversees && several,
        clock: clock(exercise),
        ended: exercise.ended(),
        discussing,
        rest,
        level: team.level.map(|(level, _)| level.words().to_owned()),
        commander: commander(exercise, lines, of),
        leap: leap.map(|leap| TimeJump {
            to: scenario.clock(u64::from(leap.to) * 60),
            told: leap.told.clone(),
        }),
        message: reading.map(|source| arrived(exercise, source, Some(of))),
        before: before.map(|source| arrived(exercise, source, Some(of))),
        asked: asked(scenario, lines, &team, exercise.state().minute),
        decided: decided(scenario, lines, of, exercise.secs(), DECISIONS),
        known: known(scenario, &exercise.truth_view(), &team, Some(of)),
        services: reported(scenario, &team, of),
        report: report(exercise, lines, of, &team),
        legal: legal(exercise, of),
    }
}

/// The time of an exercise in words: where it takes longer than a week, with the date.
pub(crate) fn clock(exercise: &Exercise) -> String {
    let scenario = exercise.scenario();
    if scenario.ends_mins > 7 * 24 * 60 {
        scenario.clock(exercise.secs())
    } else {
        let time = scenario.time_at(exercise.secs());
        time.strftime("%A %H:%M").to_string()
    }
}

/// A message that has come, as an organisation reads it: who of its own it is for.
pub(crate) fn arrived(exercise: &Exercise, source: Source, of: Option<OrganisationId>) -> Arrived {
    let scenario = exercise.scenario();
    let mut letter = exercise.letter(source);
    // What is expected of the team is for the facilitator.
    letter.expect.clear();
    if let Some(of) = of.filter(|_| scenario.several()) {
        let to = match source {
            Source::Inject(at) => &scenario.injects[at].to,
            Source::Told(at) => &exercise.state().told[at].to,
        };
        let own = scenario.roles_in(of, to);
        letter.to = own
            .iter()
            .map(|role| scenario.roles[role.at()].title.clone())
            .collect();
    }
    Arrived {
        source,
        clock: letter
            .arrived
            .map(|at| scenario.clock(u64::from(at) * 60))
            .unwrap_or_default(),
        letter,
    }
}

/// The services that an organisation is shown, as reported.
pub(crate) fn reported(
    scenario: &Scenario,
    team: &TeamView,
    of: OrganisationId,
) -> Vec<ReportedService> {
    (0..scenario.services.len())
        .filter(|at| scenario.shows(of, (*at).into()))
        .map(|at| reported_service(scenario, at, &team.services[at]))
        .collect()
}

/// A service of the scenario, as reported.
pub(super) fn reported_service(
    scenario: &Scenario,
    at: usize,
    service: &TeamService,
) -> ReportedService {
    let model = &scenario.services[at];
    // Nothing was heard of it until somebody reported something.
    let heard = service.known.filter(|(_, since)| *since > 0);
    let counted = model.stock.as_ref().zip(service.counted);
    ReportedService {
        name: model.name.clone(),
        standing: heard.map(|(standing, _)| standing),
        counted: counted.map(|(stock, left)| format!("{}: {left} {}", stock.name, stock.unit)),
    }
}

/// The title of the role that last formed a command group, once it stands.
fn commander(exercise: &Exercise, lines: &[Arc<LogLine>], of: OrganisationId) -> Option<String> {
    let scenario = exercise.scenario();
    let marks = |effects: &[Effect]| {
        let mut steps = effects.iter().filter_map(Effect::step);
        steps.any(|step| step == Step::CommandGroup)
    };
    let marked = &exercise.state().facts.marked[of];
    if !marked.contains_key(&Step::CommandGroup) {
        return None;
    }
    let theirs = lines.iter().rev();
    theirs
        .filter(|line| concerns(scenario, &line.event, of))
        .find_map(|line| {
            let by = match &line.event.what {
                What::ActionStarted { card, by, .. } => {
                    let card = scenario.names.cards.get(card)?;
                    marks(&scenario.cards[card.at()].effects).then_some(by)
                }
                What::Decided {
                    prompt, option, by, ..
                } => {
                    let prompt = scenario.names.prompts.get(prompt)?;
                    let option = scenario.prompts[prompt.at()]
                        .options
                        .iter()
                        .find(|it| it.id == *option)?;
                    marks(&option.effects).then_some(by)
                }
                _ => None,
            }?;
            let role = scenario.names.roles.get(by)?;
            Some(scenario.roles[role.at()].title.clone())
        })
}

/// The decision point that is due next, or the last situation report.
fn report(exercise: &Exercise, lines: &[Arc<LogLine>], of: OrganisationId, team: &TeamView) -> Due {
    let scenario = exercise.scenario();
    let now = exercise.state().minute;
    let open = |prompt: &&PromptView| prompt.decided.is_none() && !prompt.lapsed;
    if let Some(prompt) = team.prompts.iter().filter(open).min_by_key(|it| it.due) {
        let due = scenario.time_at(u64::from(prompt.due) * 60);
        return Due::new(
            format!("To decide by {}", due.strftime("%H:%M")),
            &scenario.prompts[prompt.prompt].question,
            format!("in {} minutes", prompt.due.saturating_sub(now)),
        );
    }
    let overdue = |prompt: &&PromptView| prompt.decided.is_none() && prompt.lapsed;
    if let Some(prompt) = team.prompts.iter().filter(overdue).min_by_key(|it| it.due) {
        let due = scenario.time_at(u64::from(prompt.due) * 60);
        let others = team.prompts.iter().filter(overdue).count() - 1;
        return Due::new(
            format!("Overdue since {}", due.strftime("%H:%M")),
            &scenario.prompts[prompt.prompt].question,
            match others {
                0 => "not decided yet".to_owned(),
                others => format!("not decided yet, and {others} more"),
            },
        );
    }
    let last = lines.iter().rev().find_map(|line| {
        let given = matches!(line.event.what, What::Reported { .. });
        (given && concerns(scenario, &line.event, of)).then_some(line.event.at_secs)
    });
    match last {
        Some(at) => Due::new(
            "Situation report",
            format!("last given {}", scenario.clock(at)),
            format!("{} minutes ago", (exercise.secs() - at) / 60),
        ),
        None => Due::new(
            "Situation report",
            "none given yet",
            "who reports, and when?",
        ),
    }
}

/// The legal clock that runs out first; they run from the first declaration. Where a body has two, a
/// first notice and a report, the second runs once the body has been told.
fn legal(exercise: &Exercise, of: OrganisationId) -> Due {
    let scenario = exercise.scenario();
    let facts = &exercise.state().facts;
    let told = |at: usize| {
        let at = u16::try_from(at).ok()?;
        facts.notified[of].get(&at).map(|it| it[0])
    };
    let bodies = scenario.bodies.iter().enumerate();
    let first = bodies
        .filter(|(_, body)| !body.clocks.is_empty())
        .min_by_key(|(at, body)| {
            body.running_clock(usize::from(told(*at).is_some()))
                .map_or(u32::MAX, |clock| clock.hours)
        });
    let Some((at, body)) = first else {
        return Due::new("Legal clocks", "none in this exercise", "");
    };
    let told = told(at).map(|told| scenario.clock(u64::from(told) * 60));
    let Some(clock) = body.running_clock(usize::from(told.is_some())) else {
        let words = format!("{} {}", words::NOTIFIED, told.unwrap_or_default());
        return Due::new(format!("Legal clock, {}", body.name), words, "");
    };
    let label = format!("{}-hour clock", clock.hours);
    let since = facts.declared[of].iter().map(|(_, at)| *at).min();
    let Some(since) = since else {
        let words = told.map_or("not started".to_owned(), |told| {
            format!("{} {told}", words::NOTIFIED)
        });
        let small = format!("{}; by the law of today", body.name);
        return Due::new(label, words, small);
    };
    let due = (u64::from(since) + u64::from(clock.hours) * 60) * 60;
    let left = due.saturating_sub(exercise.secs()) / 3600;
    let due = scenario.clock(due);
    let small = match told {
        Some(told) => format!(
            "{}: {} {told}; {} by {due}",
            body.name,
            words::NOTIFIED,
            clock.what
        ),
        None => format!("{}: {} by {due}", body.name, clock.what),
    };
    Due::new(label, format!("running: {left} h left"), small)
}
