//! What a page is drawn from: what its seat may see, who sits there, an id for its forms. Must not hold
//! another seat's part.

use crate::house::Sitters;
use crate::seats::{Call, Marks};
use crate::shown::{Shown, ShownRole};
use std::sync::Arc;
use wardroom_core::exercise::Speaker;
use wardroom_core::scenario::{ChannelKind, OrganisationId, RoleId};
use wardroom_core::views::{EvaluatorView, NoteFace, Raters, RoleView, SiteView, raters};

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
    pub sitters: Sitters,
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

/// What stands in the record with a rating that came without words.
pub(crate) const RATED: &str = "Rated";

/// What was seen, as a rating says; of one without words that it has none.
pub(super) fn evidence(text: &str) -> &str {
    if text == RATED {
        "No words with it."
    } else {
        text
    }
}

impl Evaluating {
    /// Whether the evaluator has rated a task: only then is another's rating of it shown.
    pub fn has_rated(&self, task: &str) -> bool {
        let own = self.view.notes.iter().filter(|it| it.by == self.who);
        let mut own = own.filter(|it| it.rating.is_some());
        own.any(|it| it.task.as_deref() == Some(task))
    }

    /// The pairs in which the evaluator is, with the evaluator first in each.
    pub fn pairs(&self) -> Vec<Raters> {
        let all = raters(&self.view).into_iter();
        let own = all.filter(|it| it.names.contains(&self.who));
        own.map(|mut pair| {
            if pair.names[0] != self.who {
                pair.names.reverse();
                pair.tasks.iter_mut().for_each(|it| it.gave.reverse());
            }
            pair
        })
        .collect()
    }

    /// Whether a note may be shown to the evaluator.
    pub fn may_read(&self, note: &NoteFace) -> bool {
        let task = note.task.as_deref().filter(|_| note.rating.is_some());
        note.by == self.who || task.is_none_or(|it| self.has_rated(it))
    }
}

/// What the pages of a site's facilitator are drawn from.
#[derive(Clone, Debug)]
pub(crate) struct Siting {
    /// The clock, and who plays what.
    pub shown: Arc<Shown>,
    /// The organisation.
    pub of: OrganisationId,
    /// What its facilitator may see.
    pub view: Arc<SiteView>,
    /// The name that was given when joining.
    pub who: String,
    /// An id that nobody used, for the page's forms.
    pub id: String,
}

impl Siting {
    /// Who that is, as the record has it.
    pub fn by(&self) -> String {
        format!("{}, facilitator of {}", self.who, self.view.organisation)
    }

    /// What waits for an answer.
    pub fn waiting(&self) -> usize {
        self.view.said.iter().filter(|it| it.waits).count()
    }
}
