//! Clauses from the pieces of a document: each numbered heading begins one, owner and trigger are found
//! by their labels, tables of action cards row by row. Must not read a file.

use super::cards;
use super::draft::{Draft, Found, short};
use super::labels::{Says, labelled, says};
use super::pieces::{Piece, numbered};
use super::text::heads;
use regex::Regex;

/// The clauses of a document; `name` is its file's, by which its pages are cited.
pub(super) fn of(pieces: &[Piece], name: &str) -> Draft {
    let headings = pieces.iter().filter_map(|it| match it {
        Piece::Heading(_, words) => Some(words),
        _ => None,
    });
    let any_numbered = headings.clone().any(|it| numbered(it).is_some())
        || pieces.iter().any(|it| matches!(it, Piece::Numbered(_)));
    let mut reader = Reader {
        draft: Draft::default(),
        open: None,
        says_itself: false,
        counts: Vec::new(),
        counting: !any_numbered,
        before: Vec::new(),
        outside: None,
        name,
    };
    if reader.counting && headings.count() > 0 {
        let words = "The headings bear no numbers as text: clauses are numbered by their place under the headings. Compare them with the document.";
        reader.draft.assumed.push(words.to_owned());
    }
    for piece in pieces {
        reader.piece(piece);
    }
    reader.close();
    reader.done()
}

struct Reader<'a> {
    draft: Draft,
    /// The clause that is read.
    open: Option<Found>,
    /// Whether its heading is a paragraph that says what is to be done, if nothing follows.
    says_itself: bool,
    /// How many headings there have been, by level, where they are counted.
    counts: Vec<u32>,
    counting: bool,
    /// Paragraphs before the first clause.
    before: Vec<String>,
    /// A heading without a number whose text is left, and how many pieces of it.
    outside: Option<(String, usize)>,
    name: &'a str,
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Title(words) | Piece::Heading(_, words) if words.trim().is_empty() => {}
            Piece::Title(words) => {
                self.version_in(words);
                self.draft.title.get_or_insert_with(|| words.clone());
            }
            Piece::Heading(level, words) => match (numbered(words), self.counting) {
                (Some((number, rest)), _) => self.begin(number, rest),
                (None, true) => {
                    let number = self.count(*level);
                    self.begin(number, words);
                }
                (None, false) => self.leave(words),
            },
            Piece::Numbered(words) => {
                if let Some((number, rest)) = numbered(words) {
                    self.begin(number, rest);
                }
            }
            Piece::Stated(words) => {
                if let Some((number, rest)) = numbered(words) {
                    if heads(words, rest) {
                        self.begin(number, rest);
                        self.says_itself = true;
                    } else {
                        self.begin(number, short(rest).trim_end_matches(['.', ':', ';', ',']));
                        self.say(rest);
                    }
                }
            }
            Piece::Paragraph(words) => self.paragraph(words),
            Piece::Table(rows) => self.table(rows),
        }
    }

    /// The number of a heading that has none, by its place.
    fn count(&mut self, level: u8) -> String {
        let level = usize::from(level.max(1));
        self.counts.resize(level, 0);
        self.counts[level - 1] += 1;
        let counts: Vec<String> = self
            .counts
            .iter()
            .map(|it| it.max(&1).to_string())
            .collect();
        counts.join(".")
    }

    fn begin(&mut self, number: String, title: &str) {
        self.close();
        self.open = Some(Found {
            source: format!("{}, {number}", self.name),
            number,
            title: title.trim().to_owned(),
            ..Found::default()
        });
    }

    /// Goes on under a heading without a number, where others have one: a foreword, an annex.
    fn leave(&mut self, heading: &str) {
        self.close();
        self.outside = Some((heading.to_owned(), 0));
    }

    /// Ends the clause that is read. One that says nothing is a heading over others.
    fn close(&mut self) {
        if let Some((heading, pieces)) = self.outside.take() {
            self.draft.left.push(format!(
                "What stands under “{}”, a heading without a number: {}.",
                short(&heading),
                counted(pieces, "paragraph or table", "paragraphs and tables")
            ));
        }
        let says_itself = std::mem::take(&mut self.says_itself);
        let Some(mut clause) = self.open.take() else {
            return;
        };
        if says_itself && clause.text.is_empty() {
            clause.text.push(clause.title.clone());
        }
        if clause.text.is_empty() {
            let more = if clause.owner.is_empty() && clause.trigger.is_empty() {
                ""
            } else {
                ", with the owner or trigger that stands there"
            };
            self.draft.left.push(format!(
                "Heading {} “{}”: nothing is said right under it{more}.",
                clause.number,
                short(&clause.title)
            ));
            return;
        }
        self.draft.clauses.push(clause);
    }

    fn paragraph(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if let Some((_, pieces)) = &mut self.outside {
            *pieces += 1;
            return;
        }
        if self.open.is_none() {
            self.version_in(words);
            self.before.push(words.to_owned());
            return;
        }
        match labelled(words) {
            Some((Says::Text, rest)) => self.say(rest),
            Some((says, rest)) => self.field(says, rest),
            None => self.say(words),
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(clause) = self.open.as_mut().filter(|_| !words.is_empty()) {
            clause.text.push(words.to_owned());
        }
    }

    /// What stands behind a label. A second owner or trigger joins the first.
    fn field(&mut self, says: Says, words: &str) {
        let Some(clause) = self.open.as_mut().filter(|_| !words.is_empty()) else {
            return;
        };
        let field = match says {
            Says::Owner => &mut clause.owner,
            Says::Trigger => &mut clause.trigger,
            _ => &mut clause.source,
        };
        if says == Says::Source || field.is_empty() {
            words.clone_into(field);
        } else {
            field.push_str("; ");
            field.push_str(words);
        }
    }

    fn table(&mut self, rows: &[Vec<String>]) {
        if let Some((clauses, account)) = cards::in_table(rows, self.name) {
            // What is said of each card stands in its row.
            self.close();
            self.outside = None;
            self.draft.clauses.extend(clauses);
            self.draft.left.extend(account);
            return;
        }
        if let Some((_, pieces)) = &mut self.outside {
            *pieces += 1;
            return;
        }
        if self.open.is_none() {
            for row in rows.iter().map(|it| it.join(" ")) {
                self.version_in(&row);
                self.before.push(row);
            }
            return;
        }
        for row in rows {
            let cells: Vec<&str> = row
                .iter()
                .map(|it| it.trim())
                .filter(|it| !it.is_empty())
                .collect();
            match cells.as_slice() {
                [label, rest] => match says(label.trim_end_matches(':')) {
                    Some(it @ (Says::Owner | Says::Trigger | Says::Source)) => self.field(it, rest),
                    Some(Says::Text) => self.say(rest),
                    _ => self.say(&format!("{label}: {rest}")),
                },
                [] => {}
                cells => self.say(&cells.join(" · ")),
            }
        }
    }

    /// What words say of the plan's version.
    fn version_in(&mut self, words: &str) {
        if self.draft.version.is_some() {
            return;
        }
        // An expression of our own, which can be read.
        let Ok(version) = Regex::new(r"(?i)\bv(?:ersion)?[\s:.]*(\d+(?:\.\d+)*)\b") else {
            return;
        };
        let found = version.captures(words).and_then(|it| it.get(1));
        self.draft.version = found.map(|it| it.as_str().to_owned());
    }

    fn done(mut self) -> Draft {
        if self.draft.title.is_none()
            && self
                .before
                .first()
                .is_some_and(|it| it.chars().count() <= 120)
        {
            self.draft.title = Some(self.before.remove(0));
        }
        if let Some(first) = self.before.first() {
            self.draft.left.push(format!(
                "What stands before the first clause: {}, from “{}” on.",
                counted(self.before.len(), "paragraph", "paragraphs"),
                short(first)
            ));
        }
        self.draft
    }
}

fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {several}")
    }
}
