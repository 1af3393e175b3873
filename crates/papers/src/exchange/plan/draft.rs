//! What is known of a plan that is being put together, and what is made of it. Must not read a document.

use std::collections::BTreeSet;

/// What the plan's cover says, as far as it is not found in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// By which the plan is known in every version; made from the title if empty.
    pub id: String,
    /// Its title; that of the document if empty.
    pub title: String,
    /// Whose plan it is.
    pub organisation: String,
    /// Its version; what the document says of it if empty.
    pub version: String,
}

/// What was made of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The plan file.
    pub text: String,
    /// How many clauses it has.
    pub clauses: usize,
    /// What was assumed, a sentence each.
    pub assumed: Vec<String>,
    /// What was not carried, a sentence each.
    pub left: Vec<String>,
}

/// A clause as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// As the document has it; empty if it has none.
    pub number: String,
    pub title: String,
    /// What it says, a paragraph each.
    pub text: Vec<String>,
    pub owner: String,
    pub trigger: String,
    /// Where it is written.
    pub source: String,
}

/// What was found in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub title: Option<String>,
    pub version: Option<String>,
    pub clauses: Vec<Found>,
    pub assumed: Vec<String>,
    pub left: Vec<String>,
}

impl Draft {
    /// Sees to it that every clause has a number, and no two the same.
    pub fn number(&mut self) {
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut counted = 0;
        for clause in &mut self.clauses {
            let mut number = fitting(&clause.number);
            if number.is_empty() {
                counted += 1;
                number = format!("C{counted}");
                self.assumed.push(format!(
                    "“{}” has no number in the document: it is clause {number} here.",
                    clause.title
                ));
            }
            let mut unique = number.clone();
            for again in 2.. {
                if known.insert(unique.clone()) {
                    break;
                }
                unique = format!("{number}-{again}");
            }
            if unique != number {
                self.assumed.push(format!(
                    "Two clauses are numbered {number}: “{}” is {unique} here.",
                    clause.title
                ));
            }
            clause.number = unique;
        }
    }
}

/// A number as a plan file can have it.
fn fitting(number: &str) -> String {
    let joined: Vec<String> = number
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
        .map(|it| it.trim_matches('.').to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    joined.join("-").chars().take(28).collect()
}

/// Words in short, for an account.
pub(super) fn short(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    match words.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}
