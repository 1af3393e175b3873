//! Conditions of clinical services. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, below};
use crate::exercise::aspects::{Asks, Follows};
use crate::exercise::state::Mode;
use crate::scenario::{Scenario, ServicesCondition as Services};

/// What one asks about.
pub(super) fn asks(condition: &Services) -> Asks {
    Asks::Compares(match condition {
        Services::ServiceBelow { .. } | Services::OnPaper(_) => Follows::Services,
        // A shelf empties minute by minute, whether a service changes or not.
        Services::StockBelow { .. } => Follows::Patients,
    })
}

/// Whether one holds.
pub(super) fn holds(condition: &Services, facts: &Facts<'_>) -> bool {
    let services = &facts.state.services;
    match condition {
        Services::ServiceBelow { service, share } => services[service.at()].capacity < *share,
        Services::StockBelow { service, amount } => {
            services[service.at()].stock < f64::from(*amount)
        }
        Services::OnPaper(service) => match services[service.at()].mode {
            Mode::Paper { since } => since >= facts.from,
            Mode::Screens | Mode::Mobilising { .. } => false,
        },
    }
}

/// Its words.
pub(super) fn told(condition: &Services, scenario: &Scenario, facts: &Facts<'_>) -> Told {
    match condition {
        Services::ServiceBelow { service, share } => Told::Far(below(
            &scenario.services[service.at()].name,
            *share,
            facts.state.services[service.at()].capacity,
        )),
        Services::StockBelow { service, amount } => {
            let stock = scenario.services[service.at()].stock.as_ref();
            let name = stock.map_or("in stock", |it| it.name.as_str());
            Told::So(format!("fewer than {amount} {name}"))
        }
        Services::OnPaper(id) => Told::So(format!("{} on paper", scenario.services[id.at()].name)),
    }
}
