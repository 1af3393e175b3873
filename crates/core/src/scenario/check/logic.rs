//! What conditions and effects have in common in being checked: options, and what a card is played
//! on. Must not check either: that is `conditions` and `effects`.

use super::super::diagnostic::Code;
use super::super::model::{Card, Prompt, Target, TargetKind};
use super::super::shape::{self, Id};
use super::checker::Checker;
use crate::nearest::nearest;

/// What conditions are checked against.
#[derive(Clone, Copy)]
pub struct Logic<'a> {
    /// Cards, for the kinds of their targets.
    pub cards: &'a [Card],
    /// Prompts, for their options.
    pub prompts: &'a [shape::Prompt],
    /// Prompts that are checked already, where the shapes are gone.
    pub checked: &'a [Prompt],
}

impl Logic<'_> {
    fn options(&self, prompt: usize) -> Vec<&str> {
        if let Some(prompt) = self.checked.get(prompt) {
            return prompt.options.iter().map(|it| it.id.as_str()).collect();
        }
        self.prompts.get(prompt).map_or_else(Vec::new, |prompt| {
            prompt
                .options
                .iter()
                .map(|it| it.id.value.as_str())
                .collect()
        })
    }
}

impl Checker {
    /// Which option of a prompt an id means.
    pub(super) fn option(&mut self, prompt: usize, option: &Id, logic: Logic<'_>) -> usize {
        let options = logic.options(prompt);
        if let Some(at) = options.iter().position(|id| *id == option.value) {
            return at;
        }
        let hint = match nearest(&option.value, options.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("its options: {}", options.join(", ")),
        };
        self.problem(
            Code::UnknownId,
            option.mark,
            format!("the prompt has no option called `{option}`"),
            &hint,
        );
        0
    }

    /// What a card is played on.
    pub(super) fn target(&mut self, kind: TargetKind, target: &Id, card: &Id) -> Option<Target> {
        if self.off_limits.contains(&(kind, target.value.clone())) {
            self.problem(
                Code::Target,
                target.mark,
                format!("card `{card}` can't be played on `{target}`"),
                "departments of the trust and booked work can be targets; the outside and emergency patients can't",
            );
            return None;
        }
        Some(match kind {
            TargetKind::Nothing => {
                self.problem(
                    Code::Target,
                    target.mark,
                    format!("card `{card}` takes no target"),
                    "take `target` out",
                );
                return None;
            }
            TargetKind::Segment => Target::Segment(self.find(|it| &it.segments, target)),
            TargetKind::Link => Target::Link(self.find(|it| &it.links, target)),
            TargetKind::Service => Target::Service(self.find(|it| &it.services, target)),
            TargetKind::Pathway => Target::Pathway(self.find(|it| &it.pathways, target)),
            TargetKind::Flow => Target::Flow(self.find(|it| &it.flows, target)),
            TargetKind::System => Target::System(self.find(|it| &it.systems, target)),
            TargetKind::SystemOrSegment => {
                if self.knows(|it| &it.segments, target) && !self.knows(|it| &it.systems, target) {
                    Target::Segment(self.find(|it| &it.segments, target))
                } else {
                    Target::System(self.find(|it| &it.systems, target))
                }
            }
            TargetKind::Body => Target::Body(self.find(|it| &it.bodies, target)),
            TargetKind::Crew => Target::Crew(self.find(|it| &it.crews, target)),
        })
    }
}
