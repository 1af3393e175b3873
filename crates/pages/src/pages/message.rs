//! One message as what it is: a call rings until it is answered, a bleep has its small screen, an e-mail its
//! head. Must not show what a call says before it is answered.

use super::attached::enclosed;
use super::frame::{Tab, chair};
use super::parts::{back, id, kind, kind_line, paragraphs, sender, subject};
use super::seen::Seen;
use crate::icons::{Icon, icon};
use crate::seats::Call;
use maud::{Markup, html};
use wardroom_core::scenario::ChannelKind;
use wardroom_core::views::Arrived;

/// The page of message number so many; none if there is none.
pub(crate) fn message(seen: &Seen, number: usize) -> Option<Markup> {
    let found = seen.mine.message(number)?;
    let main = html! {
        (back("/messages", "Messages"))
        @if seen.rings(number, found.letter.kind) { (ringing(seen, number, found)) }
        @else { (opened(seen, number, found)) }
    };
    Some(chair(seen, Tab::Messages, "Message", &main))
}

fn ringing(seen: &Seen, number: usize, message: &Arrived) -> Markup {
    let left = seen.marks.calls.get(&number) == Some(&Call::LeftRinging);
    html! {
        div .loose {
            form .msg .ring method="post" action={ "/m/" (number) } {
                (id(&seen.id))
                p .kind { (icon(Icon::Phone)) span { (kind(&message.letter).1) ", ringing since " (message.clock) } }
                h1 { (sender(&message.letter.from)) }
                @if message.letter.to.len() > 1 { p .small { "For " (message.letter.to.join(", ")) "." } }
                button .btn .go .wide name="call" value="answer" { (icon(Icon::Phone)) "Answer" }
                @if !left && !seen.shown.clock.ended { button .btn .wide name="call" value="ring" { "Let it ring" } }
            }
            p .small .quiet { @if left { "You let it ring. You can still answer." } @else { "You are busy, as on the day? Let it ring, and answer later." } }
        }
    }
}

fn opened(seen: &Seen, number: usize, message: &Arrived) -> Markup {
    let letter = &message.letter;
    let (head, text) = subject(&letter.text);
    let files = format!("/m/{number}/file");
    let answered = match seen.marks.calls.get(&number) {
        Some(Call::Answered(clock)) => Some(clock.as_str()),
        _ => None,
    };
    html! {
        div .loose {
            article .msg {
                (kind_line(letter, &message.clock, false))
                @if letter.kind == ChannelKind::Email {
                    h1 .name { (head.unwrap_or("No subject")) }
                    dl .head { dt { "From" } dd { (letter.from) } dt { "To" } dd { (letter.to.join(", ")) } }
                    (enclosed(letter, &files))
                    div .body { (paragraphs(text)) }
                } @else if letter.kind == ChannelKind::Bleep {
                    h1 .name { (sender(&letter.from)) }
                    p .lcd { (letter.text) }
                    (enclosed(letter, &files))
                    p .small .quiet { "For " (letter.to.join(", ")) }
                } @else {
                    h1 .name { (sender(&letter.from)) }
                    @if let Some(clock) = answered { p .small .quiet { "Answered by you at " (clock) } }
                    blockquote .said { (paragraphs(&letter.text)) }
                    (enclosed(letter, &files))
                    @if letter.to.len() > 1 { p .small .quiet { "For " (letter.to.join(", ")) } }
                }
                @if let Some(by) = letter.by { p .small .quiet { "It came " (by) "." } }
            }
            @if !seen.shown.clock.ended { (reply(seen, number, message)) }
        }
    }
}

fn reply(seen: &Seen, number: usize, message: &Arrived) -> Markup {
    html! {
        form method="post" action={ "/m/" (number) } .stack data-keep={ "m" (number) } {
            (id(&seen.id))
            div {
                label for="text" { "What do you say?" }
                span .hint #text-hint { "To " (message.letter.from) ". The facilitator reads it, and answers for them." }
                textarea #text name="text" maxlength="2000" aria-describedby="text-hint" {}
            }
            button .btn .go name="call" value="reply" { "Send" }
        }
    }
}
