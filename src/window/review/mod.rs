//! A review in the window: what of it is seen, what is half entered, and those who are asked: the
//! record's keeper, the clock of moments, the questions over many runs. None of them holds up a
//! frame. Must not draw.

mod debrief;
mod desk;
mod input;
mod keeper;
mod moments;
mod opening;
mod questions;
mod report;
mod request;
mod seen;

pub use debrief::{BY_ROLE, CHANGE, DebriefInput, HARM, KEEP, LOG, OWNERS};
pub use input::{
    GiveAwayInput, HappenedInput, How, PeopleInput, PlanInput, RatingInput, ReviewInput, Subject,
    Tab, WhatIfInput,
};
pub use questions::{LUCK_RUNS, RANKING_RUNS};
pub use request::{Question, ReviewAction};
pub use seen::{
    Again, Answers, LuckView, MomentSeen, OtherDaySeen, Progress, RecordSeen, Seen, WhatIfView,
};

use super::live::Live;
use keeper::{Came, Keeper, To, Told};
use moments::Moments;
use opening::Opening;
use questions::Questions;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use wardroom_core::exercise::Command;
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::{Change, Played, RUNS};
use wardroom_core::views::ReviewView;
use wardroom_papers::report::pseudonyms;

/// Real seconds between two tries to write what could not be written.
const FLUSH_SECS: f64 = 1.0;

/// An exercise that is over, in the window: from ENDEX or from the home screen, until it is left.
#[derive(Debug)]
pub struct Review {
    /// What is seen of it.
    pub seen: Seen,
    /// What is half entered.
    pub input: ReviewInput,
    keeper: Keeper,
    /// What is on record, as it was last told.
    kept: ReviewView,
    /// What was sent to be written and is not answered yet, in its order.
    writing: VecDeque<Vec<Command>>,
    moments: Moments,
    questions: Questions,
    folder: PathBuf,
    /// Real seconds since it was last tried to write what could not be written.
    flushed_secs: f64,
}

impl Review {
    /// The review of an exercise that has just ended; nothing if its host is gone. Plays it again:
    /// not for a frame.
    pub fn of(live: Live) -> Option<Self> {
        opening::of(live).map(Self::around)
    }

    /// The review of a record. If it can't be written, it can still be read; if other rules played
    /// it, it is told from its seal. Reads and plays: not for a frame.
    ///
    /// # Errors
    /// Why it can't be read, in words.
    pub fn open(path: &Path) -> Result<Self, String> {
        opening::open(path).map(Self::around)
    }

    fn around(opening: Opening) -> Self {
        let Opening {
            desk,
            again,
            folder,
        } = opening;
        let (again, scrub) = match again {
            Ok((again, scrub)) => (Ok(again), Some(scrub)),
            Err(why) => (Err(why), None),
        };
        let kept = desk.kept();
        let evaluator = desk.finished.evaluators.first().cloned();
        let mut input = ReviewInput::default();
        input.rating.by = evaluator.unwrap_or_else(|| "Evaluator".to_owned());
        input.people.form = folder.join("what-people-need.csv").display().to_string();
        input.people.empty(&kept.view.observations);
        Self {
            seen: Seen {
                view: kept.view.clone(),
                again,
                moment: MomentSeen::of_all(kept.view.course.ended_secs),
                answers: Answers::default(),
                record: RecordSeen {
                    read_only: desk.read_only().map(str::to_owned),
                    not_on_disk: kept.not_on_disk,
                    ..RecordSeen::default()
                },
            },
            input,
            keeper: Keeper::of(desk),
            kept: kept.view,
            writing: VecDeque::new(),
            moments: Moments::of(scrub),
            questions: Questions::default(),
            folder,
            flushed_secs: 0.0,
        }
    }

    /// The folder of the record, where reports go.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Does what a panel asked for. What the window itself has to do is left to it: home, and the
    /// reports.
    pub fn act(&mut self, action: ReviewAction) {
        match action {
            ReviewAction::Home
            | ReviewAction::Save
            | ReviewAction::SaveWithoutNames
            | ReviewAction::OpenReport
            | ReviewAction::Evidence
            | ReviewAction::OpenEvidence
            | ReviewAction::EvidenceSeen
            | ReviewAction::Understood => {}
            ReviewAction::GiveAway => self.keeper.send(To::Texts),
            ReviewAction::Look(at_secs) => self.look(at_secs),
            ReviewAction::StayAt(at_secs) => {
                self.seen.moment.running = false;
                self.look(Some(at_secs));
            }
            ReviewAction::Run(runs) => self.moments.run(runs, &mut self.seen.moment),
            ReviewAction::Speed(speed) => self.seen.moment.speed = speed,
            ReviewAction::Rank(measure) => self.rank(measure, RANKING_RUNS),
            ReviewAction::WhatIf(change) => self.what_if(change, RUNS),
            ReviewAction::Luck => self.luck(LUCK_RUNS),
            ReviewAction::Stop(question) => {
                self.questions.stop(question, &mut self.seen.answers);
            }
            ReviewAction::Write(commands) => self.write(commands),
            ReviewAction::WriteForm(path) => self.keeper.send(To::WriteForm(path)),
            ReviewAction::ReadForm(path) => {
                let real = crate::real_time::now();
                self.keeper.send(To::ReadForm(path, real));
            }
        }
    }

    /// Looks at a moment, seconds since STARTEX, or at the whole again. Whether it moves on stays as
    /// it is.
    pub fn look(&mut self, at_secs: Option<u64>) {
        self.moments.look(at_secs, &mut self.seen.moment);
    }

    /// Ranks the decisions by an outcome with so many runs a change, if that is not there yet.
    pub fn rank(&mut self, measure: usize, runs: u32) {
        if let Some(played) = self.played() {
            let answers = &mut self.seen.answers;
            self.questions.rank(played, measure, runs, answers);
        }
    }

    /// Plays a change so many times, and once under the exercise's own luck to be seen minute by minute. The
    /// question stands in the form.
    pub fn what_if(&mut self, change: Change, runs: u32) {
        if let Some(played) = self.played() {
            self.input.what_if.take(&change);
            let moment = &mut self.seen.moment;
            self.moments
                .play_otherwise(played.clone(), change.clone(), moment);
            let answers = &mut self.seen.answers;
            self.questions.what_if(played, change, runs, answers);
        }
    }

    /// Finds out by so many runs how much of it was chance, if that is not there yet.
    pub fn luck(&mut self, runs: u32) {
        if let Some(played) = self.played() {
            let observations = self.seen.view.observations.clone();
            let answers = &mut self.seen.answers;
            self.questions.luck(played, observations, runs, answers);
        }
    }

    fn played(&self) -> Option<Arc<Played>> {
        let again = self.seen.again.as_ref().ok()?;
        Some(again.played.clone())
    }

    /// Has the record's keeper write what people decided, all of it. It is seen at once, and taken
    /// back with the reason if it is refused.
    pub fn write(&mut self, commands: Vec<Command>) {
        if commands.is_empty() {
            return;
        }
        self.input.trouble = None;
        self.writing.push_back(commands.clone());
        self.keeper
            .send(To::Write(commands, crate::real_time::now()));
        self.show();
    }

    /// Shows what is on record, and what is being written as if it were.
    fn show(&mut self) {
        let written = self.writing.iter().flatten();
        let view = written.fold(self.kept.clone(), |view, command| view.with(command));
        let before = std::mem::replace(&mut self.seen.view, view);
        let now = &self.seen.view.observations;
        self.input.people.renumber(&before.observations, now);
        self.seen.record.writing = self.writing.len();
    }

    /// Lets a frame of real time pass, and takes what was answered.
    pub fn frame(&mut self, secs: f64) {
        if self.seen.record.not_on_disk.is_some() && !self.keeper.working() {
            self.flushed_secs += secs.max(0.0);
            if self.flushed_secs >= FLUSH_SECS {
                self.flushed_secs = 0.0;
                self.keeper.send(To::Flush);
            }
        }
        self.input.debrief.pass(secs);
        self.moments.pass(secs, &mut self.seen.moment);
        self.questions.follow(&mut self.seen.answers);
        let told = self.keeper.receive();
        self.take(told);
    }

    /// Takes what the keeper has answered.
    fn take(&mut self, told: Vec<Told>) {
        for Told { came, kept } in told {
            if let Some(kept) = kept {
                self.kept = kept.view;
                self.seen.record.not_on_disk = kept.not_on_disk;
            }
            match came {
                Came::Written(done) => {
                    let commands = self.writing.pop_front().unwrap_or_default();
                    self.show();
                    let view = &self.seen.view;
                    match done {
                        Ok(()) => {
                            self.input
                                .written(&commands, &view.assessment, &view.observations);
                        }
                        Err(why) => self.input.trouble = Some(why),
                    }
                }
                Came::Form(done) => {
                    self.show();
                    self.seen.record.form = Some(done);
                }
                Came::Texts(texts) => self.input.give_away.look_through(texts),
                Came::Flushed => self.show(),
                Came::Lost => self.lost(),
            }
        }
    }

    /// The keeper is gone: nothing that waited for it is on record.
    fn lost(&mut self) {
        let why = "The record can't be reached any more. What is on it is safe; open it again.";
        self.writing.clear();
        self.show();
        self.seen.record.read_only = Some(why.to_owned());
        self.input.trouble = Some(why.to_owned());
    }

    /// Waits until all that was asked of the record is done, before it is left or closed. Returns why
    /// something of it is not on disk, if something is not.
    pub fn finish(&mut self) -> Option<String> {
        self.input.trouble = None;
        self.settle();
        let record = &self.seen.record;
        record.not_on_disk.clone().or(self.input.trouble.clone())
    }

    /// Waits until everything that was asked of the record is done, what could not be written is
    /// tried again, and the moment is there.
    pub fn settle(&mut self) {
        if self.seen.record.not_on_disk.is_some() {
            self.keeper.send(To::Flush);
        }
        let told = self.keeper.wait();
        self.take(told);
        self.moments.wait(&mut self.seen.moment);
    }

    /// The same, and until every question is answered: for tests and pictures.
    pub fn wait(&mut self) {
        self.settle();
        while self.questions.working() {
            std::thread::sleep(std::time::Duration::from_millis(2));
            self.questions.follow(&mut self.seen.answers);
        }
    }

    /// Whether something that was asked of the record is not done, or not on its disk.
    pub fn unfinished(&self) -> bool {
        self.keeper.working() || self.seen.record.not_on_disk.is_some()
    }

    /// Whether something is worked out or written that is shown when it is there.
    pub fn working(&self) -> bool {
        self.keeper.working() || self.questions.working() || self.seen.moment.coming
    }

    /// Everything, as it is once all that was asked for is on record: it comes when it does, so it
    /// is not to be waited for in a frame.
    pub fn whole(&mut self) -> Receiver<Finished> {
        let (to, whole) = channel();
        self.keeper.send(To::Whole(to));
        whole
    }

    /// The work of writing the reports beside the record; without names into a folder of their own
    /// there, which can be given away whole. It gives the folder they are in, or why they are not.
    pub fn report(
        &mut self,
        without_names: bool,
    ) -> impl FnOnce() -> Result<PathBuf, String> + Send + use<> {
        let whole = self.whole();
        let played = self.played();
        let mut asked = questions::reported(&self.seen.answers);
        let mut folder = self.folder.clone();
        let texts = without_names.then(|| {
            self.input.give_away.open = false;
            self.input.give_away.texts.clone()
        });
        move || {
            let gone = "The record can't be reached any more: no report was written.";
            let mut finished = whole.recv().map_err(|_| gone.to_owned())?;
            if let Some(texts) = texts {
                finished = pseudonyms::pseudonymous(finished, &texts);
                if let Some(played) = played {
                    asked = asked.without_words(&played);
                }
                folder = folder.join("pseudonymous");
            }
            report::write(&finished, &asked, &folder)
        }
    }

    /// The work of writing the evidence pack into a folder beside the record. It gives the files, or why
    /// they are not there.
    pub fn evidence(&mut self) -> impl FnOnce() -> Result<Vec<PathBuf>, String> + Send + use<> {
        let whole = self.whole();
        let folder = self.folder.join("evidence");
        move || {
            let gone = "The record can't be reached any more: no evidence pack was written.";
            let finished = whole.recv().map_err(|_| gone.to_owned())?;
            report::write_evidence(&finished, &folder)
        }
    }

    /// What was asked so far and is answered, for the report.
    pub fn questions(&self) -> wardroom_papers::report::questions::Questions {
        questions::reported(&self.seen.answers)
    }
}
