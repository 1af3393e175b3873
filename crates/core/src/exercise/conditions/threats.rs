//! Conditions of threats other than the worm: outages, intrusions, extortions. Must not change
//! anything.

use super::facts::Facts;
use super::telling::Told;
use crate::exercise::asks::Asks;
use crate::scenario::{OutageId, Scenario, StageId, ThreatsCondition as Threats};

/// What one asks about.
pub(super) fn asks(condition: &Threats) -> Asks {
    match condition {
        Threats::Out(_)
        | Threats::Back(_)
        | Threats::Intruded(_)
        | Threats::Traced(_)
        | Threats::DrivenOut(_)
        | Threats::Proven(_)
        | Threats::DeadlinePassed(_)
        | Threats::Published(_)
        | Threats::KeyOffered(_)
        | Threats::KeyWorks(_) => Asks::Done,
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Threats, facts: &Facts<'_>) -> bool {
    let threats = &facts.state.threats;
    match condition {
        Threats::Out(id) => {
            let outage = threats.outages[id.at()];
            outage.begun.is_some() && !outage.whole
        }
        Threats::Back(id) => threats.outages[id.at()].whole,
        Threats::Intruded(id) => threats.stages[id.at()].reached.is_some(),
        Threats::Traced(id) => threats.stages[id.at()].traced.is_some(),
        Threats::DrivenOut(id) => threats.driven_out[id.at()].is_some(),
        Threats::Proven(id) => threats.extortions[id.at()].proven.is_some(),
        Threats::DeadlinePassed(id) => threats.extortions[id.at()].deadline.is_some(),
        Threats::Published(id) => threats.extortions[id.at()].published.is_some(),
        Threats::KeyOffered(id) => threats.extortions[id.at()].offered.is_some(),
        Threats::KeyWorks(id) => threats.extortions[id.at()].works,
    }
}

/// Its words.
pub(super) fn told(condition: &Threats, scenario: &Scenario) -> Told {
    let stage = |id: StageId| &scenario.stages[id.at()].name;
    Told::So(match condition {
        Threats::Out(id) => format!("{} out", gone(scenario, *id)),
        Threats::Back(id) => format!("{} back", gone(scenario, *id)),
        Threats::Intruded(id) => format!("the intruder has come to: {}", stage(*id)),
        Threats::Traced(id) => format!("a trace shows of: {}", stage(*id)),
        Threats::DrivenOut(_) => "the intruder is out".to_owned(),
        Threats::Proven(_) => "they have proved what they took".to_owned(),
        Threats::DeadlinePassed(_) => "their deadline has passed".to_owned(),
        Threats::Published(_) => "they have published".to_owned(),
        Threats::KeyOffered(_) => "a key is offered".to_owned(),
        Threats::KeyWorks(_) => "their key works".to_owned(),
    })
}

/// The systems that an outage takes.
fn gone(scenario: &Scenario, id: OutageId) -> String {
    let names: Vec<&str> = scenario.outages[id.at()]
        .takes
        .iter()
        .map(|it| scenario.systems[it.at()].name.as_str())
        .collect();
    names.join(" and ")
}
