//! A review in the window: what was played, the moment that is looked at, what is asked, what a
//! person rates. Must not draw.

use super::job::Job;
use super::map::Map;
use super::session::Live;
use crate::assessment::what_if::{
    Change, Control, Luck, Mattered, Played, RUNS, WhatIf, luck, mattered, what_if,
};
use crate::assessment::{Reference, assess, references};
use crate::exchange::answers;
use crate::exercise::{Answer, Command, Exercise, Improvement};
use crate::files;
use crate::record::Scrub;
use crate::report::Finished;
use crate::report::questions::{APPOINTMENTS, Questions, Ranking};
use crate::scenario::Rating;
use std::path::Path;
use std::sync::Arc;

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
        (Self::Believed, "What was believed"),
        (Self::Mattered, "What mattered"),
        (Self::WhatIf, "What if"),
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
}

/// A review.
#[derive(Debug)]
pub struct Review {
    /// What came of it.
    pub finished: Finished,
    /// The record, to write ratings to; nothing if it can't be written.
    pub live: Option<Box<Live>>,
    /// Why it can't.
    pub read_only: Option<String>,
    /// What was played.
    pub played: Arc<Played>,
    references: Vec<Reference>,
    scrub: Scrub,
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
}

impl Review {
    /// The review of an exercise that has just ended.
    pub fn of(live: Live) -> Self {
        let exercise = live.room_exercise().clone();
        let finished = Finished {
            events: live.events().to_vec(),
            observations: live.observations.clone(),
            assessment: crate::assessment::Assessment::default(),
            team: live.team.clone(),
            people: live.people.clone(),
            started: live.started.clone(),
            exercise,
        };
        let commands = live.commands().to_vec();
        Self::around(finished, commands, Some(live))
    }

    /// The review of a record. If it can't be written, it can still be read.
    ///
    /// # Errors
    /// Why it can't be read, in words.
    pub fn open(path: &Path) -> Result<Self, String> {
        match Live::go_on(path) {
            Ok(live) => Ok(Self::of(live)),
            Err(why) => {
                let opened = files::record(path).map_err(|error| error.to_string())?;
                let finished = Finished::from_record(&opened).map_err(|error| error.to_string())?;
                let commands = opened
                    .commands()
                    .map(|(at, _, command)| (at, command.clone()))
                    .collect();
                let mut review = Self::around(finished, commands, None);
                review.read_only = Some(why);
                Ok(review)
            }
        }
    }

    fn around(finished: Finished, commands: Vec<(u64, Command)>, live: Option<Live>) -> Self {
        let exercise = &finished.exercise;
        let (scenario, seed) = (exercise.scenario().clone(), exercise.seed());
        let ends_secs = exercise.secs();
        let references = references(&scenario, seed, exercise.state().minute);
        let played = Played::new(scenario.clone(), seed, commands.clone(), Some(ends_secs));
        let mut review = Self {
            scrub: Scrub::new(&scenario, seed, commands, ends_secs),
            played: Arc::new(played),
            references,
            live: live.map(Box::new),
            read_only: None,
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
            form: String::new(),
            form_told: None,
            action: None,
            trouble: None,
            finished,
        };
        review.judge();
        review.answer = review.blank();
        if let Some(live) = &review.live {
            review.rated.by = live.evaluators.first().cloned().unwrap_or_default();
            let form = live.record.with_file_name("what-people-need.csv");
            review.form = form.display().to_string();
        }
        review
    }

    fn judge(&mut self) {
        if let Some(live) = &self.live {
            self.finished.observations = live.observations.clone();
            self.finished.events = live.events().to_vec();
        }
        self.finished.assessment = assess(
            &self.finished.exercise,
            &self.finished.events,
            &self.finished.observations,
            &self.references,
        );
    }

    /// The exercise at the moment that is looked at; nothing while the whole is.
    pub fn shown(&self) -> Option<&Exercise> {
        self.shown.as_ref()
    }

    /// The moment that is looked at, seconds since STARTEX; the end while the whole is.
    pub fn at_secs(&self) -> u64 {
        self.shown.as_ref().map_or(self.ends_secs(), Exercise::secs)
    }

    /// When it ended.
    pub fn ends_secs(&self) -> u64 {
        self.finished.exercise.secs()
    }

    /// Looks at a moment, or at the whole again.
    pub fn look(&mut self, at_secs: Option<u64>) {
        self.shown = at_secs.map(|secs| self.scrub.at(secs));
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
        self.ranked = Some((self.measure, runs));
        let (played, measure) = (self.played.clone(), self.measure);
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
        let played = self.played.clone();
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
        Control::all(&self.played.scenario)
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
        files::write(path, &answers::form(self.finished.scenario()))
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
        let bytes = std::fs::read(path)
            .map_err(|error| format!("{} can't be read: {error}", path.display()))?;
        let read =
            answers::read(self.finished.scenario(), &bytes).map_err(|error| error.to_string())?;
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
        let (played, observations) = (self.played.clone(), self.finished.observations.clone());
        self.luck.begin(runs, move |watching| {
            luck(&played, &observations, runs, watching)
        });
    }

    /// Writes what a person decided after ENDEX, and judges anew.
    fn write(&mut self, command: &Command) -> Result<(), String> {
        let Some(live) = &mut self.live else {
            return Err(format!(
                "The record can't be written: {}",
                self.read_only.as_deref().unwrap_or("it is held elsewhere.")
            ));
        };
        if !live.command(command) {
            return Err(live.refusal.take().unwrap_or_default());
        }
        let not_on_disk = live.trouble.clone();
        self.judge();
        match not_on_disk {
            Some(trouble) => Err(trouble),
            None => Ok(()),
        }
    }
}
