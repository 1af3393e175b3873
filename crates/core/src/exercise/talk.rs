//! What people say to each other and think of a question while an exercise is played: all of it is on
//! record, none of it changes the state. Must not decide anything.

use super::command::{Command, Refusal};
use super::event::What;
use super::exercise::Exercise;
use super::state::PromptState;
use super::voice::Voice;
use crate::scenario::{CardId, RoleId, Target, TargetKind};

/// Letters of what somebody says, at most.
pub const LONGEST_TEXT: usize = 2_000;

/// Letters of a name, at most.
pub const LONGEST_NAME: usize = 80;

/// How sure somebody can be of an answer, from 1 to this.
pub const SUREST: u8 = 5;

impl Exercise {
    /// What somebody says, thinks or proposes.
    pub(super) fn talk(&self, command: &Command, whats: &mut Vec<What>) -> Result<(), Refusal> {
        match command {
            Command::Say { by, to, text } => self.say(by, to, text, whats),
            Command::Lean { .. } => self.lean(command, whats),
            Command::Propose {
                card,
                target,
                by,
                because,
            } => self.propose(*card, *target, *by, because, whats),
            Command::NoDuff { by, text } => {
                no_longer_than(by, LONGEST_NAME, "A name")?;
                no_longer_than(text, LONGEST_TEXT, "What is said")?;
                whats.push(What::NoDuff {
                    by: by.clone(),
                    text: text.clone(),
                });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn say(
        &self,
        by: &Voice,
        to: &Voice,
        text: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        said(text)?;
        for voice in [by, to] {
            if let Voice::Somebody(who) = voice {
                if who.trim().is_empty() {
                    return refused("Say whom you mean.");
                }
                no_longer_than(who, LONGEST_NAME, "A name")?;
            }
        }
        let of_nobody = !matches!(by, Voice::Role(_)) && !matches!(to, Voice::Role(_));
        if by == to || of_nobody {
            return refused("There is nobody to hear it: choose a role.");
        }
        whats.push(What::Said {
            by: by.told(&self.scenario),
            to: to.told(&self.scenario),
            text: text.trim().to_owned(),
        });
        Ok(())
    }

    fn lean(&self, command: &Command, whats: &mut Vec<What>) -> Result<(), Refusal> {
        let Command::Lean {
            prompt: id,
            by,
            name,
            option,
            because,
            confidence,
        } = command
        else {
            return Ok(());
        };
        let prompt = &self.scenario.prompts[id.at()];
        if self.state.prompts[id.at()] == PromptState::Waiting {
            return Err(Refusal::NotAsked {
                question: prompt.question.clone(),
            });
        }
        let Some(choice) = prompt.options.get(*option) else {
            return refused("Choose one of the options.");
        };
        // Whoever was asked may have an answer; whoever was not has not heard the question.
        if !prompt.by.contains(by) {
            return Err(Refusal::NotTheirs {
                role: self.scenario.roles[by.at()].title.clone(),
                open_to: self.scenario.role_titles(&prompt.by),
            });
        }
        if !(1..=SUREST).contains(confidence) {
            return refused("Say how sure you are, from 1 to 5.");
        }
        no_longer_than(name, LONGEST_NAME, "A name")?;
        no_longer_than(because, LONGEST_TEXT, "A reason")?;
        whats.push(What::Leaned {
            prompt: prompt.id.clone(),
            by: self.scenario.roles[by.at()].id.clone(),
            name: name.trim().to_owned(),
            option: choice.id.clone(),
            because: because.trim().to_owned(),
            confidence: *confidence,
        });
        Ok(())
    }

    fn propose(
        &self,
        id: CardId,
        target: Option<Target>,
        by: RoleId,
        because: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = &self.scenario;
        let card = &scenario.cards[id.at()];
        if !card.by.contains(&by) {
            return Err(Refusal::NotTheirs {
                role: scenario.roles[by.at()].title.clone(),
                open_to: scenario.role_titles(&card.by),
            });
        }
        let of_its_kind = match target {
            None => card.target == TargetKind::Nothing,
            Some(target) => {
                scenario.targets(card.target).contains(&target)
                    && scenario.reaches(scenario.roles[by.at()].of, target)
            }
        };
        if !of_its_kind {
            return Err(Refusal::no_target(card));
        }
        no_longer_than(because, LONGEST_TEXT, "A reason")?;
        whats.push(What::Proposed {
            card: card.id.clone(),
            target: target.map(|target| scenario.target_id(target).to_owned()),
            by: scenario.roles[by.at()].id.clone(),
            because: because.trim().to_owned(),
        });
        Ok(())
    }
}

fn refused(why: &str) -> Result<(), Refusal> {
    Err(Refusal::NotNow {
        why: why.to_owned(),
    })
}

/// Whether something is said, and no more than can be read.
fn said(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return refused("Nothing was said.");
    }
    no_longer_than(text, LONGEST_TEXT, "What is said")
}

fn no_longer_than(text: &str, most: usize, what: &str) -> Result<(), Refusal> {
    if text.chars().count() > most {
        return refused(&format!("{what} has {most} letters at most."));
    }
    Ok(())
}
