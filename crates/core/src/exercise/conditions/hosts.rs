//! Conditions of machines and of the systems that run on them. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, below, figure, theirs};
use crate::exercise::asks::{Asks, Figure};
use crate::scenario::{HostsCondition as Hosts, OrganisationId, Scenario};

/// What one asks about, asked of an organisation.
pub(super) fn asks(condition: &Hosts, of: OrganisationId) -> Asks {
    let (figure, bound) = compares(condition, of);
    Asks::Compares(figure, bound)
}

fn compares(condition: &Hosts, of: OrganisationId) -> (Figure, f64) {
    match condition {
        Hosts::LockedIn { segment, at_least } => (Figure::LockedIn(*segment), f64::from(*at_least)),
        Hosts::Locked { at_least } => (Figure::Locked(of), f64::from(*at_least)),
        Hosts::ReportedLocked { at_least } => (Figure::ReportedLocked(of), f64::from(*at_least)),
        Hosts::Clean => (Figure::Clean(of), 1.0),
        Hosts::SystemBelow { system, share } => (Figure::System(*system), *share),
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Hosts, facts: &Facts<'_>) -> bool {
    let (figure, bound) = compares(condition, facts.of);
    let stands = figure.stands(facts);
    match condition {
        Hosts::LockedIn { .. }
        | Hosts::Locked { .. }
        | Hosts::ReportedLocked { .. }
        | Hosts::Clean => stands >= bound,
        Hosts::SystemBelow { .. } => stands < bound,
    }
}

/// Its words.
pub(super) fn told(condition: &Hosts, scenario: &Scenario, facts: &Facts<'_>) -> Told {
    let reach = facts.reach;
    Told::Far(match condition {
        Hosts::LockedIn { segment, at_least } => {
            let name = &scenario.segments[segment.at()].name;
            let locked = reach.hosts_in[segment.at()].locked;
            figure(
                &format!("devices locked in {name}"),
                *at_least,
                f64::from(locked),
            )
        }
        Hosts::Locked { at_least } => figure(
            &theirs(scenario, facts, "devices locked"),
            *at_least,
            f64::from(reach.locked[facts.of]),
        ),
        Hosts::ReportedLocked { at_least } => figure(
            &theirs(scenario, facts, "locked screens reported"),
            *at_least,
            f64::from(reach.known_locked[facts.of]),
        ),
        Hosts::Clean => {
            let words = theirs(scenario, facts, "no infected device left on the network");
            return Told::So(words);
        }
        Hosts::SystemBelow { system, share } => below(
            &scenario.systems[system.at()].name,
            *share,
            reach.system_best(system.at()),
        ),
    })
}
