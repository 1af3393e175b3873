//! The trust as a place, as an organisation knows it: what was reported from where, and what it did itself.
//! Must not hold anything that nobody has reported.

use crate::exercise::{Standing, TeamView, TruthView};
use crate::scenario::{Mins, OrganisationId, Scenario, SegmentId, ServiceId};
use serde::Serialize;

/// What is known of the trust as a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct KnownView {
    /// By segment, in the order of the scenario.
    pub segments: Vec<KnownSegment>,
    /// By link: since when it is cut, minutes after STARTEX, and whether file sharing over it is blocked.
    pub links: Vec<(Option<Mins>, bool)>,
    /// By service: how it was last reported to stand; none if nobody has.
    pub services: Vec<Option<Standing>>,
    /// By organisation: its emergency department's forecourt, which anybody there sees; none where it is
    /// another's, or there is none.
    pub forecourts: Vec<Option<KnownForecourt>>,
    /// By pathway: since when it is diverted, minutes after STARTEX.
    pub diverted: Vec<Option<Mins>>,
}

/// What is seen at the door of an emergency department.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownForecourt {
    /// Patients who wait.
    pub waiting: u32,
    /// Patients in ambulances that can't hand over.
    pub on_ramp: u32,
    /// Whether ambulances turn away by themselves.
    pub turns_away: bool,
}

/// What is known of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownSegment {
    /// Locked devices that were reported; 0: none was.
    pub locked: u32,
    /// Since when it is isolated, minutes after STARTEX.
    pub isolated: Option<Mins>,
}

/// What an organisation knows of itself, and one that oversees others of all; with none, what all know
/// together. `team` is what they were told; of the truth only what was reported is taken, and what they did.
pub fn known(
    scenario: &Scenario,
    truth: &TruthView,
    team: &TeamView,
    of: Option<OrganisationId>,
) -> KnownView {
    let sees = |segment: usize| {
        let its = scenario.segments[segment].of;
        of.is_none_or(|of| {
            its.is_none_or(|its| its == of) || scenario.organisations[of.at()].oversees
        })
    };
    let segments = truth.segments.iter().enumerate().map(|(at, segment)| {
        if sees(at) {
            KnownSegment {
                locked: segment.known_locked,
                isolated: segment.isolated,
            }
        } else {
            KnownSegment::default()
        }
    });
    let links = truth
        .links
        .iter()
        .zip(&scenario.links)
        .map(|(found, link)| {
            let inside =
                |end: SegmentId| scenario.segments[end.at()].of.is_some() && sees(end.at());
            let own = inside(link.from) || inside(link.to);
            if own { *found } else { (None, false) }
        });
    let services = team.services.iter().enumerate().map(|(at, service)| {
        let shown = of.is_none_or(|of| scenario.shows(of, ServiceId::from(at)));
        service
            .known
            .filter(|_| shown)
            .map(|(standing, _)| standing)
    });
    let mut forecourts = vec![None; scenario.organisations.len()];
    for (at, service) in team.services.iter().enumerate() {
        let whose = scenario.services[at].of;
        let shown = of.is_none_or(|of| scenario.shows(of, ServiceId::from(at)));
        if let (true, Some(waiting)) = (shown, service.waiting) {
            forecourts[whose.at()] = Some(KnownForecourt {
                waiting,
                on_ramp: truth.on_ramp[whose.at()] as u32,
                turns_away: truth.turns_away[whose.at()],
            });
        }
    }
    // A pathway is diverted by an order of whose department it leaves.
    let diverted = truth.diverted.iter().zip(&scenario.pathways);
    let diverted = diverted.map(|(since, pathway)| {
        let flow = pathway.from.map(|id| &scenario.flows[id.at()]);
        let seen =
            flow.is_some_and(|it| forecourts[scenario.services[it.service.at()].of.at()].is_some());
        since.filter(|_| seen)
    });
    let diverted = diverted.collect();
    KnownView {
        forecourts,
        diverted,
        segments: segments.collect(),
        links: links.collect(),
        services: services.collect(),
    }
}
