//! Whatever is whole in a record is kept, and the exercise goes on where its record ends.

use super::{
    Memory, REAL, act, decide, line_feeds, lines, note, opened, replayed, report, script, short,
    start, tiny, written,
};
use wardroom_core::exercise::Command;
use wardroom_core::record::{Body, Session, SessionError, open, resume};

/// Goes on with what is whole of a record, without another decision, to ENDEX.
fn gone_on(text: &[u8]) -> Vec<u8> {
    let opened = opened(text);
    let memory = Memory::holding(&text[..opened.whole_bytes]);
    let (mut session, _) = Session::go_on(&opened, memory.clone())
        .unwrap_or_else(|difference| panic!("{difference}"))
        .expect("memory can be written");
    session.advance(u64::MAX).expect("memory can be written");
    memory.text()
}

#[test]
fn a_record_that_is_cut_anywhere_keeps_every_whole_line_and_goes_on_to_its_end() {
    let good = short(1);
    let whole = opened(&good);
    let end = replayed(&whole).exercise.state().hash();
    let after_header = lines(&good)[0].len();
    for cut in after_header.max(good.len() - 4_096)..=good.len() {
        let text = &good[..cut];
        let cut_open = opened(text);

        // A line that lacks nothing but its line feed is whole.
        let lacks_line_feed = good.get(cut) == Some(&b'\n');
        let kept = line_feeds(text) + usize::from(lacks_line_feed);
        let torn_from = if lacks_line_feed {
            cut
        } else {
            cut - lines(text)
                .last()
                .map_or(0, |last| if last.ends_with(b"\n") { 0 } else { last.len() })
        };
        assert_eq!(cut_open.lacks_line_feed, lacks_line_feed, "cut at {cut}");
        assert_eq!(cut_open.whole_bytes, torn_from, "cut at {cut}");
        assert_eq!(cut_open.torn, &text[torn_from..], "cut at {cut}");
        assert_eq!(cut_open.header, whole.header, "cut at {cut}");
        assert_eq!(cut_open.lines, &whole.lines[..kept - 1], "cut at {cut}");

        // Within a line one cut is like another.
        if cut != torn_from && cut % 7 != 0 {
            continue;
        }
        let finished = opened(&gone_on(text));
        assert!(finished.ended(), "cut at {cut}");
        assert!(finished.torn.is_empty(), "cut at {cut}");
        assert_eq!(
            finished.lines[..kept - 1],
            whole.lines[..kept - 1],
            "cut at {cut}"
        );
        let again = replayed(&finished);
        assert!(again.exercise.ended(), "cut at {cut}");
        let decisions_are_kept = whole.lines[kept - 1..]
            .iter()
            .all(|line| !matches!(line, Body::Command { .. }));
        if decisions_are_kept {
            assert_eq!(again.exercise.state().hash(), end, "cut at {cut}");
        }
    }
}

#[test]
fn an_exercise_that_was_broken_off_after_any_decision_leaves_the_same_record_as_one_that_was_not() {
    let unbroken = short(1);
    let script = script();
    for done in 0..=script.len() {
        let (mut session, memory, mut handed_out) = start(&tiny(), 1);
        handed_out.extend(act(&mut session, &script[..done]));
        let secs = session.exercise().secs();
        let hash = session.exercise().state().hash();
        // Nothing happens in these minutes, or what does is lost with the program.
        drop(session);

        let text = memory.text();
        let cut_off = opened(&text);
        assert!(!cut_off.ended());
        assert_eq!(cut_off.last_secs(), secs);
        let resumed = resume(&cut_off).unwrap_or_else(|difference| panic!("{difference}"));
        assert_eq!(resumed.exercise.secs(), secs);
        assert_eq!(resumed.exercise.state().hash(), hash);
        assert_eq!(resumed.events, handed_out);
        assert!(resumed.unwritten.is_empty());

        let memory = Memory::holding(&text);
        let (mut session, events) = Session::go_on(&cut_off, memory.clone())
            .unwrap_or_else(|difference| panic!("{difference}"))
            .expect("memory can be written");
        assert_eq!(events, handed_out);
        assert_eq!(session.entries(), line_feeds(&text));
        act(&mut session, &script[done..]);
        session.advance(u64::MAX).expect("memory can be written");
        assert_eq!(session.entries(), line_feeds(&memory.text()));
        assert!(
            memory.text() == unbroken,
            "broken off after {done} decisions"
        );
    }
}

#[test]
fn what_a_decision_led_to_is_written_again_if_only_the_decision_was_kept() {
    let good = short(1);
    let all = lines(&good);
    let whole = opened(&good);
    let decision = whole
        .lines
        .iter()
        .position(|line| matches!(line, Body::Command { .. }))
        .expect("there is one");
    // The header stands before the lines.
    let text = all[..decision + 2].concat();
    let cut_off = opened(&text);
    let resumed = resume(&cut_off).unwrap_or_else(|difference| panic!("{difference}"));
    assert!(!resumed.unwritten.is_empty());

    let memory = Memory::holding(&text);
    let (session, events) = Session::go_on(&cut_off, memory.clone())
        .unwrap_or_else(|difference| panic!("{difference}"))
        .expect("memory can be written");
    let kept = opened(&memory.text());
    assert_eq!(kept.lines, whole.lines[..kept.lines.len()]);
    let written = kept
        .lines
        .iter()
        .filter(|line| matches!(line, Body::Event(_)));
    assert_eq!(written.count(), events.len());
    assert_eq!(session.entries(), kept.lines.len() + 1);
    assert!(replayed(&kept).unwritten.is_empty());
}

#[test]
fn an_exercise_that_is_ended_early_ends_in_its_record_and_takes_only_observations() {
    let (mut session, memory, _) = start(&tiny(), 3);
    act(&mut session, &[(360, decide("no")), (400, Command::End)]);
    let refused = session.apply(&report(), REAL);
    assert!(matches!(refused, Err(SessionError::Refused(_))));
    session
        .apply(&note("Too soon."), REAL)
        .expect("an observation");
    let ended = opened(&memory.text());
    assert!(ended.ended());
    let replayed = replayed(&ended);
    assert_eq!(replayed.exercise.secs(), 400);
    assert_eq!(replayed.checkpoints, 1);
    // Going on with it adds nothing.
    assert!(gone_on(&memory.text()) == memory.text());
}

#[test]
fn what_is_refused_leaves_no_trace_in_the_record() {
    let (mut session, memory, _) = start(&tiny(), 1);
    let before = memory.text();
    assert!(
        session.apply(&decide("yes"), REAL).is_err(),
        "it is not asked yet"
    );
    assert!(memory.text() == before);
    session.advance(360).expect("memory can be written");
    session.apply(&decide("yes"), REAL).expect("it is asked");
    replayed(&opened(&memory.text()));
}

#[test]
fn every_decision_and_checkpoint_is_safe_from_a_power_cut_before_it_is_shown() {
    let (mut session, memory, _) = start(&tiny(), 1);
    let safe = || memory.with(|kept| kept.synced == kept.text.len());
    assert!(safe(), "the header");
    for (at_secs, command) in script() {
        session.advance(at_secs).expect("memory can be written");
        session.apply(&command, REAL).expect("it is allowed");
        assert!(safe(), "{command:?}");
    }
    session.advance(7_200).expect("memory can be written");
    assert!(safe(), "the checkpoint");
    session.advance(u64::MAX).expect("memory can be written");
    assert!(safe(), "the end");
}

#[test]
fn what_is_shown_as_taken_after_the_disk_was_full_for_a_moment_is_in_the_record() {
    for room in [0, 1, 200] {
        let (mut session, memory, _) = start(&tiny(), 1);
        session.advance(360).expect("memory can be written");
        memory.with(|kept| kept.room = Some(room));
        let lost = session.apply(&decide("yes"), REAL);
        assert!(matches!(lost, Err(SessionError::Write(_))));

        // Whether it is taken again is the session's choice; what it takes must be kept.
        if session.apply(&note("There is room again."), REAL).is_err() {
            continue;
        }
        let text = memory.text();
        let kept = open(&text).unwrap_or_else(|error| panic!("{room} bytes fitted: {error}"));
        let noted = |line: &Body| matches!(line, Body::Command { command, .. } if *command == written(&note("There is room again.")));
        assert!(kept.lines.iter().any(noted), "{room} bytes fitted");
        replayed(&kept);
    }
}
