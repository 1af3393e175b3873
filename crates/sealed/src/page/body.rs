//! What stands in a role's page: the field for the words, what came, the role card, a report, answers. Must not
//! hold anything of what is sealed.

use maud::{Markup, html};
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_core::words::{METHANE, METHANE_FIGURES};

/// The page below its head.
pub(super) fn body(scenario: &Scenario, role: RoleId, mark: &str) -> Markup {
    let model = &scenario.roles[role.at()];
    html! {
        a .skip href="#main" { "Skip to the page" }
        header .top {
            p .ex { span { "Exercise" } span aria-hidden="true" { "Exercise" } span aria-hidden="true" { "Exercise" } }
            div .bar {
                p { span .small .quiet { "You are" } br; b .strong { (model.title) } }
                p .small .quiet .far { (scenario.title) br; (scenario.organisations[model.of.at()].name) }
            }
        }
        main #main tabindex="-1" .loose {
            h1 .vh { (model.title) ": sealed page" }
            (field())
            section .stack aria-labelledby="came-head" {
                h2 #came-head { "What has come" }
                p .quiet #nothing { "Nothing yet. The facilitator says when something comes." }
                div .loose #cards {}
            }
            (card(scenario, role))
            (report())
            (note())
            (answers(&model.id))
            (device())
        }
        footer {
            p { b { "EXERCISE." } " Nothing here is real. If something real happens, say “no duff”: everything stops." }
            p { "Pack " span .num { (mark) } ". This file asks for nothing from anywhere and sends nothing." }
        }
    }
}

/// The one field at the top.
fn field() -> Markup {
    html! {
        noscript { p .area .error { b { "This page needs its script to open messages." } " Open the file in a browser (Edge, Chrome, Firefox or Safari), not in the preview of a mail program. Or ask the facilitator for the paper sheets: they hold the same. Your role card below can be read as it is." } }
        div .area .error #old hidden role="alert" { b { "This browser can’t open sealed messages here." } " Save the file to this device and open it from there with a current Edge, Chrome, Firefox or Safari. If that doesn’t help, ask the facilitator for the paper sheets: they hold the same." }
        form .area .ask .stack #open autocomplete="off" {
            label .strong for="phrase" { "Type the words that the facilitator reads out" }
            span .hint #phrase-hint { "Their first four letters are enough. Large or small makes no difference." }
            div .line {
                input #phrase type="text" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="go" maxlength="60" aria-describedby="phrase-hint said";
                button .btn .go { "Open" }
            }
            p #said role="status" .small {}
        }
    }
}

/// The role card, to be read at once, with its lines to tick.
fn card(scenario: &Scenario, role: RoleId) -> Markup {
    let model = &scenario.roles[role.at()];
    html! {
        details .part open {
            summary { h2 .t { "Your role card" } }
            div .stack {
                p .quiet { (model.part) " · " (model.staff_group) }
                p { (model.brief) }
                @if !model.knows.is_empty() {
                    h3 { "What only you know" }
                    ul .bul { @for line in &model.knows { li { (line) } } }
                }
                @if !model.decides.is_empty() {
                    h3 { "What you decide" }
                    ul .rows .tick { @for (at, line) in model.decides.iter().enumerate() {
                        li { label { input type="checkbox" data-tick=(at); span { (line) } } }
                    } }
                }
                h3 { "The situation" }
                p { b { (scenario.time_at(0).strftime("%A %-d %B %Y, %H:%M").to_string()) } }
                @for line in scenario.briefing.situation.lines().map(str::trim).filter(|it| !it.is_empty()) { p { (line) } }
                @if !scenario.briefing.known.is_empty() {
                    ul .bul { @for line in &scenario.briefing.known { li { (line) } } }
                }
                p .small .quiet { "Ring nobody for real. What you would do with an action card, you say aloud: the facilitator has the cards." }
            }
        }
    }
}

/// A METHANE report.
fn report() -> Markup {
    html! {
        details .part {
            summary { h2 .t { "METHANE report" } }
            form .loose #report autocomplete="off" {
                p .quiet { "In your words, as you know it, right or wrong. What you don’t know, say so." }
                @for (name, letter, word, hint) in METHANE {
                    div .letter {
                        b aria-hidden="true" { (letter) }
                        div { label for=(name) { (word) } span .hint id={ (name) "-hint" } { (hint) } }
                        textarea id=(name) name=(name) maxlength="1000" rows="2" aria-describedby={ (name) "-hint" } {}
                    }
                }
                fieldset .stack {
                    legend { "Figures, if you have them" }
                    @for (name, word) in METHANE_FIGURES {
                        div { label for=(name) { (word) } input id=(name) name=(name) type="text" inputmode="numeric" maxlength="6"; }
                    }
                }
                button .btn .go { "Keep this report" }
                p #report-said role="status" .small {}
            }
        }
    }
}

/// A line to the facilitator.
fn note() -> Markup {
    html! {
        details .part {
            summary { h2 .t { "Note to the facilitator" } }
            form .stack #note autocomplete="off" {
                label for="text" { "What do you want to be kept?" }
                span .hint #text-hint { "It comes with your answers when they are handed in. What can’t wait, say aloud." }
                textarea #text maxlength="2000" rows="3" aria-describedby="text-hint" {}
                button .btn { "Keep this note" }
                p #note-said role="status" .small {}
            }
        }
    }
}

/// What goes back.
fn answers(role: &str) -> Markup {
    html! {
        section .area .stack aria-labelledby="answers-head" {
            h2 .t #answers-head { "Your answers" }
            p #kept { "Nothing to hand in yet." }
            ul .rows #codes hidden {}
            label for="name" { "Your first name, if you like" }
            input #name type="text" maxlength="80" autocomplete="off";
            button .btn .go #save type="button" { "Save answers-" (role) ".json" }
            p .small .quiet { "Hand the file to the facilitator when you are asked for it: on a stick, or by mail. It holds reasons, reports and notes." }
            p #save-said role="status" .small {}
            details .more { summary .link { "If saving does nothing" }
                label for="whole" { "Copy all of this into a mail or a text file" }
                textarea #whole readonly rows="6" spellcheck="false" {}
            }
        }
    }
}

/// What this device keeps.
fn device() -> Markup {
    html! {
        section .stack aria-labelledby="device-head" {
            h2 #device-head { "On this device" }
            p .small .quiet { "What you opened and wrote is kept in this browser, so that reloading loses nothing. Whoever uses this browser can open it again." }
            button .btn .few #forget type="button" { "Forget it here" }
            div #sure hidden .area .stack role="group" aria-label="Forget it here" {
                p { "Everything that was opened and written here goes. Have you handed in your answers?" }
                div .line { button .btn .stop #really type="button" { "Forget everything" } button .btn #rather type="button" { "Keep it" } }
            }
        }
    }
}
