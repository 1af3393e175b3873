//! The display of a room, as a page at another site. Must not show more than the room's own display.

use super::attached::in_room;
use super::frame::screen;
use super::parts::{kind_line, paragraphs, standing, standing_level};
use crate::shown::Shown;
use maud::{Markup, PreEscaped, html};
use wardroom_core::scenario::ChannelKind;
use wardroom_core::views::{Arrived, Asked, Due, ReportedService, RoomView};

/// How people join: shown as long as the door is open.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    /// The address as a QR code.
    pub qr: String,
    /// Host and port.
    pub host: String,
    /// The players' code, spaced.
    pub code: String,
}

/// The page; `join` while people can.
pub(crate) fn room(shown: &Shown, view: &RoomView, join: Option<&Join>) -> Markup {
    let clock = &shown.clock;
    let main = html! {
        div .apart .mid {
            h1 .time { span .vh { "Exercise time " } time .num #time { (clock.text) } }
            p .quiet { (view.organisation) }
            p .how {
                @if let Some(level) = &view.level { b #level class=(standing_level(level)) { "▲ " (level) } }
                @if let Some(by) = &view.commander { br; span .small .quiet { "Command: " (by) } }
            }
        }
        @if clock.ended { p .slab .big { "Endex" } }
        @else if clock.discussing { p .slab .big { "Discussion" } }
        @else if let Some(mins) = clock.rest { p .slab .big { "Break, " (mins) " minutes" } }
        @else if clock.begun && !clock.running { p .slab .big { "Paused" } }
        div .two {
            div .loose {
                @if let Some(leap) = &view.leap { section .area .stack { h2 { "Time jumps to " (leap.to) } p { (leap.told) } } }
                @if let Some(message) = &view.message { (letter(message)) }
                @if let Some(asked) = &view.asked { (question(asked)) }
                section .stack { h2 { "Decided" }
                    @if view.decided.is_empty() { p .quiet { "Nothing yet." } }
                    @else { ul .rows { @for it in &view.decided { li { div .r { time .num .quiet { (it.clock) } span .w { (it.title) } span .e .quiet { (it.who) } } } } } }
                }
            }
            div .loose {
                section .stack { h2 { @if view.oversees { "Services, as reported" } @else { "Our services, as reported" } } (tiles(&view.services)) }
                section .stack { h2 { "Asked of us" } ul .tiles .few { (due(&view.report, "did")) (due(&view.legal, "quiet")) } }
                @if let Some(join) = join { section .line .mid {
                    (PreEscaped(&join.qr))
                    p { "Join on your phone" br; b { (join.host) } br; b .code .num { (join.code) } }
                } }
            }
        }
    };
    screen(shown, "Room", &main)
}

fn letter(message: &Arrived) -> Markup {
    let letter = &message.letter;
    html! {
        article .msg {
            (kind_line(letter, &message.clock, false))
            h2 .t .name { (letter.from) }
            @if letter.kind == ChannelKind::Bleep { p .lcd { (letter.text) } } @else { div .said { (paragraphs(&letter.text)) } }
            (in_room(letter))
            @if !letter.to.is_empty() { p .small .quiet { "for " (letter.to.join(", ")) } }
        }
    }
}

fn question(asked: &Asked) -> Markup {
    let put = &asked.question;
    html! {
        section .area .ask .stack {
            p .kind { span { "Question" } @if put.decided.is_none() { span .chip .due .end { "by " (put.due) } } }
            p .strong { (put.question) }
            @match &put.decided {
                Some(taken) => p { "✓ " (taken) },
                None => ul .stack { @for (at, option) in put.options.iter().enumerate() {
                    li .apart { span { (option.title) } @if let Some(hands) = asked.hands.get(at) { b .num { (hands) } } }
                } }
            }
        }
    }
}

/// Services as they were reported, each as a tile that is read from the back of a room.
fn tiles(all: &[ReportedService]) -> Markup {
    html! {
        ul .tiles { @for it in all {
            @let (words, class) = standing(it.standing);
            li .(class) { b { (it.name) } span .state { (words) } @if let Some(left) = &it.counted { small { (left) } } }
        } }
    }
}

/// Something with a time, as a tile.
fn due(it: &Due, class: &str) -> Markup {
    html! { li .(class) { small { (it.label) } b { (it.words) } @if !it.small.is_empty() { small { (it.small) } } } }
}
