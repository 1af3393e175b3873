//! How what a role decided stands to the trust's plan: said on its own device, of its own decisions.

use crate::scenarios::scenario;
use crate::table::{Table, plan};
use axum::http::StatusCode;
use wardroom_core::exercise::{Command, Speaker, Stance, What};
use wardroom_core::scenario::RoleId;

/// A table with a plan, at which the first role that was asked something has decided; that role, and one that has
/// decided nothing.
fn decided() -> (Table, RoleId, RoleId) {
    let (scenario, plan) = (scenario("friday-lunchtime"), plan("friday-lunchtime"));
    let mut table = Table::planned(scenario, None, Some(&plan));
    let by = table.until_asked()[0];
    let prompt = table.host.exercise().team_view().prompts[0].prompt;
    table.enters(Command::Decide {
        prompt: prompt.into(),
        option: 0,
        by,
        because: "Every hour counts.".to_owned(),
        against: String::new(),
    });
    let mut other = (0..table.scenario.roles.len()).map(RoleId::from);
    let other = other.find(|it| *it != by).expect("another role");
    (table, by, other)
}

/// What was said of the plan, as it stands in the log.
fn said(table: &Table) -> Vec<(Speaker, u64, Stance)> {
    let events = table.host.events().iter();
    let said = events.filter_map(|it| match &it.what {
        What::Cited { by, of, stance } => Some((by.clone(), *of, stance.clone())),
        _ => None,
    });
    said.collect()
}

/// The entry of what a role decided.
fn entry(table: &Table) -> u64 {
    let mut events = table.host.events().iter();
    let at = events.position(|it| matches!(it.what, What::Decided { .. }));
    at.expect("it was decided") as u64 + 1
}

#[test]
fn a_role_that_has_just_decided_says_at_one_tap_which_clause_it_follows() {
    let (mut table, by, _) = decided();
    let cookie = table.sit(by, "Aisha");
    let now = table.get("/now", &cookie);
    assert!(now.words().contains("And the plan?"), "{}", now.words());
    let own = &table.desk.shown().roles[by.at()].cites;
    let (clause, title) = own[0].suggested.first().expect("one is about it").clone();
    assert!(
        now.body
            .contains(&format!("name=\"follows\" value=\"{clause}\""))
    );
    assert!(now.words().contains(&format!("Follows {clause} {title}")));
    let gave = table.fill("/now", "/plan/1", &cookie, &format!("follows={clause}"));
    assert_eq!(gave.to(), "/now");
    let id = table.scenario.roles[by.at()].id.clone();
    let stance = Stance::Follows {
        clause: clause.clone(),
    };
    let of = entry(&table);
    assert_eq!(said(&table), [(Speaker::Role(id), of, stance)]);
    // It is asked no more, and can be looked up.
    assert!(!table.get("/now", &cookie).words().contains("And the plan?"));
    let listed = table.get("/plan", &cookie).words();
    assert!(listed.contains(&format!("✓ Follows {clause}")), "{listed}");
}

#[test]
fn silent_and_against_are_said_with_a_plain_form_and_against_wants_a_reason() {
    let (mut table, by, _) = decided();
    let cookie = table.sit(by, "");
    let clause = table.desk.shown().clauses[1].0.clone();
    for fields in [
        format!("stance=against&clause={clause}&because="),
        "stance=follows&clause=99.99".to_owned(),
        "stance=follows&clause=".to_owned(),
        "stance=".to_owned(),
        "stance=maybe".to_owned(),
    ] {
        let refused = table.fill("/plan/1", "/plan/1", &cookie, &fields);
        assert_ne!(refused.status, StatusCode::SEE_OTHER, "{fields}");
    }
    assert!(said(&table).is_empty());
    let sent = table.fill("/plan/1", "/plan/1", &cookie, "stance=silent");
    assert_eq!(sent.to(), "/plan");
    let fields = format!("stance=against&clause={clause}&because=It+spreads.");
    let sent = table.fill("/plan/1", "/plan/1", &cookie, &fields);
    assert_eq!(sent.to(), "/plan");
    let told: Vec<Stance> = said(&table).into_iter().map(|it| it.2).collect();
    let because = "It spreads.".to_owned();
    assert_eq!(told, [Stance::Silent, Stance::Against { clause, because }]);
    let listed = table.get("/plan", &cookie).words();
    assert!(listed.contains("It spreads."), "{listed}");
    // After ENDEX it can still be said: nobody has time for it before.
    table.enters(Command::End);
    assert!(table.get("/now", &cookie).body.contains("href=\"/plan\""));
    let sent = table.fill("/plan/1", "/plan/1", &cookie, "stance=silent");
    assert_eq!(sent.to(), "/plan");
}

#[test]
fn nobody_says_it_of_what_another_role_decided_nor_sees_that() {
    let (mut table, by, other) = decided();
    let cookie = table.sit(other, "Dev");
    let what = table.desk.shown().roles[by.at()].cites[0].what.clone();
    for page in ["/plan", "/now", "/role", "/cards"] {
        let told = table.get(page, &cookie);
        assert!(!told.body.contains("/plan/1"), "{page}");
    }
    let listed = table.get("/plan", &cookie).words();
    assert!(listed.contains("Nothing yet.") && !listed.contains(&what));
    assert_eq!(table.get("/plan/1", &cookie).status, StatusCode::NOT_FOUND);
    for number in ["1", "2", "0", &entry(&table).to_string()] {
        let to = format!("/plan/{number}");
        let sent = table.fill("/role", &to, &cookie, "stance=silent");
        assert_ne!(sent.status, StatusCode::SEE_OTHER, "{to}");
    }
    assert!(said(&table).is_empty());
}

#[test]
fn without_a_plan_there_is_nothing_to_be_said_of_one() {
    let mut table = Table::new("friday-lunchtime", None);
    let by = table.until_asked()[0];
    let cookie = table.sit(by, "");
    assert_eq!(table.get("/plan", &cookie).status, StatusCode::NOT_FOUND);
    for page in ["/now", "/role", "/cards"] {
        assert!(!table.get(page, &cookie).body.contains("/plan"), "{page}");
    }
}
