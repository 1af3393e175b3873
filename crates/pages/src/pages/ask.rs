//! Ringing anybody: whom, what, and what they answered. Must not answer, nor name a ward that the chair was
//! never told of.

use super::frame::{Tab, chair};
use super::parts::id;
use super::seen::Seen;
use maud::{Markup, html};
use wardroom_core::exercise::{Query, Speaker};
use wardroom_core::views::Spoken;

/// The form.
pub(crate) fn ask(seen: &Seen) -> Markup {
    let main = html! {
        div .loose {
            h1 { "Ring anybody" }
            (tabs(seen, "/ask"))
            @if seen.shown.clock.ended { p .quiet { "The exercise is over." } }
            @else { form method="post" action="/ask" .loose data-keep="ask" {
                (id(&seen.id))
                div { label for="who" { "Whom do you ring?" }
                    select #who name="who" { @for (id, name) in &seen.view().contacts { option value=(id) { (name) } } option value="" { "Somebody else" } }
                }
                div { label for="else" { "If somebody else: who?" } input #else name="else" maxlength="80" autocomplete="off"; }
                div { label for="what" { "What do you ask?" } span .hint #what-hint { "They pick up in some minutes and tell what they see. It need not be right." }
                    select #what name="what" aria-describedby="what-hint" { @for it in Query::ALL { option value=(it.id()) { (it.words()) } } option value="" { "Something else" } }
                }
                div { label for="text" { "If something else: what do you ask, or tell them?" } span .hint #text-hint { "The facilitator answers for them." }
                    textarea #text name="text" maxlength="2000" aria-describedby="text-hint" {}
                }
                button .btn .go .wide { "Ring" }
            } }
        }
    };
    chair(seen, Tab::Ask, "Ask", &main)
}

/// What was asked, and what came back, latest first.
pub(crate) fn answers(seen: &Seen) -> Markup {
    let talk = &seen.view().talk;
    let asked: Vec<&Spoken> = talk
        .iter()
        .filter(|it| matches!(it.with, Speaker::Somebody(_)))
        .collect();
    let main = html! {
        div .loose {
            h1 { "Ring anybody" }
            (tabs(seen, "/ask/answers"))
            @if asked.is_empty() { p .quiet { "You have asked nobody yet." } }
            @else { ul .stack { @for it in asked.iter().rev() {
                li .msg {
                    p .kind { span { @if it.mine { "You asked" } @else { "Answered" } } time .num { (it.clock) } }
                    p { b { (it.who) } }
                    @if it.mine { p .quiet { (it.text) } } @else { blockquote .said { p { "“" (it.text) "”" } } }
                }
            } } }
        }
    };
    chair(seen, Tab::Ask, "Answers", &main)
}

/// Where within asking.
pub(super) fn tabs(seen: &Seen, at: &str) -> Markup {
    let unheard = seen.unheard();
    html! {
        nav .sub aria-label="Ask and talk" {
            @for (href, word) in [("/ask", "Ask"), ("/ask/answers", "Answers"), ("/talk", "Talk")] {
                a href=(href) aria-current=[(href == at).then_some("page")] { (word)
                    @if href == "/ask/answers" && unheard > 0 { b .n { (unheard) span .vh { " new" } } }
                }
            }
        }
    }
}
