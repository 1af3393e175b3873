//! What stands round every page: the marking, the clock and the state of the exercise, the menu. Must not
//! know what a page says.

use super::parts::{card, standing_level};
use super::seen::{Evaluating, Seen, Siting};
use crate::assets::address;
use crate::icons::{Icon, icon};
use crate::shown::{Shown, ShownClock};
use maud::{DOCTYPE, Markup, html};

/// A page of a chair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Now,
    Messages,
    Ask,
    Report,
    Role,
}

/// A page of a site's facilitator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SiteTab {
    Now,
    Coming,
    Asked,
    Notes,
}

/// A whole page. `live` has the script follow the exercise.
pub(super) fn whole(title: &str, class: &str, live: bool, body: &Markup) -> Markup {
    let script = live.then(|| address("script.js"));
    scripted(title, class, script.as_deref(), body)
}

/// The same, with a script of its own or none.
fn scripted(title: &str, class: &str, script: Option<&str>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) " · EXERCISE · Wardroom" }
                link rel="stylesheet" href=(address("palette.css"));
                link rel="stylesheet" href=(address("style.css"));
                @if let Some(script) = script { script type="module" src=(script) {} }
            }
            body class=(class) {
                a .skip href="#main" { "Skip to the page" }
                (body)
            }
        }
    }
}

fn marking() -> Markup {
    html! {
        p .ex { span { "Exercise" } span aria-hidden="true" { "Exercise" } span aria-hidden="true" { "Exercise" } }
    }
}

/// What stands below every page.
fn foot(shown: &Shown, no_duff: bool) -> Markup {
    html! {
        footer {
            noscript { p { "This page does not change by itself. " a href="" { "Look again" } } }
            p { "Exercise. Nothing here is real." }
            @if no_duff && !shown.clock.ended {
                p { a href="/no-duff" { "Something real has happened: “no duff”" } }
            }
        }
    }
}

/// A page of somebody who has no seat yet.
pub(super) fn outside(shown: &Shown, title: &str, main: &Markup) -> Markup {
    let body = html! {
        header .top { (marking()) div .bar { b { "Wardroom" } span .quiet { (shown.title) } } }
        main #main tabindex="-1" { (main) }
        (foot(shown, false))
    };
    whole(title, "", false, &body)
}

/// A page that tells nothing of an exercise, with a script of its own or none.
pub(super) fn plain(title: &str, script: Option<&str>, main: &Markup) -> Markup {
    let body = html! {
        header .top { (marking()) div .bar { b { "Wardroom" } } }
        main #main tabindex="-1" { (main) }
        footer { p { "Exercise. Nothing here is real." } }
    };
    scripted(title, "", script, &body)
}

/// What is said where there is room for it: which exercise it is, and whose.
fn place(shown: &Shown, organisation: &str) -> String {
    if organisation.is_empty() {
        shown.title.clone()
    } else {
        format!("{} · {organisation}", shown.title)
    }
}

/// The clock, or a slab that says in large why it stands.
fn clock(clock: &ShownClock, place: &str, level: Option<&str>, beside: &str) -> Markup {
    let slab = |sign: Icon, word: &str, about: &str| {
        html! {
            div .slab role="status" { div .in {
                p .big { (icon(sign)) (word) }
                p { b .num #time { (clock.text) } " · " (about) }
            } }
        }
    };
    if clock.ended {
        return slab(
            Icon::Check,
            "Endex",
            "the exercise is over. Stay for the debrief, ten minutes on this phone.",
        );
    }
    if clock.discussing {
        return slab(Icon::People, "Discussion", "put the phone down and talk.");
    }
    if let Some(mins) = clock.rest {
        let about = format!("{mins} minutes. Nothing moves on meanwhile.");
        return slab(Icon::Pause, "Break", &about);
    }
    if clock.begun && !clock.running {
        return slab(
            Icon::Pause,
            "Paused",
            "exercise time stands still. You may read and write; nothing moves on.",
        );
    }
    html! {
        div .clock {
            p .time { span .vh { "Exercise time " } time .num #time { (clock.text) } }
            p .where .quiet { (place) }
            p .how {
                @if let Some(level) = level { b #level class=(standing_level(level)) { "▲ " (level) } br; }
                @if clock.running { span { "● running" (beside) } } @else { span { "○ not started" (beside) } }
            }
        }
    }
}

/// A word that changes with the state of the exercise: the script asks for the page again.
fn state(clock: &ShownClock) -> &'static str {
    match clock {
        it if it.no_duff.is_some() => "no-duff",
        it if it.ended => "ended",
        it if it.discussing => "discussing",
        it if it.rest.is_some() => "resting",
        it if it.running => "running",
        it if it.begun => "paused",
        _ => "waiting",
    }
}

/// The same, for the stream.
pub(crate) fn state_word(clock: &ShownClock) -> &'static str {
    state(clock)
}

/// A page of a chair.
pub(super) fn chair(seen: &Seen, tab: Tab, title: &str, main: &Markup) -> Markup {
    let shown = &seen.shown;
    let view = seen.view();
    let unread = seen.unread();
    let unheard = seen.unheard();
    let level = view.level.as_deref();
    let heard = heard(seen, unread);
    let body = html! {
        header .top #top data-state=(state(&shown.clock)) data-seat=(seen.seat()) { (marking()) (clock(&shown.clock, &place(shown, &view.organisation), level, "")) }
        (banners())
        section .mine aria-label="Your role" { details .me {
            summary {
                span {
                    span .small .quiet { @if seen.who.is_empty() { "You are" } @else { (seen.who) ", you are" } }
                    br; b .strong { (view.title) }
                }
                span .link { span .shut { "Role card" } span .open { "Close" } }
            }
            div .in .loose { (card(view)) }
        } }
        main #main tabindex="-1" data-heard=(heard) { (main) }
        (foot(shown, true))
        p .vh role="status" #heard {}
        nav .tabs #menu aria-label="Exercise" {
            (tabbed(tab == Tab::Now, "/now", Icon::Pulse, "Now", 0))
            (tabbed(tab == Tab::Messages, "/messages", Icon::Tray, "Messages", unread))
            (tabbed(tab == Tab::Ask, "/ask", Icon::Phone, "Ask", unheard))
            (tabbed(tab == Tab::Report, "/report", Icon::Clip, "Report", 0))
            (tabbed(tab == Tab::Role, "/role", Icon::Card, "My role", 0))
        }
    };
    whole(title, "app", true, &body)
}

/// One sentence for who listens to the page.
fn heard(seen: &Seen, unread: usize) -> String {
    let open = |it: &&wardroom_core::views::Question| it.decided.is_none() && !it.lapsed;
    let waiting = seen.view().questions.iter().filter(open).count();
    format!("{unread} new messages, {waiting} questions waiting.")
}

fn tabbed(current: bool, href: &str, sign: Icon, word: &str, new: usize) -> Markup {
    html! {
        a href=(href) aria-current=[current.then_some("page")] {
            (icon(sign)) span { (word) }
            @if new > 0 { b .n { (new) span .vh { " new" } } }
        }
    }
}

/// Banners of the script: the connection is lost, the laptop is asleep, there is something new.
fn banners() -> Markup {
    html! {
        div .banner #lost hidden role="alert" { span { b { "Connection lost." } small { "What you see is from " span #since {} ". This page tries again by itself; what you write here stays." } } }
        div .banner #asleep hidden role="alert" { span { b { "The facilitator’s laptop says nothing." } small { "It may be asleep. Tell them. What you see may be old." } } }
        div .fresh #fresh hidden { a .btn .few href="" { "Something new. Show it" } }
    }
}

/// A page of an evaluator.
pub(super) fn evaluator(seen: &Evaluating, title: &str, main: &Markup, thumb: &Markup) -> Markup {
    let shown = &seen.shown;
    let body = html! {
        header .top #top data-state=(state(&shown.clock)) data-seat="evaluator" { (marking()) (clock(&shown.clock, &place(shown, ""), None, " · evaluator")) }
        (banners())
        main #main tabindex="-1" { (main) }
        (foot(shown, true))
        p .vh role="status" #heard {}
        (thumb)
    };
    whole(title, "app", true, &body)
}

/// A page of a site's facilitator.
pub(super) fn site(seen: &Siting, tab: SiteTab, title: &str, main: &Markup) -> Markup {
    let shown = &seen.shown;
    let room = shown.rooms.get(seen.of.at());
    let level = room.and_then(|it| it.0.level.as_deref());
    let waiting = seen.waiting();
    let heard = format!("{waiting} wait for an answer.");
    let body = html! {
        header .top #top data-state=(state(&shown.clock)) { (marking()) (clock(&shown.clock, &place(shown, &seen.view.organisation), level, " · facilitator")) }
        (banners())
        section .mine aria-label="Your site" { div .me { p .in { span .small .quiet { (seen.who) ", facilitator of" } br; b .strong { (seen.view.organisation) } } } }
        main #main tabindex="-1" data-heard=(heard) { (main) }
        (foot(shown, true))
        p .vh role="status" #heard {}
        nav .tabs #menu aria-label="Site" {
            (tabbed(tab == SiteTab::Now, "/site", Icon::Pulse, "Now", 0))
            (tabbed(tab == SiteTab::Coming, "/site/coming", Icon::Tray, "To come", 0))
            (tabbed(tab == SiteTab::Asked, "/site/asked", Icon::Phone, "Asked", waiting))
            (tabbed(tab == SiteTab::Notes, "/site/notes", Icon::Clip, "Notes", 0))
        }
    };
    whole(title, "app", true, &body)
}

/// A page of a screen in a room.
pub(super) fn screen(shown: &Shown, title: &str, main: &Markup) -> Markup {
    let body = html! {
        div #top data-state=(state(&shown.clock)) { (marking()) }
        (banners())
        main #main .wall tabindex="-1" { (main) }
    };
    whole(title, "screen", true, &body)
}
