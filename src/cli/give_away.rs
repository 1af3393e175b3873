//! What leaves the house without names: the arguments for it, and each text shown to whoever gives
//! it away. Must not decide what is a name.

use super::ended::Failure;
use super::terminal::{self, say};
use clap::{Args, ValueEnum};
use std::io::{self, BufRead, Write};
use wardroom_core::review::Finished;
use wardroom_papers::report::pseudonyms::{Choice, FreeText};
use wardroom_papers::report::pseudonyms::{free_texts, pseudonymous};

/// Arguments of whatever can be written without names.
#[derive(Debug, Args)]
pub struct GiveAway {
    /// Roles in place of people, wherever a person is named. What becomes of texts that people
    /// typed, --free-text says.
    #[arg(long)]
    pub pseudonymous: bool,
    /// Texts that people typed: all kept, all struck, or each shown, with what looks like a name or
    /// an address marked. Asks at a terminal, and strikes otherwise, if nothing is said.
    #[arg(long, value_enum, value_name = "HOW", requires = "pseudonymous")]
    free_text: Option<How>,
}

/// What becomes of texts that people typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum How {
    /// All stay as they were typed.
    Keep,
    /// None stays.
    Strike,
    /// Each is shown; keep, strike or replace it.
    Ask,
}

impl GiveAway {
    /// A finished exercise as it is to be written.
    pub fn apply(&self, finished: Finished) -> Result<Finished, Failure> {
        if !self.pseudonymous {
            return Ok(finished);
        }
        let unsaid = || {
            if terminal::can_ask() {
                How::Ask
            } else {
                How::Strike
            }
        };
        let how = self.free_text.unwrap_or_else(unsaid);
        let mut texts = free_texts(&finished);
        match how {
            How::Keep => {
                for text in &mut texts {
                    text.choice = Choice::Keep;
                }
            }
            How::Strike => {}
            How::Ask => terminal::ask(|answers, shown| ask(&mut texts, answers, shown))?,
        }
        let struck = texts.iter().filter(|it| it.choice == Choice::Strike);
        match struck.count() {
            0 => {}
            1 => say("One text that somebody typed was struck."),
            count => say(&format!("{count} texts that people typed were struck.")),
        }
        Ok(pseudonymous(finished, &texts))
    }
}

/// Shows each text and takes what is to become of it. Where the answers end, the rest is struck.
fn ask(
    texts: &mut [FreeText],
    answers: &mut impl BufRead,
    shown: &mut impl Write,
) -> io::Result<()> {
    let count = texts.len();
    if count > 0 {
        writeln!(
            shown,
            "People typed {count} texts. For each: k keeps it, s strikes it, r puts what is proposed in place of what is marked, r and other words put those in place of all."
        )?;
    }
    for (at, text) in texts.iter_mut().enumerate() {
        writeln!(shown, "\n{} of {count}: {}", at + 1, seen(&text.place))?;
        writeln!(shown, "  {}", seen(&marked(text)))?;
        for mark in &text.marks {
            let part = seen(&text.text[mark.from..mark.to]);
            writeln!(shown, "  - {part}: {}", mark.sign.words())?;
        }
        if !text.marks.is_empty() {
            writeln!(shown, "  proposed: {}", seen(&text.suggested()))?;
        }
        loop {
            write!(shown, "k, s, r? ")?;
            shown.flush()?;
            let mut line = String::new();
            if answers.read_line(&mut line)? == 0 {
                writeln!(shown, "\nNo more answers: what is left is struck.")?;
                return Ok(());
            }
            if let Some(choice) = chosen(line.trim(), text) {
                text.choice = choice;
                break;
            }
        }
    }
    Ok(())
}

/// What an answer means; nothing if it is none.
fn chosen(answer: &str, text: &FreeText) -> Option<Choice> {
    match answer {
        "k" | "keep" => Some(Choice::Keep),
        "s" | "strike" => Some(Choice::Strike),
        "r" | "replace" => Some(Choice::Replace(text.suggested())),
        _ => {
            let words = answer.strip_prefix("r ")?.trim();
            Some(Choice::Replace(words.to_owned()))
        }
    }
}

/// A text with what is marked between brackets.
fn marked(text: &FreeText) -> String {
    let mut words = String::new();
    let mut at = 0;
    for mark in &text.marks {
        words.push_str(&text.text[at..mark.from]);
        words.push_str(&format!("»{}«", &text.text[mark.from..mark.to]));
        at = mark.to;
    }
    words.push_str(&text.text[at..]);
    words
}

/// A text as a terminal can show it: what would move the cursor or turn the writing is written out.
fn seen(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => "\n  ".to_owned(),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                c.escape_unicode().to_string()
            }
            c if c.is_control() => c.escape_unicode().to_string(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wardroom_papers::report::pseudonyms::{Mark, Sign};

    fn text(words: &str) -> FreeText {
        FreeText {
            text: words.to_owned(),
            place: "Friday 14:05, a note".to_owned(),
            marks: vec![Mark {
                from: 0,
                to: 3,
                sign: Sign::Known,
                instead: "Owner 1".to_owned(),
            }],
            choice: Choice::Strike,
        }
    }

    #[test]
    fn each_text_is_shown_with_its_marks_and_what_is_not_answered_is_struck() {
        let mut texts: Vec<FreeText> = [
            "Ann led.",
            "Ann left.",
            "Ann\u{1b}[2J.",
            "Ann slept.",
            "Ann too.",
        ]
        .map(text)
        .into();
        let mut shown = Vec::new();
        let mut answers: &[u8] = b"k\nperhaps\nr\ns\nr Somebody did.\n";
        ask(&mut texts, &mut answers, &mut shown).unwrap();
        let choices: Vec<Choice> = texts.iter().map(|it| it.choice.clone()).collect();
        assert_eq!(
            choices,
            [
                Choice::Keep,
                Choice::Replace("Owner 1 left.".to_owned()),
                Choice::Strike,
                Choice::Replace("Somebody did.".to_owned()),
                Choice::Strike,
            ]
        );
        let shown = String::from_utf8(shown).unwrap();
        for wanted in [
            "1 of 5: Friday 14:05, a note",
            "»Ann« led.",
            "Ann: somebody on record",
            "proposed: Owner 1 left.",
            "what is left is struck",
        ] {
            assert!(shown.contains(wanted), "{wanted}: {shown}");
        }
        assert!(!shown.contains('\u{1b}'), "no escape reaches the terminal");
    }
}
