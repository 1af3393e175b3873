//! The trust as a place in words, as an organisation knows it: its areas and what was reported from each,
//! its links and what was done to them, its door. Must not hold anything that nobody has reported, nor
//! where anything stands on a picture.

use super::known::{KnownView, known};
use super::room::{ReportedService, reported_service};
use crate::exercise::{Exercise, TeamView};
use crate::scenario::{Link, Mins, OrganisationId, Scenario, Segment, SegmentId};
use serde::Serialize;

/// What an organisation knows of places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownPlace {
    /// Its own side first; after it those of whom it acts for.
    pub sides: Vec<KnownSide>,
}

/// The side of one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownSide {
    /// The organisation's id.
    pub id: String,
    /// What it is called.
    pub organisation: String,
    /// Its own areas in the order of the scenario, and then what lies outside and is linked to one of them.
    pub areas: Vec<KnownArea>,
    /// The links of its areas.
    pub links: Vec<KnownLink>,
    /// Its emergency department's door; none where it has none.
    pub door: Option<KnownDoor>,
    /// Services whose people sit in none of its areas.
    pub elsewhere: Vec<ReportedService>,
}

/// An area of the network: a department, or several that share a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownArea {
    /// The segment's id.
    pub id: String,
    /// What it is called, without the organisation's name before it.
    pub name: String,
    /// Where it is, in a sentence.
    pub location: String,
    /// Whether it lies outside.
    pub outside: bool,
    /// Its devices; 0 outside.
    pub devices: u32,
    /// Locked devices that were reported; 0: none was.
    pub locked: u32,
    /// Since when it is isolated, on the clock.
    pub isolated: Option<String>,
    /// The services whose people sit here first, as reported.
    pub services: Vec<ReportedService>,
}

/// A link of the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownLink {
    /// As the scenario has it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The id of the area at its end to which the fewest links lead: there it is missed first.
    pub area: String,
    /// Since when it is cut, on the clock.
    pub cut: Option<String>,
    /// Whether file sharing over it is blocked.
    pub blocked: bool,
}

/// What is seen at the door of an emergency department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KnownDoor {
    /// The id of the area in which the department is.
    pub area: String,
    /// Patients who wait.
    pub waiting: u32,
    /// Patients in ambulances that can't hand over.
    pub on_ramp: u32,
    /// Whether ambulances turn away by themselves.
    pub turns_away: bool,
    /// Pathways that are diverted: what each is called, and since when, on the clock.
    pub diverted: Vec<(String, String)>,
}

/// What an organisation knows of places. `team` is what it was told.
pub(super) fn place(exercise: &Exercise, team: &TeamView, of: OrganisationId) -> KnownPlace {
    let scenario = exercise.scenario();
    let known = known(scenario, &exercise.truth_view(), team, Some(of));
    let oversees = scenario.organisations[of.at()].oversees;
    let others = scenario
        .organisation_ids()
        .filter(|it| *it != of && oversees);
    let whose = std::iter::once(of).chain(others);
    let of = Of {
        scenario,
        known,
        team,
    };
    KnownPlace {
        sides: whose.map(|it| of.side(it)).collect(),
    }
}

/// From what a side is made.
struct Of<'a> {
    scenario: &'a Scenario,
    known: KnownView,
    team: &'a TeamView,
}

impl Of<'_> {
    fn clock(&self, since: Mins) -> String {
        self.scenario.clock(u64::from(since) * 60)
    }

    fn side(&self, of: OrganisationId) -> KnownSide {
        let scenario = self.scenario;
        let organisation = &scenario.organisations[of.at()];
        let own = |segment: SegmentId| scenario.segments[segment.at()].of == Some(of);
        let links = scenario.links.iter().enumerate();
        let links: Vec<usize> = links
            .filter(|(_, link)| own(link.from) || own(link.to))
            .map(|(at, _)| at)
            .collect();
        let linked = |segment: usize| {
            let ends = links.iter().map(|at| &scenario.links[*at]);
            let mut ends = ends.flat_map(|link| [link.from, link.to]);
            scenario.segments[segment].outside && ends.any(|it| it.at() == segment)
        };
        let all = 0..scenario.segments.len();
        let inside = all.clone().filter(|at| own(SegmentId::from(*at)));
        let areas = inside.chain(all.filter(|at| linked(*at)));
        let services = (0..scenario.services.len()).filter(|at| scenario.services[*at].of == of);
        let elsewhere = services.filter(|at| {
            let sits = scenario.services[*at].segments.first();
            !sits.is_some_and(|it| own(*it))
        });
        KnownSide {
            id: organisation.id.clone(),
            organisation: organisation.name.clone(),
            areas: areas.map(|at| self.area(of, at)).collect(),
            links: links.iter().map(|at| self.link(of, *at)).collect(),
            door: self.door(of),
            elsewhere: elsewhere.map(|at| self.service(at)).collect(),
        }
    }

    fn service(&self, at: usize) -> ReportedService {
        reported_service(self.scenario, at, &self.team.services[at])
    }

    fn area(&self, of: OrganisationId, at: usize) -> KnownArea {
        let segment = &self.scenario.segments[at];
        let found = self.known.segments[at];
        let services = self.scenario.services.iter().enumerate();
        let here = services.filter(|(_, it)| {
            it.of == of && it.segments.first().is_some_and(|first| first.at() == at)
        });
        KnownArea {
            id: segment.id.clone(),
            name: without(&self.scenario.organisations[of.at()].short, &segment.name),
            location: segment.location.clone(),
            outside: segment.outside,
            devices: segment.hosts,
            locked: found.locked,
            isolated: found.isolated.map(|since| self.clock(since)),
            services: here.map(|(at, _)| self.service(at)).collect(),
        }
    }

    fn link(&self, of: OrganisationId, at: usize) -> KnownLink {
        let link = &self.scenario.links[at];
        let area = missed_at(self.scenario, of, link);
        let (cut, blocked) = self.known.links[at];
        KnownLink {
            id: link.id.clone(),
            name: link.name.clone(),
            area: self.scenario.segments[area.at()].id.clone(),
            cut: cut.map(|since| self.clock(since)),
            blocked,
        }
    }

    fn door(&self, of: OrganisationId) -> Option<KnownDoor> {
        let found = self.known.forecourts[of.at()]?;
        let pathways = self.scenario.pathways.iter().zip(&self.known.diverted);
        let theirs = pathways.filter(|(pathway, _)| {
            let flow = pathway.from.map(|id| &self.scenario.flows[id.at()]);
            flow.is_some_and(|it| self.scenario.services[it.service.at()].of == of)
        });
        let diverted = theirs.filter_map(|(pathway, since)| {
            since.map(|since| (pathway.name.clone(), self.clock(since)))
        });
        let mut services = self.scenario.services.iter().zip(&self.team.services);
        let (department, _) =
            services.find(|(service, told)| service.of == of && told.waiting.is_some())?;
        let area = department.segments.first()?;
        Some(KnownDoor {
            area: self.scenario.segments[area.at()].id.clone(),
            waiting: found.waiting,
            on_ramp: found.on_ramp,
            turns_away: found.turns_away,
            diverted: diverted.collect(),
        })
    }
}

/// Of the ends of a link that is an organisation's that at which it is missed first: its own or outside, and of
/// two such the one to which fewer links lead.
pub fn missed_at(scenario: &Scenario, of: OrganisationId, link: &Link) -> SegmentId {
    let [from, to] = [link.from, link.to].map(|it| &scenario.segments[it.at()]);
    let ours = |it: &Segment| it.outside || it.of == Some(of);
    if !ours(from) || ours(to) && to.links.len() < from.links.len() {
        link.to
    } else {
        link.from
    }
}

/// Words without a name before them, if it is there.
fn without(name: &str, words: &str) -> String {
    let Some(rest) = words.strip_prefix(name).filter(|it| it.starts_with(' ')) else {
        return words.to_owned();
    };
    let mut letters = rest.trim_start().chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
