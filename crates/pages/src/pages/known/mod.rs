//! The trust as a picture, as the role's organisation knows it, with the same in words above and below it.
//! Must not show anything that the role's view does not hold.

mod marks;
mod picture;
mod sides;
mod words;

use super::frame::{Tab, chair};
use super::parts::back;
use super::seen::Seen;
use maud::{Markup, html};
use picture::pictured;
use words::{areas, short};

/// The page.
pub(crate) fn known(seen: &Seen) -> Markup {
    let sides = &seen.view().known.sides;
    let several = sides.len() > 1;
    let main = html! {
        (back("/now", "Now"))
        div .loose .all {
            div { h1 { "What is known" }
                p .quiet { "Only what was reported, and what was ordered here. It can be old, or wrong." }
            }
            @for (nth, side) in sides.iter().enumerate() {
                section .loose aria-labelledby={ "side-" (nth) } {
                    h2 .vh[!several] .t[several] id={ "side-" (nth) } { (side.organisation) }
                    div .two .known .loose {
                        @if let Some(plan) = seen.shown.plan.side(&side.id) { (pictured(side, plan, nth)) }
                        (short(side))
                        (areas(side))
                    }
                }
            }
        }
    };
    chair(seen, Tab::Now, "What is known", &main)
}
