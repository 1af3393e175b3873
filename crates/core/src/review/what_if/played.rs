//! What was decided in an exercise, in its order. Must not change it.

use crate::exercise::{Command, What};
use crate::record::{Difference, Opened, at_start, commands_until};
use crate::scenario::Scenario;
use std::sync::Arc;

/// An exercise as it was played: its luck and its commands.
#[derive(Clone, Debug)]
pub struct Played {
    /// The very one it was played on, from the files on record.
    pub scenario: Arc<Scenario>,
    /// The exercise's own luck.
    pub seed: u64,
    /// Everything that entered it, with its second since STARTEX; without ENDEX.
    pub commands: Vec<(u64, Command)>,
    /// The second at which it ended; that of the scenario's own ENDEX if it did not end.
    pub ends_secs: u64,
}

/// A decision that can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number, from 1, in the order of the exercise.
    pub number: usize,
    /// Its place among [`Played::commands`].
    pub command: usize,
    /// When, seconds since STARTEX.
    pub at_secs: u64,
    /// The title of the role that decided.
    pub by: String,
    /// What was decided, in words.
    pub title: String,
}

impl Played {
    /// From a record.
    ///
    /// # Errors
    /// If other rules played it, the scenario in it can't be read or is not the one its header
    /// names, or a command names something that the scenario does not have.
    pub fn from_record(opened: &Opened) -> Result<Self, Difference> {
        let scenario = at_start(opened)?.scenario().clone();
        let mut events = opened.events();
        let ended = events.find(|event| event.what == What::Ended);
        let ended = ended.map(|event| event.at_secs);
        let commands = commands_until(opened, &scenario, u64::MAX)?;
        Ok(Self::new(scenario, opened.header.seed, commands, ended))
    }

    /// From its parts; `ended` is the second of ENDEX, if it came.
    pub fn new(
        scenario: Arc<Scenario>,
        seed: u64,
        mut commands: Vec<(u64, Command)>,
        ended: Option<u64>,
    ) -> Self {
        // Notes and ratings change nothing in the model, and come after ENDEX too.
        commands.retain(|(_, command)| {
            !matches!(
                command,
                Command::End
                    | Command::Note { .. }
                    | Command::Rate { .. }
                    | Command::Act(_)
                    | Command::Answer(_)
                    | Command::Correct { .. }
                    | Command::Hands { .. }
                    | Command::Say { .. }
                    | Command::Ring { .. }
                    | Command::Lean { .. }
                    | Command::Propose { .. }
                    | Command::NoDuff { .. }
                    | Command::Cite { .. }
            )
        });
        let ends_secs = ended.unwrap_or(u64::from(scenario.ends_mins) * 60);
        Self {
            scenario,
            seed,
            commands,
            ends_secs,
        }
    }

    /// The same without what people typed: an improvised decision has no words of its own.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        for (_, command) in &mut self.commands {
            if let Command::Improvise { text, .. } = command {
                "A free-play action".clone_into(text);
            }
        }
        self
    }

    /// The team's decisions.
    pub fn decisions(&self) -> Vec<Decision> {
        let scenario = &self.scenario;
        let mut number = 0;
        self.commands
            .iter()
            .enumerate()
            .filter_map(|(at, (at_secs, command))| {
                let (title, by) = match command {
                    Command::Decide {
                        prompt, option, by, ..
                    } => {
                        let choice = &scenario.prompts[prompt.at()].options[*option];
                        (choice.title.clone(), *by)
                    }
                    Command::Play {
                        card, target, by, ..
                    } => {
                        let card = &scenario.cards[card.at()];
                        let title = match target {
                            Some(target) => {
                                format!("{}: {}", card.title, scenario.target_name(*target))
                            }
                            None => card.title.clone(),
                        };
                        (title, *by)
                    }
                    Command::Improvise { text, by, .. } => (text.clone(), *by),
                    _ => return None,
                };
                number += 1;
                Some(Decision {
                    number,
                    command: at,
                    at_secs: *at_secs,
                    by: scenario.roles[by.at()].title.clone(),
                    title,
                })
            })
            .collect()
    }
}

/// The seeds of paired runs: the exercise's own luck first, then others that hang on nothing but it
/// and the run's number.
pub fn seeds(own: u64, runs: u32) -> Vec<u64> {
    (0..u64::from(runs))
        .map(|run| {
            if run == 0 {
                return own;
            }
            // Steele, Lea and Flood 2014, SplitMix64: far from the seeds that people type.
            let mut z = own.wrapping_add(run.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        })
        .collect()
}
