//! What was said of the plan, as it stands in the end. Must not know the plan.

use crate::exercise::{Event, Speaker, Stance, What};
use std::collections::BTreeMap;

/// By the number of the event, counted from 1 at STARTEX: how it stands to the plan, and who said so.
/// Of one clause the last word counts; *silent* takes back the clauses that were named, and a clause
/// takes back *silent*.
pub fn stances(events: &[Event]) -> BTreeMap<u64, Vec<(Speaker, Stance)>> {
    let mut all: BTreeMap<u64, Vec<(Speaker, Stance)>> = BTreeMap::new();
    for event in events {
        let What::Cited { by, of, stance } = &event.what else {
            continue;
        };
        let said = all.entry(*of).or_default();
        match stance.clause() {
            None => said.clear(),
            Some(clause) => {
                said.retain(|(_, it)| it.clause().is_some_and(|named| named != clause));
            }
        }
        said.push((by.clone(), stance.clone()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_clause_the_last_word_counts_and_silence_and_clauses_take_each_other_back() {
        let follows = |clause: &str| Stance::Follows {
            clause: clause.to_owned(),
        };
        let against = |clause: &str| Stance::Against {
            clause: clause.to_owned(),
            because: "Too late for it.".to_owned(),
        };
        let told = |all: &[(u64, Stance)]| {
            let events: Vec<Event> = all
                .iter()
                .map(|(of, stance)| Event {
                    at_secs: 0,
                    what: What::Cited {
                        by: Speaker::Facilitator,
                        of: *of,
                        stance: stance.clone(),
                    },
                })
                .collect();
            let found = stances(&events).into_iter();
            let found = found
                .map(|(of, said)| (of, said.into_iter().map(|(_, it)| it).collect::<Vec<_>>()));
            found.collect::<Vec<_>>()
        };
        assert_eq!(
            told(&[
                (4, follows("1.1")),
                (7, Stance::Silent),
                (4, follows("1.2"))
            ]),
            [
                (4, vec![follows("1.1"), follows("1.2")]),
                (7, vec![Stance::Silent])
            ]
        );
        assert_eq!(
            told(&[(4, follows("1.1")), (4, against("1.1"))]),
            [(4, vec![against("1.1")])]
        );
        assert_eq!(
            told(&[
                (4, follows("1.1")),
                (4, against("1.2")),
                (4, Stance::Silent)
            ]),
            [(4, vec![Stance::Silent])]
        );
        assert_eq!(
            told(&[(4, Stance::Silent), (4, follows("1.1"))]),
            [(4, vec![follows("1.1")])]
        );
    }
}
