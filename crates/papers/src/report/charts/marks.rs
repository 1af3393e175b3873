//! What is marked in charts: the first decision of each kind that changes the course, found by what
//! it does and never by what a scenario calls it. Must not draw.

use wardroom_core::exercise::{Event, What};
use wardroom_core::record::Story;

/// What a mark has to do with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Machines and lines.
    Network,
    /// Patients and services.
    Patients,
    /// Cutting what carries patients' care: the network and a service at once.
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
pub fn marks(story: &Story, events: &[Event]) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    for event in events {
        let mins = u32::try_from(event.at_secs / 60).unwrap_or(u32::MAX);
        for (word, about) in of_event(story, &event.what) {
            if found.iter().all(|other| other.word != word) {
                found.push(Mark { mins, word, about });
            }
        }
    }
    found.sort_by_key(|it| it.mins);
    found
}

fn of_event(story: &Story, what: &What) -> Vec<(&'static str, About)> {
    let does = |effects: &[String]| effects.iter().filter_map(|it| of_effect(it)).collect();
    match what {
        What::ActionDone { card, .. } => {
            let card = story.cards.iter().find(|it| it.id == *card);
            card.map(|it| does(&it.does)).unwrap_or_default()
        }
        // What an option does by itself; the cards it plays are told when they are done.
        What::Decided { prompt, option, .. } => story
            .prompt(prompt)
            .and_then(|prompt| prompt.options.iter().find(|it| it.id == *option))
            .map(|it| does(&it.does))
            .unwrap_or_default(),
        What::Declared { .. } => vec![("declared", About::Both)],
        What::StoodDown { .. } => vec![("stood down", About::Both)],
        What::KillSwitch => vec![("kill switch answers", About::Network)],
        What::OutageBegan { .. } => vec![("outage begins", About::Both)],
        What::DrivenOut { .. } => vec![("intruder out", About::Network)],
        What::Started
        | What::Delivered { .. }
        | What::Undelivered { .. }
        | What::Asked { .. }
        | What::Lapsed { .. }
        | What::Hands { .. }
        | What::ActionStarted { .. }
        | What::Improvised { .. }
        | What::Held { .. }
        | What::Skipped { .. }
        | What::CoreSet { .. }
        | What::Resumed { .. }
        | What::Reworded { .. }
        | What::Told { .. }
        | What::Corrected { .. }
        | What::Reported { .. }
        | What::Noted { .. }
        | What::Rated { .. }
        | What::Acted { .. }
        | What::Answered { .. }
        | What::Said { .. }
        | What::Leaned { .. }
        | What::Proposed { .. }
        | What::NoDuff { .. }
        | What::Cited { .. }
        | What::SegmentInfected { .. }
        | What::SegmentLocked { .. }
        | What::ServiceChanged { .. }
        | What::ServiceReported { .. }
        | What::EdOverwhelmed { .. }
        | What::EdCopes { .. }
        | What::NeighboursFull { .. }
        | What::Notified { .. }
        | What::Marked { .. }
        | What::Arrived { .. }
        | What::AidWaits { .. }
        | What::Clean
        | What::OutageReturned { .. }
        | What::StageReached { .. }
        | What::StageTraced { .. }
        | What::Extorted { .. }
        | What::Ended => Vec::new(),
    }
}

/// What an effect is marked as. That an incident is declared or stood down is an event of its own,
/// whoever or whatever led to it.
fn of_effect(effect: &str) -> Option<(&'static str, About)> {
    use About::{Both, Network, Patients};
    Some(match effect {
        "IsolateSegment" => ("isolated", Both),
        "RejoinSegment" => ("rejoined", Both),
        "CutLink" => ("link cut", Both),
        "RestoreLink" => ("link restored", Both),
        "BlockPort" | "BlockPortAtEdge" | "BlockPortEverywhere" => ("port 445 blocked", Network),
        "UnblockPorts" => ("port 445 open", Network),
        "MailOff" => ("e-mail off", Network),
        "MailOn" => ("e-mail on", Network),
        "BlockDomain" => ("domain blocked", Network),
        "AllowDomain" => ("domain allowed", Network),
        "SinkholeDomain" => ("sinkhole", Network),
        "UnplugInfected" => ("unplugged", Network),
        "PowerOff" => ("switched off", Both),
        "PowerOn" => ("switched on", Both),
        "Patch" => ("patching", Network),
        "Rebuild" => ("rebuilding", Network),
        "StopWork" => ("work stopped", Network),
        "EngageSupplier" => ("supplier called", Both),
        "TryKey" => ("key tried", Network),
        "StandIn" => ("stand-in", Patients),
        "OrderStock" => ("stock ordered", Patients),
        "GoToPaper" | "AllToPaper" => ("to paper", Patients),
        "BackToScreens" => ("return to system", Patients),
        "Divert" => ("diverted", Patients),
        "EndDivert" => ("divert ended", Patients),
        "Cancel" => ("lists cancelled", Patients),
        "Resume" => ("lists resumed", Patients),
        "ProtectUrgent" => ("urgent first", Patients),
        "RedeployToEd" => ("staff to ED", Patients),
        "MutualAid" => ("mutual aid", Both),
        "CallIn" => ("staff called in", Both),
        _ => return None,
    })
}
