//! An evaluator's notes: one to write, those that were made, what chairs said. Must not change a note that was
//! made.

use super::evaluate::{letter, thumb};
use super::frame::evaluator;
use super::parts::{back, decisions, id};
use super::seen::Evaluating;
use maud::{Markup, html};
use wardroom_core::views::NoteFace;

/// Lines of talk that are shown, at most.
const TALK: usize = 40;

/// The page.
pub(crate) fn notes(seen: &Evaluating) -> Markup {
    let own: Vec<&NoteFace> = seen
        .view
        .notes
        .iter()
        .rev()
        .filter(|it| it.by == seen.who)
        .collect();
    let others: Vec<&NoteFace> = seen
        .view
        .notes
        .iter()
        .rev()
        .filter(|it| it.by != seen.who && seen.may_read(it))
        .collect();
    let kept = seen.view.notes.iter().filter(|it| !seen.may_read(it));
    let kept = kept.count();
    let first = seen.view.objectives.first().map_or("", |it| it.id.as_str());
    let main = html! {
        (back(&format!("/evaluate/{first}"), "Objectives"))
        div .loose .narrow {
            h1 { "Your notes" }
            form .area .ask .stack method="post" action="/notes" data-keep="note" {
                (id(&seen.id))
                input type="hidden" name="back" value="/notes";
                p .strong { "Note " span .num { (seen.shown.clock.text) } }
                div { label for="text" { "Words" } textarea #text name="text" maxlength="2000" required {} }
                div { label for="task" { "Belongs to" }
                    select #task name="task" { option value="" { "Nothing in particular" }
                        @for objective in &seen.view.objectives { optgroup label=(objective.title) { @for task in &objective.tasks { option value=(task.id) { (task.title) } } } }
                    }
                }
                button .btn .go { "Keep" }
            }
            @if !own.is_empty() { section .stack { h2 { "Earlier" } (list(&own)) } }
            @if !others.is_empty() { section .stack { h2 { "Of others" } (list(&others)) } }
            @if kept > 0 { p .small .quiet { (kept) @if kept == 1 { " rating of another waits" } @else { " ratings of others wait" } " until you have rated the same task. " } }
            section .stack { h2 { "Decided" } (decisions(&seen.view.decided)) }
            @if !seen.view.talk.is_empty() { section .stack { h2 { "Said between roles" }
                ul .rows { @for it in seen.view.talk.iter().rev().take(TALK) {
                    li { div .r { time .num .quiet { (it.clock) } span .w { (it.text) small .quiet { (it.by) " to " (it.to) } } } }
                } }
            } }
        }
    };
    evaluator(seen, "Notes", &main, &thumb(seen, "/notes"))
}

fn list(notes: &[&NoteFace]) -> Markup {
    html! { ul .rows { @for it in notes {
        li { div .r { time .num .quiet { (it.clock) } span .w { (it.text) small .quiet { (it.by) @if it.rating.is_some() { " · " (letter(it.rating)) } } } } }
    } } }
}
