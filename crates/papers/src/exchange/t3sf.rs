//! The events list of T3SF, a bot that sends injects into Slack and Discord: a JSON list of rows with
//! `Subject`, `From`, `Player` and `Script`. Must not fetch a picture.

use super::events::{self, Event, Events, Moment};
use super::json::{Account, says_something, words};
use serde_json::Value;
use wardroom_core::scenario::Scenario;

/// Whether a list is one of its: a row has a script, and who plays it or what it is about.
pub(super) fn is(items: &[Value]) -> bool {
    items.iter().any(|it| {
        it.get("Script").is_some() && (it.get("Player").is_some() || it.get("Subject").is_some())
    })
}

/// The rows as an events list.
///
/// # Errors
/// If there are none.
pub(super) fn events(scenario: &Scenario, items: Vec<Value>) -> Result<Events, String> {
    let mut account = Account::default();
    let mut found = Vec::new();
    for item in items {
        let Value::Object(mut row) = item else {
            if says_something(&item) {
                account.leave("a row that is no row");
            }
            continue;
        };
        let number = words(&mut row, "#");
        // Its `Date` is the day and the hour of the story; `Real Time` is when the bot sends it.
        let when = words(&mut row, "Date");
        let event = Event {
            key: number,
            when: if when.is_empty() {
                Moment::Unsaid
            } else {
                Moment::Clock(when)
            },
            title: words(&mut row, "Subject"),
            text: words(&mut row, "Script"),
            from: words(&mut row, "From"),
            to: vec![words(&mut row, "Player")],
            ..Event::default()
        };
        account.rest("", &row);
        if !event.title.is_empty() || !event.text.is_empty() {
            found.push(event);
        }
    }
    events::list(scenario, "T3SF", found, account)
}
