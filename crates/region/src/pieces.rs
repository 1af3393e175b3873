//! A record's bytes from the pieces in which they came. Must not know a database.

/// A piece of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The bytes before it; what came later than these before it does not count any more.
    pub at: usize,
    pub text: Vec<u8>,
}

/// Puts a piece behind what is there. Returns whether it fits: none begins beyond the end.
pub(crate) fn put(record: &mut Vec<u8>, piece: &Piece) -> bool {
    if piece.at > record.len() {
        return false;
    }
    record.truncate(piece.at);
    record.extend_from_slice(&piece.text);
    true
}

/// What is to be written so that a record, of which so many bytes count, goes on with a text: nothing
/// if it stands there already, because an answer was lost.
pub(crate) fn lacking(record: &[u8], counts: usize, text: &[u8]) -> Option<Piece> {
    let counts = counts.min(record.len());
    let there = &record[counts..];
    if there.starts_with(text) {
        return None;
    }
    let (at, text) = match text.strip_prefix(there) {
        Some(rest) => (record.len(), rest),
        None => (counts, text),
    };
    Some(Piece {
        at,
        text: text.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, lacking, put};

    fn piece(at: usize, text: &str) -> Piece {
        Piece {
            at,
            text: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn pieces_stand_one_behind_the_other_and_a_later_one_cuts_off() {
        let mut record = Vec::new();
        for it in [piece(0, "one\n"), piece(4, "two\n"), piece(4, "three\n")] {
            assert!(put(&mut record, &it));
        }
        assert_eq!(record, b"one\nthree\n");
        assert!(!put(&mut record, &piece(11, "gap")));
        assert_eq!(record, b"one\nthree\n");
    }

    #[test]
    fn what_stands_there_is_not_written_twice() {
        let record = b"one\ntwo\n";
        assert_eq!(lacking(record, 8, b"three\n"), Some(piece(8, "three\n")));
        // The answer was lost, and it had been kept.
        assert_eq!(lacking(record, 4, b"two\n"), None);
        assert_eq!(lacking(record, 4, b"two\nmore\n"), Some(piece(8, "more\n")));
        assert_eq!(lacking(record, 0, b"one\n"), None);
        // Something else is to stand there.
        assert_eq!(lacking(record, 4, b"other\n"), Some(piece(4, "other\n")));
        assert_eq!(
            lacking(record, 4, b"twofold\n"),
            Some(piece(4, "twofold\n"))
        );
    }

    #[test]
    fn whatever_is_written_again_after_any_loss_stands_there_once() {
        let text = b"a\nbb\nccc\n";
        for kept in 0..=text.len() {
            for counts in 0..=kept {
                let mut record = text[..kept].to_vec();
                if let Some(it) = lacking(&record, counts, &text[counts..]) {
                    assert!(put(&mut record, &it));
                }
                assert_eq!(record, text, "{kept} {counts}");
            }
        }
    }
}
