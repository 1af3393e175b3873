//! Checks scripted teams. Must not play them.

use super::super::diagnostic::Code;
use super::super::model::{Condition, Does, Move, RoleId, Scenario, Team};
use super::super::shape::{self, Id};
use super::checker::Checker;
use super::logic::Logic;

impl Checker {
    /// `own` says whether the scenario lists the team. Another's script may have a role ask for what is
    /// not its own to decide: that is refused when it is played, as it is at the table.
    pub(super) fn team(&mut self, team: &shape::Team, scenario: &Scenario, own: bool) -> Team {
        let (cards, prompts) = (&scenario.cards, &scenario.prompts);
        let logic = Logic {
            cards,
            prompts: &[],
            checked: prompts,
        };
        let moves = team
            .moves
            .iter()
            .map(|one| {
                let by = self.find(|it| &it.roles, &one.by);
                let (when, after_mins) = match &one.when {
                    shape::MoveWhen::At(when) => (Condition::reached(self.when(when)), 0),
                    shape::MoveWhen::Once { is, after_mins } => {
                        (self.condition_for(is, logic, &[by]), *after_mins)
                    }
                };
                let does = match &one.does {
                    shape::Does::Decide { prompt, option } => {
                        let found = self.find(|it| &it.prompts, prompt);
                        if self.knows(|it| &it.prompts, prompt) {
                            let may = prompts.get(found.at()).map(|it| it.by.as_slice());
                            self.may(&one.by, by, may.filter(|_| own), "this prompt");
                            Does::Decide(found, self.option(found.at(), option, logic))
                        } else {
                            Does::Decide(found, 0)
                        }
                    }
                    shape::Does::Card { card, target } => {
                        let shape = target.as_ref();
                        let (found, target) = self.play(card, shape, cards);
                        if self.knows(|it| &it.cards, card) {
                            let may = cards.get(found.at()).map(|it| it.by.as_slice());
                            self.may(&one.by, by, may.filter(|_| own), "this card");
                            self.theirs(scenario, scenario.organisation_of(&[by]), target, shape);
                        }
                        Does::Card(found, target)
                    }
                    shape::Does::Report {
                        text,
                        figures,
                        methane,
                    } => Does::Report {
                        text: text.clone(),
                        figures: *figures,
                        methane: methane.clone().map(Box::new),
                    },
                };
                Move {
                    when,
                    after_mins,
                    does,
                    by,
                    because: one.because.clone(),
                }
            })
            .collect();
        Team {
            id: team.id.value.clone(),
            title: team.title.clone(),
            about: team.about.clone(),
            moves,
        }
    }

    fn may(&mut self, id: &Id, role: RoleId, may: Option<&[RoleId]>, what: &str) {
        let known = self.knows(|it| &it.roles, id);
        if known && may.is_some_and(|may| !may.contains(&role)) {
            self.problem(
                Code::NobodyDecides,
                id.mark,
                format!("role `{id}` may not decide {what}"),
                "name one of the roles in its `by`",
            );
        }
    }
}
