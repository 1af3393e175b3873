//! What a decision would take and give, asked for before it is confirmed. Must not take it.

use super::Host;
use crate::exercise::Preview;
use crate::record::Store;
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

impl<S: Store> Host<S> {
    /// What a decision would take and give, as things are shown; or why it can't be put together.
    pub(super) fn price(&mut self, takes: &Takes) -> Result<Preview, String> {
        let at = (self.shown().secs(), self.commands.len());
        if self.price.at != at {
            self.price.at = at;
            self.price.known.clear();
        }
        if let Some((_, price)) = self.price.known.iter().find(|(of, _)| of == takes) {
            return price.clone();
        }
        let (scenario, exercise) = (self.scenario(), self.shown());
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
        if self.price.known.len() == KEPT {
            drop(self.price.known.remove(0));
        }
        self.price.known.push((takes.clone(), price.clone()));
        price
    }
}
