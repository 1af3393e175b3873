//! What is heard in the room when something comes: for each way that a message takes its own few notes, and
//! one low note when a service stops. Must not play anything.

use wardroom_core::scenario::ChannelKind;

/// A note: how high, hertz (0 is silence), and how long, milliseconds.
pub type Note = (f32, u64);

/// What is heard, and what is said of it for whoever can't hear it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// In words.
    pub caption: &'static str,
    /// One after the other.
    pub notes: &'static [Note],
}

/// One low note when a service stops, and two seconds of silence after it.
pub const STOPS: Cue = Cue {
    caption: "a low note: a service has stopped",
    notes: &[(82.0, 900), (0.0, 2_000)],
};

/// What is heard when a message comes this way. A phone rings as British ones do, twice in a row.
pub fn arrival(kind: ChannelKind) -> Cue {
    match kind {
        ChannelKind::Phone | ChannelKind::RegionalCall => Cue {
            caption: "a phone rings",
            notes: &[(425.0, 400), (0.0, 200), (425.0, 400)],
        },
        ChannelKind::Bleep => Cue {
            caption: "a bleep goes off",
            notes: &[
                (1_960.0, 110),
                (0.0, 70),
                (1_960.0, 110),
                (0.0, 70),
                (1_960.0, 110),
            ],
        },
        ChannelKind::Email => Cue {
            caption: "a mail arrives",
            notes: &[(330.0, 120)],
        },
        ChannelKind::Message => Cue {
            caption: "a text message arrives",
            notes: &[(880.0, 80), (1_175.0, 120)],
        },
        ChannelKind::HelpDesk => Cue {
            caption: "a ticket arrives",
            notes: &[(587.0, 150)],
        },
        ChannelKind::News => Cue {
            caption: "the news",
            notes: &[(523.0, 140), (659.0, 140), (784.0, 220)],
        },
        ChannelKind::WalkIn => Cue {
            caption: "a knock at the door",
            notes: &[(180.0, 60), (0.0, 90), (180.0, 60)],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_has_its_own_notes_and_none_lasts_longer_than_a_breath() {
        let kinds = [
            ChannelKind::Phone,
            ChannelKind::Bleep,
            ChannelKind::Email,
            ChannelKind::Message,
            ChannelKind::HelpDesk,
            ChannelKind::News,
            ChannelKind::WalkIn,
        ];
        for (at, kind) in kinds.iter().enumerate() {
            let cue = arrival(*kind);
            let lasts: u64 = cue.notes.iter().map(|(_, ms)| ms).sum();
            assert!(lasts <= 1_200 && !cue.caption.is_empty(), "{kind:?}");
            for other in &kinds[..at] {
                assert_ne!(arrival(*other), cue, "{kind:?} sounds as {other:?}");
            }
        }
    }
}
