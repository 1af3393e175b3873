//! How an evaluator and each other rated the same tasks: differences first, agreement counted. Must not show
//! another's rating of a task that the evaluator has not rated.

use super::evaluate::{letter, thumb};
use super::frame::evaluator;
use super::parts::back;
use super::seen::{Evaluating, evidence};
use maud::{Markup, html};
use wardroom_core::views::{GaveRating, RatedTwice, Raters};

/// All pairs in which the evaluator is, on one page.
pub(crate) fn page(seen: &Evaluating) -> Markup {
    let pairs = seen.pairs();
    let first = seen.view.objectives.first().map_or("", |it| it.id.as_str());
    let main = html! {
        (back(&format!("/evaluate/{first}"), "Objectives"))
        div .loose .narrow {
            div .stack {
                h1 { "Two raters compared" }
                p .quiet { "What you and another both rated. You see another’s rating of a task once you have rated it yourself, and what counts is what each gave before that." }
            }
            @if pairs.is_empty() { p { "Nobody else has rated a task that you have rated." } }
            @for pair in &pairs { (compared(pair)) }
            p .small .quiet { "Counted, not weighed: with so few tasks, chance alone moves a coefficient of agreement more than you do. Talk about the differences." }
        }
    };
    evaluator(seen, "Two raters", &main, &thumb(seen, "/raters"))
}

fn compared(pair: &Raters) -> Markup {
    let differ = pair.tasks.iter().filter(|it| it.apart() > 0);
    let agree = pair.tasks.iter().filter(|it| it.apart() == 0);
    let agreed: Vec<&RatedTwice> = agree.collect();
    html! {
        section .stack {
            h2 { "You and " (pair.names[1]) }
            p .strong { "You " (pair.in_words()) "." }
            @for task in differ { (beside(task)) }
            @if !agreed.is_empty() { details { summary .link { "The same: " (agreed.len()) }
                div .stack { @for task in &agreed { (beside(task)) } }
            } }
        }
    }
}

/// One task with both ratings.
fn beside(task: &RatedTwice) -> Markup {
    html! {
        div .area .stack {
            p .small .quiet { (task.objective) }
            p .strong { (task.title) }
            div .line { (gave(&task.gave[0], "You")) (gave(&task.gave[1], &task.gave[1].by)) }
        }
    }
}

fn gave(it: &GaveRating, who: &str) -> Markup {
    html! {
        div .area .stack {
            p .kind { span { (who) } time .num { (it.clock) } }
            p .strong { (letter(Some(it.rating))) " · " (meaning(letter(Some(it.rating)))) }
            p .small { (evidence(&it.text)) }
            @if it.since.is_some() { p .small .quiet { "Since then: " (letter(it.since)) ", not counted." } }
        }
    }
}

fn meaning(letter: &str) -> &'static str {
    match letter {
        "P" => "without challenges",
        "S" => "some challenges",
        "M" => "major challenges",
        "U" => "unable to be performed",
        _ => "not seen",
    }
}
