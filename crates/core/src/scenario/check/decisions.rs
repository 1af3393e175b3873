//! Checks action cards and prompts. Must not ask whether a decision is wise.

use super::super::diagnostic::Code;
use super::super::model::{Card, CardId, Choice, Crew, Prompt, Target, TargetKind};
use super::super::shape::{self, Id};
use super::checker::Checker;
use super::logic::Logic;
use std::collections::BTreeSet;

impl Checker {
    pub(super) fn cards(&mut self, parts: &shape::Library, crews: &[Crew]) -> Vec<Card> {
        parts
            .cards
            .iter()
            .map(|card| {
                self.somebody(&card.id, &card.by, "card");
                if card.effects.is_empty() {
                    self.problem(
                        Code::NoEffect,
                        card.id.mark,
                        format!("card `{}` does nothing", card.id),
                        "give it effects; if it truly changes nothing, say why with Nothing(\"…\")",
                    );
                }
                for work in &card.work {
                    let most = crews
                        .iter()
                        .filter(|crew| crew.skill == work.skill)
                        .map(|crew| crew.people)
                        .max()
                        .unwrap_or(0);
                    if work.people.value == 0 || work.people.value > most {
                        self.problem(
                            Code::Count,
                            work.people.mark,
                            format!(
                                "this takes {} people who can do {:?}; the largest team has {most}",
                                work.people, work.skill
                            ),
                            "ask for at least one and no more than the team has",
                        );
                    }
                }
                Card {
                    id: card.id.value.clone(),
                    title: card.title.clone(),
                    group: card.group,
                    about: card.about.clone(),
                    by: self.find_all(|it| &it.roles, &card.by),
                    target: card.target,
                    work: card
                        .work
                        .iter()
                        .map(|work| (work.skill, work.people.value, work.mins))
                        .collect(),
                    delay_mins: card.delay_mins,
                    effects: self.effects(&card.effects, card.target),
                    logged: card.logged.value.clone(),
                }
            })
            .collect()
    }

    fn somebody(&mut self, id: &Id, by: &[Id], what: &str) {
        if by.is_empty() {
            self.problem(
                Code::NobodyDecides,
                id.mark,
                format!("nobody may take the decision of {what} `{id}`"),
                "name at least one role in `by`",
            );
        }
    }

    pub(super) fn prompts(&mut self, main: &shape::Scenario, cards: &[Card]) -> Vec<Prompt> {
        let logic = Logic {
            cards,
            prompts: &main.prompts,
            checked: &[],
        };
        main.prompts
            .iter()
            .map(|prompt| {
                self.somebody(&prompt.id, &prompt.by, "prompt");
                if prompt.options.len() < 2 {
                    self.problem(
                        Code::Empty,
                        prompt.id.mark,
                        format!("prompt `{}` leaves nothing to decide", prompt.id),
                        "give it at least two options",
                    );
                }
                let mut seen = BTreeSet::new();
                for option in &prompt.options {
                    if !seen.insert(&option.id.value) {
                        self.problem(
                            Code::DuplicateId,
                            option.id.mark,
                            format!("two options of this prompt are called `{}`", option.id),
                            "give one of them another id",
                        );
                    }
                }
                let by = self.find_all(|it| &it.roles, &prompt.by);
                Prompt {
                    id: prompt.id.value.clone(),
                    question: prompt.question.clone(),
                    context: prompt.context.clone(),
                    when: prompt
                        .when
                        .as_ref()
                        .map(|when| self.condition_for(when, logic, &by)),
                    by,
                    due_mins: prompt.due_mins,
                    options: prompt
                        .options
                        .iter()
                        .map(|option| self.choice(option, cards))
                        .collect(),
                }
            })
            .collect()
    }

    fn choice(&mut self, option: &shape::Choice, cards: &[Card]) -> Choice {
        if option.plays.is_empty() && option.effects.is_empty() {
            self.problem(
                Code::NoEffect,
                option.id.mark,
                format!("option `{}` has no effect", option.id),
                "name the cards it plays or its effects; if it truly changes nothing, say why with Nothing(\"…\")",
            );
        }
        Choice {
            id: option.id.value.clone(),
            title: option.title.clone(),
            cost: option.cost.clone(),
            plays: option
                .plays
                .iter()
                .map(|play| self.play(&play.card, play.target.as_ref(), cards))
                .collect(),
            effects: self.effects(&option.effects, TargetKind::Nothing),
        }
    }

    /// A card played on a target, or on none.
    pub(super) fn play(
        &mut self,
        card: &Id,
        target: Option<&Id>,
        cards: &[Card],
    ) -> (CardId, Option<Target>) {
        let found = self.find(|it| &it.cards, card);
        if !self.knows(|it| &it.cards, card) {
            return (found, None);
        }
        let kind = cards
            .get(found.at())
            .map_or(TargetKind::Nothing, |card| card.target);
        let target = match target {
            Some(target) => self.target(kind, target, card),
            None => {
                if kind != TargetKind::Nothing {
                    self.problem(
                        Code::Target,
                        card.mark,
                        format!("card `{card}` needs a target"),
                        &format!("add `target: \"…\"`, the id of {}", kind.words()),
                    );
                }
                None
            }
        };
        (found, target)
    }
}
