//! England's parameters, as they stand in `scenarios/library/england-2017.ron`. Must not draw
//! anything.

use crate::scenario::{Problems, read_one};
use serde::{Deserialize, Serialize};

/// The parameters that Wardroom brings.
pub const ENGLAND_2017: &str = include_str!("../../../scenarios/library/england-2017.ron");

/// England in a week.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct England {
    /// The file's version: 1.
    pub schema: u32,
    /// The weekday of the first day; Monday is 0.
    pub weekday: u32,
    /// Regions.
    pub regions: Vec<Region>,
    /// Kinds of trust.
    pub kinds: Vec<Kind>,
    /// General practices.
    pub practices: u32,
    /// Standard deviation of the logarithm of a trust's size within its kind.
    pub device_spread: f64,
    /// A day's work of an acute trust of mean size.
    pub daily: Daily,
    /// What work is worth, pounds.
    pub tariff: Tariff,
    /// Networks.
    pub edge: Edge,
    /// The worm.
    pub worm: Worm,
    /// What people do.
    pub people: People,
    /// What was fitted.
    pub fitted: Fitted,
}

/// A region.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its share of trusts and practices.
    pub share: f64,
}

/// A kind of trust.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// How many there are.
    pub count: u32,
    /// Whether it has an emergency department.
    pub emergency_department: bool,
    /// Devices, on average.
    pub devices: f64,
    /// Its work, as a share of an acute trust's.
    pub activity: f64,
}

/// A day's work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Daily {
    /// Outpatients booked.
    pub outpatients: f64,
    /// Outpatients cancelled on any day.
    pub outpatients_cancelled: f64,
    /// Elective admissions.
    pub elective: f64,
    /// Emergency admissions.
    pub emergency: f64,
    /// Attendances at the emergency department.
    pub attendances: f64,
    /// The share of outpatients that are urgent cancer referrals.
    pub urgent_cancer: f64,
}

/// What work is worth, pounds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// An outpatient appointment.
    pub outpatient: f64,
    /// An elective admission.
    pub elective: f64,
    /// An emergency admission.
    pub emergency: f64,
    /// An attendance.
    pub attendance: f64,
}

/// Networks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// Share of devices patched where the patch was rolled out.
    pub patched: f64,
    /// The same where it was not.
    pub unpatched: f64,
    /// Share of trusts behind proxies.
    pub proxied: f64,
    /// Share of devices that answer port 445 from N3, where it is open.
    pub reachable: f64,
    /// Share of a trust that the worm can walk through, at the least.
    pub reach_low: f64,
    /// The same, at the most.
    pub reach_high: f64,
    /// Share of devices whose build the worm infects.
    pub vulnerable_builds: f64,
    /// Share of devices that belong to diagnostic equipment.
    pub diagnostic: f64,
    /// Share of practices whose machines lack the patch.
    pub practice_unpatched: f64,
    /// Devices of an infected practice that scan.
    pub practice_devices: f64,
    /// Share of practice machines that are on outside opening hours.
    pub practice_on_at_night: f64,
}

/// The worm.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worm {
    /// Mean minutes from infection to the lock.
    pub silent_mins: f64,
    /// Infections a minute by one infected device among vulnerable ones only.
    pub inside_per_min: f64,
    /// Scans from the world, minute and share of their height, in straight lines between.
    pub outside: Vec<(u32, f64)>,
    /// When the domain answers.
    pub kill_switch: u32,
}

/// What people do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// When the national major incident is declared.
    pub declared: u32,
    /// Until when trusts cut themselves off on what they hear.
    pub rumour_until: u32,
    /// From when.
    pub rumour_from: u32,
    /// The share of that chance that is left once national advice is out.
    pub advice_slows: f64,
    /// When it is out.
    pub advice_at: u32,
    /// Mean minutes from knowing to a trust off the network.
    pub react_mins: f64,
    /// Mean minutes from the first lock to the national bodies knowing.
    pub report_day_mins: f64,
    /// Hours until who cut itself off comes back, at the soonest.
    pub back_soonest_hours: f64,
    /// The same, likeliest.
    pub back_likeliest_hours: f64,
    /// The same, at the latest.
    pub back_latest_hours: f64,
    /// Hours from the last trust restored to the stand-down.
    pub review_hours: f64,
    /// Engineers at work for each thousand devices.
    pub engineers_per_1000: f64,
    /// Person-minutes to rebuild a device.
    pub rebuild_mins: f64,
    /// Hours at least until an infected trust is let back on the network.
    pub reconnect_hours: f64,
    /// Teams in a region that rebuild practices.
    pub practice_teams: f64,
    /// Team-minutes a practice.
    pub practice_mins: f64,
    /// Share of trusts whose systems run at a neighbour.
    pub shared: f64,
    /// How much more of its elective work than of its outpatients a trust loses.
    pub elective: f64,
    /// The same for emergency admissions and attendances.
    pub emergency: f64,
    /// Share of attendances that come by ambulance, and go elsewhere while a trust diverts.
    pub by_ambulance: f64,
    /// Share of urgent cancer referrals that are kept where others are cancelled.
    pub cancer_kept: f64,
}

/// What was fitted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fitted {
    /// Scans a minute from the world for each address that answers, at their height.
    pub outside_per_min: Free,
    /// The chance that a trust had not rolled the patch out and lets port 445 in.
    pub open: Free,
    /// Scans a minute from each infected device for each address that answers.
    pub between_per_min: Free,
    /// Chance in an hour to cut oneself off for each known infected trust of the region.
    pub cut_per_hour: Free,
    /// Addresses of a practice that answer, in those of a trust of mean size.
    pub practice_exposed: Free,
    /// The share of its booked work that a trust off the network loses.
    pub loss: Free,
    /// The share of devices locked beyond which an acute trust diverts.
    pub divert_at: Free,
}

/// A free parameter.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Free {
    /// Its value.
    pub value: f64,
    /// The least that was thought possible.
    pub low: f64,
    /// The most.
    pub high: f64,
}

impl Fitted {
    /// Each with its name.
    pub fn all(&self) -> [(&'static str, Free); 7] {
        [
            ("outside_per_min", self.outside_per_min),
            ("open", self.open),
            ("between_per_min", self.between_per_min),
            ("cut_per_hour", self.cut_per_hour),
            ("practice_exposed", self.practice_exposed),
            ("loss", self.loss),
            ("divert_at", self.divert_at),
        ]
    }

    /// The same with other values, in the same order.
    #[must_use]
    pub fn with(mut self, values: &[f64; 7]) -> Self {
        for (free, value) in [
            &mut self.outside_per_min,
            &mut self.open,
            &mut self.between_per_min,
            &mut self.cut_per_hour,
            &mut self.practice_exposed,
            &mut self.loss,
            &mut self.divert_at,
        ]
        .into_iter()
        .zip(values)
        {
            free.value = value.clamp(free.low, free.high);
        }
        self
    }
}

impl England {
    /// Reads a file of parameters.
    ///
    /// # Errors
    /// Every problem, with its place.
    pub fn read(path: &str, text: &str) -> Result<Self, Problems> {
        read_one(path, text, "England")
    }

    /// The parameters that Wardroom brings.
    ///
    /// # Errors
    /// Every problem, with its place; a test holds that there is none.
    pub fn of_2017() -> Result<Self, Problems> {
        Self::read("england-2017.ron", ENGLAND_2017)
    }

    /// Trusts.
    pub fn trusts(&self) -> usize {
        self.kinds.iter().map(|it| it.count as usize).sum()
    }
}
