//! The deterministic engine: a scenario, a seed and commands give the same events on every
//! platform. Time is whole seconds since STARTEX and comes only from the caller; the rules step
//! once a simulated minute. Must not know about files, clocks, threads or windows.

mod act;
mod aspects;
mod chance;
mod command;
mod conditions;
mod event;
mod rules;
pub mod scripted;
mod state;
mod view;
mod watch;

pub use act::named;
pub use chance::{Purpose, binomial, uniform, within_a_minute};
pub use command::{Command, Refusal};
pub use event::{Event, Standing, What};
pub use rules::messages::way_round;
pub use rules::patients::ed_wait_mins;
pub use rules::services::standing;
pub use state::{Counts, Host, InjectState, Mode, Outcomes, PromptState, State, hex};
pub use view::{
    CrewView, Message, PromptView, Sample, SegmentView, ServiceView, TeamService, TeamView,
    TruthView,
};
pub use watch::{Watch, Watched};

use crate::scenario::{
    CardId, Condition, Does, Mins, PromptId, RoleId, Scenario, Target, Team, check_effects,
};
use aspects::{Asking, Aspects, Follows};
use conditions::{Facts, holds};
use rules::messages::Waiting;
use rules::reach::Reach;
use rules::worm::Pressure;
use std::sync::Arc;

/// Minutes between two samples of the history.
pub const SAMPLE_MINS: Mins = 5;

/// A running exercise.
#[derive(Clone, Debug)]
pub struct Exercise {
    scenario: Arc<Scenario>,
    seed: u64,
    secs: u64,
    state: State,
    reach: Reach,
    watches: Vec<Watched>,
    /// What conditions ask about.
    asking: Arc<Asking>,
    /// What has changed since messages, and since the tasks' conditions, were last looked at.
    unseen: [Aspects; 2],
    /// How the comparisons that conditions make came out last.
    compared: Aspects,
    /// What messages and prompts wait for.
    waiting: Waiting,
    pressure: Pressure,
    history: Vec<Sample>,
    /// Events that have happened and were not handed out yet.
    pending: Vec<Event>,
    keep_history: bool,
}

impl Exercise {
    /// An exercise at STARTEX.
    pub fn new(scenario: Arc<Scenario>, seed: u64) -> Self {
        let mut state = State::new(&scenario);
        rules::worm::start(&scenario, &mut state);
        let watches = watch::of_tasks(&scenario);
        let mut exercise = Self {
            seed,
            secs: 0,
            state,
            reach: Reach::default(),
            asking: Arc::new(Asking::new(&scenario, &watches)),
            watches,
            unseen: [Aspects::ALL; 2],
            compared: Aspects::NONE,
            waiting: Waiting::default(),
            pressure: Pressure::default(),
            history: Vec::new(),
            pending: Vec::new(),
            keep_history: true,
            scenario,
        };
        let mut whats = vec![What::Started];
        for (at, infected) in exercise.state.facts.infected.iter().enumerate() {
            if infected.is_some() {
                whats.push(What::SegmentInfected {
                    segment: exercise.scenario.segments[at].id.clone(),
                });
            }
        }
        exercise.refresh();
        exercise.tally(true, &mut whats);
        let scenario = exercise.scenario.clone();
        rules::work::roster(&scenario, &mut exercise.state, &mut whats);
        rules::services::step(&scenario, &exercise.reach, &mut exercise.state, &mut whats);
        exercise.messages(&mut whats);
        exercise.watch(true);
        exercise.sample();
        exercise.stamp(whats);
        exercise
    }

    /// The same without the samples that charts are drawn from, for many runs.
    #[must_use]
    pub fn without_history(mut self) -> Self {
        self.keep_history = false;
        self.history.clear();
        self
    }

    /// The scenario.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Seconds since STARTEX.
    pub fn secs(&self) -> u64 {
        self.secs
    }

    /// Whether ENDEX has come.
    pub fn ended(&self) -> bool {
        self.state.ended
    }

    /// The state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What the tasks' conditions have come to.
    pub fn watched(&self) -> &[Watched] {
        &self.watches
    }

    /// Samples of the past, [`SAMPLE_MINS`] apart.
    pub fn history(&self) -> &[Sample] {
        &self.history
    }

    /// What the team knows.
    pub fn team_view(&self) -> TeamView {
        view::team(&self.scenario, &self.state)
    }

    /// The truth.
    pub fn truth_view(&self) -> TruthView {
        view::truth(&self.scenario, &self.reach, &self.state)
    }

    /// Whether a condition holds now.
    pub fn holds(&self, condition: &Condition) -> bool {
        holds(condition, &Facts::new(&self.reach, &self.state))
    }

    /// Lets time pass until so many seconds after STARTEX, ENDEX at most, and hands out what
    /// happened. A time that is past changes nothing.
    pub fn advance(&mut self, until_secs: u64) -> Vec<Event> {
        let end = u64::from(self.scenario.ends_mins) * 60;
        let until = until_secs.min(end);
        while !self.state.ended && u64::from(self.state.minute + 1) * 60 <= until {
            self.minute();
        }
        if !self.state.ended {
            self.secs = self.secs.max(until);
            if self.secs >= end {
                self.end();
            }
        }
        std::mem::take(&mut self.pending)
    }

    /// Does what is asked, now, and hands out what happened.
    ///
    /// # Errors
    /// A refusal in words that can be read out. The exercise is as it was before.
    pub fn apply(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        if self.state.ended && !matches!(command, Command::Rate { .. } | Command::Note { .. }) {
            return Err(Refusal::Ended);
        }
        let mut whats = Vec::new();
        self.command(command, &mut whats)?;
        self.note(Aspects::ALL);
        self.waiting = Waiting::default();
        self.watch(false);
        self.stamp(whats);
        Ok(std::mem::take(&mut self.pending))
    }

    fn stamp(&mut self, whats: Vec<What>) {
        let at_secs = self.secs;
        self.pending
            .extend(whats.into_iter().map(|what| Event { at_secs, what }));
    }

    fn end(&mut self) {
        self.state.ended = true;
        self.sample();
        self.stamp(vec![What::Ended]);
    }

    /// One simulated minute.
    fn minute(&mut self) {
        let scenario = self.scenario.clone();
        let mut whats = Vec::new();
        self.state.minute += 1;
        self.secs = u64::from(self.state.minute) * 60;
        let now = self.state.minute;

        let infected_before = self.state.facts.first_infected.is_some();
        rules::work::roster(&scenario, &mut self.state, &mut whats);
        let mut changed = rules::worm::step(
            &scenario,
            self.seed,
            &self.reach,
            &mut self.pressure,
            &mut self.state,
            &mut whats,
        );
        if scenario
            .worm
            .kill_switch
            .is_some_and(|switch| switch.registered == now)
        {
            whats.push(What::KillSwitch);
        }
        let mut seen = Aspects::NONE;
        if self.finish_cards(&mut whats) {
            changed = true;
            seen = Aspects::ALL;
            self.pressure.all_stale();
            self.reach.network(&scenario, &self.state);
        }
        if rules::work::step(&scenario, &mut self.state) {
            changed = true;
            self.pressure.all_stale();
        }
        if changed {
            self.tally(infected_before, &mut whats);
            self.reach
                .systems(&scenario, &self.state, self.pressure.stale());
            seen |= self.turned(Follows::Hosts);
        }
        if changed || rules::services::moving(&scenario, &self.state) {
            rules::services::step(&scenario, &self.reach, &mut self.state, &mut whats);
            seen |= self.turned(Follows::Services);
        }
        rules::patients::step(&scenario, &mut self.state, &mut whats);
        seen |= self.turned(Follows::Patients);
        let telephones = rules::knowing::telephones(&scenario, &self.reach);
        let known_locked = rules::knowing::step(
            &scenario,
            self.seed,
            telephones,
            &mut self.state,
            &mut whats,
        );
        if self.reach.known_locked != known_locked {
            self.reach.known_locked = known_locked;
            seen |= self.turned(Follows::Known);
        }
        if self.asking.names(now) {
            seen |= Aspects::TIME;
        }
        self.note(seen);
        self.messages(&mut whats);
        self.watch(true);
        if now.is_multiple_of(SAMPLE_MINS) {
            self.sample();
        }
        self.stamp(whats);
    }

    /// Counts what changed hosts mean for the outcomes.
    fn tally(&mut self, infected_before: bool, whats: &mut Vec<What>) {
        let state = &mut self.state;
        let out = &mut state.outcomes;
        let ever: u32 = state.groups.iter().map(|group| group.ever_infected).sum();
        out.hosts_ever_infected = ever;
        let locked = state
            .groups
            .iter()
            .map(|group| group.get(Host::Locked))
            .sum();
        out.hosts_locked_peak = out.hosts_locked_peak.max(locked);
        if ever > 0 {
            if !infected_before {
                state.facts.first_infected = Some(state.minute);
            }
            let dirty = state.groups.iter().any(|group| group.dirty() > 0);
            if dirty {
                state.facts.clean = None;
            } else if state.facts.clean.is_none() {
                state.facts.clean = Some(state.minute);
                whats.push(What::Clean);
            }
        }
    }

    /// Lets the effects of finished cards take hold.
    fn finish_cards(&mut self, whats: &mut Vec<What>) -> bool {
        let now = self.state.minute;
        if !self.state.card_jobs.iter().any(|job| job.done <= now) {
            return false;
        }
        let (done, open) = std::mem::take(&mut self.state.card_jobs)
            .into_iter()
            .partition(|job| job.done <= now);
        self.state.card_jobs = open;
        for job in done {
            self.card_done(job.card, job.target, whats);
        }
        true
    }

    fn card_done(&mut self, card: CardId, target: Option<Target>, whats: &mut Vec<What>) {
        let scenario = self.scenario.clone();
        let now = self.state.minute;
        self.state.facts.done.push((card, target, now));
        self.state.facts.first_done[card.at()].get_or_insert(now);
        act::take_hold(
            &scenario,
            &self.reach,
            &mut self.state,
            &scenario.cards[card.at()].effects,
            target,
            whats,
        );
        whats.push(What::ActionDone {
            card: scenario.cards[card.at()].id.clone(),
            target: target.map(|target| scenario.target_id(target).to_owned()),
        });
    }

    /// Works out again what follows from network and hosts.
    fn refresh(&mut self) {
        self.pressure.all_stale();
        self.reach.network(&self.scenario, &self.state);
        self.reach.systems(&self.scenario, &self.state, &[]);
    }

    /// The comparisons of a kind that have come out otherwise than they last did.
    fn turned(&mut self, follows: Follows) -> Aspects {
        let facts = Facts::new(&self.reach, &self.state);
        self.asking.turned(follows, &facts, &mut self.compared)
    }

    /// Notes what has changed, for messages and for the tasks' conditions.
    fn note(&mut self, changed: Aspects) {
        for unseen in &mut self.unseen {
            *unseen |= changed;
        }
    }

    /// Sends what is due.
    fn messages(&mut self, whats: &mut Vec<What>) {
        let changed = std::mem::take(&mut self.unseen[0]);
        let came = rules::messages::step(
            &self.scenario,
            &self.asking,
            changed,
            &mut self.waiting,
            &self.reach,
            &mut self.state,
            whats,
        );
        if came {
            self.note(Aspects::MESSAGES);
        }
    }

    /// Looks at what the tasks ask for; `passed` if a minute has gone by since the last time.
    fn watch(&mut self, passed: bool) {
        let changed = std::mem::take(&mut self.unseen[1]);
        let facts = Facts::new(&self.reach, &self.state);
        for (watched, asks) in self.watches.iter_mut().zip(&self.asking.tasks) {
            watched.step(self.state.minute, passed, *asks, changed, |condition| {
                holds(condition, &facts)
            });
        }
    }

    fn sample(&mut self) {
        if self.keep_history {
            self.history.push(view::sample(&self.scenario, &self.state));
        }
    }

    fn command(&mut self, command: &Command, whats: &mut Vec<What>) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        match command {
            Command::Decide {
                prompt,
                option,
                by,
                because,
            } => {
                let id = find(&scenario.names.prompts, "prompt", prompt)?;
                let role = find(&scenario.names.roles, "role", by)?;
                let at = scenario.prompts[id.at()]
                    .options
                    .iter()
                    .position(|it| it.id == *option)
                    .ok_or_else(|| unknown("option", option))?;
                self.decide(id, at, role, because, whats)
            }
            Command::Play { play, by, because } => {
                let id = find(&scenario.names.cards, "card", &play.card.value)?;
                let role = find(&scenario.names.roles, "role", by)?;
                let card = &scenario.cards[id.at()];
                allowed(&scenario, &card.by, role)?;
                let wanted = || Refusal::Target {
                    title: card.title.clone(),
                    wanted: card.target.words().to_owned(),
                };
                let target = match &play.target {
                    None => None,
                    Some(target) => Some(
                        scenario
                            .target_by_id(card.target, &target.value)
                            .ok_or_else(wanted)?,
                    ),
                };
                if target.is_none() && card.target != crate::scenario::TargetKind::Nothing {
                    return Err(wanted());
                }
                let before = self.state.clone();
                let played = self.play(id, target, role, because, whats);
                if played.is_err() {
                    self.state = before;
                    self.refresh();
                }
                played
            }
            Command::Improvise {
                text,
                effects,
                by,
                because,
            } => {
                find(&scenario.names.roles, "role", by)?;
                let effects =
                    check_effects(&scenario, effects).map_err(|why| Refusal::NotNow { why })?;
                whats.push(What::Improvised {
                    text: text.clone(),
                    by: by.clone(),
                    because: because.clone(),
                });
                act::take_hold(
                    &scenario,
                    &self.reach,
                    &mut self.state,
                    &effects,
                    None,
                    whats,
                );
                self.settle(whats);
                Ok(())
            }
            Command::Release { inject } => {
                let id = find(&scenario.names.injects, "inject", inject)?;
                match self.state.injects[id.at()] {
                    InjectState::Waiting
                    | InjectState::Due(_)
                    | InjectState::Held
                    | InjectState::Skipped => {
                        rules::messages::send(&scenario, &self.reach, &mut self.state, id, whats);
                        Ok(())
                    }
                    _ => Err(Refusal::Already {
                        what: "That message has been sent".to_owned(),
                    }),
                }
            }
            Command::Hold { inject } => {
                self.keep_back(inject, InjectState::Held, whats, |inject| What::Held {
                    inject,
                })
            }
            Command::Skip { inject } => {
                self.keep_back(inject, InjectState::Skipped, whats, |inject| {
                    What::Skipped { inject }
                })
            }
            Command::Report { by, text } => {
                find(&scenario.names.roles, "role", by)?;
                whats.push(What::Reported {
                    by: by.clone(),
                    text: text.clone(),
                    known_locked: self.state.known_locked(),
                    true_locked: self.state.locked(),
                });
                Ok(())
            }
            Command::Note { by, text, task, .. } => {
                if let Some(task) = task {
                    find(&scenario.names.tasks, "task", task)?;
                }
                whats.push(What::Noted {
                    by: by.clone(),
                    text: text.clone(),
                    task: task.clone(),
                });
                Ok(())
            }
            Command::Rate { task, by, .. } => {
                find(&scenario.names.tasks, "task", task)?;
                whats.push(What::Rated {
                    task: task.clone(),
                    by: by.clone(),
                });
                Ok(())
            }
            Command::End => {
                self.stamp(std::mem::take(whats));
                self.end();
                Ok(())
            }
        }
    }

    fn keep_back(
        &mut self,
        inject: &str,
        to: InjectState,
        whats: &mut Vec<What>,
        what: impl FnOnce(String) -> What,
    ) -> Result<(), Refusal> {
        let id = find(&self.scenario.names.injects, "inject", inject)?;
        match self.state.injects[id.at()] {
            InjectState::Waiting | InjectState::Due(_) | InjectState::Held => {
                self.state.injects[id.at()] = to;
                whats.push(what(inject.to_owned()));
                Ok(())
            }
            _ => Err(Refusal::NotNow {
                why: "That message has been sent or left out already.".to_owned(),
            }),
        }
    }

    fn decide(
        &mut self,
        id: PromptId,
        at: usize,
        role: RoleId,
        because: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let prompt = &scenario.prompts[id.at()];
        let asked = match self.state.prompts[id.at()] {
            PromptState::Asked { at, .. } => at,
            PromptState::Waiting => {
                return Err(Refusal::NotAsked {
                    question: prompt.question.clone(),
                });
            }
            PromptState::Decided { .. } => {
                return Err(Refusal::Decided {
                    question: prompt.question.clone(),
                });
            }
        };
        allowed(&scenario, &prompt.by, role)?;
        let choice = &prompt.options[at];
        let before = self.state.clone();
        let mut found = vec![What::Decided {
            prompt: prompt.id.clone(),
            option: choice.id.clone(),
            by: scenario.roles[role.at()].id.clone(),
            because: because.to_owned(),
        }];
        for (card, target) in &choice.plays {
            match self.play(*card, *target, role, because, &mut found) {
                // What the option would do is so already: the rest of it still counts.
                Ok(()) | Err(Refusal::Already { .. }) => {}
                Err(refusal) => {
                    self.state = before;
                    self.refresh();
                    return Err(refusal);
                }
            }
        }
        self.state.prompts[id.at()] = PromptState::Decided {
            asked,
            at: self.state.minute,
            option: at,
        };
        act::take_hold(
            &scenario,
            &self.reach,
            &mut self.state,
            &choice.effects,
            None,
            &mut found,
        );
        whats.append(&mut found);
        self.settle(whats);
        Ok(())
    }

    fn play(
        &mut self,
        card: CardId,
        target: Option<Target>,
        role: RoleId,
        because: &str,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let done = act::begin(&scenario, &mut self.state, card, target)?;
        whats.push(What::ActionStarted {
            card: scenario.cards[card.at()].id.clone(),
            target: target.map(|target| scenario.target_id(target).to_owned()),
            by: scenario.roles[role.at()].id.clone(),
            because: because.to_owned(),
            done_mins: done,
        });
        if done <= self.state.minute {
            self.finish_cards(whats);
            self.settle(whats);
        }
        Ok(())
    }

    /// Brings everything that follows from network and hosts up to date within the minute.
    fn settle(&mut self, whats: &mut Vec<What>) {
        let infected_before = self.state.facts.first_infected.is_some();
        self.tally(infected_before, whats);
        self.refresh();
        rules::services::step(&self.scenario, &self.reach, &mut self.state, whats);
    }

    /// What a scripted team does in this minute, in the order of its script. `made` notes for
    /// each move when its condition came true and how often it was tried.
    pub fn moves(&self, team: &Team, made: &mut Vec<MoveState>) -> Vec<(Command, usize)> {
        made.resize(team.moves.len(), MoveState::default());
        let now = self.state.minute;
        let mut commands = Vec::new();
        for (at, (one, state)) in team.moves.iter().zip(made.iter_mut()).enumerate() {
            if state.over {
                continue;
            }
            if state.since.is_none() && self.holds(&one.when) {
                state.since = Some(now);
            }
            let Some(since) = state.since else {
                continue;
            };
            let due = since + one.after_mins + RETRY_MINS * state.tries;
            if due <= now {
                commands.push((self.move_command(&one.does, one.by, &one.because), at));
            }
        }
        commands
    }

    fn move_command(&self, does: &Does, by: RoleId, because: &str) -> Command {
        let scenario = &self.scenario;
        let by = scenario.roles[by.at()].id.clone();
        let because = because.to_owned();
        match does {
            Does::Decide(prompt, option) => {
                let prompt = &scenario.prompts[prompt.at()];
                Command::Decide {
                    prompt: prompt.id.clone(),
                    option: prompt.options[*option].id.clone(),
                    by,
                    because,
                }
            }
            Does::Card(card, target) => Command::Play {
                play: crate::scenario::shape::Play {
                    card: scenario.cards[card.at()].id.as_str().into(),
                    target: target.map(|target| scenario.target_id(target).into()),
                },
                by,
                because,
            },
            Does::Report(text) => Command::Report {
                by,
                text: text.clone(),
            },
        }
    }
}

/// Minutes after which a scripted team tries a refused move again.
const RETRY_MINS: Mins = 10;
/// How often it tries.
const TRIES: u32 = 6;

/// How far a scripted team has come with one move.
#[derive(Clone, Copy, Debug, Default)]
pub struct MoveState {
    since: Option<Mins>,
    tries: u32,
    over: bool,
}

impl MoveState {
    /// Notes whether the move was taken or refused. Returns whether it is given up.
    pub fn tried(&mut self, taken: bool) -> bool {
        self.tries += 1;
        self.over = taken || self.tries >= TRIES;
        self.over && !taken
    }
}

fn unknown(what: &str, id: &str) -> Refusal {
    Refusal::Unknown {
        what: what.to_owned(),
        id: id.to_owned(),
    }
}

fn find<T: Copy>(
    names: &std::collections::BTreeMap<String, T>,
    what: &str,
    id: &str,
) -> Result<T, Refusal> {
    names.get(id).copied().ok_or_else(|| unknown(what, id))
}

fn allowed(scenario: &Scenario, by: &[RoleId], role: RoleId) -> Result<(), Refusal> {
    if by.contains(&role) {
        return Ok(());
    }
    let titles: Vec<&str> = by
        .iter()
        .map(|id| scenario.roles[id.at()].title.as_str())
        .collect();
    Err(Refusal::NotTheirs {
        role: scenario.roles[role.at()].title.clone(),
        open_to: titles.join(", "),
    })
}
