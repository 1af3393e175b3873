//! Clinical services: what they do, what they need, and what paper can hold. Must not hold any
//! state.

use super::{Amount, Count, Id, Share};
use crate::scenario::mark::Marked;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A clinical service.
///
/// Checked: it names at least one segment, and does not need itself by way of others.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// How other services, cards and conditions name it, e.g. `"imaging"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name on the service board.
    pub name: String,
    /// The segments its people sit in.
    #[schemars(extend("is" = "segment"))]
    pub segments: Vec<Id>,
    /// What it needs to work.
    pub needs: Vec<Need>,
    /// What it can do on paper.
    pub paper: Paper,
    /// What it keeps and uses up, if that can run out.
    #[serde(default)]
    pub stock: Option<Stock>,
    /// What it does, hour by hour.
    #[serde(default)]
    pub flows: Vec<Flow>,
    /// Patients in its care at one time, for patient-hours of care at reduced capacity.
    pub patients: Patients,
    /// Minutes after which a change in the service is reported to the command group.
    pub reports_after_mins: u32,
    /// What whoever is in charge of its shift says on the telephone, in place of the program's own wordings.
    #[serde(default)]
    pub says: Vec<Saying>,
}

/// What is said on the telephone to one question, while a service stands in one way.
///
/// Checked: it has words, and each of them is a sentence of at most 240 letters.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Saying {
    /// The question.
    pub to: Asking,
    /// How the service stands.
    pub stands: Stands,
    /// Wordings, of which one is drawn. They should say no more than somebody there sees, and give no figure.
    pub words: Vec<Marked<String>>,
}

/// What can be asked on the telephone and is answered without a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Asking {
    /// How are things with you?
    HowAreYou,
    /// What do you need from us?
    WhatDoYouNeed,
    /// Can you take any more?
    CanYouTake,
    /// When will it be back?
    WhenBack,
}

/// How a service stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Stands {
    /// At nine tenths of its usual work or more.
    Normal,
    /// Below that, on screens.
    Reduced,
    /// On paper procedures.
    Paper,
    /// Below 35 hundredths of its usual work.
    Stopped,
}

/// Something a service needs, and what it loses without it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// A system, working screens, or another service.
    pub what: NeedWhat,
    /// How much it matters, in words.
    pub weight: Weight,
    /// The share of the service's capacity that is lost while the need is wholly unmet.
    #[schemars(extend("is" = "share"))]
    pub loss: Share,
    /// A step of the response after which four tenths of that loss are spared: `BloodPlan`, where
    /// the need is the blood bank's system.
    pub eased_by: Option<super::Step>,
}

/// What a service can need.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum NeedWhat {
    /// A system, up and reachable from the service's segments.
    System(#[schemars(extend("is" = "system"))] Id),
    /// Working screens in the service's segments.
    Screens,
    /// Another service.
    Service(#[schemars(extend("is" = "service"))] Id),
}

/// How much a need matters. Its `loss` must agree: essential 0.6 and more, important 0.2 to 0.6,
/// helpful up to 0.2.
///
/// Checked: the `loss` of the need fits its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub enum Weight {
    /// Without it the service all but stops.
    Essential,
    /// Without it the service is much reduced.
    Important,
    /// Without it the service is slower.
    Helpful,
}

/// What a service can do on paper, with downtime procedures.
///
/// Checked: `then` is not more than `holds`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Minutes from the decision until packs, forms and people are in place.
    pub mobilise_mins: u32,
    /// The share of normal capacity that paper holds, once people are used to it, while all screens
    /// and systems are gone. It begins at seven tenths of that, and comes up to it in a day or two.
    #[schemars(extend("is" = "share"))]
    pub holds: Share,
    /// For how many hours people and stocks last; hours in which people from elsewhere help on the
    /// wards don't count.
    pub endures_hours: u32,
    /// The share it sinks to after that, over three days.
    #[schemars(extend("is" = "share"))]
    pub then: Share,
    /// What staff do meanwhile, for the service board: `"emergency CT by hand"`.
    pub meanwhile: String,
}

/// What a service keeps and uses up, like O negative red cells: more of it while the service can't do
/// its own work, and less of the service once it runs short. Deliveries fill it up again to what is
/// kept, as far as they go.
///
/// Checked: `without` is from 1 to 1000; all amounts are from a hundredth to a million.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Name, in the plural: `"O negative red cells"`.
    pub name: String,
    /// What one of it is called, in the plural: `"units"`.
    pub unit: String,
    /// How much is kept. At STARTEX all of it is there.
    pub kept: Amount,
    /// How much is used in a day while the service is whole.
    pub used_a_day: Amount,
    /// How many times as much while none of the service's own work is done.
    pub without: Amount,
    /// How much is delivered in a day at most.
    pub delivered_a_day: Amount,
    /// A step of the response after which half of what is used beyond the usual is spared, and the
    /// stock is counted for all to see: `BloodPlan`.
    pub spared_by: Option<super::Step>,
    /// The share of the service's capacity that is lost while none of what is asked for is there.
    #[schemars(extend("is" = "share"))]
    pub loss: Share,
}

/// Work that comes to a service.
///
/// Checked: `by_hour` has 24 weights, not all 0; a day has a million patients at most; a trust
/// has only one flow of kind `Emergency`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// How cards and pathways name it, e.g. `"outpatient-appointments"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, in the plural: `"outpatient appointments"`.
    pub name: String,
    /// What happens to it when capacity is short.
    pub kind: FlowKind,
    /// How many on a weekday.
    pub weekday: Count,
    /// How many on a Saturday or Sunday.
    pub weekend: Count,
    /// How a day's work is spread over its hours: 24 weights, from midnight.
    pub by_hour: Vec<u32>,
    /// The share of it that is urgent cancer work, counted apart.
    #[serde(default)]
    #[schemars(extend("is" = "share"))]
    pub urgent_cancer: Option<Share>,
    /// Services without which more patients come here, by as much.
    #[serde(default)]
    pub more_without: Vec<More>,
    /// What the emergency department is like, if the flow is one of emergencies. What is left out is
    /// as in a general hospital of England.
    #[serde(default)]
    pub department: Option<Department>,
}

/// An emergency department, the beds behind it and its neighbours.
///
/// Checked: `resus` and `majors` together are 1 at most; there is a cubicle at least.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// The share of attendances that goes to resuscitation. 0.04 if nothing is said.
    #[serde(default)]
    #[schemars(extend("is" = "share"))]
    pub resus: Option<Share>,
    /// The share that goes to majors; the rest are minors. 0.49 if nothing is said.
    #[serde(default)]
    #[schemars(extend("is" = "share"))]
    pub majors: Option<Share>,
    /// The share that is admitted. 0.27 if nothing is said.
    #[serde(default)]
    #[schemars(extend("is" = "share"))]
    pub admitted: Option<Share>,
    /// The service whose beds they lie in. While it can't discharge, patients board in the
    /// department. If nothing is said, a bed is always found.
    #[serde(default)]
    #[schemars(extend("is" = "service"))]
    pub admits_to: Option<Id>,
    /// Places to treat patients in. One for ten attendances a day if nothing is said.
    #[serde(default)]
    pub cubicles: Option<Count>,
    /// Patients whom its neighbours can see beyond their own, as a share of who usually comes here.
    /// 0.2 if nothing is said.
    #[serde(default)]
    #[schemars(extend("is" = "share"))]
    pub neighbours_spare: Option<Share>,
}

/// More work that comes while a service elsewhere can't do its own. With `c` of its normal capacity
/// left, so many more come as `share × (1 − c)` of those who usually come, in the hours in which it
/// has booked work of its own; at any hour if it books none.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct More {
    /// The one that can't do its own work.
    #[schemars(extend("is" = "service"))]
    pub service: Id,
    /// The share that comes on top while it is wholly gone.
    #[schemars(extend("is" = "share"))]
    pub share: Share,
}

/// Where diverted patients arrive.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Landing {
    /// The flow of emergency attendances that they join.
    #[schemars(extend("is" = "flow"))]
    pub flow: Id,
    /// The share of them that goes there.
    #[schemars(extend("is" = "share"))]
    pub share: Share,
}

/// What happens to work when capacity is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub enum FlowKind {
    /// Booked appointments: what can't be done is cancelled.
    Appointments,
    /// Booked operations: what can't be done is cancelled.
    Operations,
    /// Emergency attendances: they queue, and can be diverted.
    Emergency,
}

/// Patients in a service's care at one time.
///
/// Checked: `high` and `medium` together are 1 at most.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Patients {
    /// How many on average by day (08:00 to 20:00).
    pub day: u32,
    /// How many on average by night.
    pub night: u32,
    /// The share at high risk if care is degraded.
    #[schemars(extend("is" = "share"))]
    pub high: Share,
    /// The share at medium risk. The rest are at low risk.
    #[schemars(extend("is" = "share"))]
    pub medium: Share,
}

/// A kind of emergency patient that can be sent elsewhere.
///
/// Checked: the shares of all pathways out of one flow are 1 together at most, and so are those of
/// where they go. A patient who was diverted once is not diverted again.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    /// How cards and conditions name it, e.g. `"stroke"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, e.g. `"Stroke"`.
    pub name: String,
    /// The share of emergency attendances.
    #[schemars(extend("is" = "share"))]
    pub share: Share,
    /// Who takes them.
    pub taken_by: String,
    /// Minutes further by ambulance.
    pub further_mins: u32,
    /// Whether all of its patients are of the highest acuity: stroke, major trauma, heart attack.
    #[serde(default)]
    pub time_critical: bool,
    /// The flow of emergency attendances that it leaves. Where there is only one it may be left out.
    #[schemars(extend("is" = "flow"))]
    pub from: Option<Id>,
    /// Departments of this exercise where its patients arrive instead. The rest leave it.
    #[serde(default)]
    pub to: Vec<Landing>,
}
