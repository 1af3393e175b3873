//! An exercise whose record lies in the database, and what is said in it, numbered, so that what is lost or
//! twice is found.

use std::time::{SystemTime, UNIX_EPOCH};
use wardroom_core::exercise::{Command, Exercise, Voice, What};
use wardroom_core::record::{Header, Opened, Session, SessionError, Store, open};
use wardroom_core::scenario::check;
use wardroom_region::{NotTaken, Place, RegionRecord, Taker, export, take};

const REAL: &str = "2026-05-01T09:00:00Z";

pub fn millis() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    u64::try_from(now.expect("after 1970").as_millis()).expect("before the end")
}

/// Takes an exercise.
pub fn taken(place: &Place, name: &str, who: &str) -> Result<RegionRecord, NotTaken> {
    let taker = Taker {
        who: who.to_owned(),
        signer: None,
        millis,
    };
    take(place, name, taker)
}

/// An exercise that is played, begun or gone on with.
pub struct Played {
    pub session: Session<RegionRecord>,
    /// What was acknowledged.
    pub acknowledged: Vec<String>,
}

impl Played {
    pub fn of(record: RegionRecord) -> Self {
        let session = if record.kept().is_empty() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/");
            let fetch = |path: &str| {
                std::fs::read(format!("{folder}{path}")).map_err(|why| why.to_string())
            };
            let scenario = check("friday-lunchtime.ron", &fetch);
            let scenario =
                std::sync::Arc::new(scenario.unwrap_or_else(|it| panic!("{}", it.render(false))));
            let header = Header::new(&scenario, 7, None, Vec::new(), REAL.to_owned());
            Session::start(Exercise::new(scenario, 7), header, record).expect("it starts")
        } else {
            let opened = open(record.kept()).expect("it is whole");
            Session::go_on(&opened, record)
                .expect("it plays as it did")
                .expect("it is written")
        };
        Self {
            session: session.0,
            acknowledged: Vec::new(),
        }
    }

    /// Says something, which is acknowledged if it is kept.
    pub fn say(&mut self, text: &str) -> Result<(), SessionError> {
        let role = self
            .session
            .exercise()
            .scenario()
            .names
            .roles
            .values()
            .next();
        let command = Command::Say {
            by: Voice::Facilitator,
            to: Voice::Role(*role.expect("there are roles")),
            text: text.to_owned(),
        };
        let said = self.session.apply(&command, REAL).map(drop);
        if said.is_ok() {
            self.acknowledged.push(text.to_owned());
        }
        said
    }
}

/// The record as it stands in the database, whole.
pub fn opened(place: &Place, name: &str) -> Opened {
    let bytes = export(place, name)
        .expect("it can be read")
        .expect("it is there");
    let opened = open(&bytes).expect("the chain holds");
    assert!(opened.torn.is_empty() && !opened.lacks_line_feed);
    opened
}

/// What was said, in order.
pub fn said(opened: &Opened) -> Vec<String> {
    let said = opened.events().filter_map(|it| match &it.what {
        What::Said { text, .. } => Some(text.clone()),
        _ => None,
    });
    said.collect()
}

/// Everything that was acknowledged is in the record once; what else is there was tried.
pub fn nothing_lost_nothing_twice(
    place: &Place,
    name: &str,
    acknowledged: &[String],
) -> Vec<String> {
    let said = said(&opened(place, name));
    for text in acknowledged {
        let times = said.iter().filter(|it| *it == text).count();
        assert_eq!(times, 1, "“{text}” is there {times} times");
    }
    let mut once = said.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), said.len(), "something is there twice");
    said
}

/// Whether a record is still the only writer, for a test that only looks.
pub fn looks(record: &mut RegionRecord) -> Result<bool, String> {
    record.look_after().map_err(|why| why.to_string())
}
