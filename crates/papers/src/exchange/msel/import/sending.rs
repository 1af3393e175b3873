//! When an inject is sent, as a row of an events list says it: a trigger, or one of two times. Must
//! not change the scenario's file.

use super::row::Taking;
use crate::exchange::msel::columns::Column;
use crate::exchange::msel::when::{Cells, Counts, Understood, bare_clock, minutes, understood};
use wardroom_core::ron_tree::remarked::{Ron, read, text, with, word};
use wardroom_core::scenario::{Fires, Inject};

impl Taking<'_> {
    /// When it is sent, as a value of the format; nothing if that stays.
    pub(super) fn fires(&mut self, known: Option<&Inject>) -> Option<Ron> {
        if let Some(trigger) = self.cell(Column::Trigger).map(ToOwned::to_owned) {
            if let Some(trigger) = read(&trigger) {
                return Some(trigger);
            }
            let why = format!("the trigger “{trigger}” can't be read");
            self.report.left.push(why);
            return known.is_none().then(|| word("ByHand"));
        }
        let before = match known.map(|it| &it.fires) {
            Some(Fires::At(mins)) => Some(*mins),
            Some(waits) => return self.instead_of_waiting(matches!(waits, Fires::ByHand)),
            None => None,
        };
        // Of two times the one that was changed counts.
        let mut found = self.times();
        let changed = found.iter().position(|it| Some(it.mins) != before);
        let at = changed.unwrap_or_default();
        if at < found.len() {
            let Understood { mins, noted } = found.swap_remove(at);
            if Some(mins) == before {
                return None;
            }
            self.report.guessed.extend(noted);
            return Some(self.at(mins));
        }
        if known.is_some() {
            return None;
        }
        self.report
            .guessed
            .push("no time is understood: it is sent by hand".to_owned());
        Some(word("ByHand"))
    }

    /// A time for an inject that waits for something, or for a hand: taken where its trigger was
    /// cleared, or there is none to clear and it waits for nothing; else told.
    pub(super) fn instead_of_waiting(&mut self, by_hand: bool) -> Option<Ron> {
        let written = [Column::Time, Column::Relative, Column::Date]
            .into_iter()
            .find_map(|column| self.cell(column).map(ToOwned::to_owned));
        let triggers = self.columns.at.contains_key(&Column::Trigger);
        let cleared = triggers && self.written(Column::Trigger).is_none();
        if by_hand && !triggers {
            let found = self.times().into_iter().next()?;
            self.report.guessed.extend(found.noted);
            return Some(self.at(found.mins));
        }
        match (cleared, written) {
            (true, Some(_)) => {
                let found = self.times().into_iter().next()?;
                self.report.guessed.extend(found.noted);
                Some(self.at(found.mins))
            }
            (true, None) => {
                self.report.left.push(
                    "its trigger is cleared, and no time stands beside it: it waits as it did"
                        .to_owned(),
                );
                None
            }
            // It is not taken unasked, and not lost unsaid.
            (false, Some(words)) => {
                self.report.left.push(format!(
                    "the time “{words}”: this message waits for a condition; clear its trigger to send it at a time"
                ));
                None
            }
            (false, None) => None,
        }
    }

    /// The times that are written; what is not understood is told.
    pub(super) fn times(&mut self) -> Vec<Understood> {
        let own = self.cell(Column::Date).unwrap_or_default().to_owned();
        let time = self.cell(Column::Time).unwrap_or_default().to_owned();
        let relative = self.cell(Column::Relative).unwrap_or_default().to_owned();
        // A day above stands over a clock that has none.
        let above = self.whole.days.get(&(self.report.row - 1));
        let above = above.filter(|_| own.is_empty() && bare_clock(&time).is_some());
        let counted = self.whole.time != Counts::Clock;
        let above = above.filter(|_| !counted);
        let day = above.map_or(own.as_str(), |(day, _)| day.as_str());
        let mut found = Vec::new();
        let mut take =
            |report: &mut super::said::RowReport, day: &str, words: &str, counts| match understood(
                self.scenario,
                Cells { day, words, counts },
            ) {
                Ok(it) if it.mins <= self.scenario.ends_mins => found.push(it),
                Ok(_) => report.left.push(format!(
                    "“{}” lies after ENDEX",
                    format!("{day} {words}").trim()
                )),
                Err(why) => report.left.push(why),
            };
        // A date may hold a time itself.
        if !time.is_empty() || (!own.is_empty() && relative.is_empty()) {
            take(&mut self.report, day, &time, self.whole.time);
        }
        if !relative.is_empty() {
            take(&mut self.report, "", &relative, self.whole.relative);
        }
        if let (Some((day, row)), Some(first)) = (above, found.first_mut()) {
            first
                .noted
                .push(format!("the day is “{day}”, from row {}", row + 1));
        }
        found
    }

    /// A time as the scenario's file has it.
    pub(super) fn at(&self, mins: u32) -> Ron {
        // A weekday names only the first of its kind.
        let clock = self.scenario.clock(u64::from(mins) * 60);
        let when = if minutes(self.scenario, "", &clock, false) == Ok(mins) {
            clock
        } else {
            format!("T+{}:{:02}", mins / 60, mins % 60)
        };
        with("At", text(&when))
    }
}
