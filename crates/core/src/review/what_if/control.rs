//! What money could have bought: the same estate with one control more, for a business case. Each
//! is a change of the scenario's own figures, made before STARTEX. Must not say what it would cost.

use crate::scenario::{HostKind, Scenario, SegmentId, Traffic, WhenHit};

/// The share of machines that have the patch where it was applied well (author's choice).
const PATCHED: f64 = 0.95;
/// With offline backups a server is restored, not rebuilt from nothing: this share of the time
/// (author's estimate).
const RESTORED_IN: f64 = 0.5;

/// Something that money could have bought beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Control {
    /// The patch on 95 per cent of desktops and servers.
    Patched,
    /// File sharing (port 445) closed on every link to the outside.
    EdgeClosed,
    /// File sharing closed on every link of a segment, at all times.
    Segmented(SegmentId),
    /// Offline backups from which servers are restored.
    OfflineBackups,
    /// Network monitoring in every segment.
    Monitoring,
    /// A way to talk that was agreed beforehand and is open from STARTEX.
    OutOfBand,
}

impl Control {
    /// All that a scenario's estate could have: segments that hold medical devices can be sealed.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let mut list = vec![Self::Patched, Self::EdgeClosed];
        list.extend(
            (0..scenario.segments.len())
                .filter(|at| {
                    let segment = &scenario.segments[*at];
                    let devices = |id: &crate::scenario::GroupId| {
                        scenario.groups[id.at()].kind == HostKind::Device
                    };
                    !segment.outside && segment.groups.iter().any(devices)
                })
                .map(|at| Self::Segmented(at.into())),
        );
        list.extend([Self::OfflineBackups, Self::Monitoring, Self::OutOfBand]);
        list
    }

    /// Its name for programs.
    pub fn id(self, scenario: &Scenario) -> String {
        match self {
            Self::Patched => "patched".to_owned(),
            Self::EdgeClosed => "edge-closed".to_owned(),
            Self::Segmented(id) => format!("segmented-{}", scenario.segments[id.at()].id),
            Self::OfflineBackups => "offline-backups".to_owned(),
            Self::Monitoring => "monitoring".to_owned(),
            Self::OutOfBand => "out-of-band".to_owned(),
        }
    }

    /// As a line of the business case says it, without a full stop.
    pub fn in_words(self, scenario: &Scenario) -> String {
        match self {
            Self::Patched => "The patch on 95% of desktops and servers".to_owned(),
            Self::EdgeClosed => "File sharing (port 445) closed at every edge".to_owned(),
            Self::Segmented(id) => format!(
                "{} sealed off for file sharing",
                scenario.segments[id.at()].name
            ),
            Self::OfflineBackups => "Offline backups: servers restored in half the time".to_owned(),
            Self::Monitoring => "Network monitoring in every segment".to_owned(),
            Self::OutOfBand => "A way to talk without e-mail, agreed beforehand".to_owned(),
        }
    }

    /// Gives it to a scenario's estate. The open channel is a fact of the exercise, not of the
    /// estate: it is opened at STARTEX.
    pub(super) fn give(self, scenario: &mut Scenario) {
        match self {
            Self::Patched => {
                for group in &mut scenario.groups {
                    if group.kind != HostKind::Device && !matches!(group.when_hit, WhenHit::Immune)
                    {
                        let patched = libm::ceil(f64::from(group.count) * PATCHED) as u32;
                        group.patched = group.patched.max(patched);
                    }
                }
            }
            Self::EdgeClosed => {
                for link in &mut scenario.links {
                    if scenario.segments[link.from.at()].outside
                        || scenario.segments[link.to.at()].outside
                    {
                        link.carries[Traffic::Smb as usize] = false;
                    }
                }
            }
            Self::Segmented(id) => {
                for link in &mut scenario.links {
                    if link.from == id || link.to == id {
                        link.carries[Traffic::Smb as usize] = false;
                    }
                }
            }
            Self::OfflineBackups => scenario.pace.rebuild_server_mins *= RESTORED_IN,
            Self::Monitoring => {
                for segment in &mut scenario.segments {
                    segment.monitored = true;
                }
            }
            Self::OutOfBand => {}
        }
    }
}
