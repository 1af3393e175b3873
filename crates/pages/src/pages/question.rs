//! One question at one address: the chair's own answer, what the room leaned to once it was shown, what was
//! decided. Must not show how others answered before that, nor what an option leads to.

use super::frame::{Tab, chair};
use super::parts::{FIVE, back, decisions, id, scale, services};
use super::seen::Seen;
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::views::{Leaning, Leant, Question, Taken};

/// The page of question number so many; none if there is none.
pub(crate) fn question(seen: &Seen, number: usize) -> Option<Markup> {
    let found = seen.mine.question(number)?;
    let none = Leant::default();
    let leant = seen.view().leant.get(&found.id).unwrap_or(&none);
    let main = html! {
        (back("/now", "Now"))
        div .two {
            @if let Some(taken) = &leant.taken { (decided(number, found, leant, taken)) }
            @else { (open(seen, number, found, leant)) }
            // What one decides by, where there is room beside it.
            div .aside .loose {
                section .stack { h2 { "Services, as reported" } (services(&seen.view().services)) }
                section .stack { h2 { "Decided" } (decisions(&seen.view().decided)) }
            }
        }
    };
    Some(chair(seen, Tab::Now, "Question", &main))
}

fn open(seen: &Seen, number: usize, found: &Question, leant: &Leant) -> Markup {
    let shown = !leant.hands.is_empty();
    html! {
        div .loose {
            div .stack {
                p .kind { (icon(Icon::Hand)) span { "Question " (number) }
                    @if found.lapsed { span .chip .end { "overdue" } } @else { span .chip .due .end { "by " (found.due) } }
                }
                h1 { (found.question) }
                p { (found.context) }
            }
            @if shown { (leaned(found, leant)) }
            @if !seen.shown.clock.ended { (form(seen, number, found, leant.own.as_ref(), shown)) }
        }
    }
}

fn form(
    seen: &Seen,
    number: usize,
    found: &Question,
    own: Option<&Leaning>,
    shown: bool,
) -> Markup {
    let sure = own.map(|it| it.confidence.to_string()).unwrap_or_default();
    html! {
        form method="post" action={ "/q/" (number) } .loose data-keep={ "q" (number) } {
            (id(&seen.id))
            fieldset .stack .opts {
                legend { "What would you do?" span .hint {
                    "Your own answer. " @if !shown { "Nobody sees it before the facilitator shows them all. " } "You can change it until the decision is recorded."
                } }
                @for (at, option) in found.options.iter().enumerate() {
                    div .opt {
                        input type="radio" name="option" id={ "o" (at) } value=(at) required checked[own.is_some_and(|it| it.option == at)];
                        label for={ "o" (at) } { (option.title) @if !option.cost.is_empty() { span .cost { (option.cost) } } }
                    }
                }
            }
            div {
                label for="because" { "Why?" }
                span .hint #because-hint { "A sentence. It is kept with your answer." }
                textarea #because name="because" maxlength="1000" aria-describedby="because-hint" { (own.map_or("", |it| it.because.as_str())) }
            }
            fieldset {
                legend { "How sure are you?" }
                (scale("sure", &FIVE, &sure, ""))
                p .ends { span { "1 a guess" } span { "5 certain" } }
            }
            button .btn .go .wide { @if own.is_some() { "Change my answer" } @else { "Give my answer" } }
            @if let Some(own) = own { p .small .quiet { "You answered at " (own.clock) "." } }
        }
    }
}

/// How the room leaned: hands for each option.
fn leaned(found: &Question, leant: &Leant) -> Markup {
    html! {
        section .stack {
            h2 { "What the room leaned to" }
            ul .rows { @for (at, option) in found.options.iter().enumerate() {
                @let hands = leant.hands.get(at).copied().unwrap_or(0);
                li { div .r {
                    span .w { (option.title)
                        @if hands > 0 { span .people aria-hidden="true" { ("●".repeat(hands.min(24) as usize)) } }
                        @if leant.own.as_ref().is_some_and(|it| it.option == at) { small .quiet { "Your answer too" } }
                    }
                    b .e .num { (hands) }
                } }
            } }
            p .small .quiet { "Leaning decides nothing. Whoever may decide does, aloud." }
        }
    }
}

fn decided(number: usize, found: &Question, leant: &Leant, taken: &Taken) -> Markup {
    html! {
        div .loose {
            div .stack {
                p .kind { (icon(Icon::Check)) span { "Decided, question " (number) } time .num .end { (taken.clock) } }
                h1 { (taken.title) }
                p { b { (taken.who) } }
                p .quiet { (found.question) }
            }
            @if !taken.because.is_empty() || !taken.against.is_empty() { div .area .stack {
                @if !taken.because.is_empty() { h2 { "Why" } p { (taken.because) } }
                @if !taken.against.is_empty() { h2 { "Why not the others" } p { (taken.against) } }
            } }
            @if !leant.hands.is_empty() { (leaned(found, leant)) }
            @if let Some(own) = &leant.own { section .stack {
                h2 { "Your answer" }
                p .inset { (found.options.get(own.option).map_or("", |it| it.title.as_str()))
                    @if !own.because.is_empty() { br; span .quiet { "“" (own.because) "”" } }
                    br; span .small .quiet { (own.clock) ", sure: " (own.confidence) " of 5" @if own.late { ". After the decision." } }
                }
            } }
        }
    }
}
