//! A trust's own plan: clauses with owner and trigger, and what in scenarios each is about. Must not
//! know any scenario.

use super::{Count, Id, IncidentLevel, Step, Text};
use crate::scenario::mark::Marked;
use schemars::JsonSchema;
use serde::Deserialize;

/// A trust's plan, in a file of its own that several exercises share: its clauses by number, as the
/// plan on the shelf has them. `wardroom plan import` makes one of a Word document, of text or of a
/// spreadsheet of action cards.
///
/// Checked: `approved` is a day; there is a clause; numbers of clauses are unique.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of the format: `1`.
    pub schema: Count,
    /// The plan's own id. It stays when the plan gets a new version: by it exercises with an earlier
    /// one are known again.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Its title, as on its cover.
    pub title: Text,
    /// The organisation whose plan it is.
    pub organisation: String,
    /// Its version, as on its cover: `"3.1"`.
    pub version: String,
    /// The day on which it was approved: `"2026-09-01"`. Empty for a draft.
    #[serde(default)]
    pub approved: Text,
    /// Its clauses, in their order.
    pub clauses: Vec<Clause>,
}

/// A clause of a plan: one thing that somebody is to do, or to know.
///
/// Checked: the number has 32 characters at most: letters, digits, full stops, hyphens. Neither title nor
/// text is empty.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its number, as the plan has it: `"4.2"`, `"AC-7"`.
    pub id: Text,
    /// Its heading.
    pub title: Text,
    /// What it says.
    pub text: Text,
    /// Who does it, as the plan has it: a role, not a name.
    #[serde(default)]
    pub owner: String,
    /// When it is to be done, as the plan has it.
    #[serde(default)]
    pub trigger: String,
    /// Where it is written: `"Cyber plan v3, p. 12"`.
    #[serde(default)]
    pub source: String,
    /// What in scenarios it is about: what is offered to be cited when that is decided, and what says
    /// which scenario would rehearse it.
    #[serde(default)]
    pub maps: Vec<MapsTo>,
}

/// What in a scenario a clause is about. A name may be that of a thing in one scenario alone, and of
/// nothing in all others: `wardroom plan check PLAN --with SCENARIO` says which ones mean nothing
/// anywhere.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum MapsTo {
    /// An action card is played.
    Card(#[schemars(extend("is" = "card"))] Id),
    /// A decision point is decided, whatever is chosen.
    Prompt(#[schemars(extend("is" = "prompt"))] Id),
    /// An option of a decision point is chosen: `"ask-445/close"`.
    Option(Marked<String>),
    /// A step of the response is taken, by whatever card or option.
    Step(Step),
    /// An incident is declared at this level.
    Declare(IncidentLevel),
    /// Somebody outside is told.
    Body(#[schemars(extend("is" = "body"))] Id),
    /// A situation report is given.
    Report,
}
