//! A table with everything on it. Must not place anything itself.

use crate::cables;
use crate::table::Table;
use wardroom_core::scenario::Scenario;

impl Table {
    /// Of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let mut table = Self::without_cables(scenario);
        table.cables = cables::lay(scenario, &table);
        table
    }
}
