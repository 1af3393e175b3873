//! A message in the room as what it is, at a size that can be read from the back: a long one in pages. Must
//! not decide when it is shown.

use super::canvas::LEAST;
use crate::window::panels::{Scale, enclosed_ui, head_and_body, icon, letter_ui, paper};
use crate::window::theme::{LIGHT, Theme, bold, semibold};
use egui::{FontFamily, FontId, Rect, RichText, Ui, UiBuilder};
use wardroom_core::scenario::ChannelKind;
use wardroom_core::views::Arrived;

/// How a message is shown.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// How large the room is beside what was drawn.
    pub scale: f32,
    /// The size of its words where there is room for all, points as drawn.
    pub body: f32,
    /// How much of its time has passed, 0 to 1: which page is shown.
    pub passed: f64,
}

/// Shows a message that has been read, at the least size: what it is, who it is from, and as much of it as
/// there is room for.
pub fn docked_in(ui: &mut Ui, theme: &Theme, message: &Arrived, rect: Rect, scale: f32) {
    let letter = &message.letter;
    let (head, body) = head_and_body(letter);
    let fonts = [(LEAST, semibold()), (30.0, bold()), (26.0, plain())];
    let [small, strong, text] = fonts.map(|(points, family)| FontId::new(points * scale, family));
    let place = UiBuilder::new()
        .id_salt(("docked", message.source))
        .max_rect(rect);
    paper(&mut ui.new_child(place), LIGHT.panel, |ui| {
        let label = format!(
            "{} {} · {}",
            icon(letter.kind),
            letter.channel,
            message.clock
        );
        ui.label(RichText::new(label).font(small.clone()).color(LIGHT.quiet));
        ui.label(RichText::new(head).font(strong).color(LIGHT.text));
        if head != letter.from {
            let from = RichText::new(&letter.from).font(small);
            ui.label(from.color(LIGHT.quiet));
        }
        let room = rect.bottom() - ui.cursor().top() - 18.0;
        let width = ui.available_width();
        let high = |words: &str| {
            let galley = ui
                .painter()
                .layout(words.to_owned(), text.clone(), theme.text, width);
            galley.size().y
        };
        let spoken = matches!(
            letter.kind,
            ChannelKind::Phone | ChannelKind::RegionalCall | ChannelKind::WalkIn
        );
        let quoted = |words: &str| {
            if spoken {
                format!("“{words}”")
            } else {
                words.to_owned()
            }
        };
        let words = begins(body, |words| high(&quoted(words)) <= room);
        if !words.is_empty() {
            ui.label(RichText::new(quoted(&words)).font(text).color(LIGHT.text));
        }
    });
}

/// So much smaller than was wanted words may be to be on one page.
const SMALLER: f32 = 0.8;

/// Shows a message, as large as there is room for and no larger than was wanted; what does not fit at the
/// least size comes in pages.
pub fn letter_in(ui: &mut Ui, theme: &Theme, message: &Arrived, rect: Rect, reading: Reading) {
    let letter = &message.letter;
    let scale = reading.scale;
    let share = (reading.body / Scale::ROOM.body).clamp(0.85, 1.3);
    let label = (Scale::ROOM.label * share).max(LEAST) * scale;
    let from = (Scale::ROOM.from * share).max(LEAST) * scale;
    let width = rect.width() - 52.0;
    let height = |words: &str, font: FontId| {
        ui.painter()
            .layout(words.to_owned(), font, theme.text, width)
            .size()
            .y
    };
    // What stands above the words: what it is, who it is from, who it is for.
    let (title, words) = head_and_body(letter);
    let to = height(&letter.to.join(", "), FontId::new(label, plain()));
    let title = height(title, FontId::new(from, bold()));
    let head = if letter.kind == ChannelKind::Email {
        // From and to stand in rows of their own.
        title + 3.4 * label + to + 60.0
    } else {
        72.0 + label * 2.8 + title + to
    };
    let family = if letter.kind == ChannelKind::Bleep {
        FontFamily::Monospace
    } else {
        plain()
    };
    // Three lines are shown at least: a page of a word or two can't be read.
    let room = (rect.height() - head).max(3.9 * LEAST * scale);
    let fits = |words: &str, body: f32| {
        height(words, FontId::new(body * scale, family.clone())) + body * scale * 0.3 <= room
    };
    // Rather on a second page than in small letters.
    let least = (reading.body * SMALLER).max(LEAST);
    let mut body = reading.body;
    while body > least && !fits(words, body) {
        body -= 1.0;
    }
    let body = body.max(least);
    let pages = pages(words, |words| fits(words, body));
    // What came with it has a page each, after its words.
    let all = pages.len() + letter.attachments.len();
    let at = (reading.passed.clamp(0.0, 1.0) * all as f64) as usize;
    let at = at.min(all - 1);
    let place = UiBuilder::new()
        .id_salt(("room-message", message.source))
        .max_rect(rect);
    let sizes = Scale {
        label,
        from,
        body: body * scale,
    };
    let mut ui = ui.new_child(place);
    if let Some(it) = at
        .checked_sub(pages.len())
        .map(|at| &letter.attachments[at])
    {
        enclosed_ui(&mut ui, it, sizes, rect.height());
        return;
    }
    let mut page = letter.clone();
    page.attachments.clear();
    // What stands at its head stands in its text.
    let kept = letter.text.len() - words.len();
    page.text = format!("{}{}", &letter.text[..kept], pages[at]);
    if all > 1 {
        page.channel = format!("{}, page {} of {all}", page.channel, at + 1);
    }
    letter_ui(&mut ui, theme, &page, &message.clock, sizes);
}

/// As much of the beginning of a text as fits, cut at a word; nothing if no word does.
fn begins(text: &str, fits: impl Fn(&str) -> bool) -> String {
    let text = text.trim();
    if fits(text) {
        return text.to_owned();
    }
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, mark)| mark.is_whitespace())
        .map(|(at, _)| at)
        .collect();
    let cut = |end: usize| format!("{} …", text[..end].trim_end());
    let whole = ends.partition_point(|end| fits(&cut(*end)));
    whole
        .checked_sub(1)
        .map_or_else(String::new, |last| cut(ends[last]))
}

fn plain() -> FontFamily {
    FontFamily::Proportional
}

/// Text in pages that fit, each ending at a sentence where it can, else at a word. There is one at least,
/// and together they are the text.
fn pages(text: &str, fits: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut pages = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && !fits(rest) {
        let ends = |stops: fn(char, Option<char>) -> bool| {
            let mut last = None;
            for (at, mark) in rest.char_indices() {
                let end = at + mark.len_utf8();
                if stops(mark, rest[end..].chars().next()) {
                    if !fits(rest[..end].trim_end()) {
                        break;
                    }
                    last = Some(end);
                }
            }
            last
        };
        let sentence = ends(|mark, next| {
            matches!(mark, '.' | '!' | '?' | '\n' | '”') && next.is_none_or(char::is_whitespace)
        });
        let word = || ends(|_, next| next.is_some_and(char::is_whitespace));
        // A word that fits nowhere stands on a page of its own.
        let first_word = || rest.find(char::is_whitespace).unwrap_or(rest.len());
        let end = sentence.or_else(word).unwrap_or_else(first_word);
        pages.push(rest[..end].trim_end());
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() || pages.is_empty() {
        pages.push(rest);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::{begins, pages};
    use proptest::prelude::*;

    #[test]
    fn a_text_that_fits_is_one_page_and_a_long_one_is_cut_at_sentences() {
        let text = "One is here. Two follows it. Three ends.";
        assert_eq!(pages(text, |_| true), [text]);
        let cut = pages(text, |page| page.len() <= 28);
        assert_eq!(cut, ["One is here. Two follows it.", "Three ends."]);
        assert_eq!(pages("", |_| false), [""]);
        assert_eq!(
            pages("Donaudampfschiff ahoy", |page| page.len() < 9),
            ["Donaudampfschiff", "ahoy"]
        );
    }

    #[test]
    fn a_docked_text_is_cut_at_a_word_where_it_is_full() {
        let fits = |words: &str| words.chars().count() <= 12;
        assert_eq!(begins("Short text.", fits), "Short text.");
        assert_eq!(begins("One is here. Two follows.", fits), "One is …");
        assert_eq!(begins("Donaudampfschiff ahoy", fits), "");
    }

    proptest! {
        #[test]
        fn pages_are_the_text_and_each_fits_or_is_one_word(
            text in "[a-z .!?\n“”é]{0,200}",
            most in 1_usize..60,
        ) {
            let pages = pages(&text, |page| page.len() <= most);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let together: Vec<String> = pages.iter().flat_map(|page| words(page)).collect();
            prop_assert_eq!(together, words(&text));
            for page in pages {
                prop_assert!(page.len() <= most || page.split_whitespace().count() <= 1);
            }
        }
    }
}
