//! What was decided and reported, for whoever says how it stands to the plan while the exercise is
//! played: each with the clauses that are about it. Must not say that one was followed.

use super::stances::stances;
use crate::exercise::{Event, Stance, What};
use crate::plan::{Plan, suggested};
use crate::record::Story;
use crate::scenario::Scenario;
use crate::timeline::line;
use serde::Serialize;

/// Something of which can be said how it stands to the plan. What another role decided may reach no
/// device of a role: whoever shows these there keeps to those of `by`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// The event, counted from 1 at STARTEX: what a command names.
    pub entry: u64,
    /// When, as the exercise's clock shows it.
    pub clock: String,
    /// What was decided, in words.
    pub what: String,
    /// The id of the role that decided.
    pub by: String,
    /// Its title.
    pub role: String,
    /// What has been said of it.
    pub said: Vec<Stance>,
    /// The clauses that are about it, by number and heading, the most likely first. Where there are none,
    /// the plan may be silent.
    pub suggested: Vec<(String, String)>,
}

/// The last so many decisions, action cards and reports, the latest first. An option that plays cards
/// stands for them: they come with it, and are not told again.
pub fn offered(
    plan: &Plan,
    scenario: &Scenario,
    story: &Story,
    events: &[Event],
    most: usize,
) -> Vec<Offered> {
    let said = stances(events);
    let mut found = Vec::new();
    for (at, event) in events.iter().enumerate().rev() {
        if found.len() == most {
            break;
        }
        let Some(by) = event.what.to_be_cited() else {
            continue;
        };
        let entry = at as u64 + 1;
        let said: Vec<Stance> = said
            .get(&entry)
            .into_iter()
            .flatten()
            .map(|(_, stance)| stance.clone())
            .collect();
        if said.is_empty() && comes_with_an_option(events, at) {
            continue;
        }
        found.push(Offered {
            entry,
            clock: story.clock(event.at_secs),
            what: line(story, event).map_or_else(String::new, |it| it.title),
            by: by.to_owned(),
            role: story.role_title(by).to_owned(),
            said,
            suggested: suggested(plan, scenario, &event.what)
                .into_iter()
                .map(|it| (it.id.clone(), it.title.clone()))
                .collect(),
        });
    }
    found
}

/// Whether an action card was ordered by the option that was decided right before, in the same second.
fn comes_with_an_option(events: &[Event], at: usize) -> bool {
    let card = |event: &Event| matches!(event.what, What::ActionStarted { .. });
    if !card(&events[at]) {
        return false;
    }
    let now = events[at].at_secs;
    let before = events[..at].iter().rev();
    let decided = before.take_while(|it| it.at_secs == now).find(|it| {
        // What a card does at once is told between it and the next.
        it.what.to_be_cited().is_some() && !card(it)
    });
    matches!(
        (decided.map(|it| &it.what), &events[at].what),
        (
            Some(What::Decided { by: decided, because: why, .. }),
            What::ActionStarted { by, because, .. },
        ) if decided == by && why == because
    )
}
