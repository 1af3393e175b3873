//! The test page: that this phone reaches the exercise's laptop, from where, whether cookies and live updates
//! work. Must not tell anything of an exercise.

use super::frame::plain;
use crate::assets::address;
use maud::{Markup, html};
use std::net::IpAddr;

/// The page; `cookies` and `live` as far as they were tried.
pub(crate) fn see(from: IpAddr, laptop: &str, cookies: Option<bool>, live: Option<bool>) -> Markup {
    let main = html! {
        div .loose {
            div .area .done .stack {
                h1 { "Yes: this phone reaches the exercise’s laptop" }
                p { "On the day it can take part, if it is on this network then too. Nothing of the exercise is shown here, and nobody was asked who you are." }
            }
            section .stack { h2 { "What was tried" }
                ul .rows {
                    li { div .r { span .w { b { "The network" } small .quiet { "This phone is seen as " (from) ". The laptop is " (laptop) "." } } span .e .state .good { "● reached" } } }
                    li { div .r { span .w { b { "Cookies" } small .quiet { (cookies_in_words(cookies)) } } (state(cookies)) } }
                    li #live-none hidden[live.is_some()] { div .r { span .w { b { "Live updates" } small .quiet { "This browser runs no script here, so they were not tried. Every page works all the same: by “Look again”." } } (state(None)) } }
                    li #live-try hidden { div .r { span .w { b { "Live updates" } small .quiet { "Five seconds at most." } } span .e .state .quiet { "○ trying" } } }
                    li #live-yes hidden[live != Some(true)] { div .r { span .w { b { "Live updates" } small .quiet { "Pages change by themselves on this phone." } } (state(Some(true))) } }
                    li #live-no hidden[live != Some(false)] { div .r { span .w { b { "Live updates" } small .quiet { "Nothing came within five seconds: something on the way keeps it back. Pages work by “Look again”. Tell the facilitator." } } (state(Some(false))) } }
                }
                p .vh role="status" {}
            }
            @if cookies != Some(true) { form method="post" action="/see" .stack {
                button .btn .go .wide { @if cookies.is_some() { "Try the cookie again" } @else { "Try a cookie" } }
                p .small .quiet { "It goes to this phone and back, and says nothing. If a page says “Not from this page.” then, a filter on this network changes what phones send." }
            } } @else { p { b { "That is all. " } "You can close this page." } }
        }
    };
    plain("Test", Some(&address("see.js")), &main)
}

fn cookies_in_words(cookies: Option<bool>) -> &'static str {
    match cookies {
        None => "Not tried yet: press the button.",
        Some(true) => "This phone keeps its place when a page is opened again.",
        Some(false) => {
            "None came back. In a private window, or where the browser refuses all cookies, this phone can’t keep a role: allow them for this address."
        }
    }
}

fn state(works: Option<bool>) -> Markup {
    html! {
        @match works {
            Some(true) => span .e .state .good { "● yes" },
            Some(false) => span .e .state .bad { "■ no" },
            None => span .e .state .quiet { "○ not tried" },
        }
    }
}

/// It was asked for too often.
pub(crate) fn too_often() -> Markup {
    said(
        "Too often",
        "This was opened thirty times in a minute from here. Wait a minute.",
    )
}

/// There is the test page, and nothing else.
pub(crate) fn nothing_else() -> Markup {
    said(
        "There is nothing here",
        "Here is the test page, and nothing else.",
    )
}

fn said(head: &str, why: &str) -> Markup {
    let main = html! {
        div .loose {
            div .stack { h1 { (head) } p { (why) } }
            a .btn .go .wide href="/see" { "The test page" }
        }
    };
    plain(head, None, &main)
}
