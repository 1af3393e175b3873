//! Pieces that several pages are made of: services, decisions, messages as what they are. Must not know
//! whose page it is.

use super::seen::Seen;
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::exercise::{Letter, Standing};
use wardroom_core::scenario::ChannelKind;
use wardroom_core::views::{Arrived, Decided, ReportedService, RoleView};

/// The colour of an incident's level; the word stands beside it.
pub(super) fn standing_level(level: &str) -> &'static str {
    if level.starts_with("Business") {
        "reduced"
    } else {
        "bad"
    }
}

/// Shape, word and colour of a standing.
pub(super) fn standing(standing: Option<Standing>) -> (&'static str, &'static str) {
    match standing {
        Some(Standing::Normal) => ("● normal", "good"),
        Some(Standing::Reduced) => ("▼ reduced", "reduced"),
        Some(Standing::Paper) => ("▼ on paper", "reduced"),
        Some(Standing::Stopped) => ("■ stopped", "bad"),
        None => ("? not reported", "quiet"),
    }
}

/// A count of devices as people write it: `1,240`.
pub(super) fn grouped(count: u32) -> String {
    if count < 1_000 {
        count.to_string()
    } else {
        format!("{},{:03}", grouped(count / 1_000), count % 1_000)
    }
}

/// Services as they were reported.
pub(super) fn services(all: &[ReportedService]) -> Markup {
    html! {
        ul .rows {
            @for it in all {
                @let (words, class) = standing(it.standing);
                li { div .r {
                    div .w { b { (it.name) } @if let Some(left) = &it.counted { small .quiet { (left) } } }
                    span .e .state .(class) { (words) }
                } }
            }
        }
    }
}

/// What was decided.
pub(super) fn decisions(all: &[Decided]) -> Markup {
    html! {
        @if all.is_empty() { p .quiet { "Nothing yet." } }
        @else { ul .rows { @for it in all {
            li { div .r { time .num .quiet { (it.clock) } span .w { (it.title) small .quiet { (it.who) } } } }
        } } }
    }
}

/// Sign and word of what a message is.
pub(super) fn kind(letter: &Letter) -> (Icon, &'static str) {
    (kind_sign(letter.kind), kind_word(letter.kind))
}

/// The sign of a kind of message.
pub(super) fn kind_sign(kind: ChannelKind) -> Icon {
    match kind {
        ChannelKind::Email => Icon::Mail,
        ChannelKind::Phone | ChannelKind::RegionalCall => Icon::Phone,
        ChannelKind::Bleep => Icon::Bleep,
        ChannelKind::HelpDesk => Icon::Clip,
        ChannelKind::News => Icon::News,
        ChannelKind::WalkIn => Icon::Door,
        ChannelKind::Message => Icon::Speech,
    }
}

/// What people call a message of a kind.
pub(super) fn kind_word(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Email => "E-mail",
        ChannelKind::Phone => "Phone call",
        ChannelKind::Bleep => "Bleep",
        ChannelKind::HelpDesk => "Help-desk ticket",
        ChannelKind::News => "News",
        ChannelKind::RegionalCall => "Call from the region",
        ChannelKind::WalkIn => "At the door",
        ChannelKind::Message => "Message",
    }
}

/// The line above a message: what it is, and when it came.
pub(super) fn kind_line(letter: &Letter, clock: &str, rings: bool) -> Markup {
    let (sign, word) = kind(letter);
    html! {
        p .kind { (icon(sign)) span { (word) @if rings { ", ringing" } @if letter.alert { ", official alert" } } time .num { (clock) } }
    }
}

/// Who sent a message: their name, and in small where they are.
pub(super) fn sender(from: &str) -> Markup {
    let (name, place) = from.split_once(", ").unwrap_or((from, ""));
    html! { (name) @if !place.is_empty() { span .vh { ", " } span .place { (place) } } }
}

/// The subject of an e-mail, if its first line gives one, and the rest.
pub(super) fn subject(text: &str) -> (Option<&str>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.strip_prefix("Subject: ") {
        Some(subject) => (Some(subject.trim()), rest),
        None => (None, text),
    }
}

/// A text as paragraphs.
pub(super) fn paragraphs(text: &str) -> Markup {
    html! { @for part in text.split("\n").map(str::trim).filter(|it| !it.is_empty()) { p { (part) } } }
}

/// The beginning of a text.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':']))
}

/// A message in a list. Of one that rings nothing is said but who rings.
pub(super) fn message_row(seen: &Seen, number: usize, message: &Arrived) -> Markup {
    let letter = &message.letter;
    let rings = seen.rings(number, letter.kind);
    let read = seen.marks.read.contains(&number);
    html! {
        li { a href={ "/m/" (number) } {
            span .dot .read[read] { span .vh { @if read { "read" } @else { "new" } } }
            span .w {
                (kind_line(letter, &message.clock, rings))
                @if read { span .name { (sender(&letter.from)) } } @else { b .name { (sender(&letter.from)) } }
                @match subject(&letter.text) {
                    _ if rings => small .quiet { "Ringing. Answer it to hear what they want." },
                    (Some(subject), _) => small { (beginning(subject, 90)) },
                    (None, text) => small .quiet { (beginning(text, 90)) },
                }
            }
        } }
    }
}

/// The id by which a form counts once.
pub(super) fn id(id: &str) -> Markup {
    html! { input type="hidden" name="id" value=(id); }
}

/// A way back.
pub(super) fn back(href: &str, word: &str) -> Markup {
    html! { a .back href=(href) { (icon(Icon::Back)) (word) } }
}

/// A choice among few: one button a value.
pub(super) fn scale(name: &str, values: &[(&str, &str)], chosen: &str, class: &str) -> Markup {
    html! {
        div .scale .(class) {
            @for (value, word) in values {
                @let id = format!("{name}-{value}");
                span .(value) {
                    input type="radio" name=(name) id=(id) value=(value) checked[*value == chosen];
                    label for=(id) { (word) }
                }
            }
        }
    }
}

/// From one to five.
pub(super) const FIVE: [(&str, &str); 5] =
    [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")];

/// What stands on a role card.
pub(super) fn card(view: &RoleView) -> Markup {
    html! {
        @if !view.card.brief.is_empty() { p { (view.card.brief) } }
        @if !view.card.knows.is_empty() {
            section .stack { h2 { "What only you know" } ul .bul { @for line in &view.card.knows { li { (line) } } } }
        }
        @if !view.card.decides.is_empty() {
            section .stack { h2 { "What you decide" } ul .bul { @for line in &view.card.decides { li { (line) } } } }
        }
    }
}
