//! Clinical services, what they need and keep, and the patients who come. Must not hold any state.

use super::super::shape::{Asking, FlowKind, Stands, Step, Weight};
use super::ids::{FlowId, OrganisationId, SegmentId, ServiceId, SystemId};

/// See [`crate::scenario::shape::Service`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Service")]
pub struct Service {
    pub id: String,
    pub name: String,
    /// Whose it is.
    pub of: OrganisationId,
    /// Where its people sit.
    pub segments: Vec<SegmentId>,
    /// What it needs.
    pub needs: Vec<Need>,
    /// What paper can hold.
    pub paper: Paper,
    /// What it keeps and uses up.
    pub stock: Option<Stock>,
    pub flows: Vec<FlowId>,
    /// Patients by day.
    pub patients_day: u32,
    /// Patients by night.
    pub patients_night: u32,
    /// Share at high, medium and low risk.
    pub acuity: [f64; 3],
    /// Minutes until a change is reported.
    pub reports_after_mins: u32,
    /// What its shift says on the telephone.
    pub says: Vec<Saying>,
}

/// See [`crate::scenario::shape::Saying`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Saying")]
pub struct Saying {
    pub to: Asking,
    pub stands: Stands,
    /// One at least.
    pub words: Vec<String>,
}

/// See [`crate::scenario::shape::Need`].
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "told in shape::Need")]
pub struct Need {
    pub what: NeedWhat,
    /// How much it matters.
    pub weight: Weight,
    /// Share lost without it.
    pub loss: f64,
    /// The step after which less is lost.
    pub eased_by: Option<Step>,
}

/// See [`crate::scenario::shape::NeedWhat`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "told in shape::NeedWhat")]
pub enum NeedWhat {
    System(SystemId),
    Screens,
    /// Another service.
    Service(ServiceId),
}

/// See [`crate::scenario::shape::Paper`].
#[derive(Clone, Debug)]
pub struct Paper {
    /// Minutes to mobilise.
    pub mobilise_mins: u32,
    /// Share held.
    pub holds: f64,
    /// For how many minutes.
    pub endures_mins: u32,
    /// Share after that.
    pub then: f64,
    /// What staff do meanwhile.
    pub meanwhile: String,
}

/// See [`crate::scenario::shape::Stock`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Stock")]
pub struct Stock {
    pub name: String,
    pub unit: String,
    /// How much is kept.
    pub kept: f64,
    pub used_a_day: f64,
    /// How many times as much without the service's own work.
    pub without: f64,
    /// Delivered in a day at most.
    pub delivered_a_day: f64,
    /// The step that spares half of what is beyond the usual.
    pub spared_by: Option<Step>,
    /// Share lost while none is there.
    pub loss: f64,
}

/// See [`crate::scenario::shape::Flow`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Flow")]
pub struct Flow {
    pub id: String,
    pub name: String,
    pub service: ServiceId,
    /// What happens when capacity is short.
    pub kind: FlowKind,
    /// Patients a minute in each hour of the exercise, by hour of the calendar since the start of
    /// STARTEX's day.
    pub per_min_by_hour: Vec<f64>,
    /// The mean of those by day.
    pub per_min_by_day: Vec<f64>,
    /// Share that is urgent cancer work.
    pub urgent_cancer: f64,
    /// Services without which more come, and by which share of those who usually come.
    pub more_without: Vec<(ServiceId, f64)>,
    /// Patients waiting at which ambulances turn away, if they are emergencies.
    pub overwhelmed: f64,
    /// The department, if they are emergencies.
    pub department: Department,
}

/// See [`crate::scenario::shape::Department`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Department {
    /// Shares of resuscitation, majors and minors among those who come; 1 together.
    pub acuity: [f64; 3],
    /// Shares of each who are admitted.
    pub admitted: [f64; 3],
    /// Where they lie, if that is told.
    pub admits_to: Option<ServiceId>,
    /// Places to treat patients in.
    pub cubicles: f64,
    /// Patients a minute on the mean of a week.
    pub per_min: f64,
    /// Emergency patients in its wards on an ordinary day.
    pub inpatients: f64,
    /// Patients whom its neighbours can see beyond their own, as a share of who usually comes here.
    pub neighbours_spare: f64,
}

/// See [`crate::scenario::shape::Pathway`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Pathway")]
pub struct Pathway {
    pub id: String,
    pub name: String,
    /// Share of attendances.
    pub share: f64,
    /// Who takes them.
    pub taken_by: String,
    /// Minutes further.
    pub further_mins: u32,
    /// Whether all of its patients are at the highest acuity.
    pub time_critical: bool,
    /// The flow it leaves; none if there is no emergency flow.
    pub from: Option<FlowId>,
    /// Where its patients arrive instead, and which share of them. The rest leave the exercise.
    pub to: Vec<(FlowId, f64)>,
}
