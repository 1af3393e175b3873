//! The levers, each with the direction in which it should move what is measured, and why. Must not
//! hold a figure of the model: what a lever does is measured.

use super::lever::{Expects, Lever, Order, Play};
use super::situation::Script;
use crate::exercise::Outcomes;
use crate::scenario::{HostKind, Scenario, Skill, WhenHit};

const SCRIPTED: Play = Play {
    script: Script::Nobody,
    more: &[],
    less: &[],
    change: None,
};
const NOBODY: Play = SCRIPTED;
const TYPICAL: Play = Play {
    script: Script::Team("typical"),
    ..SCRIPTED
};
const PREPARED: Play = Play {
    script: Script::Team("prepared"),
    ..SCRIPTED
};
const PAPER: Play = Play {
    script: Script::Own("team-paper.ron"),
    ..SCRIPTED
};

/// Nobody decides but that port 445 is closed everywhere early on.
const BLOCKED: Play = plus(
    NOBODY,
    &[("Fri 11:45", "block-port-everywhere", None, "it-director")],
);

/// Nobody decides until the worm is through; then what clinicians need first is rebuilt.
const REBUILD: Play = plus(
    NOBODY,
    &[("Fri 19:00", "rebuild-clinical-order", None, "it-director")],
);

const fn plus(play: Play, more: &'static [Order]) -> Play {
    Play { more, ..play }
}

const fn less(play: Play, less: &'static [&'static str]) -> Play {
    Play { less, ..play }
}

const fn having(play: Play, change: fn(&mut Scenario)) -> Play {
    Play {
        change: Some(change),
        ..play
    }
}

fn degraded(out: &Outcomes) -> f64 {
    out.degraded_patient_hours.iter().sum()
}

fn infected(out: &Outcomes) -> f64 {
    f64::from(out.hosts_ever_infected)
}

const DEGRADED: &str = "patient-hours of care at reduced capacity";
const INFECTED: &str = "devices ever infected";

const WORM_SILENT: &str = "Friday lunchtime, nobody decides";
const REBUILT: &str =
    "Friday lunchtime, nobody decides but that servers are rebuilt from Friday evening";
const WORM_TYPICAL: &str = "Friday lunchtime, the typical team";
const ORDINARY: &str = "An ordinary week without attack, until Thursday";
const ALL_GONE: &str = "All systems and screens gone, the first four days";

/// A lever on *Friday lunchtime*, played to ENDEX.
const fn friday(
    id: &'static str,
    lever: &'static str,
    where_: &'static str,
    without: Play,
    with: Play,
    why: &'static str,
) -> Lever {
    Lever {
        id,
        lever,
        scenario: "friday-lunchtime.ron",
        where_,
        hours: 71,
        without,
        with,
        measured: DEGRADED,
        measure: degraded,
        expects: Expects::Less,
        why,
    }
}

/// An over-reaction: an order given on the Tuesday of an ordinary week, which should cost.
const fn needless(
    id: &'static str,
    lever: &'static str,
    order: &'static [Order],
    why: &'static str,
) -> Lever {
    Lever {
        id,
        lever,
        scenario: "ordinary-week.ron",
        where_: ORDINARY,
        hours: 72,
        without: NOBODY,
        with: plus(NOBODY, order),
        measured: DEGRADED,
        measure: degraded,
        expects: Expects::More,
        why,
    }
}

/// A lever where all systems are gone.
const fn gone(
    id: &'static str,
    lever: &'static str,
    without: Play,
    with: Play,
    why: &'static str,
) -> Lever {
    Lever {
        id,
        lever,
        scenario: "total-loss.ron",
        where_: ALL_GONE,
        hours: 96,
        without,
        with,
        measured: DEGRADED,
        measure: degraded,
        expects: Expects::Less,
        why,
    }
}

/// All levers.
pub const LEVERS: [Lever; 22] = [
    Lever {
        measured: INFECTED,
        measure: infected,
        ..friday(
            "isolate-early",
            "Imaging isolated at 11:40, not at 15:00",
            WORM_SILENT,
            plus(
                NOBODY,
                &[(
                    "Fri 15:00",
                    "isolate-segment",
                    Some("imaging"),
                    "it-director",
                )],
            ),
            plus(
                NOBODY,
                &[(
                    "Fri 11:40",
                    "isolate-segment",
                    Some("imaging"),
                    "it-director",
                )],
            ),
            "What the worm has not reached when the link goes, it does not reach.",
        )
    },
    friday(
        "patching",
        "The patch on 95% of desktops and servers beforehand",
        WORM_TYPICAL,
        TYPICAL,
        having(TYPICAL, patched),
        "The worm passes over patched machines (NAO 2018 §2.4).",
    ),
    friday(
        "desktop-crew",
        "Twice as many desktop engineers",
        WORM_TYPICAL,
        TYPICAL,
        having(TYPICAL, |it| crew(it, Skill::Desktop, 2)),
        "More staff unplug, patch and rebuild sooner.",
    ),
    friday(
        "server-crew",
        "Twice as many server engineers",
        REBUILT,
        REBUILD,
        having(REBUILD, |it| crew(it, Skill::Servers, 2)),
        "Systems come back when their servers do.",
    ),
    friday(
        "server-backup",
        "Offline backups: a server back in half the time",
        REBUILT,
        REBUILD,
        having(REBUILD, |it| it.pace.rebuild_server_mins *= 0.5),
        "A server that is restored is sooner back than one that is built anew.",
    ),
    Lever {
        measured: "errors on paper",
        measure: |out| out.paper_errors,
        ..gone(
            "rest",
            "People who don't tire",
            PAPER,
            having(PAPER, |it| {
                for crew in &mut it.crews {
                    crew.fatigue_per_hour = 0.0;
                }
            }),
            "Tired people make mistakes: rest is worth its hours.",
        )
    },
    friday(
        "port-445-with-worm",
        "Port 445 closed everywhere at 11:45",
        WORM_SILENT,
        NOBODY,
        BLOCKED,
        "The worm goes from department to department by it; its price is smaller than what it saves.",
    ),
    friday(
        "one-instruction",
        "One instruction for all staff at 12:30",
        WORM_SILENT,
        NOBODY,
        plus(NOBODY, &[("Fri 12:30", "broadcast", None, "comms-lead")]),
        "Each ward for itself is worse than one rule (SMART 2018).",
    ),
    Lever {
        measured: INFECTED,
        measure: infected,
        expects: Expects::More,
        ..friday(
            "unblock-early",
            "Port 445 opened again on Friday at 15:00, unpatched",
            WORM_SILENT,
            BLOCKED,
            plus(
                NOBODY,
                &[
                    ("Fri 11:45", "block-port-everywhere", None, "it-director"),
                    ("Fri 15:00", "unblock-ports", None, "it-director"),
                ],
            ),
            "What is still infected reaches what is still unpatched.",
        )
    },
    friday(
        "prepared-typical",
        "The prepared team in place of the typical one",
        "Friday lunchtime",
        TYPICAL,
        PREPARED,
        "Rehearsed decisions, in time, are what the exercise is for.",
    ),
    needless(
        "paper-screens-whole",
        "Every service to paper, with all screens whole",
        &[("Tue 09:00", "all-to-paper", None, "on-call-exec")],
        "Paper is slower and makes errors (UVM 2020; HSE 2021); without need it only costs.",
    ),
    needless(
        "mail-off",
        "E-mail switched off, nothing in its place",
        &[("Tue 09:00", "mail-off", None, "it-director")],
        "Booking, rotas and advice go by it (SMART 2018: switched off with no way to talk agreed).",
    ),
    needless(
        "port-445-no-worm",
        "Port 445 closed everywhere, with no worm",
        &[("Tue 09:00", "block-port-everywhere", None, "it-director")],
        "Shared folders, printing and what else runs over it stop.",
    ),
    needless(
        "n3-dark",
        "N3 cut, and nothing wrong",
        &[("Tue 09:00", "cut-link", Some("n3"), "it-director")],
        "Summary Care Record, chemotherapy prescribing and mail hang on it (Kettering, May 2017).",
    ),
    needless(
        "internet-cut",
        "The internet cut, and nothing wrong",
        &[(
            "Tue 09:00",
            "cut-link",
            Some("internet-link"),
            "it-director",
        )],
        "What is hosted outside goes with it.",
    ),
    needless(
        "isolate-needless",
        "Imaging isolated, and nothing wrong",
        &[(
            "Tue 09:00",
            "isolate-segment",
            Some("imaging"),
            "it-director",
        )],
        "Pictures and orders cross the link.",
    ),
    needless(
        "power-off",
        "The emergency department's machines switched off, and nothing wrong",
        &[("Tue 09:00", "power-off", Some("ed"), "it-director")],
        "A department without a screen is slower.",
    ),
    Lever {
        measured: "hours lost by patients diverted or turned away, by acuity",
        measure: |out| out.redirected_hours,
        ..needless(
            "divert-needless",
            "All other 999 patients diverted, and nothing wrong",
            &[(
                "Tue 09:00",
                "divert",
                Some("other-blue-light"),
                "ed-consultant",
            )],
            "They travel further and wait at the neighbours' (Düsseldorf 2020; Dameff 2023).",
        )
    },
    Lever {
        measured: "appointments cancelled",
        measure: |out| out.appointments_cancelled,
        ..needless(
            "cancel-needless",
            "Outpatient clinics cancelled for the day, and nothing wrong",
            &[(
                "Tue 09:00",
                "cancel-today",
                Some("outpatient-appointments"),
                "site-manager",
            )],
            "Whoever is cancelled was booked.",
        )
    },
    gone(
        "paper-screens-gone",
        "Every service to paper within the hour",
        NOBODY,
        PAPER,
        "Without screens, forms and runners are what keeps a hospital working (UVM 2020; HSE 2021).",
    ),
    Lever {
        measured: "emergency patients delayed over four hours",
        measure: |out| out.ed_delayed,
        ..gone(
            "divert-needed",
            "All other 999 patients diverted while all systems are gone and nobody is on paper",
            NOBODY,
            plus(
                NOBODY,
                &[(
                    "Mon 06:00",
                    "divert",
                    Some("other-blue-light"),
                    "ed-consultant",
                )],
            ),
            "A department that sees fewer than come has fewer waiting.",
        )
    },
    Lever {
        measured: "urgent cancer patients cancelled",
        measure: |out| out.urgent_cancer_cancelled,
        ..gone(
            "protect-urgent",
            "Urgent cancer patients come first",
            less(PAPER, &["protect-urgent"]),
            PAPER,
            "What capacity there is goes to them.",
        )
    },
];

/// March's patch on 95 per cent of whatever can be patched by the trust itself.
fn patched(scenario: &mut Scenario) {
    for group in &mut scenario.groups {
        if group.kind != HostKind::Device && !matches!(group.when_hit, WhenHit::Immune) {
            let patched = libm::ceil(f64::from(group.count) * 0.95) as u32;
            group.patched = group.patched.max(patched);
        }
    }
}

/// So many times as many people of a skill.
fn crew(scenario: &mut Scenario, skill: Skill, times: u32) {
    for crew in &mut scenario.crews {
        if crew.skill == skill {
            crew.people *= times;
            for people in &mut crew.at_work_by_hour {
                *people *= times;
            }
        }
    }
}
