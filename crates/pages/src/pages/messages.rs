//! All messages that came to the chair, latest first. Must not show what a call says before it is answered.

use super::frame::{Tab, chair};
use super::now::public;
use super::parts::message_row;
use super::seen::Seen;
use maud::{Markup, html};
use wardroom_core::views::Arrived;

/// The page.
pub(crate) fn messages(seen: &Seen) -> Markup {
    let all: Vec<(usize, &Arrived)> = seen.mine.messages().collect();
    let count = all.len();
    let (news, mine): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, it)| public(it.letter.kind));
    let main = html! {
        div .loose {
            div .apart { h1 { "Messages" } span .small .quiet { (seen.unread()) " unread of " (count) } }
            @if count == 0 { p .quiet { "Nothing has come yet." } }
            @if !mine.is_empty() { ul .rows { @for (number, it) in mine { (message_row(seen, number, it)) } } }
            @if !news.is_empty() { section .stack { h2 { "For everybody" }
                ul .rows { @for (number, it) in news { (message_row(seen, number, it)) } }
            } }
        }
    };
    chair(seen, Tab::Messages, "Messages", &main)
}
