//! How those outside answer: ambulance control, another organisation's site manager, a supplier's help desk.
//! Must not know anything that they don't.

use super::super::catalogue::Query;
use super::super::heard::{Ramp, Vendor};
use super::phrases::{capital, listed, one_of, some};

/// Whether crews are kept away, and from what.
fn kept_away(ramp: &Ramp, luck: f64) -> String {
    let told: &[&str] = match (ramp.turns_away, ramp.diverted.is_empty()) {
        (true, _) => &[
            "We're sending crews past # already.",
            "# can't take a handover, so we're going past.",
        ],
        (false, false) => &[
            "I've # down as on divert for ##.",
            "# is on divert for ##. Everything else still comes to you.",
        ],
        (false, true) => &[
            "# is open as far as we know.",
            "No divert on the board for #.",
        ],
    };
    let told = one_of(luck, told).replace("##", &listed(&ramp.diverted));
    told.replace('#', &ramp.of)
}

pub(super) fn ambulances(ramp: &Ramp, query: Query, luck: f64) -> String {
    let told: &[&str] = match query {
        Query::HowAreYou => return kept_away(ramp, luck),
        Query::HowMany => {
            return match ramp.on_ramp {
                0 => one_of(
                    luck,
                    &[
                        "Nobody held outside yours.",
                        "Nothing waiting to offload at yours.",
                    ],
                )
                .to_owned(),
                count => {
                    let told = one_of(
                        luck,
                        &[
                            "We've # outside yours waiting to hand over.",
                            "# waiting to offload at yours, and I've calls stacking behind them.",
                        ],
                    );
                    capital(&told.replace('#', &some(count, "crew", "crews")))
                }
            };
        }
        Query::SinceWhen => &[
            "I'd have to go through the log for that. Can it wait?",
            "I can't give you that off the top of my head. The duty manager can.",
        ],
        Query::WhatDoYouNeed => &[
            "One named person who says what you can take, and a number that works.",
            "If you divert, tell us which patients and until when. And ring us before you do it.",
            "Somebody at the door who'll take a handover.",
        ],
        Query::CanYouTake => {
            let kept = kept_away(ramp, luck);
            return one_of(
                luck,
                &[
                    "We can go further, but that's a crew out for longer and somebody else waits. #",
                    "We can take them elsewhere, it just costs us the time. #",
                ],
            )
            .replace('#', &kept);
        }
        Query::WhenBack => &[
            "You tell us. And ring control, don't leave it to the crews.",
            "That's yours to say. We need it from somebody with a name.",
        ],
    };
    one_of(luck, told).to_owned()
}

/// A wait as it is told: to five minutes, from an hour on to half an hour.
fn told_wait(mins: u32) -> String {
    match mins {
        0..=2 => "no wait to speak of".to_owned(),
        3..=59 => format!("about {} minutes to be seen", (mins + 2) / 5 * 5),
        60..=104 => "over an hour to be seen".to_owned(),
        _ => {
            let halves = (mins + 15) / 30;
            let half = if halves % 2 == 1 { " and a half" } else { "" };
            format!("about {}{half} hours to be seen", halves / 2)
        }
    }
}

pub(super) fn neighbour(ramp: &Ramp, query: Query, luck: f64) -> String {
    let waits = match ramp.waiting {
        0 => "Nobody waiting.".to_owned(),
        count => format!(
            "{} waiting here, {}.",
            capital(&some(count, "patient", "patients")),
            told_wait(ramp.wait_mins)
        ),
    };
    let down = match ramp.down.as_slice() {
        [] => String::new(),
        down => format!(" We've trouble of our own with {}.", listed(down)),
    };
    let told: &[&str] = match query {
        Query::HowAreYou if ramp.turns_away => {
            return format!(
                "{} {waits}{down}",
                one_of(luck, &["Full.", "We're on our knees."])
            );
        }
        Query::HowAreYou => {
            let told = if ramp.waiting == 0 {
                one_of(luck, &["All right here.", "Quiet, touch wood."])
            } else {
                one_of(luck, &["Busy.", "Usual for the day.", "Holding our own."])
            };
            return format!("{told} {waits}{down}");
        }
        Query::HowMany => return waits,
        Query::CanYouTake if ramp.turns_away => &[
            "No. We're turning crews away ourselves.",
            "No, we're past it. Try further out.",
        ],
        Query::CanYouTake if ramp.on_ramp > 0 => {
            let told = one_of(
                luck,
                &[
                    "Not much: I've # outside as it is. Time-critical, yes, but ring first.",
                    "I've # on the ramp already. Only what won't keep.",
                ],
            );
            return told.replace('#', &some(ramp.on_ramp, "crew", "crews"));
        }
        Query::CanYouTake => &[
            "Some. Which patients, and who's agreed it?",
            "For a few hours. It has to come through the region, though.",
            "We'll take your time-critical ones. Not your minors.",
        ],
        Query::WhatDoYouNeed => &[
            "To be told before the crews turn up, and a number for whoever's running it your end.",
            "Tell us what it is, so that we can look at our own.",
            "Some warning. Last time we heard it from the crews.",
        ],
        Query::SinceWhen | Query::WhenBack if !ramp.down.is_empty() => &[
            "I haven't a time for you. It's # that's not right here.",
            "Nobody's told me. We're short of # ourselves.",
        ],
        Query::SinceWhen | Query::WhenBack => &[
            "We've nothing down that I know of. What have you got?",
            "It's not us. Everything's working here as far as I've been told.",
        ],
    };
    one_of(luck, told).replace('#', &listed(&ramp.down))
}

/// The share of a system from which it looks whole from outside, and under which there is nothing to be seen.
const WHOLE: f64 = 0.9;
const NOTHING: f64 = 0.1;

pub(super) fn supplier(vendor: &Vendor, query: Query, luck: f64) -> String {
    let here = if vendor.on_site {
        " Our engineer's with you on it."
    } else {
        ""
    };
    let told: &[&str] = match query {
        Query::HowAreYou | Query::HowMany => {
            let told: &[&str] = match vendor.up {
                up if up >= WHOLE => &[
                    "#: that's green this end, no alarms.",
                    "I'm looking at #. It's responding, looks healthy from here.",
                ],
                _ if vendor.theirs => &[
                    "We know about #. There's an incident open, and it's our end.",
                    "#, yes. We're updating all customers together, and I can't say more than that.",
                ],
                up if up >= NOTHING => &[
                    "I can see part of #. Some of it isn't answering.",
                    "# is up and down. Half my checks are timing out.",
                ],
                _ => &[
                    "I can't see # at all. Have you switched it off, or cut us off?",
                    "#'s dark from here. Is it your network?",
                ],
            };
            return format!("{}{here}", one_of(luck, told).replace('#', &vendor.system));
        }
        Query::SinceWhen => &[
            "Our monitoring will have it. I'd have to raise a ticket to get you a time.",
            "Have you a ticket number? I can't look it up without one.",
        ],
        Query::WhatDoYouNeed => &[
            "It logged as a priority one, and a way in that isn't your network.",
            "Remote access, or somebody to let our engineer in.",
            "Something in writing that the server's clean before we connect to it.",
        ],
        Query::CanYouTake => &[
            "I can put you in the queue for an engineer.",
            "I can log it and get somebody to ring you back.",
        ],
        Query::WhenBack if vendor.up >= WHOLE => &[
            "#'s up, from where I'm sitting.",
            "We've not got # as down.",
        ],
        Query::WhenBack if vendor.theirs => &[
            "Nobody here will give a time. Not yet.",
            "I've no time for #. You'll hear when everybody hears.",
        ],
        Query::WhenBack if vendor.on_site => &[
            "Our engineer will give you a time. I won't guess.",
            "Ask our engineer, they're standing next to it.",
        ],
        Query::WhenBack => &[
            "Nobody's asked us to do anything yet. Next working day, by the contract.",
            "Four hours from when you log it as priority one. It isn't logged.",
            "We don't start until you tell us it's safe to connect.",
        ],
    };
    one_of(luck, told).replace('#', &vendor.system)
}
