//! All that changes, as one value with one hash. Must not contain a rule.

use super::cost::Outcomes;
use super::facts::Facts;
use super::hosts::{Group, Host, Network};
use super::message_state::{InjectState, PromptState, Told};
use super::patient_state::Patients;
use super::service_state::Service;
use super::threat_state::Threats;
use super::work_state::{Aid, Asked, CardJob, Crew, Patching, Rebuild, Supplier};
use crate::exercise::each::Each;
use crate::scenario::{Attachment, Mins, OrganisationId, Scenario};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// All that changes.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    /// Minutes stepped since STARTEX.
    pub minute: Mins,
    /// ENDEX has come.
    pub ended: bool,
    /// Host groups.
    pub groups: Vec<Group>,
    /// What is cut, isolated and blocked.
    pub network: Network,
    /// By service of the scenario.
    pub services: Vec<Service>,
    /// By crew of the scenario.
    pub crews: Vec<Crew>,
    /// Work on cards.
    pub card_jobs: Vec<CardJob>,
    /// Rebuilding.
    pub rebuild: Each<Option<Rebuild>>,
    /// Segments that are being patched.
    pub patching: Vec<Patching>,
    /// Suppliers at work.
    pub suppliers: Vec<Supplier>,
    /// Extra people.
    pub aid: Vec<Aid>,
    /// When what takes hold now was ordered, while it does.
    #[serde(skip)]
    pub ordered_at: Option<Mins>,
    /// By role: when it gave its last orders.
    pub orders: Vec<VecDeque<Mins>>,
    /// People who were asked for and have not set out.
    pub asked: Vec<Asked>,
    /// By inject of the scenario: whether it has gone.
    pub injects: Vec<InjectState>,
    /// By prompt of the scenario: whether it was put and decided.
    pub prompts: Vec<PromptState>,
    /// What has been done.
    pub facts: Facts,
    /// Who waits, who was put off, who goes elsewhere.
    pub patients: Patients,
    /// What it has cost.
    pub outcomes: Outcomes,
    /// By inject: the wording that the facilitator gave it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reworded: BTreeMap<u16, String>,
    /// Messages that the scenario does not have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
    /// Threats other than the worm.
    #[serde(skip_serializing_if = "Threats::none")]
    pub threats: Threats,
}

impl State {
    /// The state at STARTEX.
    pub fn new(scenario: &Scenario) -> Self {
        let several = scenario.organisations.len();
        Self {
            minute: 0,
            ended: false,
            groups: scenario.groups.iter().map(Group::of).collect(),
            network: Network::of(scenario),
            services: scenario.services.iter().map(Service::of).collect(),
            crews: vec![Crew::default(); scenario.crews.len()],
            card_jobs: Vec::new(),
            rebuild: Each::of(several, None),
            patching: Vec::new(),
            suppliers: Vec::new(),
            aid: Vec::new(),
            ordered_at: None,
            orders: vec![VecDeque::new(); scenario.roles.len()],
            asked: Vec::new(),
            injects: vec![InjectState::Waiting; scenario.injects.len()],
            prompts: vec![PromptState::Waiting; scenario.prompts.len()],
            facts: Facts::of(scenario),
            patients: Patients::of(scenario),
            outcomes: Outcomes::default(),
            reworded: BTreeMap::new(),
            told: Vec::new(),
            threats: Threats::of(scenario),
        }
    }

    /// SHA-256 over everything, in hexadecimal. Two runs in the same state have the same hash on
    /// every platform: it is taken over the state's JSON, whose numbers are written exactly.
    pub fn hash(&self) -> String {
        let mut writer = HashWriter(Sha256::new());
        // Writing into a hasher can't fail, and every part of the state can be written as JSON.
        let written = serde_json::to_writer(&mut writer, self);
        debug_assert!(written.is_ok());
        hex(&writer.0.finalize())
    }

    /// Files that came with messages of the facilitator's, by their hash.
    pub fn carried(&self) -> BTreeMap<String, Arc<Attachment>> {
        let all = self.told.iter().flat_map(|it| &it.attachments);
        all.map(|it| (it.file.sha256.clone(), it.file.clone()))
            .collect()
    }

    /// Locked hosts in the trust.
    pub fn locked(&self) -> u32 {
        self.groups
            .iter()
            .map(|group| group.get(Host::Locked))
            .sum()
    }

    /// Locked hosts that have been reported.
    pub fn known_locked(&self) -> u32 {
        self.groups.iter().map(|group| group.known_locked).sum()
    }

    /// Since when the whole network has been clean, if it is, after an infection.
    pub fn clean(&self) -> Option<Mins> {
        let since: Option<Vec<Mins>> = self.facts.clean.iter().copied().collect();
        since?.into_iter().max()
    }

    /// Locked hosts of one organisation, and those of them that have been reported.
    pub fn locked_of(&self, scenario: &Scenario, of: OrganisationId) -> [u32; 2] {
        self.groups
            .iter()
            .zip(&scenario.groups)
            .filter(|(_, model)| scenario.segments[model.segment.at()].of == Some(of))
            .fold([0, 0], |[locked, known], (group, _)| {
                [locked + group.get(Host::Locked), known + group.known_locked]
            })
    }
}

struct HashWriter(Sha256);

impl std::io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
