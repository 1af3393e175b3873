//! Effects of the people who lead: declared, told, noted, stood down. Must not ask who may.

use super::aim::{aim, named};
use super::given::Given;
use super::moment::{AGAIN_AFTER_MINS, Moment, Now};
use super::row::{On, Row, offered};
use crate::exercise::event::What;
use crate::exercise::orders;
use crate::exercise::rules::{aid, downtime};
use crate::exercise::state::Ordered;
use crate::scenario::{IncidentLevel, Mins, ResponseEffect as Response, Step, Target, TargetKind};

static DECLARE: Row = offered("Declare", "Declare an incident", On::Level, &[], |it| {
    Some(Given::Declare(it.level()?))
});
static NOTIFY: Row = offered(
    "Notify",
    "Notify an organisation",
    On::Target(TargetKind::Body),
    &[],
    |it| Some(Given::Notify(it.on()?)),
);
static OUT_OF_BAND: Row = offered(
    "OpenOutOfBand",
    "Open out-of-band communications",
    On::Nothing,
    &[],
    |_| Some(Given::OpenOutOfBand),
);
static BROADCAST: Row = offered(
    "Broadcast",
    "Give all staff one instruction",
    On::Nothing,
    &[],
    |_| Some(Given::Broadcast),
);
static MARK: Row = offered(
    "Mark",
    "Take a step of the incident response plan",
    On::Step,
    &[],
    |it| Some(Given::Mark(it.step()?)),
);
static STAND_DOWN: Row = offered(
    "StandDown",
    "Stand the incident down",
    On::Nothing,
    &[],
    |_| Some(Given::StandDown),
);

/// The rows, in the order of the palette.
pub(super) static ROWS: [&Row; 6] = [
    &DECLARE,
    &NOTIFY,
    &OUT_OF_BAND,
    &BROADCAST,
    &MARK,
    &STAND_DOWN,
];

/// The row of one.
pub(super) fn row(effect: &Response) -> &'static Row {
    match effect {
        Response::Declare(_) => &DECLARE,
        Response::Notify(_) => &NOTIFY,
        Response::OpenOutOfBand => &OUT_OF_BAND,
        Response::Broadcast => &BROADCAST,
        Response::Mark(_) => &MARK,
        Response::StandDown => &STAND_DOWN,
    }
}

/// The levels that an incident can be declared at, in order.
pub(super) const LEVELS: [IncidentLevel; 3] = [
    IncidentLevel::BusinessContinuity,
    IncidentLevel::Critical,
    IncidentLevel::Major,
];

/// The steps that can be taken by a free decision, in order: all but the METHANE report, which is
/// given as one.
pub(super) const STEPS: [Step; 15] = [
    Step::IncidentRecognised,
    Step::CommandGroup,
    Step::Loggist,
    Step::EvidenceKept,
    Step::ClinicalSignOff,
    Step::PaperPlan,
    Step::CancellationsCounted,
    Step::BloodPlan,
    Step::NoPayment,
    Step::PublicStatement,
    Step::ReconnectCriteria,
    Step::RestoreOrder,
    Step::MondayPlan,
    Step::BacklogReconciled,
    Step::DebriefSet,
];

/// What one names.
pub(super) fn on(effect: &Response) -> Vec<Target> {
    match effect {
        Response::Notify(pick) => named(pick),
        Response::Declare(_)
        | Response::OpenOutOfBand
        | Response::Broadcast
        | Response::Mark(_)
        | Response::StandDown => Vec::new(),
    }
}

/// What makes one idle, in words; nothing if it would change something.
pub(super) fn idle(effect: &Response, now: &Now<'_>) -> Option<String> {
    let (facts, of) = (&now.state.facts, now.of);
    let again = |last: &Mins| now.state.minute < last + AGAIN_AFTER_MINS;
    match effect {
        Response::Declare(level) => facts.declared[of]
            .iter()
            .any(|(declared, _)| declared == level)
            .then(|| format!("A {} is declared", level.words().to_lowercase())),
        Response::Notify(pick) => {
            let id = aim(pick, now.target)?;
            let told = facts.notified[of].get(&id.0);
            told.is_some_and(|[_, last]| again(last))
                .then(|| format!("{} has been told", now.scenario.bodies[id.at()].name))
        }
        Response::OpenOutOfBand => {
            facts.out_of_band[of].map(|_| "The out-of-band channel is open".to_owned())
        }
        Response::Mark(step) => {
            let marked = facts.marked[of].get(step);
            let lately = marked.is_some_and(|[_, last]| again(last));
            // A signature is for one cut; the next needs its own.
            let used = *step == Step::ClinicalSignOff && facts.signatures[of].is_empty();
            (lately && !used).then(|| "That step has been taken".to_owned())
        }
        Response::StandDown => {
            facts.stood_down[of].map(|_| "The incident is stood down".to_owned())
        }
        Response::Broadcast => None,
    }
}

/// Lets one take hold.
pub(super) fn take_hold(effect: &Response, it: &mut Moment<'_>) {
    let (now, of) = (it.minute(), it.of);
    match effect {
        Response::Declare(level) => {
            let declared = &mut it.state.facts.declared[of];
            if !declared.iter().any(|(declared, _)| declared == level) {
                declared.push((*level, now));
                it.say(|of| What::Declared { level: *level, of });
            }
        }
        Response::Notify(pick) => {
            if let Some(id) = aim(pick, it.target) {
                let at = it.ordered_at();
                let told = &mut it.state.facts.notified[of];
                told.entry(id.0).or_insert([now, now])[1] = at;
                let body = it.scenario.bodies[id.at()].id.clone();
                it.say(|of| What::Notified { body, of });
            }
        }
        Response::OpenOutOfBand => {
            it.state.facts.out_of_band[of].get_or_insert(now);
            it.ordered(Ordered::OutOfBand(of));
        }
        Response::Broadcast => {
            it.state.facts.broadcast[of].get_or_insert(now);
        }
        Response::Mark(step) => mark(it, *step),
        Response::StandDown => {
            if it.state.facts.stood_down[of].is_none() {
                it.state.facts.stood_down[of] = Some(now);
                aid::leaves(it.scenario, it.state, of);
                it.say(|of| What::StoodDown { of });
            }
        }
    }
}

/// Takes a step of the response.
fn mark(it: &mut Moment<'_>, step: Step) {
    let (now, of, at) = (it.minute(), it.of, it.ordered_at());
    let marked = &mut it.state.facts.marked[of];
    let first = !marked.contains_key(&step);
    marked.entry(step).or_insert([now, now])[1] = at;
    if step == Step::ClinicalSignOff {
        orders::sign(it.state, of);
    }
    if first && step == Step::CancellationsCounted {
        downtime::list_begun(it.state, of);
    }
    it.say(|of| What::Marked { step, of });
}
