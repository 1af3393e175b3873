//! What the cells of a column look like: short numbers, long texts, times, days, ways of delivery. Must
//! not know heads.

use super::likeness::kind_of;
use crate::exchange::msel::columns::Column;
use crate::exchange::msel::when::{is_day, is_day_and_time, is_time};
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;

/// So many filled cells are enough to know a column by.
const ENOUGH: usize = 100;

/// What a column's cells are, each as a share of those that are filled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// How many are filled, of those that were looked at.
    pub filled: usize,
    /// The mean of their letters.
    pub letters: f64,
    /// Numbers, and short words with a number in them.
    pub codes: f64,
    /// Numbers alone.
    pub numbers: f64,
    /// Times without a day, or from STARTEX.
    pub times: f64,
    /// Days without a time.
    pub days: f64,
    /// Days with a time.
    pub both: f64,
    /// Several words.
    pub spaced: f64,
    /// Ways to deliver a message.
    pub ways: f64,
}

impl Look {
    /// The look of a column from a row on.
    pub(super) fn of(sheet: &Sheet, from: usize, at: usize) -> Self {
        let cells = sheet.rows.iter().skip(from).filter_map(|row| row.get(at));
        let mut look = Self::default();
        for cell in cells
            .map(|it| it.trim())
            .filter(|it| !it.is_empty())
            .take(ENOUGH)
        {
            look.filled += 1;
            let letters = cell.chars().count();
            look.letters += letters as f64;
            look.spaced += f64::from(u8::from(cell.contains(char::is_whitespace)));
            if letters > 60 {
                continue;
            }
            let digits = cell.bytes().any(|it| it.is_ascii_digit());
            let short = letters <= 10 && !cell.contains(' ');
            look.codes += f64::from(u8::from(short && digits));
            look.ways += f64::from(u8::from(kind_of(&bare(cell)).is_some()));
            look.numbers += f64::from(u8::from(cell.parse::<f64>().is_ok()));
            let both = is_day_and_time(cell);
            look.both += f64::from(u8::from(both));
            look.days += f64::from(u8::from(is_day(cell)));
            look.times += f64::from(u8::from(!both && is_time(cell)));
        }
        if look.filled > 0 {
            let all = look.filled as f64;
            for share in [
                &mut look.letters,
                &mut look.codes,
                &mut look.numbers,
                &mut look.times,
                &mut look.days,
                &mut look.both,
                &mut look.ways,
                &mut look.spaced,
            ] {
                *share /= all;
            }
        }
        look
    }

    /// How well it suits a column: more is better, and what is far below nothing can't be.
    pub(super) fn suits(&self, column: Column) -> f64 {
        if self.filled == 0 {
            return -6.0;
        }
        let coded = self.codes >= 0.7;
        let dated = self.days + self.both;
        let timed = self.times + self.both;
        let (never, hardly) = (-30.0, -12.0);
        match column {
            Column::Number if self.letters > 20.0 => never,
            Column::Number if coded => 3.0,
            Column::Number => -6.0,
            Column::Id if self.letters > 45.0 && self.spaced >= 0.5 => never,
            Column::Date if dated >= 0.5 => 4.0,
            Column::Date if self.times >= 0.5 => -15.0,
            Column::Date => -8.0,
            Column::Time if timed >= 0.5 => 4.0,
            Column::Time if self.days >= 0.5 => -15.0,
            // `0900` is a number and a time.
            Column::Time if self.numbers >= 0.5 => 0.0,
            Column::Time => -4.0,
            Column::Relative if timed >= 0.5 || self.numbers >= 0.5 => 4.0,
            Column::Relative => -8.0,
            Column::Phase if dated >= 0.7 => -15.0,
            Column::Text if coded || timed >= 0.7 => hardly,
            Column::Text => (self.letters / 40.0).min(4.0),
            Column::Title if coded || timed >= 0.7 => hardly,
            Column::Title => 1.0 - (self.letters / 60.0).min(4.0),
            Column::Expect if coded => -15.0,
            Column::From | Column::To if self.numbers >= 0.7 => hardly,
            Column::Channel if self.letters > 80.0 => -15.0,
            // “Delivered by” a person.
            Column::Channel if self.ways <= 0.0 => -8.0,
            _ => 0.0,
        }
    }
}
