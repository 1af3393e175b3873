//! Checks clinical services, flows and pathways. Must not know about decisions.

use super::super::diagnostic::Code;
use super::super::model::{
    Flow, FlowId, FlowKind, Need, NeedWhat, Paper, Pathway, Service, ServiceId, System, Weight,
};
use super::super::shape;
use super::estate::in_order;
use super::{Checker, names};

impl Checker {
    pub(super) fn services(
        &mut self,
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
        let emergency: Vec<&shape::Flow> = parts
            .services
            .iter()
            .flat_map(|service| &service.flows)
            .filter(|flow| flow.kind == FlowKind::Emergency)
            .collect();
        if let [_, second, ..] = emergency.as_slice() {
            self.problem(
                Code::Count,
                second.id.mark,
                "a trust has one flow of emergency attendances",
                "join the two flows",
            );
        }
        (services, flows)
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

    pub(super) fn pathways(&mut self, parts: &shape::Library) -> Vec<Pathway> {
        let pathways: Vec<Pathway> = parts
            .pathways
            .iter()
            .map(|pathway| Pathway {
                id: pathway.id.value.clone(),
                name: pathway.name.clone(),
                share: self.share(&pathway.share),
                taken_by: pathway.taken_by.clone(),
                further_mins: pathway.further_mins,
            })
            .collect();
        let total: f64 = pathways.iter().map(|pathway| pathway.share).sum();
        if total > 1.0
            && let Some(last) = parts.pathways.last()
        {
            self.problem(
                Code::Share,
                last.share.mark,
                format!("the pathways together are {total} of all attendances"),
                "their shares must not exceed 1 together",
            );
        }
        pathways
    }
}
