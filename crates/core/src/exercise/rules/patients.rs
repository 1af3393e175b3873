//! Patients in the care of a service that has lost capacity, counted in hours: those in its care ×
//! `(1 − c)` ÷ 60 a minute, by risk. Must not invent deaths, and must not know why capacity was
//! lost.

use crate::exercise::state::State;
use crate::scenario::Scenario;

/// One minute of patients in care at reduced capacity.
pub fn step(scenario: &Scenario, state: &mut State) {
    let hour = scenario.calendar_hour(state.minute);
    let by_day = (8..20).contains(&(hour % 24));
    for (service, model) in state.services.iter_mut().zip(&scenario.services) {
        let short = (1.0 - service.capacity).max(0.0);
        if short > 0.0 {
            let patients = if by_day {
                model.patients_day
            } else {
                model.patients_night
            };
            let hours = f64::from(patients) * short / 60.0;
            for (total, share) in state
                .outcomes
                .degraded_patient_hours
                .iter_mut()
                .zip(model.acuity)
            {
                *total += hours * share;
            }
            service.hours_lost += short / 60.0;
            state.outcomes.service_hours_lost += short / 60.0;
        }
    }
}
