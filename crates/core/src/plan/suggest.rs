//! Which clauses are about something that was just decided, for whoever cites them. Must not say that
//! a clause was followed.

use super::about::{About, of_event};
use super::model::{Clause, Plan};
use crate::exercise::What;
use crate::scenario::{
    BodyId, Card, CardId, Effect, Pick, PromptId, ResponseEffect, Scenario, Target,
};

/// Something of which can be said how it stands to the plan, before or after it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// An option of a decision point.
    Option(PromptId, usize),
    /// An action card on its target.
    Card(CardId, Option<Target>),
    /// A situation report; whether it is METHANE.
    Report {
        /// Whether it has METHANE's seven parts.
        methane: bool,
    },
}

impl Moment {
    /// What an event decided; nothing of an event that decides nothing a scenario foresees.
    pub fn of(scenario: &Scenario, what: &What) -> Option<Self> {
        let names = &scenario.names;
        match what {
            What::Decided { prompt, option, .. } => {
                let id = *names.prompts.get(prompt)?;
                let options = &scenario.prompts[id.at()].options;
                let at = options.iter().position(|it| it.id == *option)?;
                Some(Self::Option(id, at))
            }
            What::ActionStarted { card, target, .. } => {
                let id = *names.cards.get(card)?;
                let kind = scenario.cards[id.at()].target;
                let target = target.as_ref();
                let target = target.and_then(|it| scenario.target_by_id(kind, it));
                Some(Self::Card(id, target))
            }
            What::Reported { methane, .. } => Some(Self::Report {
                methane: methane.is_some(),
            }),
            _ => None,
        }
    }
}

/// What a moment does, by the names a plan uses: itself, the cards it plays, the steps, declarations
/// and notifications that come of them.
pub fn deeds(scenario: &Scenario, moment: Moment) -> Vec<About> {
    let mut found = Vec::new();
    match moment {
        Moment::Option(id, at) => {
            let prompt = &scenario.prompts[id.at()];
            let Some(option) = prompt.options.get(at) else {
                return found;
            };
            found.push(About::Option {
                prompt: prompt.id.clone(),
                option: option.id.clone(),
            });
            found.push(About::Prompt(prompt.id.clone()));
            of_effects(scenario, &option.effects, None, &mut found);
            for (card, target) in &option.plays {
                of_card(scenario, &scenario.cards[card.at()], *target, &mut found);
            }
        }
        Moment::Card(id, target) => {
            of_card(scenario, &scenario.cards[id.at()], target, &mut found);
        }
        Moment::Report { methane } => {
            found.push(About::Report);
            if methane {
                found.push(About::Step(crate::scenario::Step::Methane));
            }
        }
    }
    found
}

fn of_card(scenario: &Scenario, card: &Card, target: Option<Target>, found: &mut Vec<About>) {
    found.push(About::Card(card.id.clone()));
    of_effects(scenario, &card.effects, target, found);
}

fn of_effects(
    scenario: &Scenario,
    effects: &[Effect],
    target: Option<Target>,
    found: &mut Vec<About>,
) {
    for effect in effects {
        let Effect::Response(effect) = effect else {
            continue;
        };
        let body = |id: BodyId| About::Body(scenario.bodies[id.at()].id.clone());
        found.extend(match effect {
            ResponseEffect::Mark(step) => Some(About::Step(*step)),
            ResponseEffect::Declare(level) => Some(About::Declare(*level)),
            ResponseEffect::Notify(Pick::This(id)) => Some(body(*id)),
            ResponseEffect::Notify(Pick::Target) => match target {
                Some(Target::Body(id)) => Some(body(id)),
                _ => None,
            },
            _ => None,
        });
    }
}

/// The clauses that are about an event: those first that name the decision, card or report itself,
/// then those about what comes of it, each in the plan's order. Empty where the plan may be silent.
pub fn suggested<'a>(plan: &'a Plan, scenario: &Scenario, what: &What) -> Vec<&'a Clause> {
    let did = match Moment::of(scenario, what) {
        Some(moment) => deeds(scenario, moment),
        None => of_event(what),
    };
    let (named, follows): (Vec<About>, Vec<About>) = did.into_iter().partition(About::is_named);
    let clauses = plan.clauses.iter();
    let mut first: Vec<&Clause> = clauses.clone().filter(|it| it.is_about(&named)).collect();
    first.extend(clauses.filter(|it| !it.is_about(&named) && it.is_about(&follows)));
    first
}
