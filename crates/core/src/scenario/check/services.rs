//! Checks clinical services, flows and pathways. Must not know about decisions.

use super::super::diagnostic::Code;
use super::super::model::{
    Department, Flow, FlowId, FlowKind, Need, NeedWhat, Paper, Pathway, Saying, Service, ServiceId,
    Stock, System, Weight,
};
use super::super::shape;
use super::checker::Checker;
use super::order::in_order;
use std::collections::BTreeSet;

/// The share of an emergency department's pace that hangs on its service's capacity, if nothing is
/// said (author's estimate: about a fifth of what its people do waits for a system; the
/// infected trusts of 2017 kept their departments open and saw 4.5 per cent fewer, Ghafur et al.
/// 2019).
pub(super) const ED_LEANS: f64 = 0.2;
/// The share of attendances that goes to resuscitation (3 to 5 per cent; author's estimate).
const RESUS: f64 = 0.04;
/// The share that goes to majors (45 to 50 per cent of type 1 departments; author's estimate).
const MAJORS: f64 = 0.49;
/// The share that is admitted: of type 1 attendances of England in 2016/17 about 27 per cent (NHS
/// England, *A&E Attendances and Emergency Admissions*, from memory).
const ADMITTED: f64 = 0.27;
/// How many times as likely as all others resuscitation, majors and minors are admitted: of the
/// usual 27 per cent, 76, 46 and 3 per cent of each (author's estimate).
const ADMITTED_MORE: [f64; 3] = [2.8, 1.7, 0.1];
/// Attendances a day for which there is one cubicle (author's estimate).
const ATTENDANCES_A_CUBICLE: f64 = 10.0;
/// Days for which an emergency patient stays (England, about five; author's estimate).
const STAY_DAYS: f64 = 5.0;
/// How much can be kept, used or delivered at least and at most.
const LEAST_IN_STOCK: f64 = 0.01;
const MOST_IN_STOCK: f64 = 1_000_000.0;
/// Patients whom neighbours can see beyond their own, as a share of who usually comes (author's
/// estimate: a tenth of what two departments of the same size see).
const NEIGHBOURS_SPARE: f64 = 0.2;
/// Letters of what somebody says on the telephone, at most.
const LONGEST_SAYING: usize = 240;

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
        let segments = self.find_all(|it| &it.segments, &service.segments);
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
            stock: service.stock.as_ref().map(|stock| self.stock(stock)),
            flows,
            patients_day: service.patients.day,
            patients_night: service.patients.night,
            acuity: [high, medium, (1.0 - high - medium).max(0.0)],
            reports_after_mins: service.reports_after_mins,
            says: service
                .says
                .iter()
                .map(|saying| self.saying(service, saying))
                .collect(),
        }
    }

    fn saying(&mut self, service: &shape::Service, saying: &shape::Saying) -> Saying {
        if saying.words.is_empty() {
            self.problem(
                Code::Empty,
                service.id.mark,
                format!("service `{}` has an answer without words", service.id),
                "write one wording at least, or leave the answer out",
            );
        }
        for words in &saying.words {
            let text = words.value.trim();
            if !text.ends_with(['.', '?', '!']) {
                self.problem(
                    Code::Empty,
                    words.mark,
                    "what is said on the telephone ends without a full stop or a question mark",
                    "write a whole sentence",
                );
            }
            if text.chars().count() > LONGEST_SAYING {
                self.problem(
                    Code::Count,
                    words.mark,
                    format!("nobody says over {LONGEST_SAYING} letters in one answer"),
                    "say it in one or two sentences",
                );
            }
        }
        let words = saying.words.iter();
        Saying {
            to: saying.to,
            stands: saying.stands,
            words: words.map(|it| it.value.trim().to_owned()).collect(),
        }
    }

    fn stock(&mut self, stock: &shape::Stock) -> Stock {
        for (amount, what) in [
            (&stock.kept, "kept"),
            (&stock.used_a_day, "used in a day"),
            (&stock.delivered_a_day, "delivered in a day"),
        ] {
            if !(LEAST_IN_STOCK..=MOST_IN_STOCK).contains(&amount.value) {
                self.problem(
                    Code::Count,
                    amount.mark,
                    format!("{:e} of “{}” can't be {what}", amount.value, stock.name),
                    "write a number from a hundredth to a million",
                );
            }
        }
        if !(1.0..=1000.0).contains(&stock.without.value) {
            self.problem(
                Code::Count,
                stock.without.mark,
                format!(
                    "without the service's own work {:e} times as much can't be used",
                    stock.without.value
                ),
                "write how many times as much is used: from 1, for no less is used than with it, to 1000",
            );
        }
        Stock {
            name: stock.name.clone(),
            unit: stock.unit.clone(),
            kept: stock.kept.value,
            used_a_day: stock.used_a_day.value,
            without: stock.without.value,
            delivered_a_day: stock.delivered_a_day.value,
            spared_by: stock.spared_by,
            loss: self.share(&stock.loss),
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
            shape::NeedWhat::Service(id) => NeedWhat::Service(self.find(|it| &it.services, id)),
            shape::NeedWhat::System(id) => {
                let system = self.find(|it| &it.systems, id);
                let known = self.knows(|it| &it.systems, id);
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
            eased_by: need.eased_by,
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
        let per_min_by_hour: Vec<f64> = (0..self.hours())
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
            per_min_by_day: per_min_by_hour
                .chunks(24)
                .map(|day| day.iter().sum::<f64>() / day.len() as f64)
                .collect(),
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
                    (self.find(|it| &it.services, &more.service), share)
                })
                .collect(),
            overwhelmed: 0.0,
            department: self.department(flow),
        }
    }

    /// What an emergency department is like.
    fn department(&mut self, flow: &shape::Flow) -> Department {
        let none = shape::Department::default();
        let shape = flow.department.as_ref().unwrap_or(&none);
        let mut or = |share: &Option<shape::Share>, usual: f64| {
            share.as_ref().map_or(usual, |share| self.share(share))
        };
        let (resus, majors) = (or(&shape.resus, RESUS), or(&shape.majors, MAJORS));
        let admitted = or(&shape.admitted, ADMITTED);
        let neighbours_spare = or(&shape.neighbours_spare, NEIGHBOURS_SPARE);
        if resus + majors > 1.0 + 1e-9 {
            self.problem(
                Code::Share,
                flow.id.mark,
                format!(
                    "resuscitation and majors are {} of all who come",
                    resus + majors
                ),
                "the rest are minors; the two must not exceed 1",
            );
        }
        let acuity = [resus, majors, (1.0 - resus - majors).max(0.0)];
        let all: f64 = acuity.iter().zip(ADMITTED_MORE).map(|(a, b)| a * b).sum();
        let a_day = f64::from(flow.weekday.value) * 5.0 + f64::from(flow.weekend.value) * 2.0;
        let a_day = a_day / 7.0;
        if let Some(cubicles) = shape.cubicles.as_ref().filter(|it| it.value == 0) {
            self.problem(
                Code::Count,
                cubicles.mark,
                "a department without a cubicle treats nobody",
                "leave it out for one to ten attendances a day",
            );
        }
        let cubicles = shape.cubicles.as_ref();
        Department {
            acuity,
            admitted: ADMITTED_MORE.map(|more| (more * admitted / all.max(1e-9)).min(1.0)),
            admits_to: shape
                .admits_to
                .as_ref()
                .map(|id| self.find(|it| &it.services, id)),
            cubicles: cubicles
                .map_or(a_day / ATTENDANCES_A_CUBICLE, |it| f64::from(it.value))
                .max(1.0),
            per_min: a_day / 1440.0,
            inpatients: a_day * admitted * STAY_DAYS,
            neighbours_spare,
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
                    time_critical: pathway.time_critical,
                    from,
                    to,
                }
            })
            .collect()
    }

    /// A flow that must be one of emergency attendances.
    fn emergency(&mut self, id: &shape::Id, flows: &[Flow]) -> FlowId {
        let found = self.find(|it| &it.flows, id);
        if self.knows(|it| &it.flows, id)
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
