//! A copy of a record without one person: their role stands wherever they are named, and every text
//! that names them is struck. The copy says so, and is sealed anew. Must not touch the record itself.

use super::chain::{Body, Chain};
use super::header::Forgotten;
use super::open::Opened;
use super::people::{
    PersonField, TextField, Typed, typed_in_command, typed_in_event, typed_in_header,
};
use super::playback::Playback;
use super::replay::{at_start, plays};
use super::sign::Signer;
use super::wire;
use crate::exercise::{Event, What};
use std::collections::BTreeSet;

/// What stands in place of a text that names somebody.
pub const STRUCK: &str = "[struck]";

/// What came of it.
#[derive(Debug)]
pub struct Forgot {
    /// The new record.
    pub text: String,
    /// What stands in place of the name.
    pub stands_as: String,
    /// Fields in which the person was named.
    pub fields: usize,
    /// Texts that were struck.
    pub texts: usize,
}

/// Why nobody was forgotten.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    /// Nobody of that name is in the record.
    #[error(
        "Nobody called “{0}” stands in this record. Names are compared whole, in whatever case."
    )]
    Nobody(String),
    /// It could not be put into JSON.
    #[error("The record can't be written: {0}.")]
    Json(#[from] serde_json::Error),
}

/// A name as it is known again, however it was spaced and in whatever case.
fn key(name: &str) -> String {
    let parts: Vec<&str> = name.split_whitespace().collect();
    parts.join(" ").to_lowercase()
}

/// A person who is to be forgotten.
struct Person {
    name: String,
    /// The name, and its parts, as whole words: the whole in any case, a part as it is written, so
    /// that “Helen Ward” is found where “Ward” stands, and no ward is.
    parts: Vec<String>,
    stands_as: String,
    fields: usize,
    texts: usize,
    /// Files that were taken out, by their hash.
    struck: BTreeSet<String>,
}

impl Person {
    fn new(name: &str, stands_as: String) -> Self {
        let parts = name
            .split_whitespace()
            .map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|it| it.chars().count() > 1)
            .map(str::to_owned)
            .collect();
        Self {
            name: key(name),
            parts,
            stands_as,
            fields: 0,
            texts: 0,
            struck: BTreeSet::new(),
        }
    }

    /// Whether a text names them, or holds an address made of their name.
    fn is_in(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let whole_word = |text: &str, word: &str| {
            text.match_indices(word).any(|(at, found)| {
                let before = text[..at].chars().next_back();
                let after = text[at + found.len()..].chars().next();
                let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !joins(before) && !joins(after)
            })
        };
        let address = || {
            lower
                .split_whitespace()
                .filter(|it| it.contains('@'))
                .any(|it| {
                    self.parts
                        .iter()
                        .any(|part| it.contains(&part.to_lowercase()))
                })
        };
        whole_word(&lower, &self.name)
            || self.parts.iter().any(|part| whole_word(text, part))
            || address()
    }

    /// Takes out files that name them, and them out of the names of the others. What stands in a picture, a
    /// PDF or a sound nobody here can tell.
    fn veil_files(&mut self, files: &mut Vec<wire::Enclosed>) {
        files.retain(|it| {
            let names = !it.file.base64 && self.is_in(&it.file.text);
            if names {
                self.texts += 1;
                self.struck.insert(it.sha256.clone());
            }
            !names
        });
        for it in files {
            if self.is_in(&it.file.path) {
                self.texts += 1;
                let ending = it.file.path.rsplit_once('.').map_or("", |it| it.1);
                it.file.path = format!("{STRUCK}.{ending}");
            }
        }
    }

    /// Takes them out of whatever somebody typed.
    fn veil(&mut self, typed: Typed, words: &mut String, theirs: bool) {
        match typed {
            Typed::Person(PersonField::Contact) if theirs => STRUCK.clone_into(words),
            Typed::Person(field) if key(words) == self.name => {
                self.fields += 1;
                if field == PersonField::AnsweredBy {
                    words.clear();
                } else {
                    words.clone_from(&self.stands_as);
                }
            }
            Typed::Person(_) => {
                if self.is_in(words) {
                    self.fields += 1;
                    STRUCK.clone_into(words);
                }
            }
            Typed::Text(_) => {
                if self.is_in(words) {
                    self.texts += 1;
                    STRUCK.clone_into(words);
                }
            }
        }
    }
}

/// Whether somebody is one of several in a field: “Aisha and Tom” on one device, “Sam, facilitator of
/// Hesketh”.
fn shares(words: &str, name: &str) -> bool {
    let parts = words.split(" and ").flat_map(|it| it.split(", "));
    parts.map(key).any(|it| it == name)
}

/// What stands in place of somebody: the title of their role, or what they were.
fn stands_as(opened: &Opened, name: &str) -> Option<String> {
    let chair = opened.header.people.iter().find(|it| key(&it.name) == name);
    if let Some(chair) = chair {
        let story = opened.story().ok();
        let title = story.map(|it| it.role_title(&chair.role).to_owned());
        return Some(title.unwrap_or_else(|| chair.role.clone()));
    }
    let mut found = None;
    let mut look = |typed: Typed, words: &mut String| {
        if let Typed::Person(field) = typed
            && (key(words) == name || shares(words, name))
        {
            found.get_or_insert(match field {
                PersonField::Owner => "An owner",
                PersonField::AnsweredBy | PersonField::SaidBy => "A participant",
                _ => "An evaluator",
            });
        }
    };
    typed_in_header(&mut opened.header.clone(), &mut look);
    for line in &opened.lines {
        match line.clone() {
            Body::Command { mut command, .. } => typed_in_command(&mut command, &mut look),
            Body::Event(mut event) => typed_in_event(&mut event.what, &mut look),
            _ => {}
        }
    }
    found.map(str::to_owned)
}

/// A copy of a record without somebody. `day` is the real day.
///
/// # Errors
/// If nobody of that name is in it.
pub fn forget(
    opened: &Opened,
    name: &str,
    day: String,
    signer: Option<&Signer>,
) -> Result<Forgot, ForgetError> {
    let stands = stands_as(opened, &key(name))
        .filter(|_| !name.trim().is_empty())
        .ok_or_else(|| ForgetError::Nobody(name.to_owned()))?;
    let mut person = Person::new(name, stands);
    let mut header = opened.header.clone();
    typed_in_header(&mut header, &mut |typed, words| {
        person.veil(typed, words, false)
    });
    header.forgotten.push(Forgotten {
        stands_as: person.stands_as.clone(),
        day,
        from: opened.last_hash.clone(),
    });
    // Wording and messages of the facilitator's stand in the state too: where these rules play it,
    // its hashes are worked out anew.
    let mut playback = plays(opened.header.engine)
        .then(|| at_start(opened).ok().map(Playback::of))
        .flatten();
    let mut bodies = vec![Body::Header(Box::new(header))];
    for line in &opened.lines {
        let mut body = line.clone();
        match &mut body {
            Body::Command {
                at_secs, command, ..
            } => {
                let theirs = matches!(command, wire::Command::Act(it)
                    if key(&it.owner) == person.name);
                typed_in_command(command, &mut |typed, words| {
                    person.veil(typed, words, theirs);
                });
                if let wire::Command::Tell { attachments, .. } = command {
                    person.veil_files(attachments);
                }
                if let Some(playback) = &mut playback {
                    playback.pass(*at_secs);
                    // What was taken then is taken now.
                    let meant = command.meant(playback.exercise().scenario());
                    let _as_it_was = meant.and_then(|meant| playback.take(&meant));
                }
            }
            Body::Event(Event { what, .. }) => {
                typed_in_event(what, &mut |typed, words| person.veil(typed, words, false));
                if let What::Told { attachments, .. } = what {
                    attachments.retain(|it| !person.struck.contains(&it.sha256));
                }
            }
            Body::Checkpoint {
                at_secs,
                state_hash,
            } => {
                if let Some(playback) = &mut playback {
                    playback.pass(*at_secs);
                    *state_hash = playback.exercise().hash();
                }
            }
            Body::Played(played) => {
                if let Some(playback) = &playback {
                    played.state_hash = playback.exercise().hash();
                }
            }
            Body::Seal(seal) => {
                let tasks = seal.assessment.objectives.iter_mut();
                for task in tasks.flat_map(|it| &mut it.tasks) {
                    if let Some(by) = &mut task.confirmed_by {
                        person.veil(Typed::Person(PersonField::RatedBy), by, false);
                    }
                    if let Some(because) = &mut task.waived {
                        person.veil(Typed::Text(TextField::RatedBecause), because, false);
                    }
                }
            }
            Body::Signature(_) => continue,
            Body::Header(_) => {}
        }
        bodies.push(body);
    }
    let mut chain = Chain::default();
    let mut text = String::new();
    for body in &bodies {
        text.push_str(&chain.line(body)?);
    }
    if let Some(signer) = signer.filter(|_| opened.seal().is_some()) {
        let signature = signer.sign(chain.head());
        text.push_str(&chain.line(&Body::Signature(signature))?);
    }
    Ok(Forgot {
        text,
        stands_as: person.stands_as,
        fields: person.fields,
        texts: person.texts,
    })
}
