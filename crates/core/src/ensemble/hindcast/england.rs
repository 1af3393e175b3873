//! England's parameters, as they stand in `scenarios/library/england-2017.ron`, each within its
//! bounds. Must not draw anything.

use super::bounds::{self, MAX_AMOUNT, MAX_REGIONS, MAX_TRUSTS};
use crate::scenario::{Code, Diagnostic, Mark, Problems, Sources, read_one};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// England in a week.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct England {
    /// The file's version: 1.
    #[serde(deserialize_with = "bounds::schema")]
    pub schema: u32,
    /// The weekday of the first day; Monday is 0.
    #[serde(deserialize_with = "bounds::weekday")]
    pub weekday: u32,
    /// Parts of the country; their shares come to 1.
    #[serde(deserialize_with = "regions")]
    pub regions: Vec<Region>,
    /// Kinds of trust.
    #[serde(deserialize_with = "kinds")]
    pub kinds: Vec<Kind>,
    /// General practices.
    #[serde(deserialize_with = "bounds::practices")]
    pub practices: u32,
    /// Standard deviation of the logarithm of a trust's size within its kind.
    #[serde(deserialize_with = "bounds::spread")]
    pub device_spread: f64,
    /// A day's work of an acute trust of mean size.
    pub daily: Daily,
    /// What work is worth, pounds.
    pub tariff: Tariff,
    /// Networks.
    pub edge: Edge,
    /// How it scans, infects and locks.
    pub worm: Worm,
    /// What people do.
    #[serde(deserialize_with = "people")]
    pub people: People,
    /// What was fitted.
    pub fitted: Fitted,
}

/// A part of the country: the worm keeps partly to its network.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Lower case and hyphens, for whoever reads the file.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Its share of trusts and practices.
    #[serde(deserialize_with = "bounds::share")]
    pub share: f64,
}

/// A kind of trust.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What measures tell kinds apart by: `acute`.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// How many there are.
    #[serde(deserialize_with = "bounds::trusts")]
    pub count: u32,
    /// Only such a trust diverts ambulances, and only such a one runs the systems of others.
    pub emergency_department: bool,
    /// Devices, on average.
    #[serde(deserialize_with = "bounds::devices")]
    pub devices: f64,
    /// Its work, as a share of an acute trust's.
    #[serde(deserialize_with = "bounds::amount")]
    pub activity: f64,
}

/// A day's work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Daily {
    /// Outpatients booked.
    #[serde(deserialize_with = "bounds::amount")]
    pub outpatients: f64,
    /// Outpatients cancelled on any day.
    #[serde(deserialize_with = "bounds::amount")]
    pub outpatients_cancelled: f64,
    /// Elective admissions.
    #[serde(deserialize_with = "bounds::amount")]
    pub elective: f64,
    /// Emergency admissions.
    #[serde(deserialize_with = "bounds::amount")]
    pub emergency: f64,
    /// Attendances at the emergency department.
    #[serde(deserialize_with = "bounds::amount")]
    pub attendances: f64,
    /// The share of outpatients that are urgent cancer referrals.
    #[serde(deserialize_with = "bounds::share")]
    pub urgent_cancer: f64,
}

/// What work is worth, pounds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// An outpatient appointment.
    #[serde(deserialize_with = "bounds::amount")]
    pub outpatient: f64,
    /// An elective admission.
    #[serde(deserialize_with = "bounds::amount")]
    pub elective: f64,
    /// An emergency admission.
    #[serde(deserialize_with = "bounds::amount")]
    pub emergency: f64,
    /// One patient at the emergency department.
    #[serde(deserialize_with = "bounds::amount")]
    pub attendance: f64,
}

/// Networks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// Share of devices patched where the patch was rolled out.
    #[serde(deserialize_with = "bounds::share")]
    pub patched: f64,
    /// The same where it was not.
    #[serde(deserialize_with = "bounds::share")]
    pub unpatched: f64,
    /// Share of trusts behind proxies.
    #[serde(deserialize_with = "bounds::share")]
    pub proxied: f64,
    /// Share of devices that answer port 445 from N3, where it is open.
    #[serde(deserialize_with = "bounds::share")]
    pub reachable: f64,
    /// Share of what an infected device scans on N3 that stays on the network of its region.
    #[serde(deserialize_with = "bounds::share")]
    pub regional: f64,
    /// Share of a trust that the worm can walk through, at the least.
    #[serde(deserialize_with = "bounds::share")]
    pub reach_low: f64,
    /// The same, at the most.
    #[serde(deserialize_with = "bounds::share")]
    pub reach_high: f64,
    /// Share of devices whose build the worm infects.
    #[serde(deserialize_with = "bounds::share")]
    pub vulnerable_builds: f64,
    /// Share of devices that belong to diagnostic equipment.
    #[serde(deserialize_with = "bounds::share")]
    pub diagnostic: f64,
    /// Share of practices whose machines lack the patch.
    #[serde(deserialize_with = "bounds::share")]
    pub practice_unpatched: f64,
    /// Devices of an infected practice that scan.
    #[serde(deserialize_with = "bounds::amount")]
    pub practice_devices: f64,
    /// Share of practice machines that are on outside opening hours.
    #[serde(deserialize_with = "bounds::share")]
    pub practice_on_at_night: f64,
}

/// How fast it spreads and locks, and when it is stopped. Rates that were fitted stand in
/// [`Fitted`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worm {
    /// Mean minutes from infection to the lock.
    #[serde(deserialize_with = "bounds::at_least_a_little")]
    pub silent_mins: f64,
    /// Infections a minute by one infected device among vulnerable ones only.
    #[serde(deserialize_with = "bounds::amount")]
    pub inside_per_min: f64,
    /// Scans from the world, minute and share of their height, in straight lines between.
    #[serde(deserialize_with = "bounds::outside")]
    pub outside: Vec<(u32, f64)>,
    /// When the domain answers.
    #[serde(deserialize_with = "bounds::minute")]
    pub kill_switch: u32,
}

/// What people do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// When the national major incident is declared.
    #[serde(deserialize_with = "bounds::minute")]
    pub declared: u32,
    /// Until when trusts cut themselves off on what they hear.
    #[serde(deserialize_with = "bounds::minute")]
    pub rumour_until: u32,
    /// From when.
    #[serde(deserialize_with = "bounds::minute")]
    pub rumour_from: u32,
    /// The share of that chance that is left once national advice is out.
    #[serde(deserialize_with = "bounds::share")]
    pub advice_slows: f64,
    /// When it is out.
    #[serde(deserialize_with = "bounds::minute")]
    pub advice_at: u32,
    /// Mean minutes from knowing to a trust off the network.
    #[serde(deserialize_with = "bounds::amount")]
    pub react_mins: f64,
    /// Mean minutes from the first lock to the national bodies knowing.
    #[serde(deserialize_with = "bounds::amount")]
    pub report_day_mins: f64,
    /// Hours until who cut itself off comes back, at the soonest.
    #[serde(deserialize_with = "bounds::amount")]
    pub back_soonest_hours: f64,
    /// The same, likeliest.
    #[serde(deserialize_with = "bounds::amount")]
    pub back_likeliest_hours: f64,
    /// The same, at the latest.
    #[serde(deserialize_with = "bounds::amount")]
    pub back_latest_hours: f64,
    /// Hours from the last trust restored to the stand-down.
    #[serde(deserialize_with = "bounds::amount")]
    pub review_hours: f64,
    /// Engineers at work for each thousand devices.
    #[serde(deserialize_with = "bounds::amount")]
    pub engineers_per_1000: f64,
    /// Person-minutes to rebuild a device.
    #[serde(deserialize_with = "bounds::at_least_a_little")]
    pub rebuild_mins: f64,
    /// Hours at least until an infected trust is let back on the network.
    #[serde(deserialize_with = "bounds::amount")]
    pub reconnect_hours: f64,
    /// Teams in a region that rebuild practices.
    #[serde(deserialize_with = "bounds::amount")]
    pub practice_teams: f64,
    /// Team-minutes a practice.
    #[serde(deserialize_with = "bounds::at_least_a_little")]
    pub practice_mins: f64,
    /// Share of trusts whose systems run at a neighbour.
    #[serde(deserialize_with = "bounds::share")]
    pub shared: f64,
    /// How much more of its elective work than of its outpatients a trust loses.
    #[serde(deserialize_with = "bounds::amount")]
    pub elective: f64,
    /// The same for emergency admissions and attendances.
    #[serde(deserialize_with = "bounds::amount")]
    pub emergency: f64,
    /// Share of attendances that come by ambulance, and go elsewhere while a trust diverts.
    #[serde(deserialize_with = "bounds::share")]
    pub by_ambulance: f64,
    /// Share of urgent cancer referrals that are kept where others are cancelled.
    #[serde(deserialize_with = "bounds::share")]
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
#[serde(try_from = "AnyFree")]
pub struct Free {
    /// The one that is played.
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
        let england: Self = read_one(path, text, "England")?;
        let lacking = if england.regions.is_empty() {
            "there is no region"
        } else if england.trusts() == 0 {
            "there is no trust"
        } else {
            return Ok(england);
        };
        let mut sources = Sources::default();
        let file = sources.add(path, text);
        let mark = Mark {
            file,
            ..Mark::default()
        };
        Err(Problems {
            sources,
            list: vec![Diagnostic::new(Code::Empty, mark, lacking)],
        })
    }

    /// How many there are, over all kinds.
    pub fn trusts(&self) -> usize {
        self.kinds.iter().map(|it| it.count as usize).sum()
    }

    /// By region: its practices, in whole numbers that come to all of them (by largest remainders).
    pub fn practices_of(&self) -> Vec<u32> {
        let exact = |region: &Region| f64::from(self.practices) * region.share;
        let mut whole: Vec<u32> = self.regions.iter().map(|it| exact(it) as u32).collect();
        let mut order: Vec<usize> = (0..whole.len()).collect();
        let left = |at: &usize| exact(&self.regions[*at]).fract();
        order.sort_by(|a, b| left(b).total_cmp(&left(a)));
        let lacking = self.practices.saturating_sub(whole.iter().sum());
        for nth in 0..lacking as usize {
            if let Some(at) = order.get(nth % order.len().max(1)) {
                whole[*at] += 1;
            }
        }
        whole
    }
}

fn regions<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Region>, D::Error> {
    let regions = Vec::<Region>::deserialize(from)?;
    if regions.len() > MAX_REGIONS {
        return Err(Error::custom(format!(
            "{} regions are more than the {MAX_REGIONS} that a hindcast takes",
            regions.len()
        )));
    }
    let sum: f64 = regions.iter().map(|it| it.share).sum();
    // Where one could not be read, that has been told.
    if regions.iter().all(|it| it.share > 0.0) && (sum - 1.0).abs() > 0.001 && !regions.is_empty() {
        return Err(Error::custom(format!(
            "the shares of the regions come to {sum:.3}, not to 1"
        )));
    }
    Ok(regions)
}

fn kinds<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Kind>, D::Error> {
    let kinds = Vec::<Kind>::deserialize(from)?;
    let trusts: u64 = kinds.iter().map(|it| u64::from(it.count)).sum();
    if trusts > u64::from(MAX_TRUSTS) {
        return Err(Error::custom(format!(
            "{trusts} trusts are more than the {MAX_TRUSTS} that a hindcast takes"
        )));
    }
    Ok(kinds)
}

fn people<'de, D: Deserializer<'de>>(from: D) -> Result<People, D::Error> {
    let people = People::deserialize(from)?;
    let back = [
        people.back_soonest_hours,
        people.back_likeliest_hours,
        people.back_latest_hours,
    ];
    if back.iter().all(|it| *it > 0.0) && !back.is_sorted() {
        return Err(Error::custom(
            "the hours until a trust comes back must rise from `back_soonest_hours` to `back_latest_hours`",
        ));
    }
    Ok(people)
}

/// A free parameter as it is written.
#[derive(Deserialize)]
#[serde(rename = "Free", deny_unknown_fields)]
struct AnyFree {
    value: f64,
    low: f64,
    high: f64,
}

impl TryFrom<AnyFree> for Free {
    type Error = String;

    fn try_from(AnyFree { value, low, high }: AnyFree) -> Result<Self, String> {
        if low < 0.0 || high > MAX_AMOUNT || low > high {
            return Err(format!(
                "a free parameter lies between a low and a high one, 0 at the least: {low} to {high}"
            ));
        }
        if !(0.0..=MAX_AMOUNT).contains(&value) {
            return Err(format!("{value} is no value for a free parameter"));
        }
        Ok(Self { value, low, high })
    }
}
