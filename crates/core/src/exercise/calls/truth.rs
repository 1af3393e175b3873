//! How it really stood when a call was answered, in words, and how what was said compares with it. Must not be
//! told to anybody who plays: it is for whoever looks back.
//!
//! A figure is *right* within a tenth of what is so, or two, and *partly right* within a quarter, or five, as a
//! situation report is let pass (`said`). A time is right within a quarter of an hour, which is how times are
//! told, and partly right within half an hour. That all is well is partly right where machines are infected and
//! show nothing: nobody there could see it. What the service desk or a neighbour were told of by then, and no
//! more, is *out of date*. The bounds are the author's estimates.

use super::catalogue::Query;
use super::heard::{Desk, Floor, Heard, MANY, Ramp, Vendor, When};
use super::made::Accuracy;
use crate::exercise::event::Standing;
use crate::exercise::state::Mode;

/// Within so much a figure is right: a share, and how much at least.
const NEAR: (f64, f64) = (0.1, 2.0);
/// Within so much it is partly right.
const ABOUT: (f64, f64) = (0.25, 5.0);
/// Minutes within which a time is right, and partly right.
const TIME_MINS: [u32; 2] = [15, 30];
/// The share of a system from which it counts as up.
const UP: f64 = 0.9;

/// How what was told compares with what was so.
pub(super) fn judge(told: &Heard, so: &Heard, query: Query) -> Accuracy {
    match (told, so) {
        (Heard::Service(told), Heard::Service(so)) => floor(told, so, query),
        (Heard::Desk(told), Heard::Desk(so)) => desk(told, so, query),
        (Heard::Ambulances(told), Heard::Ambulances(so)) => match query {
            Query::HowMany => figure(told.on_ramp, so.on_ramp),
            Query::HowAreYou | Query::CanYouTake => Accuracy::Right,
            Query::SinceWhen | Query::WhatDoYouNeed | Query::WhenBack => Accuracy::NoFact,
        },
        (Heard::Neighbour(told), Heard::Neighbour(so)) => neighbour(told, so, query),
        (Heard::Supplier(told), _) => supplier(told, query),
        (Heard::Switchboard { lines, .. }, _) => match query {
            Query::HowAreYou | Query::HowMany => Accuracy::Right,
            Query::SinceWhen | Query::WhenBack if *lines >= 0.5 => Accuracy::Right,
            _ => Accuracy::NoFact,
        },
        // Both are of one call.
        _ => Accuracy::NoFact,
    }
}

fn figure(told: u32, so: u32) -> Accuracy {
    let off = f64::from(told.abs_diff(so));
    let within = |(share, least): (f64, f64)| off <= (share * f64::from(so)).max(least);
    if told == so || (so > 4 && within(NEAR)) {
        Accuracy::Right
    } else if within(ABOUT) {
        Accuracy::Partly
    } else {
        Accuracy::Wrong
    }
}

fn time(told: &When, so: &When) -> Accuracy {
    let off = told.mins.abs_diff(so.mins);
    match TIME_MINS.iter().position(|within| off <= *within) {
        Some(0) => Accuracy::Right,
        Some(_) => Accuracy::Partly,
        None => Accuracy::Wrong,
    }
}

/// What is said that all is well is worth, with so many machines that show nothing.
fn all_well(silent: u32) -> Accuracy {
    if silent > 0 {
        Accuracy::Partly
    } else {
        Accuracy::Right
    }
}

fn floor(told: &Floor, so: &Floor, query: Query) -> Accuracy {
    let screens = || match told.locked {
        many if many > MANY => Accuracy::Partly,
        few => figure(few, so.locked),
    };
    match query {
        Query::HowAreYou if told.is_well() => all_well(so.silent),
        // The scenario's own words are of how it stands, which is seen as it is.
        Query::HowAreYou if !told.own.is_empty() => Accuracy::Right,
        Query::HowAreYou => {
            let on_screens = told.mode == Mode::Screens
                && matches!(told.standing, Standing::Normal | Standing::Reduced);
            if on_screens && told.locked > 0 {
                screens()
            } else {
                Accuracy::Right
            }
        }
        Query::HowMany => {
            let waiting = told.waiting.zip(so.waiting);
            let waiting = waiting.map_or(Accuracy::Right, |(told, so)| figure(told, so));
            screens().max(waiting)
        }
        Query::SinceWhen | Query::WhenBack if told.is_well() => all_well(so.silent),
        Query::SinceWhen if told.standing != Standing::Normal => time(&told.since, &so.since),
        Query::WhatDoYouNeed if told.short.is_some() && told.own.is_empty() => Accuracy::Right,
        Query::CanYouTake => Accuracy::Right,
        Query::SinceWhen | Query::WhatDoYouNeed | Query::WhenBack => Accuracy::NoFact,
    }
}

/// What had been reported by then, where it isn't near what is so.
fn as_reported(accuracy: Accuracy) -> Accuracy {
    if accuracy == Accuracy::Wrong {
        Accuracy::OutOfDate
    } else {
        accuracy
    }
}

fn desk(told: &Desk, so: &Desk, query: Query) -> Accuracy {
    match query {
        Query::HowAreYou if told.reported == 0 && so.reported == 0 => all_well(so.silent),
        Query::HowAreYou | Query::HowMany if told.reported == 0 && so.reported > 0 => {
            Accuracy::OutOfDate
        }
        Query::HowAreYou | Query::HowMany => as_reported(figure(told.reported, so.reported)),
        Query::SinceWhen => match (&told.since, &so.since) {
            (Some(told), Some(so)) => time(told, so),
            (None, None) => Accuracy::Right,
            _ => Accuracy::OutOfDate,
        },
        Query::WhatDoYouNeed | Query::CanYouTake => Accuracy::Right,
        Query::WhenBack => match (told.hours, so.hours) {
            (Some(told), Some(so)) => as_reported(figure(told, so)),
            (None, _) if told.reported > 0 => Accuracy::NoFact,
            (None, None) => Accuracy::Right,
            _ => Accuracy::OutOfDate,
        },
    }
}

fn neighbour(told: &Ramp, so: &Ramp, query: Query) -> Accuracy {
    let down = if told.down == so.down {
        Accuracy::Right
    } else {
        Accuracy::OutOfDate
    };
    match query {
        Query::HowAreYou => figure(told.waiting, so.waiting).max(down),
        Query::HowMany => figure(told.waiting, so.waiting),
        Query::CanYouTake if told.turns_away => Accuracy::Right,
        Query::CanYouTake => figure(told.on_ramp, so.on_ramp),
        Query::SinceWhen | Query::WhenBack => down,
        Query::WhatDoYouNeed => Accuracy::NoFact,
    }
}

fn supplier(vendor: &Vendor, query: Query) -> Accuracy {
    let seen = if vendor.up >= UP && vendor.reached < UP {
        Accuracy::Partly
    } else {
        Accuracy::Right
    };
    match query {
        Query::HowAreYou | Query::HowMany => seen,
        Query::WhenBack if vendor.up >= UP => seen,
        Query::SinceWhen | Query::WhatDoYouNeed | Query::CanYouTake | Query::WhenBack => {
            Accuracy::NoFact
        }
    }
}

/// How it was, as it is, in a clause.
pub(super) fn in_words(so: &Heard, query: Query) -> String {
    let parts = match so {
        Heard::Service(it) => of_floor(it, query),
        Heard::Switchboard { lines, other_way } => vec![
            share("telephones", "up", *lines),
            if *other_way {
                "mobiles and other numbers in use".to_owned()
            } else {
                String::new()
            },
        ],
        Heard::Desk(it) => of_desk(it, query),
        Heard::Ambulances(it) | Heard::Neighbour(it) => of_ramp(it),
        Heard::Supplier(it) => vec![
            share(&it.system, "up", it.up),
            share("", "reached where it is needed", it.reached),
            if it.theirs {
                "gone at the supplier's end".to_owned()
            } else {
                String::new()
            },
        ],
    };
    let said: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    said.join("; ")
}

fn per_cent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn share(of: &str, what: &str, share: f64) -> String {
    let told = if share >= 0.995 {
        what.to_owned()
    } else if share < 0.005 {
        format!("not {what}")
    } else {
        format!("{} {what}", per_cent(share))
    };
    format!("{of} {told}").trim().to_owned()
}

fn machines(locked: u32, silent: u32) -> String {
    let of = |count: u32| match count {
        0 => "no machine".to_owned(),
        1 => "1 machine".to_owned(),
        more => format!("{more} machines"),
    };
    match silent {
        0 => format!("{} locked", of(locked)),
        silent => format!("{} locked, {silent} infected that show nothing", of(locked)),
    }
}

fn named(before: &str, things: &[String]) -> String {
    if things.is_empty() {
        String::new()
    } else {
        format!("{before} {}", things.join(", "))
    }
}

fn of_floor(so: &Floor, query: Query) -> Vec<String> {
    let at = match so.standing {
        Standing::Normal => "working as usual".to_owned(),
        Standing::Reduced => format!("at {} of usual work", per_cent(so.capacity)),
        Standing::Paper => format!("on paper, at {} of usual work", per_cent(so.capacity)),
        Standing::Stopped => format!("stopped, at {} of usual work", per_cent(so.capacity)),
    };
    let stands = if so.since.mins == 0 {
        at
    } else {
        format!("{at} since {}", so.since.clock)
    };
    let machines = machines(so.locked, so.silent);
    let waiting = match so.waiting {
        None => String::new(),
        Some(count) => format!("{count} waiting"),
    };
    let gone = named("without", &so.gone);
    match query {
        Query::HowAreYou if so.locked + so.silent == 0 => vec![stands, gone],
        Query::HowAreYou => vec![stands, machines, gone],
        Query::HowMany => vec![machines, waiting],
        Query::SinceWhen if so.silent > 0 => vec![stands, machines],
        Query::SinceWhen => vec![stands],
        Query::WhatDoYouNeed => {
            let short = match &so.short {
                None => String::new(),
                Some((what, hours)) => format!("{what} for {hours} h"),
            };
            vec![stands, gone, short]
        }
        Query::CanYouTake => vec![stands, waiting],
        Query::WhenBack if so.silent > 0 => vec![stands, machines, gone],
        Query::WhenBack => vec![stands, gone],
    }
}

fn of_desk(so: &Desk, query: Query) -> Vec<String> {
    let machines = machines(so.reported, so.silent);
    match query {
        Query::HowAreYou | Query::HowMany => vec![machines],
        Query::SinceWhen => vec![match &so.since {
            None => machines,
            Some(since) => format!("the first locked at {}", since.clock),
        }],
        Query::WhatDoYouNeed | Query::CanYouTake => {
            vec![format!("{} of {} engineers free", so.free, so.at_work)]
        }
        Query::WhenBack => vec![
            machines,
            match so.hours {
                None => String::new(),
                Some(hours) => format!("{hours} h to rebuild them with everybody"),
            },
        ],
    }
}

fn of_ramp(so: &Ramp) -> Vec<String> {
    let takes = if so.turns_away {
        "turning ambulances away".to_owned()
    } else if so.diverted.is_empty() {
        "open".to_owned()
    } else {
        named("on divert for", &so.diverted)
    };
    let ramp = match so.on_ramp {
        0 => String::new(),
        1 => "1 ambulance held outside".to_owned(),
        count => format!("{count} ambulances held outside"),
    };
    vec![
        takes,
        format!("{} waiting", so.waiting),
        ramp,
        named("not as usual:", &so.down),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::heard::Trade;
    use super::*;

    fn at(mins: u32, clock: &str) -> When {
        When {
            mins,
            clock: clock.to_owned(),
        }
    }

    fn ward(locked: u32, silent: u32) -> Floor {
        Floor {
            trade: Trade::Door,
            standing: Standing::Normal,
            mode: Mode::Screens,
            ready_in: 0,
            meanwhile: String::new(),
            since: at(0, "12:00"),
            locked,
            most: false,
            silent,
            gone: Vec::new(),
            waiting: Some(17),
            full: false,
            short: None,
            capacity: 0.97,
            own: Vec::new(),
        }
    }

    fn judged(told: Floor, so: Floor, query: Query) -> Accuracy {
        judge(&Heard::Service(told), &Heard::Service(so), query)
    }

    #[test]
    fn a_figure_is_right_within_a_tenth_and_partly_right_within_a_quarter() {
        use Accuracy::{Partly, Right, Wrong};
        for (told, so, wanted) in [
            (0, 0, Right),
            (3, 3, Right),
            (2, 4, Partly),
            (45, 42, Right),
            (10, 8, Right),
            (10, 7, Partly),
            (50, 42, Partly),
            (150, 110, Wrong),
            (0, 12, Wrong),
        ] {
            assert_eq!(figure(told, so), wanted, "{told} of {so}");
        }
    }

    #[test]
    fn all_well_is_partly_right_where_machines_show_nothing() {
        let told = || ward(0, 0);
        assert_eq!(
            judged(told(), ward(0, 0), Query::HowAreYou),
            Accuracy::Right
        );
        assert_eq!(
            judged(told(), ward(0, 6), Query::HowAreYou),
            Accuracy::Partly
        );
        let so = Heard::Service(ward(0, 6));
        assert_eq!(
            in_words(&so, Query::HowAreYou),
            "working as usual; no machine locked, 6 infected that show nothing"
        );
        // Screens were asked for, and those are as they were said to be.
        assert_eq!(judged(told(), ward(0, 6), Query::HowMany), Accuracy::Right);
    }

    #[test]
    fn the_worse_of_two_figures_counts_and_dozens_are_no_figure() {
        let so = ward(42, 0);
        assert_eq!(
            judged(ward(45, 0), so.clone(), Query::HowMany),
            Accuracy::Right
        );
        let crowded = Floor {
            waiting: Some(60),
            ..so.clone()
        };
        assert_eq!(
            judged(ward(45, 0), crowded, Query::HowMany),
            Accuracy::Wrong
        );
        assert_eq!(
            judged(ward(400, 0), ward(400, 0), Query::HowMany),
            Accuracy::Partly
        );
        assert_eq!(
            in_words(&Heard::Service(so), Query::HowMany),
            "42 machines locked; 17 waiting"
        );
    }

    #[test]
    fn a_time_is_told_to_a_quarter_of_an_hour_and_who_knows_of_none_gives_no_fact() {
        let out = |since: When| Floor {
            standing: Standing::Stopped,
            since,
            capacity: 0.0,
            gone: vec!["Laboratory system".to_owned()],
            ..ward(0, 0)
        };
        let so = out(at(58, "12:58"));
        for (mins, clock, wanted) in [
            (45, "12:45", Accuracy::Right),
            (30, "12:30", Accuracy::Partly),
            (15, "12:15", Accuracy::Wrong),
        ] {
            let told = out(at(mins, clock));
            assert_eq!(
                judged(told, so.clone(), Query::SinceWhen),
                wanted,
                "{clock}"
            );
        }
        assert_eq!(
            judged(so.clone(), so.clone(), Query::WhenBack),
            Accuracy::NoFact
        );
        assert_eq!(
            in_words(&Heard::Service(so), Query::WhenBack),
            "stopped, at 0% of usual work since 12:58; without Laboratory system"
        );
    }

    #[test]
    fn what_had_been_reported_and_no_more_is_out_of_date() {
        let desk = |reported: u32, hours: Option<u32>| {
            Heard::Desk(Desk {
                reported,
                silent: 30,
                since: (reported > 0).then(|| at(31, "12:31")),
                free: 1,
                at_work: 4,
                hours,
            })
        };
        let so = desk(40, Some(7));
        for (told, query, wanted) in [
            (desk(0, None), Query::HowAreYou, Accuracy::OutOfDate),
            (desk(12, Some(2)), Query::HowMany, Accuracy::OutOfDate),
            (desk(38, Some(7)), Query::HowMany, Accuracy::Right),
            (desk(0, None), Query::SinceWhen, Accuracy::OutOfDate),
            (desk(12, Some(2)), Query::SinceWhen, Accuracy::Right),
            (desk(0, None), Query::WhenBack, Accuracy::OutOfDate),
            (desk(12, Some(2)), Query::CanYouTake, Accuracy::Right),
        ] {
            assert_eq!(judge(&told, &so, query), wanted, "{told:?} {query:?}");
        }
        assert_eq!(
            in_words(&so, Query::HowMany),
            "40 machines locked, 30 infected that show nothing"
        );
        assert_eq!(in_words(&so, Query::CanYouTake), "1 of 4 engineers free");
        // Before anything locked, nobody at the desk could know.
        let early = desk(0, None);
        assert_eq!(judge(&early, &early, Query::HowAreYou), Accuracy::Partly);
    }

    #[test]
    fn a_supplier_does_not_see_whether_its_system_is_reached() {
        let vendor = |up: f64, reached: f64| {
            Heard::Supplier(Vendor {
                system: "Bank".to_owned(),
                up,
                reached,
                on_site: false,
                theirs: false,
            })
        };
        let told = |it: &Heard, query: Query| (judge(it, it, query), in_words(it, query));
        let (accuracy, words) = told(&vendor(1.0, 0.25), Query::HowAreYou);
        assert_eq!(accuracy, Accuracy::Partly);
        assert_eq!(words, "Bank up; 25% reached where it is needed");
        let (accuracy, words) = told(&vendor(0.0, 0.0), Query::HowAreYou);
        assert_eq!(accuracy, Accuracy::Right);
        assert_eq!(words, "Bank not up; not reached where it is needed");
        assert_eq!(told(&vendor(0.0, 0.0), Query::WhenBack).0, Accuracy::NoFact);
    }

    #[test]
    fn a_neighbour_knows_of_its_own_trouble_what_it_was_told() {
        let ramp = |waiting: u32, down: &[&str]| {
            Heard::Neighbour(Ramp {
                of: "Kingsferry".to_owned(),
                waiting,
                wait_mins: 40,
                on_ramp: 0,
                turns_away: false,
                diverted: Vec::new(),
                down: down.iter().map(|it| (*it).to_owned()).collect(),
            })
        };
        let so = ramp(20, &["Laboratory"]);
        assert_eq!(
            judge(&ramp(20, &[]), &so, Query::HowAreYou),
            Accuracy::OutOfDate
        );
        assert_eq!(judge(&ramp(20, &[]), &so, Query::HowMany), Accuracy::Right);
        assert_eq!(
            judge(&ramp(25, &["Laboratory"]), &so, Query::HowAreYou),
            Accuracy::Partly
        );
        assert_eq!(
            in_words(&so, Query::HowAreYou),
            "open; 20 waiting; not as usual: Laboratory"
        );
    }
}
