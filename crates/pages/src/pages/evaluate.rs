//! An objective with its tasks: what is known so far, what to look for, a rating, notes at one press. Must not
//! show what is still to come.

use super::frame::evaluator;
use super::parts::{id, scale};
use super::seen::{Evaluating, evidence};
use maud::{Markup, html};
use wardroom_core::scenario::Rating;
use wardroom_core::views::{NoteFace, TaskFace};

/// Ratings, and none: the value that is sent and the word on the button.
pub(crate) const RATINGS: [(&str, &str); 5] = [
    ("P", "P"),
    ("S", "S"),
    ("M", "M"),
    ("U", "U"),
    ("none", "–"),
];

/// A rating as it is sent and shown.
pub(crate) fn letter(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::P) => "P",
        Some(Rating::S) => "S",
        Some(Rating::M) => "M",
        Some(Rating::U) => "U",
        None => "none",
    }
}

/// The page of an objective; none if there is no such.
pub(crate) fn evaluate(seen: &Evaluating, objective: &str) -> Option<Markup> {
    let all = &seen.view.objectives;
    let at = all.iter().position(|it| it.id == objective)?;
    let found = &all[at];
    let several = seen.shown.organisations.len() > 1;
    let main = html! {
        div .loose .narrow {
            div .stack {
                div .apart { span .small .quiet { (seen.who) " · objective " (at + 1) " of " (all.len()) @if several { " · " (found.organisation) } } span .line .end { @if !seen.pairs().is_empty() { a .link href="/raters" { "Two raters" } } a .link href="/notes" { "Notes" b .n { (seen.view.notes.len()) } } } }
                h1 { (found.title) }
                p .quiet { (found.about) }
                nav .apart aria-label="Objectives" {
                    @if let Some(before) = at.checked_sub(1).and_then(|at| all.get(at)) { a .link href={ "/evaluate/" (before.id) } { "‹ " (before.title) } }
                    @if let Some(next) = all.get(at + 1) { a .link .end href={ "/evaluate/" (next.id) } { (next.title) " ›" } }
                }
                p .small .quiet { b { "P" } " without challenges · " b { "S" } " some challenges · " b { "M" } " major challenges · " b { "U" } " unable to be performed · " b { "–" } " not seen" }
            }
            @for task in &found.tasks { (rated(seen, task)) }
        }
    };
    Some(evaluator(
        seen,
        "Evaluate",
        &main,
        &thumb(seen, &format!("/evaluate/{objective}")),
    ))
}

fn rated(seen: &Evaluating, task: &TaskFace) -> Markup {
    let of_task = |it: &&NoteFace| it.task.as_deref() == Some(task.id.as_str());
    let rated = seen
        .view
        .notes
        .iter()
        .filter(of_task)
        .filter(|it| it.rating.is_some());
    let own = rated.clone().rfind(|it| it.by == seen.who);
    let own = own.and_then(|it| it.rating);
    let others: Vec<&NoteFace> = rated.filter(|it| it.by != seen.who).collect();
    let chosen = if own.is_some() { letter(own) } else { "" };
    html! {
        form .area .stack method="post" action={ "/rate/" (task.id) } data-keep={ "r-" (task.id) } {
            (id(&seen.id))
            h2 .t { (task.title) }
            p .small .quiet { (task.plan) }
            p .small { (task.evidence) }
            @if !task.look_for.is_empty() { details { summary .link { "What to look for" } p .small { (task.look_for) } } }
            fieldset {
                legend { @match task.proposed { Some(it) => { "The times say " (letter(Some(it))) ". You say:" } None => { "You say:" } } }
                (scale(&format!("rating-{}", task.id), &RATINGS, chosen, "psmu"))
            }
            div { label for={ "why-" (task.id) } { "What did you see?" } input id={ "why-" (task.id) } name="text" maxlength="1000" autocomplete="off"; }
            button .btn .few { "Keep" }
            (others_gave(&others, own.is_some()))
        }
    }
}

/// What others gave a task: shown once the evaluator has rated it, so that nobody is led.
fn others_gave(others: &[&NoteFace], rated: bool) -> Markup {
    html! {
        @if others.is_empty() {}
        @else if !rated { p .small .quiet { "Somebody else has rated this. You see it once you have." } }
        @else { ul .stack { @for it in others {
            li .inset .small { b { (it.by) " " (letter(it.rating)) } ", " (it.clock) ". " (evidence(&it.text)) }
        } } }
    }
}

/// Notes at one press, within reach of a thumb.
pub(super) fn thumb(seen: &Evaluating, back: &str) -> Markup {
    html! {
        form .thumb method="post" action="/notes" aria-label="A note at one press" { div .in {
            (id(&seen.id))
            input type="hidden" name="back" value=(back);
            div .apart { b { "Note " span .num { (seen.shown.clock.text) } } span .small .quiet { "one press keeps the time" } }
            div .line {
                button .btn name="quick" value="well" { span .good aria-hidden="true" { "✓" } "Went well" }
                button .btn name="quick" value="stuck" { span .bad aria-hidden="true" { "▲" } "Got stuck" }
                a .btn href="/notes" { span aria-hidden="true" { "✎" } "Write" }
            }
        } }
    }
}
