//! A plot for a document, as SVG in the colours of paper. Must not place anything.

use super::laying::laid;
use super::marks::{Ink, Mark, Shape, Side, Type};
use super::plot::Plot;
use crate::palette::{self, Colour};
use crate::type_width;
use maud::html;

/// How wide a plot is in a document: the width of its charts.
const WIDTH: f64 = 720.0;

/// A plot for a document.
pub fn svg(plot: &Plot) -> String {
    let set = Type {
        body: 14.0,
        small: 12.0,
        width: &type_width::width,
    };
    let laid = laid(plot, WIDTH, &set);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {:.0}", laid.height)) role="img" width="100%" font-family="Inter, Arial, sans-serif" style="font-variant-numeric:normal" {
            @for mark in &laid.marks { (drawn(mark)) }
        }
    }
    .into_string()
}

fn drawn(mark: &Mark) -> maud::Markup {
    let tenth = |value: f64| format!("{value:.1}");
    match mark {
        Mark::Words {
            x,
            y,
            side,
            words,
            size,
            bold,
            ink,
        } => {
            let anchor = match side {
                Side::Start => "start",
                Side::Middle => "middle",
                Side::End => "end",
            };
            // The middle of Inter's capitals is 0.364 of the size over the line they stand on.
            html! {
                text x=(tenth(*x)) y=(tenth(y + size * 0.364)) text-anchor=(anchor) font-size=(size) font-weight=(if *bold { "700" } else { "400" }) fill=(colour(*ink, 1.0)) { (words) }
            }
        }
        Mark::Bar {
            at: [left, top, right, bottom],
            ink,
            share,
        } => html! {
            rect x=(tenth(*left)) y=(tenth(*top)) width=(tenth(right - left)) height=(tenth(bottom - top)) fill=(colour(*ink, *share)) {}
        },
        Mark::Dot {
            x,
            y,
            radius,
            shape,
            ink,
        } => match shape {
            Shape::Square => html! {
                rect x=(tenth(x - radius)) y=(tenth(y - radius)) width=(tenth(radius * 2.0)) height=(tenth(radius * 2.0)) fill=(colour(*ink, 1.0)) {}
            },
            Shape::Disc => html! {
                circle cx=(tenth(*x)) cy=(tenth(*y)) r=(radius) fill=(colour(*ink, 1.0)) {}
            },
            Shape::Ring => html! {
                circle cx=(tenth(*x)) cy=(tenth(*y)) r=(radius) fill=(palette::WHITE) stroke=(colour(*ink, 1.0)) stroke-width="2" {}
            },
        },
    }
}

/// A colour of the light theme, so strongly laid over white.
fn colour(ink: Ink, share: f64) -> Colour {
    let colour = match ink {
        Ink::Text => palette::INK,
        Ink::Quiet => palette::QUIET,
        Ink::Rule => palette::RULE,
        Ink::Accent => palette::ACCENT,
        Ink::Good => palette::GOOD,
        Ink::Bad => palette::BAD,
    };
    colour.over_white(share)
}
