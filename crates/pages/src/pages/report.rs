//! A METHANE report in the role's own words, with its own figures. Must not fill in what nobody said.

use super::frame::{Tab, chair};
use super::parts::id;
use super::seen::Seen;
use maud::{Markup, html};
use wardroom_core::words::{METHANE, METHANE_FIGURES};

/// The page; `sent` says that a report has just gone.
pub(crate) fn report(seen: &Seen, sent: bool) -> Markup {
    let main = html! {
        div .loose {
            div { h1 { "METHANE report" } p .quiet { "In your words, as you know it, right or wrong. What you don’t know, say so." } }
            @if sent { p .area .done role="status" { b { "✓ Your report has gone." } " Each further one is kept beside it." } }
            @if seen.shown.clock.ended { p .quiet { "The exercise is over." } }
            @else { form method="post" action="/report" .loose data-keep="report" {
                (id(&seen.id))
                @for (name, letter, word, hint) in METHANE {
                    div .letter {
                        b aria-hidden="true" { (letter) }
                        div { label for=(name) { (word) } span .hint id={ (name) "-hint" } { (hint) } }
                        textarea id=(name) name=(name) maxlength="1000" aria-describedby={ (name) "-hint" } {}
                    }
                }
                fieldset .stack { legend { "Figures, if you have them" span .hint { "Leave empty what you don’t know." } }
                    @for (name, word) in METHANE_FIGURES {
                        div { label for=(name) { (word) } input .fig id=(name) name=(name) inputmode="numeric" pattern="[0-9]*" maxlength="7"; }
                    }
                }
                button .btn .go .wide { "Send the report" }
            } }
        }
    };
    chair(seen, Tab::Report, "Report", &main)
}
