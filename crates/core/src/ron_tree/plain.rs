//! What plain `ron` says of a text, for the parser of the tree: its head, its words in quotes and its
//! numbers are `ron`'s to read. They are blanked, byte for byte, before the parser sees the text, so
//! that the tree has the shape of the text and every value is what `ron` takes it for. Must not know
//! what any value means.

use std::ops::Range;

/// No scenario nests deeper: the shipped ones reach 12. The parser of the tree stops at 128 by itself,
/// but not inside `A(A(A(…`, where it recurses until the stack is gone.
pub const MAX_DEPTH: usize = 48;

/// What is wrong with a text as RON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub range: Range<usize>,
    /// Of which kind it is.
    pub fault: Fault,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// The kinds of what can be wrong with a text as RON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A NUL byte stands in it.
    NoText,
    /// Its brackets nest too deep.
    Depth,
    /// Anything else.
    Syntax,
}

impl Problem {
    pub(super) fn syntax(
        range: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            range,
            fault: Fault::Syntax,
            message: message.into(),
            hint: hint.into(),
        }
    }
}

/// A text without what is `ron`'s to read: comments and the head are blank, words in quotes are empty
/// ones, numbers noughts. Everything else stands where it stood. With it what is wrong with the head.
///
/// # Errors
/// What must not reach the parser at all.
pub(super) fn blanked(text: &str) -> Result<(String, Vec<Problem>), Problem> {
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        return Err(Problem {
            range: at..at + 1,
            fault: Fault::NoText,
            message: "there is a NUL byte in the text".to_owned(),
            hint: "save the file as plain UTF-8 text".to_owned(),
        });
    }
    let mut blank = text.as_bytes().to_vec();
    let mut problems = Vec::new();
    let (mut at, mut depth, mut in_head) = (0, 0_usize, true);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let token = if c == '#' && in_head {
            Token::Blank(head(text, at, &mut problems))
        } else {
            token(rest, c)
        };
        in_head &= matches!(token, Token::Blank(_)) || c.is_whitespace();
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            // Braces cost the parser the square of their length.
            '{' => {
                return Err(Problem::syntax(
                    at..at + 1,
                    "a brace { has no place here",
                    "lists stand in [ ], fields and values in ( )",
                ));
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Problem {
                range: at..at + 1,
                fault: Fault::Depth,
                message: format!("brackets are nested more than {MAX_DEPTH} deep here"),
                hint: "a scenario needs no more than a dozen; look for brackets that were never closed"
                    .to_owned(),
            });
        }
        let end = at + token.len();
        match token {
            Token::Blank(_) => blank[at..end].fill(b' '),
            Token::Number(_) => blank[at..end].fill(b'0'),
            Token::Quoted(_, closed) => {
                blank[at..end].fill(b' ');
                blank[at] = b'"';
                if closed {
                    blank[end - 1] = b'"';
                }
            }
            Token::OpenComment(_) => blank[at + 2..end].fill(b' '),
            // To the parser `Some` is no name, and holds one value without a comma.
            Token::Word(_) if rest[..end - at] == *"Some" => blank[at] = b's',
            Token::Word(_) | Token::Other(_) => {}
        }
        at = end;
    }
    Ok((String::from_utf8_lossy(&blank).into_owned(), problems))
}

/// A piece of a text, with how many bytes it is long.
enum Token {
    Blank(usize),
    /// A comment that nobody closed.
    OpenComment(usize),
    /// Words or a letter in quotes; whether they are closed.
    Quoted(usize, bool),
    Number(usize),
    Word(usize),
    Other(usize),
}

impl Token {
    fn len(&self) -> usize {
        match self {
            Self::Blank(len)
            | Self::OpenComment(len)
            | Self::Quoted(len, _)
            | Self::Number(len)
            | Self::Word(len)
            | Self::Other(len) => *len,
        }
    }
}

/// The piece that a text begins with.
fn token(rest: &str, first: char) -> Token {
    if matches!(first, ' ' | '\n' | '\r' | '\t') {
        let solid = |c| !matches!(c, ' ' | '\n' | '\r' | '\t');
        return Token::Blank(rest.find(solid).unwrap_or(rest.len()));
    }
    if rest.starts_with("//") {
        return Token::Blank(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return comment(rest);
    }
    let prefix = ["br", "r", "b"]
        .into_iter()
        .find(|it| rest.starts_with(it))
        .map_or(0, str::len);
    let bare = &rest[prefix..];
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    if rest[..prefix].ends_with('r') && bare[hashes..].starts_with('"') {
        let from = prefix + hashes + 1;
        let close = format!("\"{}", &bare[..hashes]);
        return match rest[from..].find(&close) {
            Some(len) => Token::Quoted(from + len + close.len(), true),
            None => Token::Quoted(rest.len(), false),
        };
    }
    if !rest[..prefix].ends_with('r') {
        if bare.starts_with('"') {
            return quoted(rest, prefix + 1);
        }
        if bare.starts_with('\'') {
            return letter(rest, prefix + 1);
        }
    }
    if is_number(rest) {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_.+-".contains(c);
        return Token::Number(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
    }
    if first.is_alphanumeric() || first == '_' {
        let from = if rest.starts_with("r#") { 2 } else { 0 };
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let len = rest[from..]
            .find(|c| !is_part(c))
            .unwrap_or(rest.len() - from);
        return Token::Word(from + len);
    }
    Token::Other(first.len_utf8())
}

fn is_number(rest: &str) -> bool {
    let unsigned = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let digits = unsigned.strip_prefix('.').unwrap_or(unsigned);
    let endless =
        unsigned.len() < rest.len() && ["inf", "NaN"].iter().any(|it| unsigned.starts_with(it));
    endless || digits.starts_with(|c: char| c.is_ascii_digit())
}

/// A comment with those inside it.
fn comment(rest: &str) -> Token {
    let (mut at, mut open) = (2, 1);
    while open > 0 {
        let Some(next) = rest[at..].find(['/', '*']) else {
            return Token::OpenComment(rest.len());
        };
        at += next;
        match rest.get(at..at + 2) {
            Some("/*") => (at, open) = (at + 2, open + 1),
            Some("*/") => (at, open) = (at + 2, open - 1),
            _ => at += 1,
        }
    }
    Token::Blank(at)
}

fn quoted(rest: &str, from: usize) -> Token {
    let mut at = from;
    while let Some(next) = rest[at..].find(['"', '\\']) {
        at += next + 1;
        if rest[..at].ends_with('"') {
            return Token::Quoted(at, true);
        }
        at += rest[at..].chars().next().map_or(0, char::len_utf8);
    }
    Token::Quoted(rest.len(), false)
}

/// A letter in quotes: itself, or an escape of a few characters.
fn letter(rest: &str, from: usize) -> Token {
    let mut characters = rest[from..].char_indices().skip(1);
    let escape = rest[from..].starts_with('\\');
    if escape {
        characters.next();
    }
    let most = if escape { 12 } else { 1 };
    match characters.take(most).find(|(_, c)| *c == '\'') {
        Some((len, _)) => Token::Quoted(from + len + 1, true),
        None => Token::Other(from),
    }
}

/// The head, `#![enable(…)]`, as `ron` reads it: how long it is.
fn head(text: &str, at: usize, problems: &mut Vec<Problem>) -> usize {
    let rest = &text[at..];
    let error = match ron::Deserializer::from_str(rest) {
        Ok(read) => return rest.len() - read.remainder().len(),
        Err(error) => error,
    };
    // What it would end with is not known: a value may follow.
    let line = rest.find(['\n', ']']).map_or(rest.len(), |at| at + 1);
    problems.push(match &error.code {
        ron::Error::NoSuchExtension(name) => {
            let known = ron::extensions::Extensions::all();
            let known: Vec<String> = known.iter_names().map(|it| it.0.to_lowercase()).collect();
            let hint = match crate::nearest::nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take the line out: nothing needs it".to_owned(),
            };
            let message = format!("there is no extension `{name}` of this notation");
            Problem::syntax(at..at + line, message, hint)
        }
        code => Problem::syntax(
            at..at + rest[..line].trim_end().len(),
            format!(
                "this is no line that RON begins with: {}",
                in_words(&code.to_string())
            ),
            "take it out, or write #![enable(implicit_some)]",
        ),
    });
    line
}

/// What `ron` reads words in quotes as.
///
/// # Errors
/// What is wrong with them, at its place in the text they begin at.
pub(super) fn words(raw: &str, start: usize) -> Result<String, Problem> {
    if let Some(plain) = raw.strip_prefix('"').and_then(|it| it.strip_suffix('"'))
        && !plain.contains('\\')
    {
        return Ok(plain.to_owned());
    }
    ron::from_str::<String>(raw).map_err(|error| {
        let end = offset(raw, error.span.end).min(raw.len());
        // What it points behind is the escape that it can't read.
        let from = raw[..end].rfind('\\').unwrap_or_default();
        Problem::syntax(
            start + from..start + end.max(from + 1),
            in_words(&error.code.to_string()),
            "write \\\\ for a backslash, or r\"…\" around words that have many",
        )
    })
}

/// Where a line and column are, both counted from one.
fn offset(text: &str, place: ron::error::Position) -> usize {
    let line: usize = text
        .split_inclusive('\n')
        .take(place.line.saturating_sub(1))
        .map(str::len)
        .sum();
    let columns = text[line..].char_indices();
    columns
        .map(|(at, _)| line + at)
        .nth(place.col.saturating_sub(1))
        .unwrap_or(text.len())
}

/// A message of a library as the rest of a sentence.
pub(super) fn in_words(message: &str) -> String {
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "this can't be read".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_words_and_numbers_are_blanked_and_nothing_else_moves() {
        for (text, expected) in [
            ("(a: \"x(\\\"\", b: -.5e3f64)", "(a: \"    \", b: 00000000)"),
            ("A(r#\"a \" ((\"#, 1.) // (", "A(\"         \", 00)     "),
            ("[/* a /* ( */ [ */ 60u32]", "[                  00000]"),
            (
                "Some('(', b'\"', b\"(\", br##\"(\"#\"##)",
                "some(\" \", \"  \", \"  \", \"         \")",
            ),
            (
                "#![enable(implicit_some)]\né(é: 1)",
                "                          é(é: 0)",
            ),
            ("r#title: \"é\"", "r#title: \"  \""),
            ("\"open ((", "\"       "),
            ("/* open ((", "/*        "),
        ] {
            let (blank, problems) = blanked(text).expect("nothing in it is hostile");
            assert_eq!(blank, expected, "{text}");
            assert!(problems.is_empty(), "{text}: {problems:?}");
        }
    }

    #[test]
    fn what_the_parser_would_drown_in_never_reaches_it() {
        for open in ["(", "[", "A(", "Some(", "A(a:"] {
            let deep = blanked(&open.repeat(100_000)).expect_err("it is deep");
            assert_eq!(deep.fault, Fault::Depth, "{open}");
        }
        assert!(blanked("{}").is_err() && blanked("(\0)").is_err());
    }
}
