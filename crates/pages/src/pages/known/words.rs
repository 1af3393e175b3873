//! What the picture shows, in words: what is worst in a few rows beside it, and area by area below it. Must not
//! know where anything stands.

use super::super::parts::{grouped, standing};
use super::marks::{Mark, badness};
use crate::icons::{Icon, icon};
use maud::{Markup, html};
use wardroom_core::exercise::Standing;
use wardroom_core::views::{KnownArea, KnownDoor, KnownSide, ReportedService};

/// How services can stand, the worst first.
const STANDINGS: [Option<Standing>; 5] = [
    Some(Standing::Stopped),
    Some(Standing::Paper),
    Some(Standing::Reduced),
    None,
    Some(Standing::Normal),
];

/// All services of a side.
fn services(side: &KnownSide) -> impl Iterator<Item = &ReportedService> {
    let inside = side.areas.iter().flat_map(|it| &it.services);
    inside.chain(&side.elsewhere)
}

/// A side in a sentence, for who does not see the picture.
pub(super) fn sentence(side: &KnownSide) -> String {
    let mut parts: Vec<String> = STANDINGS
        .iter()
        .filter_map(|it| {
            let count = services(side).filter(|one| one.standing == *it).count();
            let word = it.map_or("not reported", Standing::word);
            (count > 0).then(|| format!("{count} {word}"))
        })
        .collect();
    let cut = side.links.iter().filter(|it| it.cut.is_some()).count();
    let isolated = side.areas.iter().filter(|it| it.isolated.is_some());
    for (count, words) in [(cut, "cut"), (isolated.count(), "isolated")] {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    }
    let parts = parts.join(", ");
    format!(
        "Picture of {} as it is known: {parts}. The lists on this page say the same in words.",
        side.organisation
    )
}

/// What is worst, in a few rows.
pub(super) fn short(side: &KnownSide) -> Markup {
    let cut = side.links.iter().filter(|it| it.cut.is_some());
    let blocked = side
        .links
        .iter()
        .filter(|it| it.blocked && it.cut.is_none());
    let isolated = side.areas.iter().filter(|it| it.isolated.is_some());
    let locked = side.areas.iter().filter(|it| it.locked > 0);
    let untouched = cut.clone().count() + blocked.clone().count() + isolated.clone().count() == 0;
    html! {
        div .loose {
            section .stack { h2 { "Services, as reported" } ul .rows { @for it in STANDINGS { (stand(side, it)) } } }
            section .stack { h2 { "What was cut off" }
                @if untouched { p .quiet { "Nothing: no link is cut, no department isolated." } }
                @else { ul .rows {
                    @for it in cut { (done(Icon::Cut, "cut", &it.name, it.cut.as_deref())) }
                    @for it in isolated { (done(Icon::Sealed, "isolated", &it.name, it.isolated.as_deref())) }
                    @for it in blocked { (done(Icon::Blocked, "file sharing blocked", &it.name, None)) }
                } }
            }
            @if locked.clone().next().is_some() { section .stack { h2 { "Locked devices, as reported" } ul .rows {
                @for it in locked { li { div .r { span .w { (it.name) } span .e .state .num { (icon(Icon::Locked)) (grouped(it.locked)) " of " (grouped(it.devices)) } } } }
            } } }
            @if let Some(door) = &side.door { (at_the_door(door)) }
        }
    }
}

/// The services that stand alike, in one row.
fn stand(side: &KnownSide, it: Option<Standing>) -> Markup {
    let names: Vec<&str> = services(side)
        .filter(|one| one.standing == it)
        .map(|one| one.name.as_str())
        .collect();
    let (words, class) = standing(it);
    html! {
        @if !names.is_empty() { li { div .r { span .lead .state .(class) { (words) } span .w { (names.join(", ")) } } } }
    }
}

/// Something that was done to the network.
fn done(sign: Icon, words: &str, name: &str, since: Option<&str>) -> Markup {
    html! {
        li { div .r { span .lead .state .did { (icon(sign)) (words) } span .w { (name) @if let Some(since) = since { small .quiet { "since " (since) } } } } }
    }
}

fn at_the_door(door: &KnownDoor) -> Markup {
    html! {
        section .stack { h2 { "At the emergency department’s door" } ul .rows {
            li { div .r { span .w { "Patients who wait" } b .e .num { (door.waiting) } } }
            li { div .r { span .w { "In ambulances that can’t hand over" } b .e .num { (door.on_ramp) } } }
            @if door.turns_away { li { div .r { span .lead .state .bad { "■ full" } span .w { "Ambulances turn away by themselves" } } } }
            @for (pathway, since) in &door.diverted { li { div .r { span .lead .state .did { (icon(Icon::On)) "diverted" } span .w { (pathway) small .quiet { "since " (since) } } } } }
        } }
    }
}

/// Area by area, numbered as on the picture.
pub(super) fn areas(side: &KnownSide) -> Markup {
    let quiet = side
        .links
        .iter()
        .filter(|it| it.cut.is_none() && !it.blocked);
    let quiet = quiet.count();
    html! {
        section .stack .narrow {
            h2 { "Area by area" }
            ul .rows .long {
                @for (nth, it) in side.areas.iter().enumerate() { (area(nth + 1, it)) }
                @for it in &side.elsewhere { li { div .r { span .w { b { (it.name) } small .quiet { "Its people sit elsewhere" } } (stands(it, &it.name)) } } }
            }
            @if quiet > 0 && quiet < side.links.len() { p .small .quiet { "Nothing was done to the other " (quiet) " links." } }
        }
    }
}

fn area(number: usize, it: &KnownArea) -> Markup {
    let mut services: Vec<&ReportedService> = it.services.iter().collect();
    services.sort_by_key(|one| std::cmp::Reverse(badness(one.standing)));
    html! {
        li { div .r {
            b .at .num { (number) }
            div .w {
                b { (it.name) }
                small .quiet { (it.location) }
                @if it.locked > 0 { small { (grouped(it.locked)) " of " (grouped(it.devices)) " devices locked, as reported" } }
                @if let Some(since) = &it.isolated { small .did { "isolated since " (since) } }
            }
            div .e {
                @for one in &services { (stands(one, &it.name)) }
                @if Mark::of(it) == Mark::Services(None) && services.is_empty() { span .state .quiet { "? not reported" } }
            }
        } }
    }
}

/// A service as it stands, with its name if that is another than what stands before it.
fn stands(it: &ReportedService, beside: &str) -> Markup {
    let (words, class) = standing(it.standing);
    html! {
        p { @if it.name != beside { (it.name) " " } span .state .(class) { (words) } }
        @if let Some(left) = &it.counted { small .quiet { (left) } }
    }
}
