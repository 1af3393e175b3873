//! Lines joined to a paragraph, and words that the end of a line has broken. Must not know what a paragraph is.

use super::super::draft::short;
use super::super::pieces::Piece;
use std::collections::BTreeSet;

/// Where the end of a line broke a word, until all words are known.
const BROKEN: char = '\u{ad}';

/// The most words that are named in the account.
const NAMED: usize = 12;

/// Lines in a row.
pub(super) fn joined<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = String::new();
    for line in lines {
        let line = line.trim();
        let first = line.chars().next();
        let before = words.strip_suffix('-').and_then(|it| it.chars().last());
        if before.is_some_and(char::is_alphabetic) && first.is_some_and(char::is_lowercase) {
            words.pop();
            words.push(BROKEN);
        } else if !(before.is_some_and(char::is_alphanumeric)
            && first.is_some_and(char::is_alphanumeric)
            || words.is_empty())
        {
            words.push(' ');
        }
        words.push_str(line);
    }
    words
}

/// Makes broken words whole, and says which: without their hyphen, unless the document has them with it elsewhere.
pub(super) fn mended(pieces: &mut [Piece]) -> Option<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for words in pieces.iter_mut().flat_map(texts) {
        let all = words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | BROKEN)));
        let whole = all.filter(|it| !it.contains(BROKEN) && it.len() > 2);
        known.extend(whole.map(str::to_lowercase));
    }
    let mut named: BTreeSet<String> = BTreeSet::new();
    for words in pieces.iter_mut().flat_map(texts) {
        while let Some(at) = words.find(BROKEN) {
            let rest = &words[at + BROKEN.len_utf8()..];
            let inner = |c: char| c.is_alphanumeric() || c == '-';
            let begins = words[..at].rfind(|c| !inner(c)).map_or(0, |it| {
                it + words[it..].chars().next().map_or(1, char::len_utf8)
            });
            let ends = rest.find(|c| !inner(c)).unwrap_or(rest.len());
            let (before, after) = (&words[begins..at], &rest[..ends]);
            let hyphened = format!("{before}-{after}");
            let plain = format!("{before}{after}");
            // No word is broken after its first letter, and a compound is broken at its hyphens.
            let with = before.chars().count() == 1
                || before.contains('-')
                || after.contains('-')
                || known.contains(&hyphened.to_lowercase());
            let whole = if with && !known.contains(&plain.to_lowercase()) {
                hyphened
            } else {
                named.insert(plain.clone());
                plain
            };
            *words = format!("{}{whole}{}", &words[..begins], &rest[ends..]);
        }
    }
    if named.is_empty() {
        return None;
    }
    let first: Vec<String> = named
        .iter()
        .take(NAMED)
        .map(|it| format!("“{}”", short(it)))
        .collect();
    let more = if named.len() > NAMED {
        " and others"
    } else {
        ""
    };
    Some(format!(
        "Words that the end of a line had broken were joined, without the hyphen: {}{more}.",
        first.join(", ")
    ))
}

fn texts(piece: &mut Piece) -> Vec<&mut String> {
    match piece {
        Piece::Title(words)
        | Piece::Heading(_, words)
        | Piece::Numbered(words)
        | Piece::Stated(words)
        | Piece::Paragraph(words) => vec![words],
        Piece::Table(rows) => rows.iter_mut().flatten().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_joined_and_compounds_keep_their_hyphen() {
        for (lines, wanted) in [
            (vec!["the isola-", "tion of"], "the isolation of"),
            (
                vec!["a follow-", "up call, each follow-up"],
                "a follow-up call, each follow-up",
            ),
            (vec!["the day-to-", "day list"], "the day-to-day list"),
            (vec!["an end-", "of-life visit"], "an end-of-life visit"),
            (vec!["e-", "prescribing"], "e-prescribing"),
            (vec!["COVID-", "19 ward"], "COVID-19 ward"),
            (vec!["Owner -", "the director"], "Owner - the director"),
            (vec!["one", "two"], "one two"),
        ] {
            let mut pieces = [Piece::Paragraph(joined(lines))];
            let _named = mended(&mut pieces);
            assert_eq!(pieces, [Piece::Paragraph(wanted.to_owned())]);
        }
    }

    #[test]
    fn what_was_joined_is_named() {
        let mut pieces = [Piece::Paragraph(joined(["isola-", "tion"]))];
        let said = mended(&mut pieces).expect("a word was joined");
        assert!(said.contains("“isolation”"), "{said}");
    }
}
