//! What conditions ask about, as far as they are told apart, so that a condition is looked at again
//! only when what it asks about has changed. Must not know any condition, nor how anything stands.

use crate::scenario::{InjectId, Mins, OrganisationId, PromptId, SegmentId, ServiceId, SystemId};

/// What a condition asks about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asks {
    /// Whether a minute has come.
    Time(Mins),
    /// How an inject stands.
    Inject(InjectId),
    /// Whether a prompt has been put.
    Prompt(PromptId),
    /// What people have done, and threats other than the worm.
    Done,
    /// On which side of a bound a figure stands: it changes by itself, often, but crosses the bound a
    /// few times in an exercise. On the bound is above it.
    Compares(Figure, f64),
}

/// A figure that conditions compare with a bound; what is so or is not is 1 or 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// Locked hosts in a segment.
    LockedIn(SegmentId),
    /// Locked hosts of an organisation.
    Locked(OrganisationId),
    /// Whether no host of an organisation is infected or locked any longer.
    Clean(OrganisationId),
    /// The share of a system that is up, wherever it is seen best.
    System(SystemId),
    /// Locked hosts of an organisation that have been reported.
    ReportedLocked(OrganisationId),
    /// The capacity of a service.
    Capacity(ServiceId),
    /// Whether a service works on paper.
    OnPaper(ServiceId),
    /// What is left on the shelf of a service.
    Stock(ServiceId),
    /// Who waits in the emergency department of an organisation.
    EdQueue(OrganisationId),
    /// Appointments and operations cancelled.
    Cancelled,
}

/// When figures are to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// When hosts have changed, and with them systems.
    Hosts = 0,
    /// When locked hosts have been reported.
    Known = 1,
    /// When the capacity of clinical services may have changed.
    Services = 2,
    /// Every minute: queues, stocks and cancellations.
    Patients = 3,
}

impl Follows {
    /// Each of them, in their order.
    pub const ALL: [Self; 4] = [Self::Hosts, Self::Known, Self::Services, Self::Patients];
}

impl Figure {
    /// When it is to be looked at again.
    pub fn follows(self) -> Follows {
        match self {
            Self::LockedIn(_) | Self::Locked(_) | Self::Clean(_) | Self::System(_) => {
                Follows::Hosts
            }
            Self::ReportedLocked(_) => Follows::Known,
            Self::Capacity(_) | Self::OnPaper(_) => Follows::Services,
            // A shelf empties minute by minute, whether a service changes or not.
            Self::Stock(_) | Self::EdQueue(_) | Self::Cancelled => Follows::Patients,
        }
    }
}
