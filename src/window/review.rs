//! A review in the window: what was played, the moment that is looked at, what is asked, what a
//! person rates. Must not draw.

use super::job::Job;
use super::live::{FileHost, Live};
use super::map::Map;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::assessment::references;
use wardroom_core::exercise::{Answer, Command, Exercise, Improvement};
use wardroom_core::host::{Ask, Request};
use wardroom_core::record::{Amendment, Opened, Scrub, at_start};
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::{
    Change, Control, Luck, Mattered, Played, RUNS, WhatIf, luck, mattered, what_if,
};
use wardroom_core::scenario::{Rating, Scenario};
use wardroom_core::views::{MomentView, moment};
use wardroom_core::words;
use wardroom_files as files;
use wardroom_papers::exchange::answers;
use wardroom_papers::report::pseudonyms;
use wardroom_papers::report::pseudonyms::FreeText;
use wardroom_papers::report::questions::{APPOINTMENTS, Questions, Ranking};

/// Paired runs for each change when everything is ranked.
pub const RANKING_RUNS: u32 = 20;

/// Runs by which luck is told.
pub const LUCK_RUNS: u32 = 200;

/// What is shown of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The course of it, minute by minute.
    #[default]
    Happened,
    /// What was believed against what was so, and what was luck.
    Believed,
    /// What made a difference.
    Mattered,
    /// What if.
    WhatIf,
    /// Ratings with their evidence.
    Ratings,
    /// What people said they need.
    People,
    /// What is to be done about it.
    Actions,
}

impl Tab {
    /// All, with their names.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Happened, "What happened"),
        (Self::Believed, words::REPORTED_V_ACTUAL),
        (Self::Mattered, words::KEY_DECISIONS),
        (Self::WhatIf, words::WHAT_IF),
        (Self::Ratings, "Ratings"),
        (Self::People, "People"),
        (Self::Actions, "Actions"),
    ];
}

/// How a decision is to be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// Taken at another time.
    #[default]
    Moved,
    /// Not taken.
    Omitted,
    /// Another option.
    Other,
}

/// What is being asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The decision, by its place.
    pub decision: usize,
    /// How it is to be changed.
    pub how: How,
    /// By how many minutes; earlier if negative.
    pub mins: i64,
    /// To which option.
    pub option: usize,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            decision: 0,
            how: How::Moved,
            mins: -15,
            option: 0,
        }
    }
}

/// A rating that is being given.
#[derive(Clone, Debug, Default)]
pub struct Rated {
    /// Objective and task, by their places.
    pub task: Option<(usize, usize)>,
    /// The rating; nothing for *not observed*.
    pub rating: Option<Rating>,
    /// Who rates.
    pub by: String,
    /// Why.
    pub because: String,
    /// Why the tasks that wait for a person are not rated, all of them.
    pub waiver: String,
}

/// Where ratings, actions and answers are written.
#[derive(Debug)]
pub enum Writes {
    /// The record of an exercise that is at hand.
    Host(Box<FileHost>),
    /// A record that other rules played.
    Amendment(Box<Amendment<files::RecordFile>>),
    /// Nowhere: why not.
    Nowhere(String),
}

/// An exercise that these rules play again.
#[derive(Debug)]
pub struct Again {
    /// What was played.
    pub played: Arc<Played>,
    scrub: Scrub,
}

/// A review.
#[derive(Debug)]
pub struct Review {
    /// What came of it.
    pub finished: Finished,
    /// Where what people decide after ENDEX is written.
    writes: Writes,
    /// The exercise, to be played again; or why it can't be, in words.
    again: Result<Again, String>,
    /// The folder of the record, if there is one.
    folder: Option<PathBuf>,
    /// The moment that is looked at.
    shown: Option<Exercise>,
    /// The line of the course that the moment has reached.
    pub reached: Option<usize>,
    /// Whether the moment moves on by itself.
    pub running: bool,
    /// Exercise seconds to a real one.
    pub speed: u32,
    /// What is shown.
    pub tab: Tab,
    /// The objective whose tasks are shown.
    pub open_objective: usize,
    /// The map.
    pub map: Map,
    /// The outcome that is ranked by, by its place.
    pub measure: usize,
    /// The ranking.
    pub mattered: Job<Vec<Mattered>>,
    /// For which outcome it was asked, and with how many runs a change.
    ranked: Option<(usize, u32)>,
    /// What is being asked.
    pub asked: Asked,
    /// The answer, or why there is none.
    pub what_if: Job<Result<WhatIf, String>>,
    /// How much of it was luck.
    pub luck: Job<Luck>,
    /// The rating that is being given.
    pub rated: Rated,
    /// The answer that is being written.
    pub answer: Answer,
    /// Whose needs are shown, by place.
    pub group: usize,
    /// Where the form lies that is handed round or came back.
    pub form: String,
    /// What came of the form.
    pub form_told: Option<Result<String, String>>,
    /// The improvement action that is being written.
    pub action: Option<Improvement>,
    /// Why it was not taken.
    pub trouble: Option<String>,
    /// Texts that people typed, and what becomes of each when the report is given away.
    pub texts: Vec<FreeText>,
    /// Whether they are looked through.
    pub giving: bool,
}

impl Review {
    /// The review of an exercise that has just ended; nothing if its host is gone.
    pub fn of(live: Live) -> Option<Self> {
        let folder = live.seen.record.parent().map(Path::to_path_buf);
        let evaluators = live.seen.seats.evaluators.clone();
        let host = live.into_host()?;
        let exercise = host.exercise();
        let references = references(exercise.scenario(), exercise.seed(), exercise.at_minute());
        let header = host.header();
        let finished = Finished {
            team: header.team.clone(),
            people: header.people.clone(),
            evaluators: evaluators.clone(),
            started: header.started.clone(),
            ..Finished::of(
                exercise,
                host.events().to_vec(),
                host.observations().clone(),
                &references,
            )
        };
        let again = Again::of(
            exercise.scenario(),
            exercise.seed(),
            host.commands().to_vec(),
            exercise.secs(),
        );
        let mut review = Self::around(finished, Writes::Host(Box::new(host)), Ok(again), folder);
        review.rated.by = evaluators.into_iter().next().unwrap_or_default();
        review.look_up_seal();
        Some(review)
    }

    /// The review of a record. If it can't be written, it can still be read; if other rules played
    /// it, it is told from its seal.
    ///
    /// # Errors
    /// Why it can't be read, in words.
    pub fn open(path: &Path) -> Result<Self, String> {
        // It is sealed first, if that was not done.
        let writes = match files::amend(path) {
            Ok(amendment) => Writes::Amendment(Box::new(amendment)),
            Err(why) => Writes::Nowhere(why),
        };
        let opened = files::record(path).map_err(|error| error.to_string())?;
        Self::read(path, &opened, writes)
    }

    fn read(path: &Path, opened: &Opened, writes: Writes) -> Result<Self, String> {
        let finished = Finished::from_record(opened).map_err(|error| error.to_string())?;
        let again = at_start(opened)
            .map_err(|error| error.to_string())
            .map(|exercise| {
                let commands = opened
                    .commands()
                    .map(|(at, _, command)| (at, command.clone()))
                    .collect();
                let seed = opened.header.seed;
                Again::of(exercise.scenario(), seed, commands, finished.ended_secs)
            });
        let folder = path.parent().map(Path::to_path_buf);
        let evaluator = finished.evaluators.first().cloned();
        let mut review = Self::around(finished, writes, again, folder);
        review.rated.by = evaluator.unwrap_or_else(|| "Evaluator".to_owned());
        Ok(review)
    }

    fn around(
        finished: Finished,
        writes: Writes,
        again: Result<Again, String>,
        folder: Option<PathBuf>,
    ) -> Self {
        let form = folder.as_ref().map(|it| it.join("what-people-need.csv"));
        let mut review = Self {
            writes,
            again,
            folder,
            shown: None,
            reached: None,
            running: false,
            speed: 1_800,
            tab: Tab::Happened,
            open_objective: 0,
            map: Map::default(),
            measure: APPOINTMENTS,
            mattered: Job::default(),
            ranked: None,
            asked: Asked::default(),
            what_if: Job::default(),
            luck: Job::default(),
            rated: Rated::default(),
            answer: Answer::default(),
            group: 0,
            form: form.map_or_else(String::new, |it| it.display().to_string()),
            form_told: None,
            action: None,
            trouble: None,
            texts: Vec::new(),
            giving: false,
            finished,
        };
        review.answer = review.blank();
        review
    }

    /// What was played, if these rules play it.
    pub fn played(&self) -> Option<Arc<Played>> {
        self.again.as_ref().ok().map(|again| again.played.clone())
    }

    /// The scenario, if these rules play it.
    pub fn scenario(&self) -> Option<Arc<Scenario>> {
        self.played().map(|played| played.scenario.clone())
    }

    /// Why it can't be played again, in words.
    pub fn not_again(&self) -> Option<&str> {
        self.again.as_ref().err().map(String::as_str)
    }

    /// Why nothing can be written to the record, if nothing can.
    pub fn read_only(&self) -> Option<&str> {
        match &self.writes {
            Writes::Nowhere(why) => Some(why),
            _ => None,
        }
    }

    /// The folder of the record, where reports go.
    pub fn folder(&self) -> &Path {
        self.folder.as_deref().unwrap_or(Path::new("."))
    }

    /// Takes what people saw, and judges anew.
    fn judge(&mut self) {
        let finished = &mut self.finished;
        match &self.writes {
            Writes::Host(host) => {
                finished.observations = host.observations().clone();
                finished.events = host.events().to_vec();
            }
            Writes::Amendment(amendment) => {
                finished.observations = amendment.observations().clone();
                finished.events = amendment.events().to_vec();
            }
            Writes::Nowhere(_) => return,
        }
        let assessment = std::mem::take(&mut finished.assessment);
        finished.assessment = assessment.rated(&finished.observations);
        self.look_up_seal();
    }

    /// The record's head and its signature, as they stand now.
    fn look_up_seal(&mut self) {
        let kept = match &self.writes {
            Writes::Host(host) => host.store().kept(),
            Writes::Amendment(amendment) => amendment.store().kept(),
            Writes::Nowhere(_) => return,
        };
        if let Ok(opened) = wardroom_core::record::open(kept) {
            self.finished.signed = wardroom_core::review::SignedBy::of(&opened);
            self.finished.head = opened.last_hash;
        }
    }

    /// Begins to look through what people typed. What was chosen before stays chosen.
    pub fn give_away(&mut self) {
        let before = std::mem::replace(&mut self.texts, pseudonyms::free_texts(&self.finished));
        for text in &mut self.texts {
            if let Some(known) = before.iter().find(|it| it.text == text.text) {
                text.choice = known.choice.clone();
            }
        }
        self.giving = true;
    }

    /// Whether a moment is looked at, and not the whole.
    pub fn at_a_moment(&self) -> bool {
        self.shown.is_some()
    }

    /// The moment that is looked at; nothing while the whole is.
    pub fn shown(&self) -> Option<MomentView> {
        self.shown.as_ref().map(moment)
    }

    /// The moment that is looked at, seconds since STARTEX; the end while the whole is.
    pub fn at_secs(&self) -> u64 {
        self.shown.as_ref().map_or(self.ends_secs(), Exercise::secs)
    }

    /// When it ended.
    pub fn ends_secs(&self) -> u64 {
        self.finished.ended_secs
    }

    /// Looks at a moment, or at the whole again.
    pub fn look(&mut self, at_secs: Option<u64>) {
        self.shown = match &self.again {
            Ok(again) => at_secs.map(|secs| again.scrub.at(secs)),
            Err(_) => None,
        };
        if at_secs.is_none() {
            self.running = false;
        }
    }

    /// Lets a frame of real time pass. Stops at the end.
    pub fn frame(&mut self, secs: f64) {
        if !self.running {
            return;
        }
        let passed = (secs.clamp(0.0, 0.25) * f64::from(self.speed)) as u64;
        let to = self.at_secs() + passed;
        self.running = to < self.ends_secs();
        self.look(Some(to.min(self.ends_secs())));
    }

    /// Ranks the decisions, if that has not been asked for yet.
    pub fn rank(&mut self) {
        self.rank_times(RANKING_RUNS);
    }

    /// The same with so many runs a change.
    pub fn rank_times(&mut self, runs: u32) {
        if self
            .ranked
            .is_some_and(|(measure, _)| measure == self.measure)
        {
            return;
        }
        let Some(played) = self.played() else { return };
        self.ranked = Some((self.measure, runs));
        let measure = self.measure;
        let changes = u32::try_from(played.decisions().len()).unwrap_or(u32::MAX) * 7;
        self.mattered
            .begin(changes.saturating_mul(runs), move |watching| {
                mattered(&played, measure, runs, watching)
            });
    }

    /// The change that is being asked for.
    pub fn change(&self) -> Change {
        let number = self.asked.decision + 1;
        match self.asked.how {
            How::Moved => Change::Shift(number, self.asked.mins),
            How::Omitted => Change::Omit(number),
            How::Other => Change::Choose(number, self.asked.option),
        }
    }

    /// Plays a change.
    pub fn ask(&mut self, change: Change) {
        self.ask_times(change, RUNS);
    }

    /// Plays a change so many times.
    pub fn ask_times(&mut self, change: Change, runs: u32) {
        let Some(played) = self.played() else { return };
        self.what_if.begin(runs, move |watching| {
            match what_if(&played, &[change], runs, watching) {
                Ok(Some(found)) => Some(Ok(found)),
                Ok(None) => None,
                Err(refused) => Some(Err(refused.to_string())),
            }
        });
    }

    /// What was asked so far and is answered, for the report.
    pub fn questions(&self) -> Questions {
        Questions {
            mattered: self.mattered.done.as_ref().zip(self.ranked).map(
                |(list, (measure, runs))| Ranking {
                    measure,
                    runs,
                    list: list.clone(),
                },
            ),
            what_if: self.what_if.done.clone().and_then(Result::ok),
            luck: self.luck.done,
        }
    }

    /// The controls that can be asked for.
    pub fn controls(&self) -> Vec<Control> {
        self.scenario()
            .map_or_else(Vec::new, |scenario| Control::all(&scenario))
    }

    /// Takes up a task to rate: what is proposed stands there.
    pub fn take_up(&mut self, objective: usize, task: usize) {
        let found = &self.finished.assessment.objectives[objective].tasks[task];
        self.rated.task = Some((objective, task));
        self.rated.rating = found.rating;
        self.rated.because.clear();
    }

    /// Writes the rating to the record.
    ///
    /// # Errors
    /// Why it is not taken, in words.
    pub fn rate(&mut self) -> Result<(), String> {
        let Some((objective, task)) = self.rated.task else {
            return Ok(());
        };
        let found = &self.finished.assessment.objectives[objective].tasks[task];
        if self.rated.by.trim().is_empty() {
            return Err("Say who rates: the report names them.".to_owned());
        }
        if found.for_a_person && self.rated.rating.is_none() && self.rated.because.trim().is_empty()
        {
            return Err("Say why it is not rated: without a reason the score waits.".to_owned());
        }
        if self.rated.rating != found.proposed && self.rated.because.trim().is_empty() {
            return Err(
                "This is not what the evidence proposes. Say why: the report shows both."
                    .to_owned(),
            );
        }
        let command = Command::Rate {
            task: found.id.clone(),
            rating: self.rated.rating,
            by: self.rated.by.trim().to_owned(),
            because: self.rated.because.trim().to_owned(),
        };
        self.write(&command)?;
        self.rated.task = None;
        self.rated.because.clear();
        Ok(())
    }

    /// Writes one reason for every task that waits for a person and won't be rated.
    ///
    /// # Errors
    /// Why it is not taken, in words.
    pub fn waive(&mut self) -> Result<(), String> {
        if self.rated.by.trim().is_empty() || self.rated.waiver.trim().is_empty() {
            return Err("Say who says so, and why they are not rated.".to_owned());
        }
        let waiting: Vec<String> = self
            .finished
            .assessment
            .waiting()
            .map(|task| task.id.clone())
            .collect();
        for task in waiting {
            let command = Command::Rate {
                task,
                rating: None,
                by: self.rated.by.trim().to_owned(),
                because: self.rated.waiver.trim().to_owned(),
            };
            self.write(&command)?;
        }
        self.rated.waiver.clear();
        Ok(())
    }

    /// Writes the improvement action to the record.
    ///
    /// # Errors
    /// Why it is not taken, in words.
    pub fn agree(&mut self) -> Result<(), String> {
        let Some(action) = &self.action else {
            return Ok(());
        };
        self.write(&Command::Act(Box::new(action.clone())))?;
        self.action = None;
        Ok(())
    }

    /// An answer with nothing in it, numbered on.
    pub fn blank(&self) -> Answer {
        let answers = &self.finished.observations.answers;
        Answer {
            number: answers.iter().map(|it| it.number).max().unwrap_or(0) + 1,
            ..Answer::default()
        }
    }

    /// Writes the answer to the record.
    ///
    /// # Errors
    /// Why it is not taken, in words.
    pub fn take_answer(&mut self) -> Result<(), String> {
        self.write(&Command::Answer(Box::new(self.answer.clone())))?;
        self.answer = self.blank();
        Ok(())
    }

    /// Writes the empty form to hand round.
    ///
    /// # Errors
    /// Why it can't be, in words.
    pub fn write_form(&self) -> Result<String, String> {
        let path = Path::new(self.form.trim());
        if path.exists() {
            return Err(format!(
                "There is a file {} already: it may hold answers. Give the form another name.",
                path.display()
            ));
        }
        files::write(path, &answers::form(&self.finished.story))
            .map(|()| {
                format!(
                    "The form is in {}. Everybody fills in a row of their own.",
                    path.display()
                )
            })
            .map_err(|error| format!("{} can't be written: {error}", path.display()))
    }

    /// Takes the answers of the form that came back: all of them, or none.
    ///
    /// # Errors
    /// What is wrong in it, in words.
    pub fn read_form(&mut self) -> Result<String, String> {
        let path = Path::new(self.form.trim());
        let bytes = files::read(path, files::MAX_SHEET_BYTES)
            .map_err(|error| format!("{} can't be read: {error}", path.display()))?;
        let read =
            answers::read(&self.finished.story, &bytes).map_err(|error| error.to_string())?;
        if !read.troubles.is_empty() {
            let troubles: Vec<String> = read.troubles.iter().map(ToString::to_string).collect();
            return Err(format!("Nothing was taken. {}", troubles.join(" ")));
        }
        let new = answers::new_ones(&self.finished.observations.answers, &read);
        let (rows, taken) = (read.answers.len(), new.len());
        for answer in new {
            self.write(&Command::Answer(Box::new(answer)))?;
        }
        self.answer = self.blank();
        Ok(format!(
            "{rows} answers in the form: {taken} taken, {} were here already.",
            rows - taken
        ))
    }

    /// Finds out how much of it was luck, if that has not been asked for yet.
    pub fn ask_luck(&mut self) {
        self.luck_times(LUCK_RUNS);
    }

    /// The same with so many runs.
    pub fn luck_times(&mut self, runs: u32) {
        if self.luck.done.is_some() || self.luck.follow().is_some() {
            return;
        }
        let Some(played) = self.played() else { return };
        let observations = self.finished.observations.clone();
        self.luck.begin(runs, move |watching| {
            luck(&played, &observations, runs, watching)
        });
    }

    /// Writes what a person decided after ENDEX, and judges anew.
    fn write(&mut self, command: &Command) -> Result<(), String> {
        let not_on_disk = match &mut self.writes {
            Writes::Nowhere(why) => return Err(format!("The record can't be written: {why}")),
            Writes::Host(host) => {
                let request = Request::of_facilitator(Ask::Enter(command.clone()));
                host.ask(&request, &crate::real_time::now())
                    .map_err(|why| why.to_string())?;
                host.trouble().map(str::to_owned)
            }
            Writes::Amendment(amendment) => amendment
                .apply(command, &crate::real_time::now())
                .map(|()| None)
                .map_err(|error| error.to_string())?,
        };
        self.judge();
        match not_on_disk {
            Some(trouble) => Err(trouble),
            None => Ok(()),
        }
    }
}

impl Again {
    fn of(
        scenario: &Arc<Scenario>,
        seed: u64,
        commands: Vec<(u64, Command)>,
        ends_secs: u64,
    ) -> Self {
        let scrub = Scrub::new(scenario, seed, commands.clone(), ends_secs);
        let played = Played::new(scenario.clone(), seed, commands, Some(ends_secs));
        Self {
            played: Arc::new(played),
            scrub,
        }
    }
}
