//! What each command does to an exercise, or why it is refused: what a team decides. What becomes of
//! messages stands in `sending`, reports in `reports`. Must not let time pass.

use super::act;
use super::annotation::{Known, annotated};
use super::command::{Command, Refusal};
use super::effects::{self, Given};
use super::event::What;
use super::exercise::Exercise;
use super::orders;
use super::state::PromptState;
use crate::scenario::{CardId, OrganisationId, PromptId, RoleId, Scenario, Target, TargetKind};

impl Exercise {
    pub(super) fn command(
        &mut self,
        command: &Command,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        match command {
            Command::Decide {
                prompt,
                option,
                by,
                because,
                against,
            } => self.decide(*prompt, *option, *by, [because, against], whats),
            Command::Play {
                card,
                target,
                by,
                because,
            } => self.order(*card, *target, *by, because, whats),
            Command::Improvise {
                text,
                effects,
                by,
                because,
            } => self.improvise([text, because], effects, *by, whats),
            Command::Release { inject } => self.release(*inject, whats),
            Command::Hold { inject } => self.hold(*inject, whats),
            Command::Skip { inject } => self.skip(*inject, whats),
            Command::PlayCore => self.play_core(whats),
            Command::Resume { inject } => self.resume(*inject, whats),
            Command::Hands { prompt, hands } => self.hands(*prompt, hands, whats),
            Command::Reword { inject, text } => self.reword(*inject, text, whats),
            Command::Tell {
                from,
                to,
                channel,
                text,
                attachments,
            } => self.tell([from, text], to, *channel, attachments, whats),
            Command::Report {
                by,
                text,
                figures,
                methane,
            } => self.report(*by, text, *figures, methane.as_deref(), whats),
            Command::Correct { entry, text, by } => self.correct(*entry, text, by, whats),
            Command::Note { .. }
            | Command::Rate { .. }
            | Command::Act(_)
            | Command::Answer(_)
            | Command::Cite { .. } => self.annotate(command, whats),
            Command::Ring { by, to, query } => self.ring(*by, *to, *query, whats),
            Command::Say { .. }
            | Command::Lean { .. }
            | Command::Propose { .. }
            | Command::NoDuff { .. } => self.talk(command, whats),
            Command::End => {
                self.stamp(std::mem::take(whats));
                self.end();
                Ok(())
            }
        }
    }

    fn order(
        &mut self,
        id: CardId,
        target: Option<Target>,
        role: RoleId,
        because: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let card = &scenario.cards[id.at()];
        allowed(&scenario, &card.by, role)?;
        let of = scenario.roles[role.at()].of;
        let of_its_kind = match target {
            None => card.target == TargetKind::Nothing,
            Some(target) => scenario.targets(card.target).contains(&target),
        };
        if !of_its_kind {
            return Err(Refusal::no_target(card));
        }
        if let Some(target) = target {
            theirs(&scenario, of, target)?;
        }
        let before = self.state.clone();
        let played = orders::give(&scenario, &mut self.state, role)
            .and_then(|()| self.play(id, target, role, because, false, whats));
        if played.is_err() {
            self.state = before;
            self.refresh();
        }
        played
    }

    fn improvise(
        &mut self,
        [text, because]: [&str; 2],
        effects: &[Given],
        role: RoleId,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let of = scenario.roles[role.at()].of;
        let effects =
            effects::all_meant(&scenario, of, effects).map_err(|why| Refusal::NotNow { why })?;
        orders::give(&scenario, &mut self.state, role)?;
        if effects::is_cut(&effects) {
            orders::cut(&mut self.state, of, effects::is_signature(&effects));
        }
        whats.push(What::Improvised {
            text: text.to_owned(),
            by: scenario.roles[role.at()].id.clone(),
            because: because.to_owned(),
        });
        self.take_hold(of, &effects, None, whats);
        self.settle(whats);
        Ok(())
    }

    fn hands(&self, id: PromptId, hands: &[u32], whats: &mut Vec<What>) -> Result<(), Refusal> {
        let prompt = &self.scenario.prompts[id.at()];
        if self.state.prompts[id.at()] == PromptState::Waiting {
            return Err(Refusal::NotAsked {
                question: prompt.question.clone(),
            });
        }
        if hands.len() != prompt.options.len() {
            return Err(Refusal::NotNow {
                why: format!(
                    "“{}” has {} options, and hands were counted for {}.",
                    prompt.question,
                    prompt.options.len(),
                    hands.len()
                ),
            });
        }
        whats.push(What::Hands {
            prompt: prompt.id.clone(),
            hands: hands.to_vec(),
        });
        Ok(())
    }

    fn correct(
        &self,
        entry: u64,
        text: &str,
        by: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        if entry == 0 || entry > self.past.happened() {
            return Err(Refusal::NotNow {
                why: format!("There is no entry {entry} in the log to correct."),
            });
        }
        whats.push(What::Corrected {
            entry,
            text: text.to_owned(),
            by: by.to_owned(),
        });
        Ok(())
    }

    fn annotate(&self, command: &Command, whats: &mut Vec<What>) -> Result<(), Refusal> {
        let scenario = &self.scenario;
        let objectives: Vec<&str> = scenario
            .objectives
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        let known = Known {
            task: &|id| scenario.names.tasks.contains_key(id),
            inject: &|id| scenario.names.injects.contains_key(id),
            role: &|id| scenario.names.roles.contains_key(id),
            entries: self.past.happened(),
            objectives: &objectives,
        };
        whats.extend(annotated(command, &known)?);
        Ok(())
    }

    fn decide(
        &mut self,
        id: PromptId,
        at: usize,
        role: RoleId,
        [because, against]: [&str; 2],
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let prompt = &scenario.prompts[id.at()];
        let asked = match self.state.prompts[id.at()] {
            PromptState::Asked { at, .. } => at,
            PromptState::Waiting => {
                return Err(Refusal::NotAsked {
                    question: prompt.question.clone(),
                });
            }
            PromptState::Decided { .. } => {
                return Err(Refusal::Decided {
                    question: prompt.question.clone(),
                });
            }
        };
        allowed(&scenario, &prompt.by, role)?;
        let choice = &prompt.options[at];
        let before = self.state.clone();
        let mut found = vec![What::Decided {
            prompt: prompt.id.clone(),
            option: choice.id.clone(),
            by: scenario.roles[role.at()].id.clone(),
            because: because.to_owned(),
            against: against.to_owned(),
        }];
        if let Err(refusal) = orders::give(&scenario, &mut self.state, role) {
            self.state = before;
            return Err(refusal);
        }
        let mut signs = choice.plays.iter();
        let signed =
            signs.any(|(card, _)| effects::is_signature(&scenario.cards[card.at()].effects));
        for (card, target) in &choice.plays {
            match self.play(*card, *target, role, because, signed, &mut found) {
                // What the option would do is so already: the rest of it still counts.
                Ok(()) | Err(Refusal::Already { .. }) => {}
                Err(refusal) => {
                    self.state = before;
                    self.refresh();
                    return Err(refusal);
                }
            }
        }
        self.state.prompts[id.at()] = PromptState::Decided {
            asked,
            at: self.state.minute,
            option: at,
        };
        let of = scenario.roles[role.at()].of;
        self.take_hold(of, &choice.effects, None, &mut found);
        whats.append(&mut found);
        self.settle(whats);
        Ok(())
    }

    fn play(
        &mut self,
        card: CardId,
        target: Option<Target>,
        role: RoleId,
        because: &str,
        signed: bool,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let of = scenario.roles[role.at()].of;
        let done = act::begin(&scenario, &self.reach, &mut self.state, of, card, target)?;
        if effects::is_cut(&scenario.cards[card.at()].effects) {
            orders::cut(&mut self.state, of, signed);
        }
        whats.push(What::ActionStarted {
            card: scenario.cards[card.at()].id.clone(),
            target: target.map(|target| scenario.target_id(target).to_owned()),
            by: scenario.roles[role.at()].id.clone(),
            because: because.to_owned(),
            done_mins: done,
        });
        if done <= self.state.minute {
            self.finish_cards(whats);
            self.settle(whats);
        }
        Ok(())
    }

    /// Brings everything that follows from network and hosts up to date within the minute.
    fn settle(&mut self, whats: &mut Vec<What>) {
        let infected_before = self.state.facts.first_infected.is_some();
        self.refresh();
        self.tally(infected_before, whats);
        self.services(whats);
    }
}

/// Whether somebody of an organisation may do something to a target.
fn theirs(scenario: &Scenario, of: OrganisationId, target: Target) -> Result<(), Refusal> {
    match effects::not_theirs(scenario, of, target) {
        Some(why) => Err(Refusal::NotNow { why }),
        None => Ok(()),
    }
}

fn allowed(scenario: &Scenario, by: &[RoleId], role: RoleId) -> Result<(), Refusal> {
    if by.contains(&role) {
        return Ok(());
    }
    Err(Refusal::NotTheirs {
        role: scenario.roles[role.at()].title.clone(),
        open_to: scenario.role_titles(by),
    })
}
