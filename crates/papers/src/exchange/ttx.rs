//! Timelines as ttx-community exports them, JSON with `timeline_type`, `phases` and `injects`, and the
//! injects and whole exercises that it imports. `time_offset` counts minutes from the start. Must not know
//! other tools.

use super::events::{self, Event, Events, Moment};
use super::json::{Account, Fields, all_words, list, object, seconds, words};
use super::mail::from_html;
use super::words::bare;
use serde_json::Value;
use wardroom_core::scenario::Scenario;

/// Its kinds of inject, and how they are delivered.
const KINDS: [(&str, &str); 8] = [
    ("mail", "E-mail"),
    ("email", "E-mail"),
    ("twitter", "Social media"),
    ("sms", "Text message"),
    ("call", "Telephone"),
    ("socialnet", "Social media"),
    ("tv", "News"),
    ("press", "News"),
];
/// Fields of its contents that hold what is read, the first that has words.
const MESSAGES: [&str; 6] = [
    "text",
    "official_message",
    "article_body",
    "body",
    "message",
    "script",
];
/// Fields that say who sends it.
const SENDERS: [&str; 5] = ["from", "sender", "media_name", "caller", "author"];

/// Whether an object is such a timeline.
pub(super) fn is(fields: &Fields) -> bool {
    let Some(injects) = fields.get("injects").and_then(Value::as_array) else {
        return false;
    };
    let timed = |it: &Value| it.get("time_offset").is_some() && it.get("title").is_some();
    fields.contains_key("timeline_type")
        || fields.contains_key("total_injects")
        || injects.iter().any(timed)
}

/// The timeline as an events list.
///
/// # Errors
/// If there is no inject in it.
pub(super) fn events(scenario: &Scenario, mut whole: Fields) -> Result<Events, String> {
    let mut account = Account::default();
    let mut found = Vec::new();
    for item in list(&mut whole, "injects") {
        match item {
            Value::Object(inject) => found.push(event(inject, &mut account)),
            _ => account.leave("injects"),
        }
    }
    // What the file says of itself.
    for name in [
        "exercise_id",
        "exported_at",
        "timeline_type",
        "total_injects",
    ] {
        whole.remove(name);
    }
    account.rest("", &whole);
    events::list(scenario, "ttx-community", found, account)
}

fn event(mut inject: Fields, account: &mut Account) -> Event {
    let mut content = object(&mut inject, "content");
    let title = words(&mut inject, "title");
    let kind = words(&mut inject, "type");
    let channel = KINDS.iter().find(|(it, _)| *it == kind);
    if channel.is_none() && !kind.is_empty() {
        account.leave(&format!("injects.type {kind}"));
    }
    let first = |content: &mut Fields, names: &[&str]| {
        let found: Option<&&str> = names.iter().find(|it| {
            content
                .get(**it)
                .and_then(Value::as_str)
                .is_some_and(|it| !it.trim().is_empty())
        });
        found.map_or_else(String::new, |name| words(content, name))
    };
    let mut text = from_html(&first(&mut content, &MESSAGES));
    let heading = words(&mut content, "headline");
    let subject = words(&mut content, "subject");
    for lead in [heading, subject] {
        if !lead.is_empty() && bare(&lead) != bare(&title) {
            text = format!("{lead}\n\n{text}").trim().to_owned();
        }
    }
    let description = from_html(&words(&mut inject, "description"));
    if text.is_empty() {
        text = description;
    } else if !description.is_empty() && bare(&description) != bare(&text) {
        account.leave("injects.description");
    }
    // Minutes, where others have seconds.
    let when = match seconds(inject.get("time_offset")) {
        Some(mins) => {
            inject.remove("time_offset");
            inject.remove("time_label");
            Moment::At(mins * 60.0)
        }
        None => Moment::Unsaid,
    };
    let event = Event {
        key: words(&mut inject, "id"),
        when,
        title,
        text,
        from: first(&mut content, &SENDERS),
        to: all_words(&mut inject, "target_audience"),
        channel: channel.map_or_else(String::new, |(_, it)| (*it).to_owned()),
        ..Event::default()
    };
    for name in ["phase_id", "custom_id"] {
        inject.remove(name);
    }
    account.rest("injects.content", &content);
    account.rest("injects", &inject);
    event
}
