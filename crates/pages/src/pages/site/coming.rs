//! What is still to come to the site: when, to whom, how, and what it will say. Must not show what comes to
//! another.

use super::super::frame::{SiteTab, site};
use super::super::parts::{kind_sign, kind_word, paragraphs};
use super::super::seen::Siting;
use crate::icons::icon;
use maud::{Markup, html};
use wardroom_core::views::SiteInject;

/// The page.
pub(crate) fn coming(seen: &Siting) -> Markup {
    let all = &seen.view.coming;
    let main = html! {
        div .loose {
            div { h1 { "To come" } p .quiet { "What comes to " (seen.view.organisation) ". Keep it to yourself: nobody who plays can open this page. Only the lead facilitator can send, hold back or re-word." } }
            @if all.is_empty() { p .quiet { "Nothing more comes." } }
            @for it in all { (inject(it)) }
        }
    };
    site(seen, SiteTab::Coming, "To come", &main)
}

fn inject(it: &SiteInject) -> Markup {
    html! {
        article .msg {
            p .kind { (icon(kind_sign(it.kind))) span { (way(it)) } @if let Some(clock) = &it.clock { time .num { (clock) } } }
            h2 .t .name { (it.title) }
            @if it.clock.is_none() || !it.when.starts_with("At ") { p .small { (it.when) } }
            p .small { "From " (it.from) ". To " (it.to.join("; ")) "." }
            @if it.down { p .small .bad { "▼ Its channel is down: as it stands it will not arrive." } }
            details { summary .link { "What it says" }
                div .body { (paragraphs(&it.text)) }
                @if !it.expect.is_empty() { p .small .quiet { b { "Expected: " } (it.expect) } }
            }
        }
    }
}

/// What it is, and the channel where that is called otherwise.
pub(super) fn way(it: &SiteInject) -> String {
    let word = kind_word(it.kind);
    if it.channel.eq_ignore_ascii_case(word) {
        word.to_owned()
    } else {
        format!("{word}, by {}", it.channel)
    }
}
