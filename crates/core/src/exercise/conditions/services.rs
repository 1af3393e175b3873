//! Conditions of clinical services. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, below};
use crate::exercise::asks::{Asks, Figure};
use crate::scenario::{Scenario, ServicesCondition as Services};

/// What one asks about.
pub(super) fn asks(condition: &Services) -> Asks {
    let (figure, bound) = compares(condition);
    Asks::Compares(figure, bound)
}

fn compares(condition: &Services) -> (Figure, f64) {
    match condition {
        Services::ServiceBelow { service, share } => (Figure::Capacity(*service), *share),
        Services::StockBelow { service, amount } => (Figure::Stock(*service), f64::from(*amount)),
        Services::OnPaper(service) => (Figure::OnPaper(*service), 1.0),
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Services, facts: &Facts<'_>) -> bool {
    let (figure, bound) = compares(condition);
    let stands = figure.stands(facts);
    match condition {
        Services::ServiceBelow { .. } | Services::StockBelow { .. } => stands < bound,
        Services::OnPaper(_) => stands >= bound,
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
