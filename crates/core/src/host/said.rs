//! What has happened, as lines that are made once and shared with every view. Must not forget one.

use crate::coverage::Offered;
use crate::exercise::{Event, Source, What};
use crate::record::Story;
use crate::scenario::{ChannelKind, Mins, Scenario};
use crate::timeline::line;
use crate::views::LogLine;
use std::sync::Arc;

/// The lines of what has happened.
#[derive(Debug)]
pub(super) struct Said {
    story: Story,
    /// Events taken so far.
    pub events: usize,
    /// Messages of the facilitator's own so far.
    told: usize,
    /// The lines, each with the number of its event.
    pub lines: Vec<Arc<LogLine>>,
    /// Minutes at which something changed the course, each with the number of its event.
    pub turns: Vec<(usize, Mins)>,
    /// What was decided last with its clauses of the plan, as it was told when so much had happened.
    pub offers: (usize, Arc<Vec<Offered>>),
}

impl Said {
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            story: Story::of(scenario),
            events: 0,
            told: 0,
            lines: Vec::new(),
            turns: Vec::new(),
            offers: Default::default(),
        }
    }

    /// Takes in an event, and says which message it brought.
    pub fn take(&mut self, scenario: &Scenario, event: &Event) -> Option<Source> {
        let number = self.events;
        self.events += 1;
        let source = Source::of(scenario, event, &mut self.told);
        if matches!(
            event.what,
            What::Declared { .. } | What::ActionDone { .. } | What::KillSwitch
        ) {
            let mins = u32::try_from(event.at_secs / 60).unwrap_or(Mins::MAX);
            self.turns.push((number, mins));
        }
        if let Some(line) = line(&self.story, event) {
            self.lines.push(Arc::new(LogLine {
                number,
                source: source.map(|source| (source, kind(scenario, event, source))),
                event: event.clone(),
                line,
            }));
        }
        source
    }

    /// The scenario's words.
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// The lines of the first so many events.
    pub fn until(&self, events: usize) -> &[Arc<LogLine>] {
        let end = self.lines.partition_point(|line| line.number < events);
        &self.lines[..end]
    }
}

/// What a message that an event brought looks like.
fn kind(scenario: &Scenario, event: &Event, source: Source) -> ChannelKind {
    let channel = match (source, &event.what) {
        (Source::Inject(at), _) => Some(scenario.injects[at].channel),
        (_, What::Told { channel, .. }) => scenario.names.channels.get(channel).copied(),
        _ => None,
    };
    channel.map_or(ChannelKind::Message, |it| scenario.channels[it.at()].kind)
}
