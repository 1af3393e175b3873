//! The injects of an exercise in the Common Exercise Format as an events list. What a step of the flow
//! says (its time, or what it waits for), what its inject says, and the payload that this sends make a
//! row; whatever else says something is named. Must not open a file that a payload names.

use super::id_of;
use super::words::{AFTER, BY_HAND, COMPLETION, STARTEX, TIMED, minutes_of, step_in_words};
use crate::exchange::events::{self, Event, Events, Moment};
use crate::exchange::json::{
    Account, Fields, all_words, list, name, object, says_something, seconds, words,
};
use crate::exchange::mail::{self, Mail};
use crate::exchange::words::bare;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::scenario::Scenario;

/// The tag of what went out from here.
const OUR_TAG: &str = "exercise:software-scope=\"wardroom\"";

/// The injects of an exercise in the Common Exercise Format. Those that went out from `scenario` are
/// known again by their UUID.
///
/// # Errors
/// What is not as the format has it, in words.
pub(in crate::exchange) fn events(scenario: &Scenario, value: Value) -> Result<Events, String> {
    let Value::Object(mut whole) = value else {
        return Err(lacks("inject_flow"));
    };
    for name in ["inject_flow", "injects"] {
        if !whole.get(name).is_some_and(Value::is_array) {
            return Err(lacks(name));
        }
    }
    let mut account = Account::default();
    let flow = list(&mut whole, "inject_flow");
    let mut exercise = object(&mut whole, "exercise");
    let spacing = spacing(scenario, &exercise, flow.len());
    exercise.remove("uuid");
    // What a scenario itself says of the exercise need not be told when it comes back.
    let tags = exercise.get("tags").and_then(Value::as_array);
    if !tags.is_some_and(|tags| tags.iter().any(|it| it == OUR_TAG)) {
        account.rest("exercise", &exercise);
    }
    let mut import = Import {
        scenario,
        spacing,
        payloads: by_uuid(
            list(&mut whole, "inject_payloads"),
            "inject_payloads",
            &mut account,
        ),
        said: BTreeMap::new(),
        injects: by_uuid(list(&mut whole, "injects"), "injects", &mut account)
            .into_iter()
            .map(|(uuid, fields)| (uuid, Some(fields)))
            .collect(),
        ours: scenario
            .injects
            .iter()
            .enumerate()
            .map(|(at, it)| (id_of(scenario, "inject", &it.id), at))
            .collect(),
        before: before(&flow),
        spaced: Vec::new(),
        account,
    };
    let mut found = Vec::new();
    for (at, step) in flow.into_iter().enumerate() {
        found.extend(import.event(at, step));
    }
    import.rest();
    import.account.rest("", &whole);
    if found.is_empty() {
        return Err("There is no inject in it that its flow names.".to_owned());
    }
    events::list(scenario, "CEXF", found, import.account)
}

fn lacks(name: &str) -> String {
    format!("This is not in the Common Exercise Format: it has no list “{name}”.")
}

/// Minutes between one inject and the next where none are given: the exercise's length in equal parts,
/// as the format's own platform has it.
fn spacing(scenario: &Scenario, exercise: &Fields, steps: usize) -> u32 {
    let whole = seconds(exercise.get("total_duration"))
        .map_or(u64::MAX, |secs| (secs / 60.0) as u64)
        .min(u64::from(scenario.ends_mins));
    let mins = whole / (steps as u64 + 1);
    u32::try_from(mins).unwrap_or(1).max(1)
}

/// Objects by their UUIDs, in order; what is none, or has a UUID that another has, is told.
fn by_uuid(items: Vec<Value>, name: &str, account: &mut Account) -> Vec<(String, Fields)> {
    let mut found: Vec<(String, Fields)> = Vec::new();
    let mut seen = BTreeSet::new();
    for item in items {
        let Value::Object(mut fields) = item else {
            account.leave(name);
            continue;
        };
        let uuid = words(&mut fields, "uuid");
        if !seen.insert(uuid.clone()) {
            account.tell(format!(
                "{name}: “{uuid}” is there twice; the second is not carried."
            ));
            continue;
        }
        found.push((uuid, fields));
    }
    found
}

/// By UUID: the inject after which it is said to follow.
fn before(flow: &[Value]) -> BTreeMap<String, String> {
    let mut before = BTreeMap::new();
    for step in flow {
        let uuid = step.get("inject_uuid").and_then(Value::as_str);
        let next = step.pointer("/sequence/followed_by");
        let (Some(uuid), Some(next)) = (uuid, next) else {
            continue;
        };
        let one = std::slice::from_ref(next);
        for next in next.as_array().map_or(one, Vec::as_slice) {
            if let Some(next) = next.as_str() {
                before.entry(next.to_owned()).or_insert(uuid.to_owned());
            }
        }
    }
    before
}

struct Import<'a> {
    scenario: &'a Scenario,
    spacing: u32,
    payloads: Vec<(String, Fields)>,
    /// What those say that were read; several injects may send one.
    said: BTreeMap<String, Said>,
    /// Taken out when a step names them, so that what is left was named by none.
    injects: Vec<(String, Option<Fields>)>,
    /// Places of the scenario's injects, by the UUIDs under which they go out.
    ours: BTreeMap<String, usize>,
    before: BTreeMap<String, String>,
    /// What waits for another without saying how long.
    spaced: Vec<String>,
    account: Account,
}

impl Import<'_> {
    /// A step of the flow; nothing if it names no inject.
    fn event(&mut self, at: usize, step: Value) -> Option<Event> {
        let Value::Object(mut step) = step else {
            self.account.leave("inject_flow");
            return None;
        };
        let uuid = words(&mut step, "inject_uuid");
        let place = self.injects.iter().position(|(it, _)| *it == uuid);
        let Some(mut inject) = place.and_then(|place| self.injects[place].1.take()) else {
            let why = if place.is_some() {
                "was named by a step above"
            } else {
                "is not among the injects"
            };
            self.account.tell(format!(
                "Step {} of the flow is left: its inject “{uuid}” {why}.",
                at + 1
            ));
            return None;
        };
        let mut event = Event {
            key: uuid.clone(),
            ours: self.ours.get(&uuid).copied(),
            title: words(&mut inject, "name"),
            ..Event::default()
        };
        event.when = self.when(&uuid, &event.title, &mut step);
        self.said(&mut event, &mut inject);
        let mut action = words(&mut inject, "action");
        if event.channel.is_empty() && bare(&action).contains("mail") {
            event.channel = "E-mail".to_owned();
            action.clear();
        }
        if !action.is_empty() && event.ours.is_none() {
            self.account.leave("injects.action");
        }
        let mut told = vec![
            words(&mut inject, "description"),
            words(&mut step, "description"),
        ];
        if event.ours.is_some() {
            // Our own words about when it is sent.
            let inject = event.ours.map(|at| &self.scenario.injects[at]);
            told.retain(|it| {
                inject.is_none_or(|inject| *it != step_in_words(self.scenario, inject))
            });
        }
        self.message(&mut event, told);
        event.expect = self.expected(&mut inject);
        if event.ours.is_some() {
            inject.remove("target_tool");
        }
        self.account.rest("injects", &inject);
        self.account.rest("inject_flow", &step);
        Some(event)
    }

    /// When a step is taken.
    fn when(&mut self, uuid: &str, title: &str, step: &mut Fields) -> Moment {
        let mut sequence = object(step, "sequence");
        let mut timing = object(step, "timing");
        let mut requirements = object(step, "requirements");
        let mut triggers = all_words(&mut sequence, "trigger");
        let has = |trigger: &str| triggers.iter().any(|it| it == trigger);
        let (startex, by_hand) = (has(STARTEX), has(BY_HAND));
        triggers.retain(|it| ![STARTEX, TIMED, "time", AFTER, BY_HAND].contains(&it.as_str()));
        for trigger in &triggers {
            self.account
                .leave(&format!("inject_flow.sequence.trigger {trigger}"));
        }
        let completion = all_words(&mut sequence, "completion_trigger");
        if completion
            .iter()
            .any(|it| !COMPLETION.contains(&it.as_str()))
        {
            self.account
                .leave("inject_flow.sequence.completion_trigger");
        }
        sequence.remove("followed_by");
        let secs = seconds(timing.get("triggered_at"));
        let clock = match (secs, timing.get("triggered_at")) {
            (None, Some(Value::String(words))) => words.trim().to_owned(),
            _ => String::new(),
        };
        if secs.is_some() || !clock.is_empty() {
            timing.remove("triggered_at");
        }
        let needs = match requirements.get("inject_uuid") {
            Some(Value::String(other)) if !other.trim().is_empty() => Some(other.clone()),
            _ => None,
        };
        let mins = match requirements.get("resolution_requirement") {
            Some(Value::String(words)) => minutes_of(words),
            _ => None,
        };
        let moment = if let Some(secs) = secs {
            Moment::At(secs)
        } else if !clock.is_empty() {
            Moment::Clock(clock)
        } else if let Some(other) = needs {
            requirements.remove("inject_uuid");
            if mins.is_some() {
                requirements.remove("resolution_requirement");
            }
            self.after(title, other, mins)
        } else if startex && !by_hand {
            Moment::At(0.0)
        } else if let Some(other) = self.before.get(uuid).filter(|_| !by_hand).cloned() {
            self.after(title, other, None)
        } else {
            Moment::Unsaid
        };
        for (name, rest) in [
            ("inject_flow.sequence", &sequence),
            ("inject_flow.timing", &timing),
            ("inject_flow.requirements", &requirements),
        ] {
            self.account.rest(name, rest);
        }
        moment
    }

    fn after(&mut self, title: &str, other: String, mins: Option<u32>) -> Moment {
        if mins.is_none() {
            self.spaced.push(format!("“{title}”"));
        }
        Moment::After(other, mins.unwrap_or(self.spacing))
    }

    /// What the payload of an inject says: the message, who sends it, to whom, and how.
    fn said(&mut self, event: &mut Event, inject: &mut Fields) {
        let uuid = words(inject, "action_payload_resource_uuid");
        if uuid.is_empty() {
            return;
        }
        if !self.said.contains_key(&uuid) {
            let Some((_, payload)) = self.payloads.iter_mut().find(|(it, _)| *it == uuid) else {
                self.account.tell(format!(
                    "“{}”: its payload “{uuid}” is not there.",
                    event.title
                ));
                return;
            };
            let payload = std::mem::take(payload);
            let said = Said::of(payload, &event.title, &mut self.account);
            self.said.insert(uuid.clone(), said);
        }
        let Some(said) = self.said.get(&uuid) else {
            return;
        };
        event.from.clone_from(&said.from);
        event.to.clone_from(&said.to);
        event.channel.clone_from(&said.channel);
        event.text = self.account.share(&said.text);
        if event.title.is_empty() {
            event.title.clone_from(&said.subject);
        } else if !said.subject.is_empty() && bare(&said.subject) != bare(&event.title) {
            event.text = format!("Subject: {}\n\n{}", said.subject, event.text);
        }
    }

    /// The message, if no payload says one: the first description that is more than a key. What of
    /// them is not used is told.
    fn message(&mut self, event: &mut Event, told: Vec<String>) {
        for (words, name) in told.into_iter().zip(["injects", "inject_flow"]) {
            let is_key = bare(&words) == bare(&event.title) || !words.contains(char::is_whitespace);
            if event.text.is_empty() && !words.is_empty() && (name == "injects" || !is_key) {
                event.text = words;
            } else if !words.is_empty()
                && bare(&words) != bare(&event.text)
                && bare(&words) != bare(&event.title)
            {
                self.account.leave(&format!("{name}.description"));
            }
        }
    }

    /// What is expected of the players: the results of the evaluation.
    fn expected(&mut self, inject: &mut Fields) -> String {
        let mut results = Vec::new();
        for item in list(inject, "inject_evaluation") {
            match item {
                Value::Object(mut fields) => {
                    let result = words(&mut fields, "result");
                    if !result.is_empty() {
                        results.push(result);
                    }
                    self.account.rest("injects.inject_evaluation", &fields);
                }
                other if says_something(&other) => self.account.leave("injects.inject_evaluation"),
                _ => {}
            }
        }
        results.join("; ")
    }

    /// Tells what no step of the flow names.
    fn rest(&mut self) {
        let named: Vec<String> = self
            .injects
            .iter()
            .filter_map(|(uuid, fields)| {
                let name = fields.as_ref()?.get("name").and_then(Value::as_str);
                Some(format!("“{}”", name.unwrap_or(uuid)))
            })
            .collect();
        if !named.is_empty() {
            self.account.tell(format!(
                "No step of the flow names {}, so it is left.",
                named.join(", ")
            ));
        }
        let unused: Vec<String> = self
            .payloads
            .iter()
            .filter(|(uuid, _)| !self.said.contains_key(uuid))
            .map(|(uuid, fields)| {
                let name = fields.get("name").and_then(Value::as_str);
                format!("“{}”", name.unwrap_or(uuid))
            })
            .collect();
        if !unused.is_empty() {
            self.account.tell(format!(
                "No inject that is carried sends the payload {}, so it is left.",
                unused.join(", ")
            ));
        }
        if !self.spaced.is_empty() {
            self.account.tell(format!(
                "How long after another {} comes is not said: {} min are taken, the length in equal parts. Look at them.",
                self.spaced.join(", "),
                self.spacing
            ));
        }
    }
}

/// What a payload says.
#[derive(Default)]
struct Said {
    from: String,
    to: Vec<String>,
    channel: String,
    subject: String,
    text: String,
}

impl Said {
    /// Of a payload that an inject sends; what of it is not carried is told.
    fn of(mut payload: Fields, title: &str, account: &mut Account) -> Self {
        let mut parameters = object(&mut payload, "parameters");
        let mut said = Self {
            from: name(&words(&mut parameters, "from")),
            to: all_words(&mut parameters, "to"),
            channel: name(&words(&mut parameters, "channel")),
            ..Self::default()
        };
        let content = words(&mut parameters, "content");
        let kind = words(&mut parameters, "content-type").to_lowercase();
        let file = words(&mut parameters, "filename");
        match contents(&content, &kind, &words(&mut payload, "type"), &file) {
            Contents::Nothing => {}
            Contents::Text(text) => said.text = text,
            Contents::Mail(mail) => {
                for left in mail.left {
                    account.leave(&left);
                }
                (said.text, said.subject) = (mail.body, name(&mail.subject));
                if said.from.is_empty() {
                    said.from = name(&mail.from);
                }
                if said.to.is_empty() {
                    said.to = mail.to;
                }
                if said.channel.is_empty() {
                    said.channel = "E-mail".to_owned();
                }
            }
            Contents::File(why) => {
                let file = if file.is_empty() {
                    "in base64".to_owned()
                } else {
                    format!("“{}”", name(&file))
                };
                account.tell(format!(
                    "The payload {file} of “{title}” is not carried: {why}."
                ));
            }
        }
        said.text = account.cut(title, said.text);
        said.to = vec![name(&said.to.join("; "))];
        payload.remove("name");
        account.rest("inject_payloads.parameters", &parameters);
        account.rest("inject_payloads", &payload);
        said
    }
}

/// What a payload holds.
enum Contents {
    Nothing,
    Text(String),
    Mail(Mail),
    /// Something for a program, and why it is not carried.
    File(String),
}

fn contents(content: &str, kind: &str, of: &str, file: &str) -> Contents {
    if content.is_empty() {
        return Contents::Nothing;
    }
    let told = kind.contains("base64");
    // The format says of files that they are in base64; a text is one without saying so.
    let bytes = match mail::unbase64(content) {
        Ok(bytes) if told || of == "file" && content.len() >= 16 => bytes,
        Err(why) if told => return Contents::File(format!("it can't be read as base64 ({why})")),
        _ => content.as_bytes().to_vec(),
    };
    let Some(text) = mail::as_text(&bytes) else {
        return Contents::File("it is a file for a program".to_owned());
    };
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_lowercase();
    // A message that is written out is one, whatever its first line looks like.
    let file = told || of == "file" || kind.contains("rfc822") || ending == "eml";
    let html = kind.contains("html") || ending.starts_with("htm");
    match mail::mail(&text).filter(|_| file) {
        Some(mail) => Contents::Mail(mail),
        None if html => Contents::Text(mail::from_html(&text)),
        None => Contents::Text(text.trim().to_owned()),
    }
}
