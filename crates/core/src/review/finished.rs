//! A finished exercise, judged: what review, register and every report are made from. It comes from
//! what was sealed at ENDEX, so that neither the rules nor the scenario's file need to be readable
//! for it; only where nothing was sealed is it played again. Must not write anything.

use super::needs::Needs;
use crate::assessment::{
    Assessment, ObjectiveResult, Observations, Reference, TaskResult, assess, mean, references,
};
use crate::cycle::ExerciseType;
use crate::exercise::{CallMade, Event, Exercise, Outcomes, Sample};
use crate::record::{
    Difference, Opened, Person, Played, Replayed, Story, plays, replay, scenario_in,
};
use crate::scenario::{Attachment, IncidentLevel, Scenario, SourceFile};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an exercise came to.
#[derive(Clone, Debug)]
pub struct Came {
    /// What it cost.
    pub outcomes: Outcomes,
    /// Samples for charts.
    pub samples: Vec<Sample>,
    /// By service: the hours it lost.
    pub hours_lost: Vec<f64>,
    /// By organisation: the highest level it declared, and when, minutes since STARTEX.
    pub declared: Vec<Option<(IncidentLevel, u32)>>,
    /// Calls that roles made, beside ground truth.
    pub calls: Vec<CallMade>,
    /// The hash of the final state.
    pub state_hash: String,
}

impl Came {
    /// As it was sealed.
    fn of(played: &Played) -> Self {
        Self {
            outcomes: played.outcomes.simulated(),
            samples: played.series.samples(),
            hours_lost: played
                .series
                .services
                .iter()
                .map(|it| it.hours_lost)
                .collect(),
            declared: played.declared(),
            calls: played.rung(),
            state_hash: played.state_hash.clone(),
        }
    }
}

/// Whether a record is signed, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SignedBy {
    /// No line of the record is a signature.
    #[default]
    Nobody,
    /// The key with this fingerprint; the whole record.
    Key(String),
    /// The key with this fingerprint signed what came before this line, counted from one: what
    /// follows was written since.
    Until(String, usize),
    /// The signature in this line, counted from one, does not fit.
    DoesNotFit(usize),
}

impl SignedBy {
    /// As a report's head says it, without a full stop.
    pub fn in_words(&self) -> String {
        match self {
            Self::Nobody => "not signed".to_owned(),
            Self::Key(fingerprint) => format!("signed by key {fingerprint}"),
            Self::Until(fingerprint, line) => {
                format!("signed by key {fingerprint} up to line {line}; what follows is not signed")
            }
            Self::DoesNotFit(line) => format!(
                "THE SIGNATURE IN LINE {line} DOES NOT FIT: this is not the record that was signed"
            ),
        }
    }

    /// Of a record.
    pub fn of(opened: &Opened) -> Self {
        let mut found = Self::Nobody;
        for (signature, head, line) in opened.signatures() {
            if !signature.fits(head) {
                return Self::DoesNotFit(line + 1);
            }
            found = if line == opened.lines.len() {
                Self::Key(signature.fingerprint())
            } else {
                Self::Until(signature.fingerprint(), line + 1)
            };
        }
        found
    }
}

/// A finished exercise.
#[derive(Clone, Debug)]
pub struct Finished {
    /// What is told of the scenario.
    pub story: Story,
    /// Its luck: under the same one the same commands come to the same end.
    pub seed: u64,
    /// When it ended, or how far it came, seconds since STARTEX.
    pub ended_secs: u64,
    /// What it came to; nothing if other rules played it and nothing was sealed.
    pub came: Option<Came>,
    /// Everything that happened.
    pub events: Vec<Event>,
    /// What people saw.
    pub observations: Observations,
    /// How it is judged.
    pub assessment: Assessment,
    /// The scripted team, if one played.
    pub team: Option<String>,
    /// Who sat where.
    pub people: Vec<Person>,
    /// Who evaluated.
    pub evaluators: Vec<String>,
    /// When it was started, real time.
    pub started: String,
    /// In one line: that it was played by other rules, and what it is told from.
    pub remark: Option<String>,
    /// And by whom, and how far.
    pub signed: SignedBy,
    /// The hash of the record's last line; empty if there is no record.
    pub head: String,
    /// The scenario's files, the main one first.
    pub files: Vec<SourceFile>,
    /// The file of the trust's plan, if it was played with one.
    pub plan: Option<SourceFile>,
    /// Of what type it was.
    pub of_type: ExerciseType,
    /// Files that came with ad-hoc injects, by their hash.
    pub carried: BTreeMap<String, Arc<Attachment>>,
}

impl Finished {
    /// Of an exercise that is at hand. What it came to is what would be sealed of it.
    pub fn of(
        exercise: &Exercise,
        events: Vec<Event>,
        observations: Observations,
        references: &[Reference],
    ) -> Self {
        let played = Played::of(exercise, references);
        Self {
            assessment: assess(exercise, &events, &observations, references),
            seed: exercise.seed(),
            ended_secs: exercise.secs(),
            came: Some(Came::of(&played)),
            story: played.story,
            events,
            observations,
            team: None,
            people: Vec::new(),
            evaluators: Vec::new(),
            started: String::new(),
            remark: None,
            signed: SignedBy::Nobody,
            head: String::new(),
            files: exercise.scenario().files.clone(),
            plan: None,
            of_type: ExerciseType::TableTop,
            carried: exercise.state().carried(),
        }
    }

    /// From a record: from its seal if it has one, else played again if this program's rules did
    /// play it, else from nothing but what was written down.
    ///
    /// # Errors
    /// If it has no seal, these rules played it, and now lead elsewhere.
    pub fn from_record(opened: &Opened) -> Result<Self, Difference> {
        let finished = match (opened.played(), opened.seal()) {
            (Some(played), Some((seal, _))) => Self::sealed(opened, played, seal.judged()),
            _ if plays(opened.header.engine) => Self::played_again(opened)?,
            _ => Self::written(opened),
        };
        Ok(Self {
            team: opened.header.team.clone(),
            people: opened.header.people.clone(),
            evaluators: opened.header.evaluators.clone(),
            started: opened.header.started.clone(),
            signed: SignedBy::of(opened),
            head: opened.last_hash.clone(),
            plan: opened.header.plan.clone(),
            of_type: opened.header.exercise_type(),
            ..finished
        })
    }

    fn sealed(opened: &Opened, played: &Played, assessment: Assessment) -> Self {
        let observations = opened.observations();
        // What was corrected after the last seal counts all the same.
        let current = opened.seal().is_some_and(|(_, current)| current);
        Self {
            assessment: if current {
                assessment
            } else {
                assessment.rated(&observations)
            },
            came: Some(Came::of(played)),
            ended_secs: played.ended_secs,
            remark: (!plays(played.engine)).then(|| {
                format!(
                    "Played by rules version {} ({}); told from what was sealed at ENDEX.",
                    played.engine, opened.header.program
                )
            }),
            ..Self::bare(opened, played.story.clone(), observations)
        }
    }

    fn played_again(opened: &Opened) -> Result<Self, Difference> {
        let Replayed {
            exercise, events, ..
        } = replay(opened)?;
        let references = references(
            exercise.scenario(),
            exercise.seed(),
            exercise.state().minute,
        );
        Ok(Self::of(
            &exercise,
            events,
            opened.observations(),
            &references,
        ))
    }

    /// From what stands in a record that can neither be played nor was sealed: who decided what,
    /// and what people said of it. What it came to is not known.
    fn written(opened: &Opened) -> Self {
        let story = opened.story().unwrap_or_else(|_| Story {
            id: opened.header.scenario.clone(),
            title: opened.header.title.clone(),
            ..Story::default()
        });
        let observations = opened.observations();
        let objectives = story
            .objectives
            .iter()
            .map(|objective| ObjectiveResult {
                id: objective.id.clone(),
                title: objective.title.clone(),
                rating: None,
                score: None,
                patients: false,
                tasks: objective
                    .tasks
                    .iter()
                    .map(|task| TaskResult {
                        id: task.id.clone(),
                        title: task.title.clone(),
                        plan: task.plan.clone(),
                        proposed: None,
                        evidence: String::new(),
                        rating: None,
                        confirmed_by: None,
                        for_a_person: false,
                        waived: None,
                    })
                    .collect(),
            })
            .collect();
        let assessment = Assessment {
            objectives,
            ..Assessment::default()
        };
        Self {
            assessment: assessment.rated(&observations),
            remark: Some(format!(
                "Played by rules version {} ({}) and not sealed at ENDEX: who decided what is told, what it came to is not.",
                opened.header.engine, opened.header.program
            )),
            ..Self::bare(opened, story, observations)
        }
    }

    fn bare(opened: &Opened, story: Story, observations: Observations) -> Self {
        Self {
            story,
            seed: opened.header.seed,
            ended_secs: opened.last_secs(),
            came: None,
            events: opened.events().cloned().collect(),
            observations,
            assessment: Assessment::default(),
            team: None,
            people: Vec::new(),
            evaluators: Vec::new(),
            started: String::new(),
            remark: None,
            signed: SignedBy::Nobody,
            head: String::new(),
            files: opened.header.files.clone(),
            plan: None,
            of_type: ExerciseType::TableTop,
            carried: opened.carried(),
        }
    }

    /// The scenario, if its files can still be read.
    pub fn scenario(&self) -> Option<Arc<Scenario>> {
        scenario_in(&self.files).ok()
    }

    /// What people said they need.
    pub fn needs(&self) -> Needs {
        Needs::of(&self.observations, &self.assessment.objectives)
    }

    /// What each organisation's tasks came to, 0 to 100, where several play, in the order of the
    /// story: the mean over its objectives, as in the score of all; nothing of one whose tasks were
    /// not rated.
    pub fn by_organisation(&self) -> Vec<Option<f64>> {
        let several = self.story.several();
        let each = self.story.organisations.iter().filter(|_| several);
        each.map(|organisation| {
            let theirs = self
                .story
                .objectives
                .iter()
                .zip(&self.assessment.objectives);
            let scores = theirs
                .filter(|(objective, _)| objective.of == organisation.id)
                .filter_map(|(_, result)| result.score);
            mean(scores)
        })
        .collect()
    }

    /// Calls that roles made, beside ground truth; none if it is not known what the exercise came to.
    pub fn calls(&self) -> &[CallMade] {
        self.came.as_ref().map_or(&[], |came| &came.calls)
    }

    /// Samples for charts; none if they are not known.
    pub fn samples(&self) -> &[Sample] {
        self.came.as_ref().map_or(&[], |came| &came.samples)
    }
}
