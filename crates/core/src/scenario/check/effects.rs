//! Checks effects: from what was written to what it means. Must not do what they say, and must not
//! ask who may.

use super::super::diagnostic::Code;
use super::super::mark::Marked;
use super::super::model::{
    BodyId, CrewId, Effect, FlowId, HelpEffect as Help, HostsEffect as Hosts, LinkId,
    NetworkEffect as Network, PathwayId, PatientsEffect as Patients, Pick, RebuildItem,
    ResponseEffect as Response, SegmentId, ServiceId, ServicesEffect as Services, SystemId,
    TargetKind,
};
use super::super::shape::{self, Id};
use super::checker::Checker;
use super::names::{Table, Tables};

/// What an effect's text says instead of an id to mean the card's target.
const TARGET: &str = "{target}";

impl Checker {
    /// Effects of a card with this kind of target (`Nothing` where there is no card).
    pub(super) fn effects(&mut self, list: &[shape::Effect], kind: TargetKind) -> Vec<Effect> {
        let mut on = OnTarget {
            checker: self,
            kind,
        };
        list.iter().map(|effect| on.effect(effect)).collect()
    }
}

/// Checks the effects of one card or option.
struct OnTarget<'a> {
    checker: &'a mut Checker,
    /// What the card is played on.
    kind: TargetKind,
}

impl OnTarget<'_> {
    fn pick<T: Copy + From<usize>>(
        &mut self,
        table: impl Fn(&Tables) -> &Table<T>,
        id: &Id,
        wanted: TargetKind,
    ) -> Pick<T> {
        let kind = self.kind;
        if id.value != TARGET {
            return Pick::This(self.checker.find(table, id));
        }
        if wanted != kind {
            self.checker.problem(
                Code::Target,
                id.mark,
                match kind {
                    TargetKind::Nothing => "there is no target here".to_owned(),
                    _ => format!("the card's target is a {kind:?}, this needs a {wanted:?}"),
                },
                &format!("give the card `target: {wanted:?}`, or name an id here"),
            );
        }
        Pick::Target
    }

    fn segment(&mut self, id: &Id) -> Pick<SegmentId> {
        self.pick(|it| &it.segments, id, TargetKind::Segment)
    }

    fn link(&mut self, id: &Id) -> Pick<LinkId> {
        self.pick(|it| &it.links, id, TargetKind::Link)
    }

    fn service(&mut self, id: &Id) -> Pick<ServiceId> {
        self.pick(|it| &it.services, id, TargetKind::Service)
    }

    fn pathway(&mut self, id: &Id) -> Pick<PathwayId> {
        self.pick(|it| &it.pathways, id, TargetKind::Pathway)
    }

    fn flow(&mut self, id: &Id) -> Pick<FlowId> {
        self.pick(|it| &it.flows, id, TargetKind::Flow)
    }

    fn body(&mut self, id: &Id) -> Pick<BodyId> {
        self.pick(|it| &it.bodies, id, TargetKind::Body)
    }

    fn crew(&mut self, id: &Id) -> Pick<CrewId> {
        self.pick(|it| &it.crews, id, TargetKind::Crew)
    }

    fn system(&mut self, id: &Id) -> Pick<SystemId> {
        self.pick(|it| &it.systems, id, TargetKind::System)
    }

    fn people(&mut self, people: &Marked<u32>) -> u32 {
        if people.value == 0 || people.value > 10_000 {
            self.checker.problem(
                Code::Count,
                people.mark,
                format!("{people} people can't do this"),
                "give a number of people above 0",
            );
        }
        people.value
    }

    fn effect(&mut self, effect: &shape::Effect) -> Effect {
        use shape::Effect as Shape;
        match effect {
            Shape::IsolateSegment(id) => Network::IsolateSegment(self.segment(id)).into(),
            Shape::RejoinSegment(id) => Network::RejoinSegment(self.segment(id)).into(),
            Shape::CutLink(id) => Network::CutLink(self.link(id)).into(),
            Shape::RestoreLink(id) => Network::RestoreLink(self.link(id)).into(),
            Shape::BlockPort(id) => Network::BlockPort(self.link(id)).into(),
            Shape::BlockPortAtEdge => Network::BlockPortAtEdge.into(),
            Shape::BlockPortEverywhere => Network::BlockPortEverywhere.into(),
            Shape::UnblockPorts => Network::UnblockPorts.into(),
            Shape::MailOff => Network::MailOff.into(),
            Shape::MailOn => Network::MailOn.into(),
            Shape::BlockDomain => Network::BlockDomain.into(),
            Shape::AllowDomain => Network::AllowDomain.into(),
            Shape::SinkholeDomain => Network::SinkholeDomain.into(),
            Shape::UnplugInfected(id) => Hosts::UnplugInfected(self.segment(id)).into(),
            Shape::PowerOff(id) => Hosts::PowerOff(self.segment(id)).into(),
            Shape::PowerOn(id) => Hosts::PowerOn(self.segment(id)).into(),
            Shape::Patch { segment, people } => Effect::Hosts(Hosts::Patch {
                segment: self.segment(segment),
                people: self.people(people),
            }),
            Shape::Rebuild { order, people } => Effect::Hosts(Hosts::Rebuild {
                order: order.iter().map(|id| self.rebuild_item(id)).collect(),
                people: self.people(people),
            }),
            Shape::StopWork => Hosts::StopWork.into(),
            Shape::TryKey(id) => Hosts::TryKey(self.checker.find(|it| &it.extortions, id)).into(),
            Shape::GoToPaper(id) => Services::GoToPaper(self.service(id)).into(),
            Shape::AllToPaper => Services::AllToPaper.into(),
            Shape::BackToScreens(id) => Services::BackToScreens(self.service(id)).into(),
            Shape::StandIn {
                system,
                share,
                hours,
            } => Effect::Services(Services::StandIn {
                system: self.system(system),
                share: (self.checker.share(share) * 1000.0) as u32,
                hours: *hours,
            }),
            Shape::TakeStaff {
                service,
                share,
                hours,
            } => self.take_staff(service, share, *hours),
            Shape::OrderStock {
                service,
                amount,
                arrive_mins,
            } => self.order_stock(service, amount, *arrive_mins),
            Shape::Divert(id) => Patients::Divert(self.pathway(id)).into(),
            Shape::EndDivert(id) => Patients::EndDivert(self.pathway(id)).into(),
            Shape::Cancel { flow, hours } => Effect::Patients(Patients::Cancel {
                flow: self.flow(flow),
                hours: *hours,
            }),
            Shape::Resume(id) => Patients::Resume(self.flow(id)).into(),
            Shape::ProtectUrgent => Patients::ProtectUrgent.into(),
            Shape::RedeployToEd => Patients::RedeployToEd.into(),
            Shape::Declare(level) => Response::Declare(*level).into(),
            Shape::Notify(id) => Response::Notify(self.body(id)).into(),
            Shape::OpenOutOfBand => Response::OpenOutOfBand.into(),
            Shape::Broadcast => Response::Broadcast.into(),
            Shape::Mark(step) => Response::Mark(*step).into(),
            Shape::StandDown => Response::StandDown.into(),
            Shape::MutualAid {
                crew,
                people,
                arrive_mins,
                stay_hours,
            } => Effect::Help(Help::MutualAid {
                crew: self.crew(crew),
                people: self.people(people),
                arrive_mins: *arrive_mins,
                stay_hours: *stay_hours,
            }),
            Shape::CallIn {
                crew,
                arrive_mins,
                stay_hours,
            } => Effect::Help(Help::CallIn {
                crew: self.crew(crew),
                arrive_mins: *arrive_mins,
                stay_hours: *stay_hours,
            }),
            Shape::EngageSupplier {
                system,
                arrive_mins,
                people,
            } => Effect::Help(Help::EngageSupplier {
                system: self.system(system),
                arrive_mins: *arrive_mins,
                people: self.people(people),
            }),
            Shape::Nothing(why) => self.nothing(why),
        }
    }

    fn take_staff(&mut self, service: &Id, share: &Marked<f64>, hours: u32) -> Effect {
        if share.value <= 0.0 || hours == 0 {
            self.checker.problem(
                Code::NoEffect,
                share.mark,
                "nobody leaves, or for no time",
                "write a share above 0 and at least one hour, or leave the effect out",
            );
        }
        Effect::Services(Services::TakeStaff {
            service: self.service(service),
            share: ((self.checker.share(share) * 1000.0) as u32).max(1),
            hours,
        })
    }

    fn order_stock(&mut self, service: &Id, amount: &Marked<u32>, arrive_mins: u32) -> Effect {
        if amount.value == 0 {
            self.checker.problem(
                Code::NoEffect,
                amount.mark,
                "nothing is ordered",
                "write how much, or leave the effect out",
            );
        }
        Effect::Services(Services::OrderStock {
            service: self.service(service),
            amount: amount.value,
            arrive_mins,
        })
    }

    fn nothing(&mut self, why: &Marked<String>) -> Effect {
        if why.value.trim().is_empty() {
            self.checker.problem(
                Code::NoEffect,
                why.mark,
                "nothing says why this changes nothing",
                "write the reason in the quotes",
            );
        }
        Effect::Nothing
    }

    fn rebuild_item(&mut self, id: &Id) -> Pick<RebuildItem> {
        if id.value == TARGET {
            if !matches!(
                self.kind,
                TargetKind::System | TargetKind::Segment | TargetKind::SystemOrSegment
            ) {
                self.checker.problem(
                    Code::Target,
                    id.mark,
                    "only a system or a segment can be rebuilt",
                    "give the card `target: SystemOrSegment`, or name an id here",
                );
            }
            return Pick::Target;
        }
        if self.checker.knows(|it| &it.segments, id) && !self.checker.knows(|it| &it.systems, id) {
            Pick::This(RebuildItem::Segment(
                self.checker.find(|it| &it.segments, id),
            ))
        } else {
            Pick::This(RebuildItem::System(self.checker.find(|it| &it.systems, id)))
        }
    }
}
