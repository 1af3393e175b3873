//! Whatever is changed in a record is found.

use super::{line_feeds, lines, opened, short, two_hours};
use wardroom_core::record::{Body, Chain, FORMAT, RecordError, open};

/// That a change in a line (counted from one) of a record is found.
#[track_caller]
fn assert_found(text: &[u8], line: usize, what: &str) {
    match open(text) {
        Err(RecordError::Altered { line: found }) => assert_eq!(found, line, "{what}"),
        Err(error) => panic!("{what}: {error}"),
        Ok(_) => panic!("{what} is not found"),
    }
}

#[test]
fn a_change_of_any_one_byte_of_a_record_is_found() {
    let good = short(1);
    let of = opened(&good).lines.len() + 1;
    assert_eq!(of, line_feeds(&good));
    let mut text = good.clone();
    let mut line = 1;
    for at in 0..good.len() {
        for flip in [0x01, 0x20, 0x80] {
            text[at] ^= flip;
            assert_found(&text, line, &format!("byte {at} xor {flip:#x}"));
            text[at] = good[at];
        }
        line += usize::from(good[at] == b'\n');
    }
}

#[test]
fn a_change_anywhere_in_the_record_of_the_shipped_scenario_is_found() {
    let good = two_hours();
    let of = line_feeds(&good);
    let last_line = good.len() - lines(&good)[of - 1].len();
    let mut places: Vec<usize> = (0..good.len()).step_by(1_499).collect();
    places.extend(0..160);
    places.extend((0..good.len()).filter(|at| good[*at] == b'\n'));
    places.extend((last_line..good.len()).step_by(11));
    let mut text = good.clone();
    for at in places {
        let line = line_feeds(&good[..at]) + 1;
        text[at] ^= 0x04;
        assert_found(&text, line, &format!("byte {at}"));
        text[at] = good[at];
    }
}

#[test]
fn lines_that_are_swapped_taken_out_or_put_in_are_found() {
    let (good, other) = (short(1), short(2));
    let (good, other) = (lines(&good), lines(&other));
    let altered = |lines: &[&[u8]], line: usize| {
        assert_eq!(
            open(&lines.concat()).map(|_| ()),
            Err(RecordError::Altered { line })
        );
    };
    for first in 0..good.len() {
        for second in first + 1..good.len() {
            let mut swapped = good.clone();
            swapped.swap(first, second);
            altered(&swapped, first + 1);
        }
    }
    // That the last line is missing can't be seen: the exercise may have come no further.
    for at in 0..good.len() - 1 {
        let mut without = good.clone();
        without.remove(at);
        altered(&without, at + 1);
    }
    for at in 0..=good.len() {
        let foreign = other.get(at).copied().unwrap_or(other[0]);
        let again = good[at.saturating_sub(1)];
        for put_in in [foreign, again, b"\n", b"{}\n", b"\r\n", b"\0\n"] {
            let mut with = good.clone();
            with.insert(at, put_in);
            let found = open(&with.concat()).map(|_| ());
            // A second header at the very start is whole; the one after it is one too many.
            let line = if at == 0 && put_in.len() > 100 {
                2
            } else {
                at + 1
            };
            assert_eq!(found, Err(RecordError::Altered { line }), "line {at}");
        }
    }
    // Another record's line in the place of one's own.
    for at in 1..good.len().min(other.len()) - 1 {
        let mut mixed = good.clone();
        mixed[at] = other[at];
        altered(&mixed, at + 1);
    }
}

#[test]
fn what_is_no_record_is_said_to_be_none() {
    let good = short(1);
    let first = lines(&good)[0];
    for nothing in [&b""[..], b"{", b"\xff\xfe", &first[..first.len() - 2]] {
        assert_eq!(open(nothing).map(|_| ()), Err(RecordError::Empty));
    }
    for other in [&b"\n"[..], b"{}\n", b"{\"kind\":\"header\"}\n", b"\0\0\n"] {
        assert_eq!(
            open(other).map(|_| ()),
            Err(RecordError::Altered { line: 1 })
        );
    }
    let opened = opened(&good);
    let headless = Chain::default().line(&opened.lines[0]).expect("JSON");
    assert_eq!(
        open(headless.as_bytes()).map(|_| ()),
        Err(RecordError::NoHeader)
    );
    let mut newer = opened.header.clone();
    newer.format = FORMAT + 1;
    let newer = Chain::default()
        .line(&Body::Header(Box::new(newer)))
        .expect("JSON");
    assert_eq!(
        open(newer.as_bytes()).map(|_| ()),
        Err(RecordError::Format { found: FORMAT + 1 })
    );
}
