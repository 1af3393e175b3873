//! What happened, in words, line by line: for reports and for the window. Must not leave anything
//! out that somebody decided.

use crate::exercise::{Event, Figures, Methane, Standing, What};
use crate::scenario::Scenario;

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
            Self::Inject => "message",
            Self::Prompt => "question",
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

/// A card with the name of its target, as the log has it.
pub fn card_in_words(scenario: &Scenario, card: &str, target: Option<&str>) -> String {
    let Some(id) = scenario.names.cards.get(card).copied() else {
        return card.to_owned();
    };
    let kind = scenario.cards[id.at()].target;
    let target = target.and_then(|target| scenario.target_by_id(kind, target));
    crate::exercise::named(scenario, id, target)
}

/// An event in words; nothing for what only the machine needs.
pub fn line(scenario: &Scenario, event: &Event) -> Option<Line> {
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
    let inject = |id: &str| {
        scenario
            .names
            .injects
            .get(id)
            .map(|id| &scenario.injects[id.at()])
    };
    let service = |id: &str| {
        scenario
            .names
            .services
            .get(id)
            .map_or(id.to_owned(), |id| scenario.services[id.at()].name.clone())
    };
    match &event.what {
        What::Started => plain(Kind::Milestone, "STARTEX"),
        What::Ended => plain(Kind::Milestone, "ENDEX"),
        What::Delivered {
            inject: id,
            by,
            late_mins,
        } => {
            let inject = inject(id)?;
            let channel = &scenario.channels[inject.channel.at()].name;
            let way = match by {
                Some(by) => format!("{channel}, brought by {by}, {late_mins} min late"),
                None if *late_mins > 0 => format!("{channel}, {late_mins} min late"),
                None => channel.clone(),
            };
            new(Kind::Inject, inject.title.clone(), way, inject.from.clone())
        }
        What::Undelivered { inject: id } => {
            let inject = inject(id)?;
            let channel = &scenario.channels[inject.channel.at()].name;
            new(
                Kind::Inject,
                format!("Did not arrive: {}", inject.title),
                format!("{channel} is down"),
                inject.from.clone(),
            )
        }
        What::Asked { prompt } => {
            let id = scenario.names.prompts.get(prompt)?;
            new(
                Kind::Prompt,
                scenario.prompts[id.at()].question.clone(),
                String::new(),
                String::new(),
            )
        }
        What::Lapsed { prompt } => {
            let id = scenario.names.prompts.get(prompt)?;
            new(
                Kind::Prompt,
                format!(
                    "Not decided in time: {}",
                    scenario.prompts[id.at()].question
                ),
                String::new(),
                String::new(),
            )
        }
        What::Decided {
            prompt,
            option,
            by,
            because,
            against,
        } => {
            let id = scenario.names.prompts.get(prompt)?;
            let prompt = &scenario.prompts[id.at()];
            let option = prompt.options.iter().find(|it| it.id == *option)?;
            let why = match (because.is_empty(), against.is_empty()) {
                (_, true) => because.clone(),
                (true, false) => format!("Not the others: {against}"),
                (false, false) => format!("{because} Not the others: {against}"),
            };
            new(
                Kind::Decision,
                option.title.clone(),
                why,
                scenario.role_title(by).to_owned(),
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
            format!(
                "Ordered: {}",
                card_in_words(scenario, card, target.as_deref())
            ),
            because.clone(),
            scenario.role_title(by).to_owned(),
        ),
        What::ActionDone { card, target } => new(
            Kind::Effect,
            card_in_words(scenario, card, target.as_deref()),
            String::new(),
            String::new(),
        ),
        What::Improvised { text, by, because } => new(
            Kind::Decision,
            text.clone(),
            because.clone(),
            scenario.role_title(by).to_owned(),
        ),
        What::Held { inject: id } => {
            plain(Kind::Note, &format!("Held back: {}", inject(id)?.title))
        }
        What::Skipped { inject: id } => {
            plain(Kind::Note, &format!("Left out: {}", inject(id)?.title))
        }
        What::Hands { prompt, hands } => {
            let id = scenario.names.prompts.get(prompt)?;
            let prompt = &scenario.prompts[id.at()];
            let shown: Vec<String> = hands
                .iter()
                .enumerate()
                .map(|(at, count)| format!("{count} for {}", at + 1))
                .collect();
            new(
                Kind::Note,
                format!("Show of hands: {}", prompt.question),
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
                "{known_locked} locked devices reported by then; {true_locked} in truth{}",
                figures
                    .map(|(said, truth)| figures_in_words(said, truth))
                    .unwrap_or_default()
            ),
            scenario.role_title(by).to_owned(),
        ),
        What::Reworded { inject: id, .. } => {
            plain(Kind::Note, &format!("Re-worded: {}", inject(id)?.title))
        }
        What::Told {
            from,
            to,
            channel,
            text,
        } => {
            let name = scenario
                .names
                .channels
                .get(channel)
                .map_or(channel.as_str(), |id| {
                    scenario.channels[id.at()].name.as_str()
                });
            let to: Vec<&str> = to.iter().map(|id| scenario.role_title(id)).collect();
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
        What::SegmentLocked { segment } => {
            let id = scenario.names.segments.get(segment)?;
            plain(
                Kind::Milestone,
                &format!("First locked screen: {}", scenario.segments[id.at()].name),
            )
        }
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
                scenario,
                of,
                "The emergency department is overwhelmed; ambulances turn away",
            ),
        ),
        What::EdCopes { of } => plain(
            Kind::Milestone,
            &whose(scenario, of, "The emergency department copes again"),
        ),
        What::Declared { level, of } => plain(
            Kind::Milestone,
            &whose(scenario, of, &format!("{} declared", level.words())),
        ),
        What::Notified { body, of } => {
            let id = scenario.names.bodies.get(body)?;
            plain(
                Kind::Milestone,
                &whose(
                    scenario,
                    of,
                    &format!("Told: {}", scenario.bodies[id.at()].name),
                ),
            )
        }
        What::KillSwitch => plain(
            Kind::Milestone,
            "In the world outside, the address that stops the worm answers from now on",
        ),
        What::OutageBegan { outage } => plain(
            Kind::Milestone,
            &format!("{} gone", systems_of(scenario, outage)?),
        ),
        What::OutageReturned { outage, per_cent } => plain(
            Kind::Milestone,
            &format!(
                "{} back to {per_cent} per cent",
                systems_of(scenario, outage)?
            ),
        ),
        What::StageReached { stage } => {
            let id = scenario.names.stages.get(stage)?;
            plain(
                Kind::Milestone,
                &format!("The intruder: {}", scenario.stages[id.at()].name),
            )
        }
        What::StageTraced { stage } => {
            let id = scenario.names.stages.get(stage)?;
            plain(
                Kind::Milestone,
                &format!("A trace shows of: {}", scenario.stages[id.at()].name),
            )
        }
        What::DrivenOut { .. } => plain(Kind::Milestone, "The intruder is out for good"),
        What::Extorted { step, .. } => plain(Kind::Milestone, step.words()),
        What::Arrived { crew, people } => {
            let id = scenario.names.crews.get(crew)?;
            plain(
                Kind::Milestone,
                &format!("{people} more {} arrive", scenario.crews[id.at()].name),
            )
        }
        What::Clean => plain(Kind::Milestone, "No infected device is left on the network"),
        What::StoodDown { of } => {
            plain(Kind::Milestone, &whose(scenario, of, "Incident stood down"))
        }
    }
}

/// What happened in an organisation: with its name, where several play.
fn whose(scenario: &Scenario, of: &Option<String>, words: &str) -> String {
    let named = of
        .as_ref()
        .and_then(|of| scenario.names.organisations.get(of));
    match named {
        Some(of) => format!("{}: {words}", scenario.organisations[of.at()].name),
        None => words.to_owned(),
    }
}

/// How far a show of hands agrees: the share of the hands that went to the option with most.
pub fn agreement(hands: &[u32]) -> Option<f64> {
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
        Some(format!(
            "; said {} {what}, in truth {}",
            (*said)?,
            (*truth)?
        ))
    })
    .collect()
}

fn standing_in_words(standing: Standing) -> &'static str {
    standing.word()
}

/// All lines, in order.
pub fn lines(scenario: &Scenario, events: &[Event]) -> Vec<Line> {
    events
        .iter()
        .filter_map(|event| line(scenario, event))
        .collect()
}

/// The systems that an outage takes, by its id.
fn systems_of(scenario: &Scenario, outage: &str) -> Option<String> {
    let id = scenario.names.outages.get(outage)?;
    let names: Vec<&str> = scenario.outages[id.at()]
        .takes
        .iter()
        .map(|it| scenario.systems[it.at()].name.as_str())
        .collect();
    Some(names.join(", "))
}
