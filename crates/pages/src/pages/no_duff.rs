//! Something real has happened: the page that stops the exercise, and the one that everybody sees then: it
//! alone carries no marking. Must not be reached by chance.

use super::frame::whole;
use super::parts::id;
use maud::{Markup, html};

/// Asks once more, and then stops everything.
pub(crate) fn ask(request: &str) -> Markup {
    let body = html! {
        main #main tabindex="-1" { div .loose {
            h1 { "Something real has happened?" }
            p { "This stops the exercise on every screen. Use it for anything real: a person unwell, a real alarm, a real call that can’t wait." }
            form method="post" action="/no-duff" .loose {
                (id(request))
                div { label for="text" { "What, in a few words" } span .hint #text-hint { "You can leave it empty and say it aloud." }
                    input #text name="text" maxlength="200" autocomplete="off" aria-describedby="text-hint";
                }
                button .btn .stop .wide { "No duff: stop the exercise" }
                a .btn .wide href="/now" { "Back" }
            }
        } }
    };
    whole("No duff", "", false, &body)
}

/// The exercise stands, and why.
pub(crate) fn stopped(who: &str, contacts: &str) -> Markup {
    let body = html! {
        main #main tabindex="-1" .real { div .loose {
            div #top data-state="no-duff" { p .big { "Real incident" } }
            h1 { "This is real. The exercise has stopped." }
            p { (who) " said that something real has happened. Look up, and listen to the facilitator." }
            @if !contacts.trim().is_empty() {
                section .stack { h2 { "Ring" } ul .stack { @for line in contacts.lines().map(str::trim).filter(|it| !it.is_empty()) { li .strong { (line) } } } }
            }
            p { "For a real emergency in the trust ring 2222. Elsewhere ring 999." }
            p .small { "Nothing you sent is lost. This page goes on by itself when the facilitator has the exercise run again." }
            noscript { a .btn .wide href="/now" { "Look again" } }
        } }
    };
    whole("No duff", "", true, &body)
}
