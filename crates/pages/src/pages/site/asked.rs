//! What the site's roles ask, say and propose, with the answer in the name of whoever was asked. Must not show
//! another site's, nor play a card.

use super::super::frame::{SiteTab, site};
use super::super::parts::{back, id};
use super::super::seen::Siting;
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::exercise::Speaker;
use wardroom_core::views::SiteSaid;

/// Lines of talk that are shown, at most.
const TALK: usize = 60;

/// The page.
pub(crate) fn asked(seen: &Siting) -> Markup {
    let said = &seen.view.said;
    let all = said.iter().enumerate().rev();
    let main = html! {
        div .loose {
            div { h1 { "What your roles ask" } p .quiet { "You answer as whoever was asked would know it, to your own roles only. The lead facilitator sees it too: whoever answers first has answered." } }
            section .stack { h2 { "Waiting" } (wants(seen)) }
            @if !seen.shown.clock.ended { (say(seen)) }
            section .stack { h2 { "Said" }
                @if said.is_empty() { p .quiet { "Nothing yet." } }
                @else { ul .rows { @for (at, it) in all.take(TALK) { (line(at, it, seen.shown.clock.ended)) } } }
            }
        }
    };
    site(seen, SiteTab::Asked, "Asked", &main)
}

/// What waits for somebody: what was asked, and cards that were proposed and not played.
pub(super) fn wants(seen: &Siting) -> Markup {
    let waits = seen.view.said.iter().enumerate();
    let waits: Vec<(usize, &SiteSaid)> = waits.filter(|(_, it)| it.waits).collect();
    let proposed = seen.view.proposed.iter();
    let open: Vec<_> = proposed.filter(|it| !it.proposal.played).collect();
    html! {
        @if waits.is_empty() && open.is_empty() { p .quiet { "Nothing." } }
        @for (at, it) in waits.iter().rev() {
            div .area .ask .stack {
                p .kind { (icon(Icon::Speech)) span { (it.title) " to " (it.who) } time .num { (it.clock) } }
                p { (it.text) }
                @if !seen.shown.clock.ended { a .btn .go href={ "/site/said/" (at + 1) } { (answer_for(it)) span .vh { ": " (it.title) } } }
            }
        }
        @for it in open.iter().rev() {
            div .area .stack {
                p .kind { (icon(Icon::Card)) span { (it.who) " proposes" } time .num { (it.proposal.clock) } }
                p .strong { (it.proposal.title) }
                @if !it.proposal.because.is_empty() { p { (it.proposal.because) } }
                p .small .quiet { "The lead facilitator plays it, or doesn’t." }
            }
        }
    }
}

fn answer_for(it: &SiteSaid) -> String {
    match &it.with {
        Speaker::Somebody(who) => format!("Answer for {who}"),
        _ => "Answer".to_owned(),
    }
}

fn line(at: usize, it: &SiteSaid, ended: bool) -> Markup {
    let (by, to) = if it.mine {
        (&it.title, &it.who)
    } else {
        (&it.who, &it.title)
    };
    let answerable = it.mine && !matches!(it.with, Speaker::Role(_)) && !ended;
    let words = html! {
        time .num .quiet { (it.clock) }
        span .w { (it.text) small .quiet { (by) " to " (to) @if it.waits { " · waits" } } }
    };
    html! {
        li { @if answerable { a href={ "/site/said/" (at + 1) } { (words) (icon(Icon::On)) } } @else { div .r { (words) } } }
    }
}

/// Something is said to a role of the site without being asked.
fn say(seen: &Siting) -> Markup {
    html! {
        details { summary .link { "Say something to a role" }
            form .area .stack method="post" action="/site/say" data-keep="site-say" {
                (id(&seen.id))
                div { label for="role" { "To" } select #role name="role" {
                    @for it in seen.shown.chairs.iter().filter(|it| it.of == seen.of) { option value=(it.id) { (it.title) } }
                } }
                div { label for="as" { "As whom?" } span .hint #as-hint { "A ward, a supplier, the switchboard. Leave it empty to speak as the facilitator." }
                    input #as name="as" maxlength="80" autocomplete="off" aria-describedby="as-hint";
                }
                div { label for="text" { "What" } textarea #text name="text" maxlength="2000" required {} }
                button .btn .go { "Say it" }
            }
        }
    }
}

/// What was said as number so and so, with the answer; none if nothing was.
pub(crate) fn answer(seen: &Siting, number: usize) -> Option<Markup> {
    let it = answerable(seen, number)?;
    let main = html! {
        (back("/site/asked", "What your roles ask"))
        div .loose {
            article .msg {
                p .kind { (icon(Icon::Speech)) span { (it.title) " to " (it.who) } time .num { (it.clock) } }
                div .said { p { (it.text) } }
                @if !it.waits { p .small .quiet { "It was answered. You can add to it." } }
            }
            @if !seen.shown.clock.ended { form method="post" action={ "/site/said/" (number) } .stack data-keep={ "site-" (number) } {
                (id(&seen.id))
                div { label for="text" { (answer_for(it)) } span .hint #text-hint { "As they would say it. It stands on record in their name." }
                    textarea #text name="text" maxlength="2000" required aria-describedby="text-hint" {}
                }
                button .btn .go { "Send" }
            } }
        }
    };
    Some(site(seen, SiteTab::Asked, "Answer", &main))
}

/// What a role of the site said to somebody whom nobody plays, or to the facilitator, by its number from 1.
pub(crate) fn answerable(seen: &Siting, number: usize) -> Option<&SiteSaid> {
    let it = seen.view.said.get(number.checked_sub(1)?)?;
    (it.mine && !matches!(it.with, Speaker::Role(_))).then_some(it)
}
