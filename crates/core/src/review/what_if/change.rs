//! One thing that could have been otherwise: how it is written, and what it is in words. Must not make
//! anything otherwise.

use super::control::Control;
use super::course::Refused;
use super::played::{Decision, Played};
use crate::assessment::mins_in_words;
use crate::exercise::Command;
use crate::scenario::{CardId, Target, TargetKind, point_of_time};

/// One thing that could have been otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A decision is not taken at all.
    Omit(usize),
    /// A decision is taken so many minutes later; earlier if negative.
    Shift(usize, i64),
    /// Another option of its question is taken: its place among the options.
    Choose(usize, usize),
    /// One more card is played.
    Add {
        /// When, seconds since STARTEX.
        at_secs: u64,
        /// Which.
        card: CardId,
        /// On what.
        target: Option<Target>,
    },
    /// The estate had a control more.
    Control(Control),
    /// What is rebuilt is rebuilt in the computed order.
    Order,
}

impl Change {
    /// Reads one: `3:omit`, `3:-20`, `3:+15`, `3:option=ID`, `add:CARD/TARGET@Fri 13:40`,
    /// `control:ID`, `order`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(played: &Played, text: &str) -> Result<Self, Refused> {
        let scenario = &played.scenario;
        let text = text.trim();
        let no = |why: String| Err(Refused(why));
        if text == "order" {
            return Ok(Self::Order);
        }
        if let Some(id) = text.strip_prefix("control:") {
            let all = Control::all(scenario);
            return match all.iter().find(|control| control.id(scenario) == id) {
                Some(control) => Ok(Self::Control(*control)),
                None => {
                    let ids: Vec<String> = all.iter().map(|it| it.id(scenario)).collect();
                    no(format!(
                        "There is no control “{id}”. There are: {}.",
                        ids.join(", ")
                    ))
                }
            };
        }
        if let Some(rest) = text.strip_prefix("add:") {
            return Self::read_added(played, rest);
        }
        let Some((number, what)) = text.split_once(':') else {
            return no(format!(
                "“{text}” is no change. Write 3:omit, 3:-20, 3:+15, 3:option=ID, add:CARD/TARGET@TIME, control:ID or order; --list names what there is."
            ));
        };
        let decisions = played.decisions();
        let number: usize = match number.parse() {
            Ok(number) if (1..=decisions.len()).contains(&number) => number,
            _ => {
                return no(format!(
                    "There is no decision {number}: they are numbered 1 to {}.",
                    decisions.len()
                ));
            }
        };
        if what == "omit" {
            return Ok(Self::Omit(number));
        }
        if let Some(id) = what.strip_prefix("option=") {
            let options = options(played, &decisions[number - 1]);
            return match options.iter().position(|(option, _)| option == id) {
                Some(at) => Ok(Self::Choose(number, at)),
                None if options.is_empty() => no(format!(
                    "Decision {number} was no choice among options; it can be omitted or moved."
                )),
                None => {
                    let ids: Vec<&str> = options.iter().map(|(id, _)| id.as_str()).collect();
                    no(format!(
                        "Decision {number} has no option “{id}”. It has: {}.",
                        ids.join(", ")
                    ))
                }
            };
        }
        match what.strip_prefix('+').unwrap_or(what).parse::<i64>() {
            // A year either way is beyond every exercise.
            Ok(mins) if mins.abs() < 525_600 => Ok(Self::Shift(number, mins)),
            _ => no(format!(
                "“{what}” is no change of a decision. Write omit, -20 (minutes earlier), +15 (later) or option=ID."
            )),
        }
    }

    fn read_added(played: &Played, text: &str) -> Result<Self, Refused> {
        let scenario = &played.scenario;
        let Some((what, when)) = text.rsplit_once('@') else {
            return Err(Refused(format!(
                "“add:{text}” does not say when: write add:CARD@13:40 or add:CARD/TARGET@Fri 13:40."
            )));
        };
        let mins = point_of_time(when, scenario.starts)
            .filter(|mins| *mins >= 0)
            .ok_or_else(|| {
                Refused(format!(
                    "“{when}” is no time of the exercise. Write 13:40 or Sat 09:00."
                ))
            })?;
        let (card, target) = match what.split_once('/') {
            Some((card, target)) => (card, Some(target)),
            None => (what, None),
        };
        let id = *scenario
            .names
            .cards
            .get(card)
            .ok_or_else(|| Refused(format!("The scenario has no card “{card}”.")))?;
        let kind = scenario.cards[id.at()].target;
        let target = match target {
            Some(name) => Some(scenario.target_by_id(kind, name).ok_or_else(|| {
                Refused(format!(
                    "“{}” can't be done to “{name}”: it is done to {}.",
                    scenario.cards[id.at()].title,
                    kind.words()
                ))
            })?),
            None => None,
        };
        if target.is_none() && kind != TargetKind::Nothing {
            return Err(Refused(format!(
                "“{}” is done to {}: write add:{card}/TARGET@{when}.",
                scenario.cards[id.at()].title,
                kind.words()
            )));
        }
        Ok(Self::Add {
            at_secs: u64::try_from(mins).unwrap_or(0) * 60,
            card: id,
            target,
        })
    }

    /// How it is written.
    pub fn token(&self, played: &Played) -> String {
        let scenario = &played.scenario;
        match self {
            Self::Omit(number) => format!("{number}:omit"),
            Self::Shift(number, mins) => format!("{number}:{mins:+}"),
            Self::Choose(number, at) => {
                let decisions = played.decisions();
                let options = number
                    .checked_sub(1)
                    .and_then(|at| decisions.get(at))
                    .map(|decision| options(played, decision))
                    .unwrap_or_default();
                let id = options.get(*at).map_or("", |(id, _)| id.as_str());
                format!("{number}:option={id}")
            }
            Self::Add {
                at_secs,
                card,
                target,
            } => {
                let target = target
                    .map(|target| format!("/{}", scenario.target_id(target)))
                    .unwrap_or_default();
                format!(
                    "add:{}{target}@{}",
                    scenario.cards[card.at()].id,
                    scenario.clock(*at_secs)
                )
            }
            Self::Control(control) => format!("control:{}", control.id(scenario)),
            Self::Order => "order".to_owned(),
        }
    }

    /// In words: `“Block port 445” 20 min earlier`.
    pub fn in_words(&self, played: &Played) -> String {
        let scenario = &played.scenario;
        let decisions = played.decisions();
        let title = |number: usize| {
            number
                .checked_sub(1)
                .and_then(|at| decisions.get(at))
                .map_or_else(String::new, |it| format!("“{}”", it.title))
        };
        match self {
            Self::Omit(number) => format!("{} not at all", title(*number)),
            Self::Shift(number, mins) => {
                let by = mins_in_words(u32::try_from(mins.unsigned_abs()).unwrap_or(u32::MAX));
                let way = if *mins < 0 { "earlier" } else { "later" };
                format!("{} {by} {way}", title(*number))
            }
            Self::Choose(number, at) => {
                let other = number
                    .checked_sub(1)
                    .and_then(|at| decisions.get(at))
                    .and_then(|decision| options(played, decision).into_iter().nth(*at))
                    .map_or_else(String::new, |(_, title)| title);
                format!("“{other}” instead of {}", title(*number))
            }
            Self::Add {
                at_secs,
                card,
                target,
            } => {
                let card = &scenario.cards[card.at()].title;
                let what = match target {
                    Some(target) => format!("{card}: {}", scenario.target_name(*target)),
                    None => card.clone(),
                };
                format!("“{what}” as well, at {}", scenario.clock(*at_secs))
            }
            Self::Control(control) => control.in_words(scenario),
            Self::Order => "Rebuilding in the computed order".to_owned(),
        }
    }
}

impl Decision {
    /// The options that were open: id and title. None if it was no question.
    pub fn options(&self, played: &Played) -> Vec<(String, String)> {
        options(played, self)
    }
}

pub(super) fn options(played: &Played, decision: &Decision) -> Vec<(String, String)> {
    let scenario = &played.scenario;
    match &played.commands[decision.command].1 {
        Command::Decide { prompt, .. } => scenario.prompts[prompt.at()]
            .options
            .iter()
            .map(|choice| (choice.id.clone(), choice.title.clone()))
            .collect(),
        _ => Vec::new(),
    }
}
