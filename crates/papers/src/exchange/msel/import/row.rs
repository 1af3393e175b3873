//! One row of an events list: which inject it is about, and what it says of that otherwise, or the inject
//! that it adds. Must not know what stands in which column.

use super::edits::Edits;
use super::heads::{Columns, both_ends};
use super::likeness::{alike, short};
use super::said::{ImportError, Known, Outcome, RowReport};
use super::whole::Whole;
use crate::exchange::msel::columns::Column;
use crate::exchange::msel::export::WRITTEN;
use crate::exchange::words::{bare, is_failed, slug};
use std::collections::BTreeSet;
use wardroom_core::ron_tree::remarked::{structure, text};
use wardroom_core::scenario::Scenario;

/// A row that is being taken.
pub(super) struct Taking<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) known: &'a Known,
    /// The inject that it is about, as it goes out.
    pub(super) said: Option<&'a [String]>,
    pub(super) columns: &'a Columns,
    /// What holds for all rows.
    pub(super) whole: &'a Whole,
    pub(super) row: &'a [String],
    pub(super) report: RowReport,
}

/// What rows have come to so far.
pub(super) struct Come<'a> {
    pub(super) edits: Edits<'a>,
    /// Injects that a row is about.
    pub(super) seen: BTreeSet<usize>,
    /// All ids, those of new injects among them.
    pub(super) ids: BTreeSet<String>,
}

/// What rows say of how the day goes, between those of messages.
const OF_THE_DAY: [&str; 29] = [
    "startex",
    "endex",
    "pausex",
    "start of exercise",
    "end of exercise",
    "exercise starts",
    "exercise ends",
    "exercise begins",
    "start",
    "end",
    "break",
    "short break",
    "tea break",
    "coffee break",
    "comfort break",
    "refreshment break",
    "lunch",
    "lunch break",
    "tea",
    "coffee",
    "registration",
    "arrival",
    "welcome",
    "introduction",
    "briefing",
    "debrief",
    "hot debrief",
    "hot wash",
    "close",
];

/// Which inject a row is about.
enum About {
    /// This one.
    Known(usize),
    /// This one, by its title alone: nothing of it is written over.
    Title(usize),
    /// One that another row is about.
    Again,
    /// None that there is.
    New,
}

impl Taking<'_> {
    /// What a row says in a column; nothing if it says nothing, or what went out.
    pub(super) fn cell(&self, column: Column) -> Option<&str> {
        let words = self.written(column)?;
        let at = WRITTEN.iter().position(|it| *it == column);
        let said = at.and_then(|at| self.said?.get(at));
        said.is_none_or(|said| !alike(said, words)).then_some(words)
    }

    /// Tells of cells whose formula failed: their words are nobody's.
    fn tell_failed(&mut self) {
        for (column, at) in &self.columns.at {
            if let Some(words) = self.row.get(*at).filter(|it| is_failed(it)) {
                self.report.left.push(format!(
                    "{} is “{words}”: a formula of the spreadsheet failed there",
                    column.head()
                ));
            }
        }
    }

    /// What stands in a column; nothing if it is empty and none goes down to it from above.
    pub(super) fn written(&self, column: Column) -> Option<&str> {
        let at = self.columns.at.get(&column)?;
        let own = self.row.get(*at).map(|words| words.trim());
        if own.is_some_and(is_failed) {
            return None;
        }
        let above = || self.whole.shared(self.report.row - 1, column);
        let words = own
            .filter(|words| !words.is_empty())
            .or_else(|| above().map(|(words, _)| words.trim()))?;
        let is = |it| column == it;
        let ends = [Column::From, Column::To].map(|it| self.columns.at.get(&it));
        if ends[0] != ends[1] || !(is(Column::From) || is(Column::To)) {
            return Some(words);
        }
        match both_ends(words) {
            Some((from, to)) => Some(if is(Column::From) { from } else { to }),
            None => is(Column::From).then_some(words),
        }
    }

    /// Tells what is taken from cells that go down to this row.
    fn tell_shared(&mut self) {
        let Some(shared) = self.whole.shared.get(&(self.report.row - 1)) else {
            return;
        };
        for (column, (words, row)) in shared {
            self.report.guessed.push(format!(
                "{} is “{words}”: its cell goes down from row {}",
                column.head(),
                row + 1
            ));
        }
    }

    /// Takes a row; gives the inject that it is about, if it is one of before.
    pub(super) fn take(
        mut self,
        come: &mut Come<'_>,
    ) -> Result<(RowReport, Option<usize>), ImportError> {
        self.tell_failed();
        match self.about(&come.seen) {
            About::Again => {
                self.report
                    .left
                    .push("another row above is the same inject".to_owned());
                Ok((self.report, None))
            }
            About::Known(at) => {
                come.seen.insert(at);
                self.change(at, false, &mut come.edits)
            }
            About::Title(at) => {
                come.seen.insert(at);
                self.change(at, true, &mut come.edits)
            }
            About::New
                if self
                    .cell(Column::Text)
                    .or(self.cell(Column::Title))
                    .is_none() =>
            {
                self.report
                    .left
                    .push("there is no message in it".to_owned());
                Ok((self.report, None))
            }
            About::New if self.is_of_the_day() => {
                self.report.left.push(
                    "it says how the day goes, and no message: nobody is named who sends or gets it"
                        .to_owned(),
                );
                Ok((self.report, None))
            }
            About::New if self.is_heading() => {
                self.report
                    .left
                    .push("nothing else stands in its row: it is taken for a heading".to_owned());
                Ok((self.report, None))
            }
            About::New => self.add(come),
        }
    }

    /// Whether it only says how the day goes, a break or its end, to nobody and from nobody.
    fn is_of_the_day(&self) -> bool {
        let said = [Column::Text, Column::Title].map(|it| self.cell(it).map(bare));
        let nobody = self.cell(Column::From).is_none() && self.cell(Column::To).is_none();
        let mut said = said.iter().flatten();
        let more = [Column::Channel, Column::Expect].map(|it| self.cell(it));
        let alone = nobody && more.iter().all(Option::is_none);
        alone && said.all(|it| OF_THE_DAY.contains(&it.as_str()))
    }

    /// Whether it has one cell alone, and none goes down to it.
    fn is_heading(&self) -> bool {
        let shared = self.whole.shared.contains_key(&(self.report.row - 1));
        !shared && self.whole.is_heading(self.row)
    }

    /// The inject that a row is about: by its id, as one would be made of it; else by its title and its
    /// message together.
    fn about(&mut self, seen: &BTreeSet<usize>) -> About {
        if let Some(id) = self.cell(Column::Id) {
            let made = slug(id);
            let found = self.known.by_id.get(id).or(self.known.by_id.get(&made));
            return match found {
                Some(at) if !seen.contains(at) => About::Known(*at),
                None => About::New,
                // The same id twice makes a second one with a number behind it.
                Some(_) => (2..)
                    .map_while(|more| self.known.by_id.get(&format!("{made}-{more}")))
                    .find(|at| !seen.contains(at) && self.says(**at))
                    .map_or(About::Again, |at| About::Known(*at)),
            };
        }
        let message = self.cell(Column::Text);
        let Some(title) = self
            .cell(Column::Title)
            .map(ToOwned::to_owned)
            .or_else(|| message.map(short))
        else {
            return About::New;
        };
        let none = Vec::new();
        let alike = self.known.by_title.get(&bare(&title)).unwrap_or(&none);
        let free = || alike.iter().copied().filter(|at| !seen.contains(at));
        if let Some(at) = free().find(|at| self.says(*at)) {
            return About::Known(at);
        }
        let titled = |at: &usize| bare(&self.scenario.injects[*at].title) == bare(&title);
        if message.is_none() {
            let found = free().find(titled);
            return match (found, alike.iter().any(titled)) {
                (Some(at), _) => About::Title(at),
                (None, true) => About::Again,
                (None, false) => About::New,
            };
        }
        if let Some(at) = free().find(titled) {
            let id = &self.scenario.injects[at].id;
            self.report.guessed.push(format!(
                "{id} has this title and says something else: this is a new message; to change that one, write {id} into a column “ID”"
            ));
        }
        About::New
    }

    /// Whether an inject says what this row says: its message, and its title.
    fn says(&self, at: usize) -> bool {
        let inject = &self.scenario.injects[at];
        let title = self.cell(Column::Title);
        let message = self.cell(Column::Text).or(title).unwrap_or_default();
        let made = short(message);
        bare(&inject.text) == bare(message)
            && bare(&inject.title) == bare(title.unwrap_or(&made))
            // Words without a letter or digit in them.
            && (!bare(message).is_empty() || alike(&inject.text, message))
    }

    /// Sets what a row says otherwise than the scenario.
    fn change(
        mut self,
        at: usize,
        title_only: bool,
        edits: &mut Edits<'_>,
    ) -> Result<(RowReport, Option<usize>), ImportError> {
        let inject = &self.scenario.injects[at];
        self.said = Some(&self.known.said[at]);
        self.tell_shared();
        let wanted = self.wanted(Some(inject));
        let fields: Vec<&'static str> = wanted.iter().map(|(field, _)| *field).collect();
        let place = &self.known.places[at];
        if title_only && fields.iter().any(|it| *it != "title") {
            self.report.left.push(format!(
                "{} of {}, whose title this is: a title alone writes nothing over; write {} into a column “ID”",
                fields.join(", "),
                inject.id,
                inject.id
            ));
            return Ok((self.report, Some(at)));
        }
        if !place.main && !wanted.is_empty() {
            self.report.left.push(format!(
                "{} of {}, which stands in {}: change it there",
                fields.join(", "),
                inject.id,
                if place.file.is_empty() {
                    "another file"
                } else {
                    &place.file
                }
            ));
            return Ok((self.report, Some(at)));
        }
        self.report.outcome = if wanted.is_empty() {
            Outcome::Same(inject.id.clone())
        } else {
            edits.set(at, &wanted)?;
            Outcome::Changed(inject.id.clone(), fields)
        };
        Ok((self.report, Some(at)))
    }

    /// Adds a new inject.
    fn add(mut self, come: &mut Come<'_>) -> Result<(RowReport, Option<usize>), ImportError> {
        self.tell_shared();
        let mut fields = self.wanted(None);
        let title = fields
            .iter()
            .find(|(field, _)| *field == "title")
            .and_then(|(_, title)| title.words())
            .unwrap_or("inject");
        let wanted = self.cell(Column::Id).map_or_else(|| slug(title), slug);
        let mut id = wanted.clone();
        let mut more = 2;
        while !come.ids.insert(id.clone()) {
            id = format!("{wanted}-{more}");
            more += 1;
        }
        fields.insert(0, ("id", text(&id)));
        come.edits.add(&structure("Inject", fields));
        self.report.outcome = Outcome::New(id);
        Ok((self.report, None))
    }
}
