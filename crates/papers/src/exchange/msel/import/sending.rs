//! When an inject is sent, as a row of an events list says it: a trigger, or one of two times. Must
//! not change the scenario's file.

use super::row::Taking;
use crate::exchange::msel::columns::Column;
use crate::exchange::msel::when::minutes;
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
            Some(_) => return self.instead_of_waiting(),
            None => None,
        };
        // Of two times the one that was changed counts.
        let found = self.times();
        let mins = found
            .iter()
            .copied()
            .find(|mins| Some(*mins) != before)
            .or(found.first().copied());
        match mins {
            Some(mins) if Some(mins) == before => None,
            Some(mins) => Some(self.at(mins)),
            None if known.is_some() => None,
            None => {
                self.report
                    .guessed
                    .push("no time is understood: it is sent by hand".to_owned());
                Some(word("ByHand"))
            }
        }
    }

    /// A time for an inject that waits for something: taken where its trigger was cleared, and told
    /// where it was not.
    pub(super) fn instead_of_waiting(&mut self) -> Option<Ron> {
        let written = [Column::Time, Column::Relative]
            .into_iter()
            .find_map(|column| self.cell(column).map(ToOwned::to_owned));
        let cleared = self.columns.at.contains_key(&Column::Trigger)
            && self.written(Column::Trigger).is_none();
        match (cleared, written) {
            (true, Some(_)) => {
                let mins = self.times().first().copied();
                mins.map(|mins| self.at(mins))
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

    /// The times that are written, in minutes after STARTEX; what is not understood is told.
    pub(super) fn times(&mut self) -> Vec<u32> {
        let day = self.cell(Column::Date).unwrap_or_default().to_owned();
        let mut found = Vec::new();
        for (column, bare_mins) in [(Column::Time, false), (Column::Relative, true)] {
            let Some(words) = self.cell(column).map(ToOwned::to_owned) else {
                continue;
            };
            let day = if bare_mins { "" } else { day.as_str() };
            match minutes(self.scenario, day, &words, bare_mins) {
                Ok(mins) if mins <= self.scenario.ends_mins => found.push(mins),
                Ok(_) => self.report.left.push(format!("“{words}” lies after ENDEX")),
                Err(why) => self.report.left.push(why),
            }
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
