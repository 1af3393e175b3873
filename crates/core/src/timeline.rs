//! What happened, in words, line by line: for reports and for the window. Must not leave anything
//! out that somebody decided.

use crate::exercise::{CameWith, Event, Figures, Methane, Speaker, Stance, What};
use crate::record::{Story, name_in};
use crate::words;

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A message reached the team, or did not.
    Inject,
    /// A decision was put to the team.
    Prompt,
    /// Somebody decided something.
    Decision,
    /// What was decided took effect.
    Effect,
    /// A clinical service changed.
    Service,
    /// Something else that marks the course of events.
    Milestone,
    /// A situation report.
    Report,
    /// An evaluator's note.
    Note,
}

impl Kind {
    /// As tables call it, in lower case: `decision point`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inject => "inject",
            Self::Prompt => "decision point",
            Self::Decision => "decision",
            Self::Effect => "effect",
            Self::Service => "service",
            Self::Milestone => "milestone",
            Self::Report => "report",
            Self::Note => "note",
        }
    }
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Seconds since STARTEX.
    pub at_secs: u64,
    /// What kind.
    pub kind: Kind,
    /// In a few words.
    pub title: String,
    /// The rest; can be empty.
    pub detail: String,
    /// Who decided or sent it; can be empty.
    pub who: String,
}

/// An event in words; nothing for what only the machine needs.
pub fn line(story: &Story, event: &Event) -> Option<Line> {
    let in_a_sentence = || {
        in_a_sentence(story, &event.what).map(|(kind, title)| Told {
            kind,
            title,
            detail: String::new(),
            who: String::new(),
        })
    };
    let at_length = at_length(story, &event.what).or_else(|| talked(story, &event.what));
    let told = at_length.or_else(in_a_sentence)?;
    Some(Line {
        at_secs: event.at_secs,
        kind: told.kind,
        title: told.title,
        detail: told.detail,
        who: told.who,
    })
}

/// A line, but for when it was.
struct Told {
    kind: Kind,
    title: String,
    detail: String,
    who: String,
}

/// A file that came with an ad-hoc inject, as its line names it.
fn came_with(it: &CameWith) -> String {
    format!(" With it: {} ({}).", it.title, it.kind)
}

/// What takes more than a sentence: what people said, decided or were sent.
fn at_length(story: &Story, what: &What) -> Option<Told> {
    let new = |kind, title: String, detail: String, who: String| {
        Some(Told {
            kind,
            title,
            detail,
            who,
        })
    };
    let decided = |title: String, because: &str, by: &str| {
        let who = story.role_title(by).to_owned();
        new(Kind::Decision, title, because.to_owned(), who)
    };
    match what {
        What::Delivered {
            inject,
            by,
            late_mins,
        } => {
            let (channel, from) = sent_by(story, inject);
            let way = match by {
                Some(by) => format!("{channel}, brought by {by}, {late_mins} min late"),
                None if *late_mins > 0 => format!("{channel}, {late_mins} min late"),
                None => channel,
            };
            new(Kind::Inject, titled(story, inject), way, from)
        }
        What::Undelivered { inject } => {
            let (channel, from) = sent_by(story, inject);
            let title = format!("Did not arrive: {}", titled(story, inject));
            new(Kind::Inject, title, format!("{channel} is down"), from)
        }
        What::Told {
            from,
            to,
            channel,
            text,
            attachments,
        } => {
            let name = name_in(&story.channels, channel);
            let to: Vec<&str> = to.iter().map(|id| story.role_title(id)).collect();
            let title = format!("{from}, to {}", to.join(", "));
            let with: String = attachments.iter().map(came_with).collect();
            let detail = format!("{name}, sent by the facilitator: {text}{with}");
            new(Kind::Inject, title, detail, from.clone())
        }
        What::Decided {
            prompt,
            option,
            by,
            because,
            against,
        } => {
            let why = why_in_words(because, against);
            decided(chosen(story, prompt, option), &why, by)
        }
        What::ActionStarted {
            card,
            target,
            by,
            because,
            ..
        } => {
            let card = story.card_in_words(card, target.as_deref());
            decided(format!("Ordered: {card}"), because, by)
        }
        What::Improvised { text, by, because } => decided(text.clone(), because, by),
        What::Hands { prompt, hands } => {
            let title = format!("Show of hands: {}", question(story, prompt));
            new(Kind::Note, title, hands_in_words(hands), String::new())
        }
        What::Reported {
            by,
            text,
            known_locked,
            true_locked,
            figures,
            methane,
        } => {
            let title = match methane {
                Some(methane) => format!("METHANE. {}", methane_in_words(methane)),
                None => text.clone(),
            };
            let figures = figures.map(|(said, truth)| figures_in_words(said, truth));
            let detail = format!(
                "{known_locked} locked devices reported by then; really {true_locked}{}",
                figures.unwrap_or_default()
            );
            let who = story.role_title(by).to_owned();
            new(Kind::Report, title, detail, who)
        }
        What::Corrected { entry, text, by } => {
            let title = format!("Correction of entry {entry}: {text}");
            new(Kind::Note, title, String::new(), by.clone())
        }
        What::Noted { by, text, .. } => new(Kind::Note, text.clone(), String::new(), by.clone()),
        _ => None,
    }
}

/// What people said to each other, leaned to and proposed, and how it stands to the plan.
fn talked(story: &Story, what: &What) -> Option<Told> {
    let new = |kind, title: String, detail: String, who: String| {
        Some(Told {
            kind,
            title,
            detail,
            who,
        })
    };
    match what {
        What::Said { by, to, text } => {
            let to = format!("said to {}", speaker(story, to));
            new(Kind::Note, text.clone(), to, speaker(story, by).to_owned())
        }
        What::Leaned {
            prompt,
            by,
            option,
            because,
            confidence,
            ..
        } => {
            let title = format!("Own answer: {}", chosen(story, prompt, option));
            let because = if because.is_empty() {
                String::new()
            } else {
                format!("{because} ")
            };
            let detail = format!("{because}Sure: {confidence} of 5");
            new(Kind::Note, title, detail, story.role_title(by).to_owned())
        }
        What::Proposed {
            card,
            target,
            by,
            because,
        } => {
            let title = format!("Proposed: {}", story.card_in_words(card, target.as_deref()));
            let who = story.role_title(by).to_owned();
            new(Kind::Note, title, because.clone(), who)
        }
        What::NoDuff { by, text } => {
            let title = "No duff: something real has happened".to_owned();
            new(Kind::Milestone, title, text.clone(), by.clone())
        }
        What::Cited { by, of, stance } => {
            let (stands, because) = match stance {
                Stance::Follows { clause } => (format!("clause {clause} of the plan"), ""),
                Stance::Silent => ("the plan is silent".to_owned(), ""),
                Stance::Against { clause, because } => (
                    format!("against clause {clause} of the plan"),
                    because.as_str(),
                ),
            };
            let title = format!("Entry {of}: {stands}");
            let who = speaker(story, by).to_owned();
            new(Kind::Note, title, because.to_owned(), who)
        }
        _ => None,
    }
}

/// What a sentence tells. Every event is either here or named as told at length or not at all.
fn in_a_sentence(story: &Story, what: &What) -> Option<(Kind, String)> {
    let milestone = |words: String| (Kind::Milestone, words);
    let note = |done: &str, inject: &str| {
        let title = titled(story, inject);
        (Kind::Note, format!("{done}: {title}"))
    };
    let theirs = |of: &Option<String>, words: &str| milestone(whose(story, of, words));
    Some(match what {
        What::Started => milestone("STARTEX".to_owned()),
        What::Ended => milestone("ENDEX".to_owned()),
        What::Asked { prompt } => (Kind::Prompt, question(story, prompt)),
        What::Lapsed { prompt } => {
            let question = question(story, prompt);
            (Kind::Prompt, format!("Not decided in time: {question}"))
        }
        What::ActionDone { card, target } => {
            let words = story.card_in_words(card, target.as_deref());
            (Kind::Effect, words)
        }
        What::Held { inject } => note("Held back", inject),
        What::Skipped { inject } => note(words::SKIPPED, inject),
        What::CoreSet { skipped } => {
            let words = format!("The core is played: {skipped} other injects can be sent by hand");
            (Kind::Note, words)
        }
        What::Resumed { inject } => note(words::RESUMED, inject),
        What::Reworded { inject, .. } => note("Re-worded", inject),
        What::Acted {
            number,
            action,
            status,
        } => {
            let status = status.words();
            let words = format!("Improvement action {number}: {action} ({status})");
            (Kind::Note, words)
        }
        What::SegmentLocked { segment } => {
            let segment = name_in(&story.segments, segment);
            milestone(format!("First locked screen: {segment}"))
        }
        What::ServiceChanged { service, standing } => {
            let service = name_in(&story.services, service);
            (Kind::Service, format!("{service}: {}", standing.word()))
        }
        What::ServiceReported { service, standing } => {
            let service = name_in(&story.services, service);
            let words = format!("{service} reports: {}", standing.word());
            (Kind::Service, words)
        }
        What::EdOverwhelmed { of } => theirs(of, ED_OVERWHELMED),
        What::EdCopes { of } => theirs(of, "The emergency department copes again"),
        What::NeighboursFull { of } => theirs(of, NEIGHBOURS_FULL),
        What::Declared { level, of } => theirs(of, &format!("{} declared", level.words())),
        What::Notified { body, of } => {
            theirs(of, &format!("Told: {}", name_in(&story.bodies, body)))
        }
        What::KillSwitch => milestone(KILL_SWITCH.to_owned()),
        What::OutageBegan { .. }
        | What::OutageReturned { .. }
        | What::StageReached { .. }
        | What::StageTraced { .. }
        | What::DrivenOut { .. }
        | What::Extorted { .. } => milestone(of_a_threat(story, what)?),
        What::Arrived { crew, people } => {
            let crew = name_in(&story.crews, crew);
            milestone(format!("{people} more {crew} arrive"))
        }
        What::AidWaits {
            crew,
            undeclared,
            untold,
        } => milestone(no_help(name_in(&story.crews, crew), *undeclared, *untold)),
        What::Clean => milestone("No infected device is left on the network".to_owned()),
        What::StoodDown { of } => theirs(of, "Incident stood down"),
        // Told at length.
        What::Delivered { .. }
        | What::Undelivered { .. }
        | What::Told { .. }
        | What::Decided { .. }
        | What::ActionStarted { .. }
        | What::Improvised { .. }
        | What::Hands { .. }
        | What::Reported { .. }
        | What::Corrected { .. }
        | What::Noted { .. }
        | What::Said { .. }
        | What::Leaned { .. }
        | What::Proposed { .. }
        | What::NoDuff { .. }
        | What::Cited { .. } => return None,
        // Not told.
        What::Answered { .. }
        | What::Rated { .. }
        | What::SegmentInfected { .. }
        | What::Marked { .. } => return None,
    })
}

/// What threats did.
fn of_a_threat(story: &Story, what: &What) -> Option<String> {
    Some(match what {
        What::OutageBegan { outage } => format!("{} gone", name_in(&story.outages, outage)),
        What::OutageReturned { outage, per_cent } => {
            let outage = name_in(&story.outages, outage);
            format!("{outage} back to {per_cent} per cent")
        }
        What::StageReached { stage } => {
            format!("The intruder: {}", name_in(&story.stages, stage))
        }
        What::StageTraced { stage } => traced(story, stage),
        What::DrivenOut { .. } => "The intruder is out for good".to_owned(),
        What::Extorted { step, .. } => step.words().to_owned(),
        _ => return None,
    })
}

const ED_OVERWHELMED: &str = "The emergency department is overwhelmed; ambulances turn away";
const NEIGHBOURS_FULL: &str = "Neighbouring emergency departments say they can take no more: waits there are three quarters of an hour longer";
const KILL_SWITCH: &str =
    "In the world outside, the address that stops the worm answers from now on";

fn no_help(crew: &str, undeclared: bool, untold: bool) -> String {
    let why = match (undeclared, untold) {
        (true, true) => {
            "no critical or major incident is declared, and nobody who could lend people has been told"
        }
        (true, false) => "no critical or major incident is declared",
        _ => "nobody who could lend people has been told",
    };
    format!("No help sets out yet for the {crew}: {why}")
}

fn traced(story: &Story, stage: &str) -> String {
    format!("A trace shows of: {}", name_in(&story.stages, stage))
}

fn titled(story: &Story, inject: &str) -> String {
    let found = story.inject(inject);
    found.map_or(inject.to_owned(), |it| it.title.clone())
}

fn question(story: &Story, prompt: &str) -> String {
    let found = story.prompt(prompt);
    found.map_or(prompt.to_owned(), |it| it.question.clone())
}

/// The option that was taken, as the room would say it.
fn chosen(story: &Story, prompt: &str, option: &str) -> String {
    let options = story.prompt(prompt).map_or(&[][..], |it| &it.options);
    let found = options.iter().find(|it| it.id == option);
    found.map_or(option.to_owned(), |it| it.name.clone())
}

/// The rationale, with what spoke against the other options.
fn why_in_words(because: &str, against: &str) -> String {
    match (because.is_empty(), against.is_empty()) {
        (_, true) => because.to_owned(),
        (true, false) => format!("Not the others: {against}"),
        (false, false) => format!("{because} Not the others: {against}"),
    }
}

/// By what channel a message was sent, and by whom.
fn sent_by(story: &Story, inject: &str) -> (String, String) {
    story
        .inject(inject)
        .map_or_else(Default::default, |it| (it.channel.clone(), it.from.clone()))
}

/// What happened in an organisation: with its name, where several play.
fn whose(story: &Story, of: &Option<String>, words: &str) -> String {
    match of {
        Some(of) => format!("{}: {words}", name_in(&story.organisations, of)),
        None => words.to_owned(),
    }
}

/// How far a show of hands agrees: the share of the hands that went to the option with most.
pub fn agreement(hands: &[u32]) -> Option<f64> {
    // As 64 bits: a record may carry any number of hands.
    let all: u64 = hands.iter().map(|it| u64::from(*it)).sum();
    let most = hands.iter().max().copied().unwrap_or(0);
    (all > 0).then(|| f64::from(most) / all as f64)
}

/// Who speaks, as the log has it.
fn speaker<'a>(story: &'a Story, who: &'a Speaker) -> &'a str {
    match who {
        Speaker::Role(id) => story.role_title(id),
        Speaker::Facilitator => "the facilitator",
        Speaker::Somebody(who) => who,
    }
}

/// The hands for each option, by its place, and how far they agree.
fn hands_in_words(hands: &[u32]) -> String {
    let shown: Vec<String> = hands
        .iter()
        .enumerate()
        .map(|(at, count)| format!("{count} for {}", at + 1))
        .collect();
    let agree = match agreement(hands) {
        Some(share) => format!("{:.0}% agree", share * 100.0),
        None => "Nobody raised a hand".to_owned(),
    };
    format!("{}. {agree}", shown.join(", "))
}

fn methane_in_words(methane: &Methane) -> String {
    methane
        .parts()
        .iter()
        .filter(|(_, words)| !words.trim().is_empty())
        .map(|(name, words)| format!("{name}: {}", words.trim()))
        .collect::<Vec<_>>()
        .join("; ")
}

/// What was said beside what was so.
fn figures_in_words(said: Figures, truth: Figures) -> String {
    [
        ("locked devices", said.locked, truth.locked),
        ("services affected", said.services, truth.services),
        ("waiting in ED", said.ed_waiting, truth.ed_waiting),
    ]
    .iter()
    .filter_map(|(what, said, truth)| {
        Some(format!("; said {} {what}, really {}", (*said)?, (*truth)?))
    })
    .collect()
}

/// All lines, in order.
pub fn lines(story: &Story, events: &[Event]) -> Vec<Line> {
    events
        .iter()
        .filter_map(|event| line(story, event))
        .collect()
}
