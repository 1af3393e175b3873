//! What is asked of a review over many runs, played in the background: which decisions mattered, what
//! if, how much was chance. Must not hold up a frame, and must not draw.

use super::super::job::Job;
use super::request::Question;
use super::seen::{Answers, LuckView, Progress, RankingView, WhatIfView};
use std::sync::Arc;
use wardroom_core::assessment::Observations;
use wardroom_core::review::what_if::{
    Change, Played, WhatIf, luck, mattered, restore_order, what_if,
};
use wardroom_papers::report::questions::{
    Questions as Reported, Ranking, luck_plot, ranked, what_if_plots,
};

/// Paired runs for each change when everything is ranked.
pub const RANKING_RUNS: u32 = 20;

/// Runs by which luck is told.
pub const LUCK_RUNS: u32 = 200;

/// What is being worked out.
#[derive(Debug, Default)]
pub(super) struct Questions {
    mattered: Job<RankingView>,
    what_if: Job<Result<WhatIfView, String>>,
    luck: Job<LuckView>,
}

impl Questions {
    /// Ranks the decisions by an outcome, if that is not what was asked last.
    pub fn rank(&mut self, played: Arc<Played>, measure: usize, runs: u32, answers: &mut Answers) {
        if answers.ranked_by == Some(measure) {
            return;
        }
        answers.ranked_by = Some(measure);
        answers.ranking = Progress::UnderWay(0.0);
        let changes = u32::try_from(played.decisions().len()).unwrap_or(u32::MAX);
        let all = changes.saturating_mul(7).saturating_mul(runs);
        self.mattered.begin(all, move |watching| {
            let list = mattered(&played, measure, runs, watching)?;
            Some(RankingView {
                drawn: ranked(&played.scenario, &list),
                ranking: Ranking {
                    measure,
                    runs,
                    list,
                },
            })
        });
    }

    /// Plays a change, in place of what was asked before.
    pub fn what_if(
        &mut self,
        played: Arc<Played>,
        change: Change,
        runs: u32,
        answers: &mut Answers,
    ) {
        answers.what_if = Progress::UnderWay(0.0);
        answers.asked = Some(change.clone());
        self.what_if.begin(runs, move |watching| {
            match what_if(&played, &[change], runs, watching) {
                Ok(found) => found.map(|found| Ok(drawn(&played, found))),
                Err(refused) => Some(Err(refused.to_string())),
            }
        });
    }

    /// Finds out how much of it was chance, once.
    pub fn luck(
        &mut self,
        played: Arc<Played>,
        observations: Observations,
        runs: u32,
        answers: &mut Answers,
    ) {
        if answers.luck != Progress::Nothing {
            return;
        }
        answers.luck = Progress::UnderWay(0.0);
        self.luck.begin(runs, move |watching| {
            let found = luck(&played, &observations, runs, watching)?;
            let plot = luck_plot(&found);
            Some(LuckView { found, plot })
        });
    }

    /// Stops one of them.
    pub fn stop(&mut self, question: Question, answers: &mut Answers) {
        match question {
            Question::Mattered => {
                self.mattered.stop();
                answers.ranking = Progress::Nothing;
            }
            Question::WhatIf => {
                self.what_if.stop();
                answers.what_if = Progress::Nothing;
            }
            Question::Luck => {
                self.luck.stop();
                answers.luck = Progress::Nothing;
            }
        }
    }

    /// Takes what has been found.
    pub fn follow(&mut self, answers: &mut Answers) {
        follow(&mut self.mattered, &mut answers.ranking);
        follow(&mut self.what_if, &mut answers.what_if);
        follow(&mut self.luck, &mut answers.luck);
    }

    /// Whether an answer is still worked out.
    pub fn working(&self) -> bool {
        self.mattered.running() || self.what_if.running() || self.luck.running()
    }
}

fn follow<T: Send + 'static>(job: &mut Job<T>, seen: &mut Progress<T>) {
    if !job.running() {
        return;
    }
    *seen = match job.follow() {
        Some(share) => Progress::UnderWay(share),
        None => job
            .done
            .take()
            .map_or(Progress::Nothing, |found| Progress::Found(Arc::new(found))),
    };
}

/// What a change would have meant, with its plots.
fn drawn(played: &Played, found: WhatIf) -> WhatIfView {
    let in_order = found.changes.iter().any(|it| it == "order");
    WhatIfView {
        plots: what_if_plots(&found),
        order: if in_order { order(played) } else { Vec::new() },
        found,
    }
}

/// The computed order of restoration, a line for systems and one for segments.
fn order(played: &Played) -> Vec<String> {
    let Ok(order) = restore_order(played) else {
        return Vec::new();
    };
    let clock = played.scenario.clock(order.at_secs);
    let kinds = [("Systems", &order.systems), ("Segments", &order.segments)];
    kinds
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(head, items)| {
            let names: Vec<&str> = items.iter().map(|it| it.name.as_str()).collect();
            let names = names.join(", ");
            format!("{head}, in the order computed from what was down at {clock}: {names}.")
        })
        .collect()
}

/// What was asked so far and is answered, for the report.
pub(super) fn reported(answers: &Answers) -> Reported {
    let what_if = answers.what_if.found();
    Reported {
        mattered: answers.ranking.found().map(|it| it.ranking.clone()),
        what_if: what_if
            .and_then(|it| it.as_ref().ok())
            .map(|it| it.found.clone()),
        luck: answers.luck.found().map(|it| it.found),
    }
}
