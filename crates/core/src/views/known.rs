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
    KnownView {
        segments: segments.collect(),
        links: links.collect(),
        services: services.collect(),
    }
}
