//! What one chair may see: the messages that came to it, what it is asked, what its organisation
//! was told. Must not hold anything that has not been released, what an option leads to, or
//! another chair's messages.

use super::asked::{Question, question};
use super::lean::{Leant, leant};
use super::log::{Decided, LogLine, decided};
use super::place::{KnownPlace, place};
use super::room::{self, Arrived, ReportedService, TimeJump};
use super::talk::{Spoken, spoken};
use crate::exercise::{Contact, Exercise, Message, Source, TeamView, What};
use crate::scenario::{OrganisationId, RoleId, Scenario, TargetKind};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Decisions that a chair is shown.
const DECISIONS: usize = 12;

/// An action card as it lies on the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardFace {
    /// By what it is ordered.
    pub id: String,
    /// What it says.
    pub title: String,
    /// What it is for.
    pub about: String,
    /// What it can be ordered on: ids and names; nothing if it is ordered on nothing.
    pub targets: Vec<(String, String)>,
}

/// What stands on the card of a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleCard {
    /// Its part in a few words.
    pub part: String,
    /// What it is for.
    pub brief: String,
    /// What only it knows.
    pub knows: Vec<String>,
    /// What it decides.
    pub decides: Vec<String>,
}

/// An action card that a chair proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The card's id.
    pub card: String,
    /// What was proposed, in words.
    pub title: String,
    /// Why.
    pub because: String,
    /// When, on the clock.
    pub clock: String,
    /// Whether it was played since.
    pub played: bool,
}

/// What one chair may see.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleView {
    /// The role's id.
    pub role: String,
    /// What the chair is called: `On-call executive`.
    pub title: String,
    /// The name of whose chair it is.
    pub organisation: String,
    /// The time, in words.
    pub clock: String,
    /// Whether exercise time passes.
    pub running: bool,
    /// Whether ENDEX has come.
    pub ended: bool,
    /// The incident level declared, in words.
    pub level: Option<String>,
    /// The time jump at which the exercise stands.
    pub leap: Option<TimeJump>,
    /// Messages that came to it, latest first.
    pub messages: Vec<Arrived>,
    /// What it was asked, latest first.
    pub questions: Vec<Question>,
    /// The cards that it may order.
    pub cards: Vec<CardFace>,
    /// Services, as reported to its organisation.
    pub services: Vec<ReportedService>,
    /// The trust as a place, as its organisation knows it: one for all of its roles.
    #[serde(serialize_with = "shared")]
    pub known: Arc<KnownPlace>,
    /// What its organisation decided, latest first.
    pub decided: Vec<Decided>,
    /// What stands on the card that whoever sits there was handed.
    pub card: RoleCard,
    /// How it stands with each question, by its id.
    pub leant: BTreeMap<String, Leant>,
    /// What it proposed, in its order.
    pub proposed: Vec<Proposal>,
    /// What it said and was told, in its order.
    pub talk: Vec<Spoken>,
    /// Whom it can ring: id and name.
    pub contacts: Vec<(String, String)>,
}

fn shared<S: Serializer>(known: &Arc<KnownPlace>, to: S) -> Result<S::Ok, S::Error> {
    known.serialize(to)
}

/// What all roles of an organisation know alike.
struct Theirs {
    team: TeamView,
    known: Arc<KnownPlace>,
}

impl Theirs {
    fn of(exercise: &Exercise, of: OrganisationId) -> Self {
        let team = exercise.team_view_of(of);
        let known = Arc::new(place(exercise, &team, of));
        Self { team, known }
    }
}

/// What a role may see.
pub(crate) fn role(
    exercise: &Exercise,
    lines: &[Arc<LogLine>],
    role: RoleId,
    running: bool,
) -> RoleView {
    let of = exercise.scenario().roles[role.at()].of;
    one(exercise, lines, role, running, &Theirs::of(exercise, of))
}

/// What each role may see, in their order: what those of an organisation know alike is worked out once.
pub(crate) fn roles(exercise: &Exercise, lines: &[Arc<LogLine>], running: bool) -> Vec<RoleView> {
    let scenario = exercise.scenario();
    let mut alike: BTreeMap<OrganisationId, Theirs> = BTreeMap::new();
    let all = scenario.roles.iter().enumerate();
    all.map(|(at, role)| {
        let theirs = alike
            .entry(role.of)
            .or_insert_with(|| Theirs::of(exercise, role.of));
        one(exercise, lines, at.into(), running, theirs)
    })
    .collect()
}

fn one(
    exercise: &Exercise,
    lines: &[Arc<LogLine>],
    role: RoleId,
    running: bool,
    theirs: &Theirs,
) -> RoleView {
    let scenario = exercise.scenario();
    let model = &scenario.roles[role.at()];
    let of = model.of;
    let team = &theirs.team;
    let to = |message: &&Message| match message.source {
        Source::Inject(at) => scenario.injects[at].to.contains(&role),
        Source::Told(at) => exercise.state().told[at].to.contains(&role),
    };
    let leap = (!exercise.ended())
        .then(|| scenario.leap_at(exercise.state().minute))
        .flatten();
    RoleView {
        role: model.id.clone(),
        title: model.title.clone(),
        organisation: scenario.organisations[of.at()].name.clone(),
        clock: room::clock(exercise),
        running,
        ended: exercise.ended(),
        level: team.level.map(|(level, _)| level.words().to_owned()),
        leap: leap.map(|leap| TimeJump {
            to: scenario.clock(u64::from(leap.to) * 60),
            told: leap.told.clone(),
        }),
        messages: team
            .messages
            .iter()
            .filter(to)
            .map(|message| room::arrived(exercise, message.source, Some(of)))
            .collect(),
        questions: team
            .prompts
            .iter()
            .filter(|it| scenario.prompts[it.prompt].by.contains(&role))
            .map(|it| question(scenario, it))
            .collect(),
        cards: cards(scenario, role),
        services: room::reported(scenario, team, of),
        known: theirs.known.clone(),
        decided: decided(scenario, lines, of, exercise.secs(), DECISIONS),
        card: RoleCard {
            part: model.part.clone(),
            brief: model.brief.clone(),
            knows: model.knows.clone(),
            decides: model.decides.clone(),
        },
        leant: team
            .prompts
            .iter()
            .map(|it| it.prompt)
            .filter(|at| scenario.prompts[*at].by.contains(&role))
            .map(|at| {
                let found = leant(scenario, lines, at.into(), role);
                (scenario.prompts[at].id.clone(), found)
            })
            .collect(),
        proposed: proposed(scenario, lines, |it| it == model.id)
            .into_iter()
            .map(|(_, it)| it)
            .collect(),
        talk: spoken(scenario, lines, role),
        contacts: Contact::all(scenario, of)
            .into_iter()
            .map(|it| (it.id(scenario), it.name(scenario)))
            .collect(),
    }
}

/// What some roles proposed, in its order, each with the id of its role, and whether it was played since.
pub(super) fn proposed(
    scenario: &Scenario,
    lines: &[Arc<LogLine>],
    theirs: impl Fn(&str) -> bool,
) -> Vec<(String, Proposal)> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let What::Proposed {
            card,
            target,
            by,
            because,
        } = &line.event.what
        else {
            continue;
        };
        if !theirs(by) {
            continue;
        }
        let played = lines[at..].iter().any(|later| {
            matches!(&later.event.what, What::ActionStarted { card: other, target: on, .. }
                if other == card && on == target)
        });
        let title = &line.line.title;
        let proposal = Proposal {
            card: card.clone(),
            title: title.strip_prefix("Proposed: ").unwrap_or(title).to_owned(),
            because: because.clone(),
            clock: scenario.clock(line.event.at_secs),
            played,
        };
        found.push((by.clone(), proposal));
    }
    found
}

fn cards(scenario: &Scenario, role: RoleId) -> Vec<CardFace> {
    let of = scenario.roles[role.at()].of;
    let may = scenario.cards.iter().filter(|it| it.by.contains(&role));
    may.map(|card| {
        let targets = if card.target == TargetKind::Nothing {
            Vec::new()
        } else {
            scenario.targets(card.target)
        };
        let reached = targets.into_iter().filter(|it| scenario.reaches(of, *it));
        CardFace {
            id: card.id.clone(),
            title: card.title.clone(),
            about: card.about.clone(),
            targets: reached
                .map(|it| {
                    let id = scenario.target_id(it).to_owned();
                    (id, scenario.target_name(it).to_owned())
                })
                .collect(),
        }
    })
    .collect()
}
