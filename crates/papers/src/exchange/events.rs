//! Injects of other tools as an events list: their ids, what waits for what, and when. What comes of it
//! is imported like a list from a spreadsheet. Must not know in which format they came.

use super::json::Account;
use super::msel::places::places;
use super::sheet::Sheet;
use super::words::{bare, slug};
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::ron_tree::remarked::{count, in_line, structure, text};
use wardroom_core::scenario::{Fires, Inject, Scenario};

/// The most injects of an exercise.
const MOST_EVENTS: usize = 5_000;

/// An events list from another tool's exercise, and what is to be told of it.
#[derive(Debug)]
pub struct Events {
    /// The list.
    pub sheet: Sheet,
    /// What is not carried and what was guessed, in sentences.
    pub told: Vec<String>,
}

/// When an inject of another tool is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Moment {
    /// It does not say.
    #[default]
    Unsaid,
    /// Seconds after the start.
    At(f64),
    /// Minutes after another, by the other tool's name for that.
    After(String, u32),
    /// A date and time, in words.
    Clock(String),
}

/// An inject of another tool.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Event {
    /// The other tool's name for it.
    pub key: String,
    /// Which of the scenario's it is, if it went out from there.
    pub ours: Option<usize>,
    pub when: Moment,
    pub title: String,
    pub text: String,
    pub from: String,
    pub to: Vec<String>,
    pub channel: String,
    pub expect: String,
    pub techniques: Vec<String>,
}

/// The heads of the list.
const HEADS: [&str; 11] = [
    "ID",
    "Exercise time",
    "After STARTEX",
    "Trigger",
    "Synopsis",
    "Message",
    "From",
    "To",
    "Delivery method",
    "Expected player action",
    "ATT&CK",
];

/// Injects as an events list.
///
/// # Errors
/// If there are none, or too many.
pub(super) fn list(
    scenario: &Scenario,
    name: &str,
    mut events: Vec<Event>,
    mut account: Account,
) -> Result<Events, String> {
    if events.len() > MOST_EVENTS {
        return Err(format!(
            "It has {} injects, and at most 5,000 are read.",
            events.len()
        ));
    }
    if events.is_empty() {
        return Err(format!(
            "There is no inject in it that can be taken ({name})."
        ));
    }
    for (at, event) in events.iter_mut().enumerate() {
        complete(event, at, &mut account);
    }
    let ids = ids(scenario, &events);
    let earliest = earliest(&events);
    let places = places(scenario);
    let mut by_hand = Vec::new();
    let mut rows = vec![HEADS.map(ToOwned::to_owned).to_vec()];
    for (at, event) in events.iter().enumerate() {
        let known = scenario.injects.iter().position(|it| it.id == ids[at]);
        let before = |at: usize| match &scenario.injects[at].fires {
            Fires::At(_) => String::new(),
            _ => places[at].fires.clone(),
        };
        let (mut clock, mut after, mut trigger) = (String::new(), String::new(), String::new());
        match &event.when {
            Moment::At(secs) => {
                let mins = (secs / 60.0).floor() as u64;
                after = format!("T+{}:{:02}", mins / 60, mins % 60);
                if secs % 60.0 != 0.0 {
                    account.tell(format!(
                        "{}: {secs} s after the start is no whole minute; it is sent in the minute that has begun.",
                        ids[at]
                    ));
                }
            }
            Moment::Clock(words) => clock.clone_from(words),
            Moment::After(key, mins) => {
                let other = events.iter().position(|it| it.key == *key);
                let ends = u64::from(scenario.ends_mins);
                match (other, earliest[at]) {
                    (Some(other), Some(first)) if first <= ends => {
                        trigger = waits(scenario, known, &ids[other], *mins, &places);
                    }
                    (other, first) => {
                        let why = match (other, first) {
                            (None, _) => "it waits for an inject that is not there",
                            (_, None) => "it waits, by way of others, for itself or too many",
                            _ => "by what it waits for it would come after ENDEX",
                        };
                        account.tell(format!("{}: {why}; it is sent by hand.", ids[at]));
                        trigger = "ByHand".to_owned();
                    }
                }
            }
            // What the scenario says of it already stays.
            Moment::Unsaid => match known {
                Some(known) => trigger = before(known),
                None => {
                    trigger = "ByHand".to_owned();
                    by_hand.push(ids[at].as_str());
                }
            },
        }
        rows.push(vec![
            ids[at].clone(),
            clock,
            after,
            trigger,
            event.title.clone(),
            event.text.clone(),
            event.from.clone(),
            event.to.join("; "),
            event.channel.clone(),
            event.expect.clone(),
            event.techniques.join("; "),
        ]);
    }
    if !by_hand.is_empty() {
        account.tell(sent_by_hand(&by_hand));
    }
    Ok(Events {
        sheet: Sheet {
            name: name.to_owned(),
            ours: true,
            rows,
            ..Sheet::default()
        },
        told: account.sentences(),
    })
}

/// What is told of injects for which no time is given.
fn sent_by_hand(ids: &[&str]) -> String {
    let are = if ids.len() == 1 { "it is" } else { "they are" };
    format!(
        "No time is given there for {}, so {are} sent by hand.",
        ids.join(", ")
    )
}

/// What an inject that waits for another has as its trigger: what stands there already, if it says
/// that.
fn waits(
    scenario: &Scenario,
    known: Option<usize>,
    other: &str,
    mins: u32,
    places: &[super::msel::places::Place],
) -> String {
    if let Some(known) = known
        && let Fires::After { inject, mins: now } = &scenario.injects[known].fires
        && scenario.injects[inject.at()].id == other
        && *now == mins
    {
        return places[known].fires.clone();
    }
    in_line(&structure(
        "After",
        [("inject", text(other)), ("mins", count(u64::from(mins)))],
    ))
}

/// Gives an inject a title and a message that a scenario can have.
fn complete(event: &mut Event, at: usize, account: &mut Account) {
    event.text = account.cut(&event.title, std::mem::take(&mut event.text));
    if event.title.trim().is_empty() {
        let first = event.text.lines().next().unwrap_or_default();
        event.title = first.chars().take(60).collect();
    }
    if event.title.trim().is_empty() {
        event.title = format!("Inject {}", at + 1);
    }
    let mut left = Vec::new();
    event.techniques.retain(|it| {
        let is = is_technique(it);
        if !is {
            left.push(it.clone());
        }
        is
    });
    for technique in left {
        account.tell(format!(
            "“{technique}” is no ATT&CK technique; it is not carried."
        ));
    }
}

/// `T1486` or `T1543.003`.
pub(super) fn is_technique(words: &str) -> bool {
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    words
        .strip_prefix('T')
        .is_some_and(|rest| match rest.split_once('.') {
            Some((technique, sub)) => digits(technique, 4) && digits(sub, 3),
            None => digits(rest, 4),
        })
}

/// The ids by which the injects are known in the scenario: those of its own that they are, else new
/// ones made of their titles.
fn ids(scenario: &Scenario, events: &[Event]) -> Vec<String> {
    /// Letters that a number behind an id may take.
    const ROOM: usize = 6;
    let by_id: BTreeMap<&str, &Inject> = scenario
        .injects
        .iter()
        .map(|it| (it.id.as_str(), it))
        .collect();
    let mut taken: BTreeSet<String> = events
        .iter()
        .filter_map(|it| Some(scenario.injects.get(it.ours?)?.id.clone()))
        .collect();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = Vec::with_capacity(events.len());
    for event in events {
        if let Some(inject) = event.ours.and_then(|at| scenario.injects.get(at)) {
            ids.push(inject.id.clone());
            continue;
        }
        let wanted = slug(&event.title);
        let count = next.entry(wanted.clone()).or_insert(1);
        let id = loop {
            let id = if *count == 1 {
                wanted.clone()
            } else {
                let most = wanted.len().min(40 - ROOM);
                format!("{}-{count}", wanted[..most].trim_end_matches('-'))
            };
            *count += 1;
            let free = by_id
                .get(id.as_str())
                .is_none_or(|inject| same(inject, event));
            if free && taken.insert(id.clone()) {
                break id;
            }
        };
        ids.push(id);
    }
    ids
}

/// Whether an inject of the scenario seems to have come of one: its title alone does not say so.
fn same(inject: &Inject, event: &Event) -> bool {
    let says = if event.text.is_empty() {
        &event.title
    } else {
        &event.text
    };
    let from = if event.from.is_empty() {
        "Exercise control"
    } else {
        &event.from
    };
    bare(&inject.title) == bare(&event.title)
        && (bare(&inject.text) == bare(says) || inject.from == from)
}

/// Minutes before which each can't be sent; nothing for what waits for itself, or has more before it
/// than a scenario may have.
fn earliest(events: &[Event]) -> Vec<Option<u64>> {
    /// The most that stand before one in a row.
    const LONGEST: usize = 200;
    let places: BTreeMap<&str, usize> = events
        .iter()
        .enumerate()
        .rev()
        .map(|(at, it)| (it.key.as_str(), at))
        .collect();
    let first = |event: usize| {
        let (mut at, mut mins) = (event, 0);
        for _ in 0..=LONGEST {
            match &events[at].when {
                Moment::At(secs) => return Some(mins + (secs / 60.0) as u64),
                Moment::After(key, more) => {
                    mins += u64::from(*more);
                    match places.get(key.as_str()) {
                        Some(before) => at = *before,
                        None => return Some(mins),
                    }
                }
                Moment::Unsaid | Moment::Clock(_) => return Some(mins),
            }
        }
        None
    };
    (0..events.len()).map(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(key: &str, other: &str) -> Event {
        Event {
            key: key.to_owned(),
            when: Moment::After(other.to_owned(), 5),
            ..Event::default()
        }
    }

    #[test]
    fn circles_are_found_and_long_chains_are_none() {
        let free = Event {
            key: "a".to_owned(),
            ..Event::default()
        };
        let events = [
            free,
            waiting("b", "a"),
            waiting("c", "d"),
            waiting("d", "c"),
            waiting("e", "e"),
            waiting("f", "c"),
            waiting("g", "gone"),
        ];
        assert_eq!(
            earliest(&events),
            [Some(0), Some(5), None, None, None, None, Some(5)]
        );
        let long: Vec<Event> = (0..MOST_EVENTS)
            .map(|at| waiting(&at.to_string(), &(at + 1).to_string()))
            .collect();
        let found = earliest(&long);
        assert_eq!(found[0], None);
        assert_eq!(found[MOST_EVENTS - 2], Some(10));
    }

    #[test]
    fn techniques_look_like_attacks_own() {
        for words in ["T1486", "T1543.003"] {
            assert!(is_technique(words), "{words}");
        }
        for words in ["", "T", "1486", "T148", "T1543.03", "t1486", "Tüüü"] {
            assert!(!is_technique(words), "{words}");
        }
    }
}
