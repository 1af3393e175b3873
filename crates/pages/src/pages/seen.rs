//! What a page is drawn from: what its seat may see, who sits there, an id for its forms. Must not hold
//! another seat's part.

use crate::seats::{Call, Marks};
use crate::shown::{Shown, ShownRole};
use std::sync::Arc;
use wardroom_core::exercise::Speaker;
use wardroom_core::scenario::{ChannelKind, RoleId};
use wardroom_core::views::{EvaluatorView, RoleView};

/// What a chair's pages are drawn from.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// The clock, and who plays what.
    pub shown: Arc<Shown>,
    /// The chair.
    pub role: RoleId,
    /// What it may see.
    pub mine: Arc<ShownRole>,
    /// Who sits there, in words; empty if nobody gave a name.
    pub who: String,
    /// Who sits in each chair, in the order of chairs.
    pub sitters: Vec<Vec<String>>,
    /// What it read, answered and ticked.
    pub marks: Marks,
    /// Whether it plays its cards itself.
    pub plays: bool,
    /// An id that nobody used, for the page's forms.
    pub id: String,
}

impl Seen {
    /// What the chair may see.
    pub fn view(&self) -> &RoleView {
        &self.mine.view
    }

    /// The id of the role: what is written waits on the device under it.
    pub fn seat(&self) -> &str {
        let chair = self.shown.chairs.get(self.role.at());
        chair.map_or("", |it| it.id.as_str())
    }

    /// Whether a message rings: a call that nobody took.
    pub fn rings(&self, number: usize, kind: ChannelKind) -> bool {
        let call = matches!(kind, ChannelKind::Phone | ChannelKind::RegionalCall);
        call && !matches!(self.marks.calls.get(&number), Some(Call::Answered(_)))
    }

    /// Messages that nobody has read here.
    pub fn unread(&self) -> usize {
        let all = self.mine.messages();
        all.filter(|(number, _)| !self.marks.read.contains(number))
            .count()
    }

    /// Answers and talk that came and were not looked at.
    pub fn unheard(&self) -> usize {
        let new = self.view().talk.iter().skip(self.marks.heard);
        new.filter(|it| !it.mine).count()
    }

    /// Who that is, with a name if somebody sits there under one.
    pub fn called(&self, who: &Speaker, title: &str) -> String {
        let Speaker::Role(id) = who else {
            return title.to_owned();
        };
        let at = self.shown.chairs.iter().position(|it| it.id == *id);
        let names = at.and_then(|at| self.sitters.get(at));
        let named: Vec<&str> = names
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|it| !it.is_empty())
            .collect();
        if named.is_empty() {
            title.to_owned()
        } else {
            format!("{}, {title}", named.join(", "))
        }
    }
}

/// What an evaluator's pages are drawn from.
#[derive(Clone, Debug)]
pub(crate) struct Evaluating {
    /// The clock.
    pub shown: Arc<Shown>,
    /// What evaluators may see.
    pub view: Arc<EvaluatorView>,
    /// Who evaluates, as notes name them.
    pub who: String,
    /// An id that nobody used, for the page's forms.
    pub id: String,
}
