//! How alike the words of two people are: cells, names, kinds of channel. Must not know which row
//! they stand in.

use crate::exchange::msel::names::Names;
use crate::exchange::words::bare;
use wardroom_core::scenario::ChannelKind;

/// How alike two names must be to be taken for one another.
pub(super) const ALIKE: f64 = 0.88;

/// What is less apart may as well be meant.
const AS_ALIKE: f64 = 0.01;

/// Whether two cells say the same: blanks about them and kinds of line ends are a spreadsheet's.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let lines = |words: &str| words.trim().replace("\r\n", "\n").replace('\r', "\n");
    one == other || lines(one) == lines(other)
}

/// The title that is made of a message without one.
pub(super) fn short(words: &str) -> String {
    let first = words.trim().lines().next().unwrap_or_default();
    first.trim().chars().take(60).collect()
}

/// How alike two names are, from 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(&bare(one), &bare(other))
}

/// Those that a name is nearly, and none of them more than another.
pub(super) fn nearly(all: &Names, name: &str) -> Vec<usize> {
    let scores: Vec<f64> = (0..all.count())
        .map(|at| likeness(all.title(at), name).max(likeness(all.id(at), name)))
        .collect();
    let best = scores.iter().copied().fold(ALIKE, f64::max);
    (0..all.count())
        .filter(|at| scores[*at] >= (best - AS_ALIKE).max(ALIKE))
        .collect()
}

/// The kind of channel that words speak of.
pub(super) fn kind_of(name: &str) -> Option<ChannelKind> {
    let has = |words: &[&str]| words.iter().any(|it| name.contains(it));
    Some(if has(&["mail"]) {
        ChannelKind::Email
    } else if has(&["bleep", "pager"]) {
        ChannelKind::Bleep
    } else if has(&["ticket", "help desk", "helpdesk", "service desk"]) {
        ChannelKind::HelpDesk
    } else if has(&["news", "press", "media", "tv", "radio", "twitter", "social"]) {
        ChannelKind::News
    } else if has(&["region", "national", "nhs england"]) {
        ChannelKind::RegionalCall
    } else if has(&["person", "face", "verbal", "walk", "door", "runner"]) {
        ChannelKind::WalkIn
    } else if has(&["text", "sms", "message", "whatsapp", "signal"]) {
        ChannelKind::Message
    } else if has(&["phone", "call", "tel"]) {
        ChannelKind::Phone
    } else {
        return None;
    })
}
