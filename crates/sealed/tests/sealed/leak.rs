//! What stands in a role's file in the clear, what opens with which words, and what opens never holds.

use crate::scenarios::{ALL, scenario};
use std::collections::BTreeSet;
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_sealed::{Entry, Key, Pack, Packed, Payload, What, open, pack, plan};

/// Rounds of the slow step in tests: what is tested hangs on their number nowhere.
const ROUNDS: u32 = 2;

/// A text that nobody writes by chance.
const TELLING: usize = 12;

fn plain(text: &str) -> String {
    let text = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn made(name: &str) -> (std::sync::Arc<Scenario>, Vec<Entry>, Pack) {
    let scenario = scenario(name);
    let entries = plan(&scenario, 2).expect("a plan");
    let made = pack(&scenario, &entries, ROUNDS).expect("a pack");
    (scenario, entries, made)
}

/// All that opens on a page with a phrase.
fn opens(pack: &Pack, page: &Packed, phrase: &str) -> Vec<Payload> {
    let key = Key::of(phrase, &pack.salt, ROUNDS);
    let texts = page
        .sealed
        .iter()
        .filter_map(|it| open(it, &key, &page.bound));
    texts
        .map(|text| serde_json::from_str(&text).expect("a payload"))
        .collect()
}

/// What is sealed, or in no file at all.
fn secrets(scenario: &Scenario, role: RoleId) -> Vec<String> {
    let mut found = Vec::new();
    for inject in &scenario.injects {
        found.extend([&inject.text, &inject.title, &inject.expect].map(String::clone));
        found.extend(inject.text.lines().map(str::to_owned));
    }
    for prompt in &scenario.prompts {
        found.extend([prompt.question.clone(), prompt.context.clone()]);
        for option in &prompt.options {
            found.extend([option.title.clone(), option.cost.clone()]);
        }
    }
    for (at, other) in scenario.roles.iter().enumerate() {
        if at != role.at() {
            found.extend(other.knows.iter().chain(&other.decides).cloned());
            found.push(other.brief.clone());
        }
    }
    for task in &scenario.tasks {
        found.extend([task.look_for.clone(), task.title.clone()]);
    }
    found.extend(scenario.history.iter().map(|it| it.text.clone()));
    found
        .iter()
        .map(|it| plain(it))
        .filter(|it| it.len() >= TELLING)
        .collect()
}

/// What a role may read at once.
fn open_to(scenario: &Scenario, role: RoleId) -> String {
    let own = &scenario.roles[role.at()];
    let briefing = &scenario.briefing;
    let mut all = vec![
        own.brief.as_str(),
        &own.part,
        &own.title,
        &briefing.situation,
        &scenario.title,
    ];
    all.extend(
        own.knows
            .iter()
            .chain(&own.decides)
            .chain(&briefing.known)
            .map(String::as_str),
    );
    plain(&all.join(" "))
}

#[test]
fn nothing_that_is_sealed_stands_in_a_file_in_the_clear_in_any_scenario_for_any_role() {
    let mut looked = 0;
    for name in ALL {
        let (scenario, entries, pack) = made(name);
        for page in &pack.pages {
            let file = plain(&page.html);
            let may = open_to(&scenario, page.role);
            for secret in secrets(&scenario, page.role) {
                looked += 1;
                let leak = file.contains(&secret) && !may.contains(&secret);
                assert!(!leak, "{name}: {:?} holds “{secret}”", page.role);
            }
            for entry in entries.iter().filter(|it| !it.phrase.is_empty()) {
                assert!(
                    !file.contains(&entry.phrase),
                    "{name}: the phrase {}",
                    entry.phrase
                );
            }
            for code in ["src=", "href=\"http", "action=", "<img", "<link", "<iframe"] {
                assert!(!page.html.contains(code), "{name}: {code}");
            }
        }
    }
    assert!(looked > 10_000, "{looked} texts were looked for");
}

#[test]
fn each_message_opens_with_its_words_for_those_whom_it_is_for_and_for_nobody_else() {
    for name in ALL {
        let (scenario, entries, pack) = made(name);
        for page in &pack.pages {
            for entry in &entries {
                let found = opens(&pack, page, &entry.phrase);
                let theirs = entry.to.contains(&page.role) && !entry.phrase.is_empty();
                assert_eq!(found.len(), usize::from(theirs), "{name}: {}", entry.title);
                match (entry.what, found.first()) {
                    (What::Message(id), Some(Payload::Message { text, from, .. })) => {
                        let inject = &scenario.injects[id.at()];
                        assert!(inject.to.contains(&page.role));
                        assert_eq!(from, &inject.from);
                        // What came with it is told in words below.
                        let told = inject.attachments.iter().map(|it| it.in_words().join("\n"));
                        let whole: Vec<String> =
                            std::iter::once(inject.text.clone()).chain(told).collect();
                        assert_eq!(*text, whole.join("\n\n"));
                    }
                    (
                        What::Question(id),
                        Some(Payload::Question {
                            question, options, ..
                        }),
                    ) => {
                        let prompt = &scenario.prompts[id.at()];
                        assert!(prompt.by.contains(&page.role));
                        assert_eq!(question, &prompt.question);
                        assert_eq!(options.len(), prompt.options.len());
                    }
                    (_, None) => {}
                    other => panic!("{name}: {other:?}"),
                }
            }
            for phrase in ["", "tiger", "tiger anchor", "read out"] {
                let drawn = entries.iter().any(|it| it.phrase == phrase);
                assert!(drawn || opens(&pack, page, phrase).is_empty(), "{phrase}");
            }
        }
    }
}

/// What the facilitator alone knows is in no file, sealed or not.
#[test]
fn what_opens_holds_no_outcome_no_expectation_and_nothing_of_others() {
    for name in ALL {
        let (scenario, entries, pack) = made(name);
        for page in &pack.pages {
            let mut all = String::new();
            for entry in &entries {
                for payload in opens(&pack, page, &entry.phrase) {
                    all.push_str(&serde_json::to_string(&payload).expect("JSON"));
                }
            }
            let all = plain(&all.replace("\\n", " ").replace("\\\"", "\""));
            let mut never = Vec::new();
            for inject in &scenario.injects {
                never.push(inject.expect.clone());
                if !inject.to.contains(&page.role) {
                    never.push(inject.text.clone());
                }
            }
            for prompt in scenario
                .prompts
                .iter()
                .filter(|it| !it.by.contains(&page.role))
            {
                never.extend([prompt.question.clone(), prompt.context.clone()]);
            }
            for other in scenario
                .roles
                .iter()
                .enumerate()
                .filter(|it| it.0 != page.role.at())
            {
                never.extend(other.1.knows.iter().cloned());
            }
            never.extend(scenario.tasks.iter().map(|it| it.look_for.clone()));
            for secret in never
                .iter()
                .map(|it| plain(it))
                .filter(|it| it.len() >= TELLING)
            {
                assert!(
                    !all.contains(&secret),
                    "{name}: {:?} opens “{secret}”",
                    page.role
                );
            }
        }
    }
}

#[test]
fn number_length_and_order_of_what_is_sealed_say_nothing_of_a_role() {
    for name in ALL {
        let (_, entries, pack) = made(name);
        let numbers: BTreeSet<usize> = pack.pages.iter().map(|it| it.sealed.len()).collect();
        let lengths: BTreeSet<usize> = pack
            .pages
            .iter()
            .flat_map(|it| &it.sealed)
            .map(|it| it.0.len())
            .collect();
        assert_eq!((numbers.len(), lengths.len()), (1, 1), "{name}");
        // Each list is shuffled anew: where a message stands differs from page to page, if only one by luck.
        let places = |page: &Packed| -> Vec<usize> {
            let each = entries.iter().filter_map(|entry| {
                let key = Key::of(&entry.phrase, &pack.salt, ROUNDS);
                page.sealed
                    .iter()
                    .position(|it| open(it, &key, &page.bound).is_some())
            });
            each.collect()
        };
        let sorted = |it: &Vec<usize>| it.windows(2).all(|it| it[0] < it[1]);
        let orders: Vec<Vec<usize>> = pack
            .pages
            .iter()
            .map(places)
            .filter(|it| it.len() > 4)
            .collect();
        assert!(orders.len() > 1 && !orders.iter().all(sorted), "{name}");
    }
}

#[test]
fn the_list_has_everything_once_with_words_of_its_own_in_the_order_in_which_it_comes() {
    for name in ALL {
        let scenario = scenario(name);
        let entries = plan(&scenario, 3).expect("a plan");
        let all = scenario.injects.len() + scenario.prompts.len() + scenario.leaps.len();
        assert_eq!(entries.len(), all, "{name}");
        let numbers: Vec<usize> = entries.iter().map(|it| it.number).collect();
        assert_eq!(numbers, (1..=all).collect::<Vec<_>>());
        let phrases: BTreeSet<&str> = entries.iter().map(|it| it.phrase.as_str()).collect();
        let jumps = usize::from(!scenario.leaps.is_empty());
        assert_eq!(phrases.len(), all - scenario.leaps.len() + jumps);
        let opening = entries.iter().filter(|it| !it.phrase.is_empty());
        assert!(opening.clone().all(|it| it.phrase.split(' ').count() == 3));
        assert!(
            opening.clone().all(|it| !it.to.is_empty()),
            "somebody is meant"
        );
        let timed: Vec<u32> = entries
            .iter()
            .filter_map(|it| match it.what {
                What::Message(id) => match scenario.injects[id.at()].fires {
                    wardroom_core::scenario::Fires::At(at) => Some(at),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        assert!(timed.len() > 1, "{name}");
    }
    for wrong in [0, 1, 5] {
        assert!(plan(&scenario(ALL[0]), wrong).is_err(), "{wrong} words");
    }
}
