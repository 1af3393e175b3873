//! What roles were told who rang somebody, beside how it stood at that minute. Must not blame whoever answered:
//! they told what they could see.

use super::document::{Block, Table};
use wardroom_core::assessment::mins_in_words;
use wardroom_core::exercise::CallMade;
use wardroom_core::record::Story;

/// How many were answered how, in a sentence.
pub(super) fn counted(calls: &[CallMade]) -> Block {
    Block::Text(CallMade::counted(calls))
}

/// What the table can't say.
pub(super) fn remark() -> Block {
    Block::Note("Really: how it stood at the minute of the answer (simulated), whether anybody could see it or not. Out of date: it had been so, or was all that had been reported by then. Nothing to check: no fact was given.".to_owned())
}

/// Calls, a row each.
pub(super) fn table(story: &Story, calls: &[CallMade]) -> Block {
    Block::Table(Table {
        head: vec!["Asked", "Whom, what", "Answered", "Really", ""],
        widths: vec![16, 18, 31, 24, 11],
        rows: calls
            .iter()
            .map(|call| {
                vec![
                    format!(
                        "{} {}",
                        story.clock(call.asked_secs),
                        story.role_title(&call.by)
                    )
                    .into(),
                    format!("{}: {}", call.to, call.asked).into(),
                    answered(story, call).into(),
                    call.really.clone().into(),
                    call.accuracy.words().into(),
                ]
            })
            .collect(),
    })
}

/// When it was answered, how long that took, and in which words.
fn answered(story: &Story, call: &CallMade) -> String {
    match (call.answered_secs, call.took_mins()) {
        (Some(at), Some(took)) => format!(
            "{}, {} later: “{}”",
            story.clock(at),
            mins_in_words(u32::try_from(took).unwrap_or(u32::MAX)),
            call.answer
        ),
        _ => "Not before ENDEX.".to_owned(),
    }
}
