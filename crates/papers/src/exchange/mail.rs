//! Mails and files inside other people's exercises: base64 as bytes, a mail as who writes what about
//! what, HTML as text. Must not know in which exercise they stand.

use super::sheet::decoded;
use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use mail_parser::decoders::html::html_to_text;
use mail_parser::{Address, Message, MessageParser, MimeHeaders as _, PartType};
use regex::Regex;
use std::sync::LazyLock;

/// Heads of a mail, in small letters: what has other heads and no empty line behind them is text.
const HEADS: [&str; 14] = [
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "reply-to",
    "sender",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "received",
    "return-path",
];
/// Heads that say nothing to whoever reads the mail.
const SILENT: [&str; 7] = [
    "from",
    "to",
    "subject",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
];

/// A mail, or a text that is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mail {
    pub subject: String,
    /// The sender's name, or the address.
    pub from: String,
    pub to: Vec<String>,
    pub body: String,
    /// What it has besides: heads and files, by their names.
    pub left: Vec<String>,
}

/// Bytes that are written in base64, whatever the line length, alphabet and padding.
///
/// # Errors
/// Why they are not.
pub(super) fn unbase64(words: &str) -> Result<Vec<u8>, String> {
    let words = match words.split_once("base64,") {
        Some((lead, rest)) if lead.starts_with("data:") => rest,
        _ => words,
    };
    let letters: Vec<u8> = words
        .bytes()
        .filter(|it| !it.is_ascii_whitespace())
        .collect();
    let alphabet = if letters.iter().any(|it| matches!(it, b'-' | b'_')) {
        &URL_SAFE
    } else {
        &STANDARD
    };
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(alphabet, config)
        .decode(&letters)
        .map_err(|error| error.to_string())
}

/// Bytes as text; nothing if they are a file for a program: a picture, an archive.
pub(super) fn as_text(bytes: &[u8]) -> Option<String> {
    let text = decoded(bytes);
    let odd = text
        .chars()
        .filter(|it| it.is_control() && !matches!(it, '\n' | '\r' | '\t' | '\u{c}'))
        .count();
    (odd == 0).then(|| text.trim_start_matches('\u{feff}').to_owned())
}

/// A text as a mail, if it begins as one.
pub(super) fn mail(text: &str) -> Option<Mail> {
    let text = text.trim_start().replace("\r\n", "\n").replace('\r', "\n");
    // The line by which a mailbox parts its mails: “From somebody@somewhere”, without a colon.
    let (first, rest) = text.split_once('\n').unwrap_or((text.as_str(), ""));
    let envelope = match first.trim().strip_prefix("From") {
        Some("") => Some(""),
        Some(sender) if sender.starts_with(' ') && looks_like_an_address(sender) => {
            sender.split_whitespace().next()
        }
        _ => None,
    };
    let text = if envelope.is_some() {
        rest
    } else {
        text.as_str()
    };
    let (heads, body) = parted(text);
    if heads.is_empty() && envelope.is_none() {
        return None;
    }
    // Without heads there is nothing to be understood.
    let mut found = if heads.is_empty() {
        Mail {
            body: body.trim().to_owned(),
            ..Mail::default()
        }
    } else {
        let whole = format!("{heads}\n\n{}", body.trim_start_matches('\n'));
        parsed(&MessageParser::default().parse(whole.as_bytes())?)
    };
    if found.from.is_empty() {
        found.from = envelope.unwrap_or_default().to_owned();
    }
    Some(found)
}

fn looks_like_an_address(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    first.contains('@') && !first.ends_with(':')
}

/// The heads at the beginning of a text, and what stands below them. Where no empty line parts the
/// two, the first line that has no usual head is the body's.
fn parted(text: &str) -> (&str, &str) {
    let (mut usual, mut at) = (0, 0);
    let (mut only_usual, mut any_usual) = (true, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if words.is_empty() {
            // All of them, whatever they are called: at least one is a mail's.
            return if any_usual {
                text.split_at(at)
            } else {
                ("", text)
            };
        }
        let name = words.split_once(':').map_or("", |(name, _)| name);
        let is_head = !name.is_empty()
            && name
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-');
        let is_usual = is_head && HEADS.contains(&name.to_lowercase().as_str());
        let goes_on = at > 0 && words.starts_with([' ', '\t']);
        if !is_head && !goes_on {
            break;
        }
        any_usual |= is_usual;
        only_usual &= is_usual || goes_on;
        at += line.len();
        if only_usual {
            usual = at;
        }
    }
    text.split_at(usual)
}

fn parsed(message: &Message<'_>) -> Mail {
    let names = |address: Option<&Address<'_>>| -> Vec<String> {
        let all = address.into_iter().flat_map(|it| it.iter());
        all.filter_map(|it| it.name().or_else(|| it.address()))
            .map(|it| it.trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect()
    };
    let mut left: Vec<String> = message
        .headers()
        .iter()
        .map(|it| it.name().to_owned())
        .filter(|it| !SILENT.contains(&it.to_lowercase().as_str()))
        .map(|it| format!("mail.{it}"))
        .collect();
    left.extend(
        message
            .attachments()
            .map(|part| match part.attachment_name() {
                Some(name) => format!("mail.attachment {name}"),
                None => "mail.attachment".to_owned(),
            }),
    );
    let bodies = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.trim().to_owned()),
        PartType::Html(html) => Some(from_html(html)),
        _ => None,
    });
    let body = bodies.collect::<Vec<_>>().join("\n\n");
    Mail {
        subject: message.subject().unwrap_or_default().trim().to_owned(),
        from: names(message.from()).join(", "),
        to: names(message.to()),
        body: body.trim().to_owned(),
        left,
    }
}

/// What ends a line in HTML, what a link leads to and where a picture stands: what the reader of HTML
/// would pass over.
static MARKS: LazyLock<Option<[(Regex, &str); 4]>> = LazyLock::new(|| {
    let regex = |words: &str| Regex::new(words).ok();
    Some([
        (
            regex(r#"(?is)<a\s[^>]*?href\s*=\s*["']([^"'>]*)["'][^>]*>([^<]*)</a\s*>"#)?,
            "$2 ($1)",
        ),
        (regex(r"(?i)<img\b[^>]*>")?, " [picture] "),
        (regex(r"(?i)<li\b[^>]*>")?, "<br>- "),
        (
            regex(r"(?i)</(?:div|h[1-6]|tr|ul|ol|table|blockquote|pre|section)\s*>")?,
            "<br>",
        ),
    ])
});

/// What is written as HTML or as text, as text. Links keep where they lead.
pub(super) fn from_html(words: &str) -> String {
    let small = words.to_lowercase();
    let is_html = small.contains("</")
        || [
            "<br", "<p>", "<div", "<img", "<hr", "&nbsp;", "&amp;", "&lt;", "&#",
        ]
        .iter()
        .any(|it| small.contains(it));
    if !is_html {
        return words.trim().to_owned();
    }
    let mut words = words.to_owned();
    for (mark, instead) in MARKS.iter().flatten() {
        words = mark.replace_all(&words, *instead).into_owned();
    }
    let text = html_to_text(&words).replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut kept = String::new();
    let mut empty = 0;
    for line in lines {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_read_as_people_write_one() {
        for (text, subject, from, body) in [
            (
                "From: Ward sister\nThe screens in bay two are dark.",
                "",
                "Ward sister",
                "The screens in bay two are dark.",
            ),
            (
                "From desk@example.org\n\nDear all,\n\nthe link is down.\n",
                "",
                "desk@example.org",
                "Dear all,\n\nthe link is down.",
            ),
            (
                "From: =?utf-8?q?Zo=C3=AB?= <zoe@example.org>\r\nSubject: =?utf-8?B?TGlmdHM=?=\r\nDate: Fri, 12 May 2017 13:42:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe lifts stop=\r\n at noon =E2=80=93 all of them.\r\n",
                "Lifts",
                "Zoë",
                "The lifts stop at noon – all of them.",
            ),
            (
                "Subject: Note\nFrom: A\nUrgent: ring me.",
                "Note",
                "A",
                "Urgent: ring me.",
            ),
            (
                "From: A\nContent-Type: text/html\n\n<p>One &amp; two</p><script>alert(1)</script><p>three</p>",
                "",
                "A",
                "One & two\nthree",
            ),
        ] {
            let found = mail(text).unwrap_or_else(|| panic!("a mail: {text}"));
            assert_eq!(
                (found.subject.as_str(), found.from.as_str()),
                (subject, from),
                "{text}"
            );
            let lines: Vec<&str> = found.body.lines().map(str::trim).collect();
            assert_eq!(
                lines.join("\n").replace("\n\nthree", "\nthree"),
                body,
                "{text}"
            );
        }
        let received = "X-Spam: no\nDelivered-To: b@example.org\nFrom: A\nSubject: S\n\nText.";
        assert_eq!(mail(received).expect("a mail").body, "Text.");
        for text in [
            "",
            "The screens are dark.",
            "From here on: nothing.",
            "Urgent: ring me.\n\nNow.",
        ] {
            assert_eq!(mail(text), None, "{text}");
        }
    }

    #[test]
    fn a_mail_of_several_parts_gives_its_text_and_names_its_files() {
        let text = "From: A <a@example.org>\nTo: B <b@example.org>, c@example.org\nSubject: S\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain\n\nPlain.\n--y\nContent-Type: text/html\n\n<b>Rich.</b>\n--y--\n--x\nContent-Type: application/pdf; name=list.pdf\nContent-Disposition: attachment; filename=list.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--x--\n";
        let found = mail(text).expect("a mail");
        assert_eq!(found.body, "Plain.");
        assert_eq!(found.to, ["B", "c@example.org"]);
        assert_eq!(found.left, ["mail.attachment list.pdf"]);
    }

    #[test]
    fn parts_within_parts_come_to_an_end() {
        let mut text = "From: A\nContent-Type: multipart/mixed; boundary=b0\n\n".to_owned();
        for at in 0..20_000 {
            text.push_str(&format!(
                "--b{at}\nContent-Type: multipart/mixed; boundary=b{}\n\n",
                at + 1
            ));
        }
        assert!(mail(&text).is_some());
        let mut text = "From: A\nContent-Type: message/rfc822\n\n".to_owned();
        text.push_str(&"Content-Type: message/rfc822\n\n".repeat(20_000));
        assert!(mail(&text).is_some());
    }

    #[test]
    fn base64_is_read_however_it_is_broken_and_padded() {
        for words in ["SGkh", "SG\nkh", " S G k h ", "data:text/plain;base64,SGkh"] {
            assert_eq!(unbase64(words).as_deref(), Ok(b"Hi!".as_slice()), "{words}");
        }
        assert_eq!(unbase64("SGk").as_deref(), Ok(b"Hi".as_slice()));
        assert_eq!(unbase64("-_8").as_deref(), Ok([0xfb, 0xff].as_slice()));
        assert!(unbase64("not base64!").is_err());
        assert_eq!(as_text(b"\x89PNG\r\n\x1a\n\0\0"), None);
        assert_eq!(as_text("Zoë\n".as_bytes()).as_deref(), Some("Zoë\n"));
    }

    #[test]
    fn html_becomes_text_and_text_stays() {
        assert_eq!(from_html("2 < 3 & 4 > 1"), "2 < 3 & 4 > 1");
        let text =
            from_html("<p>One<br/>two</p><ul><li>a</li><li>b</li></ul><p>Zo&euml;&nbsp;&#39;s</p>");
        let lines: Vec<&str> = text.lines().filter(|it| !it.is_empty()).collect();
        assert_eq!(lines, ["One", "two", "- a", "- b", "Zoë 's"]);
        let text = from_html(
            "<div>Look <a class='x' href=\"https://example.org/a\">here</a></div><h1>Now</h1><img src=x>then",
        );
        let lines: Vec<&str> = text.lines().filter(|it| !it.is_empty()).collect();
        assert_eq!(
            lines,
            ["Look here (https://example.org/a)", "Now", "[picture] then"]
        );
        assert!(!text.contains('<') && !text.contains('&'), "{text}");
    }
}
