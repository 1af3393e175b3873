//! What a decision would take and give, asked for before it is confirmed. Must not take it.

use crate::exercise::{Exercise, Preview};
use crate::scenario::TargetKind;
use crate::views::Takes;

/// The prices that were asked for last, at which second and after how many decisions.
#[derive(Debug, Default)]
pub(super) struct PriceDesk {
    at: (u64, usize),
    known: Vec<(Takes, Result<Preview, String>)>,
}

/// So many prices are kept: there is one open decision and one card or improvisation.
const KEPT: usize = 4;

impl PriceDesk {
    /// What a decision would take and give in an exercise after so many decisions; or why it can't
    /// be put together.
    pub fn price(
        &mut self,
        exercise: &Exercise,
        decisions: usize,
        takes: &Takes,
    ) -> Result<Preview, String> {
        let at = (exercise.secs(), decisions);
        if self.at != at {
            self.at = at;
            self.known.clear();
        }
        if let Some((_, price)) = self.known.iter().find(|(of, _)| of == takes) {
            return price.clone();
        }
        let scenario = exercise.scenario();
        let price = match takes {
            Takes::Option(prompt, option) => Ok(exercise.would_choose((*prompt).into(), *option)),
            Takes::Card(card, target, by) => {
                let needs = scenario.cards[*card].target != TargetKind::Nothing;
                if needs && target.is_none() {
                    Ok(Preview::default())
                } else {
                    let of = scenario.organisation_of(by.as_slice());
                    Ok(exercise.would_play(of, (*card).into(), *target))
                }
            }
            Takes::Improvised(of, effects) => exercise.would_improvise(*of, effects),
        };
        if self.known.len() == KEPT {
            drop(self.known.remove(0));
        }
        self.known.push((takes.clone(), price.clone()));
        price
    }
}
