//! What each command does to an exercise, or why it is refused. Must not let time pass.

use super::annotation::{Known, annotated};
use super::command::{Command, Figures, Refusal};
use super::event::{Standing, What};
use super::state::{InjectState, PromptState, Told};
use super::{Exercise, act, given, orders, rules, said};
use crate::scenario::{CardId, Effect, OrganisationId, PromptId, RoleId, Scenario, Step, Target};

impl Exercise {
    pub(super) fn command(
        &mut self,
        command: &Command,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        match command {
            Command::Decide {
                prompt,
                option,
                by,
                because,
                against,
            } => {
                let id = find(&scenario.names.prompts, "prompt", prompt)?;
                let role = find(&scenario.names.roles, "role", by)?;
                let at = scenario.prompts[id.at()]
                    .options
                    .iter()
                    .position(|it| it.id == *option)
                    .ok_or_else(|| unknown("option", option))?;
                self.decide(id, at, role, [because, against], whats)
            }
            Command::Play {
                card,
                target,
                by,
                because,
            } => {
                let id = find(&scenario.names.cards, "card", card)?;
                let role = find(&scenario.names.roles, "role", by)?;
                let card = &scenario.cards[id.at()];
                allowed(&scenario, &card.by, role)?;
                let of = scenario.roles[role.at()].of;
                let wanted = || Refusal::Target {
                    title: card.title.clone(),
                    wanted: card.target.words().to_owned(),
                };
                let target = match target {
                    None => None,
                    Some(target) => Some(
                        scenario
                            .target_by_id(card.target, target)
                            .ok_or_else(wanted)?,
                    ),
                };
                if target.is_none() && card.target != crate::scenario::TargetKind::Nothing {
                    return Err(wanted());
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
            Command::Improvise {
                text,
                effects,
                by,
                because,
            } => {
                let role = find(&scenario.names.roles, "role", by)?;
                let of = scenario.roles[role.at()].of;
                let effects = given::all_meant(&scenario, of, effects)
                    .map_err(|why| Refusal::NotNow { why })?;
                orders::give(&scenario, &mut self.state, role)?;
                if orders::is_cut(&effects) {
                    orders::cut(&mut self.state, of, orders::is_signature(&effects));
                }
                whats.push(What::Improvised {
                    text: text.clone(),
                    by: by.clone(),
                    because: because.clone(),
                });
                act::take_hold(
                    &scenario,
                    &self.reach,
                    &mut self.state,
                    of,
                    &effects,
                    None,
                    whats,
                );
                self.settle(whats);
                Ok(())
            }
            Command::Release { inject } => {
                let id = find(&scenario.names.injects, "inject", inject)?;
                match self.state.injects[id.at()] {
                    InjectState::Waiting
                    | InjectState::Due(_)
                    | InjectState::Held
                    | InjectState::Skipped => {
                        rules::messages::send(&scenario, &self.reach, &mut self.state, id, whats);
                        Ok(())
                    }
                    _ => Err(Refusal::Already {
                        what: "That message has been sent".to_owned(),
                    }),
                }
            }
            Command::Hold { inject } => {
                self.keep_back(inject, InjectState::Held, whats, |inject| What::Held {
                    inject,
                })
            }
            Command::Skip { inject } => {
                self.keep_back(inject, InjectState::Skipped, whats, |inject| {
                    What::Skipped { inject }
                })
            }
            Command::Hands { prompt, hands } => {
                let id = find(&scenario.names.prompts, "prompt", prompt)?;
                let prompt = &scenario.prompts[id.at()];
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
                    hands: hands.clone(),
                });
                Ok(())
            }
            Command::Reword { inject, text } => self.reword(inject, text, whats),
            Command::Tell {
                from,
                to,
                channel,
                text,
            } => self.tell(from, to, channel, text, whats),
            Command::Report {
                by,
                text,
                figures,
                methane,
            } => {
                let role = find(&scenario.names.roles, "role", by)?;
                let of = scenario.roles[role.at()].of;
                let [true_locked, known_locked] = self.state.locked_of(&scenario, of);
                whats.push(What::Reported {
                    by: by.clone(),
                    text: text.clone(),
                    known_locked,
                    true_locked,
                    figures: figures.map(|figures| (figures, self.true_figures(of))),
                    methane: methane.clone(),
                });
                let known = self.reported_figures(of);
                let judged =
                    said::figures(figures.unwrap_or_default(), self.true_figures(of), known);
                let now = self.state.minute;
                let reports = &mut self.state.facts.reports[of];
                match judged {
                    said::Said::FalseAllWell => {
                        reports.misled = Some(now);
                        reports.methane = None;
                    }
                    said::Said::Sound if methane.as_deref().is_some_and(said::whole) => {
                        reports.methane = Some(now);
                    }
                    said::Said::Sound | said::Said::Off => {}
                }
                if methane.is_some() {
                    let said = [Effect::Mark(Step::Methane)];
                    let state = &mut self.state;
                    act::take_hold(&scenario, &self.reach, state, of, &said, None, whats);
                }
                Ok(())
            }
            Command::Correct { entry, text, by } => {
                if *entry == 0 || *entry > self.happened {
                    return Err(Refusal::NotNow {
                        why: format!("There is no entry {entry} in the log to correct."),
                    });
                }
                whats.push(What::Corrected {
                    entry: *entry,
                    text: text.clone(),
                    by: by.clone(),
                });
                Ok(())
            }
            Command::Note { .. } | Command::Rate { .. } | Command::Act(_) | Command::Answer(_) => {
                let objectives: Vec<&str> = scenario
                    .objectives
                    .iter()
                    .map(|it| it.id.as_str())
                    .collect();
                let known = Known {
                    task: &|id| scenario.names.tasks.contains_key(id),
                    inject: &|id| scenario.names.injects.contains_key(id),
                    objectives: &objectives,
                };
                whats.extend(annotated(command, &known)?);
                Ok(())
            }
            Command::End => {
                self.stamp(std::mem::take(whats));
                self.end();
                Ok(())
            }
        }
    }

    fn reword(&mut self, inject: &str, text: &str, whats: &mut Vec<What>) -> Result<(), Refusal> {
        let id = find(&self.scenario.names.injects, "inject", inject)?;
        match self.state.injects[id.at()] {
            InjectState::Waiting
            | InjectState::Due(_)
            | InjectState::Held
            | InjectState::Skipped => {}
            _ => {
                return Err(Refusal::NotNow {
                    why: "That message has been sent. What was said can't be unsaid: send another."
                        .to_owned(),
                });
            }
        }
        if text.trim().is_empty() {
            return Err(Refusal::NotNow {
                why: "A message without words can't be sent.".to_owned(),
            });
        }
        let was = self.inject_text(id).to_owned();
        if was == text {
            return Err(Refusal::Already {
                what: "That message reads so".to_owned(),
            });
        }
        self.state.reworded.insert(id.0, text.to_owned());
        whats.push(What::Reworded {
            inject: inject.to_owned(),
            was,
            text: text.to_owned(),
        });
        Ok(())
    }

    fn tell(
        &mut self,
        from: &str,
        to: &[String],
        channel: &str,
        text: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = &self.scenario;
        let roles = to
            .iter()
            .map(|role| find(&scenario.names.roles, "role", role))
            .collect::<Result<Vec<RoleId>, Refusal>>()?;
        let id = find(&scenario.names.channels, "channel", channel)?;
        if from.trim().is_empty() || roles.is_empty() || text.trim().is_empty() {
            return Err(Refusal::NotNow {
                why: "A message needs somebody it is from, somebody it is for, and words."
                    .to_owned(),
            });
        }
        if !rules::messages::carries(scenario, &self.reach, id) {
            return Err(Refusal::NotNow {
                why: format!(
                    "{} is down: nothing that is sent that way arrives now. Choose another way.",
                    scenario.channels[id.at()].name
                ),
            });
        }
        self.state.told.push(Told {
            at: self.state.minute,
            from: from.to_owned(),
            to: roles,
            channel: id,
            text: text.to_owned(),
        });
        whats.push(What::Told {
            from: from.to_owned(),
            to: to.to_vec(),
            channel: channel.to_owned(),
            text: text.to_owned(),
        });
        Ok(())
    }

    /// What an organisation's situation report would say if it knew everything.
    fn true_figures(&self, of: OrganisationId) -> Figures {
        let services = self.state.services.iter().zip(&self.scenario.services);
        let affected = services
            .filter(|(service, model)| model.of == of && service.standing != Standing::Normal)
            .count();
        Figures {
            locked: Some(self.state.locked_of(&self.scenario, of)[0]),
            services: u32::try_from(affected).ok(),
            ed_waiting: Some(self.state.patients.ed_queue[of] as u32),
        }
    }

    /// What had been reported to an organisation: what it can say at best.
    pub(super) fn reported_figures(&self, of: OrganisationId) -> Figures {
        let services = self.state.services.iter().zip(&self.scenario.services);
        let known = services
            .filter(|(service, model)| {
                model.of == of
                    && service
                        .known
                        .is_some_and(|(standing, _)| standing != Standing::Normal)
            })
            .count();
        Figures {
            locked: Some(self.state.locked_of(&self.scenario, of)[1]),
            services: u32::try_from(known).ok(),
            ed_waiting: Some(self.state.patients.ed_queue[of] as u32),
        }
    }

    fn keep_back(
        &mut self,
        inject: &str,
        to: InjectState,
        whats: &mut Vec<What>,
        what: impl FnOnce(String) -> What,
    ) -> Result<(), Refusal> {
        let id = find(&self.scenario.names.injects, "inject", inject)?;
        match self.state.injects[id.at()] {
            InjectState::Waiting | InjectState::Due(_) | InjectState::Held => {
                self.state.injects[id.at()] = to;
                whats.push(what(inject.to_owned()));
                Ok(())
            }
            _ => Err(Refusal::NotNow {
                why: "That message has been sent or left out already.".to_owned(),
            }),
        }
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
            signs.any(|(card, _)| orders::is_signature(&scenario.cards[card.at()].effects));
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
        act::take_hold(
            &scenario,
            &self.reach,
            &mut self.state,
            scenario.roles[role.at()].of,
            &choice.effects,
            None,
            &mut found,
        );
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
        if orders::is_cut(&scenario.cards[card.at()].effects) {
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
        self.tally(infected_before, whats);
        self.refresh();
        rules::services::step(&self.scenario, &self.reach, &mut self.state, whats);
    }
}

fn unknown(what: &str, id: &str) -> Refusal {
    Refusal::Unknown {
        what: what.to_owned(),
        id: id.to_owned(),
    }
}

fn find<T: Copy>(
    names: &std::collections::BTreeMap<String, T>,
    what: &str,
    id: &str,
) -> Result<T, Refusal> {
    names.get(id).copied().ok_or_else(|| unknown(what, id))
}

/// Whether somebody of an organisation may do something to a target.
fn theirs(scenario: &Scenario, of: OrganisationId, target: Target) -> Result<(), Refusal> {
    match given::not_theirs(scenario, of, target) {
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
