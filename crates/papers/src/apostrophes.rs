//! Apostrophes as they are printed: people and scenarios type the straight one that keyboards have. Must
//! not touch any other sign.

/// Words with ’ for each straight apostrophe, and ‘…’ for what stands between two.
pub(crate) fn curled(words: &str) -> String {
    if !words.contains('\'') {
        return words.to_owned();
    }
    let mut curled = String::with_capacity(words.len() + 8);
    let mut open = false;
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let rest = &words[at + c.len_utf8()..];
        curled.push(match c {
            '\'' if !open && begins(before) && is_closed(rest) => {
                open = true;
                '‘'
            }
            '\'' => {
                open &= rest.starts_with(char::is_alphanumeric);
                '’'
            }
            other => other,
        });
        before = c;
    }
    curled
}

/// The same in the words of an SVG and in nothing that is markup.
pub(crate) fn curled_in_svg(svg: &str) -> String {
    let mut curled_svg = String::with_capacity(svg.len());
    for part in svg.split_inclusive('>') {
        let (words, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        curled_svg.push_str(&curled(words));
        curled_svg.push_str(tag);
    }
    curled_svg
}

/// Whether a quotation may begin after this letter.
fn begins(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '“' | '"' | '–' | '—' | '/')
}

/// Whether what begins here ends as a quotation does: on the same line, with an apostrophe that no letter
/// follows.
fn is_closed(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    if !line.starts_with(char::is_alphanumeric) {
        return false;
    }
    let mut ends = line.match_indices('\'');
    ends.any(|(at, _)| !line[at + 1..].starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{curled, curled_in_svg};

    #[test]
    fn an_apostrophe_is_curled_wherever_it_stands() {
        for (typed, printed) in [
            (
                "It isn't the wards' list, it's hers.",
                "It isn’t the wards’ list, it’s hers.",
            ),
            ("O'Hagan and O’Brien", "O’Hagan and O’Brien"),
            ("'tis '17 rock 'n roll", "’tis ’17 rock ’n roll"),
            (
                "She said 'don't touch it' and left.",
                "She said ‘don’t touch it’ and left.",
            ),
            ("('no bloods')", "(‘no bloods’)"),
            ("'", "’"),
            ("''", "’’"),
            ("“quoted” – £5, 3\" by 4", "“quoted” – £5, 3\" by 4"),
            ("", ""),
        ] {
            assert_eq!(curled(typed), printed);
        }
    }

    #[test]
    fn markup_stays_as_it_is() {
        let svg = "<svg font='Inter'><text x='3'>Friday's clinics</text><!-- it's --></svg>";
        let printed = "<svg font='Inter'><text x='3'>Friday’s clinics</text><!-- it's --></svg>";
        assert_eq!(curled_in_svg(svg), printed);
        assert_eq!(curled_in_svg("it's no markup"), "it’s no markup");
    }
}
