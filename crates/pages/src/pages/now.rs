//! Now: what waits for the chair, what is new, how services stand as they were reported, what was decided.
//! Must not show what a call says before it is answered.

use super::cite::asked;
use super::frame::{Tab, chair};
use super::join::lobby;
use super::parts::{decisions, kind_line, message_row, sender, services};
use super::seen::Seen;
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::scenario::ChannelKind;
use wardroom_core::views::{Arrived, Question};

/// Messages that are shown as new, at most.
const NEW: usize = 4;

/// Calls that are shown ringing, at most.
const RINGING: usize = 3;

/// The page.
pub(crate) fn now(seen: &Seen) -> Markup {
    if !seen.shown.clock.begun {
        return chair(seen, Tab::Now, "Waiting", &lobby(seen));
    }
    let main = if seen.shown.clock.ended {
        ended(seen)
    } else {
        running(seen)
    };
    chair(seen, Tab::Now, "Now", &main)
}

fn running(seen: &Seen) -> Markup {
    let view = seen.view();
    let new: Vec<(usize, &Arrived)> = seen
        .mine
        .messages()
        .filter(|(number, it)| {
            !seen.marks.read.contains(number) && !seen.rings(*number, it.letter.kind)
        })
        .collect();
    html! {
        h1 .vh { "Now" }
        @if let Some(leap) = &view.leap {
            section .area .stack { h2 { "Time jumps to " (leap.to) } p { (leap.told) } }
        }
        div .two .loose {
            div .loose {
                section .stack { h2 { "Waiting for you" } (waiting(seen)) }
                (asked(seen))
                @if !new.is_empty() { section .stack {
                    h2 { "New · " (new.len()) }
                    ul .rows { @for (number, it) in new.iter().take(NEW) { (message_row(seen, *number, it)) } }
                    @if new.len() > NEW { a .link href="/messages" { "All messages" } }
                } }
            }
            div .loose {
                section .stack { h2 { "Services, as reported" } (services(&view.services))
                    a .link href="/known" { (icon(Icon::Plan)) "See it as a picture" }
                }
                section .stack { h2 { "Decided" } (decisions(&view.decided)) }
            }
        }
    }
}

/// Calls that ring and questions that are open.
fn waiting(seen: &Seen) -> Markup {
    let ringing: Vec<(usize, &Arrived)> = seen
        .mine
        .messages()
        .filter(|(number, it)| {
            seen.rings(*number, it.letter.kind) && !seen.marks.calls.contains_key(number)
        })
        .collect();
    let open: Vec<(usize, &Question)> = seen
        .mine
        .questions()
        .filter(|(_, it)| it.decided.is_none())
        .collect();
    html! {
        @if ringing.is_empty() && open.is_empty() { p .quiet { "Nothing. Read, ask, or walk round." } }
        @for (number, it) in ringing.iter().take(RINGING) {
            div .msg .ring {
                (kind_line(&it.letter, &it.clock, true))
                div .caller { p .who { (sender(&it.letter.from)) } a .btn .go href={ "/m/" (number) } { "Answer" span .vh { " " (it.letter.from) } } }
            }
        }
        @if ringing.len() > RINGING { a .link href="/messages" { (ringing.len() - RINGING) " more calls ring" } }
        @for (number, it) in &open { (question(seen, *number, it)) }
    }
}

fn question(seen: &Seen, number: usize, it: &Question) -> Markup {
    let leant = seen.view().leant.get(&it.id);
    let own = leant.and_then(|it| it.own.as_ref());
    html! {
        div .area .ask .stack {
            p .kind { (icon(Icon::Hand)) span { "Question " (number) } @if it.lapsed { span .chip .end { "overdue" } } @else { span .chip .due .end { "by " (it.due) } } }
            p .strong { (it.question) }
            @if let Some(leant) = leant { p .small .quiet { (leant.answered) " of " (leant.asked) " who were asked have answered." } }
            @if own.is_some() { a .btn .wide href={ "/q/" (number) } { "Look again, or change it" } }
            @else { a .btn .go .wide href={ "/q/" (number) } { "Give your answer" } }
        }
    }
}

fn ended(seen: &Seen) -> Markup {
    html! {
        div .loose {
            div .stack {
                h1 { "Thank you" @if !seen.who.is_empty() { ", " (seen.who) } }
                p { "The plan was tested, not you." }
                a .btn .go .wide href="/after/1" { "Say what you think" }
                p .small .quiet { "It closes when the facilitator closes the page. After that this address no longer answers." }
            }
            section .stack { h2 { "Decided" } (decisions(&seen.view().decided))
                @if !seen.shown.clauses.is_empty() { a .link href="/plan" { "What you decided, and the plan" } }
            }
        }
    }
}

/// Whether a message is one that everybody hears at once.
pub(super) fn public(kind: ChannelKind) -> bool {
    matches!(kind, ChannelKind::News)
}
