//! The words by which owner, trigger and the rest are known, before a colon or at the head of a column.
//! Must not know where they stand.

use crate::exchange::words::bare;

/// What a label or a column says of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Says {
    /// As it is cited: `3.2`, `AC-7`.
    Number,
    /// Its heading.
    Title,
    /// What is to be done.
    Text,
    /// Who does it.
    Owner,
    /// When.
    Trigger,
    /// Where it is written.
    Source,
}

const WORDS: [(Says, &[&str]); 6] = [
    (
        Says::Number,
        &[
            "no",
            "number",
            "ref",
            "reference",
            "id",
            "clause",
            "card no",
            "card number",
            "action no",
            "step",
            "#",
        ],
    ),
    (
        Says::Title,
        &[
            "title",
            "heading",
            "name",
            "card",
            "action card",
            "card title",
            "action card title",
            "action card name",
            "card name",
            "subject",
            "topic",
        ],
    ),
    (
        Says::Text,
        &[
            "action",
            "actions",
            "text",
            "what",
            "detail",
            "details",
            "description",
            "instruction",
            "instructions",
            "task",
            "tasks",
            "what to do",
            "procedure",
            "actions required",
            "action required",
        ],
    ),
    (
        Says::Owner,
        &[
            "owner",
            "who",
            "responsible",
            "responsibility",
            "responsible person",
            "lead",
            "role",
            "action owner",
            "by whom",
            "held by",
            "post holder",
            "postholder",
            "accountable",
        ],
    ),
    (
        Says::Trigger,
        &[
            "trigger",
            "triggers",
            "when",
            "activation",
            "activate when",
            "activation trigger",
            "on",
            "condition",
            "timescale",
            "by when",
        ],
    ),
    (
        Says::Source,
        &["source", "page", "document", "plan reference", "where"],
    ),
];

/// What a word or two before a colon, or at the head of a column, says.
pub(super) fn says(label: &str) -> Option<Says> {
    let label = bare(label);
    let found = WORDS
        .iter()
        .find(|(_, words)| words.contains(&label.as_str()));
    found.map(|(says, _)| *says)
}

/// A paragraph that begins with the label of an owner, a trigger or a source: which, and what follows
/// the colon.
pub(super) fn labelled(paragraph: &str) -> Option<(Says, &str)> {
    let (label, rest) = paragraph.split_once(':')?;
    if label.chars().count() > 24 {
        return None;
    }
    let says = says(label)?;
    // “Action:” begins what is to be done, and is part of no heading.
    matches!(
        says,
        Says::Owner | Says::Trigger | Says::Source | Says::Text
    )
    .then(|| (says, rest.trim()))
}
