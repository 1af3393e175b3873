//! How what the role decided, ordered and reported stands to the trust's plan: which clause it follows, that the
//! plan is silent, or against it and why. Must not show what another role decided, nor where an entry stands in
//! the log: that would tell how much happens of which nobody knows.

use super::frame::{Tab, chair};
use super::parts::{back, id};
use super::role::tabs;
use super::seen::Seen;
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::coverage::Offered;
use wardroom_core::exercise::Stance;

/// Clauses that are offered at one tap, at most.
const SUGGESTED: usize = 3;
/// Of so many it is asked on the first page, at most: those decided last.
const ASKED: usize = 2;

/// All that the role decided, the latest first; none where there is no plan.
pub(crate) fn all(seen: &Seen) -> Option<Markup> {
    if seen.shown.clauses.is_empty() {
        return None;
    }
    let cites = &seen.mine.cites;
    let main = html! {
        div .loose {
            div { h1 { (seen.view().title) } p .quiet { "What you decided, ordered and reported, and which clause of the trust’s plan it follows." } }
            (tabs(seen, "/plan"))
            @if cites.is_empty() { p .quiet { "Nothing yet. As soon as you have decided, ordered or reported something, it stands here." } }
            @else { ul .rows { @for (at, it) in cites.iter().enumerate().rev() {
                li { a .mid href={ "/plan/" (at + 1) } {
                    span .w { b { (it.what) } small .quiet { (it.clock) }
                        (said(it))
                        @if it.said.is_empty() { small .did { "Say how it stands to the plan" } }
                    }
                    (icon(Icon::On))
                } }
            } } }
        }
    };
    Some(chair(seen, Tab::Role, "The plan", &main))
}

/// One of them by its number, from 1; none if there is none.
pub(crate) fn one(seen: &Seen, number: usize) -> Option<Markup> {
    let found = seen.mine.cited(number)?;
    let main = html! {
        (back("/plan", "The plan"))
        div .loose {
            div .stack { p .small .quiet { (found.clock) } h1 { (found.what) } (said(found)) }
            form method="post" action={ "/plan/" (number) } .loose data-keep={ "p" (number) } {
                (id(&seen.id))
                fieldset .stack .opts { legend { "How does it stand to the plan?" }
                    @for (value, words) in [
                        ("follows", "It follows the clause below"),
                        ("silent", "The plan is silent"),
                        ("against", "It is against the clause below, because …"),
                    ] {
                        div .opt { input type="radio" name="stance" id=(value) value=(value) required; label for=(value) { (words) } }
                    }
                }
                div { label for="clause" { "Clause" }
                    select #clause name="clause" {
                        @for (clause, title) in &found.suggested { option value=(clause) { (clause) " " (title) } }
                        @if found.suggested.is_empty() { option value="" { "Choose" } }
                        @for (clause, title) in seen.shown.clauses.iter().filter(|it| !found.suggested.contains(it)) {
                            option value=(clause) { (clause) " " (title) }
                        }
                    }
                }
                div { label for="because" { "Why, if it is against the plan?" } span .hint #because-hint { "It stands in the log with your role." }
                    textarea #because name="because" maxlength="1000" aria-describedby="because-hint" {}
                }
                button .btn .go .wide { "Say so" }
            }
        }
    };
    Some(chair(seen, Tab::Role, "The plan", &main))
}

/// What was decided last and of which nothing was said, at one tap each; nothing where there is none.
pub(super) fn asked(seen: &Seen) -> Markup {
    let cites = seen.mine.cites.iter().enumerate().rev();
    let open: Vec<(usize, &Offered)> = cites
        .take(ASKED)
        .filter(|(_, it)| it.said.is_empty())
        .collect();
    html! {
        @if !seen.shown.clauses.is_empty() && !open.is_empty() { section .stack {
            h2 { "And the plan?" }
            @for (at, it) in open {
                form .area .stack method="post" action={ "/plan/" (at + 1) } {
                    (id(&seen.id))
                    p { b { (it.what) } " " small .quiet { (it.clock) } }
                    @for (clause, title) in it.suggested.iter().take(SUGGESTED) {
                        button .btn .wide name="follows" value=(clause) { "Follows " (clause) " " (title) }
                    }
                    button .btn .wide name="stance" value="silent" { "The plan is silent" }
                    a .link href={ "/plan/" (at + 1) } { "Another clause, or against the plan" span .vh { ": " (it.what) } }
                }
            }
        } }
    }
}

/// What was said of it.
fn said(it: &Offered) -> Markup {
    html! {
        @for stance in &it.said {
            small .quiet {
                @match stance {
                    Stance::Follows { clause } => { "✓ Follows " (clause) },
                    Stance::Silent => { "✓ The plan is silent" },
                    Stance::Against { clause, because } => { "✓ Against " (clause) ": " (because) },
                }
            }
        }
    }
}
