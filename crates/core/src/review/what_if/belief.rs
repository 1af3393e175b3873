//! What the team believed against what was so: what each situation report claimed, and how long
//! things took to become known. Must not call a lag a fault.

use crate::exercise::{Event, Standing, What};
use crate::record::Story;
use serde::Serialize;

/// A figure in a situation report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// When, seconds since STARTEX.
    pub at_secs: u64,
    /// The role that reported.
    pub by: String,
    /// What was counted: `locked devices`, say.
    pub what: &'static str,
    /// What was said.
    pub said: u32,
    /// What was so.
    pub truth: u32,
}

impl Claim {
    /// Said less true: under nought too little was said.
    pub fn over(&self) -> i64 {
        i64::from(self.said) - i64::from(self.truth)
    }

    /// How far it was off: `3 too few`.
    pub fn in_words(&self) -> String {
        match self.over() {
            0 => "right".to_owned(),
            over if over > 0 => format!("{over} too many"),
            over => format!("{} too few", -over),
        }
    }
}

/// How long something took to be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lag {
    /// What came about, in a clause: `Imaging: not working as usual`.
    pub what: String,
    /// When it was so, seconds since STARTEX.
    pub true_secs: u64,
    /// When the team knew; nothing if it never did.
    pub known_secs: Option<u64>,
}

/// What the team believed against what was so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Belief {
    /// The figures it reported.
    pub claims: Vec<Claim>,
    /// How long things took to be known, in the order in which they came about.
    pub lags: Vec<Lag>,
}

/// What the team believed against what was so. A service's first change from normal counts, and
/// the first report after it that is not “normal”.
pub fn belief(story: &Story, events: &[Event]) -> Belief {
    let mut claims = Vec::new();
    let mut lags: Vec<Lag> = Vec::new();
    let first = |wanted: &dyn Fn(&What) -> bool| {
        events
            .iter()
            .find(|event| wanted(&event.what))
            .map(|event| event.at_secs)
    };
    if let Some(true_secs) = first(&|what| matches!(what, What::SegmentInfected { .. })) {
        let known_secs = first(&|what| matches!(what, What::Declared { .. }));
        lags.push(Lag {
            what: "The worm is in the trust, until an incident was declared".to_owned(),
            true_secs,
            known_secs,
        });
    }
    for service in &story.services {
        let changed = first(&|what| {
            matches!(what, What::ServiceChanged { service: id, standing }
                if *id == service.id && *standing != Standing::Normal)
        });
        let Some(true_secs) = changed else { continue };
        let known_secs = events
            .iter()
            .filter(|event| event.at_secs >= true_secs)
            .find(|event| {
                matches!(&event.what, What::ServiceReported { service: id, standing }
                    if *id == service.id && *standing != Standing::Normal)
            })
            .map(|event| event.at_secs);
        lags.push(Lag {
            what: format!("{}: not working as usual", service.name),
            true_secs,
            known_secs,
        });
    }
    lags.sort_by_key(|lag| lag.true_secs);
    for event in events {
        let What::Reported { by, figures, .. } = &event.what else {
            continue;
        };
        let Some((said, truth)) = figures else {
            continue;
        };
        for (what, said, truth) in [
            ("locked devices", said.locked, truth.locked),
            ("services not as usual", said.services, truth.services),
            (
                "waiting in the emergency department",
                said.ed_waiting,
                truth.ed_waiting,
            ),
        ] {
            if let (Some(said), Some(truth)) = (said, truth) {
                claims.push(Claim {
                    at_secs: event.at_secs,
                    by: story.role_title(by).to_owned(),
                    what,
                    said,
                    truth,
                });
            }
        }
    }
    Belief { claims, lags }
}
