//! What a form sends, read within bounds. Must not know what it is for.

/// Fields of a form, at most.
const MOST_FIELDS: usize = 200;

/// What a form sent, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads what was sent; nothing of what is no form or has too many fields.
    pub fn read(body: &[u8]) -> Option<Self> {
        let mut fields = Vec::new();
        for (name, value) in form_urlencoded::parse(body) {
            if fields.len() == MOST_FIELDS {
                return None;
            }
            fields.push((name.into_owned(), value.into_owned()));
        }
        Some(Self(fields))
    }

    /// A field; empty if it was not sent.
    pub fn field(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(it, _)| it == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// A field as one line of text without what commands a terminal, so many letters at most.
    pub fn text(&self, name: &str, most: usize) -> String {
        let typed = self.field(name).replace("\r\n", "\n");
        let kept = typed
            .chars()
            .filter(|it| *it == '\n' || !(it.is_control() || reorders(*it)));
        let text: String = kept.take(most).collect();
        text.trim().to_owned()
    }

    /// A field that is a whole number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.field(name).trim().parse().ok()
    }
}

/// Signs that nobody sees and that turn round or part what stands beside them, on another's page, on the
/// console and in a terminal: a name could be read as another's. Marks of direction, as Arabic and Hebrew need
/// them, and what joins letters stay.
fn reorders(sign: char) -> bool {
    matches!(sign,
        '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_turns_round_what_stands_beside_it() {
        let form = Form::read("text=a\u{202e}b\u{2066}c\u{200b}d\u{2028}e\u{feff}".as_bytes());
        assert_eq!(form.expect("a form").text("text", 99), "abcde");
        let spoken = "مرحبا\u{200f} שלום 👩\u{200d}⚕️";
        let form = Form::read(format!("text={spoken}").as_bytes()).expect("a form");
        assert_eq!(form.text("text", 99), spoken);
    }

    #[test]
    fn what_is_sent_is_read_within_bounds() {
        let form = Form::read(b"id=7&text=a%0D%0Ab%1B%00c&sure=4&sure=5").expect("a form");
        assert_eq!(form.text("text", 99), "a\nbc");
        assert_eq!(form.text("text", 1), "a");
        assert_eq!(form.number::<u8>("sure"), Some(4));
        assert_eq!(form.number::<u8>("id2"), None);
        assert_eq!(Form::read(&b"a&".repeat(201)), None);
        assert!(
            Form::read(&[0xff, b'=', 0xfe]).is_some(),
            "bytes that are no text"
        );
    }
}
