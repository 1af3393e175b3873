//! What a card can be played on, by id and by name. Must not play it.

use super::super::shape::{FlowKind, TargetKind};
use super::picks::Target;
use super::scenario::Scenario;

impl Scenario {
    /// What a target is called in files, commands and records.
    pub fn target_id(&self, target: Target) -> &str {
        match target {
            Target::Segment(id) => &self.segments[id.at()].id,
            Target::Link(id) => &self.links[id.at()].id,
            Target::Service(id) => &self.services[id.at()].id,
            Target::Pathway(id) => &self.pathways[id.at()].id,
            Target::Flow(id) => &self.flows[id.at()].id,
            Target::System(id) => &self.systems[id.at()].id,
            Target::Body(id) => &self.bodies[id.at()].id,
            Target::Crew(id) => &self.crews[id.at()].id,
        }
    }

    /// What a target is called on screens and in reports.
    pub fn target_name(&self, target: Target) -> &str {
        match target {
            Target::Segment(id) => &self.segments[id.at()].name,
            Target::Link(id) => &self.links[id.at()].name,
            Target::Service(id) => &self.services[id.at()].name,
            Target::Pathway(id) => &self.pathways[id.at()].name,
            Target::Flow(id) => &self.flows[id.at()].name,
            Target::System(id) => &self.systems[id.at()].name,
            Target::Body(id) => &self.bodies[id.at()].name,
            Target::Crew(id) => &self.crews[id.at()].name,
        }
    }

    /// Everything a card of this kind can be played on, in the order of the files.
    pub fn targets(&self, kind: TargetKind) -> Vec<Target> {
        let systems = || (0..self.systems.len()).map(|at| Target::System(at.into()));
        let segments = || {
            (0..self.segments.len())
                .filter(|at| !self.segments[*at].outside)
                .map(|at| Target::Segment(at.into()))
        };
        match kind {
            TargetKind::Nothing => Vec::new(),
            TargetKind::Segment => segments().collect(),
            TargetKind::Link => (0..self.links.len())
                .map(|at| Target::Link(at.into()))
                .collect(),
            TargetKind::Service => (0..self.services.len())
                .map(|at| Target::Service(at.into()))
                .collect(),
            TargetKind::Pathway => (0..self.pathways.len())
                .map(|at| Target::Pathway(at.into()))
                .collect(),
            TargetKind::Flow => (0..self.flows.len())
                .filter(|at| self.flows[*at].kind != FlowKind::Emergency)
                .map(|at| Target::Flow(at.into()))
                .collect(),
            TargetKind::System => systems().collect(),
            // Where a system and a segment bear one id, that id means the system.
            TargetKind::SystemOrSegment => {
                let systems_own =
                    |it: &Target| self.names.systems.contains_key(self.target_id(*it));
                let segments = segments().filter(|it| !systems_own(it));
                systems().chain(segments).collect()
            }
            TargetKind::Body => (0..self.bodies.len())
                .map(|at| Target::Body(at.into()))
                .collect(),
            TargetKind::Crew => (0..self.crews.len())
                .map(|at| Target::Crew(at.into()))
                .collect(),
        }
    }

    /// The target of this kind with this id.
    pub fn target_by_id(&self, kind: TargetKind, id: &str) -> Option<Target> {
        self.targets(kind)
            .into_iter()
            .find(|target| self.target_id(*target) == id)
    }
}
