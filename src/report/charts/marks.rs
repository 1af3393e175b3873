//! What is marked in charts: the first decision of each kind that changes the course, found by what
//! it does and never by what a scenario calls it. Must not draw.

use crate::exercise::{Event, What};
use crate::scenario::{Effect, Scenario};

/// What a mark has to do with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Machines and lines.
    Network,
    /// Patients and services.
    Patients,
    /// Both.
    Both,
}

/// A moment that is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Minutes since STARTEX.
    pub mins: u32,
    /// In a word or two.
    pub word: &'static str,
    /// What it has to do with.
    pub about: About,
}

/// The first mark of each kind, in order.
pub fn marks(scenario: &Scenario, events: &[Event]) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    for event in events {
        let mins = u32::try_from(event.at_secs / 60).unwrap_or(u32::MAX);
        for (word, about) in of_event(scenario, &event.what) {
            if found.iter().all(|other| other.word != word) {
                found.push(Mark { mins, word, about });
            }
        }
    }
    found.sort_by_key(|it| it.mins);
    found
}

fn of_event(scenario: &Scenario, what: &What) -> Vec<(&'static str, About)> {
    let does = |effects: &[Effect]| effects.iter().filter_map(of_effect).collect();
    match what {
        What::ActionDone { card, .. } => scenario
            .names
            .cards
            .get(card)
            .map(|id| does(&scenario.cards[id.at()].effects))
            .unwrap_or_default(),
        // What an option does by itself; the cards it plays are told when they are done.
        What::Decided { prompt, option, .. } => scenario
            .names
            .prompts
            .get(prompt)
            .and_then(|id| {
                let options = &scenario.prompts[id.at()].options;
                options.iter().find(|it| it.id == *option)
            })
            .map(|it| does(&it.effects))
            .unwrap_or_default(),
        What::Declared { .. } => vec![("declared", About::Both)],
        What::StoodDown { .. } => vec![("stood down", About::Both)],
        What::KillSwitch => vec![("kill switch answers", About::Network)],
        What::OutageBegan { .. } => vec![("outage begins", About::Both)],
        What::DrivenOut { .. } => vec![("intruder out", About::Network)],
        _ => Vec::new(),
    }
}

/// What an effect is marked as. That an incident is declared or stood down is an event of its own,
/// whoever or whatever led to it.
fn of_effect(effect: &Effect) -> Option<(&'static str, About)> {
    use About::{Both, Network, Patients};
    Some(match effect {
        Effect::IsolateSegment(_) => ("isolated", Both),
        Effect::RejoinSegment(_) => ("rejoined", Both),
        Effect::CutLink(_) => ("link cut", Both),
        Effect::RestoreLink(_) => ("link restored", Both),
        Effect::BlockPort(_) | Effect::BlockPortAtEdge | Effect::BlockPortEverywhere => {
            ("port 445 blocked", Network)
        }
        Effect::UnblockPorts => ("port 445 open", Network),
        Effect::MailOff => ("e-mail off", Network),
        Effect::MailOn => ("e-mail on", Network),
        Effect::BlockDomain => ("domain blocked", Network),
        Effect::AllowDomain => ("domain allowed", Network),
        Effect::SinkholeDomain => ("sinkhole", Network),
        Effect::UnplugInfected(_) => ("unplugged", Network),
        Effect::PowerOff(_) => ("switched off", Both),
        Effect::PowerOn(_) => ("switched on", Both),
        Effect::Patch { .. } => ("patching", Network),
        Effect::Rebuild { .. } => ("rebuilding", Network),
        Effect::StopWork => ("work stopped", Network),
        Effect::EngageSupplier { .. } => ("supplier called", Both),
        Effect::TryKey(_) => ("key tried", Network),
        Effect::StandIn { .. } => ("stand-in", Patients),
        Effect::GoToPaper(_) | Effect::AllToPaper => ("to paper", Patients),
        Effect::BackToScreens(_) => ("back to screens", Patients),
        Effect::Divert(_) => ("diverted", Patients),
        Effect::EndDivert(_) => ("divert ended", Patients),
        Effect::Cancel { .. } => ("lists cancelled", Patients),
        Effect::Resume(_) => ("lists resumed", Patients),
        Effect::ProtectUrgent => ("urgent first", Patients),
        Effect::RedeployToEd => ("staff to ED", Patients),
        Effect::MutualAid { .. } => ("mutual aid", Both),
        Effect::CallIn { .. } => ("staff called in", Both),
        Effect::Declare(_)
        | Effect::StandDown
        | Effect::Notify(_)
        | Effect::OpenOutOfBand
        | Effect::Broadcast
        | Effect::Mark(_)
        | Effect::Nothing => return None,
    })
}
