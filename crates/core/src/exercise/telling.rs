//! A condition in words, and how far it is from true: for the facilitator, who wants to know why a
//! message will come. Must not decide whether it holds: that is `conditions`.

use super::Exercise;
use crate::scenario::{Condition, OrganisationId, OutageId, Scenario, Step};

/// A condition in words, and how near it is to true, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// What must be so, with the figure as it is now.
    pub words: String,
    /// How near: the share of the way for figures, 0 or 1 for what is so or is not. Of several
    /// that must all hold the mean, of several of which one will do the nearest.
    pub near: f64,
}

/// Tells a condition.
pub fn tell(exercise: &Exercise, condition: &Condition) -> Telling {
    tell_of(exercise, OrganisationId(0), condition)
}

/// Tells a condition that is asked of an organisation.
fn tell_of(exercise: &Exercise, of: OrganisationId, condition: &Condition) -> Telling {
    let scenario = exercise.scenario();
    // What does not say by itself whose it is, says so where several play.
    let theirs = |words: String| {
        if scenario.several() {
            format!("{words} ({})", scenario.organisations[of.at()].name)
        } else {
            words
        }
    };
    let so = |words: String| Telling {
        near: f64::from(u8::from(exercise.holds_of(of, condition))),
        words,
    };
    use Condition as C;
    match condition {
        C::Reached(mins) => so(format!("from {}", scenario.clock(u64::from(*mins) * 60))),
        C::LockedIn { segment, at_least } => {
            let locked = exercise.reach.locked_in[segment.at()];
            let name = &scenario.segments[segment.at()].name;
            figure(
                &format!("devices locked in {name}"),
                *at_least,
                f64::from(locked),
            )
        }
        C::Locked { at_least } => figure(
            &theirs("devices locked".to_owned()),
            *at_least,
            f64::from(exercise.reach.locked[of]),
        ),
        C::ReportedLocked { at_least } => figure(
            &theirs("locked screens reported".to_owned()),
            *at_least,
            f64::from(exercise.reach.known_locked[of]),
        ),
        C::Clean => so(theirs("no infected device left on the network".to_owned())),
        C::ServiceBelow { service, share } => below(
            &scenario.services[service.at()].name,
            *share,
            exercise.state.services[service.at()].capacity,
        ),
        C::StockBelow { service, amount } => {
            let name = scenario.services[service.at()].stock.as_ref();
            so(format!(
                "fewer than {amount} {}",
                name.map_or("in stock", |it| it.name.as_str())
            ))
        }
        C::SystemBelow { system, share } => below(
            &scenario.systems[system.at()].name,
            *share,
            exercise.reach.system_best(system.at()),
        ),
        C::EdQueue { at_least } => figure(
            &theirs("patients waiting in ED".to_owned()),
            *at_least,
            exercise.state.patients.ed_queue[of],
        ),
        C::Cancelled { at_least } => {
            let out = &exercise.state.outcomes;
            figure(
                "appointments and operations cancelled",
                *at_least,
                out.appointments_cancelled + out.operations_cancelled,
            )
        }
        C::Delivered(id) => so(format!("after “{}”", scenario.injects[id.at()].title)),
        C::Undelivered(id) => so(format!(
            "“{}” could not be delivered",
            scenario.injects[id.at()].title
        )),
        C::Asked(id) => so(format!("“{}” is asked", scenario.prompts[id.at()].question)),
        C::Decided(id) => so(format!(
            "“{}” is decided",
            scenario.prompts[id.at()].question
        )),
        C::Chosen { prompt, option } => so(format!(
            "the team chooses “{}”",
            scenario.prompts[prompt.at()].options[*option].title
        )),
        C::Done(id) => so(theirs(format!(
            "the team does: {}",
            scenario.cards[id.at()].title
        ))),
        C::DoneOn { card, target } => so(super::named(scenario, *card, Some(*target))),
        C::Declared(level) => so(theirs(format!("{} declared", level.words().to_lowercase()))),
        C::Notified(id) => so(theirs(format!("{} told", scenario.bodies[id.at()].name))),
        C::Marked(step) => so(theirs(step_in_words(*step).to_owned())),
        C::Isolated(id) => so(format!("{} isolated", scenario.segments[id.at()].name)),
        C::LinkCut(id) => so(format!("{} cut", scenario.links[id.at()].name)),
        C::PortBlocked(id) => so(format!(
            "file sharing blocked on {}",
            scenario.links[id.at()].name
        )),
        C::MailOff => so(theirs("e-mail switched off".to_owned())),
        C::MethaneGiven => so(theirs("a sound METHANE report given".to_owned())),
        C::OutOfBandOpen => so(theirs("the out-of-band channel open".to_owned())),
        C::OnPaper(id) => so(format!("{} on paper", scenario.services[id.at()].name)),
        C::Diverted(id) => so(format!("{} diverted", scenario.pathways[id.at()].name)),
        C::StoodDown => so(theirs("the incident stood down".to_owned())),
        C::Out(id) => so(format!("{} out", gone(scenario, *id))),
        C::Back(id) => so(format!("{} back", gone(scenario, *id))),
        C::Intruded(id) => so(format!(
            "the intruder has come to: {}",
            scenario.stages[id.at()].name
        )),
        C::Traced(id) => so(format!(
            "a trace shows of: {}",
            scenario.stages[id.at()].name
        )),
        C::DrivenOut(_) => so("the intruder is out".to_owned()),
        C::Proven(_) => so("they have proved what they took".to_owned()),
        C::DeadlinePassed(_) => so("their deadline has passed".to_owned()),
        C::Published(_) => so("they have published".to_owned()),
        C::KeyOffered(_) => so("a key is offered".to_owned()),
        C::KeyWorks(_) => so("their key works".to_owned()),
        C::Of(of, inner) => tell_of(exercise, *of, inner),
        C::Not(inner) => {
            let told = tell_of(exercise, of, inner);
            Telling {
                words: format!("not {}", told.words),
                near: if told.near >= 1.0 { 0.0 } else { 1.0 },
            }
        }
        C::All(list) => {
            let told: Vec<Telling> = list.iter().map(|one| tell_of(exercise, of, one)).collect();
            let near = told.iter().map(|one| one.near).sum::<f64>() / told.len().max(1) as f64;
            joined(&told, " and ", near)
        }
        C::Any(list) => {
            let told: Vec<Telling> = list.iter().map(|one| tell_of(exercise, of, one)).collect();
            let near = told.iter().map(|one| one.near).fold(0.0, f64::max);
            joined(&told, " or ", near)
        }
    }
}

/// The systems that an outage takes.
fn gone(scenario: &Scenario, id: OutageId) -> String {
    let names: Vec<&str> = scenario.outages[id.at()]
        .takes
        .iter()
        .map(|it| scenario.systems[it.at()].name.as_str())
        .collect();
    names.join(" and ")
}

fn joined(told: &[Telling], between: &str, near: f64) -> Telling {
    let words: Vec<&str> = told.iter().map(|one| one.words.as_str()).collect();
    Telling {
        words: words.join(between),
        near,
    }
}

fn figure(what: &str, at_least: u32, now: f64) -> Telling {
    Telling {
        words: format!("{at_least} {what} (now {now:.0})"),
        near: (now / f64::from(at_least.max(1))).clamp(0.0, 1.0),
    }
}

fn below(what: &str, share: f64, now: f64) -> Telling {
    let way = 1.0 - share;
    let near = if now < share {
        1.0
    } else if way <= 0.0 {
        0.0
    } else {
        ((1.0 - now) / way).clamp(0.0, 0.99)
    };
    Telling {
        words: format!(
            "{what} below {:.0}% (now {:.0}%)",
            share * 100.0,
            now * 100.0
        ),
        near,
    }
}

/// A step of the response in words.
pub fn step_in_words(step: Step) -> &'static str {
    match step {
        Step::IncidentRecognised => "reports joined into one incident",
        Step::CommandGroup => "a command group formed",
        Step::Loggist => "a loggist at work",
        Step::Methane => "a METHANE report given",
        Step::EvidenceKept => "evidence kept",
        Step::ClinicalSignOff => "a clinician's signature for what a cut takes",
        Step::PaperPlan => "a plan for paper",
        Step::CancellationsCounted => "cancelled patients counted",
        Step::BloodPlan => "a plan for blood",
        Step::NoPayment => "no ransom to be paid",
        Step::PublicStatement => "a public statement",
        Step::ReconnectCriteria => "criteria for reconnection",
        Step::RestoreOrder => "an order of restoration",
        Step::MondayPlan => "a plan for Monday",
        Step::BacklogReconciled => "the paper backlog being reconciled",
        Step::DebriefSet => "a debrief set",
    }
}

/// Which services need a system, by name.
pub(super) fn needing(scenario: &Scenario, system: usize) -> impl Iterator<Item = usize> {
    scenario
        .services
        .iter()
        .enumerate()
        .filter(move |(_, service)| {
            service.needs.iter().any(|need| {
                matches!(need.what, crate::scenario::NeedWhat::System(id) if id.at() == system)
            })
        })
        .map(|(at, _)| at)
}
