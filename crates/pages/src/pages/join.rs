//! Joining: the code, the chair, the name; the screen's room; waiting for the beginning. Must not say who
//! typed what, nor show anything of the exercise but who plays.

use super::frame::outside;
use super::parts::back;
use crate::icons::{Icon, icon};
use crate::shown::{Chair, Shown};
use maud::{Markup, html};

/// Where the code is typed; `why` the last one was not taken.
pub(crate) fn code(shown: &Shown, why: Option<&str>) -> Markup {
    let main = html! {
        div .loose {
            div { h1 { "Join the exercise" } p .quiet { "No account, no app, nothing to install." } }
            form method="post" action="/" .stack {
                @if let Some(why) = why { div .error { p .why #why { (why) } } }
                div {
                    label for="code" { "Code" }
                    span .hint #code-hint { "Six letters and figures, on the screen in the room or in your invitation. Small letters will do." }
                    input #code name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required maxlength="12" aria-describedby=@if why.is_some() { "why code-hint" } @else { "code-hint" };
                }
                button .btn .go .wide { "Continue" }
            }
            p .inset .small { b { "A colleague’s phone can’t open this page? " } "Trust Wi-Fi often keeps phones from reaching a laptop. Share a role, or ask for paper cards. You can take part without a screen." }
        }
    };
    outside(shown, "Join", &main)
}

/// Which chairs there are, and who sits there.
pub(crate) fn chairs(shown: &Shown, code: &str, sitters: &[Vec<String>]) -> Markup {
    let free = |it: &&Chair| sitters.get(it.role.at()).is_none_or(Vec::is_empty);
    let first: Vec<&Chair> = shown
        .chairs
        .iter()
        .filter(free)
        .filter(|it| it.core)
        .collect();
    let others: Vec<&Chair> = shown
        .chairs
        .iter()
        .filter(free)
        .filter(|it| !it.core)
        .collect();
    let taken: Vec<&Chair> = shown.chairs.iter().filter(|it| !free(it)).collect();
    let list = |head: &str, chairs: &[&Chair]| {
        html! {
            @if !chairs.is_empty() { section .stack {
                h2 { (head) " · " (chairs.len()) }
                ul .rows { @for it in chairs { (chair_row(shown, code, it, sitters)) } }
            } }
        }
    };
    let main = html! {
        div .loose {
            div { h1 { "Choose your role" } p .quiet { (shown.title) ". You play the part, not yourself." } }
            (list("Needed first", &first))
            (list("Free", &others))
            (list("Taken: you can share", &taken))
        }
    };
    outside(shown, "Roles", &main)
}

fn chair_row(shown: &Shown, code: &str, chair: &Chair, sitters: &[Vec<String>]) -> Markup {
    let names = sitters
        .get(chair.role.at())
        .map_or(&[][..], |it| it.as_slice());
    let named: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    let organisation = shown.organisations.get(chair.of.at());
    html! {
        li { a .mid href={ "/j/" (code) "/" (chair.id) } {
            span .w {
                b { (chair.title) }
                small .quiet {
                    (chair.part)
                    @if shown.organisations.len() > 1 { @if let Some(of) = organisation { " · " (of) } }
                    @if !names.is_empty() { br; @if named.is_empty() { "Taken, without a name" } @else { (named.join(", ")) } }
                }
            }
            (icon(Icon::On))
        } }
    }
}

/// The name that goes with a chair, and what is recorded.
pub(crate) fn name(shown: &Shown, code: &str, chair: &Chair) -> Markup {
    let main = html! {
        (back(&format!("/j/{code}"), "Another role"))
        div .loose {
            div { p .quiet { "Your role" } h1 { (chair.title) } p .quiet { (chair.part) } }
            form method="post" action={ "/j/" (code) "/" (chair.id) } .loose {
                (names())
                (recorded())
                button .btn .go .wide { "Take this role" }
            }
        }
    };
    outside(shown, "Your name", &main)
}

fn names() -> Markup {
    html! {
        div {
            label for="name" { "Your name" }
            span .hint #name-hint { "A first name is enough, or leave it empty. Everybody in the exercise sees it." }
            input #name name="name" autocomplete="given-name" maxlength="40" aria-describedby="name-hint";
        }
        div {
            label for="other" { "Who shares this phone with you?" }
            span .hint #other-hint { "Leave it empty if nobody does." }
            input #other name="other" autocomplete="off" maxlength="40" aria-describedby="other-hint";
        }
    }
}

fn recorded() -> Markup {
    html! {
        p .inset #kept { b { "What is recorded: " } "your names, your role and what you send from here, each with its time, on the facilitator’s laptop and nowhere else." }
    }
}

/// Somebody sits there already.
pub(crate) fn taken(
    shown: &Shown,
    code: &str,
    chair: &Chair,
    sits: &str,
    typed: [&str; 2],
) -> Markup {
    let sitter = if sits.is_empty() { "Somebody" } else { sits };
    let main = html! {
        div .loose {
            div .error .stack {
                h1 { "Somebody was quicker" }
                p .why { (sitter) " took “" (chair.title) "”." }
                p { "Share it, or choose another role. Your name is kept." }
            }
            form method="post" action={ "/j/" (code) "/" (chair.id) } .stack {
                input type="hidden" name="name" value=(typed[0]);
                input type="hidden" name="other" value=(typed[1]);
                input type="hidden" name="share" value="yes";
                button .btn .go .wide { "Share it" @if !sits.is_empty() { " with " (sits) } }
                a .btn .wide href={ "/j/" (code) } { "Choose another role" }
            }
        }
    };
    outside(shown, "Taken", &main)
}

/// The name of an evaluator.
pub(crate) fn evaluator(shown: &Shown, code: &str) -> Markup {
    let main = html! {
        div .loose {
            div { h1 { "You evaluate" } p .quiet { (shown.title) ". You watch and note; you don’t help." } }
            form method="post" action={ "/j/" (code) "/evaluator" } .loose {
                div {
                    label for="name" { "Your name" }
                    span .hint #name-hint { "Notes and ratings carry it. Two evaluators need two names." }
                    input #name name="name" required autocomplete="given-name" maxlength="40" aria-describedby="name-hint";
                }
                (recorded())
                button .btn .go .wide { "Begin" }
            }
        }
    };
    outside(shown, "Evaluate", &main)
}

/// Which room a screen shows.
pub(crate) fn screen(shown: &Shown, code: &str) -> Markup {
    let main = html! {
        div .loose {
            div { h1 { "Which room is this?" } p .quiet { "This screen will show what that organisation was told and has decided." } }
            form method="post" action={ "/j/" (code) "/screen" } .stack {
                @for (at, name) in shown.organisations.iter().enumerate() {
                    button .btn .wide name="room" value=(at) { (name) }
                }
            }
        }
    };
    outside(shown, "Screen", &main)
}

/// The facilitator of which site, and under what name.
pub(crate) fn site(shown: &Shown, code: &str) -> Markup {
    let all = &shown.organisations;
    let main = html! {
        div .loose {
            div { h1 { "You facilitate a site" } p .quiet { (shown.title) ". You see what is to come to your own site, and answer its roles. The clock is the lead facilitator’s." } }
            form method="post" action={ "/j/" (code) "/site" } .loose {
                @if all.len() > 1 {
                    fieldset .stack { legend { "Which site?" }
                        @for (at, name) in all.iter().enumerate() {
                            div .opt { input type="radio" name="room" id={ "s" (at) } value=(at) required; label for={ "s" (at) } { (name) } }
                        }
                    }
                } @else { input type="hidden" name="room" value="0"; }
                div {
                    label for="name" { "Your name" }
                    span .hint #name-hint { "Notes carry it, with your site." }
                    input #name name="name" required autocomplete="given-name" maxlength="40" aria-describedby="name-hint";
                }
                (recorded())
                button .btn .go .wide { "Begin" }
            }
        }
    };
    outside(shown, "Site", &main)
}

/// Waiting for the beginning, as a part of the first page.
pub(super) fn lobby(seen: &super::Seen) -> Markup {
    let here: Vec<String> = seen
        .shown
        .chairs
        .iter()
        .zip(seen.sitters.iter())
        .filter(|(_, names)| !names.is_empty())
        .map(|(chair, names)| {
            let named: Vec<&str> = names
                .iter()
                .map(String::as_str)
                .filter(|it| !it.is_empty())
                .collect();
            if named.is_empty() {
                chair.title.clone()
            } else {
                format!("{} ({})", chair.title, named.join(", "))
            }
        })
        .collect();
    html! {
        div .loose {
            div { h1 { "You have your role" } p .quiet { "The facilitator starts the exercise when everybody is here. This page will change by itself." } }
            section .stack { h2 { "Until then" }
                ul .rows {
                    li { p .r { span .w { b { "Read your role card. " } "It has facts that nobody else was given." } } }
                    li { p .r { span .w { b { "Ring nobody for real. " } "Ask from this page, or tell the facilitator." } } }
                    li { p .r { span .w { b { "Something real happens? Say “no duff”. " } "Everything stops." } } }
                    li { p .r { span .w { b { "Turn the sound off. " } "If the screen goes dark nothing is lost: it fills in when you wake it." } } }
                }
            }
            section .stack { h2 { "Here already · " (here.len()) " of " (seen.shown.chairs.len()) " roles" }
                p .area { (here.join(", ")) }
            }
        }
    }
}

/// This device has no chair any more.
pub(crate) fn moved(shown: &Shown) -> Markup {
    let main = html! {
        div .loose {
            h1 { "This device has no role now" }
            p { "The facilitator gave it away. What you sent until then stays in the record." }
            a .btn .go .wide href="/" { "Choose a role" }
            p .small .quiet { "If that was a mistake, tell the facilitator, who can give it back." }
        }
    };
    outside(shown, "No role", &main)
}
