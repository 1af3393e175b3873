//! An exercise that is over, as its review tells it: its course, how it is judged, what people saw
//! and said, and what can be asked of it. Plain data, to be kept and compared. Must not play anything,
//! and must not judge.

use crate::assessment::{Assessment, Observations};
use crate::coverage::{Coverage, rehearsed};
use crate::exercise::{CallMade, Command, Event, Standing, What};
use crate::plan::Plan;
use crate::record::Story;
use crate::review::needs::Needs;
use crate::review::what_if::{Belief, Control, Played, belief, measures};
use crate::review::{Finished, SignedBy};
use crate::scenario::Mins;
use crate::timeline::{Kind, Line, lines};
use std::sync::Arc;

/// What is told of an exercise that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewView {
    /// What nobody changes any more. Shared, so that a copy of the view is cheap.
    pub course: Arc<CourseView>,
    /// In one line: that other rules played it, and what it is told from.
    pub remark: Option<String>,
    /// Who vouches for the record, as its last line stands.
    pub signed: SignedBy,
    /// Ratings and scores, those that people gave among them.
    pub assessment: Assessment,
    /// Notes, ratings, actions and answers, as people gave them.
    pub observations: Observations,
    /// What the answers come to.
    pub needs: Needs,
    /// The plan with which it was played, and what this exercise made of it; none without one.
    pub plan: Option<Arc<(Plan, Coverage)>>,
}

/// The course of an exercise, from STARTEX to ENDEX.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseView {
    /// What is told of the scenario, whether its files can still be read or not.
    pub story: Story,
    /// Real time of STARTEX, RFC 3339.
    pub started: String,
    /// ENDEX, seconds since STARTEX.
    pub ended_secs: u64,
    /// What was decided and what followed, in words; without injects and questions.
    pub lines: Vec<Line>,
    /// What stands on the bar on which a moment is reached, in order of time.
    pub marks: Vec<Mark>,
    /// Moments that one goes to, seconds since STARTEX: decisions and declarations.
    pub stops_secs: Vec<u64>,
    /// Minutes at which an incident was declared or stood down, or the worm was stopped.
    pub turns_mins: Vec<Mins>,
    /// Minute, locked devices, and those reported; empty if nothing was sealed.
    pub curve: Vec<[u32; 3]>,
    /// Each service, in the order of the story.
    pub services: Vec<ServiceCourse>,
    /// What was believed against what was so.
    pub belief: Belief,
    /// Calls that roles made, with what was answered against what was so.
    pub calls: Vec<CallMade>,
}

/// Something that happened, on the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Seconds since STARTEX.
    pub at_secs: u64,
    /// How it is drawn.
    pub kind: MarkKind,
}

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The exercise took a turn: a declaration, an outage, a step of the attacker.
    Turn,
    /// Somebody decided something.
    Decided,
    /// An inject came.
    Came,
}

/// How a service stood through the exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceCourse {
    /// As the story calls it.
    pub name: String,
    /// Hours of normal work that it lost.
    pub hours_lost: f64,
    /// Stretches of the same standing, without gaps.
    pub spans: Vec<ServiceSpan>,
}

/// A stretch of time in which a service stood alike, minutes since STARTEX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceSpan {
    /// Its first minute.
    pub from_mins: Mins,
    /// The minute at which the next begins; ENDEX for the last.
    pub to_mins: Mins,
    /// How it stood.
    pub standing: Standing,
}

impl ReviewView {
    /// Of a finished exercise.
    pub fn of(finished: &Finished) -> Self {
        Self {
            course: Arc::new(CourseView::of(finished)),
            remark: finished.remark.clone(),
            signed: finished.signed.clone(),
            assessment: finished.assessment.clone(),
            observations: finished.observations.clone(),
            needs: finished.needs(),
            plan: rehearsed(finished).map(Arc::new),
        }
    }

    /// The same once something has been added that people decide after ENDEX: what it will be when
    /// it is on record. The signature is told when it is written.
    #[must_use]
    pub fn with(mut self, command: &Command) -> Self {
        self.observations.take(self.course.ended_secs, command);
        self.assessment = self.assessment.rated(&self.observations);
        self.needs = Needs::of(&self.observations, &self.assessment.objectives);
        self
    }

    /// What is told of the scenario.
    pub fn story(&self) -> &Story {
        &self.course.story
    }
}

impl CourseView {
    fn of(finished: &Finished) -> Self {
        let (story, events) = (&finished.story, &finished.events);
        let told = lines(story, events)
            .into_iter()
            .filter(|line| !matches!(line.kind, Kind::Inject | Kind::Prompt | Kind::Effect));
        let turns = events.iter().filter(|event| {
            matches!(
                event.what,
                What::Declared { .. } | What::KillSwitch | What::StoodDown { .. }
            )
        });
        let samples = finished.samples().iter();
        Self {
            story: story.clone(),
            started: finished.started.clone(),
            ended_secs: finished.ended_secs,
            lines: told.collect(),
            marks: events.iter().filter_map(mark).collect(),
            stops_secs: events
                .iter()
                .filter(|event| stops(event))
                .map(|event| event.at_secs)
                .collect(),
            turns_mins: turns.map(|event| (event.at_secs / 60) as Mins).collect(),
            curve: samples
                .map(|it| [it.mins, it.locked, it.known_locked])
                .collect(),
            services: services(finished),
            belief: belief(story, events),
            calls: finished.calls().to_vec(),
        }
    }
}

/// What an event is on the bar, if it stands there.
fn mark(event: &Event) -> Option<Mark> {
    let kind = match &event.what {
        What::Declared { .. }
        | What::KillSwitch
        | What::Clean
        | What::OutageBegan { .. }
        | What::OutageReturned { .. }
        | What::StageReached { .. }
        | What::StageTraced { .. }
        | What::DrivenOut { .. }
        | What::Extorted { .. }
        | What::StoodDown { .. }
        | What::EdOverwhelmed { .. } => MarkKind::Turn,
        What::Decided { .. } | What::ActionStarted { .. } | What::Improvised { .. } => {
            MarkKind::Decided
        }
        What::Delivered { .. } => MarkKind::Came,
        What::Started
        | What::Undelivered { .. }
        | What::Asked { .. }
        | What::Lapsed { .. }
        | What::Hands { .. }
        | What::ActionDone { .. }
        | What::Held { .. }
        | What::Skipped { .. }
        | What::CoreSet { .. }
        | What::Resumed { .. }
        | What::Reworded { .. }
        | What::Told { .. }
        | What::Corrected { .. }
        | What::Reported { .. }
        | What::Noted { .. }
        | What::Rated { .. }
        | What::Acted { .. }
        | What::Answered { .. }
        | What::Said { .. }
        | What::Leaned { .. }
        | What::Proposed { .. }
        | What::NoDuff { .. }
        | What::Cited { .. }
        | What::SegmentInfected { .. }
        | What::SegmentLocked { .. }
        | What::ServiceChanged { .. }
        | What::ServiceReported { .. }
        | What::EdCopes { .. }
        | What::NeighboursFull { .. }
        | What::Notified { .. }
        | What::Marked { .. }
        | What::Arrived { .. }
        | What::AidWaits { .. }
        | What::Ended => return None,
    };
    Some(Mark {
        at_secs: event.at_secs,
        kind,
    })
}

/// Whether one goes to it.
fn stops(event: &Event) -> bool {
    matches!(
        event.what,
        What::Decided { .. }
            | What::ActionStarted { .. }
            | What::Improvised { .. }
            | What::Declared { .. }
            | What::StoodDown { .. }
    )
}

fn services(finished: &Finished) -> Vec<ServiceCourse> {
    let samples = finished.samples();
    let ends_mins = (finished.ended_secs / 60).max(1) as Mins;
    let named = finished.story.services.iter().enumerate();
    named
        .map(|(at, service)| {
            let mut spans: Vec<ServiceSpan> = Vec::new();
            for sample in samples {
                let Some(standing) = sample.standing.get(at).copied() else {
                    continue;
                };
                match spans.last_mut() {
                    Some(last) if last.standing == standing => {}
                    last => {
                        if let Some(last) = last {
                            last.to_mins = sample.mins;
                        }
                        spans.push(ServiceSpan {
                            from_mins: sample.mins,
                            to_mins: ends_mins,
                            standing,
                        });
                    }
                }
            }
            let came = finished.came.as_ref();
            ServiceCourse {
                name: service.name.clone(),
                hours_lost: came
                    .and_then(|came| came.hours_lost.get(at).copied())
                    .unwrap_or_default(),
                spans,
            }
        })
        .collect()
}

/// What can be asked of an exercise that these rules play again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Askable {
    /// Its decisions, in their order: any can be moved or left out.
    pub decisions: Vec<AskableDecision>,
    /// What money could have bought, each in words.
    pub controls: Vec<(Control, String)>,
    /// The outcomes by which decisions can be ranked, in words.
    pub measures: Vec<String>,
}

/// A decision that can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskableDecision {
    /// When it was taken, as a clock shows it.
    pub clock: String,
    /// What was decided.
    pub title: String,
    /// The role that decided.
    pub by: String,
    /// The options of its question, those that were taken among them; empty if it was no question.
    pub options: Vec<String>,
}

impl Askable {
    /// Of an exercise as it was played.
    pub fn of(played: &Played) -> Self {
        let scenario = &played.scenario;
        let decisions = played.decisions().into_iter();
        let controls = Control::all(scenario).into_iter();
        Self {
            decisions: decisions
                .map(|it| AskableDecision {
                    clock: scenario.clock(it.at_secs),
                    options: it
                        .options(played)
                        .into_iter()
                        .map(|(_, title)| title)
                        .collect(),
                    title: it.title,
                    by: it.by,
                })
                .collect(),
            controls: controls.map(|it| (it, it.in_words(scenario))).collect(),
            measures: measures(scenario).into_iter().map(|it| it.label).collect(),
        }
    }
}
