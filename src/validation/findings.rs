//! What was published, and how the model is asked for the same. Each finding bears its source, how far
//! it was read, and a sentence on why the model may miss it. Must not hold a figure of the model.

use super::course::Course;
use super::situation::Pair;
use crate::exercise::Outcomes;
use crate::scenario::FlowKind;
use serde::Serialize;

/// Share of emergency patients who come by ambulance (NHS England 2016/17: about a quarter to a
/// third; as in the rules of the department).
const BY_AMBULANCE: f64 = 0.28;
/// Minutes of care after the wait, to which four hours are counted (as in the rules of the
/// department: author's estimate).
const CARE_MINS: f64 = 120.0;
/// Hours of a week.
const WEEK: usize = 168;

/// How far a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Read {
    /// The text or its table.
    Text,
    /// The abstract.
    Abstract,
    /// What the press wrote of it.
    Press,
    /// Another text that quotes it; not looked up again.
    Secondary,
}

/// A published finding.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Finding {
    /// Its id.
    pub id: &'static str,
    /// It in words.
    pub finding: &'static str,
    /// Where it stands.
    pub source: &'static str,
    /// How far that was read.
    pub read: Read,
    /// What was published: the figure, or the lower end of its range.
    pub low: f64,
    /// The same, or the upper end.
    pub high: f64,
    /// The unit.
    pub unit: &'static str,
    /// The situation in the model.
    pub situation: &'static str,
    /// What is measured there, and when.
    pub measured: &'static str,
    /// Whether the model was set by it: then it proves nothing.
    pub fitted: bool,
    /// Why the model may miss it.
    pub why: &'static str,
    /// How the model is asked.
    #[serde(skip)]
    pub measure: fn(&Pair) -> Option<f64>,
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Finding {
    /// The ends between which it counts as met: the range that was published, or a single figure
    /// and a [tenth](super::NEAR) of it to either side.
    pub fn met_within(&self) -> (f64, f64) {
        let near = if self.low == self.high {
            self.low.abs() * super::NEAR
        } else {
            0.0
        };
        (self.low - near, self.high + near)
    }
}

/// All findings.
pub const FINDINGS: [Finding; 35] = [
    Finding {
        id: "uvm-theatres",
        finding: "Theatres were kept at 60 to 70% of capacity with every system gone",
        source: "Vascular Specialist (Society for Vascular Surgery), 2021: System outage alert: cyberattack sends medicine back to paper age",
        read: Read::Text,
        low: 60.0,
        high: 70.0,
        unit: "% of booked operations",
        situation: "total-loss",
        measured: "booked operations done, second day to end of week three",
        fitted: false,
        why: "Which operations a hospital goes on with was chosen case by case in Vermont; here they are done in the share of the theatres' capacity.",
        measure: |it| done(&it.hit, FlowKind::Operations, 24, 504),
    },
    Finding {
        id: "uvm-volume",
        finding: "The hospital's volume fell by about 20%",
        source: "Vascular Specialist (Society for Vascular Surgery), 2021: System outage alert: cyberattack sends medicine back to paper age",
        read: Read::Text,
        low: -20.0,
        high: -20.0,
        unit: "%",
        situation: "total-loss",
        measured: "appointments, operations and emergency attendances together, three weeks",
        fitted: false,
        why: "Volume is not defined in the source; outpatients weigh most in the model's figure.",
        measure: |it| volume(&it.hit, 1, 504),
    },
    Finding {
        id: "uvm-inpatients",
        finding: "340 inpatients where there are usually 440",
        source: "Becker's Hospital Review, 11 November 2020, of a meeting on 10 November (S. Leffler)",
        read: Read::Press,
        low: -23.0,
        high: -23.0,
        unit: "%",
        situation: "total-loss",
        measured: "the wards' capacity, second day to end of week two",
        fitted: false,
        why: "The model has no census of inpatients; the wards' capacity stands for it.",
        measure: |it| Some((it.hit.capacity("wards", 24, 336)? - 1.0) * 100.0),
    },
    Finding {
        id: "hse-outpatients",
        finding: "Outpatient activity fell by 70 to 80% in the first week",
        source: "HSE, A. O'Connor, 20 May 2021 (The Echo, Cork; WLR FM)",
        read: Read::Press,
        low: -80.0,
        high: -70.0,
        unit: "%",
        situation: "total-loss",
        measured: "outpatient and imaging appointments, week one",
        fitted: false,
        why: "Irish hospitals cancelled clinics ahead; the script of the situation does not.",
        measure: |it| fell(&it.hit, FlowKind::Appointments, 1, 168),
    },
    Finding {
        id: "hse-elective",
        finding: "Elective inpatients fell by about 50%, day cases by 60%",
        source: "HSE, A. O'Connor, 20 May 2021 (The Echo, Cork; WLR FM)",
        read: Read::Press,
        low: -60.0,
        high: -50.0,
        unit: "%",
        situation: "total-loss",
        measured: "booked operations, week one",
        fitted: false,
        why: "Vermont and Ireland differ in the same situation; the model can meet one of them at most.",
        measure: |it| fell(&it.hit, FlowKind::Operations, 1, 168),
    },
    Finding {
        id: "hse-outpatients-second",
        finding: "40% of outpatients were seen in the second week",
        source: "HSE, A. O'Connor, 26 May 2021 (The Irish Times)",
        read: Read::Press,
        low: 40.0,
        high: 40.0,
        unit: "% of booked",
        situation: "total-loss",
        measured: "appointments done, week two",
        fitted: false,
        why: "Some Irish hospitals had systems of their own back by then; here nothing comes back.",
        measure: |it| done(&it.hit, FlowKind::Appointments, 168, 336),
    },
    Finding {
        id: "hse-laboratories",
        finding: "Laboratories worked at under 20% of capacity in the second week",
        source: "HSE, A. O'Connor, 26 May 2021 (The Irish Times)",
        read: Read::Press,
        low: 0.0,
        high: 20.0,
        unit: "% of capacity",
        situation: "total-loss",
        measured: "the laboratory's capacity, second week",
        fitted: false,
        why: "The figure is of samples from general practice and hospitals together.",
        measure: |it| Some(it.hit.capacity("pathology", 168, 336)? * 100.0),
    },
    Finding {
        id: "cork-scheduled",
        finding: "Scheduled care was at 60 to 70% in the third week",
        source: "HSE, A. O'Connor, 3 to 4 June 2021, of Cork University Hospital (Irish Examiner)",
        read: Read::Press,
        low: 60.0,
        high: 70.0,
        unit: "% of booked",
        situation: "total-loss",
        measured: "appointments and operations done, week three",
        fitted: false,
        why: "Cork had begun to get systems back; here nothing comes back.",
        measure: |it| scheduled(&it.hit, 336, 504),
    },
    Finding {
        id: "neprash-volume",
        finding: "Volume fell by 17 to 24% in the first week",
        source: "Neprash, McGlave, Nikpay 2026: Hacked to Pieces? American Economic Journal: Economic Policy, doi 10.1257/pol.20240594, abstract",
        read: Read::Abstract,
        low: -24.0,
        high: -17.0,
        unit: "%",
        situation: "total-loss",
        measured: "appointments, operations and emergency attendances together, week one",
        fitted: false,
        why: "The study is a mean over attacks of every severity; the situation is a total loss.",
        measure: |it| volume(&it.hit, 1, 168),
    },
    Finding {
        id: "neprash-outpatients",
        finding: "Outpatient visits fell by 22% in urban and 35% in rural hospitals in the first week",
        source: "Neprash, McGlave, Rydberg, Henning-Smith 2024: What happens to rural hospitals during a ransomware attack? Journal of Rural Health, doi 10.1111/jrh.12834, abstract",
        read: Read::Abstract,
        low: -35.3,
        high: -22.0,
        unit: "%",
        situation: "total-loss",
        measured: "appointments, week one",
        fitted: false,
        why: "The study is a mean over attacks of every severity; the situation is a total loss.",
        measure: |it| fell(&it.hit, FlowKind::Appointments, 1, 168),
    },
    Finding {
        id: "neprash-inpatients",
        finding: "Inpatient admissions fell by 15 to 17% in the first week",
        source: "Neprash, McGlave, Rydberg, Henning-Smith 2024: What happens to rural hospitals during a ransomware attack? Journal of Rural Health, doi 10.1111/jrh.12834, abstract",
        read: Read::Abstract,
        low: -16.9,
        high: -14.7,
        unit: "%",
        situation: "total-loss",
        measured: "the wards' capacity, week one",
        fitted: false,
        why: "The study is a mean over attacks of every severity; and the model has no admissions: the wards' capacity stands for them.",
        measure: |it| Some((it.hit.capacity("wards", 1, 168)? - 1.0) * 100.0),
    },
    Finding {
        id: "neprash-emergency",
        finding: "Emergency visits fell by 19% in urban and 10% in rural hospitals in the first week",
        source: "Neprash, McGlave, Rydberg, Henning-Smith 2024: What happens to rural hospitals during a ransomware attack? Journal of Rural Health, doi 10.1111/jrh.12834, abstract",
        read: Read::Abstract,
        low: -19.3,
        high: -10.0,
        unit: "%",
        situation: "total-loss",
        measured: "emergency patients sent elsewhere or gone unseen, of those who usually come, week one",
        fitted: false,
        why: "Whoever stays at home by themselves is not in the model.",
        measure: |it| emergency(&it.hit, 1, 168),
    },
    Finding {
        id: "abouk-emergency",
        finding: "Emergency visits fell by 8% in the first and 16% in the second week",
        source: "Abouk, Powell 2024: Ransomware attacks, ED visits and inpatient admissions in targeted and nearby hospitals. JAMA 331(24):2129-2131, doi 10.1001/jama.2024.7752 (figures from HealthDay, 30 May 2024)",
        read: Read::Press,
        low: -16.2,
        high: -8.1,
        unit: "%",
        situation: "total-loss",
        measured: "emergency patients sent elsewhere or gone unseen, of those who usually come, two weeks",
        fitted: false,
        why: "The study is a mean over attacks of every severity; the situation is a total loss, and the department sends on whom it can't hold.",
        measure: |it| emergency(&it.hit, 1, 336),
    },
    Finding {
        id: "duesseldorf-operations",
        finding: "At most 20 operations a day where there are usually 70 to 120",
        source: "Press of September 2020 (pledgetimes.com, after RTL), Düsseldorf University Hospital",
        read: Read::Press,
        low: -83.0,
        high: -71.0,
        unit: "%",
        situation: "total-loss",
        measured: "booked operations, week one",
        fitted: false,
        why: "Düsseldorf took itself off emergency care and stopped planned work; the script of the situation goes on. Vermont, in the same plight, did two thirds.",
        measure: |it| fell(&it.hit, FlowKind::Operations, 1, 168),
    },
    Finding {
        id: "duesseldorf-patients",
        finding: "550 patients a day where there are usually 1,000",
        source: "Press of September 2020 (pledgetimes.com, after RTL), Düsseldorf University Hospital",
        read: Read::Press,
        low: -45.0,
        high: -45.0,
        unit: "%",
        situation: "total-loss",
        measured: "appointments, operations and emergency attendances together, week one",
        fitted: false,
        why: "Düsseldorf took itself off emergency care and stopped planned work, and its 1,000 patients a day are counted in another way.",
        measure: |it| volume(&it.hit, 1, 168),
    },
    Finding {
        id: "larsen-results",
        finding: "Laboratory results took 62% longer while the record was down",
        source: "Larsen et al. 2019: Continuing patient care during electronic health record downtime. Applied Clinical Informatics 10(3):495-504, abstract",
        read: Read::Abstract,
        low: 61.7,
        high: 61.7,
        unit: "% of usual pace",
        situation: "record-down",
        measured: "the laboratory's capacity while the record is gone (its pace: 1 ÷ 1.62)",
        fitted: false,
        why: "The model's laboratory has its own system in this situation, and loses orders alone; in the study delays came of papers filled in wrongly.",
        measure: |it| Some(it.hit.capacity("pathology", 9, 56)? * 100.0),
    },
    Finding {
        id: "wretborn-stay",
        finding: "The median stay in three emergency departments grew by 8%, by 36% and not at all",
        source: "Wretborn, Ekelund, Wilhelms 2019: Emergency department workload and crowding during a major electronic health record breakdown. Frontiers in Public Health 7:267, abstract",
        read: Read::Abstract,
        low: 0.0,
        high: 36.0,
        unit: "%",
        situation: "record-down",
        measured: "mean stay of an emergency patient (the wait and two hours of care) while the record is gone, against the same hours without attack",
        fitted: false,
        why: "The model counts waits and a fixed two hours of care; slower care inside the department is not in its stay.",
        measure: |it| {
            Some((stay(&it.hit, 9, 56)? / stay(it.quiet.as_ref()?, 9, 56)? - 1.0) * 100.0)
        },
    },
    Finding {
        id: "nhse-four-hours",
        finding: "10.3% of patients in all departments, 15.4% in large ones, stayed over four hours on ordinary days of May 2017",
        source: "NHS England, Urgent and Emergency Care, May 2017: 89.7% within four hours in all departments; that type 1 departments had 15.4% over four hours was not looked up again",
        read: Read::Secondary,
        low: 10.3,
        high: 15.4,
        unit: "% of attendances",
        situation: "ordinary-week",
        measured: "emergency patients over four hours, of those who come",
        fitted: false,
        why: "An ordinary day without chance and without full wards has nobody over four hours.",
        measure: |it| {
            share(
                it.hit.grew(24, 168, |out| out.ed_delayed),
                it.hit.booked(FlowKind::Emergency, 24, 168),
            )
        },
    },
    Finding {
        id: "ghafur-outpatients",
        finding: "398 more outpatients cancelled for each infected trust in the week (278 to 518)",
        source: "Ghafur et al. 2019, npj Digital Medicine 2:98, Table 3, divided by 34 infected trusts",
        read: Read::Text,
        low: 278.0,
        high: 518.0,
        unit: "appointments",
        situation: "friday-lunchtime",
        measured: "appointments cancelled to Monday morning, beyond the same days without the worm",
        fitted: false,
        why: "The source counts the whole week; the exercise ends on Monday morning.",
        measure: |it| beyond(it, |out| out.appointments_cancelled),
    },
    Finding {
        id: "ghafur-elective",
        finding: "64 fewer elective admissions for each infected trust in the week (16 to 112)",
        source: "Ghafur et al. 2019, npj Digital Medicine 2:98, Table 3, divided by 34 infected trusts",
        read: Read::Text,
        low: 16.0,
        high: 112.0,
        unit: "operations",
        situation: "friday-lunchtime",
        measured: "operations cancelled to Monday morning, beyond the same days without the worm",
        fitted: false,
        why: "The source counts the whole week and admissions of every kind.",
        measure: |it| beyond(it, |out| out.operations_cancelled),
    },
    Finding {
        id: "ghafur-attendances",
        finding: "111 fewer A&E attendances for each infected trust in the week",
        source: "Ghafur et al. 2019, npj Digital Medicine 2:98, Table 3, divided by 34 infected trusts",
        read: Read::Text,
        low: 111.0,
        high: 111.0,
        unit: "patients",
        situation: "friday-lunchtime",
        measured: "emergency patients sent elsewhere or gone unseen to Monday morning, beyond the same days without the worm",
        fitted: false,
        why: "The source counts the whole week, and whoever stayed at home.",
        measure: |it| beyond(it, |out| out.ed_diverted + out.ed_left_unseen),
    },
    Finding {
        id: "synnovis-week-1",
        finding: "Week 1: 814 procedures and 700 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 14 June and 11 July 2024",
        read: Read::Secondary,
        low: 1_514.0,
        high: 1_514.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 1",
        fitted: true,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 1),
    },
    Finding {
        id: "synnovis-week-2",
        finding: "Week 2: 320 procedures and 1,294 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 21 June 2024 (from docs/field.md, section 3)",
        read: Read::Secondary,
        low: 1_614.0,
        high: 1_614.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 2",
        fitted: false,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 2),
    },
    Finding {
        id: "synnovis-week-4",
        finding: "Week 4: 136 procedures and 1,517 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 4 July 2024",
        read: Read::Text,
        low: 1_653.0,
        high: 1_653.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 4",
        fitted: true,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 4),
    },
    Finding {
        id: "synnovis-week-5",
        finding: "Week 5: 100 procedures and 1,286 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 11 July 2024",
        read: Read::Text,
        low: 1_386.0,
        high: 1_386.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 5",
        fitted: false,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 5),
    },
    Finding {
        id: "synnovis-week-6",
        finding: "Week 6: 71 procedures and 1,028 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 19 July 2024",
        read: Read::Text,
        low: 1_099.0,
        high: 1_099.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 6",
        fitted: false,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 6),
    },
    Finding {
        id: "synnovis-week-7",
        finding: "Week 7: 46 procedures and 1,122 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 25 July 2024",
        read: Read::Text,
        low: 1_168.0,
        high: 1_168.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 7",
        fitted: false,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 7),
    },
    Finding {
        id: "synnovis-week-9",
        finding: "Week 9: 20 procedures and 578 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 8 August 2024 (from docs/field.md, section 3)",
        read: Read::Secondary,
        low: 598.0,
        high: 598.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 9",
        fitted: false,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 9),
    },
    Finding {
        id: "synnovis-week-10",
        finding: "Week 10: 13 procedures and 53 appointments postponed at two trusts",
        source: "NHS England London, update on cyber incident, 15 August 2024",
        read: Read::Text,
        low: 66.0,
        high: 66.0,
        unit: "postponed",
        situation: "no-bloods",
        measured: "appointments and operations cancelled in week 10",
        fitted: true,
        why: "Weeks 1, 4 and 10 were fitted to; the spread over luck is narrow, because the returns of the laboratory are most of it.",
        measure: |it| week(&it.hit, 10),
    },
    Finding {
        id: "synnovis-cancer",
        finding: "About 1,100 cancer treatments delayed in all",
        source: "NHS England and press, summer 2024 (from docs/field.md, section 3; not looked up again)",
        read: Read::Secondary,
        low: 1_100.0,
        high: 1_100.0,
        unit: "patients",
        situation: "no-bloods",
        measured: "urgent cancer patients cancelled, ten weeks",
        fitted: false,
        why: "Once they are protected the model's urgent cancer patients are cancelled only where nothing else is left; and treatments that were put off by days are not cancelled in the model.",
        measure: |it| {
            Some(
                it.hit
                    .grew(0, usize::MAX, |out| out.urgent_cancer_cancelled),
            )
        },
    },
    Finding {
        id: "dameff-census",
        finding: "15.1% more patients at two neighbouring emergency departments",
        source: "Dameff et al. 2023: Ransomware attack associated with disruptions at adjacent emergency departments in the US. JAMA Network Open 6(5):e2312270, abstract",
        read: Read::Abstract,
        low: 15.1,
        high: 15.1,
        unit: "%",
        situation: "county-one-down",
        measured: "patients who land at the two neighbours, of those who usually come",
        fitted: true,
        why: "The county's pathways were set by this.",
        measure: |it| landing(&it.hit, 1.0),
    },
    Finding {
        id: "abouk-neighbours",
        finding: "Up to 7.1% more emergency visits at unattacked hospitals near by",
        source: "Abouk, Powell 2024: Ransomware attacks, ED visits and inpatient admissions in targeted and nearby hospitals. JAMA 331(24):2129-2131, doi 10.1001/jama.2024.7752 (figures from HealthDay, 30 May 2024)",
        read: Read::Press,
        low: 7.1,
        high: 7.1,
        unit: "%",
        situation: "county-one-down",
        measured: "patients who land at the two neighbours, of those who usually come",
        fitted: false,
        why: "The county's pathways were set by Scripps, whose neighbours had twice as many; the study is a mean over attacks.",
        measure: |it| landing(&it.hit, 1.0),
    },
    Finding {
        id: "dameff-ambulances",
        finding: "35.2% more arrivals by ambulance at the neighbours",
        source: "Dameff et al. 2023: Ransomware attack associated with disruptions at adjacent emergency departments in the US. JAMA Network Open 6(5):e2312270, abstract",
        read: Read::Abstract,
        low: 35.2,
        high: 35.2,
        unit: "%",
        situation: "county-one-down",
        measured: "patients who land at the two neighbours, of those who usually come by ambulance",
        fitted: false,
        why: "All who are sent on come by ambulance in the model; in San Diego some walked to another door.",
        measure: |it| landing(&it.hit, BY_AMBULANCE),
    },
    Finding {
        id: "dameff-waiting",
        finding: "47.6% longer in the waiting room at the neighbours",
        source: "Dameff et al. 2023: Ransomware attack associated with disruptions at adjacent emergency departments in the US. JAMA Network Open 6(5):e2312270, abstract",
        read: Read::Abstract,
        low: 47.6,
        high: 47.6,
        unit: "%",
        situation: "county-one-down",
        measured: "mean wait at the two neighbours against the same week without attack",
        fitted: false,
        why: "Where nobody waits in an ordinary week there is nothing to compare with.",
        measure: |it| {
            Some(
                (waiting(&it.hit)? / waiting(it.quiet.as_ref()?).filter(|it| *it >= 1.0)? - 1.0)
                    * 100.0,
            )
        },
    },
    Finding {
        id: "dameff-left",
        finding: "127.8% more left the neighbours without being seen",
        source: "Dameff et al. 2023: Ransomware attack associated with disruptions at adjacent emergency departments in the US. JAMA Network Open 6(5):e2312270, abstract",
        read: Read::Abstract,
        low: 127.8,
        high: 127.8,
        unit: "%",
        situation: "county-one-down",
        measured: "patients who left unseen at the two neighbours",
        fitted: false,
        why: "The model counts who left unseen in the whole county, not by department.",
        measure: |_| None,
    },
];

/// A share in per cent; nothing of nothing.
fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole * 100.0)
}

fn cancelled(course: &Course, kind: FlowKind, from: usize, until: usize) -> f64 {
    course.grew(
        from,
        until,
        match kind {
            FlowKind::Operations => |out: &Outcomes| out.operations_cancelled,
            _ => |out: &Outcomes| out.appointments_cancelled,
        },
    )
}

/// How far booked work fell, per cent below nothing.
fn fell(course: &Course, kind: FlowKind, from: usize, until: usize) -> Option<f64> {
    share(
        -cancelled(course, kind, from, until),
        course.booked(kind, from, until),
    )
}

/// The share of booked work that was done.
fn done(course: &Course, kind: FlowKind, from: usize, until: usize) -> Option<f64> {
    Some(100.0 + fell(course, kind, from, until)?)
}

/// Appointments and operations done, of those booked.
fn scheduled(course: &Course, from: usize, until: usize) -> Option<f64> {
    let [booked, lost] = both(course, from, until);
    share(booked - lost, booked)
}

/// Appointments and operations booked, and those cancelled.
fn both(course: &Course, from: usize, until: usize) -> [f64; 2] {
    let kinds = [FlowKind::Appointments, FlowKind::Operations];
    [
        kinds.map(|it| course.booked(it, from, until)).iter().sum(),
        kinds
            .map(|it| cancelled(course, it, from, until))
            .iter()
            .sum(),
    ]
}

/// Emergency patients who were sent elsewhere or left unseen.
fn gone(course: &Course, from: usize, until: usize) -> f64 {
    course.grew(from, until, |out| out.ed_diverted + out.ed_left_unseen)
}

/// How far emergency attendances fell.
fn emergency(course: &Course, from: usize, until: usize) -> Option<f64> {
    share(
        -gone(course, from, until),
        course.booked(FlowKind::Emergency, from, until),
    )
}

/// How far the hospital's volume fell: appointments, operations and emergency attendances.
fn volume(course: &Course, from: usize, until: usize) -> Option<f64> {
    let [booked, lost] = both(course, from, until);
    share(
        -(lost + gone(course, from, until)),
        booked + course.booked(FlowKind::Emergency, from, until),
    )
}

/// What an outcome came to beyond the same days without attack.
fn beyond(pair: &Pair, what: fn(&Outcomes) -> f64) -> Option<f64> {
    let quiet = pair.quiet.as_ref()?;
    Some(pair.hit.grew(0, usize::MAX, what) - quiet.grew(0, usize::MAX, what))
}

/// Appointments and operations cancelled in a week, counted from 1.
fn week(course: &Course, number: usize) -> Option<f64> {
    let [_, lost] = both(course, (number - 1) * WEEK, number * WEEK);
    Some(lost)
}

/// Mean stay of an emergency patient, minutes.
fn stay(course: &Course, from: usize, until: usize) -> Option<f64> {
    Some(course.wait(0, from, until)? + CARE_MINS)
}

/// The hospitals of the county that are whole.
const NEIGHBOURS: [&str; 2] = ["kingsferry", "ludbrook"];

/// Who lands at the neighbours, of those who usually come there in so far as they count.
fn landing(course: &Course, of_them: f64) -> Option<f64> {
    let scenario = &course.scenario;
    let ours = |it: &usize| scenario.pathways[*it].id.starts_with("harrowmere");
    let pathways = || (0..scenario.pathways.len()).filter(ours);
    let (mut leave, mut land) = (0.0, 0.0);
    for at in pathways() {
        let pathway = &scenario.pathways[at];
        leave += pathway.share;
        land += pathway.share * pathway.to.iter().map(|it| it.1).sum::<f64>();
    }
    let diverted = course.grew(24, WEEK, |out| out.ed_diverted - out.ed_turned_away);
    let usual: f64 = scenario
        .flows
        .iter()
        .filter(|flow| {
            let of = scenario.services[flow.service.at()].of;
            let id = scenario.organisations[of.at()].id.as_str();
            flow.kind == FlowKind::Emergency && NEIGHBOURS.contains(&id)
        })
        .map(|flow| course.usual(&flow.per_min_by_hour, 24, WEEK))
        .sum();
    share(diverted * land / leave, usual * of_them)
}

/// The mean wait at the neighbours, minutes.
fn waiting(course: &Course) -> Option<f64> {
    let waits: Option<Vec<f64>> = NEIGHBOURS
        .iter()
        .map(|id| {
            let at = course.scenario.names.organisations.get(*id)?.at();
            course.wait(at, 24, WEEK)
        })
        .collect();
    let waits = waits?;
    Some(waits.iter().sum::<f64>() / waits.len() as f64)
}
