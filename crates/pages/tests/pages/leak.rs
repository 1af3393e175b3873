//! Every byte that a role's device is sent over a whole exercise, against what it may not know at that minute.

use crate::scenarios::{ALL, scenario};
use crate::table::{Table, plan};
use std::collections::BTreeSet;
use std::sync::Arc;
use wardroom_core::exercise::{InjectState, PromptState};
use wardroom_core::plan::Plan;
use wardroom_core::scenario::{RoleId, Scenario};

/// Moments of an exercise at which all devices look.
const MOMENTS: u64 = 6;

/// A text that nobody writes by chance.
const TELLING: usize = 24;

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pages that a chair can open, whatever has come.
fn pages(table: &Table, role: RoleId) -> Vec<String> {
    let shown = table.desk.shown();
    let mine = &shown.roles[role.at()];
    let mut all: Vec<String> = [
        "/now",
        "/known",
        "/messages",
        "/cards",
        "/report",
        "/role",
        "/ask",
        "/ask/answers",
        "/talk",
    ]
    .map(str::to_owned)
    .into();
    all.extend(mine.messages().map(|(number, _)| format!("/m/{number}")));
    all.extend(mine.questions().map(|(number, _)| format!("/q/{number}")));
    all.extend(mine.view.cards.iter().map(|it| format!("/card/{}", it.id)));
    all.push("/plan".to_owned());
    all.extend((1..=mine.cites.len() + 1).map(|it| format!("/plan/{it}")));
    all.push(format!("/m/{}", mine.messages().count() + 1));
    all.push(format!("/q/{}", mine.questions().count() + 1));
    all
}

/// What one role may not read at this moment, each with why.
fn secrets(scenario: &Scenario, table: &Table, role: RoleId) -> Vec<(String, String)> {
    let state = table.host.exercise().state();
    let mut found = Vec::new();
    for (at, inject) in scenario.injects.iter().enumerate() {
        let came = matches!(state.injects[at], InjectState::Delivered { .. });
        if !came || !inject.to.contains(&role) {
            found.push((inject.text.clone(), format!("the text of {}", inject.id)));
        }
        found.push((inject.expect.clone(), format!("what {} expects", inject.id)));
    }
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        let put = state.prompts[at] != PromptState::Waiting;
        if !put || !prompt.by.contains(&role) {
            found.push((
                prompt.question.clone(),
                format!("the question {}", prompt.id),
            ));
            found.push((
                prompt.context.clone(),
                format!("what is known of {}", prompt.id),
            ));
            for option in &prompt.options {
                found.push((option.cost.clone(), format!("an option of {}", prompt.id)));
            }
        }
    }
    for (at, other) in scenario.roles.iter().enumerate() {
        if at != role.at() {
            let knows = other.knows.iter().chain([&other.brief]);
            found.extend(knows.map(|it| (it.clone(), format!("the card of {}", other.id))));
        }
    }
    for task in &scenario.tasks {
        found.push((
            task.look_for.clone(),
            format!("what is looked for in {}", task.id),
        ));
    }
    for card in scenario.cards.iter().filter(|it| !it.by.contains(&role)) {
        found.push((card.about.clone(), format!("the card {}", card.id)));
    }
    found.retain(|(text, _)| text.len() > TELLING);
    for (text, _) in &mut found {
        *text = plain(text);
    }
    found
}

fn words_of(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => drop(found.insert(plain(text))),
        serde_json::Value::Array(items) => items.iter().for_each(|it| words_of(it, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|it| words_of(it, found)),
        _ => {}
    }
}

/// Whether a role's own view says this too, whoever else is told the same.
fn own(table: &Table, role: RoleId, secret: &str) -> bool {
    let shown = table.desk.shown();
    let view = serde_json::to_value(&shown.roles[role.at()].view).expect("plain data");
    let mut texts = BTreeSet::new();
    words_of(&view, &mut texts);
    texts.iter().any(|own| own.contains(secret))
}

/// Plays a scenario by one team, and has every role open every page, moment by moment.
fn watched(scenario: &Arc<Scenario>, team: Option<&str>, plan: Option<&Plan>) -> usize {
    let mut table = Table::planned(scenario.clone(), team, plan);
    let roles = 0..scenario.roles.len();
    let cookies: Vec<String> = roles
        .clone()
        .map(|at| table.sit(RoleId::from(at), ""))
        .collect();
    // What may not be known only grows less: a page that was clean, and is the same, is clean.
    let mut clean: Vec<BTreeSet<String>> = roles.map(|_| BTreeSet::new()).collect();
    let ends = u64::from(scenario.ends_mins) * 60;
    let mut looked = 0;
    for moment in 1..=MOMENTS {
        table.until(ends * moment / MOMENTS - 60);
        let clock = table.desk.shown().clock.text.clone();
        for (at, cookie) in cookies.iter().enumerate() {
            let role = RoleId::from(at);
            let mut sent = String::new();
            for page in pages(&table, role) {
                let told = table.get(&page, cookie);
                assert!(!told.status.is_server_error(), "{page}");
                looked += told.body.len();
                let words = told.words().replace(&clock, "");
                if clean[at].insert(words.clone()) {
                    sent.push_str(&words);
                    sent.push('\n');
                }
            }
            for (secret, what) in secrets(scenario, &table, role) {
                let leak = sent.contains(&secret) && !own(&table, role, &secret);
                assert!(
                    !leak,
                    "{}, {team:?}: {} is sent {what}",
                    scenario.id, scenario.roles[at].id
                );
            }
        }
    }
    looked
}

#[test]
fn no_page_of_any_role_holds_what_its_view_does_not_in_any_scenario_under_any_team() {
    let mut bytes = 0;
    for name in ALL {
        let scenario = scenario(name);
        bytes += watched(&scenario, None, None);
        for team in &scenario.teams {
            bytes += watched(&scenario, Some(&team.id), None);
        }
    }
    assert!(bytes > 10_000_000, "{bytes} bytes were looked at");
}

#[test]
fn with_a_plan_no_page_of_any_role_holds_more() {
    let (scenario, plan) = (scenario("friday-lunchtime"), plan("friday-lunchtime"));
    let team = scenario.teams.last().expect("a team").id.clone();
    let bytes = watched(&scenario, Some(&team), Some(&plan));
    assert!(bytes > 500_000, "{bytes} bytes were looked at");
}

/// A call is answered: only then is what it says sent.
#[test]
fn what_a_ringing_call_says_is_on_no_page_before_it_is_answered() {
    for name in ALL {
        let scenario = scenario(name);
        let mut table = Table::of(scenario.clone(), None);
        let cookies: Vec<String> = (0..scenario.roles.len())
            .map(|at| table.sit(RoleId::from(at), ""))
            .collect();
        table.until(u64::from(scenario.ends_mins) * 30);
        let shown = table.desk.shown();
        for (at, cookie) in cookies.iter().enumerate() {
            let calls: Vec<(usize, String)> = shown.roles[at]
                .messages()
                .filter(|(_, it)| {
                    use wardroom_core::scenario::ChannelKind as K;
                    matches!(it.letter.kind, K::Phone | K::RegionalCall)
                })
                .map(|(number, it)| (number, plain(&it.letter.text)))
                .collect();
            for page in ["/now".to_owned(), "/messages".to_owned()]
                .into_iter()
                .chain(calls.iter().map(|(number, _)| format!("/m/{number}")))
            {
                let sent = table.get(&page, cookie).words();
                for (_, text) in calls.iter().filter(|(_, text)| text.len() > TELLING) {
                    assert!(!sent.contains(text), "{name}: {page}");
                }
            }
        }
    }
}
