//! The core of an exercise: the injects that its run sheet names, with all others set aside. Must not choose them.

use super::command::Refusal;
use super::event::What;
use super::exercise::Exercise;
use super::state::InjectState;
use crate::scenario::{Fires, InjectId, Scenario};

/// The injects that the core does without: those that would be sent by themselves and that the run sheet doesn't
/// name. None without a run sheet.
pub fn others(scenario: &Scenario) -> Vec<InjectId> {
    let Some(sheet) = &scenario.run_sheet else {
        return Vec::new();
    };
    let all = scenario.injects.iter().zip(&sheet.core).enumerate();
    let others = all.filter(|(_, (inject, core))| !**core && inject.fires != Fires::ByHand);
    others.map(|(at, _)| at.into()).collect()
}

impl Exercise {
    /// Skips what the core does without and was not sent yet.
    pub(super) fn play_core(&mut self, whats: &mut Vec<What>) -> Result<(), Refusal> {
        if self.scenario.run_sheet.is_none() {
            return Err(Refusal::NotNow {
                why: "The scenario has no run sheet: nothing says which injects are its core."
                    .to_owned(),
            });
        }
        let mut skipped = 0;
        for id in others(&self.scenario) {
            let state = &mut self.state.injects[id.at()];
            if matches!(state, InjectState::Waiting | InjectState::Due(_)) {
                *state = InjectState::Skipped;
                skipped += 1;
            }
        }
        whats.push(What::CoreSet { skipped });
        Ok(())
    }
}
