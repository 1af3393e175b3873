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
    /// A paragraph that bears the number of a clause and may say it itself: “4.2 Isolate a segment only
    /// with a clinical sign-off.”
    Stated(String),
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

/// Tells the paragraphs that bear the number of a clause from others: one of at least two parts that
/// goes on from the number before, and no quantity that a sentence begins with.
pub(super) fn stated(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut last: Vec<u32> = Vec::new();
    let number = |words: &str| {
        let (number, rest) = numbered(words)?;
        let parts: Option<Vec<u32>> = number.split('.').map(|it| it.parse().ok()).collect();
        Some((parts?, rest.starts_with(char::is_uppercase)))
    };
    let mut told = |piece: Piece| {
        match &piece {
            Piece::Heading(_, words) | Piece::Numbered(words) => {
                if let Some((parts, _)) = number(words) {
                    last = parts;
                }
            }
            Piece::Paragraph(words) => {
                if let Some((parts, true)) = number(words)
                    && goes_on(&last, &parts)
                {
                    last = parts;
                    return Piece::Stated(words.clone());
                }
            }
            _ => {}
        }
        piece
    };
    pieces.into_iter().map(&mut told).collect()
}

/// Whether a number of a clause may stand behind another: further on in its chapter, or at the beginning
/// of the next.
fn goes_on(last: &[u32], number: &[u32]) -> bool {
    let [chapter, first, ..] = number else {
        return false;
    };
    match last {
        [] => *chapter > 0 && *first <= 1,
        [same, ..] if same == chapter => number > last,
        [before, ..] => before + 1 == *chapter && *first <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_with_a_number_that_goes_on_is_told_from_quantities() {
        let pieces = |words: &[&str]| {
            let all = words.iter().map(|it| match it.strip_prefix("# ") {
                Some(heading) => Piece::Heading(1, heading.to_owned()),
                None => Piece::Paragraph((*it).to_owned()),
            });
            let found = stated(all.collect()).into_iter();
            found
                .filter_map(|it| match it {
                    Piece::Stated(words) => Some(words.split(' ').next()?.to_owned()),
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        let found = pieces(&[
            "1.1 The first.",
            "# 4 Response",
            "4.1 Ring the switchboard.",
            "1. Say who you are.",
            "4.2 litres of fuel are left.",
            "2.4 GHz is the band.",
            "4.2.1 Isolate a segment.",
            "4.1 Said above.",
            "4.10 Tell the board.",
            "5.1 Begin recovery.",
            "7.5 Million records.",
            "5.2. Restore pathology first.",
        ]);
        assert_eq!(found, ["1.1", "4.1", "4.2.1", "4.10", "5.1", "5.2."]);
    }

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
