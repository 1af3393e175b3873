//! Talk between chairs, and the line to the facilitator. Must not show what others said to each other.

use super::ask::tabs;
use super::frame::{Tab, chair};
use super::parts::{back, id};
use super::seen::Seen;
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::exercise::Speaker;
use wardroom_core::views::Spoken;

/// Whom one can talk to: the facilitator first.
pub(crate) fn talk(seen: &Seen) -> Markup {
    let main = html! {
        div .loose {
            h1 { "Talk" }
            (tabs(seen, "/talk"))
            p .quiet .small { "The facilitator and the evaluators can read it." }
            ul .rows {
                (row(seen, "facilitator", &Speaker::Facilitator, "Facilitator"))
                @for it in seen.shown.chairs.iter().filter(|it| it.role != seen.role) {
                    (row(seen, &it.id, &Speaker::Role(it.id.clone()), &it.title))
                }
            }
        }
    };
    chair(seen, Tab::Ask, "Talk", &main)
}

fn row(seen: &Seen, with: &str, speaker: &Speaker, title: &str) -> Markup {
    let said = seen.view().talk.iter().filter(|it| it.with == *speaker);
    let last = said.clone().next_back();
    html! {
        li { a .mid href={ "/talk/" (with) } {
            span .w { b { (seen.called(speaker, title)) }
                @if let Some(last) = last { small .quiet { (last.clock) " " @if last.mine { "You: " } (super::parts::beginning(&last.text, 60)) } }
            }
            (icon(Icon::On))
        } }
    }
}

/// The talk with one of them; none if there is no such chair.
pub(crate) fn with(seen: &Seen, with: &str) -> Option<Markup> {
    let (speaker, title) = speaker(seen, with)?;
    let said: Vec<&Spoken> = seen
        .view()
        .talk
        .iter()
        .filter(|it| it.with == speaker)
        .collect();
    let main = html! {
        (back("/talk", "Talk"))
        div .loose {
            h1 { (seen.called(&speaker, &title)) }
            @if said.is_empty() { p .quiet { "Nothing was said yet." } }
            ul .talk { @for it in &said {
                li .mine[it.mine] { p { (it.text) } small .quiet { @if it.mine { "You, " } (it.clock) } }
            } }
            @if !seen.shown.clock.ended { form method="post" action={ "/talk/" (with) } .stack data-keep={ "t-" (with) } {
                (id(&seen.id))
                div { label for="text" { "Say" } textarea #text name="text" maxlength="2000" required {} }
                button .btn .go { "Send" }
            } }
        }
    };
    Some(chair(seen, Tab::Ask, "Talk", &main))
}

/// Who that is in an address.
pub(crate) fn speaker(seen: &Seen, with: &str) -> Option<(Speaker, String)> {
    if with == "facilitator" {
        return Some((Speaker::Facilitator, "Facilitator".to_owned()));
    }
    let chairs = seen.shown.chairs.iter().filter(|it| it.role != seen.role);
    let found = chairs.clone().find(|it| it.id == with)?;
    Some((Speaker::Role(found.id.clone()), found.title.clone()))
}
