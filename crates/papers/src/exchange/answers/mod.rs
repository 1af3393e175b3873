//! Answers of the hot debrief and the training-needs consultation as a spreadsheet: a form to
//! hand round, and what comes back. Must not tell who answered without their name.

mod form;
mod marks;
mod questions;

use super::sheet::{self, Sheet, SheetError};
pub use form::form;
use form::{Column, EXAMPLE, bare};
use marks::{Given, mark};
use questions::{Form, Found};
use std::collections::BTreeMap;
use wardroom_core::exercise::{Answer, Element};
use wardroom_core::record::Story;

/// The most answers that are taken from a form.
const MOST_ROWS: usize = 5_000;
/// Rows in which the heads are looked for.
const HEAD_ROWS: usize = 30;

/// Something in a form that can't be taken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The row, as a spreadsheet counts.
    pub row: usize,
    /// The column's head.
    pub column: String,
    /// What is wrong and what to do.
    pub why: String,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { row, column, why } = self;
        if column.is_empty() {
            write!(f, "row {row}: {why}")
        } else {
            write!(f, "row {row}, “{column}”: {why}")
        }
    }
}

/// What was read from a form.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The answers, with their rows; not numbered yet.
    pub answers: Vec<(usize, Answer)>,
    /// Which columns and cells were not taken, a sentence each.
    pub left: Vec<String>,
    /// What can't be taken.
    pub troubles: Vec<Trouble>,
}

/// Reads a form that came back.
///
/// # Errors
/// If it is no spreadsheet. What is wrong in it is told in `troubles`.
pub fn read(story: &Story, bytes: &[u8]) -> Result<Read, SheetError> {
    let sheets = sheet::read(bytes)?;
    let form = Form::of(story);
    let mut read = Read::default();
    let whole = |why: String| Trouble {
        row: 1,
        column: String::new(),
        why,
    };
    let Some(Asked {
        sheet,
        head,
        heads,
        found,
    }) = heads(&sheets, &form)
    else {
        read.troubles.push(whole("No row has a cell “Staff group”, so that it can't be told which column is which. Start from the form that `wardroom needs --form` writes.".to_owned()));
        return Ok(read);
    };
    read.left = left(&sheets, sheet, (head, &heads), &found);
    let missing: Vec<&str> = form
        .columns
        .iter()
        .filter(|(_, column)| *column != Column::Name && !found.has(&form.columns, column))
        .map(|(question, _)| question.as_str())
        .collect();
    if !missing.is_empty() {
        let list = missing.join("”, “");
        let why = format!(
            "{} of its {} questions have no column: “{list}”",
            missing.len(),
            form.columns.len() - 1
        );
        // Less than half is another form, or one whose questions were worded anew.
        if missing.len() * 2 > form.columns.len() {
            read.troubles.push(whole(format!("This is not the form of this exercise, or its questions were worded anew: {why}. Start from the form that `wardroom needs --form` writes, and leave its questions as they are.")));
            return Ok(read);
        }
        read.left.push(format!("{why}."));
    }
    let objectives: Vec<&str> = story.objectives.iter().map(|it| it.id.as_str()).collect();
    let mut taken = 0;
    for (at, row) in sheet.rows.iter().enumerate().skip(head + 1) {
        if is_no_answer(row, &heads) || is_no_answer(row, &sheet.rows[head]) {
            continue;
        }
        taken += 1;
        if taken > MOST_ROWS {
            read.troubles.push(Trouble {
                row: at + 1,
                column: String::new(),
                why: format!("a form may have {MOST_ROWS} answers. Divide it."),
            });
            break;
        }
        answer_in(&form, &found, &objectives, at, (&heads, row), &mut read);
    }
    Ok(read)
}

/// Where a form's questions stand.
struct Asked<'a> {
    sheet: &'a Sheet,
    /// The last row of heads.
    head: usize,
    heads: Vec<String>,
    found: Found,
}

/// The sheet and the row that have the most questions of the form, the staff group among them.
fn heads<'a>(sheets: &'a [Sheet], form: &Form) -> Option<Asked<'a>> {
    let rows = || {
        let rows =
            |sheet: &'a Sheet| (0..sheet.rows.len().min(HEAD_ROWS)).map(move |at| (sheet, at));
        sheets.iter().flat_map(rows)
    };
    let one = rows().map(|(sheet, at)| (sheet, at, sheet.rows[at].clone()));
    // Two rows are heads only where they ask more than any single one.
    let two = rows().filter_map(|(sheet, at)| {
        let heads = over(&sheet.rows[at], sheet.rows.get(at + 1)?, form)?;
        Some((sheet, at + 1, heads))
    });
    let mut best: Option<(usize, Asked<'a>)> = None;
    for (sheet, head, heads) in one.chain(two) {
        let found = form.found(&heads);
        let asked = found.asked();
        let better = best.as_ref().is_none_or(|(most, _)| asked > *most);
        if better && found.has(&form.columns, &Column::Group) {
            let asked_there = Asked {
                sheet,
                head,
                heads,
                found,
            };
            best = Some((asked, asked_there));
        }
    }
    best.map(|(_, it)| it)
}

/// Heads that stand over two rows, as SurveyMonkey has them: where the upper one asks nothing that the
/// form asks, the question is the lower one's, a row of a grid. None if somebody has answered there.
fn over(upper: &[String], lower: &[String], form: &Form) -> Option<Vec<String>> {
    let asks = |heads: &[String]| -> Vec<bool> {
        let found = form.found(heads);
        found.at.iter().map(Option::is_some).collect()
    };
    let (above, below) = (asks(upper), asks(lower));
    let at = |asks: &[bool], column: usize| asks.get(column).is_some_and(|it| *it);
    // A tool may write a word of its own below a question; whoever answers fills most.
    let asked = above.iter().filter(|it| **it).count();
    let answers = lower.iter().enumerate();
    let answered =
        answers.filter(|(column, it)| at(&above, *column) && !SAYS_NOTHING.contains(&it.as_str()));
    if answered.count() * 2 > asked {
        return None;
    }
    let heads = (0..upper.len().max(lower.len()))
        .map(|column| {
            let own = if at(&below, column) && !at(&above, column) {
                lower
            } else {
                upper
            };
            own.get(column).cloned().unwrap_or_default()
        })
        .collect();
    Some(heads)
}

/// What of a file is not taken beside rows, in sentences.
fn left(
    sheets: &[Sheet],
    sheet: &Sheet,
    (head, heads): (usize, &[String]),
    found: &Found,
) -> Vec<String> {
    let mut left: Vec<String> = sheets
        .iter()
        .filter(|it| !std::ptr::eq(*it, sheet) && it.rows.iter().flatten().any(|it| !it.is_empty()))
        .map(|it| format!("The sheet “{}” was not read.", it.name))
        .collect();
    let mut automatic = Vec::new();
    for (at, words) in heads.iter().enumerate() {
        if words.is_empty() || found.at[at].is_some() {
            continue;
        }
        if found.automatic[at] {
            automatic.push(format!("“{words}”"));
        } else {
            left.push(format!("The column “{words}” is not known, and was left."));
        }
    }
    if !automatic.is_empty() {
        left.push(format!(
            "Columns that survey tools put in by themselves were left, so that they name nobody: {}.",
            automatic.join(", ")
        ));
    }
    let widest = sheet
        .rows
        .iter()
        .skip(head)
        .map(Vec::len)
        .max()
        .unwrap_or(0);
    for column in 0..widest {
        let bare = heads.get(column).is_none_or(String::is_empty);
        let mut cells = sheet
            .rows
            .iter()
            .skip(head + 1)
            .filter_map(|it| it.get(column));
        if bare && cells.any(|it| !it.is_empty()) {
            left.push(format!("Column {} has no head, and was left.", column + 1));
        }
    }
    left
}

/// What SurveyMonkey writes below the question of a column.
const SAYS_NOTHING: [&str; 4] = [
    "",
    "Response",
    "Open-Ended Response",
    "Other (please specify)",
];

/// Whether a row holds no answer: it is empty, the example, the heads once more, or the second row
/// of heads that SurveyMonkey writes.
fn is_no_answer(row: &[String], heads: &[String]) -> bool {
    row.iter().any(|words| words.starts_with(EXAMPLE))
        || row == heads
        || row.iter().all(|it| SAYS_NOTHING.contains(&it.as_str()))
}

/// Takes the answer of a row in, or what is wrong with it.
fn answer_in(
    form: &Form,
    found: &Found,
    objectives: &[&str],
    at: usize,
    (heads, row): (&[String], &[String]),
    read: &mut Read,
) {
    let mut answer = Answer::default();
    let mut answered: BTreeMap<usize, &str> = BTreeMap::new();
    for ((words, question), head) in row.iter().zip(&found.at).zip(heads) {
        let Some(question) = question else { continue };
        if words.is_empty() {
            continue;
        }
        // Two columns of one question: the first that is filled.
        if let Some(before) = answered.insert(*question, words)
            && !before.eq_ignore_ascii_case("other")
        {
            answered.insert(*question, before);
            if before != words {
                read.left.push(format!(
                    "Row {}, “{head}”: “{words}” was left, as “{before}” answers the same.",
                    at + 1
                ));
            }
            continue;
        }
        match take(&mut answer, &form.columns[*question].1, words) {
            Ok(None) => {}
            Ok(Some(told)) => read.left.push(format!("Row {}, “{head}”: {told}", at + 1)),
            Err(why) => read.troubles.push(Trouble {
                row: at + 1,
                column: head.clone(),
                why,
            }),
        }
    }
    let numbered = Answer {
        number: 1,
        ..answer.clone()
    };
    match numbered.lacks(objectives) {
        Some(why) if read.troubles.iter().all(|it| it.row != at + 1) => {
            read.troubles.push(Trouble {
                row: at + 1,
                column: String::new(),
                why,
            });
        }
        Some(_) => {}
        None => read.answers.push((at + 1, answer)),
    }
}

/// Whether these words, where a name is asked for, are none.
fn is_nobody(words: &str) -> bool {
    matches!(
        bare(words).as_str(),
        "" | "anonymous" | "anon" | "anonym" | "na" | "none" | "noname" | "nil" | "prefernottosay"
    )
}

/// Takes a cell into an answer; what is to be told of it.
fn take(answer: &mut Answer, column: &Column, words: &str) -> Result<Option<String>, String> {
    let mut marked = |marks: fn(&mut Answer) -> &mut BTreeMap<String, u8>,
                      id: &str|
     -> Result<Option<String>, String> {
        match mark(words)? {
            Given::Mark(given) => {
                marks(answer).insert(id.to_owned(), given);
                Ok(None)
            }
            Given::None => Ok(Some(format!("“{words}” is taken as no answer."))),
        }
    };
    match column {
        Column::Group => words.clone_into(&mut answer.group),
        Column::Name if is_nobody(words) => {}
        Column::Name => words.clone_into(&mut answer.name),
        Column::Agrees(id) => return marked(|it| &mut it.agrees, id),
        Column::Confidence(id) => return marked(|it| &mut it.confidence, id),
        Column::Support(id) => {
            let wanted = words
                .split([';', ',', '/', '\n'])
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .map(element)
                .collect::<Result<Vec<Element>, String>>()?;
            answer.support.insert(id.clone(), wanted);
        }
        Column::Words(at) => {
            let (_, place) = &mut answer.words_mut()[*at];
            words.clone_into(place);
        }
    }
    Ok(None)
}

fn element(words: &str) -> Result<Element, String> {
    Element::ALL
        .into_iter()
        .find(|it| bare(it.help()) == bare(words) || bare(it.word()) == bare(words))
        .ok_or_else(|| {
            let known: Vec<&str> = Element::ALL.iter().map(|it| it.help()).collect();
            format!(
                "“{words}” is none of: {}. Write one or several of these with semicolons between.",
                known.join("; ")
            )
        })
}

/// Those of `read` that the record has not got yet, numbered on. Answers without a name can be
/// alike, so they are counted: a form that was read before adds nothing, one with a row more adds
/// that row.
pub fn new_ones(known: &[Answer], read: &Read) -> Vec<Answer> {
    let alike = |it: &Answer| {
        let unnumbered = Answer {
            number: 0,
            ..it.clone()
        };
        format!("{unnumbered:?}")
    };
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    for answer in known {
        *there.entry(alike(answer)).or_default() += 1;
    }
    let mut number = known.iter().map(|it| it.number).max().unwrap_or(0);
    let mut new = Vec::new();
    for (_, answer) in &read.answers {
        match there.get_mut(&alike(answer)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                number += 1;
                new.push(Answer {
                    number,
                    ..answer.clone()
                });
            }
        }
    }
    new
}

#[cfg(test)]
mod tests;
