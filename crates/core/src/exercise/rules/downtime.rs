//! Downtime (paper) procedures: what paper holds, what it costs in errors, and what is left to be
//! typed back. Must not know what a service needs.
//!
//! Let `lost` be the share of a service's work on screens and systems that is gone: 0 with all of
//! it there, 1 with none, `lost = (1 − s) ÷ (1 − s₀)`, where `s` is what screens and systems still
//! allow and `s₀` what is left without any (see `services.rs`). On paper the service works at
//!
//! ```text
//! c(t) = (1 − lost) × max(BESIDE, wear(t)) + lost × p(t)
//! p(t) = wear(t) × (1 − (1 − start) × e^(−t ÷ τ))
//! ```
//!
//! `t` minutes after paper took over. Whoever still has a screen goes on using it and writes
//! everything twice ([`BESIDE`]); whoever has none works from paper. So with whole systems paper
//! costs, with none it gives all there is, and nothing jumps in between. It begins at `start` of what
//! it will hold and beds in with `τ`, as forms, runners and rules find their places
//! ([`START`], [`START_PLANNED`], [`BEDS_IN_MINS`]). `wear` is `holds` for as long as people and
//! stocks last, and sinks in a straight line to `then` over [`WEARS_MINS`]; hours in which people
//! from elsewhere, or called in, work on the wards don't count. The scenario's `holds` are fitted to
//! what hospitals kept that lost everything: theatres 60 to 70 per cent and a fifth less work in all
//! (UVM Medical Center 2020), 17 to 24 per cent less in the first week over many attacks, made good
//! in about three (Neprash et al. 2022, 2023), weeks of paper at the HSE in 2021.
//!
//! *Written* is the share of a service's work that stands on paper only or twice: `lost` while it is
//! not on paper (somebody notes it down, without form or rule), and on paper
//! `lost + `[`TWICE`]` × (1 − lost)`, for some of what could be on screens is not.
//!
//! Errors (medication, transcription, allergy, duplicate), expected number:
//! `written × `[`ERRORS_PER_PATIENT_HOUR`]` × early × unruled × tired`, a patient-hour. `early` falls
//! from 1.5 to 1 with `τ`; `unruled` is [`UNRULED`] off paper, or on paper without a plan
//! [`UNPLANNED`]; `tired` is
//! 2 less the pace of the ward staff.
//!
//! Paper debt, staff hours: each patient-hour written leaves [`DEBT_HOURS`] to be typed back. Once a
//! service is on its screens its own staff work it off at a fifth of the pace at which it grew, with
//! people put to it ([`Step::BacklogReconciled`]) at half of it, as far as its systems are there.
//! While debt is open the record is not whole: capacity is lower by up to [`DEBT_DRAG`], errors go
//! on at up to a fifth of the rate of paper (duplicates, results nobody read), both in proportion to
//! the debt up to a day's worth.

use crate::exercise::rules::work;
use crate::exercise::state::{Mode, State};
use crate::scenario::{Mins, OrganisationId, Paper, Scenario, Service, Skill, Step};

/// What is left of work on screens whose user must write everything on paper too (author's
/// estimate).
pub const BESIDE: f64 = if cfg!(feature = "other-rules") {
    0.75
} else {
    0.85
};
/// With how much of what it will hold paper begins, made ready in haste (author's estimate, after
/// the first days told of at the HSE and UVM, the worst of all).
pub const START: f64 = 0.7;
/// The same under an agreed plan with packs handed out (author's estimate).
pub const START_PLANNED: f64 = 0.85;
/// Minutes in which 63 per cent of what is to be learnt is learnt: half a day, a shift and its
/// hand-over (author's estimate).
pub const BEDS_IN_MINS: f64 = 720.0;
/// Minutes over which paper sinks from what it holds to what is left (author's estimate).
pub const WEARS_MINS: f64 = 4320.0;
/// The share of the time to mobilise that is left under an agreed plan (author's estimate).
const MOBILISES_PLANNED: f64 = 0.5;
/// Errors that paper makes beyond those of screens, a patient-hour: 5 items written a patient and day
/// (author's estimate) × 8.9 errors in 100 items (Dornan et al. 2009, EQUIP, for the GMC) × the 48
/// per cent of them that electronic prescribing prevents (Radley et al. 2013, JAMIA 20:470) ÷ 24.
pub const ERRORS_PER_PATIENT_HOUR: f64 = 5.0 * 0.089 * 0.48 / 24.0;
/// The share of what is still on screens that is written as well, or only, once a service is on
/// paper (author's estimate).
const TWICE: f64 = 0.1;
/// How many times as many errors are made by those who write without form or rule (author's
/// estimate).
const UNRULED: f64 = 4.0;
/// By how much of them more are made when paper begins (author's estimate).
const EARLY: f64 = 0.5;
/// How many times as many by those on paper without an agreed plan (author's estimate).
const UNPLANNED: f64 = 1.3;
/// Staff hours of typing that a patient-hour on paper leaves: half an hour a patient and day
/// (author's estimate).
pub const DEBT_HOURS: f64 = 0.5 / 24.0;
/// Share of the pace at which debt grows at which a service works it off by itself, and with
/// people put to it (author's estimate: a day of paper takes five days, or two).
const TYPED_BACK: [f64; 2] = [0.2, 0.5];
/// The most that open debt takes of capacity (author's estimate).
const DEBT_DRAG: f64 = 0.05;
/// The share of paper's errors that go on while a day's debt is open (author's estimate).
const ERRORS_IN_DEBT: f64 = 0.2;
/// The share of those cancelled before a list was begun that are found again for it (author's
/// estimate).
const FOUND_AGAIN: f64 = 0.7;

/// What paper holds, once people are used to it, that has been worn for so many minutes.
pub fn holds(paper: &Paper, worn_mins: Mins) -> f64 {
    let worn = f64::from(worn_mins.saturating_sub(paper.endures_mins)) / WEARS_MINS;
    paper.holds - (paper.holds - paper.then) * worn.min(1.0)
}

/// The share of that which people have learnt, of whom so much is [still to learn](ToLearn).
pub fn learnt(to_learn: f64, planned: bool) -> f64 {
    let start = if planned { START_PLANNED } else { START };
    1.0 - (1.0 - start) * to_learn
}

/// What is still to be learnt of it so many minutes after paper took over, `e^(−t ÷ τ)`. Services that
/// went to paper together ask one after the other: the last answer is kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct ToLearn(Option<(Mins, f64)>);

impl ToLearn {
    /// So many minutes after paper took over.
    pub fn after(&mut self, mins: Mins) -> f64 {
        match self.0 {
            Some((last, left)) if last == mins => left,
            _ => {
                let left = libm::exp(-f64::from(mins) / BEDS_IN_MINS);
                self.0 = Some((mins, left));
                left
            }
        }
    }
}

/// What a service on paper does that has lost so much of its screens and systems, where paper holds
/// so much and so much of that is learnt.
pub fn carried(lost: f64, holds: f64, learnt: f64) -> f64 {
    (1.0 - lost) * BESIDE.max(holds) + lost * holds * learnt
}

/// What open debt leaves of the capacity of a service on its screens that has lost so much of them.
pub fn dragged(service: &Service, lost: f64, debt_hours: f64) -> f64 {
    1.0 - DEBT_DRAG * (1.0 - lost) * of_a_day(service, debt_hours)
}

/// Debt as a share of what a day on paper leaves; all of it at most.
pub fn of_a_day(service: &Service, debt_hours: f64) -> f64 {
    let day = f64::from(service.patients_day + service.patients_night) * 12.0 * DEBT_HOURS;
    if day > 0.0 {
        (debt_hours / day).min(1.0)
    } else {
        0.0
    }
}

/// Minutes until a service is on paper that is told to go to it now.
pub fn mobilises(paper: &Paper, planned: bool) -> Mins {
    if planned {
        libm::ceil(f64::from(paper.mobilise_mins) * MOBILISES_PLANNED) as Mins
    } else {
        paper.mobilise_mins
    }
}

/// Whether a plan for paper had been agreed by a minute.
pub fn planned(state: &State, of: OrganisationId, by: Mins) -> bool {
    agreed(state, of).is_some_and(|agreed| agreed <= by)
}

/// When a plan for paper was agreed.
pub fn agreed(state: &State, of: OrganisationId) -> Option<Mins> {
    let agreed = state.facts.marked[of].get(&Step::PaperPlan);
    agreed.map(|it| it[0])
}

/// One minute of errors, debt and wear.
pub fn minute(scenario: &Scenario, state: &mut State) {
    let touched = state
        .services
        .iter()
        .any(|it| it.lost > 0.0 || it.debt_hours > 0.0 || it.mode != Mode::Screens);
    if !touched {
        return;
    }
    let by_day = (8..20).contains(&(scenario.calendar_hour(state.minute) % 24));
    // Of the organisation that was asked about last: most exercises have one.
    let mut here: Option<(OrganisationId, Here)> = None;
    let mut to_learn = ToLearn::default();
    for (at, model) in scenario.services.iter().enumerate() {
        let service = &state.services[at];
        if service.lost <= 0.0 && service.debt_hours <= 0.0 && !on_paper(service.mode) {
            continue;
        }
        let found = match here {
            Some((of, found)) if of == model.of => found,
            _ => {
                let found = Here::of(scenario, state, model.of);
                here = Some((model.of, found));
                found
            }
        };
        one(state, at, model, by_day, &found, &mut to_learn);
    }
    state.outcomes.paper_debt_hours = state.services.iter().map(|it| it.debt_hours).sum();
}

fn on_paper(mode: Mode) -> bool {
    matches!(mode, Mode::Paper { .. })
}

/// What paper hangs on in an organisation, in a minute.
#[derive(Clone, Copy)]
struct Here {
    /// When a plan for it was agreed.
    agreed: Option<Mins>,
    /// How many times as many errors its ward staff make as fresh people.
    tired: f64,
    /// Whether others work on its wards.
    relieved: bool,
    /// Whether people have been put to what is to be typed back.
    helped: bool,
}

impl Here {
    fn of(scenario: &Scenario, state: &State, of: OrganisationId) -> Self {
        Self {
            agreed: agreed(state, of),
            tired: 2.0 - wards_pace(scenario, state, of),
            relieved: relieved(scenario, state, of),
            helped: state.facts.marked[of].contains_key(&Step::BacklogReconciled),
        }
    }
}

fn one(
    state: &mut State,
    at: usize,
    model: &Service,
    by_day: bool,
    here: &Here,
    to_learn: &mut ToLearn,
) {
    let (mode, lost) = (state.services[at].mode, state.services[at].lost);
    let patients = f64::from(if by_day {
        model.patients_day
    } else {
        model.patients_night
    });
    let hours = patients / 60.0;
    let (written, by_rule) = match mode {
        Mode::Paper { since } => {
            let early = to_learn.after(state.minute - since);
            let plan = here.agreed.is_some_and(|agreed| agreed <= since);
            let by_rule = (1.0 + EARLY * early) * if plan { 1.0 } else { UNPLANNED };
            (lost + TWICE * (1.0 - lost), by_rule)
        }
        Mode::Screens | Mode::Mobilising { .. } => (lost, UNRULED),
    };
    let service = &mut state.services[at];
    let in_debt = ERRORS_IN_DEBT * of_a_day(model, service.debt_hours) * (1.0 - written);
    let wrong = (written * by_rule + in_debt) * hours;
    if wrong > 0.0 {
        state.outcomes.paper_errors += wrong * here.tired * ERRORS_PER_PATIENT_HOUR;
    }
    service.debt_hours += written * hours * DEBT_HOURS;
    if on_paper(mode) {
        if !here.relieved {
            service.worn_mins += 1;
        }
    } else if service.debt_hours > 0.0 {
        let usual = f64::from(model.patients_day + model.patients_night) / 2.0 / 60.0;
        let typed = usual * DEBT_HOURS * TYPED_BACK[usize::from(here.helped)] * (1.0 - lost);
        service.debt_hours = (service.debt_hours - typed).max(0.0);
        service.worn_mins = 0;
    }
}

/// The pace of an organisation's ward staff, as a share of a fresh crew's.
fn wards_pace(scenario: &Scenario, state: &State, of: OrganisationId) -> f64 {
    let wards = |model: &crate::scenario::Crew| model.skill == Skill::Wards && model.of == of;
    scenario
        .crews
        .iter()
        .position(wards)
        .map_or(1.0, |at| work::pace(scenario, state, at.into()))
}

/// Whether people who were lent or called in work on an organisation's wards.
pub fn relieved(scenario: &Scenario, state: &State, of: OrganisationId) -> bool {
    state.aid.iter().any(|aid| {
        let crew = &scenario.crews[aid.crew.at()];
        let here = aid.from <= state.minute && state.minute < aid.until;
        here && crew.skill == Skill::Wards && crew.of == of
    })
}

/// Whether an organisation keeps a list of those who are cancelled.
pub fn counts_cancelled(state: &State, of: OrganisationId) -> bool {
    state.facts.marked[of].contains_key(&Step::CancellationsCounted)
}

/// Notes patients who were cancelled and are on no list.
pub fn lose_sight(state: &mut State, of: OrganisationId, patients: f64) {
    state.patients.untraced[of] += patients;
    state.outcomes.patients_untraced += patients;
}

/// A list of those who were cancelled is begun: most of the earlier ones are found again for it.
pub fn list_begun(state: &mut State, of: OrganisationId) {
    let found = state.patients.untraced[of] * FOUND_AGAIN;
    state.patients.untraced[of] -= found;
    state.outcomes.patients_untraced -= found;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> Paper {
        Paper {
            mobilise_mins: 45,
            holds: 0.7,
            endures_mins: 2880,
            then: 0.5,
            meanwhile: String::new(),
        }
    }

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 1e-9, "{found}, not {wanted}");
    }

    #[test]
    fn paper_begins_low_and_beds_in() {
        let learnt = |mins, planned| learnt(ToLearn::default().after(mins), planned);
        near(learnt(0, false), START);
        near(learnt(0, true), START_PLANNED);
        // After one τ, 1 − 1/e of the way.
        near(learnt(720, false), 1.0 - 0.3 / std::f64::consts::E);
        assert!(learnt(2880, false) > 0.99);
        assert!((0..5000).all(|mins| learnt(mins, false) < learnt(mins + 1, false)));
    }

    #[test]
    fn paper_holds_for_as_long_as_it_endures_and_wears_slowly() {
        let paper = paper();
        near(holds(&paper, 0), 0.7);
        near(holds(&paper, 2880), 0.7);
        near(holds(&paper, 2880 + 2160), 0.6);
        near(holds(&paper, 2880 + 4320), 0.5);
        near(holds(&paper, 50_000), 0.5);
    }

    #[test]
    fn paper_costs_with_whole_screens_and_gives_all_there_is_without_any() {
        near(carried(0.0, 0.6, 0.7), BESIDE);
        near(carried(1.0, 0.6, 1.0), 0.6);
        near(carried(1.0, 0.6, 0.7), 0.42);
        near(carried(0.5, 0.6, 1.0), f64::midpoint(BESIDE, 0.6));
        // Whose paper is better than screens with paper beside them is not held back by those.
        near(carried(0.0, 0.97, 0.7), 0.97);
    }

    #[test]
    fn an_agreed_plan_halves_the_time_until_paper_is_there() {
        assert_eq!(mobilises(&paper(), false), 45);
        assert_eq!(mobilises(&paper(), true), 23);
    }
}
