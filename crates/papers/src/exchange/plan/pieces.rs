//! A document as a row of pieces, whatever it was written in. Must not know what a clause is.

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The title on its cover.
    Title(String),
    /// A heading as such, by its level from 1.
    Heading(u8, String),
    /// A line in text without markup that looks like a numbered heading.
    Numbered(String),
    /// A paragraph, or an item of a list.
    Paragraph(String),
    /// A table, by its rows.
    Table(Vec<Vec<String>>),
}

/// What stands in a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    pub pieces: Vec<Piece>,
    /// What was guessed of it, a sentence each.
    pub assumed: Vec<String>,
    /// What is not read, a sentence each.
    pub left: Vec<String>,
}

/// A number at the beginning of a line, and what follows it: `4.2 Isolation`, `AC-7: Divert`,
/// `4.2. Isolation`. Nothing if there is none, or nothing follows.
pub(super) fn numbered(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))?;
    let (number, rest) = line.split_at(end);
    let number = number.trim_end_matches(['.', '-']);
    let rest = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | ')' | '–' | '—' | '-')
    });
    let letters = number.chars().take_while(char::is_ascii_uppercase).count();
    let digits = number[letters..].trim_start_matches(['-', '.']);
    let parts = digits.split(['.', '-']);
    let fits = letters <= 4
        && number.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !digits.is_empty()
        && number.len() <= 16
        && parts
            .clone()
            .all(|it| !it.is_empty() && it.len() <= 4 && it.bytes().all(|c| c.is_ascii_digit()));
    // A year, a time or a quantity is no number of a clause.
    let deep = parts.count();
    let long = deep == 1 && digits.len() > 2;
    (fits && !long && !rest.is_empty()).then(|| (number.to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_clause_is_told_from_years_times_and_quantities() {
        let found = |line| numbered(line).map(|(number, rest)| format!("{number}|{rest}"));
        for (line, wanted) in [
            (
                "4.2 Isolation of networks",
                Some("4.2|Isolation of networks"),
            ),
            ("4.2. Isolation", Some("4.2|Isolation")),
            ("4 Response", Some("4|Response")),
            ("4) Response", Some("4|Response")),
            ("AC-7: Divert", Some("AC-7|Divert")),
            ("A1.3 – Divert", Some("A1.3|Divert")),
            ("A.1 Divert", Some("A.1|Divert")),
            (".1 Divert", None),
            ("2026 was a year", None),
            ("09:00 to 17:00", Some("09|00 to 17:00")),
            ("4.2", None),
            ("Isolation", None),
            ("4.2a Isolation", None),
            ("The 4.2 of it", None),
            ("1.2.3.4.5 Deep", Some("1.2.3.4.5|Deep")),
        ] {
            assert_eq!(found(line).as_deref(), wanted, "{line}");
        }
    }
}
