//! A live exercise in the window: the session on record, the clock, what the facilitator is about
//! to do. Must not draw.

use super::ahead::Ahead;
use super::clock::Clock;
use super::draft::Draft;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::assessment::Observations;
use wardroom_core::exercise::{
    Command, Event, Exercise, MoveState, Preview, Source, TeamView, What,
};
use wardroom_core::record::{Header, Parent, Person, Playback, Session, SessionError, Step, Story};
use wardroom_core::scenario::{OrganisationId, RoleId, Scenario, Target, TargetKind, Team};
use wardroom_files::{self as files, FileSession, RecordFile};

/// A decision whose price is asked for before it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// An option of a prompt.
    Option(usize, usize),
    /// A card on a target.
    Card(usize, Option<Target>),
}

/// A moment of the past that is looked at again.
#[derive(Debug)]
struct Look {
    /// The exercise as it was.
    exercise: Exercise,
    /// Everything that had happened.
    events: Vec<Event>,
    /// What was being read before: the room reads it still.
    reading: Option<Source>,
}

/// A live exercise.
#[derive(Debug)]
pub struct Live {
    session: FileSession,
    /// Everything that happened.
    events: Vec<Event>,
    /// The commands that were taken, with their exercise time.
    commands: Vec<(u64, Command)>,
    /// The clock.
    pub clock: Clock,
    /// The scenario's words, for what is told of events.
    pub story: Arc<Story>,
    /// What is being written.
    pub draft: Draft,
    /// What was refused.
    pub refusal: Option<String>,
    /// What is wrong with the record's place, if something is.
    pub trouble: Option<String>,
    /// The message that is being read, here and in the room.
    pub reading: Option<Source>,
    /// Messages that have come since and were not read, in their order.
    pub unread: VecDeque<Source>,
    /// A message still to come that the facilitator has taken hold of.
    pub held: Option<usize>,
    /// A message still to come that is looked at as the room would see it.
    pub rehearsing: Option<usize>,
    /// What people saw.
    pub observations: Observations,
    /// The scripted team that plays, if one does.
    pub team: Option<String>,
    /// When it was started, real time.
    pub started: String,
    /// Whose side the facilitator looks at, where several organisations play: one, or all.
    pub shows: Option<OrganisationId>,
    /// The segment that is picked on the map.
    pub picked: Option<usize>,
    /// Who sits where.
    pub people: Vec<Person>,
    /// Who evaluates.
    pub evaluators: Vec<String>,
    /// Where it branched off from another, if it is a branch.
    pub branched_at_secs: Option<u64>,
    /// Where the record is.
    pub record: PathBuf,
    /// What is coming if nothing changes.
    pub ahead: Ahead,
    /// When a letter was last pressed outside any field, seconds of the window's own time.
    pub last_letter: f64,
    /// The price that was asked for last: of what, at which second, after how many decisions.
    price: Option<(Takes, u64, usize, Preview)>,
    /// A moment of the past that is looked at.
    look: Option<Look>,
    /// Real seconds since the record's place was last looked after.
    looked_after_secs: f64,
    /// So many of the notices about its record have been told.
    told: usize,
    /// A scripted team that plays, if one does.
    autoplay: Option<(Team, Vec<MoveState>)>,
}

/// Real seconds between two looks whether the record is still where it is kept.
const LOOK_AFTER_SECS: f64 = 1.0;

impl Live {
    /// Starts an exercise with a record in a folder.
    ///
    /// # Errors
    /// If the record can't be written, in words.
    pub fn start(
        scenario: &Arc<Scenario>,
        seed: u64,
        people: Vec<Person>,
        evaluators: Vec<String>,
        folder: &Path,
        team: Option<Team>,
    ) -> Result<Self, String> {
        let started = crate::real_time::now();
        let record = new_place(folder, &scenario.id, &started, "");
        let file = RecordFile::create(&record).map_err(|error| {
            format!("The record {} can't be written: {error}.", record.display())
        })?;
        let id = team.as_ref().map(|team| team.id.clone());
        let header = Header {
            evaluators,
            ..Header::new(scenario, seed, id, people, started)
        };
        let exercise = Exercise::new(scenario.clone(), seed);
        let (session, events) =
            Session::start(exercise, header.clone(), file).map_err(|error| error.to_string())?;
        let mut live = Self::around(session, header, record);
        live.autoplay = team.map(|team| (team, Vec::new()));
        live.take(events);
        Ok(live)
    }

    /// A session with nothing begun.
    fn around(session: FileSession, header: Header, record: PathBuf) -> Self {
        Self {
            story: Arc::new(Story::of(session.exercise().scenario())),
            session,
            events: Vec::new(),
            commands: Vec::new(),
            clock: Clock::default(),
            draft: Draft::default(),
            refusal: None,
            trouble: None,
            reading: None,
            unread: VecDeque::new(),
            held: None,
            rehearsing: None,
            observations: Observations::begun(&header),
            team: header.team,
            started: header.started,
            shows: None,
            picked: None,
            people: header.people,
            evaluators: if header.evaluators.is_empty() {
                vec!["Evaluator".to_owned()]
            } else {
                header.evaluators
            },
            branched_at_secs: header.parent.map(|parent| parent.at_secs),
            record,
            ahead: Ahead::default(),
            last_letter: f64::NEG_INFINITY,
            price: None,
            look: None,
            looked_after_secs: 0.0,
            told: 0,
            autoplay: None,
        }
    }

    /// Goes on with an exercise that stopped without an ending.
    ///
    /// # Errors
    /// Why it can't be gone on with, in words.
    pub fn go_on(path: &Path) -> Result<Self, String> {
        let opened = files::record(path).map_err(|error| error.to_string())?;
        let file = files::reopen(path, &opened)
            .map_err(|error| format!("{} can't be written: {error}.", path.display()))?;
        let (session, events) = Session::go_on(&opened, file)
            .map_err(|difference| difference.to_string())?
            .map_err(|error| error.to_string())?;
        let mut live = Self::around(session, opened.header.clone(), path.to_path_buf());
        for (at_secs, _, command) in opened.commands() {
            live.observations.take(at_secs, command);
            live.commands.push((at_secs, command.clone()));
        }
        live.take(events);
        live.read_latest();
        Ok(live)
    }

    /// Branches off at the moment that is looked at: a new record, beside the one that stays as it
    /// is.
    ///
    /// # Errors
    /// Why it can't be, in words.
    pub fn branch(&mut self) -> Result<Self, String> {
        let at_secs = self.exercise().secs();
        if self.exercise().ended() {
            return Err(
                "This exercise has ended here. Go back to a minute before ENDEX to branch off."
                    .to_owned(),
            );
        }
        self.flush();
        if self.unsaved() || self.trouble.is_some() {
            return Err(
                "A part of this record is not on disk yet. Branch off when it is.".to_owned(),
            );
        }
        let parent = wardroom_core::record::open(self.session.store().kept())
            .map_err(|error| error.to_string())?;
        let started = crate::real_time::now();
        let folder = self
            .record
            .parent()
            .and_then(Path::parent)
            .unwrap_or(Path::new("."));
        let record = new_place(folder, &self.scenario().id, &started, "-branch");
        let file = RecordFile::create(&record).map_err(|error| {
            format!("The record {} can't be written: {error}.", record.display())
        })?;
        let (session, events) = Session::branch(&parent, at_secs, file, started.clone())
            .map_err(|difference| difference.to_string())?
            .map_err(|error| error.to_string())?;
        let header = Header {
            started: started.clone(),
            parent: Some(Parent {
                hash: parent.first_hash.clone(),
                started,
                at_secs,
            }),
            ..parent.header.clone()
        };
        let mut live = Self::around(session, header, record);
        live.clock.speed = self.clock.speed;
        for (at, command) in self.commands.iter().filter(|(at, _)| *at <= at_secs) {
            live.observations.take(*at, command);
            live.commands.push((*at, command.clone()));
        }
        live.take(events);
        live.read_latest();
        Ok(live)
    }

    /// Looks at a moment of the past, seconds since STARTEX. The exercise itself stands meanwhile.
    pub fn look_back(&mut self, at_secs: u64) {
        let at_secs = at_secs.min(self.session.exercise().secs());
        self.clock.running = false;
        let seed = self.session.exercise().seed();
        let mut playback = Playback::new(self.scenario().clone(), seed);
        let mut events = Vec::new();
        playback.play(&self.commands, at_secs, |step| match step {
            Step::Passed(happened) | Step::Taken(_, _, happened) => events.extend(happened),
            // What was taken then is taken now: the exercise is the same.
            Step::Refused(..) => {}
        });
        let reading = self.reading;
        self.look = Some(Look {
            exercise: playback.into_exercise(),
            events,
            reading,
        });
        self.reading = self.latest_message();
    }

    /// Returns to where the exercise stands.
    pub fn return_to_now(&mut self) {
        if let Some(look) = self.look.take() {
            self.reading = look.reading;
        }
    }

    /// Whether a moment of the past is looked at.
    pub fn looking(&self) -> bool {
        self.look.is_some()
    }

    /// What those know whose side the facilitator looks at.
    pub fn team_view(&self) -> TeamView {
        match self.shows {
            Some(of) => self.exercise().team_view_of(of),
            None => self.exercise().team_view(),
        }
    }

    /// Those of some roles that belong to whose side the facilitator looks at.
    pub fn deciders(&self, by: &[RoleId]) -> Vec<RoleId> {
        let theirs = self.shows.map(|of| self.scenario().roles_in(of, by));
        theirs
            .filter(|theirs| !theirs.is_empty())
            .unwrap_or_else(|| by.to_vec())
    }

    /// Who orders a card as the draft stands.
    pub fn card_by(&self, card: usize) -> Option<RoleId> {
        let deciders = self.deciders(&self.scenario().cards[card].by);
        let by = deciders.get(self.draft.card_by).or(deciders.first());
        by.copied()
    }

    /// Whose room is shown if nobody says: whose side the facilitator looks at, else those who act
    /// for all, else the first.
    pub fn room_of(&self) -> OrganisationId {
        let scenario = self.scenario();
        let oversees = || {
            scenario
                .organisation_ids()
                .find(|of| scenario.organisations[of.at()].oversees)
        };
        self.shows.or_else(oversees).unwrap_or(OrganisationId(0))
    }

    fn latest_message(&self) -> Option<Source> {
        self.team_view()
            .messages
            .first()
            .map(|message| message.source)
    }

    /// The exercise as it is shown: as it stands, or as it was at the moment that is looked at.
    pub fn exercise(&self) -> &Exercise {
        match &self.look {
            Some(look) => &look.exercise,
            None => self.session.exercise(),
        }
    }

    /// The exercise as the room sees it: as it stands, whatever the facilitator looks at.
    pub fn room_exercise(&self) -> &Exercise {
        self.session.exercise()
    }

    /// Everything that has happened, whatever the facilitator looks at.
    pub fn room_events(&self) -> &[Event] {
        &self.events
    }

    /// What is being read out in a room. Where several play, each has a room of its own and reads
    /// for itself what came last.
    pub fn room_reading(&self, of: OrganisationId) -> Option<Source> {
        if self.scenario().several() {
            let view = self.room_exercise().team_view_of(of);
            return view.messages.first().map(|message| message.source);
        }
        match &self.look {
            Some(look) => look.reading,
            None => self.reading,
        }
    }

    /// Where the exercise stands, seconds since STARTEX, whatever is looked at.
    pub fn stands_at_secs(&self) -> u64 {
        self.session.exercise().secs()
    }

    /// Everything that has happened until the moment that is shown.
    pub fn events(&self) -> &[Event] {
        match &self.look {
            Some(look) => &look.events,
            None => &self.events,
        }
    }

    /// The last show of hands on a prompt.
    pub fn hands(&self, prompt: &str) -> Option<&[u32]> {
        self.events()
            .iter()
            .rev()
            .find_map(|event| match &event.what {
                What::Hands {
                    prompt: of, hands, ..
                } if of == prompt => Some(hands.as_slice()),
                _ => None,
            })
    }

    /// The scenario.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.exercise().scenario()
    }

    /// The record as it was written.
    pub fn kept(&self) -> &[u8] {
        self.session.store().kept()
    }

    /// Whether something could not be written yet.
    pub fn unsaved(&self) -> bool {
        self.session.has_unsaved()
    }

    /// Lines in the record.
    pub fn entries(&self) -> usize {
        self.session.entries()
    }

    fn take(&mut self, events: Vec<Event>) {
        let scenario = self.scenario().clone();
        let mut told = self
            .events
            .iter()
            .filter(|event| matches!(event.what, What::Told { .. }))
            .count();
        for event in events {
            let source = Source::of(&scenario, &event, &mut told);
            if let Some(source) = source {
                // What is being read aloud is not taken out of anybody's hands.
                if self.reading.is_none() {
                    self.reading = Some(source);
                } else {
                    self.unread.push_back(source);
                }
            }
            self.events.push(event);
        }
    }

    /// Reads a message, or the next that was not read. While the past is looked at only what had
    /// come by then is read, and nothing counts as read.
    pub fn read(&mut self, source: Option<Source>) {
        self.rehearsing = None;
        if self.looking() {
            self.reading = source.or(self.reading);
            return;
        }
        if let Some(source) = source.or_else(|| self.unread.pop_front()) {
            self.unread.retain(|other| *other != source);
            self.reading = Some(source);
        }
    }

    /// Reads the latest message and counts those before it as read.
    pub fn read_latest(&mut self) {
        if let Some(source) = self.unread.pop_back() {
            self.unread.clear();
            self.reading = Some(source);
        }
    }

    /// Tries to write what could not be written, and looks whether the record is where it was.
    pub fn flush(&mut self) {
        if self.session.has_unsaved() {
            match self.session.flush() {
                Ok(events) => {
                    self.take(events);
                    self.trouble = None;
                }
                Err(error) => self.not_written(&error),
            }
            self.tell_notices();
            return;
        }
        match self.session.look_after() {
            Ok(_) => self.trouble = None,
            Err(error) => self.trouble = Some(not_on_disk(&error)),
        }
        self.tell_notices();
    }

    /// Says what the record's keeper should be told, each thing once.
    fn tell_notices(&mut self) {
        let notices = self.session.store().notices();
        if let Some(new) = notices.get(self.told..).filter(|it| !it.is_empty()) {
            self.refusal = Some(new.join(" "));
            self.told = notices.len();
        }
    }

    /// The room goes on; the banner says that it is not on disk.
    fn not_written(&mut self, error: &SessionError) {
        self.trouble = Some(not_on_disk(error));
        let held = self.session.take_held();
        self.take(held);
    }

    /// Lets a frame of real time pass.
    pub fn frame(&mut self, secs: f64) {
        self.looked_after_secs += secs.max(0.0);
        if self.looked_after_secs >= LOOK_AFTER_SECS {
            self.looked_after_secs = 0.0;
            self.flush();
        }
        if self.looking() {
            return;
        }
        let now = self.session.exercise().secs();
        let mut due = self.clock.due(now, secs);
        // Between two moves the clock stops until the facilitator goes on.
        let stop = self
            .scenario()
            .leaps
            .iter()
            .map(|it| u64::from(it.at) * 60)
            .find(|at| *at > now && *at <= due);
        if let Some(at) = stop {
            due = at;
            self.clock.running = false;
        }
        if due > now {
            self.advance(due);
        }
    }

    /// The leap between two moves at which the facilitator can go on, if the exercise stands at one;
    /// none while the past is looked at.
    pub fn leap(&self) -> Option<&wardroom_core::scenario::Leap> {
        self.room_leap().filter(|_| !self.looking())
    }

    /// The leap between two moves at which the exercise stands, whatever the facilitator looks at:
    /// the room goes on showing it.
    pub fn room_leap(&self) -> Option<&wardroom_core::scenario::Leap> {
        let exercise = self.session.exercise();
        if exercise.ended() {
            return None;
        }
        exercise.scenario().leap_at(exercise.state().minute)
    }

    /// Goes on to the end of the leap, and stands there.
    pub fn leap_on(&mut self) {
        if let Some(to) = self.leap().map(|it| it.to) {
            self.clock.running = false;
            self.clock.discussing = false;
            self.advance(u64::from(to) * 60);
            self.read_latest();
        }
    }

    /// Lets exercise time pass until then. Stops the clock at ENDEX.
    pub fn advance(&mut self, until_secs: u64) {
        self.return_to_now();
        while self.session.exercise().secs() < until_secs && !self.session.exercise().ended() {
            self.play_scripted();
            let next = if self.autoplay.is_some() {
                ((self.session.exercise().secs() / 60 + 1) * 60).min(until_secs)
            } else {
                until_secs
            };
            match self.session.advance(next) {
                Ok(events) => self.take(events),
                Err(error) => self.not_written(&error),
            }
        }
        if self.session.exercise().ended() {
            self.clock.running = false;
        }
    }

    fn play_scripted(&mut self) {
        let Some((team, mut made)) = self.autoplay.take() else {
            return;
        };
        for (command, at) in self.session.exercise().moves(&team, &mut made) {
            let taken = self.enter(&command).is_ok();
            made[at].tried(taken);
        }
        self.autoplay = Some((team, made));
    }

    /// Enters a command, or says why it is refused. What can't be written is taken all the same.
    fn enter(&mut self, command: &Command) -> Result<(), String> {
        let at_secs = self.session.exercise().secs();
        match self.session.apply(command, &crate::real_time::now()) {
            Ok(events) => self.take(events),
            Err(SessionError::Refused(refusal)) => return Err(refusal.to_string()),
            Err(error) => self.not_written(&error),
        }
        self.observations.take(at_secs, command);
        self.commands.push((at_secs, command.clone()));
        Ok(())
    }

    /// What a decision would take and give, as things stand.
    pub fn takes(&mut self, takes: Takes) -> Preview {
        let (secs, decisions) = (self.exercise().secs(), self.commands.len());
        if let Some((of, at, after, price)) = &self.price
            && (*of, *at, *after) == (takes, secs, decisions)
        {
            return price.clone();
        }
        let price = match takes {
            Takes::Option(prompt, option) => self.exercise().would_choose(prompt.into(), option),
            Takes::Card(card, target) => {
                let needs = self.scenario().cards[card].target != TargetKind::Nothing;
                if needs && target.is_none() {
                    Preview::default()
                } else {
                    let by = self.card_by(card);
                    let of = self.scenario().organisation_of(by.as_slice());
                    self.exercise().would_play(of, card.into(), target)
                }
            }
        };
        self.price = Some((takes, secs, decisions, price.clone()));
        price
    }

    /// Roles in words, with who sits there: “On-call executive (Anna)”.
    pub fn titles(&self, roles: &[RoleId]) -> Vec<String> {
        roles
            .iter()
            .map(|role| {
                let role = &self.scenario().roles[role.at()];
                match self.people.iter().find(|person| person.role == role.id) {
                    Some(person) if !person.name.is_empty() => {
                        format!("{} ({})", role.title, person.name)
                    }
                    _ => role.title.clone(),
                }
            })
            .collect()
    }

    /// The place of the first of some roles whose chair is taken; the first if none is.
    pub fn first_present(&self, roles: &[RoleId]) -> usize {
        roles
            .iter()
            .position(|role| {
                let id = &self.scenario().roles[role.at()].id;
                self.people
                    .iter()
                    .any(|person| person.role == *id && !person.name.is_empty())
            })
            .unwrap_or(0)
    }

    /// The commands that were taken, with their exercise time.
    pub fn commands(&self) -> &[(u64, Command)] {
        &self.commands
    }

    /// How many commands were taken.
    pub fn decisions(&self) -> usize {
        self.commands.len()
    }

    /// Jumps to a time of day or of the exercise, as typed, and stands there.
    ///
    /// # Errors
    /// Why that is no time to jump to, in words.
    pub fn jump(&mut self, typed: &str) -> Result<(), String> {
        let starts = self.scenario().starts;
        let now = i64::from(self.session.exercise().state().minute);
        let mut mins = wardroom_core::scenario::point_of_time(typed, starts)
            .ok_or_else(|| format!("“{typed}” is no time. Write 13:55, or Sat 09:00."))?;
        // A bare time of day means the next such time.
        if typed.trim().starts_with(|c: char| c.is_ascii_digit()) {
            while mins <= now {
                mins += 24 * 60;
            }
        }
        if mins <= now {
            return Err(format!(
                "{typed} is past. To see it again, go back on the time line."
            ));
        }
        let secs = u64::try_from(mins).unwrap_or(0) * 60;
        self.clock.running = false;
        self.advance(secs);
        self.read_latest();
        Ok(())
    }

    /// Goes on to the next message or question, a day at most, and stands there.
    pub fn next(&mut self) {
        self.return_to_now();
        let start = self.session.exercise().secs();
        let before = self.events.len();
        self.clock.running = false;
        self.refusal = None;
        while !self.session.exercise().ended() && self.session.exercise().secs() < start + 86_400 {
            let next = (self.session.exercise().secs() / 60 + 1) * 60;
            self.advance(next);
            let came = self.events[before..].iter().any(|event| {
                matches!(
                    event.what,
                    What::Delivered { .. } | What::Undelivered { .. } | What::Asked { .. }
                )
            });
            let minute = self.exercise().state().minute;
            let stops = self.scenario().leaps.iter().any(|it| it.at == minute);
            if came || stops {
                if came {
                    self.read_latest();
                }
                return;
            }
        }
    }

    /// Says that nothing can be done in the past.
    pub fn refuse_the_past(&mut self) {
        self.refusal = Some(
            "You are looking at the past. Return to now, or branch off from here, to go on."
                .to_owned(),
        );
    }

    /// Does what is asked, if it can be done; otherwise says why not.
    pub fn command(&mut self, command: &Command) -> bool {
        if self.looking() {
            self.refuse_the_past();
            return false;
        }
        match self.enter(command) {
            Ok(()) => {
                self.refusal = None;
                true
            }
            Err(why) => {
                self.refusal = Some(why);
                false
            }
        }
    }
}

/// A place for a record of its own.
fn new_place(folder: &Path, scenario: &str, started: &str, branch: &str) -> PathBuf {
    let second: String = started
        .chars()
        .take(19)
        .map(|c| if c == ':' { '-' } else { c })
        .collect();
    let name = format!("{scenario}-{second}{branch}");
    let mut place = folder.join(&name).join("record.jsonl");
    // Two that start in the same second stand beside each other.
    let mut number = 2;
    while place.exists() {
        place = folder.join(format!("{name}-{number}")).join("record.jsonl");
        number += 1;
    }
    place
}

/// What is said when something could not be written.
fn not_on_disk(error: &SessionError) -> String {
    format!(
        "Not on disk: {error} The exercise goes on. What could not be written is kept, and written as soon as it can be."
    )
}
