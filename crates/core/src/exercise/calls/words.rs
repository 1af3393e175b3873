//! How people answer who are rung: each in their own voice, in one of several wordings. Must not know
//! anything that they don't.

use super::catalogue::Query;
use super::heard::{Desk, Floor, Heard, Ramp};
use crate::exercise::event::Standing;
use crate::exercise::state::Mode;

/// One of several wordings, by a number between 0 and 1.
fn one_of<'a>(luck: f64, wordings: &[&'a str]) -> &'a str {
    let nth = (luck * wordings.len() as f64) as usize;
    wordings[nth.min(wordings.len() - 1)]
}

/// What is said.
pub(super) fn answer(heard: &Heard, query: Query, luck: f64) -> String {
    match heard {
        Heard::Service(floor) => service(floor, query, luck),
        Heard::Switchboard { lines, other_way } => switchboard(*lines, *other_way, query, luck),
        Heard::Desk(it) => desk(it, query, luck),
        Heard::Ambulances(it) => ambulances(it, query, luck),
        Heard::Supplier {
            system,
            up,
            on_site,
        } => supplier(system, *up, *on_site, query, luck),
        Heard::Neighbour(it) => neighbour(it, query, luck),
    }
}

/// Things in a row as they are spoken.
fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// One or several of something.
fn some(count: u32, one: &str, several: &str) -> String {
    match count {
        0 => format!("no {several}"),
        1 => format!("one {one}"),
        more => format!("{more} {several}"),
    }
}

fn service(floor: &Floor, query: Query, luck: f64) -> String {
    let well = floor.standing == Standing::Normal;
    match query {
        Query::HowAreYou => service_stands(floor, luck),
        Query::HowMany => {
            let mut told = screens(floor, luck);
            match floor.waiting {
                None => {}
                Some(0) => told += " Nobody waiting.",
                Some(count) => {
                    told += &format!(" {} waiting.", some(count, "patient", "patients"));
                }
            }
            told
        }
        Query::SinceWhen if well => "Nothing has changed here. It's an ordinary shift.".to_owned(),
        Query::SinceWhen => one_of(
            luck,
            &[
                "About #. I didn't look at the clock.",
                "Since # or so.",
                "It went just after #, I think.",
            ],
        )
        .replace('#', &floor.since),
        Query::WhatDoYouNeed => service_needs(floor, luck),
        Query::CanYouTake => match (floor.standing, floor.capacity) {
            (Standing::Stopped, _) => one_of(
                luck,
                &[
                    "No. We've stopped.",
                    "Not one. Send them somewhere else.",
                    "No, we can't do the ones we have.",
                ],
            )
            .to_owned(),
            (Standing::Normal, _) => one_of(
                luck,
                &[
                    "Yes, as on any day.",
                    "We can. Ring before you send them.",
                    "A few, yes.",
                ],
            )
            .to_owned(),
            (_, share) if share < 0.6 => {
                "Not safely. We're doing about half of what we would.".to_owned()
            }
            _ => "One or two, if they're straightforward. Nothing complicated.".to_owned(),
        },
        Query::WhenBack if well => "We haven't lost anything.".to_owned(),
        Query::WhenBack => one_of(
            luck,
            &[
                "You tell me. Nobody's told us anything.",
                "IT said they'd ring back. They haven't.",
                "No idea. We're planning for the whole shift without it.",
            ],
        )
        .to_owned(),
    }
}

/// More screens than somebody in charge of a shift counts.
const MANY: u32 = 60;

fn screens(floor: &Floor, luck: f64) -> String {
    match floor.locked {
        0 => one_of(
            luck,
            &[
                "No screens locked here that I can see.",
                "All our screens are up.",
                "None of ours.",
            ],
        )
        .to_owned(),
        1 => "One screen, in the corner. We've put a sign on it.".to_owned(),
        few if few < 5 => format!("{few} screens, I can see all of them from here."),
        many if many > MANY => one_of(
            luck,
            &[
                "Nearly every one I've walked past.",
                "Dozens. I stopped counting.",
                "Ask me which ones work, that's quicker.",
            ],
        )
        .to_owned(),
        count => one_of(
            luck,
            &[
                "I counted # screens gone.",
                "About # are locked.",
                "# or so. I haven't been in every room.",
            ],
        )
        .replace('#', &count.to_string()),
    }
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

fn service_stands(floor: &Floor, luck: f64) -> String {
    let without = if floor.gone.is_empty() {
        String::new()
    } else {
        format!(" We can't get into {}.", listed(&floor.gone))
    };
    let stands = match (floor.standing, floor.mode) {
        (Standing::Normal, _) => one_of(
            luck,
            &[
                "Fine here, busy but fine.",
                "Nothing wrong this end.",
                "We're all right. Should we be worried?",
            ],
        ),
        (Standing::Stopped, _) => one_of(
            luck,
            &[
                "We've stopped.",
                "At a standstill. Nothing is going out.",
                "We're not doing anything but emergencies in front of us.",
            ],
        ),
        (_, Mode::Paper { .. }) => one_of(
            luck,
            &[
                "We're on paper. It's slow but it's holding.",
                "All on paper now. Everything takes twice as long.",
                "Paper and runners. People are getting tired of it.",
            ],
        ),
        (_, Mode::Mobilising { .. }) => "We're getting the paper out now. Give us half an hour.",
        (Standing::Reduced | Standing::Paper, Mode::Screens) => one_of(
            luck,
            &[
                "Struggling. Some of it works, some doesn't.",
                "Slow. We keep losing screens.",
                "Not good, and nobody has said to go to paper.",
            ],
        ),
    };
    format!("{stands}{without}")
}

fn service_needs(floor: &Floor, luck: f64) -> String {
    if let Some((what, hours)) = &floor.short {
        return format!(
            "{what}. There's enough for {} at this rate.",
            some(*hours, "hour", "hours")
        );
    }
    match (floor.standing, floor.mode) {
        (Standing::Normal, _) => "Nothing, thanks. Just tell us what's going on.".to_owned(),
        (_, Mode::Paper { .. }) => one_of(
            luck,
            &[
                "Runners, and somebody to write.",
                "Hands. And more forms, we're photocopying the last one.",
                "Someone to take the phone so that nurses can nurse.",
            ],
        )
        .to_owned(),
        _ if floor.gone.is_empty() => {
            "A straight answer: do we keep using the machines or not?".to_owned()
        }
        _ => format!(
            "{} back, or somebody to say we go to paper.",
            listed(&floor.gone)
        ),
    }
}

fn switchboard(lines: bool, other_way: bool, query: Query, luck: f64) -> String {
    match query {
        Query::HowAreYou | Query::HowMany if lines => one_of(
            luck,
            &[
                "All lines up. Everybody's ringing at once.",
                "Phones are fine, there's a queue on the board.",
                "Working. Bleeps as well.",
            ],
        )
        .to_owned(),
        Query::HowAreYou | Query::HowMany if other_way => {
            "The exchange is down. We're putting people through on the mobiles.".to_owned()
        }
        Query::HowAreYou | Query::HowMany => {
            "The board's dead. The red phone's all I've got, for crash calls.".to_owned()
        }
        Query::SinceWhen | Query::WhenBack if lines => "We haven't lost the lines.".to_owned(),
        Query::SinceWhen => {
            "It went and I started writing things down. Telecoms know when.".to_owned()
        }
        Query::WhenBack => "Telecoms haven't said.".to_owned(),
        Query::WhatDoYouNeed if lines => "An up-to-date list of who's on call, please.".to_owned(),
        Query::WhatDoYouNeed => "Mobiles, chargers, and a list of who has which.".to_owned(),
        Query::CanYouTake => "I can put calls through. What did you want?".to_owned(),
    }
}

fn desk(desk: &Desk, query: Query, luck: f64) -> String {
    match query {
        Query::HowAreYou if desk.reported == 0 => one_of(
            luck,
            &[
                "Normal queue. Passwords, mostly.",
                "Quiet. Why, what have you heard?",
                "Nothing out of the ordinary logged.",
            ],
        )
        .to_owned(),
        Query::HowAreYou => one_of(
            luck,
            &[
                "# machines logged so far, and those are the ones who got through.",
                "We've # on the list. It'll be more than that.",
                "# reported, and the line's still ringing.",
            ],
        )
        .replace('#', &desk.reported.to_string()),
        Query::HowMany => match desk.reported {
            0 => "None reported to us.".to_owned(),
            1 => "One reported. That's calls, not what's out there.".to_owned(),
            count => format!("{count} reported. That's calls, not what's out there."),
        },
        Query::SinceWhen => match &desk.since {
            None => "Nothing's been reported.".to_owned(),
            Some(since) => format!("The first calls came after {since}."),
        },
        Query::WhatDoYouNeed => match desk.free {
            0 => "People. Everybody I have is on a job.".to_owned(),
            free => format!(
                "A decision on what comes first. I've {} waiting for a job.",
                some(free, "engineer", "engineers")
            ),
        },
        Query::CanYouTake => match desk.free {
            0 => "No. All of them are out.".to_owned(),
            free => format!(
                "I've {} I could send, of {}.",
                some(free, "engineer", "engineers"),
                desk.at_work
            ),
        },
        Query::WhenBack => match desk.hours {
            None => "Nothing of ours is down that's been reported.".to_owned(),
            Some(hours) => format!(
                "What's been reported is {} of rebuilding if everybody does nothing else, and nobody starts until it's stopped spreading.",
                some(hours, "hour", "hours")
            ),
        },
    }
}

/// Whether crews are kept away, and from what.
fn kept_away(ramp: &Ramp) -> String {
    match (ramp.turns_away, ramp.diverted.is_empty()) {
        (true, _) => format!("We're sending crews past {} already.", ramp.of),
        (false, false) => format!("{} is on divert for {}.", ramp.of, listed(&ramp.diverted)),
        (false, true) => format!("{} is open to us as far as we know.", ramp.of),
    }
}

fn ambulances(ramp: &Ramp, query: Query, luck: f64) -> String {
    match query {
        Query::HowAreYou => kept_away(ramp),
        Query::HowMany => match ramp.on_ramp {
            0 => "Nobody held on your ramp.".to_owned(),
            count => format!(
                "We've {} outside yours waiting to hand over.",
                some(count, "crew", "crews")
            ),
        },
        Query::SinceWhen => {
            "I'd have to look through the log. Put it in an e-mail, if you have e-mail.".to_owned()
        }
        Query::WhatDoYouNeed => one_of(
            luck,
            &[
                "A named person who says what you can take, and a number that works.",
                "If you divert, say which patients and until when. And ring us before you do it.",
                "Somebody at the door who takes handover.",
            ],
        )
        .to_owned(),
        Query::CanYouTake => format!(
            "We can go elsewhere, it's further, and somebody else waits for it. {}",
            kept_away(ramp)
        ),
        Query::WhenBack => "That's for you to tell us.".to_owned(),
    }
}

fn neighbour(ramp: &Ramp, query: Query, luck: f64) -> String {
    let waits = format!(
        "{} waiting here, {}.",
        some(ramp.waiting, "patient", "patients"),
        told_wait(ramp.wait_mins)
    );
    let down = match ramp.down.as_slice() {
        [] => String::new(),
        down => format!(" We've trouble of our own with {}.", listed(down)),
    };
    match query {
        Query::HowAreYou if ramp.turns_away => format!("Full. {waits}{down}"),
        Query::HowAreYou => format!(
            "{} {waits}",
            one_of(luck, &["Busy.", "Usual for the day.", "Holding."])
        ),
        Query::HowMany => waits,
        Query::CanYouTake if ramp.turns_away => {
            "No. We're turning crews away ourselves.".to_owned()
        }
        Query::CanYouTake if ramp.on_ramp > 0 => format!(
            "Not much: {} outside as it is. Time-critical, yes, ring first.",
            some(ramp.on_ramp, "crew", "crews")
        ),
        Query::CanYouTake => one_of(
            luck,
            &[
                "Some. Which patients, and through whom?",
                "For a few hours. It has to come from the region, though.",
                "We can take your time-critical ones. Not your minors.",
            ],
        )
        .to_owned(),
        Query::WhatDoYouNeed => {
            "Tell us before the crews turn up. And what is it, so that we can look at our own?"
                .to_owned()
        }
        Query::SinceWhen | Query::WhenBack => {
            "We've nothing down that I know of. What have you got?".to_owned()
        }
    }
}

fn supplier(system: &str, up: f64, on_site: bool, query: Query, luck: f64) -> String {
    let here = if on_site {
        " Our engineer is with you on it."
    } else {
        ""
    };
    match query {
        Query::HowAreYou | Query::HowMany if up >= 0.9 => {
            format!("{system} answers, looks healthy from this end.{here}")
        }
        Query::HowAreYou | Query::HowMany if up >= 0.1 => {
            format!("We see part of {system}. Some of it isn't answering.{here}")
        }
        Query::HowAreYou | Query::HowMany => {
            format!("We can't reach {system} at all. Is it off, or have you cut us off?{here}")
        }
        Query::SinceWhen => {
            "Our monitoring will say. I'll have to raise a ticket for that.".to_owned()
        }
        Query::WhatDoYouNeed => one_of(
            luck,
            &[
                "A purchase order and a way in that isn't your network.",
                "Remote access, or a door held open for an engineer.",
                "Your written word that the server is clean before we connect.",
            ],
        )
        .to_owned(),
        Query::CanYouTake => "I can put you on the list for an engineer.".to_owned(),
        Query::WhenBack if up >= 0.9 => format!("{system} is up."),
        Query::WhenBack if on_site => {
            "Our engineer will give you a time. I won't guess.".to_owned()
        }
        Query::WhenBack => one_of(
            luck,
            &[
                "Nobody's asked us to do anything yet. Next working day, by the contract.",
                "Four hours from when you log it as priority one. It isn't logged.",
                "We don't start until you tell us it's safe to connect.",
            ],
        )
        .to_owned(),
    }
}
