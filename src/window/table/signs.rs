//! What the signs on the table say: a department's name, how its services stand, how many of its devices
//! are locked, what was done there. Must not know where a sign hangs.

use crate::window::grouped;
use crate::window::theme::Theme;
use egui::Color32;
use wardroom_core::exercise::{Host, Standing};
use wardroom_core::scenario::{Mins, Scenario};
use wardroom_table::Seen;

/// Services that a sign tells of singly; others are counted.
const SINGLY: usize = 3;

/// What stands beside a department.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The segment it stands for.
    pub segment: usize,
    /// The segment's name.
    pub title: String,
    /// What it says below.
    pub lines: Vec<Line>,
}

impl Sign {
    /// All that it says, in one line.
    pub fn in_words(&self) -> String {
        let lines = self.lines.iter().map(|line| line.words.as_str());
        let all: Vec<&str> = std::iter::once(self.title.as_str()).chain(lines).collect();
        all.join(", ")
    }
}

/// A line of a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The shape before it, if it is of a service.
    pub standing: Option<Option<Standing>>,
    /// As they are written.
    pub words: String,
    /// What colour they have.
    pub tone: Tone,
}

/// What colour a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A count.
    Quiet,
    /// As a service stands.
    Standing(Option<Standing>),
    /// What the team did.
    Done,
}

impl Tone {
    /// In a theme.
    pub fn colour(self, theme: &Theme) -> Color32 {
        match self {
            Self::Quiet => theme.quiet,
            Self::Standing(standing) => crate::window::widgets::standing_colour(theme, standing),
            Self::Done => theme.accent,
        }
    }
}

/// The signs of all segments, in their order.
pub fn signs(scenario: &Scenario, seen: &Seen) -> Vec<Sign> {
    (0..scenario.segments.len())
        .map(|at| Sign {
            segment: at,
            title: scenario.segments[at].name.clone(),
            lines: if scenario.segments[at].outside {
                outside(scenario, seen, at)
            } else {
                inside(scenario, seen, at)
            },
        })
        .collect()
}

fn inside(scenario: &Scenario, seen: &Seen, at: usize) -> Vec<Line> {
    let mut lines = services(scenario, seen, at);
    let found = &seen.segments[at];
    match found.hosts {
        Some(hosts) => {
            let locked = hosts[Host::Locked as usize];
            let total = scenario.segments[at].hosts;
            if locked > 0 {
                lines.push(Line {
                    standing: None,
                    words: format!("{} of {} locked", grouped(locked), grouped(total)),
                    tone: Tone::Quiet,
                });
            }
            let rebuilding = hosts[Host::Rebuilding as usize];
            let rebuilt = hosts[Host::Restored as usize];
            if rebuilding + rebuilt > 0 {
                lines.push(done(format!("{rebuilding} rebuilding, {rebuilt} rebuilt")));
            }
        }
        None if lines.is_empty() => lines.push(Line {
            standing: Some(None),
            words: "not reported".to_owned(),
            tone: Tone::Standing(None),
        }),
        None => {}
    }
    if let Some(since) = found.isolated {
        lines.push(done(format!("isolated {}", clock(scenario, since))));
    }
    lines
}

fn outside(scenario: &Scenario, seen: &Seen, at: usize) -> Vec<Line> {
    let segment = &scenario.segments[at];
    let cut = segment.links.iter().filter_map(|id| seen.links[id.at()].0);
    let closed = segment.links.iter().any(|id| seen.links[id.at()].1);
    let mut lines: Vec<Line> = cut
        .min()
        .map(|since| done(format!("cut {}", clock(scenario, since))))
        .into_iter()
        .collect();
    if closed {
        lines.push(done("file sharing blocked".to_owned()));
    }
    lines
}

fn done(words: String) -> Line {
    Line {
        standing: None,
        words,
        tone: Tone::Done,
    }
}

/// How the services stand whose people sit here first, the worst first; one line where all are alike.
fn services(scenario: &Scenario, seen: &Seen, at: usize) -> Vec<Line> {
    let mut here: Vec<usize> = (0..scenario.services.len())
        .filter(|service| {
            let segments = &scenario.services[*service].segments;
            segments.first().is_some_and(|first| first.at() == at)
        })
        .collect();
    here.sort_by_key(|service| std::cmp::Reverse(badness(seen.services[*service])));
    let Some(first) = here.first() else {
        return Vec::new();
    };
    let standing = seen.services[*first];
    if here.iter().all(|it| seen.services[*it] == standing) {
        return vec![of_service(standing, word(standing).to_owned())];
    }
    let mut lines: Vec<Line> = here
        .iter()
        .take(SINGLY)
        .map(|service| {
            let standing = seen.services[*service];
            let name = &scenario.services[*service].name;
            of_service(standing, format!("{name} {}", word(standing)))
        })
        .collect();
    if here.len() > SINGLY {
        lines.push(Line {
            standing: None,
            words: format!("and {} more", here.len() - SINGLY),
            tone: Tone::Quiet,
        });
    }
    lines
}

fn of_service(standing: Option<Standing>, words: String) -> Line {
    Line {
        standing: Some(standing),
        words,
        tone: Tone::Standing(standing),
    }
}

fn word(standing: Option<Standing>) -> &'static str {
    standing.map_or("not reported", Standing::word)
}

fn badness(standing: Option<Standing>) -> u8 {
    match standing {
        Some(Standing::Stopped) => 3,
        Some(Standing::Paper | Standing::Reduced) => 2,
        None => 1,
        Some(Standing::Normal) => 0,
    }
}

fn clock(scenario: &Scenario, mins: Mins) -> String {
    let time = scenario.time_at(u64::from(mins) * 60);
    time.strftime("%H:%M").to_string()
}
