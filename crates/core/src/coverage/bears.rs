//! Which tasks a decision bears on: those whose measure asks for something that it does. Must not rate
//! them.

use crate::exercise::What;
use crate::plan::{About, Moment, deeds};
use crate::scenario::{
    Condition, Effect, HostsEffect, LinkId, Measure, NetworkCondition, NetworkEffect,
    PatientsCondition, PatientsEffect, Pick, ResponseCondition, ResponseEffect, Scenario,
    ServicesCondition, ServicesEffect, Step, StoryCondition, Target, TaskId,
};

/// The tasks that an event bears on, in the scenario's order: what their measure asks for is what was
/// decided, or what its cards and effects do. Tasks that only an evaluator can tell, and outcomes of the
/// whole exercise, hang on no one decision.
pub fn bears_on(scenario: &Scenario, what: &What) -> Vec<TaskId> {
    let Some(moment) = Moment::of(scenario, what) else {
        return Vec::new();
    };
    let done = Done::of(scenario, moment);
    let tasks = scenario.tasks.iter().enumerate();
    tasks
        .filter(|(_, task)| done.measured(&task.measure))
        .map(|(at, _)| TaskId::from(at))
        .collect()
}

/// What a moment does.
struct Done<'a> {
    scenario: &'a Scenario,
    moment: Moment,
    did: Vec<About>,
    /// Its effects, each with what it is done to.
    effects: Vec<(&'a Effect, Option<Target>)>,
}

impl<'a> Done<'a> {
    fn of(scenario: &'a Scenario, moment: Moment) -> Self {
        let mut effects: Vec<(&Effect, Option<Target>)> = Vec::new();
        let mut cards = Vec::new();
        match moment {
            Moment::Option(prompt, at) => {
                if let Some(option) = scenario.prompts[prompt.at()].options.get(at) {
                    effects.extend(option.effects.iter().map(|it| (it, None)));
                    cards.extend(option.plays.iter().copied());
                }
            }
            Moment::Card(card, target) => cards.push((card, target)),
            Moment::Report { .. } => {}
        }
        for (card, target) in cards {
            let card = &scenario.cards[card.at()];
            effects.extend(card.effects.iter().map(|it| (it, target)));
        }
        Self {
            scenario,
            did: deeds(scenario, moment),
            moment,
            effects,
        }
    }

    fn measured(&self, measure: &Measure) -> bool {
        match measure {
            Measure::Within { done, .. } | Measure::Before { done, .. } => self.asked_for(done),
            Measure::Held { holds, .. } | Measure::At { holds, .. } => self.asked_for(holds),
            Measure::Signed { .. } => self.did.contains(&About::Step(Step::ClinicalSignOff)),
            Measure::Outcome { .. } | Measure::Observed => false,
        }
    }

    /// Whether a condition asks for something that was done, in whatever sense.
    fn asked_for(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Network(it) => self.network(it),
            Condition::Services(it) => self.services(it),
            Condition::Patients(it) => self.patients(it),
            Condition::Story(it) => self.story(it),
            Condition::Response(it) => self.response(it),
            Condition::Hosts(_) | Condition::Threats(_) => false,
            Condition::Of(_, inner) | Condition::Not(inner) => self.asked_for(inner),
            Condition::All(list) | Condition::Any(list) => list.iter().any(|it| self.asked_for(it)),
        }
    }

    fn any(&self, is: impl Fn(&Effect, Option<Target>) -> bool) -> bool {
        self.effects
            .iter()
            .any(|(effect, target)| is(effect, *target))
    }

    fn network(&self, asked: &NetworkCondition) -> bool {
        self.any(|effect, target| match (effect, asked) {
            (
                Effect::Network(
                    NetworkEffect::IsolateSegment(pick) | NetworkEffect::RejoinSegment(pick),
                ),
                NetworkCondition::Isolated(id),
            ) => picks(*pick, target, *id, Target::Segment),
            (
                Effect::Network(NetworkEffect::CutLink(pick) | NetworkEffect::RestoreLink(pick)),
                NetworkCondition::LinkCut(id),
            ) => picks(*pick, target, *id, Target::Link),
            (Effect::Network(effect), NetworkCondition::PortBlocked(id)) => match effect {
                NetworkEffect::BlockPort(pick) => picks(*pick, target, *id, Target::Link),
                NetworkEffect::BlockPortAtEdge => self.leads_outside(*id),
                NetworkEffect::BlockPortEverywhere | NetworkEffect::UnblockPorts => true,
                _ => false,
            },
            (Effect::Network(effect), NetworkCondition::MailOff) => {
                matches!(effect, NetworkEffect::MailOff | NetworkEffect::MailOn)
            }
            // Machines that are switched off are off the network too.
            (Effect::Hosts(HostsEffect::PowerOff(pick)), NetworkCondition::Isolated(id)) => {
                picks(*pick, target, *id, Target::Segment)
            }
            _ => false,
        })
    }

    /// Whether a link leads out of the trust.
    fn leads_outside(&self, link: LinkId) -> bool {
        let link = &self.scenario.links[link.at()];
        let outside = |id: crate::scenario::SegmentId| self.scenario.segments[id.at()].outside;
        outside(link.from) || outside(link.to)
    }

    fn services(&self, asked: &ServicesCondition) -> bool {
        let ServicesCondition::OnPaper(id) = asked else {
            return false;
        };
        self.any(|effect, target| match effect {
            Effect::Services(
                ServicesEffect::GoToPaper(pick) | ServicesEffect::BackToScreens(pick),
            ) => picks(*pick, target, *id, Target::Service),
            Effect::Services(ServicesEffect::AllToPaper) => true,
            _ => false,
        })
    }

    fn patients(&self, asked: &PatientsCondition) -> bool {
        let PatientsCondition::Diverted(id) = asked else {
            return false;
        };
        self.any(|effect, target| match effect {
            Effect::Patients(PatientsEffect::Divert(pick) | PatientsEffect::EndDivert(pick)) => {
                picks(*pick, target, *id, Target::Pathway)
            }
            _ => false,
        })
    }

    fn story(&self, asked: &StoryCondition) -> bool {
        let card = |id: crate::scenario::CardId| {
            let id = &self.scenario.cards[id.at()].id;
            self.did.contains(&About::Card(id.clone()))
        };
        match (asked, self.moment) {
            (StoryCondition::Decided(id), Moment::Option(prompt, _)) => *id == prompt,
            (StoryCondition::Chosen { prompt, .. }, Moment::Option(decided, _)) => {
                *prompt == decided
            }
            (StoryCondition::Done(id), _) => card(*id),
            (StoryCondition::DoneOn { card: id, target }, Moment::Card(played, on)) => {
                *id == played && Some(*target) == on
            }
            (StoryCondition::DoneOn { card: id, .. }, Moment::Option(..)) => card(*id),
            _ => false,
        }
    }

    fn response(&self, asked: &ResponseCondition) -> bool {
        match asked {
            ResponseCondition::Declared(level) => self.did.iter().any(|it| match it {
                About::Declare(declared) => declared >= level,
                _ => false,
            }),
            ResponseCondition::Notified(id) => {
                let body = self.scenario.bodies[id.at()].id.clone();
                self.did.contains(&About::Body(body))
            }
            ResponseCondition::Marked(step) => self.did.contains(&About::Step(*step)),
            ResponseCondition::MethaneGiven => self.did.contains(&About::Step(Step::Methane)),
            ResponseCondition::OutOfBandOpen => self
                .any(|effect, _| matches!(effect, Effect::Response(ResponseEffect::OpenOutOfBand))),
            ResponseCondition::StoodDown => {
                self.any(|effect, _| matches!(effect, Effect::Response(ResponseEffect::StandDown)))
            }
        }
    }
}

/// Whether an effect is done to a certain thing.
fn picks<T: Copy + PartialEq>(
    pick: Pick<T>,
    target: Option<Target>,
    wanted: T,
    as_target: impl Fn(T) -> Target,
) -> bool {
    match pick {
        Pick::This(it) => it == wanted,
        Pick::Target => target == Some(as_target(wanted)),
    }
}
