//! What is seen of the trust on the table: the truth, or what has been reported. What has not been
//! reported is not in it, so that no picture of it can give it away. Must not place anything.

use wardroom_core::exercise::{Counts, Host, Standing, TruthView};
use wardroom_core::scenario::{Mins, Scenario, SegmentId};
use wardroom_core::views::KnownView;

/// What is seen of a segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeenSegment {
    /// Its hosts by what they are, indexed by [`Host`]; none if nobody has reported anything.
    pub hosts: Option<Counts>,
    /// Isolated since, minutes after STARTEX.
    pub isolated: Option<Mins>,
    /// Whether the worm scans from it.
    pub scans: bool,
    /// People at work on its machines.
    pub at_work: u32,
}

/// What is seen of the trust.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// By segment.
    pub segments: Vec<SeenSegment>,
    /// By link: since when it is cut, minutes after STARTEX, and whether file sharing over it is blocked.
    pub links: Vec<(Option<Mins>, bool)>,
    /// By service: how it stands; none if nobody has reported it.
    pub services: Vec<Option<Standing>>,
}

impl Seen {
    /// How things really stand.
    pub fn truth(truth: &TruthView) -> Self {
        let at_work = |segment: usize| {
            let here = |(at, _): &&(SegmentId, String)| at.at() == segment;
            truth.at_work.iter().filter(here).count() as u32
        };
        Self {
            segments: truth
                .segments
                .iter()
                .enumerate()
                .map(|(at, it)| SeenSegment {
                    hosts: Some(it.hosts),
                    isolated: it.isolated,
                    scans: it.scanning > 0,
                    at_work: at_work(at),
                })
                .collect(),
            links: truth.links.clone(),
            services: truth.services.iter().map(|it| Some(it.standing)).collect(),
        }
    }

    /// What has been reported: of a segment of which no locked device was, nothing; of the others so many
    /// locked ones, and the rest at work. What the team itself did, it knows.
    pub fn reported(scenario: &Scenario, known: &KnownView) -> Self {
        let segments = known.segments.iter().zip(&scenario.segments);
        Self {
            segments: segments
                .map(|(found, segment)| {
                    let mut hosts = Counts::default();
                    let locked = found.locked.min(segment.hosts);
                    hosts[Host::Locked as usize] = locked;
                    hosts[Host::Vulnerable as usize] = segment.hosts - locked;
                    SeenSegment {
                        hosts: (locked > 0).then_some(hosts),
                        isolated: found.isolated,
                        scans: false,
                        at_work: 0,
                    }
                })
                .collect(),
            links: known.links.clone(),
            services: known.services.clone(),
        }
    }
}
