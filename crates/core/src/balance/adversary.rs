//! An adversary of the score. It looks for a script that scores high while patients fare badly: cards
//! on any target at any minute, before anything is known too, by any role that may; any option. Some
//! of its scripts are drawn at random, the others are changed a little from the worst it has found
//! (hill climbing with the highest score at the most harm as its aim). Must not know how the score is
//! made.
//!
//! *Patients fare worse* than under the middle scripted team if they count less on the same seed
//! ([`crate::assessment::Assessment::patients_part`]). A script whose patients fare worse and that
//! scores above that team games the score.

use super::play::{self, Dice, Order};
use crate::assessment::{Observations, Reference, assess, references};
use crate::ensemble::Watching;
use crate::exercise::{Exercise, PromptState};
use crate::ron_tree::{Content, Value, file, named, text, with_fields};
use crate::scenario::{Mins, RoleId, Scenario};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Most cards in a script that is drawn.
const MOST_ACTS: u64 = 60;
/// The scripted team that is in the middle of every shipped scenario.
const MIDDLE: &str = "typical";

/// What the adversary found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Scripts that were played.
    pub tried: u32,
    /// The scripted team it was held against.
    pub team: String,
    /// The highest score, above or below that team's, of a script whose patients fared worse: by how
    /// many points. Nothing if none had patients who fared worse.
    pub over: Option<f64>,
    /// The script that does it, as a team's file.
    pub script: String,
    /// The seed on which it does.
    pub seed: u64,
    /// How far score and patients agree in rank over the scripts drawn at random (Spearman).
    pub agreement: f64,
}

impl Found {
    /// What was found on several seeds, in their order; nothing if there are none.
    pub fn together(all: &[Self]) -> Option<Self> {
        let worst = all
            .iter()
            .filter_map(|it| Some((it.over?, it)))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let agreements = all.iter().map(|it| it.agreement);
        Some(Self {
            tried: all.iter().map(|it| it.tried).sum(),
            team: all.first()?.team.clone(),
            over: worst.map(|(over, _)| over),
            script: worst.map_or(String::new(), |(_, it)| it.script.clone()),
            seed: worst.map_or(0, |(_, it)| it.seed),
            agreement: agreements.sum::<f64>() / all.len() as f64,
        })
    }

    /// Whether the score can be gamed.
    pub fn games(&self) -> bool {
        self.over.is_some_and(|over| over > 1e-9)
    }

    /// For reports, in two sentences: whether a script games the score, and how far score and
    /// patients agree.
    pub fn in_words(&self) -> String {
        let agreement = format!(
            "Over scripts drawn at random, score and patients agree in rank to {:.2} (1 would be always).",
            self.agreement
        );
        match self.over {
            Some(over) if self.games() => format!(
                "The adversary found a script that scores {over:.1} points above “{}” though patients fare worse. {agreement}",
                self.team
            ),
            Some(over) if over > -0.05 => format!(
                "Of {} scripts the adversary found none that scores above “{}” while patients fare worse; the nearest comes level. {agreement}",
                self.tried, self.team
            ),
            Some(over) => format!(
                "Of {} scripts the adversary found none that scores above “{}” while patients fare worse; the nearest stays {:.1} points below. {agreement}",
                self.tried, self.team, -over
            ),
            None => format!(
                "Of {} scripts none had patients who fared worse than under “{}”. {agreement}",
                self.tried, self.team
            ),
        }
    }
}

/// One thing a script does.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Act {
    at: Mins,
    order: Order,
}

/// A script: cards at their minutes, and an option for every decision point.
#[derive(Clone, Debug, PartialEq)]
struct Script {
    acts: Vec<Act>,
    options: Vec<Option<usize>>,
}

/// What a script came to.
#[derive(Clone, Copy, Debug)]
struct Came {
    score: f64,
    patients: f64,
}

/// Plays so many random scripts and as many searched ones as a tenth of them on each seed. Nothing if
/// the scenario has no scripted team, or it was stopped.
pub fn search(
    scenario: &Arc<Scenario>,
    seeds: &[u64],
    random: u32,
    searched: u32,
    watching: &Watching,
) -> Option<Found> {
    let found: Option<Vec<Found>> = seeds
        .par_iter()
        .map(|seed| {
            OnSeed::play(scenario, *seed, random, searched, watching).map(|it| it.found(scenario))
        })
        .collect();
    Found::together(&found?)
}

/// What was found on one seed.
struct OnSeed {
    seed: u64,
    team: String,
    tried: u32,
    worst: Option<(f64, Script)>,
    agreement: f64,
}

impl OnSeed {
    fn found(&self, scenario: &Scenario) -> Found {
        let worst = self.worst.as_ref();
        Found {
            tried: self.tried,
            team: self.team.clone(),
            over: worst.map(|(over, _)| *over),
            script: worst.map_or(String::new(), |(_, script)| script.in_ron(scenario)),
            seed: worst.map_or(0, |_| self.seed),
            agreement: self.agreement,
        }
    }

    fn play(
        scenario: &Arc<Scenario>,
        seed: u64,
        random: u32,
        searched: u32,
        watching: &Watching,
    ) -> Option<Self> {
        let references = references(scenario, seed, scenario.ends_mins);
        let teams = &scenario.teams;
        let middle = teams
            .iter()
            .position(|it| it.id == MIDDLE)
            .or_else(|| (!teams.is_empty()).then_some(teams.len() / 2))?;
        let table = Table::of(scenario);
        // The middle team, judged as any other script is.
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        crate::exercise::scripted::play(&mut exercise, &teams[middle], |_, _| true);
        let bar = judged(&exercise, &references);
        let mut dice = Dice::new(seed ^ 0x6164_7665_7273_6172);
        let mut worst: Option<(f64, Script)> = None;
        let mut drawn: Vec<Came> = Vec::new();
        // What the search goes on from, though patients may fare better under it.
        let mut from: Option<(f64, Script)> = None;
        for number in 0..random + searched {
            if watching.stop.load(Ordering::Relaxed) {
                return None;
            }
            let script = match &from {
                Some((_, script)) if number >= random => table.changed(script, &mut dice),
                _ => table.drawn(&mut dice),
            };
            let came = script.play(scenario, seed, &references);
            if number < random {
                drawn.push(came);
            }
            let over = came.score - bar.score;
            let worse = came.patients < bar.patients - 1e-9;
            let aim = if worse {
                over
            } else {
                -100.0 - (came.patients - bar.patients)
            };
            if from.as_ref().is_none_or(|(best, _)| aim > *best) {
                from = Some((aim, script.clone()));
            }
            if worse && worst.as_ref().is_none_or(|(most, _)| over > *most) {
                worst = Some((over, script));
            }
        }
        Some(Self {
            seed,
            team: teams[middle].id.clone(),
            tried: random + searched,
            worst,
            agreement: spearman(&drawn),
        })
    }
}

fn judged(exercise: &Exercise, references: &[Reference]) -> Came {
    let judged = assess(exercise, &[], &Observations::default(), references);
    Came {
        score: judged.score,
        patients: judged.patients_part.unwrap_or_default(),
    }
}

/// All that a script can do.
struct Table<'a> {
    scenario: &'a Scenario,
    /// Every way to play a card, with those who may.
    orders: Vec<(Order, Vec<RoleId>)>,
}

impl<'a> Table<'a> {
    fn of(scenario: &'a Scenario) -> Self {
        let orders = scenario
            .organisation_ids()
            .flat_map(|of| {
                play::plays(scenario, of).into_iter().map(move |order| {
                    let card = &scenario.cards[order.card.at()];
                    (order, scenario.roles_in(of, &card.by))
                })
            })
            .collect();
        Self { scenario, orders }
    }

    fn act(&self, dice: &mut Dice) -> Option<Act> {
        let (order, roles) = self
            .orders
            .get(dice.below(self.orders.len() as u64) as usize)?;
        let ends = u64::from(self.scenario.ends_mins);
        // Much is decided in the first hours; some of it before anything is known.
        let at = match dice.below(4) {
            0 => dice.below(30),
            1 => dice.below(ends.min(480)),
            _ => dice.below(ends),
        };
        let by = roles
            .get(dice.below(roles.len() as u64) as usize)
            .copied()
            .unwrap_or(order.by);
        Some(Act {
            at: at as Mins,
            order: Order { by, ..*order },
        })
    }

    fn option(&self, prompt: usize, dice: &mut Dice) -> Option<usize> {
        let options = self.scenario.prompts[prompt].options.len() as u64;
        // One more for leaving it open.
        let option = dice.below(options + 1);
        (option < options).then_some(option as usize)
    }

    fn drawn(&self, dice: &mut Dice) -> Script {
        let count = dice.below(MOST_ACTS + 1);
        Script {
            acts: (0..count).filter_map(|_| self.act(dice)).collect(),
            options: (0..self.scenario.prompts.len())
                .map(|prompt| self.option(prompt, dice))
                .collect(),
        }
    }

    fn changed(&self, script: &Script, dice: &mut Dice) -> Script {
        let mut script = script.clone();
        for _ in 0..=dice.below(3) {
            let at = dice.below(script.acts.len() as u64) as usize;
            match dice.below(4) {
                0 if !script.acts.is_empty() => {
                    script.acts.swap_remove(at);
                }
                1 if !script.options.is_empty() => {
                    let prompt = dice.below(script.options.len() as u64) as usize;
                    script.options[prompt] = self.option(prompt, dice);
                }
                2 if !script.acts.is_empty() => {
                    let ends = u64::from(self.scenario.ends_mins);
                    script.acts[at].at = dice.below(ends) as Mins;
                }
                _ => script.acts.extend(self.act(dice)),
            }
        }
        script
    }
}

impl Script {
    fn play(&self, scenario: &Arc<Scenario>, seed: u64, references: &[Reference]) -> Came {
        let mut acts = self.acts.clone();
        acts.sort_by_key(|it| it.at);
        let mut acts = acts.into_iter().peekable();
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        while !exercise.ended() {
            let now = exercise.state().minute;
            while let Some(act) = acts.next_if(|it| it.at <= now) {
                let _refused = exercise.apply(&play::card_command(act.order));
            }
            for (prompt, option) in self.options.iter().enumerate() {
                if let (Some(option), PromptState::Asked { at, .. }) =
                    (option, exercise.state().prompts[prompt])
                    && now >= at + 2
                    && (now - at - 2).is_multiple_of(30)
                {
                    let command = play::decide_command(scenario, prompt.into(), *option);
                    let _refused = exercise.apply(&command);
                }
            }
            exercise.advance(u64::from(now + 1) * 60);
        }
        judged(&exercise, references)
    }

    /// As a team's file, to be kept and played again.
    fn in_ron(&self, scenario: &Scenario) -> String {
        let mut acts = self.acts.clone();
        acts.sort_by_key(|it| it.at);
        let plays = acts.iter().map(|act| {
            let card = scenario.cards[act.order.card.at()].id.as_str();
            let target = act.order.target.map(|it| scenario.target_id(it));
            let fields = [("card", Some(card)), ("target", target)];
            let fields = fields
                .into_iter()
                .filter_map(|(name, id)| Some((name, text(id?))));
            let when = text(&format!("T+{}", act.at));
            made(
                scenario,
                one("At", when),
                with_fields("Card", fields),
                act.order.by,
            )
        });
        let decides = scenario.prompts.iter().zip(&self.options);
        let decides = decides.filter_map(|(prompt, option)| {
            let asked = one("Asked", text(&prompt.id));
            let when = with_fields("Once", [("is", asked), ("after_mins", 2.into())]);
            let option = prompt.options[(*option)?].id.as_str();
            let does = [("prompt", text(&prompt.id)), ("option", text(option))];
            Some(made(
                scenario,
                when,
                with_fields("Decide", does),
                prompt.by[0],
            ))
        });
        let about = "Found by a search for a high score at much harm.";
        file(with_fields(
            "Team",
            [
                ("schema", 1.into()),
                ("id", text("adversary")),
                ("title", text("Adversary")),
                ("about", text(about)),
                ("moves", Value::Seq(plays.chain(decides).collect())),
            ],
        ))
    }
}

/// A move of a scripted team.
fn made(scenario: &Scenario, when: Value, does: Value, by: RoleId) -> Value {
    let by = scenario.roles[by.at()].id.as_str();
    with_fields(
        "Move",
        [
            ("when", when),
            ("does", does),
            ("by", text(by)),
            ("because", text("")),
        ],
    )
}

fn one(word: &str, value: Value) -> Value {
    named(word, Content::Tuple(vec![value]))
}

/// Spearman's rank correlation of score and patients, equal values sharing their mean rank; 1 of
/// fewer than two, or where nothing differs.
fn spearman(all: &[Came]) -> f64 {
    let scores: Vec<f64> = all.iter().map(|it| it.score).collect();
    let patients: Vec<f64> = all.iter().map(|it| it.patients).collect();
    let (a, b) = (ranks(&scores), ranks(&patients));
    let mean = (all.len() as f64 + 1.0) / 2.0;
    let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(&b) {
        both += (a - mean) * (b - mean);
        one += (a - mean) * (a - mean);
        other += (b - mean) * (b - mean);
    }
    if one <= 0.0 || other <= 0.0 {
        return 1.0;
    }
    both / libm::sqrt(one * other)
}

/// Ranks from 1; equal values share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let same = order[from..]
            .iter()
            .take_while(|at| values[**at] == values[order[from]])
            .count();
        let rank = from as f64 + (same as f64 + 1.0) / 2.0;
        for at in &order[from..from + same] {
            ranks[*at] = rank;
        }
        from += same;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_agree_as_spearman_says() {
        let came = |pairs: &[(f64, f64)]| -> Vec<Came> {
            let of = |(score, patients): &(f64, f64)| Came {
                score: *score,
                patients: *patients,
            };
            pairs.iter().map(of).collect()
        };
        assert_eq!(
            spearman(&came(&[(1.0, 10.0), (2.0, 20.0), (3.0, 90.0)])),
            1.0
        );
        assert_eq!(
            spearman(&came(&[(1.0, 30.0), (2.0, 20.0), (3.0, 10.0)])),
            -1.0
        );
        // 1 − 6 Σd² ÷ n(n² − 1), d = 0, 1, −1, 0 of four: 1 − 12 ÷ 60.
        let four = came(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0), (4.0, 4.0)]);
        assert!((spearman(&four) - 0.8).abs() < 1e-12);
        assert_eq!(ranks(&[5.0, 1.0, 5.0]), [2.5, 1.0, 2.5]);
    }

    #[test]
    fn a_script_that_scores_above_with_patients_who_fare_worse_is_gaming() {
        let found = |over| Found {
            tried: 10,
            team: "typical".to_owned(),
            over,
            script: String::new(),
            seed: 1,
            agreement: 0.9,
        };
        assert!(found(Some(0.1)).games());
        assert!(!found(Some(0.0)).games() && !found(Some(-3.0)).games() && !found(None).games());
    }
}
