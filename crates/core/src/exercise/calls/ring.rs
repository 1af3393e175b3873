//! A role rings, and is answered when it is time. What is asked and answered is on record and changes no
//! state. Must not put an answer into words.

use super::call::{Call, Way};
use super::catalogue::{Contact, Query};
use super::heard::{Heard, Sight};
use super::made::{Accuracy, CallMade};
use super::{truth, words};
use crate::exercise::command::Refusal;
use crate::exercise::event::What;
use crate::exercise::exercise::Exercise;
use crate::exercise::rules::knowing::telephones;
use crate::exercise::voice::Speaker;
use crate::scenario::{Mins, RoleId};

/// Calls that a role can have open at once.
const OPEN: usize = 3;

/// How many times as long it takes on foot, as [`super::rules::knowing`] has it.
const WALKING: Mins = 3;

/// The chance that nobody picks up at first, and the minutes until it is tried again (author's estimates).
const NOBODY_THERE: f64 = 1.0 / 6.0;
const AGAIN_AFTER: Mins = 10;

impl Exercise {
    /// A role rings somebody.
    pub(in crate::exercise) fn ring(
        &mut self,
        by: RoleId,
        to: Contact,
        query: Query,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let scenario = self.scenario.clone();
        let of = scenario.roles[by.at()].of;
        let name = to.name(&scenario);
        let refused = |why: String| Err(Refusal::NotNow { why });
        if !Contact::all(&scenario, of).contains(&to) {
            return refused(format!("{name} is not for this role to ring."));
        }
        let mine: Vec<&Call> = self.calls.iter().filter(|it| it.by == by).collect();
        if mine.iter().any(|it| it.to == to) {
            return refused(format!("You are still waiting for {name}."));
        }
        if mine.len() >= OPEN {
            return refused(format!(
                "{OPEN} calls are open already: wait for one of them."
            ));
        }
        let way = if telephones(&scenario, &self.reach, of) {
            Way::Telephone
        } else if self.state.facts.out_of_band[of].is_some() {
            Way::Mobile
        } else if to.in_the_house() {
            Way::Runner
        } else {
            return refused(format!(
                "The telephones are down, and {name} has no other number for you: nobody can walk there."
            ));
        };
        let mut call = Call {
            by,
            to,
            query,
            asked: self.state.minute,
            answered: 0,
            way,
        };
        let mut takes = 1 + (5.0 * call.draw(self.seed, &scenario, 0)) as Mins;
        if call.draw(self.seed, &scenario, 1) < NOBODY_THERE {
            takes += AGAIN_AFTER;
        }
        if way == Way::Runner {
            takes *= WALKING;
        }
        call.answered = call.asked + takes;
        self.calls.push(call);
        whats.push(What::Said {
            by: Speaker::Role(scenario.roles[by.at()].id.clone()),
            to: Speaker::Somebody(name),
            text: query.words().to_owned(),
        });
        Ok(())
    }

    /// Answers the calls that are due in this minute, in the order in which they were made.
    pub(in crate::exercise) fn answer_calls(&mut self, whats: &mut Vec<What>) {
        let now = self.state.minute;
        if self.calls.iter().all(|it| it.answered > now) {
            return;
        }
        let (due, open): (Vec<Call>, Vec<Call>) = self
            .calls
            .iter()
            .copied()
            .partition(|it| it.answered <= now);
        self.calls = open;
        for call in due {
            let [count, time, wording] =
                [2, 3, 4].map(|nth| call.draw(self.seed, &self.scenario, nth));
            let told = self.seen(&call, Sight::Roughly([count, time]));
            let said = words::answer(&told, call.query, wording);
            let text = match call.way {
                Way::Telephone => said,
                Way::Mobile => format!("By mobile: {said}"),
                Way::Runner => format!("By runner: {said}"),
            };
            let so = self.seen(&call, Sight::Exactly);
            let made = CallMade {
                answered_secs: Some(self.secs),
                answer: text.clone(),
                accuracy: truth::judge(&told, &so, call.query),
                ..self.beside_truth(&call, &so)
            };
            self.past.rang(made);
            let scenario = &self.scenario;
            whats.push(What::Said {
                by: Speaker::Somebody(call.to.name(scenario)),
                to: Speaker::Role(scenario.roles[call.by.at()].id.clone()),
                text,
            });
        }
    }

    /// Every call that was made, the earliest first: what was asked and answered, and how it really stood at
    /// the minute of the answer; of one that is still open, how it stands.
    pub fn calls_made(&self) -> Vec<CallMade> {
        let open = self.calls.iter().map(|call| {
            let so = self.seen(call, Sight::Exactly);
            self.beside_truth(call, &so)
        });
        let mut all: Vec<CallMade> = self.past.calls().iter().cloned().chain(open).collect();
        all.sort_by_key(|it| it.asked_secs);
        all
    }

    fn seen(&self, call: &Call, sight: Sight) -> Heard {
        Heard::of(&self.scenario, &self.reach, &self.state, call, sight)
    }

    /// A call without an answer, beside what is so.
    fn beside_truth(&self, call: &Call, so: &Heard) -> CallMade {
        let scenario = &self.scenario;
        CallMade {
            by: scenario.roles[call.by.at()].id.clone(),
            to: call.to.name(scenario),
            asked: call.query.words().to_owned(),
            asked_secs: u64::from(call.asked) * 60,
            answered_secs: None,
            answer: String::new(),
            really: truth::in_words(so, call.query),
            accuracy: Accuracy::Unanswered,
        }
    }
}
