//! What could not be done: why, what was kept, what to do now. Must not repeat what was sent.

use super::frame::outside;
use crate::shown::Shown;
use maud::{Markup, html};

/// Something was not done.
pub(crate) fn refused(shown: &Shown, why: &str, back: &str) -> Markup {
    said(
        shown,
        "That could not be done",
        why,
        "Nothing was changed.",
        back,
    )
}

/// Something was done, and is not on disk yet.
pub(crate) fn not_on_disk(shown: &Shown, why: &str, back: &str) -> Markup {
    said(
        shown,
        "It is taken, and not on disk yet",
        why,
        "What you sent is kept in the laptop’s memory. Tell the facilitator.",
        back,
    )
}

/// There is no such page.
pub(crate) fn nowhere(shown: &Shown, back: &str) -> Markup {
    said(
        shown,
        "There is nothing here",
        "This page is not there, or not for your role.",
        "What you sent before stays.",
        back,
    )
}

fn said(shown: &Shown, head: &str, why: &str, kept: &str, back: &str) -> Markup {
    let back = if back.is_empty() { "/now" } else { back };
    let main = html! {
        div .loose {
            div .error .stack { h1 { (head) } p .why { (why) } p { (kept) } }
            a .btn .go .wide href=(back) { "Go on" }
        }
    };
    outside(shown, head, &main)
}
