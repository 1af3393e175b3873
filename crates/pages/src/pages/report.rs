//! A METHANE report in the role's own words, with its own figures. Must not fill in what nobody said.

use super::frame::{Tab, chair};
use super::parts::id;
use super::seen::Seen;
use maud::{Markup, html};

/// A part of the report: the field's name, its letter, what it is called, what belongs there.
pub(crate) const PARTS: [(&str, &str, &str, &str); 7] = [
    (
        "major",
        "M",
        "Major incident",
        "Declared, or standby? At which level, since when?",
    ),
    ("exact", "E", "Exact location", "Sites and services."),
    (
        "kind",
        "T",
        "Type of incident",
        "What it is, as far as you know.",
    ),
    ("hazards", "H", "Hazards", "What harms now, and what could."),
    ("access", "A", "Access", "How to reach those who command."),
    (
        "number",
        "N",
        "Number and severity",
        "Patients and staff affected, and how badly.",
    ),
    (
        "emergency",
        "E",
        "Emergency services and others",
        "Who is here, who is needed.",
    ),
];

/// Figures that can be given: the field's name and what it counts.
pub(crate) const FIGURES: [(&str, &str); 3] = [
    ("locked", "Locked devices"),
    ("services", "Clinical services that don’t work as usual"),
    ("waiting", "Patients waiting in the emergency department"),
];

/// The page; `sent` says that a report has just gone.
pub(crate) fn report(seen: &Seen, sent: bool) -> Markup {
    let main = html! {
        div .loose {
            div { h1 { "METHANE report" } p .quiet { "In your words, as you know it, right or wrong. What you don’t know, say so." } }
            @if sent { p .area .done role="status" { b { "✓ Your report has gone." } " Each further one is kept beside it." } }
            @if seen.shown.clock.ended { p .quiet { "The exercise is over." } }
            @else { form method="post" action="/report" .loose data-keep="report" {
                (id(&seen.id))
                @for (name, letter, word, hint) in PARTS {
                    div .letter {
                        b aria-hidden="true" { (letter) }
                        div { label for=(name) { (word) } span .hint id={ (name) "-hint" } { (hint) } }
                        textarea id=(name) name=(name) maxlength="1000" aria-describedby={ (name) "-hint" } {}
                    }
                }
                fieldset .stack { legend { "Figures, if you have them" span .hint { "Leave empty what you don’t know." } }
                    @for (name, word) in FIGURES {
                        div { label for=(name) { (word) } input .fig id=(name) name=(name) inputmode="numeric" pattern="[0-9]*" maxlength="7"; }
                    }
                }
                button .btn .go .wide { "Send the report" }
            } }
        }
    };
    chair(seen, Tab::Report, "Report", &main)
}
