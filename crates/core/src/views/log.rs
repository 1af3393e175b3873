//! The log, line by line, and what was decided last. Must not leave anything out.

use crate::exercise::{Event, Source, What, concerns};
use crate::scenario::{ChannelKind, OrganisationId, Scenario};
use crate::timeline::{Kind, Line};
use serde::Serialize;
use std::sync::Arc;

/// An event that can be told, with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    /// The number of the event, from 0 at STARTEX; a correction names it counted from 1.
    pub number: usize,
    /// The message that it brought, if it brought one, and what it looks like.
    pub source: Option<(Source, ChannelKind)>,
    /// What happened.
    pub event: Event,
    /// The same in words.
    pub line: Line,
}

/// A decision as the room is shown it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// When, on the clock: `14:05`.
    pub clock: String,
    /// What was decided; of what was ordered and is not done yet, when it is due.
    pub title: String,
    /// The title of the role that decided.
    pub who: String,
}

/// The last decisions that concern an organisation, latest first, so many at most.
pub(crate) fn decided(
    scenario: &Scenario,
    lines: &[Arc<LogLine>],
    of: OrganisationId,
    now_secs: u64,
    most: usize,
) -> Vec<Decided> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().rev() {
        if found.len() == most {
            break;
        }
        if line.line.kind != Kind::Decision || !concerns(scenario, &line.event, of) {
            continue;
        }
        // An option that orders cards is told by what it orders.
        let next = lines.get(at + 1);
        let orders = matches!(line.event.what, What::Decided { .. })
            && next.is_some_and(|next| {
                next.number == line.number + 1
                    && matches!(next.event.what, What::ActionStarted { .. })
            });
        if orders {
            continue;
        }
        let title = &line.line.title;
        let mut title = title.strip_prefix("Ordered: ").unwrap_or(title).to_owned();
        // What was ordered is not done yet.
        if let What::ActionStarted { done_mins, .. } = &line.event.what
            && u64::from(*done_mins) * 60 > now_secs
        {
            let due = scenario.time_at(u64::from(*done_mins) * 60);
            title.push_str(&format!(": ordered, due {}", due.strftime("%H:%M")));
        }
        found.push(Decided {
            clock: scenario
                .time_at(line.line.at_secs)
                .strftime("%H:%M")
                .to_string(),
            title,
            who: line.line.who.clone(),
        });
    }
    found
}
