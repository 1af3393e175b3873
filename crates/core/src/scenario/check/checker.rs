//! What every check is made with: the names that are known, whose everything is, and the problems
//! found so far. Must not check a part of a scenario itself.

use super::super::diagnostic::{Code, Diagnostic};
use super::super::mark::{Mark, Marked};
use super::super::model::{self, Scenario};
use super::names::Tables;
use super::owners::Owners;
use std::collections::BTreeSet;

/// No list of a scenario is longer, so that a hostile file can't make us work for hours.
pub const MAX_LIST: usize = 20_000;
/// No exercise lasts longer: a hundred and forty days.
pub const LONGEST_MINS: model::Mins = 140 * 24 * 60;
/// No trust has more hosts in one group.
pub const MAX_HOSTS: u32 = 10_000_000;

/// Checks, and notes what is wrong.
pub struct Checker {
    pub tables: Tables,
    pub problems: Vec<Diagnostic>,
    pub starts: jiff::civil::DateTime,
    pub ends: model::Mins,
    /// What bears an id and still is no target: outside segments, emergency patients.
    pub off_limits: BTreeSet<(model::TargetKind, String)>,
    /// Whose segments and roles are.
    pub owners: Owners,
}

impl Checker {
    /// What checks further pieces against a scenario that is checked already.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            tables: Tables::of(scenario),
            problems: Vec::new(),
            starts: scenario.starts,
            ends: scenario.ends_mins,
            off_limits: off_limits(
                scenario
                    .segments
                    .iter()
                    .filter(|it| it.outside)
                    .map(|it| it.id.as_str()),
                scenario
                    .flows
                    .iter()
                    .filter(|it| it.kind == model::FlowKind::Emergency)
                    .map(|it| it.id.as_str()),
            ),
            owners: Owners::of(scenario),
        }
    }

    pub fn problem(&mut self, code: Code, mark: Mark, message: impl Into<String>, hint: &str) {
        self.problems
            .push(Diagnostic::new(code, mark, message).hint(hint));
    }

    /// Shares must lie between 0 and 1.
    pub fn share(&mut self, share: &Marked<f64>) -> f64 {
        if (0.0..=1.0).contains(&share.value) {
            return share.value;
        }
        let hint = if (1.0..=100.0).contains(&share.value) {
            format!("for {} per cent write {}", share.value, share.value / 100.0)
        } else {
            "write a share between 0 and 1".to_owned()
        };
        self.problem(
            Code::Share,
            share.mark,
            format!("{} is not a share between 0 and 1", share.value),
            &hint,
        );
        0.0
    }

    /// Three limits must not get stricter from P to M.
    pub fn limits<T: PartialOrd + Copy>(
        &mut self,
        limits: [T; 3],
        rising: bool,
        mark: Mark,
    ) -> [T; 3] {
        let [p, s, m] = limits;
        let sound = if rising {
            p <= s && s <= m
        } else {
            p >= s && s >= m
        };
        if !sound {
            self.problem(
                Code::Count,
                mark,
                "the limits for P, S and M are in the wrong order",
                "P asks the most and M the least",
            );
        }
        limits
    }
}

/// Ids that are no targets, by the kinds of target they could be taken for.
pub fn off_limits<'a>(
    outside: impl Iterator<Item = &'a str>,
    emergency: impl Iterator<Item = &'a str>,
) -> BTreeSet<(model::TargetKind, String)> {
    outside
        .flat_map(|id| {
            [
                (model::TargetKind::Segment, id.to_owned()),
                (model::TargetKind::SystemOrSegment, id.to_owned()),
            ]
        })
        .chain(emergency.map(|id| (model::TargetKind::Flow, id.to_owned())))
        .collect()
}
