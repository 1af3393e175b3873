//! What is due to be looked at again: injects, prompts and tasks that wait for something that has
//! changed, or for a minute that has come. Must not look at a message or a task itself.

use super::asking::{Asking, Waiter};
use super::asks::{Asks, Follows};
use super::conditions::{Facts, asks};
use super::watch::Watched;
use crate::scenario::{Condition, InjectId, Mins, OrganisationId, PromptId, Scenario};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is due to be looked at again.
#[derive(Clone, Debug)]
pub struct Due {
    asking: Arc<Asking>,
    agendas: Agendas,
    /// Minutes to come in which something is due, beside those that conditions name.
    times: BTreeSet<(Mins, Waiter)>,
    /// By figure that is compared: how many bounds it was on or above when it was last looked at.
    passed: Vec<usize>,
    stirred: Stirred,
}

impl Due {
    /// All of them, of a scenario and the watches of its tasks.
    pub fn all(scenario: &Scenario, watches: &[Watched]) -> Self {
        let asking = Asking::new(scenario, watches);
        Self {
            agendas: Agendas {
                injects: Agenda::all(scenario.injects.len()),
                prompts: Agenda::all(scenario.prompts.len()),
                tasks: Agenda::all(watches.len()),
            },
            times: BTreeSet::new(),
            passed: vec![0; asking.figures()],
            stirred: Stirred::default(),
            asking: Arc::new(asking),
        }
    }

    /// Everything is looked at again.
    pub fn note_all(&mut self) {
        self.stirred.all();
        self.times.clear();
        let Agendas {
            injects,
            prompts,
            tasks,
        } = &mut self.agendas;
        for agenda in [injects, prompts, tasks] {
            *agenda = Agenda::all(agenda.count);
        }
    }

    /// People have done something, or a threat other than the worm has moved.
    pub fn note_done(&mut self) {
        self.stirred.note(DONE);
        self.agendas.note(self.asking.done.iter().copied());
    }

    /// An inject stands otherwise.
    pub fn note_inject(&mut self, id: InjectId) {
        self.stirred.note(TOLD);
        self.agendas.note(self.asking.inject(id).iter().copied());
    }

    /// A prompt has been put, or has lapsed.
    pub fn note_prompt(&mut self, id: PromptId) {
        self.stirred.note(TOLD);
        self.agendas.prompts.note(id.0);
        self.agendas.note(self.asking.prompt(id).iter().copied());
    }

    /// A minute has come.
    pub fn note_minute(&mut self, now: Mins) {
        self.agendas.note(self.asking.at_minute(now));
        while self.times.first().is_some_and(|(at, _)| *at <= now) {
            let first = self.times.pop_first();
            self.agendas
                .note(first.into_iter().map(|(_, waiter)| waiter));
        }
    }

    /// Something is to be looked at in a minute to come.
    pub fn note_for(&mut self, minute: Mins, waiter: Waiter) {
        self.times.insert((minute, waiter));
    }

    /// Figures may stand otherwise: what waits for one that has crossed its bound is due.
    pub fn compare(&mut self, follows: Follows, facts: &Facts<'_>) {
        self.stirred.note(follows as usize);
        for (at, compared) in self.asking.compared(follows) {
            let before = self.passed[at];
            let now = compared.passed(compared.figure.stands(facts), before);
            if now != before {
                let crossed = &compared.bounds[before.min(now)..before.max(now)];
                self.agendas.note(crossed.iter().map(|(_, waiter)| *waiter));
                self.passed[at] = now;
            }
        }
    }

    /// The first inject at or after this one that is due, which is looked at now.
    pub fn next_inject(&mut self, from: usize) -> Option<usize> {
        self.agendas.injects.next(from)
    }

    /// The first prompt at or after this one that is due, which is looked at now.
    pub fn next_prompt(&mut self, from: usize) -> Option<usize> {
        self.agendas.prompts.next(from)
    }

    /// The first task at or after this one that is due, which is looked at now.
    pub fn next_task(&mut self, from: usize) -> Option<usize> {
        self.agendas.tasks.next(from)
    }

    /// A look at a condition that does not hold, in this minute: until when it need not be looked at
    /// again.
    pub fn look(&self, condition: &Condition, now: Mins) -> Looked {
        let mut looked = self.looked_now();
        asks(condition, OrganisationId(0), &mut |it| match it {
            Asks::Time(at) => {
                if at > now {
                    looked.until = looked.until.min(at);
                }
            }
            Asks::Inject(_) | Asks::Prompt(_) => looked.kinds |= 1 << TOLD,
            Asks::Done => looked.kinds |= 1 << DONE,
            Asks::Compares(figure, _) => looked.kinds |= 1 << figure.follows() as usize,
        });
        looked
    }

    /// A look at nothing, to which others are joined: nothing comes of it ever.
    pub fn looked_now(&self) -> Looked {
        Looked {
            stirs: self.stirred.count,
            kinds: 0,
            until: Mins::MAX,
        }
    }

    /// Whether a condition may hold in this minute that did not when it was looked at.
    pub fn may_hold(&self, looked: &Looked, now: Mins) -> bool {
        // One that has come less far was taken back to before that look.
        let taken_back = looked.stirs > self.stirred.count;
        now >= looked.until || taken_back || self.stirred.since(looked)
    }

    /// Tasks whose minutes are counted, due or not.
    pub fn counted(&self) -> &[usize] {
        &self.asking.counted
    }
}

/// A condition that did not hold when it was looked at. For those who ask in every minute and are not
/// known beforehand, as the moves of a script.
#[derive(Clone, Copy, Debug)]
pub struct Looked {
    /// How often something had been stirred by then.
    stirs: u64,
    /// The kinds that it asks about, as bits.
    kinds: u8,
    /// The next minute that it names.
    until: Mins,
}

impl Looked {
    /// A look at both, taken now; the other may be older, if nothing has come of it since.
    pub fn and(self, other: &Self) -> Self {
        Self {
            kinds: self.kinds | other.kinds,
            ..self.until(other.until)
        }
    }

    /// The same, for no longer than until a minute.
    pub fn until(self, minute: Mins) -> Self {
        Self {
            until: self.until.min(minute),
            ..self
        }
    }
}

/// What people have done, after the kinds of [`Follows`].
const DONE: usize = Follows::ALL.len();
/// Injects and prompts.
const TOLD: usize = DONE + 1;

/// When what conditions ask about may last have come to stand otherwise, kind by kind.
#[derive(Clone, Copy, Debug, Default)]
struct Stirred {
    /// How often anything has been stirred.
    count: u64,
    /// By kind: the count when it last was.
    last: [u64; TOLD + 1],
}

impl Stirred {
    fn note(&mut self, kind: usize) {
        self.count += 1;
        self.last[kind] = self.count;
    }

    fn all(&mut self) {
        self.count += 1;
        self.last = [self.count; TOLD + 1];
    }

    fn since(&self, looked: &Looked) -> bool {
        let mut kinds = self.last.iter().enumerate();
        kinds.any(|(kind, last)| looked.kinds >> kind & 1 == 1 && *last > looked.stirs)
    }
}

/// What is to be looked at, of each kind.
#[derive(Clone, Debug)]
struct Agendas {
    injects: Agenda,
    prompts: Agenda,
    tasks: Agenda,
}

impl Agendas {
    fn note(&mut self, waiters: impl Iterator<Item = Waiter>) {
        for waiter in waiters {
            match waiter {
                Waiter::Inject(id) => self.injects.note(id.0),
                Waiter::Prompt(id) => self.prompts.note(id.0),
                Waiter::Task(at) => self.tasks.note(at),
            }
        }
    }
}

/// Things to look at, by their indices.
#[derive(Clone, Debug)]
struct Agenda {
    count: usize,
    /// From this one on, all are.
    all_from: usize,
    /// Of those before it.
    some: BTreeSet<u16>,
}

impl Agenda {
    /// All of so many things.
    fn all(count: usize) -> Self {
        Self {
            count,
            all_from: 0,
            some: BTreeSet::new(),
        }
    }

    fn note(&mut self, at: u16) {
        if usize::from(at) < self.all_from {
            self.some.insert(at);
        }
    }

    /// The first at or after this one, which is taken off. Asked for one after the other, what is noted
    /// meanwhile comes in its turn, or next time if that has gone by.
    fn next(&mut self, from: usize) -> Option<usize> {
        let noted = u16::try_from(from).ok();
        let noted = noted.and_then(|from| self.some.range(from..).next().copied());
        if let Some(at) = noted {
            self.some.remove(&at);
            return Some(at.into());
        }
        let at = self.all_from.max(from);
        self.all_from = (at + 1).min(self.count);
        (at < self.count).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those looked at in one pass, of whom each notes these.
    fn pass(agenda: &mut Agenda, notes: &[(usize, u16)]) -> Vec<usize> {
        let (mut seen, mut from) = (Vec::new(), 0);
        while let Some(at) = agenda.next(from) {
            from = at + 1;
            seen.push(at);
            for (by, noted) in notes {
                if *by == at {
                    agenda.note(*noted);
                }
            }
        }
        seen
    }

    #[test]
    fn what_is_noted_comes_in_its_turn_or_next_time() {
        let mut agenda = Agenda::all(4);
        assert_eq!(pass(&mut agenda, &[(2, 1), (2, 3)]), [0, 1, 2, 3]);
        assert_eq!(pass(&mut agenda, &[]), [1], "its turn had gone by");
        assert!(pass(&mut agenda, &[]).is_empty());
        agenda.note(2);
        agenda.note(0);
        assert_eq!(pass(&mut agenda, &[(0, 1), (2, 2)]), [0, 1, 2]);
        assert_eq!(pass(&mut agenda, &[]), [2]);
    }
}
