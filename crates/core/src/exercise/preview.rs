//! What a decision would take and give, told before it is confirmed: the effects are tried on a
//! copy. Must not change the exercise, and must not look further than the moment in which the
//! effects take hold.

use super::act;
use super::command::Refusal;
use super::conditions::{self, Facts, Telling};
use super::effects::{self, Given, Moment};
use super::exercise::Exercise;
use crate::scenario::{
    CardId, Condition, Effect, Mins, OrganisationId, PromptId, Scenario, ServiceId, Skill,
    SystemId, Target,
};

/// A change of a system's reach under this is not told.
const WORTH_TELLING: f64 = 0.1;

/// What a decision would take and give.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// Systems that services would lose, wholly or in part.
    pub takes: Vec<(SystemId, Vec<ServiceId>)>,
    /// Systems that services would have back.
    pub gives: Vec<(SystemId, Vec<ServiceId>)>,
    /// Services whose capacity would change at once: before and after, as shares.
    pub capacity: Vec<(ServiceId, f64, f64)>,
    /// People it takes: skill, how many, minutes.
    pub people: Vec<(Skill, u32, u32)>,
    /// When it would take hold, minutes since STARTEX.
    pub done: Option<Mins>,
    /// Why it can't be done now.
    pub refused: Option<Refusal>,
}

impl Exercise {
    /// What a card would take and give that an organisation plays.
    pub fn would_play(&self, of: OrganisationId, card: CardId, target: Option<Target>) -> Preview {
        let scenario = self.scenario().clone();
        let model = &scenario.cards[card.at()];
        let mut copy = self.copy();
        let begun = act::begin(&scenario, &copy.reach, &mut copy.state, of, card, target);
        let mut preview = self.compared(of, &model.effects, target);
        preview.people.clone_from(&model.work);
        match begun {
            Ok(done) => preview.done = Some(done),
            Err(refused) => preview.refused = Some(refused),
        }
        preview
    }

    /// What an option of a prompt would take and give, with all its cards.
    pub fn would_choose(&self, prompt: PromptId, option: usize) -> Preview {
        let scenario = self.scenario().clone();
        let Some(choice) = scenario.prompts[prompt.at()].options.get(option) else {
            return Preview::default();
        };
        let of = scenario.organisation_of(&scenario.prompts[prompt.at()].by);
        let mut copy = self.copy();
        let mut people = Vec::new();
        let mut done = None;
        let mut refused = None;
        let mut whats = Vec::new();
        for (card, target) in &choice.plays {
            let model = &scenario.cards[card.at()];
            match act::begin(&scenario, &copy.reach, &mut copy.state, of, *card, *target) {
                Ok(at) => {
                    people.extend(model.work.iter().copied());
                    done = done.max(Some(at));
                }
                Err(Refusal::Already { .. }) => continue,
                Err(why) => refused = Some(why),
            }
            Moment {
                scenario: &scenario,
                reach: &self.reach,
                state: &mut copy.state,
                of,
                target: *target,
                events: &mut whats,
            }
            .take_hold(&model.effects);
        }
        let mut preview = self.compared_with(copy, of, &choice.effects, None);
        preview.people = people;
        preview.done = done;
        preview.refused = refused;
        preview
    }

    /// What an organisation's improvised effects would take and give.
    ///
    /// # Errors
    /// Why the effects make no sense, in words.
    pub fn would_improvise(
        &self,
        of: OrganisationId,
        effects: &[Given],
    ) -> Result<Preview, String> {
        let effects = effects::all_meant(self.scenario(), of, effects)?;
        Ok(self.compared(of, &effects, None))
    }

    fn compared(&self, of: OrganisationId, effects: &[Effect], target: Option<Target>) -> Preview {
        self.compared_with(self.copy(), of, effects, target)
    }

    fn compared_with(
        &self,
        mut copy: Exercise,
        of: OrganisationId,
        effects: &[Effect],
        target: Option<Target>,
    ) -> Preview {
        let scenario = self.scenario().clone();
        let mut whats = Vec::new();
        Moment {
            scenario: &scenario,
            reach: &self.reach,
            state: &mut copy.state,
            of,
            target,
            events: &mut whats,
        }
        .take_hold(effects);
        copy.refresh();
        copy.services(&mut whats);
        let mut preview = Preview::default();
        for system in 0..scenario.systems.len() {
            let (mut loses, mut gains) = (Vec::new(), Vec::new());
            for service in needing(&scenario, system) {
                let change = seen(&scenario, &copy, system, service)
                    - seen(&scenario, self, system, service);
                if change <= -WORTH_TELLING {
                    loses.push(ServiceId::from(service));
                } else if change >= WORTH_TELLING {
                    gains.push(ServiceId::from(service));
                }
            }
            if !loses.is_empty() {
                preview.takes.push((system.into(), loses));
            }
            if !gains.is_empty() {
                preview.gives.push((system.into(), gains));
            }
        }
        for (at, (before, after)) in self
            .state
            .services
            .iter()
            .zip(&copy.state.services)
            .enumerate()
        {
            if (before.capacity - after.capacity).abs() >= 0.05 {
                preview
                    .capacity
                    .push((at.into(), before.capacity, after.capacity));
            }
        }
        preview
    }
}

/// A condition in words, as things stand, and how near it is.
pub fn tell(exercise: &Exercise, condition: &Condition) -> Telling {
    let facts = Facts::new(&exercise.reach, &exercise.state);
    conditions::tell(&exercise.scenario, condition, &facts)
}

/// The services that need a system.
fn needing(scenario: &Scenario, system: usize) -> impl Iterator<Item = usize> {
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

/// The share of a system that a service reaches: the mean over its segments.
fn seen(scenario: &Scenario, exercise: &Exercise, system: usize, service: usize) -> f64 {
    let segments = &scenario.services[service].segments;
    let sum: f64 = segments
        .iter()
        .map(|segment| exercise.reach.system_from(system, segment.at()))
        .sum();
    sum / segments.len().max(1) as f64
}

impl Preview {
    /// What it takes and gives, a sentence each.
    pub fn sentences(&self, scenario: &Scenario) -> Vec<String> {
        let mut sentences = Vec::new();
        for (verb, list) in [("Takes", &self.takes), ("Gives back", &self.gives)] {
            for (system, services) in list {
                let names: Vec<&str> = services
                    .iter()
                    .map(|id| scenario.services[id.at()].name.as_str())
                    .collect();
                let preposition = if verb == "Takes" { "from" } else { "to" };
                sentences.push(format!(
                    "{verb} {} {preposition} {}.",
                    scenario.systems[system.at()].name,
                    and(&names)
                ));
            }
        }
        for (service, before, after) in &self.capacity {
            sentences.push(format!(
                "{} goes from {:.0}% to {:.0}% of its work.",
                scenario.services[service.at()].name,
                before * 100.0,
                after * 100.0
            ));
        }
        sentences
    }
}

/// Names in a row: `A, B and C`; beyond five the rest are counted.
fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= 5 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..4].join(", "), names.len() - 4),
    }
}
