//! The form of the hot debrief and the training-needs consultation, to hand round: its questions in
//! their order. Must not read what comes back.

use crate::exchange::sheet;
use wardroom_core::exercise::{Answer, Element, GROUPS, SCALE, STATEMENTS};
use wardroom_core::record::Story;

/// What a column of the form is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Group,
    Name,
    Agrees(&'static str),
    Confidence(String),
    Support(String),
    Words(usize),
}

/// The columns of the form, each with its head.
pub(super) fn columns(story: &Story) -> Vec<(String, Column)> {
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
pub(super) const EXAMPLE: &str = "Example, left out:";

/// Letters and digits in small letters: what a head is known by.
pub(super) fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
