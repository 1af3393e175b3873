//! Checks conditions: from what was written to what it means. Must not ask whether one holds, nor
//! whether it ever can: that is `world`.

use super::super::model::{
    Condition, HostsCondition as Hosts, NetworkCondition as Network, PatientsCondition as Patients,
    ResponseCondition as Response, ServicesCondition as Services, StoryCondition as Story,
    TargetKind, ThreatsCondition as Threats,
};
use super::super::shape::{self, Id};
use super::checker::Checker;
use super::logic::Logic;

impl Checker {
    pub(super) fn conditions(
        &mut self,
        list: &[shape::Condition],
        logic: Logic<'_>,
    ) -> Vec<Condition> {
        list.iter().map(|one| self.condition(one, logic)).collect()
    }

    pub(super) fn condition(
        &mut self,
        condition: &shape::Condition,
        logic: Logic<'_>,
    ) -> Condition {
        use shape::Condition as Shape;
        match condition {
            Shape::Isolated(id) => Network::Isolated(self.find(|it| &it.segments, id)).into(),
            Shape::LinkCut(id) => Network::LinkCut(self.find(|it| &it.links, id)).into(),
            Shape::PortBlocked(id) => Network::PortBlocked(self.find(|it| &it.links, id)).into(),
            Shape::MailOff => Network::MailOff.into(),
            Shape::LockedIn { segment, at_least } => Condition::Hosts(Hosts::LockedIn {
                segment: self.find(|it| &it.segments, segment),
                at_least: at_least.value,
            }),
            Shape::Locked { at_least } => Condition::Hosts(Hosts::Locked {
                at_least: at_least.value,
            }),
            Shape::ReportedLocked { at_least } => Condition::Hosts(Hosts::ReportedLocked {
                at_least: at_least.value,
            }),
            Shape::Clean => Hosts::Clean.into(),
            Shape::SystemBelow { system, share } => Condition::Hosts(Hosts::SystemBelow {
                system: self.find(|it| &it.systems, system),
                share: self.share(share),
            }),
            Shape::ServiceBelow { service, share } => Condition::Services(Services::ServiceBelow {
                service: self.find(|it| &it.services, service),
                share: self.share(share),
            }),
            Shape::StockBelow { service, amount } => Condition::Services(Services::StockBelow {
                service: self.find(|it| &it.services, service),
                amount: amount.value,
            }),
            Shape::OnPaper(id) => Services::OnPaper(self.find(|it| &it.services, id)).into(),
            Shape::EdQueue { at_least } => Condition::Patients(Patients::EdQueue {
                at_least: at_least.value,
            }),
            Shape::Cancelled { at_least } => Condition::Patients(Patients::Cancelled {
                at_least: at_least.value,
            }),
            Shape::Diverted(id) => Patients::Diverted(self.find(|it| &it.pathways, id)).into(),
            Shape::Reached(when) => Condition::reached(self.when(when)),
            Shape::Delivered(id) => Story::Delivered(self.find(|it| &it.injects, id)).into(),
            Shape::Undelivered(id) => Story::Undelivered(self.find(|it| &it.injects, id)).into(),
            Shape::Asked(id) => Story::Asked(self.find(|it| &it.prompts, id)).into(),
            Shape::Decided(id) => Story::Decided(self.find(|it| &it.prompts, id)).into(),
            Shape::Chosen { prompt, option } => self.chosen(prompt, option, logic),
            Shape::Done(id) => Story::Done(self.find(|it| &it.cards, id)).into(),
            Shape::DoneOn { card, target } => self.done_on(card, target, logic),
            Shape::Declared(level) => Response::Declared(*level).into(),
            Shape::Notified(id) => Response::Notified(self.find(|it| &it.bodies, id)).into(),
            Shape::Marked(step) => Response::Marked(*step).into(),
            Shape::MethaneGiven => Response::MethaneGiven.into(),
            Shape::OutOfBandOpen => Response::OutOfBandOpen.into(),
            Shape::StoodDown => Response::StoodDown.into(),
            Shape::Out(id) => Threats::Out(self.find(|it| &it.outages, id)).into(),
            Shape::Back(id) => Threats::Back(self.find(|it| &it.outages, id)).into(),
            Shape::Intruded(id) => Threats::Intruded(self.find(|it| &it.stages, id)).into(),
            Shape::Traced(id) => Threats::Traced(self.find(|it| &it.stages, id)).into(),
            Shape::DrivenOut(id) => Threats::DrivenOut(self.find(|it| &it.intrusions, id)).into(),
            Shape::Proven(id) => Threats::Proven(self.find(|it| &it.extortions, id)).into(),
            Shape::DeadlinePassed(id) => {
                Threats::DeadlinePassed(self.find(|it| &it.extortions, id)).into()
            }
            Shape::Published(id) => Threats::Published(self.find(|it| &it.extortions, id)).into(),
            Shape::KeyOffered(id) => Threats::KeyOffered(self.find(|it| &it.extortions, id)).into(),
            Shape::KeyWorks(id) => Threats::KeyWorks(self.find(|it| &it.extortions, id)).into(),
            Shape::Of { of, is: inner } => Condition::Of(
                self.find(|it| &it.organisations, of),
                Box::new(self.condition(inner, logic)),
            ),
            Shape::Not(inner) => Condition::Not(Box::new(self.condition(inner, logic))),
            Shape::All(list) => Condition::All(self.conditions(list, logic)),
            Shape::Any(list) => Condition::Any(self.conditions(list, logic)),
        }
    }

    fn chosen(&mut self, prompt: &Id, option: &Id, logic: Logic<'_>) -> Condition {
        let found = self.find(|it| &it.prompts, prompt);
        let option = if self.knows(|it| &it.prompts, prompt) {
            self.option(found.at(), option, logic)
        } else {
            0
        };
        Condition::Story(Story::Chosen {
            prompt: found,
            option,
        })
    }

    fn done_on(&mut self, card: &Id, target: &Id, logic: Logic<'_>) -> Condition {
        let found = self.find(|it| &it.cards, card);
        let kind = logic
            .cards
            .get(found.at())
            .map_or(TargetKind::Nothing, |card| card.target);
        match self.target(kind, target, card) {
            Some(target) => Condition::Story(Story::DoneOn {
                card: found,
                target,
            }),
            None => Story::Done(found).into(),
        }
    }
}
