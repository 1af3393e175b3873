//! Scenarios of OpenAEV (OpenBAS before), as it exports them: JSON with `scenario_injects`, or a ZIP of
//! that and of documents; and its exercises and lists of injects, which are alike. What acts on machines
//! is carried by its title. Must not unpack a document.

use super::events::{self, Event, Events, Moment, is_technique};
use super::json::{Account, Fields, all_words, list, name, object, says_something, seconds, words};
use super::mail::from_html;
use super::words::bare;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::scenario::Scenario;

/// How the fields of each kind of export begin.
const PREFIXES: [&str; 3] = ["scenario", "exercise", "inject"];
/// Its contracts for e-mail, which an export may name without saying their kind.
const E_MAIL: [&str; 2] = [
    "138ad8f8-32f8-4a22-8114-aaa12322bd09",
    "2790bd39-37d4-4e39-be7e-53f3ca783f86",
];

/// The most letters of what stands for a variable.
const MOST_OF_VALUE: usize = 1_000;
/// The most variables without a value that are named.
const MOST_UNFILLED: usize = 20;
/// Longer words are filled in no further: they are cut off in any case.
const MOST_FILLED: usize = 1 << 20;

/// Whether an object is an export of it.
pub(super) fn is(fields: &Fields) -> bool {
    prefix(fields).is_some()
}

fn prefix(fields: &Fields) -> Option<&'static str> {
    PREFIXES.into_iter().find(|prefix| {
        fields.contains_key(&format!("{prefix}_injects"))
            || fields.contains_key(&format!("{prefix}_information"))
    })
}

/// The injects of an export as an events list; `documents` are the files that lie beside it.
///
/// # Errors
/// What is not as it exports it, in words.
pub(super) fn events(
    scenario: &Scenario,
    mut whole: Fields,
    documents: usize,
) -> Result<Events, String> {
    let prefix = prefix(&whole).unwrap_or_default();
    let mut account = Account::default();
    let mut items = list(&mut whole, &format!("{prefix}_injects"));
    if prefix == "inject" {
        items.extend(list(&mut whole, "inject_information"));
    }
    whole.remove("export_version");
    let mut import = Import {
        teams: named(
            &mut whole,
            prefix,
            "teams",
            "team_id",
            "team_name",
            &mut account,
        ),
        tags: named(
            &mut whole,
            prefix,
            "tags",
            "tag_id",
            "tag_name",
            &mut account,
        ),
        articles: articles(&mut whole, &format!("{prefix}_articles"), &mut account),
        variables: variables(&mut whole, &format!("{prefix}_variables")),
        unfilled: BTreeSet::new(),
        from: String::new(),
        off: Vec::new(),
        machines: BTreeMap::new(),
        tagged: BTreeSet::new(),
        account,
    };
    let mut information = object(&mut whole, &format!("{prefix}_information"));
    import.from = words(&mut information, &format!("{prefix}_mail_from"));
    if let Some(name) = information
        .get(&format!("{prefix}_name"))
        .and_then(Value::as_str)
    {
        let name = name.trim().to_owned();
        import.variables.insert("exercise.name".to_owned(), name);
    }
    information.remove(&format!("{prefix}_id"));
    import
        .account
        .rest(&format!("{prefix}_information"), &information);
    let mut found = Vec::new();
    for item in items {
        match item {
            Value::Object(fields) => found.extend(import.event(fields)),
            _ => import.account.leave(&format!("{prefix}_injects")),
        }
    }
    // It keeps them in no order.
    found.sort_by(|one, other| secs(one).total_cmp(&secs(other)));
    // Lists are counted by what is in them.
    for (name, value) in &whole {
        let items = value
            .as_array()
            .map_or(1, |it| it.iter().filter(|it| says_something(it)).count());
        if says_something(value) {
            (0..items).for_each(|_| import.account.leave(name));
        }
    }
    import.rest(documents);
    events::list(scenario, "OpenAEV", found, import.account)
}

/// Names by id, of a list of the export; what else its items say is told.
fn named(
    whole: &mut Fields,
    prefix: &str,
    of: &str,
    id: &str,
    title: &str,
    account: &mut Account,
) -> BTreeMap<String, String> {
    let under = format!("{prefix}_{of}");
    let mut found = BTreeMap::new();
    for item in list(whole, &under) {
        let Value::Object(mut fields) = item else {
            account.leave(&under);
            continue;
        };
        let (id, title) = (words(&mut fields, id), name(&words(&mut fields, title)));
        fields.remove("tag_color");
        account.rest(&under, &fields);
        found.insert(id, title);
    }
    found
}

/// When an inject is sent, for their order; one that waits stands last.
fn secs(event: &Event) -> f64 {
    match event.when {
        Moment::At(secs) => secs,
        _ => f64::INFINITY,
    }
}

/// What the export has for words that stand in messages as `${company_name}`.
fn variables(whole: &mut Fields, under: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for item in list(whole, under) {
        if let Value::Object(mut fields) = item {
            let value = words(&mut fields, "variable_value");
            if !value.is_empty() {
                let value = value.chars().take(MOST_OF_VALUE).collect();
                found.insert(words(&mut fields, "variable_key"), value);
            }
        }
    }
    found
}

/// What is read of an article, and whether an inject carries it.
struct Article {
    name: String,
    author: String,
    text: String,
    rest: Fields,
    carried: bool,
}

/// Articles by their ids.
fn articles(whole: &mut Fields, under: &str, account: &mut Account) -> BTreeMap<String, Article> {
    let mut found = BTreeMap::new();
    for item in list(whole, under) {
        if let Value::Object(mut rest) = item {
            let id = words(&mut rest, "article_id");
            let title = name(&words(&mut rest, "article_name"));
            let text = from_html(&words(&mut rest, "article_content"));
            let article = Article {
                author: name(&words(&mut rest, "article_author")),
                text: account.cut(&title, text),
                name: title,
                rest,
                carried: false,
            };
            found.insert(id, article);
        }
    }
    found
}

/// Who sends a message that says it in its first line, and the rest: mails go out from an address of the
/// platform.
fn sender(text: &str) -> Option<(String, String)> {
    let (first, rest) = text.split_once('\n')?;
    let (label, who) = first.split_once(':')?;
    let who = who.trim();
    let is = matches!(bare(label).as_str(), "sender" | "from");
    let fits = (1..=80).contains(&who.chars().count());
    (is && fits && !rest.trim().is_empty()).then(|| (who.to_owned(), rest.trim_start().to_owned()))
}

struct Import {
    teams: BTreeMap<String, String>,
    tags: BTreeMap<String, String>,
    articles: BTreeMap<String, Article>,
    variables: BTreeMap<String, String>,
    /// Variables that stand in what is read, and have no value.
    unfilled: BTreeSet<String>,
    /// Who sends mails of which nothing else is said.
    from: String,
    /// Titles of injects that are switched off.
    off: Vec<String>,
    /// How many act on machines, by how they do it.
    machines: BTreeMap<String, usize>,
    tagged: BTreeSet<String>,
    account: Account,
}

impl Import {
    fn event(&mut self, mut inject: Fields) -> Option<Event> {
        let title = self.filled(words(&mut inject, "inject_title"));
        if inject.remove("inject_enabled") == Some(Value::Bool(false)) {
            self.off.push(format!("“{title}”"));
            return None;
        }
        let mut event = Event {
            key: words(&mut inject, "inject_id"),
            title,
            ..Event::default()
        };
        event.when = self.when(&mut inject);
        let contract = self.contract(&mut inject, &mut event);
        let mut content = match inject.remove("inject_content") {
            Some(Value::Object(content)) => content,
            // Some write it as a text of JSON.
            Some(Value::String(text)) => match serde_json::from_str(&text) {
                Ok(Value::Object(content)) => content,
                _ => Fields::from_iter([("body".to_owned(), Value::String(text))]),
            },
            _ => Fields::new(),
        };
        self.said(&mut event, &mut content);
        let mut description = from_html(&words(&mut inject, "inject_description"));
        if event.text.is_empty() {
            event.text = std::mem::take(&mut description);
        }
        if !description.is_empty() && bare(&description) != bare(&event.text) {
            self.account.leave("inject_description");
        }
        self.channel(&mut event, &contract);
        event.expect = self.expected(&mut content);
        self.account.rest("inject_content", &content);
        self.to(&mut event, &mut inject);
        self.account.rest("", &inject);
        Some(event)
    }

    /// Seconds from the beginning. What must have happened before is a condition of theirs, and told.
    fn when(&mut self, inject: &mut Fields) -> Moment {
        let secs = seconds(inject.get("inject_depends_duration"));
        let parent = inject
            .get("inject_depends_on")
            .and_then(|it| it.pointer("/0/dependency_relationship/inject_parent_id"))
            .and_then(Value::as_str)
            .map(ToOwned::to_owned);
        match (secs, parent) {
            (Some(secs), _) => {
                inject.remove("inject_depends_duration");
                Moment::At(secs)
            }
            (None, Some(parent)) => {
                inject.remove("inject_depends_on");
                Moment::After(parent, 0)
            }
            (None, None) => Moment::Unsaid,
        }
    }

    /// By what it is sent, and the techniques that are said to be shown.
    fn contract(&mut self, inject: &mut Fields, event: &mut Event) -> String {
        let mut contract = object(inject, "inject_injector_contract");
        let mut kind = words(&mut contract, "injector_contract_injector_type");
        let config = contract
            .get("convertedContent")
            .and_then(|it| it.pointer("/config/type"));
        if kind.is_empty() {
            kind = config
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
        }
        if kind.is_empty() {
            kind = words(inject, "inject_type");
        }
        let id = words(&mut contract, "injector_contract_id");
        if kind.is_empty() && E_MAIL.contains(&id.as_str()) {
            kind = "openaev_email".to_owned();
        }
        let mut techniques = BTreeSet::new();
        let lists = [
            contract.get("injector_contract_attack_patterns"),
            contract
                .get("injector_contract_payload")
                .and_then(|it| it.get("payload_attack_patterns")),
            contract
                .get("convertedContent")
                .and_then(|it| it.get("contract_attack_patterns_external_ids")),
        ];
        for item in lists
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten()
        {
            let id = item.get("attack_pattern_external_id").unwrap_or(item);
            techniques.extend(
                id.as_str()
                    .map(ToOwned::to_owned)
                    .filter(|it| is_technique(it)),
            );
        }
        event.techniques = techniques.into_iter().collect();
        let payload = contract.get("injector_contract_payload");
        if payload.is_some_and(says_something) {
            self.account
                .leave("inject_injector_contract.injector_contract_payload");
        }
        // The rest is how its forms look, the same for every inject of the kind.
        kind
    }

    /// What is read by whoever gets it.
    fn said(&mut self, event: &mut Event, content: &mut Fields) {
        let mut text = from_html(&words(content, "body"));
        if text.is_empty() {
            text = from_html(&words(content, "message"));
        }
        text = self.filled(text);
        if let Some((sender, rest)) = sender(&text) {
            event.from = sender;
            text = rest;
        }
        let subject = self.filled(words(content, "subject"));
        for id in all_words(content, "articles") {
            let Some(article) = self.articles.get_mut(&id) else {
                self.account.leave("inject_content.articles");
                continue;
            };
            if text.is_empty() && !article.text.is_empty() {
                text = self.account.share(&article.text);
                if bare(&article.name) != bare(&event.title) {
                    text = format!("{}\n\n{text}", article.name);
                }
                event.from.clone_from(&article.author);
                if !std::mem::replace(&mut article.carried, true) {
                    self.account.rest("articles", &article.rest);
                }
            }
        }
        // The title may have a number before it.
        let titled = bare(&event.title).ends_with(&bare(&subject));
        event.text = match (subject.is_empty(), titled) {
            (false, false) if event.title.is_empty() => {
                event.title = subject;
                text
            }
            (false, false) => format!("Subject: {subject}\n\n{text}").trim().to_owned(),
            _ => text,
        };
    }

    /// Words with what the export has for its variables; those that it has nothing for are told.
    fn filled(&mut self, words: String) -> String {
        let mut filled = String::new();
        let mut rest = words.as_str();
        while filled.len() < MOST_FILLED
            && let Some((before, more)) = rest.split_once("${")
            && let Some((key, after)) = more.split_once('}')
        {
            filled.push_str(before);
            match self.variables.get(key.trim()) {
                Some(value) => filled.push_str(value),
                None => {
                    filled.push_str(&format!("${{{key}}}"));
                    self.unfilled.insert(name(key));
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn channel(&mut self, event: &mut Event, kind: &str) {
        let has = |words: &[&str]| words.iter().any(|it| kind.contains(it));
        event.channel = if has(&["email"]) {
            if event.from.is_empty() {
                event.from.clone_from(&self.from);
            }
            "E-mail"
        } else if has(&["sms"]) {
            "Text message"
        } else if has(&["channel", "mastodon"]) {
            "News"
        } else {
            if !(kind.is_empty() || has(&["manual", "challenge"])) {
                *self.machines.entry(kind.to_owned()).or_default() += 1;
            }
            ""
        }
        .to_owned();
    }

    /// What is expected: its names and descriptions. Scores, and who must have met it, are told.
    fn expected(&mut self, content: &mut Fields) -> String {
        let mut all = Vec::new();
        for item in list(content, "expectations") {
            let Value::Object(mut fields) = item else {
                continue;
            };
            let name = words(&mut fields, "expectation_name");
            let more = words(&mut fields, "expectation_description");
            let (name, more) = (self.filled(name), self.filled(more));
            // Many begin the description with the name.
            let again = bare(&more).starts_with(&bare(&name));
            let name = Some(name).filter(|_| !again);
            all.extend(name.into_iter().chain([more]).filter(|it| !it.is_empty()));
            self.account.rest("inject_content.expectations", &fields);
        }
        all.join("; ")
    }

    /// The teams by their names, and the tags.
    fn to(&mut self, event: &mut Event, inject: &mut Fields) {
        if inject.remove("inject_all_teams") == Some(Value::Bool(true)) {
            event.to.push("all".to_owned());
            inject.remove("inject_teams");
        }
        for id in all_words(inject, "inject_teams") {
            match self.teams.get(&id).filter(|it| !it.is_empty()) {
                Some(name) => event.to.push(name.clone()),
                None => self.account.leave("inject_teams"),
            }
        }
        for id in all_words(inject, "inject_tags") {
            let name = self.tags.get(&id).cloned().unwrap_or(id);
            if is_technique(&name) {
                event.techniques.push(name);
            } else {
                self.account.leave(&format!("inject_tags {name}"));
                self.tagged.insert(name);
            }
        }
    }

    fn rest(&mut self, documents: usize) {
        if !self.off.is_empty() {
            let off = self.off.join(", ");
            self.account
                .tell(format!("Switched off there, and left: {off}."));
        }
        if !self.unfilled.is_empty() {
            let few = self.unfilled.iter().take(MOST_UNFILLED);
            let named: Vec<String> = few.map(|it| format!("“${{{it}}}”")).collect();
            let more = match self.unfilled.len().saturating_sub(MOST_UNFILLED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            self.account.tell(format!(
                "Nothing there says what {}{more} in the messages stands for: write it in.",
                named.join(", ")
            ));
        }
        for (kind, count) in &self.machines {
            self.account.tell(format!(
                "{count} act on machines ({kind}): of these the title and what is written are carried, not what they do."
            ));
        }
        for article in self.articles.values().filter(|it| !it.carried) {
            self.account.leave(&format!("article {}", article.name));
        }
        for name in self.tags.values() {
            if !name.is_empty() && !self.tagged.contains(name) && !is_technique(name) {
                self.account.leave(&format!("tag {name}"));
            }
        }
        if documents > 0 {
            self.account.tell(format!(
                "Documents beside it, {documents} of them: they are not carried. Name them in `attachments` if the players are to see them."
            ));
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "an export is read into a shipped scenario"
)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::path::Path;

    /// A starter pack in small: two mails in no order, with words to be filled in.
    #[test]
    fn injects_of_a_starter_pack_stand_in_order_with_their_variables_filled_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
        let fetch =
            |name: &str| std::fs::read(folder.join(name)).map_err(|error| error.to_string());
        let scenario = wardroom_core::scenario::check("friday-lunchtime.ron", &fetch);
        let scenario = scenario.expect("it is sound");
        let mail = |title: &str, secs: u32, body: &str| {
            json!({
                "inject_title": title, "inject_enabled": true, "inject_depends_duration": secs, "inject_all_teams": true,
                "inject_injector_contract": { "convertedContent": { "config": { "type": "openaev_email" } } },
                "inject_content": { "subject": "Screens are red", "body": body, "expectations": [
                    { "expectation_name": "Isolate", "expectation_description": "Isolate: cut ${trust} off", "expectation_score": 100 }
                ] },
            })
        };
        let export = json!({
            "export_version": 1,
            "scenario_information": { "scenario_name": "Made up", "scenario_mail_from": "platform@tool.example" },
            "scenario_variables": [{ "variable_id": "v", "variable_key": "trust", "variable_value": "Example Hospitals" }],
            "scenario_injects": [
                mail("2 - Screens are red", 1200, "<p>Sender: Head of IT<br><br>${user.firstname},&nbsp;</p><p>${trust} has ${trust}.</p>"),
                mail("1 - Something else", 60, "<p>Note: this is a test</p><p>More.</p>"),
            ],
        });
        let Value::Object(fields) = export else {
            panic!("an object")
        };
        let events = events(&scenario, fields, 0).expect("injects");
        let column = |head: &str| {
            let heads = &events.sheet.rows[0];
            let at = heads.iter().position(|it| it == head).expect("a head");
            let rows = events.sheet.rows[1..].iter();
            rows.map(|row| row[at].as_str()).collect::<Vec<_>>()
        };
        assert_eq!(
            column("Synopsis"),
            ["1 - Something else", "2 - Screens are red"]
        );
        assert_eq!(column("From"), ["platform@tool.example", "Head of IT"]);
        let messages = column("Message");
        assert!(
            messages[0].starts_with("Subject: Screens are red\n\nNote: this is a test"),
            "{messages:?}"
        );
        assert!(
            messages[1].starts_with("${user.firstname},")
                && messages[1].ends_with("Example Hospitals has Example Hospitals."),
            "{messages:?}"
        );
        assert_eq!(
            column("Expected player action")[0],
            "Isolate: cut Example Hospitals off"
        );
        let told = events.told.join("\n");
        assert!(
            told.contains("what “${user.firstname}” in the messages stands for"),
            "{told}"
        );
        assert!(!told.contains("scenario_variables"), "{told}");
    }
}
