//! The file of a plan as a checked [`Plan`], or everything that is wrong with it. Must not know a
//! scenario: names of things in scenarios are looked at in `unmatched`.

use super::about::About;
use super::model::{Clause, Map, Plan};
use crate::exercise::{LONGEST_CLAUSE, hex};
use crate::scenario::shape::{self, MapsTo};
use crate::scenario::{Code, Diagnostic, Mark, Marked, Problems, load_alone};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// No plan has more clauses, so that a hostile file can't make us work for hours.
const MOST_CLAUSES: usize = 2_000;
/// No clause is about more.
const MOST_MAPS: usize = 200;

/// Reads and checks a plan.
///
/// # Errors
/// Every problem found in it.
pub fn check(path: &str, bytes: &[u8]) -> Result<Plan, Problems> {
    let (sources, written) = load_alone(path, bytes, "Plan", |it: &shape::Plan| &it.schema)?;
    let mut cx = Checker::default();
    cx.head(&written);
    let clauses = written.clauses.iter().map(|it| cx.clause(it)).collect();
    if cx.problems.is_empty() {
        return Ok(Plan {
            id: written.id.value,
            title: written.title.value,
            organisation: written.organisation,
            version: written.version,
            approved: written.approved.value,
            clauses,
            sources,
        });
    }
    cx.problems.sort_by_key(|it| (it.mark, it.code));
    Err(Problems {
        sources,
        list: cx.problems,
    })
}

#[derive(Default)]
struct Checker {
    problems: Vec<Diagnostic>,
    /// Numbers of clauses, with the place of each.
    numbers: BTreeMap<String, Mark>,
}

impl Checker {
    fn problem(&mut self, code: Code, mark: Mark, message: impl Into<String>, hint: &str) {
        self.problems
            .push(Diagnostic::new(code, mark, message).hint(hint));
    }

    fn head(&mut self, plan: &shape::Plan) {
        self.id(&plan.id);
        self.said(&plan.title, "the plan has no title");
        let day = &plan.approved;
        if !day.value.is_empty() && day.value.parse::<jiff::civil::Date>().is_err() {
            self.problem(
                Code::Time,
                day.mark,
                format!("\"{day}\" is no day"),
                "write year, month, day: \"2026-09-01\"; leave it out while it is a draft",
            );
        }
        if plan.clauses.is_empty() {
            self.problem(
                Code::Empty,
                plan.id.mark,
                "the plan has no clause",
                "write its clauses, or make it from the trust's own document: wardroom plan import",
            );
        }
        if let Some(beyond) = plan.clauses.get(MOST_CLAUSES) {
            self.problem(
                Code::Count,
                beyond.id.mark,
                format!("there are more than {MOST_CLAUSES} clauses"),
                "no plan needs so many",
            );
        }
    }

    fn clause(&mut self, clause: &shape::Clause) -> Clause {
        let id = &clause.id;
        self.number(id);
        self.said(&clause.title, "the clause has no title");
        self.said(&clause.text, "the clause says nothing");
        if clause.maps.len() > MOST_MAPS {
            self.problem(
                Code::Count,
                id.mark,
                format!("clause {id} is about more than {MOST_MAPS} things"),
                "a clause is one thing that somebody is to do; split it",
            );
        }
        Clause {
            id: id.value.clone(),
            title: clause.title.value.clone(),
            text: clause.text.value.clone(),
            owner: clause.owner.clone(),
            trigger: clause.trigger.clone(),
            source: clause.source.clone(),
            maps: clause.maps.iter().map(|it| self.map(it, id.mark)).collect(),
            hash: hash(clause),
            mark: id.mark,
        }
    }

    /// The number of a clause is one, and of no clause before.
    fn number(&mut self, id: &Marked<String>) {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let good =
            !id.value.is_empty() && id.value.len() <= LONGEST_CLAUSE && id.value.chars().all(fits);
        if !good {
            self.problem(
                Code::BadId,
                id.mark,
                "this can't be the number of a clause",
                "use letters, digits, full stops and hyphens, 32 at most: \"4.2\", \"AC-7\"",
            );
        }
        match self.numbers.get(&id.value) {
            Some(first) => {
                let problem = Diagnostic::new(
                    Code::DuplicateId,
                    id.mark,
                    format!("two clauses have the number {id}"),
                )
                .hint("give one of them another number, as the plan has it")
                .also(*first, "the first one");
                self.problems.push(problem);
            }
            None => {
                self.numbers.insert(id.value.clone(), id.mark);
            }
        }
    }

    fn map(&mut self, maps: &MapsTo, clause: Mark) -> Map {
        let (about, mark) = match maps {
            MapsTo::Card(id) => (About::Card(self.id(id)), id.mark),
            MapsTo::Prompt(id) => (About::Prompt(self.id(id)), id.mark),
            MapsTo::Body(id) => (About::Body(self.id(id)), id.mark),
            MapsTo::Step(step) => (About::Step(*step), clause),
            MapsTo::Declare(level) => (About::Declare(*level), clause),
            MapsTo::Report => (About::Report, clause),
            MapsTo::Option(both) => {
                let (prompt, option) = both.value.split_once('/').unwrap_or_default();
                if !is_id(prompt) || !is_id(option) {
                    self.problem(
                        Code::BadId,
                        both.mark,
                        "this is no option of a decision point",
                        "write the decision point's id, a stroke, and the option's: \"ask-445/close\"",
                    );
                }
                let about = About::Option {
                    prompt: prompt.to_owned(),
                    option: option.to_owned(),
                };
                (about, both.mark)
            }
        };
        Map { about, mark }
    }

    fn id(&mut self, id: &Marked<String>) -> String {
        if !is_id(&id.value) {
            self.problem(
                Code::BadId,
                id.mark,
                "this can't be an id",
                "use lower-case letters, digits and hyphens, 64 at most",
            );
        }
        id.value.clone()
    }

    fn said(&mut self, words: &Marked<String>, lacks: &str) {
        if words.value.trim().is_empty() {
            self.problem(
                Code::Empty,
                words.mark,
                lacks,
                "write what the plan on the shelf has there",
            );
        }
    }
}

fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(fits)
}

/// The hash of what people follow, however it is spaced.
fn hash(clause: &shape::Clause) -> String {
    let mut hasher = Sha256::new();
    for part in [
        &clause.title.value,
        &clause.text.value,
        &clause.owner,
        &clause.trigger,
    ] {
        let words: Vec<&str> = part.split_whitespace().collect();
        let words = words.join(" ");
        hasher.update((words.len() as u64).to_le_bytes());
        hasher.update(words.as_bytes());
    }
    hex(&hasher.finalize())
}
