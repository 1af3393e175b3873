//! Checks clinical services, flows and pathways. Must not know about decisions.

use super::super::diagnostic::Code;
use super::super::model::{
    Flow, FlowId, FlowKind, Need, NeedWhat, Paper, Pathway, Service, ServiceId, System, Weight,
};
use super::super::shape;
use super::estate::in_order;
use super::{Checker, names};
use std::collections::BTreeSet;

impl Checker {
    pub(super) fn services(
        &mut self,
        main: &shape::Scenario,
        parts: &shape::Library,
        systems: &[System],
    ) -> (Vec<Service>, Vec<Flow>) {
        let mut flows = Vec::new();
        let services = parts
            .services
            .iter()
            .enumerate()
            .map(|(at, service)| {
                let first = flows.len();
                for flow in &service.flows {
                    flows.push(self.flow(flow, at.into()));
                }
                let flows: Vec<FlowId> = (first..flows.len()).map(Into::into).collect();
                self.service(service, systems, flows)
            })
            .collect();
        let services: Vec<Service> = services;
        self.one_emergency_each(parts, &services);
        let shapes = parts.services.iter().flat_map(|service| &service.flows);
        let most = parts
            .services
            .iter()
            .flat_map(|service| &service.flows)
            .filter(|flow| flow.kind == FlowKind::Emergency)
            .map(|flow| flow.weekday.value)
            .max();
        for (flow, shape) in flows.iter_mut().zip(shapes) {
            // The limit is that of the largest department: a smaller one fills up sooner.
            flow.overwhelmed = f64::from(main.pace.ed_overwhelmed.value)
                * f64::from(shape.weekday.value)
                / f64::from(most.unwrap_or(1).max(1));
        }
        (services, flows)
    }

    /// An organisation has one flow of emergency attendances at most.
    fn one_emergency_each(&mut self, parts: &shape::Library, services: &[Service]) {
        let mut seen = BTreeSet::new();
        for (service, shape) in services.iter().zip(&parts.services) {
            for flow in &shape.flows {
                if flow.kind == FlowKind::Emergency && !seen.insert(service.of) {
                    self.problem(
                        Code::Count,
                        flow.id.mark,
                        "a trust has one flow of emergency attendances",
                        "join the two flows",
                    );
                }
            }
        }
    }

    fn service(
        &mut self,
        service: &shape::Service,
        systems: &[System],
        flows: Vec<FlowId>,
    ) -> Service {
        let segments = self.find_all(names::segments, &service.segments);
        if segments.is_empty() {
            self.problem(
                Code::Empty,
                service.id.mark,
                format!(
                    "nobody says where the people of service `{}` sit",
                    service.id
                ),
                "name at least one segment",
            );
        }
        let needs = service
            .needs
            .iter()
            .map(|need| self.need(need, systems))
            .collect();
        let paper = &service.paper;
        let (holds, then) = (self.share(&paper.holds), self.share(&paper.then));
        if then > holds {
            self.problem(
                Code::Share,
                paper.then.mark,
                "paper can't hold more later than at first",
                "`then` is what is left after `endures_hours`",
            );
        }
        let (high, medium) = (
            self.share(&service.patients.high),
            self.share(&service.patients.medium),
        );
        if high + medium > 1.0 {
            self.problem(
                Code::Share,
                service.patients.medium.mark,
                "the shares at high and medium risk are more than all patients",
                "the rest are at low risk; the two must not exceed 1",
            );
        }
        Service {
            id: service.id.value.clone(),
            name: service.name.clone(),
            of: self.service_of(service, &segments),
            segments,
            needs,
            paper: Paper {
                mobilise_mins: paper.mobilise_mins,
                holds,
                endures_mins: paper.endures_hours.saturating_mul(60),
                then,
                meanwhile: paper.meanwhile.clone(),
            },
            flows,
            patients_day: service.patients.day,
            patients_night: service.patients.night,
            acuity: [high, medium, (1.0 - high - medium).max(0.0)],
            reports_after_mins: service.reports_after_mins,
        }
    }

    fn need(&mut self, need: &shape::Need, systems: &[System]) -> Need {
        let loss = self.share(&need.loss);
        let (low, high) = match need.weight {
            Weight::Essential => (0.6, 1.0),
            Weight::Important => (0.2, 0.6),
            Weight::Helpful => (0.0, 0.2),
        };
        if loss < low || loss > high {
            self.problem(
                Code::Share,
                need.loss.mark,
                format!("a loss of {loss} does not fit the weight {:?}", need.weight),
                "Essential loses 0.6 to 1, Important 0.2 to 0.6, Helpful up to 0.2",
            );
        }
        let what = match &need.what {
            shape::NeedWhat::Screens => NeedWhat::Screens,
            shape::NeedWhat::Service(id) => NeedWhat::Service(self.find(names::services, id)),
            shape::NeedWhat::System(id) => {
                let system = self.find(names::systems, id);
                let known = self.knows(names::systems, id);
                if known
                    && systems
                        .get(system.at())
                        .is_some_and(|it| it.segments.is_empty())
                {
                    self.problem(
                        Code::NotHosted,
                        id.mark,
                        format!("this needs system `{id}`, which nobody hosts"),
                        "give the system hosts, or take the need out",
                    );
                }
                NeedWhat::System(system)
            }
        };
        Need {
            what,
            weight: need.weight,
            loss,
        }
    }

    fn flow(&mut self, flow: &shape::Flow, service: ServiceId) -> Flow {
        let total: u64 = flow.by_hour.iter().map(|weight| u64::from(*weight)).sum();
        if flow.by_hour.len() != 24 || total == 0 {
            self.problem(
                Code::Count,
                flow.id.mark,
                format!(
                    "flow `{}` needs a weight for each of 24 hours; it has {}",
                    flow.id,
                    if total == 0 {
                        "none above 0".to_owned()
                    } else {
                        flow.by_hour.len().to_string()
                    }
                ),
                "by_hour lists 24 weights from midnight to midnight",
            );
        }
        for count in [&flow.weekday, &flow.weekend] {
            if count.value > 1_000_000 {
                self.problem(
                    Code::Count,
                    count.mark,
                    format!("{count} patients a day are more than any trust sees"),
                    "give the number of one day",
                );
            }
        }
        let per_min_by_hour = (0..self.hours())
            .map(|hour| {
                let (weekend, of_day) = self.calendar(hour);
                let day = if weekend {
                    flow.weekend.value
                } else {
                    flow.weekday.value
                };
                let weight = flow.by_hour.get(of_day as usize).copied().unwrap_or(0);
                f64::from(day) * f64::from(weight) / (total.max(1) as f64) / 60.0
            })
            .collect();
        Flow {
            id: flow.id.value.clone(),
            name: flow.name.clone(),
            service,
            kind: flow.kind,
            per_min_by_hour,
            urgent_cancer: flow
                .urgent_cancer
                .as_ref()
                .map_or(0.0, |share| self.share(share)),
            more_without: flow
                .more_without
                .iter()
                .map(|more| {
                    let share = self.share(&more.share);
                    (self.find(names::services, &more.service), share)
                })
                .collect(),
            overwhelmed: 0.0,
        }
    }

    pub(super) fn service_order(
        &mut self,
        parts: &shape::Library,
        services: &[Service],
    ) -> Vec<ServiceId> {
        let needs: Vec<Vec<usize>> = services
            .iter()
            .map(|service| {
                service
                    .needs
                    .iter()
                    .filter_map(|need| match need.what {
                        NeedWhat::Service(other) => Some(other.at()),
                        _ => None,
                    })
                    .collect()
            })
            .collect();
        let (order, circle) = in_order(&needs);
        if let Some(at) = circle
            && let Some(service) = parts.services.get(at)
        {
            self.problem(
                Code::Circle,
                service.id.mark,
                format!("service `{}` needs itself, by way of others", service.id),
                "take one of the needs out",
            );
        }
        order.into_iter().map(Into::into).collect()
    }

    pub(super) fn pathways(&mut self, parts: &shape::Library, flows: &[Flow]) -> Vec<Pathway> {
        let emergency: Vec<FlowId> = (0..flows.len())
            .filter(|at| flows[*at].kind == FlowKind::Emergency)
            .map(FlowId::from)
            .collect();
        let mut total = vec![0.0; flows.len()];
        parts
            .pathways
            .iter()
            .map(|pathway| {
                let from = match &pathway.from {
                    Some(id) => Some(self.emergency(id, flows)),
                    None => {
                        if emergency.len() > 1 {
                            self.problem(
                                Code::Owner,
                                pathway.id.mark,
                                format!(
                                    "nobody says which department pathway `{}` leaves",
                                    pathway.id
                                ),
                                "there are several: say `from: \"…\"`",
                            );
                        }
                        emergency.first().copied()
                    }
                };
                let share = self.share(&pathway.share);
                if let Some(total) = from.and_then(|from| total.get_mut(from.at())) {
                    *total += share;
                    let total = *total;
                    if total > 1.0 {
                        self.problem(
                            Code::Share,
                            pathway.share.mark,
                            format!("the pathways together are {total} of all attendances"),
                            "their shares must not exceed 1 together",
                        );
                    }
                }
                let mut landing = 0.0;
                let to = pathway
                    .to
                    .iter()
                    .map(|it| {
                        let share = self.share(&it.share);
                        landing += share;
                        if landing > 1.0 + 1e-9 {
                            self.problem(
                                Code::Share,
                                it.share.mark,
                                format!(
                                    "{landing} of the patients of `{}` are sent on",
                                    pathway.id
                                ),
                                "the shares of where they go must not exceed 1 together",
                            );
                        }
                        (self.emergency(&it.flow, flows), share)
                    })
                    .collect();
                Pathway {
                    id: pathway.id.value.clone(),
                    name: pathway.name.clone(),
                    share,
                    taken_by: pathway.taken_by.clone(),
                    further_mins: pathway.further_mins,
                    from,
                    to,
                }
            })
            .collect()
    }

    /// A flow that must be one of emergency attendances.
    fn emergency(&mut self, id: &shape::Id, flows: &[Flow]) -> FlowId {
        let found = self.find(names::flows, id);
        if self.knows(names::flows, id)
            && flows
                .get(found.at())
                .is_some_and(|flow| flow.kind != FlowKind::Emergency)
        {
            self.problem(
                Code::Target,
                id.mark,
                format!("`{id}` is booked work, and nobody is diverted there"),
                "name a flow of kind Emergency",
            );
        }
        found
    }
}
