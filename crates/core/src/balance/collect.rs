//! What many seeds came to: by team, by option and card, by inject and task, and a verdict in words
//! with the figures behind it. Must not play anything, and must not look at a single seed.
//!
//! ```text
//! unwinnable   the best team's mean score < 40
//! trivial      nobody's or the random team's mean score ≥ 60
//! luck-driven  the middle spread (5th to 95th percentile) of the scripted teams' scores
//!              > the best team's mean − the worst team's
//! can be gamed an adversary found a script that scores above the middle team though patients fare
//!              worse
//! sound        none of these
//! not compared fewer than two teams try
//! ```
//! The limits are the author's choice; every figure behind them is told.

use super::adversary::Found;
use super::trial::{Plan, Policy};
use super::worth::Worth;
use crate::ensemble::Band;
use serde::Serialize;

/// A best team below this can't win.
const WINNABLE: f64 = 40.0;
/// Who does nothing, or anything, and stands here or higher, shows that nothing is asked.
const TRIVIAL: f64 = 60.0;
/// What is so in this share of the seeds is so nearly always.
const NEARLY_ALWAYS: f64 = 0.95;
/// Points of value by which an option is clearly better.
pub(super) const BY: f64 = 1.0;
/// Points of an outcome or an objective that are nothing.
const NOTHING: f64 = 0.5;
/// Points by which a task tells a good team from a bad one.
pub(super) const TELLS: f64 = 0.15;

/// A scenario, balanced.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Balance {
    /// The scenario's title.
    pub title: String,
    /// Seeds played.
    pub seeds: usize,
    /// Seeds asked for and not played, in stretches: first and last.
    pub missing: Vec<(u64, u64)>,
    /// In a word or two.
    pub verdict: Verdict,
    /// Why, in sentences.
    pub reasons: Vec<String>,
    /// What an adversary of the score found, if it was let loose.
    pub adversary: Option<Found>,
    /// By team.
    pub teams: Vec<TeamSpread>,
    /// By question and option.
    pub options: Vec<OptionValue>,
    /// By card.
    pub cards: Vec<CardValue>,
    /// By inject.
    pub injects: Vec<InjectUse>,
    /// By task.
    pub tasks: Vec<TaskSpread>,
}

/// What a scenario is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// No team comes through.
    Unwinnable,
    /// Nothing is asked of a team.
    Trivial,
    /// The seed decides more than the team.
    LuckDriven,
    /// Nonsense earns a score.
    Gamed,
    /// None of these.
    Sound,
    /// There are not two teams to compare.
    NotCompared,
}

impl Verdict {
    /// As reports print it, in lower case: `luck-driven`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unwinnable => "unwinnable",
            Self::Trivial => "trivial",
            Self::LuckDriven => "luck-driven",
            Self::Gamed => "score can be gamed",
            Self::Sound => "sound",
            Self::NotCompared => "not compared",
        }
    }
}

/// What a team comes to over all seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TeamSpread {
    /// Who.
    pub team: String,
    /// Mean score.
    pub mean: f64,
    /// Readiness.
    pub score: Band,
    /// Mean of the value the searching team is after.
    pub value: f64,
    /// Outcomes, in the order of reports, each with its name.
    pub outcomes: Vec<(&'static str, Band)>,
}

/// What an option is worth in the hands of the scripted teams.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionValue {
    /// The question's id.
    pub prompt: String,
    /// The option's id.
    pub option: String,
    /// What is decided.
    pub title: String,
    /// Runs, of seeds and teams, in which it could be taken.
    pub taken: usize,
    /// Its value less that of the other options, on average; nothing if it was never taken.
    pub over: Option<f64>,
    /// The share of these runs in which it was the best.
    pub best: f64,
    /// Whether it leaves some team no choice: better than every other, and nothing speaks against it.
    pub dominates: bool,
    /// The option that is better in nearly every run and takes nothing, if there is one: nobody
    /// sensible takes this one then.
    pub dominated_by: Option<String>,
}

/// What a card is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardValue {
    /// Its id.
    pub card: String,
    /// As it stands on the table.
    pub title: String,
    /// Seeds in which it could be played.
    pub played: usize,
    /// What it adds; nothing if it could never be played.
    pub adds: Option<Band>,
}

/// How often an inject is sent, and when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InjectUse {
    /// Its id.
    pub inject: String,
    /// As in the list of injects.
    pub title: String,
    /// The share of the scripted teams' runs in which it reached them.
    pub share: f64,
    /// Minutes since STARTEX, where it did.
    pub mins: Option<Band>,
    /// Whether the facilitator sends it by hand.
    pub by_hand: bool,
}

/// How a task tells teams apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskSpread {
    /// Its id.
    pub task: String,
    /// What must be done.
    pub title: String,
    /// By scripted team: mean points, 0 to 1; nothing if it was never rated.
    pub points: Vec<Option<f64>>,
    /// Whether it tells a good team from a bad one.
    pub tells: bool,
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

impl Balance {
    /// Seeds played and missing.
    pub fn asked(&self) -> u64 {
        let missing = self.missing.iter().map(|(from, to)| to - from + 1);
        self.seeds as u64 + missing.sum::<u64>()
    }

    /// Says first which of the seeds that were asked for are not in it.
    #[must_use]
    pub fn without(mut self, missing: Vec<(u64, u64)>) -> Self {
        self.missing = missing;
        if let Some(which) = stretches(&self.missing) {
            let (verdict, seeds) = (self.verdict.word(), self.seeds);
            let told = format!(
                "{which} missing: {verdict} over {seeds} seeds of {}.",
                self.asked()
            );
            self.reasons.insert(0, told);
        }
        self
    }

    /// The same with what an adversary found: a score that can be gamed is worth nothing, whatever else
    /// holds.
    #[must_use]
    pub fn against(mut self, found: Found) -> Self {
        if found.games() {
            self.verdict = Verdict::Gamed;
        }
        self.reasons.push(found.in_words());
        self.adversary = Some(found);
        self
    }

    /// Whether the searching team does better than the first scripted one, and if not, why.
    pub(super) fn searching(&self, plan: &Plan) -> Option<String> {
        let at = plan
            .policies
            .iter()
            .position(|it| *it == Policy::Searching)?;
        let (own, first) = (self.teams.get(at)?, self.teams.first()?);
        Some(if own.value > first.value {
            format!(
                "The searching team does better than {}: {:.1} against {:.1}, score {:.0} against {:.0}.",
                first.team, own.value, first.value, own.mean, first.mean
            )
        } else {
            format!(
                "The searching team does not do better than {} ({:.1} against {:.1}): looking ahead found nothing that promised more than its script.",
                first.team, own.value, first.value
            )
        })
    }

    /// Options that leave no choice.
    pub fn dominating(&self) -> impl Iterator<Item = &OptionValue> {
        self.options.iter().filter(|it| it.dominates)
    }

    /// Injects that never reach a scripted team, though nobody sends them by hand.
    pub fn silent_injects(&self) -> impl Iterator<Item = &InjectUse> {
        self.injects
            .iter()
            .filter(|it| it.share == 0.0 && !it.by_hand)
    }
}

/// What the scenario is, and why, in sentences.
pub(super) fn verdict(plan: &Plan, teams: &[TeamSpread]) -> (Verdict, Vec<String>) {
    let by = |wanted: &dyn Fn(&Policy) -> bool| -> Vec<&TeamSpread> {
        plan.policies
            .iter()
            .zip(teams)
            .filter(|(policy, _)| wanted(policy))
            .map(|(_, team)| team)
            .collect()
    };
    let trying = by(&|it| matches!(it, Policy::Script(_) | Policy::Searching));
    let idle = by(&|it| matches!(it, Policy::Nobody | Policy::Random));
    let scripted = by(&|it| matches!(it, Policy::Script(_)));
    let best = trying.iter().max_by(|a, b| a.mean.total_cmp(&b.mean));
    let worst = trying.iter().min_by(|a, b| a.mean.total_cmp(&b.mean));
    let mut reasons = Vec::new();
    let (Some(best), Some(worst)) = (best, worst) else {
        return (
            Verdict::NotCompared,
            vec!["The scenario has no scripted team, so that nothing can be compared.".to_owned()],
        );
    };
    let spread = mean(
        &scripted
            .iter()
            .map(|it| it.score.high - it.score.low)
            .collect::<Vec<f64>>(),
    );
    reasons.push(format!(
        "The best team is {} with a mean score of {:.0}; the worst scripted or searching one {} with {:.0}.",
        best.team, best.mean, worst.team, worst.mean
    ));
    for team in &idle {
        reasons.push(format!("“{}” comes to {:.0}.", team.team, team.mean));
    }
    reasons.push(format!(
        "Between lucky and unlucky seeds the same script differs by {spread:.0} points; between the teams it is {:.0}.",
        best.mean - worst.mean
    ));
    let verdict = if best.mean < WINNABLE {
        Verdict::Unwinnable
    } else if idle.iter().any(|it| it.mean >= TRIVIAL) {
        Verdict::Trivial
    } else if trying.len() < 2 {
        reasons.push(
            "Only one team tries, so that skill can't be told from chance. Write a second script."
                .to_owned(),
        );
        Verdict::NotCompared
    } else if spread > best.mean - worst.mean {
        Verdict::LuckDriven
    } else {
        Verdict::Sound
    };
    (verdict, reasons)
}

/// In how many runs an option was not worse than another in anything, and in how many of these it
/// was clearly better.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above {
    not_worse: usize,
    better: usize,
}

impl Above {
    /// Counts a run.
    pub(super) fn add(&mut self, not_worse: bool, better: bool) {
        self.not_worse += usize::from(not_worse);
        self.better += usize::from(not_worse && better);
    }

    /// Whether it takes nothing in nearly every run, and gives more in at least half of them: a team
    /// that does much anyway may find no difference.
    pub(super) fn always(self, runs: usize) -> bool {
        let share = |count: usize| count as f64 / runs.max(1) as f64;
        share(self.not_worse) >= NEARLY_ALWAYS && share(self.better) >= 0.5
    }
}

/// Whether one option takes nothing that another gives: no outcome and no objective is worse by more
/// than [`NOTHING`].
pub(super) fn not_worse(one: &Worth, other: &Worth) -> bool {
    one.value >= other.value - NOTHING
        && one
            .parts
            .iter()
            .zip(&other.parts)
            .all(|(own, other)| *own >= other - NOTHING)
}

/// Seeds by stretches, with their verb: `Seeds 4 to 6 and 9 are`; nothing if there are none.
fn stretches(all: &[(u64, u64)]) -> Option<String> {
    const SHOWN: usize = 8;
    if let [(from, to)] = all
        && from == to
    {
        return Some(format!("Seed {from} is"));
    }
    let mut words: Vec<String> = all
        .iter()
        .take(SHOWN)
        .map(|(from, to)| match to - from {
            0 => from.to_string(),
            1 => format!("{from} and {to}"),
            _ => format!("{from} to {to}"),
        })
        .collect();
    if all.len() > SHOWN {
        words.push(format!("{} stretches more", all.len() - SHOWN));
    }
    let last = words.pop()?;
    if words.is_empty() {
        return Some(format!("Seeds {last} are"));
    }
    Some(format!("Seeds {} and {last} are", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on teams with these scores, seed by seed; the last one is nobody.
    fn judged(by_policy: &[&[f64]]) -> Verdict {
        let mut policies: Vec<Policy> = (1..by_policy.len())
            .map(|at| Policy::Script(format!("team-{at}")))
            .collect();
        policies.push(Policy::Nobody);
        let teams: Vec<TeamSpread> = policies
            .iter()
            .zip(by_policy)
            .map(|(policy, scores)| TeamSpread {
                team: policy.name().to_owned(),
                mean: mean(scores),
                score: Band::of(scores.to_vec()).expect("scores"),
                value: mean(scores),
                outcomes: Vec::new(),
            })
            .collect();
        let plan = Plan {
            policies,
            values: false,
        };
        verdict(&plan, &teams).0
    }

    #[test]
    fn a_verdict_says_what_its_formula_says() {
        let sound: [&[f64]; 3] = [&[80.0, 84.0, 82.0], &[40.0, 44.0, 42.0], &[5.0, 7.0, 6.0]];
        assert_eq!(judged(&sound), Verdict::Sound);
        let hopeless: [&[f64]; 3] = [&[39.0, 38.0, 39.0], &[20.0, 21.0, 22.0], &[5.0, 7.0, 6.0]];
        assert_eq!(judged(&hopeless), Verdict::Unwinnable);
        let idle: [&[f64]; 3] = [
            &[80.0, 84.0, 82.0],
            &[40.0, 44.0, 42.0],
            &[60.0, 61.0, 62.0],
        ];
        assert_eq!(judged(&idle), Verdict::Trivial);
        // Means 50 and 45, and between seeds 90 apart.
        let luck: [&[f64]; 3] = [&[5.0, 50.0, 95.0], &[0.0, 45.0, 90.0], &[5.0, 7.0, 6.0]];
        assert_eq!(judged(&luck), Verdict::LuckDriven);
    }

    #[test]
    fn an_option_dominates_only_if_it_takes_nothing() {
        let worth = |value: f64, parts: [f64; 2]| Worth {
            value,
            parts: parts.to_vec(),
        };
        let one = worth(50.0, [60.0, 40.0]);
        assert!(not_worse(&one, &worth(48.0, [60.0, 40.0])));
        assert!(
            !not_worse(&one, &worth(40.0, [30.0, 41.0])),
            "it takes something"
        );
        assert!(
            not_worse(&one, &worth(40.0, [30.0, 40.4])),
            "that is nothing"
        );
        let mut above = Above::default();
        for better in [true, true, false, false] {
            above.add(true, better);
        }
        assert!(above.always(4), "never worse, and better in half");
        above.add(true, false);
        assert!(!above.always(5), "better in too few");
        let mut above = Above::default();
        for not_worse in [true, true, true, false] {
            above.add(not_worse, true);
        }
        assert!(!above.always(4), "worse in one of four");
    }
}
