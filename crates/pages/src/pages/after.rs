//! After ENDEX: the hot debrief, what people need, their own words. Must not show what others answered.

use super::parts::{FIVE, id, scale};
use crate::shown::Shown;
use maud::{Markup, html};
use wardroom_core::exercise::{Answer, Element, GROUPS, STATEMENTS};
use wardroom_core::views::ObjectiveFace;

/// What helps, as it is sent and said.
pub(crate) const HELPS: [(Element, &str, &str); 5] = [
    (Element::Planning, "planning", "A plan"),
    (Element::Organisation, "organisation", "Who does what"),
    (Element::Equipment, "equipment", "Equipment"),
    (Element::Training, "training", "Training"),
    (Element::Exercise, "exercise", "Rehearsing"),
];

/// What the pages after ENDEX are drawn from.
#[derive(Clone, Debug)]
pub(crate) struct After<'a> {
    /// The clock.
    pub shown: &'a Shown,
    /// What is to be shown: the capabilities that are asked about.
    pub objectives: &'a [ObjectiveFace],
    /// What was answered so far on this device.
    pub answer: &'a Answer,
    /// The names that were given when it joined.
    pub who: &'a str,
    /// An id that nobody used.
    pub id: &'a str,
}

/// One of the three pages.
pub(crate) fn after(of: &After<'_>, page: usize) -> Option<Markup> {
    if !of.shown.clock.ended {
        return None;
    }
    let (head, about, main) = match page {
        1 => (
            "How was it?",
            "Mark what you agree with. Skip what you can’t say.",
            statements(of),
        ),
        2 => (
            "What do you need?",
            "How confident are you of each, and what would help?",
            needs(of),
        ),
        3 => ("In your words", "Skip what you like.", words(of)),
        4 => (
            "Thank you",
            "",
            html! { p { "Your answers are in the record. You can close this page." } p { a .btn .wide href="/after/1" { "Change them" } } },
        ),
        _ => return None,
    };
    let main = html! {
        div .loose {
            div .stack { @if page <= 3 { p .small .quiet { (page) " of 3" } } h1 { (head) } @if !about.is_empty() { p .quiet { (about) } } }
            @if page <= 3 { form method="post" action={ "/after/" (page) } .loose data-keep={ "after" (page) } {
                (id(of.id))
                (main)
                button .btn .go .wide { @if page < 3 { "Continue" } @else { "Send" } }
            } } @else { (main) }
        }
    };
    Some(super::frame::outside(of.shown, head, &main))
}

fn statements(of: &After<'_>) -> Markup {
    let chosen = of.answer.group.as_str();
    html! {
        @for (at, (name, words)) in STATEMENTS.iter().enumerate() {
            @let mark = of.answer.agrees.get(*name).map(u8::to_string).unwrap_or_default();
            fieldset { legend { (words) } (scale(&format!("s-{name}"), &FIVE, &mark, ""))
                @if at == 0 { p .ends { span { "1 not at all" } span { "5 fully" } } }
            }
        }
        div { label for="group" { "Your staff group" } span .hint #group-hint { "What is needed is told group by group." }
            select #group name="group" required aria-describedby="group-hint" { option value="" { "Choose" } @for it in GROUPS { option selected[it == chosen] { (it) } } }
        }
        fieldset .stack .opts { legend { "Your name" span .hint { "Small groups are put together where answers come without names." } }
            div .opt { input type="radio" name="named" id="no-name" value="no" checked[of.answer.name.is_empty()]; label for="no-name" { "Without my name" } }
            @if !of.who.is_empty() { div .opt { input type="radio" name="named" id="with-name" value="yes" checked[!of.answer.name.is_empty()]; label for="with-name" { "As " (of.who) } } }
        }
    }
}

fn needs(of: &After<'_>) -> Markup {
    html! {
        @for it in of.objectives {
            @let mark = of.answer.confidence.get(&it.id).map(u8::to_string).unwrap_or_default();
            @let helps = of.answer.support.get(&it.id);
            div .area .stack {
                fieldset { legend { (it.title) } (scale(&format!("c-{}", it.id), &FIVE, &mark, "")) p .ends { span { "1 not confident" } span { "5 fully" } } }
                fieldset { legend .small { "What would help?" }
                    div .scale .help { @for (element, value, word) in HELPS {
                        @let name = format!("h-{}-{value}", it.id);
                        span { input type="checkbox" id=(name) name=(name) value="yes" checked[helps.is_some_and(|it| it.contains(&element))]; label for=(name) { (word) } }
                    } }
                }
            }
        }
    }
}

fn words(of: &After<'_>) -> Markup {
    html! {
        @for ((question, said), name) in of.answer.words().into_iter().zip(["well", "change", "next"]) {
            div { label for=(name) { (question) } textarea id=(name) name=(name) maxlength="2000" { (said) } }
        }
    }
}
