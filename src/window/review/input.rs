//! What is begun in the review and not yet asked for: which tab lies open, what is picked, what is
//! half typed. Must not write anything.

use super::super::map::Map;
use super::super::table::{Spot, Stage, Viewer};
use super::debrief::DebriefInput;
use wardroom_core::assessment::{Assessment, Observations, TaskResult};
use wardroom_core::coverage::Standing;
use wardroom_core::exercise::{Answer, Command, Improvement};
use wardroom_core::review::what_if::{Change, Control};
use wardroom_core::scenario::Rating;
use wardroom_core::views::AskableDecision;
use wardroom_core::words;
use wardroom_papers::report::pseudonyms::FreeText;
use wardroom_papers::report::questions::APPOINTMENTS;

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
    /// One change, played on.
    WhatIf,
    /// Ratings with their evidence.
    Ratings,
    /// What people said they need.
    People,
    /// What is to be done about it.
    Actions,
    /// The half hour straight after ENDEX, step by step.
    Debrief,
    /// What it made of the trust's plan.
    Plan,
}

impl Tab {
    /// All, with their names.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Happened, "What happened"),
        (Self::Believed, words::REPORTED_V_ACTUAL),
        (Self::Mattered, words::KEY_DECISIONS),
        (Self::WhatIf, words::WHAT_IF),
        (Self::Ratings, "Ratings"),
        (Self::People, "People"),
        (Self::Actions, "Actions"),
        (Self::Debrief, "Debrief"),
        (Self::Plan, words::PLAN),
    ];
}

/// What has been begun.
#[derive(Debug, Default)]
pub struct ReviewInput {
    /// Which part of the review lies open.
    pub tab: Tab,
    /// The whole exercise, or a moment of it.
    pub happened: HappenedInput,
    /// The outcome that decisions are ranked by.
    pub mattered: MatteredInput,
    /// A change that is put together.
    pub what_if: WhatIfInput,
    /// The day that was played beside the one that would have come of it.
    pub days: DaysInput,
    /// A task that is being rated.
    pub rating: RatingInput,
    /// What somebody says they need.
    pub people: PeopleInput,
    /// An improvement action that is being written.
    pub action: Option<Improvement>,
    /// The half hour straight after ENDEX.
    pub debrief: DebriefInput,
    /// What is picked of the plan.
    pub plan: PlanInput,
    /// What people typed, looked through before it is given away.
    pub give_away: GiveAwayInput,
    /// Why something was not taken.
    pub trouble: Option<String>,
}

/// What the tab of the course keeps between frames.
#[derive(Debug, Default)]
pub struct HappenedInput {
    /// Its own, so that it does not move that of a live exercise.
    pub map: Map,
    /// The model on the table.
    pub spot: Spot,
    /// Whether the flat plan is shown in its place.
    pub flat: bool,
    /// Where there is no room for both: whether what was decided is shown, and not what was known.
    pub story: bool,
    /// The line of the course that the moment has reached: it is brought into sight once.
    pub reached: Option<usize>,
}

/// What two days beside each other keep between frames. The day that was played has the model of *what
/// happened*.
#[derive(Debug, Default)]
pub struct DaysInput {
    /// The model of the other.
    pub other: Spot,
    /// Whether they are shown, and not the question with its figures.
    pub beside: bool,
}

impl ReviewInput {
    /// The tables that may be shown: whose, and what its panel wants.
    pub fn stages(&mut self) -> [(Viewer, &mut Stage); 2] {
        [
            (Viewer::Review, &mut self.happened.spot.stage),
            (Viewer::OtherDay, &mut self.days.other.stage),
        ]
    }
}

/// What is picked of the plan.
#[derive(Clone, Debug, Default)]
pub struct PlanInput {
    /// Clauses that stand so alone; all if none is picked.
    pub only: Option<Standing>,
    /// The clause that is read, by its number.
    pub clause: Option<String>,
}

/// What decisions are ranked by.
#[derive(Clone, Copy, Debug)]
pub struct MatteredInput {
    /// An outcome, by its place.
    pub measure: usize,
}

impl Default for MatteredInput {
    fn default() -> Self {
        Self {
            measure: APPOINTMENTS,
        }
    }
}

/// What is to be otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// What the team did at one moment: the one that is picked.
    #[default]
    Decision,
    /// The estate: it has a control more.
    Control(Control),
    /// The order in which things are rebuilt.
    Order,
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

/// A change that is put together.
#[derive(Clone, Debug)]
pub struct WhatIfInput {
    /// What is to be otherwise.
    pub subject: Subject,
    /// The decision, by its place.
    pub decision: usize,
    /// Whether it is moved, left out, or another.
    pub how: How,
    /// By how many minutes; earlier if negative.
    pub mins: i64,
    /// To which option, by its place.
    pub option: usize,
}

impl Default for WhatIfInput {
    fn default() -> Self {
        Self {
            subject: Subject::Decision,
            decision: 0,
            how: How::Moved,
            mins: 15,
            option: 0,
        }
    }
}

impl WhatIfInput {
    /// The change as it is asked for.
    pub fn change(&self) -> Change {
        let number = self.decision + 1;
        match (self.subject, self.how) {
            (Subject::Control(control), _) => Change::Control(control),
            (Subject::Order, _) => Change::Order,
            (Subject::Decision, How::Moved) => Change::Shift(number, self.mins),
            (Subject::Decision, How::Omitted) => Change::Omit(number),
            (Subject::Decision, How::Other) => Change::Choose(number, self.option),
        }
    }

    /// Takes up another decision.
    pub fn take_up(&mut self, at: usize, decision: &AskableDecision) {
        self.subject = Subject::Decision;
        self.decision = at;
        self.option = 0;
        if decision.options.is_empty() && self.how == How::Other {
            self.how = How::Moved;
        }
    }

    /// Takes up a change that is asked for, so that the question stands above its answer.
    pub fn take(&mut self, change: &Change) {
        let number = match change {
            Change::Omit(number) => {
                self.how = How::Omitted;
                *number
            }
            Change::Shift(number, mins) => {
                (self.how, self.mins) = (How::Moved, *mins);
                *number
            }
            Change::Choose(number, option) => {
                (self.how, self.option) = (How::Other, *option);
                *number
            }
            Change::Control(control) => {
                self.subject = Subject::Control(*control);
                return;
            }
            Change::Order => {
                self.subject = Subject::Order;
                return;
            }
            // The window has no form for it.
            Change::Add { .. } => return,
        };
        self.subject = Subject::Decision;
        self.decision = number.saturating_sub(1);
    }
}

/// A rating that is being given.
#[derive(Clone, Debug, Default)]
pub struct RatingInput {
    /// The objective whose tasks are shown, by its place.
    pub open_objective: usize,
    /// Objective and task, by their places.
    pub task: Option<(usize, usize)>,
    /// The letter that was picked; none for *not observed*.
    pub rating: Option<Rating>,
    /// Who rates; kept for the next.
    pub by: String,
    /// Why, where it is not what the evidence proposes.
    pub because: String,
    /// Why the tasks that wait for a person are not rated, all of them.
    pub waiver: String,
}

impl RatingInput {
    /// Takes up a task: what is proposed stands there.
    pub fn take_up(&mut self, assessment: &Assessment, objective: usize, task: usize) {
        self.task = Some((objective, task));
        self.rating = self.task_in(assessment).and_then(|found| found.rating);
        self.because.clear();
    }

    fn task_in<'a>(&self, assessment: &'a Assessment) -> Option<&'a TaskResult> {
        let (objective, task) = self.task?;
        assessment.objectives.get(objective)?.tasks.get(task)
    }

    /// The rating, to be written.
    ///
    /// # Errors
    /// What it lacks, in words.
    pub fn command(&self, assessment: &Assessment) -> Result<Command, String> {
        let found = self
            .task_in(assessment)
            .ok_or("Pick the task that is rated.")?;
        if self.by.trim().is_empty() {
            return Err("Say who rates: the report names them.".to_owned());
        }
        let silent = self.because.trim().is_empty();
        if found.for_a_person && self.rating.is_none() && silent {
            return Err("Say why it is not rated: without a reason the score waits.".to_owned());
        }
        if self.rating != found.proposed && silent {
            return Err(
                "This is not what the evidence proposes. Say why: the report shows both."
                    .to_owned(),
            );
        }
        Ok(Command::Rate {
            task: found.id.clone(),
            rating: self.rating,
            by: self.by.trim().to_owned(),
            because: self.because.trim().to_owned(),
        })
    }

    /// One reason for every task that waits for a person and won't be rated.
    ///
    /// # Errors
    /// What it lacks, in words.
    pub fn waivers(&self, assessment: &Assessment) -> Result<Vec<Command>, String> {
        if self.by.trim().is_empty() || self.waiver.trim().is_empty() {
            return Err("Say who says so, and why they are not rated.".to_owned());
        }
        let waiting = assessment.waiting();
        Ok(waiting
            .map(|task| Command::Rate {
                task: task.id.clone(),
                rating: None,
                by: self.by.trim().to_owned(),
                because: self.waiver.trim().to_owned(),
            })
            .collect())
    }
}

/// What somebody says they need, and the form that is handed round for it.
#[derive(Clone, Debug, Default)]
pub struct PeopleInput {
    /// The answer that is being written.
    pub answer: Answer,
    /// Whose needs are shown, by place.
    pub group: usize,
    /// The path of the form that is handed round or came back.
    pub form: String,
}

impl PeopleInput {
    /// Begins with an empty form.
    pub fn empty(&mut self, observations: &Observations) {
        self.answer = Answer {
            number: next_number(observations),
            ..Answer::default()
        };
    }

    /// Keeps the number of an answer that is being written free when others come in. One that is
    /// corrected keeps its own.
    pub fn renumber(&mut self, before: &Observations, now: &Observations) {
        if self.answer.number == next_number(before) {
            self.answer.number = next_number(now);
        }
    }
}

/// The number of the next answer: numbers go on from the highest.
fn next_number(observations: &Observations) -> u32 {
    let numbers = observations.answers.iter().map(|it| it.number);
    numbers.max().unwrap_or(0) + 1
}

/// What people typed, looked through before it is given away.
#[derive(Clone, Debug, Default)]
pub struct GiveAwayInput {
    /// Each text, and what becomes of it.
    pub texts: Vec<FreeText>,
    /// Whether the texts lie over the review.
    pub open: bool,
}

impl GiveAwayInput {
    /// Shows the texts. What was chosen before stays chosen.
    pub fn look_through(&mut self, texts: Vec<FreeText>) {
        let before = std::mem::replace(&mut self.texts, texts);
        for text in &mut self.texts {
            if let Some(known) = before.iter().find(|it| it.text == text.text) {
                text.choice = known.choice.clone();
            }
        }
        self.open = true;
    }
}

impl ReviewInput {
    /// Something is on record. Only what was written is cleared: what was typed since stays.
    pub fn written(&mut self, commands: &[Command], now: &Assessment, observations: &Observations) {
        self.trouble = None;
        self.debrief.written(commands);
        for command in commands {
            match command {
                Command::Rate {
                    task,
                    rating,
                    because,
                    ..
                } => {
                    let rating_it = &mut self.rating;
                    if rating.is_none() && rating_it.waiver.trim() == because {
                        rating_it.waiver.clear();
                    }
                    let taken_up = rating_it.task_in(now).is_some_and(|it| it.id == *task);
                    if taken_up && rating_it.because.trim() == because {
                        rating_it.task = None;
                        rating_it.because.clear();
                    }
                }
                Command::Act(action) if self.action.as_ref() == Some(&**action) => {
                    self.action = None;
                }
                Command::Answer(answer) => {
                    let number = answer.number;
                    let same = Answer {
                        number,
                        ..self.people.answer.clone()
                    };
                    if same == **answer {
                        self.people.empty(observations);
                    }
                }
                _ => {}
            }
        }
    }
}
