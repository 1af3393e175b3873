//! Outcomes: what each is called, what it came to, how much it weighs, and how it stands against
//! the reference teams.

use crate::exercise::Outcomes;
use crate::scenario::{FlowKind, Mins, Outcome, Scenario};
use crate::words;

/// All outcomes, in the order of reports.
pub const OUTCOMES: [Outcome; 14] = [
    Outcome::HostsEverInfected,
    Outcome::HostsLockedPeak,
    Outcome::AppointmentsCancelled,
    Outcome::OperationsCancelled,
    Outcome::UrgentCancerCancelled,
    Outcome::EdDelayed,
    Outcome::DegradedPatientHours,
    Outcome::ServiceHoursLost,
    Outcome::EdCriticalLate,
    Outcome::EdLeftUnseen,
    Outcome::Redirected,
    Outcome::PaperErrors,
    Outcome::PatientsUntraced,
    Outcome::PaperDebt,
];

/// How much an outcome weighs, in hundredths of all (author's estimate): what reaches patients first,
/// the sickest before the rest, then services, then devices.
pub fn weight(id: Outcome) -> f64 {
    match id {
        Outcome::DegradedPatientHours => 18.0,
        Outcome::EdCriticalLate | Outcome::Redirected | Outcome::UrgentCancerCancelled => 12.0,
        Outcome::EdDelayed => 10.0,
        Outcome::OperationsCancelled | Outcome::AppointmentsCancelled | Outcome::PaperErrors => 6.0,
        Outcome::EdLeftUnseen | Outcome::ServiceHoursLost => 4.0,
        Outcome::PatientsUntraced | Outcome::PaperDebt => 3.0,
        Outcome::HostsEverInfected | Outcome::HostsLockedPeak => 2.0,
    }
}

/// Whether an outcome is one of patients.
pub fn of_patients(id: Outcome) -> bool {
    !matches!(
        id,
        Outcome::HostsEverInfected
            | Outcome::HostsLockedPeak
            | Outcome::ServiceHoursLost
            | Outcome::PaperDebt
    )
}

/// What an outcome came to.
pub fn value(id: Outcome, outcomes: &Outcomes) -> f64 {
    match id {
        Outcome::HostsEverInfected => f64::from(outcomes.hosts_ever_infected),
        Outcome::HostsLockedPeak => f64::from(outcomes.hosts_locked_peak),
        Outcome::AppointmentsCancelled => outcomes.appointments_cancelled,
        Outcome::OperationsCancelled => outcomes.operations_cancelled,
        Outcome::UrgentCancerCancelled => outcomes.urgent_cancer_cancelled,
        Outcome::EdDelayed => outcomes.ed_delayed,
        Outcome::DegradedPatientHours => outcomes.degraded_patient_hours.iter().sum(),
        Outcome::ServiceHoursLost => outcomes.service_hours_lost,
        Outcome::EdCriticalLate => outcomes.ed_critical_late,
        Outcome::EdLeftUnseen => outcomes.ed_left_unseen,
        Outcome::Redirected => outcomes.redirected_hours,
        Outcome::PaperErrors => outcomes.paper_errors,
        Outcome::PatientsUntraced => outcomes.patients_untraced,
        Outcome::PaperDebt => outcomes.paper_debt_hours,
    }
}

/// An outcome in words.
pub fn label(id: Outcome) -> &'static str {
    match id {
        Outcome::HostsEverInfected => "Devices ever infected",
        Outcome::HostsLockedPeak => "Most devices locked at one time",
        Outcome::AppointmentsCancelled => "Appointments cancelled",
        Outcome::OperationsCancelled => "Operations cancelled",
        Outcome::UrgentCancerCancelled => "Urgent cancer patients cancelled",
        Outcome::EdDelayed => "Emergency patients delayed over four hours",
        Outcome::DegradedPatientHours => words::REDUCED_CAPACITY,
        Outcome::ServiceHoursLost => "Service-hours lost",
        Outcome::EdCriticalLate => "Time-critical emergency patients seen late",
        Outcome::EdLeftUnseen => "Emergency patients who left unseen",
        Outcome::Redirected => "Hours lost by patients diverted or turned away",
        Outcome::PaperErrors => "Errors on paper",
        Outcome::PatientsUntraced => "Cancelled patients on no list",
        Outcome::PaperDebt => "Staff hours of paper not typed back",
    }
}

/// The unit of an outcome, in words.
pub fn unit(id: Outcome) -> &'static str {
    match id {
        Outcome::HostsEverInfected | Outcome::HostsLockedPeak => "devices",
        Outcome::AppointmentsCancelled => "appointments",
        Outcome::OperationsCancelled => "operations",
        Outcome::UrgentCancerCancelled
        | Outcome::EdDelayed
        | Outcome::EdCriticalLate
        | Outcome::EdLeftUnseen
        | Outcome::PatientsUntraced => "patients",
        Outcome::DegradedPatientHours | Outcome::Redirected => "patient-hours",
        Outcome::ServiceHoursLost | Outcome::PaperDebt => "hours",
        Outcome::PaperErrors => "errors",
    }
}

/// Whom and what an exercise could touch in the minutes it was played.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exposed {
    devices: f64,
    appointments: f64,
    operations: f64,
    urgent: f64,
    attendances: f64,
    patient_hours: f64,
    service_hours: f64,
}

impl Exposed {
    /// Of a scenario that was played for so many minutes.
    pub fn of(scenario: &Scenario, mins: Mins) -> Self {
        let mut found = Self {
            devices: scenario.groups.iter().map(|it| f64::from(it.count)).sum(),
            service_hours: scenario.services.len() as f64 * f64::from(mins) / 60.0,
            ..Self::default()
        };
        let mut minute = 0;
        while minute < mins {
            let hour = scenario.calendar_hour(minute);
            let step = 60.min(mins - minute);
            for flow in &scenario.flows {
                let patients =
                    flow.per_min_by_hour.get(hour).copied().unwrap_or(0.0) * f64::from(step);
                found.urgent += patients * flow.urgent_cancer;
                *match flow.kind {
                    FlowKind::Appointments => &mut found.appointments,
                    FlowKind::Emergency => &mut found.attendances,
                    _ => &mut found.operations,
                } += patients;
            }
            let by_day = (8..20).contains(&(hour % 24));
            for service in &scenario.services {
                let patients = if by_day {
                    service.patients_day
                } else {
                    service.patients_night
                };
                found.patient_hours += f64::from(patients) * f64::from(step) / 60.0;
            }
            minute += step;
        }
        found
    }

    /// The least difference between best and worst that counts as one, so that teams who hardly
    /// differ are not told apart by nothing: a small share of whom it could have touched (author's
    /// estimates). Nought if it could touch nobody.
    pub fn least(&self, id: Outcome) -> f64 {
        match id {
            Outcome::HostsEverInfected | Outcome::HostsLockedPeak => 0.05 * self.devices,
            Outcome::AppointmentsCancelled => 0.05 * self.appointments,
            Outcome::OperationsCancelled => 0.05 * self.operations,
            Outcome::UrgentCancerCancelled => 0.05 * self.urgent,
            Outcome::EdDelayed => 0.05 * self.attendances,
            Outcome::EdCriticalLate => 0.01 * self.attendances,
            Outcome::EdLeftUnseen => 0.03 * self.attendances,
            // A quarter of an hour of each who comes.
            Outcome::Redirected => 0.25 * self.attendances,
            Outcome::DegradedPatientHours => 0.02 * self.patient_hours,
            Outcome::ServiceHoursLost => 0.02 * self.service_hours,
            Outcome::PaperErrors => 0.002 * self.patient_hours,
            Outcome::PatientsUntraced => 0.05 * (self.appointments + self.operations),
            Outcome::PaperDebt => 0.005 * self.patient_hours,
        }
    }
}

/// How a value stands between the best and the worst of the reference teams:
/// `1 − (value − best) ÷ max(worst − best, least)`. 1 is as good as the best, nought as bad as the worst;
/// it can lie beyond either.
pub fn standing(value: f64, best: f64, worst: f64, least: f64) -> f64 {
    let range = (worst - best).max(least);
    if range <= f64::EPSILON {
        return if value <= best + f64::EPSILON {
            1.0
        } else {
            -1.0
        };
    }
    // Where the teams differ by less than counts, the best of them is as good as can be.
    1.0 - (value - best) / range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patients_weigh_at_least_seven_tenths_and_devices_at_most_one() {
        let all: f64 = OUTCOMES.iter().map(|id| weight(*id)).sum();
        assert!((all - 100.0).abs() < 1e-9, "{all}");
        let patients = OUTCOMES.iter().filter(|id| of_patients(**id));
        assert!(patients.map(|id| weight(*id)).sum::<f64>() >= 70.0);
        let devices = weight(Outcome::HostsEverInfected) + weight(Outcome::HostsLockedPeak);
        assert!(devices <= 10.0);
    }

    #[test]
    fn a_standing_goes_below_the_worst_team() {
        assert_eq!(standing(10.0, 10.0, 20.0, 1.0), 1.0);
        assert_eq!(standing(20.0, 10.0, 20.0, 1.0), 0.0);
        assert_eq!(standing(40.0, 10.0, 20.0, 1.0), -2.0);
        assert_eq!(standing(5.0, 10.0, 20.0, 1.0), 1.5);
        // Nobody differs: one patient more is not a disaster.
        assert_eq!(standing(1.0, 0.0, 0.0, 10.0), 0.9);
        assert_eq!(standing(0.0, 0.0, 0.0, 0.0), 1.0);
    }
}
