//! The role card: as a checklist to tick, and as it was printed. Must not show another role's.

use super::frame::{Tab, chair};
use super::parts::{card, id};
use super::seen::Seen;
use maud::{Markup, html};
use wardroom_core::views::RoleView;

/// The page.
pub(crate) fn role(seen: &Seen) -> Markup {
    let view = seen.view();
    let lines = checklist(view);
    let done = lines
        .iter()
        .enumerate()
        .filter(|(at, _)| seen.marks.ticked.contains_key(at))
        .count();
    let main = html! {
        div .loose {
            div { h1 { (view.title) } p .quiet { (view.card.part) @if !seen.who.is_empty() { " · " (seen.who) } } }
            (tabs(seen, "/role"))
            @if !lines.is_empty() { section .stack {
                div .apart { h2 { "What you decide" } span .small .quiet { (done) " of " (lines.len()) } }
                form method="post" action="/role" {
                    (id(&seen.id))
                    ul .rows .tick { @for (at, line) in lines.iter().enumerate() {
                        @let ticked = seen.marks.ticked.get(&at);
                        li { button name="tick" value=(at) aria-pressed=(ticked.is_some()) {
                            span .box aria-hidden="true" { "✓" }
                            span .w { (line) @if let Some(by) = ticked { small .quiet { (by) } } }
                        } }
                    } }
                }
            } }
            (card(view))
        }
    };
    chair(seen, Tab::Role, "My role", &main)
}

/// Where within one's role.
pub(super) fn tabs(seen: &Seen, at: &str) -> Markup {
    let all = [
        ("/role", "Role card"),
        ("/cards", "Action cards"),
        ("/plan", "The plan"),
    ];
    // Without a plan there is nothing to be said of one.
    let shown = if seen.shown.clauses.is_empty() { 2 } else { 3 };
    html! {
        nav .sub aria-label="Your role" {
            @for (href, word) in &all[..shown] {
                a href=(href) aria-current=[(*href == at).then_some("page")] { (word) }
            }
        }
    }
}

/// What can be ticked off.
pub(crate) fn checklist(view: &RoleView) -> &[String] {
    &view.card.decides
}
