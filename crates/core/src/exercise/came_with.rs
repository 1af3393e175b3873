//! What comes with a message that the facilitator sends and the scenario does not have: what of it
//! is told as text, and what one may carry. Must not hold its bytes.

use super::command::Refusal;
use crate::scenario::{AttachmentKind, Enclosed, MAX_ATTACHMENTS_BYTES};

/// A file that came with a message of the facilitator's, as it is told. Its bytes stand in the
/// command that sent it, by the same hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameWith {
    /// What its sender calls it.
    pub title: String,
    /// What can be seen or heard in it; can be empty for a table.
    pub shows: String,
    /// What it is, in words: `table of 41 rows`.
    pub kind: String,
    /// SHA-256 over its bytes, in hexadecimal.
    pub sha256: String,
}

impl CameWith {
    /// Of a file that is sent.
    pub(super) fn of(it: &Enclosed) -> Self {
        Self {
            title: it.title.clone(),
            shows: it.shows.clone(),
            kind: it.file.kind.words(),
            sha256: it.file.sha256.clone(),
        }
    }
}

/// Whether these may come with a message, after what came with others before.
///
/// # Errors
/// Why not, in words.
pub(super) fn may_come<'a>(
    new: &'a [Enclosed],
    before: impl Iterator<Item = &'a Enclosed>,
) -> Result<(), Refusal> {
    let refused = |why: String| Err(Refusal::NotNow { why });
    for it in new {
        let name = &it.file.name;
        if it.title.trim().is_empty() {
            return refused(format!("Say what {name} is called."));
        }
        let table = matches!(it.file.kind, AttachmentKind::Table { .. });
        if it.shows.trim().is_empty() && !table {
            return refused(format!(
                "Say what can be seen or heard in {name}, for whoever can’t."
            ));
        }
    }
    let bytes: usize = before.chain(new).map(|it| it.file.bytes.len()).sum();
    if bytes > MAX_ATTACHMENTS_BYTES {
        return refused(format!(
            "With this, ad-hoc injects of the exercise would carry more than {} MB in all. Send a smaller file.",
            MAX_ATTACHMENTS_BYTES >> 20
        ));
    }
    Ok(())
}
