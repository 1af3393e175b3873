//! Who signed a record, and what a signature finds that hashes don't.

use super::{Memory, REAL, header, lines, note, opened, script, tiny};
use std::io;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Exercise};
use wardroom_core::record::{
    Amendment, Body, Chain, KEY_BYTES, Session, Signer, Store, forget, open, wire,
};
use wardroom_core::review::{Finished, SignedBy};
use wardroom_core::scenario::{Rating, Scenario};

/// A record in memory that somebody signs.
#[derive(Clone, Debug)]
struct Signed(Memory, Option<Signer>);

impl Store for Signed {
    fn append(&mut self, text: &[u8], sync: bool) -> io::Result<()> {
        self.0.append(text, sync)
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.0.cut_back(len)
    }

    fn signer(&self) -> Option<&Signer> {
        self.1.as_ref()
    }
}

fn key(byte: u8) -> Signer {
    Signer::new(&[byte; KEY_BYTES])
}

/// A tiny exercise from STARTEX to ENDEX, signed.
fn signed(scenario: &Arc<Scenario>) -> Vec<u8> {
    let memory = Memory::default();
    let store = Signed(memory.clone(), Some(key(7)));
    let exercise = Exercise::new(scenario.clone(), 1);
    let (mut session, _) =
        Session::start(exercise, header(scenario, 1), store).expect("memory can be written");
    for (at_secs, command) in script() {
        session.advance(at_secs).expect("memory can be written");
        session.apply(&command, REAL).expect("it is allowed");
    }
    session.advance(u64::MAX).expect("memory can be written");
    memory.text()
}

/// The same lines with new hashes, as a forger makes them.
fn forged(text: &[u8], change: impl Fn(&mut Body)) -> Vec<u8> {
    let opened = opened(text);
    let mut chain = Chain::default();
    let mut forged = String::new();
    let first = Body::Header(Box::new(opened.header.clone()));
    for body in std::iter::once(&first).chain(&opened.lines) {
        let mut body = body.clone();
        change(&mut body);
        forged.push_str(&chain.line(&body).expect("JSON"));
    }
    forged.into_bytes()
}

#[test]
fn an_exercise_is_signed_at_endex_and_after_every_correction() {
    let text = signed(&tiny());
    let by = SignedBy::Key(
        opened(&text)
            .signatures()
            .last()
            .expect("it is signed")
            .0
            .fingerprint(),
    );
    assert_eq!(SignedBy::of(&opened(&text)), by);
    // A note after ENDEX, by whoever has the key.
    let memory = Memory::holding(&text);
    let store = Signed(memory.clone(), Some(key(7)));
    let mut amendment = Amendment::begin(&opened(&text), || Ok(store)).expect("it is sealed");
    amendment.apply(&note("Late."), REAL).expect("it is taken");
    let more = memory.text();
    assert!(more.starts_with(&text));
    assert_eq!(SignedBy::of(&opened(&more)), by);
    assert_eq!(opened(&more).signatures().count(), 2);
    // And by somebody without one: what follows is not signed, and said to be so.
    let memory = Memory::holding(&text);
    let mut amendment =
        Amendment::begin(&opened(&text), || Ok(Signed(memory.clone(), None))).expect("sealed");
    amendment.apply(&note("Late."), REAL).expect("it is taken");
    let of = SignedBy::of(&opened(&memory.text()));
    assert!(matches!(of, SignedBy::Until(..)), "{of:?}");
}

#[test]
fn a_forger_who_works_out_all_hashes_anew_is_found_by_the_signature() {
    let text = signed(&tiny());
    assert_eq!(forged(&text, |_| {}), text, "nothing changed is the same");
    let untrue = forged(&text, |body| {
        if let Body::Command {
            command: wire::Command::Decide { because, .. },
            ..
        } = body
        {
            "Because we knew.".clone_into(because);
        }
    });
    assert_ne!(untrue, text);
    // The chain is whole: it finds accidents, and no forger.
    let opened_untrue = open(&untrue).expect("every hash is right");
    let of = SignedBy::of(&opened_untrue);
    assert!(matches!(of, SignedBy::DoesNotFit(_)), "{of:?}");
    let finished = Finished::from_record(&opened_untrue).expect("it is sealed");
    assert!(finished.signed.in_words().contains("DOES NOT FIT"));
}

#[test]
fn lines_cut_off_the_end_leave_no_whole_signed_record() {
    let text = signed(&tiny());
    let all = lines(&text);
    for kept in 2..all.len() {
        let cut = all[..kept].concat();
        let of = SignedBy::of(&opened(&cut));
        assert_eq!(of, SignedBy::Nobody, "after line {kept}");
    }
}

#[test]
fn who_is_forgotten_is_in_no_byte_of_the_copy_and_the_copy_plays_and_says_so() {
    let scenario = tiny();
    let text = signed(&scenario);
    let memory = Memory::holding(&text);
    let store = Signed(memory.clone(), Some(key(7)));
    let mut amendment = Amendment::begin(&opened(&text), || Ok(store)).expect("it is sealed");
    for command in [
        note("Sam Lead was quick; ask sam.lead@example.org."),
        note("The lead was cut in the wall."),
        Command::Act(Box::new(wardroom_core::exercise::Improvement {
            number: 1,
            issue: "Nobody else could.".to_owned(),
            action: "Have two.".to_owned(),
            owner: "sam  lead".to_owned(),
            contact: "4417".to_owned(),
            ..Default::default()
        })),
        Command::Note {
            by: "Sam Lead".to_owned(),
            text: "I was there.".to_owned(),
            task: None,
            rating: Some(Rating::P),
            inject: None,
        },
    ] {
        amendment.apply(&command, REAL).expect("it is taken");
    }
    let before = opened(&memory.text());
    assert!(forget(&before, "Nobody Here", REAL.to_owned(), None).is_err());
    let forgot = forget(&before, "Sam Lead", "2026-12-01".to_owned(), Some(&key(7)))
        .expect("they are in it");
    let header_ends = forgot.text.find('\n').expect("a line");
    let body = forgot.text[header_ends..].to_lowercase();
    for left in ["sam lead", "sam.lead", "sam  lead", "4417"] {
        assert!(!body.contains(left), "{left}");
    }
    assert!(!forgot.text.contains("Sam Lead"));
    assert!(
        forgot.text.contains("The lead was cut in the wall."),
        "a word is no name"
    );
    let after = opened(forgot.text.as_bytes());
    assert_eq!(after.header.forgotten.len(), 1);
    assert_eq!(after.header.forgotten[0].from, before.last_hash);
    assert!(matches!(SignedBy::of(&after), SignedBy::Key(_)));
    super::replayed(&after);
    let (was, is) = (
        Finished::from_record(&before).expect("it is sealed"),
        Finished::from_record(&after).expect("it is sealed"),
    );
    assert_eq!(was.assessment.score, is.assessment.score);
}
