//! What a week comes to, and what was observed: every measure for which a source has a figure bears
//! it, with the source. The model was fitted to those that have a range that counts as fitting; the
//! others are told as they come out, hit or missed. Must not play anything.

use super::course::Course;
use super::england::England;
use super::nation::Trust;
use super::week::Week;

/// A measure: its id, what it is called, and what was observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// What the table and `--fit` name it by.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What was observed; nothing where no source that was read has a figure.
    pub observed: Option<f64>,
    /// Where that stands; empty where there is none.
    pub source: &'static str,
    /// The range in which the model should come out; nothing where it was not fitted to this.
    pub fits: Option<(f64, f64)>,
}

const fn fitted(
    id: &'static str,
    label: &'static str,
    observed: f64,
    fits: (f64, f64),
    source: &'static str,
) -> Measure {
    Measure {
        id,
        label,
        observed: Some(observed),
        source,
        fits: Some(fits),
    }
}

/// One that the model was not fitted to, with what was observed.
const fn apart(
    id: &'static str,
    label: &'static str,
    observed: f64,
    source: &'static str,
) -> Measure {
    Measure {
        id,
        label,
        observed: Some(observed),
        source,
        fits: None,
    }
}

/// One for which no source has a figure.
const fn unknown(id: &'static str, label: &'static str) -> Measure {
    Measure {
        id,
        label,
        observed: None,
        source: "",
        fits: None,
    }
}

/// Every measure, in the order of the table: those that the model was fitted to come first. NAO is
/// National Audit Office, HC 414, revised 25 April 2018; SMART the lessons learned review of DHSC and
/// NHS England, February 2018; GHAFUR Ghafur et al. 2019, npj Digital Medicine 2:98.
pub const MEASURES: [Measure; 28] = [
    fitted(
        "affected",
        "Trusts affected",
        80.0,
        (65.0, 95.0),
        "NAO 2018 §1.2",
    ),
    fitted(
        "infected",
        "Trusts infected and locked out",
        34.0,
        (26.0, 42.0),
        "NAO 2018 §1.2",
    ),
    fitted(
        "disrupted",
        "Trusts disrupted, not infected",
        46.0,
        (34.0, 60.0),
        "NAO 2018 §1.2",
    ),
    fitted(
        "practices",
        "Practices infected",
        595.0,
        (450.0, 750.0),
        "NAO 2018 §1.2",
    ),
    fitted(
        "known-13",
        "Infected trusts known at 13:00",
        4.0,
        (2.0, 8.0),
        "NAO 2018, timeline",
    ),
    fitted(
        "known-16",
        "Infected trusts known at 16:00",
        16.0,
        (10.0, 24.0),
        "NAO 2018, timeline",
    ),
    fitted(
        "diverting",
        "Trusts that diverted emergency patients",
        5.0,
        (3.0, 8.0),
        "NAO 2018 §1.7",
    ),
    fitted(
        "cancellations",
        "Appointments and operations cancelled in all",
        19_494.0,
        (13_000.0, 25_000.0),
        "SMART 2018 §2.20, estimated",
    ),
    fitted(
        "admissions",
        "Infected trusts: change in admissions",
        -2_936.0,
        (-5_067.0, -804.0),
        "GHAFUR Table 3",
    ),
    fitted(
        "elective",
        "Infected trusts: change in elective admissions",
        -2_176.0,
        (-3_816.0, -535.0),
        "GHAFUR Table 3",
    ),
    fitted(
        "outpatients",
        "Infected trusts: more outpatients cancelled",
        13_534.0,
        (9_453.0, 17_615.0),
        "GHAFUR Table 3",
    ),
    fitted(
        "value",
        "Infected trusts: value of activity, million pounds",
        -5.9,
        (-8.2, -3.6),
        "GHAFUR Table 3",
    ),
    fitted(
        "stand-down",
        "Days until the stand-down",
        7.0,
        (5.0, 9.0),
        "NAO 2018, timeline",
    ),
    apart(
        "diagnostic",
        "Diagnostic devices infected",
        1_220.0,
        "NAO 2018, at least",
    ),
    apart(
        "urgent-cancer",
        "Urgent cancer referrals cancelled",
        139.0,
        "NAO 2018, at least",
    ),
    apart(
        "emergency-lost",
        "Emergency admissions lost, infected trusts",
        1_066.0,
        "GHAFUR Table 3",
    ),
    apart(
        "attendances-lost",
        "A&E attendances lost, infected trusts",
        3_760.0,
        "GHAFUR Table 3",
    ),
    apart(
        "switch-only",
        "Trusts that reached the kill-switch domain and were not locked",
        21.0,
        "NAO 2018; some may have asked for it to test their defences",
    ),
    unknown("acute-share", "Acute share of infected trusts"),
    unknown(
        "large-share",
        "Share of infected trusts above the median size",
    ),
    apart(
        "north-midlands-east",
        "Infected trusts: share in the North, the Midlands and the East",
        29.0 / 34.0,
        "NAO 2018 §2.2: 29 of 34",
    ),
    unknown("north", "Infected trusts: share in the North"),
    unknown(
        "midlands-east",
        "Infected trusts: share in Midlands and East",
    ),
    unknown("london", "Infected trusts: share in London"),
    unknown("south", "Infected trusts: share in the South"),
    apart(
        "practices-rebuilt",
        "Share of infected practices rebuilt by 17 May",
        0.95,
        "SMART 2018",
    ),
    apart(
        "diverting-16",
        "Trusts still diverting on 16 May",
        2.0,
        "NHS England, statements of 15 and 16 May 2017: two at most, none by the afternoon",
    ),
    unknown("devices", "Devices infected"),
];

/// What a week came to, in the order of [`MEASURES`].
pub fn measured(england: &England, week: &Week) -> Vec<f64> {
    let day = |day: u32, hour: u32| day * 1_440 + hour * 60;
    let courses = || week.courses.iter().zip(&week.nation.trusts);
    let count =
        |what: &dyn Fn(&Course) -> bool| week.courses.iter().filter(|it| what(it)).count() as f64;
    let infected = || courses().filter(|(course, _)| course.is_infected());
    let lost = |which: usize| infected().map(|(it, _)| it.lost[which]).sum::<f64>();
    let share = |what: &dyn Fn(&Trust) -> bool| {
        let all = infected().count();
        if all == 0 {
            return 0.0;
        }
        infected().filter(|(_, trust)| what(trust)).count() as f64 / all as f64
    };
    let known = |minute: u32| count(&|it| it.known.is_some_and(|it| it <= minute));
    let mut sizes: Vec<f64> = week.nation.trusts.iter().map(|it| it.devices).collect();
    sizes.sort_by(f64::total_cmp);
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let elsewhere: f64 = week.courses.iter().map(|it| it.lost[0] + it.lost[1]).sum();
    let tariff = &england.tariff;
    let value = lost(0) * tariff.outpatient
        + lost(1) * tariff.elective
        + lost(2) * tariff.emergency
        + lost(3) * tariff.attendance;
    let last = week
        .courses
        .iter()
        .filter(|it| it.is_infected())
        .map(|it| it.restored.unwrap_or(super::days::UNTIL))
        .chain((week.practices > 0).then_some(week.practices_done))
        .max();
    let stand_down = last.map_or(0.0, |it| {
        let review = england.people.review_hours * 60.0;
        (f64::from(it) + review - f64::from(england.people.declared)) / 1_440.0
    });
    let cancer = england.daily.urgent_cancer * (1.0 - england.people.cancer_kept);
    let devices: f64 = week
        .courses
        .iter()
        .map(|it| f64::from(it.devices_infected))
        .sum();
    let in_region = |region: usize| share(&|trust: &Trust| trust.region == region);
    vec![
        count(&|it| it.is_infected() || it.is_disrupted()),
        count(&Course::is_infected),
        count(&Course::is_disrupted),
        f64::from(week.practices),
        known(day(0, 13)),
        known(day(0, 16)),
        count(&|it| it.diverted.is_some()),
        elsewhere,
        -(lost(1) + lost(2)),
        -lost(1),
        lost(0),
        -value / 1e6,
        stand_down,
        diagnostic_infected(england, week),
        elsewhere * cancer,
        lost(2),
        lost(3),
        count(&|it| it.reached_switch && !it.is_infected()),
        share(&|trust| {
            matches!(
                england.kinds[trust.kind].id.as_str(),
                "acute" | "specialist"
            )
        }),
        share(&|trust| trust.devices > median),
        in_region(0) + in_region(1),
        in_region(0),
        in_region(1),
        in_region(2),
        in_region(3),
        week.practices_rebuilt,
        count(&|it| {
            it.diverted
                .is_some_and(|(from, until)| from <= day(4, 12) && until >= day(4, 0))
        }),
        devices,
    ]
}

/// Diagnostic devices infected. Their suppliers manage them, and nobody else may patch them: so the
/// share of them that is infected is that of the trust's other devices without the patch.
///
/// ```text
/// diagnostic = Σ d · n_i / (1 − p)
/// ```
///
/// `d` their share of all devices, `n_i` devices infected at trust `i`, `p` the share of patched
/// devices in a trust that is open.
fn diagnostic_infected(england: &England, week: &Week) -> f64 {
    let edge = &england.edge;
    let without = 1.0 - edge.unpatched;
    if without <= 0.0 {
        return 0.0;
    }
    let infected = week.courses.iter().map(|it| f64::from(it.devices_infected));
    infected.sum::<f64>() * edge.diagnostic / without
}
