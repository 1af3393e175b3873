//! What the window sees of a live exercise: views, and what stands as long as it lasts. Must not be
//! able to change the exercise.

use super::FileHost;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use wardroom_core::plan::Plan;
use wardroom_core::record::Person;
use wardroom_core::scenario::{OrganisationId, RoleId, Scenario};
use wardroom_core::views::{ConsoleView, DayMoment, Looks, RoomView};

/// Who sits where, and who evaluates.
#[derive(Clone, Debug, Default)]
pub struct Seats {
    people: Vec<Person>,
    /// Who evaluates.
    pub evaluators: Vec<String>,
}

/// What is seen.
#[derive(Debug)]
pub struct Seen {
    /// What is played, as the record holds it.
    pub scenario: Arc<Scenario>,
    /// What the facilitator sees.
    pub view: ConsoleView,
    /// What each room sees.
    pub rooms: BTreeMap<OrganisationId, RoomView>,
    /// The day once more, as each organisation knew it: after ENDEX.
    pub days: BTreeMap<OrganisationId, Vec<DayMoment>>,
    /// Who sits where.
    pub seats: Seats,
    /// The trust's plan with which it is played, if there is one.
    pub plan: Option<Arc<Plan>>,
    /// Whose side the facilitator looks at, where several organisations play: one, or all.
    pub shows: Option<OrganisationId>,
    /// Where the record is.
    pub record: PathBuf,
    /// The scripted team that plays, if one does.
    pub team: Option<String>,
    /// When it was started, real time.
    pub started: String,
    /// Where it branched off from another, if it is a branch.
    pub branched_at_secs: Option<u64>,
}

impl Seen {
    pub(super) fn of(host: &mut FileHost, record: PathBuf) -> Self {
        let view = host.console(&Looks::default());
        let header = host.header();
        Self {
            scenario: host.scenario().clone(),
            view,
            rooms: BTreeMap::new(),
            days: BTreeMap::new(),
            seats: Seats {
                people: header.people.clone(),
                evaluators: if header.evaluators.is_empty() {
                    vec!["Evaluator".to_owned()]
                } else {
                    header.evaluators.clone()
                },
            },
            plan: host.plan().cloned(),
            shows: None,
            record,
            team: header.team.clone(),
            started: header.started.clone(),
            branched_at_secs: header.parent.as_ref().map(|parent| parent.at_secs),
        }
    }

    /// Those of some roles that belong to whose side the facilitator looks at.
    pub fn deciders(&self, by: &[RoleId]) -> Vec<RoleId> {
        let theirs = self.shows.map(|of| self.scenario.roles_in(of, by));
        theirs
            .filter(|theirs| !theirs.is_empty())
            .unwrap_or_else(|| by.to_vec())
    }

    /// Who orders a card, of those who may: the one at a place, else the first.
    pub fn card_by(&self, card: usize, at: usize) -> Option<RoleId> {
        let deciders = self.deciders(&self.scenario.cards[card].by);
        deciders.get(at).or(deciders.first()).copied()
    }

    /// Whose room is shown if nobody says: whose side the facilitator looks at, else those who act
    /// for all, else the first.
    pub fn room_of(&self) -> OrganisationId {
        let scenario = &self.scenario;
        let oversees = || {
            scenario
                .organisation_ids()
                .find(|of| scenario.organisations[of.at()].oversees)
        };
        self.shows.or_else(oversees).unwrap_or(OrganisationId(0))
    }

    /// The day once more, as an organisation knew it; empty before ENDEX.
    pub fn day(&self, of: OrganisationId) -> &[DayMoment] {
        self.days.get(&of).map_or(&[], Vec::as_slice)
    }

    /// Roles in words, with who sits there: “On-call executive (Anna)”.
    pub fn titles(&self, roles: &[RoleId]) -> Vec<String> {
        roles
            .iter()
            .map(|role| {
                let role = &self.scenario.roles[role.at()];
                let sits = |person: &&Person| person.role == role.id && !person.name.is_empty();
                match self.seats.people.iter().find(sits) {
                    Some(person) => format!("{} ({})", role.title, person.name),
                    None => role.title.clone(),
                }
            })
            .collect()
    }

    /// The place of the first of some roles whose chair is taken; the first if none is.
    pub fn first_present(&self, roles: &[RoleId]) -> usize {
        roles
            .iter()
            .position(|role| {
                let id = &self.scenario.roles[role.at()].id;
                let people = &self.seats.people;
                people
                    .iter()
                    .any(|person| person.role == *id && !person.name.is_empty())
            })
            .unwrap_or(0)
    }
}
