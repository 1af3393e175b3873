//! A plan beside the exercises that were played: every clause with how it stands. Must not open a
//! record: it takes what each says of the plan.

use super::changed::{Change, changes};
use super::trace::{Cited, Trace};
use crate::exercise::Stance;
use crate::plan::{Clause, Plan};
use serde::Serialize;

/// How a clause stands, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was followed in a rehearsal, worded as it is now.
    Rehearsed,
    /// It was followed, and its wording has changed since: the new one has been rehearsed by nobody.
    Changed,
    /// It was never followed, and somebody went against it, and said why.
    Against,
    /// Something that it is about was done, and nobody said that it was followed.
    Uncited,
    /// No exercise touched it.
    Untouched,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Rehearsed,
        Self::Changed,
        Self::Against,
        Self::Uncited,
        Self::Untouched,
    ];

    /// As lists and reports have it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Rehearsed => "rehearsed",
            Self::Changed => "changed since it was rehearsed",
            Self::Against => "gone against only",
            Self::Uncited => "done, never cited",
            Self::Untouched => "never touched",
        }
    }

    /// Whether it waits to be rehearsed. One that was only gone against was considered; what it waits
    /// for is to be written anew, or insisted on.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Changed | Self::Uncited | Self::Untouched)
    }
}

/// A moment of a rehearsal in which a clause, or the plan's silence, was named.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Instance {
    /// The exercise, by its scenario's title.
    pub exercise: String,
    /// The real day on which it was played.
    pub day: String,
    /// Whether the clause was worded then as it is now.
    pub as_worded: bool,
    /// Whether it was followed and a task whose moment it was is rated M or U: see [`Cited::hurt`].
    pub hurt: bool,
    /// What was decided, by whom, and how it went.
    #[serde(flatten)]
    pub cited: Cited,
}

/// A clause with what exercises made of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Covered {
    /// Its number.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Who does it, as the plan has it.
    pub owner: String,
    /// How it stands.
    pub standing: Standing,
    /// Moments in which it was followed, the earliest first.
    pub followed: Vec<Instance>,
    /// Moments in which somebody went against it.
    pub against: Vec<Instance>,
    /// Exercises, by day and title, in which something that it is about was done, and nobody said so.
    pub uncited: Vec<(String, String)>,
}

impl Covered {
    /// The last moment in which it was followed, worded as it is now if there is one.
    pub fn last(&self) -> Option<&Instance> {
        let mut latest = self.followed.iter().rev();
        latest
            .clone()
            .find(|it| it.as_worded)
            .or_else(|| latest.next())
    }

    /// Moments in which it was followed and it went badly.
    pub fn hurt(&self) -> impl Iterator<Item = &Instance> {
        self.followed.iter().filter(|it| it.hurt)
    }
}

/// A record that counts for nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// The exercise, by its scenario's title.
    pub exercise: String,
    /// The real day on which it was played.
    pub day: String,
    /// Why, in words.
    pub why: String,
}

/// A plan beside what was rehearsed of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// Whose plan it is.
    pub organisation: String,
    /// As on its cover.
    pub title: String,
    /// As on its cover.
    pub version: String,
    /// The rehearsals that count, by day and title, the earliest first.
    pub rehearsals: Vec<(String, String)>,
    /// Every clause, in the plan's order.
    pub clauses: Vec<Covered>,
    /// Moments in which the plan was silent, the earliest first.
    pub silent: Vec<Instance>,
    /// Moments that name a clause which the plan has no longer.
    pub gone: Vec<Instance>,
    /// Improvement actions that change a clause, with the exercise that tested it again.
    pub changes: Vec<Change>,
    /// Records that were handed in and don't count.
    pub set_aside: Vec<SetAside>,
}

impl Coverage {
    /// How many clauses stand so.
    pub fn count(&self, standing: Standing) -> usize {
        let clauses = self.clauses.iter();
        clauses.filter(|it| it.standing == standing).count()
    }

    /// The clauses that wait to be rehearsed.
    pub fn open(&self) -> impl Iterator<Item = &Covered> {
        self.clauses.iter().filter(|it| it.standing.is_open())
    }

    /// How much of the plan is rehearsed, in one line.
    pub fn in_words(&self) -> String {
        let parts: Vec<String> = Standing::ALL
            .into_iter()
            .filter(|it| self.count(*it) > 0)
            .map(|it| format!("{} {}", self.count(it), it.words()))
            .collect();
        format!("{} clauses: {}", self.clauses.len(), parts.join(", "))
    }
}

/// Lays a plan beside the exercises that were played. Those with another plan say nothing of this
/// one; those without any say what was done, and nothing of why.
pub fn coverage(plan: &Plan, traces: &[Trace]) -> Coverage {
    let mut set_aside = Vec::new();
    let mut counted: Vec<&Trace> = Vec::new();
    for trace in traces {
        let other = trace.plan.as_ref().filter(|it| it.id != plan.id);
        let twice = counted.iter().any(|it| it.started == trace.started);
        let why = match (&trace.not_counted, other) {
            (Some(why), _) => Some(why.clone()),
            (None, Some(other)) => Some(format!("it was played with another plan, `{}`", other.id)),
            (None, None) if twice => Some("it is the same exercise as another".to_owned()),
            (None, None) => None,
        };
        match why {
            Some(why) => set_aside.push(SetAside {
                exercise: trace.exercise.clone(),
                day: trace.day.clone(),
                why,
            }),
            None => counted.push(trace),
        }
    }
    counted.sort_by(|a, b| a.started.cmp(&b.started));
    let clauses = plan.clauses.iter().map(|it| covered(it, &counted));
    let known = |it: &Cited| {
        it.stance
            .clause()
            .is_some_and(|id| plan.clause(id).is_some())
    };
    let instances = |wanted: &dyn Fn(&Cited) -> bool| -> Vec<Instance> {
        let all = counted.iter().flat_map(|trace| {
            let cited = trace.cited.iter().filter(|it| wanted(it));
            cited.map(|it| instance(trace, it, true))
        });
        all.collect()
    };
    Coverage {
        organisation: plan.organisation.clone(),
        title: plan.title.clone(),
        version: plan.version.clone(),
        rehearsals: counted
            .iter()
            .map(|it| (it.day.clone(), it.exercise.clone()))
            .collect(),
        clauses: clauses.collect(),
        silent: instances(&|it| it.stance == Stance::Silent),
        gone: instances(&|it| it.stance != Stance::Silent && !known(it)),
        changes: changes(plan, &counted),
        set_aside,
    }
}

fn instance(trace: &Trace, cited: &Cited, as_worded: bool) -> Instance {
    Instance {
        exercise: trace.exercise.clone(),
        day: trace.day.clone(),
        as_worded,
        hurt: cited.hurt(),
        cited: cited.clone(),
    }
}

fn covered(clause: &Clause, counted: &[&Trace]) -> Covered {
    let mut followed = Vec::new();
    let mut against = Vec::new();
    let mut uncited = Vec::new();
    for trace in counted {
        let as_worded = trace.as_worded(clause);
        let of = |it: &&Cited| it.stance.clause() == Some(&clause.id);
        let mut named = false;
        for cited in trace.cited.iter().filter(of) {
            named = true;
            let instance = instance(trace, cited, as_worded);
            match cited.stance {
                Stance::Against { .. } => against.push(instance),
                _ => followed.push(instance),
            }
        }
        if !named && trace.done.iter().any(|it| clause.is_about(&it.did)) {
            uncited.push((trace.day.clone(), trace.exercise.clone()));
        }
    }
    let standing = if followed.iter().any(|it| it.as_worded) {
        Standing::Rehearsed
    } else if !followed.is_empty() {
        Standing::Changed
    } else if !against.is_empty() {
        Standing::Against
    } else if !uncited.is_empty() {
        Standing::Uncited
    } else {
        Standing::Untouched
    };
    Covered {
        id: clause.id.clone(),
        title: clause.title.clone(),
        owner: clause.owner.clone(),
        standing,
        followed,
        against,
        uncited,
    }
}
