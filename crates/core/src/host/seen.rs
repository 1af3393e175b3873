//! The views of a running exercise. Must not change it.

use super::coming::Kept;
use super::owner::Host;
use crate::exercise::{Exercise, InjectState, Source, TeamView, What, concerns};
use crate::record::Store;
use crate::scenario::{OrganisationId, PromptId, RoleId, Scenario};
use crate::views::{
    ClockView, ConsoleView, EvaluatorView, Leaning, Looks, RecordView, RoleView, RoomView,
    SiteView, arrived, evaluator, known, leanings, role, roles, room, site,
};
use std::collections::BTreeMap;

impl<S: Store> Host<S> {
    /// Where the clock stands.
    pub fn clock(&self) -> ClockView {
        ClockView {
            secs: self.shown().secs(),
            stands_at_secs: self.session.exercise().secs(),
            looking: self.looking(),
            running: self.clock.running,
            discussing: self.clock.discussing,
            rest: self.clock.rest,
            speed: self.clock.speed,
            really: self.clock.really(self.asked()),
            ended: self.shown().ended(),
        }
    }

    /// How it stands with the record.
    pub fn record(&self) -> RecordView {
        RecordView {
            entries: self.session.entries(),
            unsaved: self.unsaved(),
            trouble: self.trouble().map(str::to_owned),
            decisions: self.commands.len(),
        }
    }

    /// What the facilitator sees who looks at this.
    pub fn console(&mut self, looks: &Looks) -> ConsoleView {
        let prices = looks.prices.iter();
        let prices = prices
            .map(|takes| {
                let exercise = match &self.look {
                    Some(look) => &look.exercise,
                    None => self.session.exercise(),
                };
                let price = self.desks.price.price(exercise, self.commands.len(), takes);
                (takes.clone(), price)
            })
            .collect();
        let coming = {
            let (entries, looks_at) = (self.session.entries(), self.look.as_ref());
            let exercise = match looks_at {
                Some(look) => &look.exercise,
                None => self.session.exercise(),
            };
            let of = Kept::of(exercise, looks_at.is_some(), entries, looks.shows);
            self.coming.of(exercise, of)
        };
        let offered = self.offers();
        let (exercise, scenario) = (self.shown(), self.scenario());
        let until = match &self.look {
            Some(look) => look.events,
            None => self.said.events,
        };
        let log = self.said.until(until).iter();
        let theirs = looks.shows;
        let reading = match &self.look {
            Some(look) => look.reading,
            None => self.reading.reading,
        };
        let hands = self.hands(until);
        let truth = exercise.truth_view();
        let team = match theirs {
            Some(of) => exercise.team_view_of(of),
            None => exercise.team_view(),
        };
        let reading = read_by(scenario, exercise, &team, theirs, reading);
        ConsoleView {
            clock: self.clock(),
            no_duff: self.no_duff().map(str::to_owned),
            real_contacts: self.real.contacts.clone(),
            known: known(scenario, &truth, &team, theirs),
            truth,
            team,
            to_decide: scenario
                .organisation_ids()
                .map(|of| {
                    let prompts = exercise.team_view_of(of).prompts;
                    prompts.iter().filter(|it| it.decided.is_none()).count()
                })
                .collect(),
            reading: reading.map(|source| {
                let mut message = arrived(exercise, source, None);
                message.letter.expect = exercise.letter(source).expect;
                message
            }),
            unread: self.reading.waiting(),
            pace: self.pace(),
            log: log
                .filter(|line| theirs.is_none_or(|of| concerns(scenario, &line.event, of)))
                .cloned()
                .collect(),
            delivered: exercise
                .state()
                .injects
                .iter()
                .filter(|it| matches!(it, InjectState::Delivered { .. }))
                .count(),
            upcoming: coming,
            carries: (0..scenario.channels.len())
                .map(|at| exercise.carries(at.into()))
                .collect(),
            curve: curve(exercise),
            turns: self
                .said
                .turns
                .iter()
                .filter(|(number, _)| *number < until)
                .map(|(_, mins)| *mins)
                .collect(),
            offered,
            hands,
            leap: self.leap().filter(|_| !self.looking()).cloned(),
            prices,
            rehearsed: looks
                .rehearsing
                .map(|at| exercise.letter(Source::Inject(at))),
            forecast: self
                .desks
                .forecast
                .latest
                .clone()
                .filter(|_| !self.looking()),
            record: self.record(),
        }
    }

    /// The last show of hands for each question, of so many events.
    fn hands(&self, until: usize) -> BTreeMap<String, Vec<u32>> {
        let mut hands = BTreeMap::new();
        for line in self.said.until(until) {
            if let What::Hands {
                prompt, hands: now, ..
            } = &line.event.what
            {
                hands.insert(prompt.clone(), now.clone());
            }
        }
        hands
    }

    /// What the room of an organisation sees: the exercise as it stands, whatever the facilitator
    /// looks at.
    pub fn room(&self, of: OrganisationId) -> RoomView {
        let exercise = self.session.exercise();
        let reading = self.reading.reading;
        room(
            exercise,
            &self.said.lines,
            of,
            reading,
            (self.clock.discussing, self.clock.rest),
        )
    }

    /// What the facilitator of an organisation's site sees: the exercise as it stands, whatever the
    /// lead facilitator looks at.
    pub fn site(&self, of: OrganisationId) -> SiteView {
        site(self.session.exercise(), &self.said.lines, of)
    }

    /// What evaluators see.
    pub fn evaluator(&self) -> EvaluatorView {
        let exercise = self.session.exercise();
        evaluator(exercise, self.session.observations(), &self.said.lines)
    }

    /// What each chair would decide of a question, by role: for the facilitator, who shows the room
    /// how many lean to what by a show of hands ([`crate::exercise::Command::Hands`]).
    pub fn leanings(&self, of: PromptId) -> BTreeMap<RoleId, Leaning> {
        leanings(self.scenario(), &self.said.lines, of)
    }

    /// What a chair sees.
    pub fn role(&self, of: RoleId) -> RoleView {
        let exercise = self.session.exercise();
        role(exercise, &self.said.lines, of, self.clock.running)
    }

    /// What each chair sees, in their order.
    pub fn roles(&self) -> Vec<RoleView> {
        let exercise = self.session.exercise();
        roles(exercise, &self.said.lines, self.clock.running)
    }
}

/// The message that is read out; where one side of several is looked at, its own: what came to it last, if
/// another's is read out.
fn read_by(
    scenario: &Scenario,
    exercise: &Exercise,
    team: &TeamView,
    theirs: Option<OrganisationId>,
    reading: Option<Source>,
) -> Option<Source> {
    let Some(of) = theirs.filter(|_| scenario.several()) else {
        return reading;
    };
    let to = |source: &Source| {
        let to = match source {
            Source::Inject(at) => &scenario.injects[*at].to,
            Source::Told(at) => &exercise.state().told[*at].to,
        };
        !scenario.roles_in(of, to).is_empty()
    };
    let latest = team.messages.first().map(|it| it.source);
    reading.filter(to).or(latest)
}

/// Locked devices minute by minute: the minute, how many really, how many as reported.
fn curve(exercise: &Exercise) -> Vec<[u32; 3]> {
    let history = exercise.history().iter();
    history
        .map(|it| [it.mins, it.locked, it.known_locked])
        .collect()
}
