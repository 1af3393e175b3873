//! Answers of the hot debrief and the training-needs consultation as a spreadsheet: a form to
//! hand round, and what comes back. Must not tell who answered without their name.

use super::sheet::{self, SheetError};
use wardroom_core::exercise::{Answer, Element, GROUPS, SCALE, STATEMENTS};
use wardroom_core::record::Story;

/// The most rows of a form that are looked at.
const MOST_ROWS: usize = 5_000;

/// What a column of the form is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Group,
    Name,
    Agrees(&'static str),
    Confidence(String),
    Support(String),
    Words(usize),
}

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
    /// Heads of columns that are not known, and were left.
    pub left: Vec<String>,
    /// What can't be taken.
    pub troubles: Vec<Trouble>,
}

/// The columns of the form, each with its head.
fn columns(story: &Story) -> Vec<(String, Column)> {
    let mut columns = vec![
        ("Staff group".to_owned(), Column::Group),
        (
            "Name (leave empty to answer without it)".to_owned(),
            Column::Name,
        ),
    ];
    for (id, words) in STATEMENTS {
        columns.push((format!("{words} (1 to {SCALE})"), Column::Agrees(id)));
    }
    for objective in &story.objectives {
        columns.push((
            format!("How sure am I: {} (1 to {SCALE})", objective.title),
            Column::Confidence(objective.id.clone()),
        ));
        columns.push((
            format!("What would help me: {}", objective.title),
            Column::Support(objective.id.clone()),
        ));
    }
    for (at, (question, _)) in Answer::default().words().iter().enumerate() {
        columns.push(((*question).to_owned(), Column::Words(at)));
    }
    columns
}

/// An empty form: its heads, and what stands in them for an example that is left when it is read.
pub fn form(story: &Story) -> Vec<u8> {
    let columns = columns(story);
    let help: Vec<&str> = Element::ALL.iter().map(|it| it.help()).collect();
    let example = columns
        .iter()
        .map(|(_, column)| match column {
            Column::Group => format!("{EXAMPLE} {}", GROUPS[0]),
            Column::Agrees(_) | Column::Confidence(_) => "3".to_owned(),
            Column::Support(_) => help.join("; "),
            Column::Name | Column::Words(_) => String::new(),
        })
        .collect();
    let heads = columns.into_iter().map(|(head, _)| head).collect();
    sheet::csv::<_, String>([heads, example])
}

/// How the row of the example begins.
const EXAMPLE: &str = "Example, left out:";

/// Letters and digits in small letters: what a head is known by.
fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Reads a form that came back.
///
/// # Errors
/// If it is no spreadsheet. What is wrong in it is told in `troubles`.
pub fn read(story: &Story, bytes: &[u8]) -> Result<Read, SheetError> {
    let mut read = Read::default();
    let sheets = sheet::read(bytes)?;
    let Some((rows, head)) = sheets.iter().find_map(|sheet| {
        let head = sheet
            .rows
            .iter()
            .position(|row| row.iter().any(|it| bare(it) == bare("Staff group")))?;
        Some((&sheet.rows, head))
    }) else {
        read.troubles.push(Trouble {
            row: 1,
            column: String::new(),
            why: "No row has a cell “Staff group”, so that it can't be told which column is which. Start from the form that `wardroom needs --form` writes.".to_owned(),
        });
        return Ok(read);
    };
    let known = columns(story);
    let found: Vec<Option<&Column>> = rows[head]
        .iter()
        .map(|words| {
            let words = bare(words);
            known
                .iter()
                .find(|(name, _)| {
                    let name = bare(name);
                    !words.is_empty() && (name == words || name.trim_end_matches("1to5") == words)
                })
                // “Name” alone will do.
                .or_else(|| {
                    known[..2]
                        .iter()
                        .find(|(name, _)| words == "name" && name.starts_with("Name"))
                })
                .map(|(_, column)| column)
        })
        .collect();
    read.left = rows[head]
        .iter()
        .zip(&found)
        .filter(|(words, column)| column.is_none() && !words.is_empty())
        .map(|(words, _)| words.clone())
        .collect();
    for (at, row) in rows.iter().enumerate().skip(head + 1).take(MOST_ROWS) {
        let example = row.iter().any(|words| words.starts_with(EXAMPLE));
        if example || row.iter().all(String::is_empty) {
            continue;
        }
        let mut answer = Answer::default();
        for ((words, column), name) in row.iter().zip(&found).zip(&rows[head]) {
            let Some(column) = column else { continue };
            if words.is_empty() {
                continue;
            }
            if let Err(why) = take(&mut answer, column, words) {
                read.troubles.push(Trouble {
                    row: at + 1,
                    column: name.clone(),
                    why,
                });
            }
        }
        let objectives: Vec<&str> = story.objectives.iter().map(|it| it.id.as_str()).collect();
        let numbered = Answer {
            number: 1,
            ..answer.clone()
        };
        match numbered.lacks(&objectives) {
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
    Ok(read)
}

fn take(answer: &mut Answer, column: &Column, words: &str) -> Result<(), String> {
    let mark = || match words.parse::<f64>() {
        Ok(mark) if mark.fract() == 0.0 && (1.0..=f64::from(SCALE)).contains(&mark) => {
            Ok(mark as u8)
        }
        _ => Err(format!(
            "“{words}” is no mark. Write a whole number from 1 (not at all) to {SCALE} (fully), or leave it empty."
        )),
    };
    match column {
        Column::Group => words.clone_into(&mut answer.group),
        Column::Name => words.clone_into(&mut answer.name),
        Column::Agrees(id) => {
            answer.agrees.insert((*id).to_owned(), mark()?);
        }
        Column::Confidence(id) => {
            answer.confidence.insert(id.clone(), mark()?);
        }
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
    Ok(())
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
    let alike = |a: &Answer, b: &Answer| {
        let of = |it: &Answer| Answer {
            number: 0,
            ..it.clone()
        };
        of(a) == of(b)
    };
    let mut left: Vec<&Answer> = known.iter().collect();
    let mut number = known.iter().map(|it| it.number).max().unwrap_or(0);
    let mut new = Vec::new();
    for (_, answer) in &read.answers {
        match left.iter().position(|it| alike(it, answer)) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => {
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
