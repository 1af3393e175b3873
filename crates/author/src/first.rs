//! Of a file whose brackets, commas or quotes are wrong the first problem alone: all others follow from
//! it, and only confuse. Where a bracket is missing, which one. Must not judge a scenario.

use wardroom_core::scenario::{Code, Diagnostic, Mark, Problems};

/// The problems without those that only follow from a file that can't be read as it stands.
#[must_use]
pub fn without_what_follows(mut problems: Problems) -> Problems {
    let unread = |it: &Diagnostic| matches!(it.code, Code::Syntax | Code::Depth);
    let mut told: Vec<u32> = Vec::new();
    let broken: Vec<u32> = problems
        .list
        .iter()
        .filter(|it| unread(it))
        .map(|it| it.mark.file)
        .collect();
    problems.list.sort_by_key(|it| it.mark);
    problems.list.retain(|it| {
        if !broken.contains(&it.mark.file) {
            return true;
        }
        let first = unread(it) && !told.contains(&it.mark.file);
        if first {
            told.push(it.mark.file);
        }
        first
    });
    for problem in &mut problems.list {
        let file = problems.sources.files().get(problem.mark.file as usize);
        if problem.code == Code::Syntax
            && let Some(file) = file
            && let Some(missing) = Missing::of(&file.text)
            && missing.explains(problem.mark)
        {
            *problem = missing.told(problem.mark.file, &file.text);
        }
    }
    problems
}

/// A bracket without its other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Missing {
    /// Where it stands, in bytes.
    at: usize,
    /// Where it is seen that the other one is missing; none if that is at the end of the text, and for
    /// a bracket that closes nothing.
    seen: Option<usize>,
    /// Whether it closes what nothing has opened.
    closes: bool,
}

/// A bracket that is open.
struct Open {
    at: usize,
    closed_by: u8,
    line: usize,
    indent: usize,
}

impl Missing {
    /// The first of a text. Where kinds agree and lines are indented otherwise, that tells which one it
    /// is: a bracket that opens at the end of a line is closed by one that stands as far in as the line.
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let mut open: Vec<Open> = Vec::new();
        // The first that is closed by one which stands elsewhere.
        let mut odd: Option<Self> = None;
        let (mut line, mut line_start) = (0, 0);
        let mut at = 0;
        while at < bytes.len() {
            let (here, byte) = (at, bytes[at]);
            let next = after(text, at)?;
            at = next;
            match byte {
                b'(' | b'[' | b'{' => open.push(Open {
                    at: here,
                    closed_by: match byte {
                        b'(' => b')',
                        b'[' => b']',
                        _ => b'}',
                    },
                    line,
                    indent: indent(&text[line_start..]),
                }),
                b')' | b']' | b'}' => {
                    let Some(last) = open.pop() else {
                        return Some(odd.unwrap_or(Self {
                            at: here,
                            seen: None,
                            closes: true,
                        }));
                    };
                    let missing = Self {
                        at: last.at,
                        seen: Some(here),
                        closes: false,
                    };
                    if last.closed_by != byte {
                        return Some(odd.unwrap_or(missing));
                    }
                    let first = text[line_start..here].trim().is_empty();
                    if first && last.line != line && last.indent != here - line_start {
                        odd.get_or_insert(missing);
                    }
                }
                _ => {}
            }
            // Texts and comments may go over several lines.
            if let Some(end) = text[here..next].rfind('\n') {
                line += text[here..next].matches('\n').count();
                line_start = here + end + 1;
            }
        }
        let last = open.pop()?;
        Some(odd.unwrap_or(Self {
            at: last.at,
            seen: None,
            closes: false,
        }))
    }

    /// Whether it can be why something was found wrong there.
    fn explains(&self, mark: Mark) -> bool {
        self.at <= mark.start as usize || self.closes
    }

    /// As a problem of a file.
    fn told(self, file: u32, text: &str) -> Diagnostic {
        let mark = |at: usize| Mark {
            file,
            start: u32::try_from(at).unwrap_or(u32::MAX),
            end: u32::try_from(at + 1).unwrap_or(u32::MAX),
        };
        let bracket = |at: usize| text[at..].chars().next().unwrap_or(' ');
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let here = bracket(self.at);
        if self.closes {
            return Diagnostic::new(
                Code::Syntax,
                mark(self.at),
                format!("the bracket `{here}` closes nothing"),
            )
            .hint("take it out, or put the one that it closes before it");
        }
        let other = match here {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        let message = format!("the bracket `{here}` is not closed");
        let hint = match self.seen {
            Some(seen) => format!(
                "put `{other}` behind what belongs to it, before the `{}` of line {}",
                bracket(seen),
                line(seen)
            ),
            None => format!("put `{other}` behind what belongs to it"),
        };
        let told = Diagnostic::new(Code::Syntax, mark(self.at), message).hint(hint);
        match self.seen {
            Some(seen) => told.also(mark(seen), "here something else is closed"),
            None => told,
        }
    }
}

/// How far in a line begins.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Where what begins at a place ends: a text in quotes, a comment, a letter; else a single character.
/// None if nobody closed it: then brackets say nothing.
fn after(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if rest.starts_with("//") {
        return Some(at + rest.find('\n').unwrap_or(rest.len()));
    }
    if let Some(comment) = rest.strip_prefix("/*") {
        return Some(at + 2 + comment.find("*/")? + 2);
    }
    if let Some(raw) = rest.strip_prefix('r')
        && !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
    {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", &raw[..hashes]);
            let from = 1 + hashes + 1;
            return Some(at + from + rest[from..].find(&close)? + close.len());
        }
    }
    match first {
        '"' => {
            let mut escaped = false;
            let end = rest.char_indices().skip(1).find(|(_, c)| {
                let ends = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                ends
            });
            Some(at + end?.0 + 1)
        }
        '\'' => {
            let mut inner = rest.char_indices().skip(1);
            let (_, letter) = inner.next()?;
            let closed = inner
                .take(if letter == '\\' { 11 } else { 1 })
                .find(|(_, c)| *c == '\'');
            Some(at + closed.map_or(1, |(end, _)| end + 1))
        }
        other => Some(at + other.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with one bracket left out, and what is told of it: the bracket, its line, and the line
    /// at which that is seen.
    fn told(text: &str) -> Option<(char, usize, Option<usize>)> {
        let missing = Missing::of(text)?;
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        Some((
            text[missing.at..].chars().next()?,
            line(missing.at),
            missing.seen.map(line),
        ))
    }

    const SOUND: &str = "Scenario(
    briefing: (
        text: \"with ) and [ in it\", // ] and (
    ),
    injects: [
        (
            to: [\"helpdesk\", \"matron\"],
            fires: At(\"T+5\"),
            effects: [
                Cut(\"n3\"),
            ],
        ),
        (
            to: [\"helpdesk\"],
        ),
    ],
)
";

    #[test]
    fn whichever_bracket_is_left_out_it_is_that_one_or_its_other_that_is_told() {
        assert_eq!(Missing::of(SOUND), None);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut open = Vec::new();
        let mut at = 0;
        while let Some(next) = after(SOUND, at) {
            match SOUND.as_bytes()[at] {
                b'(' | b'[' => open.push(at),
                b')' | b']' => pairs.push((open.pop().expect("it was opened"), at)),
                _ => {}
            }
            at = next;
        }
        assert_eq!(pairs.len(), 10);
        let line = |at: usize| SOUND[..at].matches('\n').count() + 1;
        for (from, to) in pairs {
            let mut text = SOUND.to_owned();
            text.remove(to);
            let (bracket, at, _) = told(&text).expect("one is missing");
            assert_eq!(
                (bracket, at),
                (SOUND.as_bytes()[from] as char, line(from)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_bracket_too_many_is_told_where_it_stands() {
        assert_eq!(told("(a: 1))\n"), Some((')', 1, None)));
        let missing = Missing::of("(a: 1))").expect("one is too many");
        assert!(missing.closes && missing.at == 6);
    }

    #[test]
    fn what_stands_in_quotes_and_comments_is_no_bracket() {
        for text in [
            "(a: \"(\\\"(\")",
            "(a: r#\"(\"(\"#)",
            "(a: 1 /* ( */)",
            "(a: '(', b: '\\'')",
            "// (\n()",
        ] {
            assert_eq!(Missing::of(text), None, "{text}");
        }
        assert_eq!(Missing::of("(a: \"not closed)"), None);
    }
}
