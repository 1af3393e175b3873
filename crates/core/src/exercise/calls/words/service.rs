//! How whoever is in charge of a service's shift answers: an emergency department, a list, a ward, a bench
//! that works for others. Must not know anything that they don't see.

use super::super::catalogue::Query;
use super::super::heard::{Floor, MANY, Trade};
use super::phrases::{capital, listed, one_of, some, without};
use crate::exercise::event::Standing;
use crate::exercise::state::Mode;

/// A share of their work from which it counts as holding.
const HOLDING: f64 = 0.6;

pub(super) fn service(floor: &Floor, query: Query, luck: f64) -> String {
    if !floor.own.is_empty() {
        let own: Vec<&str> = floor.own.iter().map(String::as_str).collect();
        return one_of(luck, &own).to_owned();
    }
    match query {
        Query::HowAreYou => stands(floor, luck),
        Query::HowMany => how_many(floor, luck),
        Query::SinceWhen => since(floor, luck),
        Query::WhatDoYouNeed => needs(floor, luck),
        Query::CanYouTake => can_take(floor, luck),
        Query::WhenBack => back(floor, luck),
    }
}

fn stands(floor: &Floor, luck: f64) -> String {
    let gone = if floor.gone.is_empty() {
        String::new()
    } else {
        format!(" We've {}.", without(&floor.gone))
    };
    match (floor.standing, floor.mode) {
        (Standing::Stopped, _) => format!("{}{gone}", one_of(luck, stopped(floor.trade))),
        (_, Mode::Mobilising { .. }) => {
            let ready = (floor.ready_in + 2) / 5 * 5;
            let told = one_of(
                luck,
                &[
                    "Getting the downtime packs out now. #.",
                    "We're going to paper. # and we're on it.",
                    "The forms are coming out of the cupboard now. #.",
                ],
            );
            let when = if ready < 5 {
                "Any minute".to_owned()
            } else {
                format!("About {ready} minutes")
            };
            format!("{}{gone}", told.replace('#', &when))
        }
        (_, Mode::Paper { .. }) => {
            let told = if floor.capacity >= HOLDING {
                one_of(
                    luck,
                    &[
                        "We're on paper: #. It's slow, but it's holding.",
                        "All on paper. It's #. Slower, but we're managing.",
                        "Paper: #. We're keeping up, just about.",
                    ],
                )
            } else {
                one_of(
                    luck,
                    &[
                        "We're on paper: #. And we're getting further behind.",
                        "All on paper. It's #, and it isn't keeping up.",
                        "Paper: #. People are tired, and the pile's growing.",
                    ],
                )
            };
            told.replace('#', &floor.meanwhile)
        }
        (Standing::Normal, _) => well(floor, luck),
        (_, Mode::Screens) => struggling(floor, luck),
    }
}

fn stopped(trade: Trade) -> &'static [&'static str] {
    match trade {
        Trade::Door => &[
            "We're at a standstill. The sickest get seen and nobody else does.",
            "It's stopped. We're only dealing with the ones who can't wait.",
            "Nothing's moving. I can't run a department like this.",
        ],
        Trade::Booked => &[
            "We've stopped. I've people sat here waiting to be told.",
            "It's off. We can't do today's list, and I can't see tomorrow's.",
            "Nothing's happening here. We're sending people home unless it's urgent.",
        ],
        Trade::Ward => &[
            "It's bad. We're down to keeping people safe.",
            "We've ground to a halt. Send somebody.",
            "Nothing works. We're going from one patient to the next and that's it.",
        ],
        Trade::Bench => &[
            "We've stopped. Nothing's going out.",
            "We're down. Life-threatening only, and ring us first.",
            "Nothing's going out. Don't send us anything that can wait.",
        ],
    }
}

/// Screens that are gone, in the middle of a sentence.
fn screens_gone(floor: &Floor) -> String {
    match floor.locked {
        few if few < 5 => some(few, "screen", "screens"),
        many if many > MANY && floor.most => "nearly every screen".to_owned(),
        many if many > MANY => "dozens of screens".to_owned(),
        count => format!("about {count} screens"),
    }
}

/// A shift that works as usual.
fn well(floor: &Floor, luck: f64) -> String {
    if floor.locked > 0 {
        let gone = screens_gone(floor);
        let told = one_of(
            luck,
            &[
                "All right so far. We've lost #, and we're sharing the rest.",
                "Managing. We've # out, but we're working round it.",
                "Not too bad. ## gone, and I've told people not to touch anything.",
            ],
        );
        return told.replace("##", &capital(&gone)).replace('#', &gone);
    }
    if !floor.gone.is_empty() {
        return one_of(
            luck,
            &[
                "Managing. We've #, but we can work round that.",
                "All right, considering. There's #.",
            ],
        )
        .replace('#', &without(&floor.gone));
    }
    let told: &[&str] = match floor.trade {
        Trade::Door => &[
            "Busy. Nothing out of the ordinary.",
            "Usual for the day.",
            "We're all right. What have you heard?",
        ],
        Trade::Booked => &[
            "Fine, running a bit behind. No more than usual.",
            "All fine here. Should I be worried?",
            "Nothing wrong this end.",
        ],
        Trade::Ward => &[
            "Fine, thanks. Short-staffed, but you knew that.",
            "We're OK. Is something going on?",
            "All right here.",
        ],
        Trade::Bench => &[
            "All running normally.",
            "Fine. Everything's going out on time.",
            "No problems here.",
        ],
    };
    one_of(luck, told).to_owned()
}

/// A shift that goes on, on screens, and worse than it should.
fn struggling(floor: &Floor, luck: f64) -> String {
    if floor.locked > 0 {
        let gone = screens_gone(floor);
        let told = one_of(
            luck,
            &[
                "Struggling. We've lost #, and we're queuing for the rest.",
                "Not good. ## locked, and everybody's asking me what to do.",
                "Slow. ## gone, and nobody's said whether to go to paper.",
            ],
        );
        return told.replace("##", &capital(&gone)).replace('#', &gone);
    }
    if !floor.gone.is_empty() {
        return one_of(
            luck,
            &[
                "Struggling. We've #.",
                "Slow. There's #, so everything's by hand or by phone.",
                "Not good. We've #. Nobody's said whether to go to paper.",
            ],
        )
        .replace('#', &without(&floor.gone));
    }
    one_of(
        luck,
        &[
            "Slow. Our own screens are fine, it's what we're not getting from everyone else.",
            "Behind. It's not our computers, it's the waiting on other people's.",
            "Not great. Everything I ask for takes twice as long to come.",
        ],
    )
    .to_owned()
}

fn how_many(floor: &Floor, luck: f64) -> String {
    let screens = screens(floor, luck);
    match floor.waiting {
        None => screens,
        Some(0) => format!("{screens} Nobody waiting."),
        Some(count) => format!(
            "{screens} {} waiting.",
            capital(&some(count, "patient", "patients"))
        ),
    }
}

fn screens(floor: &Floor, luck: f64) -> String {
    match floor.locked {
        0 => one_of(
            luck,
            &[
                "No screens locked here that I can see.",
                "None of ours, not that anybody's told me.",
                "None.",
            ],
        )
        .to_owned(),
        1 => one_of(
            luck,
            &[
                "One. There's a sign on it, nobody's touching it.",
                "Just the one so far.",
            ],
        )
        .to_owned(),
        few if few < 5 => {
            let told = one_of(luck, &["#. I can see all of them from here.", "# so far."]);
            told.replace('#', &capital(some(few, "", "").trim_end()))
        }
        many if many > MANY && floor.most => one_of(
            luck,
            &[
                "Nearly every one I've walked past.",
                "Ask me which ones work, that's quicker.",
                "Most of them. I've stopped counting.",
            ],
        )
        .to_owned(),
        many if many > MANY => one_of(
            luck,
            &[
                "Dozens. I've stopped counting.",
                "Dozens. It's all along the corridor.",
            ],
        )
        .to_owned(),
        count => one_of(
            luck,
            &[
                "I counted # gone.",
                "About #, give or take.",
                "# or so. I haven't been in every room.",
            ],
        )
        .replace('#', &count.to_string()),
    }
}

fn since(floor: &Floor, luck: f64) -> String {
    if floor.standing == Standing::Normal {
        let told: &[&str] = if floor.is_well() {
            &[
                "Nothing's changed here. It's an ordinary shift.",
                "Nothing's been wrong here.",
                "There's nothing to tell you. We're as we were.",
            ]
        } else {
            &[
                "Couldn't tell you. It's come on bit by bit.",
                "I don't know. Somebody mentioned it at the desk.",
            ]
        };
        return one_of(luck, told).to_owned();
    }
    one_of(
        luck,
        &[
            "About #. I didn't look at the clock.",
            "Since # or so.",
            "Just after #, I think.",
            "It's on the board as #, so round about then.",
        ],
    )
    .replace('#', &floor.since.clock)
}

fn needs(floor: &Floor, luck: f64) -> String {
    if let Some((what, hours)) = &floor.short {
        let left = match hours {
            0 => "less than an hour's worth".to_owned(),
            hours => format!("enough for {}", some(*hours, "hour", "hours")),
        };
        return one_of(
            luck,
            &[
                "#. At this rate there's ##.",
                "It's # I'm worried about. There's ## at this rate.",
            ],
        )
        .replace("##", &left)
        .replace('#', what);
    }
    let told: &[&str] = match (floor.standing, floor.mode, floor.trade) {
        (Standing::Normal, ..) if floor.is_well() => &[
            "Nothing, thanks. Just tell us what's going on.",
            "Nothing at the moment. Who do I ring if that changes?",
            "Nothing. But if you know something, tell us first.",
        ],
        (_, Mode::Paper { .. }, Trade::Bench) => &[
            "Runners, and somebody to answer the phone.",
            "Forms I can read, with a name and a bleep on them.",
            "More staff. And stop people ringing to ask if we've done it yet.",
        ],
        (_, Mode::Paper { .. }, _) => &[
            "Runners, and somebody to write.",
            "Hands. And more forms, we're photocopying the last one.",
            "Somebody on the phone, so the rest of us can look after patients.",
        ],
        (_, Mode::Mobilising { .. }, _) => &[
            "Forms, pens, and half an hour without the phone ringing.",
            "Somebody to carry the boxes up.",
        ],
        _ if floor.gone.is_empty() => &[
            "A straight answer: do we use the computers or don't we?",
            "Somebody to say whether we switch off or carry on.",
            "To know if it's coming back today. I'll plan round it, but I need telling.",
        ],
        _ => &[
            "# back, or somebody to say we go to paper.",
            "# back. Failing that, a decision.",
        ],
    };
    one_of(luck, told).replace('#', &listed(&floor.gone))
}

fn can_take(floor: &Floor, luck: f64) -> String {
    if floor.full {
        let told = &[
            "No. They're queuing out of the door as it is.",
            "Absolutely not. There's nowhere left to put them.",
        ];
        return one_of(luck, told).to_owned();
    }
    let told: &[&str] = match (floor.standing, floor.capacity) {
        (Standing::Stopped, _) => &[
            "No. We've stopped.",
            "Not one. Send them somewhere else.",
            "No, we can't do the ones we've got.",
        ],
        (Standing::Normal, _) => match floor.trade {
            Trade::Door => &[
                "Yes, same as any day.",
                "We can. Ring it through first.",
                "Yes. Who's coming?",
            ],
            Trade::Booked => &["A few, if you ring first.", "We can squeeze some in."],
            Trade::Ward => &["A few, yes.", "We can, if you tell us who's coming."],
            Trade::Bench => &["Yes, send it down.", "We've room. Label it properly."],
        },
        (_, share) if share < 0.45 => &[
            "No, not really. We're doing less than half of what we should.",
            "Hardly any. We're at less than half.",
        ],
        (_, share) if share < 0.6 => &[
            "Not safely. We're doing about half of what we should.",
            "I'd rather you didn't. We're at about half.",
        ],
        (_, share) if share < 0.8 => &[
            "One or two, if they're straightforward.",
            "Urgent ones. Nothing that can wait.",
        ],
        _ => &[
            "A few, as long as they don't all come at once.",
            "Some. We're slower than usual, so don't promise a time.",
        ],
    };
    one_of(luck, told).to_owned()
}

fn back(floor: &Floor, luck: f64) -> String {
    let told: &[&str] = match floor.standing {
        Standing::Normal if floor.is_well() => &[
            "We haven't lost anything.",
            "Nothing's down here.",
            "We've lost nothing to get back.",
        ],
        Standing::Normal => &[
            "No idea. We can manage without for now.",
            "Nobody's said. It's not stopping us yet.",
        ],
        _ => &[
            "You tell me. Nobody's told us a thing.",
            "IT said they'd ring back. They haven't.",
            "No idea. We're planning the whole shift without it.",
        ],
    };
    one_of(luck, told).to_owned()
}
