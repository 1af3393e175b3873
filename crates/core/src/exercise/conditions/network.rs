//! Conditions of the network. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, theirs};
use crate::exercise::asks::Asks;
use crate::exercise::state::Ordered;
use crate::scenario::{NetworkCondition as Network, Scenario};

/// What one asks about.
pub(super) fn asks(condition: &Network) -> Asks {
    match condition {
        Network::Isolated(_) | Network::LinkCut(_) | Network::PortBlocked(_) | Network::MailOff => {
            Asks::Done
        }
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Network, facts: &Facts<'_>) -> bool {
    let network = &facts.state.network;
    match condition {
        Network::Isolated(id) => facts.ordered(network.isolated[id.at()], Ordered::Isolated(*id)),
        Network::LinkCut(id) => facts.ordered(network.cut[id.at()], Ordered::Cut(*id)),
        Network::PortBlocked(id) => {
            facts.ordered(network.port_blocked[id.at()], Ordered::Port(*id))
                || facts.ordered(network.cut[id.at()], Ordered::Cut(*id))
        }
        Network::MailOff => network.mail_off[facts.of],
    }
}

/// Its words.
pub(super) fn told(condition: &Network, scenario: &Scenario, facts: &Facts<'_>) -> Told {
    Told::So(match condition {
        Network::Isolated(id) => format!("{} isolated", scenario.segments[id.at()].name),
        Network::LinkCut(id) => format!("{} cut", scenario.links[id.at()].name),
        Network::PortBlocked(id) => {
            format!("file sharing blocked on {}", scenario.links[id.at()].name)
        }
        Network::MailOff => theirs(scenario, facts, "e-mail switched off"),
    })
}
