//! Messages that reach the team. Must not know how they are shown.

use super::{Condition, Id, Text, When};
use schemars::JsonSchema;
use serde::Deserialize;

/// One message of the master events list.
///
/// Checked: the text is not empty, it is for at least one role, techniques look like `T1486` or
/// `T1543.003`, and it can fire.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// How conditions and other injects name it, e.g. `"first-red-screen"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// A few words for the events list.
    pub title: String,
    /// When it is sent.
    pub fires: Fires,
    /// How it arrives.
    #[schemars(extend("is" = "channel"))]
    pub channel: Id,
    /// Who sends it: a person or office, in words.
    pub from: String,
    /// The roles it is for.
    #[schemars(extend("is" = "role"))]
    pub to: Vec<Id>,
    /// The message in full, as it is said or written.
    pub text: Text,
    /// What the team might be expected to do. For the facilitator only.
    pub expect: String,
    /// ATT&CK techniques it shows, e.g. `["T1486"]`.
    #[serde(default)]
    pub techniques: Vec<Text>,
    /// Objectives it exercises.
    #[serde(default)]
    #[schemars(extend("is" = "objective"))]
    pub objectives: Vec<Id>,
    /// The prompt it opens.
    #[schemars(extend("is" = "prompt"))]
    pub opens: Option<Id>,
    /// Files that come with it: the photograph of a screen, a list of patients, a recorded call. Each goes
    /// into the record whole, is shown where the inject is, and printed with it.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// An official alert: the room sees it as one. `false` if left out.
    #[serde(default)]
    pub alert: bool,
}

/// A file that comes with an inject.
///
/// A picture (PNG or JPEG, 4,096 pixels along a side at most), a PDF, a table (CSV with a head, 200 rows
/// and 12 columns at most) or a sound (MP3, WAV, Ogg); 2 MB each and 8 MB in all at most.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Its path, relative to the file that names it, e.g. `"files/red-screen.png"`.
    pub file: Text,
    /// What its sender calls it, e.g. `"Photo of the screen in X-ray 2"`.
    pub title: Text,
    /// What can be seen or heard in it, in a sentence or two, for whoever can't:
    /// `"A monitor in red: your files are encrypted, 300 dollars, a clock that counts down."` A table
    /// needs none.
    #[serde(default)]
    pub shows: Text,
}

/// When an inject is sent.
///
/// An inject is sent once. With a condition, the clock of `after_mins` starts in the first minute
/// in which the condition holds between `not_before` and `not_after` (STARTEX and ENDEX if left
/// out); the inject is sent even if the condition has ceased by then.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum Fires {
    /// At a time.
    At(#[schemars(extend("is" = "time"))] When),
    /// Some minutes after something becomes true, if it does so between `not_before` and
    /// `not_after`.
    When {
        /// What must be true.
        is: Condition,
        /// Minutes after it became true.
        #[serde(default)]
        after_mins: u32,
        /// Not before this time.
        #[schemars(extend("is" = "time"))]
        not_before: Option<super::When>,
        /// If it has not become true by this time, never.
        #[schemars(extend("is" = "time"))]
        not_after: Option<super::When>,
    },
    /// So many minutes after another inject was sent.
    After {
        /// The other inject.
        #[schemars(extend("is" = "inject"))]
        inject: Id,
        /// Minutes.
        mins: u32,
    },
    /// Only when the facilitator sends it.
    ByHand,
}
