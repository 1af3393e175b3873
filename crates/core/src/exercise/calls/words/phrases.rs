//! The pieces that answers are made of: one of several wordings, things in a row, counts as they are spoken. Must not
//! know who speaks.

/// One of several wordings, by a number between 0 and 1.
pub(super) fn one_of<'a>(luck: f64, wordings: &[&'a str]) -> &'a str {
    let nth = (luck * wordings.len() as f64) as usize;
    wordings[nth.min(wordings.len() - 1)]
}

/// Things that are named before the rest is only mentioned.
const NAMED: usize = 3;

/// Things in a row as they are spoken.
pub(super) fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        all if all.len() > NAMED => format!("{} and more", all[..NAMED].join(", ")),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// That things are gone, as it is said of whatever kind they are: `no Scanners, no Laboratory system`.
pub(super) fn without(things: &[String]) -> String {
    let named: Vec<String> = things
        .iter()
        .take(NAMED)
        .map(|it| format!("no {it}"))
        .collect();
    let rest = if things.len() > NAMED {
        ", and that's not all of it"
    } else {
        ""
    };
    format!("{}{rest}", named.join(", "))
}

/// One or several of something.
pub(super) fn some(count: u32, one: &str, several: &str) -> String {
    match count {
        0 => format!("no {several}"),
        1 => format!("one {one}"),
        2 => format!("two {several}"),
        3 => format!("three {several}"),
        4 => format!("four {several}"),
        more => format!("{more} {several}"),
    }
}

/// With a capital, to begin a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}
