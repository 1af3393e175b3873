//! Action cards of the role, to propose or to play. Must not say what a card does beyond what it says itself.

use super::frame::{Tab, chair};
use super::parts::{back, id};
use super::role::tabs;
use super::seen::Seen;
use crate::icons::{Icon, icon};
use maud::{Markup, html};

/// All cards of the role.
pub(crate) fn cards(seen: &Seen) -> Markup {
    let view = seen.view();
    let main = html! {
        div .loose {
            div { h1 { (view.title) } p .quiet { "What you may order. " @if seen.plays { "You play it yourself." } @else { "You propose it, and the facilitator plays it." } } }
            (tabs(seen, "/cards"))
            @if view.cards.is_empty() { p .quiet { "This role orders nothing itself. Ask, advise, and report." } }
            @else { ul .rows { @for it in &view.cards {
                li { a .mid href={ "/card/" (it.id) } { span .w { b { (it.title) } small .quiet { (it.about) } } (icon(Icon::On)) } }
            } } }
            @if !view.proposed.is_empty() { section .stack { h2 { "Proposed by you" }
                ul .rows { @for it in view.proposed.iter().rev() {
                    li { div .r { time .num .quiet { (it.clock) } span .w { (it.title) @if !it.because.is_empty() { small .quiet { (it.because) } } }
                        @if it.played { span .e .state .good { "● played" } } @else { span .e .state .quiet { "○ proposed" } }
                    } }
                } }
            } }
        }
    };
    chair(seen, Tab::Role, "Action cards", &main)
}

/// One card; none if it is not the role's.
pub(crate) fn card(seen: &Seen, card: &str) -> Option<Markup> {
    let found = seen.view().cards.iter().find(|it| it.id == card)?;
    let main = html! {
        (back("/cards", "Action cards"))
        div .loose {
            div .stack { h1 { (found.title) } p { (found.about) } }
            @if seen.shown.clock.ended { p .quiet { "The exercise is over." } }
            @else { form method="post" action={ "/card/" (found.id) } .loose data-keep={ "c-" (found.id) } {
                (id(&seen.id))
                @if found.targets.len() > 8 {
                    div { label for="target" { "Which?" }
                        select #target name="target" required { option value="" { "Choose" } @for (id, name) in &found.targets { option value=(id) { (name) } } }
                    }
                } @else if !found.targets.is_empty() {
                    fieldset .stack .opts { legend { "Which?" }
                        @for (at, (target, name)) in found.targets.iter().enumerate() {
                            div .opt { input type="radio" name="target" id={ "t" (at) } value=(target) required; label for={ "t" (at) } { (name) } }
                        }
                    }
                }
                div { label for="because" { "Why?" } span .hint #because-hint { "It stands in the log with your role." }
                    textarea #because name="because" maxlength="1000" required aria-describedby="because-hint" {}
                }
                button .btn .go .wide { @if seen.plays { "Play this card" } @else { "Propose this card" } }
            } }
        }
    };
    Some(chair(seen, Tab::Role, "Action card", &main))
}
