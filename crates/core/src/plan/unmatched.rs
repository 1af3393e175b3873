//! What a plan is about that no scenario has. Must not hold it against the plan: a name may be that of
//! a thing in a scenario which was not looked at.

use super::about::About;
use super::model::{Map, Plan};
use crate::nearest::nearest;
use crate::scenario::{Code, Diagnostic, Problems, Scenario};

/// Every name in a plan that means nothing in any of these scenarios, each with its place and the
/// name that may have been meant.
pub fn unmatched(plan: &Plan, scenarios: &[&Scenario]) -> Problems {
    let mut problems = Vec::new();
    for clause in &plan.clauses {
        for map in &clause.maps {
            if !scenarios.iter().any(|it| has(it, &map.about)) {
                problems.push(told(map, scenarios));
            }
        }
    }
    Problems {
        sources: plan.sources.clone(),
        list: problems,
    }
}

/// Whether a scenario has what a clause is about.
fn has(scenario: &Scenario, about: &About) -> bool {
    let names = &scenario.names;
    match about {
        About::Card(id) => names.cards.contains_key(id),
        About::Prompt(id) => names.prompts.contains_key(id),
        About::Body(id) => names.bodies.contains_key(id),
        About::Option { prompt, option } => {
            let prompt = names.prompts.get(prompt);
            prompt.is_some_and(|it| {
                let mut options = scenario.prompts[it.at()].options.iter();
                options.any(|it| it.id == *option)
            })
        }
        About::Step(step) => scenario.steps.contains(step) || *step == METHANE,
        // Free play can declare at every level, and every team can report.
        About::Declare(_) | About::Report => true,
    }
}

const METHANE: crate::scenario::Step = crate::scenario::Step::Methane;

fn told(map: &Map, scenarios: &[&Scenario]) -> Diagnostic {
    let (what, name, known): (&str, String, Vec<String>) = match &map.about {
        About::Card(id) => {
            let known = scenarios.iter().flat_map(|it| it.names.cards.keys());
            ("action card", id.clone(), known.cloned().collect())
        }
        About::Prompt(id) => {
            let known = scenarios.iter().flat_map(|it| it.names.prompts.keys());
            ("decision point", id.clone(), known.cloned().collect())
        }
        About::Body(id) => {
            let known = scenarios.iter().flat_map(|it| it.names.bodies.keys());
            ("body", id.clone(), known.cloned().collect())
        }
        About::Option { prompt, option } => {
            let prompts = scenarios.iter().flat_map(|it| &it.prompts);
            let known = prompts.flat_map(|prompt| {
                let options = prompt.options.iter();
                options.map(|it| format!("{}/{}", prompt.id, it.id))
            });
            ("option", format!("{prompt}/{option}"), known.collect())
        }
        About::Step(step) => ("step", format!("{step:?}"), Vec::new()),
        About::Declare(level) => ("declaration", format!("{level:?}"), Vec::new()),
        About::Report => ("report", String::new(), Vec::new()),
    };
    let message = match scenarios {
        [one] => format!("“{}” has no {what} called `{name}`", one.title),
        several => format!(
            "none of {} scenarios has the {what} `{name}`",
            several.len()
        ),
    };
    let hint = match nearest(&name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "it can't be rehearsed with these scenarios; leave it out, or add the one that has it"
                .to_owned()
        }
    };
    Diagnostic::new(Code::UnknownId, map.mark, message).hint(hint)
}
