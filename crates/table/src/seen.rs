//! What is seen of the trust on the table: the truth, or what has been reported. What has not been
//! reported is not in it, so that no picture of it can give it away. Must not place anything.

use crate::street::Forecourt;
use crate::table::Table;
use wardroom_core::exercise::{Counts, Host, Mode, Standing, TruthView};
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

/// What is seen before an emergency department.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeenForecourt {
    /// Patients who wait.
    pub waiting: u32,
    /// Ambulances that can't hand over.
    pub on_ramp: u32,
    /// Ambulances that are sent on: one for each pathway that is diverted, and one if they turn away by
    /// themselves.
    pub sent_on: u32,
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
    /// By service: whether it is seen to work on paper.
    pub paper: Vec<bool>,
    /// By organisation: what is seen before its emergency department, but for diverts; none if nothing is.
    pub doors: Vec<Option<SeenForecourt>>,
    /// By pathway: whether it is diverted.
    pub diverted: Vec<bool>,
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
            paper: truth
                .services
                .iter()
                .map(|it| matches!(it.mode, Mode::Paper { .. }))
                .collect(),
            doors: (0..truth.ed.len())
                .map(|of| {
                    Some(SeenForecourt {
                        waiting: truth.ed[of].0 as u32,
                        on_ramp: truth.on_ramp[of] as u32,
                        sent_on: u32::from(truth.turns_away[of]),
                    })
                })
                .collect(),
            diverted: truth.diverted.iter().map(Option::is_some).collect(),
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
            paper: known
                .services
                .iter()
                .map(|it| *it == Some(Standing::Paper))
                .collect(),
            doors: known
                .forecourts
                .iter()
                .map(|found| {
                    found.map(|it| SeenForecourt {
                        waiting: it.waiting,
                        on_ramp: it.on_ramp,
                        sent_on: u32::from(it.turns_away),
                    })
                })
                .collect(),
            diverted: known.diverted.iter().map(Option::is_some).collect(),
        }
    }

    /// What is seen of a forecourt.
    pub fn forecourt(&self, forecourt: &Forecourt) -> Option<SeenForecourt> {
        let door = self.doors.get(forecourt.of.at()).copied().flatten()?;
        let diverted = |pathway: &&usize| self.diverted.get(**pathway) == Some(&true);
        let sent = forecourt.pathways.iter().filter(diverted).count() as u32;
        Some(SeenForecourt {
            sent_on: door.sent_on + sent,
            ..door
        })
    }

    /// Whether a service whose people sit in a segment is seen to work on paper.
    pub fn on_paper(&self, table: &Table, segment: usize) -> bool {
        let mut services = table.held[segment].services.iter();
        services.any(|at| self.paper.get(*at) == Some(&true))
    }

    /// Whether every service whose people sit in a segment is seen to have stopped.
    pub fn dark(&self, table: &Table, segment: usize) -> bool {
        let services = &table.held[segment].services;
        let stopped = |at: &usize| self.services.get(*at) == Some(&Some(Standing::Stopped));
        !services.is_empty() && services.iter().all(stopped)
    }
}
