//! A site facilitator's notes: one to write, those that were made. Must not show evaluators' notes.

use super::super::frame::{SiteTab, site};
use super::super::parts::id;
use super::super::seen::Siting;
use maud::{Markup, html};

/// The page.
pub(crate) fn notes(seen: &Siting) -> Markup {
    let by = seen.by();
    let all = seen.shown.evaluator.0.notes.iter().rev();
    let own: Vec<_> = all.filter(|it| it.by == by).collect();
    let main = html! {
        div .loose {
            div { h1 { "Your notes" } p .quiet { "They stand in the record as “" (by) "”. Whoever plays doesn’t see them." } }
            form .area .ask .stack method="post" action="/site/notes" data-keep="site-note" {
                (id(&seen.id))
                p .strong { "Note " span .num { (seen.shown.clock.text) } }
                div { label for="text" { "Words" } textarea #text name="text" maxlength="2000" required {} }
                button .btn .go { "Keep" }
            }
            @if !own.is_empty() { section .stack { h2 { "Earlier" }
                ul .rows { @for it in own { li { div .r { time .num .quiet { (it.clock) } span .w { (it.text) } } } } }
            } }
        }
    };
    site(seen, SiteTab::Notes, "Notes", &main)
}
