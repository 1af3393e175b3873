//! What everybody may see at one moment, seat by seat, with a number that says whether a seat's part has
//! changed. Must not hold an exercise or a scenario, nor mix the parts.

use crate::plan::Plan;
use std::collections::BTreeMap;
use std::sync::Arc;
use wardroom_core::coverage::Offered;
use wardroom_core::exercise::{Contact, Source};
use wardroom_core::host::Host;
use wardroom_core::record::Store;
use wardroom_core::scenario::{
    CardId, OrganisationId, PromptId, RoleId, Scenario, Target, TargetKind,
};
use wardroom_core::views::{Arrived, EvaluatorView, Question, RoleView, RoomView, SiteView};

/// A chair as everybody knows it who joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chair {
    /// Which.
    pub role: RoleId,
    /// The role's id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its part in a few words.
    pub part: String,
    /// Whose chair it is.
    pub of: OrganisationId,
    /// Whether it must be filled.
    pub core: bool,
}

/// The clock as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownClock {
    /// The time, in words.
    pub text: String,
    /// Whether exercise time passes.
    pub running: bool,
    /// Whether the room talks something over while it stands.
    pub discussing: bool,
    /// The break for which it stands, real minutes.
    pub rest: Option<u32>,
    /// Whether it has ever passed.
    pub begun: bool,
    /// Whether ENDEX has come.
    pub ended: bool,
    /// Who said that something real has happened.
    pub no_duff: Option<String>,
    /// Whom to ring then, a line each; can be empty.
    pub real_contacts: String,
}

/// What a chair's cards, questions and contacts are called by the scenario: their ids, and what each card can
/// be done to, in the order of its view.
#[derive(Clone, Debug, Default, PartialEq)]
struct Named {
    prompts: BTreeMap<String, PromptId>,
    cards: BTreeMap<String, (CardId, Vec<Target>)>,
    contacts: BTreeMap<String, Contact>,
}

/// What a chair is shown, with the order in which things came to it.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRole {
    /// What it may see; the clock of it stands elsewhere.
    pub view: RoleView,
    /// Goes up with each change but those of [`RoleView::known`], which changes with each patient who comes.
    pub version: u64,
    /// Goes up with each change of that.
    pub known_version: u64,
    /// Its messages in the order in which they came: the first is number 1, for as long as it is served.
    came: Vec<Source>,
    /// Its questions in the order in which they were put.
    put: Vec<String>,
    named: Arc<Named>,
    /// What it decided, ordered and reported itself, the earliest first, with what was said of each; empty without
    /// a plan.
    pub cites: Vec<Offered>,
}

impl ShownRole {
    /// What a question that was put to it is called by the scenario.
    pub(crate) fn prompt(&self, id: &str) -> Option<PromptId> {
        let asked = self.put.iter().any(|it| it == id);
        self.named.prompts.get(id).copied().filter(|_| asked)
    }

    /// What a card of its own is called by the scenario, and what it is done to, by its place in the view.
    pub(crate) fn aim(&self, card: &str, on: Option<usize>) -> Option<(CardId, Option<Target>)> {
        let (id, targets) = self.named.cards.get(card)?;
        match on {
            Some(on) => Some((*id, Some(*targets.get(on)?))),
            None => Some((*id, None)),
        }
    }

    /// Something that it decided itself, by its number, from 1. Where that stands in the log tells no page.
    pub(crate) fn cited(&self, number: usize) -> Option<&Offered> {
        self.cites.get(number.checked_sub(1)?)
    }

    /// Somebody whom it can ring, by the id that its view gives them.
    pub(crate) fn contact(&self, id: &str) -> Option<Contact> {
        self.named.contacts.get(id).copied()
    }

    /// A message by its number, from 1.
    pub fn message(&self, number: usize) -> Option<&Arrived> {
        let source = self.came.get(number.checked_sub(1)?)?;
        self.view.messages.iter().find(|it| it.source == *source)
    }

    /// Its messages, latest first, each with its number.
    pub fn messages(&self) -> impl Iterator<Item = (usize, &Arrived)> {
        let all = 1..=self.came.len();
        all.rev().filter_map(|at| Some((at, self.message(at)?)))
    }

    /// A question by its number, from 1.
    pub fn question(&self, number: usize) -> Option<&Question> {
        let id = self.put.get(number.checked_sub(1)?)?;
        self.view.questions.iter().find(|it| it.id == *id)
    }

    /// Its questions, latest first, each with its number.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        let all = 1..=self.put.len();
        all.rev().filter_map(|at| Some((at, self.question(at)?)))
    }
}

/// What everybody may see.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What the exercise is called.
    pub title: String,
    /// The names of the organisations that play.
    pub organisations: Arc<Vec<String>>,
    /// All chairs.
    pub chairs: Arc<Vec<Chair>>,
    /// The clauses of the trust's plan, by number and heading; empty where it is played without one.
    pub clauses: Arc<Vec<(String, String)>>,
    /// Where everything stands on pictures.
    pub(crate) plan: Arc<Plan>,
    /// Exercise time, and whether it passes.
    pub clock: ShownClock,
    /// What each chair may see, in their order.
    pub roles: Vec<Arc<ShownRole>>,
    /// What each room may see, in the order of their organisations, with its version.
    pub rooms: Vec<(Arc<RoomView>, u64)>,
    /// What the facilitator of each site may see, in the order of their organisations, with its version.
    pub sites: Vec<(Arc<SiteView>, u64)>,
    /// What evaluators may see, with its version.
    pub evaluator: (Arc<EvaluatorView>, u64),
    /// The number of the next answer to what is asked after ENDEX.
    pub next_answer: u32,
}

impl Shown {
    /// A host as it stands; what has not changed is that of before.
    pub fn of<S: Store>(host: &Host<S>, before: Option<&Self>) -> Self {
        let scenario = host.scenario();
        let stands = host.clock();
        let same = before.map(|it| {
            let (organisations, chairs) = (it.organisations.clone(), it.chairs.clone());
            (organisations, chairs, it.plan.clone(), it.clauses.clone())
        });
        let (organisations, chairs, plan, clauses) = same.unwrap_or_else(|| {
            let organisations = scenario.organisations.iter().map(|it| it.name.clone());
            let plan = Arc::new(Plan::of(scenario));
            (
                Arc::new(organisations.collect()),
                Arc::new(chairs(host)),
                plan,
                Arc::new(clauses(host)),
            )
        });
        let offered = host.offered(usize::MAX);
        let begun = before.is_some_and(|it| it.clock.begun);
        Self {
            title: scenario.title.clone(),
            organisations,
            clock: ShownClock {
                text: scenario.clock(host.exercise().secs()),
                running: stands.running,
                discussing: stands.discussing,
                rest: stands.rest,
                begun: begun || stands.running || stands.stands_at_secs > 0,
                ended: host.exercise().ended(),
                no_duff: host.no_duff().map(str::to_owned),
                real_contacts: host.real_contacts().to_owned(),
            },
            roles: host
                .roles()
                .into_iter()
                .zip(chairs.iter())
                .map(|(view, chair)| {
                    let before = before.and_then(|it| it.roles.get(chair.role.at()));
                    let named = before.map(|it| it.named.clone());
                    let named = named.unwrap_or_else(|| Arc::new(named_of(scenario, chair.role)));
                    let own = offered.iter().rev().filter(|it| it.by == chair.id);
                    shown_role(view, before, named, own.cloned().collect())
                })
                .collect(),
            rooms: scenario
                .organisation_ids()
                .map(|of| {
                    let before = before.and_then(|it| it.rooms.get(of.at()));
                    let mut room = host.room(of);
                    room.clock.clear();
                    kept(room, before)
                })
                .collect(),
            sites: scenario
                .organisation_ids()
                .map(|of| kept(host.site(of), before.and_then(|it| it.sites.get(of.at()))))
                .collect(),
            evaluator: kept(host.evaluator(), before.map(|it| &it.evaluator)),
            next_answer: 1 + host.observations().answers.last().map_or(0, |it| it.number),
            clauses,
            plan,
            chairs,
        }
    }
}

impl Shown {
    /// Nothing, where there is no exercise.
    pub(crate) fn nothing() -> Self {
        let evaluator = EvaluatorView {
            objectives: Vec::new(),
            notes: Vec::new(),
            decided: Vec::new(),
            talk: Vec::new(),
        };
        Self {
            title: String::new(),
            organisations: Arc::default(),
            chairs: Arc::default(),
            clauses: Arc::default(),
            plan: Arc::default(),
            clock: ShownClock::default(),
            roles: Vec::new(),
            rooms: Vec::new(),
            sites: Vec::new(),
            evaluator: (Arc::new(evaluator), 1),
            next_answer: 1,
        }
    }
}

fn clauses<S: Store>(host: &Host<S>) -> Vec<(String, String)> {
    let clauses = host.plan().into_iter().flat_map(|it| &it.clauses);
    clauses
        .map(|it| (it.id.clone(), it.title.clone()))
        .collect()
}

fn chairs<S: Store>(host: &Host<S>) -> Vec<Chair> {
    let roles = host.scenario().roles.iter().enumerate();
    roles
        .map(|(at, role)| Chair {
            role: at.into(),
            id: role.id.clone(),
            title: role.title.clone(),
            part: role.part.clone(),
            of: role.of,
            core: role.core,
        })
        .collect()
}

/// A view with its version: that of before, if it is the same.
fn kept<T: PartialEq>(view: T, before: Option<&(Arc<T>, u64)>) -> (Arc<T>, u64) {
    match before {
        Some((same, version)) if **same == view => (same.clone(), *version),
        Some((_, version)) => (Arc::new(view), version + 1),
        None => (Arc::new(view), 1),
    }
}

/// What belongs to a role is called by the scenario.
fn named_of(scenario: &Scenario, role: RoleId) -> Named {
    let of = scenario.roles[role.at()].of;
    let prompts = scenario.prompts.iter().enumerate();
    let cards = scenario.cards.iter().enumerate();
    Named {
        prompts: prompts
            .filter(|(_, it)| it.by.contains(&role))
            .map(|(at, it)| (it.id.clone(), at.into()))
            .collect(),
        cards: cards
            .filter(|(_, it)| it.by.contains(&role))
            .map(|(at, it)| {
                let targets = if it.target == TargetKind::Nothing {
                    Vec::new()
                } else {
                    scenario.targets(it.target)
                };
                let reached = targets.into_iter().filter(|it| scenario.reaches(of, *it));
                (it.id.clone(), (CardId::from(at), reached.collect()))
            })
            .collect(),
        contacts: Contact::all(scenario, of)
            .into_iter()
            .map(|it| (it.id(scenario), it))
            .collect(),
    }
}

fn shown_role(
    mut view: RoleView,
    before: Option<&Arc<ShownRole>>,
    named: Arc<Named>,
    cites: Vec<Offered>,
) -> Arc<ShownRole> {
    // Both stand in the clock that all share.
    view.clock.clear();
    view.running = false;
    let (mut came, mut put, version, known_version) = match before {
        Some(it) => {
            let known = view.known.clone();
            let knows_more = known != it.view.known;
            // The rest is compared with what was known before.
            view.known = it.view.known.clone();
            let same = it.view == view && it.cites == cites;
            if same && !knows_more {
                return it.clone();
            }
            view.known = known;
            (
                it.came.clone(),
                it.put.clone(),
                it.version + u64::from(!same),
                it.known_version + u64::from(knows_more),
            )
        }
        None => (Vec::new(), Vec::new(), 1, 1),
    };
    for message in view.messages.iter().rev() {
        if !came.contains(&message.source) {
            came.push(message.source);
        }
    }
    for question in view.questions.iter().rev() {
        if !put.contains(&question.id) {
            put.push(question.id.clone());
        }
    }
    Arc::new(ShownRole {
        view,
        version,
        known_version,
        came,
        put,
        named,
        cites,
    })
}
