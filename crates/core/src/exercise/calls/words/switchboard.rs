//! How the switchboard and the IT service desk answer. Must not know anything that they don't.

use super::super::catalogue::Query;
use super::super::heard::Desk;
use super::phrases::{capital, one_of, some};

/// The share of the telephones under which nobody can be rung.
const LINES: f64 = 0.5;
/// The share from which all of them work, as far as anybody notices.
const ALL_LINES: f64 = 0.9;

pub(super) fn switchboard(lines: f64, other_way: bool, query: Query, luck: f64) -> String {
    let up = lines >= LINES;
    let told: &[&str] = match query {
        Query::HowAreYou | Query::HowMany if lines >= ALL_LINES => &[
            "All lines up. Everybody's ringing at once, that's all.",
            "Phones are fine. I've a queue on the board.",
            "Switchboard's working. Busy, but working.",
        ],
        Query::HowAreYou | Query::HowMany if up => &[
            "Some extensions are out. Most of them I can still ring.",
            "We've lost some lines. Keep trying, you'll get through.",
        ],
        Query::HowAreYou | Query::HowMany if other_way => &[
            "The exchange is down. We're putting people through on the mobiles.",
            "Main phones are off. I've the mobile list in front of me, give me a name.",
        ],
        Query::HowAreYou | Query::HowMany => &[
            "The board's dead. The red phones are all I've got, for crash calls.",
            "Nothing on the board at all. Crash calls go by the red phones.",
        ],
        Query::SinceWhen | Query::WhenBack if up => &[
            "They're working now.",
            "The lines are up. Who told you they weren't?",
        ],
        Query::SinceWhen => &[
            "It went and I started writing calls in the book. Telecoms will have the time.",
            "I haven't a time for you. It just went quiet.",
        ],
        Query::WhenBack => &[
            "Telecoms haven't said. I've asked twice.",
            "No idea. Nobody from telecoms has been up.",
        ],
        Query::WhatDoYouNeed if up => &[
            "An up-to-date on-call list. Half these names have left.",
            "People to stop ringing me to see if the phones work.",
            "One number to give out when they ask what's going on.",
        ],
        Query::WhatDoYouNeed => &[
            "Mobiles, chargers, and a list of who's got which.",
            "Two runners and a list of the mobiles.",
        ],
        Query::CanYouTake if up => &[
            "I can put you through. Who did you want?",
            "Go on, who do you need?",
        ],
        Query::CanYouTake if other_way => &[
            "By mobile, one at a time. Who do you want?",
            "I can try a mobile. Which one?",
        ],
        Query::CanYouTake => &[
            "Not through the board. Crash calls, and that's it.",
            "No. You'll have to send somebody.",
        ],
    };
    one_of(luck, told).to_owned()
}

pub(super) fn desk(desk: &Desk, query: Query, luck: f64) -> String {
    match query {
        Query::HowAreYou => how_are_you(desk, luck),
        Query::HowMany => match desk.reported {
            0 => one_of(
                luck,
                &["None reported to us.", "None that I've a ticket for."],
            )
            .to_owned(),
            count => one_of(
                luck,
                &[
                    "# reported. That's calls, not what's out there.",
                    "# on tickets. I wouldn't take that as the number.",
                ],
            )
            .replace('#', &count.to_string()),
        },
        Query::SinceWhen => match &desk.since {
            None => one_of(
                luck,
                &["Nothing's been reported.", "Since what? I've no tickets for it."],
            )
            .to_owned(),
            Some(since) => one_of(
                luck,
                &[
                    "The first calls came in after #.",
                    "First ticket's just after #.",
                ],
            )
            .replace('#', &since.clock),
        },
        Query::WhatDoYouNeed => match (desk.at_work, desk.free) {
            (0, _) => one_of(luck, NOBODY).to_owned(),
            (_, 0) => one_of(
                luck,
                &[
                    "People. Everybody I've got is on a job.",
                    "More staff. They're all out, and the queue's growing.",
                ],
            )
            .to_owned(),
            (_, free) => one_of(
                luck,
                &[
                    "To be told what comes first. I've # free.",
                    "Somebody to say which department matters most. I've # ready to go.",
                ],
            )
            .replace('#', &some(free, "engineer", "engineers")),
        },
        Query::CanYouTake => match (desk.at_work, desk.free) {
            (0, _) => one_of(luck, NOBODY).to_owned(),
            (_, 0) => one_of(
                luck,
                &[
                    "No. They're all out.",
                    "Not now. I can put you in the queue.",
                ],
            )
            .to_owned(),
            (all, free) => {
                let free = some(free, "engineer", "engineers");
                let told = one_of(
                    luck,
                    &[
                        "I could send you #, of the ## on shift.",
                        "# free, out of ##. Where do you want them?",
                    ],
                );
                let told = told.replace("##", &all.to_string());
                capital(&told.replace('#', &free))
            }
        },
        Query::WhenBack => match desk.hours {
            None if desk.reported == 0 => one_of(
                luck,
                &[
                    "Nothing of ours is down that's been reported.",
                    "I've nothing open that's down.",
                ],
            )
            .to_owned(),
            None => one_of(luck, NOBODY).to_owned(),
            Some(hours) => one_of(
                luck,
                &[
                    "What's been reported is # of rebuilding with everybody on it. We can't start till it's stopped spreading.",
                    "On what I know about, # if everybody does nothing else. And not before it's stopped spreading.",
                ],
            )
            .replace('#', &some(hours, "hour", "hours")),
        },
    }
}

/// When no engineer is at work.
const NOBODY: &[&str] = &[
    "There's no engineer in. It's whoever's on call, or it waits.",
    "I've nobody on shift. Do you want the on-call bleeped?",
];

fn how_are_you(desk: &Desk, luck: f64) -> String {
    if desk.reported == 0 {
        return one_of(
            luck,
            &[
                "Normal queue. Password resets, mostly.",
                "Quiet, for us.",
                "Nothing out of the ordinary logged.",
            ],
        )
        .to_owned();
    }
    one_of(
        luck,
        &[
            "# logged so far, and those are the ones who got through.",
            "I've # on the list. It'll be more than that by now.",
            "# reported, and the phone hasn't stopped.",
        ],
    )
    .replace(
        '#',
        &match desk.reported {
            1 => "1 machine".to_owned(),
            count => format!("{count} machines"),
        },
    )
}
