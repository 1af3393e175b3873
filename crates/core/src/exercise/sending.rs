//! What the facilitator does about messages: sent now, kept back, skipped, re-worded, or one of
//! their own. Must not decide when a message is due: that is `rules::messages`.

use super::came_with::{CameWith, may_come};
use super::command::Refusal;
use super::event::What;
use super::exercise::Exercise;
use super::rules;
use super::state::{InjectState, Told};
use crate::scenario::{ChannelId, Enclosed, InjectId, RoleId};

impl Exercise {
    pub(super) fn release(&mut self, id: InjectId, whats: &mut Vec<What>) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        match self.state.injects[id.at()] {
            InjectState::Waiting
            | InjectState::Due(_)
            | InjectState::Held
            | InjectState::Skipped => {
                rules::messages::send(&scenario, &self.reach, &mut self.state, id, whats);
                Ok(())
            }
            _ => Err(Refusal::Already {
                what: "That inject has been sent".to_owned(),
            }),
        }
    }

    pub(super) fn hold(&mut self, id: InjectId, whats: &mut Vec<What>) -> Result<(), Refusal> {
        self.keep_back(id, InjectState::Held, whats, |inject| What::Held { inject })
    }

    pub(super) fn skip(&mut self, id: InjectId, whats: &mut Vec<What>) -> Result<(), Refusal> {
        self.keep_back(id, InjectState::Skipped, whats, |inject| What::Skipped {
            inject,
        })
    }

    /// What was held or skipped waits again; if its moment has passed meanwhile, it goes in this minute.
    pub(super) fn resume(&mut self, id: InjectId, whats: &mut Vec<What>) -> Result<(), Refusal> {
        match self.state.injects[id.at()] {
            InjectState::Held | InjectState::Skipped => {
                self.state.injects[id.at()] = InjectState::Waiting;
                let inject = self.scenario.injects[id.at()].id.clone();
                whats.push(What::Resumed { inject });
                Ok(())
            }
            _ => Err(Refusal::NotNow {
                why: "That inject is neither held nor skipped.".to_owned(),
            }),
        }
    }

    pub(super) fn reword(
        &mut self,
        id: InjectId,
        text: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        match self.state.injects[id.at()] {
            InjectState::Waiting
            | InjectState::Due(_)
            | InjectState::Held
            | InjectState::Skipped => {}
            _ => {
                return Err(Refusal::NotNow {
                    why: "That inject has been sent. What was said can't be unsaid: send another."
                        .to_owned(),
                });
            }
        }
        if text.trim().is_empty() {
            return Err(Refusal::NotNow {
                why: "An inject without words can't be sent.".to_owned(),
            });
        }
        let was = self.inject_text(id).to_owned();
        if was == text {
            return Err(Refusal::Already {
                what: "That inject reads so".to_owned(),
            });
        }
        self.state.reworded.insert(id.0, text.to_owned());
        whats.push(What::Reworded {
            inject: self.scenario.injects[id.at()].id.clone(),
            was,
            text: text.to_owned(),
        });
        Ok(())
    }

    pub(super) fn tell(
        &mut self,
        [from, text]: [&str; 2],
        to: &[RoleId],
        id: ChannelId,
        attachments: &[Enclosed],
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = &self.scenario;
        if from.trim().is_empty() || to.is_empty() || text.trim().is_empty() {
            return Err(Refusal::NotNow {
                why: "An inject needs somebody it is from, somebody it is for, and words."
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
        let before = self.state.told.iter().flat_map(|it| &it.attachments);
        may_come(attachments, before)?;
        self.state.told.push(Told {
            at: self.state.minute,
            from: from.to_owned(),
            to: to.to_vec(),
            channel: id,
            text: text.to_owned(),
            attachments: attachments.to_vec(),
        });
        whats.push(What::Told {
            from: from.to_owned(),
            to: to
                .iter()
                .map(|role| scenario.roles[role.at()].id.clone())
                .collect(),
            channel: scenario.channels[id.at()].id.clone(),
            text: text.to_owned(),
            attachments: attachments.iter().map(CameWith::of).collect(),
        });
        Ok(())
    }

    fn keep_back(
        &mut self,
        id: InjectId,
        to: InjectState,
        whats: &mut Vec<What>,
        what: impl FnOnce(String) -> What,
    ) -> Result<(), Refusal> {
        match self.state.injects[id.at()] {
            InjectState::Waiting | InjectState::Due(_) | InjectState::Held => {
                self.state.injects[id.at()] = to;
                whats.push(what(self.scenario.injects[id.at()].id.clone()));
                Ok(())
            }
            _ => Err(Refusal::NotNow {
                why: "That inject has been sent or skipped already.".to_owned(),
            }),
        }
    }
}
