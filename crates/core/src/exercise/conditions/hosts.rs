//! Conditions of machines and of the systems that run on them. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, below, figure, theirs};
use crate::exercise::aspects::{Asks, Follows};
use crate::scenario::{HostsCondition as Hosts, Scenario};

/// What one asks about.
pub(super) fn asks(condition: &Hosts) -> Asks {
    Asks::Compares(match condition {
        Hosts::LockedIn { .. }
        | Hosts::Locked { .. }
        | Hosts::Clean
        | Hosts::SystemBelow { .. } => Follows::Hosts,
        Hosts::ReportedLocked { .. } => Follows::Known,
    })
}

/// Whether one holds.
pub(super) fn holds(condition: &Hosts, facts: &Facts<'_>) -> bool {
    let reach = facts.reach;
    match condition {
        Hosts::LockedIn { segment, at_least } => reach.hosts_in[segment.at()].locked >= *at_least,
        Hosts::Locked { at_least } => reach.locked[facts.of] >= *at_least,
        Hosts::ReportedLocked { at_least } => reach.known_locked[facts.of] >= *at_least,
        Hosts::Clean => facts.state.facts.clean[facts.of].is_some(),
        Hosts::SystemBelow { system, share } => reach.system_best(system.at()) < *share,
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
