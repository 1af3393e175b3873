//! Whose segments and roles are, where several organisations play. Must not judge it.

use super::super::model::{OrganisationId, Scenario};

/// Whose segments and roles are.
#[derive(Debug, Default)]
pub struct Owners {
    /// Whether several organisations play.
    pub several: bool,
    /// By segment.
    pub segments: Vec<Option<OrganisationId>>,
    /// By role.
    pub roles: Vec<OrganisationId>,
}

impl Owners {
    /// Those of a scenario that is checked already.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            several: scenario.several(),
            segments: scenario.segments.iter().map(|it| it.of).collect(),
            roles: scenario.roles.iter().map(|it| it.of).collect(),
        }
    }
}
