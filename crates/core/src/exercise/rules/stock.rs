//! What a service keeps and uses up: O negative red cells, above all. Must not know why a service can't
//! do its own work.
//!
//! Let `c` be the service's capacity without want of stock, `u` what is used in a day while it is
//! whole, and `k` (`without`) how many times as much while none of its own work is done: where no
//! blood can be matched, everybody is given group O. In a minute it asks for
//!
//! ```text
//! a = u ÷ 1440 × (1 + (k − 1) × (1 − c) × spared)      units
//! ```
//!
//! `spared` is 1, and [`SPARED`] once the step that spares it has been taken: one person releases, and
//! group O positive goes to those who may have it (NHS Blood and Transplant and the National Blood
//! Transfusion Committee, red cell shortage plans; the figure is the author's estimate). Deliveries
//! fill the shelf up again to what is kept within a day, as far as `d` units a day go:
//! `min(d, a × 1440 + kept − stock) ÷ 1440`; what was ordered beyond that comes at its time. What is
//! given out is the least of what is asked for and what is there, and of the service
//! `1 − loss × (1 − given ÷ a)` is left. So nothing happens while there is enough, and all of it
//! hangs on deliveries once the shelf is empty.

use crate::exercise::state::State;
use crate::scenario::{Mins, Scenario, Stock};

/// The share of the use beyond the usual that is left once it is spared (author's estimate).
const SPARED: f64 = 0.5;
/// Minutes in a day.
const DAY: f64 = 1440.0;
/// Minutes after an order in which the supplier takes no other: it has one shelf for all.
pub const ORDERS_EVERY: Mins = 1440;

/// What is asked for in a day at a capacity.
pub fn asked_a_day(stock: &Stock, own: f64, spared: bool) -> f64 {
    let beyond = (stock.without - 1.0) * (1.0 - own.clamp(0.0, 1.0));
    stock.used_a_day * (1.0 + beyond * if spared { SPARED } else { 1.0 })
}

/// Whether a service's stock is under the plan that spares and counts it.
pub fn spared(scenario: &Scenario, state: &State, service: usize) -> bool {
    let model = &scenario.services[service];
    let step = model.stock.as_ref().and_then(|stock| stock.spared_by);
    step.is_some_and(|step| state.facts.marked[model.of].contains_key(&step))
}

/// One minute of use and deliveries. Returns whether what is lacking has changed.
pub fn minute(scenario: &Scenario, state: &mut State) -> bool {
    let now = state.minute;
    let mut changed = false;
    for (at, model) in scenario.services.iter().enumerate() {
        let Some(stock) = &model.stock else {
            continue;
        };
        let a_day = asked_a_day(stock, state.services[at].own, spared(scenario, state, at));
        let service = &mut state.services[at];
        let room = a_day + stock.kept - service.stock;
        let mut there = service.stock + stock.delivered_a_day.min(room.max(0.0)) / DAY;
        for (_, amount, arrives) in &service.ordered {
            if *arrives == now {
                there += f64::from(*amount);
            }
        }
        let asked = a_day / DAY;
        let given = asked.min(there);
        service.stock = there - given;
        let short = 1.0 - given / asked;
        changed |= (short - service.short).abs() > 0.0;
        service.short = short;
    }
    changed
}

/// What want of stock leaves of a service.
pub fn left(stock: Option<&Stock>, short: f64) -> f64 {
    1.0 - stock.map_or(0.0, |stock| stock.loss) * short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Step;

    #[test]
    fn use_grows_as_the_service_fails_and_a_plan_spares_half_of_that() {
        let stock = Stock {
            name: "red cells".to_owned(),
            unit: "units".to_owned(),
            kept: 40.0,
            used_a_day: 10.0,
            without: 4.0,
            delivered_a_day: 20.0,
            spared_by: Some(Step::BloodPlan),
            loss: 0.6,
        };
        assert!((asked_a_day(&stock, 1.0, false) - 10.0).abs() < 1e-9);
        assert!((asked_a_day(&stock, 0.0, false) - 40.0).abs() < 1e-9);
        assert!((asked_a_day(&stock, 0.5, false) - 25.0).abs() < 1e-9);
        assert!((asked_a_day(&stock, 0.0, true) - 25.0).abs() < 1e-9);
        assert!((left(Some(&stock), 0.0) - 1.0).abs() < 1e-9);
        assert!((left(Some(&stock), 0.5) - 0.7).abs() < 1e-9);
        assert!((left(None, 1.0) - 1.0).abs() < 1e-9);
    }
}
