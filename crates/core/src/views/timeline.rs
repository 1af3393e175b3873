//! What happened, in words, line by line: for reports and for the window. Must not leave anything
//! out that somebody decided.

use crate::exercise::{Event, Figures, Methane, Standing, What};
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
    /// The kind in a word.
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
    let new = |kind, title: String, detail: String, who: String| {
        Some(Line {
            at_secs: event.at_secs,
            kind,
            title,
            detail,
            who,
        })
    };
    let plain = |kind, title: &str| new(kind, title.to_owned(), String::new(), String::new());
    let titled = |id: &str| {
        story
            .inject(id)
            .map_or(id.to_owned(), |inject| inject.title.clone())
    };
    let service = |id: &str| name_in(&story.services, id).to_owned();
    let question = |id: &str| {
        story
            .prompt(id)
            .map_or(id.to_owned(), |prompt| prompt.question.clone())
    };
    match &event.what {
        What::Started => plain(Kind::Milestone, "STARTEX"),
        What::Ended => plain(Kind::Milestone, "ENDEX"),
        What::Delivered {
            inject: id,
            by,
            late_mins,
        } => {
            let (channel, from) = sent_by(story, id);
            let way = match by {
                Some(by) => format!("{channel}, brought by {by}, {late_mins} min late"),
                None if *late_mins > 0 => format!("{channel}, {late_mins} min late"),
                None => channel,
            };
            new(Kind::Inject, titled(id), way, from)
        }
        What::Undelivered { inject: id } => {
            let (channel, from) = sent_by(story, id);
            new(
                Kind::Inject,
                format!("Did not arrive: {}", titled(id)),
                format!("{channel} is down"),
                from,
            )
        }
        What::Asked { prompt } => plain(Kind::Prompt, &question(prompt)),
        What::Lapsed { prompt } => plain(
            Kind::Prompt,
            &format!("Not decided in time: {}", question(prompt)),
        ),
        What::Decided {
            prompt,
            option,
            by,
            because,
            against,
        } => {
            let options = story.prompt(prompt).map_or(&[][..], |it| &it.options);
            let chosen = options.iter().find(|it| it.id == *option);
            let why = match (because.is_empty(), against.is_empty()) {
                (_, true) => because.clone(),
                (true, false) => format!("Not the others: {against}"),
                (false, false) => format!("{because} Not the others: {against}"),
            };
            new(
                Kind::Decision,
                chosen.map_or(option, |it| &it.name).clone(),
                why,
                story.role_title(by).to_owned(),
            )
        }
        What::ActionStarted {
            card,
            target,
            by,
            because,
            ..
        } => new(
            Kind::Decision,
            format!("Ordered: {}", story.card_in_words(card, target.as_deref())),
            because.clone(),
            story.role_title(by).to_owned(),
        ),
        What::ActionDone { card, target } => new(
            Kind::Effect,
            story.card_in_words(card, target.as_deref()),
            String::new(),
            String::new(),
        ),
        What::Improvised { text, by, because } => new(
            Kind::Decision,
            text.clone(),
            because.clone(),
            story.role_title(by).to_owned(),
        ),
        What::Held { inject: id } => plain(Kind::Note, &format!("Held back: {}", titled(id))),
        What::Skipped { inject: id } => {
            plain(Kind::Note, &format!("{}: {}", words::SKIPPED, titled(id)))
        }
        What::Hands { prompt, hands } => {
            let shown: Vec<String> = hands
                .iter()
                .enumerate()
                .map(|(at, count)| format!("{count} for {}", at + 1))
                .collect();
            new(
                Kind::Note,
                format!("Show of hands: {}", question(prompt)),
                format!("{}. {}", shown.join(", "), agreement_in_words(hands)),
                String::new(),
            )
        }
        What::Reported {
            by,
            text,
            known_locked,
            true_locked,
            figures,
            methane,
        } => new(
            Kind::Report,
            match methane {
                Some(methane) => format!("METHANE. {}", methane_in_words(methane)),
                None => text.clone(),
            },
            format!(
                "{known_locked} locked devices reported by then; really {true_locked}{}",
                figures
                    .map(|(said, truth)| figures_in_words(said, truth))
                    .unwrap_or_default()
            ),
            story.role_title(by).to_owned(),
        ),
        What::Reworded { inject: id, .. } => {
            plain(Kind::Note, &format!("Re-worded: {}", titled(id)))
        }
        What::Told {
            from,
            to,
            channel,
            text,
        } => {
            let name = name_in(&story.channels, channel);
            let to: Vec<&str> = to.iter().map(|id| story.role_title(id)).collect();
            new(
                Kind::Inject,
                format!("{from}, to {}", to.join(", ")),
                format!("{name}, sent by the facilitator: {text}"),
                from.clone(),
            )
        }
        What::Corrected { entry, text, by } => new(
            Kind::Note,
            format!("Correction of entry {entry}: {text}"),
            String::new(),
            by.clone(),
        ),
        What::Noted { by, text, .. } => new(Kind::Note, text.clone(), String::new(), by.clone()),
        What::Acted {
            number,
            action,
            status,
        } => plain(
            Kind::Note,
            &format!("Improvement action {number}: {action} ({})", status.words()),
        ),
        What::Answered { .. }
        | What::Rated { .. }
        | What::SegmentInfected { .. }
        | What::Marked { .. } => None,
        What::SegmentLocked { segment } => plain(
            Kind::Milestone,
            &format!("First locked screen: {}", name_in(&story.segments, segment)),
        ),
        What::ServiceChanged {
            service: id,
            standing,
        } => plain(
            Kind::Service,
            &format!("{}: {}", service(id), standing_in_words(*standing)),
        ),
        What::ServiceReported {
            service: id,
            standing,
        } => plain(
            Kind::Service,
            &format!("{} reports: {}", service(id), standing_in_words(*standing)),
        ),
        What::EdOverwhelmed { of } => plain(
            Kind::Milestone,
            &whose(
                story,
                of,
                "The emergency department is overwhelmed; ambulances turn away",
            ),
        ),
        What::EdCopes { of } => plain(
            Kind::Milestone,
            &whose(story, of, "The emergency department copes again"),
        ),
        What::NeighboursFull { of } => plain(
            Kind::Milestone,
            &whose(
                story,
                of,
                "Neighbouring emergency departments say they can take no more: waits there are three quarters of an hour longer",
            ),
        ),
        What::Declared { level, of } => plain(
            Kind::Milestone,
            &whose(story, of, &format!("{} declared", level.words())),
        ),
        What::Notified { body, of } => plain(
            Kind::Milestone,
            &whose(
                story,
                of,
                &format!("Told: {}", name_in(&story.bodies, body)),
            ),
        ),
        What::KillSwitch => plain(
            Kind::Milestone,
            "In the world outside, the address that stops the worm answers from now on",
        ),
        What::OutageBegan { outage } => plain(
            Kind::Milestone,
            &format!("{} gone", name_in(&story.outages, outage)),
        ),
        What::OutageReturned { outage, per_cent } => plain(
            Kind::Milestone,
            &format!(
                "{} back to {per_cent} per cent",
                name_in(&story.outages, outage)
            ),
        ),
        What::StageReached { stage } => plain(
            Kind::Milestone,
            &format!("The intruder: {}", name_in(&story.stages, stage)),
        ),
        What::StageTraced { stage } => plain(
            Kind::Milestone,
            &format!("A trace shows of: {}", name_in(&story.stages, stage)),
        ),
        What::DrivenOut { .. } => plain(Kind::Milestone, "The intruder is out for good"),
        What::Extorted { step, .. } => plain(Kind::Milestone, step.words()),
        What::Arrived { crew, people } => plain(
            Kind::Milestone,
            &format!("{people} more {} arrive", name_in(&story.crews, crew)),
        ),
        What::AidWaits {
            crew,
            undeclared,
            untold,
        } => plain(
            Kind::Milestone,
            &format!(
                "No help sets out yet for the {}: {}",
                name_in(&story.crews, crew),
                match (undeclared, untold) {
                    (true, true) =>
                        "no critical or major incident is declared, and nobody who could lend people has been told",
                    (true, false) => "no critical or major incident is declared",
                    _ => "nobody who could lend people has been told",
                }
            ),
        ),
        What::Clean => plain(Kind::Milestone, "No infected device is left on the network"),
        What::StoodDown { of } => plain(Kind::Milestone, &whose(story, of, "Incident stood down")),
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

fn agreement_in_words(hands: &[u32]) -> String {
    match agreement(hands) {
        Some(share) => format!("{:.0}% agree", share * 100.0),
        None => "Nobody raised a hand".to_owned(),
    }
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

fn standing_in_words(standing: Standing) -> &'static str {
    standing.word()
}

/// All lines, in order.
pub fn lines(story: &Story, events: &[Event]) -> Vec<Line> {
    events
        .iter()
        .filter_map(|event| line(story, event))
        .collect()
}
