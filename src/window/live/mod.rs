//! A live exercise in the window: what of it is seen, what is half entered, and the host that is
//! asked. Must not draw, and must not hold the exercise itself.

mod carried;
mod held;
mod input;
mod people;
mod place;
mod seen;
mod serving;

pub use held::Held;
pub use input::{
    CardInput, DecisionInput, Desk, EventsInput, Improvised, JumpInput, Noted, PendingInput,
    PeopleInput, PlanInput, Reported, Sent,
};
pub use people::{People, PeopleAsk};
pub use seen::Seen;
pub use serving::FileHost;

use super::job::Job;
use carried::Carried;
use serving::{Serving, To, Told};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::cycle::ExerciseType;
use wardroom_core::ensemble::LookAhead;
use wardroom_core::exercise::Command;
use wardroom_core::host::{Ask, Host, Request, WhenAsked};
use wardroom_core::plan::Plan;
use wardroom_core::record::{Header, Person};
use wardroom_core::scenario::{Attachment, OrganisationId, Scenario, Team};
use wardroom_core::views::Looks;
use wardroom_files as files;

/// Real seconds between two looks whether the record is still where it is kept.
const LOOK_AFTER_SECS: f64 = 1.0;

/// Who is in the room at STARTEX, and for what.
#[derive(Clone, Debug, Default)]
pub struct Present {
    /// Who sits where.
    pub people: Vec<Person>,
    /// Who evaluates.
    pub evaluators: Vec<String>,
    /// Of what type the exercise is, if somebody said it.
    pub of_type: Option<ExerciseType>,
}

/// A live exercise.
#[derive(Debug)]
pub struct Live {
    serving: Serving,
    /// What is seen of it.
    pub seen: Seen,
    /// What is half entered.
    pub input: PendingInput,
    /// What the facilitator looks at.
    pub looks: Looks,
    /// What was refused.
    pub refusal: Option<String>,
    /// An order that was just given and can still be taken back.
    held: Option<Held>,
    /// What was asked and not answered yet.
    asked: VecDeque<Ask>,
    /// The forecast that is being worked out.
    forecast: Job<Option<LookAhead>>,
    /// What the clock does when something is asked.
    heeds: WhenAsked,
    /// Real seconds since the record's place was last looked after.
    looked_after_secs: f64,
    /// Files that go from it and come to it.
    carried: Carried,
    /// The pages with which people take part, while they are open.
    pub people: Option<People>,
}

impl Live {
    /// Starts an exercise with a record in a folder.
    ///
    /// # Errors
    /// If the record can't be written, in words.
    pub fn start(
        scenario: &Arc<Scenario>,
        seed: u64,
        present: Present,
        plan: Option<&Plan>,
        folder: &Path,
        team: Option<Team>,
    ) -> Result<Self, String> {
        let started = crate::real_time::now();
        let record = place::new_place(folder, &scenario.id, &started, "");
        let file = place::create(&record)?;
        let id = team.as_ref().map(|team| team.id.clone());
        let header = Header {
            evaluators: present.evaluators,
            ..Header::new(scenario, seed, id, present.people, started)
        }
        .with_plan(plan)
        .with_type(present.of_type);
        let host = Host::start(scenario, header, team, file).map_err(|error| error.to_string())?;
        Ok(Self::around(host, record))
    }

    /// Goes on with an exercise that stopped without an ending.
    ///
    /// # Errors
    /// Why it can't be gone on with, in words.
    pub fn go_on(path: &Path) -> Result<Self, String> {
        let opened = files::record(path).map_err(|error| error.to_string())?;
        let file = files::reopen(path, &opened)
            .map_err(|error| format!("{} can't be written: {error}.", path.display()))?;
        Ok(Self::around(
            Host::go_on(&opened, file)?,
            path.to_path_buf(),
        ))
    }

    fn around(mut host: FileHost, record: PathBuf) -> Self {
        let seen = Seen::of(&mut host, record);
        let mut live = Self {
            serving: Serving::here(host),
            seen,
            input: PendingInput {
                last_letter: f64::NEG_INFINITY,
                ..PendingInput::default()
            },
            looks: Looks::default(),
            refusal: None,
            held: None,
            asked: VecDeque::new(),
            forecast: Job::default(),
            heeds: WhenAsked::default(),
            looked_after_secs: 0.0,
            carried: Carried::default(),
            people: None,
        };
        live.take();
        live
    }

    /// Branches off at the moment that is looked at: a new record, beside the one that stays as it
    /// is.
    ///
    /// # Errors
    /// Why it can't be, in words.
    pub fn branch(&mut self) -> Result<Self, String> {
        self.settle();
        let record = self.seen.record.clone();
        let Some(host) = self.serving.host_mut() else {
            return Err("The exercise can't be reached. Its record is safe.".to_owned());
        };
        host.flush();
        if let Some(why) = host.branches_not() {
            return Err(why.to_owned());
        }
        let parent =
            wardroom_core::record::open(host.store().kept()).map_err(|error| error.to_string())?;
        let started = crate::real_time::now();
        let folder = record.parent().and_then(Path::parent);
        let folder = folder.unwrap_or(Path::new("."));
        let place = place::new_place(folder, &host.scenario().id, &started, "-branch");
        let branch = host.branch(&parent, started, place::create(&place)?)?;
        let mut branch = Self::around(branch, place);
        // Whoever takes part goes on in the branch, with the same device.
        if let Some(people) = self.people.take() {
            self.serving.send(To::Pages(None));
            people.show(&mut branch.serving);
            branch.people = Some(people);
        }
        Ok(branch)
    }

    /// What is played, as the record holds it.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.seen.scenario
    }

    /// Asks for something. What comes of it is seen at once where the host is here, else when it
    /// has answered.
    pub fn ask(&mut self, ask: Ask) {
        // What was ordered before comes first.
        if !matches!(ask, Ask::Run(_) | Ask::Speed(_) | Ask::Read(_)) {
            self.give_now();
        }
        self.asked.push_back(ask.clone());
        let real = crate::real_time::now();
        self.serving
            .send(To::Ask(Request::of_facilitator(ask), real));
        self.take();
    }

    /// Gives an order: it goes out when the time to take it back is up. Anything else is entered at once.
    /// The same once more while it can be taken back is a double click, and no second order.
    pub fn order(&mut self, command: Command) {
        if self.held.as_ref().is_some_and(|it| it.command == command) {
            return;
        }
        self.give_now();
        self.refusal = None;
        match Held::of(&self.seen.scenario, &command) {
            Some(held) if !self.seen.view.clock.looking => self.held = Some(held),
            _ => self.command(command),
        }
    }

    /// The order that can still be taken back.
    pub fn held(&self) -> Option<&Held> {
        self.held.as_ref()
    }

    /// Takes the order back: it lies on the desk as it was.
    pub fn take_back(&mut self) {
        self.held = None;
    }

    /// Has it go out now.
    pub fn give_now(&mut self) {
        if let Some(held) = self.held.take() {
            self.command(held.command);
        }
    }

    /// Has the clock heed a question in this way; while a scripted team plays it goes on.
    pub fn heed(&mut self, when: WhenAsked) {
        let when = match self.seen.team {
            Some(_) => WhenAsked::GoOn,
            None => when,
        };
        if self.heeds != when {
            self.heeds = when;
            self.ask(Ask::WhenAsked(when));
        }
    }

    /// Has everybody shown whom to ring if something real happens.
    pub fn contacts(&mut self, words: &str) {
        let told = |it: &Ask| matches!(it, Ask::RealContacts(_));
        if self.seen.view.real_contacts != words && !self.asked.iter().any(told) {
            self.ask(Ask::RealContacts(words.to_owned()));
        }
    }

    /// Something real has happened, the facilitator says: the clock stands, and every screen says so.
    pub fn no_duff(&mut self) {
        self.held = None;
        self.command(Command::NoDuff {
            by: "The facilitator".to_owned(),
            text: String::new(),
        });
    }

    /// Begins to open a file that an inject carries.
    pub fn open_file(&mut self, file: Arc<Attachment>) {
        self.carried.open(&self.seen.record, file);
    }

    /// Begins to read a file that is to come with the ad-hoc inject that is written.
    pub fn attach(&mut self, path: PathBuf) {
        self.input.sent.told = None;
        self.carried.attach(path);
    }

    /// Takes in the file that was read.
    fn take_attached(&mut self) {
        let sent = &mut self.input.sent;
        match self.carried.attached() {
            Some(Ok(file)) => {
                sent.file.clear();
                sent.attachments.push(file);
            }
            Some(Err(why)) => sent.told = Some(why),
            None => {}
        }
    }

    /// Begins to read a file of answers; what comes of it is entered when it is read.
    pub fn take_returned(&mut self, path: PathBuf) {
        let log = self.seen.view.log.iter();
        let events = log.map(|line| line.event.clone()).collect();
        self.carried.read(path, self.seen.scenario.clone(), events);
    }

    /// Enters a file of answers that was read.
    fn enter_returned(&mut self) {
        let Some(read) = self.carried.returned() else {
            return;
        };
        self.input.people.told = match read {
            Ok(returned) => {
                // What is refused after all is said where everything is that the host refuses.
                let account = returned.enter(|command| {
                    self.command(command);
                    Ok(())
                });
                self.input.people.file.clear();
                let refused = account.refused.iter().map(|why| format!(" {why}"));
                format!("{account}{}", refused.collect::<String>())
            }
            Err(why) => why,
        };
    }

    /// Enters a command.
    pub fn command(&mut self, command: Command) {
        self.ask(Ask::Enter(command));
    }

    /// Lets exercise time pass until then, seconds since STARTEX: for tests and pictures.
    pub fn advance(&mut self, until_secs: u64) {
        self.settle();
        if let Some(host) = self.serving.host_mut() {
            host.advance(until_secs, &crate::real_time::now());
        }
        self.look(self.looks.clone());
    }

    /// The same as if it had been done so many real minutes ago: for tests and pictures of how play keeps pace.
    pub fn advance_ago(&mut self, until_secs: u64, mins_ago: u32) {
        self.settle();
        if let Some(host) = self.serving.host_mut() {
            host.advance(until_secs, &crate::real_time::minutes_ago(mins_ago));
        }
        self.look(self.looks.clone());
    }

    /// Lets a frame of real time pass, and takes what was answered.
    pub fn frame(&mut self, secs: f64) {
        self.looked_after_secs += secs.max(0.0);
        if self.looked_after_secs >= LOOK_AFTER_SECS {
            self.looked_after_secs = 0.0;
            self.serving.send(To::LookAfter(crate::real_time::now()));
        }
        if let Some(held) = &mut self.held {
            held.left_secs -= secs.max(0.0);
            if held.left_secs <= 0.0 {
                self.give_now();
            }
        } else if self.seen.view.clock.running {
            self.serving.send(To::Pass(secs, crate::real_time::now()));
        }
        self.enter_returned();
        self.take_attached();
        if let Some(why) = self.carried.not_opened() {
            self.refusal = Some(why);
        }
        self.forecast.follow();
        if let Some(found) = self.forecast.done.take() {
            self.serving.send(To::Forecast(Box::new(found)));
        }
        self.take();
    }

    /// Looks at something else.
    pub fn look(&mut self, looks: Looks) {
        self.looks = looks.clone();
        self.serving.send(To::Look(looks));
        self.take();
    }

    /// Looks at one side, or at all.
    pub fn show(&mut self, of: Option<OrganisationId>) {
        self.seen.shows = of;
        self.input.decision = DecisionInput::default();
        self.input.cards = CardInput::default();
        self.look(Looks {
            shows: of,
            ..self.looks.clone()
        });
    }

    /// Asks for the prices of what is begun. Returns whether they are others than before.
    pub fn ask_prices(&mut self) -> bool {
        let prices = self.input.prices(&self.seen);
        if self.looks.prices == prices {
            return false;
        }
        self.look(Looks {
            prices,
            ..self.looks.clone()
        });
        true
    }

    /// Looks at an inject as the room would see it, or no longer.
    pub fn rehearse(&mut self, at: Option<usize>) {
        if self.looks.rehearsing != at {
            self.look(Looks {
                rehearsing: at,
                ..self.looks.clone()
            });
        }
    }

    /// Takes what the host has answered.
    fn take(&mut self) {
        for told in self.serving.receive() {
            match told {
                Told::Answered(answer) => {
                    let ask = self.asked.pop_front();
                    match (answer, ask) {
                        (Ok(()), Some(Ask::Enter(command))) => {
                            self.refusal = None;
                            self.entered(&command);
                        }
                        (Ok(()), Some(Ask::Next)) => self.refusal = None,
                        (Ok(()), Some(Ask::Read(_))) => self.rehearse(None),
                        (Ok(()), _) => {}
                        (Err(why), _) => self.refusal = Some(why),
                    }
                }
                Told::Console(view) => self.seen.view = *view,
                Told::Rooms(rooms) => self.seen.rooms = rooms,
                Told::Days(days) => self.seen.days = days,
                Told::Notices(notices) => self.refusal = Some(notices.join(" ")),
                Told::Forecast(work) => self.forecast.begin(1, move |_| Some(work.run())),
            }
        }
    }

    /// What was entered is no longer pending. Only what was taken is cleared: a rationale that is
    /// half typed stays.
    fn entered(&mut self, command: &Command) {
        let input = &mut self.input;
        input.events.set_aside = match command {
            Command::Hold { inject } => Some((inject.at(), "Held")),
            Command::Skip { inject } => Some((inject.at(), "Skipped")),
            _ => None,
        };
        match command {
            Command::Play { .. } => {
                input.cards.card = None;
                input.cards.because.clear();
            }
            Command::Decide { .. } => {
                let hands = std::mem::take(&mut input.decision.hands);
                input.decision = DecisionInput {
                    by: input.decision.by,
                    hands,
                    ..DecisionInput::default()
                };
            }
            Command::Improvise { .. } => input.improvised = Default::default(),
            Command::Report { .. } => {
                input.reported = Default::default();
                input.desk = Desk::Cards;
            }
            Command::Note { .. } => {
                // The same evaluator will note again.
                let by = input.noted.by;
                input.noted = Noted {
                    by,
                    ..Noted::default()
                };
                input.desk = Desk::Cards;
            }
            Command::Tell { .. } => {
                input.sent = Default::default();
                self.rehearse(None);
            }
            Command::Reword { .. } => input.events.wording = None,
            Command::Correct { .. } => input.events.correction = None,
            Command::Release { .. } => {
                input.events.held = None;
                self.rehearse(None);
            }
            Command::Hold { .. } | Command::Skip { .. } | Command::Resume { .. } => {
                input.events.held = None;
            }
            Command::Say { .. } => input.people.reply = None,
            Command::Cite { .. } => {
                let put_off = input.plan.put_off;
                input.plan = PlanInput {
                    put_off,
                    ..PlanInput::default()
                };
            }
            Command::PlayCore
            | Command::Hands { .. }
            | Command::Ring { .. }
            | Command::Lean { .. }
            | Command::Propose { .. }
            | Command::NoDuff { .. }
            | Command::Rate { .. }
            | Command::Act(_)
            | Command::Answer(_)
            | Command::End => {}
        }
    }

    /// How to join, if the room is shown it: the address and the code.
    pub fn join_shown(&self) -> Option<(String, String)> {
        self.people.as_ref().and_then(People::shown_in_room)
    }

    /// Does what the facilitator asks of the pages. `woken` is called whenever one of them has asked something.
    pub fn ask_people(&mut self, ask: PeopleAsk, woken: impl Fn() + Send + Sync + 'static) {
        match ask {
            PeopleAsk::Open(at) => {
                let away = self.serving.host().is_none();
                self.settle();
                if let Some(host) = self.serving.host() {
                    match People::open(at, host, serving::Woken(Arc::new(woken))) {
                        Ok(people) => {
                            people.show(&mut self.serving);
                            self.people = Some(people);
                        }
                        Err(why) => {
                            self.refusal = Some(format!("The page can't be opened: {why}."));
                        }
                    }
                }
                if away {
                    self.in_background();
                }
            }
            PeopleAsk::Close => {
                self.people = None;
                self.serving.send(To::Pages(None));
            }
            PeopleAsk::InRoom(on) => {
                if let Some(people) = &mut self.people {
                    people.in_room = on;
                }
            }
            other => {
                if let Some(people) = &self.people {
                    people.seats(other);
                }
            }
        }
    }

    /// Has the host work in a thread of its own from now on: no frame waits for it.
    pub fn in_background(&mut self) {
        self.serving.work_in_thread();
    }

    /// Waits until all that was asked is answered, and has the host here: before it is closed,
    /// reviewed or branched off.
    pub fn settle(&mut self) {
        self.give_now();
        self.serving.work_here();
        self.take();
    }

    /// Tries to write what could not be written, and waits for it.
    pub fn flush(&mut self) {
        self.settle();
        self.serving.send(To::LookAfter(crate::real_time::now()));
        self.take();
    }

    /// Whether something could not be written yet, or its place is gone.
    pub fn not_on_disk(&self) -> bool {
        let record = &self.seen.view.record;
        record.unsaved || record.trouble.is_some()
    }

    /// Whether something was asked that is not answered, or is worked out.
    pub fn working(&self) -> bool {
        !self.asked.is_empty() || self.forecast.running() || self.carried.attaching()
    }

    /// Waits for the forecast, for tests and pictures.
    pub fn wait(&mut self) {
        self.settle();
        self.look(self.looks.clone());
        self.forecast.wait();
        self.carried.wait();
        self.frame(0.0);
    }

    /// The host, while it is here.
    pub fn host(&self) -> Option<&FileHost> {
        self.serving.host()
    }

    /// Ends it and hands out the host.
    pub fn into_host(mut self) -> Option<FileHost> {
        self.settle();
        self.serving.into_host()
    }
}
