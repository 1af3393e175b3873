//! Checks conditions and effects. Must not ask whether a condition can come true: that is
//! `possible`.

use super::super::diagnostic::Code;
use super::super::mark::{Mark, Marked};
use super::super::model::{Card, Condition, Effect, Pick, Prompt, RebuildItem, Target, TargetKind};
use super::super::read::nearest;
use super::super::shape::{self, Id};
use super::Checker;
use super::names::{self, Table, Tables};

/// What an effect's text says instead of an id to mean the card's target.
pub const TARGET: &str = "{target}";

/// What conditions are checked against.
#[derive(Clone, Copy)]
pub struct Logic<'a> {
    /// Cards, for the kinds of their targets.
    pub cards: &'a [Card],
    /// Prompts, for their options.
    pub prompts: &'a [shape::Prompt],
    /// Prompts that are checked already, where the shapes are gone.
    pub checked: &'a [Prompt],
}

impl Logic<'_> {
    fn options(&self, prompt: usize) -> Vec<&str> {
        if let Some(prompt) = self.checked.get(prompt) {
            return prompt.options.iter().map(|it| it.id.as_str()).collect();
        }
        self.prompts.get(prompt).map_or_else(Vec::new, |prompt| {
            prompt
                .options
                .iter()
                .map(|it| it.id.value.as_str())
                .collect()
        })
    }
}

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
            Shape::Reached(when) => Condition::Reached(self.when(when)),
            Shape::LockedIn { segment, at_least } => Condition::LockedIn {
                segment: self.find(names::segments, segment),
                at_least: at_least.value,
            },
            Shape::Locked { at_least } => Condition::Locked {
                at_least: at_least.value,
            },
            Shape::ReportedLocked { at_least } => Condition::ReportedLocked {
                at_least: at_least.value,
            },
            Shape::Clean => Condition::Clean,
            Shape::ServiceBelow { service, share } => Condition::ServiceBelow {
                service: self.find(names::services, service),
                share: self.share(share),
            },
            Shape::StockBelow { service, amount } => Condition::StockBelow {
                service: self.find(names::services, service),
                amount: amount.value,
            },
            Shape::SystemBelow { system, share } => Condition::SystemBelow {
                system: self.find(names::systems, system),
                share: self.share(share),
            },
            Shape::EdQueue { at_least } => Condition::EdQueue {
                at_least: at_least.value,
            },
            Shape::Cancelled { at_least } => Condition::Cancelled {
                at_least: at_least.value,
            },
            Shape::Delivered(id) => Condition::Delivered(self.find(names::injects, id)),
            Shape::Undelivered(id) => Condition::Undelivered(self.find(names::injects, id)),
            Shape::Asked(id) => Condition::Asked(self.find(names::prompts, id)),
            Shape::Decided(id) => Condition::Decided(self.find(names::prompts, id)),
            Shape::Chosen { prompt, option } => {
                let found = self.find(names::prompts, prompt);
                let known = self.knows(names::prompts, prompt);
                Condition::Chosen {
                    prompt: found,
                    option: if known {
                        self.option(found.at(), option, logic)
                    } else {
                        0
                    },
                }
            }
            Shape::Done(id) => Condition::Done(self.find(names::cards, id)),
            Shape::DoneOn { card, target } => {
                let found = self.find(names::cards, card);
                let kind = logic
                    .cards
                    .get(found.at())
                    .map_or(TargetKind::Nothing, |card| card.target);
                match self.target(kind, target, card) {
                    Some(target) => Condition::DoneOn {
                        card: found,
                        target,
                    },
                    None => Condition::Done(found),
                }
            }
            Shape::Declared(level) => Condition::Declared(*level),
            Shape::Notified(id) => Condition::Notified(self.find(names::bodies, id)),
            Shape::Marked(step) => Condition::Marked(*step),
            Shape::Isolated(id) => Condition::Isolated(self.find(names::segments, id)),
            Shape::LinkCut(id) => Condition::LinkCut(self.find(names::links, id)),
            Shape::PortBlocked(id) => Condition::PortBlocked(self.find(names::links, id)),
            Shape::MailOff => Condition::MailOff,
            Shape::MethaneGiven => Condition::MethaneGiven,
            Shape::OutOfBandOpen => Condition::OutOfBandOpen,
            Shape::OnPaper(id) => Condition::OnPaper(self.find(names::services, id)),
            Shape::Diverted(id) => Condition::Diverted(self.find(names::pathways, id)),
            Shape::StoodDown => Condition::StoodDown,
            Shape::Out(id) => Condition::Out(self.find(names::outages, id)),
            Shape::Back(id) => Condition::Back(self.find(names::outages, id)),
            Shape::Intruded(id) => Condition::Intruded(self.find(names::stages, id)),
            Shape::Traced(id) => Condition::Traced(self.find(names::stages, id)),
            Shape::DrivenOut(id) => Condition::DrivenOut(self.find(names::intrusions, id)),
            Shape::Proven(id) => Condition::Proven(self.find(names::extortions, id)),
            Shape::DeadlinePassed(id) => {
                Condition::DeadlinePassed(self.find(names::extortions, id))
            }
            Shape::Published(id) => Condition::Published(self.find(names::extortions, id)),
            Shape::KeyOffered(id) => Condition::KeyOffered(self.find(names::extortions, id)),
            Shape::KeyWorks(id) => Condition::KeyWorks(self.find(names::extortions, id)),
            Shape::Of { of, is: inner } => Condition::Of(
                self.find(names::organisations, of),
                Box::new(self.condition(inner, logic)),
            ),
            Shape::Not(inner) => Condition::Not(Box::new(self.condition(inner, logic))),
            Shape::All(list) => Condition::All(self.conditions(list, logic)),
            Shape::Any(list) => Condition::Any(self.conditions(list, logic)),
        }
    }

    /// Which option of a prompt an id means.
    pub(super) fn option(&mut self, prompt: usize, option: &Id, logic: Logic<'_>) -> usize {
        let options = logic.options(prompt);
        if let Some(at) = options.iter().position(|id| *id == option.value) {
            return at;
        }
        let hint = match nearest(&option.value, options.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("its options: {}", options.join(", ")),
        };
        self.problem(
            Code::UnknownId,
            option.mark,
            format!("the prompt has no option called `{option}`"),
            &hint,
        );
        0
    }

    /// What a card is played on.
    pub(super) fn target(&mut self, kind: TargetKind, target: &Id, card: &Id) -> Option<Target> {
        if self.off_limits.contains(&(kind, target.value.clone())) {
            self.problem(
                Code::Target,
                target.mark,
                format!("card `{card}` can't be played on `{target}`"),
                "departments of the trust and booked work can be targets; the outside and emergency patients can't",
            );
            return None;
        }
        Some(match kind {
            TargetKind::Nothing => {
                self.problem(
                    Code::Target,
                    target.mark,
                    format!("card `{card}` takes no target"),
                    "take `target` out",
                );
                return None;
            }
            TargetKind::Segment => Target::Segment(self.find(names::segments, target)),
            TargetKind::Link => Target::Link(self.find(names::links, target)),
            TargetKind::Service => Target::Service(self.find(names::services, target)),
            TargetKind::Pathway => Target::Pathway(self.find(names::pathways, target)),
            TargetKind::Flow => Target::Flow(self.find(names::flows, target)),
            TargetKind::System => Target::System(self.find(names::systems, target)),
            TargetKind::SystemOrSegment => {
                if self.knows(names::segments, target) && !self.knows(names::systems, target) {
                    Target::Segment(self.find(names::segments, target))
                } else {
                    Target::System(self.find(names::systems, target))
                }
            }
            TargetKind::Body => Target::Body(self.find(names::bodies, target)),
            TargetKind::Crew => Target::Crew(self.find(names::crews, target)),
        })
    }

    /// Effects of a card with this kind of target (`Nothing` where there is no card).
    pub(super) fn effects(&mut self, list: &[shape::Effect], kind: TargetKind) -> Vec<Effect> {
        list.iter()
            .map(|effect| self.effect(effect, kind))
            .collect()
    }

    fn pick<T: Copy + From<usize>>(
        &mut self,
        table: impl Fn(&Tables) -> &Table<T>,
        id: &Id,
        wanted: TargetKind,
        kind: TargetKind,
    ) -> Pick<T> {
        if id.value != TARGET {
            return Pick::This(self.find(table, id));
        }
        if wanted != kind {
            self.problem(
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

    fn people(&mut self, people: &Marked<u32>) -> u32 {
        if people.value == 0 || people.value > 10_000 {
            self.problem(
                Code::Count,
                people.mark,
                format!("{people} people can't do this"),
                "give a number of people above 0",
            );
        }
        people.value
    }

    /// Minutes or hours of an effect. Those that come from a file are bounded by its reader; those
    /// of an improvised decision come from a record.
    fn span(&mut self, span: u32) -> u32 {
        const LONGEST: u32 = 10_000_000;
        if span > LONGEST {
            self.problem(
                Code::Count,
                Mark::default(),
                format!("{span} minutes or hours are longer than any exercise"),
                "give a shorter time",
            );
        }
        span.min(LONGEST)
    }

    fn effect(&mut self, effect: &shape::Effect, kind: TargetKind) -> Effect {
        use TargetKind as Kind;
        use shape::Effect as Shape;
        macro_rules! pick {
            ($table:ident, $id:expr, $wanted:ident) => {
                self.pick(names::$table, $id, Kind::$wanted, kind)
            };
        }
        match effect {
            Shape::IsolateSegment(id) => Effect::IsolateSegment(pick!(segments, id, Segment)),
            Shape::RejoinSegment(id) => Effect::RejoinSegment(pick!(segments, id, Segment)),
            Shape::CutLink(id) => Effect::CutLink(pick!(links, id, Link)),
            Shape::RestoreLink(id) => Effect::RestoreLink(pick!(links, id, Link)),
            Shape::BlockPort(id) => Effect::BlockPort(pick!(links, id, Link)),
            Shape::BlockPortAtEdge => Effect::BlockPortAtEdge,
            Shape::BlockPortEverywhere => Effect::BlockPortEverywhere,
            Shape::UnblockPorts => Effect::UnblockPorts,
            Shape::MailOff => Effect::MailOff,
            Shape::MailOn => Effect::MailOn,
            Shape::BlockDomain => Effect::BlockDomain,
            Shape::AllowDomain => Effect::AllowDomain,
            Shape::SinkholeDomain => Effect::SinkholeDomain,
            Shape::UnplugInfected(id) => Effect::UnplugInfected(pick!(segments, id, Segment)),
            Shape::PowerOff(id) => Effect::PowerOff(pick!(segments, id, Segment)),
            Shape::PowerOn(id) => Effect::PowerOn(pick!(segments, id, Segment)),
            Shape::Patch { segment, people } => Effect::Patch {
                segment: pick!(segments, segment, Segment),
                people: self.people(people),
            },
            Shape::Rebuild { order, people } => Effect::Rebuild {
                order: order.iter().map(|id| self.rebuild_item(id, kind)).collect(),
                people: self.people(people),
            },
            Shape::StopWork => Effect::StopWork,
            Shape::GoToPaper(id) => Effect::GoToPaper(pick!(services, id, Service)),
            Shape::AllToPaper => Effect::AllToPaper,
            Shape::BackToScreens(id) => Effect::BackToScreens(pick!(services, id, Service)),
            Shape::Divert(id) => Effect::Divert(pick!(pathways, id, Pathway)),
            Shape::EndDivert(id) => Effect::EndDivert(pick!(pathways, id, Pathway)),
            Shape::Cancel { flow, hours } => Effect::Cancel {
                flow: pick!(flows, flow, Flow),
                hours: self.span(*hours),
            },
            Shape::Resume(id) => Effect::Resume(pick!(flows, id, Flow)),
            Shape::ProtectUrgent => Effect::ProtectUrgent,
            Shape::RedeployToEd => Effect::RedeployToEd,
            Shape::Declare(level) => Effect::Declare(*level),
            Shape::Notify(id) => Effect::Notify(pick!(bodies, id, Body)),
            Shape::OpenOutOfBand => Effect::OpenOutOfBand,
            Shape::Broadcast => Effect::Broadcast,
            Shape::MutualAid {
                crew,
                people,
                arrive_mins,
                stay_hours,
            } => Effect::MutualAid {
                crew: pick!(crews, crew, Crew),
                people: self.people(people),
                arrive_mins: self.span(*arrive_mins),
                stay_hours: self.span(*stay_hours),
            },
            Shape::CallIn {
                crew,
                arrive_mins,
                stay_hours,
            } => Effect::CallIn {
                crew: pick!(crews, crew, Crew),
                arrive_mins: self.span(*arrive_mins),
                stay_hours: self.span(*stay_hours),
            },
            Shape::EngageSupplier {
                system,
                arrive_mins,
                people,
            } => Effect::EngageSupplier {
                system: pick!(systems, system, System),
                arrive_mins: self.span(*arrive_mins),
                people: self.people(people),
            },
            Shape::StandIn {
                system,
                share,
                hours,
            } => Effect::StandIn {
                system: pick!(systems, system, System),
                share: (self.share(share) * 1000.0) as u32,
                hours: self.span(*hours),
            },
            Shape::TakeStaff {
                service,
                share,
                hours,
            } => {
                if share.value <= 0.0 || *hours == 0 {
                    self.problem(
                        Code::NoEffect,
                        share.mark,
                        "nobody leaves, or for no time",
                        "write a share above 0 and at least one hour, or leave the effect out",
                    );
                }
                Effect::TakeStaff {
                    service: pick!(services, service, Service),
                    share: ((self.share(share) * 1000.0) as u32).max(1),
                    hours: self.span(*hours),
                }
            }
            Shape::OrderStock {
                service,
                amount,
                arrive_mins,
            } => {
                if amount.value == 0 {
                    self.problem(
                        Code::NoEffect,
                        amount.mark,
                        "nothing is ordered",
                        "write how much, or leave the effect out",
                    );
                }
                Effect::OrderStock {
                    service: pick!(services, service, Service),
                    amount: amount.value,
                    arrive_mins: self.span(*arrive_mins),
                }
            }
            Shape::TryKey(id) => Effect::TryKey(self.find(names::extortions, id)),
            Shape::Mark(step) => Effect::Mark(*step),
            Shape::StandDown => Effect::StandDown,
            Shape::Nothing(why) => {
                if why.value.trim().is_empty() {
                    self.problem(
                        Code::NoEffect,
                        why.mark,
                        "nothing says why this changes nothing",
                        "write the reason in the quotes",
                    );
                }
                Effect::Nothing
            }
        }
    }

    fn rebuild_item(&mut self, id: &Id, kind: TargetKind) -> Pick<RebuildItem> {
        if id.value == TARGET {
            if !matches!(
                kind,
                TargetKind::System | TargetKind::Segment | TargetKind::SystemOrSegment
            ) {
                self.problem(
                    Code::Target,
                    id.mark,
                    "only a system or a segment can be rebuilt",
                    "give the card `target: SystemOrSegment`, or name an id here",
                );
            }
            return Pick::Target;
        }
        if self.knows(names::segments, id) && !self.knows(names::systems, id) {
            Pick::This(RebuildItem::Segment(self.find(names::segments, id)))
        } else {
            Pick::This(RebuildItem::System(self.find(names::systems, id)))
        }
    }
}
