//! How people answer who are rung: each in their own voice, in one of several wordings. Must not know
//! anything that they don't. Which of the wordings it is says nothing: what they claim is the same, for
//! `truth` compares it.

mod outside;
mod phrases;
mod service;
mod switchboard;

use super::catalogue::Query;
use super::heard::Heard;

/// What is said.
pub(super) fn answer(heard: &Heard, query: Query, luck: f64) -> String {
    match heard {
        Heard::Service(it) => service::service(it, query, luck),
        Heard::Switchboard { lines, other_way } => {
            switchboard::switchboard(*lines, *other_way, query, luck)
        }
        Heard::Desk(it) => switchboard::desk(it, query, luck),
        Heard::Ambulances(it) => outside::ambulances(it, query, luck),
        Heard::Supplier(it) => outside::supplier(it, query, luck),
        Heard::Neighbour(it) => outside::neighbour(it, query, luck),
    }
}

#[cfg(test)]
mod tests {
    use super::super::heard::{Desk, Floor, Ramp, Trade, Vendor, When};
    use super::phrases::{capital, listed, some, without};
    use super::*;
    use crate::exercise::event::Standing;
    use crate::exercise::state::Mode;
    use std::collections::BTreeSet;

    fn floor(trade: Trade, standing: Standing, mode: Mode, capacity: f64) -> Floor {
        Floor {
            trade,
            standing,
            mode,
            ready_in: 12,
            meanwhile: "whiteboard, paper cards, and runners for blood results".to_owned(),
            since: When {
                mins: 45,
                clock: "12:45".to_owned(),
            },
            locked: 0,
            most: false,
            silent: 0,
            gone: Vec::new(),
            waiting: (trade == Trade::Door).then_some(17),
            full: false,
            short: None,
            capacity,
            own: Vec::new(),
        }
    }

    /// Everybody who can be rung, as they can stand.
    fn everybody() -> Vec<Heard> {
        let mut all = Vec::new();
        let names = [
            "Laboratory system",
            "PACS",
            "Log-in and directory",
            "E-mail",
        ];
        for trade in [Trade::Door, Trade::Booked, Trade::Ward, Trade::Bench] {
            for (standing, mode, capacity) in [
                (Standing::Normal, Mode::Screens, 1.0),
                (Standing::Reduced, Mode::Screens, 0.85),
                (Standing::Reduced, Mode::Screens, 0.7),
                (Standing::Reduced, Mode::Mobilising { ready: 60 }, 0.5),
                (Standing::Paper, Mode::Paper { since: 40 }, 0.7),
                (Standing::Paper, Mode::Paper { since: 40 }, 0.4),
                (Standing::Stopped, Mode::Screens, 0.1),
            ] {
                let plain = floor(trade, standing, mode, capacity);
                for locked in [0, 1, 3, 25, 400] {
                    for gone in [0, 1, 4] {
                        all.push(Heard::Service(Floor {
                            locked,
                            most: locked == 400 && gone == 1,
                            gone: names.iter().take(gone).map(|it| (*it).to_owned()).collect(),
                            ..plain.clone()
                        }));
                    }
                }
                all.push(Heard::Service(Floor {
                    full: true,
                    short: Some(("O negative red cells".to_owned(), 0)),
                    ..plain
                }));
            }
        }
        for (lines, other_way) in [(1.0, false), (0.7, false), (0.0, true), (0.0, false)] {
            all.push(Heard::Switchboard { lines, other_way });
        }
        for (reported, free, at_work) in [(0, 2, 3), (1, 1, 1), (240, 0, 6), (12, 0, 0)] {
            all.push(Heard::Desk(Desk {
                reported,
                silent: 0,
                since: (reported > 0).then(|| When {
                    mins: 31,
                    clock: "12:31".to_owned(),
                }),
                free,
                at_work,
                hours: (reported > 0 && at_work > 0).then_some(reported),
            }));
        }
        for (waiting, on_ramp, turns_away, down) in [
            (0, 0, false, 0),
            (3, 0, false, 1),
            (40, 1, false, 4),
            (90, 12, true, 2),
        ] {
            let ramp = Ramp {
                of: "Royal Edgeway Hospitals".to_owned(),
                waiting,
                wait_mins: waiting * 3,
                on_ramp,
                turns_away,
                diverted: names.iter().take(down).map(|it| (*it).to_owned()).collect(),
                down: names.iter().take(down).map(|it| (*it).to_owned()).collect(),
            };
            all.extend([Heard::Ambulances(ramp.clone()), Heard::Neighbour(ramp)]);
        }
        for (up, on_site, theirs) in [
            (1.0, false, false),
            (0.5, true, false),
            (0.0, false, false),
            (0.0, false, true),
        ] {
            all.push(Heard::Supplier(Vendor {
                system: "Laboratory system".to_owned(),
                up,
                reached: up,
                on_site,
                theirs,
            }));
        }
        all
    }

    #[test]
    fn every_answer_is_a_whole_sentence_in_more_than_one_wording() {
        for heard in everybody() {
            for query in Query::ALL {
                let said: BTreeSet<String> = (0..20)
                    .map(|nth| answer(&heard, query, (f64::from(nth) + 0.5) / 20.0))
                    .collect();
                for words in &said {
                    let told = format!("{query:?}: {words}");
                    assert!(!words.contains(['#', '{', '}']), "{told}");
                    assert!(!words.contains("  ") && !words.contains(" ."), "{told}");
                    assert!(words.ends_with(['.', '?']), "{told}");
                    let first = words.chars().next();
                    assert!(
                        first.is_some_and(|it| it.is_uppercase() || it.is_ascii_digit()),
                        "{told}"
                    );
                    assert!(words.chars().count() < 240, "{told}");
                    for stray in [
                        "no wait to speak of to",
                        "1 crews",
                        "one patients",
                        "1 machines",
                    ] {
                        assert!(!words.contains(stray), "{told}");
                    }
                }
                // A number alone is said in one way.
                let figure = matches!((&heard, query), (Heard::Neighbour(_), Query::HowMany));
                assert!(said.len() > 1 || figure, "{heard:?} {query:?}: {said:?}");
            }
        }
    }

    #[test]
    fn a_list_is_spoken_as_far_as_anybody_would_listen() {
        let things = |count: usize| -> Vec<String> {
            let all = ["PACS", "E-mail", "Scanners", "Prescribing"];
            all.iter().take(count).map(|it| (*it).to_owned()).collect()
        };
        assert_eq!(listed(&things(2)), "PACS and E-mail");
        assert_eq!(listed(&things(4)), "PACS, E-mail, Scanners and more");
        assert_eq!(without(&things(2)), "no PACS, no E-mail");
        assert_eq!(
            without(&things(4)),
            "no PACS, no E-mail, no Scanners, and that's not all of it"
        );
        assert_eq!(some(1, "crew", "crews"), "one crew");
        assert_eq!(capital("two screens"), "Two screens");
    }
}
