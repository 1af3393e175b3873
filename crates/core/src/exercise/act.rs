//! Cards are staffed and begin. What they then do is the effects' matter. Must not judge whether a
//! decision was wise.

use super::command::Refusal;
use super::conditions::named;
use super::effects::{self, Now};
use super::rules::coordination;
use super::rules::reach::Reach;
use super::rules::work::{self, Staffing};
use super::state::{CardJob, State};
use crate::scenario::{CardId, OrganisationId, Scenario, Target};

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
    let now = Now {
        scenario,
        state,
        of,
        target,
    };
    if let Some(what) = effects::idle(&model.effects, &now) {
        return Err(Refusal::Already { what });
    }
    let in_work = state
        .card_jobs
        .iter()
        .any(|job| job.of == of && job.card == card && job.target == target);
    // Several clinicians can each look at a cut.
    if in_work && !effects::is_signature(&model.effects) {
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
