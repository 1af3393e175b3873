//! Now: what the site's roles want, what they were asked, lean to and decided, what comes next. Must not show
//! what an option leads to.

use super::super::frame::{SiteTab, site};
use super::super::parts::{beginning, decisions, kind_word, services};
use super::super::seen::Siting;
use super::asked::wants;
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::views::SiteQuestion;

/// Injects that are shown as next.
const NEXT: usize = 4;

/// The page.
pub(crate) fn now(seen: &Siting) -> Markup {
    let view = &seen.view;
    let room = seen.shown.rooms.get(seen.of.at()).map(|it| &it.0);
    let leap = room.and_then(|it| it.leap.as_ref());
    let main = html! {
        h1 .vh { "Now" }
        @if let Some(leap) = leap { section .area .stack { h2 { "Time jumps to " (leap.to) } p { (leap.told) } } }
        div .two .loose {
            div .loose {
                section .stack { h2 { "Your roles want" } (wants(seen)) }
                section .stack { h2 { "Questions" }
                    @if view.questions.is_empty() { p .quiet { "Nothing was asked yet." } }
                    @for it in &view.questions { (question(it)) }
                }
            }
            div .loose {
                section .stack { h2 { "Next for your site" }
                    @if view.coming.is_empty() { p .quiet { "Nothing more." } }
                    @else { ul .rows { @for it in view.coming.iter().take(NEXT) {
                        li { a href="/site/coming" {
                            @if let Some(clock) = &it.clock { time .num .quiet { (clock) } } @else { (icon(Icon::Tray)) }
                            span .w { b { (it.title) } small .quiet { (kind_word(it.kind)) " to " (it.to.join("; ")) ". From " (it.from) "." @if it.down { " Its channel is down." } } }
                        } }
                    } } }
                }
                section .stack { h2 { "Decided" } (decisions(&view.decided)) }
                @if let Some(room) = room { section .stack { h2 { "Services, as reported" } (services(&room.services)) } }
            }
        }
    };
    site(seen, SiteTab::Now, "Now", &main)
}

fn question(it: &SiteQuestion) -> Markup {
    let put = &it.question;
    html! {
        div .area .stack .ask[put.decided.is_none() && !put.lapsed] {
            p .kind { (icon(Icon::Hand)) span { "Question" }
                @if it.taken.is_some() { span .chip .end { "decided" } } @else if put.lapsed { span .chip .due .end { "overdue since " (put.due) } } @else { span .chip .due .end { "by " (put.due) } }
            }
            p .strong { (put.question) }
            p .small .quiet { "For " (it.by.join("; ")) "." }
            @if let Some(taken) = &it.taken { p { "✓ " (taken.title) } p .small .quiet { (taken.who) ", " (taken.clock) @if !taken.because.is_empty() { ": " (taken.because) } } }
            @if !it.leanings.is_empty() { details { summary .link { "Own answers: " (it.leanings.len()) " of " (it.by.len()) }
                ul .rows { @for own in &it.leanings {
                    li { div .r { span .w { b { (put.options.get(own.option).map_or("", |it| it.title.as_str())) } small .quiet { (own.who) @if !own.name.is_empty() { ", " (own.name) } ", sure " (own.confidence) " of 5" @if own.late { ", after the decision" } @if !own.because.is_empty() { ": " (beginning(&own.because, 200)) } } } time .num .e .quiet { (own.clock) } } }
                } }
            } } @else { p .small .quiet { "Nobody has given an answer of their own yet." } }
            @if !it.hands.is_empty() { p .small .quiet { "Hands shown: " (it.hands.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")) ", in the order of the options." } }
        }
    }
}
