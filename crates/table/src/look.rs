//! How a table is looked at: what is seen of it, what of it moves, and what stands back. Must not draw
//! anything.

use crate::motion::Moves;
use crate::seen::Seen;
use crate::table::Table;
use wardroom_core::scenario::OrganisationId;

/// What is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Where everything stands.
    pub table: &'a Table,
    /// What is seen of it.
    pub seen: &'a Seen,
    /// What moves.
    pub moves: &'a Moves,
    /// What stands back.
    pub dim: Dim,
}

/// Strength of what stands back, in 255ths: 38 per cent.
const BACK: u8 = 97;

/// What is looked at more than the rest: nothing, a department, or the side of an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dim {
    /// The segment that is picked.
    pub picked: Option<usize>,
    /// Whose side is looked at, where several play.
    pub side: Option<OrganisationId>,
}

impl Dim {
    /// How strongly a segment is drawn, in 255ths.
    pub fn strength(self, table: &Table, segment: usize) -> u8 {
        let other = |of: OrganisationId| self.side.is_some_and(|side| side != of);
        let back = match self.picked {
            Some(picked) => picked != segment,
            None => table.held[segment].of.is_some_and(other),
        };
        if back { BACK } else { u8::MAX }
    }

    /// How strongly something is drawn that stands for several segments: as the strongest of them.
    pub fn strongest(self, table: &Table, segments: impl IntoIterator<Item = usize>) -> u8 {
        let each = segments.into_iter().map(|it| self.strength(table, it));
        each.max().unwrap_or(u8::MAX)
    }
}
